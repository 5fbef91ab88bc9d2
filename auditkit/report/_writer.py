"""Writing sheets as data into a workbook; the same sheets always give the same bytes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from auditkit.errors import AuditkitError
from auditkit.messages import say
from auditkit.models import Language
from auditkit.report._cells import (
    clean,
    lines,
    looks_like_formula,
    row_height,
    shorten,
)
from auditkit.report._chart import insert_chart, insert_picture
from auditkit.report._headings import LABELS, SHEETS
from auditkit.report._model import (
    FIRST_ROW,
    HEADER_ROW,
    Cell,
    Column,
    Formula,
    Kind,
    Link,
    Page,
    Sheet,
    Table,
    address,
)
from auditkit.report._origin import ORIGIN_SHEET
from auditkit.report._styles import (
    BACK_LINK,
    BASE,
    FONT,
    MARGINS,
    PAGE_STYLES,
    SHEET_NOTE,
    SHEET_TITLE,
    TABLE_HEAD,
    Fashion,
    cell_look,
)
from auditkit.report._words import TONE_COLOURS, Tone

_ROW_CEILING = 1_048_576
_A4 = 9
_HEADER_MARGIN = 0.25
_LINK_TEXT = 200
"""Half-width characters of a link's text; what it links to holds the rest."""


@dataclass(frozen=True)
class Details:
    """What a workbook says about itself."""

    title: str
    subject: str
    provider: str
    as_of: dt.date
    language: Language
    version: str
    fashion: Fashion
    date: str = ""
    """The date in the headers, if it is not to be that of ISO."""
    organisation: str = ""
    """Who audits, for the footers."""


def write_sheets(sheets: Sequence[Sheet], details: Details, origin: Sequence[str] = ()) -> bytes:
    """Return the workbook that holds these sheets, in this order, and where it came from."""
    buffer = io.BytesIO()
    workbook = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_format_properties": dict(BASE),
        },
    )
    _Writer(workbook, sheets, details).write()
    if origin:
        _write_origin(workbook, origin)
    workbook.close()
    return buffer.getvalue()


def _write_origin(workbook: Workbook, origin: Sequence[str]) -> None:
    worksheet = workbook.add_worksheet(ORIGIN_SHEET)
    for row, line in enumerate(origin):
        worksheet.write_string(row, 0, line)
    worksheet.very_hidden()


@dataclass(frozen=True)
class _Look:
    """A format, and the same for a text that must never become a formula when retyped."""

    plain: Format
    quoted: Format


