"""Read numbers as Japanese documents write them."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def written_number(text: str) -> str:
    """Return a number in figures: ``23`` for 23, 二十三, 二三 and 〇二三; ``1`` for 元."""
    if text.isdecimal():
        return str(int(text))
    if text == "元":
        return "1"
    if not any(char in _UNITS for char in text):
        return str(int("".join(str(_DIGITS[char]) for char in text)))
    total, current = 0, 0
    for char in text:
        if char in _DIGITS:
            current = _DIGITS[char]
        else:
            total += (current or 1) * _UNITS[char]
            current = 0
    return str(total + current)
