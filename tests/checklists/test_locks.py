"""Released editions are frozen."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditkit.checklists import check_library, write_locks
from auditkit.errors import ChecklistError
from tests.checklists.small_tree import DUTIES, FILES, Break


def test_editions_are_drafts_until_they_are_locked(tree: Path, change: Break) -> None:
    """Before its release an edition may be changed freely."""
    change(DUTIES, "名称を探す", "名称を見つける")
    assert check_library(tree) == ()


def test_locking_is_written_once(tree: Path) -> None:
    """Locking names the editions it froze; a second time there is nothing left to freeze."""
    assert write_locks(tree) == ("privacy@2022-04-01",)
    written = (tree / "locks.yaml").read_bytes()
    assert write_locks(tree) == ()
    assert (tree / "locks.yaml").read_bytes() == written
    assert check_library(tree) == ()
    assert sorted(path.name for path in tree.glob("locks*")) == ["locks.yaml"]


def test_changed_requirement_of_a_released_edition_is_told(tree: Path, change: Break) -> None:
    """A change of a frozen requirement is a fault that says where to make it instead."""
    write_locks(tree)
    change(DUTIES, "名称を探す", "名称を見つける")
    (fault,) = check_library(tree)
    assert (fault.path, fault.line) == (f"checklists/{DUTIES}", 17)
    assert fault.message == (
        "公開済みのprivacy@2022-04-01の要求事項「32-1-1」が変更されています。元に戻し、"
        "変更はchecklists/privacy/に新しい版のフォルダーを作って行ってください。"
    )


def test_layout_of_the_yaml_is_not_frozen(tree: Path) -> None:
    """Comments, quoting and the split into files may change: only the content is frozen."""
    write_locks(tree)
    head, first, second = FILES[DUTIES].split("  - id: ")
    (tree / DUTIES).write_text(
        f"# moved\n{head}  - id: {first}".replace("level: duty", 'level: "duty"'), "utf-8"
    )
    (tree / DUTIES).with_name("20-rest.yaml").write_text(f"{head}  - id: {second}", "utf-8")
    assert check_library(tree) == ()


def test_removed_requirement_of_a_released_edition_is_told(tree: Path) -> None:
    """A frozen requirement cannot disappear."""
    write_locks(tree)
    text = FILES[DUTIES]
    (tree / DUTIES).write_text(text[: text.index('  - id: "32-1-1"')], encoding="utf-8")
    faults = check_library(tree, language="en")
    assert [fault.message for fault in faults if fault.path == "checklists/locks.yaml"] == [
        "Requirement “32-1-1” was removed from the released privacy@2022-04-01. Restore it and "
        "remove it in the folder of a new edition in checklists/privacy/."
    ]


def test_added_requirement_of_a_released_edition_is_told(tree: Path) -> None:
    """A frozen edition takes no new requirement."""
    write_locks(tree)
    text = FILES[DUTIES]
    new = text[text.index('  - id: "32-1-1"') :].replace('"32-1-1"', '"32-1-2"', 1)
    (tree / DUTIES).write_text(text + new, encoding="utf-8")
    (fault,) = check_library(tree, language="en")
    assert fault.message.startswith("Requirement “32-1-2” was added to the released")


def test_released_edition_cannot_disappear(tree: Path) -> None:
    """Deleting the folder of a frozen edition is a fault."""
    write_locks(tree)
    (tree / "privacy" / "2022-04-01").rename(tree / "privacy" / "2025-04-01")
    messages = [fault.message for fault in check_library(tree, language="en")]
    assert (
        "The released privacy@2022-04-01 is gone. A released edition stays; restore its folder."
        in messages
    )


def test_faulty_data_is_not_locked(tree: Path, change: Break) -> None:
    """Nothing is frozen while the check finds a fault."""
    change(DUTIES, "level: duty", "level: duti")
    with pytest.raises(ChecklistError, match="duti"):
        write_locks(tree)
    assert (tree / "locks.yaml").read_text(encoding="utf-8") == FILES["locks.yaml"]


def test_only_known_editions_are_locked(tree: Path) -> None:
    """An edition that does not exist cannot be frozen; the nearest one is named."""
    with pytest.raises(ChecklistError, match="privacy@2022-04-01"):
        write_locks(tree, checklists=("privacy@2022-04-10",))
