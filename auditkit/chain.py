"""The chain of a journal: how an entry is hashed, and whether the entries are all there.

The store keeps the entries and a sign-off pack carries them; both are followed here alike.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from auditkit.models import Entry, Json, Record, Role

START = "0" * 64
"""What stands for the hash before the first entry."""

SIGNOFF = "signoff"
"""The subject of the signatures; while its field ``frozen`` is set, little else is written."""

ACTION = "action:"
"""How the subject of a corrective action begins; it goes on after an audit is signed."""


def may_follow_signature(subject: str) -> bool:
    """Whether a subject may be written while the audit is signed."""
    return subject == SIGNOFF or subject.startswith(ACTION)


_ROLES = tuple(role.value for role in Role)


class Link(NamedTuple):
    """An entry as it is kept: every field exactly as it was hashed."""

    audit: str
    number: int
    at: str
    who: str
    subject: str
    changes: str
    before: str
    hash: str


class Break(NamedTuple):
    """A place where the chain does not hold, with the key of what to say about it."""

    number: object
    key: str
    fields: Mapping[str, object] = {}


def dump(value: object) -> str:
    """Return JSON that is the same for equal values: sorted, without spaces, nothing escaped."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def time_text(at: dt.datetime) -> str:
    """Return a time in UTC as it is stored and hashed, to the microsecond."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def told_text(link: Link) -> str:
    """Return what is hashed of an entry: everything but the hash, the hash before it first."""
    return dump([link.before, *link[:-2]])


def entry_hash(link: Link) -> str:
    """Return the hash that an entry must have."""
    return hashlib.sha256(told_text(link).encode("utf-8", "surrogatepass")).hexdigest()


def sealed(link: Link) -> Link:
    """Return the entry with its hash."""
    return link._replace(hash=entry_hash(link))


def link_of(entry: Entry) -> Link:
    """Return an entry as it is kept."""
    changes = dump({key: list(pair) for key, pair in entry.changes.items()})
    at = time_text(entry.at)
    return Link(
        entry.audit, entry.number, at, entry.who, entry.subject, changes, entry.before, entry.hash
    )


def entry_of(link: Link) -> Entry:
    """Return a kept entry as the model; raises :class:`ValueError` if it says nothing sensible."""
    try:
        changes = {key: (old, new) for key, (old, new) in json.loads(link.changes).items()}
        at = dt.datetime.fromisoformat(link.at)
    except (TypeError, AttributeError, RecursionError) as error:
        raise ValueError(str(error)) from error
    return Entry(link.audit, link.number, at, link.who, link.subject, changes, *link[-2:])


def changes_between(
    old: Mapping[str, Json], new: Mapping[str, Json]
) -> dict[str, tuple[Json, Json]]:
    """Return the fields of ``new`` that differ, with the old and the new value."""
    return {key: (old.get(key), value) for key, value in new.items() if old.get(key) != value}


def standing_signatures(signoff: Mapping[str, Json]) -> dict[str, dict[str, Json]]:
    """Return the signatures that the subject ``signoff`` holds, by role, in their order."""
    return {role: told for role in _ROLES if isinstance(told := signoff.get(role), dict)}


class Chain:
    """The entries of one audit, followed one by one, and the state that they leave.

    Only the state of the subjects in ``keep`` is held, where it is given; without an audit it
    is that of the first entry.
    """

    def __init__(self, audit: str, keep: Collection[str] | None = None) -> None:
        self.audit = audit
        self.number = 0
        """The number of the last entry."""
        self.hash = START
        """The hash of the last entry."""
        self.state: dict[str, Record] = {}
        self._keep = keep
        self._counted = True
        self._before: set[str] | None = {START}

    def follow(self, links: Iterable[Link]) -> Iterator[Break]:
        """Take the entries in order; yield every place where one is not what was written."""
        for link in links:
            yield from self._take(link)

    def fields(self, subject: str) -> Mapping[str, Json]:
        """Return the fields of a subject as the entries so far leave them."""
        record = self.state.get(subject)
        return record.fields if record else {}

    def _take(self, link: Link) -> Iterator[Break]:
        # SQLite keeps anything in any column.
        texts = all(isinstance(text, str) for text in (link.audit, *link[2:]))
        plain = texts and type(link.number) is int
        right = entry_hash(link) if plain else ""
        changed = not plain or right != link.hash or link.audit != (self.audit or link.audit)
        if changed:
            yield Break(link.number, "store.entry_changed")
            # Its number says nothing any more, and the next one may follow its hash as kept or
            # as it should be; anything, if it is no entry at all.
            self.number, self.hash, self._counted = self.number + 1, link.hash, False
            self._before = {link.hash, right} if plain else None
        else:
            yield from self._follows(link)
            self.audit, self.number, self.hash = link.audit, link.number, link.hash
            self._counted = True
            self._before = {link.hash}
        if plain:
            yield from self._read(link, changed)

    def _follows(self, link: Link) -> Iterator[Break]:
        if self._counted and link.number > self.number + 1:
            first, last = self.number + 1, link.number - 1
            numbers = str(first) if first == last else f"{first}–{last}"
            yield Break(first, "store.entry_missing", {"number": numbers})
        if self._before is not None and link.before not in self._before:
            yield Break(link.number, "store.chain_broken")

    def _read(self, link: Link, changed: bool) -> Iterator[Break]:
        try:
            entry = entry_of(link)
        except ValueError:
            if not changed:  # only a forger could give such an entry a hash
                yield Break(link.number, "store.entry_changed")
            return
        if not changed:
            yield from self._signed(entry)
        if self._keep is None or entry.subject in self._keep:
            self._replay(entry)

    def _signed(self, entry: Entry) -> Iterator[Break]:
        """Yield what does not agree with a signature: it names the entry right before its own."""
        if entry.subject != SIGNOFF:
            frozen = self.fields(SIGNOFF).get("frozen")
            if frozen and not may_follow_signature(entry.subject):
                yield Break(entry.number, "store.after_signature")
            return
        for role in _ROLES:
            _, told = entry.changes.get(role, (None, None))
            signed = (entry.number - 1, entry.before)
            if isinstance(told, dict) and (told.get("entry"), told.get("hash")) != signed:
                yield Break(entry.number, "store.signature_differs")

    def _replay(self, entry: Entry) -> None:
        record = self.state.get(entry.subject, Record(entry.subject))
        fields = {**record.fields, **{key: new for key, (_, new) in entry.changes.items()}}
        self.state[entry.subject] = Record(
            entry.subject, record.version + 1, fields, entry.who, entry.at
        )
