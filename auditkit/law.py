"""The numbering of the Act through its amendments: what a cited article number means, and when.

A number alone does not tell: 第18条 was the notice of purposes until 2022-03-31 and is the
restriction by purpose since.  A citation is settled by its number *and* the words around it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import yaml

from auditkit.shipped import shipped

_ARTICLE = re.compile(r"([0-9]+(?:の[0-9]+)*)\s*((?:\([0-9]+\))*)")
_NOW = "from_2023_04_01"
_LAWS = ("act", "order", "rule")


@dataclass(frozen=True)
class Number:
    """An article, with the paragraph (or paragraphs) where they are meant."""

    article: str
    paragraph: str = ""
    further: tuple[str, ...] = ()
    """More paragraphs of the same subject: 第35条第5項・第6項 are one."""

    def __str__(self) -> str:
        article = self.article.split("の")
        text = f"第{article[0]}条" + "".join(f"の{part}" for part in article[1:])
        return text + (f"第{self.paragraph}項" if self.paragraph else "")

    def matches(self, cited: Number) -> bool:
        """Whether a citation may mean this number: the paragraph counts only if both give one."""
        if self.article != cited.article:
            return False
        if not (self.paragraph and cited.paragraph):
            return True
        return cited.paragraph in (self.paragraph, *self.further)


@dataclass(frozen=True)
class Topic:
    """A subject of the law, the numbers it has had, and the words that show it."""

    title: str
    definition: bool
    current: Number | None
    """``None`` if the provision was repealed."""
    former: tuple[Number, ...]
    """Every other number it has had, those that never stood alone included."""
    keywords: tuple[str, ...]
    law: str = "act"
    """``act``, ``order`` (施行令) or ``rule`` (施行規則)."""

    @property
    def part(self) -> bool:
        """Whether it is the subject of a paragraph, not of a whole article."""
        return any(n.paragraph for n in (self.current, *self.former) if n)

    def now(self, cited: Number) -> Number | None:
        """Return the number that replaces the cited one; ``None`` if it was repealed."""
        if self.current is None or not self.current.further:
            return self.current
        now = (self.current.paragraph, *self.current.further)
        for number in self.former:
            then = (number.paragraph, *number.further)
            if number.matches(cited) and cited.paragraph in then and len(then) == len(now):
                return Number(self.current.article, now[then.index(cited.paragraph)])
        return Number(self.current.article, self.current.paragraph)


def _number(text: object) -> Number | None:
    match = _ARTICLE.match(str(text or ""))
    if not match:
        return None
    paragraphs = re.findall(r"[0-9]+", match[2])
    return Number(match[1], "".join(paragraphs[:1]), tuple(paragraphs[1:]))


def _others(numbers: Iterable[Number | None], current: Number | None) -> tuple[Number, ...]:
    return tuple(dict.fromkeys(number for number in numbers if number and number != current))


@lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    """Return the shipped table of numbers."""
    path = shipped("checklists") / "law" / "appi-numbering.yaml"
    with path.open(encoding="utf-8") as file:
        table: dict[str, Any] = yaml.load(file, Loader=yaml.CSafeLoader)
    return table


@lru_cache(maxsize=1)
def load_topics() -> tuple[Topic, ...]:
    """Return the topics of the Act, its Order and its Rules from the shipped table."""
    table = _table()
    alone: dict[tuple[str, str], list[Number | None]] = defaultdict(list)
    for row in table["never_in_force"]:
        alone[row["law"], str(row["topic_ja"])].append(_number(row["number"]))
    topics = []
    for row in table["topics"]:
        law = next(name for name in _LAWS if str(row["kind"]).startswith(name))
        name = str(row["topic_ja"])
        title = re.sub(r"^(?:定義|令|規則|罰則)[::]\s*", "", name)
        # Every period counts: some numbers changed between the four usual dates.
        numbers = {period: _number(text) for period, text in row["numbers"].items()}
        current = numbers[_NOW]
        topics.append(
            Topic(
                title,
                row["kind"] == "act_definition",
                current,
                _others((*numbers.values(), *alone[law, name]), current),
                tuple(dict.fromkeys((*(row.get("keywords_ja") or ()), title))),
                law,
            )
        )
    return tuple(topics)


@lru_cache(maxsize=512)
def topics_of(law: str, article: str) -> tuple[Topic, ...]:
    """Return the shipped topics of a law that have, or once had, this article."""
    return tuple(
        topic
        for topic in load_topics()
        if topic.law == law
        and any(number and number.article == article for number in (topic.current, *topic.former))
    )


def is_known(law: str, article: str) -> bool:
    """Whether a provision has, or once had, this number: one of a topic, or one of the Act's."""
    if topics_of(law, article):
        return True
    last = _table()[law].get("last_article")
    return last is not None and article.isdecimal() and 0 < int(article) <= last


def announced_move(law: str, article: str) -> date | None:
    """Return the day on which an amendment already promulgated moves this article's number."""
    for move in _table()["announced_moves"]:
        first, last = int(move["first"]), int(move["last"])
        if move["law"] == law and article.isdecimal() and first <= int(article) <= last:
            return date.fromisoformat(move["date"])
    return None
