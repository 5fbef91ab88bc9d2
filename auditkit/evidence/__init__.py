"""Find the evidence for every criterion in a provider's documents.

Observation only: a label says what the documents show, never whether the provider conforms.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence

from auditkit.evidence._citations import Citation, Standing, read_citations
from auditkit.evidence._nearest import Nearness
from auditkit.evidence._quotes import quotes
from auditkit.evidence._reasons import doubt_of, reason_for
from auditkit.evidence._rules import Hit, Reading
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
        rule = hits[0].rule if hits else None
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
) -> tuple[Label, list[Hit], tuple[Text, ...], str | int | None]:
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
        hits = [*triggers, *hits] if label is Label.PARTIAL else [*hits, *triggers]
    return label, hits, missing, value


def _hits(rules: Iterable[Rule], reading: Reading) -> list[Hit]:
    return [hit for rule in rules for hit in reading.apply(rule)]


class _Proof:
    """What the rules of one criterion prove, each rule applied only when it is asked for."""

    def __init__(self, criterion: Criterion, reading: Reading) -> None:
        self._criterion = criterion
        self._reading = reading
        self._hits: dict[str, list[Hit]] = {}

    def of_trigger(self) -> list[Hit]:
        """Return where the activity is shown, other than where it is denied."""
        denied = {hit.statement for hit in self.of_denial()}
        triggers: list[Hit] = []
        for rule in self._criterion.trigger:
            triggers += (hit for hit in self._apply(rule) if hit.statement not in denied)
            if _places(triggers) >= _FEW:
                break
        return triggers

    def of_denial(self) -> list[Hit]:
        """Return every explicit negative."""
        return [hit for rule in self._criterion.denial for hit in self._apply(rule)]

    def of_element(self, element: str) -> list[Hit]:
        """Return where the element is proved, in a few places."""
        return self._of((r for r in self._criterion.rules if r.element == element), _TELLING)

    def of_label(self, label: Label) -> list[Hit]:
        """Return where a rule gives this label on its own, in as many places as are quoted."""
        return self._of((r for r in self._criterion.rules if r.label is label), _FEW)

    def _of(self, rules: Iterable[Rule], enough: int) -> list[Hit]:
        """Return the hits of the rules in order, up to enough places; all where values count."""
        hits: list[Hit] = []
        for rule in rules:
            hits += self._apply(rule)
            if not self._criterion.value and _places(hits) >= enough:
                break
        return hits

    def _apply(self, rule: Rule) -> list[Hit]:
        if rule.id not in self._hits:
            hits = self._reading.apply(rule)
            if self._criterion.value == "stale_citation":
                hits = [stale for hit in hits for stale, _ in _stale(hit, self._reading)]
            self._hits[rule.id] = hits
        return self._hits[rule.id]


def _places(hits: Iterable[Hit]) -> int:
    return len({hit.statement for hit in hits})


def _decide(criterion: Criterion, proof: _Proof) -> tuple[Label, list[Hit], tuple[Text, ...]]:
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


def _first_row(criterion: Criterion, proof: _Proof) -> tuple[Label | None, list[Hit]]:
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
        proved += some
        return row.label, [hits[0] for hits in proved] + [h for hits in proved for h in hits[1:]]
    return None, []


def _stale(hit: Hit, reading: Reading) -> Iterator[tuple[Hit, Citation]]:
    """Yield the stale citations of the statement of a hit, each as a hit of its own."""
    for citation in _citations(hit, reading):
        if citation.standing is Standing.STALE:
            yield dataclasses.replace(hit, start=citation.start, end=citation.end), citation


def _doubts(criterion: Criterion, reading: Reading) -> Iterator[tuple[Hit, Citation]]:
    """Yield the citations that a person must look up: unknown, unsettled, about to move."""
    if criterion.value == "stale_citation":
        for hit in _hits(criterion.rules, reading):
            for citation in _citations(hit, reading):
                if citation.standing not in (Standing.SOUND, Standing.STALE):
                    yield dataclasses.replace(hit, start=citation.start, end=citation.end), citation


def _citations(hit: Hit, reading: Reading) -> Iterator[Citation]:
    statement = reading.statements[hit.statement]
    return read_citations(statement.text, statement.context)


def _value(
    criterion: Criterion, hits: Sequence[Hit], reading: Reading, documents: DocumentSet
) -> str | int | None:
    if not hits or not criterion.value:
        return None
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
            found = (str(citation) for hit in hits for _, citation in _stale(hit, reading))
            return "; ".join(dict.fromkeys(found))
        case _:
            return first
