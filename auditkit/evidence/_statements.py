"""Statements: the unit that rules match – a sentence, an entry of a list, a row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditkit.folding import Folded, fold
from auditkit.models import DocumentSet, Guard, Passage, PassageKind, PassageRole

_OPEN = "(（「『[【<〈《"
_CLOSE = ")）」』]】>〉》"
_BRACKET_REACH = 400  # a bracket left open longer than this is a slip, not a bracket

_USER = (
    r"(?:利用者|会員|お客様|お客さま|ユーザー?|契約者|申込者|登録者|応募者|参加者|閲覧者|委託先|受託者|"
    r"パートナー|提携先|販売店|代理店|乙|甲)"
)
_USER_DUTY = re.compile(
    rf"^(?:.{{0,40}}(?:、|場合))?(?:本?サービスの?|登録|加盟)?{_USER}(?:等|様|各位|ら)?(?:は|が|に(?:て|おいて)は?)[、,]?"
    r".{0,300}(?:しなければな|するものとし|してはな|てはならな|義務を負|こととし|ものとします|"
    r"ものとする|同意したもの|承諾したもの|禁止)"
)
_CONTRACTOR_DUTY = re.compile(r"委託.{0,120}(?:させます|させる|させて|求めます)")
_USER_RIGHT = re.compile(r"(?:ことができ|できるもの|でき(?:ます|る)|請求|求め)")
_DEFINITION = re.compile(
    r"^.{0,60}(?:とは|において|「.{1,30}」は)[、,]?.{0,400}(?:を?(?:いい|言い)ます|をいい|をいう|を指し|を指す|を意味|のことです|のこと(?:を|で))"
)
_EXCEPTION_LEAD = re.compile(
    r"(?:次|以下|下記|左記|各号|いずれか|前項|場合).{0,60}(?:を除|除き|この限り|例外)|"
    r"(?:次|以下|下記|各号|いずれか).{0,40}(?:場合|とき|事由).{0,60}(?:同意|第三者|提供|開示|適用)"
)
_OWN_ACT = re.compile(r"ます[。)]?$")  # a full sentence tells what is done, it names no case
_EXCEPTION_SELF = re.compile(r"(?:場合であって|場合に(?:おいて|限)|ときであって|であって[、,])")
_MARKER = re.compile(
    r"^(?:#{1,6} ?|[・*•■◆●◇□▼▶※\-–|] ?|\((?:[0-9]{1,2}|[a-zア-ン]|[ivx]{1,4})\) ?|"
    r"(?:[0-9]{1,2}|[a-z]|[ア-ン])[.)] ?(?![0-9]))+"
)
_PLACEHOLDER = re.compile(
    r"\*{3,}|[○〇●◯△]{2,}|[xX×]{3,}|"
    r"[\[【<{][^\]】>}\n]{0,12}(?:会社名|事業者名|サイト名|アプリ名|屋号|氏名|住所|電話番号|日付|記入|入力|記載して|メールアドレス)[^\]】>}\n]{0,8}[\]】>}]"
)
_LABEL = re.compile(r"[【\[][^】\]記入]{1,12}[】\]]")
_MARKDOWN = re.compile(r"(?<!\*)\*\*(?!\*)|(?<!_)__(?!_)|`")
_CELLS = re.compile(r"(?<=\S)\t+(?=\S)")
_LONG = 600


def _parted(tabs: re.Match[str]) -> str:
    """Return as many characters as there are tabs: a cell is told from the next as a label is."""
    return "：" + "\u200b" * (len(tabs.group()) - 1)


@dataclass(frozen=True)
class Statement:
    """A folded statement, its place, its surroundings' words, and the guards that hold for it."""

    document: int
    passage: Passage
    text: str
    folded: Folded
    offset: int
    """Where the statement begins in ``folded.text``."""
    base: int
    """Where ``folded``'s original begins in the document's text."""
    context: str
    guards: frozenset[Guard]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of the folded statement to offsets into the document's text."""
        return (
            self.base + self.folded.original_start(self.offset + start),
            self.base + self.folded.original_end(self.offset + end),
        )


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences of folded text; brackets hold a sentence together."""
    start = 0
    depth = 0
    opened = 0
    for match in re.finditer(r"[。!?()（）「」『』\[\]【】]", text):
        char = match.group()
        at = match.start()
        if depth and at - opened > _BRACKET_REACH:
            depth = 0
        if char in _OPEN:
            if not depth:
                opened = at
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif not depth:
            following = text[at + 1 : at + 2]
            if char in "!?" and (following.isascii() or text[at - 1 : at].isascii()):
                continue  # part of an address or of a name such as 「Yahoo!広告」
            yield start, at + 1
            start = at + 1
    if start < len(text):
        yield start, len(text)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield sentences, cutting over-long ones (menus, tables run together) at commas."""
    for start, end in _sentences(text):
        while end - start > _LONG:
            cut = text.rfind("、", start + _LONG // 2, start + _LONG)
            cut = cut + 1 if cut > 0 else start + _LONG
            yield start, cut
            start = cut
        if end > start:
            yield start, end


def _guards(text: str, passage: Passage, lead: str) -> frozenset[Guard]:
    found = set()
    if passage.kind is PassageKind.HEADING:
        found.add(Guard.HEADING)
    if passage.role is PassageRole.CHROME:
        found.add(Guard.CHROME)
    if _CONTRACTOR_DUTY.search(text) or (_USER_DUTY.search(text) and not _USER_RIGHT.search(text)):
        found.add(Guard.USER_DUTY)
    if _DEFINITION.search(text):
        found.add(Guard.DEFINITION)
    names_a_case = not _OWN_ACT.search(text)
    if (lead and names_a_case and _EXCEPTION_LEAD.search(lead)) or _EXCEPTION_SELF.search(text):
        found.add(Guard.EXCEPTION)
    if any(not _labels(blank, text) for blank in _PLACEHOLDER.finditer(text)):
        found.add(Guard.PLACEHOLDER)
    return frozenset(found)


def _labels(blank: re.Match[str], text: str) -> bool:
    """Whether 「【住所】三重県…」 gives the label of what follows, not a blank to be filled in."""
    return blank.start() == 0 and blank.end() < len(text) and bool(_LABEL.fullmatch(blank.group()))


def split_statements(documents: DocumentSet) -> list[Statement]:
    """Return the statements of all assessed passages, in reading order."""
    statements = []
    contexts: dict[tuple[tuple[str, ...], str], tuple[str, str]] = {}
    for number, document in enumerate(documents.documents):
        for passage in document.passages:
            if not passage.assessed:
                continue
            raw = document.text[passage.start : passage.end]
            if document.format == "md":
                raw = _MARKDOWN.sub(lambda m: "\u200b" * len(m.group()), raw)
            if "\t" in raw:
                raw = _CELLS.sub(_parted, raw)
            folded = fold(raw)
            if not folded.text:
                continue
            key = (passage.headings, passage.lead)
            if key not in contexts:
                parts = [
                    fold(part.replace("\t", "：")).text
                    for part in (*passage.headings, passage.lead)
                ]
                contexts[key] = " > ".join(parts), parts[-1]
            context, lead = contexts[key]
            for start, end in _pieces(folded.text):
                if marker := _MARKER.match(folded.text[start:end]):
                    start += marker.end() if marker.end() < end - start else 0
                text = folded.text[start:end]
                guards = _guards(text, passage, lead)
                statements.append(
                    Statement(number, passage, text, folded, start, passage.start, context, guards)
                )
    return statements
