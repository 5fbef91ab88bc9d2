"""Criteria: labels, worked examples, elements and patterns."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditkit.checklists import check_library, expand_cues, load_library
from auditkit.errors import ChecklistError
from auditkit.models import Criterion, Example, Label, Library
from tests.checklists.small_tree import OPERATOR, PROVISION, Break

CUES = "criteria/cues.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            OPERATOR,
            "label: present}",
            "label: met}",
            "A criterion of kind flag cannot have the label “met”. It may have absent, present.",
        ),
        (
            OPERATOR,
            'label: absent}\n  - id: "old',
            'label: not_triggered}\n  - id: "old',
            "A criterion of kind fact cannot have the label “not_triggered”. "
            "It may have met, partial, absent.",
        ),
        (
            OPERATOR,
            'label: absent}\n  - id: "old',
            'label: met}\n  - id: "old',
            "A near-miss cannot have the label “met”. Move an example that counts to examples.",
        ),
        (
            OPERATOR,
            '["company"]',
            '["compny"]',
            "decide.all: no rule proves the element “compny” (did you mean “company”?).",
        ),
        (
            OPERATOR,
            "'第18条'",
            "'第18(条'",
            "This is not a valid regular expression (RE2): missing ): 第18(条",
        ),
        (
            OPERATOR,
            "'第18条'",
            "'(第18条)?'",
            "This regular expression matches the empty text. Make it match at least one character.",
        ),
        (
            OPERATOR,
            "'第18条'",
            "'[^第]'",
            "This regular expression matches a line break. Avoid \\s and add \\n to [^…].",
        ),
        (
            OPERATOR,
            "'第18条'",
            "'第(?=18)'",
            "This is not a valid regular expression (RE2): invalid perl operator: (?=",
        ),
        (
            OPERATOR,
            "'{operator}'",
            "'{operater}'",
            "There is no cue “{operater}” in cues.yaml (did you mean “operator”?).",
        ),
        (
            CUES,
            "[^。\\n]",
            "[^。]",
            "This regular expression matches a line break. Avoid \\s and add \\n to [^…].",
        ),
        (
            CUES,
            "gap:",
            "gap-2:",
            "The name “gap-2” of a cue may only hold small letters a to z and underscores.",
        ),
        (
            CUES,
            "'当社|弊社'",
            "'当社|{jointly}'",
            "The cues run in a circle (operator → jointly → operator). "
            "Remove one of the references.",
        ),
    ],
)
def test_unsound_criterion_is_told(
    tree: Path, change: Break, file: str, old: str, new: str, message: str
) -> None:
    """A label, element, cue or pattern that cannot work is told at its own line."""
    line = change(file, old, new)
    found = [
        (fault.path, fault.message)
        for fault in check_library(tree, language="en")
        if line <= (fault.line or 0) <= line + old.count("\n")
    ]
    assert (f"checklists/{file}", message) in found


def test_two_examples_that_count_are_needed(tree: Path, change: Break) -> None:
    """Examples with an absent label do not count towards the two that every criterion needs."""
    change(OPERATOR, 'label: partial, why: "名称がない"', "label: absent")
    (fault,) = check_library(tree, language="en")
    assert fault.message == (
        "The criterion “operator-name” needs at least two examples that count "
        "(met, partial, present); it has 1."
    )


def test_a_near_miss_is_needed(tree: Path, change: Break) -> None:
    """Every criterion shows at least one passage that is close but does not count."""
    change(
        PROVISION,
        'near_misses:\n      - {text: "共同で運営しています。", label: not_triggered}',
        "",
    )
    (fault,) = check_library(tree, language="en")
    assert fault.message == "The criterion “joint-use” needs at least one near-miss (near_misses)."


def test_conditional_needs_a_trigger(tree: Path, change: Break) -> None:
    """A conditional criterion without trigger rules could never apply."""
    change(PROVISION, "trigger:", "denial:")
    (fault,) = check_library(tree, language="en")
    assert "is conditional and needs trigger rules" in fault.message


def test_elements_are_listed_once(tree: Path, change: Break) -> None:
    """The titles of elements are given once for each element."""
    title = '{id: "company", title: {ja: "会社名", en: "company"}}'
    change(OPERATOR, "    decide:", f"    elements: [{title}, {title}]\n    decide:")
    (fault,) = check_library(tree, language="en")
    assert fault.message == "elements lists “company” twice. Keep one of them."


def test_group_may_be_repeated_but_not_changed(tree: Path, change: Break) -> None:
    """A criterion belongs to the group of its file; naming another one is a fault."""
    line = change(OPERATOR, "    kind: fact", '    group: "A"\n    kind: fact')
    assert check_library(tree) == ()
    change(OPERATOR, '    group: "A"', '    group: "B"')
    (fault,) = check_library(tree)
    assert fault.line == line


def test_examples_are_put_to_detection(tree: Path) -> None:
    """An example to which detection gives another label is a fault at the example's line."""

    def detect(criterion: Criterion, example: Example, library: Library) -> Label:
        assert criterion in library.criteria
        return Label.ABSENT if example.text == "当社の方針" else example.label

    (fault,) = check_library(tree, run_example=detect, language="en")
    assert (fault.path, fault.line) == (f"checklists/{OPERATOR}", 18)
    assert fault.message == (
        "Detection gives this example of “operator-name” the label absent, not partial. "
        "Correct the rules or the example."
    )


