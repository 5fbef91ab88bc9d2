"""Word: paragraphs, headings, automatic numbering and tables of a .docx file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.oxml.ns import qn

from auditkit.documents._extract import Builder, Extract, Unreadable
from auditkit.documents._numbering import Numbering, read_numbering
from auditkit.passages import MarkKind

MAX_UNPACKED = 100_000_000
"""Bytes the parts of a file may unpack to; a bomb is recognised before it is opened."""
MAX_XML = 60_000_000
"""Bytes a single XML part may unpack to."""

_HEADING = re.compile(r"(?:heading|見出し)\s*([1-9])", re.IGNORECASE)
_ENTITY = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SKIPPED = frozenset((qn("w:del"), qn("w:moveFrom"), qn("w:instrText"), qn("w:delText"), _FALLBACK))
_BOXES = qn("w:txbxContent")


def read_docx(data: bytes) -> Extract:
    """Read a Word file; what only a reviewer sees (deletions, hidden text) is left out."""
    _check_archive(data)
    document = docx.Document(io.BytesIO(data))
    extract = _Walker(document).walk()
    extract.title = (document.core_properties.title or "").strip()
    return extract


def _check_archive(data: bytes) -> None:
    """Refuse what is no Word file, unpacks to too much, or declares entities."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable("document.damaged", reason=type(error).__name__) from error
    names = {part.filename for part in parts}
    if "[Content_Types].xml" not in names or not any(n.startswith("word/") for n in names):
        raise Unreadable("document.not_word")
    limit = MAX_UNPACKED // 1_000_000
    if sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Unreadable("document.zip_bomb", limit=limit)
    for part in parts:
        if part.flag_bits & 0x1:
            raise Unreadable("document.ole")
        if part.filename.endswith((".xml", ".rels")):
            if part.file_size > MAX_XML:
                raise Unreadable("document.zip_bomb", limit=limit)
            with archive.open(part) as stream:
                head = stream.read(4096)
            if _ENTITY.search(head):
                raise Unreadable("document.damaged", reason="DOCTYPE")


