"""The shipped library: whole, and its checker finds what an author may break in it."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from auditkit.checklists import check_library, load_library
from auditkit.models import CriterionKind, Library
from auditkit.shipped import shipped

BODY = (
    "4.1 4.2 4.3 4.4 5.1 5.2.1 5.2.2 5.3 6.1.1 6.1.2 6.1.3 6.2 7.1 7.2 7.3 7.4 8.1 9.1 9.2 9.3 10.1"
)
ANNEX = (
    "A.3.1.1 A.3.2.1 A.3.2.2 A.3.3.1 A.3.3.2 A.3.3.3 A.3.3.4 A.3.3.5 A.3.3.6 A.3.3.7 A.3.4.1 "
    "A.3.4.2.1 A.3.4.2.2 A.3.4.2.3 A.3.4.2.4 A.3.4.2.5 A.3.4.2.6 A.3.4.2.7 A.3.4.2.8 A.3.4.2.8.1 "
    "A.3.4.2.8.2 A.3.4.2.8.3 A.3.4.2.9 A.3.4.3.1 A.3.4.3.2 A.3.4.3.3 A.3.4.3.4 A.3.4.4.1 "
    "A.3.4.4.2 A.3.4.4.3 A.3.4.4.4 A.3.4.4.5 A.3.4.4.6 A.3.4.4.7 A.3.4.5 A.3.5.1 A.3.5.2 "
    "A.3.5.3 A.3.6 A.3.7.1 A.3.7.2 A.3.7.3 A.3.8"
)


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped library."""
    return load_library()


def _ids(library: Library, key: str) -> set[str]:
    (checklist,) = (c for c in library.checklists if c.key == key)
    return {requirement.id for requirement in checklist.requirements}


def test_jis_checklist_has_every_clause(library: Library) -> None:
    """The body 4–10 and every clause of Annex A are requirements."""
    assert set(f"{BODY} {ANNEX}".split()) <= _ids(library, "jis-q-15001@2017")


def test_jis_checklist_has_the_lettered_items(library: Library) -> None:
    """Lettered items are assessable on their own below their clause."""
    ids = _ids(library, "jis-q-15001@2017")
    for clause, letters in {
        "A.3.2.1": "abcdef",
        "A.3.4.2.5": "abcdefgh",
        "A.3.4.4.3": "abcdef",
    }.items():
        assert {f"{clause}-{letter}" for letter in letters} <= ids


def test_appi_checklist_has_every_duty_article(library: Library) -> None:
    """Articles 17 to 46 and 57 have requirements, and so have Order 10 and the Rules in place."""
    ids = _ids(library, "appi@2023-04-01")
    articles = {match[1] for name in ids if (match := re.match(r"(\d+)(?:-|$)", name))}
    assert {str(number) for number in (*range(17, 47), 57)} <= articles
    assert {"令10-1", "令10-2", "令10-3"} <= ids
    for rule in ("規7", "規8", "規15", "規16", "規17", "規18"):
        assert any(name.startswith(rule) for name in ids), rule
    assert any(name.startswith("TBA-27-12") for name in ids)


def test_there_are_sixty_nine_criteria_with_examples(library: Library) -> None:
    """Every criterion comes with passages that count and near-misses that do not."""
    assert len(library.criteria) == 69
    assert all(len(c.examples) >= 2 and c.near_misses for c in library.criteria)
    kinds = [c.kind for c in library.criteria]
    assert {kind: kinds.count(kind) for kind in CriterionKind} == {
        CriterionKind.FACT: 52,
        CriterionKind.CONDITIONAL: 11,
        CriterionKind.FLAG: 6,
    }


def test_unverified_facts_say_so(library: Library) -> None:
    """A requirement whose facts rest on no source we saw carries a note."""
    reliable = {v.code: v.reliable for v in library.verifications}
    silent = [
        requirement.id
        for checklist in library.checklists
        for requirement in checklist.requirements
        if not reliable[requirement.verification] and requirement.note is None
    ]
    assert silent == []


Break = tuple[str, Callable[[str], str], str]


def _swap(old: str, new: str) -> Callable[[str], str]:
    def swap(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return swap


BREAKS: tuple[Break, ...] = (
    (
        "appi/2023-04-01/requirements/10-art17-21.yaml",
        _swap("    question:", "    questoin:"),
        "question",
    ),
    ("appi/2023-04-01/requirements/20-art22-26.yaml", _swap("level: duty", "level: dutty"), "duty"),
    ("appi/2023-04-01/requirements/40-art32-40.yaml", _swap('id: "33-1"', "id: 33"), "33"),
    (
        "appi/2023-04-01/requirements/50-art41-46.yaml",
        _swap('chapter: "processed"', 'chapter: "proccesed"'),
        "proccesed",
    ),
    ("jis-q-15001/2017/requirements/10-body.yaml", _swap('id: "4.2"', 'id: "4.1"'), "4.1"),
    (
        "jis-q-15001/2017/requirements/40-a35-a38.yaml",
        _swap("combine: all", "combine: most"),
        "most",
    ),
    ("criteria/10-operator.yaml", _swap("{company}", "{compny}"), "compny"),
    ("criteria/40-security.yaml", _swap("label: met", "label: present"), "present"),
    ("criteria/60-currency.yaml", _swap('find: "(?:', 'find: "(?:('), "RE2"),
    ("crosswalk/jis2017-appi.yaml", _swap("appi@2023-04-01:", "appi@2023-04-01:999-"), "999-"),
)


def test_ten_faults_in_a_copy_are_all_listed_with_file_and_line(tmp_path: Path) -> None:
    """Ten different mistakes in ten files are told at once, each where it stands."""
    root = tmp_path / "checklists"
    shutil.copytree(shipped("checklists"), root)
    for name, change, _ in BREAKS:
        path = root / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    faults = check_library(root)
    for name, _, word in BREAKS:
        found = [f for f in faults if f.path.replace("\\", "/").endswith(name)]
        assert any(word in f.message and f.line for f in found), (name, [str(f) for f in found])
