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
    "store.audit_taken": Text(
        "監査番号「{id}」は既に使われています。別の番号を付けるか、その監査を開いてください。",
        "The audit id “{id}” is taken. Choose another, or open that audit.",
    ),
    "store.audit_missing": Text(
        "監査番号「{id}」の監査は保存先にありません。",
        "The store holds no audit “{id}”.",
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
    "store.state_differs": Text(
        "現在の内容が、監査記録から導かれる内容と一致しません。",
        "The present state is not the one that the journal leads to.",
    ),
}
