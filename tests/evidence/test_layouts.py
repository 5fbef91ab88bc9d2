"""The layout of a document does not change what it says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from auditkit.checklists import load_library
from auditkit.documents import read_documents
from auditkit.evidence import find_evidence
from auditkit.models import CriterionResult, Library
from auditkit.shipped import shipped
from tests.evidence import layouts

TEXT = (shipped("samples") / "kogane-server" / "privacy.txt").read_text(encoding="cp932")


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped library."""
    return load_library()


def _detect(library: Library, path: Path, data: bytes) -> dict[str, CriterionResult]:
    path.write_bytes(data)
    return {result.id: result for result in find_evidence(read_documents([path]), library)}


@pytest.fixture(scope="module")
def plainly(
    library: Library, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, CriterionResult]:
    """What the text says as a plain file."""
    return _detect(library, tmp_path_factory.mktemp("plain") / "policy.txt", layouts.same(TEXT))


LAYOUTS: dict[str, tuple[str, Callable[[str], bytes]]] = {
    "one line": ("policy.txt", layouts.on_one_line),
    "among menus": ("policy.txt", layouts.among_menus),
    "broken lines": ("policy.txt", layouts.broken),
    "half-width": ("policy.txt", layouts.half_width),
    "full-width": ("policy.txt", layouts.full_width),
    "radicals": ("policy.txt", layouts.with_radicals),
    "HTML": ("policy.html", layouts.as_html),
    "Word": ("policy.docx", layouts.as_docx),
    "PDF": ("policy.pdf", layouts.as_pdf),
}


def _changed(
    before: dict[str, CriterionResult],
    after: dict[str, CriterionResult],
    told: Callable[[CriterionResult], object],
) -> dict[str, tuple[object, object]]:
    pairs = {name: (told(result), told(after[name])) for name, result in before.items()}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _label_and_value(result: CriterionResult) -> tuple[str, str]:
    return result.label.value, layouts.plain(str(result.value))


def _first_quote(result: CriterionResult) -> list[str]:
    return [layouts.plain(evidence.quote) for evidence in result.evidence[:1]]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_labels_and_values_do_not_depend_on_the_layout(
    library: Library, plainly: dict[str, CriterionResult], tmp_path: Path, layout: str
) -> None:
    """Every criterion keeps its label and its value in every layout."""
    name, shape = LAYOUTS[layout]
    found = _detect(library, tmp_path / name, shape(TEXT))
    assert _changed(plainly, found, _label_and_value) == {}


@pytest.mark.parametrize(
    "layout", [name for name in LAYOUTS if name not in ("one line", "among menus")]
)
def test_quotes_do_not_depend_on_the_layout(
    library: Library, plainly: dict[str, CriterionResult], tmp_path: Path, layout: str
) -> None:
    """The first quote of every criterion is the same but for white space and width."""
    name, shape = LAYOUTS[layout]
    found = _detect(library, tmp_path / name, shape(TEXT))
    assert _changed(plainly, found, _first_quote) == {}
