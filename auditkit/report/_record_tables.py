"""The tables of record: crosswalk, documents, how the report was made, and the legend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditkit.models import (
    AssessedItem,
    CrosswalkRow,
    Document,
    Evidence,
    InternalEvidence,
    Problem,
    Quote,
    Verdict,
)
from auditkit.report._cells import shorten
from auditkit.report._counterparts import list_counterparts
from auditkit.report._decision_columns import evidence_id
from auditkit.report._journal import journal_rows, with_journal
from auditkit.report._model import Cell, Column, Kind, Link, Table
from auditkit.report._result_tables import evidence_link, item_link
from auditkit.report._source import Source
from auditkit.report._terms import RELATION
from auditkit.report._words import SOURCE, VERDICT

_Clause = tuple[str, str]
"""A document and a locator in it."""


def crosswalk_table(source: Source) -> Table:
    """Return requirements against document clauses, then framework against framework."""
    clauses = tuple(_clause_rows(source))
    return Table(
        "crosswalk",
        (
            Column("source", 31, Kind.CODE),
            Column("source_title", 38),
            Column("target", 40),
            Column("counterparts", 40),
            Column("rationale", 38),
            Column("target_link", 10, Kind.LINK),
            Column("target_title", 60),
            Column("relation", 12),
            Column("link_kind", 24),
            Column("item_link", 12, Kind.LINK),
            Column("state", 16),
            Column("verification", 30),
            Column("source_key", 30, Kind.CODE),
            Column("target_key", 30, Kind.CODE),
        ),
        (*clauses, *_framework_rows(source)),
        printed_columns=6,
        printed_rows=len(clauses),
        empty_note=source.label("no_counterparts"),
    )


def _clause_rows(source: Source) -> Iterator[Mapping[str, Cell]]:
    """Yield what auditors took first; the tool's evidence in the same clause adds nothing."""
    counterparts = list_counterparts(source)
    for item in source.items:
        common = _clause_row(source, item) | {"counterparts": counterparts.get(item.key)}
        taken: set[_Clause] = set()
        for piece in _taken_pieces(source, item):
            clause = _clause_of(piece)
            if clause not in taken:
                taken.add(clause)
                yield common | _taken_clause(source, piece, clause)
        clauses: dict[_Clause, list[tuple[str, Evidence]]] = {}
        for result in item.results:
            # one piece of evidence stands for all of a criterion in the same clause
            firsts: dict[_Clause, Evidence] = {}
            for evidence in result.evidence:
                firsts.setdefault((evidence.document, evidence.locator), evidence)
            for clause, evidence in firsts.items():
                clauses.setdefault(clause, []).append((result.id, evidence))
        for (document, locator), found in clauses.items():
            if (source.document_name(document), locator) in taken:
                continue
            criterion, evidence = found[0]
            titles = dict.fromkeys(source.criterion_title(name) for name, _ in found)
            yield common | {
                "target": source.place(evidence),
                "target_link": evidence_link(source, evidence, (criterion,)),
                "target_title": _headings(source, evidence),
                "rationale": "\n".join(titles),
                "state": source.label("state_tool"),
                "target_key": f"{document}:{locator}",
            }


def _clause_row(source: Source, item: AssessedItem) -> dict[str, Cell]:
    """Return what every row of a requirement has."""
    return {
        "link_kind": source.label("kind_clause"),
        "source": source.cited(item.key),
        "item_link": item_link(source, item.key),
        "source_title": source.say(item.requirement.title),
        "relation": source.label("relation_clause"),
        "source_key": item.key,
    }


def _taken_pieces(source: Source, item: AssessedItem) -> tuple[Quote | InternalEvidence, ...]:
    if source.record is None or item.decision is None:
        return ()
    return (*item.decision.quotes, *item.decision.internal)


def _clause_of(piece: Quote | InternalEvidence) -> _Clause:
    if isinstance(piece, Quote):
        return piece.document, piece.locator
    return piece.name, piece.version


def _taken_clause(
    source: Source, piece: Quote | InternalEvidence, clause: _Clause
) -> dict[str, Cell]:
    """Return what a clause of a document, or an internal rule, adds that an auditor took."""
    row = source.taken_row(piece)
    place = " ".join(shorten(part, 120) for part in clause if part)
    return {
        "target": source.place_in(*clause) if isinstance(piece, Quote) else place,
        "target_link": Link(evidence_id(row), "evidence", row, "evidence_id"),
        "rationale": (
            None if isinstance(piece, Quote) else SOURCE[piece.source].shown(source.language)
        ),
        "state": source.label("kind_taken"),
        "target_key": ":".join(shorten(part, 120) for part in clause),
    }


def _headings(source: Source, evidence: Evidence) -> str:
    document = source.documents.get(evidence.document)
    if document is None or not 0 <= evidence.start < len(document.text):
        return ""
    return " › ".join(document.passage_at(evidence.start).headings)


def _framework_rows(source: Source) -> Iterator[Mapping[str, Cell]]:
    for row in source.library.crosswalk:
        yield {
            "link_kind": source.label("kind_framework"),
            "source": source.cited(row.source),
            "item_link": _held_link(source, row.source),
            "source_title": _requirement_title(source, row.source),
            "target": _target(source, row),
            "target_link": _held_link(source, row.target),
            "target_title": _requirement_title(source, row.target),
            "relation": RELATION[row.relation].shown(source.language),
            "rationale": source.say(row.rationale),
            "state": source.label(f"state_{row.state}"),
            "verification": source.verifications.get(row.verification, row.verification),
            "source_key": row.source,
            "target_key": None if row.relation == "none" else row.target,
        }


