"""The working papers of one audit (監査調書): decide, take evidence, record findings, undo."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditkit.audits._fields import (
    ACTION_FIELDS,
    FINDING,
    ITEM,
    finding_of,
    to_json,
)
from auditkit.audits._finding_records import next_number, prefilled
from auditkit.audits._opened import TEAM, OpenedAudit, subject_name
from auditkit.audits._staleness import (
    basis_of,
    find_quote,
    quote_from,
    shown_for,
)
from auditkit.chain import ACTION
from auditkit.errors import AuditkitError, ConflictError
from auditkit.messages import say
from auditkit.models import (
    Decision,
    Document,
    InternalEvidence,
    Json,
    Quote,
    RecordedAction,
    RecordedFinding,
    Verdict,
)

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


class Workpapers(OpenedAudit):
    """One audit, opened by a named auditor; every change is on the disk when its call returns.

    Raises :class:`~auditkit.errors.ConflictError` where somebody else changed the same item
    since it was last seen: nothing is overwritten, and the newer state is shown from then on.
    """

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
        return [subject_name(name) for name in self._records.undo()]

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

    def record_action(self, finding_id: str, **fields: object) -> RecordedAction:
        """Write fields of the corrective action on a finding, also after the audit is signed.

        Fields: ``response``, ``cause``, ``correction``, ``owner``, ``due``, ``status``,
        ``completed``, ``proof``, ``effectiveness``.
        """
        self.finding(finding_id)
        self._write({ACTION + finding_id: self._told(fields, ACTION_FIELDS)})
        return self.action(finding_id)

    def name_auditors(self, auditors: Iterable[tuple[str, str]]) -> None:
        """Write who audits, each with name and department."""
        people: list[Json] = [{"name": n, "department": d} for n, d in auditors]
        self._records.write({TEAM: {"auditors": people}}, undoable=False)

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


def _place(quote: Quote) -> tuple[str, int, int]:
    return quote.document, quote.start, quote.end
