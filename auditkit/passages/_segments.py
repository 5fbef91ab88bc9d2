"""From text and marks to units: where each passage begins and ends."""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from auditkit.models import PassageKind, PassageRole
from auditkit.passages._inline import WEB_LINE, cut_points
from auditkit.passages._layout import read_layout
from auditkit.passages._lines import join_lines
from auditkit.passages._markers import Marker, parse_marker, resolve
from auditkit.passages._titles import is_sentence
from auditkit.passages._units import Mark, MarkKind, Unit
from auditkit.passages._webtext import split_segment, token_counts

_KINDS = {
    MarkKind.HEADING: PassageKind.HEADING,
    MarkKind.ITEM: PassageKind.ITEM,
    MarkKind.ROW: PassageKind.ROW,
}
_LONGEST_HEADING = 200
_CLOSING_MARKUP = re.compile(r"(?:\*\*|__|#+)[^\S\n]*\n")
"""What a heading in Markdown may end with; it belongs to the heading."""
_NOT_SPACE = re.compile(r"\S")
_WORD = re.compile(r"\w")
_PRIVACY = re.compile(r"個人情報|個人データ|プライバシー|privacy|personal", re.IGNORECASE)
_TORN_LENGTH = 30
_FINISHED = re.compile(r"(?:[。！？：:」』）)]|ため|場合|とき|こと|もの|際|等|する)\Z")
_BLOCK_BREAK = re.compile(r"[。！？] \S")


def find_units(text: str, marks: Sequence[Mark]) -> list[Unit]:
    """Return the units of a text in order; only white space lies between them."""
    content = sorted(
        (m for m in marks if m.kind not in (MarkKind.CHROME, MarkKind.PAGE) and m.start < m.end),
        key=lambda m: (m.start, -m.end),
    )
    chrome = sorted((m.start, m.end) for m in marks if m.kind is MarkKind.CHROME)
    overlaid = sorted((m.start, m.end) for m in marks if m.kind is MarkKind.CHROME and m.level)
    finder = _Finder(text, chrome)
    at = 0
    for index, mark in enumerate(content):
        end = min(mark.end, content[index + 1].start) if index + 1 < len(content) else mark.end
        if mark.start > at:
            finder.read(at, mark.start, None)
        if end > max(mark.start, at):
            finder.read(max(mark.start, at), end, mark)
        at = max(at, end)
    finder.read(at, len(text), None)
    _rejoin(text, finder.units)
    _paint_chrome(finder.units, chrome, lambda unit: _is_content(text, unit))
    _paint_chrome(finder.units, overlaid, lambda unit: False)
    return finder.units


