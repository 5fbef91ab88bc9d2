"""Faults gathered while reading, each with the place where the author must look."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeGuard

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from auditkit.errors import Fault
from auditkit.messages import say
from auditkit.models import Language


class Faults:
    """The faults met so far, in the language of the reader."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._found: set[Fault] = set()

    def add(
        self, message: str, path: str = "", node: Node | None = None, /, **fields: object
    ) -> None:
        """Note a message for the place of ``node`` in the file ``path``."""
        if node is None:
            self.add_at(message, path, None, None, **fields)
        else:
            mark = node.start_mark
            self.add_at(message, path, mark.line + 1, mark.column + 1, **fields)

    def add_at(
        self, message: str, path: str, line: int | None, column: int | None, /, **fields: object
    ) -> None:
        """Note a message for a line and column counted from one."""
        self._found.add(Fault(say(message, self.language, **fields), path, line, column))

    def nearest(self, word: str, words: Iterable[str]) -> str:
        """Return a remark that names the word most like ``word``, or nothing if none is."""
        close = difflib.get_close_matches(word, sorted(words), n=1)
        return say("checklists.nearest", self.language, word=close[0]) if close else ""

    def listed(self, words: Iterable[str]) -> str:
        """Return the words as a list to be read in a sentence."""
        return ("、" if self.language == "ja" else ", ").join(words)

    def name(self, kind: str) -> str:
        """Return the reader's word for a kind of thing, such as ``requirement``."""
        return say(f"checklists.kind.{kind}", self.language)

    def __bool__(self) -> bool:
        return bool(self._found)

    def in_order(self) -> tuple[Fault, ...]:
        """Return the faults in the order of files and lines, without repeats."""
        return tuple(
            sorted(self._found, key=lambda f: (f.path, f.line or 0, f.column or 0, f.message))
        )


@dataclass(frozen=True)
class Loc:
    """Where a node stands: the file it was read from, and where its faults are gathered."""

    path: str
    faults: Faults

    def fault(self, node: Node | None, message: str, /, **fields: object) -> None:
        """Note a fault at ``node`` in this file."""
        self.faults.add(message, self.path, node, **fields)


def find_node(node: Node, *steps: str) -> Node:
    """Follow keys from ``node``; where one is missing, stay at the last node found."""
    for step in steps:
        if isinstance(node, MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
    return node


def word(node: Node, key: str) -> ScalarNode | None:
    """Return the node of the word under ``key`` of a mapping, if there is one."""
    found = find_node(node, key)
    return found if found is not node and _is_word(found) else None


def words(node: Node, key: str) -> list[ScalarNode]:
    """Return the nodes of the words listed under ``key`` of a mapping."""
    return [item for item in items(node, key) if _is_word(item)]


def items(node: Node, key: str) -> list[Node]:
    """Return the nodes listed under ``key`` of a mapping."""
    found = find_node(node, key)
    return found.value if isinstance(found, SequenceNode) else []


def _is_word(node: Node) -> TypeGuard[ScalarNode]:
    return isinstance(node, ScalarNode) and node.tag != "tag:yaml.org,2002:null"
