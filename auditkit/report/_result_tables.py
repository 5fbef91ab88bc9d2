"""The tables people work in: findings, results, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from auditkit.models import AssessedItem, Evidence, Finding
from auditkit.report._cells import shorten
from auditkit.report._decision_columns import (
    decision_cells,
    evidence_id,
    state_cells,
    taken_cells,
    taken_evidence,
    with_decisions,
    with_states,
    with_taken,
)
from auditkit.report._evidence_rows import EvidenceRow
from auditkit.report._extra_columns import extra_columns
from auditkit.report._model import Cell, Column, Kind, Link, Table
from auditkit.report._source import Source
from auditkit.report._terms import AUDIT_TYPE, LEVEL, PUBLICITY
from auditkit.report._words import LABEL, PRELIMINARY, RANK, VERDICT, choices, tones

_QUOTE_SHOWN = 150
"""Half-width characters of a quote shown beside a result; it stands in full in the evidence."""


def findings_table(source: Source) -> Table:
    """Return the findings, in the order given."""
    ranks, colours = choices(RANK, source.language), tones(RANK, source.language)
    columns: tuple[Column, ...] = (
        Column("finding_id", 12, Kind.CODE),
        Column("finding_title", 18),
        Column("severity", 9, Kind.CHOICE, ranks, colours, fill_in=True),
        Column("urgency", 9, Kind.CHOICE, ranks, colours, fill_in=True),
        Column("finding_criteria", 20),
        Column("finding_condition", 26),
        Column("place", 13),
        Column("quote", 28),
        Column("value", 12),
        Column("evidence_link", 8, Kind.LINK),
        Column("finding_cause", 12, fill_in=True),
        Column("finding_effect", 22),
        Column("recommendation", 33),
        Column("item_link", 13, Kind.LINK),
        Column("action_link", 13, Kind.LINK),
        Column("items", 50),
    )
    printed = 13
    if source.record is not None:
        columns, printed = with_states(source, columns)
    extra = extra_columns(source.theme.columns.findings)
    columns, printed = (*columns[:printed], *extra, *columns[printed:]), printed + len(extra)
    return Table(
        "findings",
        columns,
        tuple(_finding_row(source, at, finding) for at, finding in enumerate(source.findings)),
        frozen_columns=2 if source.record is None else 3,
        printed_columns=printed,
        empty_note=source.label("no_findings"),
    )


def _finding_row(source: Source, at: int, finding: Finding) -> Mapping[str, Cell]:
    language = source.language
    action = source.action_rows.get(at)
    return {
        "finding_id": finding.id,
        "finding_title": source.say(finding.title),
        "severity": RANK[finding.severity].shown(language),
        "urgency": RANK[finding.urgency].shown(language),
        "finding_criteria": source.say(finding.criteria),
        "finding_condition": source.say(finding.condition),
        "finding_cause": source.say(finding.cause) or None,
        "finding_effect": source.say(finding.effect),
        "recommendation": source.say(finding.recommendation),
        "items": source.grouped(finding.items) or None,
        "item_link": item_link(source, finding.items[0]) if finding.items else None,
        "action_link": None
        if action is None
        else Link(finding.id, "actions", action, "finding_id"),
        "value": _values(source, finding),
        **(taken_evidence(source, finding) or _finding_evidence(source, finding)),
        **state_cells(source, finding),
    }


def _values(source: Source, finding: Finding) -> str | None:
    """Return the values its criteria read, one a line."""
    told = (source.value(source.results_by_id.get(name)) for name in finding.criterion_ids)
    return "\n".join(text for text in told if text) or None


def _finding_evidence(source: Source, finding: Finding) -> dict[str, Cell]:
    """Return the first evidence of a finding, else the passage that comes closest, so marked."""
    if finding.evidence:
        return _first_evidence(source, finding.evidence, finding.criterion_ids)
    nearest = shown_nearest(source, finding)
    if not nearest:
        return {}
    shown = _first_evidence(source, nearest, finding.criterion_ids)
    return shown | {"quote": source.label("nearest_quote", quote=shown["quote"])}


def shown_nearest(source: Source, finding: Finding) -> tuple[Evidence, ...]:
    """Return the passage shown with a finding that has no evidence, if there is one."""
    if finding.recorded:  # the auditor took nothing, so nothing may look as if
        return ()
    results = (source.results_by_id.get(name) for name in finding.criterion_ids)
    return next((result.nearest[:1] for result in results if result and result.nearest), ())


def item_link(source: Source, key: str) -> Cell:
    """Return a link to the result of a requirement, or its number where it has no row."""
    requirement = key.partition(":")[2] or key
    row = source.item_rows.get(key)
    return requirement if row is None else Link(requirement, "results", row, "requirement")


def evidence_link(source: Source, evidence: Evidence, criteria: Sequence[str]) -> Link:
    """Return a link to a piece of evidence, preferably under one of these criteria."""
    row = source.evidence_row(evidence, criteria)
    return Link(evidence_id(row), "evidence", row, "evidence_id")


def _first_evidence(
    source: Source, evidence: Sequence[Evidence], criteria: Sequence[str]
) -> dict[str, Cell]:
    if not evidence:
        return {}
    places = tuple(dict.fromkeys(source.place(piece) for piece in evidence))
    return {
        "evidence_link": evidence_link(source, evidence[0], criteria),
        "place": source.with_others(places),
        "quote": shorten(evidence[0].quote, _QUOTE_SHOWN),
    }


def finding_link(source: Source, rows: Sequence[int]) -> Cell:
    """Return a link to the first of these findings, which tells how many more there are."""
    if not rows:
        return None
    more = f" +{len(rows) - 1}" if len(rows) > 1 else ""
    return Link(f"{source.findings[rows[0]].id}{more}", "findings", rows[0], "finding_id")


def results_table(source: Source) -> Table:
    """Return every requirement of every checklist, in the order of the checklists."""
    language = source.language
    verdicts = choices(VERDICT, language)
    # Only an overlay gives wording; without one, an empty column would raise questions.
    worded = any(item.requirement.wording for item in source.items)
    columns: tuple[Column, ...] = (
        Column("checklist", 12, Kind.CODE),
        Column("requirement", 12, Kind.CODE),
        Column("title", 20),
        Column("question", 40),
        Column("preliminary", 13, Kind.TEXT, (), tones(PRELIMINARY, language)),
        Column("reason", 46),
        Column("place", 15),
        Column("evidence_link", 8, Kind.LINK),
        Column("verdict", 13, Kind.CHOICE, verdicts, tones(VERDICT, language), fill_in=True),
        Column("verdict_reason", 15, fill_in=True),
        Column("finding", 12, Kind.LINK),
        Column("quote", 60),
        Column("internal_evidence", 50),
        Column("chapter", 36),
        Column("level", 11),
        Column("audit", 13),
        Column("publicity", 22),
        Column("condition", 26),
        Column("summary", 60),
        *((Column("wording", 60),) if worded else ()),
        Column("check", 60),
        Column("criteria", 50),
        Column("verification", 30),
        Column("note", 50),
        Column("checklist_key", 20, Kind.CODE),
    )
    printed = 11
    if source.record is not None:
        columns, printed = with_decisions(source, columns)
    return Table(
        "results",
        columns,
        tuple(_result_row(source, item) for item in source.items),
        frozen_columns=3,
        printed_columns=printed,
    )


def _result_row(source: Source, item: AssessedItem) -> Mapping[str, Cell]:
    requirement, language = item.requirement, source.language
    return {
        "checklist": source.checklist_name(item.checklist),
        "checklist_key": item.checklist,
        "requirement": requirement.id,
        "title": source.say(requirement.title),
        "question": source.say(requirement.question),
        "level": LEVEL[requirement.level].shown(language),
        "preliminary": PRELIMINARY[item.preliminary].shown(language),
        "reason": source.say(item.reason),
        **_first_evidence(source, item.evidence, [result.id for result in item.results]),
        "verdict": VERDICT[item.verdict].shown(language),
        "finding": finding_link(source, source.findings_of.get(item.key, [])),
        "internal_evidence": _bullets(
            source, [source.say(text) for text in requirement.internal_evidence]
        ),
        "chapter": source.chapter(item),
        "summary": source.say(requirement.summary),
        **({"wording": requirement.wording} if requirement.wording else {}),
        "check": source.say(requirement.check),
        "audit": AUDIT_TYPE[requirement.audit].shown(language),
        "publicity": PUBLICITY[requirement.publicity].shown(language),
        "condition": source.conditions.get(requirement.condition, requirement.condition),
        "criteria": _bullets(
            source,
            [
                f"{source.criterion_title(r.id)}: {LABEL[r.label].shown(language)}"
                for r in item.results
            ],
        ),
        "verification": source.verifications.get(
            requirement.verification, requirement.verification
        ),
        "note": source.say(requirement.note) or None,
        **decision_cells(source, item),
    }


def _bullets(source: Source, texts: Iterable[str]) -> str | None:
    return "\n".join(source.label("bullet", text=text) for text in texts) or None


def evidence_table(source: Source) -> Table:
    """Return every piece of evidence in full, with the rule or the auditor that found it."""
    columns: tuple[Column, ...] = (
        Column("evidence_id", 8, Kind.CODE),
        Column("evidence_kind", 9),
        Column("criterion", 20),
        Column("label", 12),
        Column("document", 18),
        Column("locator", 14),
        Column("quote", 62),
        Column("value", 14),
        Column("related", 40),
        Column("item_link", 13, Kind.LINK),
        Column("finding_link", 13, Kind.LINK),
        Column("reason", 60),
        Column("criterion_title", 60),
        Column("rule", 34, Kind.CODE),
        Column("start", 9, Kind.NUMBER),
        Column("end", 9, Kind.NUMBER),
    )
    printed = 9
    if source.record is not None:
        columns, printed = with_taken(columns)
    back = _findings_by_evidence(source)
    found = [
        _evidence_row(source, number, row)
        | {"finding_link": finding_link(source, back.get(number, ()))}
        for number, row in enumerate(source.evidence_rows)
    ]
    taken = [
        {
            **taken_cells(source, row),
            "item_link": item_link(source, row.items[0]),
            "finding_link": finding_link(source, back.get(source.taken_row(row.piece), ())),
        }
        for row in source.taken.rows
    ]
    return Table("evidence", columns, (*found, *taken), printed_columns=printed)


def _findings_by_evidence(source: Source) -> dict[int, list[int]]:
    """Return row of the evidence → rows of the findings that rest on it."""
    found: dict[int, list[int]] = {}
    for at, finding in enumerate(source.findings):
        taken = source.taken.of(finding.items) if finding.recorded else []
        if taken:
            rows = [source.taken_row(row.piece) for row in taken]
        else:
            pieces = finding.evidence or shown_nearest(source, finding)
            rows = [source.evidence_row(piece, finding.criterion_ids) for piece in pieces]
        for row in dict.fromkeys(rows):
            found.setdefault(row, []).append(at)
    return found


def _evidence_row(source: Source, number: int, row: EvidenceRow) -> dict[str, Cell]:
    items = source.items_of_criterion.get(row.criterion, ())
    result = row.result
    return {
        "evidence_id": evidence_id(number),
        "evidence_kind": source.label("kind_nearest" if row.nearest else "kind_evidence"),
        "criterion": source.criterion_title(row.criterion),
        "criterion_title": source.criterion_ask(row.criterion),
        "label": None if result is None else LABEL[result.label].shown(source.language),
        "document": source.document_name(row.evidence.document),
        "locator": row.evidence.locator,
        "quote": row.evidence.quote,
        "value": None if row.nearest else source.value(result),
        "reason": None if result is None else source.say(result.reason),
        "related": source.related.get(row.criterion),
        "item_link": item_link(source, items[0].key) if items else None,
        "rule": row.evidence.rule,
        "start": row.evidence.start,
        "end": row.evidence.end,
    }
