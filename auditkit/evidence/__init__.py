"""Find the evidence for every criterion in a provider's documents.

Observation only: a label says what the documents show, never whether the provider conforms.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from auditkit.checklists import expand_cues
from auditkit.evidence._citations import stale_citation
from auditkit.evidence._reasons import reason_for
from auditkit.evidence._rules import Hit, Reading, expander
from auditkit.evidence._statements import Statement, split_statements
from auditkit.evidence._values import (
    certification,
    edition,
    enactment_and_revision,
    period,
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

_MOST = 5  # pieces of evidence kept for a criterion
_NEAREST = 2
_READABLE = 160  # characters of a statement that are quoted whole
_BEST_FIRST = (Label.MET, Label.PRESENT, Label.PARTIAL, Label.ABSENT, Label.NOT_TRIGGERED)


def find_evidence(documents: DocumentSet, library: Library) -> tuple[CriterionResult, ...]:
    """Return one result for every criterion of the library, in its order.

    Deterministic and offline; the time is linear in the length of the documents.
    """
    rules = [rule for c in library.criteria for rule in (*c.rules, *c.trigger, *c.denial)]
    reading = Reading(split_statements(documents), expander(library.cues, expand_cues), rules)
    return tuple(_detect(criterion, reading, documents) for criterion in library.criteria)


def _detect(criterion: Criterion, reading: Reading, documents: DocumentSet) -> CriterionResult:
    triggers = _hits(criterion.trigger, reading)
    denials = _hits(criterion.denial, reading)
    if criterion.kind is CriterionKind.CONDITIONAL:
        denied = {hit.statement for hit in denials}
        if not any(hit.statement not in denied for hit in triggers):
            negative = "none" if denials else None
            return _result(criterion, Label.NOT_TRIGGERED, denials, reading, documents, negative)
    label, hits, missing = _decide(criterion, reading)
    value = _value(criterion, hits, reading)
    if label is Label.ABSENT and denials:
        value = "none"
        hits = denials
    elif label is Label.ABSENT:
        hits = triggers
    elif criterion.kind is CriterionKind.CONDITIONAL:
        # What shows the activity explains best why a part is not enough.
        hits = [*triggers, *hits] if label is Label.PARTIAL else [*hits, *triggers]
    return _result(criterion, label, hits, reading, documents, value, missing)


def _hits(rules: Iterable[Rule], reading: Reading) -> list[Hit]:
    return [hit for rule in rules for hit in reading.apply(rule)]


def _decide(criterion: Criterion, reading: Reading) -> tuple[Label, list[Hit], tuple[Text, ...]]:
    """Return the label, the hits it rests on (best first), and the elements that lack."""
    proved: dict[str, list[Hit]] = {}
    given: dict[Label, list[Hit]] = {}
    for rule in criterion.rules:
        hits = reading.apply(rule)
        if criterion.value == "stale_citation":
            hits = [hit for hit in hits if _stale(hit, reading)]
        if hits and rule.element:
            proved.setdefault(rule.element, []).extend(hits)
        if hits and rule.label:
            given.setdefault(rule.label, []).extend(hits)
    missing = tuple(e.title for e in criterion.elements if e.id not in proved)
    candidates: list[tuple[Label, list[Hit]]] = []
    for row in criterion.decide:
        some = [name for name in row.any if name in proved]
        if (
            all(name in proved for name in row.all)
            and (not row.any or len(some) >= row.at_least)
            and not any(name in proved for name in row.none)
        ):
            first = [proved[name][0] for name in (*row.all, *some)]
            rest = [hit for name in (*row.all, *some) for hit in proved[name][1:]]
            candidates.append((row.label, first + rest))
            break
    candidates += [(label, given[label]) for label in _BEST_FIRST if label in given]
    if not candidates:
        return Label.ABSENT, [], missing
    label, hits = min(candidates, key=lambda candidate: _BEST_FIRST.index(candidate[0]))
    return label, hits, () if label in (Label.MET, Label.PRESENT) else missing


def _stale(hit: Hit, reading: Reading) -> str | None:
    statement = reading.statements[hit.statement]
    return stale_citation(statement.text, hit.start, hit.end, statement.context)


def _value(criterion: Criterion, hits: Sequence[Hit], reading: Reading) -> str | int | None:
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
            return reading.first("{country}", texts)
        case "period":
            return period(first) or period(texts[0])
        case "stale_citation":
            return "; ".join(dict.fromkeys(filter(None, (_stale(hit, reading) for hit in hits))))
        case _:
            return first


def _result(
    criterion: Criterion,
    label: Label,
    hits: Sequence[Hit],
    reading: Reading,
    documents: DocumentSet,
    value: str | int | None = None,
    missing: tuple[Text, ...] = (),
) -> CriterionResult:
    evidence = _evidence(criterion, hits, reading, documents, _MOST)
    nearest: tuple[Evidence, ...] = ()
    if label is Label.ABSENT and not evidence:
        loose = [hit for rule in criterion.rules for hit in reading.loosely(rule, _NEAREST)]
        nearest = _evidence(criterion, loose, reading, documents, _NEAREST)
    rule = evidence[0].rule if evidence else ""
    chosen = hits[0].rule if hits else None
    return CriterionResult(
        criterion.id,
        label,
        rule,
        reason_for(criterion, label, evidence, missing, chosen, value, nearest),
        evidence,
        value,
        missing if label in (Label.PARTIAL, Label.ABSENT) else (),
        nearest,
    )


def _evidence(
    criterion: Criterion,
    hits: Sequence[Hit],
    reading: Reading,
    documents: DocumentSet,
    most: int,
) -> tuple[Evidence, ...]:
    found: dict[tuple[int, int, int], Evidence] = {}
    for hit in hits:
        statement = reading.statements[hit.statement]
        document = documents.documents[statement.document]
        start, end = statement.original(*_quoted(hit, statement))
        while end > start and document.text[end - 1].isspace():
            end -= 1
        key = (statement.document, start, end)
        if end > start and key not in found:
            found[key] = Evidence(
                document.id,
                start,
                end,
                statement.passage.locator,
                document.quote(start, end),
                f"{criterion.id}/{hit.rule.id}",
            )
        if len(found) >= most:
            break
    return tuple(found.values())


def _quoted(hit: Hit, statement: Statement) -> tuple[int, int]:
    """Return the span of the statement to quote: all of a short one, else the clause matched."""
    text = statement.text
    if hit.rule.quote == "match":
        return hit.start, hit.end
    if len(text) <= _READABLE:
        return 0, len(text)
    spare = max(0, _READABLE - (hit.end - hit.start)) // 2
    low, high = max(0, hit.start - spare), min(len(text), hit.end + spare)
    start, end = hit.start, hit.end
    for mark in "、,。 ":
        cut = text.find(mark, low, hit.start)
        if cut >= 0:
            start = min(start, cut + 1)
        cut = text.rfind(mark, hit.end, high)
        if cut >= 0:
            end = max(end, cut)
    if high == len(text):
        end = high
    if low == 0:
        start = 0
    return start, end
