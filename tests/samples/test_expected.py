"""What detection must say of the samples, all criteria of every provider."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from auditkit.checklists import load_library
from auditkit.documents import read_documents
from auditkit.evidence import find_evidence
from auditkit.models import CriterionKind, CriterionResult, DocumentSet, Label, Library
from auditkit.providers import read_provider

EXPECTED = Path(__file__).parent / "expected"
PROVIDERS = sorted(file.stem for file in EXPECTED.glob("*.yaml"))


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped library, read once."""
    return load_library()


def _documents(checkout: Path, provider: str) -> DocumentSet:
    _, sources = read_provider(checkout / "samples" / provider)
    return read_documents(sources)


def _expected(provider: str) -> dict[str, dict[str, Any]]:
    text = (EXPECTED / f"{provider}.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return found


def _differs(result: CriterionResult, wanted: Mapping[str, Any]) -> bool:
    # A value that is not written down is not checked: most criteria have none.
    same_value = "value" not in wanted or result.value == wanted["value"]
    return not (result.label == wanted["label"] and same_value)


def test_every_sample_provider_is_labelled(checkout: Path) -> None:
    """Each folder of samples has its expected labels, and no labels lack a folder."""
    folders = sorted(sheet.parent.name for sheet in checkout.glob("samples/*/provider.yaml"))
    assert folders == PROVIDERS


@pytest.mark.parametrize("provider", PROVIDERS)
def test_samples_are_read_without_a_problem(checkout: Path, provider: str) -> None:
    """Every document of a sample is read, with nothing to report."""
    documents = _documents(checkout, provider)
    listed = yaml.safe_load(
        (checkout / "samples" / provider / "provider.yaml").read_text(encoding="utf-8")
    )["documents"]
    assert documents.problems == ()
    assert len(documents.documents) == len(listed)


@pytest.mark.parametrize("provider", PROVIDERS)
def test_expected_labels_are_complete(library: Library, provider: str) -> None:
    """All criteria are labelled, in the library's order, with labels that their kind allows."""
    expected = _expected(provider)
    allowed = {
        CriterionKind.FACT: {Label.MET, Label.PARTIAL, Label.ABSENT},
        CriterionKind.CONDITIONAL: set(Label) - {Label.PRESENT},
        CriterionKind.FLAG: {Label.PRESENT, Label.ABSENT},
    }
    assert list(expected) == [criterion.id for criterion in library.criteria]
    wrong = [
        c.id for c in library.criteria if Label(expected[c.id]["label"]) not in allowed[c.kind]
    ]
    assert wrong == []


@pytest.mark.parametrize("provider", PROVIDERS)
def test_detection_gives_the_expected_labels(
    checkout: Path, library: Library, provider: str
) -> None:
    """Detection says of a sample what a careful reader of its documents says."""
    expected = _expected(provider)
    wrong = [
        f"{result.id}: {result.label} {result.value!r}, expected {wanted}"
        f" – {result.reason.ja} {[(e.locator, e.rule, e.quote) for e in result.evidence[:3]]}"
        for result in find_evidence(_documents(checkout, provider), library)
        if (wanted := expected[result.id]) and _differs(result, wanted)
    ]
    assert wrong == [], "\n" + "\n".join(wrong)


def test_samples_differ_in_nearly_every_criterion() -> None:
    """The providers together show almost each criterion with at least two different labels."""
    labelled = [_expected(provider) for provider in PROVIDERS]
    alike = {name for name in labelled[0] if len({e[name]["label"] for e in labelled}) == 1}
    assert alike <= {"enquiry-contact", "purpose-specified", "request-method", "request-window"}
