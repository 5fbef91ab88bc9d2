"""The figures of the summary on decisions, grades and recorded findings; live formulas too."""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.models import AssessedItem, Grade, Verdict
from auditkit.report._cover import sign_state
from auditkit.report._model import Cell, Formula, Style, address
from auditkit.report._summary_counts import (
    FIRST,
    RIGHT_END,
    Draft,
    decided_count,
    decided_formula,
    place_heads,
)
from auditkit.report._words import GRADE, VERDICT

_DECIDED = (Verdict.CONFORM, Verdict.PARTIAL, Verdict.NONCONFORM, Verdict.NOT_APPLICABLE)
_OPEN = FIRST + len(_DECIDED)
_TOTAL = _OPEN + 1


def audit_facts(draft: Draft) -> list[tuple[str, Cell]]:
    """Return what the summary says of the audit as a whole."""
    source = draft.source
    if source.record is None:
        return []
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
    number = f"{source.record.audit.id}　{sign_state(source)}"
    return [("audit_number", number), ("findings", Formula(f"={formula}", told))]


def place_decisions(draft: Draft, row: int) -> int:
    """Place the decisions by checklist; return the row after.

    What is blank or no word of a decision counts as not decided, so that the counts add up.
    """
    source = draft.source
    draft.section(row, 0, _TOTAL, "decisions")
    head = row + 1
    verdicts = [VERDICT[verdict].shown(source.language) for verdict in (*_DECIDED, Verdict.OPEN)]
    headings = [
        source.say_heading("checklist"),
        source.say_heading("chapter"),
        *verdicts,
        source.label("total"),
    ]
    place_heads(draft, head, headings)
    row = head
    for checklist in source.assessment.checklists:
        row += 1
        items = [item for item in source.items if item.checklist == checklist.key]
        _decision_row(draft, row, head, source.checklist_name(checklist.key), items)
    _total_row(draft, row + 1, head + 1)
    return row + 2


def _decision_row(
    draft: Draft, row: int, head: int, name: str, items: Sequence[AssessedItem]
) -> None:
    source, places = draft.source, draft.places
    draft.put(row, 0, name, Style.NAME)
    draft.put(row, 1, source.label("whole_checklist"), Style.NAME)
    where = f"({places.column('results', 'checklist')}={address(row, 0, fixed='column')})*"
    column = places.column("results", "verdict")
    for offset, verdict in enumerate(_DECIDED):
        heading = address(head, FIRST + offset, fixed="row")
        count = sum(item.verdict is verdict for item in items)
        formula = Formula(f"=SUMPRODUCT({where}({column}={heading}))", count)
        draft.put(row, FIRST + offset, formula, Style.COUNT)
    decided, all_ = decided_count(items), f"SUMPRODUCT({where}1)"
    left = f"={all_}-{decided_formula(draft, where)}"
    draft.put(row, _OPEN, Formula(left, len(items) - decided), Style.COUNT)
    _sum(draft, row, len(items), Style.COUNT)


def _total_row(draft: Draft, row: int, first: int) -> None:
    source = draft.source
    draft.put(row, 0, source.label("all"), Style.TOTAL_NAME)
    draft.put(row, 1, None, Style.TOTAL_NAME)
    decided = decided_count(source.items)
    counts = [sum(item.verdict is verdict for item in source.items) for verdict in _DECIDED]
    for offset, count in enumerate([*counts, len(source.items) - decided]):
        column = FIRST + offset
        total = f"=SUM({address(first, column)}:{address(row - 1, column)})"
        draft.put(row, column, Formula(total, count), Style.TOTAL)
    _sum(draft, row, len(source.items), Style.TOTAL)


def _sum(draft: Draft, row: int, count: int, style: Style) -> None:
    total = f"=SUM({address(row, FIRST)}:{address(row, _OPEN)})"
    draft.put(row, _TOTAL, Formula(total, count), style)


def place_grades(draft: Draft, row: int) -> int:
    """Place the grades beside the findings by severity; return the row after."""
    source, first = draft.source, RIGHT_END - 2
    draft.section(row, first, RIGHT_END, "grades")
    column = draft.places.column("results", "grade")
    for grade in Grade:
        row += 1
        draft.put(row, first, GRADE[grade].shown(source.language), Style.ROW_NAME)
        draft.put(row, first + 1, None, Style.ROW)
        count = sum(
            item.decision is not None and item.decision.grade is grade for item in source.items
        )
        name = address(row, first, fixed="column")
        draft.put(row, RIGHT_END, Formula(f"=COUNTIF({column},{name})", count), Style.COUNT)
    return row + 1
