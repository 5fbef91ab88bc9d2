"""Small tables for notebooks: what each stage yielded, to be read at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from auditkit.messages import say
from auditkit.models import (
    Assessment,
    CriterionKind,
    CriterionResult,
    DocumentSet,
    Finding,
    Label,
    Language,
    Library,
    Preliminary,
)
from auditkit.report._words import LABEL, PRELIMINARY, RANK

_QUOTE = 60  # characters of evidence shown; the workbook has it whole


@dataclass(frozen=True)
class Table:
    """A data frame that reads well in Japanese: text to the left, nothing cut, no row numbers."""

    frame: pd.DataFrame

    def __repr__(self) -> str:
        return str(self.frame.to_string(index=False, max_colwidth=40))

    def _repr_html_(self) -> str:
        html = self.frame.to_html(index=False, border=0, justify="left")
        # JupyterLab aligns every cell to the right, which suits no Japanese text.
        return html.replace("<td>", '<td style="text-align: left; white-space: pre-wrap">')


def show_documents(documents: DocumentSet, language: Language = "ja") -> Table:
    """Show the documents read, and after them every file with a problem."""
    columns = _headings(("document", "format", "passages", "characters", "note"), language)
    rows: list[tuple[object, ...]] = [
        (
            _file_name(document.path),
            document.format,
            len(document.passages),
            len(document.text),
            " ".join(document.notes),
        )
        for document in documents.documents
    ]
    rows += [
        (_file_name(problem.path), "", "", "", problem.message) for problem in documents.problems
    ]
    return _table(rows, columns)


def show_criteria(
    results: Sequence[CriterionResult], library: Library, language: Language = "ja"
) -> Table:
    """Show the criteria for which something was found, each with its best evidence."""
    columns = _headings(("criterion", "label", "value", "locator", "quote"), language)
    rows = []
    for result in results:
        if not result.evidence:
            continue
        best = result.evidence[0]
        rows.append(
            (
                library.criterion(result.id).title.in_language(language),
                LABEL[result.label].shown(language),
                "" if result.value is None else _shortened(str(result.value)),
                best.locator,
                _shortened(best.quote),
            )
        )
    return _table(rows, columns)


def show_absent(
    results: Sequence[CriterionResult], library: Library, language: Language = "ja"
) -> Table:
    """Show the facts that were looked for and not found, each with the nearest passage."""
    columns = _headings(("criterion", "near_locator", "near_quote"), language)
    rows = []
    for result in results:
        criterion = library.criterion(result.id)
        # A flag that is absent is no gap: there is nothing to draw attention to.
        if result.label is not Label.ABSENT or criterion.kind is CriterionKind.FLAG:
            continue
        near = result.nearest[0] if result.nearest else None
        rows.append(
            (
                criterion.title.in_language(language),
                near.locator if near else "",
                _shortened(near.quote) if near else "",
            )
        )
    return _table(rows, columns)


def show_counts(assessment: Assessment, language: Language = "ja") -> Table:
    """Show how many items of each checklist have which preliminary result."""
    columns = [say("tables.checklist", language)]
    columns += [PRELIMINARY[kind].shown(language) for kind in Preliminary]
    columns.append(say("tables.total", language))
    rows = []
    for checklist in assessment.checklists:
        counts = [assessment.count(kind, checklist.key) for kind in Preliminary]
        rows.append((checklist.title.in_language(language), *counts, sum(counts)))
    return _table(rows, columns)


def show_findings(findings: Sequence[Finding], language: Language = "ja", first: int = 10) -> Table:
    """Show the ``first`` findings, most important first."""
    names = ("id", "finding", "severity", "urgency", "condition", "recommendation")
    rows = [
        (
            finding.id,
            finding.title.in_language(language),
            RANK[finding.severity].shown(language),
            RANK[finding.urgency].shown(language),
            finding.condition.in_language(language),
            finding.recommendation.in_language(language),
        )
        for finding in findings[:first]
    ]
    return _table(rows, _headings(names, language))


def _headings(names: Sequence[str], language: Language) -> list[str]:
    return [say(f"tables.{name}", language) for name in names]


def _table(rows: Sequence[tuple[object, ...]], columns: Sequence[str]) -> Table:
    return Table(pd.DataFrame(rows, columns=list(columns)))


def _file_name(path: str) -> str:
    return path.replace("\\", "/").rpartition("/")[2]


def _shortened(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _QUOTE else line[:_QUOTE] + "…"
