"""What a spreadsheet program makes of the workbook."""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from report_reading import find, rows, table_area
from report_sample import Sample, sample, write

from auditkit.models import Language, Preliminary, Rank
from auditkit.report._words import PRELIMINARY, RANK, VERDICT

pytestmark = pytest.mark.office


def _convert(path: Path, form: str, folder: Path) -> Path:
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{form}"


def _recalculated(book: Workbook, folder: Path) -> Workbook:
    """Save without computed values, so that the program has to calculate all of them."""
    folder.mkdir()
    book.save(folder / "given.xlsx")
    (folder / "out").mkdir()
    return openpyxl.load_workbook(
        _convert(folder / "given.xlsx", "xlsx", folder / "out"), data_only=True
    )


@pytest.mark.parametrize("language", ["ja", "en"])
def test_recalculation_gives_the_computed_values(
    paths: dict[Language, Path], tmp_path: Path, language: Language
) -> None:
    """LibreOffice computes for every formula the value that Python computed."""
    live = openpyxl.load_workbook(paths[language])
    known = openpyxl.load_workbook(paths[language], data_only=True)
    cells = [
        (sheet.title, cell.coordinate)
        for sheet in live.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    fresh = _recalculated(live, tmp_path / "book")
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
    fresh = _recalculated(book, tmp_path / "book")
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
    fresh = _recalculated(book, tmp_path / "book")
    sheet = fresh["サマリー"]
    row, column = find(sheet, "全体")
    head, _ = find(sheet, PRELIMINARY[Preliminary.STATED].shown("ja"))
    for offset, kind in enumerate(Preliminary):
        at = column + 2 + offset
        chapters = [sheet.cell(r, at).value for r in range(row + 1, row + 1 + 40)]
        checklists = [sheet.cell(r, at).value for r in range(head + 1, row)]
        wanted = made.assessment.count(kind)
        assert sheet.cell(row, at).value == sum(checklists) == sum(chapters) == wanted


@pytest.mark.parametrize("language", ["ja", "en"])
def test_cover_and_summary_print_on_one_page_each(
    paths: dict[Language, Path], tmp_path: Path, language: Language
) -> None:
    """Printed, the cover is page 1, the summary page 2, and the findings start on page 3."""
    from pypdf import PdfReader

    pages = PdfReader(_convert(paths[language], "pdf", tmp_path)).pages
    texts = ["".join(page.extract_text().split()) for page in pages[:3]]
    titles = {
        "ja": ("目次", "確認済み率", "改善提案"),
        "en": ("Contents", "Sharedecided", "Recomm"),
    }
    for title, text in zip(titles[language], texts, strict=True):
        assert title in text
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
