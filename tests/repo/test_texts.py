"""What no file of the project may hold, and what every test must."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
_BINARY = frozenset({".pdf", ".docx", ".xlsx", ".png"})


def _project_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=CHECKOUT,
        check=True,
        capture_output=True,
    ).stdout.decode("utf-8")
    files = [CHECKOUT / name for name in listed.split("\0") if name]
    return [file for file in files if file.is_file() and file.suffix not in _BINARY]


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a package registry's host", r"(?i)\b(?:pypi|pythonhosted|anaconda|npmjs)\.(?:org|com)"),
        ("an absolute path of a machine", r"(?<![\w.~])/(?:root|work|Users|home)/\w"),
    ],
)
def test_no_file_names(what: str, pattern: str) -> None:
    """No file of the project names a registry's host or a place on somebody's machine."""
    own = Path(__file__).resolve()
    found = [
        f"{file.relative_to(CHECKOUT)}:{number}: {what}"
        for file in _project_files()
        if file != own
        for number, line in enumerate(
            file.read_text(encoding="utf-8", errors="replace").splitlines(), 1
        )
        if re.search(pattern, line)
    ]
    assert found == []


def _tests() -> list[tuple[str, ast.FunctionDef]]:
    return [
        (f"{file.relative_to(CHECKOUT)}::{node.name}", node)
        for file in sorted((CHECKOUT / "tests").rglob("test_*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def test_every_test_says_in_a_sentence_what_it_holds() -> None:
    """Whoever reads only the docstrings of the tests has the specification."""
    silent = [name for name, node in _tests() if not (ast.get_docstring(node) or "").endswith(".")]
    assert silent == []


def test_no_test_is_skipped_or_without_an_assertion() -> None:
    """A test either holds something or is deselected with a word in the header."""
    wrong = [
        name
        for name, node in _tests()
        if not re.search(
            r"\bassert\b|pytest\.raises|\b_?(?:assert|check|expect)_", ast.unparse(node)
        )
        or re.search(r"pytest\.(?:mark\.)?(?:skip|xfail|importorskip)", ast.unparse(node))
    ]
    assert wrong == []
