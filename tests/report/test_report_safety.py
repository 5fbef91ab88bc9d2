"""Documents can say anything; a workbook made of them is still harmless and whole."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_reading import rows
from report_sample import Sample, write

from auditkit.models import Document, DocumentSet, Evidence, Passage, Provider, Text
from auditkit.report._cells import clean, lines, looks_like_formula, shorten, split, units, width

HOSTILE = [
    "=1+1",
    '=HYPERLINK("file:///x","y")',
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1",
    "http://example.jp/ をご覧ください",
    "12345",
    "2026-11-01",
    "a\x00b\x07c\x1bd\x7f",
    "_x0041_",
    "\ud800 lone \udfff",
    "\ufffe\uffff",
    "\u202e逆さ\u202c",
    "一行\r\n二行\r三行\n四行\u2028五行",
    "<b>&amp;</b> ]]>",
    "𠮟る🗂" * 50,
    "'引用符",
]


def _with_quote(made: Sample, quote: str) -> Sample:
    passages = (Passage(0, len(quote), quote[:20]),)
    document = Document("d", quote[:40] + ".txt", "0" * 64, quote, passages)
    piece = Evidence("d", 0, len(quote), quote[:50], quote, "rule")
    first, *others = made.assessment.criteria
    result = replace(first, evidence=(piece,), reason=Text(quote[:500], quote[:500]))
    items = tuple(
        replace(item, results=tuple(result if r.id == first.id else r for r in item.results))
        for item in made.assessment.items
    )
    assessment = replace(
        made.assessment,
        provider=Provider("x", quote[:60], quote[:60], quote[:60]),
        documents=DocumentSet((document, *made.assessment.documents.documents)),
        criteria=(result, *others),
        items=items,
    )
    findings = tuple(replace(f, title=Text(quote[:300], quote[:300])) for f in made.findings)
    run = replace(made.run, parameters={"text": quote[:1000]})
    return replace(made, assessment=assessment, findings=findings, run=run)


@pytest.mark.parametrize("quote", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stays_text(made: Sample, tmp_path: Path, quote: str) -> None:
    """Whatever a document says ends up as text: no formula, no web link, no exception."""
    path = write(_with_quote(made, quote), tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(path)
    cells = [cell for row in book["証跡一覧"].iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert rows(book["証跡一覧"])[0]["引用"] == clean(quote)
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name) for name in package.namelist()]
    assert not any(b'TargetMode="External"' in part for part in parts)


def test_formula_like_text_is_marked_as_text(made: Sample, tmp_path: Path) -> None:
    """Retyping a cell that starts like a formula does not make it one."""
    book = openpyxl.load_workbook(write(_with_quote(made, "=1+1"), tmp_path / "r.xlsx"))
    sheet = book["証跡一覧"]
    marked = [
        cell.value for row in sheet.iter_rows() for cell in row if cell.style and cell.quotePrefix
    ]
    assert "=1+1" in marked


def test_long_text_continues_in_the_next_column(made: Sample, tmp_path: Path) -> None:
    """A quote of 70,000 characters is all there, over several columns, with a note."""
    quote = "あいうえおかきくけこ" * 7000
    book = openpyxl.load_workbook(write(_with_quote(made, quote), tmp_path / "r.xlsx"))
    row = rows(book["証跡一覧"])[0]
    parts = [row["引用"], row["引用（続き2）"], row["引用（続き3）"]]
    note = "（次の列に続く）"
    assert all(part.endswith(note) for part in parts[:-1])
    assert "".join(part.removesuffix(note) for part in parts) == quote


def test_long_text_is_cut_where_it_stands_in_full_elsewhere(made: Sample, tmp_path: Path) -> None:
    """Beside a result the quote is cut with an ellipsis."""
    book = openpyxl.load_workbook(write(_with_quote(made, "長い文。" * 500), tmp_path / "r.xlsx"))
    quoted = rows(book["チェック結果"])[0]["引用"]
    assert quoted.endswith("…")
    assert width(quoted) <= 150


@given(st.text(st.characters(), max_size=300))
def test_clean_leaves_only_what_xml_allows(text: str) -> None:
    """Cleaned text has no character that a workbook cannot hold; it stays clean."""
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    cleaned.encode("utf-8")
    assert not [c for c in cleaned if c < " " and c != "\n"]


@given(st.text(max_size=200), st.integers(1, 400))
def test_split_loses_nothing(text: str, times: int) -> None:
    """Splitting keeps every character, and each part fits a cell as Excel counts."""
    whole = text * times
    parts = split(whole, "…")
    assert "".join(part.removesuffix("…") for part in parts[:-1]) + parts[-1] == whole or (
        whole.count("…") > 0
    )
    assert all(units(part) <= 32_767 for part in parts)


@given(st.text(st.characters(codec="utf-8"), max_size=300), st.integers(4, 80))
def test_shorten_keeps_to_its_limit(text: str, limit: int) -> None:
    """A shortened text is never wider than asked for."""
    assert width(shorten(text, limit)) <= limit


@pytest.mark.parametrize(
    ("text", "columns", "expected"),
    [
        ("短い", 10, 1),
        ("", 10, 1),
        ("個人情報" * 5, 21, 2),
        ("a\nb\nc", 10, 3),
        ("one two three four", 11, 2),
        ("x" * 40, 11, 4),
        ("A.3.4.2.7-d", 8, 2),
        ("あいう。", 5.4, 2),
    ],
)
def test_lines_are_counted_for_wide_characters(text: str, columns: float, expected: int) -> None:
    """Row heights rest on East-Asian width, line breaks and words."""
    assert lines(text, columns) == expected


def test_many_line_breaks_stay_within_the_format() -> None:
    """More line breaks than a cell may have become visible marks."""
    cleaned = clean("行\n" * 1000)
    assert cleaned.count("\n") <= 253
    assert cleaned.count("↵") + cleaned.count("\n") == 1000


def test_plain_japanese_is_not_taken_for_a_formula() -> None:
    """Ordinary sentences are not marked."""
    assert not looks_like_formula("個人情報の利用目的")
    assert looks_like_formula("＝合計")
