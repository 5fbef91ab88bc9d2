"""Sheets as CSV: one file a sheet, which a spreadsheet opens without running anything in it."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re

from auditkit.exports._files import MISSING, encoded
from auditkit.models import Language
from auditkit.report import Cell, Formula, Link, Page, Sheet, Table

_BOM = "\ufeff"
"""Without it Excel takes UTF-8 for the code page of the machine."""
_FORMULA = re.compile("[\\s\ufeff\u200b-\u200f\u2060]*[=+\\-@＝＋－＠]|[\t\r\n\0]")
_CONTROL = re.compile("[\0-\x08\x0b-\x1f\x7f]")


def csv_file(sheet: Sheet, language: Language) -> bytes:
    """Return a sheet as CSV: a table with its headings, a page as the grid it is laid out in."""
    stream = io.StringIO()
    # Every text is in quotes: no separator, whichever a machine uses, can begin a new cell.
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    for row in table_rows(sheet, language) if isinstance(sheet, Table) else page_rows(sheet):
        writer.writerow([field(cell) for cell in row])
    return encoded(_BOM + stream.getvalue())


def table_rows(table: Table, language: Language) -> list[list[Cell]]:
    """Return a table's headings and rows."""
    headings: list[Cell] = [column.heading(language) for column in table.columns]
    return [headings, *([row.get(c.key) for c in table.columns] for row in table.rows)]


def page_rows(page: Page) -> list[list[Cell]]:
    """Return the cells of a page as rows of equal length, empty ones between them."""
    height = 1 + max((cell.row for cell in page.cells), default=-1)
    width = 1 + max((cell.column for cell in page.cells), default=-1)
    rows: list[list[Cell]] = [[None] * width for _ in range(height)]
    for cell in page.cells:
        rows[cell.row][cell.column] = cell.value
    return rows


def field(cell: Cell) -> str | int | float:
    """Return what stands in the file for a cell: numbers as such, dates as ISO text."""
    if isinstance(cell, Link):
        cell = cell.text
    elif isinstance(cell, Formula):
        cell = cell.value
    if cell is None:
        return ""
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return harmless(cell) if isinstance(cell, str) else cell


def harmless(text: str) -> str:
    """Return ``text`` with an apostrophe before it where a spreadsheet would run it.

    That is the advice of OWASP (CSV injection; ASVS 5.0, 1.2.10), for the full-width forms too,
    which Japanese spreadsheets take for the others.
    """
    quoted = f"'{text}" if _FORMULA.match(text) else text
    return _CONTROL.sub(MISSING, quoted.replace("\r\n", "\n").replace("\r", "\n"))
