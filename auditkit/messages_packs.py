"""What a person is told about sign-off packs (監査パック) and about verifying them."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import Text

MESSAGES: Mapping[str, Text] = {
    # --- writing --------------------------------------------------------------------------
    "packs.suffix": Text(
        "監査パックのファイル名は .zip で終わる名前にしてください（{path}）。",
        "The name of a sign-off pack must end in .zip ({path}).",
    ),
    "packs.unsigned": Text(
        "署名がありません。監査員が署名してから監査パックを作成してください。",
        "There is no signature. Sign the audit, then make its pack.",
    ),
    "packs.unreadable": Text(
        "開けません（{reason}）。監査パックは作成していません。",
        "cannot be opened ({reason}). No pack was made.",
    ),
    "packs.not_written": Text(
        "監査パックを書き込めません（{reason}）。出力先と空き容量を確認してください。",
        "The pack cannot be written ({reason}). Check the place and its free space.",
    ),
    "packs.name": Text(
        "このファイル名は監査パックに入れられません。"
        "「..」、「\\」、制御文字を含まない名前に変更してください。",
        "a pack cannot hold a file of this name; rename it without “..”, “\\” and control"
        " characters.",
    ),
    "packs.too_large_to_write": Text(
        "文書が大きすぎるため、監査パックを作成できません（上限 {limit} MB）。",
        "The documents are too large for a pack (the limit is {limit} MB).",
    ),
    # --- what is no pack ------------------------------------------------------------------
    "packs.missing_file": Text(
        "ファイルがありません。監査パック（.zip）または保存先を指定してください。",
        "there is no such file; name a sign-off pack (.zip) or a store.",
    ),
    "packs.cannot_open": Text(
        "開けません（{reason}）。アクセス権を確認してください。",
        "cannot be opened ({reason}); check the access rights.",
    ),
    "packs.not_a_pack": Text(
        "監査パックではありません（zip 形式のファイルではありません）。",
        "is no sign-off pack: it is not a zip archive.",
    ),
    "packs.too_large": Text(
        "大きすぎるため検証できません（上限 {limit} MB）。",
        "is too large to be verified (the limit is {limit} MB).",
    ),
    # --- the container --------------------------------------------------------------------
    "packs.directory": Text("zip の目録", "the archive's directory"),
    "packs.cut_off": Text(
        "監査パックがこのファイルの途中で切れています。ダウンロードやコピーをやり直してください。",
        "the pack ends in the middle of this file; download or copy it again.",
    ),
    "packs.layout": Text(
        "auditkit が書き出した形の zip ではありません。"
        "内容を壊されたか、展開した後に作り直された可能性があります。元の監査パックを入手してください。",
        "the archive is not in the form that auditkit writes: it is damaged, or was unpacked and"
        " packed again. Get the original pack.",
    ),
    "packs.container": Text(
        "ファイルの内容ではなく、zip としての記載（見出し部分）が書き換えられています。",
        "its entry in the archive was changed, beside the contents of the file.",
    ),
    "packs.directory_changed": Text(
        "zip の目録が、auditkit の書き出したものと一致しません。",
        "the list at the end of the archive is not the one that auditkit writes.",
    ),
    "packs.encrypted": Text(
        "暗号化されています。監査パックのファイルは暗号化せずに収められます。",
        "is encrypted; a sign-off pack holds its files as they are.",
    ),
    "packs.compressed": Text(
        "圧縮されています。監査パックのファイルは圧縮せずに収められます。展開は行いません。",
        "is compressed; a sign-off pack holds its files as they are. It is not unpacked.",
    ),
    "packs.unsafe_name": Text(
        "展開先のフォルダーの外を指すおそれのある名前です。展開しないでください。",
        "has a name that may lead out of the folder it is unpacked into; do not unpack it.",
    ),
    "packs.twice": Text(
        "同じ名前のファイルが二つ以上あります。展開しないでください。",
        "stands there more than once; do not unpack it.",
    ),
    # --- the contents ---------------------------------------------------------------------
    "packs.changed": Text(
        "監査パックの作成後に内容が変更されています。",
        "its contents were changed after the pack was made.",
    ),
    "packs.missing": Text(
        "監査パックにあるはずのファイルがありません。",
        "belongs to the pack and is missing.",
    ),
    "packs.added": Text(
        "監査パックの作成後に加えられたファイルです。",
        "was added after the pack was made.",
    ),
    "packs.newer": Text(
        "より新しい版の auditkit が作成した監査パックです。auditkit を更新してください。",
        "the pack was made by a newer auditkit. Update auditkit.",
    ),
    "packs.manifest_differs": Text(
        "内容一覧の「{field}」が、監査記録やファイルと一致しません。",
        "what it says under {field!r} does not agree with the journal and the files.",
    ),
    "packs.nobody_signed": Text(
        "監査記録に有効な署名がありません。",
        "no signature stands in the journal.",
    ),
    "packs.document_differs": Text(
        "監査した文書ではありません。指紋（SHA-256）が監査記録と一致しません。",
        "is not the document that was audited: the journal has another fingerprint (SHA-256).",
    ),
    "packs.document_unrecorded": Text(
        "監査記録にない文書です。",
        "is a document that the journal does not know.",
    ),
    "packs.more": Text(
        "ほかにも不一致があります（表示は {count} 件まで）。",
        "there is more (only {count} are shown).",
    ),
}
