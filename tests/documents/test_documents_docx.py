"""Word files."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from auditkit.documents import _docx, read_documents
from auditkit.documents._numbering import render_number
from auditkit.messages_documents import MESSAGES
from auditkit.models import Document, Passage, PassageKind, PassageRole

WriteDocx = Callable[..., Path]


def read(path: Path) -> Document:
    """The document a Word file is read as."""
    found = read_documents([path])
    assert found.problems == ()
    return found.documents[0]


def at(document: Document, words: str) -> Passage:
    """The passage that holds ``words``."""
    return document.passage_at(document.text.index(words))


def says(path: Path, key: str) -> bool:
    """Whether the file is refused with the wording of ``key``."""
    (problem,) = read_documents([path]).problems
    return problem.message.startswith(MESSAGES[key].ja.split("{")[0])


def fill(document: WordDocument) -> None:
    """A small policy."""
    document.add_heading("個人情報保護方針", 0)
    document.add_heading("利用目的", 1)
    document.add_paragraph("当社は、次の目的で利用します。")
    document.add_paragraph("商品の発送のため", style="List Number")
    document.add_paragraph("連絡のため", style="List Number")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells),
        ("区分", "目的", "応募者", "選考のため"),
        strict=True,
    ):
        cell.text = text
    document.add_heading("委託", 1)
    document.add_paragraph("当社は、取扱いを委託することがあります。")
    document.sections[0].footer.paragraphs[0].text = "株式会社みほん　社外秘"


def test_headings_lists_and_tables(write_docx: WriteDocx) -> None:
    """Headings nest, automatic numbers are printed, rows join their cells by tabs."""
    document = read(write_docx(fill))
    entry = at(document, "連絡のため")
    assert document.quote(entry.start, entry.end).strip() == "2. 連絡のため"
    assert entry.locator == "「利用目的」2."
    assert entry.lead == "当社は、次の目的で利用します。"
    row = at(document, "応募者")
    assert row.kind is PassageKind.ROW
    assert document.quote(row.start, row.end).strip() == "応募者\t選考のため"
    assert at(document, "委託することが").headings == ("個人情報保護方針", "委託")
    assert document.title == "個人情報保護方針"


def test_page_footer_is_chrome(write_docx: WriteDocx) -> None:
    """Headers and footers of the pages are kept apart from the content."""
    assert at(read(write_docx(fill)), "社外秘").role is PassageRole.CHROME


def test_tracked_deletions_and_hidden_text_are_left_out(write_docx: WriteDocx) -> None:
    """What a reader of the finished document does not see is not read; insertions are."""

    def revise(document: WordDocument) -> None:
        paragraph = document.add_paragraph("当社は、")
        for tag, inner, text in (("w:del", "w:delText", "削除"), ("w:ins", "w:t", "挿入")):
            change, run, content = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inner)
            content.text = text
            run.append(content)
            change.append(run)
            paragraph._p.append(change)
        paragraph.add_run("隠し").font.hidden = True
        paragraph.add_run("します。")

    assert read(write_docx(revise)).text.strip() == "当社は、挿入します。"


def test_content_controls_are_read(write_docx: WriteDocx) -> None:
    """Text inside a content control is content."""

    def control(document: WordDocument) -> None:
        inner = document.add_paragraph("統制の中の文です。")._p
        outer, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
        inner.addprevious(outer)
        outer.append(content)
        content.append(inner)

    assert "統制の中の文です。" in read(write_docx(control)).text


def test_numbering_as_japanese_documents_use_it(write_docx: WriteDocx) -> None:
    """A list numbered 第一条, 第二条 by Word is printed so."""

    def articles(document: WordDocument) -> None:
        root = document.part.numbering_part.element
        for level in root.iter(qn("w:lvl")):
            level.find(qn("w:numFmt")).set(qn("w:val"), "japaneseCounting")
            level.find(qn("w:lvlText")).set(qn("w:val"), "第%1条")
        document.add_paragraph("（目的）この規程の目的を定めます。", style="List Number")
        document.add_paragraph("（管理）個人情報を管理します。", style="List Number")

    document = read(write_docx(articles))
    assert "第二条 （管理）" in document.text
    assert at(document, "管理します").locator == "第二条"


@pytest.mark.parametrize(
    ("number", "form", "printed"),
    [
        (3, "decimal", "3"),
        (3, "decimalFullWidth", "３"),
        (3, "decimalEnclosedCircle", "③"),
        (3, "aiueoFullWidth", "ウ"),
        (3, "iroha", "ハ"),
        (4, "lowerRoman", "iv"),
        (3, "upperLetter", "C"),
        (21, "japaneseCounting", "二十一"),
        (3, "none", ""),
        (3, "unheard", "3"),
    ],
)
def test_forms_of_numbers(number: int, form: str, printed: str) -> None:
    """Word's number forms are printed as Word prints them, unknown ones as digits."""
    assert render_number(number, form) == printed


def test_archive_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    """A ZIP archive under a Word suffix is a problem that says what it may be."""
    path = tmp_path / "台帳.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert says(path, "document.not_word")


def test_zip_bomb_is_refused_unopened(
    write_docx: WriteDocx, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that unpacks to more than the limit is refused by its table of contents."""
    monkeypatch.setattr(_docx, "MAX_UNPACKED", 1_000_000)
    path = write_docx(fill, parts={"word/media/image1.png": b"\0" * 2_000_000})
    assert path.stat().st_size < 1_000_000
    assert says(path, "document.zip_bomb")


def test_entities_are_refused(write_docx: WriteDocx) -> None:
    """A part that declares entities is refused, whatever they expand to."""
    evil = (
        b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert says(write_docx(fill, parts={"word/document.xml": evil}), "document.damaged")


def test_malformed_part_is_told(write_docx: WriteDocx) -> None:
    """A Word file with broken XML inside is a problem, not a crash."""
    assert says(write_docx(fill, parts={"word/document.xml": b"<w:doc"}), "document.damaged")


def test_file_without_text_is_told(write_docx: WriteDocx) -> None:
    """An empty Word file is a problem."""
    assert says(write_docx(lambda document: None), "document.empty")


def test_library_reads_what_we_write(write_docx: WriteDocx) -> None:
    """The files of these tests are sound Word files."""
    assert docx.Document(str(write_docx(fill))).paragraphs[0].text == "個人情報保護方針"
