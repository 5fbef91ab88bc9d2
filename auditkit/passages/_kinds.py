"""Heading, entry, row or paragraph: decided from a unit's own text and its neighbours."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditkit.models import PassageKind, PassageRole
from auditkit.passages._leads import introduces_list, only_points
from auditkit.passages._markers import Marker, is_first
from auditkit.passages._spans import indent, width
from auditkit.passages._symbols import find_entries
from auditkit.passages._tables import names_columns
from auditkit.passages._titles import (
    heads_text,
    is_contact,
    is_document_title,
    is_list_entry,
    is_sentence,
    is_title,
)
from auditkit.passages._units import MarkKind, Unit

_BRACKETED = re.compile(r"[【＜<《〔［\[〈『「（(][^\n]{1,50}[】＞>》〕］\]〉』」）)]\s*\Z")
_ASIDE = re.compile(
    r"[（(][^（）()\n]*(?:除く|除きます|含む|含みます|以外|のみ|不要|必須|任意|税込み?|税抜き?|略|抜粋|予定)[）)]"
)
"""「（土日を除く）」 is a remark on the line above."""
_LABELLED = re.compile(
    r"(?!\d{1,2}[:：]\d)(?:[（(\[［【][^（）()\[\]［］【】\n。]{1,16}[）)\]］】]\s+(?=\S)|[^\s:：。、（(]{1,16}(?:[（(][^）)\n]{1,16}[）)])?\s?[:：](?!//)\s*(?=\S))"
)
_NUMBERED_LABEL = re.compile(
    r"[^\s\d０-９]{1,4}\s?[\d０-９]{1,2}\s?[:：]\s?[^。]{2,40}(?:について|事項|方針|提供|委託)"
    r"|(?:詳細|補足|別紙|別表|付録|項目|資料|その)\s?[\d０-９]{1,2}\s?[:：]\s?[^。\d０-９]{2,40}"
)
"""「詳細２：第三者提供について」 is a title, though it is written like a label and its value."""
_LONGEST_ROW = 160
_SAME_HEAD = 3
_SHORT_TITLE = 16
_LABEL = 12
"""A line up to this length that keeps coming back is a label of a form, not a title."""
_RIGHT = 44
"""No title is set in so far."""
_SCHEME = ("article", "chapter", "section", "part")


@dataclass(frozen=True)
class _Seen:
    """The latest marker of each style, and the latest that was a heading or an entry."""

    last: dict[str, Marker]
    headings: dict[str, Marker]
    entries: dict[str, Marker]


def decide_kinds(text: str, units: Sequence[Unit]) -> None:
    """Give every unit its kind, in place."""
    _find_unmarked_lists(text, units)
    entries = find_entries(text, units)
    seen = _Seen({}, {}, {})
    asides = sum(text[u.start] in "（(" and u.marker is None for u in units)
    repeated = Counter(text[u.start : u.end] for u in units if u.end - u.start <= _LABEL)
    for index, unit in enumerate(units):
        following = units[index + 1] if index + 1 < len(units) else None
        if unit.kind is None or (unit.kind is PassageKind.ITEM and unit.marker is not None):
            listed = index in entries
            decided = PassageKind.ITEM if listed else _decide(text, unit, following, seen)
            if decided is PassageKind.HEADING and unit.marker is None:
                own = text[unit.start : unit.end]
                before = units[index - 1] if index else None
                if (
                    _is_label(own, repeated)
                    or _interrupts(following, seen.last)
                    or _is_value(text, before, following, repeated)
                    or (before is not None and _is_subtitle(text, before, own, asides))
                ):
                    decided = PassageKind.PARAGRAPH
            unit.kind = decided
        if unit.kind is PassageKind.ROW:
            unit.header = names_columns(text, unit, following)
        if unit.marker is not None:
            seen.last[unit.marker.style] = unit.marker
            same = seen.headings if unit.kind is PassageKind.HEADING else seen.entries
            same[unit.marker.style] = unit.marker


def _is_label(own: str, repeated: Counter[str]) -> bool:
    """Whether a short line keeps coming back, as 「必須」 does in a form."""
    return repeated[own] > 2 and not is_document_title(own)


def _interrupts(following: Unit | None, last: Mapping[str, Marker]) -> bool:
    """Whether a short line only stands between two entries of one list."""
    if following is None or following.marker is None or following.marker.number < 2:
        return False
    if following.marker.style in _SCHEME:
        return False
    previous = last.get(following.marker.style)
    return previous is not None and previous.number == following.marker.number - 1


def _is_subtitle(text: str, before: Unit, own: str, asides: int) -> bool:
    """Whether a line in brackets below a document's title adds to it and heads nothing."""
    return (
        asides == 1
        and own[0] in "（("
        and before.kind is PassageKind.HEADING
        and is_document_title(text[before.start : before.end])
    )


