"""The chain: how an entry is hashed, and whether the entries of an audit are all there."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping

from auditkit.models import Entry, Json, Record

START = "0" * 64
"""What stands for the hash before the first entry."""


def dump(value: object) -> str:
    """Return JSON that is the same for equal values: sorted, without spaces, nothing escaped."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )


def time_text(at: dt.datetime) -> str:
    """Return a time in UTC as it is stored and hashed, to the microsecond."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def entry_hash(
    audit: str, number: int, at: str, who: str, subject: str, changes: str, before: str
) -> str:
    """Return the hash of an entry, from its fields as they are stored."""
    told = dump([before, audit, number, at, who, subject, changes])
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def changes_between(
    old: Mapping[str, Json], new: Mapping[str, Json]
) -> dict[str, tuple[Json, Json]]:
    """Return the fields of ``new`` that differ, with the old and the new value."""
    return {key: (old.get(key), value) for key, value in new.items() if old.get(key) != value}


def replay(entries: Iterable[Entry]) -> dict[str, Record]:
    """Return the state that the entries of one audit leave, by subject."""
    found: dict[str, Record] = {}
    for entry in entries:
        record = found.get(entry.subject, Record(entry.subject))
        fields = {**record.fields, **{key: new for key, (_, new) in entry.changes.items()}}
        found[entry.subject] = Record(
            entry.subject, record.version + 1, fields, entry.who, entry.at
        )
    return found
