"""A report as data: tables and pages that say what each thing is, before any workbook exists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from auditkit.models import Language, Text
from auditkit.report._headings import HEADINGS, LABELS, SHEETS
from auditkit.report._words import Tone

AS_OF_CELL = (5, 1)
"""Where the summary holds the date that the report speaks of; formulas compare with it."""
HEADER_ROW = 3
"""Row (from 0) of a table's headings; title, note and the way back stand above."""
FIRST_ROW = HEADER_ROW + 1


class Kind(StrEnum):
    """What a column holds; the writer derives format, alignment and validation from it."""

    TEXT = "text"
    CODE = "code"  # ids and hashes: never wrapped by word, never a number
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    LINK = "link"
    DAYS = "days"  # how many days late; shown with a mark, and nothing for none


@dataclass(frozen=True)
class Link:
    """A text that leads to a row of another sheet (``row`` counts the table's rows from 0)."""

    text: str
    sheet: str
    row: int | None = None
    column: str | None = None


@dataclass(frozen=True)
class Formula:
    """A live formula and the value Python computed for it."""

    text: str
    value: str | int | float


Cell = str | int | float | dt.date | Link | Formula | None


@dataclass(frozen=True)
class Column:
    """One column of a table: its key, width in half-width characters, and kind."""

    key: str
    width: float
    kind: Kind = Kind.TEXT
    choices: tuple[str, ...] = ()
    tones: Mapping[str, Tone] = field(default_factory=dict)
    """Shown value → tone; the value carries a symbol or word, the colour only repeats it."""
    fill_in: bool = False
    """Whether people type here; such cells look different and are not locked."""
    heading_key: str = ""
    words: Text | None = None
    """A heading of its own, from a theme, instead of that of its key."""
    part: int = 1
    """2, 3 … for the continuation of a column whose texts exceed what a cell can hold."""

    def heading(self, language: Language) -> str:
        """Return the heading of this column."""
        words = self.words or HEADINGS[self.heading_key or self.key]
        heading = words.in_language(language)
        if self.part == 1:
            return heading
        continued = LABELS["continued"].in_language(language)
        return continued.format(heading=heading, part=self.part)


@dataclass(frozen=True)
class Table:
    """A sheet that is one table: one thing a row, cells addressed by column key."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Cell], ...]
    frozen_columns: int = 1
    printed_columns: int | None = None
    """How many of the first columns are printed; ``None`` prints all."""
    printed_rows: int | None = None
    """How many of the first rows are printed; ``None`` prints all."""
    empty_note: str = ""
    """Stands in the table when there is no row."""
    note: str = ""
    """The sentence below the title."""

    def __post_init__(self) -> None:
        keys = {column.key for column in self.columns}
        for row in self.rows:
            if unknown := row.keys() - keys:
                raise ValueError(f"sheet {self.key} has no column {sorted(unknown)}")

    def title(self, language: Language) -> str:
        """Return the name of the sheet."""
        return SHEETS[self.key].title.in_language(language)

    def column_index(self, key: str) -> int:
        """Return the position of the column with this key; ``KeyError`` if there is none."""
        return self._positions[key]

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {column.key: index for index, column in enumerate(self.columns)}

    @property
    def last_row(self) -> int:
        """Sheet row (from 0) of the last data row; an empty table keeps one blank row."""
        return HEADER_ROW + max(1, len(self.rows))


class Style(StrEnum):
    """What a cell of a page is."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    SECTION = "section"
    SECTION_END = "section_end"
    LABEL = "label"
    VALUE = "value"
    PROSE = "prose"
    PROSE_DATE = "prose_date"
    HEAD = "head"
    HEAD_RUN = "head_run"
    NAME = "name"
    COUNT = "count"
    TOTAL = "total"
    TOTAL_NAME = "total_name"
    DATE = "date"
    RATE = "rate"
    PERCENT = "percent"
    TOTAL_PERCENT = "total_percent"
    LINK = "link"
    ROW = "row"
    ROW_NAME = "row_name"
    ROW_LINK = "row_link"
    ROW_DATE = "row_date"
    CELL_DATE = "cell_date"
    ROW_DAYS = "row_days"
    CHOICE = "choice"
    BOX_HEAD = "box_head"
    BOX = "box"
    BOX_FOOT = "box_foot"
    BOX_NAME = "box_name"
    BOX_NOTE = "box_note"
    BOX_DATE = "box_date"
    BOX_END = "box_end"
    INPUT = "input"
    NOTE = "note"


@dataclass(frozen=True)
class Placed:
    """A cell of a page: where, what, and what it is."""

    row: int
    column: int
    value: Cell
    style: Style


@dataclass(frozen=True)
class Series:
    """One series of a chart, as positions on its own page."""

    name: tuple[int, int]
    categories: tuple[int, int, int, int]
    values: tuple[int, int, int, int]
    colour: str
    pattern: str | None
    """A fill pattern, so that series differ in black and white."""


@dataclass(frozen=True)
class Chart:
    """A native stacked bar chart with the text that stands in for it."""

    title: str
    description: str
    series: tuple[Series, ...]
    largest: int
    """The largest bar, for steps of whole numbers on the axis."""
    area: tuple[int, int, int, int] = (0, 0, 0, 0)
    """First row and column, last row and column; the chart fills these cells exactly."""


@dataclass(frozen=True)
class Picture:
    """A picture with the text that stands in for it; it keeps its shape within its cells."""

    content: bytes
    size: tuple[int, int]
    """Width and height in pixels."""
    description: str
    area: tuple[int, int, int, int]
    """First row and column, last row and column."""


@dataclass(frozen=True)
class Page:
    """A sheet laid out for print: cells in a grid, charts on top."""

    key: str
    widths: tuple[float, ...]
    cells: tuple[Placed, ...]
    heights: Mapping[int, float] = field(default_factory=dict)
    charts: tuple[Chart, ...] = ()
    pictures: tuple[Picture, ...] = ()
    tones: Mapping[str, Tone] = field(default_factory=dict)
    row_height: float = 20.5
    """Points of a row that ``heights`` does not name."""

    def title(self, language: Language) -> str:
        """Return the name of the sheet."""
        return SHEETS[self.key].title.in_language(language)


Sheet = Table | Page


def column_letters(index: int) -> str:
    """Return the letters of a column counted from 0 (``0`` → ``A``, ``26`` → ``AA``)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def address(row: int, column: int, *, fixed: str = "") -> str:
    """Return ``B5`` for (4, 1); ``fixed`` may name ``row`` and ``column`` (``$B$5``)."""
    across = "$" if "column" in fixed else ""
    down = "$" if "row" in fixed else ""
    return f"{across}{column_letters(column)}{down}{row + 1}"


class Places:
    """Where the tables of a report stand, for formulas that speak of columns by key."""

    def __init__(self, tables: Iterable[Table], language: Language) -> None:
        self._tables = {table.key: table for table in tables}
        self._language = language

    def column(self, sheet: str, column: str) -> str:
        """Return the range of a column's data cells."""
        table = self._tables[sheet]
        letters = column_letters(table.column_index(column))
        name = table.title(self._language)
        return f"'{name}'!${letters}${FIRST_ROW + 1}:${letters}${table.last_row + 1}"

    def cell(self, sheet: str, column: str, row: int) -> str:
        """Return the cell of a column in the table's row counted from 0."""
        table = self._tables[sheet]
        where = address(FIRST_ROW + row, table.column_index(column), fixed="row column")
        return f"'{table.title(self._language)}'!{where}"
