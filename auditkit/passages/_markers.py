"""The printed markers of clauses and lists: 第３条, （１）, 1., a), ①, ア), Ⅰ., ・, ■, ※.

A marker has a *style* (what it looks like) and a *number* (its place in the list). Documents
choose the order of their styles freely, so nesting is never read off the style alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

ARTICLE_STYLES = ("part", "chapter", "section", "article")
"""Styles of the statutory scheme, outermost first; they never nest the other way round."""

SYMBOLS = "■□●○◯◎◆◇▼▽▲△★☆▶►◉❖"
_DOTS = "・･•‧‣◦▪▫✓✔⁃∙"
_DASHES = "*＊+＋\\-‐‑–—−－"
BULLETS = _DOTS + _DASHES
_NUMERALS = "一二三四五六七八九十百"
_KANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_CJK = r"\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f々〆ヶ「『（(【＜《〔［“"
_D = "0-9０-９"


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker as printed, and where the text after it begins."""

    style: str
    number: int
    printed: str
    end: int
    suffix: int = 0
    """The 2 of 第３条の２."""


_PATTERN = re.compile(
    rf"""
    (?P<article>第\s?(?P<article_n>[{_D}]{{1,4}}|[{_NUMERALS}]{{1,6}})\s?(?P<article_u>[編章節款条])
        (?:の\s?(?P<article_s>[{_D}]{{1,2}}|[{_NUMERALS}]{{1,3}})(?![{_D}{_NUMERALS}]))?
        (?=[\s（(【「『［\[:：]|$|[{_CJK}]))
  | (?P<supplement>附\s?則(?=[\s（(第]|$))
  | (?P<paren>[（(]\s?(?P<paren_n>[{_D}]{{1,3}}|[{_NUMERALS}]{{1,3}}|[ivx]{{1,4}}|[a-zA-Zａ-ｚＡ-Ｚ]
        |[{_KANA}]|[ｱ-ﾝ]|[①-⑳])\s?[）)])
  | (?P<square>[\[［]\s?(?P<square_n>[{_D}]{{1,2}})\s?[\]］])
  | (?P<decimal>(?P<decimal_n>[{_D}]{{1,2}}(?:[.．\-－ー][{_D}]{{1,2}}){{1,3}})
        (?:[.．](?![{_D}])|(?=[\s　{_CJK}])))(?![年月日円％%])
  | (?P<dot>(?P<dot_n>[{_D}]{{1,2}})\s?[.．](?![{_D}a-z/]))
  | (?P<comma>(?P<comma_n>[{_D}]{{1,2}})、(?![{_D}]))
  | (?P<close>(?P<close_n>[{_D}]{{1,2}})\s?[)）])
  | (?P<kanji_dot>(?P<kanji_dot_n>[{_NUMERALS}]{{1,3}})(?:[.．、)）](?![{_NUMERALS}])|(?=\u3000)))
  | (?P<clause>(?P<clause_n>[{_D}]{{1,2}})(?=\u3000+[{_CJK}]))
  | (?P<circled>[①-⑳㉑-㉟㊱-㊿❶-❿➀-➉➊-➓⓪])
  | (?P<dingbat_paren>[⑴-⒇])
  | (?P<dingbat_dot>[⒈-⒛])
  | (?P<roman>(?P<roman_n>[Ⅰ-Ⅻⅰ-ⅻ]|(?:I{{1,3}}|IV|VI{{0,3}}|IX|X)(?=[.．]))\s?[.．、)）]?)
  | (?P<alpha_close>(?P<alpha_close_n>[ivx]{{1,4}}|[a-zA-Zａ-ｚＡ-Ｚ])[)）])
  | (?P<alpha_dot>(?P<alpha_dot_n>[ivx]{{1,4}}|[a-zａ-ｚA-ZＡ-Ｚ])[.．](?=[\s{_CJK}]))
  | (?P<kana>(?P<kana_n>[{_KANA}]|[ｱ-ﾝ])(?:[)）.．]|(?=\u3000)))
  | (?P<symbol>[{SYMBOLS}])(?![{SYMBOLS}])
  | (?P<note>※\s?(?:[{_D}]{{1,2}}(?![{_D}]))?|[（(]?注\s?[{_D}]{{0,2}}[)）])
  | (?P<bullet>(?:[{_DOTS}]|[{_DASHES}](?![{_D}a-zA-Z]))(?![{BULLETS}]))
    """,
    re.VERBOSE,
)
_BARE = re.compile(rf"([{_D}]{{1,2}})[ \u3000\t]{{0,4}}")
_FIRST = frozenset(
    "第附注（([［※0123456789０１２３４５６７８９IVX" + _NUMERALS + _KANA + SYMBOLS + _DOTS + _DASHES
    + "".join(
        chr(code)
        for first, last in ("az", "AZ", "ａｚ", "ＡＺ", "ｱﾝ", "ⅠⅫ", "ⅰⅻ", "①⓿", "❶➓", "㉑㊿")
        for code in range(ord(first), ord(last) + 1)
    )
)  # fmt: skip
"""All that a marker can begin with: most lines need not be looked at any further."""
_SPACES = re.compile(r"\s")
_PARTS = re.compile(r"[.．\-－ー]")
_ALIKE = "-‐‑–—−－*＊+＋"
_SPACE = re.compile(r"[^\S\n]{0,40}")
_UNITS = {"編": "part", "章": "chapter", "節": "section", "款": "section", "条": "article"}
_DIGITS = {"〇": 0, **{c: i for i, c in enumerate("一二三四五六七八九", start=1)}}
_ROMAN = {"i": 1, "v": 5, "x": 10}


