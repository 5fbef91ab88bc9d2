"""The table and the JSON of ``auditkit criteria``."""

from __future__ import annotations

import json
import unicodedata

import pytest

from auditkit._listing import criteria_json, criteria_table
from auditkit.checklists import load_library
from auditkit.documents import read_documents
from auditkit.models import CriterionResult, DocumentSet, Evidence, Label, Library, Text

_WORDS = "株式会社れいわ文具は、\x1b[31mお客様の個人情報を"


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped library."""
    return load_library()


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> DocumentSet:
    """One document of one long line."""
    file = tmp_path_factory.mktemp("documents") / "policy.txt"
    file.write_text(_WORDS * 20, encoding="utf-8")
    return read_documents([file])


@pytest.fixture(scope="module")
def results(documents: DocumentSet) -> list[CriterionResult]:
    """A result with everything at its longest, and one with nothing."""
    (document,) = documents.documents
    end = min(400, len(document.text))
    evidence = Evidence(document.id, 0, end, "第1条", document.quote(0, end), "a/b")
    reason = Text("理由である。", "The reason.")
    return [
        CriterionResult(
            "operator-name", Label.MET, "a/b", reason, (evidence,), "とても長い値" * 30
        ),
        CriterionResult("request-fee", Label.ABSENT, "", reason),
    ]


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def test_long_values_and_quotes_are_cut_to_a_readable_width(
    results: list[CriterionResult], library: Library
) -> None:
    """One long value does not push the evidence out of sight; a cut is marked."""
    lines = criteria_table(results, library).splitlines()
    assert max(map(_columns, lines)) <= 190
    assert lines[1].count("…") == 2


def test_columns_stand_below_each_other(results: list[CriterionResult], library: Library) -> None:
    """Wide characters count for two columns, so that the labels start at one place."""
    head, met, absent = criteria_table(results, library).splitlines()
    places = {
        _columns(head.partition("結果")[0]),
        _columns(met.partition("met")[0]),
        _columns(absent.partition("absent")[0]),
    }
    assert len(places) == 1


def test_a_document_cannot_steer_the_terminal(
    results: list[CriterionResult], library: Library
) -> None:
    """Control characters of a document are not printed."""
    table = criteria_table(results, library)
    assert [char for char in table if char != "\n" and not char.isprintable()] == []


@pytest.mark.parametrize(("language", "reason"), [("ja", "理由である。"), ("en", "The reason.")])
def test_reasons_are_in_the_readers_language(
    documents: DocumentSet, results: list[CriterionResult], language: str, reason: str
) -> None:
    """The JSON gives its reasons in the language asked for; the quotes stay as they are."""
    printed = json.loads(criteria_json(documents, results, "en" if language == "en" else "ja"))
    assert [criterion["reason"] for criterion in printed["criteria"]] == [reason, reason]
    (evidence,) = printed["criteria"][0]["evidence"]
    assert evidence["quote"] == documents.documents[0].text[evidence["start"] : evidence["end"]]
