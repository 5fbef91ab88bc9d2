"""Keep what people decided: append-only, chained by hash, in SQLite or PostgreSQL.

The journal is the record; the present state is derived from it and kept beside it for speed.
Writers to one audit take turns; who writes on a state that has changed meanwhile is told by
:class:`~auditkit.errors.ConflictError` who changed what, and nothing is overwritten.
A call that has returned is on the disk.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection, Engine, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from auditkit.errors import ConflictError, Fault, StoreError
from auditkit.messages import say
from auditkit.models import Audit, Entry, Json, Language, Record
from auditkit.store._database import connect, reader, upgrade
from auditkit.store._journal import (
    START,
    changes_between,
    dump,
    entry_hash,
    replay,
    time_text,
)
from auditkit.store._schema import audits, journal, records

__all__ = ["Store", "open_store"]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def open_store(
    where: str | Path | None = None,
    *,
    clock: Callable[[], dt.datetime] = _now,
    language: Language = "ja",
) -> Store:
    """Open a store, made and brought up to date at first use.

    ``where`` is a database URL or the path of a SQLite file; by default the value of
    ``AUDITKIT_STORE``, or the file ``auditkit.sqlite`` in the user's data folder.  Raises
    :class:`~auditkit.errors.StoreError` if the database cannot be reached or is newer than
    this program.
    """
    engine = connect(where, language)
    upgrade(engine, language)
    return Store(engine, clock, language)


class Store:
    """An open store; safe to use from several threads and processes at once."""

    def __init__(
        self, engine: Engine, clock: Callable[[], dt.datetime], language: Language
    ) -> None:
        self._engine = engine
        self._reader = reader(engine)
        self._clock = clock
        self._language = language

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Give the connections back."""
        self._engine.dispose()

    def start(self, audit: Audit, who: str) -> None:
        """Begin an audit; raises :class:`StoreError` if its id is taken."""
        told = _told(audit)
        row = {**told, "id": audit.id, "started": audit.started}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(audits).values(**row))
                self._append(connection, audit.id, "audit", {}, told, who)
        except IntegrityError as error:
            raise StoreError(say("store.audit_taken", self._language, id=audit.id)) from error

    def audits(self) -> tuple[Audit, ...]:
        """Return all audits, in the order of their ids."""
        with self._reader.connect() as connection:
            rows = connection.execute(select(audits).order_by(audits.c.id)).all()
        return tuple(
            Audit(
                row.id,
                row.provider,
                tuple(row.checklists),
                row.started,
                row.scope,
                row.department,
                row.previous,
            )
            for row in rows
        )

    def record(
        self, audit: str, subject: str, fields: Mapping[str, Json], *, who: str, seen: int
    ) -> Record:
        """Write fields of a subject and return its new state.

        ``seen`` is the version that the writer looked at; raises :class:`ConflictError`, which
        tells who changed what since, if there is a newer one.  Fields that do not differ are
        not written, and where none does nothing is.  Raises :class:`StoreError` if there is no
        such audit.
        """
        with self._engine.begin() as connection:
            found = connection.execute(
                select(audits.c.id).where(audits.c.id == audit).with_for_update()
            ).first()
            if found is None:
                raise StoreError(say("store.audit_missing", self._language, id=audit))
            now = self._state(connection, audit, subject)
            if now.version != seen:
                raise self._conflict(connection, audit, now, seen)
            if not changes_between(now.fields, fields):
                return now
            return self._append(connection, audit, subject, now.fields, fields, who, now.version)

    def state(self, audit: str, subject: str) -> Record:
        """Return the present state of a subject; version 0 if nothing was recorded."""
        with self._reader.connect() as connection:
            return self._state(connection, audit, subject)

    def states(self, audit: str) -> dict[str, Record]:
        """Return the present state of every subject of an audit."""
        with self._reader.connect() as connection:
            rows = connection.execute(
                select(records).where(records.c.audit == audit).order_by(records.c.subject)
            ).all()
        return {row.subject: _record(row) for row in rows}

    def journal(self, audit: str, after: int = 0) -> Iterator[Entry]:
        """Yield the entries of an audit in order, those after a number."""
        with self._reader.connect() as connection:
            rows = connection.execution_options(yield_per=1000).execute(
                select(journal)
                .where(journal.c.audit == audit, journal.c.number > after)
                .order_by(journal.c.number)
            )
            yield from map(_entry, rows)

    def verify(self, audit: str | None = None) -> tuple[Fault, ...]:
        """Return every place where the journal, or the state beside it, was tampered with."""
        faults: list[Fault] = []
        for each in self.audits():
            if audit in (None, each.id):
                faults += self._verify(each)
        return tuple(faults)

    def _verify(self, audit: Audit) -> Iterator[Fault]:
        before, expected = START, 1
        entries = []
        with self._reader.connect() as connection:
            rows = connection.execute(
                select(journal).where(journal.c.audit == audit.id).order_by(journal.c.number)
            ).all()
        for row in rows:
            place = f"{audit.id}#{row.number}"
            if row.number != expected:
                yield self._fault("store.entry_missing", place, number=expected)
            told = (row.audit, row.number, row.at, row.who, row.subject, row.changes, row.before)
            if entry_hash(*told) != row.hash:
                yield self._fault("store.entry_changed", place)
            if row.before != before:
                yield self._fault("store.chain_broken", place)
            before, expected = row.hash, row.number + 1
            try:
                entries.append(_entry(row))
            except (ValueError, TypeError, AttributeError):
                return
        derived, kept = replay(entries), self.states(audit.id)
        for subject in sorted(derived.keys() | kept.keys()):
            if derived.get(subject) != kept.get(subject):
                yield self._fault("store.state_differs", f"{audit.id} {subject}")
        told_audit = derived["audit"].fields if "audit" in derived else {}
        if told_audit != _told(audit):
            yield self._fault("store.state_differs", f"{audit.id} audit")

    def _fault(self, key: str, place: str, **fields: object) -> Fault:
        return Fault(say(key, self._language, **fields), place)

    def _state(self, connection: Connection, audit: str, subject: str) -> Record:
        row = connection.execute(
            select(records).where(records.c.audit == audit, records.c.subject == subject)
        ).first()
        return Record(subject) if row is None else _record(row)

    def _append(
        self,
        connection: Connection,
        audit: str,
        subject: str,
        old: Mapping[str, Json],
        new: Mapping[str, Json],
        who: str,
        version: int = 0,
    ) -> Record:
        last = connection.execute(
            select(journal.c.number, journal.c.hash)
            .where(journal.c.audit == audit)
            .order_by(journal.c.number.desc())
            .limit(1)
        ).first()
        number, before = (1, START) if last is None else (last.number + 1, last.hash)
        now = self._clock()
        at = time_text(now)
        changes = dump({key: list(pair) for key, pair in changes_between(old, new).items()})
        row = {"audit": audit, "number": number, "at": at, "who": who, "subject": subject}
        row |= {"changes": changes, "before": before}
        digest = entry_hash(audit, number, at, who, subject, changes, before)
        connection.execute(insert(journal).values(**row, hash=digest))
        fields = {**old, **new}
        state = {"version": version + 1, "fields": dump(fields), "who": who, "at": at}
        if version:
            same = (records.c.audit == audit) & (records.c.subject == subject)
            connection.execute(update(records).where(same).values(**state))
        else:
            connection.execute(insert(records).values(audit=audit, subject=subject, **state))
        return Record(subject, version + 1, fields, who, dt.datetime.fromisoformat(at))

    def _conflict(
        self, connection: Connection, audit: str, now: Record, seen: int
    ) -> ConflictError:
        rows = connection.execute(
            select(journal)
            .where(journal.c.audit == audit, journal.c.subject == now.subject)
            .order_by(journal.c.number)
        ).all()
        entries = tuple(map(_entry, rows))[seen:]
        by = "、".join(dict.fromkeys(entry.who for entry in entries))
        changed = "、".join(dict.fromkeys(key for entry in entries for key in entry.changes))
        message = say("store.conflict", self._language, subject=now.subject, who=by, fields=changed)
        return ConflictError(message, entries)


def _told(audit: Audit) -> dict[str, Json]:
    return {
        "provider": audit.provider,
        "checklists": list(audit.checklists),
        "started": audit.started.isoformat(),
        "scope": audit.scope,
        "department": audit.department,
        "previous": audit.previous,
    }


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    changes = {key: (old, new) for key, (old, new) in json.loads(row.changes).items()}
    at = dt.datetime.fromisoformat(row.at)
    return Entry(row.audit, row.number, at, row.who, row.subject, changes, row.before, row.hash)


def _record(row: Row[tuple[object, ...]]) -> Record:
    at = dt.datetime.fromisoformat(row.at)
    return Record(row.subject, row.version, json.loads(row.fields), row.who, at)
