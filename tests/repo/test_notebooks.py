"""The notebooks as they are committed: thin, executed, and free of the machine they ran on."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any

import pytest

from auditkit.runs._parameters import declared_parameters

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))


def _cells(notebook: Path) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return cells


def _code(notebook: Path) -> list[dict[str, Any]]:
    return [cell for cell in _cells(notebook) if cell["cell_type"] == "code"]


def test_there_are_notebooks_to_look_at() -> None:
    """The report notebook is among the notebooks these tests look at."""
    assert "gap_report.ipynb" in [notebook.name for notebook in NOTEBOOKS]


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_code_cell_is_committed_executed(notebook: Path) -> None:
    """Each code cell has run, in order: nbval would pass a cell without outputs unseen."""
    counts = [cell["execution_count"] for cell in _code(notebook)]
    assert counts == list(range(1, len(counts) + 1))


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_committed_output_is_an_error_or_a_warning(notebook: Path) -> None:
    """Nothing failed and nothing was written to standard error when the notebook ran."""
    outputs = [output for cell in _code(notebook) for output in cell["outputs"]]
    assert outputs
    assert [o for o in outputs if o["output_type"] == "error" or o.get("name") == "stderr"] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_every_cell_has_an_id_of_its_own(notebook: Path) -> None:
    """Cells are told apart by readable, unique ids."""
    ids = [cell["id"] for cell in _cells(notebook)]
    assert len(set(ids)) == len(ids)
    assert [name for name in ids if not re.fullmatch(r"[a-z][a-z0-9-]*", name)] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebooks_call_verbs_and_define_nothing(notebook: Path) -> None:
    """No cell defines a function or class, or uses a magic."""
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    sources = ["".join(cell["source"]) for cell in _code(notebook)]
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    assert [node for node in nodes if isinstance(node, definitions)] == []


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_parameters_are_plain_scalars_in_one_cell(notebook: Path) -> None:
    """The one cell tagged parameters assigns plain scalars and nothing else."""
    assert declared_parameters(notebook)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_notebook_shows_where_it_ran(notebook: Path) -> None:
    """No absolute path and no memory address stands in a committed notebook."""
    text = notebook.read_text(encoding="utf-8")
    found = re.findall(r"/(?:home|root|Users|tmp|work)/\S*|[A-Z]:\\\\|0x[0-9a-f]{6,}", text)
    assert found == []
