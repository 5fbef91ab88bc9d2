"""Rows of tables: which row names the columns, and what a reader must know to read one row."""

from __future__ import annotations

import re

from auditkit.models import PassageKind
from auditkit.passages._leads import split_sentences
from auditkit.passages._titles import is_list_entry, is_title
from auditkit.passages._units import MarkKind, Unit

_CELL_BORDER = re.compile(r"\s*[\t|｜]\s*")
_COLUMN = re.compile(
    r"(?:項目|内容|区分|類型|種別|種類|分類|対象者?|目的|備考|名称?|先|方法|手段|期間|時期|手数料|金額|窓口|国|担当|部署|範囲"
    r"|(?:個人|する|される)情報|個人データ|書類|根拠|説明|条文?|規定)(?:等|について)?\Z"
)
"""What the names of columns end with."""
_LONGEST_NAME = 24
_LONGEST_LABEL = 40


def cells_of(row: str) -> list[str]:
    """The texts of a row's cells, empty ones at the borders left out."""
    return [" ".join(cell.split()) for cell in _CELL_BORDER.split(row.strip("|｜\t "))]


def names_columns(text: str, unit: Unit, following: Unit | None) -> bool:
    """Whether the first row of a table is its header, stated by the file or read off it."""
    if unit.mark is None or unit.mark.kind is not MarkKind.ROW or unit.mark.level == 1:
        return unit.mark is not None and unit.mark.kind is MarkKind.ROW
    if following is None or following.kind is not PassageKind.ROW or following.mark is None:
        return False
    cells = [c for c in cells_of(text[unit.start : unit.end]) if c]
    below = cells_of(text[following.start : following.end])
    if len(cells) < 2 or len(below) < len(cells):
        return False
    if not all(len(c) <= _LONGEST_NAME and is_title(c) and not is_list_entry(c) for c in cells):
        return False
    return all(_COLUMN.search(c) for c in cells) or (
        len(cells) > 2 and sum(_COLUMN.search(c) is not None for c in cells) * 2 >= len(cells)
    )


def label_of(row: str) -> str:
    """The label of a row whose value is a text of several sentences, else nothing."""
    cells = cells_of(row)
    if len(cells) != 2 or not is_title(cells[0]) or len(cells[0]) > _LONGEST_LABEL:
        return ""
    return cells[0] if len(split_sentences(cells[1])) > 1 else ""
