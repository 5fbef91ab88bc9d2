"""Tables whose cells a copy has put below each other: 「利用目的の通知 / 1件800円 / 開示 / …」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from auditkit.models import PassageKind, PassageRole
from auditkit.passages._columns import COLUMN
from auditkit.passages._titles import is_list_entry, is_sentence, is_title
from auditkit.passages._units import Unit

_AMOUNT = re.compile(
    r"(?:(?:[1１一]\s?[件通回]|[一実]律)(?:につき|あたり|当たり)?[、：:]?\s?|手数料\s?|金)?"
    r"(?:[0-9０-９]{1,3}(?:[,，]?[0-9０-９]{3}){0,2}\s?円|[0-9０-９]{1,3}\s?[百千]円|無\s?料|無\s?償|不\s?要|な\s?し)"
    r"(?:\s?[/／]\s?[件通回])?(?:\s?[（(][^（）()\n]{1,40}[）)])?"
)
_QUESTION = re.compile(r"[QＱ問]\s?[.．]?\s?[0-9０-９]{0,2}\s?[.．:：、]?\s?(?=[^\s!-~！-～])")
_ANSWER = re.compile(r"[AＡ答]\s?[.．]?\s?[0-9０-９]{0,2}\s?[.．:：、]?\s?(?=[^\s!-~！-～])")
_LONGEST_QUESTION = 120
_LONGEST_NAME = 16
_LONGEST_LABEL = 60
_MOST_COLUMNS = 6


def join_stacked(text: str, units: Sequence[Unit]) -> list[Unit]:
    """Join the cells of each row to one unit of the kind ROW; other units stay as they are."""
    joined: list[Unit] = []
    index = 0
    while index < len(units):
        rows = _rows_below_names(text, units, index) or _rows_of_amounts(text, units, index)
        for first, stop in rows:
            row = units[first]
            row.end = units[stop - 1].end
            row.kind = PassageKind.ROW
            row.columns = True
            joined.append(row)
            index = stop
        if not rows:
            joined.append(units[index])
            index += 1
    return joined


def mark_questions(text: str, units: Sequence[Unit]) -> None:
    """Make 「Ｑ１　…か。」 the heading of 「Ａ１　…」 below it."""
    for question, answer in pairwise(units):
        if (
            _is_cell(question)
            and _is_cell(answer)
            and question.end - question.start <= _LONGEST_QUESTION
            and _QUESTION.match(text, question.start, question.end) is not None
            and _ANSWER.match(text, answer.start, answer.end) is not None
        ):
            question.kind = PassageKind.HEADING
            answer.kind = PassageKind.PARAGRAPH


def _rows_below_names(text: str, units: Sequence[Unit], index: int) -> list[tuple[int, int]]:
    """The rows of a table that begins with the names of its columns, each on a line."""
    count = 0
    while index + count < len(units) and _is_name(text, units[index + count]):
        if count and _gap(text, units, index + count) > 1:
            break
        count += 1
    if not 2 <= count <= _MOST_COLUMNS:
        return []
    rows = [(index, index + count)]
    at = index + count
    if at < len(units) and _gap(text, units, at) > 1:
        while size := _group(text, units, at):
            if size != count and not (2 <= size < count):
                break
            rows.append((at, at + size))
            at += size
    elif at < len(units):
        size = _group(text, units, at)
        if size % count == 0:
            starts = range(at, at + size, count)
            if all(_is_label(text, units[start]) for start in starts):
                rows.extend((start, start + count) for start in starts)
    return rows if len(rows) > 2 else []


def _rows_of_amounts(text: str, units: Sequence[Unit], index: int) -> list[tuple[int, int]]:
    """Rows of a label and its fee, without names above them."""
    rows: list[tuple[int, int]] = []
    at = index
    while (
        at + 1 < len(units)
        and _is_label(text, units[at])
        and _AMOUNT.fullmatch(text, units[at].start, units[at].end) is None
        and _is_cell(units[at + 1])
        and _AMOUNT.fullmatch(text, units[at + 1].start, units[at + 1].end) is not None
        and (not rows or _gap(text, units, at) <= 2)
    ):
        rows.append((at, at + 2))
        at += 2
    return rows if len(rows) > 1 else []


def _group(text: str, units: Sequence[Unit], at: int) -> int:
    """How many cells stand from ``at`` to the next blank line; 0 if they make no row."""
    stop = at
    while stop < len(units) and (stop == at or _gap(text, units, stop) <= 1):
        if not _is_cell(units[stop]):
            return 0
        stop += 1
    return stop - at if stop - at > 1 and _is_label(text, units[at]) else 0


def _gap(text: str, units: Sequence[Unit], at: int) -> int:
    """How many line ends stand before the unit at ``at``."""
    return text.count("\n", units[at - 1].end, units[at].first) if at else 2


def _is_cell(unit: Unit) -> bool:
    return (
        unit.kind is None
        and unit.mark is None
        and unit.marker is None
        and unit.role is PassageRole.CONTENT
        and not unit.web
    )


def _is_label(text: str, unit: Unit) -> bool:
    own = text[unit.start : unit.end]
    return (
        _is_cell(unit) and len(own) <= _LONGEST_LABEL and "\n" not in own and not is_sentence(own)
    )


def _is_name(text: str, unit: Unit) -> bool:
    own = text[unit.start : unit.end]
    return (
        _is_cell(unit)
        and len(own) <= _LONGEST_NAME
        and is_title(own)
        and not is_list_entry(own)
        and COLUMN.search(own) is not None
    )
