"""Circles of references."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def find_cycles(graph: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the circles of a graph, each once and closed by its first name again."""
    done: set[str] = set()
    found: list[tuple[str, ...]] = []
    for start in graph:
        path = [start] if start not in done else []
        left = [iter(graph[start])] if path else []
        while path:
            after = next(left[-1], None)
            if after is None:
                done.add(path.pop())
                left.pop()
            elif after in path:
                found.append((*path[path.index(after) :], after))
            elif after in graph and after not in done:
                path.append(after)
                left.append(iter(graph[after]))
    return tuple(found)
