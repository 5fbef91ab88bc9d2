"""What a spreadsheet program makes of the workbook."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from office import convert, recalculated
from report_reading import find, rows, table_area
from report_sample import Sample, sample, write

from auditkit.models import Grade, Language, Preliminary, Rank, Verdict
from auditkit.report._words import GRADE, PRELIMINARY, RANK, VERDICT

pytestmark = pytest.mark.office


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", ["paths", "audit_paths"])
def test_recalculation_gives_the_computed_values(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, language: Language
) -> None:
    """LibreOffice computes for every formula the value that Python computed."""
    path = request.getfixturevalue(kind)[language]
    live = openpyxl.load_workbook(path)
    known = openpyxl.load_workbook(path, data_only=True)
    cells = [
        (sheet.title, cell.coordinate)
        for sheet in live.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    fresh = recalculated(live, tmp_path / "book")
    assert len(cells) > 200
    for name, where in cells:
        expected, found = known[name][where].value, fresh[name][where].value
        assert found == (pytest.approx(expected) if isinstance(expected, float) else expected)


def test_figures_follow_the_decisions(paths: dict[Language, Path], tmp_path: Path) -> None:
    """Deciding, and changing a severity, in the tables changes the figures of the summary."""
    book = openpyxl.load_workbook(paths["ja"])
    sheet = book["チェック結果"]
    first, head, last, bottom = table_area(sheet)
    headings = [sheet.cell(head, column).value for column in range(first, last + 1)]
    column = headings.index("判定") + 1
    decided = [word.shown("ja") for word in VERDICT.values()][:4]
    for number, row in enumerate(range(head + 1, bottom + 1)):
        # a blank and a foreign word are no decisions
        sheet.cell(row, column).value = [*decided, None, "？"][number % 6]
    findings = book["指摘事項"]
    findings.cell(table_area(findings)[1] + 3, 3).value = RANK[Rank.HIGH].shown("ja")
    fresh = recalculated(book, tmp_path / "book")
    summary = fresh["サマリー"]
    row, column = find(summary, "全体")
    total = len(rows(book["チェック結果"]))
    count = sum(number % 6 < 4 for number in range(total))
    assert summary.cell(row, column + 8).value == total
    assert summary.cell(row, column + 9).value == count
    assert summary.cell(row, column + 10).value == pytest.approx(count / total)
    assert rows(fresh["是正処置計画"])[2]["重大性"] == RANK[Rank.HIGH].shown("ja")


def test_large_summary_adds_up(tmp_path: Path) -> None:
    """With hundreds of items, chapter counts and checklist counts add up to the Python totals."""
    made: Sample = sample((350, 350), (26, 14))
    book = openpyxl.load_workbook(write(made, tmp_path / "large.xlsx"))
    fresh = recalculated(book, tmp_path / "book")
    sheet = fresh["サマリー"]
    row, column = find(sheet, "全体")
    head, _ = find(sheet, PRELIMINARY[Preliminary.STATED].shown("ja"))
    for offset, kind in enumerate(Preliminary):
        at = column + 2 + offset
        chapters = [sheet.cell(r, at).value for r in range(row + 1, row + 1 + 40)]
        checklists = [sheet.cell(r, at).value for r in range(head + 1, row)]
        wanted = made.assessment.count(kind)
        assert sheet.cell(row, at).value == sum(checklists) == sum(chapters) == wanted


def test_counts_of_decisions_follow_the_table(
    audit_paths: dict[Language, Path], tmp_path: Path
) -> None:
    """Deciding and grading in the table changes the counts, which still add up to all items."""
    book = openpyxl.load_workbook(audit_paths["ja"])
    sheet = book["チェック結果"]
    first, head, last, bottom = table_area(sheet)
    headings = [sheet.cell(head, column).value for column in range(first, last + 1)]
    for number, row in enumerate(range(head + 1, bottom + 1)):
        words = [*(VERDICT[verdict].shown("ja") for verdict in Verdict), None, "？"]
        sheet.cell(row, headings.index("判定") + 1).value = words[number % 7]
        sheet.cell(row, headings.index("区分") + 1).value = GRADE[Grade.MAJOR].shown("ja")
    summary = recalculated(book, tmp_path / "book")["サマリー"]
    total = bottom - head
    row, column = find(summary, VERDICT[Verdict.CONFORM].shown("ja"))
    told = [summary.cell(row + 3, column + offset).value for offset in range(6)]
    decided = [sum(number % 7 == kind for number in range(total)) for kind in range(4)]
    assert told == [*decided, total - sum(decided), total]
    row, column = find(summary, GRADE[Grade.MAJOR].shown("ja"))
    assert summary.cell(row, column + 2).value == total


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("kind", ["paths", "audit_paths"])
def test_cover_and_summary_print_on_one_page_each(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, language: Language
) -> None:
    """Printed, the cover is page 1, the summary page 2, and the findings start on page 3."""
    from pypdf import PdfReader

    path = request.getfixturevalue(kind)[language]
    pages = PdfReader(convert(path, "pdf", tmp_path)).pages
    texts = ["".join(page.extract_text().split()) for page in pages[:3]]
    titles = {
        "ja": ("目次", "確認済み率", "改善提案"),
        "en": ("Contents", "Sharedecided", "Recomm"),
    }
    for title, text in zip(titles[language], texts, strict=True):
        assert title in text
    last_line = {"ja": "参照した版、限界。", "en": "editionsused,limits."}[language]
    assert last_line in texts[0]
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
