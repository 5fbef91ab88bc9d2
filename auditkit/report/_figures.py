"""How much of each document was read, and how much of it bears evidence."""

from __future__ import annotations

from collections.abc import Iterable

from auditkit.models import Document, Evidence


def document_figures(
    documents: Iterable[Document], evidence: Iterable[Evidence]
) -> dict[str, dict[str, int]]:
    """Return document id → its figures: passages = matched + unmatched + unread."""
    held = {document.id: document for document in documents}
    matched: dict[str, set[int]] = {}
    for piece in evidence:
        document = held.get(piece.document)
        if document is None or not document.passages:
            continue
        at, end = piece.start, min(piece.end, len(document.text))
        while at < end:
            passage = document.passage_at(at)
            matched.setdefault(document.id, set()).add(passage.start)
            at = passage.end
    figures: dict[str, dict[str, int]] = {}
    for document in held.values():
        starts = matched.get(document.id, set())
        assessed = [passage for passage in document.passages if passage.assessed]
        hits = sum(passage.start in starts for passage in assessed)
        figures[document.id] = {
            "characters": len(document.text),
            "passages": len(document.passages),
            "matched": hits,
            "unmatched": len(assessed) - hits,
            "unread": len(document.passages) - len(assessed),
        }
    return figures
