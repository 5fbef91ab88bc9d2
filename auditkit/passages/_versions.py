"""Old and new wording in one document: the earlier version is kept, but never assessed."""

from __future__ import annotations

import re
from dataclasses import replace

from auditkit.models import PassageKind, PassageRole
from auditkit.passages._units import MarkKind, Unit

_EARLIER = r"(?:(?:変更|改[定訂正])前|現行|旧)"
_LATER = r"(?:(?:変更|改[定訂正])(?:後|案)|新)"
_AFFIX = r"[\s#■□●◆◇▼▽【】＜＞<>《》〔〕［］\[\]「」『』（）()：:*＊・|｜\-ー─]{0,8}"
_NOUN = (
    r"(?:の?(?:規定|条文|内容|文言|方針|条項|版|プライバシーポリシー|個人情報保護方針|利用目的))?"
)
_EARLIER_HEAD = re.compile(rf"{_AFFIX}{_EARLIER}{_NOUN}{_AFFIX}")
_LATER_HEAD = re.compile(rf"{_AFFIX}{_LATER}{_NOUN}{_AFFIX}")
_LONGEST_HEAD = 40
_NOTICE_SHARE = 0.5
_CELL = re.compile(r"[^\t|｜]+")


def separate_versions(text: str, units: list[Unit]) -> list[Unit]:
    """Give the roles EARLIER and NOTICE where a document prints both versions."""
    units = _separate_columns(text, units)
    heads = {i: found for i, u in enumerate(units) if (found := _version_of(text, u)) is not None}
    if set(heads.values()) != {"earlier", "later"}:
        return units
    first = min(heads)
    before = sum(u.end - u.start for u in units[:first] if u.role is PassageRole.CONTENT)
    whole = sum(u.end - u.start for u in units if u.role is PassageRole.CONTENT)
    announced = before <= whole * _NOTICE_SHARE
    current = ""
    for index, unit in enumerate(units):
        current = heads.get(index, current)
        if index in heads:
            unit.kind = PassageKind.HEADING
            unit.version = current
        if unit.role is not PassageRole.CONTENT:
            continue
        if current == "earlier":
            unit.role = PassageRole.EARLIER
        elif not current and announced:
            unit.role = PassageRole.NOTICE
    return units


def _version_of(text: str, unit: Unit) -> str | None:
    """Which version a unit is the head of; a mention in a sentence is none."""
    if unit.end - unit.start > _LONGEST_HEAD or unit.kind is PassageKind.ROW:
        return None
    own = text[unit.start : unit.end]
    if _EARLIER_HEAD.fullmatch(own):
        return "earlier"
    if _LATER_HEAD.fullmatch(own):
        return "later"
    return None


def _separate_columns(text: str, units: list[Unit]) -> list[Unit]:
    """Cut the rows of a table with an old and a new column into their cells."""
    result: list[Unit] = []
    columns: dict[int, str] = {}
    for unit in units:
        if unit.kind is not PassageKind.ROW or unit.mark is None:
            columns = {}
            result.append(unit)
            continue
        cells = [m.span() for m in _CELL.finditer(text, unit.start, unit.end)]
        cells = [(a, b) for a, b in cells if text[a:b].strip(" -:")]
        found = {i: v for i, c in enumerate(cells) if (v := _column_version(text[slice(*c)]))}
        if set(found.values()) == {"earlier", "later"}:
            columns = found
            unit.role = PassageRole.NOTICE
            result.append(unit)
        elif columns and unit.mark.kind is MarkKind.ROW and unit.mark.level != 1:
            result.extend(_cells(text, unit, cells, columns))
        else:
            result.append(unit)
    return result


def _column_version(cell: str) -> str:
    own = cell.strip()
    if len(own) > _LONGEST_HEAD:
        return ""
    if _EARLIER_HEAD.fullmatch(own):
        return "earlier"
    return "later" if _LATER_HEAD.fullmatch(own) else ""


def _cells(
    text: str, unit: Unit, cells: list[tuple[int, int]], columns: dict[int, str]
) -> list[Unit]:
    """The cells of a row as units; those of the old column are the earlier version."""
    parts: list[Unit] = []
    for index, (start, end) in enumerate(cells):
        role = PassageRole.EARLIER if columns.get(index) == "earlier" else unit.role
        start = unit.start if index == 0 else start
        end = start + len(text[start:end].rstrip())
        if parts and parts[-1].role is role:
            parts[-1].end = end
        else:
            outer = -1 if parts else unit.outer
            parts.append(replace(unit, start=start, end=end, role=role, outer=outer))
    return parts or [unit]
