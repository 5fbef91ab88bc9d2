"""All pages: links lead somewhere, lines hold one sentence, the words are those of the report."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from docs_reading import CHECKOUT, PAGES, anchors, links, prose, read_page

import auditkit
from auditkit.assessment import assess
from auditkit.checklists import load_library
from auditkit.models import (
    AuditType,
    Chapter,
    Checklist,
    CriterionResult,
    DocumentSet,
    Keys,
    Label,
    Level,
    Library,
    Preliminary,
    Provider,
    Publicity,
    Requirement,
    Text,
)
from auditkit.report._terms import AUDIT_TYPE, LEVEL, PUBLICITY
from auditkit.report._words import LABEL, PRELIMINARY, VERDICT, Word

LINKED = (*PAGES, "reports/README.md", "samples/README.md", "checklists/law/README.md")
WORDS = "docs/words.md"
_BREAK = re.compile(r"[。](?![」）)]|$)|(?<=[a-z)」`])[.?] (?=[A-Z])")


@pytest.mark.parametrize("page", LINKED)
def test_links_lead_to_files_and_headings_that_exist(page: str) -> None:
    """A link within the project names a file, and a heading in it, that are there."""
    home = CHECKOUT / page
    dead = []
    for link in links(page):
        if re.match(r"https?://", link):
            continue
        path, _, anchor = link.partition("#")
        target = (home.parent / path).resolve() if path else home
        if not target.exists() or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert dead == []


@pytest.mark.parametrize("page", PAGES)
def test_one_sentence_stands_on_a_line(page: str) -> None:
    """No line of prose holds the end of one sentence and the beginning of the next."""
    lines = [re.sub(r"^\s*\d+\. ", "", line) for line in prose(page)]
    code_free = [re.sub(r"`[^`]*`", "`x`", line) for line in lines]
    assert [line for line in code_free if _BREAK.search(line)] == []


def test_every_page_of_the_docs_is_reached_from_the_readmes() -> None:
    """Each page in docs/ is linked from both READMEs."""
    pages = {f"docs/{file.name}" for file in (CHECKOUT / "docs").glob("*.md")}
    assert pages
    for readme in ("README.md", "README.ja.md"):
        assert pages - set(links(readme)) == set()


def test_changelog_leads_with_what_is_unreleased() -> None:
    """The first section is Unreleased, and subsections have the usual names."""
    text = read_page("CHANGELOG.md")
    assert re.findall(r"^## (.+)$", text, re.M)[0] == "Unreleased"
    usual = {"Security", "Removed", "Deprecated", "Added", "Changed", "Fixed"}
    assert set(re.findall(r"^### (.+)$", text, re.M)) - usual == set()


@pytest.mark.parametrize(
    "words", [PRELIMINARY, VERDICT, LABEL], ids=["preliminary", "decision", "label"]
)
def test_glossary_has_the_words_of_the_report(words: Mapping[object, Word]) -> None:
    """Symbol, Japanese and English of each term stand in one row of the glossary."""
    rows = [line for line in read_page(WORDS).splitlines() if line.startswith("|")]
    missing = [
        word.text.en
        for word in words.values()
        if not any(
            {word.text.ja, word.text.en} <= _cells(row) and word.symbol in row for row in rows
        )
    ]
    assert missing == []


@pytest.mark.parametrize("words", [LEVEL, AUDIT_TYPE, PUBLICITY], ids=["level", "audit", "public"])
def test_glossary_has_the_classes_of_a_requirement(words: Mapping[object, Word]) -> None:
    """Key and Japanese of each class stand in one row of the glossary."""
    rows = [line for line in read_page(WORDS).splitlines() if line.startswith("|")]
    missing = [
        str(key)
        for key, word in words.items()
        if not any({word.text.ja, f"`{key}`"} <= _cells(row) for row in rows)
    ]
    assert missing == []


def test_glossary_has_the_marks_of_verification() -> None:
    """Each mark of the shipped checklists is explained, and called reliable as there."""
    shown = re.findall(r"^\| `(\w+)` \| [^|]+ \| (yes|no) \|$", read_page(WORDS), re.M)
    known = load_library().verifications
    assert shown == [(mark.code, "yes" if mark.reliable else "no") for mark in known]


def _cells(row: str) -> set[str]:
    return {cell.strip() for cell in row.split("|")}


@pytest.mark.parametrize("publicity", list(Publicity), ids=str)
def test_absent_disclosure_means_what_the_glossary_says(publicity: Publicity) -> None:
    """For each publicity, assessment of an absent statement gives the result in the table."""
    (row,) = [line for line in read_page(WORDS).splitlines() if f"| `{publicity}` |" in line]
    assert PRELIMINARY[_assess_absent(publicity)].shown("ja") in row


def _assess_absent(publicity: Publicity) -> Preliminary:
    text = Text("例", "example")
    requirement = Requirement(
        id="1",
        chapter="c",
        title=text,
        summary=text,
        question=text,
        check=text,
        recommendation=text,
        level=Level.DUTY,
        audit=AuditType.BOTH,
        publicity=publicity,
        condition="always",
        internal_evidence=(text,),
        keys=Keys(),
        verification="official",
        criteria=("a",),
    )
    checklist = Checklist(
        id="x",
        edition="1",
        title=text,
        short=text,
        publisher=text,
        effective_from=dt.date(2020, 1, 1),
        effective_to=None,
        superseded_by=None,
        caution=text,
        chapters=(Chapter("c", text),),
        requirements=(requirement,),
    )
    library = Library((checklist,), (), {}, (), (), ())
    absent = (CriterionResult("a", Label.ABSENT, "", text),)
    provider, day = Provider("p", "p"), dt.date(2026, 4, 1)
    done = assess(provider, DocumentSet(()), (checklist,), absent, library, day)
    return done.items[0].preliminary


def test_architecture_names_every_module() -> None:
    """Each public module of the package has its row in the table of owners."""
    package = Path(auditkit.__file__).parent
    modules = {path.stem for path in package.glob("*.py")} | {
        path.parent.name for path in package.glob("*/__init__.py")
    }
    public = {name for name in modules if not name.startswith(("_", "messages_"))}
    rows = re.findall(r"^\| `(\w+)` \|", read_page("docs/architecture.md"), re.M)
    assert sorted(rows) == sorted(public)
