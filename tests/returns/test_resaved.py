"""Workbooks as other programs save them."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import openpyxl
import pytest

from tests.returns.handed_out import Filled, Handed, repack, resave

FIRST = "F-2026-001"
_ANSWERS = {
    "response": "規程を改定した。\n周知も済ませた。",
    "owner": "0123",
    "due": dt.datetime(2026, 9, 30),
    "status": "③完了",
    "completed": "令和8年8月1日",
    "proof": "=A1 議事録",
}
_KEPT = {
    "response": "規程を改定した。\n周知も済ませた。",
    "owner": "0123",
    "due": "2026-09-30",
    "status": "done",
    "completed": "2026-08-01",
    "proof": "=A1 議事録",
}


def _answered(small: Handed, path: Path) -> Path:
    filled = Filled(small.book())
    for column, value in _ANSWERS.items():
        filled.put("actions", FIRST, column, value)
    return filled.save(path)


def _expect_changes(small: Handed, path: Path, kept: dict[str, str]) -> None:
    weighed = small.weigh(path)
    assert weighed.refused == ()
    assert {change.field: change.value for change in weighed.accepted} == kept


@pytest.mark.office
@pytest.mark.parametrize("language", ["ja", "en"])
def test_libreoffice(small: Handed, tmp_path: Path, soffice: str, language: str) -> None:
    """LibreOffice saves a workbook so that nothing seems changed, once and once more."""
    once = resave(soffice, small.book("en" if language == "en" else "ja"), tmp_path / "once")
    twice = resave(soffice, once, tmp_path / "twice")
    for path in (once, twice):
        _expect_changes(small, path, {})
        assert small.weigh(path).notes == ()


@pytest.mark.office
def test_answers_saved_by_libreoffice(small: Handed, tmp_path: Path, soffice: str) -> None:
    """What was filled in comes through LibreOffice letter by letter."""
    path = _answered(small, tmp_path / "answers.xlsx")
    _expect_changes(small, resave(soffice, path, tmp_path / "office"), _KEPT)


def test_openpyxl(small: Handed, tmp_path: Path) -> None:
    """A workbook that a script filled in is taken back."""
    _expect_changes(small, _answered(small, tmp_path / "x.xlsx"), _KEPT)


def test_as_excel_in_japan_saves(small: Handed, tmp_path: Path) -> None:
    """Readings above the words, escaped line ends, and dates by the number of their format."""
    path = _answered(small, tmp_path / "answers.xlsx")

    def change(name: str, content: bytes) -> bytes:
        if name == "xl/sharedStrings.xml":
            ruby = "<r><t>規程を</t></r><r><rPr><b/></rPr><t>改定した。_x000D_\n周知も済ませた。</t></r>"
            ruby += '<rPh sb="0" eb="2"><t>キテイ</t></rPh><phoneticPr fontId="1"/>'
            text = content.decode("utf-8")
            found = re.search(r"<si><t[^>]*>規程を改定した。\n周知も済ませた。</t></si>", text)
            assert found
            return text.replace(found[0], f"<si>{ruby}</si>").encode("utf-8")
        if name == "xl/styles.xml":
            # Japanese Excel writes the number 31 for 2026年9月30日, and no format beside it.
            new = re.sub(rb'(<xf numFmtId=")(?:14|16[4-9]|1[7-9]\d)(")', rb"\g<1>31\2", content)
            assert new != content
            return new
        return content

    _expect_changes(small, repack(path, tmp_path / "excel.xlsx", change), _KEPT)


def test_as_google_saves(small: Handed, tmp_path: Path) -> None:
    """Hidden instead of very hidden, links as formulas, no size told, whole numbers with a point."""
    path = _answered(small, tmp_path / "answers.xlsx")
    book = openpyxl.load_workbook(path)
    book["_auditkit"].sheet_state = "hidden"
    sheet = book["是正処置計画"]
    for row in range(5, 8):
        name = sheet.cell(row, 1).value
        sheet.cell(row, 1).hyperlink = None
        sheet.cell(row, 1).value = f'=HYPERLINK("#gid=12&range=A5","{name}")'
    book.save(tmp_path / "linked.xlsx")

    def change(name: str, content: bytes) -> bytes:
        if not name.startswith("xl/worksheets/sheet"):
            return content
        content = re.sub(rb"<dimension[^>]*/>", b"", content)
        return re.sub(rb'( t="n"><v>\d+)(</v>)', rb"\1.0\2", content)

    _expect_changes(
        small, repack(tmp_path / "linked.xlsx", tmp_path / "google.xlsx", change), _KEPT
    )


@pytest.mark.parametrize("told", [b"A1", b"A1:B2", b"A1:XFD1048576", b"B9:A1"])
def test_sizes_that_a_file_tells_of_itself(small: Handed, tmp_path: Path, told: bytes) -> None:
    """Whatever a sheet says of its own size, all of its cells are read, and no others."""

    def change(name: str, content: bytes) -> bytes:
        return re.sub(rb'(<dimension ref=")[^"]*', rb"\g<1>" + told, content)

    path = _answered(small, tmp_path / "answers.xlsx")
    _expect_changes(small, repack(path, tmp_path / "x.xlsx", change), _KEPT)
