"""Say in one sentence, in both languages, why a criterion has its label."""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.evidence._citations import Citation, Standing
from auditkit.models import Criterion, CriterionKind, Evidence, Label, Rule, Text


def reason_for(
    criterion: Criterion,
    label: Label,
    evidence: Sequence[Evidence],
    missing: Sequence[Text],
    rule: Rule | None,
    value: str | int | None,
    nearest: Sequence[Evidence] = (),
) -> Text:
    """Return the reason for a label; a rule's own reason leads where it has one."""
    if rule is not None and rule.reason is not None and label is not Label.ABSENT:
        return rule.reason
    ja, en = criterion.title.ja, criterion.title.en
    where = evidence[0].locator if evidence else ""
    lacking_ja = "、".join(text.ja for text in missing)
    lacking_en = ", ".join(text.en for text in missing)
    if label is Label.MET:
        return Text(f"{where}に「{ja}」に当たる記載がある。", f"{where} states it: {en.lower()}.")
    if label is Label.PRESENT:
        return Text(f"{where}に、{ja}に当たる記載がある。", f"{where} shows it: {en.lower()}.")
    if label is Label.PARTIAL:
        if lacking_ja:
            return Text(
                f"{where}に「{ja}」に関わる記載はあるが、{lacking_ja}が読み取れない。",
                f"{where} touches it ({en.lower()}), but does not show: {lacking_en}.",
            )
        reached = criterion.partial or Text("要素の一部が読み取れない。", "not all is stated.")
        return Text(
            f"{where}に「{ja}」に関わる記載はあるが、一部にとどまる（{reached.ja.rstrip('。')}）。",
            f"{where} touches it ({en.lower()}), but only in part: {reached.en}",
        )
    if value == "none":
        return Text(
            f"{where}に、行っていない（該当しない）旨の明示がある。",
            f"{where} says expressly that it does not apply.",
        )
    if label is Label.NOT_TRIGGERED:
        return Text(
            "該当する活動を示す記載は見当たらない。",
            "Nothing in the documents shows that the activity takes place.",
        )
    if criterion.kind is CriterionKind.CONDITIONAL and evidence:
        return Text(
            f"{where}から該当する活動があると読めるが、"
            f"求められる事項（{lacking_ja or ja}）の記載が見当たらない。",
            f"{where} shows the activity, but none of what is asked for is stated"
            f" ({lacking_en or en.lower()}).",
        )
    if nearest:
        near = nearest[0].locator
        return Text(
            f"「{ja}」に当たる記載は見当たらない。最も近い{near}の記載も要件を満たさない。",
            f"No passage states it: {en.lower()}. The nearest one ({near}) does not suffice.",
        )
    return Text(f"「{ja}」に当たる記載は見当たらない。", f"No passage states it: {en.lower()}.")


def doubt_of(citations: Sequence[Citation]) -> Text:
    """Return which citations a person must look up, and why, where none is certainly stale."""
    told = {citation.cited: _doubt(citation) for citation in citations}
    ja = "、".join(f"{cited}（{why.ja}）" for cited, why in told.items())
    en = ", ".join(f"{cited} ({why.en})" for cited, why in told.items())
    return Text(
        f"古いと断定できる条番号はないが、確かめるべき引用がある：{ja}。",
        f"No number is certainly out of date, but these need a look: {en}.",
    )


def _doubt(citation: Citation) -> Text:
    if citation.standing is Standing.UNKNOWN:
        return Text("該当する条を確認できない", "no such provision is known")
    if citation.moves is not None:
        day = citation.moves
        return Text(
            f"{day.year}年{day.month}月{day.day}日に条番号が移る予定。新しい番号は未確認",
            f"to be renumbered on {day.isoformat()}; the new number is unverified",
        )
    return Text(
        "改正で番号が移った規定を指すかどうか、前後の文から読み取れない",
        "the text does not tell whether a provision that has moved is meant",
    )
