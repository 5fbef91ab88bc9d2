"""Run the report notebook through papermill: ``run_report``, and what its notebook calls."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from auditkit.errors import AuditkitError
from auditkit.messages import say
from auditkit.models import Language
from auditkit.providers import read_provider
from auditkit.runs._execute import Failure
from auditkit.runs._inputs import (
    check_keys,
    choose_checklists,
    describe_run,
    fingerprint,
    known_checklists,
    require_documents,
)
from auditkit.runs._outcome import Outcome, report_outcome
from auditkit.runs._record import RunRecord
from auditkit.shipped import shipped

__all__ = [
    "Failure",
    "Outcome",
    "RunRecord",
    "choose_checklists",
    "describe_run",
    "report_outcome",
    "require_documents",
    "run_report",
]


def run_report(
    provider: Path | Sequence[Path],
    output: Path,
    *,
    name: str = "",
    checklists: Sequence[str] = (),
    as_of: dt.date | None = None,
    language: Language = "ja",
    overlay: Path | None = None,
    theme: Path | None = None,
    era: bool = False,
    formats: Sequence[str] = (),
    parameters: Mapping[str, object] | None = None,
    notebook: Path | None = None,
) -> RunRecord:
    """Make the gap report of one provider in ``output/<provider id>/`` and return its record.

    Several paths are one provider, called ``name``. An ``overlay`` is a licensed user's file
    with the standard's own wording, a ``theme`` is how a company's workbooks differ from ours,
    and with ``era`` dates are shown in the Japanese era. ``formats`` are those of
    :mod:`auditkit.exports` to be written beside the workbook. A run that fails leaves the
    earlier report, an executed notebook that shows the error, and a record with the outcome
    ``failed``. Bad input raises before anything is written.
    """
    from auditkit.checklists import load_library
    from auditkit.exports import choose_formats, export_path, move_folder, write_html
    from auditkit.report import read_theme
    from auditkit.runs._execute import execute, forget_staging, read_outcome
    from auditkit.runs._folder import publish, staging_folder
    from auditkit.runs._parameters import check_parameters, declared_parameters

    started = dt.datetime.now().astimezone()
    notebook = notebook or shipped("notebooks") / "gap_report.ipynb"
    wanted = [name for name in choose_formats(formats, language) if name != "xlsx"]
    paths = (provider,) if isinstance(provider, Path) else tuple(provider)
    audited, sources = read_provider(paths, name, language=language)
    if overlay is not None:
        load_library(overlay=overlay, language=language)  # for its faults, before anything is run
    shape = read_theme(theme, language, era=era)  # for its faults too
    inputs = fingerprint(paths, sources, overlay or "", shape.files)
    folder = output / audited.id
    given: dict[str, object] = {
        "provider": _from(folder, paths, language),
        "provider_name": name,
        "as_of": (as_of or started.date()).isoformat(),
        "language": language,
        "output": ".",
    }
    if checklists:
        keys = check_keys(",".join(checklists), known_checklists(shipped("checklists")), language)
        given["checklists"] = ",".join(keys)
    if theme is not None:
        given["theme"] = _from(folder, (theme,), language)
    if era:
        given["era"] = True
    if overlay is not None:
        given["overlay"] = _from(folder, (overlay,), language)
    if by_notebook := [name for name in wanted if name != "html"]:
        given["formats"] = ",".join(by_notebook)
    given |= parameters or {}
    values = check_parameters(declared_parameters(notebook, language), given, language)

    with staging_folder(folder, language) as staging:
        stem = f"{audited.id}_gap_report"
        executed = staging / f"{stem}.ipynb"
        failure = execute(notebook, executed, values, staging)
        workbook = staging / f"{stem}.xlsx"
        exports = {name: export_path(workbook, name) for name in wanted}
        outcome = {} if failure else read_outcome(executed)
        made = [workbook, *(path for name, path in exports.items() if name != "html")]
        if failure is None and not (outcome and all(path.exists() for path in made)):
            failure = Failure("RunError", say("runs.no_report", language))
        if failure:
            executed = executed.rename(staging / f"{stem}.failed.ipynb")
        forget_staging(executed, notebook.name, executed.name)
        if failure is None and "html" in exports:
            title = say("exports.html.title", language, provider=audited.name)
            write_html(executed, exports["html"], title, language)
        record = RunRecord(
            outcome="failed" if failure else "done",
            provider=audited,
            folder=folder,
            parameters=values,
            inputs=inputs,
            started=started,
            finished=dt.datetime.now().astimezone(),
            notebook=folder / executed.name,
            workbook=None if failure else folder / workbook.name,
            exports=() if failure else tuple(folder / path.name for path in exports.values()),
            failure=failure,
            checklists=tuple(outcome.get("checklists", ())),
            counts=outcome.get("counts", {}),
            findings=outcome.get("findings"),
            problems=tuple(outcome.get("problems", ())),
        )
        (staging / record.path.name).write_text(record.as_json(), encoding="utf-8")
        if failure is None:
            # The workbook first: it is the one that may be open in Excel.
            publish(workbook, folder, language)
            for path in exports.values():
                if path.is_dir():
                    move_folder(path, folder / path.name, language)
                else:
                    publish(path, folder, language)
            (folder / f"{stem}.failed.ipynb").unlink(missing_ok=True)
        publish(executed, folder, language)
        publish(staging / record.path.name, folder, language)
    return record


def _from(folder: Path, paths: Sequence[Path], language: Language) -> str:
    """Return the paths as seen from the output folder, so that checkout and report can move."""
    here = os.path.realpath(folder)
    seen = []
    for path in paths:
        real = os.path.realpath(path)
        try:
            seen.append(Path(os.path.relpath(real, here)).as_posix())
        except ValueError:  # another drive on Windows
            seen.append(real)
    if len(seen) > 1 and any(os.pathsep in path for path in seen):
        raise AuditkitError(say("providers.separator", language, separator=os.pathsep))
    return os.pathsep.join(seen)
