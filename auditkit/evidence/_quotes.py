"""Choose what to quote: the shortest readable span that shows what a rule found, each once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from auditkit.evidence._rules import Hit, Place, Reading
from auditkit.evidence._statements import Statement
from auditkit.models import Criterion, DocumentSet, Evidence

_READABLE = 160  # characters of a statement that are quoted whole
_CLOSING_REACH = 40  # characters after a quote in which an open bracket may close
_PAIRS = {"(": ")", "「": "」", "『": "』", "[": "]", "【": "】", "〈": "〉", "《": "》"}
_MARKS = "、,。 "


def quotes(
    criterion: Criterion,
    hits: Iterable[Hit],
    reading: Reading,
    documents: DocumentSet,
    most: int,
) -> tuple[Evidence, ...]:
    """Return the evidence that hits give, best first; what a quote shows already is left out."""
    found: list[Evidence] = []
    for hit, place in _places(hits):
        if len(found) == most:
            break
        statement = reading.statements[place.statement]
        document = documents.documents[statement.document]
        start, end = statement.original(*_span(hit, place, statement))
        while end > start and document.text[end - 1].isspace():
            end -= 1
        quote = document.quote(start, end)
        if quote and not any(_shows(other, document.id, start, end, quote) for other in found):
            locator = statement.passage.locator
            rule = f"{criterion.id}/{hit.rule.id}"
            found.append(Evidence(document.id, start, end, locator, quote, rule))
    return tuple(found)


def _places(hits: Iterable[Hit]) -> Iterator[tuple[Hit, Place]]:
    """Yield each hit's own place, then what it rests on beside it."""
    for hit in hits:
        yield hit, Place(hit.statement, hit.start, hit.end)
        for place in hit.support:
            yield hit, place


def _shows(other: Evidence, document: str, start: int, end: int, quote: str) -> bool:
    """Whether one quote says what the other does: the same words, or one within the other."""
    if "".join(other.quote.split()) == "".join(quote.split()):
        return True
    if other.document != document:
        return False
    return (other.start <= start and end <= other.end) or (
        start <= other.start and other.end <= end
    )


def _span(hit: Hit, place: Place, statement: Statement) -> tuple[int, int]:
    """Return the span of the statement to quote: all of a short one, else the clause matched."""
    text = statement.text
    if hit.rule.quote == "match":
        return _closed(text, place.start, place.end)
    if len(text) <= _READABLE:
        return 0, len(text)
    spare = max(0, _READABLE - (place.end - place.start)) // 2
    low, high = max(0, place.start - spare), min(len(text), place.end + spare)
    cuts = [at for at in _outer_marks(text) if low <= at < high]
    start = next((at + 1 for at in cuts if at < place.start), place.start)
    end = next((at for at in reversed(cuts) if at >= place.end), place.end)
    return _closed(text, 0 if low == 0 else start, len(text) if high == len(text) else end)


def _outer_marks(text: str) -> Iterator[int]:
    """Yield where clauses end: at marks that stand outside of brackets."""
    closing: list[str] = []
    for at, char in enumerate(text):
        if char in _PAIRS:
            closing.append(_PAIRS[char])
        elif closing and char == closing[-1]:
            closing.pop()
        elif char in _MARKS and not closing:
            yield at


def _closed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span with the brackets that it opens closed, or left out where they are long."""
    opened: list[int] = []
    at = start
    while at < end or (opened and at < min(len(text), end + _CLOSING_REACH)):
        if text[at] in _PAIRS:
            opened.append(at)
        elif opened and text[at] == _PAIRS[text[opened[-1]]]:
            opened.pop()
        at += 1
    if not opened:
        return start, at
    return start, opened[0] if opened[0] > start else end
