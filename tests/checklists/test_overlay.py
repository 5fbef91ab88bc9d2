"""A licensed user's private wording over a checklist."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditkit.checklists import check_library, load_library, write_locks
from auditkit.errors import ChecklistError


def overlay(tmp_path: Path, text: str) -> Path:
    """Write an overlay beside the tree and return its path."""
    file = tmp_path / "wording.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_overlay_gives_its_wording(tree: Path, tmp_path: Path) -> None:
    """The wording reaches its requirement and no other; locks do not mind it."""
    write_locks(tree)
    file = overlay(tmp_path, 'checklist: "privacy@2022-04-01"\nwording: {"32-1-1": "規格の文言"}\n')
    (checklist,) = load_library(tree, file).checklists
    assert [r.wording for r in checklist.requirements] == ["", "規格の文言"]
    assert check_library(tree, file) == ()


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        (
            'checklist: "privacy@2022-04-01"\nwording:\n  "32-1-2": "文言"\n',
            3,
            "wording: 要求事項「32-1-2」はありません（「32-1-1」の誤りではありませんか）。",
        ),
        (
            'checklist: "privacy@2022-04-11"\nwording: {}\n',
            1,
            "チェックリスト「privacy@2022-04-11」はありません"
            "（「privacy@2022-04-01」の誤りではありませんか）。",
        ),
        ('checklist: "privacy@2022-04-01"\n', 1, "必須の項目「wording」がありません。"),
    ],
)
def test_overlay_that_fits_nothing_is_told(
    tree: Path, tmp_path: Path, text: str, line: int, message: str
) -> None:
    """An overlay for an unknown checklist or requirement is refused at its line."""
    with pytest.raises(ChecklistError) as raised:
        load_library(tree, overlay(tmp_path, text))
    (fault,) = raised.value.faults
    assert (fault.line, fault.message) == (line, message)


def test_wording_cannot_be_shipped(tree: Path) -> None:
    """A requirement in the checklists folder cannot carry the standard's own wording."""
    file = tree / "privacy/2022-04-01/requirements/10-duties.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text + '    wording: "規格の文言"\n', encoding="utf-8")
    (fault,) = check_library(tree)
    assert fault.line == text.count("\n") + 1
