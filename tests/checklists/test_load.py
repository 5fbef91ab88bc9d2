"""Loading a folder of checklists."""

from __future__ import annotations

import datetime as dt
import pickle
import time
from pathlib import Path

import pytest

from auditkit.checklists import check_library, load_library
from auditkit.errors import ChecklistError, Fault
from auditkit.models import AuditType, Combine, CriterionKind, Label, Level, Publicity, Text
from tests.checklists.small_tree import DUTIES, FILES, HEAD, OPERATOR, PROVISION, Break


def places(faults: tuple[Fault, ...]) -> list[tuple[str, int | None]]:
    """Return the file and line of each fault."""
    return [(fault.path, fault.line) for fault in faults]


def test_valid_folder_has_no_fault(tree: Path) -> None:
    """A folder in order is loaded and has nothing to complain of."""
    assert check_library(tree) == ()
    assert len(load_library(tree).criteria) == 3


def test_values_become_words_of_the_models(tree: Path) -> None:
    """Dates, words, lists and texts of the YAML arrive as the objects of the models."""
    library = load_library(tree)
    (checklist,) = library.checklists
    assert checklist.key == "privacy@2022-04-01"
    assert checklist.effective_from == dt.date(2022, 4, 1)
    assert checklist.effective_to is None
    requirement = checklist.requirement("32-1-1")
    assert requirement.title == Text("名称", "Name")
    assert (requirement.level, requirement.audit) == (Level.DUTY, AuditType.DOCUMENT)
    assert (requirement.publicity, requirement.combine) == (Publicity.KNOWABLE, Combine.ANY)
    assert requirement.keys.jis2017 == ("A.1",)
    assert requirement.keys.j == ()
    criterion = library.criterion("operator-name")
    assert criterion.kind is CriterionKind.FACT
    assert criterion.decide[0].label is Label.MET
    assert library.verifications[1].reliable is False


def test_order_is_that_of_files_and_entries(tree: Path) -> None:
    """Criteria come in the order of file names, then of their place in the file."""
    library = load_library(tree)
    assert [c.id for c in library.criteria] == ["operator-name", "old-article", "joint-use"]
    assert [c.group for c in library.criteria] == ["A", "A", "B"]


def test_library_can_be_sent_to_another_process(tree: Path) -> None:
    """A library survives pickling, so that workers of a batch need not load it again."""
    library = load_library(tree)
    assert pickle.loads(pickle.dumps(library)) == library


def test_ten_mistakes_are_told_at_once(tree: Path, change: Break) -> None:
    """Ten different mistakes give ten faults, each with the file and line to look at."""
    expected = {
        (DUTIES, change(DUTIES, "combine: any", "combin: any")),
        (DUTIES, change(DUTIES, "audit: document", "audit: documnt")),
        (DUTIES, change(DUTIES, '"joint_use"', '"joint_uze"')),
        (DUTIES, change(DUTIES, '["operator-name", "joint-use"]', '["operator-nam"]')),
        (HEAD, change(HEAD, '"2022-04-01"', "2022-04-01")),
        (OPERATOR, change(OPERATOR, 'ja: "正式な名称がある"', 'ja: " "')),
        (OPERATOR, change(OPERATOR, "'第18条'", "'第18(条'")),
        (PROVISION, change(PROVISION, "{jointly}", "{jointy}")),
        (PROVISION, change(PROVISION, "label: not_triggered", "label: present")),
        ("conditions.yaml", change("conditions.yaml", "shown_by", "title: 1\n    shown_by")),
    }
    faults = check_library(tree)
    assert len(faults) == 10
    assert set(places(faults)) == {(f"checklists/{path}", line) for path, line in expected}


def test_broken_entry_does_not_make_references_to_it_wrong(tree: Path, change: Break) -> None:
    """A mistake inside a criterion is one fault, not one for every requirement that names it."""
    line = change(OPERATOR, "kind: fact", "kind: fakt")
    assert places(check_library(tree)) == [(f"checklists/{OPERATOR}", line)]


def test_unreadable_file_does_not_make_references_to_it_wrong(tree: Path, change: Break) -> None:
    """A file that is no YAML is one fault, not one for every entry that it should hold."""
    line = change(OPERATOR, 'group: "A"', 'group: "A" B')
    assert places(check_library(tree)) == [(f"checklists/{OPERATOR}", line)]


def test_load_raises_every_fault(tree: Path, change: Break) -> None:
    """Loading fails with all faults in one error, in the order of files and lines."""
    second = change(DUTIES, "audit: document", "audit: paper")
    first = change(DUTIES, "publicity: knowable", "publicity: known")
    with pytest.raises(ChecklistError) as raised:
        load_library(tree)
    assert places(raised.value.faults) == [
        (f"checklists/{DUTIES}", first),
        (f"checklists/{DUTIES}", second),
    ]


def test_missing_folder_is_told(tmp_path: Path) -> None:
    """A folder that does not exist is named in the error."""
    with pytest.raises(ChecklistError, match="nowhere"):
        load_library(tmp_path / "nowhere")


def test_empty_folder_is_told(tmp_path: Path) -> None:
    """A folder without any checklist is a fault, not an empty library."""
    messages = [fault.message for fault in check_library(tmp_path, language="en")]
    assert any("no checklist here" in message for message in messages)


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("condition.yaml", "checklists/condition.yaml"),
        ("criteria/30-more.yml", "checklists/criteria/30-more.yml"),
        ("privacy/2022-04-01/requirement.yaml", "checklists/privacy/2022-04-01/requirement.yaml"),
    ],
)
def test_file_that_nothing_reads_is_refused(tree: Path, name: str, path: str) -> None:
    """A data file under a name that no reading picks up is a fault, never silently ignored."""
    (tree / name).write_text("rows: []\n", encoding="utf-8")
    assert [fault.path for fault in check_library(tree)] == [path]


@pytest.mark.parametrize("name", ["conditions.yaml", "verification.yaml", "locks.yaml", HEAD])
def test_missing_file_is_told(tree: Path, name: str) -> None:
    """A file that every tree needs is named when it is missing."""
    (tree / name).unlink()
    assert [fault.path for fault in check_library(tree)] == [f"checklists/{name}"]


def test_folder_must_be_called_like_the_edition(tree: Path, change: Break) -> None:
    """The id and edition in the file must be the names of the folders around it."""
    change(HEAD, '"privacy"', '"privacy-act"')
    (fault,) = check_library(tree)
    assert (fault.path, fault.line, fault.column) == (f"checklists/{HEAD}", 1, 5)
    assert "privacy-act" in fault.message


def test_law_files_must_parse(tree: Path) -> None:
    """Law files are free in form, but must be YAML."""
    (tree / "law" / "articles.yaml").write_text("a: [1\n", encoding="utf-8")
    assert [fault.path for fault in check_library(tree)] == ["checklists/law/articles.yaml"]


def test_a_library_of_full_size_loads_in_reasonable_time(tree: Path) -> None:
    """Two thousand requirements, some 1.5 MB of YAML, load within seconds on any machine."""
    entry = FILES[DUTIES].split("  - id:")[2].replace('"32-1-1"\n    chapter', "{id}\n    chapter")
    many = "".join("  - id:" + entry.replace("{id}", f'"x-{n}"', 1) for n in range(2000))
    (tree / DUTIES).with_name("20-many.yaml").write_text("requirements:\n" + many, "utf-8")
    start = time.perf_counter()
    library = load_library(tree)
    assert len(library.checklists[0].requirements) == 2002
    assert time.perf_counter() - start < 10
