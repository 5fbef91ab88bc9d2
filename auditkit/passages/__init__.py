"""Text to passages: the clauses, entries, rows and headings of a document, each with its place.

:func:`split_passages` is the one verb. A reader hands it the extracted text and the *marks* its
format states; where the format states nothing, the structure is read off the text itself.
"""

from __future__ import annotations

import bisect
import re
import unicodedata
from collections.abc import Sequence

from auditkit.models import Passage, PassageKind
from auditkit.passages._chrome import mark_menus
from auditkit.passages._columns import find_rows
from auditkit.passages._groups import find_groups
from auditkit.passages._kinds import decide_kinds
from auditkit.passages._locators import write_locators
from auditkit.passages._markdown import find_markdown, looks_like_markdown
from auditkit.passages._outline import Outline
from auditkit.passages._segments import find_units
from auditkit.passages._stacked import join_stacked, mark_questions
from auditkit.passages._titles import is_document_title, is_sentence
from auditkit.passages._units import Mark, MarkKind, Unit
from auditkit.passages._versions import separate_versions

__all__ = [
    "Mark",
    "MarkKind",
    "find_markdown",
    "is_document_title",
    "is_sentence",
    "split_passages",
]


def _pairs(radicals: str, ideographs: str) -> dict[int, str | int]:
    return {ord(a): b for a, b in zip(radicals, ideographs, strict=True)}


_RADICALS: dict[int, str | int] = {
    **{code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)},
    **_pairs("⺟⺠⻁⻄⻅⻆⻑⻘⻝⻤⻨⻩⻫⻭⻯⻲", "母民虎西見角長青食鬼麦黄斉歯竜亀"),
}
"""Radicals that PDF fonts put in place of ideographs, one for one, so that offsets stay."""
_RADICAL = re.compile(r"[\u2e80-\u2fd5]")


def split_passages(text: str, marks: Sequence[Mark] = ()) -> tuple[Passage, ...]:
    """Return the passages of ``text``; together they hold every character exactly once."""
    if not text:
        return ()
    if _RADICAL.search(text) is not None:
        text = text.translate(_RADICALS)
    if not any(m.kind is not MarkKind.PAGE for m in marks) and looks_like_markdown(text):
        marks = [*marks, *find_markdown(text)]
    units = find_units(text, marks)
    if not units:
        return (Passage(0, len(text), "段落1"),)
    units = join_stacked(text, units)
    mark_questions(text, units)
    content = [u for u in units if not u.furniture]
    mark_menus(text, content)
    find_rows(text, content)
    decide_kinds(text, content)
    units = separate_versions(text, units)
    find_groups(text, units)
    outline = Outline(text)
    for unit in units:
        outline.add(unit)
    locators = write_locators(outline.places, _pages(units, marks))
    edges = [0, *(u.first for u in units[1:]), len(text)]
    return tuple(
        Passage(
            start=edges[index],
            end=edges[index + 1],
            locator=locators[index],
            kind=unit.kind or PassageKind.PARAGRAPH,
            role=unit.role,
            level=len(outline.places[index].path),
            headings=unit.headings,
            lead=unit.lead,
        )
        for index, unit in enumerate(units)
    )


def _pages(units: Sequence[Unit], marks: Sequence[Mark]) -> list[int]:
    """The page each unit begins on, 0 where the document has no pages."""
    pages = sorted((m.start, m.level) for m in marks if m.kind is MarkKind.PAGE)
    starts = [start for start, _ in pages]
    found: list[int] = []
    for unit in units:
        at = bisect.bisect_right(starts, unit.start) - 1
        found.append(pages[at][1] if at >= 0 else 0)
    return found
