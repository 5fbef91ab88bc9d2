"""Number a new finding, and fill in what the library proposes for it."""

from __future__ import annotations

from auditkit.audits._fields import FINDING
from auditkit.audits._records import Records
from auditkit.models import Finding, Json, Language, Requirement


def next_number(records: Records, year: int) -> str:
    """Return the first number after those given in this audit: ``F-2026-003``."""
    prefix = f"F-{year}-"
    given = (name.removeprefix(FINDING) for name in records.subjects(FINDING + prefix))
    numbers = [int(name.removeprefix(prefix)) for name in given]
    return f"{prefix}{max(numbers, default=0) + 1:03d}"


def prefilled(
    proposed: Finding | None, requirement: Requirement, language: Language
) -> dict[str, Json]:
    """Return the fields of a new finding as the library proposes them."""
    if proposed is None:
        return {
            "title": requirement.title.in_language(language),
            "recommendation": requirement.recommendation.in_language(language),
        }
    return {
        "title": proposed.title.in_language(language),
        "effect": proposed.effect.in_language(language),
        "recommendation": proposed.recommendation.in_language(language),
        "severity": proposed.severity.value,
        "urgency": proposed.urgency.value,
    }
