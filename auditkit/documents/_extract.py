"""What a reader yields, and how it says that it cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditkit.passages import Mark, MarkKind

MAX_BYTES = 20_000_000
"""Larger files are refused: no privacy document comes near."""
MAX_CHARACTERS = 5_000_000
"""The same limit for the text a file unpacks to."""
MAX_PAGES = 1_000
"""The same limit for the pages of a PDF."""

_SPACE = re.compile(r"[ \t\r\n\f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufeff\ufffe\uffff]")


class Unreadable(Exception):
    """A file cannot be read; carries the key of the message and its fields."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key = key
        self.fields = fields


@dataclass
class Extract:
    """The text of a file with the structure its format states.

    ``reservations`` are keys of messages, with their fields, for the person who reads the report.
    """

    text: str
    marks: list[Mark] = field(default_factory=list)
    title: str = ""
    encoding: str | None = None
    reservations: list[tuple[str, dict[str, object]]] = field(default_factory=list)


def clean_text(text: str) -> str:
    """Unify line ends and blank out control characters, so that offsets stay meaningful."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub(" ", text)


class Builder:
    """Puts a text together from pieces of marked-up source, and keeps the marks beside it."""

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.length = 0
        self._parts: list[str] = []
        self._tail = "\n\n"

    def add(self, piece: str) -> None:
        """Add running text; white space of the source collapses as in a browser."""
        piece = _SPACE.sub(" ", _CONTROL.sub(" ", piece))
        if self._tail[-1:] in ("\n", "\t", " "):
            piece = piece.lstrip(" ")
        if piece:
            self._push(piece)

    def line(self) -> None:
        """End the line, as ``<br>`` does."""
        if self.length and not self._tail.endswith("\n\n"):
            self._push("\n")

    def block(self) -> None:
        """End the block: what follows is not the same paragraph."""
        while self.length and not self._tail.endswith("\n\n"):
            self._push("\n")

    def cell(self) -> None:
        """End a cell of a row."""
        self._push("\t")

    def mark(
        self, start: int, kind: MarkKind, level: int = 0, label: str = "", end: int | None = None
    ) -> None:
        """Mark the text from ``start`` up to here, if there is any."""
        stop = self.length if end is None else end
        if stop > start:
            self.marks.append(Mark(start, stop, kind, level, label))

    def extract(self) -> Extract:
        """Return the text and its marks."""
        return Extract("".join(self._parts), self.marks)

    def _push(self, piece: str) -> None:
        self._parts.append(piece)
        self.length += len(piece)
        self._tail = (self._tail + piece)[-2:]
        if self.length > MAX_CHARACTERS:
            raise Unreadable("document.too_long", limit=MAX_CHARACTERS)
