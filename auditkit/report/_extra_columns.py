"""The columns of a company's own, from its theme."""

from __future__ import annotations

from collections.abc import Iterable

from auditkit.report._model import Column
from auditkit.report._theme import ExtraColumn


def extra_columns(wanted: Iterable[ExtraColumn]) -> tuple[Column, ...]:
    """Return them as columns to fill in."""
    return tuple(
        Column(f"extra_{number}", extra.width, fill_in=True, words=extra.heading)
        for number, extra in enumerate(wanted, start=1)
    )
