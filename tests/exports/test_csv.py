"""CSV: every sheet in a file that a spreadsheet opens as text and numbers alone."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from auditkit.exports import write_csv
from auditkit.exports._csv import field, harmless
from auditkit.models import Language, Problem
from auditkit.report import Table, report_sheets
from tests.exports.conftest import HOSTILE, Made

both = pytest.mark.parametrize("language", ["ja", "en"])


def _read(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline="")))


@both
def test_every_sheet_is_a_file_with_every_row(
    fresh: Made, language: Language, tmp_path: Path
) -> None:
    """There is a file for each sheet, and each table has its headings and all of its rows."""
    folder = fresh.write(write_csv, tmp_path / "x_csv", language)
    sheets = report_sheets(fresh.assessment, fresh.findings, fresh.library, fresh.run, language)
    assert sorted(f.name for f in folder.iterdir()) == sorted(f"{s.key}.csv" for s in sheets)
    for sheet in sheets:
        rows = _read(folder / f"{sheet.key}.csv")
        assert len({len(row) for row in rows}) == 1
        if isinstance(sheet, Table):
            assert rows[0] == [column.heading(language) for column in sheet.columns]
            assert len(rows) == 1 + len(sheet.rows)


def test_excel_in_japan_sees_utf_8(fresh: Made, tmp_path: Path) -> None:
    """Each file begins with the mark that tells Excel UTF-8, and lines end as Excel ends them."""
    for file in fresh.write(write_csv, tmp_path / "x_csv").iterdir():
        content = file.read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.endswith(b"\r\n")


def test_an_audit_has_its_decisions_and_its_journal(audited: Made, tmp_path: Path) -> None:
    """What auditors decided, and every entry of the journal, stand in the files."""
    folder = audited.write(write_csv, tmp_path / "x_csv")
    assert audited.record is not None
    assert len(_read(folder / "log.csv")) > len(audited.record.journal)
    results = (folder / "results.csv").read_text(encoding="utf-8-sig")
    assert "Read in the policy." in results


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:12]))
def test_a_text_that_would_run_begins_with_an_apostrophe(words: str) -> None:
    """A text that a spreadsheet takes for a formula is made text; no other text is changed."""
    runs = re.match(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n\0]", words) is not None
    assert harmless(words).startswith("'") is runs
    assert harmless("手数料は1,100円です。-") == "手数料は1,100円です。-"


def test_hostile_words_begin_no_formula_in_any_file(
    hostile: tuple[str, Made], tmp_path: Path
) -> None:
    """Wherever a document's words land, no cell of any file begins as a formula does."""
    folder = hostile[1].write(write_csv, tmp_path / "x_csv")
    cells = [cell for file in folder.iterdir() for row in _read(file) for cell in row]
    numbers = re.compile(r"-?[\d.]+(e[+-]?\d+)?")
    bad = [c for c in cells if re.match(r"\s*[=+\-@＝＋－＠]", c) and not numbers.fullmatch(c)]
    assert bad == []


def test_hostile_words_stay_in_their_cell(hostile: tuple[str, Made], tmp_path: Path) -> None:
    """No quote, separator or line break in a text begins a new cell or row."""
    words, made = hostile
    plain = made.write(write_csv, tmp_path / "x_csv")
    rows = _read(plain / "evidence.csv")
    place = rows[0].index("引用")
    shown = harmless(words).replace("\ud800", "\ufffd")
    assert shown in [row[place] for row in rows[1:]]


def test_numbers_and_dates_stay_what_they_are() -> None:
    """A negative number gets no apostrophe, and a date is written as ISO writes it."""
    assert field(-1) == -1
    assert field(0.25) == 0.25
    assert field(dt.date(2026, 4, 1)) == "2026-04-01"
    assert field(None) == ""


def test_a_long_text_is_whole(fresh: Made, tmp_path: Path) -> None:
    """A text longer than a cell of a workbook can hold is neither cut nor continued elsewhere."""
    note = "長" * 50_000
    documents = replace(fresh.assessment.documents, problems=(Problem("a.pdf", note),))
    assessment = replace(fresh.assessment, documents=documents)
    folder = replace(fresh, assessment=assessment).write(write_csv, tmp_path / "x_csv")
    assert note in [cell for row in _read(folder / "documents.csv") for cell in row]


@both
def test_equal_inputs_give_equal_bytes(audited: Made, language: Language, tmp_path: Path) -> None:
    """The same report twice gives the same files, byte for byte."""
    first, second = (audited.write(write_csv, tmp_path / n, language) for n in ("a", "b"))
    assert {f.name: f.read_bytes() for f in first.iterdir()} == {
        f.name: f.read_bytes() for f in second.iterdir()
    }


@pytest.mark.office
def test_a_spreadsheet_finds_no_formula(tmp_path: Path, soffice: str) -> None:
    """LibreOffice, told to evaluate formulas, finds none, though the bare words are formulas."""
    words = [w.replace("\ud800", "").replace("\0", "") for w in HOSTILE if '"' not in w]
    for name, shown in (("bare", words), ("safe", [harmless(w) for w in words])):
        text = "\r\n".join(f'"{word}"' for word in shown)
        (tmp_path / f"{name}.csv").write_text(f"\ufeff{text}\r\n", "utf-8", newline="")
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path)]
    command += ["--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"]
    command += [str(tmp_path / "bare.csv"), str(tmp_path / "safe.csv")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert _formulas(tmp_path / "bare.xlsx")
    assert _formulas(tmp_path / "safe.xlsx") == []


def _formulas(workbook: Path) -> list[object]:
    sheet = openpyxl.load_workbook(workbook).active
    assert sheet is not None
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
