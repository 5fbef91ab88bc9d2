"""What the page shows of an audit, as plain data: no widget, and no markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from auditkit.audits import Workpapers, is_frozen
from auditkit.messages import say
from auditkit.models import (
    AssessedItem,
    Breach,
    Decision,
    Document,
    InternalEvidence,
    Json,
    Language,
    Passage,
    Preliminary,
    Verdict,
)
from auditkit.report._words import PRELIMINARY, SOURCE, VERDICT, Tone

GAPS = (Verdict.PARTIAL, Verdict.NONCONFORM)
TO_CHECK = (
    Preliminary.PARTLY,
    Preliminary.NOT_FOUND,
    Preliminary.INTERNAL,
    Preliminary.ATTENTION,
)
_WORDS = (
    "items",
    "document",
    "tick",
    "tick_all",
    "none",
    "count",
    "previous",
    "next",
    "next_open",
    "reason",
    "check",
    "wanted",
    "previous_answer",
    "note",
    "internal",
    "drop",
    "take",
    "take_all",
    "take_all_hint",
    "reject",
    "show",
    "taken",
    "rejected",
    "proposed",
    "nearest",
    "no_candidates",
    "take_selected",
    "take_selected_hint",
    "earlier",
    "later",
    "typing",
)


def words(language: Language) -> dict[str, str]:
    """Return the fixed texts of the page, whose numbers the page itself fills in."""
    places = {name: f"{{{name}}}" for name in ("shown", "ticked", "count")}
    return {name: say(f"forms.page.{name}", language, **places) for name in _WORDS}


def rows(papers: Workpapers) -> list[Json]:
    """Return number, title, checklist and chapter of every item."""
    chapters = {
        (checklist.key, chapter.id): chapter.title.in_language(papers.language)
        for checklist in papers.assessment.checklists
        for chapter in checklist.chapters
    }
    names = {c.key: c.short.in_language(papers.language) for c in papers.assessment.checklists}
    found: list[Json] = []
    for item in papers.items:
        name = names[item.checklist]
        chapter = chapters.get((item.checklist, item.requirement.chapter), "")
        title = item.requirement.title.in_language(papers.language)
        found.append([item.requirement.id, title, name, f"{name} {chapter}"])
    return found


def states(papers: Workpapers, lacks: Mapping[str, tuple[Breach, ...]]) -> list[str]:
    """Return for each item its symbol, tone and wording, and whether it is still open."""
    return [_state(papers, item, lacks) for item in papers.items]


def _state(papers: Workpapers, item: AssessedItem, lacks: Mapping[str, tuple[Breach, ...]]) -> str:
    decision, language = papers.decision(item.key), papers.language
    if decision.verdict is Verdict.OPEN:
        word = PRELIMINARY[item.preliminary]
        label = say("forms.open_item", language, preliminary=word.text.in_language(language))
        return f"{word.symbol}|none|{label}|open"
    word = VERDICT[decision.verdict]
    symbol, label = word.symbol, word.text.in_language(language)
    if papers.stale(item.key):
        symbol, label = f"{symbol}↻", f"{label}・{say('forms.state.stale', language)}"
    elif item.key in lacks:
        symbol, label = f"{symbol}…", f"{label}・{say('forms.state.lacking', language)}"
    return f"{symbol}|{(word.tone or Tone.MUTED).value}|{label}|"


def item_page(papers: Workpapers, key: str) -> dict[str, Json]:
    """Return everything the page shows of one item."""
    item, language = papers.item(key), papers.language
    requirement, word = item.requirement, PRELIMINARY[item.preliminary]
    return {
        "number": requirement.id,
        "title": requirement.title.in_language(language),
        "preliminary": word.shown(language),
        "tone": (word.tone or Tone.MUTED).value,
        "question": requirement.question.in_language(language),
        "check": requirement.check.in_language(language),
        "wanted": "／".join(t.in_language(language) for t in requirement.internal_evidence),
        "reason": item.reason.in_language(language),
        "note": requirement.note.in_language(language) if requirement.note else "",
        "previous": _previous(papers, key),
        "stale": [
            {
                "title": say(f"forms.stale.{stale.change.value}", language),
                "old": stale.old,
                "new": stale.new,
            }
            for stale in papers.stale(key)
        ],
        "candidates": [*_taken(papers, key), *_proposed(papers, key)],
        "internal": [_internal(each, language) for each in papers.decision(key).internal],
        "siblings": len(papers.siblings(key)),
        "frozen": is_frozen(papers),
    }


def _previous(papers: Workpapers, key: str) -> str:
    decision = papers.previous(key)
    if decision is None or decision.verdict is Verdict.OPEN:
        return ""
    told = (VERDICT[decision.verdict].shown(papers.language), decision.reason, decision.fact)
    return f"{papers.audit.previous}：" + "　".join(each for each in told if each)


def _internal(evidence: InternalEvidence, language: Language) -> str:
    told = (
        SOURCE[evidence.source].text.in_language(language),
        evidence.name,
        evidence.version,
        str(evidence.date or ""),
        evidence.role,
        evidence.note,
    )
    return "　".join(each for each in told if each)


def _taken(papers: Workpapers, key: str) -> list[Json]:
    documents = {d.path: d for d in papers.assessment.documents.documents}
    return [
        {
            "state": "taken",
            "path": quote.document,
            "locator": quote.locator,
            "start": quote.start,
            "end": quote.end,
            "quote": quote.quote,
        }
        for quote in papers.decision(key).quotes
        if quote.document in documents or quote.clause
    ]


def _proposed(papers: Workpapers, key: str) -> list[Json]:
    decision, item = papers.decision(key), papers.item(key)
    taken = {(quote.document, quote.start, quote.end) for quote in decision.quotes}
    rejected = set(decision.rejected)
    nearest = () if item.evidence else chain.from_iterable(r.nearest for r in item.results)
    found: dict[tuple[str, int, int], Json] = {}
    for pieces, kind in ((item.evidence, "proposed"), (nearest, "nearest")):
        for piece in pieces:
            path = papers.assessment.documents.document(piece.document).path
            place = (path, piece.start, piece.end)
            if place in taken or place in found:
                continue
            state = "rejected" if place in rejected else kind
            found[place] = {
                "state": state,
                "path": path,
                "locator": piece.locator,
                "start": piece.start,
                "end": piece.end,
                "quote": piece.quote,
            }
    return sorted(found.values(), key=_rejected_last)


def _rejected_last(card: Json) -> bool:
    return isinstance(card, dict) and card["state"] == "rejected"


def document_page(document: Document) -> dict[str, Json]:
    """Return a document to be read: its path and its passages with their texts."""
    return {
        "path": document.path,
        "passages": [_passage(document, passage) for passage in document.passages],
    }


def _passage(document: Document, passage: Passage) -> Json:
    text = document.quote(passage.start, passage.end)
    kind, role = passage.kind.value, passage.role.value
    return [passage.start, passage.end, kind, passage.level, role, text]


def marks_in(
    document: Document, current: tuple[int, int] | None, cards: Sequence[Json]
) -> dict[str, Json]:
    """Return the spans to mark in a document: the current one, and the others of the item."""
    marks: list[tuple[int, int, str]] = []
    if current is not None:
        marks.append((*current, "current"))
    for card in cards:
        if not isinstance(card, dict) or card["path"] != document.path:
            continue
        start, end = card["start"], card["end"]
        if not isinstance(start, int) or not isinstance(end, int) or end > len(document.text):
            continue
        if all(end <= other[0] or other[1] <= start for other in marks):
            marks.append((start, end, "taken" if card["state"] == "taken" else "other"))
    headings: tuple[str, ...] = ()
    if current is not None:
        passage = document.passage_at(current[0])
        headings = (*passage.headings, *((passage.lead,) if passage.lead else ()))
    return {
        "marks": [list(mark) for mark in sorted(marks)],
        "headings": " › ".join(headings),
        "keep": False,
    }


def first_place(cards: Sequence[Json]) -> tuple[str, int, int] | None:
    """Return the place of the first candidate."""
    for card in cards:
        if isinstance(card, dict):
            path, start, end = card["path"], card["start"], card["end"]
            if isinstance(path, str) and isinstance(start, int) and isinstance(end, int):
                return path, start, end
    return None


def is_wanted(
    item: AssessedItem,
    decision: Decision,
    state: str,
    *,
    lacking: bool,
    stale: bool,
) -> bool:
    """Return whether an item belongs to what the state filter asks for."""
    open_item = decision.verdict is Verdict.OPEN
    match state:
        case "open":
            return open_item
        case "to_check":
            return open_item and item.preliminary in TO_CHECK
        case "gaps":
            return decision.verdict in GAPS
        case "lacking":
            return lacking
        case "stale":
            return stale
        case "conform":
            return decision.verdict is Verdict.CONFORM
        case "excluded":
            return decision.verdict is Verdict.NOT_APPLICABLE
        case _:
            return True


def matches(item: AssessedItem, words: str, language: Language) -> bool:
    """Return whether every word stands in the item's number, texts, reason or evidence."""
    if not words.strip():
        return True
    requirement = item.requirement
    texts = (requirement.title, requirement.question, requirement.summary, item.reason)
    told = [requirement.id, *(text.in_language(language) for text in texts)]
    told += [piece.quote for piece in item.evidence]
    whole = "\n".join(told).casefold()
    return all(word in whole for word in words.casefold().split())
