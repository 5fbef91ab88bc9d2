"""List the gaps that an auditor should look at first (指摘事項の候補).

One finding for each criterion that some applicable requirement misses, whatever number of
requirements share it, most important first.  A person decides whether it is one.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.models import (
    AssessedItem,
    Assessment,
    Criterion,
    CriterionKind,
    CriterionResult,
    Finding,
    Label,
    Level,
    Library,
    Preliminary,
    Rank,
    Text,
)

__all__ = ["list_findings"]

_OPEN = frozenset(
    {
        Preliminary.PARTLY,
        Preliminary.NOT_FOUND,
        Preliminary.ATTENTION,
        Preliminary.INTERNAL,
    }
)
_ORDER = (Rank.HIGH, Rank.MEDIUM, Rank.LOW)


def list_findings(assessment: Assessment, library: Library) -> tuple[Finding, ...]:
    """Return the findings, by severity, urgency, and number of requirements touched."""
    drafts = []
    for position, result in enumerate(assessment.criteria):
        criterion = library.criterion(result.id)
        items = [item for item in assessment.items if _shares(item, criterion, result)]
        if not items:
            continue
        severity, urgency = _rank(criterion, result, items)
        drafts.append(
            (
                _ORDER.index(severity),
                _ORDER.index(urgency),
                -len(items),
                position,
                criterion,
                result,
                items,
            )
        )
    drafts.sort(key=lambda draft: draft[:4])
    year = assessment.as_of.year
    names = {checklist.key: checklist.short for checklist in assessment.checklists}
    return tuple(
        Finding(
            id=f"F-{year}-{number:03d}",
            title=_title(criterion, result, items),
            criteria=_basis(items, names),
            condition=result.reason,
            effect=criterion.effect,
            recommendation=_recommendation(criterion, result, items),
            severity=_ORDER[severity],
            urgency=_ORDER[urgency],
            items=tuple(item.key for item in items),
            criterion_ids=(criterion.id,),
            evidence=result.evidence,
        )
        for number, (severity, urgency, _, _, criterion, result, items) in enumerate(drafts, 1)
    )


def _shares(item: AssessedItem, criterion: Criterion, result: CriterionResult) -> bool:
    """Whether the criterion's gap is a gap of this item."""
    if item.preliminary not in _OPEN or item.requirement.level is Level.EXCEPTION:
        return False
    if criterion.kind is CriterionKind.FLAG:
        return result.label is Label.PRESENT and criterion.id in item.requirement.flags
    if item.preliminary is Preliminary.INTERNAL and not item.missing:
        return False
    return criterion.id in item.missing


def _asks_only_inside(items: Sequence[AssessedItem]) -> bool:
    return all(item.preliminary is Preliminary.INTERNAL for item in items)


def _rank(
    criterion: Criterion, result: CriterionResult, items: Sequence[AssessedItem]
) -> tuple[Rank, Rank]:
    if criterion.severity is not None:
        return criterion.severity, criterion.severity
    duty = any(item.requirement.level is Level.DUTY for item in items)
    if criterion.kind is CriterionKind.FLAG:
        return Rank.MEDIUM, Rank.HIGH
    if _asks_only_inside(items):
        return (Rank.MEDIUM if duty else Rank.LOW), Rank.LOW
    if not duty:
        return Rank.LOW, Rank.LOW
    triggered = criterion.kind is CriterionKind.CONDITIONAL
    if result.label is Label.ABSENT:
        not_found = any(item.preliminary is Preliminary.NOT_FOUND for item in items)
        return (
            Rank.HIGH if triggered or not_found else Rank.MEDIUM,
            Rank.HIGH if triggered else Rank.MEDIUM,
        )
    return (Rank.HIGH if triggered else Rank.MEDIUM), Rank.MEDIUM


def _title(criterion: Criterion, result: CriterionResult, items: Sequence[AssessedItem]) -> Text:
    if criterion.kind is CriterionKind.FLAG:
        state = Text("要注意の記載", "needs attention")
    elif result.label is Label.PARTIAL:
        state = Text("記載が一部にとどまる", "stated only in part")
    elif _asks_only_inside(items):
        state = Text("文書に見当たらず、内部確認が必要", "not found; to be checked inside")
    else:
        state = Text("記載が見当たらない", "not found")
    return Text(f"{criterion.title.ja}：{state.ja}", f"{criterion.title.en}: {state.en}")


def _basis(items: Sequence[AssessedItem], names: dict[str, Text]) -> Text:
    parts_ja, parts_en = [], []
    for key, name in names.items():
        numbers = [item.requirement.id for item in items if item.checklist == key]
        if numbers:
            listed = "、".join(numbers)
            parts_ja.append(f"{name.ja}：{listed}")
            parts_en.append(f"{name.en}: {', '.join(numbers)}")
    return Text("／".join(parts_ja), " / ".join(parts_en))


def _recommendation(
    criterion: Criterion, result: CriterionResult, items: Sequence[AssessedItem]
) -> Text:
    ja, en = criterion.recommendation.ja, criterion.recommendation.en
    if result.label is Label.PARTIAL and result.missing:
        lacking_ja = "、".join(text.ja for text in result.missing)
        lacking_en = ", ".join(text.en for text in result.missing)
        ja = f"不足している事項（{lacking_ja}）を補ってください。{ja}"
        en = f"Add what is missing ({lacking_en}). {en}"
    if _asks_only_inside(items):
        ja = (
            "公表しない場合は、求めに応じて遅滞なく回答できる手順と回答文を整えてください。"
            f"公表する場合：{ja}"
        )
        en = f"If it stays unpublished, keep a procedure and an answer ready. If published: {en}"
    return Text(ja, en)
