"""A real audit of a sample provider, kept in a store, as its report is asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from auditkit.audits import (
    Workpapers,
    audit_record,
    decided_assessment,
    reported_findings,
    start_audit,
)
from auditkit.models import (
    Assessment,
    AuditRecord,
    Finding,
    Grade,
    InternalEvidence,
    Language,
    Rank,
    RunInfo,
    Source,
    Verdict,
)
from auditkit.report import write_report
from auditkit.shipped import shipped
from auditkit.store import open_store
from auditkit.workflow import Assessed, assess_provider

DAY = dt.date(2026, 11, 20)
FIRST, SECOND = "Hanako Kansa", "Taro Tenken"
DEPARTMENT = "Internal audit"


@dataclass(frozen=True)
class Audited:
    """The arguments of ``write_report``, and the working papers they come from."""

    papers: Workpapers
    assessment: Assessment
    findings: tuple[Finding, ...]
    run: RunInfo
    record: AuditRecord


@cache
def assessed() -> Assessed:
    """Return the assessment of the sample, on a fixed day."""
    return assess_provider(shipped("samples") / "kogane-server", as_of=DAY)


def few(count: int) -> tuple[Assessment, tuple[Finding, ...]]:
    """Return the assessment and candidates of the first requirements alone."""
    whole = assessed()
    first = whole.assessment.checklists[0]
    kept = replace(first, requirements=first.requirements[:count])
    keys = {f"{kept.key}:{requirement.id}" for requirement in kept.requirements}
    items = tuple(item for item in whole.assessment.items if item.key in keys)
    findings = tuple(
        replace(finding, items=held)
        for finding in whole.findings
        if (held := tuple(key for key in finding.items if key in keys))
    )
    criteria = tuple({result.id: result for item in items for result in item.results}.values())
    told = replace(whole.assessment, checklists=(kept,), criteria=criteria, items=items)
    return told, findings


def clock() -> Callable[[], dt.datetime]:
    """Return a clock that begins shortly before midnight in Japan."""
    moments = _moments()
    return lambda: next(moments)


def _moments() -> Iterator[dt.datetime]:
    at = dt.datetime(2026, 11, 20, 14, 59, 30, tzinfo=dt.UTC)
    while True:
        yield at
        at += dt.timedelta(seconds=1)


def begin(
    folder: Path,
    assessment: Assessment,
    findings: tuple[Finding, ...],
    *,
    language: Language = "ja",
    words: str = "",
) -> Workpapers:
    """Start an audit; ``words`` stand in every text of its head, if given."""
    store = open_store(folder / "store.sqlite", clock=clock())
    return start_audit(
        store,
        assessment,
        findings,
        who=FIRST,
        folder="samples/kogane-server",
        started=DAY,
        scope=words or "All handling of personal data",
        department=words or "Server division",
        auditors=[(FIRST, words or DEPARTMENT), (SECOND, DEPARTMENT)],
        previous="A-2025-001",
        language=language,
        today=lambda: DAY,
    )


def work(papers: Workpapers) -> None:
    """Decide on a good part of the items in every way there is, by two auditors."""
    documents = papers.assessment.documents
    for number, item in enumerate(papers.items[:60]):
        papers.who = (FIRST, SECOND)[number % 3 == 0]
        key = item.key
        if item.evidence:
            for piece in item.evidence[:2]:
                papers.take(key, documents.document(piece.document).path, piece.start, piece.end)
            papers.decide(key, verdict=Verdict.CONFORM, reason="Read in the policy.")
            if number % 9 == 0:
                papers.decide(key, grade=Grade.GOOD_PRACTICE)
        elif number % 4 == 0:
            gap = Verdict.PARTIAL if number % 8 else Verdict.NONCONFORM
            grade = Grade.MINOR if number % 8 else Grade.MAJOR
            papers.decide(key, verdict=gap, grade=grade, fact="No rule.", nothing_found=True)
            papers.who = FIRST
            papers.record_finding(
                key,
                cause="Nobody is in charge.",
                effect="Requests may go unanswered.",
                owner="Yamada, General affairs",
                due=dt.date(2027, 1, 31),
                severity=Rank.HIGH,
            )
        elif number % 4 == 1:
            for evidence in (_interview(number), _rules()):
                papers.add_internal(key, evidence)
            papers.decide(key, verdict=Verdict.CONFORM, grade=Grade.OBSERVATION)
        elif number % 4 == 2:
            papers.decide(key, verdict=Verdict.NOT_APPLICABLE, reason="No such handling.")
    left = next(item for item in papers.items[60:] if item.evidence)
    piece = left.evidence[0]
    papers.reject(left.key, documents.document(piece.document).path, piece.start, piece.end)
    papers.decide(left.key, verdict=Verdict.CONFORM)
    papers.decide(left.key, verdict=Verdict.OPEN)
    papers.undo()
    papers.undo()


def _interview(number: int) -> InternalEvidence:
    day = dt.date(2026, 11, 1 + number % 15)
    return InternalEvidence(Source.INTERVIEW, "Choice of processors", "", day, "Head of IT", "Seen")


def _rules() -> InternalEvidence:
    return InternalEvidence(Source.RECORD, "Privacy rules", "4th", dt.date(2026, 4, 1))


def reported(papers: Workpapers, findings: tuple[Finding, ...]) -> Audited:
    """Return what a report on the audit is made of."""
    keys = tuple(checklist.key for checklist in papers.assessment.checklists)
    run = RunInfo({"provider": "samples/kogane-server"}, (), keys, "0.1.0")
    told = decided_assessment(papers), reported_findings(papers, findings)
    return Audited(papers, *told, run, audit_record(papers))


def write_audit(made: Audited, path: Path, language: Language = "ja") -> Path:
    """Write the workbook of the audit."""
    library = assessed().library
    if len(made.assessment.checklists) == 1:  # a small audit; the links would fill its workbook
        library = replace(library, crosswalk=())
    return write_report(
        made.assessment, made.findings, library, made.run, path, language, made.record
    )
