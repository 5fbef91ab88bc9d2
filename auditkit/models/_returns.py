"""What came back in a workbook that had been handed out."""

from __future__ import annotations

from dataclasses import dataclass

from auditkit.models._words import Language


@dataclass(frozen=True)
class ReturnedCell:
    """A cell that says something else than when the workbook was handed out."""

    sheet: str
    """The sheet's name, as people see it."""
    cell: str
    """Such as ``I5``."""
    row: str
    """What the row is about: a finding's id, or an edition-qualified requirement."""
    field: str
    """The column's heading."""
    old: str
    """What it said; of a long text the beginning."""
    new: str


@dataclass(frozen=True)
class ReturnedChange:
    """A change that belongs to a field of a record and holds a value fit for it."""

    where: ReturnedCell
    table: str
    """The table's key: ``actions`` or ``results``."""
    field: str
    """The field of the record: ``due``."""
    value: str
    """As a record keeps it: text, a date in ISO form or nothing, the word of an enumeration."""
    basis: str = ""
    """For a decision, the fingerprint of what the requirement asked when it was handed out."""


@dataclass(frozen=True)
class ReturnRefusal:
    """A change that is not taken over, and why."""

    where: ReturnedCell
    reason: str


@dataclass(frozen=True)
class ReturnedWorkbook:
    """Everything that differs in a returned workbook; nothing of it is recorded yet."""

    audit: str
    entry: int
    """The number of the journal's last entry when the workbook was handed out."""
    hash: str
    """The hash of that entry."""
    language: Language
    changes: tuple[ReturnedChange, ...] = ()
    refused: tuple[ReturnRefusal, ...] = ()
    notes: tuple[str, ...] = ()
    """What was left out of account: sheets and columns put in or taken out, rows deleted."""
