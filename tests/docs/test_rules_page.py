"""docs/rules.md: its files make a valid library, and it leaves no field of the language out."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any, get_args

import pytest
from docs_reading import blocks, read_page

from auditkit.checklists import check_library, load_library
from auditkit.evidence import find_evidence
from auditkit.examples import label_example
from auditkit.models import (
    Checklist,
    Criterion,
    CriterionKind,
    CrosswalkRow,
    Decide,
    Document,
    DocumentSet,
    Example,
    Guard,
    Label,
    Library,
    Requirement,
    Rule,
    ValueKind,
)
from auditkit.passages import split_passages

PAGE = "docs/rules.md"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the YAML blocks of the page describe."""
    root = tmp_path_factory.mktemp("page") / "rules"
    for block in blocks(PAGE):
        if block.language == "yaml":
            name, _, text = block.text.partition("\n")
            file = root / name.removeprefix("# ")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return root


def test_every_yaml_block_is_a_file_of_its_own() -> None:
    """Each block names the file it stands for, and none is named twice."""
    names = [b.text.split("\n")[0] for b in blocks(PAGE) if b.language == "yaml"]
    assert [name for name in names if not re.fullmatch(r"# [\w./-]+\.yaml", name)] == []
    assert len(set(names)) == len(names) > 0


def test_files_of_the_page_are_a_valid_library(library: Path) -> None:
    """Put together, the blocks pass everything that auditkit check looks at, examples included."""
    assert check_library(library, run_example=label_example, language="en") == ()


def test_faults_shown_are_those_that_the_mistakes_make(library: Path, tmp_path: Path) -> None:
    """The messages on the page are what check says when a cue and a level are misspelt."""
    root = tmp_path / "rules"
    for file in library.rglob("*.yaml"):
        copy = root / file.relative_to(library)
        copy.parent.mkdir(parents=True, exist_ok=True)
        text = file.read_text(encoding="utf-8")
        text = text.replace("near: ['{camera}|映像']", "near: ['{cam}|映像']", 1)
        copy.write_text(text.replace("level: duty", "level: dutty"), encoding="utf-8")
    shown = [b.text.splitlines() for b in blocks(PAGE) if b.text.startswith("rules/")]
    assert shown == [[str(fault) for fault in check_library(root, language="en")]]


def test_values_of_the_examples_are_what_is_read(library: Path) -> None:
    """An example of the page that names a value is read with that value."""
    held = load_library(library)
    pairs = [
        (example.value, _value(criterion, example, held))
        for criterion in held.criteria
        for example in criterion.examples
        if example.value is not None
    ]
    assert pairs
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


def _value(criterion: Criterion, example: Example, library: Library) -> str | int | None:
    document = Document("e", "e", "", example.text, split_passages(example.text))
    only = dataclasses.replace(library, criteria=(criterion,))
    return find_evidence(DocumentSet((document,)), only)[0].value


@pytest.mark.parametrize(
    "cls", [Criterion, Rule, Decide, Example, Checklist, Requirement, CrosswalkRow]
)
def test_every_field_is_explained(cls: type[Any]) -> None:
    """Each field that an author may write stands on the page as code."""
    text = read_page(PAGE)
    prose = set(re.findall(r"`(\w+)`", text))
    written = set(re.findall(r"(?:^ *(?:- )?|[{,] ?)(\w+):(?: |$)", text, re.M))
    assert [f.name for f in dataclasses.fields(cls) if f.name not in prose | written] == []


@pytest.mark.parametrize(
    "words", [list(Guard), list(Label), list(CriterionKind), [w for w in get_args(ValueKind) if w]]
)
def test_every_word_of_the_language_is_explained(words: list[str]) -> None:
    """Each guard, label, kind and kind of value stands on the page as code."""
    prose = set(re.findall(r"`(\w+)`", read_page(PAGE)))
    assert [str(word) for word in words if str(word) not in prose] == []