class _Worksheet(Worksheet):  # type: ignore[misc]  # XlsxWriter is untyped
    """A sheet whose formulas hold no functions that XlsxWriter would have to rename."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        """Return the formula without its equal sign; the renaming costs thirty searches each."""
        return formula.removeprefix("=")


class _Writer:
    """One workbook in the making."""

    def __init__(self, workbook: Workbook, sheets: Sequence[Sheet], details: Details) -> None:
        self._workbook = workbook
        self._sheets = sheets
        self._details = details
        self._language = details.language
        self._tables = {sheet.key: sheet for sheet in sheets if isinstance(sheet, Table)}
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._looks = {style: self._look(look) for style, look in PAGE_STYLES.items()}
        self._line_counts: dict[tuple[str, float], int] = {}

    def write(self) -> None:
        details = self._details
        created = dt.datetime.combine(details.as_of, dt.time())
        self._workbook.set_properties(
            {
                "title": shorten(clean(details.title), 200),
                "subject": shorten(clean(details.subject), 200),
                "author": "auditkit",
                "comments": f"auditkit {clean(details.version)}",
                "created": created,
            }
        )
        for sheet in self._sheets:
            worksheet = self._workbook.add_worksheet(sheet.title(self._language), _Worksheet)
            self._page_setup(worksheet, sheet)
            if isinstance(sheet, Table):
                self._write_table(worksheet, sheet)
            else:
                self._write_page(worksheet, sheet)

    def _format(self, look: Mapping[str, Any]) -> Format:
        look = self._details.fashion.dress(look)
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({**BASE, **look})
        return self._formats[key]

    def _look(self, look: Mapping[str, Any]) -> _Look:
        return _Look(self._format(look), self._format({**look, "quote_prefix": True}))

    def _page_setup(self, worksheet: Worksheet, sheet: Sheet) -> None:
        worksheet.set_paper(_A4)
        worksheet.set_landscape()
        worksheet.set_margins(*MARGINS)
        worksheet.fit_to_pages(1, 1 if isinstance(sheet, Page) else 0)
        worksheet.hide_gridlines(2)
        # "&" starts a code in headers, and a digit after a size code would join it.
        details = self._details
        provider = shorten(clean(details.provider), 80).replace("&", "&&")
        maker = shorten(clean(details.organisation), 80).replace("&", "&&") or "auditkit"
        font = f'&"{FONT},Regular"&9'
        date = details.date or details.as_of.isoformat()
        worksheet.set_header(
            f"&L{font} {provider}&C{font} &A&R{font} {date}", {"margin": _HEADER_MARGIN}
        )
        worksheet.set_footer(f"&L{font} {maker}&C{font} &P / &N", {"margin": _HEADER_MARGIN})

    # --- tables ---------------------------------------------------------------------------

    def _write_table(self, worksheet: Worksheet, table: Table) -> None:
        language = self._language
        if table.last_row >= _ROW_CEILING:
            title = table.title(language)
            raise AuditkitError(
                say("report.too_many_rows", language, sheet=title, rows=len(table.rows))
            )
        worksheet.write_string(0, 0, table.title(language), self._format(SHEET_TITLE))
        worksheet.write_string(1, 0, table.note, self._format(SHEET_NOTE))
        summary = SHEETS["summary"].title.in_language(language)
        worksheet.write_url(
            2,
            0,
            f"internal:'{summary}'!A1",
            self._format(BACK_LINK),
            LABELS["back"].in_language(language),
        )
        worksheet.set_row(0, 24)
        last_row, last_column = table.last_row, len(table.columns) - 1
        headings = [column.heading(language) for column in table.columns]
        worksheet.add_table(
            HEADER_ROW,
            0,
            last_row,
            last_column,
            {
                # the bare key "log" would be taken for a column or a function
                "name": f"audit_{table.key}",
                "style": "Table Style Light 1",
                "banded_rows": True,
                "columns": [
                    {"header": heading, "header_format": self._format(TABLE_HEAD)}
                    for heading in headings
                ],
            },
        )
        head_lines = max(
            # the filter button covers about three characters of a heading
            lines(heading, column.width - 3)
            for heading, column in zip(headings, table.columns, strict=True)
        )
        worksheet.set_row(HEADER_ROW, row_height(head_lines))
        looks = [self._look(cell_look(column)) for column in table.columns]
        for index, column in enumerate(table.columns):
            worksheet.set_column(index, index, column.width)
        for index, row in enumerate(table.rows):
            self._write_row(worksheet, table, FIRST_ROW + index, row, looks)
        if not table.rows:
            at = min(max(1, table.frozen_columns - 1), last_column)
            for index, look in enumerate(looks):
                note = table.empty_note if index == at else ""
                self._write_cell(worksheet, FIRST_ROW, index, note or None, look)
        self._rules(worksheet, table)
        worksheet.freeze_panes(FIRST_ROW, table.frozen_columns)
        worksheet.repeat_rows(HEADER_ROW)
        printed = (table.printed_columns or len(table.columns)) - 1
        if table.printed_rows is not None:
            last_row = min(last_row, HEADER_ROW + max(1, table.printed_rows))
        worksheet.print_area(0, 0, last_row, printed)

    def _write_row(
        self,
        worksheet: Worksheet,
        table: Table,
        at: int,
        row: Mapping[str, Cell],
        looks: Sequence[_Look],
    ) -> None:
        tallest = 1
        printed = table.printed_columns or len(table.columns)
        for index, column in enumerate(table.columns):
            value = row.get(column.key)
            self._write_cell(worksheet, at, index, value, looks[index])
            if index >= printed:
                # what is for the screen alone must not stretch the rows on paper
                continue
            text = value.text if isinstance(value, Link) else value
            if isinstance(text, str) and (len(text) * 2 > column.width - 1 or "\n" in text):
                tallest = max(tallest, self._lines(text, column.width))
        worksheet.set_row(at, row_height(tallest))

    def _lines(self, text: str, columns: float) -> int:
        key = (text, columns)
        if key not in self._line_counts:
            self._line_counts[key] = lines(text, columns)
        return self._line_counts[key]

    def _rules(self, worksheet: Worksheet, table: Table) -> None:
        """Drop-downs and colours, over exactly the data rows."""
        last = table.last_row
        for index, column in enumerate(table.columns):
            if column.kind is Kind.CHOICE:
                worksheet.data_validation(FIRST_ROW, index, last, index, self._choice(column))
            elif column.kind is Kind.DATE and column.fill_in:
                worksheet.data_validation(FIRST_ROW, index, last, index, self._date())
            elif column.kind is Kind.DAYS:
                self._late(worksheet, (FIRST_ROW, index, last, index))
            self._tones(worksheet, (FIRST_ROW, index, last, index), column.tones)

    def _late(self, worksheet: Worksheet, area: tuple[int, int, int, int]) -> None:
        """Colour the days that something is late; their mark is part of the number."""
        fill, colour = TONE_COLOURS[Tone.BAD]
        late = {"type": "cell", "criteria": ">", "value": 0}
        worksheet.conditional_format(*area, late | {"format": self._workbook_tone(fill, colour)})

    def _tones(
        self, worksheet: Worksheet, area: tuple[int, int, int, int], tones: Mapping[str, Tone]
    ) -> None:
        for value, tone in tones.items():
            fill, colour = TONE_COLOURS[tone]
            worksheet.conditional_format(
                *area,
                {
                    "type": "cell",
                    "criteria": "==",
                    "value": f'"{value}"',
                    "format": self._workbook_tone(fill, colour),
                },
            )

    def _workbook_tone(self, fill: str, colour: str) -> Format:
        key = (("tone", fill),)
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({"bg_color": fill, "font_color": colour})
        return self._formats[key]

    def _choice(self, column: Column) -> dict[str, Any]:
        return {
            "validate": "list",
            "source": list(column.choices),
            "error_title": self._label("choice_title"),
            "error_message": self._label("choice_message"),
        }

    def _date(self) -> dict[str, Any]:
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": dt.date(2000, 1, 1),
            "maximum": dt.date(2199, 12, 31),
            "error_title": self._label("date_title"),
            "error_message": self._label("date_message"),
        }

    def _label(self, key: str) -> str:
        return LABELS[key].in_language(self._language)

    # --- pages ----------------------------------------------------------------------------

    def _write_page(self, worksheet: Worksheet, page: Page) -> None:
        for index, size in enumerate(page.widths):
            worksheet.set_column(index, index, size)
        last = max(cell.row for cell in page.cells)
        heights = [page.heights.get(row, page.row_height) for row in range(last + 1)]
        for row, height in enumerate(heights):
            worksheet.set_row(row, height)
        for cell in page.cells:
            value = clean(cell.value) if isinstance(cell.value, str) else cell.value
            self._write_cell(worksheet, cell.row, cell.column, value, self._looks[cell.style])
        self._tones(worksheet, (0, 0, last, len(page.widths) - 1), page.tones)
        for chart in page.charts:
            insert_chart(self._workbook, worksheet, page, chart, heights)
        for picture in page.pictures:
            insert_picture(worksheet, page, picture, heights)
        worksheet.print_area(0, 0, last, len(page.widths) - 1)
        worksheet.center_horizontally()

    # --- cells ----------------------------------------------------------------------------

    def _write_cell(
        self, worksheet: Worksheet, row: int, column: int, value: Cell, look: _Look
    ) -> None:
        """Write a value by its type; a text is expected to be clean."""
        if isinstance(value, str) and value:
            form = look.quoted if looks_like_formula(value) else look.plain
            worksheet.write_string(row, column, value, form)
        elif isinstance(value, Link):
            text = shorten(clean(value.text), _LINK_TEXT)
            target = f"internal:{self._target(value)}"
            worksheet.write_url(row, column, target, look.plain, text)
        elif isinstance(value, Formula):
            result = clean(value.value) if isinstance(value.value, str) else value.value
            worksheet.write_formula(row, column, value.text, look.plain, result)
        elif isinstance(value, dt.date):
            moment = dt.datetime.combine(value, dt.time())
            worksheet.write_datetime(row, column, moment, look.plain)
        elif isinstance(value, (int, float)):
            worksheet.write_number(row, column, value, look.plain)
        else:
            worksheet.write_blank(row, column, None, look.plain)

    def _target(self, link: Link) -> str:
        title = SHEETS[link.sheet].title.in_language(self._language)
        if link.row is None:
            return f"'{title}'!A1"
        table = self._tables[link.sheet]
        column = 0 if link.column is None else table.column_index(link.column)
        return f"'{title}'!{address(FIRST_ROW + link.row, column)}"
