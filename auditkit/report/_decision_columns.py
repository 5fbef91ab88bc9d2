"""What decisions add to the tables: their columns, and what stands in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from auditkit.models import AssessedItem, Finding, InternalEvidence, Quote, Verdict
from auditkit.report._cells import shorten
from auditkit.report._model import Cell, Column, Kind, Link
from auditkit.report._source import Source
from auditkit.report._taken import TakenRow
from auditkit.report._words import GRADE, SOURCE, choices, tones

_SHOWN = 120
"""Half-width characters of a quote or note beside a result; it stands in full in the evidence."""
_QUOTE_SHOWN = 150

_Laid = tuple[tuple[Column, ...], int]
"""The columns of a table, and how many of the first are printed."""


def evidence_id(row: int) -> str:
    """Return the number of a row of the evidence sheet."""
    return f"E-{row + 1:04d}"


def _lay(columns: Sequence[Column], printed: Mapping[str, float]) -> _Laid:
    """Put the columns that are printed first, in the widths given; the others follow."""
    held = {column.key: column for column in columns}
    first = tuple(replace(held[key], width=width) for key, width in printed.items())
    return (*first, *(c for c in columns if c.key not in printed)), len(first)


def with_decisions(source: Source, columns: Sequence[Column]) -> _Laid:
    """Return the columns of the results in an audit."""
    own, language = not source.signed, source.language
    grades, colours = choices(GRADE, language), tones(GRADE, language)
    added = (
        Column("grade", 12, Kind.CHOICE, grades, colours, fill_in=own),
        Column("fact", 24, fill_in=own),
        Column("taken", 34),
        Column("internal_recorded", 26),
        Column("nothing_found", 9),
        Column("decided_by", 11),
        Column("decided_on", 11, Kind.DATE),
        Column("taken_link", 9, Kind.LINK),
    )
    decided = {"verdict", "verdict_reason"}
    kept = [replace(c, fill_in=own) if c.key in decided else c for c in columns]
    kept = [replace(c, heading_key="tool_reason") if c.key == "reason" else c for c in kept]
    printed = {
        "checklist": 11,
        "requirement": 11,
        "title": 17,
        "preliminary": 12,
        "verdict": 12,
        "grade": 12,
        "verdict_reason": 26,
        "fact": 24,
        "taken": 36,
        "internal_recorded": 26,
        "nothing_found": 9,
        "decided_by": 11,
        "decided_on": 11,
        "finding": 11,
    }
    on_screen = [*added[-1:], *added[:-1], *kept]
    return _lay(on_screen, printed)


def decision_cells(source: Source, item: AssessedItem) -> Mapping[str, Cell]:
    """Return what was decided on an item, by whom, and on what."""
    decision = item.decision
    if decision is None or source.record is None:
        return {}
    by = source.taken.decided(item) if decision.verdict is not Verdict.OPEN else None
    recorded: tuple[Quote | InternalEvidence, ...] = (*decision.quotes, *decision.internal)
    link: Cell = None
    if recorded:
        row = source.taken_row(recorded[0])
        link = Link(evidence_id(row), "evidence", row, "evidence_id")
    return {
        "grade": GRADE[decision.grade].shown(source.language) if decision.grade else None,
        "verdict_reason": decision.reason or None,
        "fact": decision.fact or None,
        "taken": _listed(source, decision.quotes),
        "internal_recorded": _listed(source, decision.internal),
        "nothing_found": source.label("confirmed") if decision.nothing_found else None,
        "decided_by": by.who if by else None,
        "decided_on": by.on if by else None,
        "taken_link": link,
    }


def _listed(source: Source, pieces: Sequence[Quote | InternalEvidence]) -> str | None:
    """Return evidence one a line, each with its number in the evidence sheet."""
    lines = []
    for piece in pieces:
        number = evidence_id(source.taken_row(piece))
        told = piece_told(source, piece)
        lines.append(source.label("numbered", number=number, text=told))
    return "\n".join(lines) or None


def piece_told(source: Source, piece: Quote | InternalEvidence) -> str:
    """Return a piece of evidence on one line, shortened, with its place."""
    if isinstance(piece, Quote):
        place = shorten(source.place_in(piece.document, piece.locator), _SHOWN)
        return source.label("taken_quote", place=place, quote=shorten(piece.quote, _SHOWN))
    date = piece.date.isoformat() if piece.date else ""
    facts = (shorten(fact, _SHOWN) for fact in (piece.name, piece.version, date, piece.role))
    told = source.label("list_join").join(fact for fact in facts if fact)
    if piece.note.strip():
        told = source.label("with_note", told=told, note=shorten(piece.note, _SHOWN))
    kind = SOURCE[piece.source].shown(source.language)
    return source.label("internal_told", source=kind, told=told)


def with_states(source: Source, columns: Sequence[Column]) -> _Laid:
    """Return the columns of the findings in an audit."""
    own, language = not source.signed, source.language
    added = (
        Column("finding_state", 8),
        Column("grade", 11, Kind.TEXT, (), tones(GRADE, language)),
        Column("owner", 11),
        Column("due", 11, Kind.DATE),
    )
    kept = [replace(column, fill_in=column.fill_in and own) for column in columns]
    kept = [replace(c, heading_key="finding_name") if c.key == "finding_title" else c for c in kept]
    printed = {
        "finding_id": 12,
        "finding_state": 9,
        "finding_title": 18,
        "grade": 12 if language == "ja" else 15,
        "severity": 9,
        "urgency": 9,
        "finding_criteria": 16,
        "finding_condition": 24,
        "place": 12,
        "quote": 22,
        "finding_cause": 16,
        "finding_effect": 18,
        "recommendation": 28,
        "owner": 11,
        "due": 11,
    }
    return _lay([*kept, *added], printed)


def state_cells(source: Source, finding: Finding) -> Mapping[str, Cell]:
    """Return whether a finding was recorded, how it is graded, and who acts on it until when."""
    if source.record is None:
        return {}
    state = "state_recorded" if finding.recorded else "state_candidate"
    return {
        "finding_state": source.label(state),
        "grade": GRADE[finding.grade].shown(source.language) if finding.grade else None,
        "owner": finding.owner or None,
        "due": finding.due,
    }


def taken_evidence(source: Source, finding: Finding) -> dict[str, Cell]:
    """Return place, quote and link of what auditors took as evidence of a recorded finding."""
    if source.record is None or not finding.recorded:
        return {}
    rows = source.taken.of(finding.items)
    if not rows:
        items = (source.items[source.item_rows[key]] for key in finding.items)
        confirmed = any(item.decision and item.decision.nothing_found for item in items)
        return {"quote": source.label("nothing_stated")} if confirmed else {}
    number = source.taken_row(rows[0].piece)
    places = tuple(dict.fromkeys(_place(source, row) for row in rows))
    return {
        "evidence_link": Link(evidence_id(number), "evidence", number, "evidence_id"),
        "place": source.with_others(places),
        "quote": shorten(_said(rows[0]), _QUOTE_SHOWN) or None,
    }


def _place(source: Source, row: TakenRow) -> str:
    if isinstance(row.piece, Quote):
        return source.place_in(row.piece.document, row.piece.locator)
    return shorten(row.piece.name, _SHOWN)


def _said(row: TakenRow) -> str:
    return row.piece.quote if isinstance(row.piece, Quote) else row.piece.note


def with_taken(columns: Sequence[Column]) -> _Laid:
    """Return the columns of the evidence in an audit; internal evidence shares those of quotes."""
    shared = {
        "document": "document_or_record",
        "locator": "locator_or_version",
        "quote": "quote_or_note",
    }
    kept = [replace(c, heading_key=shared.get(c.key, c.heading_key)) for c in columns]
    added = (
        Column("evidence_date", 12, Kind.DATE),
        Column("evidence_role", 14),
        Column("taken_by", 11),
        Column("taken_on", 11, Kind.DATE),
    )
    printed = {
        "evidence_id": 8,
        "evidence_kind": 14,
        "criterion": 18,
        "label": 11,
        "document": 18,
        "locator": 13,
        "quote": 54,
        "evidence_date": 12,
        "evidence_role": 12,
        "taken_by": 11,
        "taken_on": 11,
        "related": 36,
    }
    return _lay([*kept, *added], printed)


def taken_cells(source: Source, row: TakenRow) -> dict[str, Cell]:
    """Return a row of the evidence sheet that an auditor recorded, but for its links."""
    piece = row.piece
    cells: dict[str, Cell] = {
        "evidence_id": evidence_id(source.taken_row(piece)),
        "related": source.grouped(row.items, limit=6),
        "taken_by": row.by.who or None,
        "taken_on": row.by.on,
    }
    if isinstance(piece, Quote):
        return cells | {
            "evidence_kind": source.label("kind_taken"),
            "document": piece.document,
            "locator": piece.locator,
            "quote": piece.quote,
            "start": piece.start,
            "end": piece.end,
        }
    kind = SOURCE[piece.source].shown(source.language)
    return cells | {
        "evidence_kind": source.label("kind_internal", source=kind),
        "document": piece.name,
        "locator": piece.version or None,
        "quote": piece.note or None,
        "evidence_date": piece.date,
        "evidence_role": piece.role or None,
    }
