"""Lines of a text joined to blocks: a break inside a sentence is not the end of a passage."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditkit.passages._columns import label_end
from auditkit.passages._layout import Layout
from auditkit.passages._markers import Marker, parse_marker
from auditkit.passages._spans import SENTENCE_END, Span, indent, line_spans, width
from auditkit.passages._titles import is_list_entry, is_title

_OPEN_END = re.compile(
    r"(?:[、，,（(「『・/]|[はがをにと]|(?<![様ま方者々頭プ])へ|および|及び|又は|または|並びに|ならびに|かつ|により|における|[^た]として|ための)\s*\Z"
)
_OPEN_CLAUSE = re.compile(r"[をがにはへ、，]\Z")
_OPEN_LENGTH = 15
_OPEN_LEAST = 8
_FULL = 0.8
"""Share of the margin from which a line counts as full."""
_BROKEN_WORD = re.compile(r"[ァ-ヶー]\Z")
_CANNOT_BEGIN = re.compile(r"\s*[、。，．」』）)】！？ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々]")
_BOX = "".join(map(chr, range(0x2500, 0x2580)))
_RULES = frozenset(f"-=_*‐＝－+＋{_BOX}")
_RULE = re.compile(rf"\s*([-=_*‐＝－+＋{_BOX}]\s?){{3,}}\s*\Z")
_CONTACT = re.compile(
    r"(?:〒|TEL|FAX|Tel|Fax|ＴＥＬ|ＦＡＸ|E-?mail|URL|https?:|(?:電話|住所|所在地|メール|代表)(?=[\s:：\d（(]|番号|取締役|者|アドレス[\s:：]))"
)
_NAME = re.compile(r"電話|住所|所在地|メール|株式会社|代表")
"""May begin a line of contact, and the rest of a broken sentence too."""
_BRACKETED = re.compile(r"[［【〔《〈＜][^］】〕》〉＞\n]{1,24}[］】〕》〉＞]")
_SUBJECT = re.compile(
    r"(?:当(?![該時日初然])|弊|本(?![人件号条項]))[^\s、。（(]{1,8}?(?:は|では|が)|私(?:たち|ども)は|お客様は"
)
_INDENT = "\u3000"
_CITED = re.compile(r"第\s?\S{1,4}\s?条(?:の\S)?(?:第|の|に|及|、|又|から)")


def join_lines(text: str, start: int, end: int, layout: Layout) -> Iterator[Span]:
    """Yield blocks: lines joined where a sentence runs on over the line break.

    Page furniture in the middle of a sentence goes into its block, other furniture stands alone.
    """
    block: Span | None = None
    last = _Line(start, start, None)
    blank = False
    waiting: list[Span] = []
    for begin, stop in line_spans(text, start, end):
        if begin == stop:
            blank = True
            continue
        if begin in layout.furniture:
            waiting.append((begin, stop))
            continue
        if text[begin] in _RULES and _RULE.match(text, begin, stop):
            continue
        this = _Line(begin, stop, parse_marker(text, begin, stop, layout.numbered))
        if block is not None and _runs_on(
            text,
            last,
            this,
            layout.margin,
            blank=blank and not waiting,
            alone=block[0] == last.start,
        ):
            block = (block[0], stop)
        else:
            if block is not None:
                yield block
            yield from waiting
            block = (begin, stop)
        waiting.clear()
        last = this
        blank = False
    if block is not None:
        yield block
    yield from waiting


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it, and the marker it begins with."""

    start: int
    end: int
    marker: Marker | None


def _runs_on(text: str, last: _Line, this: _Line, margin: int, *, blank: bool, alone: bool) -> bool:
    """Whether the sentence of the line ``last`` goes on in the line ``this``.

    ``blank`` says that a blank line stands between them, ``alone`` that no line is joined to
    ``last`` yet.
    """
    tail = text[max(last.end - 8, last.start) : last.end]
    marker = this.marker
    if _CANNOT_BEGIN.match(text, this.start, this.end) and (
        marker is None or marker.style == "kana kana"
    ):
        return not blank or not SENTENCE_END.search(tail)
    lone = last.marker
    if lone is not None and lone.end >= last.end and lone.style != "note":
        return marker is None  # a marker alone on its line: its text stands below
    if marker is not None and not _is_reference(text, this):
        dot = text[this.start] == "・" and text[this.start + 1 : this.start + 2].strip() != ""
        return (
            dot
            and not blank
            and _BROKEN_WORD.search(tail) is not None
            and _is_full(text, last, margin)
        )
    if SENTENCE_END.search(tail) or _CONTACT.match(text, this.start, this.end):
        return False
    if _is_row(text, this):
        return False
    length = last.end - last.start
    if blank:
        return (
            length >= _OPEN_LENGTH
            and _OPEN_CLAUSE.search(tail) is not None
            and text.find("。", this.start, this.end) >= 0
        )
    full = _is_full(text, last, margin)
    if not full and (
        _NAME.match(text, this.start, this.end)
        or _NAME.match(text, last.start, last.end)
        or _CONTACT.match(text, last.start, last.end)
    ):
        return False
    if tail.endswith("」") and text[this.start] == "「":
        return True
    if _OPEN_END.search(tail) and length >= _OPEN_LEAST:
        return True
    return (
        full
        and _BRACKETED.match(text, this.start, this.end) is None
        and not (alone and _is_headline(text, last, this))
    )


def _is_full(text: str, line: _Line, margin: int) -> bool:
    return bool(margin) and width(text[line.start : line.end]) >= _FULL * margin


def _is_headline(text: str, last: _Line, this: _Line) -> bool:
    """Whether a line that is nearly full is the title of the sentence that begins below it."""
    marker = last.marker
    title = text[marker.end if marker is not None else last.start : last.end]
    if not is_title(title) or is_list_entry(title):
        return False
    if marker is None and (_SUBJECT.match(title) or "、" in title):
        return False
    return _SUBJECT.match(text, this.start, this.end) is not None or (
        marker is None and indent(text, this.start) == _INDENT and not indent(text, last.start)
    )


def _is_row(text: str, line: _Line) -> bool:
    if text[line.start] in "│┃║":
        return True
    return text.find("\t", line.start, line.end) >= 0 or label_end(text, line.start, line.end) >= 0


def _is_reference(text: str, line: _Line) -> bool:
    """Whether a line that begins like a clause only goes on citing one (「第27条第1項に…」)."""
    if line.marker is None or line.marker.style != "article":
        return False
    return _CITED.match(text, line.start, min(line.start + 16, line.end)) is not None
