"""What the report says when it cannot be written."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import Text

MESSAGES: Mapping[str, Text] = {
    "report.suffix": Text(
        "報告書の保存先「{path}」の拡張子が .xlsx ではありません。"
        "末尾を .xlsx にした名前を指定してください。",
        "The report cannot be saved as “{path}”: the name must end in .xlsx. "
        "Give a name that ends in .xlsx.",
    ),
    "report.no_checklists": Text(
        "チェックリストが一つも選ばれていないため、報告書を作成できません。"
        "チェックリストを一つ以上指定してください。",
        "No checklist is chosen, so there is nothing to report. Choose at least one checklist.",
    ),
    "report.missing_items": Text(
        "評価結果に次の要求事項がありません：{items}。"
        "報告書は全要求事項を載せるため、評価をやり直してください。",
        "The assessment lacks these requirements: {items}. "
        "A report lists every requirement; assess again.",
    ),
    "report.unknown_items": Text(
        "次の項目は、選ばれたチェックリストにないか、重複しています：{items}。"
        "評価に使ったチェックリストを指定し、評価をやり直してください。",
        "These items are in no chosen checklist, or occur twice: {items}. "
        "Choose the checklists that were assessed, and assess again.",
    ),
    "report.unknown_finding_items": Text(
        "指摘事項「{finding}」が、評価結果にない要求事項を指しています：{items}。"
        "指摘事項を作り直してください。",
        "Finding “{finding}” refers to requirements that were not assessed: {items}. "
        "List the findings again.",
    ),
    "report.duplicate_findings": Text(
        "指摘事項の番号が重複しています：{items}。番号を一意にしてください。",
        "Several findings share a number: {items}. Give each its own number.",
    ),
    "report.not_written": Text(
        "報告書を「{path}」に保存できません（{cause}）。"
        "保存先のフォルダーに書き込めるか、ファイルを Excel で開いていないか確かめてください。",
        "The report cannot be saved as “{path}” ({cause}). "
        "Check that the folder can be written to and that the file is not open in Excel.",
    ),
    "report.too_many_rows": Text(
        "シート「{sheet}」が{rows}行になり、Excel の上限（1,048,576行）を超えます。"
        "チェックリストや文書を分けて報告書を作成してください。",
        "Sheet “{sheet}” would have {rows} rows, more than the 1,048,576 of a workbook. "
        "Report on fewer checklists or documents at a time.",
    ),
    "report.not_readable": Text(
        "「{path}」を報告書として開けません（{cause}）。"
        "auditkit が作成した .xlsx を指定してください。",
        "“{path}” cannot be opened as a report ({cause}). Name an .xlsx made by auditkit.",
    ),
}
"""Message key → wording with named places."""
