"""Web pages: what a visitor reads, with menus and footers told apart from the content."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree, html

from auditkit.documents._decode import decode
from auditkit.documents._extract import Builder, Extract, Unreadable
from auditkit.documents._page import (
    is_chrome,
    is_dropped,
    is_header,
    is_overlay,
    is_row,
    is_short_definition,
)
from auditkit.passages import MarkKind

_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,20})", re.IGNORECASE
)
_XML = re.compile(rb"\A\s*<\?xml[^>]{0,100}encoding=[\"']([A-Za-z0-9_\-]{2,20})", re.IGNORECASE)
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "legend", "li", "main", "menu", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_DEFINITION_LEVEL = 7


def read_html(data: bytes) -> Extract:
    """Read a web page: its visible text, headings, lists, tables and site navigation."""
    declared = _META.search(data[:4096]) or _XML.search(data[:200])
    name = declared.group(1).decode("ascii") if declared else None
    text, encoding, damaged = decode(data, name)
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise Unreadable("document.empty") from None
    extract = _Walker(root).walk()
    extract.encoding = encoding
    title = root.find(".//title")
    extract.title = " ".join((title.text or "").split()) if title is not None else ""
    if damaged:
        extract.reservations.append(("document.damaged_characters", {"encoding": encoding}))
    return extract


@dataclass
class _Open:
    """An element whose end has not been reached."""

    start: int
    kind: MarkKind | None = None
    level: int = 0
    label: str = ""
    cell: bool = False
    chrome: bool = False
    overlay: bool = False


class _Walker:
    """Walks over a page once and writes its text and marks."""

    def __init__(self, root: html.HtmlElement) -> None:
        self._root = root
        self._out = Builder()
        self._open: dict[html.HtmlElement, _Open] = {}
        self._lists: list[tuple[bool, int]] = []
        self._items: list[_Open] = []
        self._rows = 0
        self._pre = 0
        self._term = -1
        self._whole = max(len(root.text_content()), 1)

    def walk(self) -> Extract:
        walker = etree.iterwalk(self._root, events=("start", "end"))
        for event, element in walker:
            if not isinstance(element.tag, str):
                continue
            if event == "start":
                if is_dropped(element):
                    walker.skip_subtree()
                else:
                    self._start(element)
            else:
                if element in self._open:
                    self._end(element)
                self._text(element.tail)
        return self._out.extract()

    def _text(self, piece: str | None) -> None:
        if not piece:
            return
        if self._pre:
            for index, line in enumerate(piece.split("\n")):
                if index:
                    self._out.line()
                self._out.add(line)
        else:
            self._out.add(piece)

    # --- the start of an element

    def _start(self, element: html.HtmlElement) -> None:
        tag = element.tag
        state = _Open(self._out.length)
        self._open[element] = state
        if tag == "br":
            self._out.line()
        elif tag in ("td", "th"):
            state.cell = True
        elif tag == "dd" and self._term >= 0:
            self._out.cell()
        elif tag in _BLOCKS and not self._rows:
            self._out.block()
        elif tag in _BLOCKS and tag not in ("tr", "tbody", "thead", "tfoot"):
            self._out.line()
        state.start = self._out.length
        state.overlay = is_overlay(element, self._whole)
        state.chrome = state.overlay or is_chrome(element, self._whole)
        if tag == "pre":
            self._pre += 1
        elif tag in ("ul", "ol", "menu", "dir"):
            self._start_list(element)
        elif not self._rows:
            self._start_block(element, state)
        self._text(element.text)

    def _start_block(self, element: html.HtmlElement, state: _Open) -> None:
        tag = element.tag
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            state.kind, state.level = MarkKind.HEADING, int(tag[1])
            self._close_item()
        elif tag == "li":
            state.kind, state.level = MarkKind.ITEM, max(len(self._lists), 1)
            state.label = self._next_label(element)
            self._items.append(state)
        elif tag == "tr" and is_row(element):
            state.kind, state.level = MarkKind.ROW, 1 if is_header(element) else 2
            self._rows += 1
        elif tag == "dt":
            if is_short_definition(element):
                self._term = state.start
            else:
                state.kind, state.level = MarkKind.HEADING, _DEFINITION_LEVEL
        elif tag == "dd":
            state.kind, state.level = MarkKind.PARAGRAPH, 0
            if self._term >= 0:
                state.kind, state.level, state.start = MarkKind.ROW, 2, self._term
                self._term = -1
                self._rows += 1

    def _start_list(self, element: html.HtmlElement) -> None:
        self._close_item()
        first = element.get("start") or "1"
        number = int(first) if re.fullmatch(r"-?\d{1,6}", first) else 1
        self._lists.append((element.tag == "ol", number - 1))

    def _next_label(self, element: html.HtmlElement) -> str:
        if not self._lists:
            return ""
        ordered, number = self._lists[-1]
        value = element.get("value") or ""
        number = int(value) if re.fullmatch(r"-?\d{1,6}", value) else number + 1
        self._lists[-1] = (ordered, number)
        return f"{number}." if ordered else ""

    def _close_item(self) -> None:
        """The text of a list entry ends where a list or heading inside it begins."""
        if self._items and self._items[-1].kind is MarkKind.ITEM:
            state = self._items[-1]
            self._out.mark(state.start, MarkKind.ITEM, state.level, state.label)
            state.kind = None

    # --- the end of an element

    def _end(self, element: html.HtmlElement) -> None:
        state = self._open.pop(element)
        tag = element.tag
        if tag == "pre":
            self._pre -= 1
        elif tag in ("ul", "ol", "menu", "dir") and self._lists:
            self._lists.pop()
        if tag == "li" and self._items and self._items[-1] is state:
            self._close_item()
            self._items.pop()
        elif state.kind is not None:
            self._out.mark(state.start, state.kind, state.level, state.label)
            if state.kind is MarkKind.ROW:
                self._rows -= 1
        if state.chrome:
            self._out.mark(state.start, MarkKind.CHROME, int(state.overlay))
        if state.cell and self._rows:
            self._out.cell()
        elif tag == "dt" and self._term >= 0:
            pass
        elif tag in _BLOCKS and not self._rows:
            self._out.block()
        elif tag in _BLOCKS or state.cell:
            self._out.line()
