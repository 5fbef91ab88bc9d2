"""The figures of the summary on decisions, grades and recorded findings; live formulas too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditkit.models import AssessedItem, Grade, Verdict
from auditkit.report._cells import shorten
from auditkit.report._cover import sign_state
from auditkit.report._model import Cell, Chart, Formula, Series, Style, address
from auditkit.report._source import Source
from auditkit.report._summary_counts import (
    FIRST,
    LEFT_END,
    RIGHT_END,
    Draft,
    decided_count,
    decided_formula,
    items_by_chapter,
    place_heads,
    place_names,
    rate,
)
from auditkit.report._words import GRADE, VERDICT

DECIDED = (Verdict.CONFORM, Verdict.PARTIAL, Verdict.NONCONFORM, Verdict.NOT_APPLICABLE)
JUDGED = DECIDED[:3]
"""What the share of conformity is a share of."""
FILLS: Mapping[Verdict, tuple[str, str | None]] = {
    Verdict.CONFORM: ("#1B6B3A", None),
    Verdict.PARTIAL: ("#C99700", "wide_upward_diagonal"),
    Verdict.NONCONFORM: ("#8C1C2B", "small_check"),
    Verdict.NOT_APPLICABLE: ("#BFBFBF", None),
    Verdict.OPEN: ("#7F7F7F", "percent_10"),
}
"""Colour and pattern of a decision in charts."""
_OPEN = FIRST + len(DECIDED)
_TOTAL = _OPEN + 1
_GRADES = ((_TOTAL + 1, Grade.MAJOR), (_TOTAL + 2, Grade.MINOR))
"""The grades that are counted by chapter; all of them stand on the right."""
_ABOUT = 60
"""Half-width characters of department and scope."""


def audit_facts(draft: Draft) -> list[tuple[str, Cell]]:
    """Return what the summary says of the audit as a whole."""
    source = draft.source
    if source.record is None:
        return []
    audit = source.record.audit
    about = source.label("about_audit_value", department=audit.department, scope=audit.scope)
    return [
        ("audit_number", f"{audit.id}　{sign_state(source)}"),
        ("audit_date", audit.started),
        (
            "about_audit",
            shorten(about, _ABOUT) if audit.scope else shorten(audit.department, _ABOUT),
        ),
        ("findings", _recorded(draft)),
    ]


def _recorded(draft: Draft) -> Formula:
    source = draft.source
    state = draft.places.column("findings", "finding_state")
    mark = "\0"
    texts = source.label("recorded_counts", recorded=mark, candidates=mark).split(mark)
    words = [source.label(key) for key in ("state_recorded", "state_candidate")]
    recorded = sum(finding.recorded for finding in source.findings)
    counts = (recorded, len(source.findings) - recorded)
    told = source.label("recorded_counts", recorded=counts[0], candidates=counts[1])
    formula = "&".join(
        [f'"{texts[0]}"']
        + [f'COUNTIF({state},"{w}")&"{t}"' for w, t in zip(words, texts[1:], strict=True)]
    )
    return Formula(f"={formula}", told)


def place_decisions(draft: Draft, row: int) -> tuple[int, int, Chart]:
    """Place decisions, grades and rates by checklist and chapter.

    Return the row after, that of the totals, and the chart.  What is blank or no word of a
    decision counts as not decided, so that the counts add up.
    """
    source = draft.source
    draft.section(row, 0, LEFT_END, "decisions")
    head = row + 1
    verdicts = [VERDICT[verdict].shown(source.language) for verdict in (*DECIDED, Verdict.OPEN)]
    headings = [
        source.say_heading("checklist"),
        source.say_heading("chapter"),
        *verdicts,
        *(source.label(key) for key in ("total", "major", "minor", "decided_rate", "conform_rate")),
    ]
    place_heads(draft, head, headings)
    row = head
    largest = 0
    for checklist in source.assessment.checklists:
        row += 1
        items = [item for item in source.items if item.checklist == checklist.key]
        largest = max(largest, len(items))
        _decision_row(draft, row, head, (checklist.key, None), items)
    first, total = head + 1, row + 1
    _total_row(draft, total, first)
    row = total
    for group, items in items_by_chapter(source).items():
        row += 1
        _decision_row(draft, row, head, group, items)
    return row + 1, total, _chart(source, head, (first, total - 1), largest)


def place_rates(draft: Draft, row: int, total: int) -> None:
    """Place both rates of the audit as facts, taken from the row of the totals."""
    items = draft.source.items
    judged = sum(item.verdict in JUDGED for item in items)
    conform = sum(item.verdict is Verdict.CONFORM for item in items)
    none = draft.source.label("not_computable")
    for offset, key, column, value in (
        (0, "decided_rate", LEFT_END - 1, decided_count(items) / len(items) if items else none),
        (1, "conform_rate", LEFT_END, conform / judged if judged else none),
    ):
        draft.put(row + offset, 0, draft.source.label(key), Style.LABEL)
        draft.put(row + offset, 1, Formula(f"={address(total, column)}", value), Style.RATE)


def _decision_row(
    draft: Draft,
    row: int,
    head: int,
    group: tuple[str, str | None],
    items: Sequence[AssessedItem],
) -> None:
    source, places = draft.source, draft.places
    checklist, chapter = group
    names = (source.checklist_name(checklist), chapter or source.label("whole_checklist"))
    where = place_names(draft, row, names, chapter is not None)
    column = places.column("results", "verdict")
    for offset, verdict in enumerate(DECIDED):
        heading = address(head, FIRST + offset, fixed="row")
        count = sum(item.verdict is verdict for item in items)
        formula = Formula(f"=SUMPRODUCT({where}({column}={heading}))", count)
        draft.put(row, FIRST + offset, formula, Style.COUNT)
    decided, all_ = decided_count(items), f"SUMPRODUCT({where}1)"
    left = f"={all_}-{decided_formula(draft, where)}"
    draft.put(row, _OPEN, Formula(left, len(items) - decided), Style.COUNT)
    grades = places.column("results", "grade")
    for at, grade in _GRADES:
        word = GRADE[grade].shown(source.language)
        formula = Formula(f'=SUMPRODUCT({where}({grades}="{word}"))', _graded(items, grade))
        draft.put(row, at, formula, Style.COUNT)
    _sums(draft, row, items, (Style.COUNT, Style.PERCENT))


def _graded(items: Sequence[AssessedItem], grade: Grade) -> int:
    return sum(item.decision is not None and item.decision.grade is grade for item in items)


def _total_row(draft: Draft, row: int, first: int) -> None:
    source = draft.source
    draft.put(row, 0, source.label("all"), Style.TOTAL_NAME)
    draft.put(row, 1, None, Style.TOTAL_NAME)
    decided = decided_count(source.items)
    counts = {
        FIRST + at: sum(item.verdict is verdict for item in source.items)
        for at, verdict in enumerate(DECIDED)
    }
    counts[_OPEN] = len(source.items) - decided
    counts |= {at: _graded(source.items, grade) for at, grade in _GRADES}
    for column, count in counts.items():
        total = f"=SUM({address(first, column)}:{address(row - 1, column)})"
        draft.put(row, column, Formula(total, count), Style.TOTAL)
    _sums(draft, row, source.items, (Style.TOTAL, Style.TOTAL_PERCENT))


def _sums(
    draft: Draft, row: int, items: Sequence[AssessedItem], styles: tuple[Style, Style]
) -> None:
    """Place the total of a row, the share decided, and the share that conforms."""
    count, percent = styles
    total = f"=SUM({address(row, FIRST)}:{address(row, _OPEN)})"
    draft.put(row, _TOTAL, Formula(total, len(items)), count)
    decided = f"({address(row, _TOTAL)}-{address(row, _OPEN)})"
    whole = (address(row, _TOTAL), len(items))
    draft.put(
        row, LEFT_END - 1, rate(draft.source, (decided, decided_count(items)), whole), percent
    )
    conform = sum(item.verdict is Verdict.CONFORM for item in items)
    judged = sum(item.verdict in JUDGED for item in items)
    draft.put(row, LEFT_END, conform_rate(draft.source, row, FIRST, (conform, judged)), percent)


def conform_rate(source: Source, row: int, first: int, counts: tuple[int, int]) -> Formula:
    """Return the share that conforms, of a row whose decisions begin in the column ``first``."""
    base = "+".join(address(row, first + at) for at in range(len(JUDGED)))
    return rate(source, (address(row, first), counts[0]), (f"({base})", counts[1]))


def _chart(source: Source, head: int, rows: tuple[int, int], largest: int) -> Chart:
    first, last = rows
    return Chart(
        source.label("decisions_chart"),
        source.label("decisions_chart_alt", rows=f"{first + 1}-{last + 1}"),
        tuple(
            Series(
                (head, FIRST + at),
                (first, 0, last, 0),
                (first, FIRST + at, last, FIRST + at),
                *FILLS[verdict],
            )
            for at, verdict in enumerate((*DECIDED, Verdict.OPEN))
        ),
        largest,
    )


def place_grades(draft: Draft, row: int) -> int:
    """Place the grades beside the findings by severity; return the row after."""
    source, first = draft.source, RIGHT_END - 2
    draft.section(row, first, RIGHT_END, "grades")
    column = draft.places.column("results", "grade")
    for grade in Grade:
        row += 1
        draft.put(row, first, GRADE[grade].shown(source.language), Style.ROW_NAME)
        draft.put(row, first + 1, None, Style.ROW)
        name = address(row, first, fixed="column")
        counted = Formula(f"=COUNTIF({column},{name})", _graded(source.items, grade))
        draft.put(row, RIGHT_END, counted, Style.COUNT)
    return row + 1
