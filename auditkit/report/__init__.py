"""The report: an audit's workbook, as a manager reads, prints and returns it.

:func:`write_report` is the verb.  The sheets are data first (``_*_tables``, ``_summary``,
``_cover``), a workbook after (``_writer``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from auditkit.errors import AuditkitError
from auditkit.messages import say
from auditkit.models import Assessment, AuditRecord, Finding, Language, Library, RunInfo
from auditkit.replacing import replacing
from auditkit.report._action_table import actions_table
from auditkit.report._check import check_source
from auditkit.report._cover import cover_page
from auditkit.report._dump import read_report_text
from auditkit.report._headings import SHEETS
from auditkit.report._legend import legend_table
from auditkit.report._model import Cell, Formula, Kind, Link, Page, Places, Sheet, Table
from auditkit.report._origin import origin_lines
from auditkit.report._prepare import prepare
from auditkit.report._record_tables import crosswalk_table, documents_table, log_table
from auditkit.report._result_tables import evidence_table, findings_table, results_table
from auditkit.report._source import Source
from auditkit.report._summary import summary_page
from auditkit.report._theme import Theme
from auditkit.report._theme_reading import read_theme
from auditkit.report._writer import Details, write_sheets

__all__ = [
    "Cell",
    "Formula",
    "Kind",
    "Link",
    "Page",
    "Sheet",
    "Table",
    "Theme",
    "read_report_text",
    "read_theme",
    "report_sheets",
    "write_report",
]


def write_report(
    assessment: Assessment,
    findings: Sequence[Finding],
    library: Library,
    run: RunInfo,
    path: Path,
    language: Language = "ja",
    record: AuditRecord | None = None,
    theme: Theme | None = None,
) -> Path:
    """Write the workbook of an assessment to ``path`` and return the path.

    With the ``record`` of an audit it also tells what the auditors decided, on which evidence,
    who signed, and the whole journal.  A ``theme`` is how a company's workbooks differ from
    ours; :func:`read_theme` reads one.

    Equal inputs give equal bytes.  The file appears complete or not at all: a report that
    was there before stays as it is until the new one is whole.
    """
    if path.suffix.lower() != ".xlsx":
        raise AuditkitError(say("report.suffix", language, path=path))
    source = Source(assessment, tuple(findings), library, run, language, record, theme or Theme())
    check_source(source)
    details = Details(
        title=f"{source.label('report_title')} {assessment.provider.name}",
        subject=source.label("report_subtitle"),
        provider=assessment.provider.name,
        as_of=assessment.as_of,
        language=language,
        version=run.version,
        fashion=source.fashion,
        date=source.date_words(assessment.as_of) if source.fashion.in_era else "",
        organisation=source.say(source.theme.organisation),
    )
    sheets = _sheets(source)
    origin = origin_lines(record, sheets, language)
    _save(write_sheets(sheets, details, origin), path, language)
    return path


def report_sheets(
    assessment: Assessment,
    findings: Sequence[Finding],
    library: Library,
    run: RunInfo,
    language: Language = "ja",
    record: AuditRecord | None = None,
    theme: Theme | None = None,
) -> list[Sheet]:
    """Return the sheets of the workbook as data, each text whole, for other formats than Excel."""
    source = Source(assessment, tuple(findings), library, run, language, record, theme or Theme())
    check_source(source)
    return _sheets(source, fit=False)


def _sheets(source: Source, *, fit: bool = True) -> list[Sheet]:
    """Return the sheets that have something to say, in the order of the workbook.

    ``fit`` makes texts fit into cells; those that are too long continue in further columns.
    """

    def ready(table: Table) -> Table:
        table = replace(table, note=source.sheet_note(table.key))
        return prepare(table, source.fashion) if fit else table

    tables = [
        ready(make(source))
        for make in (
            findings_table,
            results_table,
            evidence_table,
            crosswalk_table,
            documents_table,
            log_table,
            legend_table,
        )
    ]
    tables.append(ready(actions_table(source, Places(tables, source.language))))
    made: dict[str, Sheet] = {table.key: table for table in tables}
    made["summary"] = summary_page(source, Places(tables, source.language))
    order = [key for key in SHEETS if key in made]
    made["cover"] = cover_page(source, [made[key] for key in order])
    return [made[key] for key in SHEETS if key in made]


def _save(content: bytes, path: Path, language: Language) -> None:
    try:
        with replacing(path) as beside:
            beside.write_bytes(content)
    except OSError as error:
        cause = error.strerror or str(error)
        message = say("report.not_written", language, path=path, cause=cause)
        raise AuditkitError(message) from error
