"""The figures of the summary: counts and rates as live formulas over the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from auditkit.models import AssessedItem, Language, Preliminary, Rank, Verdict
from auditkit.report._cells import lines, row_height
from auditkit.report._model import Cell, Chart, Formula, Placed, Places, Series, Style, address
from auditkit.report._source import Source
from auditkit.report._words import PRELIMINARY, RANK, VERDICT

WIDTHS: Mapping[Language, tuple[float, ...]] = {
    "ja": (18, 41, *[7.5] * 6, 5.5, 6.5, 8, 8, 1.5, 12, *[9.5] * 7),
    "en": (18, 42, *[10.5] * 6, 6, 8.5, 8.5, 8.5, 1.5, 13, 12, 12, 12, 8, 9.5, 12, 12),
}
"""Widths of the summary's columns."""
_DECISION_WIDTH = 13.0
"""Width of the counts in an audit in English: a heading is ``Nonconforming``."""
FIRST = 2
"""Column of the first preliminary result."""
TOTAL = FIRST + len(Preliminary)
LEFT_END = TOTAL + 3
RIGHT = LEFT_END + 2
"""First column of the right half."""
RIGHT_END = RIGHT + 7

_STATED_BASE = (
    Preliminary.STATED,
    Preliminary.PARTLY,
    Preliminary.NOT_FOUND,
    Preliminary.ATTENTION,
)
"""What the stated rate is a share of."""

_FILLS: dict[Preliminary, tuple[str, str | None]] = {
    Preliminary.STATED: ("#1B6B3A", None),
    Preliminary.PARTLY: ("#C99700", "wide_upward_diagonal"),
    Preliminary.NOT_FOUND: ("#D9662B", "small_check"),
    Preliminary.NOT_APPLICABLE: ("#BFBFBF", None),
    Preliminary.INTERNAL: ("#2F6DA8", "light_horizontal"),
    Preliminary.ATTENTION: ("#8C1C2B", "dark_vertical"),
}
_RANK_FILLS: dict[Rank, tuple[str, str | None]] = {
    Rank.HIGH: ("#8C1C2B", None),
    Rank.MEDIUM: ("#C99700", "wide_upward_diagonal"),
    Rank.LOW: ("#BFBFBF", "percent_20"),
}


@dataclass
class Draft:
    """The summary while it is put together."""

    source: Source
    places: Places
    cells: list[Placed] = field(default_factory=list)
    heights: dict[int, float] = field(default_factory=dict)

    def put(self, row: int, column: int, value: Cell, style: Style) -> None:
        """Place a value."""
        self.cells.append(Placed(row, column, value, style))

    def fill(self, row: int, first: int, last: int, style: Style) -> None:
        """Give empty cells the look of their row."""
        for column in range(first, last + 1):
            self.put(row, column, None, style)

    def give_height(self, row: int) -> None:
        """Make a row as high as its headings need, but no lower than it is."""
        texts = {c.column: c.value for c in self.cells if c.row == row and c.style is Style.HEAD}
        widths = widths_of(self.source)
        count = max(
            # headings are of 9 points
            lines(str(text or ""), widths[column] * 10 / 9 + 1)
            for column, text in texts.items()
        )
        if count > 1:
            self.heights[row] = max(self.heights.get(row, 0), row_height(count))

    def section(self, row: int, first: int, last: int, key: str) -> None:
        """Place the heading of a block, underlined across its columns."""
        self.put(row, first, self.source.label(key), Style.SECTION)
        self.fill(row, first + 1, last, Style.SECTION)


def widths_of(source: Source) -> tuple[float, ...]:
    """Return the widths of the summary's columns."""
    widths = WIDTHS[source.language]
    if source.record is None or source.language == "ja":
        return widths
    wider = dict.fromkeys((*range(FIRST, TOTAL), RIGHT + 4), _DECISION_WIDTH) | {LEFT_END: 12.0}
    return tuple(wider.get(column, width) for column, width in enumerate(widths))


def decided_count(items: Sequence[AssessedItem]) -> int:
    """Return how many items an auditor has decided."""
    return sum(item.verdict is not Verdict.OPEN for item in items)


def decided_formula(draft: Draft, where: str = "") -> str:
    """Return the count of decided rows; a blank or foreign word does not count as decided."""
    language = draft.source.language
    decided = [VERDICT[verdict].shown(language) for verdict in Verdict]
    decided.remove(VERDICT[Verdict.OPEN].shown(language))
    listed = ",".join(f'"{word}"' for word in decided)
    verdicts = draft.places.column("results", "verdict")
    return f"SUMPRODUCT({where or '1*'}({verdicts}={{{listed}}}))"


