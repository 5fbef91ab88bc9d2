"""What answers a requirement in the other standards and laws."""

from __future__ import annotations

from collections.abc import Iterable

from auditkit.report._source import Source

_MOST = 4
"""How many numbers of a framework are listed; the rows between frameworks hold them all."""


def list_counterparts(source: Source) -> dict[str, str]:
    """Return requirement → what answers it, by framework: ``個人情報保護法：21-2／J.8.5``."""
    found: dict[str, dict[str, None]] = {}
    for row in source.library.crosswalk:
        if row.relation != "none":
            found.setdefault(row.source, {})[row.target] = None
            found.setdefault(row.target, {})[row.source] = None
    return {key: _by_framework(source, others) for key, others in found.items()}


def _by_framework(source: Source, keys: Iterable[str]) -> str:
    groups: dict[str, list[str]] = {}
    for key in keys:
        framework, _, number = key.partition(":")
        groups.setdefault(framework, []).append(number)
    told = []
    for framework, members in groups.items():
        name = source.checklist_names.get(framework) or source.other_edition(framework)
        numbers = source.few(members, _MOST)
        # the numbers of a framework without a name (J.1.1) say what they are
        told.append(source.label("numbers", name=name, numbers=numbers) if name else numbers)
    return source.label("framework_join").join(told)
