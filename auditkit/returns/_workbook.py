"""The cells of a workbook, row by row, as far as anybody means to look."""

from __future__ import annotations

import datetime as dt
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from auditkit.report._origin import cell_text
from auditkit.returns._package import Objection

ROW_LIMIT = 20_000
COLUMN_LIMIT = 200

_JAPANESE_DATES = frozenset({*range(27, 37), *range(50, 59)})
"""Formats that Japanese Excel writes by number alone; openpyxl does not know them for dates."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in a cell."""

    row: int
    column: int
    """Counted from 0."""
    value: object = None
    formula: bool = False
    error: bool = False

    @property
    def cell(self) -> str:
        """Its address: ``I5``."""
        return address(self.row, self.column)

    @property
    def text(self) -> str:
        """What it says, the same whatever program saved it."""
        return cell_text(self.value)


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A row with its number from 1 and the cells in which something stands."""

    number: int
    cells: tuple[Seen, ...]

    def at(self, column: int) -> Seen:
        """Return the cell of a column counted from 0, also where nothing stands."""
        for cell in self.cells:
            if cell.column == column:
                return cell
        return Seen(self.number, column)


def address(row: int, column: int) -> str:
    """Return ``B5`` for row 5 and column 1 counted from 0."""
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


class Book:
    """An opened workbook."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._sheets = {sheet.title: sheet for sheet in workbook.worksheets}

    @property
    def titles(self) -> tuple[str, ...]:
        """The names of the sheets that hold cells."""
        return tuple(self._sheets)

    def rows(self, title: str, limit: int = ROW_LIMIT) -> Iterator[SeenRow]:
        """Yield the rows of a sheet; raises :class:`Objection` where there are too many."""
        sheet = self._sheets[title]
        # What a file says of its own size is no reason to read less, or more.
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=COLUMN_LIMIT)
        for number in range(1, limit + 2):
            with _parsing():
                row = next(rows, None)
            if row is None:
                return
            if number > limit:
                break
            cells = (self._seen(cell, number, at) for at, cell in enumerate(row))
            yield SeenRow(number, tuple(cell for cell in cells if cell is not None and cell.text))
        raise Objection("returns.too_many_rows", sheet=title, limit=f"{limit:,}")

    def _seen(self, cell: Any, row: int, column: int) -> Seen | None:
        value = cell.value
        if value is None and cell.data_type != "f":
            return None
        if cell.data_type == "f":
            return Seen(row, column, _formula(value), formula=True)
        if type(value) in (int, float) and self._is_date(cell):
            value = _date(value, self._workbook.epoch)
        return Seen(row, column, value, error=cell.data_type == "e")

    def _is_date(self, cell: Any) -> bool:
        styles = self._workbook._cell_styles
        style = cell._style_id
        return 0 < style < len(styles) and styles[style].numFmtId in _JAPANESE_DATES


def _formula(value: object) -> str:
    text = value if isinstance(value, str) else getattr(value, "text", None)
    return str(text or "=")


def _date(value: float, epoch: dt.datetime) -> object:
    from openpyxl.utils.datetime import from_excel

    try:
        return from_excel(value, epoch)
    except (OverflowError, ValueError):
        return value


@contextmanager
def _parsing() -> Iterator[None]:
    """Take whatever the parser meets for an objection; it does not say which errors it raises."""
    with warnings.catch_warnings():
        # It warns of what it leaves out: drawings, extensions, formats it does not know.
        warnings.simplefilter("ignore")
        try:
            yield
        except Exception as error:
            raise Objection("returns.damaged") from error


@contextmanager
def opened(data: bytes) -> Iterator[Book]:
    """Open a workbook that was looked at before."""
    import openpyxl

    with _parsing():
        workbook = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    try:
        yield Book(workbook)
    finally:
        workbook.close()
