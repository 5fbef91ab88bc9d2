"""The plan of corrective action: what is to be done about each finding, by whom, until when."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import Finding, RecordedAction, Status
from auditkit.report._extra_columns import extra_columns
from auditkit.report._headings import SHEETS
from auditkit.report._model import (
    AS_OF_CELL,
    FIRST_ROW,
    Cell,
    Column,
    Formula,
    Kind,
    Link,
    Places,
    Table,
    address,
)
from auditkit.report._source import Source
from auditkit.report._terms import EFFECTIVENESS, STATUS
from auditkit.report._words import RANK, choices, tones

FINISHED = (Status.DONE, Status.CLOSED, Status.NOT_NEEDED)
"""With these nothing is late any more."""


def actions_table(source: Source, places: Places) -> Table:
    """Return one row for each finding, with the cells its owner fills in.

    In an audit only what an auditor recorded is to be acted on.
    """
    language = source.language
    status = choices(STATUS, language)
    effectiveness = choices(EFFECTIVENESS, language)
    columns = (
        Column("finding_id", 11, Kind.LINK),
        Column("finding_title", 22, heading_key="finding_name" if source.record else ""),
        Column("severity", 10 if language == "ja" else 13, Kind.TEXT, (), tones(RANK, language)),
        Column("recommendation", 30),
        Column("response", 22, fill_in=True),
        Column("cause", 18, fill_in=True),
        Column("correction", 24, fill_in=True),
        Column("owner", 12, fill_in=True),
        Column("due", 12, Kind.DATE, fill_in=True),
        Column("overdue", 9, Kind.DAYS),
        Column("status", 13, Kind.CHOICE, status, tones(STATUS, language), fill_in=True),
        Column("completed", 12, Kind.DATE, fill_in=True),
        Column("proof", 16, fill_in=True),
        Column("effectiveness", 13, Kind.CHOICE, effectiveness, fill_in=True),
        *extra_columns(source.theme.columns.actions),
    )
    positions = {column.key: at for at, column in enumerate(columns)}
    rows = tuple(
        _action_row(source, places, finding, (at, row), positions)
        for at, row in source.action_rows.items()
        for finding in (source.findings[at],)
    )
    return Table(
        "actions",
        columns,
        rows,
        frozen_columns=2,
        empty_note=source.label("no_findings" if source.record is None else "no_recorded"),
    )


def _action_row(
    source: Source,
    places: Places,
    finding: Finding,
    where: tuple[int, int],
    positions: Mapping[str, int],
) -> Mapping[str, Cell]:
    """Return a row; ``where`` says in which row of the findings and of the actions."""
    language = source.language
    at, row = where
    action = _action_on(source, finding)

    def own(key: str) -> str:
        return address(FIRST_ROW + row, positions[key], fixed="column")

    severities = places.column("findings", "severity")
    numbers = places.column("findings", "finding_id")
    severity = f"=INDEX({severities},MATCH({own('finding_id')},{numbers},0))"
    return {
        "finding_id": Link(finding.id, "findings", at, "finding_id"),
        "finding_title": source.say(finding.title),
        "severity": Formula(severity, RANK[finding.severity].shown(language)),
        "recommendation": source.say(finding.recommendation),
        "response": action.response or None,
        "cause": action.cause or None,
        "correction": action.correction or None,
        "owner": action.owner or None,
        "due": action.due,
        "overdue": Formula(
            _late_formula(source, own("due"), own("status")), days_late(source, action)
        ),
        "status": STATUS[action.status].shown(language),
        "completed": action.completed,
        "proof": action.proof or None,
        "effectiveness": EFFECTIVENESS[action.effectiveness].shown(language),
    }


def listed_actions(source: Source) -> list[RecordedAction]:
    """Return the actions in the order of the plan."""
    return [_action_on(source, source.findings[at]) for at in source.action_rows]


def _action_on(source: Source, finding: Finding) -> RecordedAction:
    recorded = source.actions.get(finding.id)
    return recorded or RecordedAction(finding.id, owner=finding.owner, due=finding.due)


def days_late(source: Source, action: RecordedAction) -> int:
    """Return how many days an action is late at the date of the report; 0 if it is not."""
    if action.due is None or not action.is_overdue(source.as_of):
        return 0
    return (source.as_of - action.due).days


def _late_formula(source: Source, due: str, status: str) -> str:
    """Return the days late as a formula: against the date on the summary, never today's.

    ``TODAY()`` would give another figure each day, and another than the rest of the report.
    """
    summary = source.say(SHEETS["summary"].title)
    as_of = f"'{summary}'!{address(*AS_OF_CELL, fixed='row column')}"
    done = ",".join(f'{status}="{STATUS[each].shown(source.language)}"' for each in FINISHED)
    return f"=IF(ISNUMBER({due}),IF(OR({done}),0,MAX(0,{as_of}-{due})),0)"
