"""Page numbers and running heads in a text that has lost its pages.

A converter leaves them where a page ended, often in the middle of a sentence.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from auditkit.passages._spans import SENTENCE_END, Span, line_spans
from auditkit.passages._titles import is_document_title, is_sentence

_N = r"[0-9０-９]{1,4}"
_DASH = r"[-‐–—―－ー]"
_OF = rf"\s?[/／]\s?{_N}"
_FRAMED = re.compile(
    rf"{_DASH}\s?{_N}(?:{_OF})?\s?{_DASH}|(?:p|P|Ｐ|ｐ)(?:age)?[.．]?\s?{_N}(?:{_OF})?"
    rf"|(?:ページ|頁)\s?{_N}|{_N}\s?(?:ページ|頁)"
)
"""「- 3 -」, 「P.3」 and 「3 ページ」 number a page wherever they stand alone."""
_COUNTED = re.compile(
    rf"(?P<head>[^\n]{{0,120}}?)(?<![0-9０-９/／年月日号])[ \u3000(（]{{0,80}}"
    rf"(?P<n>{_N})[ \u3000]?[/／][ \u3000]?(?P<of>{_N})[)）]?"
)
"""「3/5」, also behind a running head."""
_PLAIN = re.compile(_N)
_DATED = re.compile(r"制定|改[定訂正]|施行|更新")
"""「平成24年8月1日改訂　1/2」 says something of the document."""
_HINT = re.compile(
    rf"^[^\S\n]*(?:{_DASH}[ \u3000]?)?(?:p|P|Ｐ|ｐ|Page|ページ|頁)?[.．]?[ \u3000]?{_N}[ \u3000]?"
    rf"(?:{_DASH}|ページ|頁|[/／][ \u3000]?{_N}[^\n]{{0,4}})?[^\S\n]*$"
    rf"|[ \u3000(（]{_N}[ \u3000]?[/／][ \u3000]?{_N}[)）]?[^\S\n]*$|\f",
    re.MULTILINE,
)
"""What a text without pages seldom holds: it is not searched any further."""
_LONGEST = 60
_LONGEST_SPACED = 160
"""The same where white space has kept the parts of the line at the margins."""
_WIDE = 25
_APART = 100
_REACH = 2
"""So many lines before and after a page number may be furniture."""


def find_furniture(text: str) -> frozenset[int]:
    """Return where lines begin that belong to the pages and not to the text."""
    if _HINT.search(text) is None:
        return frozenset()
    lines = [span for span in line_spans(text, 0, len(text)) if span[0] < span[1]]
    numbers = _page_numbers(text, lines)
    heads = _running_heads(text, lines, numbers, _form_feeds(text, lines))
    return frozenset(lines[index][0] for index in (*numbers, *heads))


def _form_feeds(text: str, lines: Sequence[Span]) -> list[int]:
    """The lines right behind a form feed."""
    if "\f" not in text:
        return []
    return [
        index
        for index in range(1, len(lines))
        if text.count("\f", lines[index - 1][1], lines[index][0])
    ]


def _page_numbers(text: str, lines: Sequence[Span]) -> set[int]:
    """The lines that hold nothing but the number of their page."""
    found: set[int] = set()
    counted: list[tuple[int, str, int]] = []
    plain: list[tuple[int, int]] = []
    for index, (start, end) in enumerate(lines):
        if end - start > _LONGEST_SPACED:
            continue
        own = text[start:end]
        if not any(sign.isdigit() for sign in own[-8:]):
            continue
        if _FRAMED.fullmatch(own):
            found.add(index)
        elif (match := _COUNTED.fullmatch(own)) is not None:
            if int(match["n"]) <= int(match["of"]):
                counted.append((index, match["head"], int(match["of"])))
        elif _PLAIN.fullmatch(own):
            plain.append((index, int(own)))
    totals = Counter(total for _, _, total in counted)
    found.update(
        index
        for index, head, total in counted
        if _says_nothing(head) and (totals[total] > 1 or _interrupts(text, lines, index))
    )
    found.update(_counting(text, lines, plain))
    return found


def _counting(text: str, lines: Sequence[Span], plain: Sequence[tuple[int, int]]) -> list[int]:
    """Bare numbers far from each other that count on, some of them from inside a sentence."""
    best: list[int] = []
    run: list[int] = []
    last = 0
    for index, number in plain:
        far = not run or lines[index][0] - lines[run[-1]][1] >= _APART
        run = [*run, index] if number == last + 1 and run and far else [index]
        last = number
        best = max(best, run, key=len)
    torn = sum(_interrupts(text, lines, index) for index in best)
    return best if len(best) > 1 and torn * 2 >= len(best) else []


def _interrupts(text: str, lines: Sequence[Span], index: int) -> bool:
    """Whether a line stands in the middle of a sentence, or before a form feed."""
    if index + 1 < len(lines) and text.count("\f", lines[index][1], lines[index + 1][0]):
        return True
    start, end = lines[index - 1] if index else (0, 0)
    return end - start >= _WIDE and SENTENCE_END.search(text[max(end - 8, start) : end]) is None


def _running_heads(
    text: str, lines: Sequence[Span], numbers: set[int], feeds: Sequence[int]
) -> set[int]:
    """Lines that come back beside the breaks between pages."""
    pages = max(len(numbers), len(feeds))
    beside: dict[str, set[int]] = {}
    for place in sorted({*numbers, *feeds}):
        for step in (1, -1):
            index = place if place not in numbers and step == 1 else place + step
            for _ in range(_REACH):
                if not 0 <= index < len(lines):
                    break
                if index not in numbers:
                    shape = _shape(text, lines[index])
                    if not shape:
                        break
                    beside.setdefault(shape, set()).add(index)
                index += step
    if not beside:
        return set()
    top = [_shape(text, span) for span in lines[:_REACH]]
    found: set[int] = set()
    for shape, places in beside.items():
        again = any(own == shape and index not in places for index, own in enumerate(top))
        if len(places) * 2 >= pages and (len(places) > 1 or again):
            found |= places
    shapes = {_shape(text, lines[index]) for index in found}
    for index in range(min(_REACH, len(lines))):
        shape = _shape(text, lines[index])
        if shape in shapes and not is_document_title(shape):
            found.add(index)
    return found


def _shape(text: str, line: Span) -> str:
    """A line that may be a running head, without the number of its page; else nothing."""
    if line[1] - line[0] > _LONGEST_SPACED:
        return ""
    own = " ".join(text[line[0] : line[1]].split())
    if len(own) > _LONGEST:
        return ""
    match = _COUNTED.fullmatch(own)
    own = match["head"].strip() if match is not None else own
    return own if len(own) >= 3 and _says_nothing(own) else ""


def _says_nothing(own: str) -> bool:
    return "、" not in own and not is_sentence(own) and _DATED.search(own) is None