def test_examples_wait_until_the_data_is_in_order(tree: Path, change: Break) -> None:
    """Detection is not asked about criteria that cannot be built."""
    change(OPERATOR, "'第18条'", "'第18(条'")

    def detect(criterion: Criterion, example: Example, library: Library) -> Label:
        raise AssertionError("must not be called")

    assert len(check_library(tree, run_example=detect)) == 1


def test_load_leaves_patterns_to_the_check(tree: Path, change: Break) -> None:
    """Loading stays fast: patterns are compiled by the check only."""
    change(OPERATOR, "'第18条'", "'第18(条'")
    assert len(load_library(tree).criteria) == 3


@pytest.mark.parametrize(
    ("pattern", "expanded"),
    [
        ("{who}が", "(?:当社|弊社)が"),
        ("{act}", "(?:(?:当社|弊社)が利用)"),
        ("a{0,30}b{2}", "a{0,30}b{2}"),
        (r"\x{ab}\{who\}\{who}", r"\x{ab}\{who\}\{who}"),
        ("[{who}]", "[(?:当社|弊社)]"),
    ],
)
def test_cue_names_are_replaced_by_groups(pattern: str, expanded: str) -> None:
    """Cues are put in as groups, however deep; quantifiers and escapes stay as they are."""
    assert expand_cues(pattern, {"who": "当社|弊社", "act": "{who}が利用"}) == expanded


def test_unknown_cue_is_an_error() -> None:
    """A cue that does not exist is never left standing as literal text."""
    with pytest.raises(ChecklistError, match="nobody"):
        expand_cues("{nobody}", {})


def test_circle_of_cues_is_an_error() -> None:
    """Cues that name each other end in an error, not in an endless expansion."""
    with pytest.raises(ChecklistError, match="a → b → a"):
        expand_cues("{a}", {"a": "x{b}", "b": "y{a}"})


def test_a_loaded_library_has_its_cues_put_in() -> None:
    """Whoever applies rules needs no cues: no pattern of a loaded rule names one."""
    library = load_library()
    rules = [r for c in library.criteria for r in (*c.rules, *c.trigger, *c.denial)]
    patterns = [p for r in rules for p in (r.find, r.before_not, r.after_not, *r.also, *r.near)]
    assert not [p for p in patterns if re.search(r"(?<!\\)\{[a-z_]+\}", p)]
