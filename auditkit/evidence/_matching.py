"""Find every match of a pattern over many short texts in one linear pass."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import re2

_NEGATED = re.compile(r"(?<!\\)\[\^")


@lru_cache(maxsize=8192)
def compiled(pattern: str) -> Any:
    r"""Compile a pattern for RE2, case ignored: its matching time is linear in the text.

    ``\s`` means a space: folded text has no other white space, and a newline parts two texts,
    so ``^`` and ``$`` are the ends of a text, and no negated class reaches over one.
    """
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 64 << 20
    within = _NEGATED.sub(r"[^\\n", pattern.replace(r"\s", " "))
    return re2.compile("(?m)" + within, options)


class Index:
    """Texts joined by newlines; a pattern is searched once and its hits told text by text."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._starts: list[int] = []
        at = 0
        for text in texts:
            self._starts.append(at)
            at += len(text) + 1
        self._joined = "\n".join(text.replace("\n", " ") for text in texts)
        self._found: dict[str, dict[int, list[tuple[int, int]]]] = {}

    def hits(self, pattern: str) -> dict[int, list[tuple[int, int]]]:
        """Return text number → spans of the pattern's matches within that text."""
        known = self._found.get(pattern)
        if known is None:
            known = {}
            for match in compiled(pattern).finditer(self._joined):
                start, end = match.span()
                if start == end:
                    continue
                number = bisect_right(self._starts, start) - 1
                base = self._starts[number]
                known.setdefault(number, []).append((start - base, end - base))
            self._found[pattern] = known
        return known
