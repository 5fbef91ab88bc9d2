"""The rules that a decision, a finding and a whole audit must keep before it is signed.

Each rule is a function that yields the fields that break it; its name is its key in
:mod:`auditkit.messages_audits`, and what a person is told of it stands there.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from auditkit.audits._people import same_name
from auditkit.messages import say
from auditkit.models import (
    AssessedItem,
    Assessment,
    Audit,
    AuditType,
    Breach,
    Change,
    Decision,
    Grade,
    Language,
    Preliminary,
    RecordedFinding,
    Source,
    Stale,
    Verdict,
)

GAPS = frozenset({Verdict.PARTIAL, Verdict.NONCONFORM})
_GRADES: Mapping[Verdict, frozenset[Grade]] = {
    Verdict.CONFORM: frozenset({Grade.OBSERVATION, Grade.OPPORTUNITY, Grade.GOOD_PRACTICE}),
    Verdict.PARTIAL: frozenset({Grade.MAJOR, Grade.MINOR}),
    Verdict.NONCONFORM: frozenset({Grade.MAJOR, Grade.MINOR}),
    Verdict.NOT_APPLICABLE: frozenset(),
    Verdict.OPEN: frozenset(),
}
_PLACEHOLDER = re.compile(
    r"[○〇◯●×△□＊]{2,}|[xXｘＸ]{3,}|\b(?:TBD|TODO|FIXME)\b|要記入|記入してください|"
    r"(?:後|あと)(?:で|ほど)(?:記入|追記|確認)|"
    r"[【\[（(［][\s　]*(?:記入|未記入|要確認)?[\s　]*[】\]）)］]"
)


@dataclass(frozen=True)
class Case:
    """An audit as the rules see it at one moment."""

    audit: Audit
    auditors: tuple[tuple[str, str], ...]
    """Name and department of each auditor."""
    assessment: Assessment
    decisions: Mapping[str, Decision]
    findings: Mapping[str, RecordedFinding]
    recorded: Mapping[str, str]
    """Path → fingerprint of the documents that the audit was recorded to be about."""
    today: dt.date
    language: Language
    stale: Callable[[str], tuple[Stale, ...]]
    """Why the decision on an item must be looked at again."""


_ItemRule = Callable[[Case, AssessedItem, Decision], Iterator[str]]
_FindingRule = Callable[[Case, RecordedFinding], Iterator[str]]
_AuditRule = Callable[[Case], Iterator[tuple[str, str]]]


def _undecided(_case: Case, _item: AssessedItem, decision: Decision) -> Iterator[str]:
    if decision.verdict is Verdict.OPEN:
        yield "verdict"


def _conform_without_evidence(
    _case: Case, _item: AssessedItem, decision: Decision
) -> Iterator[str]:
    if decision.verdict is Verdict.CONFORM and not (decision.quotes or decision.internal):
        yield "quotes"


def _conform_without_practice(_case: Case, item: AssessedItem, decision: Decision) -> Iterator[str]:
    operation = item.requirement.audit is AuditType.OPERATION
    stated_only = bool(decision.quotes) and not decision.internal
    if decision.verdict is Verdict.CONFORM and operation and stated_only:
        yield "internal"


def _conform_against_result(_case: Case, item: AssessedItem, decision: Decision) -> Iterator[str]:
    doubted = item.preliminary in (Preliminary.NOT_FOUND, Preliminary.ATTENTION)
    if decision.verdict is Verdict.CONFORM and doubted and not decision.reason.strip():
        yield "reason"


def _conform_with_nothing_found(
    _case: Case, _item: AssessedItem, decision: Decision
) -> Iterator[str]:
    confirmed = decision.nothing_found and not decision.internal
    if decision.verdict is Verdict.CONFORM and confirmed:
        yield "nothing_found"


def _gap_without_fact(_case: Case, _item: AssessedItem, decision: Decision) -> Iterator[str]:
    if decision.verdict in GAPS and not decision.fact.strip():
        yield "fact"


def _gap_without_evidence(_case: Case, _item: AssessedItem, decision: Decision) -> Iterator[str]:
    shown = decision.quotes or decision.internal or decision.nothing_found
    if decision.verdict in GAPS and not shown:
        yield "quotes"


def _gap_without_grade(_case: Case, _item: AssessedItem, decision: Decision) -> Iterator[str]:
    if decision.verdict in GAPS and decision.grade is None:
        yield "grade"


def _gap_without_finding(case: Case, _item: AssessedItem, decision: Decision) -> Iterator[str]:
    if decision.verdict in GAPS and decision.finding not in case.findings:
        yield "finding"


def _excluded_without_reason(_case: Case, _item: AssessedItem, decision: Decision) -> Iterator[str]:
    if decision.verdict is Verdict.NOT_APPLICABLE and not decision.reason.strip():
        yield "reason"


def _excluded_though_stated(_case: Case, _item: AssessedItem, decision: Decision) -> Iterator[str]:
    if decision.verdict is Verdict.NOT_APPLICABLE and decision.quotes:
        yield "quotes"


def _grade_against_decision(_case: Case, _item: AssessedItem, decision: Decision) -> Iterator[str]:
    if decision.grade is not None and decision.grade not in _GRADES[decision.verdict]:
        yield "grade"


def _quote_from_older_version(case: Case, item: AssessedItem, _decision: Decision) -> Iterator[str]:
    for stale in case.stale(item.key):
        if stale.change is Change.CLAUSE:
            yield "quotes"


def _quote_gone(case: Case, item: AssessedItem, _decision: Decision) -> Iterator[str]:
    for stale in case.stale(item.key):
        if stale.change is Change.GONE:
            yield "quotes"


def _found_since(case: Case, item: AssessedItem, _decision: Decision) -> Iterator[str]:
    for stale in case.stale(item.key):
        if stale.change is Change.FOUND:
            yield "nothing_found"


def _requirement_reworded(case: Case, item: AssessedItem, _decision: Decision) -> Iterator[str]:
    for stale in case.stale(item.key):
        if stale.change is Change.REQUIREMENT:
            yield "verdict"


def _internal_incomplete(_case: Case, _item: AssessedItem, decision: Decision) -> Iterator[str]:
    for evidence in decision.internal:
        person = evidence.source is Source.RECORD or evidence.role.strip()
        if not evidence.name.strip() or evidence.date is None or not person:
            yield "internal"


def _internal_from_the_future(case: Case, _item: AssessedItem, decision: Decision) -> Iterator[str]:
    for evidence in decision.internal:
        if evidence.date is not None and evidence.date > case.today:
            yield "internal"


def _decision_with_placeholder(
    _case: Case, _item: AssessedItem, decision: Decision
) -> Iterator[str]:
    for field in ("reason", "fact"):
        if _PLACEHOLDER.search(getattr(decision, field)):
            yield field
    for evidence in decision.internal:
        if any(map(_PLACEHOLDER.search, (evidence.name, evidence.role, evidence.note))):
            yield "internal"


def _finding_without_cause(_case: Case, finding: RecordedFinding) -> Iterator[str]:
    if not finding.cause.strip():
        yield "cause"


def _finding_without_effect(_case: Case, finding: RecordedFinding) -> Iterator[str]:
    if not finding.effect.strip():
        yield "effect"


def _finding_without_recommendation(_case: Case, finding: RecordedFinding) -> Iterator[str]:
    if not finding.recommendation.strip():
        yield "recommendation"


def _finding_without_rank(_case: Case, finding: RecordedFinding) -> Iterator[str]:
    if finding.severity is None:
        yield "severity"
    if finding.urgency is None:
        yield "urgency"


def _finding_without_owner(_case: Case, finding: RecordedFinding) -> Iterator[str]:
    if not finding.owner.strip():
        yield "owner"


def _finding_without_due(_case: Case, finding: RecordedFinding) -> Iterator[str]:
    if finding.due is None:
        yield "due"


def _due_before_audit(case: Case, finding: RecordedFinding) -> Iterator[str]:
    if finding.due is not None and finding.due < case.audit.started:
        yield "due"


def _finding_with_placeholder(_case: Case, finding: RecordedFinding) -> Iterator[str]:
    for field in ("title", "cause", "effect", "recommendation", "owner"):
        if _PLACEHOLDER.search(getattr(finding, field)):
            yield field


def _finding_without_gap(case: Case, finding: RecordedFinding) -> Iterator[str]:
    """Nobody decided that one of its items does not conform."""
    decided = (case.decisions[key] for key in finding.items if key in case.decisions)
    if not any(d.verdict in GAPS or d.grade is not None for d in decided):
        yield "items"


def _audit_without_auditor(case: Case) -> Iterator[tuple[str, str]]:
    if not case.auditors:
        yield "team", "auditors"


def _auditor_without_department(case: Case) -> Iterator[tuple[str, str]]:
    for name, department in case.auditors:
        if not department.strip():
            yield name, "auditors"


def _audit_without_department(case: Case) -> Iterator[tuple[str, str]]:
    if not case.audit.department.strip():
        yield "", "department"


def _audit_without_scope(case: Case) -> Iterator[tuple[str, str]]:
    if not case.audit.scope.strip():
        yield "", "scope"


def _auditor_of_own_department(case: Case) -> Iterator[tuple[str, str]]:
    for name, department in case.auditors:
        if same_name(department, case.audit.department):
            yield name, "auditors"


def _document_unread(case: Case) -> Iterator[tuple[str, str]]:
    for problem in case.assessment.documents.problems:
        if problem.severity == "error":
            yield problem.path, ""


def _document_not_assessed(case: Case) -> Iterator[tuple[str, str]]:
    read = {document.path for document in case.assessment.documents.documents}
    for path in case.recorded:
        if path not in read:
            yield path, ""


def _audit_before_start(case: Case) -> Iterator[tuple[str, str]]:
    if case.audit.started > case.today:
        yield "", "started"


_ITEM_RULES: Mapping[str, _ItemRule] = {
    "item-undecided": _undecided,
    "conform-without-evidence": _conform_without_evidence,
    "conform-without-practice": _conform_without_practice,
    "conform-against-result": _conform_against_result,
    "conform-with-nothing-found": _conform_with_nothing_found,
    "gap-without-fact": _gap_without_fact,
    "gap-without-evidence": _gap_without_evidence,
    "gap-without-grade": _gap_without_grade,
    "gap-without-finding": _gap_without_finding,
    "excluded-without-reason": _excluded_without_reason,
    "excluded-though-stated": _excluded_though_stated,
    "grade-against-decision": _grade_against_decision,
    "quote-from-older-version": _quote_from_older_version,
    "quote-gone": _quote_gone,
    "found-since": _found_since,
    "requirement-reworded": _requirement_reworded,
    "internal-incomplete": _internal_incomplete,
    "internal-from-the-future": _internal_from_the_future,
    "decision-with-placeholder": _decision_with_placeholder,
}
_FINDING_RULES: Mapping[str, _FindingRule] = {
    "finding-without-cause": _finding_without_cause,
    "finding-without-effect": _finding_without_effect,
    "finding-without-recommendation": _finding_without_recommendation,
    "finding-without-rank": _finding_without_rank,
    "finding-without-owner": _finding_without_owner,
    "finding-without-due": _finding_without_due,
    "due-before-audit": _due_before_audit,
    "finding-with-placeholder": _finding_with_placeholder,
    "finding-without-gap": _finding_without_gap,
}
_AUDIT_RULES: Mapping[str, _AuditRule] = {
    "audit-without-auditor": _audit_without_auditor,
    "auditor-without-department": _auditor_without_department,
    "audit-without-department": _audit_without_department,
    "audit-without-scope": _audit_without_scope,
    "auditor-of-own-department": _auditor_of_own_department,
    "document-unread": _document_unread,
    "document-not-assessed": _document_not_assessed,
    "audit-before-start": _audit_before_start,
}
RULES = (*_ITEM_RULES, *_FINDING_RULES, *_AUDIT_RULES)
"""The name of every rule."""


def breaches_of_item(case: Case, item: AssessedItem) -> Iterator[Breach]:
    """Yield what the decision on one item lacks, its finding's part too; nothing while open."""
    decision = case.decisions.get(item.key, Decision(item.key))
    if decision.verdict is Verdict.OPEN:
        return
    yield from _of_item(case, item, decision)
    finding = case.findings.get(decision.finding)
    if finding is not None and item.key in finding.items:
        yield from _of_finding(case, finding)