def place_counts(draft: Draft, row: int, *, chapters: bool = True) -> tuple[int, Chart]:
    """Place the counts by checklist, then by chapter; return the row after, and their chart."""
    source = draft.source
    draft.section(row, 0, LEFT_END, "counts")
    head = row + 1
    headings = [
        source.say_heading("checklist"),
        source.say_heading("chapter"),
        *(PRELIMINARY[kind].shown(source.language) for kind in Preliminary),
        *(source.label(key) for key in ("total", "decided", "decided_rate", "stated_rate")),
    ]
    place_heads(draft, head, headings)
    row = head + 1
    largest = 0
    for checklist in source.assessment.checklists:
        items = [item for item in source.items if item.checklist == checklist.key]
        _count_row(draft, row, head, (checklist.key, None), items)
        largest = max(largest, len(items))
        row += 1
    first, last = head + 1, row - 1
    _total_row(draft, row, first, last)
    for (key, chapter), items in items_by_chapter(source).items() if chapters else ():
        row += 1
        _count_row(draft, row, head, (key, chapter), items)
    return row + 1, _results_chart(source, head, first, last, largest)


def items_by_chapter(source: Source) -> dict[tuple[str, str], list[AssessedItem]]:
    """Return (checklist key, chapter as shown) → the items in it, in their order."""
    groups: dict[tuple[str, str], list[AssessedItem]] = {}
    for item in source.items:
        groups.setdefault((item.checklist, source.chapter(item)), []).append(item)
    return groups


def place_heads(draft: Draft, row: int, headings: Sequence[str]) -> None:
    """Place the headings of a block on the left, in a row as high as they need."""
    for column, heading in enumerate(headings):
        draft.put(row, column, heading or None, Style.HEAD)
    draft.heights[row] = _height(headings, draft.source)


def _count_row(
    draft: Draft,
    row: int,
    head: int,
    group: tuple[str, str | None],
    items: Sequence[AssessedItem],
) -> None:
    """Place the counts of a checklist, or of a chapter of it.

    Cells are compared, not matched: a count by criteria would take a chapter for a number,
    and a wave dash in its title for a wildcard.
    """
    source, places = draft.source, draft.places
    checklist, chapter = group
    names = (source.checklist_name(checklist), chapter or source.label("whole_checklist"))
    where = place_names(draft, row, names, chapter is not None)
    results = places.column("results", "preliminary")
    for offset, kind in enumerate(Preliminary):
        heading = address(head, FIRST + offset, fixed="row")
        count = sum(item.preliminary is kind for item in items)
        formula = Formula(f"=SUMPRODUCT({where}({results}={heading}))", count)
        draft.put(row, FIRST + offset, formula, Style.COUNT)
    decided = Formula(f"={decided_formula(draft, where)}", decided_count(items))
    _sums(draft, row, items, decided, (Style.COUNT, Style.PERCENT))


def place_names(draft: Draft, row: int, names: tuple[str, str], in_chapter: bool) -> str:
    """Place checklist and chapter; return the condition that a requirement is of them."""
    source, places = draft.source, draft.places
    for column, name in enumerate(names):
        draft.put(row, column, name, Style.NAME)
    if (height := _height(names, source)) > row_height(1):
        draft.heights[row] = height
    where = f"({places.column('results', 'checklist')}={address(row, 0, fixed='column')})*"
    if in_chapter:
        where += f"({places.column('results', 'chapter')}={address(row, 1, fixed='column')})*"
    return where


def _height(texts: Sequence[str], source: Source) -> float:
    """Return the height of a row of the counts that shows these texts in full."""
    widths = widths_of(source)
    return row_height(max(lines(text, widths[column]) for column, text in enumerate(texts)))


def _total_row(draft: Draft, row: int, first: int, last: int) -> None:
    source = draft.source
    draft.put(row, 0, source.label("all"), Style.TOTAL_NAME)
    draft.put(row, 1, None, Style.TOTAL_NAME)

    def total(column: int) -> str:
        return f"=SUM({address(first, column)}:{address(last, column)})"

    for offset, kind in enumerate(Preliminary):
        count = sum(item.preliminary is kind for item in source.items)
        column = FIRST + offset
        draft.put(row, column, Formula(total(column), count), Style.TOTAL)
    decided = Formula(total(TOTAL + 1), decided_count(source.items))
    _sums(draft, row, source.items, decided, (Style.TOTAL, Style.TOTAL_PERCENT))


