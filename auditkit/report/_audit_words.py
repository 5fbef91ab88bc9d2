"""The headings, labels and notes that a report has only where an audit stands behind it."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import Text

AUDIT_HEADINGS: Mapping[str, Text] = {
    "grade": Text("区分", "Grade"),
    "fact": Text("確認した事実", "Fact found"),
    "taken": Text("採用した証跡", "Evidence taken"),
    "taken_link": Text("採用した証跡へ", "To evidence taken"),
    "internal_recorded": Text("内部証跡の記録", "Internal evidence recorded"),
    "nothing_found": Text("記載なしの確認", "No statement confirmed"),
    "decided_by": Text("判定者", "Decided by"),
    "decided_on": Text("判定日", "Decided on"),
    "finding_state": Text("状態", "State"),
    "finding_name": Text("件名", "Title"),
    "tool_reason": Text("予備判定の理由", "Reason (preliminary)"),
    "document_or_record": Text("文書・内部証跡", "Document or internal evidence"),
    "locator_or_version": Text("箇所・版", "Locator or version"),
    "quote_or_note": Text("引用・記録の内容", "Quote or note"),
    "evidence_date": Text("確認日・文書の日付", "Date of record or visit"),
    "evidence_role": Text("応対者の役割", "Role of the person"),
    "taken_by": Text("記録者", "Recorded by"),
    "taken_on": Text("記録日", "Recorded on"),
    "log_time": Text("時刻（日本時間）", "Time (Japan)"),
    "log_entry": Text("記録番号", "Entry"),
}
"""Column key → heading."""

AUDIT_LABELS: Mapping[str, Text] = {
    # instead of those of a report without an audit
    "report_subtitle": Text(
        "監査員の判定と指摘事項（予備判定を併記）",
        "Decisions and findings of the auditors, with the preliminary results",
    ),
    "severity_urgency": Text(
        "指摘事項と候補（重大性×緊急性）", "Findings and candidates by severity × urgency"
    ),
    "top_findings": Text("優先して扱う指摘事項と候補", "Findings to look at first"),
    "no_findings": Text("指摘事項も候補もありません。", "There are no findings or candidates."),
    "chart_findings": Text("指摘事項と候補（件）", "Findings and candidates"),
    "chart_findings_alt": Text(
        "重大性ごとに、指摘事項と候補の件数を緊急性の高・中・低に分けて積み上げた横棒グラフ。"
        "数値は上の表の{rows}行目にある。",
        "Stacked bars of findings and candidates by severity, split by urgency. "
        "The figures are in the table above, rows {rows}.",
    ),
    "log_counts": Text(
        "要求事項{items}件、指摘事項{recorded}件、指摘事項の候補{candidates}件、"
        "証跡{evidence}件を出力",
        "{items} requirements, {recorded} findings, {candidates} candidate findings, "
        "{evidence} pieces of evidence",
    ),
    # besides those
    "version_final": Text("第1版", "1"),
    "audit_number": Text("監査番号", "Audit"),
    "audit_scope": Text("監査範囲", "Scope of the audit"),
    "audit_department": Text("被監査部門", "Audited department"),
    "auditors": Text("監査員", "Auditors"),
    "audit_date": Text("監査日", "Date of the audit"),
    "previous_audit": Text("前回の監査", "Previous audit"),
    "sign_state": Text("監査の進み", "Progress"),
    "in_progress": Text("進行中", "In progress"),
    "signed": Text("署名済み（{roles}）", "Signed ({roles})"),
    "person": Text("{name}（{department}）", "{name} ({department})"),
    "with_note": Text("{told}（{note}）", "{told} ({note})"),
    "list_join": Text("、", ", "),
    "signed_entry": Text("記録{entry}まで　{hash}", "up to entry {entry}, {hash}"),
    "recorded_counts": Text(
        "確定 {recorded} 件 ／ 候補 {candidates} 件", "{recorded} recorded, {candidates} candidates"
    ),
    "findings": Text("指摘事項", "Findings"),
    "log_earlier": Text("過去の監査", "Earlier audit"),
    "earlier_count": Text("{audit}　{verdict}の件数", "{audit}: number of {verdict}"),
    "about_audit": Text("被監査部門・範囲", "Department, scope"),
    "about_audit_value": Text("{department}　{scope}", "{department}: {scope}"),
    "conform_rate": Text("適合率", "Share conforming"),
    "formula_conform": Text(
        "適合率＝適合÷（適合＋一部不適合＋不適合）。対象外・未確認は除く。",
        "Share conforming = Conforming ÷ (Conforming + Partly nonconforming + Nonconforming), "
        "without not applicable and not yet decided.",
    ),
    "major": Text("重大", "Major"),
    "minor": Text("軽微", "Minor"),
    "trend": Text("監査ごとの推移", "Trend over audits"),
    "trend_chart": Text("監査ごとの判定（件）", "Decisions by audit"),
    "trend_chart_alt": Text(
        "監査ごとの判定の件数を積み上げた横棒グラフ。数値は「監査ごとの推移」の{rows}行目にある。",
        "Stacked bars of decisions for each audit. "
        "The figures are in the trend over audits, rows {rows}.",
    ),
    "decisions_chart": Text("判定の内訳（件）", "Decisions"),
    "decisions_chart_alt": Text(
        "チェックリストごとの判定の件数を積み上げた横棒グラフ。数値は左の表の{rows}行目にある。",
        "Stacked bars of decisions for each checklist. "
        "The figures are in the table on the left, rows {rows}.",
    ),
    "more_audits": Text(
        "ほか{count}回は「監査記録」に示す。", "{count} earlier ones in the audit record."
    ),
    "actions_state": Text(
        "是正処置の状況（基準日現在）", "Corrective actions as of the date above"
    ),
    "actions_count": Text("件数", "Number"),
    "overdue_count": Text("▲期限超過", "▲ Overdue"),
    "overdue_none": Text("期限を過ぎた是正処置はありません。", "No action is overdue."),
    "decisions": Text("判定の件数", "Decisions"),
    "grades": Text("区分の件数", "Grades"),
    "state_recorded": Text("確定", "Recorded"),
    "state_candidate": Text("候補", "Candidate"),
    "nothing_stated": Text("（記載がないことを確認）", "(confirmed: no statement)"),
    "no_recorded": Text("記録した指摘事項はありません。", "No finding has been recorded."),
    "kind_taken": Text("監査員が採用", "Taken by an auditor"),
    "kind_internal": Text("内部証跡・{source}", "Internal: {source}"),
    "confirmed": Text("確認済み", "Confirmed"),
    "taken_quote": Text("{place}「{quote}」", "{place}: “{quote}”"),
    "numbered": Text("{number}　{text}", "{number}  {text}"),
    "internal_told": Text("{source}：{told}", "{source}: {told}"),
    "counted": Text("{count}件", "{count} in all"),
    "counted_with": Text("{count}件：{items}", "{count} in all: {items}"),
    "counted_part": Text("{count}件（変更分：{items}）", "{count} in all (changed: {items})"),
    "range": Text("{document} {start}〜{end}文字目", "{document}, characters {start} to {end}"),
    "what_fields": Text("{what}：{fields}", "{what}: {fields}"),
    "signed_by": Text("{person} {on}、記録{entry}まで", "{person} {on}, up to entry {entry}"),
}
"""Label key → wording of fixed texts."""

AUDIT_NOTES: Mapping[str, Text] = {
    "findings": Text(
        "「確定」は監査員が記録した指摘事項、「候補」はまだ判定していない要求事項についてのツールの提案。",
        "Recorded findings are the auditors'; candidates are proposals on requirements "
        "that nobody has decided yet.",
    ),
    "actions": Text(
        "薄い黄色の欄に記入して返送する。1行が確定した指摘事項1件に当たる。",
        "Fill in the pale yellow cells and send the file back; one row for each recorded finding.",
    ),
    "results": Text(
        "全要求事項を1行に1件ずつ示す。判定は監査員、予備判定はツールの提案。判定日は日本時間。"
        "質問や要旨などは画面で見る。",
        "Every requirement, one a row. Decisions are the auditors', dated in Japan time; "
        "preliminary results are proposals. The main columns are printed.",
    ),
    "evidence": Text(
        "ツールが見つけた記載の全文に続けて、監査員が採用した記載と、内部証跡の記録を示す。"
        "「参考箇所」は最も近いが足りない記載。",
        "What the tool found in full, then what auditors took and their internal evidence. "
        "A “nearest” passage is close, yet not enough.",
    ),
    "log": Text(
        "この報告書がどのように作られたかと、監査の記録（誰が、いつ、何を、どう変えたか）。"
        "日時は日本時間。",
        "How this report was made, then the journal of the audit: who changed what, when, "
        "from what to what. Times are Japan's.",
    ),
}
"""Sheet key → the sentence below its title."""

AUDIT_TERMS: tuple[tuple[Text, Text], ...] = (
    (
        Text("確定・候補", "Recorded, candidate"),
        Text(
            "確定は監査員が記録した指摘事項（番号はF-）。候補は未確認の要求事項についてツールが"
            "挙げた差異（番号はC-）で、指摘事項ではない。",
            "A recorded finding (F-…) is an auditor's; a candidate (C-…) is a gap that the tool "
            "proposes on requirements not decided yet, and no finding.",
        ),
    ),
    (
        Text("採用した証跡", "Evidence taken"),
        Text(
            "監査員が判定の根拠として採用した記載。採用した時点の文書の文を示す。",
            "A passage that an auditor took as the ground of a decision, "
            "as the document read at that time.",
        ),
    ),
    (
        Text("内部証跡の記録", "Internal evidence recorded"),
        Text(
            "社内の規程・記録、聞き取り、現場の観察について監査員が残した記録。",
            "What auditors noted of internal rules and records, interviews and visits.",
        ),
    ),
    (
        Text("記載なしの確認", "No statement confirmed"),
        Text(
            "文書に該当する記載がないことを、監査員が自ら確かめた。",
            "An auditor made sure that no passage of the documents states it.",
        ),
    ),
    (
        Text("判定者・判定日", "Decided by, decided on"),
        Text(
            "判定を最後に変えた人と、その日（日本時間）。区分や理由だけの変更は監査記録に残る。",
            "Who last changed the decision, and on which day in Japan. "
            "Changes of the grade or the reason alone stand in the audit record.",
        ),
    ),
    (
        Text("進行中・署名済み", "In progress, signed"),
        Text(
            "最初の署名で監査の記録は固定され、以後は変えられない。署名欄の記録番号と英数字は、"
            "署名した時点の最後の記録を指す。",
            "The first signature freezes the audit. The entry number and code beside a signature "
            "name the last entry that was signed.",
        ),
    ),
)
"""Term → meaning, for the legend."""

FIELDS: Mapping[str, Text] = {
    "verdict": Text("判定", "decision"),
    "grade": Text("区分", "grade"),
    "reason": Text("判定理由", "reason"),
    "fact": Text("確認した事実", "fact"),
    "quotes": Text("採用した証跡", "evidence taken"),
    "internal": Text("内部証跡の記録", "internal evidence"),
    "rejected": Text("採用しなかった候補", "candidates not taken"),
    "nothing_found": Text("記載なしの確認", "no statement confirmed"),
    "finding": Text("指摘事項", "finding"),
    "basis": Text("判定時の要求事項の指紋", "fingerprint of the requirement"),
    "shown": Text("確認時の候補の指紋", "fingerprint of the candidates"),
    "items": Text("対象の要求事項", "requirements"),
    "title": Text("件名", "title"),
    "cause": Text("原因", "cause"),
    "effect": Text("影響", "effect"),
    "recommendation": Text("改善提案", "recommendation"),
    "severity": Text("重大性", "severity"),
    "urgency": Text("緊急性", "urgency"),
    "owner": Text("担当", "owner"),
    "due": Text("期限", "due date"),
    "provider": Text("事業者", "provider"),
    "checklists": Text("チェックリスト", "checklists"),
    "started": Text("監査日", "date of the audit"),
    "scope": Text("監査範囲", "scope"),
    "department": Text("被監査部門", "audited department"),
    "previous": Text("前回の監査", "previous audit"),
    "auditors": Text("監査員", "auditors"),
    "files": Text("文書", "documents"),
    "folder": Text("フォルダー", "folder"),
    "response": Text("回答", "response"),
    "correction": Text("是正内容", "corrective action"),
    "status": Text("状況", "state"),
    "completed": Text("完了日", "completed on"),
    "proof": Text("証拠", "proof"),
    "effectiveness": Text("有効性確認", "effectiveness check"),
    "auditor": Text("監査員の署名", "auditor's signature"),
    "lead": Text("監査責任者の署名", "lead auditor's signature"),
    "representative": Text("代表者の署名", "representative's signature"),
    "frozen": Text("記録の固定", "frozen"),
    "reopened": Text("署名を取り消した理由", "reason for withdrawing the signatures"),
}
"""Field of a record → how the journal names it."""

SUBJECTS: Mapping[str, Text] = {
    "item": Text("判定・証跡", "Decision, evidence"),
    "finding": Text("指摘事項", "Finding"),
    "action": Text("是正処置", "Corrective action"),
    "audit": Text("監査", "Audit"),
    "team": Text("監査員", "Auditors"),
    "documents": Text("文書", "Documents"),
    "signoff": Text("署名", "Sign-off"),
}
"""What an entry of the journal is about → its word."""
