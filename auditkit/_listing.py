"""What ``auditkit criteria`` prints: the contract's JSON, or a table for a terminal."""

from __future__ import annotations

import itertools
import json
import unicodedata
from collections.abc import Sequence
from typing import Any

from auditkit.messages import say
from auditkit.models import CriterionResult, Document, DocumentSet, Language, Library

_COLUMNS = ("id", "label", "value", "evidence")
_VALUE, _EVIDENCE = 24, 96
"""How wide a value and a quote with its place are shown; the JSON has them whole."""


def criteria_json(
    documents: DocumentSet, results: Sequence[CriterionResult], language: Language = "ja"
) -> str:
    """Return documents and criteria as one JSON object; offsets count characters of the text."""
    content = {
        "documents": [_document(document, results) for document in documents.documents],
        "criteria": [_criterion(result, language) for result in results],
    }
    return json.dumps(content, ensure_ascii=False, indent=2)


def _document(document: Document, results: Sequence[CriterionResult]) -> dict[str, Any]:
    matched = {
        document.passage_at(offset).start
        for result in results
        for evidence in result.evidence
        if evidence.document == document.id
        for offset in (evidence.start, evidence.end - 1)
    }
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "passages": len(document.passages),
        "unmatched_passages": len(document.passages) - len(matched),
    }


def _criterion(result: CriterionResult, language: Language) -> dict[str, Any]:
    return {
        "id": result.id,
        "label": result.label.value,
        "value": result.value,
        "rule": result.rule,
        "reason": result.reason.in_language(language),
        "evidence": [
            {
                "document": evidence.document,
                "locator": evidence.locator,
                "start": evidence.start,
                "end": evidence.end,
                "quote": evidence.quote,
            }
            for evidence in result.evidence
        ],
    }


def criteria_table(
    results: Sequence[CriterionResult], library: Library, language: Language = "ja"
) -> str:
    """Return one line for each criterion, columns aligned also where characters are wide."""
    rows = [tuple(say(f"cli.criteria.column.{column}", language) for column in _COLUMNS)]
    for result in results:
        best = result.evidence[0] if result.evidence else None
        rows.append(
            (
                f"{result.id} {library.criterion(result.id).title.in_language(language)}",
                result.label.value,
                "" if result.value is None else _shortened(str(result.value), _VALUE),
                _shortened(f"{best.locator}: {best.quote}", _EVIDENCE) if best else "",
            )
        )
    widths = [max(_width(row[column]) for row in rows) for column in range(len(_COLUMNS) - 1)]
    lines = []
    for row in rows:
        cells = [
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=False)
        ]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return "\n".join(lines)


def _width(text: str) -> int:
    """Return the columns a text takes in a terminal of today.

    It shows characters of ambiguous width narrow, and marks that combine in no column at all.
    """
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in text
    )


def _shortened(text: str, width: int) -> str:
    """Return the text on one line, cut to a width, without what a terminal would obey."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    if _width(line) <= width:
        return line
    widths = itertools.accumulate(_width(char) for char in line)
    return line[: sum(1 for reached in widths if reached < width)] + "…"
