"""The one table of sheet names, column headings and fixed labels, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from auditkit.models import Text
from auditkit.report._audit_words import AUDIT_HEADINGS


@dataclass(frozen=True)
class SheetWords:
    """The name of a sheet and the sentence below its title."""

    title: Text
    note: Text


SHEETS: Mapping[str, SheetWords] = {
    "cover": SheetWords(
        Text("表紙", "Cover"),
        Text("文書番号、版、承認欄、目次。", "Document number, version, approval, contents."),
    ),
    "summary": SheetWords(
        Text("サマリー", "Summary"),
        Text(
            "件数・割合・指摘事項の分布。数値はすべて各表から計算する。",
            "Counts, rates and findings at a glance; every figure is computed from the tables.",
        ),
    ),
    "findings": SheetWords(
        Text("指摘事項", "Findings"),
        Text(
            "監査人が決めるまでは「指摘事項の候補」である。重大性・緊急性・原因は監査人が直せる。",
            "Candidate findings until an auditor decides. "
            "Severity, urgency and cause may be changed.",
        ),
    ),
    "actions": SheetWords(
        Text("是正処置計画", "Corrective actions"),
        Text(
            "薄い黄色の欄に記入して返送する。1行が指摘事項1件に当たる。",
            "Fill in the pale yellow cells and send the file back; one row for each finding.",
        ),
    ),
    "results": SheetWords(
        Text("チェック結果", "Results"),
        Text(
            "全要求事項を1行に1件ずつ示す。予備判定はツールの提案、判定は監査人の記入欄。"
            "引用・要旨・確認方法などは画面で見る（印刷は主要列のみ）。",
            "Every requirement, one a row. The preliminary result is a proposal; the decision "
            "is the auditor's. Quotes, summaries and checks are on screen; "
            "the main columns are printed.",
        ),
    ),
    "evidence": SheetWords(
        Text("証跡一覧", "Evidence"),
        Text(
            "予備判定の根拠となった記載の全文と、それを見つけた規則。"
            "「参考箇所」は最も近いが足りない記載。",
            "Every passage behind a preliminary result in full, with the rule that found it. "
            "A “nearest” passage is close, yet not enough.",
        ),
    ),
    "previous": SheetWords(
        Text("前回比較", "Since last audit"),
        Text("前回の監査からの変化。", "What changed since the last audit."),
    ),
    "changes": SheetWords(
        Text("新旧対照", "Old and new"),
        Text("文書の改定前と改定後。", "Documents before and after their revision."),
    ),
    "crosswalk": SheetWords(
        Text("対応表", "Crosswalk"),
        Text(
            "要求事項と文書の条項の対応（証跡から作成）と、規格・法令どうしの対応。"
            "「種類」で絞り込む。印刷するのは文書の条項との対応のみ。",
            "Requirements against clauses of the documents (from the evidence), then frameworks "
            "against each other; the former are printed.",
        ),
    ),
    "documents": SheetWords(
        Text("文書一覧", "Documents"),
        Text(
            "読み込んだ文書と、読めなかった文書。指紋（SHA-256）で同一の文書か確かめられる。",
            "Documents read, and those that could not be. "
            "The SHA-256 fingerprint identifies the file.",
        ),
    ),
    "log": SheetWords(
        Text("監査記録", "Audit record"),
        Text(
            "この報告書がどのように作られたか。同じ入力からは同じ報告書ができる。",
            "How this report was made. Equal inputs make an equal report.",
        ),
    ),
    "legend": SheetWords(
        Text("凡例", "Legend"),
        Text(
            "用語、記号、色、計算式、参照した版、限界。",
            "Terms, symbols, colours, formulas, editions used, limits.",
        ),
    ),
}
"""Sheet key → its words, in the order of the workbook; a sheet without data is left out."""


HEADINGS: Mapping[str, Text] = {
    "checklist": Text("チェックリスト", "Checklist"),
    "checklist_key": Text("チェックリストID", "Checklist id"),
    "requirement": Text("要求事項", "Requirement"),
    "chapter": Text("章", "Chapter"),
    "title": Text("項目名", "Title"),
    "summary": Text("要旨", "Summary"),
    "wording": Text("規格・法令の本文（利用者提供）", "Wording (provided by the user)"),
    "question": Text("監査質問", "Audit question"),
    "check": Text("確認方法", "How to check"),
    "level": Text("義務区分", "Level"),
    "audit": Text("監査の種類", "Kind of audit"),
    "publicity": Text("公表水準", "Publicity"),
    "condition": Text("適用条件", "Condition"),
    "preliminary": Text("予備判定", "Preliminary result"),
    "reason": Text("理由", "Reason"),
    "criteria": Text("確認基準の結果", "Criteria"),
    "place": Text("記載箇所", "Place"),
    "quote": Text("引用", "Quote"),
    "internal_evidence": Text("要確認の内部証跡", "Internal evidence to ask for"),
    "verdict": Text("判定", "Decision"),
    "verdict_reason": Text("判定理由", "Reason for decision"),
    "finding": Text("指摘事項", "Finding"),
    "verification": Text("出典の確かさ", "Source checked"),
    "note": Text("注記", "Note"),
    "finding_id": Text("番号", "No."),
    "finding_title": Text("指摘事項の候補", "Candidate finding"),
    "finding_criteria": Text("基準", "Criteria"),
    "finding_condition": Text("事実", "Condition"),
    "finding_cause": Text("原因", "Cause"),
    "finding_effect": Text("影響", "Effect"),
    "recommendation": Text("改善提案", "Recommendation"),
    "severity": Text("重大性", "Severity"),
    "urgency": Text("緊急性", "Urgency"),
    "items": Text("関連要求事項", "Requirements"),
    "item_link": Text("結果へ", "To result"),
    "evidence_link": Text("証跡へ", "To evidence"),
    "finding_link": Text("指摘事項へ", "To finding"),
    "action_link": Text("是正処置へ", "To action"),
    "counterparts": Text("対応する規格・法令", "Counterparts"),
    "target_link": Text("対応先へ", "To target"),
    "response": Text("回答", "Response"),
    "cause": Text("原因", "Cause"),
    "correction": Text("是正内容", "Corrective action"),
    "owner": Text("担当", "Owner"),
    "due": Text("期限", "Due"),
    "status": Text("状況", "Status"),
    "overdue": Text("期限超過", "Overdue"),
    "completed": Text("完了日", "Completed"),
    "proof": Text("証拠", "Proof"),
    "effectiveness": Text("有効性確認", "Effectiveness check"),
    "evidence_id": Text("番号", "No."),
    "evidence_kind": Text("種別", "Kind"),
    "criterion": Text("確認基準", "Criterion"),
    "criterion_title": Text("確認基準の内容", "What the criterion asks"),
    "label": Text("結果", "Result"),
    "value": Text("読み取った値", "Value read"),
    "document": Text("文書", "Document"),
    "locator": Text("箇所", "Locator"),
    "start": Text("開始位置", "Start"),
    "end": Text("終了位置", "End"),
    "rule": Text("規則", "Rule"),
    "related": Text("関連要求事項", "Requirements"),
    "link_kind": Text("種類", "Kind"),
    "source": Text("対応元", "From"),
    "source_title": Text("対応元の項目名", "Title (from)"),
    "source_key": Text("対応元ID", "From (id)"),
    "target": Text("対応先", "To"),
    "target_key": Text("対応先ID", "To (id)"),
    "target_title": Text("対応先の項目名・見出し", "Title or heading (to)"),
    "relation": Text("関係", "Relation"),
    "rationale": Text("根拠", "Rationale"),
    "state": Text("確認状態", "State"),
    "path": Text("ファイル", "File"),
    "document_id": Text("文書ID", "Document id"),
    "document_title": Text("表題", "Title"),
    "document_state": Text("読込状態", "Reading"),
    "format": Text("形式", "Format"),
    "encoding": Text("文字コード", "Encoding"),
    "characters": Text("文字数", "Characters"),
    "passages": Text("箇所数", "Passages"),
    "matched": Text("証跡のある箇所", "With evidence"),
    "unmatched": Text("証跡のない箇所", "Without evidence"),
    "unread": Text("判定に用いない箇所", "Not assessed"),
    "problems": Text("注意事項・問題", "Remarks and problems"),
    "sha256": Text("SHA-256", "SHA-256"),
    "log_number": Text("番号", "No."),
    "log_when": Text("日付", "Date"),
    "log_who": Text("実施者", "Who"),
    "log_kind": Text("区別", "Kind"),
    "log_what": Text("対象", "What"),
    "log_old": Text("変更前", "Old"),
    "log_new": Text("変更後・値", "New or value"),
    "legend_kind": Text("分類", "Group"),
    "legend_mark": Text("記号・用語", "Mark or term"),
    "legend_meaning": Text("意味", "Meaning"),
    **AUDIT_HEADINGS,
}
"""Column key → heading."""


LABELS: Mapping[str, Text] = {
    "report_title": Text("個人情報保護 監査報告書", "Privacy audit report"),
    "report_subtitle": Text(
        "文書に基づくギャップ分析（予備判定）", "Gap analysis of documents (preliminary)"
    ),
    "caution": Text(
        "本書の「予備判定」は文書の記載から機械的に導いた提案であり、監査人の「判定」ではありません。",
        "The preliminary results are proposals drawn mechanically from documents; "
        "they are not an auditor's decisions.",
    ),
    "caution_absent": Text(
        "「記載が見当たらない」は、記載がないことを断定するものではありません。"
        "読み込んだ文書の範囲は「文書一覧」をご覧ください。",
        "“No statement found” does not assert that there is none; see Documents for what was read.",
    ),
    "provider": Text("事業者", "Provider"),
    "provider_kind": Text("業種・種別", "Kind"),
    "contact": Text("連絡先", "Contact"),
    "document_number": Text("文書番号", "Document number"),
    "version": Text("版", "Version"),
    "version_value": Text("第1版（案）", "1 (draft)"),
    "as_of": Text("基準日", "As of"),
    "made_by": Text("作成ツール", "Made with"),
    "organisation": Text("監査実施組織", "Audited by"),
    "logo_alt": Text("{name}のロゴ", "Logo of {name}"),
    "distribution": Text("配付先", "Distribution"),
    "name_date": Text("氏名・日付", "Name, date"),
    "contents": Text("目次", "Contents"),
    "back": Text("サマリーへ", "To summary"),
    "scope": Text("対象範囲", "Scope"),
    "scope_value": Text(
        "文書{documents}点、要求事項{items}件", "{documents} documents, {items} requirements"
    ),
    "editions": Text("使用した版", "Editions"),
    "edition_value": Text(
        "{name}（施行・発行 {date}、要求事項{items}件）",
        "{name} (in force {date}, {items} requirements)",
    ),
    "with_edition": Text("{name}（{edition}）", "{name} ({edition})"),
    "framework_join": Text("／", " / "),
    "numbers": Text("{name}：{numbers}", "{name}: {numbers}"),
    "audit_state": Text("監査の状態", "State"),
    "state_value": Text("判定済み {decided} ／ {all} 件", "{decided} of {all} decided"),
    "continued": Text("{heading}（続き{part}）", "{heading} ({part})"),
    "counts": Text("予備判定の件数", "Preliminary results"),
    "all": Text("全体", "All"),
    "whole_checklist": Text("（全章）", "(all chapters)"),
    "total": Text("計", "Total"),
    "decided": Text("判定済み", "Decided"),
    "decided_rate": Text("確認済み率", "Share decided"),
    "stated_rate": Text("記載率", "Share stated"),
    "not_computable": Text("算定外", "n/a"),
    "formula_decided": Text(
        "確認済み率＝判定が「未確認」以外の件数÷全件数",
        "Share decided = decisions other than “Not yet decided” ÷ all",
    ),
    "formula_stated": Text(
        "記載率＝記載あり÷（記載あり＋一部記載＋記載が見当たらない＋要注意）。"
        "対象外の見込み・要内部確認は除く。適合率ではない。",
        "Share stated = Stated ÷ (Stated + Partly + No statement found + Attention), without "
        "likely not applicable and confirm internally. It is not a rate of conformity.",
    ),
    "severity_urgency": Text("指摘事項の候補（重大性×緊急性）", "Candidates by severity × urgency"),
    "severity_axis": Text("重大性＼緊急性", "Sev. \\ urgency"),
    "severity_of": Text("重大性{rank}", "Severity {rank}"),
    "urgency_of": Text("緊急性{rank}", "Urgency {rank}"),
    "top_findings": Text("優先して確認する指摘事項の候補", "Candidates to look at first"),
    "no_counterparts": Text("対応する記載はありません。", "Nothing corresponds."),
    "no_findings": Text("指摘事項の候補はありません。", "There are no candidate findings."),
    "more_findings": Text("ほか{count}件は「指摘事項」に示す。", "{count} more in Findings."),
    "values_read": Text("文書から読み取った値", "Values read from the documents"),
    "more_values": Text("ほか{count}件は「証跡一覧」に示す。", "{count} more in Evidence."),
    "notes": Text("注記", "Notes"),
    "documents_read": Text("読み込んだ文書", "Documents read"),
    "short_characters": Text("文字数", "Chars"),
    "short_passages": Text("箇所数", "Passages"),
    "short_matched": Text("証跡あり", "Evidence"),
    "more_documents": Text("ほか{count}件は「文書一覧」に示す。", "{count} more in Documents."),
    "no_documents": Text("読み込めた文書はありません。", "No document could be read."),
    "unread_documents": Text(
        "読み込めなかったファイルが{count}件ある（「文書一覧」参照）。",
        "Files that could not be read: {count} (see Documents).",
    ),
    "chart_results": Text("予備判定の内訳（件）", "Preliminary results"),
    "chart_results_alt": Text(
        "チェックリストごとの予備判定の件数を積み上げた横棒グラフ。数値は左の表の{rows}行目にある。",
        "Stacked bars of preliminary results for each checklist. "
        "The figures are in the table on the left, rows {rows}.",
    ),
    "chart_findings": Text("指摘事項の候補（件）", "Candidate findings"),
    "chart_findings_alt": Text(
        "重大性ごとに、緊急性の高・中・低の件数を積み上げた横棒グラフ。数値は上の表の{rows}行目にある。",
        "Stacked bars of candidate findings by severity, split by urgency. "
        "The figures are in the table above, rows {rows}.",
    ),
    "others": Text("{first} ほか{count}件", "{first} and {count} more"),
    "nearest_quote": Text("（参考箇所）{quote}", "(nearest) {quote}"),
    "bullet": Text("・{text}", "• {text}"),
    "none": Text("なし", "none"),
    "kind_evidence": Text("証跡", "Evidence"),
    "kind_nearest": Text("参考箇所", "Nearest"),
    "kind_clause": Text("要求事項↔文書の条項", "Requirement ↔ clause"),
    "kind_framework": Text("規格・法令どうし", "Framework ↔ framework"),
    "relation_clause": Text("記載箇所", "stated at"),
    "state_proposed": Text("案（未確認）", "proposed"),
    "state_reviewed": Text("確認済み", "reviewed"),
    "state_tool": Text("ツールの提案", "tool's proposal"),
    "read": Text("読込済み", "Read"),
    "read_with_remarks": Text("読込済み（注意あり）", "Read, with remarks"),
    "unreadable": Text("読込不可", "Could not be read"),
    "split_note": Text("（次の列に続く）", "(continued in the next column)"),
    "log_parameter": Text("パラメータ", "Parameter"),
    "log_input": Text("入力ファイル", "Input file"),
    "log_checklist": Text("チェックリスト", "Checklist"),
    "log_version": Text("バージョン", "Version"),
    "log_report": Text("報告書", "Report"),
    "log_input_value": Text("{bytes}バイト、SHA-256 {sha256}", "{bytes} bytes, SHA-256 {sha256}"),
    "log_counts": Text(
        "要求事項{items}件、指摘事項の候補{findings}件、証跡{evidence}件を出力",
        "{items} requirements, {findings} candidate findings, {evidence} pieces of evidence",
    ),
    "yes": Text("はい", "yes"),
    "no": Text("いいえ", "no"),
    "date_title": Text("日付を入力", "Enter a date"),
    "date_message": Text(
        "日付（例 2026/4/1）を入力してください。", "Enter a date, for example 2026-04-01."
    ),
    "choice_title": Text("一覧から選択", "Choose from the list"),
    "choice_message": Text(
        "一覧にある語を選んでください。", "Choose one of the words in the list."
    ),
}
"""Label key → wording of fixed texts on pages and in cells."""
