"""Headings that stand below another heading of their kind, read off what they head.

Nothing printed tells 「個人情報の利用目的」 from 「お客様の個人情報」 below it. What does tell
is the text: a title whose sentence points below, or that has no text of its own, followed by
titles that head a text or a list; and numbers that go on past a title between them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from auditkit.models import PassageKind, PassageRole
from auditkit.passages._leads import points_below
from auditkit.passages._titles import (
    is_contact_label,
    is_document_title,
    is_menu_entry,
    is_sentence,
    is_topic,
)
from auditkit.passages._units import Unit

_ABOUT = re.compile(r"(?:について|に関して|に関する事項|に関する\S{2,4}|等|のお?知らせ)\s*\Z")
_ALIKE = 3
"""Titles alike in so many signs at their end stand beside each other."""


def find_groups(text: str, units: Sequence[Unit]) -> None:
    """Set ``inner`` on the headings that stand below another heading of their kind."""
    content = [u for u in units if u.role is not PassageRole.CHROME]
    for unit, below in pairwise(content):
        if _style(text, unit) == "plain" and is_contact_label(text[unit.start : unit.end]):
            unit.label = not _is_text(text, below)
    counts = Counter(
        text[u.start : u.end] for u in content if u.kind is PassageKind.HEADING and u.mark is None
    )
    index = 0
    while index < len(content):
        heads = _find_group(text, content, index, counts)
        for head in heads:
            content[head].inner = True
        index = (heads[-1] if heads else index) + 1
    _find_interruptions(text, content)


def _find_group(text: str, units: Sequence[Unit], index: int, counts: Counter[str]) -> list[int]:
    """The headings that stand below the heading at ``index``."""
    style = _style(text, units[index])
    if not style:
        return []
    if style == "plain":
        first = _first_list(text, units, index)
        heads = _list_heads(text, units, first) if first else []
        if heads and (first > index + 1 or len(heads) > 1):
            return heads
    if _heads_title(text, units, index):
        return _text_heads(text, units, index, counts)
    return []


# --- groups that each head a list


def _first_list(text: str, units: Sequence[Unit], index: int) -> int:
    """Where the first group with a list below the heading at ``index`` begins; 0 if none does."""
    at = index + 1
    while at < len(units) and units[at].kind is PassageKind.PARAGRAPH:
        at += 1
    introduced = at == index + 1 or points_below(text[units[at - 1].start : units[at - 1].end])
    return at if introduced and _heads_list(text, units, at) else 0


def _list_heads(text: str, units: Sequence[Unit], first: int) -> list[int]:
    """The headings of the groups from ``first`` on; a title of another topic ends them."""
    heads = [first]
    at = first + 1
    while at < len(units):
        if units[at].kind is PassageKind.HEADING:
            if not _heads_list(text, units, at) or is_topic(text[units[at].start : units[at].end]):
                break
            heads.append(at)
        at += 1
    return heads


def _heads_list(text: str, units: Sequence[Unit], at: int) -> bool:
    return (
        at + 1 < len(units)
        and _style(text, units[at]) == "plain"
        and units[at + 1].kind is PassageKind.ITEM
    )


# --- a title right above a title


def _heads_title(text: str, units: Sequence[Unit], index: int) -> bool:
    """Whether the heading at ``index`` stands right above one of its kind that heads a text."""
    if index + 2 >= len(units):
        return False
    upper, lower, below = units[index : index + 3]
    style = _style(text, upper)
    own = text[upper.start : upper.end].strip()
    return (
        style == _style(text, lower)
        and (index == 0 or _style(text, units[index - 1]) != style)
        and (below.kind is not PassageKind.HEADING or _style(text, below) != style)
        and not is_menu_entry(own)
        and not upper.label
        and not lower.label
    )


def _text_heads(text: str, units: Sequence[Unit], index: int, counts: Counter[str]) -> list[int]:
    """The headings below the one at ``index``, up to the first that is not like them."""
    style = _style(text, units[index])
    heads = [index + 1]
    below = units[index + 2]
    if below.kind is not PassageKind.HEADING and not _is_text(text, below):
        return heads
    upper, first = _topic(text, units[index]), _topic(text, units[index + 1])
    for at in range(index + 2, len(units) - 1):
        unit = units[at]
        if unit.kind is not PassageKind.HEADING:
            continue
        if unit.mark is not None or unit.version or is_document_title(text[unit.start : unit.end]):
            break
        if _style(text, unit) != style:
            continue
        own = _topic(text, unit)
        alike = (
            own[-_ALIKE:] == first[-_ALIKE:]
            or (len(upper) > _ALIKE and upper in own)
            or counts[text[unit.start : unit.end]] > 1
            or _same(text, units[at + 1], below)
        )
        if not alike or _heads_title(text, units, at):
            break
        heads.append(at)
    return heads


def _topic(text: str, unit: Unit) -> str:
    return _ABOUT.sub("", text[unit.start : unit.end].strip())


def _same(text: str, one: Unit, other: Unit) -> bool:
    """Whether two headings say the same, as 「■送信先」 below the name of each tool."""
    return (
        one.kind is PassageKind.HEADING
        and text[one.start : one.end] == text[other.start : other.end]
    )


def _is_text(text: str, unit: Unit) -> bool:
    return unit.kind is PassageKind.ITEM or is_sentence(text[unit.start : unit.end])


def _style(text: str, unit: Unit) -> str:
    """What a heading without number looks like; empty for any other unit."""
    if unit.kind is not PassageKind.HEADING or unit.mark is not None or unit.version:
        return ""
    if unit.marker is not None:
        return unit.marker.style if unit.marker.style.startswith("symbol") else ""
    sign = text[unit.start]
    if sign in "【＜<《〔［[〈（(":
        return f"bracket {sign}"
    return "" if is_document_title(text[unit.start : unit.end]) else "plain"


# --- a title between two numbers


def _find_interruptions(text: str, units: Sequence[Unit]) -> None:
    """Set ``inner`` on plain titles inside a numbered section that a plain title stands above."""
    waiting: list[tuple[int, dict[str, int]]] = []
    numbers: dict[str, int] = {}
    plain = False
    for index, unit in enumerate(units):
        if unit.kind is not PassageKind.HEADING:
            continue
        if unit.marker is not None and unit.marker.number:
            numbers[unit.marker.style] = unit.marker.number
        elif _style(text, unit) == "plain" and not unit.inner:
            if plain and numbers and _heads_text(units, index):
                waiting.append((index, dict(numbers)))
            else:
                numbers.clear()
            plain = True
        elif is_document_title(text[unit.start : unit.end]):
            numbers.clear()
            plain = False
    following: dict[str, int] = {}
    at = len(units)
    for index, numbers in reversed(waiting):
        while at > index + 1:
            at -= 1
            marker = units[at].marker
            if marker is not None and marker.number:
                following[marker.style] = marker.number
        if any(following.get(style) == number + 1 for style, number in numbers.items()):
            units[index].inner = True


def _heads_text(units: Sequence[Unit], index: int) -> bool:
    return index + 1 < len(units) and units[index + 1].kind is not PassageKind.HEADING
