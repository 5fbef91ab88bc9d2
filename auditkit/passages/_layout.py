"""What only the whole text tells of a line: its margin, bare numbers that count, page furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditkit.passages._furniture import find_furniture
from auditkit.passages._series import find_series
from auditkit.passages._spans import TERMINAL, line_spans, width

_WIDE_GAP = re.compile(r"[^\s。！？．.)）条章節項号0-9０-９](?:\t| ?\u3000| {2})")
"""White space between two columns, not behind a marker or a sentence."""
_LONGEST_MARGIN = 200


@dataclass(frozen=True)
class Layout:
    """What is known of the lines of a text before any of them is read."""

    margin: int = 0
    """The column at which the text was wrapped, 0 if its lines are whole paragraphs."""
    numbered: frozenset[int] = frozenset()
    """Where lines begin whose bare number counts them."""
    furniture: frozenset[int] = frozenset()
    """Where lines begin that belong to the pages and not to the text."""


def read_layout(text: str) -> Layout:
    """Look at all lines of ``text``."""
    return Layout(wrap_width(text), find_series(text), find_furniture(text))


def wrap_width(text: str) -> int:
    """The column at which the text was wrapped, or 0 if its lines are whole paragraphs."""
    widths: list[int] = []
    unfinished: list[int] = []
    for begin, stop in line_spans(text, 0, len(text)):
        if stop - begin >= 8:
            line = text[begin:stop]
            if ("\u3000" in line or "\t" in line or "  " in line) and _WIDE_GAP.search(line):
                continue
            columns = width(line)
            widths.append(columns)
            if columns >= 40 and not TERMINAL.search(line[-3:]):
                unfinished.append(columns)
    if len(unfinished) < 3:
        return 0
    widths.sort()
    unfinished.sort()
    right = unfinished[int(len(unfinished) * 0.8)]
    if right > _LONGEST_MARGIN:
        return 0
    near = sum(1 for columns in unfinished if 0.85 * right <= columns <= 1.1 * right)
    beyond = sum(1 for columns in widths if columns > 1.25 * right)
    return right if near * 2 >= len(unfinished) and beyond * 10 <= len(widths) else 0
