"""What an auditor decided on an item, on which evidence, and the finding that came of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from auditkit.models._words import Rank


class Verdict(StrEnum):
    """What a named auditor decided (判定)."""

    CONFORM = "conform"  # ○適合
    PARTIAL = "partial"  # △一部不適合
    NONCONFORM = "nonconform"  # ×不適合
    NOT_APPLICABLE = "not_applicable"  # －対象外
    OPEN = "open"  # 未確認


class Grade(StrEnum):
    """How a result is classed (区分), apart from the decision."""

    MAJOR = "major"  # 重大な不適合
    MINOR = "minor"  # 軽微な不適合
    OBSERVATION = "observation"  # 観察事項
    OPPORTUNITY = "opportunity"  # 改善の機会
    GOOD_PRACTICE = "good_practice"  # 優良事例


class Source(StrEnum):
    """How internal evidence was obtained."""

    RECORD = "record"  # 記録・規程の閲覧
    INTERVIEW = "interview"  # 聞き取り
    OBSERVATION = "observation"  # 現場の観察


class Role(StrEnum):
    """Who signs an audit off, in this order."""

    AUDITOR = "auditor"  # 監査員
    LEAD = "lead"  # 監査責任者
    REPRESENTATIVE = "representative"  # 代表者


@dataclass(frozen=True)
class Quote:
    """A passage that an auditor took as evidence, bound to the text it was taken from.

    ``document`` is the file's path in the provider's folder and ``sha256`` its fingerprint
    then; ``start`` and ``end`` count characters of the extracted text.  ``clause`` is the whole
    passage around the quote: a decision is stale when the document no longer holds it.
    """

    document: str
    sha256: str
    start: int
    end: int
    locator: str
    quote: str
    clause: str


@dataclass(frozen=True)
class InternalEvidence:
    """A record seen, a person heard or a practice observed inside the provider (内部証跡)."""

    source: Source
    name: str
    """The document's name, or what was asked or observed."""
    version: str = ""
    date: dt.date | None = None
    role: str = ""
    """The role of the person who showed or said it; never needed for a record."""
    note: str = ""


@dataclass(frozen=True)
class Decision:
    """What a named auditor decided on one requirement, and why (判定)."""

    item: str
    """The edition-qualified requirement: ``appi@2023-04-01:27-1``."""
    verdict: Verdict = Verdict.OPEN
    grade: Grade | None = None
    reason: str = ""
    fact: str = ""
    """The condition found (事実), for △ and ×."""
    quotes: tuple[Quote, ...] = ()
    internal: tuple[InternalEvidence, ...] = ()
    rejected: tuple[tuple[str, int, int], ...] = ()
    """Candidates that the auditor looked at and did not take: document, start, end."""
    nothing_found: bool = False
    """The auditor confirmed that no passage states it."""
    finding: str = ""
    basis: str = ""
    """Fingerprint of the requirement's text that was decided on."""
    shown: str = ""
    """Fingerprint of the passages that the tool proposed when ``nothing_found`` was confirmed."""
    who: str = ""
    at: dt.datetime | None = None
    version: int = 0
    """How many changes the record counts; 0 if nothing was recorded."""


@dataclass(frozen=True)
class RecordedFinding:
    """A finding that an auditor recorded (指摘事項), with who acts on it and until when."""

    id: str
    items: tuple[str, ...] = ()
    title: str = ""
    cause: str = ""
    effect: str = ""
    recommendation: str = ""
    severity: Rank | None = None
    urgency: Rank | None = None
    owner: str = ""
    due: dt.date | None = None
    version: int = 0


class Status(StrEnum):
    """How far a corrective action has come."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    CLOSED = "closed"
    NOT_NEEDED = "not_needed"


class Effectiveness(StrEnum):
    """Whether a corrective action worked."""

    UNCHECKED = "unchecked"
    EFFECTIVE = "effective"
    INEFFECTIVE = "ineffective"


@dataclass(frozen=True)
class RecordedAction:
    """What is done about a finding (是正処置), as the provider answers and the auditor checks."""

    finding: str
    response: str = ""
    """The provider's answer (回答)."""
    cause: str = ""
    """The cause as the provider found it."""
    correction: str = ""
    owner: str = ""
    due: dt.date | None = None
    status: Status = Status.NOT_STARTED
    completed: dt.date | None = None
    proof: str = ""
    """What shows that it was done (証拠)."""
    effectiveness: Effectiveness = Effectiveness.UNCHECKED
    version: int = 0

    def is_overdue(self, today: dt.date) -> bool:
        """Whether the due date has passed and nothing says that it is done."""
        done = self.status in (Status.DONE, Status.CLOSED, Status.NOT_NEEDED)
        return self.due is not None and self.due < today and not done


@dataclass(frozen=True)
class Signature:
    """One signature of an audit, with the journal's head that was signed."""

    role: Role
    name: str
    department: str
    on: dt.date
    entry: int
    """The number of the last entry of the journal that is signed."""
    hash: str
    """The hash of that entry."""


class Change(StrEnum):
    """Why a decision no longer rests on what it was made on (要再評価)."""

    CLAUSE = "clause"  # the quoted clause reads otherwise now
    GONE = "gone"  # the document, or the clause in it, is no longer there
    FOUND = "found"  # nothing had been found; now something is
    REQUIREMENT = "requirement"  # the requirement's own text was changed


@dataclass(frozen=True)
class Stale:
    """One reason why a decision must be looked at again, with the text then and now."""

    change: Change
    old: str = ""
    new: str = ""
    quote: Quote | None = None


@dataclass(frozen=True)
class Breach:
    """A rule that a decision, a finding or the audit does not keep yet."""

    rule: str
    """The rule's name: ``conform-without-evidence``."""
    message: str
    subject: str = ""
    """The item's key, the finding's id, or nothing where it is the audit's."""
    field: str = ""
    """The field to fill in, where it is one."""
