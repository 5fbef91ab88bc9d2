"""Cut points inside a block: clauses that a page runs together on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.passages._markers import (
    BULLETS,
    SYMBOLS,
    Marker,
    follows,
    is_first,
    is_next,
    parse_marker,
    resolve,
)

WEB_LINE = 500
"""A line of at least this length is read as a page without line breaks."""

_CANDIDATE = re.compile(
    rf"(?:(?<=\s)|(?<=[。！？]))[第附（(\[［0-9０-９一二三四五六七八九十①-⑳㉑-㉟⑴-⒇⒈-⒛❶-❿Ⅰ-Ⅻⅰ-ⅻ"
    rf"a-zａ-ｚIVXア-ンｱ-ﾝ※注{SYMBOLS}{BULLETS}【＜<《〔]"
)
_REFERENCE = re.compile(
    r"(?:に(?!関|つい|係|対)|[のをはがとへも](?=[^\sァ-ヶ])|から|まで|及び|又は|または|および|並びに|〜|～|~|、|，|,|に定め|に該当|に掲げ|に基づ|各号|号|項)"
)
_LAW_BEFORE = re.compile(
    r"(?:法律|(?<!方)法|(?<!指)令|規則|規約|条例|指針|前項|同項|本項|次の|上記|下記|前記|及び|又は|、|，|「|（|\()\s*\Z"
)
_SENTENCE_BEFORE = re.compile(r"[。．！？!?：:…][」』）)\s]*\Z")
_BRACKET_HEAD = re.compile(
    r"[【＜<《〔［\[]([^】＞>》〕］\]。【＜<《〔\n]{2,50})[】＞>》〕］\]](?=\s|\Z|[^\s、。のをはがにと])(?![（(]以下)"
)
_PAREN_HEAD = re.compile(
    r"[（(](?=[^（）()]{0,29}[\u3040-\u9fff])([^（）()。、\n]{3,30})[）)](?=\s|\Z)"
)
_TITLE_BEHIND = re.compile(r"[^\s、。0-9０-９]{2,24}\s")
_VERSION = re.compile(r"(?<=\s)(?:変更|改[定訂正])([前後])\s+(?=\S)")
_BELOW = re.compile(r"\s+[^\s:：@]{2,60}[、。]")
_SENTENCE_BREAK = re.compile(r"[。！？][」』）)]?[^\S\n]+(?=\S)")


def cut_points(
    text: str, start: int, end: int, first: Marker | None, open_styles: dict[str, Marker]
) -> list[int]:
    """Return the offsets in a block at which a new clause begins, ``start`` not included.

    ``first`` is the marker at its beginning; ``open_styles`` holds the latest marker of each
    style and is carried from block to block.
    """
    web = end - start >= WEB_LINE and not _has_breaks(text, start, end)
    cuts: set[int] = set()
    here: dict[str, Marker] = {}
    outer: dict[str, Marker] = {}
    if first is not None:
        first = resolve(first, open_styles)
        open_styles[first.style] = here[first.style] = first
    title_at = first.end if first is not None else -1
    for match in _CANDIDATE.finditer(text, start + 1, end):
        at = match.start()
        marker = parse_marker(text, at, end)
        if marker is None:
            if web and at != title_at and _is_bracket_head(text, at, end):
                cuts.add(at)
            continue
        marker = resolve(marker, open_styles)
        if first is not None and at < first.end:
            continue
        last = open_styles if web else here
        back = (
            web
            and text[at - 1].isspace()
            and is_next(marker, outer.get(marker.style))
            and not is_next(marker, last.get(marker.style))
        )
        if back or _begins_clause(text, at, start, marker, last, web):
            if marker.number == 1 and marker.style in last:
                outer[marker.style] = last[marker.style]  # a list inside an entry of its style
            elif back:
                del outer[marker.style]
            cuts.add(at)
            title_at = marker.end
            open_styles[marker.style] = here[marker.style] = marker
            if marker.style in ("article", "chapter", "section"):
                _close_lists(open_styles)
    if web:
        cuts.update(_sentence_cuts(text, start, end))
        cuts.update(_version_cuts(text, start, end))
    return sorted(cuts)


def _has_breaks(text: str, start: int, end: int) -> bool:
    return text.count("\n", start, end) * 200 > end - start


def _close_lists(open_styles: dict[str, Marker]) -> None:
    """A new article starts its lists anew."""
    for style in [s for s in open_styles if s not in ("article", "chapter", "section", "part")]:
        del open_styles[style]


def _begins_clause(
    text: str, at: int, start: int, marker: Marker, last: dict[str, Marker], web: bool
) -> bool:
    """Whether a marker in running text opens a clause and is not a citation of one."""
    before = text[max(start, at - 12) : at]
    spaced = before[-1:].isspace()
    ended = _SENTENCE_BEFORE.search(before) is not None
    style = marker.style
    if style == "note":
        return (web and spaced) or ended
    if style == "article" and text.startswith("第", marker.end):
        return False
    if _REFERENCE.match(text, marker.end if style in ("article",) else at + len(marker.printed)):
        return False
    if style == "clause":
        # A bare number counts clauses where it goes on from the last one, with a title behind.
        counts = is_next(marker, last.get(style)) and _TITLE_BEHIND.match(text, marker.end)
        return web and spaced and (ended or bool(counts))
    if style in ("comma", "kana kana", "kanji_dot", "alpha_dot lower") and not (web or ended):
        return False
    if style.startswith("decimal") and "." not in marker.printed and "．" not in marker.printed:
        return False
    if style.startswith("symbol"):
        return spaced and (web or ended)
    if style.startswith("bullet"):
        if not spaced or (text[at + 1 : at + 2].isspace() and style not in last):
            return False
        return style in last or (ended and text[at] not in "-ー–—−－+＋*＊")
    if style in ("article", "chapter", "section", "part"):
        if not spaced and not ended:
            return False
        previous = last.get(style)
        opens = style != "article" or (previous is None and marker.number == 1)
        if _LAW_BEFORE.search(before) and not (ended or opens):
            return False
        return ended or previous is None or follows(marker, previous) or marker.number == 0
    if not spaced and not (ended and style in ("circled", "paren digit", "dingbat_paren")):
        return False
    if _LAW_BEFORE.search(before) and not ended:
        return False
    if follows(marker, last.get(style)):
        return True
    return is_first(marker) and (web or ended)


def _is_bracket_head(text: str, at: int, end: int) -> bool:
    if _BRACKET_HEAD.match(text, at, end) is not None:
        return True
    found = _PAREN_HEAD.match(text, at, end)
    return found is not None and _BELOW.match(text, found.end(), end) is not None


def _sentence_cuts(text: str, start: int, end: int) -> Iterator[int]:
    """After a sentence end that is followed by space; a page separates its blocks so."""
    for match in _SENTENCE_BREAK.finditer(text, start, end):
        if match.end() < end:
            yield match.end()


def _version_cuts(text: str, start: int, end: int) -> set[int]:
    """Before and after 「変更前」 and 「変更後」 where a page prints both."""
    found = list(_VERSION.finditer(text, start, end))
    if {match[1] for match in found} != {"前", "後"}:
        return set()
    return {place for match in found for place in match.span()}