def _is_value(
    text: str, before: Unit | None, following: Unit | None, repeated: Counter[str]
) -> bool:
    """Whether a short line is what a label above it names: 「■送信先 / 見本社 / ■利用目的」."""
    if before is None or before.marker is None or before.kind is not PassageKind.HEADING:
        return False
    style = before.marker.style
    if not style.startswith("symbol") or following is None:
        return False
    if following.marker is not None:
        return following.marker.style == style
    return repeated[text[before.start : before.end]] > 1 and not is_sentence(
        text[following.start : following.end]
    )


def body_of(text: str, unit: Unit) -> str:
    """The text of a unit behind its marker."""
    begin = unit.marker.end if unit.marker is not None else unit.start
    return text[min(begin, unit.end) : unit.end]


def _decide(text: str, unit: Unit, following: Unit | None, seen: _Seen) -> PassageKind:
    body = body_of(text, unit)
    if unit.role is PassageRole.CHROME:
        return PassageKind.PARAGRAPH
    if unit.marker is None:
        return _decide_unmarked(text, unit, body, following)
    style = unit.marker.style
    title = is_title(body) or _BRACKETED.match(body.strip()) is not None
    if style in _SCHEME:
        return PassageKind.HEADING if title or not body.strip() else PassageKind.ITEM
    if style.startswith("bullet"):
        return PassageKind.ITEM
    if style == "note":
        heads = title and following is not None and not is_list_entry(body)
        return PassageKind.HEADING if heads and len(body) >= 6 else PassageKind.PARAGRAPH
    bracketed = title and not is_title(body)
    below = following.marker if following is not None else None
    if style.startswith("symbol") and title and below and below.style.startswith("bullet"):
        return PassageKind.HEADING
    if following is None or not (heads_text(body) or bracketed):
        case = following is not None and (
            (title and _goes_on_heading(unit.marker, following, seen))
            or _opens_headings(body.strip(), unit.marker, following)
        )
        return PassageKind.HEADING if case else PassageKind.ITEM
    if style.startswith("symbol"):
        return PassageKind.HEADING
    return _decide_numbered(unit.marker, following, seen)


def _goes_on_heading(marker: Marker, following: Unit, seen: _Seen) -> bool:
    """Whether 「（5）応じられない場合」 above a text goes on after the headings （3） and （4）."""
    last, entry = seen.headings.get(marker.style), seen.entries.get(marker.style)
    below = following.marker
    return (
        following.kind is None
        and (below is None or (below.style != marker.style and is_first(below)))
        and marker.number > 1
        and last is not None
        and last.number == marker.number - 1
        and (entry is None or entry.end < last.end)
    )


def _opens_headings(own: str, marker: Marker, following: Unit) -> bool:
    """Whether 「１　守ること」 right above a list is the first of several titles."""
    below = following.marker
    return (
        marker.number == 1
        and below is not None
        and below.style != marker.style
        and is_first(below)
        and own.endswith("こと")
        and len(own) <= _SHORT_TITLE
        and is_title(own[:-1])
        and "、" not in own
        and not introduces_list(own)
    )


