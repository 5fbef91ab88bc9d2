"""Execute a notebook through papermill."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from auditkit.runs import _imports  # noqa: F401  # before papermill
from auditkit.runs._kernel import started_kernel
from auditkit.runs._parameters import Scalar

_ATTEMPTS = 2
OUTCOME_TYPE = "application/vnd.auditkit.outcome+json"


@dataclass(frozen=True)
class Failure:
    """The error that stopped a notebook."""

    type: str
    message: str
    cell: int | None = None


def execute(
    notebook: Path, executed: Path, parameters: Mapping[str, Scalar], cwd: Path
) -> Failure | None:
    """Run ``notebook`` in ``cwd``, save it with its outputs, and return what stopped it, if so."""
    for attempt in range(1, _ATTEMPTS + 1):
        try:
            return _execute(notebook, executed, parameters, cwd)
        except RuntimeError as error:
            # A kernel that dies at start did not run anything yet: once more is safe.
            if "Kernel died" not in str(error) or attempt == _ATTEMPTS:
                if not executed.exists():  # nothing ran, so papermill saved nothing
                    shutil.copyfile(notebook, executed)
                return Failure(type(error).__name__, str(error))
    raise AssertionError("unreachable")


def _execute(
    notebook: Path, executed: Path, parameters: Mapping[str, Scalar], cwd: Path
) -> Failure | None:
    with started_kernel(cwd) as kernel:
        import papermill
        from nbclient.exceptions import DeadKernelError
        from papermill.exceptions import PapermillExecutionError

        try:
            papermill.execute_notebook(
                _literal(notebook),
                _literal(executed),
                dict(parameters),
                language="python",
                kernel_name="python3",
                km=kernel,
                progress_bar=False,
                # A form shown in a batch run would store a megabyte of widget state.
                store_widget_state=False,
            )
        except PapermillExecutionError as error:
            return Failure(error.ename, error.evalue, error.exec_count)
        except DeadKernelError as error:
            return Failure(type(error).__name__, str(error))
    return None


def _literal(path: Path) -> str:
    """Return the path as papermill's path template that yields exactly it."""
    return str(path).replace("{", "{{").replace("}", "}}")


def read_outcome(executed: Path) -> dict[str, Any]:
    """Return what the notebook reported with its last word, or nothing."""
    outcome: dict[str, Any] = {}
    for cell in json.loads(executed.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", ()):
            outcome = output.get("data", {}).get(OUTCOME_TYPE, outcome)
    return outcome


def forget_staging(executed: Path, notebook_name: str, final_name: str) -> None:
    """Take the temporary places out of the notebook's metadata; keep the names."""
    content = json.loads(executed.read_text(encoding="utf-8"))
    papermill = content["metadata"].get("papermill", {})
    papermill["input_path"] = notebook_name
    papermill["output_path"] = final_name
    text = json.dumps(content, ensure_ascii=False, indent=1)
    executed.write_text(text + "\n", encoding="utf-8")
