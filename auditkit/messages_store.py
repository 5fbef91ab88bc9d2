"""What a person is told about the store of decisions."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import Text

MESSAGES: Mapping[str, Text] = {
    "store.url": Text(
        "保存先の指定を読み取れません。SQLite のファイルのパス、または "
        "postgresql+psycopg://利用者@ホスト/データベース の形で指定してください。",
        "The store's address cannot be read. Give the path of a SQLite file, or "
        "postgresql+psycopg://user@host/database.",
    ),
    "store.folder": Text(
        "保存先のフォルダーを作成できません（{path}：{reason}）。"
        "書き込みできる場所を指定してください。",
        "The folder of the store cannot be made ({path}: {reason}). Name a place you may write to.",
    ),
    "store.unreachable": Text(
        "保存先のデータベースを開けません（{reason}）。"
        "接続先とアクセス権を確認してください。記録は何も変更していません。",
        "The database of the store cannot be opened ({reason}). "
        "Check its address and your rights. No record was changed.",
    ),
    "store.newer": Text(
        "保存先は、より新しい版の auditkit が作成したものです。auditkit を更新してください。",
        "The store was made by a newer auditkit. Update auditkit.",
    ),
    "store.older": Text(
        "保存先は、古い版の auditkit が作成したものです。"
        "この版の auditkit で一度開いて更新してから検証してください。",
        "The store was made by an older auditkit. Open it once with this one, then verify it.",
    ),
    "store.missing": Text(
        "{path}: ファイルがありません。保存先のファイルを指定してください。",
        "{path}: there is no such file. Name the file of a store.",
    ),
    "store.none": Text(
        "auditkit の保存先ではありません。監査の記録を持つデータベースを指定してください。",
        "This is not a store of auditkit. Name the database that holds the audits.",
    ),
    "store.damaged": Text(
        "データベースが壊れています（{reason}）。バックアップから復元してください。",
        "The database is damaged ({reason}). Restore it from a backup.",
    ),
    "store.audit_taken": Text(
        "監査番号「{id}」は既に使われています。別の番号を付けるか、その監査を開いてください。",
        "The audit id “{id}” is taken. Choose another, or open that audit.",
    ),
    "store.audit_missing": Text(
        "監査番号「{id}」の監査は保存先にありません。",
        "The store holds no audit “{id}”.",
    ),
    "store.frozen": Text(
        "監査「{id}」は署名済みのため変更できません。"
        "変更が必要な場合は、理由を記録して署名を取り消してください。",
        "The audit “{id}” is signed and cannot be changed. "
        "If it must be, withdraw the signatures and record why.",
    ),
    "store.moved": Text(
        "監査「{id}」は、確認した後に{who}さんが変更しました（{count}件）。"
        "内容を確認してから、もう一度署名してください。",
        "The audit “{id}” was changed by {who} after you checked it ({count} entries). "
        "Look at the changes and sign again.",
    ),
    "store.conflict": Text(
        "「{subject}」は、表示した後に{who}さんが変更しました（{fields}）。"
        "上書きはしていません。最新の内容を確認してから、もう一度入力してください。",
        "“{subject}” was changed by {who} after you opened it ({fields}). "
        "Nothing was overwritten. Look at the present state and enter yours again.",
    ),
    "store.entry_missing": Text(
        "監査記録の{number}番が欠けています。", "Entry {number} of the journal is missing."
    ),
    "store.entry_changed": Text(
        "この監査記録は、記録された後に書き換えられています。",
        "This entry of the journal was changed after it was written.",
    ),
    "store.chain_broken": Text(
        "この監査記録は、直前の記録とつながっていません。",
        "This entry of the journal does not follow the one before it.",
    ),
    "store.after_signature": Text(
        "この監査記録は、署名の後に書き込まれています。",
        "This entry of the journal was written after the audit was signed.",
    ),
    "store.signature_differs": Text(
        "この署名は、直前までの監査記録に対するものではありません。",
        "This signature is not one of the journal as it stands before it.",
    ),
    "store.state_differs": Text(
        "現在の内容が、監査記録から導かれる内容と一致しません。",
        "The present state is not the one that the journal leads to.",
    ),
}