class _Finder:
    """Reads stretches of text in order, carrying the open lists from one to the next."""

    def __init__(self, text: str, chrome: Sequence[tuple[int, int]]) -> None:
        self.text = text
        self._chrome = chrome
        self._starts = [start for start, _ in chrome]
        self.units: list[Unit] = []
        self._open: dict[str, Marker] = {}
        self._layout = read_layout(text)
        self._unwrapped = replace(self._layout, margin=0)
        self._block = 0
        self._counts: Counter[str] | None = None

    def read(self, start: int, end: int, mark: Mark | None) -> None:
        if mark is None and (rest := _CLOSING_MARKUP.match(self.text, start, end)) is not None:
            start = rest.end()
        first = _NOT_SPACE.search(self.text, start, end)
        if first is None:
            return
        start = first.start()
        outer = -1
        if mark is not None and mark.prefix and start == mark.start:
            outer = start
            start += min(mark.prefix, end - start - 1)
        elif mark is None and not _WORD.search(self.text, start, end):
            return  # nothing but markup between two marks
        end = start + len(self.text[start:end].rstrip())
        if mark is not None and (
            mark.kind is MarkKind.ROW
            or (mark.kind is MarkKind.HEADING and end - start <= _LONGEST_HEADING)
        ):
            marker = None if mark.kind is MarkKind.ROW else self._marker(start, end)
            if marker is not None:
                marker = resolve(marker, self._open)
                self._open[marker.style] = marker
            self._add(Unit(start, end, _KINDS[mark.kind], marker=marker, mark=mark), outer)
            return
        wrapped = mark is None and not self._in_chrome(start)
        layout = self._layout if wrapped else self._unwrapped
        fresh = True
        for begin, stop in join_lines(self.text, start, end, layout):
            self._block += 1
            for unit in self._cut(begin, stop):
                unit.mark = mark
                if mark is not None and mark.kind is MarkKind.ITEM and fresh and unit.kind is None:
                    unit.kind = PassageKind.ITEM
                self._add(unit, outer if fresh else -1)
                fresh = False

    def _marker(self, start: int, end: int) -> Marker | None:
        return parse_marker(self.text, start, end, self._layout.numbered)

    def _in_chrome(self, at: int) -> bool:
        index = bisect.bisect_right(self._starts, at) - 1
        return index >= 0 and at < self._chrome[index][1]

    def _cut(self, begin: int, stop: int) -> Iterator[Unit]:
        if begin in self._layout.furniture:
            yield Unit(begin, stop, PassageKind.PARAGRAPH, PassageRole.CHROME, furniture=True)
            return
        if self._in_chrome(begin):
            yield Unit(begin, stop)
            return
        first = self._marker(begin, stop)
        cuts = cut_points(self.text, begin, stop, first, self._open)
        web = (
            stop - begin >= WEB_LINE
            and len(_BLOCK_BREAK.findall(self.text, begin, stop)) + len(cuts) >= 3
        )
        edges = [begin, *cuts, stop]
        for start, end in pairwise(edges):
            end = start + len(self.text[start:end].rstrip())
            if end <= start:
                continue
            marker = first if start == begin else parse_marker(self.text, start, end)
            unit = Unit(start, end, marker=marker, web=web)
            if web and is_sentence(self.text[start:end]) | (end - start > 20):
                if self._counts is None:
                    self._counts = token_counts(self.text, 0, len(self.text))
                yield from split_segment(self.text, unit, self._counts)
            else:
                yield unit

    def _add(self, unit: Unit, outer: int) -> None:
        unit.block = self._block
        unit.outer = outer if 0 <= outer < unit.start else -1
        self.units.append(unit)


def _rejoin(text: str, units: list[Unit]) -> None:
    """Put back together an entry that a converter broke in two (「- (1) … / - …」)."""
    kept: list[Unit] = []
    for unit in units:
        last = kept[-1] if kept else None
        if last is not None and _is_torn(text, last, unit):
            last.end = unit.end
        else:
            kept.append(unit)
    units[:] = kept


def _is_torn(text: str, last: Unit, unit: Unit) -> bool:
    hyphen = unit.first < unit.start and text[unit.first] in "-*+"
    if not hyphen and not (unit.marker is not None and unit.marker.style == "bullet -"):
        return False
    return (
        (unit.marker is None or unit.marker.style == "bullet -")
        and last.marker is not None
        and last.marker.number > 0
        and last.kind is not PassageKind.HEADING
        and last.end - last.start >= _TORN_LENGTH
        and text.count("\n", last.end, unit.first) == 1
        and _FINISHED.search(text[last.end - 4 : last.end]) is None
    )


def _paint_chrome(
    units: list[Unit], spans: Sequence[tuple[int, int]], spared: Callable[[Unit], bool]
) -> None:
    """Give the role to units that begin inside a mark for site navigation."""
    at = 0
    for unit in units:
        while at < len(spans) and spans[at][1] <= unit.start:
            at += 1
        if at < len(spans) and spans[at][0] <= unit.start and not spared(unit):
            unit.role = PassageRole.CHROME


def _is_content(text: str, unit: Unit) -> bool:
    """Whether a unit inside a footer or header still speaks for the operator."""
    if unit.mark is not None and unit.mark.kind is MarkKind.HEADING and unit.mark.level == 1:
        return True
    own = text[unit.start : unit.end]
    return is_sentence(own) and _PRIVACY.search(own) is not None
