"""Every piece of evidence that the tool found, as rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditkit.models import AssessedItem, CriterionResult, Evidence, Finding


@dataclass(frozen=True)
class EvidenceRow:
    """One row of the evidence sheet: evidence of a criterion, or a nearest passage."""

    evidence: Evidence
    criterion: str
    result: CriterionResult | None
    nearest: bool = False


def span_of(evidence: Evidence) -> tuple[str, int, int]:
    """Return what tells one piece of evidence from another."""
    return evidence.document, evidence.start, evidence.end


def list_evidence(
    results: Sequence[CriterionResult],
    items: Sequence[AssessedItem],
    findings: Sequence[Finding],
) -> Iterator[EvidenceRow]:
    """Yield the evidence of these results, then what only an item or a finding holds."""
    known = set()
    for result in results:
        for nearest, pieces in ((False, result.evidence), (True, result.nearest)):
            for evidence in pieces:
                known.add(span_of(evidence))
                yield EvidenceRow(evidence, result.id, result, nearest)
    for evidence, criterion in _loose(results, items, findings):
        if span_of(evidence) not in known:
            known.add(span_of(evidence))
            yield EvidenceRow(evidence, criterion, None)


def _loose(
    results: Sequence[CriterionResult],
    items: Sequence[AssessedItem],
    findings: Sequence[Finding],
) -> Iterator[tuple[Evidence, str]]:
    listed = {id(result) for result in results}
    for item in items:
        for result in item.results:
            if id(result) not in listed:
                yield from ((evidence, result.id) for evidence in result.evidence)
    for finding in findings:
        criterion = finding.criterion_ids[0] if finding.criterion_ids else ""
        yield from ((evidence, criterion) for evidence in finding.evidence)
