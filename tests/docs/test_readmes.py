"""Both READMEs say what the product does today: its commands, its options, its output."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import shlex
from pathlib import Path

import pytest
import yaml
from docs_reading import CHECKOUT, READMES, blocks, read_page

from auditkit._listing import criteria_json
from auditkit.assessment import assess
from auditkit.checklists import load_library
from auditkit.cli import _parser
from auditkit.documents import SUPPORTED, read_documents
from auditkit.errors import AuditkitError, IntegrityError, RunError
from auditkit.evidence import find_evidence
from auditkit.findings import list_findings
from auditkit.models import Library
from auditkit.providers import read_provider
from auditkit.report._headings import SHEETS

LATER_SHEETS = {"previous", "changes"}
"""Sheets whose place is kept, but which no report has yet."""

both = pytest.mark.parametrize("readme", READMES)


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped checklists and criteria."""
    return load_library()


def _commands() -> dict[str, argparse.ArgumentParser]:
    parser = _parser("en")
    (made,) = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    return {"": parser, **made.choices}


def _shown_lines(readme: str) -> list[str]:
    """The command lines of auditkit that a README shows."""
    text = "\n".join(block.text for block in blocks(readme))
    return re.findall(r"^auditkit .+$", text, re.M)


@both
def test_first_two_blocks_are_the_two_commands(readme: str) -> None:
    """Near the top, each in a block of its own: the line for the sample, the line for the tests."""
    first, second = (block.text.splitlines() for block in blocks(readme)[:2])
    assert [line.split()[-1] for line in (*first, *second)] == ["sample", "tests"]
    everywhere = "\n".join(block.text for block in blocks(readme))
    assert everywhere.count("nox -s") == 2


@both
def test_every_command_and_option_stands_there(readme: str) -> None:
    """Each command is shown in use, and each of its options is named."""
    text = read_page(readme)
    shown = {line.split()[1] for line in _shown_lines(readme)}
    commands = _commands()
    assert {name for name in commands if name} - shown == set()
    options = {
        option
        for parser in commands.values()
        for action in parser._actions
        for option in action.option_strings
    }
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))
    assert options - named == set()


@both
def test_every_command_line_shown_is_understood(readme: str) -> None:
    """The parser takes each line as it is printed."""
    lines = _shown_lines(readme)
    assert lines
    for line in lines:
        options = _parser("en").parse_args(shlex.split(line)[1:])
        assert callable(options.run)


@both
def test_sample_paths_of_command_lines_exist(readme: str) -> None:
    """What the command lines name below the checkout is there."""
    lines = "\n".join(_shown_lines(readme))
    named = re.findall(r"\b(?:samples|checklists|notebooks)(?:/[\w.-]+)*", lines)
    assert named
    assert [path for path in named if not (CHECKOUT / path).exists()] == []


@both
def test_every_format_and_sheet_is_named(readme: str) -> None:
    """The usual suffix of each format, and each sheet of the workbook, are in a table."""
    text = read_page(readme)
    alternatives = {".htm", ".xhtml", ".markdown", ".text"}
    assert [s for s in SUPPORTED if s not in alternatives and f"| `{s}` |" not in text] == []
    sheets = [words.title.ja for key, words in SHEETS.items() if key not in LATER_SHEETS]
    assert [title for title in sheets if not re.search(rf"^\| {title}[ |]", text, re.M)] == []


@both
def test_exit_codes_are_those_of_the_errors(readme: str) -> None:
    """The codes of the error family stand in the table of exit codes."""
    codes = re.findall(r"^\| (\d+) \|", read_page(readme), re.M)
    errors = (RunError, AuditkitError, IntegrityError)
    assert codes == ["0", *(str(error.exit_code) for error in errors), "130"]


@both
def test_provider_sheet_shown_is_accepted(readme: str, library: Library, tmp_path: Path) -> None:
    """provider.yaml as printed is read, and leads to the one file that is assessed."""
    (shown,) = [block.text for block in blocks(readme) if block.language == "yaml"]
    (tmp_path / "provider.yaml").write_text(shown, encoding="utf-8")
    for entry in yaml.safe_load(shown)["documents"]:
        file = tmp_path / entry["file"]
        file.parent.mkdir(exist_ok=True)
        file.write_text("<p>個人情報</p>", encoding="utf-8")
    provider, sources = read_provider(tmp_path, library=library)
    assert provider.conditions == {"joint_use": False, "my_number": True}
    assert sources == (tmp_path / "privacy-policy.html",)


@both
def test_criterion_shown_is_what_detection_prints(readme: str, library: Library) -> None:
    """The JSON of the fee is what the sample notice yields, key for key and quote for quote."""
    (shown,) = [json.loads(block.text) for block in blocks(readme) if block.language == "json"]
    notice = CHECKOUT / "samples" / "kogane-server" / "notice-of-change.pdf"
    documents = read_documents([notice])
    printed = json.loads(criteria_json(documents, find_evidence(documents, library)))
    (criterion,) = [c for c in printed["criteria"] if c["id"] == shown["id"]]
    assert list(shown) == list(criterion)
    assert (shown["label"], shown["value"]) == (criterion["label"], criterion["value"])
    assert shown["evidence"][0] == criterion["evidence"][0]


@both
def test_finding_shown_is_one_of_the_sample(readme: str, library: Library) -> None:
    """The finding in the README is in the sample's report, word for word."""
    provider, sources = read_provider(CHECKOUT / "samples" / "kogane-server", library=library)
    documents = read_documents(sources)
    results = find_evidence(documents, library)
    day = dt.date(2026, 4, 1)
    assessment = assess(provider, documents, library.checklists, results, library, day)
    text = read_page(readme)
    (finding,) = [f for f in list_findings(assessment, library) if f"| {f.title.ja} |" in text]
    quote = " ".join(finding.evidence[0].quote.split())
    parts = (quote, finding.effect.ja, finding.recommendation.ja)
    assert [part for part in parts if f"| {part} |" not in text] == []


def test_languages_show_the_same_commands() -> None:
    """Apart from comments, the blocks of both READMEs are the same."""
    plain = {
        readme: [re.sub(r" *#.*", "", block.text) for block in blocks(readme)] for readme in READMES
    }
    assert plain["README.md"] == plain["README.ja.md"]


def test_languages_have_the_same_sections() -> None:
    """Both READMEs have as many headings, of the same levels, in the same order."""
    levels = {readme: re.findall(r"^#+(?= )", read_page(readme), re.M) for readme in READMES}
    assert levels["README.md"] == levels["README.ja.md"]
