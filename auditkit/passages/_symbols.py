"""Signs such as ○ and ■: before some titles they head a text, before others they list."""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.models import PassageRole
from auditkit.passages._leads import introduces_list
from auditkit.passages._titles import is_title, is_topic
from auditkit.passages._units import Unit

_LIST = 3
"""So many titles right below each other list something, even where their sign heads texts."""


def find_entries(text: str, units: Sequence[Unit]) -> set[int]:
    """Return the indices of units with such a sign that are entries of a list."""
    runs = list(_find_runs(units))
    heading = {
        units[run[-1]].marker.style  # type: ignore[union-attr]
        for run in runs
        if len(run) == 1 and _heads(text, units, run[-1])
    }
    found: set[int] = set()
    for run in runs:
        style = units[run[0]].marker.style  # type: ignore[union-attr]
        if len(run) < 2:
            continue
        before = units[run[0] - 1] if run[0] else None
        introduced = before is not None and introduces_list(text[before.start : before.end])
        if introduced or len(run) >= _LIST or style not in heading:
            last = run[-1]
            headed = _heads_list(units, last) or (
                not introduced
                and _heads(text, units, last)
                and (style in heading or is_topic(_body(text, units[last])))
            )
            found.update(run[:-1] if headed else run)
    return found


def _find_runs(units: Sequence[Unit]) -> list[list[int]]:
    """Units of one sign that follow right upon each other."""
    runs: list[list[int]] = []
    for index, unit in enumerate(units):
        if unit.marker is None or not unit.marker.style.startswith("symbol"):
            continue
        if unit.role is PassageRole.CHROME or unit.kind is not None or unit.mark is not None:
            continue
        if runs and runs[-1][-1] == index - 1:
            last = units[index - 1].marker
            if last is not None and last.style == unit.marker.style:
                runs[-1].append(index)
                continue
        runs.append([index])
    return runs


def _body(text: str, unit: Unit) -> str:
    begin = unit.marker.end if unit.marker is not None else unit.start
    return text[begin : unit.end].strip()


def _heads(text: str, units: Sequence[Unit], index: int) -> bool:
    """Whether a text, or a list of its own, stands below a title."""
    if index + 1 >= len(units) or not is_title(_body(text, units[index])):
        return False
    return units[index + 1].marker is None or _heads_list(units, index)


def _heads_list(units: Sequence[Unit], index: int) -> bool:
    below = units[index + 1].marker if index + 1 < len(units) else None
    return (
        below is not None and not below.style.startswith(("symbol", "note")) and below.number <= 1
    )
