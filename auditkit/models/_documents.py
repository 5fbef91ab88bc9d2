"""What a provider published, as read: documents, their passages, and the provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal


class PassageRole(StrEnum):
    """What a passage is to the assessment."""

    CONTENT = "content"
    CHROME = "chrome"  # menus, footers, banners of a web page
    EARLIER = "earlier"  # the version before a change: kept, never assessed
    NOTICE = "notice"  # the head that announces a change: belongs to neither version


class PassageKind(StrEnum):
    """The form of a passage."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"  # a row of a table, its cells joined by tabs


@dataclass(frozen=True)
class Passage:
    """A clause, paragraph, item or heading of a document.

    The passages of a document tile its text: every character lies in exactly one.
    ``headings`` are the titles above it, outermost first; ``lead`` is the sentence that
    introduces the list it belongs to (``""`` outside lists).
    """

    start: int
    end: int
    locator: str
    kind: PassageKind = PassageKind.PARAGRAPH
    role: PassageRole = PassageRole.CONTENT
    level: int = 0
    headings: tuple[str, ...] = ()
    lead: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a passage needs 0 <= start < end, not {self.start}, {self.end}")

    @property
    def assessed(self) -> bool:
        """Whether detection reads this passage (all but an earlier version and its notice)."""
        return self.role in (PassageRole.CONTENT, PassageRole.CHROME)


@dataclass(frozen=True)
class Document:
    """One file of a provider, read: its text and the passages that tile it."""

    id: str
    path: str
    sha256: str
    text: str
    passages: tuple[Passage, ...]
    format: str = "txt"
    encoding: str | None = None
    title: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        at = 0
        for passage in self.passages:
            if passage.start != at:
                raise ValueError(f"{self.path}: passages leave a gap or overlap at {at}")
            at = passage.end
        if at != len(self.text):
            raise ValueError(f"{self.path}: passages end at {at}, the text at {len(self.text)}")

    def quote(self, start: int, end: int) -> str:
        """Return the text between two offsets, exactly as it stands."""
        return self.text[start:end]

    def passage_at(self, offset: int) -> Passage:
        """Return the passage that holds the character at ``offset``."""
        low, high = 0, len(self.passages) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.passages[middle].start <= offset:
                low = middle
            else:
                high = middle - 1
        return self.passages[low]


@dataclass(frozen=True)
class Problem:
    """A file that could not be read, or was read with a reservation, in words for a person."""

    path: str
    message: str
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True)
class DocumentSet:
    """What a provider's files yielded: the documents and the problems met on the way."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()

    def document(self, document_id: str) -> Document:
        """Return the document with this id; ``KeyError`` if there is none."""
        for document in self.documents:
            if document.id == document_id:
                return document
        raise KeyError(document_id)


@dataclass(frozen=True)
class Provider:
    """The audited provider: ``provider.yaml`` beside its documents, or what the folder shows."""

    id: str
    name: str
    kind: str = ""
    contact: str = ""
    notes: str = ""
    conditions: Mapping[str, bool] = field(default_factory=dict)
    """Condition code (``joint_use`` …) → whether the auditor knows it to apply."""
