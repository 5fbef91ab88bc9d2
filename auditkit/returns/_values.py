"""What people type into a cell, as a value of the field it stands for."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from auditkit.models import Language
from auditkit.report._origin import cell_text
from auditkit.report._terms import EFFECTIVENESS, STATUS
from auditkit.report._words import VERDICT, Word
from auditkit.returns._package import Objection
from auditkit.returns._workbook import Seen

_DATES = frozenset({"due", "completed"})
_CHOICES: Mapping[str, Mapping[Any, Word]] = {
    "status": STATUS,
    "effectiveness": EFFECTIVENESS,
    "verdict": VERDICT,
}
_FIRST, _LAST = dt.date(2000, 1, 1), dt.date(2199, 12, 31)
"""What the drop-down of the workbook lets pass."""
_LONGEST = 32_767
"""Characters; no program puts more into a cell."""
_REIWA = 2018
"""The year before the first one of the era."""
_REIWA_BEGINS = dt.date(2019, 5, 1)
_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|年(\d{1,2})月(\d{1,2})日)"
)
_ERA = re.compile(r"令和(?P<year>元|\d{1,2})年(\d{1,2})月(\d{1,2})日")


def read_value(key: str, seen: Seen, language: Language) -> tuple[str, str]:
    """Return what a record keeps of a cell, and the cell as it would be handed out again.

    Raises :class:`Objection` where it holds nothing that the field of this column can be.
    """
    if seen.formula:
        raise Objection("returns.formula")
    if seen.error:
        raise Objection("returns.error_value", value=seen.text)
    if key in _CHOICES:
        return _choice(_CHOICES[key], seen, language)
    if key in _DATES:
        told = _date(seen)
        return told, told
    if len(seen.text) > _LONGEST:
        raise Objection("returns.too_long", limit=f"{_LONGEST:,}")
    return seen.text, seen.text


def _choice(words: Mapping[Any, Word], seen: Seen, language: Language) -> tuple[str, str]:
    wanted = _squeezed(seen.text)
    for term, word in words.items():
        shown = word.shown(language)
        if wanted in (_squeezed(shown), _squeezed(word.text.in_language(language))):
            value = term.value if isinstance(term, StrEnum) else str(term)
            return value, cell_text(shown)
    listed = "、" if language == "ja" else ", "
    raise Objection(
        "returns.not_in_list", known=listed.join(word.shown(language) for word in words.values())
    )


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _date(seen: Seen) -> str:
    """Return a date in ISO form, or nothing for an empty cell."""
    value = seen.value
    if not seen.text:
        return ""
    found: dt.date | None = None
    if isinstance(value, dt.datetime):
        found = value.date() if value.time() == dt.time() else None
    elif isinstance(value, dt.date):
        found = value
    elif isinstance(value, str):
        found = _written(seen.text)
    if found is None:
        raise Objection("returns.no_date")
    if not _FIRST <= found <= _LAST:
        raise Objection("returns.far_date", first=_FIRST.year, last=_LAST.year)
    return found.isoformat()


def _written(text: str) -> dt.date | None:
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    era = _ERA.fullmatch(plain)
    match = era or _WRITTEN.fullmatch(plain)
    if match is None:
        return None
    year = match["year"]
    month, day = (int(part) for part in match.groups()[1:] if part is not None)
    first = 1 if year == "元" else int(year)
    try:
        date = dt.date(first + _REIWA if era else first, month, day)
    except ValueError:
        return None
    return None if era and date < _REIWA_BEGINS else date
