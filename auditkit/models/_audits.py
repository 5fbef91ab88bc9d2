"""What a named person recorded: audits, the state of what is judged in them, the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from auditkit.models._decisions import RecordedAction, Signature, Verdict

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""What a field of a record can hold."""


@dataclass(frozen=True)
class Audit:
    """One cycle over one provider (監査)."""

    id: str
    """Such as ``A-2026-001``; unique in a store."""
    provider: str
    """The provider's name as the auditors write it."""
    checklists: tuple[str, ...]
    """Edition-qualified ids: ``appi@2023-04-01``."""
    started: dt.date
    scope: str = ""
    department: str = ""
    """The department under audit (被監査部門)."""
    previous: str = ""
    """The id of the audit before this one."""


@dataclass(frozen=True)
class Entry:
    """One line of the journal: who changed which fields of what, when, from what to what.

    ``hash`` covers everything else in the entry and ``before``, the hash of the entry before it
    in the same audit, so that no entry can be changed, left out or put in unnoticed.
    """

    audit: str
    number: int
    """1, 2, 3 … within the audit."""
    at: dt.datetime
    """In UTC."""
    who: str
    subject: str
    """What was changed: ``audit``, or ``item:appi@2023-04-01:27-1``."""
    changes: Mapping[str, tuple[Json, Json]]
    """For each field its old and its new value."""
    before: str
    hash: str


@dataclass(frozen=True)
class Record:
    """The present state of a subject; ``version`` counts its changes, 0 if there are none."""

    subject: str
    version: int = 0
    fields: Mapping[str, Json] = field(default_factory=dict)
    who: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True)
class EarlierAudit:
    """What an audit before this one came to: how many requirements were decided how."""

    id: str
    date: dt.date
    counts: Mapping[Verdict, int]
    """Every verdict has its count, ``OPEN`` too."""


@dataclass(frozen=True)
class AuditRecord:
    """What a report tells of the audit behind it."""

    audit: Audit
    auditors: tuple[tuple[str, str], ...] = ()
    """Name and department of each auditor."""
    journal: tuple[Entry, ...] = ()
    signatures: tuple[Signature, ...] = ()
    actions: tuple[RecordedAction, ...] = ()
    """One for each recorded finding, in their order."""
    earlier: tuple[EarlierAudit, ...] = ()
    """The audits before this one, the first one first."""
    bases: Mapping[str, str] = field(default_factory=dict)
    """Item → fingerprint of what its requirement asks, to bind a decision that comes back."""
