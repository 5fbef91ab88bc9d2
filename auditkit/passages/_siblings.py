"""Which of the open entries a heading or list entry goes on after."""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.models import PassageKind
from auditkit.passages._entries import Entry
from auditkit.passages._markers import ARTICLE_STYLES, Marker, follows, is_first, is_next
from auditkit.passages._units import Unit

_DIGITS = ("paren digit", "close", "square", "dot", "comma")


def find_sibling(stack: Sequence[Entry], entry: Entry, last: Unit | None) -> int | None:
    """Index of the open entry whose list ``entry`` goes on with; ``last`` was read before it."""
    every = [i for i, e in enumerate(stack) if e.style == entry.style]
    same = every
    if entry.level or entry.listed:  # a heading the file states and a list entry seldom mix
        same = [i for i in every if bool(stack[i].level) == bool(entry.level)]
    marker = entry.marker
    if marker is None:
        return same[-1] if same else None
    alike = [i for i in same if bool(stack[i].heading) == bool(entry.heading)]
    others = [i for i in same if i not in alike]
    if len(same) == 1 and _begins_below(stack, same[0], entry, last):
        return None
    nearest = [*reversed(alike), *reversed(others)]
    for goes_on in (is_next, follows):
        for at in nearest:
            if goes_on(marker, stack[at].marker):
                return at
    if entry.listed and not is_first(marker):
        for at in reversed(every):
            if is_next(marker, stack[at].marker):
                return at
    if not same:
        return _broken_sibling(stack, marker)
    if is_first(marker) and not entry.heading:
        outer = stack[same[-1]]
        if outer.heading or (outer is stack[-1] and outer.introduces):
            return None  # 「1. 次の場合… / 1. …」: a list of the same style inside the entry
    return alike[-1] if alike else same[-1]


def _begins_below(stack: Sequence[Entry], at: int, entry: Entry, last: Unit | None) -> bool:
    """Whether a title with the number 1 stands right below the only open title of its style."""
    outer = stack[at]
    if not entry.heading or entry.marker is None or entry.marker.number != 1:
        return False
    return (
        at == len(stack) - 1
        and outer.marker is not None
        and outer.marker.number in (1, 2)  # behind more of them it is a table of contents
        and outer.style not in ARTICLE_STYLES
        and not entry.level
        and last is not None
        and last.kind is PassageKind.HEADING
        and last.marker is not None
        and last.marker.style == outer.marker.style
        and last.marker.number == outer.marker.number
    )


def _broken_sibling(stack: Sequence[Entry], marker: Marker) -> int | None:
    """The entry numbered just before in another style: 「(1) … 2) …」, as OCR leaves it."""
    if marker.number < 2 or marker.style not in _DIGITS:
        return None
    for at in range(len(stack) - 1, -1, -1):
        last = stack[at].marker
        if last is not None and last.style in _DIGITS and last.number == marker.number - 1:
            mixed = last.style != marker.style and "dot" not in (last.style, marker.style)
            return at if mixed else None
    return None
