"""What reading and checking the checklists says to their authors."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import Text

_FILES: Mapping[str, Text] = {
    "shipped.missing": Text(
        "付属データのフォルダー「{name}」が見つかりません。auditkitをインストールし直してください。",
        "The folder “{name}” that comes with the product is missing. Install auditkit again.",
    ),
    "checklists.folder_missing": Text(
        "フォルダー「{folder}」がありません。チェックリストのフォルダーを指定してください。",
        "There is no folder “{folder}”. Name the folder that holds the checklists.",
    ),
    "checklists.none_found": Text(
        "チェックリストが1件もありません。「チェックリストのid/版/checklist.yaml」の形で置いてください。",
        "There is no checklist here. Put each one at “id/edition/checklist.yaml”.",
    ),
    "checklists.no_requirements": Text(
        "要求事項のファイルがありません。隣のフォルダー「{folder}」に1つ以上置いてください。",
        "There is no file of requirements. Put at least one into the folder “{folder}” beside it.",
    ),
    "checklists.file_missing": Text(
        "ファイルがありません。この名前で作成してください。",
        "The file is missing. Create it under this name.",
    ),
    "checklists.file_suffix": Text(
        "このファイルは読み込まれません。拡張子を.yamlに変えてください。",
        "This file is not read. Change its ending to .yaml.",
    ),
    "checklists.file_unknown": Text(
        "このファイルは読み込まれません。ここに置けるのは{files}です{hint}。",
        "This file is not read. This folder may hold {files}{hint}.",
    ),
    "checklists.folder_differs": Text(
        "{key}の「{value}」がフォルダー名「{folder}」と違います。どちらかに合わせてください。",
        "{key} is “{value}”, but the folder is called “{folder}”. Make them equal.",
    ),
    "checklists.not_utf8": Text(
        "UTF-8として読めません。文字コードをUTF-8にして保存し直してください。",
        "The file is not UTF-8. Save it again with that encoding.",
    ),
    "checklists.unreadable": Text(
        "ファイルを開けません（{reason}）。アクセス権を確認してください。",
        "The file cannot be opened ({reason}). Check who may read it.",
    ),
    "checklists.nearest": Text("（「{word}」の誤りではありませんか）", " (did you mean “{word}”?)"),
}

_YAML: Mapping[str, Text] = {
    "checklists.yaml_tab": Text(
        "行頭にタブがあります。字下げは半角スペース2つずつにしてください。",
        "The line begins with a tab. Indent with two spaces instead.",
    ),
    "checklists.yaml_anchor": Text(
        "YAMLの参照（&や*）は使えません。内容をその場に書いてください。文字として使うときは引用符で囲みます。",
        "YAML anchors (& and *) are not used here. Write it out, or put the text in quotes.",
    ),
    "checklists.yaml_escape": Text(
        "二重引用符の中では逆斜線を2つ重ねてください（\\\\d）。正規表現は一重引用符で囲むとそのまま書けます。",
        "Within double quotes a backslash is written twice (\\\\d). In single quotes a regular "
        "expression can stand as it is.",
    ),
    "checklists.yaml_colon": Text(
        "この位置のコロンは読めません。コロンを含む文は引用符で囲んでください。",
        "A colon cannot stand here. Put text that holds a colon in quotes.",
    ),
    "checklists.yaml_no_colon": Text(
        "「キー: 値」のコロンがありません。コロンの後には半角スペースも必要です。",
        "The colon of “key: value” is missing. It needs a space after it, too.",
    ),
    "checklists.yaml_quote_open": Text(
        "ここで始まる引用符が閉じられていません。",
        "The quotation mark that opens here is never closed.",
    ),
    "checklists.yaml_documents": Text(
        "「---」で2つ以上に区切られています。1ファイル1文書にしてください。",
        "“---” begins a second document. Keep one document in a file.",
    ),
    "checklists.yaml_character": Text(
        "この文字から値を始めることはできません。値を引用符で囲んでください。",
        "A value cannot begin with this character. Put the value in quotes.",
    ),
    "checklists.yaml_control": Text(
        "制御文字が混ざっています。削除してください。",
        "There is a control character here. Delete it.",
    ),
    "checklists.yaml_empty": Text(
        "ファイルに内容がありません。",
        "The file holds nothing.",
    ),
    "checklists.yaml_syntax": Text(
        "YAMLとして読めません（{problem}）。この行と前の行の字下げ、引用符、括弧を確認してください。",
        "This is not YAML ({problem}). Check indentation, quotes and brackets of this line "
        "and the one before.",
    ),
}

_VALUES: Mapping[str, Text] = {
    "checklists.key_unknown": Text(
        "「{key}」という項目はありません{hint}。",
        "There is no key “{key}” here{hint}.",
    ),
    "checklists.key_elsewhere": Text(
        "「{key}」はここでは決められません。別の場所で決まる値と違うので、この行を削除してください。",
        "“{key}” is not decided here, and differs from what is said elsewhere. Delete this line.",
    ),
    "checklists.key_missing": Text(
        "必須の項目「{key}」がありません。",
        "The key “{key}” is missing.",
    ),
    "checklists.key_repeated": Text(
        "項目「{key}」は{line}行目にもあります。1つにしてください。",
        "The key “{key}” is already on line {line}. Keep one of them.",
    ),
    "checklists.key_not_text": Text(
        "項目名は文字で書いてください。",
        "A key must be a text.",
    ),
    "checklists.key_quote": Text(
        '項目名の{value}は文字として読まれません。"{value}"のように引用符で囲んでください。',
        'The key {value} is not read as a text. Put it in quotes: "{value}".',
    ),
    "checklists.keys_left_out": Text(
        "keysに「{key}」がありません。対応する番号がなければ「{key}: []」と書いてください。",
        "keys has no “{key}”. If there is no such number, write “{key}: []”.",
    ),
    "checklists.keys_expected": Text(
        "{where}は「項目: 値」の組（{keys}）で書いてください。",
        "{where} must be pairs of “key: value” ({keys}).",
    ),
    "checklists.mapping_expected": Text(
        "{where}は「項目: 値」の組で書いてください。",
        "{where} must be pairs of “key: value”.",
    ),
    "checklists.list_expected": Text(
        "{where}は一覧で書いてください。1件でも「- 」または[ ]が必要です。",
        "{where} must be a list, with “- ” or [ ] even for a single entry.",
    ),
    "checklists.text_quote": Text(
        '{where}の{value}は数値、日付または真偽値として読まれます。"{value}"のように引用符で囲んでください。',
        '{where}: {value} is read as a number, date or truth value. Put it in quotes: "{value}".',
    ),
    "checklists.text_expected": Text(
        "{where}は1つの文字列で書いてください。",
        "{where} must be one text.",
    ),
    "checklists.value_missing": Text(
        "{where}に値がありません。",
        "{where} has no value.",
    ),
    "checklists.value_blank": Text(
        "{where}が空です。文言を入れてください。",
        "{where} is empty. Give it a wording.",
    ),
    "checklists.value_invalid": Text(
        "{where}の値が正しくありません（{reason}）。",
        "{where} is not valid ({reason}).",
    ),
    "checklists.word_unknown": Text(
        "{where}に「{value}」は使えません。使えるのは{words}です{hint}。",
        "{where} cannot be “{value}”. It may be {words}{hint}.",
    ),
    "checklists.integer_expected": Text(
        "{where}は整数で書いてください（桁区切りや引用符は付けません）。",
        "{where} must be a whole number, without separators or quotes.",
    ),
    "checklists.number_expected": Text(
        "{where}は数値で書いてください。",
        "{where} must be a number.",
    ),
    "checklists.boolean_expected": Text(
        "{where}はtrueかfalseで書いてください（yesやnoは使いません）。",
        "{where} must be true or false; yes and no are not used.",
    ),
    "checklists.date_expected": Text(
        "{where}は実在する日付を2022-04-01の形で書いてください。",
        "{where} must be a real date, written like 2022-04-01.",
    ),
    "checklists.dates_reversed": Text(
        "終了日{end}が開始日{start}より前です。",
        "It ends on {end}, before it begins on {start}.",
    ),
}

_REFERENCES: Mapping[str, Text] = {
    "checklists.kind.requirement": Text("要求事項", "requirement"),
    "checklists.kind.criterion": Text("確認基準", "criterion"),
    "checklists.kind.chapter": Text("章", "chapter"),
    "checklists.kind.condition": Text("適用条件", "condition"),
    "checklists.kind.verification": Text("検証区分", "verification code"),
    "checklists.kind.entry": Text("この内容", "this entry"),
    "checklists.id_repeated": Text(
        "{kind}「{id}」は{path}の{line}行目にもあります。別のidを付けるか、一方を削除してください。",
        "The {kind} “{id}” is already at {path}, line {line}. Rename or delete one of them.",
    ),
    "checklists.row_repeated": Text(
        "{source}から{target}への対応は{path}の{line}行目にもあります。1行にまとめてください。",
        "The link from {source} to {target} is already at {path}, line {line}. Keep one row.",
    ),
    "checklists.reference_unknown": Text(
        "{where}: {kind}「{id}」はありません{hint}。",
        "{where}: there is no {kind} “{id}”{hint}.",
    ),
    "checklists.flag_as_criterion": Text(
        "「{id}」は注意喚起（flag）です。criteriaではなくflagsに書いてください。",
        "“{id}” is a flag. List it under flags, not under criteria.",
    ),
    "checklists.not_a_flag": Text(
        "「{id}」は注意喚起（flag）ではありません。flagsではなくcriteriaに書いてください。",
        "“{id}” is not a flag. List it under criteria, not under flags.",
    ),
    "checklists.cycle_parents": Text(
        "parentが循環しています（{circle}）。最上位の要求事項からparentを外してください。",
        "The parents run in a circle ({circle}). Remove the parent of the topmost requirement.",
    ),
    "checklists.crosswalk_form": Text(
        "{where}の「{value}」は「id@版:番号」の形で書いてください。",
        "{where}: write “{value}” in the form “id@edition:number”.",
    ),
    "checklists.checklist_unknown": Text(
        "チェックリスト「{checklist}」はありません{hint}。",
        "There is no checklist “{checklist}”{hint}.",
    ),
}

_CRITERIA: Mapping[str, Text] = {
    "checklists.label_not_allowed": Text(
        "種類が{kind}の確認基準にラベル「{label}」は使えません。使えるのは{labels}です。",
        "A criterion of kind {kind} cannot have the label “{label}”. It may have {labels}.",
    ),
    "checklists.examples_few": Text(
        "確認基準「{id}」には、該当する例文（met、partial、present）が2件以上必要です（現在{number}件）。",
        "The criterion “{id}” needs at least two examples that count (met, partial, present); "
        "it has {number}.",
    ),
    "checklists.near_miss_none": Text(
        "確認基準「{id}」には、紛らわしいが該当しない例文（near_misses）が1件以上必要です。",
        "The criterion “{id}” needs at least one near-miss (near_misses).",
    ),
    "checklists.near_miss_counts": Text(
        "near_missesの例文にラベル「{label}」は付けられません。該当する例文はexamplesに移してください。",
        "A near-miss cannot have the label “{label}”. Move an example that counts to examples.",
    ),
    "checklists.trigger_missing": Text(
        "確認基準「{id}」は条件付き（conditional）なので、条件の有無を示すtriggerの規則が必要です。",
        "The criterion “{id}” is conditional and needs trigger rules that show its condition.",
    ),
    "checklists.rule_repeated": Text(
        "規則「{id}」がこの確認基準に2つあります。別のidを付けてください。",
        "This criterion has two rules “{id}”. Rename one of them.",
    ),
    "checklists.element_repeated": Text(
        "要素「{id}」がelementsに2つあります。1つにしてください。",
        "elements lists “{id}” twice. Keep one of them.",
    ),
    "checklists.element_unproved": Text(
        "{where}: 要素「{element}」を示す規則がありません{hint}。",
        "{where}: no rule proves the element “{element}”{hint}.",
    ),
    "checklists.cue_name": Text(
        "手がかり語の名前「{name}」には半角の英小文字と下線だけを使ってください。",
        "The name “{name}” of a cue may only hold small letters a to z and underscores.",
    ),
    "checklists.cue_unknown": Text(
        "手がかり語「{{{name}}}」はcues.yamlにありません{hint}。",
        "There is no cue “{{{name}}}” in cues.yaml{hint}.",
    ),
    "checklists.cycle_cues": Text(
        "手がかり語が循環しています（{circle}）。どれか1つの参照を外してください。",
        "The cues run in a circle ({circle}). Remove one of the references.",
    ),
    "checklists.pattern_invalid": Text(
        "正規表現（RE2）として正しくありません: {reason}",
        "This is not a valid regular expression (RE2): {reason}",
    ),
    "checklists.pattern_empty": Text(
        "この正規表現は空文字列にも一致します。必ず1文字以上に一致するようにしてください。",
        "This regular expression matches the empty text. Make it match at least one character.",
    ),
    "checklists.pattern_newline": Text(
        "この正規表現は改行に一致します。\\sは使わず、[^…]には\\nを加えてください。",
        "This regular expression matches a line break. Avoid \\s and add \\n to [^…].",
    ),
    "checklists.example_differs": Text(
        "確認基準「{id}」の例文の判定結果は{found}で、期待した{expected}と違います。規則か例文を直してください。",
        "Detection gives this example of “{id}” the label {found}, not {expected}. "
        "Correct the rules or the example.",
    ),
}

_LOCKS: Mapping[str, Text] = {
    "checklists.locks_missing": Text(
        "公開済みの版の記録がありません。版管理から元のファイルを戻してください。",
        "The record of released editions is missing. Restore the file from version control.",
    ),
    "checklists.lock_changed": Text(
        "公開済みの{checklist}の要求事項「{id}」が変更されています。元に戻し、変更は{folder}に新しい版のフォルダーを作って行ってください。",
        "Requirement “{id}” of the released {checklist} was changed. Restore it and make the "
        "change in the folder of a new edition in {folder}.",
    ),
    "checklists.lock_removed": Text(
        "公開済みの{checklist}から要求事項「{id}」が削除されています。元に戻し、削除は{folder}に新しい版のフォルダーを作って行ってください。",
        "Requirement “{id}” was removed from the released {checklist}. Restore it and remove it "
        "in the folder of a new edition in {folder}.",
    ),
    "checklists.lock_added": Text(
        "公開済みの{checklist}に要求事項「{id}」が追加されています。追加は{folder}に新しい版のフォルダーを作って行ってください。",
        "Requirement “{id}” was added to the released {checklist}. Add it in the folder of a new "
        "edition in {folder}.",
    ),
    "checklists.lock_edition_gone": Text(
        "公開済みの{checklist}がありません。公開した版は削除せず、残してください。",
        "The released {checklist} is gone. A released edition stays; restore its folder.",
    ),
}

MESSAGES: Mapping[str, Text] = {
    **_FILES,
    **_YAML,
    **_VALUES,
    **_REFERENCES,
    **_CRITERIA,
    **_LOCKS,
}
