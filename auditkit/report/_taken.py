"""What auditors took as evidence, and who decided and recorded what, as rows of the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from auditkit.models import AssessedItem, AuditRecord, Entry, InternalEvidence, Json, Quote

JAPAN = dt.timezone(dt.timedelta(hours=9))
"""Japan's time; it has no summer time, and a fixed zone needs no data of the machine."""

_ITEM = "item:"
_T = TypeVar("_T", Quote, InternalEvidence)


def in_japan(at: dt.datetime) -> dt.datetime:
    """Return a moment of the journal, which is in UTC, as clocks in Japan showed it."""
    return (at if at.tzinfo else at.replace(tzinfo=dt.UTC)).astimezone(JAPAN)


@dataclass(frozen=True)
class By:
    """Who recorded something, and on which day in Japan."""

    who: str = ""
    on: dt.date | None = None


@dataclass
class TakenRow:
    """One row of the evidence sheet that an auditor recorded, with the items it serves."""

    piece: Quote | InternalEvidence
    by: By
    items: list[str] = field(default_factory=list)


class Taken:
    """The evidence that auditors recorded on the items of an audit."""

    def __init__(self, items: Sequence[AssessedItem], record: AuditRecord | None) -> None:
        self._items = items if record else ()
        self._journal = record.journal if record else ()

    @cached_property
    def rows(self) -> tuple[TakenRow, ...]:
        """Every quote once, then every piece of internal evidence once, however many share it."""
        return (*self._quotes.values(), *self._internal.values())

    @cached_property
    def numbers(self) -> dict[Quote | InternalEvidence, int]:
        """Piece of evidence → its place among the rows."""
        return {row.piece: at for at, row in enumerate(self.rows)}

    def of(self, keys: Iterable[str]) -> list[TakenRow]:
        """Return what was recorded on these items, quotes first."""
        numbers = {number for key in keys for number in self._by_item.get(key, ())}
        return [self.rows[number] for number in sorted(numbers)]

    @cached_property
    def _by_item(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, row in enumerate(self.rows):
            for key in row.items:
                found.setdefault(key, []).append(number)
        return found

    def decided(self, item: AssessedItem) -> By:
        """Return who last changed the decision on an item."""
        entry = self._trace[0].get(item.key)
        if entry is not None:
            return _by(entry)
        decision = item.decision
        if decision is None:
            return By()
        return By(decision.who, in_japan(decision.at).date() if decision.at else None)

    @cached_property
    def _quotes(self) -> dict[Quote, TakenRow]:
        return self._grouped((i.key, i.decision.quotes) for i in self._items if i.decision)

    @cached_property
    def _internal(self) -> dict[InternalEvidence, TakenRow]:
        return self._grouped((i.key, i.decision.internal) for i in self._items if i.decision)

    def _grouped(self, held: Iterable[tuple[str, Sequence[_T]]]) -> dict[_T, TakenRow]:
        rows: dict[_T, TakenRow] = {}
        for key, pieces in held:
            for piece in pieces:
                row = rows.get(piece)
                if row is None:
                    entry = self._trace[1].get((key, _identity(piece)))
                    row = rows[piece] = TakenRow(piece, _by(entry) if entry else By())
                if key not in row.items:
                    row.items.append(key)
        return rows

    @cached_property
    def _trace(self) -> tuple[dict[str, Entry], dict[tuple[str, object], Entry]]:
        """The entries that last changed a decision, and that last added a piece of evidence."""
        decided: dict[str, Entry] = {}
        added: dict[tuple[str, object], Entry] = {}
        for entry in self._journal:
            if not entry.subject.startswith(_ITEM):
                continue
            key = entry.subject.removeprefix(_ITEM)
            if "verdict" in entry.changes:
                decided[key] = entry
            for name in ("quotes", "internal"):
                old, new = entry.changes.get(name, (None, None))
                before = set(_identities(old))
                for identity in _identities(new):
                    if identity not in before:
                        added[key, identity] = entry
        return decided, added


def _by(entry: Entry) -> By:
    return By(entry.who, in_japan(entry.at).date())


def _identity(piece: Quote | InternalEvidence) -> object:
    if isinstance(piece, Quote):
        return piece.document, piece.start, piece.end, piece.sha256
    date = piece.date.isoformat() if piece.date else None
    return str(piece.source), piece.name, piece.version, date, piece.role, piece.note


def _identities(told: Json) -> Iterator[object]:
    """Yield the same for pieces of evidence as the journal tells them."""
    for piece in told if isinstance(told, list) else ():
        if isinstance(piece, Mapping):
            keys: tuple[str, ...] = ("document", "start", "end", "sha256")
            if "quote" not in piece:
                keys = ("source", "name", "version", "date", "role", "note")
            yield tuple(piece.get(key) for key in keys)
