"""The sheets as one JSON object, for other tools: rows by column key, values with their types."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Mapping

from auditkit.exports._csv import page_rows
from auditkit.exports._files import encoded
from auditkit.models import Assessment, AuditRecord, Language, RunInfo
from auditkit.report import Cell, Formula, Link, Sheet, Table

FORMAT, VERSION = "auditkit-report", 1
"""The version grows when a key changes its meaning or goes; a new key alone changes nothing."""

Value = None | bool | int | float | str | list["Value"] | dict[str, "Value"]


def dump(content: Mapping[str, object]) -> bytes:
    """Return a JSON text that reads well and is the same for equal content."""
    return encoded(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n")


def json_file(
    sheets: Iterable[Sheet],
    assessment: Assessment,
    run: RunInfo,
    language: Language,
    record: AuditRecord | None,
) -> bytes:
    """Return the report as JSON: what it is about, how it was made, and every sheet."""
    return dump(
        {
            "format": FORMAT,
            "version": VERSION,
            "language": language,
            "provider": {"id": assessment.provider.id, "name": assessment.provider.name},
            "as_of": assessment.as_of.isoformat(),
            "audit": None if record is None else record.audit.id,
            "run": {
                "auditkit": run.version,
                "parameters": dict(run.parameters),
                "checklists": list(run.checklists),
                "inputs": [dataclasses.asdict(file) for file in run.inputs],
            },
            "sheets": {sheet.key: _sheet(sheet, language) for sheet in sheets},
        }
    )


def _sheet(sheet: Sheet, language: Language) -> dict[str, Value]:
    if isinstance(sheet, Table):
        return {
            "title": sheet.title(language),
            "kind": "table",
            "columns": [
                {"key": c.key, "heading": c.heading(language), "type": c.kind.value}
                for c in sheet.columns
            ],
            "rows": [{c.key: _value(row.get(c.key)) for c in sheet.columns} for row in sheet.rows],
        }
    rows: list[Value] = [[_value(cell) for cell in row] for row in page_rows(sheet)]
    return {"title": sheet.title(language), "kind": "page", "rows": rows}


def _value(cell: Cell) -> Value:
    if isinstance(cell, Link):
        # ``row`` counts the rows of that sheet from 0, as a list does
        return {"text": cell.text, "sheet": cell.sheet, "row": cell.row}
    if isinstance(cell, Formula):
        return cell.value
    return cell.isoformat() if isinstance(cell, dt.date) else cell
