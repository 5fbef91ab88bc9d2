"""The way from a provider's documents to its assessment and candidate findings, in one call.

The notebook ``gap_report.ipynb`` shows the same steps one by one.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from auditkit.assessment import assess
from auditkit.audits import Workpapers, audit_record, decided_assessment, reported_findings
from auditkit.checklists import load_library
from auditkit.documents import read_documents
from auditkit.errors import DocumentError, Fault, RunError
from auditkit.evidence import find_evidence
from auditkit.exports import choose_formats, export_path, write_exports, write_html
from auditkit.findings import list_findings
from auditkit.messages import say
from auditkit.models import Assessment, Finding, Language, Library, RunInfo
from auditkit.packs import write_pack
from auditkit.providers import input_files, read_provider, shorten_paths
from auditkit.report import Theme, write_report
from auditkit.runs import RunRecord, describe_run, run_report

__all__ = ["Assessed", "assess_provider", "export_formats", "export_pack", "export_workbook"]


@dataclass(frozen=True)
class Assessed:
    """What the documents of a provider yield before anybody decides."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    """Candidates, most important first."""
    library: Library
    provider: str
    """The folder or files as they were named."""
    sources: tuple[Path, ...]
    """The folders and files that were read."""


def assess_provider(
    provider: str | Path,
    checklists: Sequence[str] = (),
    as_of: dt.date | None = None,
    *,
    name: str = "",
    library: Library | None = None,
    language: Language = "ja",
) -> Assessed:
    """Read, detect, assess and list the findings; by default all shipped checklists, today.

    ``checklists`` are edition-qualified ids.  Raises
    :class:`~auditkit.errors.AuditkitError` with every fault of the provider's files, and
    :class:`~auditkit.errors.DocumentError` if none of them could be read.
    """
    library = library or load_library(language=language)
    audited, sources = read_provider(provider, name, library, language)
    documents = shorten_paths(read_documents(sources, language), sources)
    if not documents.documents:
        faults = (Fault(problem.message, problem.path) for problem in documents.problems)
        raise DocumentError(Fault(say("cli.criteria.none_read", language)), *faults)
    known = {checklist.key: checklist for checklist in library.checklists}
    wanted = [key for key in checklists if key not in known]
    if wanted:
        told = {"keys": "、".join(wanted), "known": "、".join(known)}
        raise DocumentError(Fault(say("workflow.no_checklist", language, **told)))
    chosen = [known[key] for key in checklists] or list(known.values())
    results = find_evidence(documents, library)
    assessment = assess(audited, documents, chosen, results, library, as_of or dt.date.today())
    return Assessed(assessment, list_findings(assessment, library), library, str(provider), sources)


def export_workbook(
    papers: Workpapers, assessed: Assessed, folder: Path, theme: Theme | None = None
) -> Path:
    """Write the workbook of an audit, as it stands now, into a folder and return its path."""
    papers.refresh()
    path = folder / f"{papers.audit.id}_{assessed.assessment.provider.id}.xlsx"
    run = _described(papers, assessed, theme)
    return write_report(
        decided_assessment(papers),
        reported_findings(papers, assessed.findings),
        assessed.library,
        run,
        path,
        papers.language,
        record=audit_record(papers),
        theme=theme,
    )


def export_formats(
    papers: Workpapers,
    assessed: Assessed,
    folder: Path,
    formats: str | Iterable[str],
    theme: Theme | None = None,
) -> list[Path]:
    """Write an audit into a folder in the formats of :mod:`auditkit.exports`; return the paths.

    The page (``html``) is the executed gap report, which shows no decisions.
    """
    language = papers.language
    wanted = choose_formats(formats, language)
    provider = assessed.assessment.provider
    workbook = folder / f"{papers.audit.id}_{provider.id}.xlsx"
    made = []
    if "xlsx" in wanted:
        made.append(export_workbook(papers, assessed, folder, theme))
    if "html" in wanted:
        title = say("exports.html.title", language, provider=provider.name)
        with tempfile.TemporaryDirectory() as staging:
            notebook = _executed(papers, assessed, Path(staging))
            made.append(write_html(notebook, export_path(workbook, "html"), title, language))
    made += write_exports(
        decided_assessment(papers),
        reported_findings(papers, assessed.findings),
        assessed.library,
        _described(papers, assessed, theme),
        workbook,
        wanted,
        language,
        audit_record(papers),
        theme,
    )
    return made


def export_pack(
    papers: Workpapers, assessed: Assessed, folder: Path, theme: Theme | None = None
) -> Path:
    """Write the sign-off pack of a signed audit into a folder and return its path.

    Its notebook is the gap report, executed on the documents as they were audited.
    """
    workbook = export_workbook(papers, assessed, folder, theme)
    path = folder / f"{papers.audit.id}_{assessed.assessment.provider.id}.zip"
    files = input_files(assessed.provider, assessed.sources)
    by_content = {hashlib.sha256(file.read_bytes()).hexdigest(): file for file in files}
    documents = {
        document.path: by_content[document.sha256]
        for document in assessed.assessment.documents.documents
        if document.sha256 in by_content  # one changed since is what verification will name
    }
    documents |= {file.name: file for file in files if file.name == "provider.yaml"}
    with tempfile.TemporaryDirectory() as staging:
        return write_pack(
            path,
            documents=documents,
            record=audit_record(papers),
            workbook=workbook,
            notebook=_executed(papers, assessed, Path(staging)),
            language=papers.language,
        )


def _described(papers: Workpapers, assessed: Assessed, theme: Theme | None) -> RunInfo:
    """Return how an audit's report is made."""
    return describe_run(
        assessed.provider,
        assessed.sources,
        assessed.assessment.checklists,
        "",
        theme.files if theme else (),
        as_of=assessed.assessment.as_of.isoformat(),
        language=papers.language,
    )


def _executed(papers: Workpapers, assessed: Assessed, folder: Path) -> Path:
    """Return the gap report's notebook, executed."""

    def run() -> RunRecord:
        return run_report(
            Path(assessed.provider),
            folder,
            checklists=[checklist.key for checklist in assessed.assessment.checklists],
            as_of=assessed.assessment.as_of,
            language=papers.language,
        )

    # A thread of its own: in a notebook's callback an event loop is already running.
    with ThreadPoolExecutor(1) as pool:
        record = pool.submit(run).result()
    if record.failure:
        raise RunError(Fault(record.failure.message, str(record.notebook)))
    return record.notebook
