"""Whether a decision still rests on what it was made on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from difflib import SequenceMatcher

from auditkit.models import (
    AssessedItem,
    Change,
    Decision,
    Document,
    DocumentSet,
    Evidence,
    Passage,
    Quote,
    Requirement,
    Stale,
    Verdict,
)

_COMPARED = 400  # passages that are compared by their letters, the nearest in the text first
_ALIKE = 0.5


def quote_from(document: Document, start: int, end: int) -> Quote:
    """Return the span of a document as a quote bound to the present text."""
    passage = document.passage_at(start)
    last = document.passage_at(max(start, end - 1))
    return Quote(
        document.path,
        document.sha256,
        start,
        end,
        passage.locator,
        document.quote(start, end),
        document.quote(passage.start, last.end).strip(),
    )


def basis_of(requirement: Requirement) -> str:
    """Return the fingerprint of what a requirement asks."""
    told = (requirement.id, requirement.summary.ja, requirement.question.ja, requirement.check.ja)
    return _digest("\n".join(told))


def shown_for(item: AssessedItem) -> str:
    """Return the fingerprint of the passages that the tool proposes for an item."""
    return _digest("\n".join(sorted({_squeeze(piece.quote) for piece in item.evidence})))


def find_quote(quote: Quote, documents: DocumentSet) -> tuple[Document, int, int] | None:
    """Return where a quote stands in the present documents, if its whole clause still does."""
    document = _same_path(quote, documents)
    if document is None:
        return None
    if document.sha256 == quote.sha256:
        return document, quote.start, quote.end
    wanted = _squeeze(quote.clause)
    for first, passage in enumerate(document.passages):
        if not passage.assessed:
            continue
        text, last = document.quote(passage.start, passage.end), first
        while len(_squeeze(text)) < len(wanted) and last + 1 < len(document.passages):
            last += 1
            text = document.quote(passage.start, document.passages[last].end)
        if _squeeze(text) == wanted:
            return document, *_span_within(text, passage.start, quote.quote)
    return None


def why_stale(decision: Decision, item: AssessedItem, documents: DocumentSet) -> Iterator[Stale]:
    """Yield every reason why the decision on an item must be looked at again."""
    if decision.verdict is Verdict.OPEN:
        return
    if decision.basis and decision.basis != basis_of(item.requirement):
        yield Stale(Change.REQUIREMENT, "", item.requirement.question.ja)
    for quote in decision.quotes:
        if find_quote(quote, documents) is None:
            closest = _closest(quote, documents)
            change = Change.CLAUSE if closest else Change.GONE
            yield Stale(change, quote.clause, closest, quote)
    if decision.nothing_found and decision.shown and decision.shown != shown_for(item):
        new = next(iter(item.evidence), None)
        if new is not None:
            yield Stale(Change.FOUND, "", new.quote)


def as_evidence(quote: Quote, documents: DocumentSet) -> Evidence | None:
    """Return a taken quote as evidence of the present documents, if it still stands there."""
    found = find_quote(quote, documents)
    if found is None:
        return None
    document, start, end = found
    locator = document.passage_at(start).locator
    return Evidence(document.id, start, end, locator, document.quote(start, end), "")


def _same_path(quote: Quote, documents: DocumentSet) -> Document | None:
    for document in documents.documents:
        if document.path == quote.document:
            return document
    return None


def _closest(quote: Quote, documents: DocumentSet) -> str:
    """Return the passage that reads most like the quoted clause now, or nothing."""
    document = _same_path(quote, documents)
    if document is None:
        return ""
    old = quote.clause[:2000]

    def distance(passage: Passage) -> tuple[bool, int]:
        return passage.locator != quote.locator, abs(passage.start - quote.start)

    best, closest = _ALIKE, ""
    assessed = (passage for passage in document.passages if passage.assessed)
    for passage in sorted(assessed, key=distance)[:_COMPARED]:
        text = document.quote(passage.start, passage.end).strip()[:2000]
        matcher = SequenceMatcher(None, old, text, autojunk=False)
        if matcher.real_quick_ratio() > best and matcher.quick_ratio() > best:
            ratio = matcher.ratio()
            if ratio > best:
                best, closest = ratio, text
    return closest


def _span_within(text: str, base: int, quote: str) -> tuple[int, int]:
    """Return where the quote stands in a text that may break its lines otherwise."""
    places = [place for place, character in enumerate(text) if not character.isspace()]
    squeezed, wanted = _squeeze(text), _squeeze(quote)
    at = squeezed.find(wanted) if wanted else -1
    if at < 0:
        return base, base + len(text.rstrip())
    return base + places[at], base + places[at + len(wanted) - 1] + 1


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
