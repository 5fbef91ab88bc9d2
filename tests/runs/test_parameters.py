"""The parameters cell, and what may be given for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditkit.errors import AuditkitError
from auditkit.runs._parameters import check_parameters, declared_parameters
from tests.runs.conftest import MakeNotebook, write_notebook

_DECLARED = {"name": "", "count": 1, "share": 0.5, "final": False, "note": None}


def test_defaults_are_read_from_the_tagged_cell(make_notebook: MakeNotebook) -> None:
    """Names and values come from the notebook itself, comments are no matter."""
    notebook = make_notebook(parameters="a = 'x'  # a comment\nb = -1\n")
    assert declared_parameters(notebook) == {"a": "x", "b": -1}


def test_a_parameters_cell_with_more_than_scalars_is_refused(make_notebook: MakeNotebook) -> None:
    """Each line that is not a plain assignment is named, all at once."""
    notebook = make_notebook(parameters="a = []\nb = 1\nimport os\nc = os.sep\n")
    with pytest.raises(AuditkitError) as caught:
        declared_parameters(notebook)
    assert len(caught.value.faults) == 3


def test_a_file_that_is_no_notebook_is_refused(tmp_path: Path) -> None:
    """A file that cannot be read as a notebook is told by its name."""
    file = tmp_path / "a.ipynb"
    file.write_text("not json", encoding="utf-8")
    with pytest.raises(AuditkitError, match=r"a\.ipynb: ノートブックとして読めません"):
        declared_parameters(file)


def test_a_notebook_needs_exactly_one_parameters_cell(tmp_path: Path) -> None:
    """Without the cell, papermill would put parameters where they have no effect."""
    file = write_notebook(tmp_path / "a.ipynb")
    text = file.read_text(encoding="utf-8").replace('"parameters"', '"other"')
    file.write_text(text, encoding="utf-8")
    with pytest.raises(AuditkitError, match="0 個"):
        declared_parameters(file)


@pytest.mark.parametrize(
    "given",
    [{"name": "x"}, {"count": 2}, {"share": 1}, {"final": True}, {"note": None}, {"note": "x"}, {}],
)
def test_values_of_the_declared_type_pass(given: dict[str, object]) -> None:
    """A value of the default's type passes; a default of None takes any scalar."""
    assert check_parameters(_DECLARED, given) == given


@pytest.mark.parametrize(
    "given",
    [
        {"name": 1},
        {"name": None},
        {"count": "2"},
        {"count": True},
        {"count": 2.0},
        {"final": 0},
        {"share": (1,)},
        {"nam": "x"},
    ],
)
def test_values_of_another_type_are_refused(given: dict[str, object]) -> None:
    """A value papermill would pass on in another type, or under an unknown name, is refused."""
    with pytest.raises(AuditkitError, match=next(iter(given))):
        check_parameters(_DECLARED, given)


def test_an_unknown_name_is_answered_with_the_nearest_one() -> None:
    """The message names what there is, and what was probably meant, in the reader's language."""
    with pytest.raises(AuditkitError, match="Did you mean 'count'"):
        check_parameters(_DECLARED, {"coumt": 1}, "en")