def _sums(
    draft: Draft,
    row: int,
    items: Sequence[AssessedItem],
    decided: Formula,
    styles: tuple[Style, Style],
) -> None:
    """Place total, decided, and both rates of a row."""
    count, percent = styles
    kinds = list(Preliminary)
    total = f"=SUM({address(row, FIRST)}:{address(row, TOTAL - 1)})"
    draft.put(row, TOTAL, Formula(total, len(items)), count)
    draft.put(row, TOTAL + 1, decided, count)
    draft.put(
        row,
        TOTAL + 2,
        rate(
            draft.source,
            (address(row, TOTAL + 1), decided_count(items)),
            (address(row, TOTAL), len(items)),
        ),
        percent,
    )
    stated = sum(item.preliminary is Preliminary.STATED for item in items)
    base = sum(item.preliminary in _STATED_BASE for item in items)
    cells = "+".join(address(row, FIRST + kinds.index(kind)) for kind in _STATED_BASE)
    stated_rate = rate(
        draft.source,
        (address(row, FIRST + kinds.index(Preliminary.STATED)), stated),
        (f"({cells})", base),
    )
    draft.put(row, TOTAL + 3, stated_rate, percent)


def rate(source: Source, part: tuple[str, int], whole: tuple[str, int]) -> Formula:
    """Return a share of two figures, each a reference and its value; of nothing there is none."""
    none = source.label("not_computable")
    value = part[1] / whole[1] if whole[1] else none
    return Formula(f'=IF({whole[0]}=0,"{none}",{part[0]}/{whole[0]})', value)


def place_findings_matrix(draft: Draft, row: int) -> tuple[int, Chart]:
    """Place the findings by severity and urgency; return the row after, and their chart."""
    source, places = draft.source, draft.places
    # in an audit, the grades stand beside it
    end = RIGHT_END if source.record is None else RIGHT + 4
    draft.section(row, RIGHT, end, "severity_urgency")
    head, first = row + 1, RIGHT + 1
    draft.put(head, RIGHT, source.label("severity_axis"), Style.HEAD)
    for offset, rank in enumerate(Rank):
        draft.put(head, first + offset, RANK[rank].shown(source.language), Style.HEAD)
    draft.put(head, first + 3, source.label("total"), Style.HEAD)
    severities = places.column("findings", "severity")
    urgencies = places.column("findings", "urgency")
    row, largest = head, 0
    for severity in Rank:
        row += 1
        draft.put(row, RIGHT, RANK[severity].shown(source.language), Style.NAME)
        mine = [finding for finding in source.findings if finding.severity is severity]
        largest = max(largest, len(mine))
        for offset, urgency in enumerate(Rank):
            formula = (
                f"=COUNTIFS({severities},{address(row, RIGHT, fixed='column')},"
                f"{urgencies},{address(head, first + offset, fixed='row')})"
            )
            count = sum(finding.urgency is urgency for finding in mine)
            draft.put(row, first + offset, Formula(formula, count), Style.COUNT)
        total = f"=SUM({address(row, first)}:{address(row, first + 2)})"
        draft.put(row, first + 3, Formula(total, len(mine)), Style.TOTAL)
    row += 1
    draft.put(row, RIGHT, source.label("total"), Style.TOTAL_NAME)
    for offset, column_rank in enumerate((*Rank, None)):
        total = f"=SUM({address(head + 1, first + offset)}:{address(row - 1, first + offset)})"
        count = sum(column_rank in (None, finding.urgency) for finding in source.findings)
        draft.put(row, first + offset, Formula(total, count), Style.TOTAL)
    return row + 1, _findings_chart(source, head, largest)


def _results_chart(source: Source, head: int, first: int, last: int, largest: int) -> Chart:
    return Chart(
        source.label("chart_results"),
        source.label("chart_results_alt", rows=f"{first + 1}-{last + 1}"),
        tuple(
            Series(
                (head, FIRST + offset),
                (first, 0, last, 0),
                (first, FIRST + offset, last, FIRST + offset),
                *_FILLS[kind],
            )
            for offset, kind in enumerate(Preliminary)
        ),
        largest,
    )


def _findings_chart(source: Source, head: int, largest: int) -> Chart:
    return Chart(
        source.label("chart_findings"),
        source.label("chart_findings_alt", rows=f"{head + 2}-{head + 4}"),
        tuple(
            Series(
                (head, RIGHT + 1 + offset),
                (head + 1, RIGHT, head + 3, RIGHT),
                (head + 1, RIGHT + 1 + offset, head + 3, RIGHT + 1 + offset),
                *_RANK_FILLS[rank],
            )
            for offset, rank in enumerate(Rank)
        ),
        largest,
    )