def parse_marker(
    text: str,
    start: int,
    end: int,
    numbered: Collection[int] = (),
    *,
    inside: bool = False,
) -> Marker | None:
    """Return the marker that stands at ``start``, or ``None``.

    At the offsets ``numbered`` a bare number is one. A hyphen bullet before another marker
    (``- (1) …``, as converters write it) yields to it; ``inside`` says that such a bullet has
    been read already.
    """
    if start >= end or text[start] not in _FIRST:
        return None
    if start in numbered and (bare := _BARE.match(text, start, end)) is not None:
        return Marker("clause", _number(bare.group(1)), bare.group(1), bare.end())
    match = _PATTERN.match(text, start, end)
    if match is None:
        return None
    kind = match.lastgroup or ""  # the outermost group: it is the last to close
    after = _SPACE.match(text, match.end(), end)
    rest = after.end() if after else match.end()
    if kind == "bullet" and rest < end and not inside:
        inner = parse_marker(text, rest, end, numbered, inside=True)
        if inner is not None:
            return inner
    return _read(match, kind, rest)


def _read(match: re.Match[str], kind: str, rest: int) -> Marker:
    printed = _SPACES.sub("", match.group(kind))
    if kind == "article":
        number, suffix = match.group("article_n"), match.group("article_s")
        style = _UNITS[match.group("article_u")]
        return Marker(style, _number(number), printed, rest, _number(suffix) if suffix else 0)
    if kind == "supplement":
        return Marker("chapter", 0, printed, rest)
    if kind == "decimal":
        parts = _PARTS.split(match.group("decimal_n"))
        return Marker(f"decimal{len(parts)}", _number(parts[-1]), printed, rest)
    if kind in ("paren", "alpha_close", "alpha_dot", "kana", "roman"):
        style, value = _letter(kind, match.group(f"{kind}_n"))
        return Marker(style, value, printed, rest)
    if kind in ("circled", "dingbat_paren", "dingbat_dot"):
        return Marker(kind, _number(printed), printed, rest)
    if kind in ("symbol", "bullet"):
        symbol = "-" if kind == "bullet" and printed in _ALIKE else printed
        return Marker(f"{kind} {symbol}", 0, printed, rest)
    if kind == "note":
        return Marker(kind, 0, printed, rest)
    return Marker(kind, _number(match.group(f"{kind}_n")), printed, rest)


def _letter(kind: str, raw: str) -> tuple[str, int]:
    """Style and number of a marker whose sign may be a digit, a letter, a kana or a numeral."""
    folded = unicodedata.normalize("NFKC", raw)
    if folded.isdecimal():
        return f"{kind} digit", int(folded)
    lower = folded.lower()
    if kind == "roman" or (len(lower) > 1 and set(lower) <= set("ivx")):
        return f"{kind} roman", _roman(lower)
    if lower in "ivx":
        return f"{kind} letter?", ord(lower) - ord("a") + 1
    if "a" <= lower <= "z":
        return f"{kind} {'upper' if folded.isupper() else 'lower'}", ord(lower) - ord("a") + 1
    if folded in _KANA:
        return f"{kind} kana", _KANA.index(folded) + 1
    return f"{kind} numeral", _number(folded)


def _roman(word: str) -> int:
    values = [_ROMAN.get(c, 0) for c in word]
    return sum(
        -value if value < max(values[i + 1 :], default=0) else value
        for i, value in enumerate(values)
    )


def _number(word: str) -> int:
    """Read a number written in digits of any width, numerals, or a circled digit."""
    folded = unicodedata.normalize("NFKC", word).strip("().")
    if folded.isdecimal():
        return int(folded)
    total = current = 0
    for sign in folded:
        if sign in "十百":
            total += (current or 1) * (10 if sign == "十" else 100)
            current = 0
        else:
            current = current * 10 + _DIGITS.get(sign, 0)
    return total + current


def resolve(marker: Marker, open_styles: Mapping[str, Marker]) -> Marker:
    """Decide whether a lone i, v or x is a letter or a Roman numeral, from the open lists."""
    if not marker.style.endswith("letter?"):
        return marker
    family = marker.style.removesuffix("letter?")
    last = open_styles.get(f"{family}lower")
    if last is not None and last.number == marker.number - 1:
        return replace(marker, style=f"{family}lower")
    letter = chr(marker.number + ord("a") - 1)
    return replace(marker, style=f"{family}roman", number=_ROMAN[letter])


def follows(marker: Marker, last: Marker | None) -> bool:
    """Whether ``marker`` goes on with the list whose latest marker was ``last``."""
    if last is None:
        return False
    if marker.number == 0 or marker.style.endswith("kana"):
        return True
    if marker.number == last.number:
        return marker.suffix > last.suffix
    return last.number < marker.number <= last.number + 3


def is_next(marker: Marker, last: Marker | None) -> bool:
    """Whether ``marker`` is the very next after ``last``: 第３条 after 第２条 or 第２条の２."""
    if last is None or not marker.number:
        return False
    if marker.number == last.number:
        return marker.suffix == last.suffix + 1
    return marker.number == last.number + 1 and not marker.suffix


def is_first(marker: Marker) -> bool:
    """Whether ``marker`` can open a list: 1, a, ア, the イ of いろは, or a sign without number."""
    return marker.number <= (2 if marker.style.endswith("kana") else 1)


def restarts(marker: Marker | None, last: Marker | None) -> bool:
    """Whether a numbered list begins again where another of its style has ended."""
    if marker is None or last is None or marker.number == 0:
        return False
    return is_first(marker) and marker.number <= last.number
