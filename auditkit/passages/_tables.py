"""Rows of tables: which row names the columns, and what a reader must know to read one row."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditkit.models import PassageKind
from auditkit.passages._columns import COLUMN, split_columns
from auditkit.passages._leads import split_sentences
from auditkit.passages._titles import is_list_entry, is_title
from auditkit.passages._units import MarkKind, Unit

_CELL_BORDER = re.compile(r"\s*[\t|｜│┃║]\s*")
_CELL_BORDER_SIGN = re.compile(r"[\t|｜│┃║]")
_LONGEST_NAME = 24
_LONGEST_LABEL = 40


def cells_of(row: str) -> list[str]:
    """The texts of a row's cells, empty ones at the borders left out."""
    if _CELL_BORDER_SIGN.search(row) is None:
        if "\n" in row and all(len(split_columns(line)) == 1 for line in row.splitlines()):
            return [" ".join(cell.split()) for cell in row.splitlines()]
        return [" ".join(cell.split()) for cell in split_columns(row)]
    return [" ".join(cell.split()) for cell in _CELL_BORDER.split(row.strip("|｜│┃║\t "))]


def names_columns(text: str, unit: Unit, following: Unit | None) -> bool:
    """Whether the first row of a table is its header, stated by the file or read off it."""
    table = unit.mark is not None and unit.mark.kind is MarkKind.ROW
    if table and unit.mark is not None and unit.mark.level == 1:
        return True
    if following is None or following.kind is not PassageKind.ROW:
        return False
    if following.mark is None if table else not (unit.columns and following.columns):
        return False
    cells = [c for c in cells_of(text[unit.start : unit.end]) if c]
    below = cells_of(text[following.start : following.end])
    if len(cells) < 2 or len(below) < len(cells):
        return False
    if not all(len(c) <= _LONGEST_NAME and is_title(c) for c in cells):
        return False
    if any(is_list_entry(c) and not c.endswith("方") for c in cells):
        return False
    return all(COLUMN.search(c) for c in cells) or (
        len(cells) > 2 and sum(COLUMN.search(c) is not None for c in cells) * 2 >= len(cells)
    )


def label_of(cells: Sequence[str]) -> str:
    """The label of a row whose value is a text of several sentences, else nothing."""
    if len(cells) != 2 or not is_title(cells[0]) or len(cells[0]) > _LONGEST_LABEL:
        return ""
    return cells[0] if len(split_sentences(cells[1])) > 1 else ""
