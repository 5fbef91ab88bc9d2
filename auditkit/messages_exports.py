"""What the exports say: the faults, and the fixed words of a page and of an OSCAL document."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import Text

MESSAGES: Mapping[str, Text] = {
    # --- faults -----------------------------------------------------------------------------
    "exports.format_unknown": Text(
        "出力形式「{name}」はありません。使えるのは {known} です。{hint}",
        "there is no format {name!r}; there are {known}. {hint}",
    ),
    "exports.nearest": Text("「{word}」のことですか。", "Did you mean {word!r}?"),
    "exports.not_written": Text(
        "保存できません（{cause}）。フォルダーに書き込めるか、"
        "ファイルを Excel などで開いていないか確かめてください。前回のものはそのまま残っています。",
        "cannot be saved ({cause}); check that the folder can be written to and that no file of"
        " it is open in Excel or elsewhere. What was there before is untouched.",
    ),
    "exports.folder_is_file": Text(
        "フォルダーではなくファイルがあります。別の場所に移すか、保存先を変えてください。",
        "is a file where a folder is to be; move it away, or choose another place.",
    ),
    "exports.notebook_unreadable": Text(
        "ノートブックとして読めません（{reason}）。",
        "cannot be read as a notebook ({reason}).",
    ),
    "exports.not_executed": Text(
        "実行されていないノートブックです。実行してから HTML にしてください。",
        "has not been executed; run it before making a page of it.",
    ),
    "exports.schema": Text(
        "OSCAL のスキーマに合わないため書き出しませんでした: {message}",
        "does not keep OSCAL's schema, so nothing was written: {message}",
    ),
    # --- the page -----------------------------------------------------------------------------
    "exports.html.title": Text("ギャップ報告書　{provider}", "Gap report: {provider}"),
    "exports.html.as_of": Text("基準日", "Date of the assessment"),
    "exports.html.checklists": Text("チェックリスト", "Checklists"),
    "exports.html.preliminary": Text(
        "ここに示すのは予備判定と指摘事項の候補です。判定は監査人が行います。"
        "「記載が見当たらない」は、記載が存在しないことを意味しません。",
        "What is shown here are preliminary results and candidate findings; the auditor decides."
        " “No statement found” does not mean that there is none.",
    ),
    "exports.html.made": Text(
        "auditkit が実行済みのノートブックから作成しました。全件はブックにあります。",
        "Made by auditkit from the executed notebook. The workbook has every row.",
    ),
    # --- OSCAL ----------------------------------------------------------------------------------
    "exports.oscal.title": Text("ギャップ報告書　{provider}", "Gap report: {provider}"),
    "exports.oscal.remarks": Text(
        "observations のうち予備判定と指摘事項の候補は、ツールが文書の記載から示したもので、"
        "判定ではありません。findings は監査人が判定した要求事項だけにあります。"
        "risks は監査人が記録した指摘事項です。"
        "対象外と判定した要求事項は observations にあります。",
        "Among the observations, preliminary results and candidate findings are what the tool"
        " proposes from the documents, never decisions. Findings exist only for requirements that"
        " an auditor decided on. Risks are the findings that an auditor recorded. Requirements"
        " decided as not applicable stand among the observations.",
    ),
    "exports.oscal.plan": Text("監査の計画", "Plan of the audit"),
    "exports.oscal.plan_remark": Text(
        "OSCAL 形式の監査計画はありません。範囲を back-matter に示します。",
        "There is no audit plan in OSCAL; back-matter states the scope.",
    ),
    "exports.oscal.scope": Text(
        "事業者が公表している個人情報保護に関する文書",
        "The provider's published documents on privacy",
    ),
    "exports.oscal.tool": Text(
        "文書の記載を確認基準に照らし、予備判定を示すツール",
        "A tool that holds documents against criteria and proposes preliminary results",
    ),
    "exports.oscal.role_assessed": Text("被監査事業者", "Audited provider"),
    "exports.oscal.preliminary": Text("予備判定", "Preliminary result"),
    "exports.oscal.preliminary_remark": Text(
        "予備判定です。判定ではありません。", "A preliminary result, not a decision."
    ),
    "exports.oscal.basis": Text("判定の根拠", "Basis of the decision"),
    "exports.oscal.no_reason": Text("理由の記録はありません。", "No reason was recorded."),
    "exports.oscal.nothing_found": Text(
        "監査員は、該当する記載がないことを確認しました。",
        "The auditor confirmed that no passage states it.",
    ),
    "exports.oscal.candidate": Text("指摘事項の候補", "Candidate finding"),
    "exports.oscal.candidate_remark": Text(
        "指摘事項の候補です。判定ではありません。重大性・緊急性：{ranks}\n\n影響：{effect}\n\n改善提案：{recommendation}",
        "A candidate finding, not a decision. Severity and urgency: {ranks}\n\nEffect: {effect}"
        "\n\nRecommendation: {recommendation}",
    ),
    "exports.oscal.recommendation": Text("改善提案", "Recommendation"),
    "exports.oscal.action": Text("是正処置", "Corrective action"),
    "exports.oscal.signature": Text("{role}　{name}", "{role}: {name}"),
    "exports.oscal.signed": Text(
        "{role} {name} が {date} に署名しました。", "{name} ({role}) signed on {date}."
    ),
}
"""Message key → wording with named places."""
