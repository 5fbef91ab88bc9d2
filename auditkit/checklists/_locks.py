"""The lock of released editions: a requirement that people were audited against never changes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from enum import Enum
from pathlib import Path

import yaml
from yaml import Node

from auditkit.checklists._build import build
from auditkit.checklists._faults import Faults, Loc, find_node
from auditkit.checklists._reading import LOCKS
from auditkit.checklists._tree import Edition, Tree, relative
from auditkit.checklists._yaml import read_yaml
from auditkit.models import Requirement

_HEADER = """\
# 公開済みの版の要求事項の指紋（SHA-256）。下書きの版はここに載らない。手では書き換えない。
# Fingerprints of the requirements of released editions; drafts are not listed. Never edit by hand.
"""

Locks = Mapping[str, Mapping[str, str]]


@dataclasses.dataclass(frozen=True)
class _LockFile:
    locks: Mapping[str, Mapping[str, str]]


def fingerprint(requirement: Requirement) -> str:
    """Return the SHA-256 of everything an auditor reads of a requirement.

    Fields at their default are left out, so that a field added later changes no old
    fingerprint; the overlay's wording is private and not part of the edition.
    """
    content = {
        field.name: _plain(getattr(requirement, field.name))
        for field in dataclasses.fields(requirement)
        if field.name != "wording" and getattr(requirement, field.name) != field.default
    }
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {
            field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)
        }
    return value


def read_locks(root: Path, faults: Faults) -> tuple[Locks, Node | None]:
    """Return the fingerprints of each released edition, and the node they stand in."""
    file = root / LOCKS
    loc = Loc(relative(file, root), faults)
    if not file.is_file():
        loc.fault(None, "checklists.locks_missing")
        return {}, None
    node = read_yaml(file, loc)
    locks = build(_LockFile, node, loc) if node is not None else None
    return (locks.locks if locks else {}), node


def check_locks(tree: Tree, faults: Faults) -> None:
    """Note every requirement of a released edition that was changed, removed or added."""
    locks, node = read_locks(tree.root, faults)
    path = relative(tree.root / LOCKS, tree.root)
    editions = {edition.key: edition for edition in tree.editions}
    for key, locked in locks.items():
        place = find_node(node, "locks", key) if node is not None else None
        if key in editions:
            _check_edition(editions[key], locked, path, place, faults)
        else:
            faults.add("checklists.lock_edition_gone", path, place, checklist=key)


def _check_edition(
    edition: Edition, locked: Mapping[str, str], path: str, place: Node | None, faults: Faults
) -> None:
    for requirement, entry in edition.requirements.built:
        name = requirement.id
        if name not in locked:
            message = "checklists.lock_added"
        elif locked[name] != fingerprint(requirement):
            message = "checklists.lock_changed"
        else:
            continue
        faults.add(message, entry.path, entry.node, id=name, **_where_instead(edition))
    if not edition.requirements.whole:
        return
    for name in locked:
        if name not in edition.requirements.names:
            node = find_node(place, name) if place is not None else None
            faults.add("checklists.lock_removed", path, node, id=name, **_where_instead(edition))


def _where_instead(edition: Edition) -> dict[str, str]:
    name, _, _ = edition.key.partition("@")
    root = edition.path.split("/", 1)[0]
    return {"checklist": edition.key, "folder": f"{root}/{name}/"}


def lock_editions(tree: Tree, locks: Locks, keys: tuple[str, ...]) -> tuple[str, ...]:
    """Add the fingerprints of the editions named; return those that were not locked before."""
    new = {
        edition.key: {
            requirement.id: fingerprint(requirement)
            for requirement in edition.requirements.values()
        }
        for edition in tree.editions
        if edition.key in keys and edition.key not in locks
    }
    if new:
        _write(tree.root / LOCKS, {**locks, **new})
    return tuple(new)


def _write(file: Path, locks: Locks) -> None:
    content = _HEADER + yaml.safe_dump(
        {"locks": {key: dict(locked) for key, locked in sorted(locks.items())}},
        allow_unicode=True,
        sort_keys=False,
        default_style=None,
        width=200,
    )
    draft = file.with_suffix(".new")
    draft.write_text(content, encoding="utf-8", newline="\n")
    draft.replace(file)
