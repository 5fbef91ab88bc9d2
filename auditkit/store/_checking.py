"""Look at what a store holds, believing nothing: the journal's chain, and the state beside it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import SQLAlchemyError

from auditkit.chain import Chain, Link
from auditkit.errors import Fault
from auditkit.messages import say
from auditkit.models import Audit, Json, Language, Record
from auditkit.store._database import reason_of, unreachable
from auditkit.store._schema import audits, journal, records


def as_told(audit: Audit) -> dict[str, Json]:
    """Return an audit as the journal's first entry tells it."""
    return {
        "provider": audit.provider,
        "checklists": list(audit.checklists),
        "started": audit.started.isoformat(),
        "scope": audit.scope,
        "department": audit.department,
        "previous": audit.previous,
    }


def check_store(
    connection: Connection, language: Language, audit: str | None = None
) -> Iterator[Fault]:
    """Yield every place that was tampered with, in one audit or in the whole database."""
    try:
        if audit is None:
            yield from _damage(connection, language)
            told = connection.scalars(select(audits.c.id)).all()
            # An entry may have been moved to an audit that there is not.
            written = connection.scalars(select(journal.c.audit).distinct()).all()
            for each in sorted({*told, *written}, key=str):
                yield from _check(connection, language, each)
        else:
            yield from _check(connection, language, audit)
    except SQLAlchemyError as error:
        if connection.dialect.name != "sqlite":
            raise unreachable(error, language) from error
        # No other machine and no network: what cannot be read in a file is broken.
        yield Fault(say("store.damaged", language, reason=reason_of(error)), audit or "")


def _damage(connection: Connection, language: Language) -> Iterator[Fault]:
    """Yield what SQLite finds wrong with its own file."""
    if connection.dialect.name != "sqlite":
        return
    for line in connection.scalars(text("PRAGMA integrity_check")):
        if line != "ok":
            yield Fault(say("store.damaged", language, reason=line))


def _check(connection: Connection, language: Language, audit: str) -> Iterator[Fault]:
    chain = Chain(audit)
    rows = connection.execution_options(yield_per=1000).execute(
        select(journal).where(journal.c.audit == audit).order_by(journal.c.number)
    )
    for broken in chain.follow(Link(**row._mapping) for row in rows):
        place = f"{audit}#{broken.number}"
        yield Fault(say(broken.key, language, **broken.fields), place)
    kept = dict(_records(connection, audit))
    for subject in sorted(chain.state.keys() | kept.keys()):
        if chain.state.get(subject) != kept.get(subject):
            yield Fault(say("store.state_differs", language), f"{audit} {subject}")
    if chain.fields("audit") != _told(connection, audit):
        yield Fault(say("store.state_differs", language), f"{audit} audit")


def _records(connection: Connection, audit: str) -> Iterator[tuple[str, Record | None]]:
    """Yield the state kept for each subject; nothing for one that cannot be read."""
    for row in connection.execute(select(records).where(records.c.audit == audit)):
        try:
            at = dt.datetime.fromisoformat(row.at)
            fields = json.loads(row.fields)
            yield str(row.subject), Record(row.subject, row.version, fields, row.who, at)
        except (ValueError, TypeError, RecursionError):
            yield str(row.subject), None


def _told(connection: Connection, audit: str) -> dict[str, Json] | None:
    """Return what the table of audits tells of one; nothing if it cannot be read."""
    try:
        row = connection.execute(select(audits).where(audits.c.id == audit)).first()
        if row is None:
            return None
        told = row._asdict() | {"checklists": tuple(row.checklists)}
        return as_told(Audit(**told))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
