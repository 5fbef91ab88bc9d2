"""Names that entries use for each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditkit.checklists import check_library
from tests.checklists.small_tree import DUTIES, FILES, HEAD, OPERATOR, PROVISION, Break

CONDITIONS = "conditions.yaml"
CROSSWALK = "crosswalk/10-privacy.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (DUTIES, 'chapter: "4"', 'chapter: "5"', "chapter: 章「5」はありません。"),
        (
            DUTIES,
            'parent: "32-1"',
            'parent: "32-2"',
            "parent: 要求事項「32-2」はありません（「32-1」の誤りではありませんか）。",
        ),
        (
            DUTIES,
            'condition: "always"',
            'condition: "alway"',
            "condition: 適用条件「alway」はありません（「always」の誤りではありませんか）。",
        ),
        (
            DUTIES,
            'verification: "official"',
            'verification: "oficial"',
            "verification: 検証区分「oficial」はありません（「official」の誤りではありませんか）。",
        ),
        (
            DUTIES,
            '["operator-name", ',
            '["operatorname", ',
            "criteria: 確認基準「operatorname」はありません"
            "（「operator-name」の誤りではありませんか）。",
        ),
        (DUTIES, '["old-article"]', '["other"]', "flags: 確認基準「other」はありません。"),
        (
            DUTIES,
            '["old-article"]',
            '["joint-use"]',
            "「joint-use」は注意喚起（flag）ではありません。flagsではなくcriteriaに書いてください。",
        ),
        (
            DUTIES,
            '"operator-name", "joint-use"',
            '"old-article"',
            "「old-article」は注意喚起（flag）です。criteriaではなくflagsに書いてください。",
        ),
        (
            DUTIES,
            "{jis2017: [], jis2023: [],",
            "{jis2017: [],",
            "keysに「jis2023」がありません。"
            "対応する番号がなければ「jis2023: []」と書いてください。",
        ),
        (
            HEAD,
            "effective_to: null",
            "effective_to: 2021-03-31",
            "終了日2021-03-31が開始日2022-04-01より前です。",
        ),
        (
            DUTIES,
            'effective_from: 2022-04-01',
            'effective_to: 2021-01-01\n    effective_from: 2022-04-01',
            "終了日2021-01-01が開始日2022-04-01より前です。",
        ),
        (
            CONDITIONS,
            '["joint-use"]',
            '["joint-uses"]',
            "shown_by: 確認基準「joint-uses」はありません（「joint-use」の誤りではありませんか）。",
        ),
        (
            CROSSWALK,
            '"privacy@2022-04-01:32-1"',
            '"privacy@2022-04-01:32-9"',
            "source: 要求事項「privacy@2022-04-01:32-9」はありません"
            "（「privacy@2022-04-01:32-1」の誤りではありませんか）。",
        ),
        (
            CROSSWALK,
            '"standard@2023:J.8.4"',
            '"standard@2023"',
            "targetの「standard@2023」は「id@版:番号」の形で書いてください。",
        ),
        (
            CROSSWALK,
            'verification: "unverified"',
            'verification: "none"',
            "verification: 検証区分「none」はありません。",
        ),
    ],
)  # fmt: skip
def test_name_without_an_entry_is_told(
    tree: Path, change: Break, file: str, old: str, new: str, message: str
) -> None:
    """A name that leads nowhere, or to the wrong kind, is told with the nearest valid one."""
    line = change(file, old, new)
    (fault,) = check_library(tree)
    assert (fault.path, fault.line) == (f"checklists/{file}", line)
    assert fault.message == message


@pytest.mark.parametrize("target", ["J.8.4", "none", "standard@2023:A.1"])
def test_frameworks_not_held_here_may_be_named(tree: Path, change: Break, target: str) -> None:
    """The crosswalk may lead to bare numbers and to frameworks without a checklist here."""
    change(CROSSWALK, '"standard@2023:J.8.4"', f'"{target}"')
    assert check_library(tree) == ()


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (DUTIES, 'id: "32-1-1"', 'id: "32-1"'),
        (OPERATOR, 'id: "old-article"', 'id: "operator-name"'),
        (OPERATOR, 'id: "brand"', 'id: "company"'),
        (CONDITIONS, 'code: "joint_use"', 'code: "always"'),
        ("criteria/cues.yaml", "jointly:", "operator:"),
        ("verification.yaml", 'code: "unverified"', 'code: "official"'),
        (CROSSWALK, '"privacy@2022-04-01:32-1"\n    target: "none"',
         '"privacy@2022-04-01:32-1-1"\n    target: "standard@2023:J.8.4"'),
    ],
)  # fmt: skip
def test_second_entry_of_a_name_is_told(
    tree: Path, change: Break, file: str, old: str, new: str
) -> None:
    """An id is used once: the second entry is a fault at its own line."""
    line = change(file, old, new)
    assert (f"checklists/{file}", line) in [(f.path, f.line) for f in check_library(tree)]


def test_second_chapter_of_a_name_is_told(tree: Path, change: Break) -> None:
    """Two chapters of one checklist cannot share an id."""
    line = change(
        HEAD, 'Duties"}}\n', 'Duties"}}\n  - {id: "4", title: {ja: "罰則", en: "Penalties"}}\n'
    )
    (fault,) = check_library(tree, language="en")
    assert (fault.line, fault.message) == (
        line + 1,
        f"The chapter “4” is already at checklists/{HEAD}, line {line}. "
        "Rename or delete one of them.",
    )


def test_same_requirement_in_two_files_is_told(tree: Path) -> None:
    """The ids of a checklist are unique over all its files."""
    other = "privacy/2022-04-01/requirements/20-again.yaml"
    (tree / other).write_text(FILES[DUTIES], encoding="utf-8")
    faults = check_library(tree, language="en")
    assert [fault.path for fault in faults] == [f"checklists/{other}"] * 2
    assert f"is already at checklists/{DUTIES}, line 2" in faults[0].message


def test_circle_of_parents_is_told(tree: Path, change: Break) -> None:
    """Requirements that are each other's parents are told once, with the whole circle."""
    line = change(DUTIES, 'id: "32-1"\n', 'id: "32-1"\n    parent: "32-1-1"\n') + 1
    (fault,) = check_library(tree, language="en")
    assert (fault.line, fault.message) == (
        line,
        "The parents run in a circle (32-1 → 32-1-1 → 32-1). "
        "Remove the parent of the topmost requirement.",
    )


def test_other_mistakes_of_an_entry_hide_no_reference(tree: Path, change: Break) -> None:
    """The names that an entry uses are looked up even if the entry cannot be built."""
    change(DUTIES, "level: duty", "level: duti")
    change(DUTIES, 'chapter: "4"', 'chapter: "40"')
    change(PROVISION, "kind: conditional", "kind: conditionl")
    change(PROVISION, "{jointly}", "{joint}")
    assert len(check_library(tree)) == 4
