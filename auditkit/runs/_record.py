"""The record of a run (実行), kept beside its report as JSON."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Literal

from auditkit import __version__
from auditkit.models import InputFile, Provider
from auditkit.runs._execute import Failure
from auditkit.runs._parameters import Scalar

_PACKAGES = ("papermill", "ipykernel", "pandas", "openpyxl", "XlsxWriter", "google-re2", "PyYAML")


@dataclass(frozen=True)
class RunRecord:
    """One execution: what went in, what came out, and when."""

    outcome: Literal["done", "failed"]
    provider: Provider
    folder: Path
    parameters: Mapping[str, Scalar]
    inputs: tuple[InputFile, ...]
    started: dt.datetime
    finished: dt.datetime
    notebook: Path
    """The executed notebook."""
    workbook: Path | None = None
    exports: tuple[Path, ...] = ()
    """What was written beside the workbook: files, and the folder of CSV files."""
    failure: Failure | None = None
    checklists: tuple[str, ...] = ()
    counts: Mapping[str, int] = dataclasses.field(default_factory=dict)
    """Preliminary result → number of items."""
    findings: int | None = None
    problems: tuple[str, ...] = ()
    """Files that could not be read, or were read with a reservation."""

    @property
    def path(self) -> Path:
        """Return where the record itself lies."""
        return self.folder / f"{self.provider.id}_run.json"

    def as_json(self) -> str:
        """Return the record as a JSON text; files of the run are named, not located."""
        content = {
            "outcome": self.outcome,
            "provider": {"id": self.provider.id, "name": self.provider.name},
            "started": self.started.isoformat(timespec="milliseconds"),
            "finished": self.finished.isoformat(timespec="milliseconds"),
            "seconds": round((self.finished - self.started).total_seconds(), 3),
            "parameters": dict(self.parameters),
            "inputs": [dataclasses.asdict(file) for file in self.inputs],
            "checklists": list(self.checklists),
            "counts": dict(self.counts),
            "findings": self.findings,
            "problems": list(self.problems),
            "workbook": self.workbook.name if self.workbook else None,
            "notebook": self.notebook.name,
            "exports": [path.name for path in self.exports],
            "failure": dataclasses.asdict(self.failure) if self.failure else None,
            "versions": _versions(),
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _versions() -> dict[str, str]:
    versions = {"auditkit": __version__, "python": platform.python_version()}
    for package in _PACKAGES:
        versions[package] = metadata.version(package)
    versions["platform"] = platform.platform()
    return versions
