"""The cover: what the report is, its number and version, who approves it, what is in it."""

from __future__ import annotations

from collections.abc import Iterable

from auditkit.report._headings import SHEETS
from auditkit.report._model import Link, Page, Placed, Sheet, Style
from auditkit.report._source import Source

_BOXES = (3, 4, 5)
"""Columns of the approval boxes, to the right of the facts."""


def cover_page(source: Source, others: Iterable[Sheet]) -> Page:
    """Return the cover, with a table of contents over the other sheets."""
    cells: list[Placed] = [
        Placed(0, 0, source.label("report_title"), Style.TITLE),
        Placed(1, 0, source.label("report_subtitle"), Style.SUBTITLE),
    ]
    heights: dict[int, float] = {0: 40, 1: 24}
    row = 3
    first_fact = row
    for label, value in _facts(source):
        cells.append(Placed(row, 0, label, Style.LABEL))
        cells.append(Placed(row, 1, value or None, Style.PROSE if value else Style.INPUT))
        heights[row] = 26
        row += 1
    cells += _approval(source, first_fact)
    row += 1
    for key in ("caution", "caution_absent"):
        cells.append(Placed(row, 0, source.label(key), Style.NOTE))
        row += 1
    row += 1
    cells.append(Placed(row, 0, source.label("contents"), Style.SECTION))
    cells += [Placed(row, column, None, Style.SECTION) for column in range(1, 6)]
    for sheet in others:
        row += 1
        words = SHEETS[sheet.key]
        link = Link(source.say(words.title), sheet.key)
        cells.append(Placed(row, 0, link, Style.LINK))
        cells.append(Placed(row, 1, source.say(words.note), Style.VALUE))
    return Page("cover", (22, 58, 3, 18, 18, 18), tuple(cells), heights)


def _facts(source: Source) -> list[tuple[str, str]]:
    provider = source.assessment.provider
    facts = [
        ("provider", provider.name),
        ("provider_kind", provider.kind),
        ("contact", provider.contact),
        ("document_number", source.document_number),
        ("version", source.label("version_value")),
        ("as_of", date_text(source)),
        ("distribution", ""),
        ("made_by", f"auditkit {source.run.version}"),
    ]
    kept_blank = ("distribution",)
    return [(source.label(key), value) for key, value in facts if value or key in kept_blank]


def date_text(source: Source) -> str:
    """Return the date of the report as people write it."""
    date = source.as_of
    if source.language == "ja":
        return f"{date.year}年{date.month}月{date.day}日"
    return date.isoformat()


def _approval(source: Source, row: int) -> list[Placed]:
    cells: list[Placed] = []
    for column, key in zip(_BOXES, ("approve", "check", "make"), strict=True):
        cells.append(Placed(row, column, source.label(key), Style.BOX_HEAD))
        cells.append(Placed(row + 1, column, None, Style.BOX))
        cells.append(Placed(row + 2, column, None, Style.BOX))
        cells.append(Placed(row + 3, column, source.label("name_date"), Style.BOX_FOOT))
        cells.append(Placed(row + 4, column, None, Style.INPUT))
    return cells
