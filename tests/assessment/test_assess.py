"""Assessment and findings: what labels mean for a requirement, and which gaps come first."""

import dataclasses
import datetime as dt

import pytest

from auditkit.assessment import assess
from auditkit.findings import list_findings
from auditkit.models import (
    Assessment,
    AuditType,
    Chapter,
    Checklist,
    Combine,
    Condition,
    Criterion,
    CriterionKind,
    CriterionResult,
    DocumentSet,
    Evidence,
    Finding,
    Keys,
    Label,
    Level,
    Library,
    Preliminary,
    Provider,
    Publicity,
    Rank,
    Requirement,
    Text,
)

W = Text("語", "word")
PLACE = Evidence("policy", 0, 4, "第1条", "当社は、", "fee/amount")


def criterion(name: str, kind: CriterionKind = CriterionKind.FACT) -> Criterion:
    """Return a criterion without rules."""
    return Criterion(name, "A", kind, Text(f"{name}の記載", name), W, W, (), W, W, ())


CRITERIA = (
    criterion("fee"),
    criterion("desk"),
    criterion("joint-use", CriterionKind.CONDITIONAL),
    criterion("stale", CriterionKind.FLAG),
)
REQUIREMENT = Requirement(
    id="1",
    chapter="one",
    title=W,
    summary=W,
    question=W,
    check=W,
    recommendation=W,
    level=Level.DUTY,
    audit=AuditType.DOCUMENT,
    publicity=Publicity.PUBLISH,
    condition="always",
    internal_evidence=(Text("受付記録", "log of requests"),),
    keys=Keys(),
    verification="official",
    criteria=("fee",),
)
CONDITIONS = (
    Condition("always", W),
    Condition("joint_use", Text("共同利用をする場合", "joint use"), ("joint-use",)),
)


def assessed(
    labels: dict[str, Label], provider: Provider | None = None, **changes: object
) -> Assessment:
    """Assess one requirement, changed as told, with these labels of its criteria."""
    requirement = dataclasses.replace(REQUIREMENT, **changes)  # type: ignore[arg-type]
    checklist = Checklist(
        "demo",
        "1",
        W,
        W,
        W,
        dt.date(2020, 1, 1),
        None,
        None,
        W,
        (Chapter("one", W),),
        (requirement,),
    )
    library = Library((checklist,), CRITERIA, {}, CONDITIONS, (), ())
    results = tuple(
        CriterionResult(
            c.id,
            labels.get(
                c.id,
                Label.NOT_TRIGGERED if c.kind is CriterionKind.CONDITIONAL else Label.ABSENT,
            ),
            "",
            Text(f"{c.id}の理由。", f"Why {c.id}."),
            (PLACE,) if labels.get(c.id) in (Label.MET, Label.PARTIAL, Label.PRESENT) else (),
        )
        for c in CRITERIA
    )
    return assess(
        provider or Provider("p", "P"),
        DocumentSet(()),
        (checklist,),
        results,
        library,
        dt.date(2026, 4, 1),
    )


def preliminary(labels: dict[str, Label], **changes: object) -> Preliminary:
    """Return the preliminary result of that one requirement."""
    return assessed(labels, **changes).items[0].preliminary


@pytest.mark.parametrize(
    ("publicity", "expected"),
    [
        (Publicity.PUBLISH, Preliminary.NOT_FOUND),
        (Publicity.EXPRESS, Preliminary.NOT_FOUND),
        (Publicity.READILY_KNOWABLE, Preliminary.NOT_FOUND),
        (Publicity.KNOWABLE, Preliminary.INTERNAL),
        (Publicity.ON_REQUEST, Preliminary.INTERNAL),
        (Publicity.NOTIFY, Preliminary.INTERNAL),
        (Publicity.NONE, Preliminary.INTERNAL),
    ],
)
def test_absence_means_what_the_publicity_level_says(
    publicity: Publicity, expected: Preliminary
) -> None:
    """An item that need only be knowable on request is to be asked for inside, not a gap."""
    assert preliminary({}, publicity=publicity) is expected


@pytest.mark.parametrize(
    ("fee", "desk", "combine", "expected"),
    [
        (Label.MET, Label.MET, Combine.ALL, Preliminary.STATED),
        (Label.MET, Label.ABSENT, Combine.ALL, Preliminary.PARTLY),
        (Label.PARTIAL, Label.ABSENT, Combine.ALL, Preliminary.PARTLY),
        (Label.ABSENT, Label.ABSENT, Combine.ALL, Preliminary.NOT_FOUND),
        (Label.MET, Label.ABSENT, Combine.ANY, Preliminary.STATED),
        (Label.PARTIAL, Label.ABSENT, Combine.ANY, Preliminary.PARTLY),
    ],
)
def test_criteria_add_up_as_the_requirement_says(
    fee: Label, desk: Label, combine: Combine, expected: Preliminary
) -> None:
    """All or any of the criteria decide, as the requirement combines them."""
    labels = {"fee": fee, "desk": desk}
    assert preliminary(labels, criteria=("fee", "desk"), combine=combine) is expected


