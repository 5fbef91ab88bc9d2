"""What follows from the evidence: assessed items, findings, and the run that made them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from auditkit.models._checklists import Checklist, Requirement
from auditkit.models._criteria import CriterionResult, Evidence
from auditkit.models._decisions import Decision, Grade, Verdict
from auditkit.models._documents import DocumentSet, Provider
from auditkit.models._words import Rank, Text


class Preliminary(StrEnum):
    """What the tool proposes from evidence; never a decision."""

    STATED = "stated"  # 記載あり
    PARTLY = "partly"  # 一部記載
    NOT_FOUND = "not_found"  # 記載が見当たらない
    NOT_APPLICABLE = "not_applicable"  # 対象外の見込み
    INTERNAL = "internal"  # 要内部確認
    ATTENTION = "attention"  # 要注意


@dataclass(frozen=True)
class AssessedItem:
    """One requirement with its preliminary result, the reason, and the criteria behind it."""

    checklist: str
    requirement: Requirement
    preliminary: Preliminary
    reason: Text
    results: tuple[CriterionResult, ...] = ()
    missing: tuple[str, ...] = ()
    """Ids of the criteria that are partial or absent."""
    verdict: Verdict = Verdict.OPEN
    decision: Decision | None = None
    """The decision in full, where the assessment belongs to an audit."""

    @property
    def key(self) -> str:
        """Edition-qualified requirement id, unique in an assessment."""
        return f"{self.checklist}:{self.requirement.id}"

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of all its criteria, best first, without repeats."""
        seen: dict[tuple[str, int, int], Evidence] = {}
        for result in self.results:
            for item in result.evidence:
                seen.setdefault((item.document, item.start, item.end), item)
        return tuple(seen.values())


@dataclass(frozen=True)
class Assessment:
    """Every requirement of the chosen checklists, assessed for one provider."""

    provider: Provider
    documents: DocumentSet
    checklists: tuple[Checklist, ...]
    criteria: tuple[CriterionResult, ...]
    items: tuple[AssessedItem, ...]
    as_of: dt.date

    def count(self, preliminary: Preliminary, checklist: str | None = None) -> int:
        """Count the items with this preliminary result, in one checklist or in all."""
        return sum(
            item.preliminary is preliminary and checklist in (None, item.checklist)
            for item in self.items
        )


@dataclass(frozen=True)
class Finding:
    """A gap an auditor should look at first (指摘事項の候補 until a person decides).

    ``items`` are the keys of the requirements that share the gap.
    """

    id: str
    title: Text
    criteria: Text
    condition: Text
    effect: Text
    recommendation: Text
    severity: Rank
    urgency: Rank
    items: tuple[str, ...]
    criterion_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    cause: Text | None = None
    recorded: bool = False
    """Whether an auditor recorded it; otherwise it is a candidate."""
    grade: Grade | None = None
    owner: str = ""
    due: dt.date | None = None


@dataclass(frozen=True)
class InputFile:
    """A file that went into a run, with its fingerprint."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class RunInfo:
    """What a report says about how it was made (実行); nothing here varies between equal runs."""

    parameters: Mapping[str, str | int | float | bool | None]
    inputs: tuple[InputFile, ...]
    checklists: tuple[str, ...]
    version: str
