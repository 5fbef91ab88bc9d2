"""The summary: one page whose every figure is a live formula over the tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from auditkit.models import CriterionResult, Rank
from auditkit.report._cells import shorten
from auditkit.report._model import AS_OF_CELL, Cell, Chart, Formula, Link, Page, Places, Style
from auditkit.report._result_tables import evidence_link
from auditkit.report._source import Source
from auditkit.report._styles import MARGINS
from auditkit.report._summary_audit import place_actions, place_trend
from auditkit.report._summary_counts import (
    LEFT_END,
    RIGHT,
    RIGHT_END,
    WIDTHS,
    Draft,
    decided_count,
    decided_formula,
    place_counts,
    place_findings_matrix,
    widths_of,
)
from auditkit.report._summary_decisions import (
    audit_facts,
    place_decisions,
    place_grades,
    place_rates,
)
from auditkit.report._words import RANK, tones

_CHART_ROWS = 10
"""The fewest rows of a chart; it grows where the left half is longer."""
_TOP = 10
"""How many findings are listed."""
_VALUES = 6
"""How many values are listed."""
_DOCUMENTS = 6
"""How many documents are listed."""
_RATES = ("decided_rate", "conform_rate")
"""What stands below the facts of an audit."""
_CHART_COLUMNS = {
    1: ((RIGHT, RIGHT_END),),
    2: ((RIGHT, RIGHT + 3), (RIGHT + 4, RIGHT_END)),
}
"""Number of charts on the right → first and last column of each."""

_SHAPE = (8.27 - MARGINS[2] - MARGINS[3]) / (11.69 - MARGINS[0] - MARGINS[1])
"""Height by width of what is printed of A4 landscape."""
_ROW_HEIGHTS = (16.0, 22.0)
"""Points of a row, at least and at most."""


def summary_page(source: Source, places: Places) -> Page:
    """Return the summary."""
    draft = Draft(source, places)
    widths = widths_of(source)
    title = f"{source.label('report_title')}　{source.assessment.provider.name}"
    draft.put(0, 0, title, Style.SUBTITLE)
    draft.put(1, 0, source.label("caution"), Style.NOTE)
    draft.heights[0] = 26
    below_facts = _facts(draft, 3)
    charts: list[Chart] = []
    placed: list[Chart] = []
    notes = ["caution_absent", "formula_decided", "formula_stated"]
    total = 0
    if source.record is None:
        left, results_chart = place_counts(draft, below_facts + 1)
        charts.append(results_chart)
    else:
        left, total, decisions_chart = place_decisions(draft, below_facts + len(_RATES) + 1)
        place_rates(draft, below_facts, total)
        left, _ = place_counts(draft, left + 1, chapters=False)
        beside = (3, LEFT_END - 6, below_facts + len(_RATES) - 1, LEFT_END)
        placed.append(replace(decisions_chart, area=beside))
        notes.insert(2, "formula_conform")
    right, findings_chart = place_findings_matrix(draft, 3)
    charts.append(findings_chart)
    if source.record is not None:
        right = max(right, place_grades(draft, 3))
    first = right + 1
    # laid out once for its length: the charts take what is left of the page
    needed, _ = _below_charts(Draft(source, places), 0, total)
    last = first + max(_CHART_ROWS, left - first - needed) - 1
    below, trend_chart = _below_charts(draft, last + 2, total)
    if trend_chart is not None:
        charts.append(trend_chart)
    for chart, (start, end) in zip(charts, _CHART_COLUMNS[len(charts)], strict=True):
        placed.append(replace(chart, area=(first, start, last, end)))
    foot = max(left, below - 1) + 1
    draft.section(foot, 0, RIGHT_END, "notes")
    for offset, key in enumerate(notes, start=1):
        draft.put(foot + offset, 0, source.label(key), Style.NOTE)
    return Page(
        "summary",
        widths,
        tuple(draft.cells),
        draft.heights,
        tuple(placed),
        tones=tones(RANK, source.language),
        row_height=_row_height(widths, draft.heights, foot + len(notes) + 1),
    )


def _below_charts(draft: Draft, row: int, total: int) -> tuple[int, Chart | None]:
    """Place what stands below the charts; return the row after, and the chart of the trend."""
    row = _top_findings(draft, row)
    chart = None
    if draft.source.record is not None:
        row = place_actions(draft, row)
        row, chart = place_trend(draft, row, total)
    return _documents(draft, _values(draft, row)), chart


def _row_height(widths: Sequence[float], heights: Mapping[int, float], count: int) -> float:
    """Return the height of the other rows with which the page fills its sheet of paper."""
    wanted = sum(8.5 * width for width in widths) * 0.75 * _SHAPE
    others = sum(height for row, height in heights.items() if row < count)
    least, most = _ROW_HEIGHTS
    return max(least, min(most, round((wanted - others) / (count - len(heights)) - 0.25, 1)))


def _facts(draft: Draft, row: int) -> int:
    source = draft.source
    assessment = source.assessment
    scope = source.label(
        "scope_value", documents=len(assessment.documents.documents), items=len(source.items)
    )
    facts: list[tuple[str, Cell]] = [
        ("provider", assessment.provider.name),
        ("document_number", source.document_number),
        ("as_of", source.as_of),
        ("scope", scope),
        ("audit_state", _state(draft)),
        *audit_facts(draft),
    ]
    for checklist in assessment.checklists:
        edition = source.label(
            "edition_value",
            name=source.checklist_name(checklist.key),
            date=checklist.effective_from,
            items=len(checklist.requirements),
        )
        facts.append(("editions", edition))
    seen: set[str] = set()
    for key, value in facts:
        draft.put(row, 0, source.label(key) if key not in seen else None, Style.LABEL)
        draft.put(row, 1, value, Style.DATE if isinstance(value, dt.date) else Style.VALUE)
        if key == "as_of" and (row, 1) != AS_OF_CELL:
            raise ValueError("formulas expect the date of the report elsewhere")
        seen.add(key)
        row += 1
    return row


def _state(draft: Draft) -> Formula:
    source = draft.source
    rows = f"ROWS({draft.places.column('results', 'verdict')})"
    mark = "\0"
    before, between, after = source.label("state_value", decided=mark, all=mark).split(mark)
    value = source.label("state_value", decided=decided_count(source.items), all=len(source.items))
    return Formula(f'="{before}"&{decided_formula(draft)}&"{between}"&{rows}&"{after}"', value)


def _top_findings(draft: Draft, row: int) -> int:
    source, places = draft.source, draft.places
    draft.section(row, RIGHT, RIGHT_END, "top_findings")
    for column, key in ((RIGHT_END - 1, "severity"), (RIGHT_END, "urgency")):
        draft.put(row, column, source.say_heading(key), Style.SECTION_END)
    shown = _first_findings(source)[: _most(source, _TOP)]
    for index in shown:
        finding = source.findings[index]
        row += 1
        link = Link(finding.id, "findings", index, "finding_id")
        draft.put(row, RIGHT, link, Style.ROW_LINK)
        severity = RANK[finding.severity].shown(source.language)
        urgency = RANK[finding.urgency].shown(source.language)
        for column, key, value, style in (
            (RIGHT + 1, "finding_title", source.say(finding.title), Style.ROW),
            (RIGHT_END - 1, "severity", severity, Style.CHOICE),
            (RIGHT_END, "urgency", urgency, Style.CHOICE),
        ):
            formula = Formula(f"={places.cell('findings', key, index)}", shorten(value, 250))
            draft.put(row, column, formula, style)
        draft.fill(row, RIGHT + 2, RIGHT_END - 2, Style.ROW)
    if not shown:
        row += 1
        draft.put(row, RIGHT, source.label("no_findings"), Style.NOTE)
    elif (more := len(source.findings) - len(shown)) > 0:
        row += 1
        draft.put(row, RIGHT, source.label("more_findings", count=more), Style.NOTE)
    return row + 2


def _first_findings(source: Source) -> list[int]:
    """Return the rows of the findings by severity, then urgency; recorded ones before candidates.

    Without an audit they stand in this order already, and by more.
    """
    rows = range(len(source.findings))
    if source.record is None:
        return list(rows)
    order = list(Rank)

    def weight(row: int) -> tuple[int, int, bool]:
        finding = source.findings[row]
        return (
            order.index(finding.severity),
            order.index(finding.urgency),
            not finding.recorded,
        )

    return sorted(rows, key=weight)


def _most(source: Source, count: int) -> int:
    """Return how many of a block are listed; in an audit actions and trend want room too."""
    return count if source.record is None else count * 2 // 3


def _values(draft: Draft, row: int) -> int:
    """Place what was read out of the documents: the fee, dates, outdated citations."""
    source = draft.source
    values = _read_values(source)
    if not values:
        return row
    widths = WIDTHS[source.language][RIGHT:]
    draft.section(row, RIGHT, RIGHT_END, "values_read")
    most = _most(source, _VALUES)
    for result, text in values[:most]:
        row += 1
        link = evidence_link(source, result.evidence[0], (result.id,))
        draft.put(row, RIGHT, link, Style.ROW_LINK)
        title = source.criterion_title(result.id)
        draft.put(row, RIGHT + 1, shorten(title, int(sum(widths[1:4]))), Style.ROW)
        draft.put(row, RIGHT + 4, shorten(text, int(sum(widths[4:]))), Style.ROW)
        for column in (RIGHT + 2, RIGHT + 3, RIGHT + 5, RIGHT + 6, RIGHT + 7):
            draft.put(row, column, None, Style.ROW)
    if (more := len(values) - most) > 0:
        row += 1
        draft.put(row, RIGHT, source.label("more_values", count=more), Style.NOTE)
    return row + 2


def _read_values(source: Source) -> list[tuple[CriterionResult, str]]:
    """Return the results that hold a typed value – an amount, dates – and its wording.

    What a rule merely matched is no value that a manager can use.
    """
    typed = (r for r in source.results if r.evidence and source.value_kind(r) not in ("", "match"))
    told = ((result, source.value(result)) for result in typed)
    return [(result, text) for result, text in told if text]


def _documents(draft: Draft, row: int) -> int:
    source, places = draft.source, draft.places
    draft.section(row, RIGHT, RIGHT_END, "documents_read")
    figures = ((RIGHT_END - 2, "characters"), (RIGHT_END - 1, "passages"), (RIGHT_END, "matched"))
    documents = source.assessment.documents.documents
    if documents:
        row += 1
        draft.put(row, RIGHT, source.say_heading("path"), Style.HEAD_RUN)
        draft.fill(row, RIGHT + 1, RIGHT_END - 3, Style.HEAD_RUN)
        for column, key in figures:
            draft.put(row, column, source.label(f"short_{key}"), Style.HEAD)
    for index, document in enumerate(documents[: _most(source, _DOCUMENTS)]):
        row += 1
        link = Link(shorten(document.path, 46), "documents", index, "path")
        draft.put(row, RIGHT, link, Style.ROW_LINK)
        draft.fill(row, RIGHT + 1, RIGHT_END - 3, Style.ROW)
        for column, key in figures:
            value = source.document_figures[document.id][key]
            formula = Formula(f"={places.cell('documents', key, index)}", value)
            draft.put(row, column, formula, Style.COUNT)
    for note in _document_notes(source):
        row += 1
        draft.put(row, RIGHT, note, Style.NOTE)
    return row + 2


def _document_notes(source: Source) -> list[str]:
    held = source.assessment.documents
    notes: list[str] = []
    if not held.documents:
        notes.append(source.label("no_documents"))
    if (more := len(held.documents) - _most(source, _DOCUMENTS)) > 0:
        notes.append(source.label("more_documents", count=more))
    read = {document.path for document in held.documents}
    unread = {problem.path for problem in held.problems if problem.severity == "error"} - read
    if unread:
        notes.append(source.label("unread_documents", count=len(unread)))
    return notes