def test_a_requirement_without_criteria_asks_for_internal_evidence() -> None:
    """Where documents can show nothing, the reason names the evidence to ask for."""
    item = assessed({}, criteria=(), audit=AuditType.OPERATION).items[0]
    assert item.preliminary is Preliminary.INTERNAL
    assert "受付記録" in item.reason.ja


def test_a_condition_without_a_sign_is_expected_not_to_apply() -> None:
    """No sign of the activity gives 対象外の見込み, a sign opens the requirement."""
    joint = {"criteria": ("joint-use",), "condition": "joint_use"}
    assert preliminary({}, **joint) is Preliminary.NOT_APPLICABLE
    assert preliminary({"joint-use": Label.ABSENT}, **joint) is Preliminary.NOT_FOUND
    assert preliminary({"joint-use": Label.MET}, **joint) is Preliminary.STATED


def test_what_the_auditor_knows_of_a_condition_comes_first() -> None:
    """provider.yaml overrides what the documents show."""
    denied = Provider("p", "P", conditions={"joint_use": False})
    item = assessed(
        {"joint-use": Label.ABSENT}, denied, criteria=("joint-use",), condition="joint_use"
    ).items[0]
    assert item.preliminary is Preliminary.NOT_APPLICABLE
    assert "provider.yaml" in item.reason.ja


def test_a_flag_calls_for_attention() -> None:
    """A red flag turns the item into 要注意 whatever else is stated."""
    labels = {"fee": Label.MET, "stale": Label.PRESENT}
    assert preliminary(labels, flags=("stale",)) is Preliminary.ATTENTION


def test_a_provision_outside_its_dates_does_not_apply() -> None:
    """A requirement counts only from its first to its last day."""
    assert preliminary({}, effective_from=dt.date(2027, 1, 17)) is Preliminary.NOT_APPLICABLE
    assert preliminary({}, effective_to=dt.date(2025, 3, 31)) is Preliminary.NOT_APPLICABLE


def test_every_requirement_becomes_one_item_and_all_stay_undecided() -> None:
    """Counts are conserved and nothing the tool proposes is a decision."""
    result = assessed({})
    assert len(result.items) == len(result.checklists[0].requirements)
    assert sum(result.count(kind) for kind in Preliminary) == len(result.items)
    assert {item.verdict.value for item in result.items} == {"open"}


def findings(labels: dict[str, Label], **changes: object) -> tuple[Finding, ...]:
    """List the findings of that one requirement."""
    return list_findings(assessed(labels, **changes), Library((), CRITERIA, {}, (), (), ()))


def test_a_gap_in_a_published_duty_is_the_gravest_of_plain_gaps() -> None:
    """Severity follows level and publicity."""
    (finding,) = findings({})
    assert finding.severity is Rank.HIGH
    (inside,) = findings({}, publicity=Publicity.KNOWABLE)
    assert (inside.severity, inside.urgency) == (Rank.MEDIUM, Rank.LOW)
    assert "内部確認" in inside.title.ja
    (light,) = findings({}, level=Level.RECOMMENDED)
    assert light.severity is Rank.LOW


def test_a_stated_activity_without_its_items_is_grave_and_urgent() -> None:
    """Joint use that names nothing comes first."""
    (finding,) = findings(
        {"joint-use": Label.ABSENT}, criteria=("joint-use",), condition="joint_use"
    )
    assert (finding.severity, finding.urgency) == (Rank.HIGH, Rank.HIGH)


def test_findings_are_numbered_by_the_year_in_order_of_weight() -> None:
    """Ids run from 001 in the year of the audit, the gravest first."""
    found = findings({"fee": Label.PARTIAL}, criteria=("fee", "desk"), publicity=Publicity.PUBLISH)
    assert [finding.id for finding in found] == ["F-2026-001", "F-2026-002"]
    assert [finding.severity for finding in found] == sorted(
        (finding.severity for finding in found), key=list(Rank).index
    )


def test_a_met_requirement_yields_no_finding() -> None:
    """Nothing is reported where nothing lacks."""
    assert findings({"fee": Label.MET}) == ()
