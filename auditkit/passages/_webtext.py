"""A page that is one long line: titles, menus and sentences told apart token by token."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditkit.models import PassageKind, PassageRole
from auditkit.passages._titles import (
    is_contact,
    is_document_title,
    is_list_entry,
    is_menu_entry,
    is_name,
    is_title,
)
from auditkit.passages._units import Unit

_TOKEN = re.compile(r"\S+(?:(?<=[A-Za-z0-9.,]) (?=[A-Za-z])\S+)*")
_RUNS_ON = re.compile(
    r"[、，]\Z|(?:[をがはへとので]|(?<!はじめ)に)\Z|(?:及び|又は|または|および)\Z|は、|が、|とは|では、"
)
_ENUMERATES = re.compile(r"\S{12}、|、\S{12}")
"""Long pieces beside a comma are those of a sentence, unless a sentence begins right after."""
_BEGINS = re.compile(r"(?:当|弊|本|私)[^\s、。]{0,7}は")
_MENU_RUN = 6
_SHORT_RUN = 4
_LONG_TOKEN = 60
_SHORT_TITLE = 24
_WHOLE_ENTRY = 10
_TITLED = ("article", "chapter", "section", "part")
"""Markers whose text always begins with a title, if it has one at all."""
_BRACKETED = re.compile(r"[（(【＜<《〔［\[][^（）()。\n]{2,50}[】＞>》〕］\]）)]")


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch between two white spaces."""

    start: int
    end: int
    text: str


def split_segment(text: str, segment: Unit, repeated: Counter[str]) -> Iterator[Unit]:
    """Yield the heading, menu, contact and sentence parts of one segment of a one-line page."""
    begin = segment.marker.end if segment.marker else segment.start
    tokens = [Token(*m.span(), m.group()) for m in _TOKEN.finditer(text, begin, segment.end)]
    if not tokens:
        yield segment
        return
    bracket = _BRACKETED.match(text, tokens[0].start, segment.end)
    if segment.marker is None and bracket is not None and bracket.group()[0] not in "（(":
        rest = text[bracket.end() : segment.end]
        if rest[:1].isspace() and rest.strip():
            yield replace(segment, end=bracket.end(), kind=PassageKind.HEADING)
            start = bracket.end() + len(rest) - len(rest.lstrip())
            yield from split_segment(text, replace(segment, start=start), repeated)
            return
    sentence = _first_sentence(tokens)
    if segment.marker is not None:
        yield from _after_marker(text, segment, tokens, sentence, repeated)
        return
    if 0 < sentence < len(tokens) and tokens[sentence].text[0] in "（(":
        sentence = 0  # 「… 株式会社 （以下「当社」…」: the sentence began before
    if sentence > 0:
        yield from _run(
            segment, tokens[:sentence], repeated, before_sentence=sentence < len(tokens)
        )
    if sentence < len(tokens):
        yield replace(segment, start=tokens[sentence].start)


def _first_sentence(tokens: list[Token]) -> int:
    """Index of the token a sentence begins with; the number of tokens if there is none."""
    for index, token in enumerate(tokens):
        if "。" in token.text or _RUNS_ON.search(token.text) or len(token.text) > _LONG_TOKEN:
            return index
        begins = index + 1 < len(tokens) and _BEGINS.match(tokens[index + 1].text)
        if not begins and _ENUMERATES.search(token.text):
            return index
    return len(tokens)


def _after_marker(
    text: str, segment: Unit, tokens: list[Token], sentence: int, repeated: Counter[str]
) -> Iterator[Unit]:
    """Tell the title behind a marker from the text that follows it."""
    assert segment.marker is not None
    bracket = _BRACKETED.match(text, tokens[0].start, segment.end)
    style = segment.marker.style
    if bracket is not None and style in _TITLED:
        yield replace(segment, end=bracket.end(), kind=PassageKind.HEADING)
        rest = text[bracket.end() : segment.end]
        if rest.strip():
            start = bracket.end() + len(rest) - len(rest.lstrip())
            yield from split_segment(text, replace(segment, start=start, marker=None), repeated)
        return
    if _ends_entry(tokens, sentence):
        yield replace(segment, end=tokens[0].end)
        below = replace(segment, start=tokens[1].start, marker=None)
        yield from split_segment(text, below, repeated)
        return
    menu = _menu_start(tokens, repeated) if sentence == len(tokens) else None
    border = len(tokens) if menu is None else menu
    body, after = tokens[:border], tokens[border:]
    if _has_title(style, body, sentence):
        title = body[_title_length(text, body, sentence) - 1]
        yield replace(segment, end=title.end, kind=PassageKind.HEADING)
        following = body[body.index(title) + 1]
        below = replace(segment, start=following.start, end=body[-1].end, marker=None)
        yield from split_segment(text, below, repeated)
    else:
        yield replace(segment, end=body[-1].end if after and body else segment.end)
    if after and body:
        yield from _run(replace(segment, marker=None), after, repeated, before_sentence=False)


def _ends_entry(tokens: list[Token], sentence: int) -> bool:
    """Whether the first token is a whole entry, and a sentence of its own comes after it."""
    first = tokens[0].text
    return (0 < sentence < len(tokens) and len(first) >= _WHOLE_ENTRY and is_list_entry(first)) or (
        sentence == 0 and len(tokens) > 1 and is_list_entry(first) and "。" in tokens[1].text
    )


