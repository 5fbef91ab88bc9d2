"""Menus, breadcrumbs and footers in a text that has lost its markup."""

from __future__ import annotations

from collections import Counter

from auditkit.models import PassageKind, PassageRole
from auditkit.passages._titles import is_contact, is_document_title, is_menu_entry, is_sentence
from auditkit.passages._units import Unit

_MENU_RUN = 5
_SHORT = 30


def mark_menus(text: str, units: list[Unit]) -> None:
    """Give the role CHROME to runs of short lines that are clearly site navigation."""
    counts = Counter(text[u.start : u.end] for u in units if u.end - u.start <= _SHORT)
    index = 0
    while index < len(units):
        stop = index
        while stop < len(units) and _is_short(text, units[stop]):
            stop += 1
        if stop - index >= _MENU_RUN:
            _mark_run(text, units[index:stop], counts, stop == len(units))
        index = max(stop, index + 1)


def _is_short(text: str, unit: Unit) -> bool:
    own = text[unit.start : unit.end]
    return (
        unit.role is PassageRole.CONTENT
        and unit.kind is None
        and (unit.marker is None or unit.marker.style.startswith("bullet"))
        and len(own) <= _SHORT
        and not is_sentence(own)
        and "：" not in own
    )


def _mark_run(text: str, run: list[Unit], counts: Counter[str], at_end: bool) -> None:
    """Mark the part of a run of short lines that is navigation; titles at its end stay."""
    menu = [
        is_menu_entry(own) or counts[own] > 2
        for own in (text[u.start : u.end].lstrip("・>＞» ") for u in run)
    ]
    first = next((i for i, found in enumerate(menu) if found), None)
    if first is None:
        return
    last = len(menu) - 1 - menu[::-1].index(True)
    if not at_end:
        while last >= first and is_document_title(text[run[last].start : run[last].end]):
            last -= 1
    part = run[first : last + 1]
    found = sum(menu[first : last + 1])
    contacts = sum(is_contact(text[u.start : u.end]) for u in part)
    if len(part) >= _MENU_RUN and found * 2 >= len(part) and contacts * 4 <= len(part):
        for unit in part:
            unit.role = PassageRole.CHROME
            unit.kind = PassageKind.PARAGRAPH
