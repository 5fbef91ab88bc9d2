"""What ``auditkit lab`` does: lay out an auditor's desk, and open JupyterLab on it."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditkit.errors import AuditkitError, Fault
from auditkit.messages import say
from auditkit.models import Language
from auditkit.shipped import shipped

_NAME = "assess.ipynb"
_MARK = "auditkit"
"""The key under which a copy's metadata holds the fingerprint of what it is a copy of."""


@dataclass(frozen=True)
class Desk:
    """A notebook ready to be opened, and whether it is one that an older auditkit laid out."""

    notebook: Path
    made: bool
    outdated: bool


def lay_out(folder: Path, language: Language = "ja") -> Desk:
    """Put a copy of the assessment notebook into a folder, unless the auditor has one there."""
    source, notebook = shipped("notebooks") / _NAME, folder / _NAME
    if folder.resolve() == source.parent.resolve():
        raise AuditkitError(Fault(say("cli.lab.installation", language), str(folder)))
    try:
        content = source.read_bytes()
        fingerprint = hashlib.sha256(content).hexdigest()
        if notebook.exists():
            mark = _metadata(notebook).get(_MARK)
            known = mark.get("copy_of") if isinstance(mark, dict) else None
            return Desk(notebook, made=False, outdated=known not in (None, fingerprint))
        text = json.dumps(_copied(json.loads(content), fingerprint), ensure_ascii=False, indent=1)
        # "x": an auditor's notebook is never overwritten, even if it came up this very moment.
        with notebook.open("x", encoding="utf-8") as stream:
            stream.write(text + "\n")
    except OSError as error:
        reason = error.strerror or str(error)
        told = say("cli.lab.not_laid_out", language, reason=reason)
        raise AuditkitError(Fault(told, str(notebook))) from error
    return Desk(notebook, made=True, outdated=False)


def _metadata(notebook: Path) -> dict[str, Any]:
    """Return what a notebook says of itself; nothing where it is none any more."""
    try:
        metadata = json.loads(notebook.read_text(encoding="utf-8"))["metadata"]
    except (ValueError, KeyError, TypeError):
        return {}
    return metadata if isinstance(metadata, dict) else {}


def _copied(notebook: dict[str, Any], fingerprint: str) -> dict[str, Any]:
    """Return the notebook as an auditor begins with it: not run, with reports beside it."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"outputs": [], "execution_count": None}
        if "parameters" in cell["metadata"].get("tags", ()):
            # The shipped notebook has a folder of its own, beside that of the reports.
            cell["source"] = [
                line.replace('"../reports"', '"reports"')
                for line in "".join(cell["source"]).splitlines(keepends=True)
            ]
    notebook["metadata"].pop("widgets", None)
    notebook["metadata"][_MARK] = {"copy_of": fingerprint}
    return notebook


def lab_environment(provider: Path | None, store: str, language: Language = "ja") -> dict[str, str]:
    """Return what the kernels are told through their environment."""
    # A kernel of another Python in the user's folder must not stand before this one.
    told = {"JUPYTER_PREFER_ENV_PATH": "1"}
    if provider is not None:
        if not provider.exists():
            raise AuditkitError(Fault(say("providers.missing", language), str(provider)))
        told["AUDITKIT_PROVIDER"] = str(provider.absolute())
    if store:
        told["AUDITKIT_STORE"] = store if "://" in store else str(Path(store).absolute())
    return told


def lab_arguments(notebook: Path, port: int | None, browser: bool) -> list[str]:
    """Return JupyterLab's own arguments: the notebook opened, and nothing asked of the network."""
    arguments = [
        f"--ServerApp.root_dir={notebook.parent.absolute()}",
        f"--LabApp.default_url=/lab/tree/{notebook.name}",  # also in the address it prints
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",  # the other one lists a registry's extensions
    ]
    if not browser:
        arguments.append("--no-browser")
    if port is not None:
        # The port that was asked for, or none: a bookmark must not lead to another server.
        arguments += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--allow-root")  # as in a container; the server stays on this machine
    return arguments


def run_lab(arguments: list[str]) -> int:
    """Run JupyterLab in this process until it is stopped, and return its exit code."""
    from auditkit.runs import _imports  # noqa: F401  # before JupyterLab: it starts much faster

    # isort: split
    from jupyterlab.labapp import LabApp  # type: ignore[import-untyped]

    try:
        LabApp.launch_instance(arguments)
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(bool(ended.code))
    return 0


def port_number(value: str | None, language: Language = "ja") -> int | None:
    """Return the port that was asked for, if any."""
    if value is None:
        return None
    if not (value.isascii() and value.isdecimal() and 0 < int(value[:6]) < 1 << 16):
        raise AuditkitError(say("cli.lab.port_number", language, value=value))
    return int(value)


def about_desk(desk: Desk, shown: str, language: Language) -> str:
    """Return what the auditor should know of the notebook before it opens."""
    key = "made" if desk.made else "outdated" if desk.outdated else "kept"
    return say(f"cli.lab.{key}", language, path=shown)