class _Walker:
    """Walks over the body of a Word file once and writes its text and marks."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._out = Builder()
        self._numbering = self._read_numbering()
        self._styles = {s.style_id: s for s in document.styles}

    def walk(self) -> Extract:
        for block in _blocks(self._document.element.body):
            self._block(block)
        self._furniture()
        return self._out.extract()

    def _read_numbering(self) -> Numbering:
        try:
            part = self._document.part.numbering_part
        except (KeyError, NotImplementedError):
            return read_numbering(None)
        return read_numbering(part.element)

    def _block(self, block: Any) -> None:
        if block.tag == qn("w:p"):
            self._paragraph(block)
        else:
            self._table(block)

    # --- paragraphs

    def _paragraph(self, paragraph: Any) -> None:
        text = _text(paragraph)
        if text.strip():
            self._out.block()
            start = self._out.length
            listed = self._label(paragraph)
            for index, line in enumerate(text.split("\n")):
                if index:
                    self._out.line()
                self._out.add(f"{listed[0]} {line}" if listed and listed[0] and not index else line)
            level = self._heading_level(paragraph)
            if level:
                self._out.mark(start, MarkKind.HEADING, level)
            elif listed:
                self._out.mark(start, MarkKind.ITEM, listed[1] + 1)
            self._out.block()
        for box in paragraph.iter(_BOXES):
            if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                for block in _blocks(box):
                    self._block(block)

    def _heading_level(self, paragraph: Any) -> int:
        """The level of a heading, the document's title being 1; 0 for other paragraphs."""
        properties = paragraph.find(qn("w:pPr"))
        outline = _value(properties, "w:outlineLvl")
        if outline is not None and outline.isdigit():
            return int(outline) + 2 if int(outline) < 9 else 0
        style = self._styles.get(_value(properties, "w:pStyle") or "")
        for _ in range(10):
            if style is None:
                return 0
            name = style.name or ""
            found = _HEADING.match(name)
            if found:
                return int(found.group(1)) + 1
            if name.lower() in ("title", "表題"):
                return 1
            style = getattr(style, "base_style", None)
        return 0

    def _label(self, paragraph: Any) -> tuple[str, int] | None:
        """The printed number of a list paragraph and its depth."""
        properties = paragraph.find(qn("w:pPr"))
        style = self._styles.get(_value(properties, "w:pStyle") or "")
        places = [properties]
        for _ in range(10):
            if style is None:
                break
            places.append(style.element.find(qn("w:pPr")))
            style = getattr(style, "base_style", None)
        for place in places:
            numbered = place.find(qn("w:numPr")) if place is not None else None
            number_id = _value(numbered, "w:numId")
            if number_id == "0":
                return None
            if number_id is not None:
                depth = _value(numbered, "w:ilvl") or "0"
                level = int(depth) if depth.isdigit() else 0
                return self._numbering.next_label(number_id, level), level
        return None

    # --- tables

    def _table(self, table: Any) -> None:
        self._out.block()
        for row in _children(table, qn("w:tr")):
            cells = list(_children(row, qn("w:tc")))
            if len(cells) == 1:
                for block in _blocks(cells[0]):
                    self._block(block)
                continue
            start = self._out.length
            for index, cell in enumerate(cells):
                if index:
                    self._out.cell()
                self._cell(cell)
            header = row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            self._out.mark(start, MarkKind.ROW, 1 if header else 2)
            self._out.line()
        self._out.block()

    def _cell(self, cell: Any) -> None:
        first = True
        for paragraph in cell.iter(qn("w:p")):
            text = _text(paragraph)
            if not text.strip():
                continue
            if not first:
                self._out.line()
            first = False
            listed = self._label(paragraph)
            self._out.add(f"{listed[0]} {text}" if listed and listed[0] else text)

    # --- headers and footers

    def _furniture(self) -> None:
        lines: dict[str, None] = {}
        for section in self._document.sections:
            for part in (section.header, section.footer):
                if not part.is_linked_to_previous:
                    for paragraph in part.paragraphs:
                        line = " ".join(_text(paragraph._p).split())
                        if line:
                            lines.setdefault(line)
        self._out.block()
        for line in lines:
            start = self._out.length
            self._out.add(line)
            self._out.mark(start, MarkKind.CHROME)
            self._out.block()


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables in order, also those inside content controls."""
    for child in container:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (
            qn("w:sdt"),
            qn("w:sdtContent"),
            qn("w:ins"),
            qn("w:customXml"),
            qn("w:smartTag"),
        ):
            yield from _blocks(child)


def _children(container: Any, tag: str) -> Iterator[Any]:
    """Rows or cells, also those inside content controls."""
    for child in container:
        if child.tag == tag:
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _children(child, tag)


def _text(paragraph: Any) -> str:
    """The text a reader of the finished document sees."""
    parts: list[str] = []
    for child in paragraph:
        if child.tag in _SKIPPED:
            continue
        if child.tag == qn("w:r"):
            if child.find(f"{qn('w:rPr')}/{qn('w:vanish')}") is None:
                parts.append(_run_text(child))
        elif child.tag != qn("w:pPr"):
            parts.append(_text(child))
    return "".join(parts)


def _run_text(run: Any) -> str:
    parts: list[str] = []
    for child in run:
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag == qn("w:tab"):
            parts.append(" ")
        elif child.tag in (qn("w:br"), qn("w:cr")):
            parts.append("\n")
        elif child.tag == qn("w:noBreakHyphen"):
            parts.append("-")
        elif child.tag == qn("w:ruby"):
            parts.append(
                "".join(_run_text(r) for r in child.iterfind(f"{qn('w:rubyBase')}/{qn('w:r')}"))
            )
    return "".join(parts)


def _value(parent: Any, tag: str) -> str | None:
    if parent is None:
        return None
    child = parent.find(qn(tag))
    return None if child is None else child.get(qn("w:val"))
