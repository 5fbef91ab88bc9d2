"""Plain headings that stand below another plain heading, read off the lists they head.

Nothing printed tells 「個人情報の利用目的」 from 「お客様の個人情報」 below it. What does tell
is the text: a title whose sentence points below, or that has no text of its own, followed by
titles each of which heads a list.
"""

from __future__ import annotations

import re

from auditkit.models import PassageKind, PassageRole
from auditkit.passages._leads import points_below
from auditkit.passages._titles import is_document_title
from auditkit.passages._units import Unit

_TOPIC = re.compile(
    r"(?:提供|委託|共同利用|利用目的|取得|管理|措置|対策|監督|手続き?|請求|開示|訂正|停止|窓口|相談|苦情|問い?合わ?せ|方法|変更"
    r"|改[定訂]|見直し|項目|期間|方針|遵守|改善|責任者|cookie|クッキー)(?:等|先)?(?:について|に関して|に関する事項)?\s*\Z",
    re.IGNORECASE,
)
"""Ends a title that opens a section of its own in a privacy document."""


def find_groups(text: str, units: list[Unit]) -> None:
    """Set ``inner`` on the headings of groups that stand below another plain heading."""
    content = [u for u in units if u.role is not PassageRole.CHROME]
    index = 0
    while index < len(content):
        first = _first_group(text, content, index)
        heads = _heads(text, content, first) if first else []
        if heads and (first > index + 1 or len(heads) > 1):
            for head in heads:
                content[head].inner = True
            index = heads[-1]
        index += 1


def _first_group(text: str, units: list[Unit], index: int) -> int:
    """Where the first group below the heading at ``index`` begins; 0 if there is none."""
    if not _is_plain(text, units[index]):
        return 0
    at = index + 1
    while at < len(units) and units[at].kind is PassageKind.PARAGRAPH:
        at += 1
    introduced = at == index + 1 or points_below(text[units[at - 1].start : units[at - 1].end])
    return at if introduced and _heads_list(text, units, at) else 0


def _heads(text: str, units: list[Unit], first: int) -> list[int]:
    """The headings of the groups from ``first`` on; a title of another topic ends them."""
    heads = [first]
    at = first + 1
    while at < len(units):
        if units[at].kind is PassageKind.HEADING:
            own = text[units[at].start : units[at].end]
            if not _heads_list(text, units, at) or _TOPIC.search(own):
                break
            heads.append(at)
        at += 1
    return heads


def _heads_list(text: str, units: list[Unit], at: int) -> bool:
    return (
        at + 1 < len(units)
        and _is_plain(text, units[at])
        and units[at + 1].kind is PassageKind.ITEM
    )


def _is_plain(text: str, unit: Unit) -> bool:
    return (
        unit.kind is PassageKind.HEADING
        and unit.marker is None
        and unit.mark is None
        and not unit.version
        and text[unit.start] not in "【＜<《〔［[〈（("
        and not is_document_title(text[unit.start : unit.end])
    )
