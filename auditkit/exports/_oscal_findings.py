"""What auditors decided: findings on requirements, and risks from the gaps they recorded."""

from __future__ import annotations

from collections.abc import Iterator

from auditkit.exports._oscal_observations import Case
from auditkit.exports._oscal_parts import NAMESPACE, Node, line, markup, midnight, props, some, told
from auditkit.exports._oscal_parts import title as heading
from auditkit.models import (
    AssessedItem,
    Decision,
    Effectiveness,
    Finding,
    RecordedAction,
    Status,
    Verdict,
)
from auditkit.report._words import VERDICT

_STATES = {
    Verdict.CONFORM: ("satisfied", "pass"),
    Verdict.PARTIAL: ("not-satisfied", "fail"),
    Verdict.NONCONFORM: ("not-satisfied", "fail"),
}
"""Whoever decides 対象外 says neither, so that there is no finding on it."""
_RISK_STATES = {
    Status.NOT_STARTED: "open",
    Status.IN_PROGRESS: "remediating",
    Status.DONE: "remediating",  # until somebody has checked that it worked
    Status.CLOSED: "closed",
    Status.NOT_NEEDED: "closed",
}


def findings(case: Case) -> Iterator[Node]:
    """Yield a finding for each requirement that an auditor found to conform or not."""
    recorded = {finding.id for finding in case.findings if finding.recorded}
    for item in case.assessment.items:
        if item.decision is not None and item.verdict in _STATES:
            yield _finding(case, item, item.decision, recorded)


def _finding(case: Case, item: AssessedItem, decision: Decision, recorded: set[str]) -> Node:
    state, reason = _STATES[item.verdict]
    shown = VERDICT[item.verdict].shown(case.language)
    text = decision.fact.strip() or decision.reason.strip() or case.say("no_reason")
    related = [{"observation-uuid": case.basis(item)}, {"observation-uuid": case.preliminary(item)}]
    risks = [decision.finding] if decision.finding in recorded else []
    grade = decision.grade.value if decision.grade else None
    return {
        "uuid": case.ids.uuid("finding", item.key),
        "title": heading(f"{shown}: {case.cited(item)}"),
        "description": markup(text),
        **props((("requirement", item.key), ("decision", item.verdict.value), ("grade", grade))),
        **case.by_person(decision.who),
        "target": {
            "type": "objective-id",
            "target-id": case.ids.objective(item.key),
            "title": heading(case.word(item.requirement.title)),
            "status": {"state": state, "reason": reason, **told("remarks", decision.reason)},
        },
        "related-observations": related,
        **some("related-risks", ({"risk-uuid": _risk_id(case, name)} for name in risks)),
    }


def risks(case: Case) -> Iterator[Node]:
    """Yield a risk for each finding that an auditor recorded."""
    actions = {} if case.record is None else {a.finding: a for a in case.record.actions}
    for finding in case.findings:
        if finding.recorded:
            yield _risk(case, finding, actions.get(finding.id) or RecordedAction(finding.id))


def _risk(case: Case, finding: Finding, action: RecordedAction) -> Node:
    concerned = [case.items[key] for key in finding.items if key in case.items]
    names = dict.fromkeys(i.decision.who for i in concerned if i.decision and i.decision.who)
    origin = case.by_person(next(iter(names), "")) or case.by_tool()
    ranks = (("severity", finding.severity.value), ("urgency", finding.urgency.value))
    facets = [{"name": name, "system": NAMESPACE, "value": value} for name, value in ranks]
    due = action.due or finding.due
    decided = [item for item in concerned if item.decision and item.verdict is not Verdict.OPEN]
    checked = action.effectiveness is not Effectiveness.UNCHECKED
    return {
        "uuid": _risk_id(case, finding.id),
        "title": heading(f"{finding.id} {case.word(finding.title)}"),
        "description": markup(case.word(finding.condition)),
        "statement": markup(case.word(finding.effect)),
        **props(
            (
                ("finding", finding.id),
                ("grade", finding.grade.value if finding.grade else None),
                ("cause", action.cause or case.word(finding.cause)),
                ("owner", action.owner or finding.owner),
                ("action-status", action.status.value),
                ("effectiveness", action.effectiveness.value if checked else None),
                *(("requirement", item.key) for item in concerned),
            )
        ),
        "status": _RISK_STATES[action.status],
        "origins": origin["origins"],
        "characterizations": [{"origin": _first(origin), "facets": facets}],
        **({} if due is None else {"deadline": midnight(due)}),
        "remediations": [_recommended(case, finding), *_planned(case, action)],
        **some("related-observations", ({"observation-uuid": case.basis(i)} for i in decided)),
    }


def _recommended(case: Case, finding: Finding) -> Node:
    return {
        "uuid": case.ids.uuid("recommendation", finding.id),
        "lifecycle": "recommendation",
        "title": heading(case.say("recommendation")),
        "description": markup(case.word(finding.recommendation)),
    }


def _planned(case: Case, action: RecordedAction) -> Iterator[Node]:
    """Yield what the provider does about it, once it has said so."""
    text = action.correction.strip() or action.response.strip()
    if not text:
        return
    done = action.status in (Status.DONE, Status.CLOSED)
    yield {
        "uuid": case.ids.uuid("action", action.finding),
        "lifecycle": "completed" if done else "planned",
        "title": heading(case.say("action")),
        "description": markup(text),
        **props((("completed", action.completed), ("proof", line(action.proof)))),
    }


def _risk_id(case: Case, finding: str) -> str:
    return case.ids.uuid("risk", finding)


def _first(origin: Node) -> object:
    origins = origin["origins"]
    assert isinstance(origins, list)
    return origins[0]
