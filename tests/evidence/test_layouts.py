"""The layout of a document does not change what it says."""

from collections.abc import Callable, Iterator

import pytest

from auditkit.checklists import load_library
from auditkit.documents import read_documents
from auditkit.evidence import find_evidence
from auditkit.models import CriterionResult, Library, PassageRole
from auditkit.shipped import shipped
from tests.evidence import layouts

Results = dict[str, CriterionResult]
Shape = Callable[[str], bytes]


def _content(name: str) -> Iterator[str]:
    """The passages of a sample, page furniture and navigation left out."""
    (document,) = read_documents([shipped("samples") / name]).documents
    for passage in document.passages:
        if passage.role is not PassageRole.CHROME:
            yield document.text[passage.start : passage.end].strip("\n")


def _joined(name: str) -> str:
    """The text of a sample whose lines were broken, with a line for each passage."""
    return "".join(f"{passage.replace(chr(10), '')}\n" for passage in _content(name))


MARKDOWN = "\n".join(_content("hoshizora-app/privacy.md"))
TEXTS = {
    "policy": "\n".join(_content("kogane-server/privacy.txt")),
    "app": layouts.without_tables(layouts.unmarked(MARKDOWN)),
    "app with tables": layouts.unmarked(MARKDOWN),
    "notice of change": _joined("kogane-server/notice-of-change.pdf"),
    "policy with a table": "\n".join(_content("midorino-hosting/privacy-policy.html")),
    "tables": "\n".join(_content("midorino-hosting/disclosure.docx")),
}
SHAPES: dict[str, tuple[str, Shape]] = {
    "one line": ("policy.txt", layouts.on_one_line),
    "among menus": ("policy.txt", layouts.among_menus),
    "broken lines": ("policy.txt", layouts.broken),
    "pages": ("policy.txt", layouts.with_pages),
    "PDF": ("policy.pdf", layouts.as_pdf),
    "half-width": ("policy.txt", layouts.half_width),
    "full-width": ("policy.txt", layouts.full_width),
    "radicals": ("policy.txt", layouts.with_radicals),
    "sections reordered": ("policy.txt", layouts.reordered),
    "in a site": ("policy.txt", layouts.in_a_site),
    "HTML": ("policy.html", layouts.as_html),
    "in a web site": ("policy.html", layouts.in_a_web_site),
    "Word": ("policy.docx", layouts.as_docx),
}
ON_ONE_LINE = ("one line", "among menus")
LINE_BROKEN = ("broken lines", "pages", "PDF")
LOSES_TABLES = (*ON_ONE_LINE, *LINE_BROKEN)
"""These leave nothing of the columns of a table."""
BESIDE = {"sections reordered": ("indirect-acquisition", "joint-use", "retention-deletion")}
"""Criteria whose rules look at what stands beside a statement, in whatever section, and the one
whose value is the period that comes first."""
CASES = [
    (text, shape)
    for text in TEXTS
    for shape in SHAPES
    if "table" not in text or shape not in LOSES_TABLES
]


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped library."""
    return load_library()


@pytest.fixture(scope="module")
def detect(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Results]:
    """Detect a text in a shape, or as it stands; each is worked out once."""
    folder = tmp_path_factory.mktemp("layouts")
    known: dict[tuple[str, str], Results] = {}

    def run(text: str, shape: str = "") -> Results:
        if (text, shape) not in known:
            name, make = SHAPES.get(shape, ("policy.txt", layouts.same))
            if text.startswith("app") and shape == "sections reordered":
                moved = layouts.unmarked(make(MARKDOWN).decode("utf-8"))
                data = layouts.same(moved if "table" in text else layouts.without_tables(moved))
            else:
                data = make(TEXTS[text])
            path = folder / name
            path.write_bytes(data)
            found = find_evidence(read_documents([path]), library)
            known[text, shape] = {result.id: result for result in found}
        return known[text, shape]

    return run


def _changed(
    before: Results, after: Results, shape: str, told: Callable[[CriterionResult], object]
) -> dict[str, tuple[object, object]]:
    pairs = {
        name: (told(result), told(after[name]))
        for name, result in before.items()
        if name not in BESIDE.get(shape, ())
    }
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _label_and_value(result: CriterionResult) -> tuple[str, list[str]]:
    return result.label.value, sorted(layouts.plain(str(result.value)).split(";"))


def _first_quote(result: CriterionResult) -> list[str]:
    return [layouts.without_pages(layouts.plain(e.quote)) for e in result.evidence[:1]]


@pytest.mark.parametrize(("text", "shape"), CASES)
def test_labels_and_values_do_not_depend_on_the_layout(
    detect: Callable[..., Results], text: str, shape: str
) -> None:
    """Every criterion keeps its label and its value in every layout."""
    assert _changed(detect(text), detect(text, shape), shape, _label_and_value) == {}


@pytest.mark.parametrize(("text", "shape"), [c for c in CASES if c[1] not in ON_ONE_LINE])
def test_quotes_do_not_depend_on_the_layout(
    detect: Callable[..., Results], text: str, shape: str
) -> None:
    """The first quote of every criterion is the same but for white space, width and page ends.

    Where sections change places, so may the first of several quotes, but not the only one.
    """
    before = detect(text)
    if shape == "sections reordered":
        before = {name: result for name, result in before.items() if len(result.evidence) == 1}
    assert _changed(before, detect(text, shape), shape, _first_quote) == {}


def test_layouts_hold_the_whole_text() -> None:
    """No layout is shorter than its text, and reordering moves sections without losing any."""
    for text in TEXTS.values():
        moved = layouts.reordered(text).decode("utf-8")
        assert sorted(layouts.plain(moved)) == sorted(layouts.plain(text))
    assert layouts.reordered(TEXTS["policy"]) != layouts.same(TEXTS["policy"])
    assert layouts.reordered(MARKDOWN) != layouts.same(MARKDOWN)
