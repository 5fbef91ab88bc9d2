"""Which items the list shows: by framework, chapter, state and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from auditkit.audits import Workpapers
from auditkit.forms._kit import Kit
from auditkit.forms._view import is_wanted, matches
from auditkit.messages import say
from auditkit.models import Breach

_STATES = ("all", "open", "to_check", "gaps", "lacking", "stale", "conform", "excluded")


def make_filters(kit: Kit, papers: Workpapers) -> dict[str, Any]:
    """Return the fields to filter by, by name."""
    language = papers.language

    def label(name: str) -> str:
        return say(f"forms.filter.{name}", language)

    checklists: list[tuple[str, Any]] = [(label("all"), "")]
    chapters: list[tuple[str, Any]] = [(label("all"), "")]
    for checklist in papers.assessment.checklists:
        name = checklist.short.in_language(language)
        checklists.append((name, checklist.key))
        for chapter in checklist.chapters:
            title = f"{name} {chapter.title.in_language(language)}"
            chapters.append((title, f"{checklist.key}:{chapter.id}"))
    filters = {
        "checklist": kit.choice(label("checklist"), checklists),
        "chapter": kit.choice(label("chapter"), chapters),
        "state": kit.choice(label("state"), [(label(name), name) for name in _STATES]),
        "words": kit.text(label("words"), "ak-unsaved"),
    }
    filters["words"].continuous_update = True
    return filters


def wanted_items(
    filters: Mapping[str, Any], papers: Workpapers, lacks: Mapping[str, tuple[Breach, ...]]
) -> list[int]:
    """Return the positions of the items that every filter lets through."""
    told = {name: field.value for name, field in filters.items()}
    return [
        index
        for index, item in enumerate(papers.items)
        if (not told["checklist"] or item.checklist == told["checklist"])
        and told["chapter"] in ("", f"{item.checklist}:{item.requirement.chapter}")
        and is_wanted(
            item,
            papers.decision(item.key),
            told["state"],
            lacking=item.key in lacks,
            stale=bool(told["state"] == "stale" and papers.stale(item.key)),
        )
        and matches(item, told["words"], papers.language)
    ]
