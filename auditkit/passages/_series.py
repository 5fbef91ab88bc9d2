"""Bare numbers that count lines: 「1 法令の遵守」, 「２個人情報の取得」.

A number alone is no marker: 「2 週間以内」 begins with one too. It is one where the lines of the
text go on counting: 1, 2, 3.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CANDIDATE = re.compile(
    r"^[^\S\n]*(?P<mark>(?P<number>[0-9０-９]{1,2})(?P<gap>[ \u3000\t]{0,4}))"
    r"(?=[\u3041-\u30ff\u3400-\u9fff「『（(A-Za-zＡ-Ｚａ-ｚ①-⑳])"
    r"(?!(?:件(?!名)|週(?:間|に)|日(?!本|常|時|程)|[かカヶケヵ箇]月|月(?!次)|年(?!齢|金|代|度|次)|時(?!刻|期)"
    r"|分(?!析|類|野|割)|秒|回(?!答|収|線)|名(?!称|簿|義|前|刺)|人(?!事|的|材|権|物|員|格)|円|通(?!知|信|常|報)"
    r"|枚|部(?!門|署|品|外)|個(?!人|別)|つ|歳|才|万|億|千|百|割|営業日|[ペぺ][ーｰ]ジ|頁|階|丁目|番|号|条(?!件)|項(?!目)"
    r"|章|節|編|級|位(?!置)|度|点(?!検)|社(?!会|員|内|外|名)|種(?!類|別)|以上(?!に)|以下(?!の)|未満|から|まで|及び|又は|または|および|の|に|を))",
    re.MULTILINE,
)
_ARTICLE = re.compile(r"^[^\S\n]*第[^\s第条]{1,6}条(?=[\s（(【「]|$)", re.MULTILINE)
_LONGEST_GAP_FREE = 3
"""So many lines must count on where no space stands behind the number."""
_OPEN = 6
"""So many lists may be open within each other."""


@dataclass
class _Chain:
    """Lines that count on from each other."""

    number: int
    starts: list[int]
    anchored: bool = False
    """Goes on from an article, whose own text is its first paragraph."""


def find_series(text: str) -> frozenset[int]:
    """Return where lines begin whose bare number is a marker."""
    found: set[int] = set()
    for spaced in (True, False):
        needed = 2 if spaced else _LONGEST_GAP_FREE
        for chain in _find_chains(text, spaced):
            if len(chain.starts) >= needed or chain.anchored:
                found.update(chain.starts)
    return frozenset(found)


def _find_chains(text: str, spaced: bool) -> list[_Chain]:
    """Return the runs of lines that count on, each alike in having a space or none."""
    every: list[_Chain] = []
    chains: list[_Chain] = []  # the open ones, the innermost last
    article = -1
    articles = [m.start() for m in _ARTICLE.finditer(text)] if spaced else []
    following = 0
    for match in _CANDIDATE.finditer(text):
        if bool(match["gap"]) is not spaced:
            continue
        at, number = match.start("mark"), int(match["number"])
        while following < len(articles) and articles[following] < at:
            article = articles[following]
            following += 1
            chains.clear()  # an article counts its paragraphs anew
        depth = next(
            (i for i in range(len(chains) - 1, -1, -1) if chains[i].number == number - 1), None
        )
        if depth is not None:
            del chains[depth + 1 :]
            chains[depth].number = number
            chains[depth].starts.append(at)
        elif number == 1 or (number == 2 and article >= 0 and not chains):
            chain = _Chain(number, [at], anchored=number == 2)
            every.append(chain)
            chains.append(chain)
            del chains[:-_OPEN]
    return every
