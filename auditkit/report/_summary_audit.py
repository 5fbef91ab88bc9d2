"""What the summary of an audit tells beside its decisions: actions that are late, and the trend."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from auditkit.models import Status, Verdict
from auditkit.report._action_table import days_late, listed_actions
from auditkit.report._cells import shorten
from auditkit.report._model import FIRST_ROW, Cell, Chart, Formula, Series, Style, address
from auditkit.report._record_tables import earlier_row
from auditkit.report._source import Source
from auditkit.report._summary_counts import FIRST, RIGHT, RIGHT_END, Draft
from auditkit.report._summary_decisions import DECIDED, FILLS, JUDGED, conform_rate
from auditkit.report._terms import STATUS
from auditkit.report._words import VERDICT

_LATE = 5
"""How many actions that are late are listed."""
_EARLIER = 4
"""How many audits before this one are shown."""
_SCALE = 10_000_000
"""More than the rows of a sheet, so that days late and row make one number to sort by."""
_SHOWN = (*DECIDED, Verdict.OPEN)
_COUNTS = RIGHT + 2
"""Column of the first count of the trend."""


class _Late(NamedTuple):
    finding: str
    title: str
    owner: str
    due: Cell
    days: int


def place_actions(draft: Draft, row: int) -> int:
    """Place the actions by state, and those that are late, the latest first; return what follows.

    Who changes a due date, a state, or the date of the report sees another list.
    """
    source, places = draft.source, draft.places
    draft.section(row, RIGHT, RIGHT_END, "actions_state")
    head = row + 1
    draft.put(head, RIGHT, None, Style.HEAD)
    draft.put(head + 1, RIGHT, source.label("actions_count"), Style.NAME)
    held = listed_actions(source)
    states = places.column("actions", "status")
    for at, status in enumerate(Status, start=RIGHT + 1):
        draft.put(head, at, STATUS[status].shown(source.language), Style.HEAD)
        count = sum(action.status is status for action in held)
        formula = f"=COUNTIF({states},{address(head, at, fixed='row')})"
        draft.put(head + 1, at, Formula(formula, count), Style.COUNT)
    draft.give_height(head)
    numbers, days = (places.column("actions", key) for key in ("finding_id", "overdue"))
    late = _late(source)
    for at, key, formula, count in (
        (RIGHT_END - 1, "total", f'=SUMPRODUCT(1*({numbers}<>""))', len(held)),
        (RIGHT_END, "overdue_count", f"=SUMPRODUCT(1*({days}>0))", len(late)),
    ):
        draft.put(head, at, source.label(key), Style.HEAD)
        draft.put(head + 1, at, Formula(formula, count), Style.TOTAL)
    listed = max(1, min(_LATE, len(held)))
    for at in range(listed):
        _late_row(draft, (head + 2 + at, head + 1), at, late)
    return head + 2 + listed + 1


def _late(source: Source) -> list[_Late]:
    """Return the actions that are late, the latest first, equal ones in their order."""
    titles = {finding.id: source.say(finding.title) for finding in source.findings}
    found = [
        _Late(action.finding, titles.get(action.finding, ""), action.owner, action.due, late)
        for action in listed_actions(source)
        if (late := days_late(source, action))
    ]
    return sorted(found, key=lambda each: -each.days)


def _late_row(draft: Draft, rows: tuple[int, int], at: int, late: Sequence[_Late]) -> None:
    source, places = draft.source, draft.places
    row, count_row = rows
    count = address(count_row, RIGHT_END, fixed="row column")
    days = places.column("actions", "overdue")
    order = f"SUMPRODUCT(LARGE({days}*{_SCALE}+{_SCALE}-ROW({days}),{at + 1}))"
    found = f"{_SCALE}-MOD({order},{_SCALE})-{FIRST_ROW}"
    told = late[at] if at < len(late) else None
    none = source.label("overdue_none") if at == 0 else ""

    def pick(key: str, *, text: bool = False, otherwise: str = "") -> str:
        value = f"INDEX({places.column('actions', key)},{found})" + ('&""' if text else "")
        return f'=IF({count}<{at + 1},"{otherwise}",{value})'

    cells: tuple[tuple[int, str, Cell, Style], ...] = (
        (0, pick("finding_id", text=True), told.finding if told else "", Style.ROW),
        (
            1,
            pick("finding_title", text=True, otherwise=none),
            shorten(told.title, 250) if told else none,
            Style.ROW,
        ),
        (4, pick("owner", text=True), shorten(told.owner, 250) if told else "", Style.ROW),
        (6, pick("due"), told.due if told else "", Style.ROW_DATE),
        (7, pick("overdue"), told.days if told else "", Style.ROW_DAYS),
    )
    for offset, formula, value, style in cells:
        draft.put(row, RIGHT + offset, Formula(formula, _stored(value)), style)
    for offset in (2, 3, 5):
        draft.put(row, RIGHT + offset, None, Style.ROW)


def _stored(value: Cell) -> str | int:
    """Return a value as a workbook stores the result of a formula; dates are numbers there."""
    if isinstance(value, dt.date):
        return (value - dt.date(1899, 12, 30)).days
    return value if isinstance(value, int) else str(value or "")


def place_trend(draft: Draft, row: int, total: int) -> tuple[int, Chart | None]:
    """Place what the audits up to this one came to; return the row after, and the chart.

    Earlier counts stand in the audit record; those of this audit in the row ``total``.
    """
    source = draft.source
    earlier = source.record.earlier if source.record else ()
    if source.record is None or not earlier:
        return row, None
    draft.section(row, RIGHT, RIGHT_END, "trend")
    head = row + 1
    headings = [source.label("audit_number"), source.label("audit_date")]
    headings += [VERDICT[verdict].shown(source.language) for verdict in _SHOWN]
    headings.append(source.label("conform_rate"))
    for at, heading in enumerate(headings, start=RIGHT):
        draft.put(head, at, heading, Style.HEAD)
    draft.give_height(head)
    row = head
    for number in range(max(0, len(earlier) - _EARLIER), len(earlier)):
        row += 1
        audit = earlier[number]
        formulas = [
            f"={draft.places.cell('log', 'log_new', earlier_row(source, number, verdict))}"
            for verdict in _SHOWN
        ]
        counts = [audit.counts.get(verdict, 0) for verdict in _SHOWN]
        _trend_row(draft, row, (audit.id, audit.date), formulas, counts)
    row += 1
    formulas = [f"={address(total, FIRST + at)}" for at in range(len(_SHOWN))]
    counted = Counter(item.verdict for item in source.items)
    this = source.record.audit
    _trend_row(draft, row, (this.id, this.started), formulas, [counted[v] for v in _SHOWN])
    chart = _chart(source, head, row, max(sum(a.counts.values()) for a in earlier))
    if (more := len(earlier) - _EARLIER) > 0:
        row += 1
        draft.put(row, RIGHT, source.label("more_audits", count=more), Style.NOTE)
    return row + 2, chart


def _trend_row(
    draft: Draft, row: int, head: tuple[str, Cell], formulas: Sequence[str], counts: Sequence[int]
) -> None:
    number, date = head
    draft.put(row, RIGHT, shorten(number, 40), Style.NAME)
    draft.put(row, RIGHT + 1, date, Style.CELL_DATE)
    for at, (formula, count) in enumerate(zip(formulas, counts, strict=True), start=_COUNTS):
        draft.put(row, at, Formula(formula, count), Style.COUNT)
    judged = sum(counts[: len(JUDGED)])
    share = conform_rate(draft.source, row, _COUNTS, (counts[0], judged))
    draft.put(row, RIGHT_END, share, Style.PERCENT)


def _chart(source: Source, head: int, last: int, largest: int) -> Chart:
    first = head + 1
    return Chart(
        source.label("trend_chart"),
        source.label("trend_chart_alt", rows=f"{first + 1}-{last + 1}"),
        tuple(
            Series(
                (head, _COUNTS + at),
                (first, RIGHT, last, RIGHT),
                (first, _COUNTS + at, last, _COUNTS + at),
                *FILLS[verdict],
            )
            for at, verdict in enumerate(_SHOWN)
        ),
        max(largest, len(source.items)),
    )
