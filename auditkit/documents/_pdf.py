"""PDF: the text layer, page by page, with page numbers kept and page furniture set apart.

pypdf and not pdfminer.six: both read CJK fonts, but pypdf also decrypts files that are only
restricted against copying, where pdfminer.six yields ``(cid:2420)`` for every character.
"""

from __future__ import annotations

import io
import logging
import math
import re
from collections import Counter
from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from auditkit.documents._extract import MAX_CHARACTERS, MAX_PAGES, Extract, Unreadable, clean_text
from auditkit.passages import Mark, MarkKind, is_sentence

_PAGE_NUMBER = re.compile(
    r"[\s\-–—―－ー・(（]*(?:p\.?|page|ページ)?\s*[0-9０-９]{1,4}\s*(?:(?:/|／|of)\s*[0-9０-９]{1,4}|ページ|頁)?"
    r"[\s\-–—―－ー・)）]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"[-–—(（]?(?:p\.?|page)?[0-9０-９]{1,4}(?:[/／][0-9０-９]{1,4})?(?:ページ|頁)?[-–—)）]?\Z",
    re.IGNORECASE,
)
_GARBLED = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uf8ff]")
_GARBLED_SHARE = 0.2
_EDGE = 2
"""So many lines at the head and foot of a page may be furniture."""
_REPEATED = 0.6
_LONGEST_FURNITURE = 80
_NAMED_PAGES = 10

Lines = list[str]


def read_pdf(data: bytes) -> Extract:
    """Read the text of a PDF; without a text layer or a password there is nothing to read."""
    pages = _read_pages(data)
    empty = [number for number, lines in enumerate(pages, start=1) if not lines]
    if len(empty) == len(pages):
        raise Unreadable("document.pdf_scanned")
    furniture = _find_furniture(pages)
    extract = _compose(pages, furniture)
    garbled = sum(len(m.group()) for m in _GARBLED.finditer(extract.text))
    if garbled > _GARBLED_SHARE * len(extract.text):
        raise Unreadable("document.pdf_garbled")
    if empty:
        named = ", ".join(f"p.{n}" for n in empty[:_NAMED_PAGES])
        more = "…" if len(empty) > _NAMED_PAGES else ""
        extract.reservations.append(("document.pdf_pages_without_text", {"pages": named + more}))
    return extract


def _read_pages(data: bytes) -> list[Lines]:
    # pypdf reports every oddity of a file on the log; what matters is told as a problem instead.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("document.pdf_password")
        count = len(reader.pages)
        if count > MAX_PAGES:
            raise Unreadable("document.too_many_pages", pages=count, limit=MAX_PAGES)
        pages: list[Lines] = []
        characters = 0
        for page in reader.pages:
            text = clean_text(page.extract_text() or "")
            characters += len(text)
            if characters > MAX_CHARACTERS:
                raise Unreadable("document.too_long", limit=MAX_CHARACTERS)
            pages.append([line.rstrip() for line in text.split("\n") if line.strip()])
    except (FileNotDecryptedError, DependencyError):
        raise Unreadable("document.pdf_password") from None
    except PyPdfError as error:
        raise Unreadable("document.damaged", reason=type(error).__name__) from error
    if not pages:
        raise Unreadable("document.empty")
    return pages


def _find_furniture(pages: Sequence[Lines]) -> set[tuple[int, int]]:
    """The lines (page, line) that are page numbers, or repeat at the edge of most pages."""
    counts: Counter[str] = Counter()
    for lines in pages:
        counts.update({_shape(lines[i]) for i in (*_head(lines), *_foot(lines))})
    needed = max(2, math.ceil(_REPEATED * len(pages)))

    def is_furniture(line: str) -> bool:
        if is_sentence(line) or len(line) > _LONGEST_FURNITURE:
            return False
        return _PAGE_NUMBER.fullmatch(line) is not None or counts[_shape(line)] >= needed

    found: set[tuple[int, int]] = set()
    for page, lines in enumerate(pages):
        for edge in (_head(lines), _foot(lines)):
            for index in edge:
                if len(lines) < 2 or not is_furniture(lines[index]):
                    break
                found.add((page, index))
    return found


def _head(lines: Lines) -> range:
    return range(min(_EDGE, len(lines)))


def _foot(lines: Lines) -> range:
    return range(len(lines) - 1, max(len(lines) - 1 - _EDGE, -1), -1)


def _shape(line: str) -> str:
    """A line without the page number that tells one page's header from the next."""
    return _NUMBERED.sub("", "".join(line.split()))


def _compose(pages: Sequence[Lines], furniture: set[tuple[int, int]]) -> Extract:
    """Put the pages together; furniture goes to the end, for sentences run on over pages."""
    parts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for page, lines in enumerate(pages):
        start = length
        for index, line in enumerate(lines):
            if (page, index) not in furniture:
                parts.append(f"{line}\n")
                length += len(line) + 1
        if length > start:
            marks.append(Mark(start, length, MarkKind.PAGE, page + 1))
    repeated = list(dict.fromkeys(pages[page][index].strip() for page, index in sorted(furniture)))
    if repeated:
        start = length + 1
        parts.append("\n" + "\n".join(repeated))
        length = start + len("\n".join(repeated))
        marks.append(Mark(start, length, MarkKind.CHROME))
        marks.append(Mark(start, length, MarkKind.PAGE, 0))
    return Extract("".join(parts), marks)
