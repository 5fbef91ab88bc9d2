"""What a workbook says of how it was handed out, read without trusting it."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from auditkit.models import Language
from auditkit.report._origin import NO_ROW, ORIGIN_FORMAT, ORIGIN_SHEET, ROW_KEYS, Mode
from auditkit.returns._package import Objection
from auditkit.returns._workbook import ROW_LIMIT, Book

_LINES = 3 * ROW_LIMIT
"""One for each row of the tables whose rows have a name."""
_FINGERPRINT = re.compile(r"[0-9a-f]{1,64}")


@dataclass(frozen=True)
class HandedColumn:
    """A column as it was handed out."""

    key: str
    heading: str
    mode: Mode


@dataclass(frozen=True)
class HandedRow:
    """A row as it was handed out: what is kept of each cell, in the order of the columns."""

    cells: tuple[str, ...]
    basis: str
    closed: frozenset[str]
    """Columns whose text goes on elsewhere, so that this cell alone cannot be taken back."""


@dataclass
class HandedTable:
    """A table as it was handed out; its rows by name, or else by fingerprint."""

    key: str
    title: str
    columns: tuple[HandedColumn, ...]
    note: str
    rows: dict[str, HandedRow] = field(default_factory=dict)
    fingerprints: Counter[str] = field(default_factory=Counter)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that name a row; none where rows have no name."""
        return ROW_KEYS.get(self.key, ())


@dataclass(frozen=True)
class Origin:
    """Which audit a workbook shows, up to which entry of its journal, and its tables."""

    audit: str
    entry: int
    hash: str
    language: Language
    tables: Mapping[str, HandedTable]
    """By the title of the sheet."""
    pages: tuple[str, ...] = ()
    """The titles of the sheets that hold no table; nothing in them is taken back."""


def read_origin(book: Book) -> Origin:
    """Return the origin of a workbook; raises :class:`Objection` if it has none that fits."""
    if ORIGIN_SHEET not in book.titles:
        raise Objection("returns.no_origin")
    lines = [text for row in book.rows(ORIGIN_SHEET, _LINES) if (text := row.at(0).text)]
    try:
        told = [json.loads(line) for line in lines]
        form = told[0]["auditkit"]
        if type(form) is int and form > ORIGIN_FORMAT:
            raise Objection("returns.newer")
        return _origin(told)
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise Objection("returns.origin_damaged") from error


def _origin(told: list[Any]) -> Origin:
    head, *lines = told
    language: Language = "en" if head["language"] == "en" else "ja"
    tables: dict[str, HandedTable] = {}
    table: HandedTable | None = None
    for line in lines:
        if isinstance(line, dict):
            table = _table(line)
            if table.title in tables:
                raise ValueError(table.title)
            tables[table.title] = table
        elif table is None:
            raise ValueError("a row before any table")
        elif line[0] == NO_ROW and not table.names:
            table.fingerprints.update(map(_text, line[1]))
        else:
            _add_row(table, line)
    if type(head["entry"]) is not int or head["auditkit"] != ORIGIN_FORMAT:
        raise ValueError("no entry")
    pages = tuple(map(_text, head["pages"]))
    return Origin(_text(head["audit"]), head["entry"], _text(head["hash"]), language, tables, pages)


def _table(line: Mapping[str, Any]) -> HandedTable:
    columns = tuple(HandedColumn(_text(k), _text(h), Mode(m)) for k, h, m in line["columns"])
    table = HandedTable(_text(line["table"]), _text(line["title"]), columns, _text(line["note"]))
    keys = {column.key for column in columns}
    if len(keys) != len(columns) or not keys.issuperset(table.names):
        raise ValueError(table.key)
    return table


def _add_row(table: HandedTable, line: list[Any]) -> None:
    name, cells, basis, closed = line
    if len(cells) != len(table.columns) or name in table.rows or not _text(name):
        raise ValueError(name)
    if basis and not _FINGERPRINT.fullmatch(_text(basis)):
        raise ValueError(basis)
    kept = HandedRow(tuple(map(_text, cells)), basis, frozenset(map(_text, closed)))
    table.rows[name] = kept


def _text(told: object) -> str:
    if not isinstance(told, str):
        raise TypeError(told)
    return told
