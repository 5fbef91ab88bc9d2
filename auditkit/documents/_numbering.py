"""Word's automatic numbering, rendered as it stands in print."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_KANA = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
_IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
)
_NUMERALS = "〇一二三四五六七八九"
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """One level of a list: how its number looks, and the text around it."""

    form: str
    text: str
    start: int


@dataclass
class Numbering:
    """The lists of a Word file and how far each has been counted."""

    levels: Mapping[str, Mapping[int, Level]]
    """``numId`` → level → its form."""
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    families: Mapping[str, str] = field(default_factory=dict)
    """``numId`` → the list it counts on with."""

    def next_label(self, number_id: str, depth: int) -> str:
        """Count one on and return the printed marker, ``""`` if the level prints none."""
        levels = self.levels.get(number_id, {})
        level = levels.get(depth)
        if level is None:
            return ""
        if level.form == "bullet":
            return "・"
        counter = self.counters.setdefault(self.families.get(number_id, number_id), {})
        counter[depth] = counter.get(depth, level.start - 1) + 1
        for deeper in [d for d in counter if d > depth]:
            del counter[deeper]

        def number(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            other = levels.get(at)
            form = other.form if other is not None else "decimal"
            start = other.start if other is not None else 1
            return render_number(counter.get(at, start), form)

        return _PLACE.sub(number, level.text).strip()


def read_numbering(root: Any) -> Numbering:
    """Read ``numbering.xml``; ``None`` stands for a file without lists."""
    if root is None:
        return Numbering({})
    abstract = {
        element.get(f"{W}abstractNumId"): {
            int(level.get(f"{W}ilvl", "0")): _level(level) for level in element.iter(f"{W}lvl")
        }
        for element in root.iter(f"{W}abstractNum")
    }
    levels: dict[str, Mapping[int, Level]] = {}
    families: dict[str, str] = {}
    for element in root.iter(f"{W}num"):
        number_id = element.get(f"{W}numId")
        reference = element.find(f"{W}abstractNumId")
        family = reference.get(f"{W}val") if reference is not None else None
        own = dict(abstract.get(family, {}))
        restarted = False
        for override in element.iter(f"{W}lvlOverride"):
            depth = int(override.get(f"{W}ilvl", "0"))
            start = override.find(f"{W}startOverride")
            inner = override.find(f"{W}lvl")
            if inner is not None:
                own[depth] = _level(inner)
            if start is not None and depth in own:
                level = own[depth]
                own[depth] = Level(level.form, level.text, int(start.get(f"{W}val", "1")))
                restarted = True
        levels[number_id] = own
        families[number_id] = f"num {number_id}" if restarted else f"list {family}"
    return Numbering(levels, families=families)


def _level(element: Any) -> Level:
    def value(name: str, default: str) -> str:
        child = element.find(f"{W}{name}")
        return str(child.get(f"{W}val", default)) if child is not None else default

    start = value("start", "1")
    return Level(
        value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdigit() else 1
    )


def render_number(number: int, form: str) -> str:
    """Write a number in one of Word's number forms; an unknown form counts 1, 2, 3."""
    if form in ("decimalFullWidth", "decimalFullWidth2"):
        return str(number).translate(_FULL_WIDTH)
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02}"
    if form.startswith("decimalEnclosedCircle") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if form == "decimalEnclosedParen" and 1 <= number <= 20:
        return chr(ord("⑴") + number - 1)
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        letter = chr(ord("a") + number - 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 1 <= number <= 39:
        roman = _roman(number)
        return roman if form == "lowerRoman" else roman.upper()
    if form.startswith("aiueo") and 1 <= number <= len(_KANA):
        return _KANA[number - 1]
    if form.startswith("iroha") and 1 <= number <= len(_IROHA):
        return _IROHA[number - 1]
    if form.startswith(("japanese", "ideograph", "chineseCounting")) and 1 <= number <= 99:
        return _numerals(number)
    return str(number)


def _roman(number: int) -> str:
    signs = ""
    for value, sign in _ROMAN:
        while number >= value:
            signs += sign
            number -= value
    return signs


def _numerals(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_NUMERALS[tens]}十"
    return head + (_NUMERALS[ones] if ones or not tens else "")
