"""The points of a published checklist for accessible spreadsheets, as reports/README.md lists them."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl.workbook import Workbook
from report_reading import shown_sheets, table_area
from report_sample import Sample, write

from auditkit.models import Language
from auditkit.report._styles import PAGE_STYLES, TABLE_HEAD
from auditkit.report._theme_reading import contrast
from auditkit.report._words import TONE_COLOURS

BOTH: tuple[Language, ...] = ("ja", "en")
pytestmark = pytest.mark.parametrize("language", BOTH)


def test_tables_have_one_header_row_and_no_blank_row(
    large_books: dict[Language, Workbook], language: Language
) -> None:
    """Each data sheet is one named table with one row of unique headings and no blank row."""
    names = set()
    for sheet in shown_sheets(large_books[language])[2:]:
        (table,) = sheet.tables.values()
        assert table.headerRowCount in (None, 1)
        assert table.displayName.startswith("audit_")
        names.add(table.displayName)
        first, head, last, bottom = table_area(sheet)
        headings = [str(sheet.cell(head, column).value) for column in range(first, last + 1)]
        assert all(heading.strip() for heading in headings)
        assert len({heading.casefold() for heading in headings}) == len(headings)
        for row in range(head + 1, bottom + 1):
            assert any(sheet.cell(row, c).value is not None for c in range(first, last + 1))
        assert (sheet.max_row, sheet.max_column) == (bottom, last)
    assert len(names) == len(shown_sheets(large_books[language])) - 2


def test_nothing_is_hidden_or_merged(
    large_books: dict[Language, Workbook], language: Language
) -> None:
    """No cell is merged and no row or column hidden; the one hidden sheet is for the import."""
    book = large_books[language]
    for sheet in shown_sheets(book):
        assert not sheet.merged_cells.ranges
        assert not [row for row, kept in sheet.row_dimensions.items() if kept.hidden]
        assert not [column for column, kept in sheet.column_dimensions.items() if kept.hidden]
    hidden = {sheet.title for sheet in book.worksheets} - {s.title for s in shown_sheets(book)}
    assert hidden == {"_auditkit"}


def test_sheets_begin_with_title_and_note(
    large_books: dict[Language, Workbook], language: Language
) -> None:
    """A title stands in A1; on data sheets it is the sheet's name, and a note stands below."""
    for sheet in shown_sheets(large_books[language]):
        assert str(sheet["A1"].value).strip()
        if sheet.tables:
            assert sheet["A1"].value == sheet.title
            assert len(str(sheet["A2"].value)) > 15


def test_workbook_opens_at_the_cover(
    large_books: dict[Language, Workbook], language: Language
) -> None:
    """The workbook opens at its first sheet, and says what it is in its properties."""
    book = large_books[language]
    assert book.active is book.worksheets[0]
    properties = book.properties
    assert properties.title
    assert properties.subject
    assert properties.creator == "auditkit"


def test_pages_are_set_up_for_paper(
    large_books: dict[Language, Workbook], language: Language
) -> None:
    """Every sheet prints on A4 landscape with page n / N; tables repeat and freeze headings."""
    for sheet in shown_sheets(large_books[language]):
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert str(sheet.oddFooter.center.text).strip() == "&P / &N"
        assert sheet.print_area
        if sheet.tables:
            head = table_area(sheet)[1]
            assert sheet.print_title_rows == f"${head}:${head}"
            assert re.fullmatch(rf"[A-Z]+{head + 1}", str(sheet.freeze_panes))
            assert (sheet.page_setup.fitToWidth or 1, int(sheet.page_setup.fitToHeight)) == (1, 0)


def test_links_say_where_they_lead(
    large_books: dict[Language, Workbook], language: Language
) -> None:
    """Every link has a text of its own, and none leads out of the workbook."""
    for sheet in shown_sheets(large_books[language]):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink):
            assert cell.hyperlink.target is None
            assert str(cell.value).strip()
            assert cell.font.underline


def test_texts_are_large_enough(large_books: dict[Language, Workbook], language: Language) -> None:
    """Data are of 10 points; nothing on the pages is smaller than 8."""
    for sheet in shown_sheets(large_books[language]):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.font.sz >= (10 if sheet.tables else 8)


def test_colours_can_be_told_from_their_ground(language: Language) -> None:
    """Text and ground have a contrast of at least 4.5, results and ranks of at least 7."""
    for look in (*PAGE_STYLES.values(), TABLE_HEAD):
        text, ground = look.get("font_color", "#000000"), look.get("bg_color", "#FFFFFF")
        assert contrast(text, ground) >= 4.5
    for fill, text in TONE_COLOURS.values():
        assert contrast(text, fill) >= 7


def test_colour_is_never_alone(large_books: dict[Language, Workbook], language: Language) -> None:
    """A colour follows a text that stands in the cell itself, or a number that shows ▲."""
    seen = 0
    for sheet in shown_sheets(large_books[language]):
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                (found,) = area.sqref.ranges
                if rule.operator == "equal":
                    assert re.fullmatch(r'".+"', rule.formula[0])
                else:
                    cell = sheet.cell(found.min_row, found.min_col)
                    assert (rule.operator, rule.formula) == ("greaterThan", ["0"])
                    assert "▲" in cell.number_format
                seen += 1
    assert seen > 30


def test_charts_and_pictures_have_texts(
    large_paths: dict[Language, Path], language: Language
) -> None:
    """Every chart and picture has a text that stands in for it; there are no text boxes."""
    with zipfile.ZipFile(large_paths[language]) as archive:
        drawings = [
            archive.read(name).decode("utf-8")
            for name in archive.namelist()
            if name.startswith("xl/drawings/drawing")
        ]
    for drawing in drawings:
        anchors = len(re.findall("<xdr:(?:twoCell|oneCell|absolute)Anchor", drawing))
        assert len(re.findall(r'descr="[^"]{10,}"', drawing)) == anchors
        assert "<xdr:txBody>" not in drawing


def test_wording_of_a_link_back_is_there(made: Sample, tmp_path: Path, language: Language) -> None:
    """From every table a link leads back to the summary."""
    import openpyxl

    book = openpyxl.load_workbook(write(made, tmp_path / "r.xlsx", language))
    summary = book.worksheets[1].title
    for sheet in book.worksheets[2:]:
        assert sheet["A3"].hyperlink.location == f"'{summary}'!A1"
