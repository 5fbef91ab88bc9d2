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

from auditkit.chain import (
    SIGNOFF,
    START,
    Link,
    changes_between,
    dump,
    entry_of,
    may_follow_signature,
    sealed,
    time_text,
)
from auditkit.errors import ConflictError, Fault, StoreError
from auditkit.messages import say
from auditkit.models import Audit, Entry, Json, Language, Record
from auditkit.store._checking import as_told, check_store
from auditkit.store._database import connect, reader, require_tables, snapshot, upgrade
from auditkit.store._schema import audits, journal, records

__all__ = ["SIGNOFF", "Store", "open_store"]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def open_store(
    where: str | Path | None = None,
    *,
    clock: Callable[[], dt.datetime] = _now,
    language: Language = "ja",
    read_only: bool = False,
) -> Store:
    """Open a store, made and brought up to date at first use.

    ``where`` is a database URL or the path of a SQLite file; by default the value of
    ``AUDITKIT_STORE``, or the file ``auditkit.sqlite`` in the user's data folder.  With
    ``read_only`` no store is made, brought up to date or written to.  Raises
    :class:`~auditkit.errors.StoreError` if the database cannot be reached or is newer than
    this program, or, with ``read_only``, if it is not there or older.
    """
    engine = connect(where, language, read_only)
    if read_only:
        require_tables(engine, language)
    else:
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

    @property
    def place(self) -> str:
        """Where the store lies, as it may be shown: without a password."""
        url = self._engine.url
        if url.get_backend_name() == "sqlite":
            return url.database or ""
        return url.render_as_string(hide_password=True)

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
        told = as_told(audit)
        row = {**told, "id": audit.id, "started": audit.started}
        try:
            with self._engine.begin() as connection:
                connection.execute(insert(audits).values(**row))
                self._append(connection, audit.id, "audit", {}, told, who)
        except IntegrityError as error:
            raise StoreError(say("store.audit_taken", self._language, id=audit.id)) from error

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all audits, in order."""
        with self._reader.connect() as connection:
            return tuple(connection.scalars(select(audits.c.id).order_by(audits.c.id)))

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
        """Write fields of one subject and return its new state; see :meth:`record_all`."""
        return self.record_all(audit, {subject: (fields, seen)}, who=who)[subject]

    def record_all(
        self,
        audit: str,
        changes: Mapping[str, tuple[Mapping[str, Json], int]],
        *,
        who: str,
        head: int | None = None,
    ) -> dict[str, Record]:
        """Write fields of several subjects, all or none, and return their new states.

        Each subject comes with its fields and with the version that the writer looked at.
        Raises :class:`ConflictError`, which tells who changed what since, if there is a newer
        one, or if ``head`` is given and is no longer the number of the journal's last entry.
        Fields that do not differ are not written.  Raises :class:`StoreError` if there is no
        such audit, or if it is signed: then only signatures and corrective actions are written.
        """
        with self._engine.begin() as connection:
            found = connection.execute(
                select(audits.c.id).where(audits.c.id == audit).with_for_update()
            ).first()
            if found is None:
                raise StoreError(say("store.audit_missing", self._language, id=audit))
            if not all(map(may_follow_signature, changes)):
                signed = self._state(connection, audit, SIGNOFF).fields
                if signed.get("frozen"):
                    raise StoreError(say("store.frozen", self._language, id=audit))
            if head is not None:
                self._require_head(connection, audit, head)
            written: dict[str, Record] = {}
            for subject, (fields, seen) in changes.items():
                now = self._state(connection, audit, subject)
                if now.version != seen:
                    raise self._conflict(connection, audit, now, seen)
                if changes_between(now.fields, fields):
                    now = self._append(
                        connection, audit, subject, now.fields, fields, who, now.version
                    )
                written[subject] = now
            return written

    def head(self, audit: str) -> Entry:
        """Return the last entry of the journal; raises :class:`StoreError` without an audit."""
        with self._reader.connect() as connection:
            row = connection.execute(
                select(journal)
                .where(journal.c.audit == audit)
                .order_by(journal.c.number.desc())
                .limit(1)
            ).first()
        if row is None:
            raise StoreError(say("store.audit_missing", self._language, id=audit))
        return _entry(row)

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
        """Return every place where the journal, or the state beside it, was tampered with.

        Without an audit all of them are looked at, and the database itself is checked too.
        """
        with snapshot(self._engine).connect() as connection:
            return tuple(check_store(connection, self._language, audit))

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
        link = sealed(Link(audit, number, at, who, subject, changes, before, ""))
        connection.execute(insert(journal).values(link._asdict()))
        fields = {**old, **new}
        state = {"version": version + 1, "fields": dump(fields), "who": who, "at": at}
        if version:
            same = (records.c.audit == audit) & (records.c.subject == subject)
            connection.execute(update(records).where(same).values(**state))
        else:
            connection.execute(insert(records).values(audit=audit, subject=subject, **state))
        return Record(subject, version + 1, fields, who, dt.datetime.fromisoformat(at))

    def _require_head(self, connection: Connection, audit: str, head: int) -> None:
        rows = connection.execute(
            select(journal)
            .where(journal.c.audit == audit, journal.c.number > head)
            .order_by(journal.c.number)
        ).all()
        if rows:
            entries = tuple(map(_entry, rows))
            by = "、".join(dict.fromkeys(entry.who for entry in entries))
            message = say("store.moved", self._language, id=audit, who=by, count=len(entries))
            raise ConflictError(message, entries)

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


def _entry(row: Row[tuple[object, ...]]) -> Entry:
    return entry_of(Link(**row._mapping))


def _record(row: Row[tuple[object, ...]]) -> Record:
    at = dt.datetime.fromisoformat(row.at)
    return Record(row.subject, row.version, json.loads(row.fields), row.who, at)
