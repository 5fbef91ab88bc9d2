"""Dates as people in Japan write them."""

from __future__ import annotations

import datetime as dt

from auditkit.models import Language

_ERAS = (
    (dt.date(2019, 5, 1), "令和"),
    (dt.date(1989, 1, 8), "平成"),
    (dt.date(1926, 12, 25), "昭和"),
)


def date_words(date: dt.date, language: Language, in_era: bool = False) -> str:
    """Return a date in words: 2026年4月1日, 令和8年4月1日, 2026-04-01."""
    if language == "en":
        return date.isoformat()
    for first, era in _ERAS if in_era else ():
        if date >= first:
            year = date.year - first.year + 1
            return f"{era}{'元' if year == 1 else year}年{date.month}月{date.day}日"
    return f"{date.year}年{date.month}月{date.day}日"
