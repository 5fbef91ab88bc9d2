"""The folder of checklists, read: every entry with the node and file it came from."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar

from yaml import Node

from auditkit.models import (
    Checklist,
    Condition,
    Criterion,
    CrosswalkRow,
    Library,
    Requirement,
    Verification,
)

T = TypeVar("T")


@dataclass(frozen=True)
class Place:
    """A node with the file that holds it."""

    node: Node
    path: str


@dataclass
class Entries(Generic[T]):
    """The entries of one kind, in order: the nodes of all, the values of those in order.

    Checks look at nodes, so that one mistake in an entry hides no other, and at ``names``
    (of all entries), so that a mistake in an entry does not make references to it look wrong.
    ``whole`` is false if a file could not be read: then nobody knows which names exist.
    """

    kind: str
    nodes: list[Place] = field(default_factory=list)
    built: list[tuple[T, Place]] = field(default_factory=list)
    names: dict[str, Place] = field(default_factory=dict)
    whole: bool = True

    def values(self) -> tuple[T, ...]:
        """Return the entries that could be built."""
        return tuple(value for value, _ in self.built)


@dataclass(frozen=True)
class Edition:
    """One edition folder: the head of its checklist, if it could be built, and its entries."""

    key: str
    path: str
    head: Place | None
    built: Checklist | None
    chapters: Entries[str]
    requirements: Entries[Requirement]

    def checklist(self) -> Checklist | None:
        """Return the checklist with its requirements, if its head could be built."""
        if self.built is None:
            return None
        return dataclasses.replace(self.built, requirements=self.requirements.values())


@dataclass(frozen=True)
class Tree:
    """Everything read from the folder."""

    root: Path
    editions: tuple[Edition, ...]
    criteria: Entries[Criterion]
    cues: Entries[tuple[str, str]]
    conditions: Entries[Condition]
    verifications: Entries[Verification]
    crosswalk: Entries[CrosswalkRow]

    def library(self) -> Library:
        """Return what was read as the library the other stages work with."""
        checklists = (edition.checklist() for edition in self.editions)
        return Library(
            checklists=tuple(checklist for checklist in checklists if checklist is not None),
            criteria=self.criteria.values(),
            cues=dict(self.cues.values()),
            conditions=self.conditions.values(),
            verifications=self.verifications.values(),
            crosswalk=self.crosswalk.values(),
        )


def relative(file: Path, root: Path) -> str:
    """Return the path of a file as it is told to a person: from the checklists folder on."""
    return f"{root.resolve().name}/{file.relative_to(root).as_posix()}".removesuffix("/.")