def breaches(case: Case) -> Iterator[Breach]:
    """Yield everything that keeps the audit from being signed."""
    for name, audit_rule in _AUDIT_RULES.items():
        for what, field in audit_rule(case):
            yield _breach(case, name, "", field, what)
    yield from chain.from_iterable(
        _of_item(case, item, case.decisions.get(item.key, Decision(item.key)))
        for item in case.assessment.items
    )
    for finding in case.findings.values():
        yield from _of_finding(case, finding)


def _of_item(case: Case, item: AssessedItem, decision: Decision) -> Iterator[Breach]:
    for name, rule in _ITEM_RULES.items():
        for field in dict.fromkeys(rule(case, item, decision)):
            yield _breach(case, name, item.key, field, item.requirement.id)


def _of_finding(case: Case, finding: RecordedFinding) -> Iterator[Breach]:
    if not finding.items:  # withdrawn: its number stays, and is never given again
        return
    for name, rule in _FINDING_RULES.items():
        for field in dict.fromkeys(rule(case, finding)):
            yield _breach(case, name, finding.id, field, finding.id)


def _breach(case: Case, rule: str, subject: str, field: str, what: str) -> Breach:
    named = say(f"audits.field.{field}", case.language) if field else ""
    message = say(f"audits.rule.{rule}", case.language, what=what, field=named)
    return Breach(rule, message, subject, field)