def _target(source: Source, row: CrosswalkRow) -> str:
    """Return how people cite the target, or that there is none."""
    if row.relation == "none":
        return RELATION[row.relation].shown(source.language)
    return source.cited(row.target)


def _held_link(source: Source, key: str) -> Cell:
    return item_link(source, key) if key in source.item_rows else None


def _requirement_title(source: Source, key: str) -> str | None:
    """Return the title of a requirement we hold; of others we know the number alone."""
    requirement = source.requirements.get(key)
    return None if requirement is None else source.say(requirement.title)


def documents_table(source: Source) -> Table:
    """Return every file: what was read of it, and what was not."""
    held = source.assessment.documents
    problems: dict[str, list[Problem]] = {}
    for problem in held.problems:
        problems.setdefault(problem.path, []).append(problem)
    rows = [
        _document_row(source, document, problems.pop(document.path, []))
        for document in held.documents
    ]
    for path, left in problems.items():
        unreadable = any(problem.severity == "error" for problem in left)
        rows.append(
            {
                "path": path,
                "document_state": source.label("unreadable" if unreadable else "read_with_remarks"),
                "problems": "\n".join(problem.message for problem in left),
            }
        )
    return Table(
        "documents",
        (
            Column("path", 32),
            Column("document_title", 28),
            Column("document_state", 16),
            Column("format", 8, Kind.CODE),
            Column("encoding", 12, Kind.CODE),
            Column("characters", 10, Kind.NUMBER),
            Column("passages", 9, Kind.NUMBER),
            Column("matched", 10, Kind.NUMBER),
            Column("unmatched", 10, Kind.NUMBER),
            Column("unread", 12, Kind.NUMBER),
            Column("problems", 40),
            Column("sha256", 34, Kind.CODE),
            Column("document_id", 16, Kind.CODE),
        ),
        tuple(rows),
        printed_columns=12,
    )


def _document_row(
    source: Source,
    document: Document,
    problems: list[Problem],
) -> dict[str, Cell]:
    remarks = [*document.notes, *(problem.message for problem in problems)]
    return {
        "path": document.path,
        "document_title": document.title or None,
        "document_state": source.label("read_with_remarks" if remarks else "read"),
        "format": document.format,
        "encoding": document.encoding,
        **source.document_figures[document.id],
        "problems": "\n".join(remarks) or None,
        "sha256": document.sha256,
        "document_id": document.id,
    }


def log_table(source: Source) -> Table:
    """Return how the report was made, the audits before it, and the journal of the audit.

    The first are versions, parameters, inputs, checklists and output.
    """
    run = source.run
    told = [
        {
            "log_when": source.as_of,
            "log_who": f"auditkit {run.version}",
            "log_kind": source.label(kind),
            "log_what": shorten(what, 400),
            "log_new": value,
        }
        for kind, what, value in _run_entries(source)
    ]
    told += _earlier_rows(source)
    rows: list[Mapping[str, Cell]] = [
        {"log_number": number, **row} for number, row in enumerate(told, start=1)
    ]
    columns: tuple[Column, ...] = (
        Column("log_number", 7, Kind.NUMBER),
        Column("log_when", 12, Kind.DATE),
        Column("log_who", 18),
        Column("log_kind", 18),
        Column("log_what", 40),
        Column("log_old", 24),
        Column("log_new", 70),
    )
    if source.record is not None:
        columns = with_journal(columns)
    return Table("log", columns, (*rows, *journal_rows(source, len(rows) + 1)))


def _run_entries(source: Source) -> list[tuple[str, str, Cell]]:
    """Return kind, what and value of everything that tells how the report was made."""
    run = source.run
    entries: list[tuple[str, str, Cell]] = [("log_version", "auditkit", run.version)]
    entries += [("log_parameter", key, _shown(source, v)) for key, v in run.parameters.items()]
    entries += [("log_checklist", source.checklist_name(key), key) for key in run.checklists]
    entries += [
        (
            "log_input",
            file.path,
            source.label("log_input_value", bytes=f"{file.bytes:,}", sha256=file.sha256),
        )
        for file in run.inputs
    ]
    counts = source.label(
        "log_counts",
        items=len(source.items),
        findings=len(source.findings),
        recorded=sum(finding.recorded for finding in source.findings),
        candidates=sum(not finding.recorded for finding in source.findings),
        evidence=len(source.evidence_rows) + len(source.taken.rows),
    )
    entries.append(("log_report", source.document_number, counts))
    return entries


def _earlier_rows(source: Source) -> Iterator[dict[str, Cell]]:
    """Yield what the audits before this one came to, one count a row.

    The trend of the summary refers to them, so that no figure there is typed in.
    """
    for audit in source.record.earlier if source.record else ():
        for verdict in Verdict:
            yield {
                "log_when": audit.date,
                "log_kind": source.label("log_earlier"),
                "log_what": source.label(
                    "earlier_count",
                    audit=shorten(audit.id, 60),
                    verdict=VERDICT[verdict].shown(source.language),
                ),
                "log_new": audit.counts.get(verdict, 0),
            }


def earlier_row(source: Source, audit: int, verdict: Verdict) -> int:
    """Return the row of the log that holds a count of the audit at this place in the trend."""
    return len(_run_entries(source)) + audit * len(Verdict) + list(Verdict).index(verdict)


def _shown(source: Source, value: str | int | float | bool | None) -> Cell:
    if isinstance(value, bool):
        return source.label("yes" if value else "no")
    return source.label("none") if value is None else value
