"""What a report notebook says at its end, to the reader and to the run record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditkit.messages import say
from auditkit.models import Assessment, Finding, Language, Preliminary
from auditkit.runs._execute import OUTCOME_TYPE


@dataclass(frozen=True)
class Outcome:
    """The figures of a finished report; shown as a sentence, recorded as data."""

    workbook: str
    checklists: tuple[str, ...]
    counts: Mapping[str, int]
    findings: int
    problems: tuple[str, ...]
    language: Language

    def __repr__(self) -> str:
        return say(
            "runs.outcome",
            self.language,
            workbook=self.workbook,
            items=sum(self.counts.values()),
            findings=self.findings,
        )

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        data = {
            "workbook": self.workbook,
            "checklists": list(self.checklists),
            "counts": dict(self.counts),
            "findings": self.findings,
            "problems": list(self.problems),
        }
        return {"text/plain": repr(self), OUTCOME_TYPE: data}


def report_outcome(
    assessment: Assessment, findings: Sequence[Finding], workbook: Path, language: Language = "ja"
) -> Outcome:
    """Return the figures of the report just written; show them in the notebook's last cell."""
    return Outcome(
        workbook=workbook.name,
        checklists=tuple(checklist.key for checklist in assessment.checklists),
        counts={kind.value: assessment.count(kind) for kind in Preliminary},
        findings=len(findings),
        problems=tuple(f"{p.path}: {p.message}" for p in assessment.documents.problems),
        language=language,
    )
