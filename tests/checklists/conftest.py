"""A small valid folder of checklists, to be broken in one way at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checklists.small_tree import FILES, Break


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Return the folder ``checklists`` of a small valid tree."""
    root = tmp_path / "checklists"
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def change(tree: Path) -> Break:
    """Return a function that replaces the first occurrence in a file and returns its line."""

    def replace(name: str, old: str, new: str) -> int:
        file = tree / name
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        return text[: text.index(old)].count("\n") + 1

    return replace
