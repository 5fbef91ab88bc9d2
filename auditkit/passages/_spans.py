"""The lines of a text, and how they end."""

from __future__ import annotations

import re
from collections.abc import Iterator

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\f\v\x85\u2028\u2029]+")
TERMINAL = re.compile(r"[。．！？!?：:」』）)】＞》〕\].;；]\s*\Z")
SENTENCE_END = re.compile(r"[。．！？!?：:][」』）)\s]*\Z")
_LONGEST_MARGIN = 120


def line_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the lines between two offsets, blank ones as empty spans, without line ends."""
    at = start
    for match in _LINE.finditer(text, start, end):
        begin, stop = match.span()
        if begin - at > 1 and text.count("\n", at, begin) > 1:
            yield (at, at)
        line = match.group()
        stripped = line.strip()
        if len(stripped) == stop - begin:
            yield (begin, stop)
        elif not stripped:
            yield (begin, begin)
        else:
            begin += len(line) - len(line.lstrip())
            yield (begin, begin + len(stripped))
        at = stop


def width(line: str) -> int:
    """Columns a line takes in print, full-width signs counted twice."""
    return (len(line) + len(line.encode("utf-8", "replace"))) // 2


def indent(text: str, start: int) -> str:
    """The white space between the beginning of a line and ``start``."""
    before = text[max(start - _LONGEST_MARGIN, 0) : start]
    return before[len(before.rstrip(" \t\u3000")) :]
