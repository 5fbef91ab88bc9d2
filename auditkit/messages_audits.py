"""What an auditor is told about decisions, findings, sign-off and the pack."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import Text

_FIELDS: Mapping[str, Text] = {
    "verdict": Text("判定", "decision"),
    "grade": Text("区分", "grade"),
    "reason": Text("判定理由", "reason"),
    "fact": Text("事実", "fact"),
    "quotes": Text("文書の証跡", "evidence from the documents"),
    "internal": Text("内部証跡", "internal evidence"),
    "nothing_found": Text("記載がないことの確認", "confirmation that nothing states it"),
    "finding": Text("指摘事項", "finding"),
    "items": Text("対象の要求事項", "requirements"),
    "title": Text("件名", "title"),
    "cause": Text("原因", "cause"),
    "effect": Text("影響", "effect"),
    "recommendation": Text("改善提案", "recommendation"),
    "severity": Text("重大性", "severity"),
    "urgency": Text("緊急性", "urgency"),
    "owner": Text("担当者", "owner"),
    "due": Text("期限", "due date"),
    "response": Text("回答", "response"),
    "correction": Text("是正内容", "correction"),
    "status": Text("状況", "status"),
    "completed": Text("完了日", "completed on"),
    "proof": Text("証拠", "proof"),
    "effectiveness": Text("有効性確認", "effectiveness"),
    "auditors": Text("監査員", "auditors"),
    "department": Text("被監査部門", "audited department"),
    "scope": Text("監査範囲", "scope"),
    "started": Text("監査日", "date of the audit"),
    "rejected": Text("採用しなかった候補", "candidates not taken"),
    "basis": Text("判定時の要求事項", "requirement decided on"),
    "shown": Text("判定時の候補", "candidates shown"),
}

_RULES: Mapping[str, Text] = {
    "item-undecided": Text("{what}：判定がありません。", "{what}: no decision yet."),
    "conform-without-evidence": Text(
        "{what}：適合と判定していますが、証跡がありません。"
        "文書の記載箇所を採用するか、内部証跡を記録してください。",
        "{what}: conforming without evidence. Take a passage or record internal evidence.",
    ),
    "conform-without-practice": Text(
        "{what}：運用の要求事項です。文書の記載に加えて、運用を示す内部証跡を記録してください。",
        "{what}: about operation. Record internal evidence of the practice as well.",
    ),
    "conform-against-result": Text(
        "{what}：予備判定（記載が見当たらない・要注意）と異なる判定です。判定理由を記入してください。",
        "{what}: decided against the preliminary result. Give the reason.",
    ),
    "conform-with-nothing-found": Text(
        "{what}：記載がないことを確認済みとしながら、適合と判定しています。"
        "確認のチェックを外すか、内部証跡を記録してください。",
        "{what}: conforming although nothing was confirmed to state it. "
        "Clear the confirmation or record internal evidence.",
    ),
    "gap-without-fact": Text(
        "{what}：不適合の事実が記入されていません。確認した事実を記入してください。",
        "{what}: the fact is missing. Write what was found.",
    ),
    "gap-without-evidence": Text(
        "{what}：不適合の証跡がありません。記載箇所を採用するか、内部証跡を記録するか、"
        "「記載がないことを確認した」にチェックを入れてください。",
        "{what}: no evidence of the nonconformity. Take a passage, record internal evidence, "
        "or confirm that nothing states it.",
    ),
    "gap-without-grade": Text(
        "{what}：区分（重大・軽微）が選ばれていません。",
        "{what}: no grade (major or minor) is chosen.",
    ),
    "gap-without-finding": Text(
        "{what}：不適合の判定に対応する指摘事項がありません。指摘事項を記録してください。",
        "{what}: no finding is recorded for the nonconformity.",
    ),
    "excluded-without-reason": Text(
        "{what}：対象外とする理由が記入されていません。",
        "{what}: no reason why it does not apply.",
    ),
    "excluded-though-stated": Text(
        "{what}：対象外と判定していますが、証跡として採用した記載があります。"
        "判定を見直すか、証跡を外してください。",
        "{what}: not applicable, yet a passage was taken as evidence. Review one of the two.",
    ),
    "grade-against-decision": Text(
        "{what}：区分が判定と合いません。選び直してください。",
        "{what}: the grade does not go with the decision. Choose again.",
    ),
    "quote-from-older-version": Text(
        "{what}：証跡は文書の旧版から採用されています（要再評価）。"
        "現在の記載を確認し、証跡を採用し直してください。",
        "{what}: the evidence is from an older version. Look at the present text and take it anew.",
    ),
    "quote-gone": Text(
        "{what}：証跡とした記載が、現在の文書にありません（要再評価）。",
        "{what}: the passage taken as evidence is no longer in the documents.",
    ),
    "found-since": Text(
        "{what}：記載がないことを確認した後に、該当しうる記載が見つかりました（要再評価）。",
        "{what}: a passage was found after nothing had been confirmed to state it.",
    ),
    "requirement-reworded": Text(
        "{what}：判定後に要求事項の文言が変わりました（要再評価）。",
        "{what}: the requirement was reworded after the decision.",
    ),
    "internal-incomplete": Text(
        "{what}：内部証跡に、名称・日付・役職（聞き取りと観察の場合）のいずれかが欠けています。",
        "{what}: internal evidence lacks its name, date, or (if heard or observed) the role.",
    ),
    "internal-from-the-future": Text(
        "{what}：内部証跡の日付が本日より後です。",
        "{what}: internal evidence is dated after today.",
    ),
    "decision-with-placeholder": Text(
        "{what}：「{field}」に仮の記載（○○、要記入など）が残っています。",
        "{what}: a placeholder is left in “{field}”.",
    ),
    "finding-without-cause": Text("{what}：原因が記入されていません。", "{what}: no cause."),
    "finding-without-effect": Text("{what}：影響が記入されていません。", "{what}: no effect."),
    "finding-without-recommendation": Text(
        "{what}：改善提案が記入されていません。", "{what}: no recommendation."
    ),
    "finding-without-rank": Text(
        "{what}：{field}が選ばれていません。", "{what}: no {field} is chosen."
    ),
    "finding-without-owner": Text("{what}：担当者が記入されていません。", "{what}: no owner."),
    "finding-without-due": Text("{what}：期限が記入されていません。", "{what}: no due date."),
    "due-before-audit": Text(
        "{what}：期限が監査日より前です。", "{what}: due before the date of the audit."
    ),
    "finding-with-placeholder": Text(
        "{what}：「{field}」に仮の記載（○○、要記入など）が残っています。",
        "{what}: a placeholder is left in “{field}”.",
    ),
    "finding-without-gap": Text(
        "{what}：対象の要求事項に、不適合の判定も区分もありません。"
        "判定を見直すか、指摘事項を取り下げてください。",
        "{what}: none of its requirements is decided as a gap or graded. "
        "Review the decisions or withdraw the finding.",
    ),
    "audit-without-auditor": Text("監査員が登録されていません。", "No auditor is named."),
    "auditor-without-department": Text(
        "監査員「{what}」の所属部門が登録されていません。",
        "The department of the auditor “{what}” is missing.",
    ),
    "audit-without-department": Text(
        "被監査部門が登録されていません。", "The audited department is missing."
    ),
    "audit-without-scope": Text("監査範囲が登録されていません。", "The scope is missing."),
    "auditor-of-own-department": Text(
        "監査員「{what}」は被監査部門に所属しています。自部門の監査はできません。",
        "The auditor “{what}” belongs to the audited department.",
    ),
    "document-unread": Text(
        "文書「{what}」を読み取れていません。読める形で提出を受けるか、文書の一覧から外してください。",
        "The document “{what}” could not be read. Obtain a readable copy or leave it out.",
    ),
    "document-not-assessed": Text(
        "監査の対象とした文書「{what}」が、今回は読み込まれていません。",
        "The document “{what}” belongs to the audit but was not read now.",
    ),
    "audit-before-start": Text(
        "監査日が本日より後です。", "The date of the audit lies in the future."
    ),
}

MESSAGES: Mapping[str, Text] = {
    **{f"audits.field.{key}": text for key, text in _FIELDS.items()},
    **{f"audits.rule.{key}": text for key, text in _RULES.items()},
    "audits.comma": Text("、", ", "),
    "audits.conflict": Text(
        "{subject} は、表示した後に{who}さんが変更しました（{fields}）。"
        "上書きはしていません。最新の内容を確認してから、もう一度入力してください。",
        "{subject} was changed by {who} after you opened it ({fields}). "
        "Nothing was overwritten. Look at the present state and enter yours again.",
    ),
    "workflow.no_checklist": Text(
        "チェックリスト「{keys}」はありません。使えるチェックリスト：{known}",
        "There is no checklist “{keys}”. Checklists: {known}",
    ),
    "audits.not_filled_in": Text("（未記入）", "(not filled in)"),
    "audits.no_item": Text(
        "要求事項「{item}」はこの監査のチェックリストにありません。",
        "The checklists of this audit hold no requirement “{item}”.",
    ),
    "audits.no_finding": Text(
        "指摘事項「{finding}」はこの監査にありません。", "This audit has no finding “{finding}”."
    ),
    "audits.no_document": Text(
        "文書「{document}」はこの監査で読み込まれていません。",
        "The document “{document}” was not read in this audit.",
    ),
    "audits.bad_span": Text(
        "文書「{document}」に {start}～{end} 文字目の範囲はありません。",
        "The document “{document}” has no characters {start} to {end}.",
    ),
    "audits.no_field": Text(
        "「{field}」という欄はありません。使える欄：{fields}",
        "There is no field “{field}”. Fields: {fields}",
    ),
    "audits.no_name": Text(
        "氏名が入力されていません。記録には氏名が必要です。",
        "No name is given; a record needs the name of who makes it.",
    ),
    "audits.no_reason": Text("理由を入力してください。", "Give a reason."),
    "audits.nothing_to_undo": Text("取り消す操作がありません。", "There is nothing to undo."),
    "audits.stale_missing": Text(
        "採用し直せる記載が現在の文書にありません。記載箇所を選び直してください。",
        "The present documents hold no such passage. Choose another one.",
    ),
    "audits.sign.not_ready": Text(
        "署名の前に、次の {count} 件を解消してください。",
        "Resolve these {count} points before signing.",
    ),
    "audits.sign.order": Text(
        "{role}の署名は、{before}の署名の後に行います。", "The {role} signs after the {before}."
    ),
    "audits.sign.twice": Text("{role}は既に署名しています。", "The {role} has signed already."),
    "audits.sign.tester": Text(
        "「{name}」さんは判定を行った監査員のため、{role}として署名できません。",
        "“{name}” made decisions in this audit and cannot sign as {role}.",
    ),
    "audits.sign.not_auditor": Text(
        "「{name}」さんはこの監査の監査員として登録されていません。",
        "“{name}” is not named as an auditor of this audit.",
    ),
    "audits.sign.own_department": Text(
        "「{name}」さんの所属（{department}）は被監査部門です。署名できません。",
        "“{name}” belongs to the audited department ({department}) and cannot sign.",
    ),
    "audits.sign.department": Text(
        "署名する人の所属部門を入力してください。", "Give the department of who signs."
    ),
    "audits.sign.early": Text(
        "署名日（{on}）が、監査日または前の署名の日（{before}）より前です。",
        "The date of the signature ({on}) is before the audit or the signature before ({before}).",
    ),
    "audits.sign.future": Text(
        "署名日（{on}）が本日より後です。", "The date of the signature ({on}) lies in the future."
    ),
    "audits.reopen.closed": Text(
        "代表者の署名が済んだ監査は、署名を取り消せません。次の監査で扱ってください。",
        "The representative has signed: the signatures cannot be withdrawn.",
    ),
    "audits.reopen.unsigned": Text(
        "この監査にはまだ署名がありません。", "This audit has no signature yet."
    ),
    "audits.role.auditor": Text("監査員", "auditor"),
    "audits.role.lead": Text("監査責任者", "lead auditor"),
    "audits.role.representative": Text("代表者", "representative"),
}
