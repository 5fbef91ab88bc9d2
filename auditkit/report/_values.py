"""What a criterion reads out of a document – an amount, dates, an edition – in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from auditkit.models import CriterionResult, Language, Text, ValueKind

_DATES: Mapping[str, Text] = {
    "enacted": Text("制定 {date}", "enacted {date}"),
    "revised": Text("改定 {date}", "revised {date}"),
}
_NONE = Text("なし（明示）", "none (stated)")
_FREE = Text("無料（0円）", "free of charge (0 yen)")
_YEN = Text("{amount:,}円", "{amount:,} yen")
_EDITION = Text("{year}年版", "edition of {year}")
_MARK = Text("プライバシーマーク", "PrivacyMark")
_REPEALED = Text("廃止", "repealed")
_JOIN = Text("、", "; ")

_CITATION = re.compile(
    r"(?P<law>[^\d\s；;→]{0,12}?)第(?P<article>\d+)条(?:の(?P<branch>\d+))?"
    r"(?:第(?P<paragraph>\d+)項)?(?:第(?P<item>\d+)号)?"
)
_LAWS: Mapping[str, str] = {"法": "Act", "令": "Order", "規則": "Rules"}
_TOPIC = re.compile(r"（[^（）]*）")


def value_text(result: CriterionResult, kind: ValueKind, language: Language) -> str | None:
    """Return the value of a result as people write it; nothing where it has none."""
    value = result.value
    if value is None:
        return None
    if value == "none":
        return _NONE.in_language(language)
    if isinstance(value, int):
        wording = _FREE if value == 0 else _YEN
        return wording.in_language(language).format(amount=value)
    tell = _TELLERS.get(kind)
    return value if tell is None else tell(value, language)


def _parts(value: str) -> list[str]:
    return [part for part in re.split(r";\s*", value) if part]


def _dates(value: str, language: Language) -> str:
    told: list[str] = []
    for part in _parts(value):
        word, _, date = part.partition(" ")
        wording = _DATES.get(word)
        told.append(part if wording is None else wording.in_language(language).format(date=date))
    return _JOIN.in_language(language).join(told)


def _edition(value: str, language: Language) -> str:
    years = [
        _EDITION.in_language(language).format(year=year) if year.isdigit() else year
        for year in re.split(r",\s*", value)
    ]
    return _JOIN.in_language(language).join(years)


def _certification(value: str, language: Language) -> str:
    parts = [_MARK.in_language(language) if p == "PrivacyMark" else p for p in _parts(value)]
    return _JOIN.in_language(language).join(parts)


def _citations(value: str, language: Language) -> str:
    if language == "ja":
        return "；".join(_parts(value))
    told = [_TOPIC.sub("", part).replace("廃止", _REPEALED.en) for part in _parts(value)]
    return "; ".join(_CITATION.sub(_cited, part) for part in told)


def _cited(found: re.Match[str]) -> str:
    law = found["law"]
    text = f"{_LAWS.get(law, law)} Art. {found['article']}"
    text += f"-{found['branch']}" if found["branch"] else ""
    text += f"({found['paragraph']})" if found["paragraph"] else ""
    return text + (f"({found['item']})" if found["item"] else "")


_TELLERS: Mapping[str, Callable[[str, Language], str]] = {
    "dates": _dates,
    "edition": _edition,
    "certification": _certification,
    "stale_citation": _citations,
}
