"""An audit as one session has opened it: what is decided, what is proposed, what is lacking."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from auditkit.audits._fields import (
    FINDING,
    ITEM,
    action_of,
    decision_of,
    finding_of,
)
from auditkit.audits._records import Records
from auditkit.audits._rules import Case, breaches, breaches_of_item
from auditkit.audits._staleness import (
    as_evidence,
    why_stale,
)
from auditkit.chain import ACTION
from auditkit.errors import AuditkitError
from auditkit.messages import say
from auditkit.models import (
    AssessedItem,
    Assessment,
    Audit,
    Breach,
    Decision,
    Entry,
    Evidence,
    Finding,
    Language,
    RecordedAction,
    RecordedFinding,
    Stale,
    Verdict,
)
from auditkit.store import Store

TEAM = "team"
DOCUMENTS = "documents"


class OpenedAudit:
    """One audit on the present documents, as last seen by a named person; only read here."""

    def __init__(
        self,
        store: Store,
        audit: Audit,
        assessment: Assessment,
        candidates: Sequence[Finding],
        who: str,
        language: Language = "ja",
        today: Callable[[], dt.date] = dt.date.today,
    ) -> None:
        self.audit = audit
        self.assessment = assessment
        self.language: Language = language
        self._store = store
        self._today = today
        self._records = Records(store, audit.id, who, language)
        self._items = {item.key: item for item in assessment.items}
        self._candidates: dict[str, Finding] = {}
        for finding in candidates:
            for key in finding.items:
                self._candidates.setdefault(key, finding)
        self._decisions: dict[str, Decision] = {}
        self._stale: dict[tuple[str, int], tuple[Stale, ...]] = {}
        self._previous: dict[str, Decision] | None = None

    @property
    def who(self) -> str:
        """The name under which this session records."""
        return self._records.who

    @who.setter
    def who(self, name: str) -> None:
        self._records.who = name

    @property
    def items(self) -> tuple[AssessedItem, ...]:
        """Every requirement of the audit, in the order of the checklists."""
        return self.assessment.items

    def item(self, key: str) -> AssessedItem:
        """Return a requirement of the audit by its edition-qualified id."""
        if key not in self._items:
            raise AuditkitError(say("audits.no_item", self.language, item=key))
        return self._items[key]

    def decision(self, key: str) -> Decision:
        """Return the decision on a requirement, as last seen; an open one if there is none."""
        record = self._records.get(ITEM + self.item(key).key)
        held = self._decisions.get(key)
        if held is None or held.version != record.version:
            held = self._decisions[key] = decision_of(key, record)
        return held

    def decisions(self) -> dict[str, Decision]:
        """Return the decision on every requirement."""
        return {key: self.decision(key) for key in self._items}

    def finding(self, finding_id: str) -> RecordedFinding:
        """Return a recorded finding."""
        record = self._records.get(FINDING + finding_id)
        if not record.version:
            raise AuditkitError(say("audits.no_finding", self.language, finding=finding_id))
        return finding_of(finding_id, record)

    def findings(self) -> tuple[RecordedFinding, ...]:
        """Return the recorded findings by number, without those that were withdrawn."""
        numbers = (name.removeprefix(FINDING) for name in self._records.subjects(FINDING))
        return tuple(finding for number in numbers if (finding := self.finding(number)).items)

    def candidate(self, key: str) -> Finding | None:
        """Return what the tool would propose as a finding on this requirement."""
        return self._candidates.get(self.item(key).key)

    def previous(self, key: str) -> Decision | None:
        """Return what the audit before this one decided on the same requirement."""
        if self._previous is None:
            states = self._store.states(self.audit.previous) if self.audit.previous else {}
            self._previous = {
                subject.removeprefix(ITEM): decision_of(subject.removeprefix(ITEM), record)
                for subject, record in states.items()
                if subject.startswith(ITEM)
            }
        return self._previous.get(key)

    def journal(self) -> Iterator[Entry]:
        """Yield every entry of the audit's journal, in order."""
        return self._store.journal(self.audit.id)

    def last_entry(self) -> Entry:
        """Return the journal's last entry."""
        return self._store.head(self.audit.id)

    def counts(self) -> Counter[Verdict]:
        """Count the requirements by decision; the sum is the number of requirements."""
        return Counter(decision.verdict for decision in self.decisions().values())

    def refresh(self) -> set[str]:
        """Read what others wrote meanwhile; return the items and findings that changed."""
        changed = self._records.refresh()
        return {subject_name(name) for name in changed}

    def candidates(self, key: str) -> tuple[Evidence, ...]:
        """Return the passages proposed for a requirement, else the nearest, without the rejected.

        Those already taken stay among them.
        """
        item = self.item(key)
        proposed = item.evidence or tuple(
            piece for result in item.results for piece in result.nearest
        )
        rejected = set(self.decision(key).rejected)
        documents = self.assessment.documents
        return tuple(
            piece
            for piece in proposed
            if (documents.document(piece.document).path, piece.start, piece.end) not in rejected
        )

    def siblings(self, key: str) -> list[str]:
        """Return the undecided requirements that rest on a criterion of this one."""
        own = {result.id for result in self.item(key).results}
        return [
            item.key
            for item in self.items
            if item.key != key
            and own.intersection(result.id for result in item.results)
            and self.decision(item.key).verdict is Verdict.OPEN
        ]

    def stale(self, key: str) -> tuple[Stale, ...]:
        """Return why the decision on a requirement must be looked at again (要再評価)."""
        decision = self.decision(key)
        if (key, decision.version) not in self._stale:
            found = why_stale(decision, self.item(key), self.assessment.documents)
            self._stale[key, decision.version] = tuple(found)
        return self._stale[key, decision.version]

    def evidence(self, key: str) -> tuple[Evidence, ...]:
        """Return the taken quotes as places in the present documents."""
        found = (as_evidence(q, self.assessment.documents) for q in self.decision(key).quotes)
        return tuple(piece for piece in found if piece is not None)

    def action(self, finding_id: str) -> RecordedAction:
        """Return what is done about a recorded finding."""
        finding = self.finding(finding_id)
        return action_of(finding, self._records.get(ACTION + finding_id))

    def overdue(self) -> tuple[RecordedAction, ...]:
        """Return the actions whose due date has passed and that are not done."""
        actions = (self.action(finding.id) for finding in self.findings())
        return tuple(action for action in actions if action.is_overdue(self._today()))

    def lacks(self, key: str) -> tuple[Breach, ...]:
        """Return what a decision still lacks, the field of each named; nothing while open."""
        return tuple(breaches_of_item(self.case(), self.item(key)))

    def all_lacks(self) -> dict[str, tuple[Breach, ...]]:
        """Return what each decided requirement still lacks, for those that lack something."""
        case = self.case()
        lacks = {item.key: tuple(breaches_of_item(case, item)) for item in self.items}
        return {key: found for key, found in lacks.items() if found}

    def breaches(self) -> tuple[Breach, ...]:
        """Return every rule that keeps the audit from being signed."""
        return tuple(breaches(self.case()))

    def case(self) -> Case:
        """Return the audit as the rules see it."""
        team = self._records.get(TEAM).fields.get("auditors")
        people = team if isinstance(team, list) else []
        recorded = self._records.get(DOCUMENTS).fields.get("files")
        return Case(
            self.audit,
            tuple((str(p["name"]), str(p["department"])) for p in people if isinstance(p, dict)),
            self.assessment,
            self.decisions(),
            {finding.id: finding for finding in self.findings()},
            {k: str(v) for k, v in recorded.items()} if isinstance(recorded, dict) else {},
            self._today(),
            self.language,
            self.stale,
        )

    @property
    def records(self) -> Records:
        """The records beneath, for the sign-off."""
        return self._records

    @property
    def store(self) -> Store:
        """The store that keeps this audit, and those before it."""
        return self._store

    @property
    def today(self) -> dt.date:
        """The day on which this session works."""
        return self._today()


def subject_name(subject: str) -> str:
    """Return the item's key or the finding's id that a subject stands for."""
    return subject.removeprefix(ITEM).removeprefix(FINDING).removeprefix(ACTION)
