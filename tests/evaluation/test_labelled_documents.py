"""Detection on the evaluation documents, where they lie beside the checkout.

They are not ours and never enter the project; what is asserted here are figures and facts.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditkit.checklists import load_library
from auditkit.documents import read_documents
from auditkit.evidence import find_evidence
from auditkit.models import CriterionResult, Label, Library

pytestmark = pytest.mark.evaluation


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped library."""
    return load_library()


def _detect(evaluation: Path, library: Library, number: str) -> dict[str, CriterionResult]:
    (path,) = evaluation.glob(f"{number}_*")
    return {result.id: result for result in find_evidence(read_documents([path]), library)}


def _labelled(evaluation: Path) -> Iterator[tuple[Path, dict[str, dict[str, object]]]]:
    for file in sorted((evaluation.parent / "gold").glob("*.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        yield evaluation / gold["document"], gold["labels"]


def test_labels_agree_with_the_gold_labels(evaluation: Path, library: Library) -> None:
    """At least 96 of 100 undisputed labels are those of the gold set."""
    right = total = 0
    for path, labels in _labelled(evaluation):
        for result in find_evidence(read_documents([path]), library):
            wanted = labels[result.id]
            if not wanted.get("debatable"):
                total += 1
                right += result.label.value == wanted["label"]
    assert total > 1000
    assert right / total >= 0.96


def test_a_fee_is_read_with_its_amount(evaluation: Path, library: Library) -> None:
    """The fee for disclosure is read in yen, of the later version where there are two."""
    assert _detect(evaluation, library, "000")["request-fee"].value == 1100
    assert _detect(evaluation, library, "003")["request-fee"].value == 1415


def test_a_missing_representative_is_told(evaluation: Path, library: Library) -> None:
    """A document without the representative's name is told to lack it."""
    result = _detect(evaluation, library, "003")["operator-representative"]
    assert result.label is Label.ABSENT


def test_joint_use_without_its_items_is_told(evaluation: Path, library: Library) -> None:
    """Joint use that is announced but names nothing is absent, with the announcement quoted."""
    result = _detect(evaluation, library, "002")["joint-use"]
    assert result.label is Label.ABSENT
    assert "共同利用" in result.evidence[0].quote


def test_countries_named_by_link_only_are_partial(evaluation: Path, library: Library) -> None:
    """Provision abroad with the countries behind a link is partial."""
    assert _detect(evaluation, library, "001")["foreign-transfer"].label is Label.PARTIAL


def test_an_outdated_article_is_reported_with_the_current_one(
    evaluation: Path, library: Library
) -> None:
    """An article number of before 2022 is reported with today's."""
    result = _detect(evaluation, library, "004")["stale-article"]
    assert result.label is Label.PRESENT
    assert "第18条 → 法第21条" in str(result.value)


def test_only_the_later_version_is_quoted(evaluation: Path, library: Library) -> None:
    """No quote comes from before the heading of the later version."""
    (path,) = evaluation.glob("003_*")
    documents = read_documents([path])
    border = documents.documents[0].text.index("変更後")
    quotes = [e for r in find_evidence(documents, library) for e in r.evidence]
    assert quotes
    assert all(evidence.start > border for evidence in quotes)
