"""The parameters cell of a notebook, and whether given values fit it.

papermill only logs an unknown parameter and runs with the default; a date fails late and a
tuple turns into a string. So everything is compared here, before papermill sees it.
"""

from __future__ import annotations

import ast
import difflib
import json
from collections.abc import Mapping
from pathlib import Path

from auditkit.errors import AuditkitError, Fault
from auditkit.messages import say
from auditkit.models import Language

Scalar = str | int | float | bool | None


def declared_parameters(notebook: Path, language: Language = "ja") -> dict[str, Scalar]:
    """Return the names and defaults in the cell tagged ``parameters``."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AuditkitError(
            Fault(say("runs.notebook_unreadable", language, reason=error), str(notebook))
        ) from error
    sources = [
        "".join(cell["source"])
        for cell in cells
        if cell["cell_type"] == "code" and "parameters" in cell["metadata"].get("tags", ())
    ]
    if len(sources) != 1:
        raise AuditkitError(
            Fault(say("runs.parameters_cells", language, count=len(sources)), str(notebook))
        )
    return _assignments(sources[0], notebook, language)


def _assignments(source: str, notebook: Path, language: Language) -> dict[str, Scalar]:
    declared: dict[str, Scalar] = {}
    faults = []
    for statement in ast.parse(source).body:
        try:
            if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
                raise ValueError
            target = statement.targets[0]
            value = ast.literal_eval(statement.value)
            if not isinstance(target, ast.Name) or not _scalar(value):
                raise ValueError
            declared[target.id] = value
        except ValueError:
            line = ast.unparse(statement)
            faults.append(Fault(say("runs.parameters_plain", language, line=line), str(notebook)))
    if faults:
        raise AuditkitError(*faults)
    return declared


def check_parameters(
    declared: Mapping[str, Scalar], given: Mapping[str, object], language: Language = "ja"
) -> dict[str, Scalar]:
    """Return ``given`` as scalars; raise with every unknown name and wrong type at once."""
    faults: list[Fault | str] = []
    checked: dict[str, Scalar] = {}
    for name, value in given.items():
        if name not in declared:
            close = difflib.get_close_matches(name, declared, n=1)
            hint = say("runs.nearest", language, word=close[0]) if close else ""
            known = ", ".join(declared)
            faults.append(
                say("runs.parameter_unknown", language, name=name, known=known, hint=hint)
            )
        elif not _scalar(value) or not _same_type(declared[name], value):
            faults.append(
                say(
                    "runs.parameter_type",
                    language,
                    name=name,
                    expected=type(declared[name]).__name__,
                    found=type(value).__name__,
                    value=value,
                )
            )
        else:
            checked[name] = value  # type: ignore[assignment]  # _scalar() has looked
    if faults:
        raise AuditkitError(*faults)
    return checked


def _scalar(value: object) -> bool:
    return value is None or type(value) in (str, int, float, bool)


def _same_type(default: Scalar, value: object) -> bool:
    if default is None or value is None:
        return default is None
    # An int where a float stands is meant as one; a bool is never meant as a number.
    return type(value) is type(default) or (type(default) is float and type(value) is int)
