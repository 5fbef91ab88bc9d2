"""An audit as a report shows it: the assessment with its decisions, and the findings."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from itertools import islice

from auditkit.audits._earlier import earlier_audits
from auditkit.audits._signing import signatures
from auditkit.audits._staleness import basis_of
from auditkit.audits._workpapers import Workpapers
from auditkit.messages import say
from auditkit.models import (
    Assessment,
    AuditRecord,
    Evidence,
    Finding,
    Grade,
    Rank,
    RecordedFinding,
    Text,
    Verdict,
)


def decided_assessment(papers: Workpapers) -> Assessment:
    """Return the assessment with every decision in its place."""
    decisions = papers.decisions()
    items = tuple(
        dataclasses.replace(item, verdict=decisions[item.key].verdict, decision=decisions[item.key])
        for item in papers.items
    )
    return dataclasses.replace(papers.assessment, items=items)


def reported_findings(papers: Workpapers, candidates: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the recorded findings, then the candidates on requirements not decided yet.

    Candidates are numbered ``C-…``: a number ``F-…`` is given by an auditor alone.
    """
    shown = [_as_finding(papers, finding) for finding in papers.findings()]
    open_items = {key for key, each in papers.decisions().items() if each.verdict is Verdict.OPEN}
    for candidate in candidates:
        left = tuple(key for key in candidate.items if key in open_items)
        if left:
            number = "C" + candidate.id.removeprefix("F")
            shown.append(dataclasses.replace(candidate, id=number, items=left))
    return tuple(shown)


def audit_record(papers: Workpapers) -> AuditRecord:
    """Return what a report tells of the audit: its head, its auditors, journal and signatures.

    The journal ends where the decisions as last seen do: what others wrote since would tell
    of somebody else's decision than the one that is shown.
    """
    return AuditRecord(
        papers.audit,
        papers.case().auditors,
        tuple(islice(papers.journal(), papers.records.seen)),
        tuple(signatures(papers).values()),
        tuple(papers.action(finding.id) for finding in papers.findings()),
        earlier_audits(papers),
        {item.key: basis_of(item.requirement) for item in papers.items},
    )


def _as_finding(papers: Workpapers, finding: RecordedFinding) -> Finding:
    decisions = [papers.decision(key) for key in finding.items]
    facts = dict.fromkeys(d.fact.strip() for d in decisions if d.fact.strip())
    evidence: dict[Evidence, None] = {}
    for key in finding.items:
        evidence |= dict.fromkeys(papers.evidence(key))
    grades = [d.grade for d in decisions if d.grade is not None]
    order = list(Grade)
    return Finding(
        id=finding.id,
        title=_text(finding.title),
        criteria=_basis(papers, finding),
        condition=_text("\n".join(facts)),
        effect=_text(finding.effect),
        recommendation=_text(finding.recommendation),
        severity=finding.severity or Rank.MEDIUM,
        urgency=finding.urgency or Rank.MEDIUM,
        items=finding.items,
        criterion_ids=tuple(
            dict.fromkeys(name for key in finding.items for name in papers.item(key).missing)
        ),
        evidence=tuple(evidence),
        cause=_text(finding.cause) if finding.cause.strip() else None,
        recorded=True,
        grade=min(grades, key=order.index) if grades else None,
        owner=finding.owner,
        due=finding.due,
    )


def _basis(papers: Workpapers, finding: RecordedFinding) -> Text:
    ja, en = [], []
    for checklist in papers.assessment.checklists:
        items = [papers.item(key) for key in finding.items]
        numbers = [item.requirement.id for item in items if item.checklist == checklist.key]
        if numbers:
            ja.append(f"{checklist.short.ja}：{'、'.join(numbers)}")
            en.append(f"{checklist.short.en}: {', '.join(numbers)}")
    return Text("／".join(ja), " / ".join(en))


def _text(words: str) -> Text:
    """Return what an auditor wrote, the same in both languages; nobody translates a record."""
    if words.strip():
        return Text(words, words)
    return Text(say("audits.not_filled_in", "ja"), say("audits.not_filled_in", "en"))
