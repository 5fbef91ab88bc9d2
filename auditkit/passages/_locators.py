"""Locators: the printed markers on the way to a passage, as short as they stay unique."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from auditkit.passages._entries import Entry, Place
from auditkit.passages._markers import ARTICLE_STYLES

Path = tuple[int, ...]


def write_locators(places: Sequence[Place], pages: Sequence[int]) -> list[str]:
    """Return a locator for every place; ``pages`` are page numbers, 0 where there are none."""
    paths = [_ids(place.path) for place in places]
    names = _name_paths(places, paths)
    counts: Counter[Path] = Counter()
    written: list[str] = []
    for number, (place, path) in enumerate(zip(places, paths, strict=True), start=1):
        name = names.get(path, "")
        if place.plain:
            counts[path] += 1
            if not name:
                name = f"段落{number}"
            elif counts[path] > 1:
                name = f"{name} 段落{counts[path]}"
        locator = f"{name}{place.suffix}".strip() or f"段落{number}"
        page = pages[number - 1]
        written.append(f"p.{page} {locator}" if page else locator)
    repeated = Counter(written)
    seen: Counter[str] = Counter()
    unique: list[str] = []
    for number, (locator, place) in enumerate(zip(written, places, strict=True), start=1):
        seen[locator] += 1
        heading = bool(place.path) and not place.plain
        if repeated[locator] > 1 and seen[locator] > 1 and not _shares_clause(heading, place):
            locator = f"{locator} [段落{number}]"
        unique.append(locator)
    return unique


def _shares_clause(heading: bool, place: Place) -> bool:
    """The first paragraph below a heading is found by the heading's own locator."""
    return not heading and place.plain and bool(place.path)


def _ids(path: tuple[Entry, ...]) -> Path:
    return tuple(e.uid for e in path)


def _name_paths(places: Sequence[Place], every: Sequence[Path]) -> dict[Path, str]:
    """The shortest name of every path that no other path has, outer parts added as needed."""
    paths: dict[Path, tuple[Entry, ...]] = {
        own: place.path for own, place in zip(every, places, strict=True) if own
    }
    starts = {ids: _base(path) for ids, path in paths.items()}
    names = {ids: _name(path, starts[ids]) for ids, path in paths.items()}
    growing = True
    while growing:
        by_name: dict[str, list[Path]] = defaultdict(list)
        for ids, name in names.items():
            by_name[name].append(ids)
        growing = False
        for same in by_name.values():
            for ids in same if len(same) > 1 else ():
                if starts[ids] > 0:
                    starts[ids] -= 1
                    names[ids] = _name(paths[ids], starts[ids])
                    growing = True
    return names


def _base(path: tuple[Entry, ...]) -> int:
    """Where the shortest name that still reads as a place begins."""
    for at, entry in enumerate(path):
        if entry.style == "article":
            return at
    at = len(path) - 1
    while at > 0 and not path[at].quoted:
        parent = path[at - 1]
        main = parent.title or parent.level or parent.style in ("plain", "version")
        if main and parent.quoted and path[at].heading:
            break
        at -= 1
    return at


def _name(path: tuple[Entry, ...], start: int) -> str:
    """The components from ``start`` on; the version a passage belongs to is always named."""
    whole = path[start:]
    if start > 0 and path[0].style == "version":
        whole = (path[0], *whole)
    return _join(whole)


def _join(path: tuple[Entry, ...]) -> str:
    parts: list[str] = []
    for entry in path:
        component = entry.component
        if entry.style.startswith("decimal"):
            while parts and parts[-1][:1].isdigit():
                parts.pop()  # 2.1 names its parent itself
        if parts and parts[-1][-1:].isdigit() and component[:1].isdigit():
            component = f" {component}"
        if parts and entry.style in ARTICLE_STYLES:
            component = f" {component}"
        parts.append(component)
    return "".join(parts).strip()
