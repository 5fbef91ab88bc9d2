"""The report in other formats than Excel: CSV, JSON, an HTML page, OSCAL assessment results.

Each verb takes what :func:`auditkit.report.write_report` takes; the page is made from the
executed notebook.  Equal inputs give equal bytes, and a file or folder appears whole or not at
all.  What a format needs is imported where it is written: the command line asks for the names
alone.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from auditkit.errors import AuditkitError
from auditkit.exports._files import move_folder, write_file, write_folder
from auditkit.messages import say
from auditkit.models import Assessment, AuditRecord, Finding, Language, Library, RunInfo

if TYPE_CHECKING:
    from auditkit.report import Theme

__all__ = [
    "FORMATS",
    "choose_formats",
    "export_path",
    "move_folder",
    "write_csv",
    "write_exports",
    "write_html",
    "write_json",
    "write_oscal",
]

FORMATS = ("xlsx", "html", "csv", "json", "oscal")
"""What a report can be written as; the workbook is always written."""
_ENDINGS = {
    "xlsx": ".xlsx",
    "html": ".html",
    "csv": "_csv",
    "json": ".json",
    "oscal": ".oscal.json",
}


def choose_formats(named: str | Iterable[str], language: Language = "ja") -> tuple[str, ...]:
    """Return the formats named, comma-separated or one by one, in their order and without repeats.

    Raises with every name that is none.
    """
    parts = named.split(",") if isinstance(named, str) else named
    wanted = {name.strip().lower() for name in parts} - {""}
    faults = []
    for name in sorted(wanted - set(FORMATS)):
        close = difflib.get_close_matches(name, FORMATS, n=1)
        hint = say("exports.nearest", language, word=close[0]) if close else ""
        known = ", ".join(FORMATS)
        faults.append(say("exports.format_unknown", language, name=name, known=known, hint=hint))
    if faults:
        raise AuditkitError(*faults)
    return tuple(name for name in FORMATS if name in wanted)


def export_path(workbook: Path, name: str) -> Path:
    """Return where a format lies beside the workbook: ``x.xlsx`` → ``x.oscal.json``, ``x_csv``."""
    return workbook.with_name(workbook.stem + _ENDINGS[name])


def write_csv(
    assessment: Assessment,
    findings: Sequence[Finding],
    library: Library,
    run: RunInfo,
    folder: Path,
    language: Language = "ja",
    record: AuditRecord | None = None,
    theme: Theme | None = None,
) -> Path:
    """Write each sheet as ``<key>.csv`` into ``folder`` and return the folder.

    UTF-8 with the mark that Excel needs; a text that a spreadsheet would run begins with an
    apostrophe.
    """
    from auditkit.exports._csv import csv_file
    from auditkit.report import report_sheets

    sheets = report_sheets(assessment, findings, library, run, language, record, theme)
    files = {f"{sheet.key}.csv": csv_file(sheet, language) for sheet in sheets}
    return write_folder(files, folder, language)


def write_json(
    assessment: Assessment,
    findings: Sequence[Finding],
    library: Library,
    run: RunInfo,
    path: Path,
    language: Language = "ja",
    record: AuditRecord | None = None,
    theme: Theme | None = None,
) -> Path:
    """Write every sheet into one JSON object, rows by column key, and return the path."""
    from auditkit.exports._json import json_file
    from auditkit.report import report_sheets

    sheets = report_sheets(assessment, findings, library, run, language, record, theme)
    return write_file(json_file(sheets, assessment, run, language, record), path, language)


def write_oscal(
    assessment: Assessment,
    findings: Sequence[Finding],
    library: Library,
    run: RunInfo,
    path: Path,
    language: Language = "ja",
    record: AuditRecord | None = None,
) -> Path:
    """Write OSCAL assessment results that keep the published schema, and return the path.

    A requirement is satisfied or not only where an auditor decided so.
    """
    from auditkit.exports._oscal import oscal_file

    return write_file(oscal_file(assessment, findings, run, language, record), path, language)


def write_html(notebook: Path, path: Path, title: str, language: Language = "ja") -> Path:
    """Write an executed notebook as one page without code, and return the path.

    The page holds no script and asks nothing of any address.
    """
    from auditkit.exports._html import html_file

    return write_file(html_file(notebook, title, language), path, language)


def write_exports(
    assessment: Assessment,
    findings: Sequence[Finding],
    library: Library,
    run: RunInfo,
    workbook: Path,
    formats: str | Iterable[str],
    language: Language = "ja",
    record: AuditRecord | None = None,
    theme: Theme | None = None,
) -> list[Path]:
    """Write the formats named beside the workbook and return their paths.

    The workbook itself and the page are not written here: the one is
    :func:`~auditkit.report.write_report`'s, the other needs the notebook to have ended.
    """
    made = []
    for name in choose_formats(formats, language):
        path = export_path(workbook, name)
        if name == "csv":
            write_csv(assessment, findings, library, run, path, language, record, theme)
        elif name == "json":
            write_json(assessment, findings, library, run, path, language, record, theme)
        elif name == "oscal":
            write_oscal(assessment, findings, library, run, path, language, record)
        else:
            continue
        made.append(path)
    return made
