"""Markdown's own structure: headings, lists, tables, quotations.

Converted PDFs come as plain text with Markdown in it, so this is read wherever it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.passages._titles import is_title
from auditkit.passages._units import Mark, MarkKind

_LINE = re.compile(r"[^\n]*\n?")
_ATX = re.compile(r"[ \t]{0,3}(#{1,6})[ \t\u3000]+(?=\S)|(#{1,6})(?=[^\s#0-9a-zA-Z!])")
_SETEXT = re.compile(r"[ \t]{0,3}(=+|-{2,})[ \t]*\Z")
_BULLET = re.compile(r"([ \t]*)([-*+])[ \t]+(?=\S)")
_NUMBER = re.compile(r"([ \t]*)(?=\d{1,3}[.)][ \t]+\S)")
_QUOTE = re.compile(r"[ \t]{0,3}(?:>[ \t]?)+")
_DELIMITER = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*\Z")
_BOLD = re.compile(r"[ \t]*(\*\*|__)([^*_\n]{2,60})\1[ \t]*\Z")
_FENCE = re.compile(r"[ \t]{0,3}(```|~~~)")
_FRONT = re.compile(r"---[ \t]*\n(?:[^\n]*\n){0,60}?---[ \t]*\n")
_BOLD_LEVEL = 7
_SIGN = re.compile(
    r"^[ \t]{0,3}#{1,6}[ \t\u3000]+\S|^\|.*\|[ \t]*$|^(?:={4,}|-{4,})[ \t]*$", re.MULTILINE
)


def looks_like_markdown(text: str) -> bool:
    """Whether a text without stated structure holds headings or tables in Markdown."""
    return sum(1 for _, _ in zip(_SIGN.finditer(text), range(2), strict=False)) == 2


def find_markdown(text: str) -> Iterator[Mark]:
    """Yield the marks of a Markdown text."""
    front = _FRONT.match(text)
    at = front.end() if front else 0
    if front:
        yield Mark(0, front.end(), MarkKind.CHROME)
    lines = [m.span() for m in _LINE.finditer(text, at) if m.end() > m.start()]
    fenced = False
    in_table = False
    for index, (start, stop) in enumerate(lines):
        line = text[start:stop].rstrip("\n")
        end = start + len(line.rstrip())
        following = text[slice(*lines[index + 1])].rstrip("\n") if index + 1 < len(lines) else ""
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if fenced or not line.strip():
            in_table = False
            continue
        header = "|" in line and "|" in following and _DELIMITER.match(following) is not None
        if header or (in_table and "|" in line):
            in_table = True
            if not _DELIMITER.match(line):
                yield _row(text, start, end, header=header)
            continue
        in_table = False
        mark = _line_mark(line, start, end, following)
        if mark is not None:
            yield mark


def _row(text: str, start: int, end: int, *, header: bool) -> Mark:
    lead = re.match(r"[ \t]*\|?[ \t]*", text[start:end])
    prefix = lead.end() if lead is not None else 0
    return Mark(start, end, MarkKind.ROW, 1 if header else 2, prefix=min(prefix, end - start - 1))


def _line_mark(line: str, start: int, end: int, following: str) -> Mark | None:
    """The mark of one line: heading, list entry or quotation."""
    atx = _ATX.match(line)
    if atx is not None:
        hashes = atx.group(1) or atx.group(2)
        closed = line.rstrip().rstrip("#").rstrip()
        stop = start + max(len(closed), atx.end() + 1)
        return Mark(start, min(stop, end), MarkKind.HEADING, len(hashes), prefix=atx.end())
    underline = _SETEXT.match(following)
    if underline is not None and not _BULLET.match(line) and len(line.strip()) <= 80:
        level = 1 if underline.group(1).startswith("=") else 2
        return Mark(start, end, MarkKind.HEADING, level)
    bold = _BOLD.match(line)
    if bold is not None and is_title(bold.group(2)):
        return Mark(start, start + bold.end(2), MarkKind.HEADING, _BOLD_LEVEL, prefix=bold.start(2))
    bullet = _BULLET.match(line)
    if bullet is not None:
        depth = 1 + len(bullet.group(1).expandtabs(4)) // 2
        return Mark(start, end, MarkKind.ITEM, depth, prefix=bullet.end(), label="")
    number = _NUMBER.match(line)
    if number is not None:
        depth = 1 + len(number.group(1).expandtabs(4)) // 2
        return Mark(start, end, MarkKind.ITEM, depth, prefix=number.end())
    quote = _QUOTE.match(line)
    if quote is not None and quote.end() < end - start:
        return Mark(start, end, MarkKind.PARAGRAPH, prefix=quote.end())
    return None
