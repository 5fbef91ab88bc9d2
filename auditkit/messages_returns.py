"""What a person is told of a workbook that came back."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import Text

MESSAGES: Mapping[str, Text] = {
    "returns.comma": Text("、", ", "),
    "returns.and_more": Text("{listed} ほか{count}件", "{listed} and {count} more"),
    "returns.empty": Text("（空欄）", "(empty)"),
    # --- files that are not opened --------------------------------------------------------
    "returns.cannot_open": Text(
        "開けません（{reason}）。ファイルの場所とアクセス権を確認してください。",
        "cannot be opened ({reason}); check the path and the access rights.",
    ),
    "returns.too_large": Text(
        "ファイルが大きすぎます（上限 {limit} MB）。貼り付けた画像などを除いてください。",
        "is too large (limit {limit} MB); take out pictures that were pasted in.",
    ),
    "returns.locked_or_old": Text(
        "パスワード付き、または古い形式（.xls）のブックです。"
        "パスワードを外し、.xlsx 形式で保存し直してください。",
        "has a password or is in the old format (.xls);"
        " take the password off and save it as .xlsx.",
    ),
    "returns.other_format": Text(
        "別の形式のブックです。.xlsx 形式で保存し直してください。",
        "is a workbook in another format; save it as .xlsx.",
    ),
    "returns.no_workbook": Text(
        "Excel ブック（.xlsx）ではありません。", "is no Excel workbook (.xlsx)."
    ),
    "returns.damaged": Text(
        "ブックが壊れているか、正しい形式ではありません。もう一度受け取ってください。",
        "is damaged or not well formed; ask for it once more.",
    ),
    "returns.too_many_parts": Text(
        "ブックの部品が多すぎます（上限 {limit}）。開きません。",
        "holds too many parts (limit {limit}); it is not opened.",
    ),
    "returns.bomb": Text(
        "展開すると大きくなりすぎるため、開きません（{part} 上限 {limit} MB）。",
        "would unpack to too much ({part} limit {limit} MB); it is not opened.",
    ),
    "returns.too_many_cells": Text(
        "行またはセルが多すぎるため、開きません（{part}）。"
        "表の下や右にある余分な行と列を削除して保存し直してください。",
        "holds too many rows or cells ({part}); it is not opened."
        " Delete what stands below and beside the tables and save it again.",
    ),
    "returns.too_many_rows": Text(
        "シート「{sheet}」の行が多すぎます（上限 {limit} 行）。"
        "表の下にある余分な行を削除して保存し直してください。",
        "has too many rows in the sheet “{sheet}” (limit {limit});"
        " delete those below the table and save it again.",
    ),
    "returns.entities": Text(
        "文書型宣言または実体宣言を含むため、開きません（{part}）。",
        "declares a document type or entities ({part}); it is not opened.",
    ),
    "returns.encoding": Text(
        "文字コードが UTF-8 ではない部分があるため、開きません（{part}）。",
        "holds a part that is not UTF-8 ({part}); it is not opened.",
    ),
    "returns.active": Text(
        "マクロ、外部リンク、埋め込みオブジェクトなどを含むため、開きません（{part}）。"
        "それらを除き、.xlsx 形式で保存し直してください。",
        "holds macros, external links, embedded objects or the like ({part}); it is not opened."
        " Take them out and save it as .xlsx.",
    ),
    "returns.no_origin": Text(
        "auditkit が監査から書き出したブックではないか、取り込みに必要な隠しシートが"
        "失われています。シートを新しいブックに写さず、渡されたブックに記入してください。",
        "was not written by auditkit from an audit, or lost the hidden sheet that tells of it;"
        " fill in the workbook that was handed out instead of copying its sheets.",
    ),
    "returns.origin_damaged": Text(
        "取り込みに必要な隠しシートが書き換えられています。渡されたブックに記入し直してください。",
        "had its hidden sheet changed; fill in the workbook that was handed out.",
    ),
    "returns.newer": Text(
        "このブックは、より新しい auditkit で書き出されています。auditkit を更新してください。",
        "was written by a newer auditkit; update this one.",
    ),
    # --- cells ----------------------------------------------------------------------------
    "returns.locked": Text(
        "書き換えられない欄です。元の内容のままとします。", "this cell may not be changed."
    ),
    "returns.form_only": Text(
        "この欄はブックから取り込めません。監査フォームで記録してください。",
        "this column is not taken back from a workbook; record it in the form.",
    ),
    "returns.goes_on": Text(
        "内容が次の列に続くため、取り込めません。監査フォームで記録してください。",
        "its text goes on in a further column; record it in the form.",
    ),
    "returns.formula": Text(
        "数式は取り込めません。値を入力してください。", "a formula is not taken; enter the value."
    ),
    "returns.error_value": Text(
        "エラー値（{value}）は取り込めません。", "an error value ({value}) is not taken."
    ),
    "returns.not_in_list": Text(
        "一覧にない語です。次から選んでください：{known}",
        "is not in the list; choose from: {known}",
    ),
    "returns.no_date": Text(
        "日付として読めません。2026/4/1 のように入力してください。",
        "is not a date; enter it like 2026-04-01.",
    ),
    "returns.far_date": Text(
        "{first} 年から {last} 年までの日付にしてください。",
        "must lie between the years {first} and {last}.",
    ),
    "returns.too_long": Text(
        "文字数が多すぎます（上限 {limit} 文字）。", "is too long (limit {limit} characters)."
    ),
    # --- rows and sheets ------------------------------------------------------------------
    "returns.row_unknown": Text(
        "書き出したブックにない行です。行の追加や番号の変更は取り込めません。",
        "no such row was handed out; rows cannot be added, nor their numbers changed.",
    ),
    "returns.row_twice": Text(
        "同じ番号の行が複数あります。一つにまとめてください。",
        "several rows have this number; keep one.",
    ),
    "returns.row_changed": Text(
        "この行は書き出した内容と異なります。このシートからは何も取り込みません。",
        "this row is not as it was handed out; nothing is taken back from this sheet.",
    ),
    "returns.no_headings": Text(
        "見出しの行が見つからないため、このシートは読みません。見出しを元に戻してください。",
        "the row of headings is not found, so the sheet is not read; restore the headings.",
    ),
    "returns.heading_twice": Text(
        "見出し「{heading}」が複数あるため、このシートは読みません。",
        "the heading “{heading}” stands there twice, so the sheet is not read.",
    ),
    "returns.unknown_finding": Text(
        "この指摘事項は監査にないか、取り下げられています。",
        "the audit has no such finding, or it was withdrawn.",
    ),
    "returns.unknown_item": Text(
        "この要求事項は監査のチェックリストにありません。",
        "the checklists of the audit hold no such requirement.",
    ),
    "returns.signed": Text(
        "監査は署名済みのため、判定は変えられません。",
        "the audit is signed; its decisions cannot be changed.",
    ),
    "returns.conflict": Text(
        "書き出した後に{who}さんがこの行を変更しました（{fields}、{on}）。上書きはしません。"
        "新しく書き出したブックに記入してください。",
        "{who} changed this row after it was handed out ({fields}, {on}); nothing is overwritten."
        " Fill in a workbook that is exported anew.",
    ),
    # --- notes ----------------------------------------------------------------------------
    "returns.note.sheet_gone": Text(
        "シート「{sheet}」がありません。その内容は変えません。",
        "the sheet “{sheet}” is gone; nothing of it is changed.",
    ),
    "returns.note.sheets_added": Text(
        "追加されたシート（{sheets}）は読みません。",
        "sheets that were added are not read: {sheets}.",
    ),
    "returns.note.columns_gone": Text(
        "シート「{sheet}」に列がありません：{columns}。その内容は変えません。",
        "the sheet “{sheet}” lacks columns: {columns}. Nothing of them is changed.",
    ),
    "returns.note.columns_added": Text(
        "シート「{sheet}」に追加された列（{columns}）は読みません。",
        "columns that were added to the sheet “{sheet}” are not read: {columns}.",
    ),
    "returns.note.own_column": Text(
        "シート「{sheet}」の「{column}」の記入（{count}件）は、このブックだけのもので取り込みません。",
        "entries in “{column}” of the sheet “{sheet}” ({count}) stay in this workbook alone.",
    ),
    "returns.note.rows_gone": Text(
        "シート「{sheet}」から{count}行が削除されています（{rows}）。記録は変えません。",
        "rows were deleted from the sheet “{sheet}” ({count}: {rows}); no record is changed.",
    ),
    "returns.note.rows_differ": Text(
        "シート「{sheet}」の{count}行が、削除されたか書き換えられています。",
        "rows of the sheet “{sheet}” were deleted or changed: {count}.",
    ),
    # --- the store ------------------------------------------------------------------------
    "returns.other_store": Text(
        "この保存先の監査 {audit} から書き出されたブックではありません"
        "（記録 {entry} が一致しません）。保存先（--store）を確認してください。",
        "was not written from the audit {audit} of this store (entry {entry} differs);"
        " check the store (--store).",
    ),
    # --- the command ----------------------------------------------------------------------
    "cli.import.help": Text(
        "記入して返送されたブックの変更を一覧にし、許された変更を監査に取り込む",
        "list the changes in a workbook that came back, and take over those that are allowed",
    ),
    "cli.import.workbook": Text(
        "返送されたブック（.xlsx）。変更はしない",
        "workbook that came back (.xlsx); it is not changed",
    ),
    "cli.import.apply": Text(
        "許された変更を監査に記録する（指定しなければ一覧にするだけ）",
        "record what is allowed (by default it is only listed)",
    ),
    "cli.import.store": Text(
        "監査の保存先: SQLite のファイルのパスまたは PostgreSQL の URL"
        "（既定: 環境変数 AUDITKIT_STORE、なければ利用者のデータフォルダー）",
        "store of the audit: path of a SQLite file or URL of PostgreSQL (default: AUDITKIT_STORE,"
        " or your data folder)",
    ),
    "cli.import.as": Text(
        "記録する人の氏名（--apply には必要）", "name of who records (needed with --apply)"
    ),
    "cli.import.as_needed": Text(
        "--apply には、記録する人の氏名（--as）が必要です。",
        "--apply needs the name of who records (--as).",
    ),
    "cli.import.change": Text(
        "{place} {row}「{field}」: {old} → {new}", "{place} {row} “{field}”: {old} → {new}"
    ),
    "cli.import.refused": Text("{change} – {reason}", "{change} – {reason}"),
    "cli.import.refused_row": Text("{row}: {reason}", "{row}: {reason}"),
    "cli.import.listed": Text(
        "監査 {audit}: 取り込める変更 {count} 件、取り込めない変更 {refused} 件、"
        "記録済み {recorded} 件。",
        "audit {audit}: changes to take over: {count}, refused: {refused},"
        " recorded already: {recorded}.",
    ),
    "cli.import.not_applied": Text(
        "まだ何も記録していません。記録するには --apply と --as を付けて実行してください。",
        "Nothing is recorded yet; run it with --apply and --as to record them.",
    ),
    "cli.import.applied": Text(
        "{count} 件を {who} の名前で記録しました（監査記録 {first}～{last}）。",
        "Recorded under the name {who}: {count} (entries {first} to {last}).",
    ),
}
