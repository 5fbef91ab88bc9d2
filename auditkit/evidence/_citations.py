"""Read citations of the Act: whether a topic still has the number that is given for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from auditkit.evidence._numbers import written_number
from auditkit.law import Number, Topic, announced_move, is_known, topics_of

_KANJI = "一二三四五六七八九十"
_COUNT = "[0-9部般定人名回切方覧括体時年月日種件割万千億円歳かヶカケヵ%]"  # 第5条の6か月, の一部
_CITED = re.compile(
    rf"第?([0-9]{{1,3}}|[{_KANJI}百]{{1,5}})条"
    rf"((?:の(?:[0-9]{{1,2}}(?!{_COUNT})|[{_KANJI}]{{1,3}}(?!{_COUNT})))*)"
    rf"(?:第?([0-9]{{1,2}}|[{_KANJI}]{{1,3}})項)?"
)
_REACH = 60  # characters around the citation that may name its topic
_BESIDE = 6  # as near as a heading in brackets: "開示(法第25条)"
_SHORT = 4  # a title of fewer characters is too common a word to be looked for further off
_LOOK_BACK = 300  # characters before the citation that may name its law
_CHAIN = 8  # citations in a row that may share one law's name

_WORD = "A-Za-z一-龠々ァ-ヶー"
_ACT = (
    r"(?:(?<!保有する)個人情報(?:の保護|保護)に関する法律|個人情報の?保護法|個情法"
    rf"|(?<![{_WORD}])保護法|APPI)"
)
_ASIDE = re.compile(r"[」』】]?(?:\([^()]{0,80}\))?[」』】]?の?$")
_ENDS = tuple(
    (law, re.compile(rf"({pattern})$", re.IGNORECASE))
    for law, pattern in (
        ("rule", rf"{_ACT}の?(?:施行)?規則|個人情報保護委員会規則|(?<![{_WORD}])(?:施行)?規則"),
        ("order", rf"{_ACT}の?施行令|(?<![{_WORD}])(?:施行令|政令|令)"),
        ("act", rf"{_ACT}|(?<![{_WORD}])(?:本|新|現行|改正|改正後の)?法"),
        ("same", r"同法"),
        ("same order", r"同(?:施行)?令"),
        ("same rule", r"同(?:施行)?規則"),
        ("other", r"(?:法|法律|令|規則|条例|規程|規約|約款|契約|協定|告示|指針|基準|ガイドライン)"),
    )
)
_FORMER = re.compile(r"(?:旧|改正前の?|施行前の?|当時の)$")
_NAMED = re.compile(
    rf"({_ACT})|[{_WORD}の]{{0,20}}(?<![方手用作文司適違不合寸製療同])法(?:律)?(?![人的定令])",
    re.IGNORECASE,
)
_SHOWN_AS = {"act": "法", "order": "施行令", "rule": "施行規則"}


@dataclass(frozen=True)
class _Mention:
    """A keyword of a topic near a citation."""

    topic: Topic
    start: int
    end: int
    gap: int

    @property
    def rank(self) -> tuple[int, int, bool, bool]:
        """Nearest, then the longest keyword, a rule before a definition, a paragraph."""
        return self.gap, self.start - self.end, self.topic.definition, not self.topic.part

    def overlaps(self, other: _Mention) -> bool:
        return self.start < other.end and other.start < self.end


class Standing(StrEnum):
    """How a cited number stands today."""

    STALE = "stale"  # its topic has another number now, or none
    UNSETTLED = "unsettled"  # the number meant something else once; the text does not tell which
    UNKNOWN = "unknown"  # no provision is known by this number
    MOVING = "moving"  # right today, but an amendment already announced moves it
    SOUND = "sound"


@dataclass(frozen=True)
class Citation:
    """A citation of the Act, its Order or its Rules, and how its number stands."""

    start: int
    end: int
    """Where the number stands in the statement."""
    cited: str
    """As law and number, such as 法第18条第1項."""
    standing: Standing
    now: str = ""
    """For a stale one: the current number and the topic, such as 法第21条（…）."""
    moves: date | None = None
    """For a moving one: the day on which the number is to move."""

    def __str__(self) -> str:
        return f"{self.cited} → {self.now}" if self.now else self.cited


def read_citations(text: str, context: str) -> Iterator[Citation]:
    """Yield every citation of the Act, its Order or its Rules in a statement.

    ``context`` holds the headings above it.  The law is told by the name before the number, or
    before the first number of a list; other laws are never judged, and neither is a law cited on
    purpose as it then stood.  The topic is settled by the keyword nearest to the citation, in
    the statement first and in its headings otherwise; where no topic can be told, or a topic
    that still has the number may be meant as well, no number is called stale.
    """
    for match in _CITED.finditer(text):
        law = _law_of(text, match.start(), context)
        if law in _SHOWN_AS:
            yield _read(match, law, context)


def _read(match: re.Match[str], law: str, context: str) -> Citation:
    text, (start, end) = match.string, match.span()
    branches = re.findall(rf"[0-9]+|[{_KANJI}]+", match[2])
    article = "の".join(written_number(part) for part in (match[1], *branches))
    number = Number(article, written_number(match[3]) if match[3] else "")
    cited = f"{_SHOWN_AS[law]}{number}"
    if not is_known(law, article):
        return Citation(start, end, cited, Standing.UNKNOWN)
    topic, named = _topic(number, law, text, start, end, context)
    if topic is not None:
        return Citation(start, end, cited, Standing.STALE, _now(topic, number, _SHOWN_AS[law]))
    if moves := announced_move(law, article):
        return Citation(start, end, cited, Standing.MOVING, moves=moves)
    lost = any(n.article == article for t in topics_of(law, article) for n in t.former)
    standing = Standing.UNSETTLED if lost and not named else Standing.SOUND
    return Citation(start, end, cited, standing)


def _now(topic: Topic, cited: Number, name: str) -> str:
    current = topic.now(cited)
    if current is None:
        return f"廃止（{topic.title}）"
    if not cited.paragraph and not topic.definition:
        current = Number(current.article)
    return f"{name}{current}（{topic.title}）"


def _law_of(text: str, at: int, context: str) -> str:
    """Return the law that the number at ``at`` belongs to: act, order, rule, or other."""
    base = max(0, at - _LOOK_BACK)
    for _ in range(_CHAIN):
        head = _ASIDE.sub("", text[base:at])
        for law, pattern in _ENDS:
            if not (found := pattern.search(head)):
                continue
            if _FORMER.search(head[: found.start()]):
                return "other"  # cited on purpose as it then stood
            if not law.startswith("same"):
                return law
            ours = _last_named(f"{context} {head[: found.start()]}")
            return (law.removeprefix("same").strip() or "act") if ours else "other"
        earlier = [m for m in _CITED.finditer(text, base, at) if m.end() <= at]
        if not earlier:
            return "other"
        at = earlier[-1].start()
    return "other"


def _last_named(text: str) -> bool:
    """Whether 同法 means the Act: it was named last, or no law was named at all."""
    named = [match[1] for match in _NAMED.finditer(text)]
    return not named or bool(named[-1])


def _topic(
    cited: Number, law: str, text: str, start: int, end: int, context: str
) -> tuple[Topic | None, bool]:
    """Return the topic that lost the cited number, if meant, and whether any topic is named."""
    low = max(0, start - _REACH)
    near = text[low : end + _REACH]
    after = len(context)  # headings stand before the citation, the closest one last
    for words, first, last in ((near, start - low, end - low), (context, after, after)):
        valid, stale = _mentions(cited, law, words, first, last)
        if stale:
            best = min(stale, key=lambda mention: mention.rank)
            meant = all(best.gap < other.gap and not best.overlaps(other) for other in valid)
            # A paragraph's topic is a weak reading of a citation that names no paragraph.
            weak = best.topic.part and not cited.paragraph and not best.topic.definition
            return (best.topic if meant and not (weak and valid) else None), True
        if valid:
            return None, True
    return _only_reading(cited, law), False


def _mentions(
    cited: Number, law: str, text: str, start: int, end: int
) -> tuple[list[_Mention], list[_Mention]]:
    """Return the keywords near the citation: of topics that have the number, that lost it."""
    valid: list[_Mention] = []
    stale: list[_Mention] = []
    for topic in topics_of(law, cited.article):
        if topic.current and topic.current.matches(cited):
            found = valid
        elif any(number.matches(cited) for number in topic.former):
            found = stale
        else:
            continue
        found.extend(_occurrences(topic, cited, text, start, end))
    whole = [m for m in stale if not m.topic.part or m.topic.definition]
    return valid, whole if whole and not cited.paragraph else stale


def _occurrences(
    topic: Topic, cited: Number, text: str, start: int, end: int
) -> Iterator[_Mention]:
    for keyword in topic.keywords:
        common = len(keyword) < _SHORT and keyword == topic.title
        beside = common or (topic.definition and not cited.paragraph)
        for match in _keyword(keyword).finditer(text):
            gap = max(start - match.end(), match.start() - end, 0)
            if not beside or gap <= _BESIDE:
                yield _Mention(topic, match.start(), match.end(), gap)


@lru_cache(maxsize=2048)
def _keyword(keyword: str) -> re.Pattern[str]:
    """Return the pattern of a keyword, in which 「…」 stands for a few words between."""
    return re.compile(".{1,24}?".join(map(re.escape, keyword.split("…"))))


def _only_reading(cited: Number, law: str) -> Topic | None:
    """Return the topic of a branch number (第26条の2) that never meant anything else."""
    if "の" not in cited.article:
        return None
    having = topics_of(law, cited.article)
    if any(t.current and t.current.matches(cited) for t in having):
        return None
    lost = [t for t in having if any(number.matches(cited) for number in t.former)]
    return min(lost, key=lambda topic: topic.definition, default=None)
