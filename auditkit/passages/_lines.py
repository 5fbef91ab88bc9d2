"""Lines of a text joined to blocks: a break inside a sentence is not the end of a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditkit.passages._markers import parse_marker

Span = tuple[int, int]

_LINE = re.compile(r"[^\n\f\v\x85\u2028\u2029]+")
_TERMINAL = re.compile(r"[。．！？!?：:」』）)】＞》〕\].;；]\s*\Z")
_SENTENCE_END = re.compile(r"[。．！？!?：:][」』）)\s]*\Z")
_OPEN_END = re.compile(
    r"(?:[、，,（(「『・/]|[はがをにへと]|および|及び|又は|または|並びに|ならびに|かつ|により|における|[^た]として|ための)\s*\Z"
)
_OPEN_CLAUSE = re.compile(r"[をがにはへ、，]\Z")
_OPEN_LENGTH = 15
_FULL = 0.8
"""Share of the wrap width from which a line counts as full."""
_BROKEN_WORD = re.compile(r"[ァ-ヶー]\Z")
_CANNOT_BEGIN = re.compile(r"\s*[、。，．」』）)】！？ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々]")
_RULE = re.compile(r"\s*([-=_*‐─━＝－]\s?){3,}\s*\Z")
_CONTACT = re.compile(
    r"\s*(?:〒|TEL|FAX|Tel|Fax|ＴＥＬ|ＦＡＸ|電話|住所|所在地|E-?mail|メール|URL|https?:|株式会社|代表)"
)


def line_spans(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the lines between two offsets, blank ones as empty spans, without line ends."""
    at = start
    for match in _LINE.finditer(text, start, end):
        if text.count("\n", at, match.start()) > 1 or text.count("\f", at, match.start()):
            yield (at, at)
        begin, stop = match.span()
        line = text[begin:stop]
        stripped = line.strip()
        if not stripped:
            yield (begin, begin)
        else:
            begin += len(line) - len(line.lstrip())
            yield (begin, begin + len(stripped))
        at = stop


def width(line: str) -> int:
    """Columns a line takes in print, full-width signs counted twice."""
    return (len(line) + len(line.encode("utf-8", "replace"))) // 2


def wrap_width(text: str, start: int, end: int) -> int:
    """The column at which the text was wrapped, or 0 if its lines are whole paragraphs."""
    widths: list[int] = []
    unfinished: list[int] = []
    for begin, stop in line_spans(text, start, end):
        if stop - begin >= 8:
            line = text[begin:stop]
            columns = width(line)
            widths.append(columns)
            if columns >= 40 and not _TERMINAL.search(line[-3:]):
                unfinished.append(columns)
    if len(unfinished) < 3:
        return 0
    widths.sort()
    unfinished.sort()
    right = unfinished[int(len(unfinished) * 0.8)]
    if right > 200:
        return 0
    near = sum(1 for columns in unfinished if 0.85 * right <= columns <= 1.1 * right)
    beyond = sum(1 for columns in widths if columns > 1.25 * right)
    return right if near * 2 >= len(unfinished) and beyond * 10 <= len(widths) else 0


def join_lines(text: str, start: int, end: int, wrapped: int) -> Iterator[Span]:
    """Yield blocks: lines joined where a sentence runs on over the line break."""
    block: Span | None = None
    last: Span = (start, start)
    blank = False
    for begin, stop in line_spans(text, start, end):
        if begin == stop:
            blank = True
            continue
        if _RULE.match(text, begin, stop):
            continue
        if block is not None and _runs_on(text, last, (begin, stop), wrapped, blank):
            block = (block[0], stop)
        else:
            if block is not None:
                yield block
            block = (begin, stop)
        last = (begin, stop)
        blank = False
    if block is not None:
        yield block


def _runs_on(text: str, last: Span, this: Span, wrapped: int, blank: bool) -> bool:
    """Whether the sentence of the line ``last`` goes on in the line ``this``."""
    before = text[last[0] : last[1]]
    tail = before[-8:]
    marker = parse_marker(text, *this)
    if _CANNOT_BEGIN.match(text, *this) and (marker is None or marker.style == "kana kana"):
        return not blank or not _SENTENCE_END.search(tail)
    lone = parse_marker(text, *last)
    if lone is not None and lone.end >= last[1] and lone.style != "note":
        return marker is None  # a marker alone on its line: its text stands below
    full = bool(wrapped) and width(before) >= _FULL * wrapped
    if marker is not None and not _is_reference(text, marker.style, this):
        dot = text[this[0]] == "・" and text[this[0] + 1 : this[0] + 2].strip() != ""
        return dot and full and not blank and _BROKEN_WORD.search(tail) is not None
    if _SENTENCE_END.search(tail) or _CONTACT.match(text, *this):
        return False
    if blank:
        return (
            len(before) >= _OPEN_LENGTH
            and _OPEN_CLAUSE.search(tail) is not None
            and "。" in text[this[0] : this[1]]
        )
    if _CONTACT.match(text, *last) and not full:
        return False
    if tail.endswith("」") and text[this[0]] == "「":
        return True
    if _OPEN_END.search(tail) and len(before) >= 8:
        return True
    return full


def _is_reference(text: str, style: str, line: Span) -> bool:
    """Whether a line that begins like a clause only goes on citing one (「第27条第1項に…」)."""
    if style not in ("article",):
        return False
    return (
        re.match(
            r"第\s?\S{1,4}\s?条(?:の\S)?(?:第|の|に|及|、|又|から)", text[line[0] : line[1]][:16]
        )
        is not None
    )
