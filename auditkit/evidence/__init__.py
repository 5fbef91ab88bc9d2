"""Find the evidence for every criterion in a provider's documents.

Observation only: a label says what the documents show, never whether the provider conforms.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain

from auditkit.evidence._citations import Citation, Standing
from auditkit.evidence._nearest import Nearness
from auditkit.evidence._quotes import quotes
from auditkit.evidence._reasons import doubt_of, reason_for
from auditkit.evidence._rules import NO_HITS, Hit, Hits, Reading
from auditkit.evidence._statements import split_statements
from auditkit.evidence._values import (
    certification,
    edition,
    enactment_and_revision,
    period,
    person,
    yen,
)
from auditkit.models import (
    Criterion,
    CriterionKind,
    CriterionResult,
    DocumentSet,
    Evidence,
    Label,
    Library,
    Rule,
    Text,
)

__all__ = ["find_evidence"]

_MOST = 5  # pieces of evidence kept for a criterion made of elements
_FEW = 3  # pieces kept where one statement tells all
_TELLING = 2  # places in which an element is shown
_NEAREST = 2
_BEST_FIRST = (Label.MET, Label.PRESENT, Label.PARTIAL, Label.ABSENT, Label.NOT_TRIGGERED)


def find_evidence(documents: DocumentSet, library: Library) -> tuple[CriterionResult, ...]:
    """Return one result for every criterion of the library, in its order.

    Deterministic and offline; the time is linear in the length of the documents.
    """
    rules = [rule for c in library.criteria for rule in (*c.rules, *c.trigger, *c.denial)]
    reading = Reading(split_statements(documents), rules, library.cues)
    nearness = Nearness(library.criteria, reading)
    return tuple(_detect(criterion, reading, documents, nearness) for criterion in library.criteria)


def _detect(
    criterion: Criterion, reading: Reading, documents: DocumentSet, nearness: Nearness
) -> CriterionResult:
    label, hits, missing, value = _judge(criterion, reading, documents)
    evidence = quotes(criterion, hits, reading, documents, _most(criterion))
    doubts: list[tuple[Hit, Citation]] = []
    nearest: tuple[Evidence, ...] = ()
    if label is Label.ABSENT and not evidence:
        doubts = list(_doubts(criterion, reading))
        near = (hit for hit, _ in doubts) if doubts else nearness.hits(criterion, _NEAREST)
        nearest = quotes(criterion, near, reading, documents, _NEAREST)
    if doubts:
        reason = doubt_of([citation for _, citation in doubts])
    else:
        rule = next((hit.rule for hit in hits), None)
        reason = reason_for(criterion, label, evidence, missing, rule, value, nearest)
    return CriterionResult(
        criterion.id,
        label,
        evidence[0].rule if evidence else "",
        reason,
        evidence,
        value,
        missing if label in (Label.PARTIAL, Label.ABSENT) else (),
        nearest,
    )


def _most(criterion: Criterion) -> int:
    return _MOST if criterion.elements else _FEW


def _judge(
    criterion: Criterion, reading: Reading, documents: DocumentSet
) -> tuple[Label, Hits, tuple[Text, ...], str | int | None]:
    """Return the label, the hits to quote (best first), the elements that lack, and the value."""
    proof = _Proof(criterion, reading)
    triggers, denials = proof.of_trigger(), proof.of_denial()
    conditional = criterion.kind is CriterionKind.CONDITIONAL
    if conditional and not triggers:
        return Label.NOT_TRIGGERED, denials, (), "none" if denials else None
    label, hits, missing = _decide(criterion, proof)
    if label is Label.ABSENT and denials:
        return label, denials, missing, "none"
    value = _value(criterion, hits, reading, documents)
    if label is Label.ABSENT:
        hits = triggers
    elif conditional:
        # What shows the activity explains best why a part is not enough.
        hits = Hits(chain(triggers, hits) if label is Label.PARTIAL else chain(hits, triggers))
    return label, hits, missing, value


class _Proof:
    """What the rules of one criterion prove, each rule applied only when it is asked for."""

    def __init__(self, criterion: Criterion, reading: Reading) -> None:
        self._criterion = criterion
        self._reading = reading
        self._elements: dict[str, Hits] = {}
        self._denial: Hits | None = None

    def of_trigger(self) -> Hits:
        """Return where the activity is shown, other than where it is denied."""
        triggers: list[Hit] = []
        for rule in self._criterion.trigger:
            triggers += (hit for hit in self._apply(rule) if hit.statement not in self._denied)
            if _places(triggers, _FEW):
                break
        return Hits(triggers)

    @cached_property
    def _denied(self) -> frozenset[int]:
        return frozenset(hit.statement for hit in self.of_denial())

    def of_denial(self) -> Hits:
        """Return every explicit negative."""
        if self._denial is None:
            self._denial = Hits(hit for rule in self._criterion.denial for hit in self._apply(rule))
        return self._denial

    def of_element(self, element: str) -> Hits:
        """Return where the element is proved, in a few places."""
        if element not in self._elements:
            rules = [rule for rule in self._criterion.rules if rule.element == element]
            self._elements[element] = self._of(rules, _TELLING)
        return self._elements[element]

    def of_label(self, label: Label) -> Hits:
        """Return where a rule gives this label on its own, in as many places as are quoted."""
        return self._of([r for r in self._criterion.rules if r.label is label], _FEW)

    def _of(self, rules: Iterable[Rule], enough: int) -> Hits:
        """Return the hits of the rules in order, up to enough places; all where values count."""

        def found() -> Iterator[Hit]:
            places: set[int] = set()
            for rule in rules:
                hits = self._apply(rule)
                if hits is NO_HITS:
                    continue
                for hit in hits:
                    places.add(hit.statement)
                    yield hit
                if not self._criterion.value and len(places) >= enough:
                    return

        return Hits(found())

    def _apply(self, rule: Rule) -> Hits:
        hits = self._reading.apply(rule)
        if self._criterion.value == "stale_citation":
            return Hits(stale for hit in hits for stale, _ in _stale(hit, self._reading))
        return hits


def _places(hits: Iterable[Hit], enough: int) -> bool:
    """Whether the hits lie in so many places at least."""
    return len({hit.statement for hit in hits}) >= enough


def _decide(criterion: Criterion, proof: _Proof) -> tuple[Label, Hits, tuple[Text, ...]]:
    """Return the label, the hits it rests on (best first), and the elements that lack."""
    label, hits = _first_row(criterion, proof)
    for candidate in _BEST_FIRST:
        if candidate is label:
            break
        if given := proof.of_label(candidate):
            label, hits = candidate, given
            break
    label = label or Label.ABSENT
    if label in (Label.MET, Label.PRESENT):
        return label, hits, ()
    missing = (e.title for e in criterion.elements if not proof.of_element(e.id))
    return label, hits, tuple(missing)


def _first_row(criterion: Criterion, proof: _Proof) -> tuple[Label | None, Hits]:
    """Return the label of the first row of the decision table that holds, and its hits."""
    for row in criterion.decide:
        if not all(map(proof.of_element, row.all)):
            continue
        proved = [proof.of_element(name) for name in row.all]
        some = [hits for name in row.any if (hits := proof.of_element(name))]
        if row.any and len(some) < row.at_least:
            continue
        if any(proof.of_element(name) for name in row.none):
            continue
        return row.label, Hits(_each_first([*proved, *some]))
    return None, NO_HITS


def _each_first(proved: Sequence[Hits]) -> Iterator[Hit]:
    """Yield the best hit of each, then the others."""
    rest = [iter(hits) for hits in proved]
    yield from [next(hits) for hits in rest]
    yield from chain.from_iterable(rest)


def _stale(hit: Hit, reading: Reading) -> Iterator[tuple[Hit, Citation]]:
    """Yield the stale citations of the statement of a hit, each as a hit of its own."""
    for citation in reading.citations(hit.statement):
        if citation.standing is Standing.STALE:
            yield dataclasses.replace(hit, start=citation.start, end=citation.end), citation


def _doubts(criterion: Criterion, reading: Reading) -> Iterator[tuple[Hit, Citation]]:
    """Yield the citations that a person must look up: unknown, unsettled, about to move."""
    if criterion.value == "stale_citation":
        for hit in chain.from_iterable(map(reading.apply, criterion.rules)):
            for citation in reading.citations(hit.statement):
                if citation.standing not in (Standing.SOUND, Standing.STALE):
                    yield dataclasses.replace(hit, start=citation.start, end=citation.end), citation


def _value(
    criterion: Criterion, found: Hits, reading: Reading, documents: DocumentSet
) -> str | int | None:
    if not criterion.value or not found:
        return None
    hits = list(found)
    texts = [reading.statements[hit.statement].text for hit in hits]
    first = texts[0][hits[0].start : hits[0].end]
    match criterion.value:
        case "yen":
            for hit, text in zip(hits, texts, strict=True):
                for piece in (text[hit.start : hit.end], text[hit.start :], text):
                    if (amount := yen(piece)) is not None:
                        return amount
            return None
        case "dates":
            return enactment_and_revision(texts)
        case "edition":
            return edition(texts)
        case "certification":
            return certification(texts)
        case "country":
            return reading.first("country", texts)
        case "period":
            return period(first) or period(texts[0])
        case "person":
            statement = reading.statements[hits[0].statement]
            document = documents.documents[statement.document]
            return person(document.quote(*statement.original(hits[0].start, hits[0].end)))
        case "stale_citation":
            stale = (str(citation) for hit in hits for _, citation in _stale(hit, reading))
            return "; ".join(dict.fromkeys(stale))
        case _:
            return first