def _decide_numbered(marker: Marker, following: Unit, seen: _Seen) -> PassageKind:
    """Heading or entry, for a title behind a number: seen from the numbers around it."""
    after = following.marker
    if after is not None and after.style == "note":
        return PassageKind.ITEM
    if after is not None and after.style == marker.style:
        restarts = after.number <= 1 < marker.number
        first = marker.number <= 1 and after.number <= 1
        return PassageKind.HEADING if restarts or first else PassageKind.ITEM
    if marker.number > 1:
        heading = seen.headings.get(marker.style)
        if heading is not None and heading.number == marker.number - 1:
            return PassageKind.HEADING
        entry = seen.entries.get(marker.style)
        if entry is not None and entry.number == marker.number - 1:
            return PassageKind.ITEM
    if following.mark is not None and following.kind is PassageKind.HEADING:
        return PassageKind.ITEM
    return PassageKind.HEADING


def _decide_unmarked(text: str, unit: Unit, body: str, following: Unit | None) -> PassageKind:
    if _ASIDE.fullmatch(body) is not None or _is_at_right(text, unit):
        return PassageKind.PARAGRAPH
    if following is not None and _BRACKETED.match(body) is not None and is_title(body[1:-1]):
        return PassageKind.HEADING
    if following is not None and _NUMBERED_LABEL.fullmatch(body) is not None:
        return PassageKind.HEADING
    if _LABELLED.match(body) is not None and len(body) <= _LONGEST_ROW and not is_sentence(body):
        return PassageKind.ROW
    if following is None or not heads_text(body):
        return PassageKind.PARAGRAPH
    if only_points(body):
        return PassageKind.PARAGRAPH
    if unit.mark is not None and unit.mark.kind is MarkKind.ITEM:
        return PassageKind.ITEM
    if is_document_title(body) or following.role is not PassageRole.CHROME:
        return PassageKind.HEADING
    return PassageKind.PARAGRAPH


def _is_at_right(text: str, unit: Unit) -> bool:
    """Whether a line stands where a letter has its date and its sender."""
    return text[unit.start - 1 : unit.start].isspace() and (
        width(indent(text, unit.start)) >= _RIGHT
    )


def _find_unmarked_lists(text: str, units: Sequence[Unit]) -> None:
    """Lines below 「次の…」 that are entries though nothing is printed before them."""
    index = 0
    while index < len(units):
        unit = units[index]
        index += 1
        if not _introduces(text, unit):
            continue
        stop = index
        while stop < len(units) and _could_be_entry(text, units[stop]):
            stop += 1
        run = units[index:stop]
        following = units[stop] if stop < len(units) else None
        if run and following is not None and _is_plain_sentence(text, following):
            last = text[run[-1].start : run[-1].end]
            before = text[run[-2].start : run[-2].end] if len(run) > 1 else ""
            alike = len(run) > 2 and before[:_SAME_HEAD] == last[:_SAME_HEAD]
            if is_title(last) and not is_list_entry(last) and not alike:
                run = run[:-1]
        entries = sum(is_list_entry(text[u.start : u.end].rstrip("。")) for u in run)
        contacts = sum(is_contact(text[u.start : u.end]) for u in run)
        if run and (entries * 2 >= len(run) or (len(run) >= 2 and contacts * 4 <= len(run))):
            for entry in run:
                labelled = _LABELLED.match(text, entry.start, entry.end) is not None
                entry.kind = PassageKind.ROW if labelled else PassageKind.ITEM
        index = max(index, stop)


def _introduces(text: str, unit: Unit) -> bool:
    own = text[unit.start : unit.end]
    return (
        unit.kind in (None, PassageKind.ITEM, PassageKind.PARAGRAPH)
        and (is_sentence(own) or own.endswith(("：", ":")) or only_points(own))
        and introduces_list(own)
    )


def _could_be_entry(text: str, unit: Unit) -> bool:
    own = text[unit.start : unit.end]
    if own.endswith("。") and is_list_entry(own[:-1]):
        own = own[:-1]  # 「…があるとき。」
    return (
        unit.kind is None
        and unit.marker is None
        and unit.role is PassageRole.CONTENT
        and not unit.web
        and len(own) <= 160
        and not is_sentence(own)
        and not own.endswith(("：", ":"))
        and _BRACKETED.match(own) is None
        and _NUMBERED_LABEL.fullmatch(own) is None
    )


def _is_plain_sentence(text: str, unit: Unit) -> bool:
    return unit.marker is None and is_sentence(text[unit.start : unit.end])
