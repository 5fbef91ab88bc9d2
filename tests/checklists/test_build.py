"""Objects from YAML by the signature of their class, and what is said when that fails."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

import pytest

from auditkit.checklists import Faults, Loc, build, read_yaml
from auditkit.models import Text


class _Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True)
class _Part:
    name: str


@dataclass(frozen=True)
class _Thing:
    name: str
    colour: _Colour = _Colour.RED
    size: Literal["small", "large"] = "small"
    number: int = 0
    share: float = 0.0
    ready: bool = False
    since: dt.date | None = None
    value: str | int | None = None
    title: Text | None = None
    parts: tuple[_Part, ...] = ()
    words: Mapping[str, str] | None = None
    note: str = ""


def read(tmp_path: Path, text: str) -> tuple[_Thing | None, list[str]]:
    """Build a thing from YAML text; return it with its faults in English."""
    file = tmp_path / "thing.yaml"
    file.write_text(text, encoding="utf-8")
    faults = Faults("en")
    loc = Loc("thing.yaml", faults)
    node = read_yaml(file, loc)
    thing = build(_Thing, node, loc) if node is not None else None
    return thing, [str(fault) for fault in faults.in_order()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('name: "1.10"', _Thing("1.10")),
        ("name: a\ncolour: green\nsize: large", _Thing("a", _Colour.GREEN, "large")),
        ("name: a\nnumber: -3\nshare: 2\nready: true", _Thing("a", number=-3, share=2, ready=True)),
        ("name: a\nsince: 2022-04-01", _Thing("a", since=dt.date(2022, 4, 1))),
        ('name: a\nsince: "2022-04-01"', _Thing("a", since=dt.date(2022, 4, 1))),
        ("name: a\nsince: null", _Thing("a")),
        ("name: a\nvalue: 1100", _Thing("a", value=1100)),
        ('name: a\nvalue: "1100"', _Thing("a", value="1100")),
        ("name: a\ntitle: {ja: あ, en: a}", _Thing("a", title=Text("あ", "a"))),
        ("name: a\nparts: [{name: b}, {name: c}]", _Thing("a", parts=(_Part("b"), _Part("c")))),
        ('name: a\nwords: {"1": b}', _Thing("a", words={"1": "b"})),
        ('name: a\nnote: ""', _Thing("a")),
        ("\ufeffname: a", _Thing("a")),
    ],
)
def test_yaml_becomes_an_object(tmp_path: Path, text: str, expected: _Thing) -> None:
    """Each kind of field is read into its type, and fields left out take their default."""
    assert read(tmp_path, text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "nam: a\nname: a",
            "thing.yaml:1:1: There is no key “nam” here (did you mean “name”?).",
        ),
        ("number: 1", "thing.yaml:1:1: The key “name” is missing."),
        (
            "name: 1.10",
            'thing.yaml:1:7: name: 1.10 is read as a number, date or truth value. '
            'Put it in quotes: "1.10".',
        ),
        (
            "name: no",
            'thing.yaml:1:7: name: no is read as a number, date or truth value. '
            'Put it in quotes: "no".',
        ),
        ("name:", "thing.yaml:1:6: name has no value."),
        ('name: "  "', "thing.yaml:1:7: name is empty. Give it a wording."),
        ("name: [a]", "thing.yaml:1:7: name must be one text."),
        (
            "name: a\ncolour: gren",
            "thing.yaml:2:9: colour cannot be “gren”. It may be red, green "
            "(did you mean “green”?).",
        ),
        (
            "name: a\nsize: huge",
            "thing.yaml:2:7: size cannot be “huge”. It may be small, large.",
        ),
        (
            "name: a\nready: yes",
            "thing.yaml:2:8: ready must be true or false; yes and no are not used.",
        ),
        (
            "name: a\nnumber: 1,100",
            "thing.yaml:2:9: number must be a whole number, without separators or quotes.",
        ),
        ("name: a\nshare: half", "thing.yaml:2:8: share must be a number."),
        (
            "name: a\nsince: 2022-02-30",
            "thing.yaml:2:8: since must be a real date, written like 2022-04-01.",
        ),
        (
            "name: a\nsince:",
            "thing.yaml:2:7: since must be a real date, written like 2022-04-01.",
        ),
        (
            "name: a\nvalue: 2022-04-01",
            "thing.yaml:2:8: value: 2022-04-01 is read as a number, date or truth value. "
            'Put it in quotes: "2022-04-01".',
        ),
        (
            "name: a\ntitle: あ",
            "thing.yaml:2:8: title must be pairs of “key: value” (ja, en).",
        ),
        ("name: a\ntitle: {ja: あ}", "thing.yaml:2:8: The key “title.en” is missing."),
        (
            'name: a\ntitle: {ja: あ, en: ""}',
            "thing.yaml:2:20: title.en is empty. Give it a wording.",
        ),
        (
            "name: a\nparts: {name: b}",
            "thing.yaml:2:8: parts must be a list, with “- ” or [ ] even for a single entry.",
        ),
        (
            "name: a\nwords: {1.10: b}",
            'thing.yaml:2:9: The key 1.10 is not read as a text. Put it in quotes: "1.10".',
        ),
        (
            "name: a\nname: b",
            "thing.yaml:2:1: The key “name” is already on line 1. Keep one of them.",
        ),
        ("[a]", "thing.yaml:1:1: this entry must be pairs of “key: value” (name, colour, size, "
         "number, share, ready, since, value, title, parts, words, note)."),
    ],
)  # fmt: skip
def test_fault_says_where_what_and_what_to_do(tmp_path: Path, text: str, fault: str) -> None:
    """A value that does not fit the signature is told with its line, column and remedy."""
    assert read(tmp_path, text) == (None, [fault])


def test_every_fault_of_an_entry_is_told(tmp_path: Path) -> None:
    """One reading finds all mistakes of an entry, nested ones included."""
    _, faults = read(tmp_path, "name: 1\nnumber: a\nparts:\n  - {name: 2}\n  - {nam: b}\n")
    assert [fault.split(": ")[0] for fault in faults] == [
        "thing.yaml:1:7",
        "thing.yaml:2:9",
        "thing.yaml:4:12",
        "thing.yaml:5:5",  # the missing key is told where the entry begins
        "thing.yaml:5:6",
    ]


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("name: a\nparts:\n\t- b\n", "thing.yaml:3:1", "Indent with two spaces"),
        ("name: &x a\nnote: *x\n", "thing.yaml:1:7", "anchors"),
        ("name: &x [*x]\n", "thing.yaml:1:7", "anchors"),
        ('name: "\\d"\n', "thing.yaml:1:8", "backslash is written twice (\\\\d)"),
        ("name: a: b\n", "thing.yaml:1:8", "colon"),
        ("name: @a\n", "thing.yaml:1:7", "quotes"),
        ('note: a\nname: "a\n', "thing.yaml:2:7", "never closed"),
        ("name: a\n---\nname: b\n", "thing.yaml:2:1", "second document"),
        ("name: {a\n", "thing.yaml:2:1", "not YAML"),
        ("name: a\nnote: \x07\n", "thing.yaml:2:7", "control character"),
        ("# nothing\n", "thing.yaml", "holds nothing"),
    ],
)
def test_file_that_is_no_plain_yaml_is_told(
    tmp_path: Path, text: str, place: str, words: str
) -> None:
    """Tabs, anchors and mistakes of syntax are told in words an author understands."""
    thing, faults = read(tmp_path, text)
    assert thing is None
    assert faults[0].startswith(f"{place}: ")
    assert words in faults[0]


def test_other_encodings_are_told(tmp_path: Path) -> None:
    """A file in an old Japanese encoding is refused with the line of its first odd byte."""
    file = tmp_path / "thing.yaml"
    file.write_bytes("name: a\nnote: 要約\n".encode("cp932"))
    faults = Faults("ja")
    assert read_yaml(file, Loc("thing.yaml", faults)) is None
    assert str(faults.in_order()[0]).startswith("thing.yaml:2: UTF-8として読めません。")


def test_text_that_only_looks_like_an_anchor_is_read(tmp_path: Path) -> None:
    """Ampersands and asterisks within quotes are ordinary text."""
    thing, faults = read(tmp_path, "name: 'A &B'\nnote: 'a( *b)'\n")
    assert (thing, faults) == (_Thing("A &B", note="a( *b)"), [])
