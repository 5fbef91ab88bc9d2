"""Hold a returned workbook to what was handed out, cell by cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from auditkit.messages import say
from auditkit.models import Language, ReturnedCell, ReturnedChange, ReturnRefusal
from auditkit.report._origin import (
    ORIGIN_SHEET,
    RETURNED,
    Mode,
    kept_text,
    row_fingerprint,
    shown_text,
)
from auditkit.returns._origin_sheet import HandedColumn, HandedRow, HandedTable, Origin
from auditkit.returns._package import Objection
from auditkit.returns._values import read_value
from auditkit.returns._workbook import Book, Seen, SeenRow, address

_HEAD_WITHIN = 50
"""Rows in which the headings are looked for; people put lines above them."""
_NAMED = 5
"""Rows and columns named in a note; of more, the number."""
_LINKED = re.compile(
    r'=\s*(?:_xlfn\.)?HYPERLINK\(.*"((?:[^"]|"")*)"\s*\)', re.IGNORECASE | re.DOTALL
)
_LONGEST_LINK = 1000
_FIELDS: Mapping[str, str] = {"verdict_reason": "reason"}
"""Column → field of the record, where they are not called alike."""


@dataclass
class Found:
    """What differs; filled while the tables are read."""

    changes: list[ReturnedChange] = field(default_factory=list)
    refused: list[ReturnRefusal] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Layout:
    """Where the columns of a table stand now."""

    row: int
    columns: Mapping[str, int]
    """Column key → position from 0."""
    extra: Mapping[int, str]
    """Position → heading of columns that were put in."""


class Comparison:
    """One returned workbook against its origin."""

    def __init__(self, book: Book, origin: Origin, language: Language) -> None:
        self._book = book
        self._origin = origin
        self._language: Language = language
        self.found = Found()

    def run(self) -> Found:
        """Compare every table that was handed out; tell which sheets are not looked at."""
        titles = set(self._book.titles)
        for table in self._origin.tables.values():
            if table.title in titles:
                self._table(table)
            else:
                self._note("sheet_gone", sheet=table.title)
        known = {*self._origin.tables, *self._origin.pages, ORIGIN_SHEET}
        if extra := [title for title in self._book.titles if title not in known]:
            self._note("sheets_added", sheets=self._listed(extra))
        return self.found

    # --- one table ------------------------------------------------------------------------

    def _table(self, table: HandedTable) -> None:
        rows = list(self._book.rows(table.title))
        try:
            layout = self._layout(table, rows)
        except Objection as error:
            self._refuse(ReturnedCell(table.title, "", "", "", "", ""), error)
            return
        below = (row for row in rows if row.number > layout.row and row.cells)
        body = [row for row in below if not self._is_note(table, row)]
        self._note_columns(table, layout, body)
        if table.names:
            self._named_rows(table, layout, body)
        else:
            self._nameless_rows(table, layout, body)

    def _layout(self, table: HandedTable, rows: Sequence[SeenRow]) -> _Layout:
        headings = {column.heading: column.key for column in table.columns}
        wanted = {column.heading for column in table.columns if column.key in table.names}
        for row in rows[:_HEAD_WITHIN]:
            texts = Counter(cell.text for cell in row.cells)
            known = texts.keys() & headings.keys()
            if len(known) * 2 < len(headings) or not wanted <= known:
                continue
            twice = [text for text in known if texts[text] > 1]
            if twice:
                raise Objection("returns.heading_twice", heading=self._listed(sorted(twice)))
            places = {cell.text: cell.column for cell in row.cells}
            columns = {headings[text]: at for text, at in places.items() if text in headings}
            extra = {at: text for text, at in places.items() if text not in headings}
            return _Layout(row.number, columns, extra)
        raise Objection("returns.no_headings")

    def _is_note(self, table: HandedTable, row: SeenRow) -> bool:
        """Whether a row is the sentence that stands in an empty table."""
        texts = [cell.text for cell in row.cells]
        return bool(table.note) and texts == [table.note]

    def _note_columns(self, table: HandedTable, layout: _Layout, body: Sequence[SeenRow]) -> None:
        gone = [column.heading for column in table.columns if column.key not in layout.columns]
        if gone:
            self._note("columns_gone", sheet=table.title, columns=self._listed(gone))
        known = set(layout.columns.values())
        filled = {cell.column for row in body for cell in row.cells if cell.column not in known}
        if filled:
            names = [layout.extra.get(at) or address(layout.row, at) for at in sorted(filled)]
            self._note("columns_added", sheet=table.title, columns=self._listed(names))

    # --- rows with a name -----------------------------------------------------------------

    def _named_rows(self, table: HandedTable, layout: _Layout, body: Sequence[SeenRow]) -> None:
        places = [layout.columns[key] for key in table.names]
        by_name: dict[str, list[SeenRow]] = {}
        for row in body:
            by_name.setdefault(":".join(_plain(row.at(at)) for at in places), []).append(row)
        own: Counter[str] = Counter()
        for name, rows in by_name.items():
            handed = table.rows.get(name)
            key = "returns.row_unknown" if handed is None else "returns.row_twice"
            if handed is None or len(rows) > 1:
                for row in rows:
                    at = places[-1]
                    heading = self._heading(table, table.names[-1])
                    cell = ReturnedCell(
                        table.title, row.at(at).cell, name.strip(":"), heading, "", row.at(at).text
                    )
                    self._refuse(cell, Objection(key))
                continue
            for at, column in enumerate(table.columns):
                if column.key in layout.columns and column.key not in table.names:
                    seen = rows[0].at(layout.columns[column.key])
                    self._cell(table, column, name, seen, handed, handed.cells[at], own)
        for heading in own:
            self._note("own_column", sheet=table.title, column=heading, count=own[heading])
        gone = [name for name in table.rows if name not in by_name]
        if gone:
            self._note("rows_gone", sheet=table.title, rows=self._listed(gone), count=len(gone))

    def _cell(
        self,
        table: HandedTable,
        column: HandedColumn,
        name: str,
        seen: Seen,
        handed: HandedRow,
        kept: str,
        own: Counter[str],
    ) -> None:
        if kept_text(seen.text) == kept or (column.mode is Mode.LIVE and seen.formula):
            return
        if column.mode not in (Mode.OPEN, Mode.OWN, Mode.FORM) and kept_text(_plain(seen)) == kept:
            return
        where = ReturnedCell(
            table.title, seen.cell, name, column.heading, shown_text(kept), seen.text
        )
        # What the workbook says of itself opens no column that is not open here.
        open_here = column.key in RETURNED.get(table.key, ())
        if column.mode is Mode.OWN and not open_here:
            own[column.heading] += 1
        elif column.mode is Mode.FORM:
            self._refuse(where, Objection("returns.form_only"))
        elif column.mode is not Mode.OPEN or not open_here:
            self._refuse(where, Objection("returns.locked"))
        elif column.key in handed.closed:
            self._refuse(where, Objection("returns.goes_on"))
        else:
            self._open_cell(table, column, where, seen, handed, kept)

    def _open_cell(
        self,
        table: HandedTable,
        column: HandedColumn,
        where: ReturnedCell,
        seen: Seen,
        handed: HandedRow,
        kept: str,
    ) -> None:
        try:
            value, shown = read_value(column.key, seen, self._origin.language)
        except Objection as error:
            self._refuse(where, error)
            return
        if kept_text(shown) == kept:
            return
        where = replace(where, new=shown)
        basis = handed.basis if column.key == "verdict" else ""
        key = _FIELDS.get(column.key, column.key)
        self.found.changes.append(ReturnedChange(where, table.key, key, value, basis))

    # --- rows without a name --------------------------------------------------------------

    def _nameless_rows(self, table: HandedTable, layout: _Layout, body: Sequence[SeenRow]) -> None:
        columns = [column for column in table.columns if column.mode is not Mode.LIVE]
        if any(column.key not in layout.columns for column in columns):
            return  # told already; without a column no row can be recognised
        places = [layout.columns[column.key] for column in columns]
        left = Counter(table.fingerprints)
        for row in body:
            fingerprint = row_fingerprint(_plain(row.at(at)) for at in places)
            if left[fingerprint] > 0:
                left[fingerprint] -= 1
                continue
            first = next((row.at(at) for at in places if row.at(at).text), row.at(places[0]))
            cell = ReturnedCell(table.title, first.cell, first.text, "", "", "")
            self._refuse(cell, Objection("returns.row_changed"))
        count = left.total()
        if count:
            self._note("rows_differ", sheet=table.title, count=count)

    # --- telling --------------------------------------------------------------------------

    def _heading(self, table: HandedTable, key: str) -> str:
        return next(column.heading for column in table.columns if column.key == key)

    def _refuse(self, where: ReturnedCell, why: Objection) -> None:
        reason = say(why.key, self._language, **why.fields)
        self.found.refused.append(ReturnRefusal(where, reason))

    def _note(self, key: str, **fields: object) -> None:
        self.found.notes.append(say(f"returns.note.{key}", self._language, **fields))

    def _listed(self, names: Sequence[str]) -> str:
        comma = say("returns.comma", self._language)
        listed = comma.join(names[:_NAMED])
        if len(names) <= _NAMED:
            return listed
        return say("returns.and_more", self._language, listed=listed, count=len(names) - _NAMED)


def _plain(seen: Seen) -> str:
    """Return what a cell says; some programs save a link as a formula around it."""
    if seen.formula and len(seen.text) <= _LONGEST_LINK and (found := _LINKED.fullmatch(seen.text)):
        return found[1].replace('""', '"')
    return seen.text
