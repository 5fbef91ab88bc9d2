"""What the command line and a run say to a person."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import Text

MESSAGES: Mapping[str, Text] = {
    # --- providers ------------------------------------------------------------------------
    "providers.missing": Text(
        "見つかりません。事業者の文書を入れたフォルダーか、文書ファイルを指定してください。",
        "not found; name a folder of the provider's documents, or a document.",
    ),
    "providers.empty": Text(
        "文書がありません。.txt .md .html .pdf .docx のいずれかを入れてください。",
        "holds no documents; put .txt .md .html .pdf or .docx files there.",
    ),
    "providers.unreadable": Text(
        "開けません（{reason}）。アクセス権を確認してください。",
        "cannot be opened ({reason}); check the access rights.",
    ),
    "providers.name_not_text": Text(
        "名前の文字コードが UTF-8 でないため扱えません。ファイル名を付け直してください。",
        "has a name that is not UTF-8 text; rename it.",
    ),
    "providers.sheet_name": Text(
        "この名前では読み込まれません。{name} という名前にしてください。",
        "is not read under this name; call it {name}.",
    ),
    "providers.none_assessed": Text(
        "documents に点検する文書がありません。一つ以上を role: assessed にしてください。",
        "no document listed is assessed; give at least one of them the role assessed.",
    ),
    "providers.name_needed": Text(
        "複数のパスを一つの事業者として扱うには、名前（--as）が必要です。",
        "several paths make one provider only under a name (--as).",
    ),
    "providers.two_sheets": Text(
        "provider.yaml が複数あります（{first} にもあります）。一つにまとめてください。",
        "there are several provider.yaml files (also {first}); keep one.",
    ),
    "providers.listed_missing": Text(
        "documents に書かれた「{file}」がフォルダーにありません。{hint}",
        "{file!r}, listed under documents, is not in the folder. {hint}",
    ),
    "providers.condition_unknown": Text(
        "適用条件「{code}」はありません。{hint}",
        "there is no condition {code!r}. {hint}",
    ),
    "providers.same_id": Text(
        "「{first}」と「{second}」は出力先の名前が同じ（{id}）になります。"
        "別々の事業者であればフォルダー名を変え、"
        "一つの事業者であれば --as で名前を付けてください。",
        "{first} and {second} would both be written as {id}; rename a folder, or name them as"
        " one provider with --as.",
    ),
    "providers.separator": Text(
        "複数のパスを指定するときは、パスに「{separator}」を含められません。",
        "paths given together may not contain {separator!r}.",
    ),
    # --- runs -----------------------------------------------------------------------------
    "runs.nearest": Text("「{word}」のことですか。", "Did you mean {word!r}?"),
    "runs.notebook_unreadable": Text(
        "ノートブックとして読めません（{reason}）。", "cannot be read as a notebook ({reason})."
    ),
    "runs.parameters_cells": Text(
        "parameters タグの付いたセルが {count} 個あります。一つだけにしてください。",
        "has {count} cells tagged parameters; there must be exactly one.",
    ),
    "runs.parameters_plain": Text(
        "parameters セルには「名前 = 文字列・数値・真偽値・None」だけを書けます: {line}",
        "the parameters cell takes only 'name = text, number, truth value or None': {line}",
    ),
    "runs.parameter_unknown": Text(
        "パラメータ「{name}」はありません。使えるのは {known} です。{hint}",
        "there is no parameter {name!r}; there are {known}. {hint}",
    ),
    "runs.parameter_type": Text(
        "パラメータ「{name}」は {expected} 型で指定してください（{found} 型の {value!r} でした）。",
        "parameter {name!r} must be of type {expected}, not {found} ({value!r}).",
    ),
    "runs.checklist_unknown": Text(
        "チェックリスト「{key}」はありません。使えるのは {known} です。{hint}",
        "there is no checklist {key!r}; there are {known}. {hint}",
    ),
    "runs.checklist_none": Text(
        "チェックリストを一つ以上指定してください（{known}）。",
        "name at least one checklist ({known}).",
    ),
    "runs.nothing_read": Text(
        "読み取れた文書が一つもないため、報告書を作成しません。",
        "no document could be read, so no report is made.",
    ),
    "runs.folder_refused": Text(
        "出力先に書き込めません（{reason}）。", "the output folder cannot be written ({reason})."
    ),
    "runs.folder_is_file": Text(
        "フォルダーではなくファイルです。出力先にはフォルダーを指定してください。",
        "is a file; name a folder for the output.",
    ),
    "runs.folder_busy": Text(
        "別の実行がこの出力先に書き込んでいます。終わってからやり直してください。",
        "another run is writing to this output folder; try again when it has ended.",
    ),
    "runs.file_open": Text(
        "置き換えられません。Excel などで開いている場合は閉じてからやり直してください。"
        "前回の報告書はそのまま残っています。",
        "cannot be replaced; if it is open in Excel, close it and try again. The earlier report"
        " is untouched.",
    ),
    "runs.no_report": Text(
        "ノートブックは最後まで動きましたが、報告書を書き出しませんでした。",
        "the notebook ran to its end but wrote no report.",
    ),
    "runs.failed": Text(
        "{provider}: 報告書を作成できませんでした。\n{error}\n"
        "  エラーの箇所: {notebook}\n"
        "  前回の報告書があれば、そのまま残っています。",
        "{provider}: the report could not be made.\n{error}\n"
        "  where it failed: {notebook}\n"
        "  an earlier report, if any, is untouched.",
    ),
    "runs.outcome": Text(
        "ギャップ報告書 {workbook}: チェック項目 {items} 件、指摘事項の候補 {findings} 件",
        "Gap report {workbook}: {items} checklist items, {findings} candidate findings",
    ),
    # --- command line ---------------------------------------------------------------------
    "cli.description": Text(
        "事業者の個人情報保護文書を JIS Q 15001 と個人情報保護法に照らして点検し、"
        "Excel のギャップ報告書を作ります。",
        "Assess a provider's privacy documents against JIS Q 15001 and the APPI, and make an"
        " Excel gap report.",
    ),
    "cli.epilog": Text(
        "終了コード: 0 完了、1 実行の失敗、2 使い方または入力の誤り、4 改ざんまたは破損",
        "exit codes: 0 done, 1 a run failed, 2 wrong usage or bad input, 4 tampered with or"
        " damaged",
    ),
    "cli.commands": Text("コマンド", "commands"),
    "cli.arguments": Text("引数", "arguments"),
    "cli.options": Text("オプション", "options"),
    "cli.help": Text("この説明を表示して終わる", "show this help and exit"),
    "cli.lang": Text(
        "メッセージと報告書の言語（既定: ja）", "language of messages and reports (default: ja)"
    ),
    "cli.version": Text("版を表示して終わる", "print the version and exit"),
    "cli.usage": Text("使い方: ", "usage: "),
    "cli.usage.choice": Text(
        "{name} に「{value}」は指定できません。使えるのは {known} です。{hint}",
        "{name}: {value!r} is not one of {known}. {hint}",
    ),
    "cli.usage.value": Text(
        "{name} の値がありません。--help で書き方を確認してください。",
        "{name} needs a value; see --help.",
    ),
    "cli.usage.required": Text(
        "{name} を指定してください。--help で書き方を確認してください。",
        "{name} is missing; see --help.",
    ),
    "cli.usage.unknown": Text(
        "「{value}」は使えません。{hint}--help で使えるものを確認してください。",
        "{value!r} is not known; see --help. {hint}",
    ),
    "cli.check.help": Text(
        "チェックリスト、確認基準、例、対応表を検証する",
        "validate checklists, criteria, examples and crosswalks",
    ),
    "cli.check.path": Text(
        "チェックリストのフォルダー（既定: 同梱のもの）",
        "folder of checklists (default: as shipped)",
    ),
    "cli.check.missing": Text(
        "フォルダーがありません。チェックリストのフォルダーを指定してください。",
        "is no folder; name a folder of checklists.",
    ),
    "cli.check.done": Text(
        "{path}: チェックリスト {checklists} 件、要求事項 {requirements} 件、"
        "確認基準 {criteria} 件、対応表 {rows} 行に誤りはありません。",
        "{path}: {checklists} checklists, {requirements} requirements, {criteria} criteria and"
        " {rows} crosswalk rows are valid.",
    ),
    "cli.check.failed": Text("誤りが {count} 件あります。", "{count} faults."),
    "cli.criteria.help": Text(
        "文書から確認基準の証跡を探す（判定はしない）",
        "find evidence for the criteria in documents, without assessing",
    ),
    "cli.criteria.file": Text(
        "文書ファイル。すべてを一組の文書として読む", "document; all are read as one document set"
    ),
    "cli.criteria.format": Text("出力の形（既定: table）", "form of the output (default: table)"),
    "cli.criteria.column.id": Text("確認基準", "criterion"),
    "cli.criteria.column.label": Text("結果", "label"),
    "cli.criteria.column.value": Text("値", "value"),
    "cli.criteria.column.evidence": Text("証跡", "evidence"),
    "cli.criteria.none_read": Text(
        "読み取れる文書がありませんでした。", "no document could be read."
    ),
    "cli.report.help": Text(
        "Excel のギャップ報告書、実行済みノートブック、実行記録を作る",
        "make the Excel gap report, the executed notebook and the run record",
    ),
    "cli.report.provider": Text(
        "事業者: 文書のフォルダー（provider.yaml があれば使う）または文書ファイル",
        "provider: a folder of documents (with its provider.yaml, if any) or a document",
    ),
    "cli.report.as": Text(
        "指定したパスすべてを、この名前の一つの事業者として扱う",
        "treat all paths as one provider of this name",
    ),
    "cli.report.checklist": Text(
        "使うチェックリスト（繰り返し可。既定: すべて）",
        "checklist to apply (may be repeated; default: all)",
    ),
    "cli.report.as_of": Text("基準日（既定: 今日）", "date of the assessment (default: today)"),
    "cli.report.overlay": Text(
        "規格・法令の本文を記した利用者の手元のファイル（チェック結果に列を加える）",
        "your own file with the wording of the standard (adds a column to the results)",
    ),
    "cli.report.format": Text(
        "Excel に加えて作る形式（xlsx, html, csv, json, oscal をコンマでつなぐ。既定は xlsx のみ）",
        "formats to write beside the workbook: xlsx, html, csv, json, oscal, comma-separated; by"
        " default xlsx alone",
    ),
    "cli.report.theme": Text(
        "ロゴ・色・文書番号・追加の列などを定めた、自社のテーマの YAML ファイル",
        "your company's theme, a YAML file: logo, colours, document number, extra columns",
    ),
    "cli.report.era": Text(
        "日付を和暦で表示する（日本語の報告書のみ）",
        "show dates in the Japanese era, in a Japanese report",
    ),
    "cli.report.output": Text(
        "出力先のフォルダー（既定: reports）", "output folder (default: reports)"
    ),
    "cli.report.date": Text(
        "「{value}」は日付ではありません。2026-04-01 のように書いてください。",
        "{value!r} is not a date; write it like 2026-04-01.",
    ),
    "cli.report.year": Text(
        "基準日「{value}」の年は {first} から {last} までとしてください。",
        "the year of {value!r} is not between {first} and {last}.",
    ),
    "cli.verify.help": Text(
        "監査パックまたは保存先の監査記録が、書き込まれたときのままであることを検証する",
        "verify that a sign-off pack, or the journal of a store, is as it was written",
    ),
    "cli.verify.place": Text(
        "監査パック（.zip）、または保存先（SQLite のファイルか PostgreSQL の URL）。変更はしない",
        "sign-off pack (.zip), or store (a SQLite file or a PostgreSQL URL); nothing is changed",
    ),
    "cli.verify.pack": Text(
        "{path}: 改ざんは見つかりませんでした（監査 {audit}、監査記録 {entries} 件、"
        "署名 {signatures} 件）。SHA-256: {sha256}",
        "{path}: sound (audit {audit}, entries: {entries}, signatures: {signatures})."
        " SHA-256: {sha256}",
    ),
    "cli.verify.audit": Text(
        "{path}: 改ざんは見つかりませんでした（監査 {audit}、監査記録 {entries} 件、"
        "署名 {signatures} 件）。",
        "{path}: sound (audit {audit}, entries: {entries}, signatures: {signatures}).",
    ),
    "cli.verify.empty": Text(
        "{path}: 改ざんは見つかりませんでした（監査はまだありません）。",
        "{path}: sound (no audit yet).",
    ),
    "cli.lab.help": Text(
        "監査用のノートブックを JupyterLab で開く", "open JupyterLab on the assessment notebook"
    ),
    "cli.lab.provider": Text(
        "監査する事業者: 文書のフォルダーまたは文書ファイル（既定: 見本）",
        "provider to audit: a folder of documents or a document (default: a sample)",
    ),
    "cli.lab.store": Text(
        "保存先: SQLite のファイルのパスまたは PostgreSQL の URL"
        "（既定: 環境変数 AUDITKIT_STORE、なければ利用者のデータフォルダー）",
        "store: path of a SQLite file or URL of PostgreSQL (default: AUDITKIT_STORE, or your data"
        " folder)",
    ),
    "cli.lab.no_browser": Text(
        "ブラウザーを開かず、アドレスを表示する", "show the address and open no browser"
    ),
    "cli.lab.port": Text(
        "ポート番号（既定: 8888 以降の空いている番号）", "port (default: a free one from 8888 on)"
    ),
    "cli.lab.port_number": Text(
        "ポート番号「{value}」は使えません。1 から 65535 までの数で指定してください。",
        "{value!r} is no port; give a number from 1 to 65535.",
    ),
    "cli.lab.installation": Text(
        "ここは auditkit に同梱のノートブックのフォルダーです。"
        "作業用のフォルダーに移ってから実行してください。",
        "holds the notebooks that came with auditkit; go to a folder of your own first.",
    ),
    "cli.lab.not_laid_out": Text(
        "ノートブックを用意できません（{reason}）。書き込みできるフォルダーで実行してください。",
        "the notebook cannot be put here ({reason}); go to a folder you may write to.",
    ),
    "cli.lab.made": Text(
        "{path} を用意しました。終了するには、この画面で Ctrl+C を押してください。",
        "{path} is ready. Press Ctrl+C here to stop.",
    ),
    "cli.lab.kept": Text(
        "このフォルダーにある {path} を開きます。"
        "終了するには、この画面で Ctrl+C を押してください。",
        "Opening your {path}. Press Ctrl+C here to stop.",
    ),
    "cli.lab.outdated": Text(
        "このフォルダーにある {path} を開きます。"
        "auditkit に同梱のノートブックは、その後新しくなっています。"
        "新しいものを使うには、このファイルの名前を変えてから実行し直してください。"
        "終了するには、この画面で Ctrl+C を押してください。",
        "Opening your {path}. The notebook that comes with auditkit is newer; to use that one,"
        " rename yours and start again. Press Ctrl+C here to stop.",
    ),
    "cli.problem": Text("注意: {path}: {message}", "note: {path}: {message}"),
    "cli.error": Text("エラー: {message}", "error: {message}"),
    "cli.unexpected": Text(
        "予期しないエラーが起きました（{type}: {message}）。"
        "環境変数 AUDITKIT_DEBUG=1 を付けて実行すると詳細が表示されます。",
        "unexpected error ({type}: {message}); run with AUDITKIT_DEBUG=1 to see where.",
    ),
    "cli.interrupted": Text("中断しました。", "interrupted."),
    # --- tables in notebooks --------------------------------------------------------------
    "tables.document": Text("文書", "Document"),
    "tables.format": Text("形式", "Format"),
    "tables.passages": Text("記載箇所", "Passages"),
    "tables.characters": Text("文字数", "Characters"),
    "tables.note": Text("備考", "Note"),
    "tables.unread": Text("読み取れませんでした", "could not be read"),
    "tables.criterion": Text("確認基準", "Criterion"),
    "tables.label": Text("結果", "Label"),
    "tables.value": Text("値", "Value"),
    "tables.locator": Text("記載箇所", "Passage"),
    "tables.quote": Text("証跡", "Evidence"),
    "tables.near_locator": Text("最も近い記載箇所", "Nearest passage"),
    "tables.near_quote": Text("その記載", "What it says"),
    "tables.checklist": Text("チェックリスト", "Checklist"),
    "tables.total": Text("計", "Total"),
    "tables.id": Text("番号", "No."),
    "tables.finding": Text("指摘事項（候補）", "Candidate finding"),
    "tables.condition": Text("事実", "Condition"),
    "tables.severity": Text("重大性", "Severity"),
    "tables.urgency": Text("緊急性", "Urgency"),
    "tables.recommendation": Text("改善提案", "Recommendation"),
}
