"""Reading a workbook's tables back by heading, for tests."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def table_area(sheet: Worksheet) -> tuple[int, int, int, int]:
    """Return first column, heading row, last column, last row of the sheet's one table."""
    (table,) = sheet.tables.values()
    first, head, last, bottom = range_boundaries(table.ref)
    return int(first), int(head), int(last), int(bottom)


def rows(sheet: Worksheet) -> list[dict[str, Any]]:
    """Return the rows of the sheet's table, each as heading → value."""
    first, head, last, bottom = table_area(sheet)
    headings = [sheet.cell(head, column).value for column in range(first, last + 1)]
    return [
        {
            heading: sheet.cell(row, column).value
            for heading, column in zip(headings, range(first, last + 1), strict=True)
        }
        for row in range(head + 1, bottom + 1)
    ]


def shown_sheets(book: Workbook) -> list[Worksheet]:
    """Return the sheets that people see."""
    return [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]


def find(sheet: Worksheet, text: str) -> tuple[int, int]:
    """Return row and column of the first cell with this text."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == text:
                return cell.row, cell.column
    raise AssertionError(f"{sheet.title} has no cell {text!r}")
