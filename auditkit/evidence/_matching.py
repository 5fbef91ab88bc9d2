"""Find what patterns match in many short texts, in one linear pass.

RE2 keeps the time of every pattern linear; its filter reads each text once and tells which of
all patterns can match there at all, so that a pattern meets only the few texts that hold one of
its words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import re2

_NEGATED = re.compile(r"(?<!\\)\[\^")

_REPEAT = re.compile(r"(?<!\\)\{([0-9]+)(?:,[0-9]*)?\}")

Span = tuple[int, int]
_PORTION = 64


def _options() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.max_mem = 64 << 20
    return options


def _within_a_text(pattern: str) -> str:
    r"""Return the pattern as it must be where texts are joined by newlines.

    ``\s`` means a space: folded text has no other white space, and a newline parts two texts,
    so ``^`` and ``$`` are the ends of a text, and no negated class reaches over one.
    """
    return "(?m)" + _NEGATED.sub(r"[^\\n", pattern.replace(r"\s", " "))


def _relaxed(pattern: str) -> str:
    """Return a pattern that matches wherever this one does, without counted repeats.

    The filter looks for words only, and an unrolled ``.{0,60}`` would take it most of its time.
    """
    return _REPEAT.sub(lambda repeat: "*" if repeat[1] == "0" else "+", pattern)


@lru_cache(maxsize=8192)
def compiled(pattern: str) -> Any:
    """Compile a pattern for RE2, case ignored: its matching time is linear in the text."""
    return re2.compile(_within_a_text(pattern), _options())


class PatternSet:
    """Many patterns at once: which of them can match in a text."""

    def __init__(self, patterns: tuple[str, ...]) -> None:
        self._patterns = patterns
        self._filter = re2.Filter()
        options = _options()
        for pattern in patterns:
            self._filter.Add(_relaxed(_within_a_text(pattern)), options)
        if patterns:
            self._filter.Compile()

    def candidates(self, texts: Sequence[str]) -> dict[str, list[int]]:
        """Return for each pattern the numbers of the texts that it can match in."""
        found: dict[str, list[int]] = {pattern: [] for pattern in self._patterns}
        if not self._patterns:
            return found
        for number, text in enumerate(texts):
            for index in self._filter.Match(text.lower(), True) or ():
                found[self._patterns[index]].append(number)
        return found


@lru_cache(maxsize=128)
def pattern_set(patterns: tuple[str, ...]) -> PatternSet:
    """Return the set of these patterns, made once."""
    return PatternSet(patterns)


class Index:
    """Texts, and what is found in them; each question is worked out once."""

    def __init__(self, texts: Sequence[str], patterns: tuple[str, ...] = ()) -> None:
        self._texts = [text.replace("\n", " ") for text in texts]
        self._candidates = pattern_set(patterns).candidates(self._texts)
        self._held: dict[tuple[str, int, int], bool] = {}

    def hits(self, pattern: str) -> Iterator[tuple[int, list[Span]]]:
        """Yield text number and spans, in order, for a pattern that the index was made for.

        The texts are searched in growing portions, so that who needs few hits waits for few.
        """
        candidates = self._candidates[pattern]
        start, portion = 0, _PORTION
        while start < len(candidates):
            yield from self._search(pattern, candidates[start : start + portion])
            start += portion
            portion *= 4

    def _search(self, pattern: str, numbers: Sequence[int]) -> Iterable[tuple[int, list[Span]]]:
        starts = []
        at = 0
        for number in numbers:
            starts.append(at)
            at += len(self._texts[number]) + 1
        joined = "\n".join(self._texts[number] for number in numbers)
        found: dict[int, list[Span]] = {}
        for match in compiled(pattern).finditer(joined):
            start, end = match.span()
            if start < end:
                place = bisect_right(starts, start) - 1
                base = starts[place]
                found.setdefault(numbers[place], []).append((start - base, end - base))
        return found.items()

    def holds(self, pattern: str, first: int, last: int | None = None) -> bool:
        """Whether any pattern matches in the text ``first``, or in those up to ``last``."""
        last = first + 1 if last is None else last
        key = (pattern, first, last)
        known = self._held.get(key)
        if known is None:
            text = "\n".join(self._texts[first:last])
            known = self._held[key] = compiled(pattern).search(text) is not None
        return known

    def holds_anywhere(self, pattern: str) -> bool:
        """Whether any pattern matches in some text."""
        return self.holds(pattern, 0, len(self._texts))