def _has_title(style: str, tokens: list[Token], sentence: int) -> bool:
    """Whether the first words behind a marker are the title of what follows them."""
    if len(tokens) < 2 or sentence == 0 or not _is_plain_title(tokens[0].text):
        return False
    rest = tokens[1:]
    return (
        sentence < len(tokens)
        or style in _TITLED
        or style.startswith("symbol")
        or _is_contact_block(rest)
        or (len(rest) == 1 and len(rest[0].text) >= 8 and _stands_for_text(rest[0].text))
    )


def _stands_for_text(token: str) -> bool:
    """Whether a token says something below a title though it is no sentence."""
    return is_list_entry(token) or token.endswith(("のとおり", "の通り"))


def _title_length(text: str, tokens: list[Token], sentence: int) -> int:
    """How many tokens the title has: a title may hold spaces of its own."""
    joined = text[tokens[0].start : tokens[sentence - 1].end] if sentence < len(tokens) else ""
    if 1 < sentence < len(tokens) and is_title(joined) and len(joined) <= _SHORT_TITLE:
        return sentence
    return 1


def _is_plain_title(token: str) -> bool:
    return not token.isascii() and is_title(token) and not is_list_entry(token)


def _is_contact_block(tokens: list[Token]) -> bool:
    """Whether a name-and-address block follows rather than the rest of one entry."""
    return sum(is_contact(t.text) for t in tokens) * 3 >= len(tokens) and len(tokens) >= 3


def _menu_start(tokens: list[Token], repeated: Counter[str]) -> int | None:
    """Index at which a run of site navigation begins, or ``None``."""
    if len(tokens) < _MENU_RUN:
        return None
    keep = 0
    for index, token in enumerate(tokens):
        if is_contact(token.text) and index - keep <= 4:
            keep = index + 1
    rest = tokens[keep:]
    menu = sum(is_menu_entry(t.text) or repeated[t.text] > 2 for t in rest)
    if len(rest) < _MENU_RUN:
        return keep if len(rest) >= _SHORT_RUN and menu * 10 >= len(rest) * 6 else None
    return keep if menu * 10 >= len(rest) * 3 else None


def _run(
    segment: Unit, tokens: list[Token], repeated: Counter[str], *, before_sentence: bool
) -> Iterator[Unit]:
    """Yield the parts of a run of tokens that holds no sentence."""
    titles = len(tokens)
    if before_sentence:
        while titles > 0 and _heads_text(tokens, titles - 1, len(tokens)):
            titles -= 1
    body, heads = tokens[:titles], tokens[titles:]
    menu = _menu_start(body, repeated)
    kept = body if menu is None else body[:menu]
    yield from _kept(segment, kept)
    if menu is not None:
        yield replace(
            segment, start=body[menu].start, end=body[-1].end, marker=None,
            kind=PassageKind.PARAGRAPH, role=PassageRole.CHROME,
        )  # fmt: skip
    if (
        len(heads) == 2
        and is_document_title(heads[1].text)
        and not is_document_title(heads[0].text)
    ):
        heads = [Token(heads[0].start, heads[1].end, "")]  # 「みほん プライバシーポリシー」
    for token in heads:
        yield replace(segment, start=token.start, end=token.end, kind=PassageKind.HEADING)


def _heads_text(tokens: list[Token], index: int, count: int) -> bool:
    """Whether a token right before a sentence is its title and not the end of a menu."""
    token = tokens[index].text
    if is_document_title(token) and count - index <= 2:
        return True
    if index == count - 2 and is_document_title(f"{token} {tokens[index + 1].text}"):
        return _names_document(tokens, index)
    if index != count - 1 or not _is_plain_title(token):
        return False
    if _ends_signature(tokens, index):
        return True
    return not is_menu_entry(token) and (
        count == 1 or is_contact(tokens[index - 1].text) or _BRACKETED.fullmatch(token) is not None
    )


def _names_document(tokens: list[Token], index: int) -> bool:
    """Whether a token is the first half of a title right behind a menu or at the head."""
    return (
        _is_plain_title(tokens[index].text)
        and not is_menu_entry(tokens[index].text)
        and (index == 0 or is_menu_entry(tokens[index - 1].text))
    )


def _ends_signature(tokens: list[Token], index: int) -> bool:
    """Whether a post and a person's name stand right before a token."""
    name = " ".join(token.text for token in tokens[max(index - 2, 0) : index])
    return index > 2 and is_name(name) and is_contact(tokens[index - 3].text)


def _kept(segment: Unit, tokens: list[Token]) -> Iterator[Unit]:
    """Names, dates and addresses: one passage, but a document's title inside stands alone."""
    begin = 0
    for index, token in enumerate(tokens):
        title = is_document_title(token.text) and len(token.text) >= 6
        if title or _BRACKETED.fullmatch(token.text):
            if index > begin:
                yield _paragraph(segment, tokens[begin:index])
            yield replace(segment, start=token.start, end=token.end, kind=PassageKind.HEADING)
            begin = index + 1
    if begin < len(tokens):
        yield _paragraph(segment, tokens[begin:])


def _paragraph(segment: Unit, tokens: list[Token]) -> Unit:
    """A run of tokens as one passage; nothing but menu entries is navigation."""
    menu = all(is_menu_entry(t.text) for t in tokens)
    return replace(
        segment,
        start=tokens[0].start,
        end=tokens[-1].end,
        kind=PassageKind.PARAGRAPH,
        role=PassageRole.CHROME if menu else segment.role,
    )


def token_counts(text: str, start: int, end: int) -> Counter[str]:
    """How often each short token stands in a page; menus repeat theirs."""
    return Counter(
        m.group() for m in _TOKEN.finditer(text, start, end) if m.end() - m.start() <= 30
    )
