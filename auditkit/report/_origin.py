"""What a workbook tells of itself, so that it can be taken back: a very hidden sheet.

Each of its cells holds one line of JSON.  The first says which audit was reported, up to which
entry of the journal; then comes a line for each table, followed by one for each of its rows,
with every cell as it was handed out.  :mod:`auditkit.returns` reads them and compares.

Nothing in these lines is a secret and nobody can vouch for them: what a workbook may change
follows from the code that takes it back, and which version it was made on from the journal.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum

from auditkit.models import AuditRecord, Language
from auditkit.report._model import Cell, Column, Formula, Link, Sheet, Table

ORIGIN_SHEET = "_auditkit"
ORIGIN_FORMAT = 1

RETURNED: Mapping[str, frozenset[str]] = {
    "actions": frozenset(
        {
            "response",
            "cause",
            "correction",
            "owner",
            "due",
            "status",
            "completed",
            "proof",
            "effectiveness",
        }
    ),
    "results": frozenset({"verdict", "verdict_reason"}),
}
"""Table → the columns that may come back filled in."""

ROW_KEYS: Mapping[str, tuple[str, ...]] = {
    "actions": ("finding_id",),
    "findings": ("finding_id",),
    "results": ("checklist_key", "requirement"),
}
"""Table → the columns by which a row is found again, wherever it was sorted to."""

NO_ROW = "#"
"""Begins a line of fingerprints: rows that cannot be named, only recognised."""

_WHOLE = 28
"""Characters of a text that is kept as it is; of a longer one beginning and fingerprint."""
_BEGINNING = 20
_FINGERPRINTS = 1000
"""Of rows on one line; a cell holds no more than 32,767 characters."""
_LINE_ENDS = re.compile("_x000[dD]_\n?|\r\n?|[\x85\u2028\u2029]")


class Mode(StrEnum):
    """What people may do with a column."""

    OPEN = "open"  # they fill it in and it is taken back
    OWN = "own"  # they fill it in, but for themselves: a theme's column
    FORM = "form"  # they fill it in, but it is recorded in the form alone
    LIVE = "live"  # a formula; programs calculate it anew
    LOCKED = "locked"


def cell_text(value: object) -> str:
    """Return what a cell says, the same whatever program saved it last."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return format(value, ".15g")
    if isinstance(value, dt.datetime):
        whole = (value + dt.timedelta(milliseconds=500)).replace(microsecond=0)
        return whole.date().isoformat() if whole.time() == dt.time() else whole.isoformat(" ")
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    # openpyxl takes the mark of an escape out, also where it is none.
    lines = _LINE_ENDS.sub("\n", str(value)).replace("x005F_", "").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def kept_text(text: str) -> str:
    """Return what the origin keeps of a text: enough to know it again and to name it."""
    return text if len(text) <= _WHOLE else f"{text[:_BEGINNING]}…{_digest(text)}"


def shown_text(kept: str) -> str:
    """Return what the origin keeps of a text without the fingerprint."""
    return kept if len(kept) <= _WHOLE else kept[: _BEGINNING + 1]


def row_fingerprint(texts: Iterable[str]) -> str:
    """Return the fingerprint of a row of a table whose rows have no name."""
    return _digest("\x1f".join(texts))


def origin_lines(
    record: AuditRecord | None, sheets: Sequence[Sheet], language: Language
) -> tuple[str, ...]:
    """Return the lines of the hidden sheet; none without an audit to take anything back to."""
    if record is None or not record.journal:
        return ()
    last = record.journal[-1]
    head = {
        "auditkit": ORIGIN_FORMAT,
        "audit": record.audit.id,
        "entry": last.number,
        "hash": last.hash,
        "language": language,
        "pages": [sheet.title(language) for sheet in sheets if not isinstance(sheet, Table)],
    }
    lines = [_line(head)]
    for sheet in sheets:
        if isinstance(sheet, Table):
            lines += _table_lines(sheet, record, language)
    return tuple(lines)


def _table_lines(table: Table, record: AuditRecord, language: Language) -> Iterator[str]:
    live = {key for row in table.rows for key, value in row.items() if isinstance(value, Formula)}
    yield _line(
        {
            "table": table.key,
            "title": table.title(language),
            "columns": [
                [column.key, column.heading(language), _mode(table.key, column, live)]
                for column in table.columns
            ],
            "note": "" if table.rows else table.empty_note,
        }
    )
    names = ROW_KEYS.get(table.key)
    if names is None:
        yield from _fingerprint_lines(table, live)
        return
    for row in table.rows:
        name = ":".join(cell_text(_value(row.get(key))) for key in names)
        cells = [kept_text(cell_text(_value(row.get(column.key)))) for column in table.columns]
        # What goes on in a further column cannot be taken back from the first alone.
        long = [column.key.partition("~")[0] for column in table.columns if column.part > 1]
        closed = [key for key in long if row.get(f"{key}~2") is not None]
        yield _line([name, cells, record.bases.get(name, ""), sorted(set(closed))])


def _fingerprint_lines(table: Table, live: set[str]) -> Iterator[str]:
    locked = [column.key for column in table.columns if column.key not in live]
    rows = [
        row_fingerprint(cell_text(_value(row.get(key))) for key in locked) for row in table.rows
    ]
    for first in range(0, len(rows), _FINGERPRINTS):
        yield _line([NO_ROW, rows[first : first + _FINGERPRINTS]])


def _mode(table: str, column: Column, live: set[str]) -> Mode:
    if column.key in live:
        return Mode.LIVE
    if not column.fill_in:
        return Mode.LOCKED
    if column.words is not None:
        return Mode.OWN
    return Mode.OPEN if column.key in RETURNED.get(table, ()) else Mode.FORM


def _value(cell: Cell) -> object:
    if isinstance(cell, Link):
        return cell.text
    return cell.value if isinstance(cell, Formula) else cell


def _line(told: object) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
