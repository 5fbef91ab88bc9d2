"""Making any text safe and readable in a spreadsheet cell."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache

CELL_LIMIT = 32_000
"""UTF-16 units we put in a cell; the format allows 32,767, and a note must fit too."""
REPLACED = "〓"
"""Stands for a character that a cell cannot hold; printers' mark for a missing letter."""
_LINE_LIMIT = 250  # the format allows 253 line breaks in a cell
LINE_HEIGHT = 15.0
"""Points that a 10-point line needs in the fonts we may be shown in."""
_ROW_PADDING = 3.0
_ROW_LIMIT = 409.0  # points; the format allows no higher row

_UNIT = 7.6
"""Pixels of a column's width of 1; a spreadsheet takes a digit's, about 8 at 10 points.

The widths of Latin characters are relative to it, whatever the font.
"""
_WIDE = 13.5  # pixels of a Japanese character of 10 points
_THIN = frozenset(" !'(),-./:;I[]fijlrt|")
_NEVER_FIRST = frozenset("、。，．・：；！？）」』】〕ーゃゅょっァィゥェォャュョッ々")
_WORD = re.compile(r"[!-,.-~]+-*|-+|\s|.", re.DOTALL)

_UNSAFE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069"
    "\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
    "|[\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0010fffe\U0010ffff]"
)
_FORMULA_LIKE = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "'", "\t", "|", "%")


def _visible(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x09:
        return "\u3000"
    if code in (0x0D, 0x2028, 0x2029, 0x85):
        return "\n"
    return REPLACED


def clean(text: str) -> str:
    """Return ``text`` without anything a cell cannot hold; what is replaced stays visible."""
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    if _UNSAFE.search(text):
        text = _UNSAFE.sub(_visible, text)
    if text.count("\n") > _LINE_LIMIT:
        lines = text.split("\n")
        text = "\n".join(lines[:_LINE_LIMIT]) + "\n" + " ↵ ".join(lines[_LINE_LIMIT:])
    return text


def looks_like_formula(text: str) -> bool:
    """Tell whether a spreadsheet would take ``text`` for a formula if someone retyped it."""
    return text.startswith(_FORMULA_LIKE)


def units(text: str) -> int:
    """Return the length of ``text`` as Excel counts it, in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text) if text else 0


def split(text: str, note: str) -> list[str]:
    """Cut ``text`` into parts a cell can hold; each but the last ends with ``note``."""
    if len(text) * 2 <= CELL_LIMIT or units(text) <= CELL_LIMIT:
        return [text]
    parts: list[str] = []
    start = room = 0
    for at, character in enumerate(text):
        size = 2 if character > "\uffff" else 1
        if room + size > CELL_LIMIT:
            parts.append(text[start:at] + note)
            start, room = at, 0
        room += size
    parts.append(text[start:])
    return parts


@cache
def _is_wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "WFA"


def width(text: str) -> int:
    """Return the width of ``text`` in half-width characters."""
    return len(text) if text.isascii() else len(text) + sum(map(_is_wide, text))


def shorten(text: str, limit: int) -> str:
    """Return ``text`` on one line, cut with … beyond ``limit`` half-width characters."""
    text = " ".join(text[: 4 * limit].split()) + ("…" if len(text) > 4 * limit else "")
    if width(text) <= limit:
        return text
    used = 0
    for at, character in enumerate(text):
        used += 2 if _is_wide(character) else 1
        if used > limit - 2:
            return text[:at].rstrip() + "…"
    return text


def lines(text: str, columns: float) -> int:
    """Return how many lines ``text`` takes in a cell ``columns`` half-width characters wide."""
    room = columns * _UNIT
    return sum(_paragraph_lines(paragraph, room) for paragraph in text.split("\n"))


def _paragraph_lines(paragraph: str, room: float) -> int:
    """Break a paragraph as a spreadsheet does: between words, and beside Japanese characters."""
    if len(paragraph) * _WIDE <= room:
        return 1
    count, used, last = 1, 0.0, 0.0
    for word, size in _words(paragraph):
        if used + size <= room or not used:
            used, last = used + size, size
        elif word == " ":
            continue
        elif word in _NEVER_FIRST and last < used:
            # the character before it goes to the next line as well
            count, used, last = count + 1, last + size, size
        else:
            count, used, last = count + 1, size, size
        if used > room:
            extra = math.ceil(used / room) - 1
            count, used = count + extra, used - extra * room
    return count


def _words(paragraph: str) -> Iterator[tuple[str, float]]:
    """Yield what must not be broken, with its width: a word, or one Japanese character."""
    for found in _WORD.finditer(paragraph):
        word = found[0]
        yield word, sum(map(_advance, word))


@cache
def _advance(character: str) -> float:
    """Return the pixels a character takes."""
    if _is_wide(character):
        return _WIDE
    if character in _THIN:
        return 4.8
    if character in "mwMW@%":
        return 11.5
    if character.isdigit():
        return _UNIT
    return 8.4 if character.isupper() else 7.3


def row_height(line_count: int) -> float:
    """Return the height in points of a row of so many lines."""
    return min(_ROW_LIMIT, line_count * LINE_HEIGHT + _ROW_PADDING)
