"""Making a table's texts fit: cleaned, and continued in further columns where too long."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from auditkit.report._cells import clean, split, width
from auditkit.report._headings import LABELS
from auditkit.report._model import Cell, Column, Kind, Table
from auditkit.report._styles import ERA_WIDTH, Fashion

_WIDEST_CHOICE = 15
"""Half-width characters; longer choices wrap."""
_HEADING_ROOM = 2
"""Half-width characters a heading needs beside its longest word."""


def prepare(table: Table, fashion: Fashion) -> Table:
    """Return ``table`` with texts that a cell can hold, in columns that show them.

    A text that is too long continues in a column of its own, right after the first.
    """
    note = LABELS["split_note"].in_language(fashion.language)
    parts: dict[str, int] = {}
    rows = tuple(_ready(row, note, parts) for row in table.rows)
    table = replace(table, columns=tuple(_fit(column, fashion) for column in table.columns))
    if not parts:
        return replace(table, rows=rows)
    columns: list[Column] = []
    printed = 0
    for index, column in enumerate(table.columns):
        pieces = [column, *_continuations(column, parts.get(column.key, 1))]
        columns += pieces
        if table.printed_columns is not None and index < table.printed_columns:
            printed += len(pieces)
    return replace(table, columns=tuple(columns), rows=rows, printed_columns=printed or None)


def _fit(column: Column, fashion: Fashion) -> Column:
    """Widen a column so that no word of its heading is broken, and dates and choices fit."""
    widest, language = column.width, fashion.language
    if column.kind is Kind.DATE and fashion.in_era:
        widest = max(widest, ERA_WIDTH)
    if language == "en":
        widest = max(widest, _HEADING_ROOM + max(map(len, column.heading(language).split())))
    if column.kind is Kind.CHOICE:
        choice = max(map(width, column.choices), default=0) + 1
        widest = max(widest, min(choice, _WIDEST_CHOICE))
    return replace(column, width=widest)


def _ready(row: Mapping[str, Cell], note: str, parts: dict[str, int]) -> dict[str, Cell]:
    ready: dict[str, Cell] = {}
    for key, value in row.items():
        if not isinstance(value, str):
            ready[key] = value
            continue
        first, *rest = split(clean(value), note)
        ready[key] = first
        for number, piece in enumerate(rest, start=2):
            ready[_part_key(key, number)] = piece
            parts[key] = max(parts.get(key, 1), number)
    return ready


def _continuations(column: Column, parts: int) -> list[Column]:
    return [
        replace(
            column,
            key=_part_key(column.key, number),
            heading_key=column.heading_key or column.key,
            part=number,
        )
        for number in range(2, parts + 1)
    ]


def _part_key(key: str, number: int) -> str:
    return f"{key}~{number}"
