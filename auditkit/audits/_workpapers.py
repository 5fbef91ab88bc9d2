"""The working papers of one audit (監査調書): decide, take evidence, record findings, undo."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from auditkit.audits._fields import (
    ACTION_FIELDS,
    FINDING,
    ITEM,
    action_of,
    decision_of,
    finding_of,
    to_json,
)
from auditkit.audits._finding_records import next_number, prefilled
from auditkit.audits._records import Records
from auditkit.audits._rules import Case, breaches, breaches_of_item
from auditkit.audits._staleness import (
    as_evidence,
    basis_of,
    find_quote,
    quote_from,
    shown_for,
    why_stale,
)
from auditkit.chain import ACTION
from auditkit.errors import AuditkitError, ConflictError
from auditkit.messages import say
from auditkit.models import (
    AssessedItem,
    Assessment,
    Audit,
    Breach,
    Decision,
    Document,
    Entry,
    Evidence,
    Finding,
    InternalEvidence,
    Json,
    Language,
    Quote,
    RecordedAction,
    RecordedFinding,
    Stale,
    Verdict,
)
from auditkit.store import Store

TEAM = "team"
DOCUMENTS = "documents"
_DECIDED = ("verdict", "grade", "reason", "fact", "nothing_found")
_FOUND = (
    "title",
    "cause",
    "effect",
    "recommendation",
    "severity",
    "urgency",
    "owner",
    "due",
    "items",
)


class Workpapers:
    """One audit, opened by a named auditor; every change is on the disk when its call returns.

    Raises :class:`~auditkit.errors.ConflictError` where somebody else changed the same item
    since it was last seen: nothing is overwritten, and the newer state is shown from then on.
    """

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
        self._stale: dict[tuple[str, int], tuple[Stale, ...]] = {}
        self._previous: dict[str, Decision] | None = None

    # What there is

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
        return decision_of(self.item(key).key, self._records.get(ITEM + key))

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
        return {_named(name) for name in changed}

    # Decide

    def decide(self, key: str, **fields: object) -> Decision:
        """Write the decision on a requirement, or some fields of it, and return it whole.

        Fields: ``verdict``, ``grade``, ``reason``, ``fact``, ``nothing_found``.
        """
        self._write({ITEM + key: self._decided(key, fields)})
        return self.decision(key)

    def decide_all(self, keys: Iterable[str], verdict: Verdict, reason: str) -> None:
        """Decide several requirements at once for one reason, all or none."""
        if not reason.strip():
            raise AuditkitError(say("audits.no_reason", self.language))
        fields: dict[str, object] = {"verdict": verdict, "reason": reason}
        self._write({ITEM + key: self._decided(key, fields) for key in keys})

    def take(self, keys: str | Iterable[str], document: str, start: int, end: int) -> Quote:
        """Take a passage of a document (its path) as evidence of one or several requirements."""
        found = self._document(document)
        if not 0 <= start < end <= len(found.text) or not found.quote(start, end).strip():
            told = {"document": document, "start": start, "end": end}
            raise AuditkitError(say("audits.bad_span", self.language, **told))
        quote = quote_from(found, start, end)
        changes: dict[str, dict[str, Json]] = {}
        for key in (keys,) if isinstance(keys, str) else keys:
            decision = self.decision(key)
            if all(_place(taken) != _place(quote) for taken in decision.quotes):
                rejected = [each for each in decision.rejected if each != _place(quote)]
                changes[ITEM + key] = {
                    "quotes": to_json((*decision.quotes, quote)),
                    "rejected": to_json(rejected),
                }
        self._write(changes)
        return quote

    def drop(self, key: str, quote: Quote) -> None:
        """Take a quote back out of the evidence of a requirement."""
        kept = [each for each in self.decision(key).quotes if each != quote]
        self._write({ITEM + key: {"quotes": to_json(kept)}})

    def reject(self, key: str, document: str, start: int, end: int) -> None:
        """Note that a candidate was looked at and is not taken; taken before, it is dropped."""
        decision, place = self.decision(key), (self._document(document).path, start, end)
        kept = [quote for quote in decision.quotes if _place(quote) != place]
        rejected = list(dict.fromkeys((*decision.rejected, place)))
        self._write({ITEM + key: {"quotes": to_json(kept), "rejected": to_json(rejected)}})

    def add_internal(self, keys: str | Iterable[str], evidence: InternalEvidence) -> None:
        """Record internal evidence of one or several requirements."""
        self._write(
            {
                ITEM + key: {"internal": to_json((*self.decision(key).internal, evidence))}
                for key in ((keys,) if isinstance(keys, str) else keys)
            }
        )

    def remove_internal(self, key: str, evidence: InternalEvidence) -> None:
        """Take internal evidence off a requirement; the journal keeps it."""
        kept = [each for each in self.decision(key).internal if each != evidence]
        self._write({ITEM + key: {"internal": to_json(kept)}})

    def undo(self) -> list[str]:
        """Undo this session's last change and return the items and findings it concerned."""
        return [_named(name) for name in self._records.undo()]

    # Evidence

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

    def reconfirm(self, key: str) -> Decision:
        """Bind a stale decision to the present texts, after the auditor looked at them.

        Each quote whose clause was changed gives way to the clause as it reads now; raises
        :class:`~auditkit.errors.AuditkitError` if there is none to take its place.
        """
        decision, item = self.decision(key), self.item(key)
        changed = {stale.quote: stale.new for stale in self.stale(key) if stale.quote}
        quotes = []
        for quote in decision.quotes:
            if quote not in changed:
                quotes.append(self._moved(quote))
                continue
            document = self._document(quote.document)
            at = document.text.find(changed[quote]) if changed[quote] else -1
            if at < 0:
                raise AuditkitError(say("audits.stale_missing", self.language))
            quotes.append(quote_from(document, at, at + len(changed[quote])))
        fields: dict[str, Json] = {
            "quotes": to_json(quotes),
            "basis": basis_of(item.requirement),
            "shown": shown_for(item),
        }
        self._write({ITEM + key: fields})
        return self.decision(key)

    def evidence(self, key: str) -> tuple[Evidence, ...]:
        """Return the taken quotes as places in the present documents."""
        found = (as_evidence(q, self.assessment.documents) for q in self.decision(key).quotes)
        return tuple(piece for piece in found if piece is not None)

    # Findings

    def record_finding(
        self, keys: str | Iterable[str], finding_id: str = "", **fields: object
    ) -> RecordedFinding:
        """Record a finding on these requirements, or write fields of one, and return it.

        A new one is prefilled from what the library proposes, and gets the next free number.
        Fields: ``title``, ``cause``, ``effect``, ``recommendation``, ``severity``, ``urgency``,
        ``owner``, ``due``, ``items``.
        """
        keys = [keys] if isinstance(keys, str) else list(keys)
        if finding_id:
            held = self.finding(finding_id)
            told = self._told(fields, _FOUND)
            if keys:
                told.setdefault("items", list(dict.fromkeys((*held.items, *keys))))
            self._write(self._finding_change(finding_id, told))
            return self.finding(finding_id)
        proposed = next((f for key in keys if (f := self.candidate(key))), None)
        told = prefilled(proposed, self.item(keys[0]).requirement, self.language)
        told |= {**self._told(fields, _FOUND), "items": list(keys)}
        for _ in range(100):
            finding_id = next_number(self._records, self.audit.started.year)
            try:
                self._write(self._finding_change(finding_id, told))
                return self.finding(finding_id)
            except ConflictError as error:
                if not any(entry.subject == FINDING + finding_id for entry in error.entries):
                    raise
        raise AssertionError("a free number comes up after a few tries")

    def withdraw_finding(self, finding_id: str) -> None:
        """Take a finding back; its number is never given again and the journal keeps it."""
        self._write(self._finding_change(finding_id, {"items": []}))

    def action(self, finding_id: str) -> RecordedAction:
        """Return what is done about a recorded finding."""
        finding = self.finding(finding_id)
        return action_of(finding, self._records.get(ACTION + finding_id))

    def record_action(self, finding_id: str, **fields: object) -> RecordedAction:
        """Write fields of the corrective action on a finding, also after the audit is signed.

        Fields: ``response``, ``cause``, ``correction``, ``owner``, ``due``, ``status``,
        ``completed``, ``proof``, ``effectiveness``.
        """
        self.finding(finding_id)
        self._write({ACTION + finding_id: self._told(fields, ACTION_FIELDS)})
        return self.action(finding_id)

    def overdue(self) -> tuple[RecordedAction, ...]:
        """Return the actions whose due date has passed and that are not done."""
        actions = (self.action(finding.id) for finding in self.findings())
        return tuple(action for action in actions if action.is_overdue(self._today()))

    # The whole

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

    def name_auditors(self, auditors: Iterable[tuple[str, str]]) -> None:
        """Write who audits, each with name and department."""
        people: list[Json] = [{"name": n, "department": d} for n, d in auditors]
        self._records.write({TEAM: {"auditors": people}}, undoable=False)

    @property
    def records(self) -> Records:
        """The records beneath, for the sign-off."""
        return self._records

    @property
    def today(self) -> dt.date:
        """The day on which this session works."""
        return self._today()

    def _write(self, changes: dict[str, dict[str, Json]]) -> None:
        if changes:
            self._records.write(changes)

    def _told(self, fields: dict[str, object], known: Sequence[str]) -> dict[str, Json]:
        for name in fields:
            if name not in known:
                told = {"field": name, "fields": "、".join(known)}
                raise AuditkitError(say("audits.no_field", self.language, **told))
        return {name: to_json(value) for name, value in fields.items()}

    def _decided(self, key: str, fields: dict[str, object]) -> dict[str, Json]:
        item = self.item(key)
        told = self._told(fields, _DECIDED)
        if told.get("verdict"):
            told["basis"] = basis_of(item.requirement)
        if told.get("nothing_found"):
            told["shown"] = shown_for(item)
        return told

    def _document(self, path: str) -> Document:
        for document in self.assessment.documents.documents:
            if path in (document.path, document.id):
                return document
        raise AuditkitError(say("audits.no_document", self.language, document=path))

    def _moved(self, quote: Quote) -> Quote:
        found = find_quote(quote, self.assessment.documents)
        return quote if found is None else quote_from(*found)

    def _finding_change(self, finding_id: str, told: dict[str, Json]) -> dict[str, dict[str, Json]]:
        """Return the change of a finding together with that of the items it names or leaves."""
        changes: dict[str, dict[str, Json]] = {FINDING + finding_id: told}
        if "items" in told:
            items = told["items"]
            wanted = [str(key) for key in items] if isinstance(items, list) else []
            for key in wanted:
                if self.decision(key).finding != finding_id:
                    changes[ITEM + key] = {"finding": finding_id}
            held = finding_of(finding_id, self._records.get(FINDING + finding_id))
            for key in held.items:
                if key not in wanted and self.decision(key).finding == finding_id:
                    changes[ITEM + key] = {"finding": ""}
        return changes


def _named(subject: str) -> str:
    """Return the item's key or the finding's id that a subject stands for."""
    return subject.removeprefix(ITEM).removeprefix(FINDING).removeprefix(ACTION)


def _place(quote: Quote) -> tuple[str, int, int]:
    return quote.document, quote.start, quote.end
