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
    "theme.too_long": Text(
        "テーマのファイルが{limit}バイトを超えています。"
        "テーマを記した YAML ファイルを指定してください。",
        "The file has more than {limit} bytes. Name the YAML file of a theme.",
    ),
    "theme.colour": Text(
        "{key} の「{value}」は色ではありません。"
        '"#1F3864" のように、# と16進数6桁を引用符で囲んで書いてください。',
        "{key}: “{value}” is not a colour. Write # and six hexadecimal digits in quotes, "
        'such as "#1F3864".',
    ),
    "theme.contrast": Text(
        "{key} の {value} は、上に載る文字（{text}）とのコントラスト比が {ratio} で、"
        "読みにくくなります。{least} 以上になる色にしてください。",
        "{key}: {value} has a contrast of {ratio} with the text on it ({text}), which is hard to "
        "read. Choose a colour with at least {least}.",
    ),
    "theme.number_braces": Text(
        "document_number の「{value}」は、波括弧の対応が取れていません。"
        "{{year}} のように閉じるか、取り除いてください。",
        "document_number: the braces in “{value}” do not match. "
        "Close them as in {{year}}, or take them out.",
    ),
    "theme.number_part": Text(
        "document_number の「{{{value}}}」は使えません。"
        "使えるのは {known} です（書式の指定は付けません）。{hint}",
        "document_number: “{{{value}}}” cannot be used. What can be named is {known}, "
        "without a format. {hint}",
    ),
    "theme.formula": Text(
        "{key} の「{value}」は、Excel で数式と見なされる文字で始まっています。"
        "先頭の記号を取り除いてください。",
        "{key}: “{value}” begins with a sign that Excel takes for a formula. "
        "Take the sign at the beginning out.",
    ),
    "theme.characters": Text(
        "{key} に、改行やセルに表示できない文字が含まれています。1行の文字列にしてください。",
        "{key}: there is a line break, or a character that a cell cannot show. "
        "Write it as one line.",
    ),
    "theme.long": Text(
        "{key} が長すぎます（半角{width}文字分）。"
        "半角{limit}文字分（全角ではその半分）以内にしてください。",
        "{key}: the text is too long ({width} characters). At most {limit} fit.",
    ),
    "theme.boxes": Text(
        "approval に欄が{count}個あります。1個から{most}個までにしてください。",
        "approval: there are {count} boxes. Give 1 to {most}.",
    ),
    "theme.signs_twice": Text(
        "approval の signs に「{value}」が二度あります。一つの署名は一つの欄に入れてください。",
        "approval: “{value}” signs in two boxes. Give each signature one box.",
    ),
    "theme.columns": Text(
        "追加の列が{count}列あります。一つの表に{most}列までにしてください。",
        "There are {count} extra columns. A table takes at most {most}.",
    ),
    "theme.width": Text(
        "列の幅 {value} は使えません。半角文字数で {least} から {most} までにしてください。",
        "The width {value} cannot be used. Give {least} to {most} half-width characters.",
    ),
    "theme.heading_twice": Text(
        "「{value}」という見出しは、すでにあります。別の見出しにしてください。",
        "There is already a heading “{value}”. Choose another one.",
    ),
    "theme.logo_outside": Text(
        "ロゴ「{value}」がテーマのフォルダーの外を指しています。"
        "画像をテーマのファイルと同じフォルダーに置き、そこからの相対パスで書いてください。",
        "The logo “{value}” lies outside the folder of the theme. "
        "Put the picture beside the theme's file and name it from there.",
    ),
    "theme.logo_unreadable": Text(
        "ロゴ「{value}」を開けません（{reason}）。ファイル名と場所を確かめてください。",
        "The logo “{value}” cannot be opened ({reason}). Check its name and place.",
    ),
    "theme.logo_bytes": Text(
        "ロゴ「{value}」が{limit}バイトを超えています。画像を小さくしてください。",
        "The logo “{value}” has more than {limit} bytes. Make the picture smaller.",
    ),
    "theme.logo_kind": Text(
        "ロゴ「{value}」は、PNG または JPEG の画像ではないか、壊れています。"
        "PNG か JPEG で保存し直してください。",
        "The logo “{value}” is not a sound PNG or JPEG picture. Save it anew as PNG or JPEG.",
    ),
    "theme.logo_pixels": Text(
        "ロゴ「{value}」の大きさ（{width}×{height}ピクセル）が範囲外です。"
        "縦横とも1から{limit}ピクセルまでにしてください。",
        "The logo “{value}” has {width}×{height} pixels. Give 1 to {limit} for each side.",
    ),
}
"""Message key → wording with named places."""
