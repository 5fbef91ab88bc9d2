"""Find what patterns match in many short texts, in linear time.

RE2 keeps the time of every pattern linear.  A pattern is searched only in the texts that hold the
words it needs; those are searched together, as one run of bytes: a call costs more than a search.

A pattern is searched loosely first.  RE2 makes a state of its own for every count that
``.{0,60}`` can reach, so that an exact search mostly waits for memory; without the counts it has
few states, and few texts that it matches do not match exactly.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import accumulate, islice
from typing import Any

import re2

from auditkit.evidence._needs import Holdings, Need, Vocabulary, members, need_of

_NEGATED = re.compile(r"(?<!\\)\[\^")

_REPEAT = re.compile(r"(?<!\\)\{([0-9]+)(?:,[0-9]*)?\}")

_PORTION = 16  # texts that a pattern is looked for in at first
_FEW = 2  # texts that are searched one by one, as joining them would cost more

Span = tuple[int, int]
_Search = Callable[[bytes, int, int], Span]
"""From a text and the range to look at to the first match, -1 where there is none."""


def _options() -> Any:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    options.never_capture = True  # the whole match is all that is asked for
    options.max_mem = 64 << 20
    return options


def _within_a_text(pattern: str) -> str:
    r"""Return the pattern as it must be where texts are joined by newlines.

    ``\s`` means a space: folded text has no other white space, and a newline parts two texts,
    so ``^`` and ``$`` are the ends of a text, and no negated class reaches over one.
    """
    return "(?m)" + _NEGATED.sub(r"[^\\n", pattern.replace(r"\s", " "))


def _relaxed(pattern: str) -> str:
    """Return a pattern that matches wherever this one does, without counted repeats."""
    return _REPEAT.sub(lambda repeat: "*" if repeat[1] == "0" else "+", pattern)


def _matching(pattern: str) -> Any:
    # The object below re2's own, whose wrapping costs as much as the search of a short text.
    return re2.compile(pattern, _options())._regexp.Match


class Pattern:
    """A pattern of the rules, case ignored; it is compiled when it is first searched for."""

    def __init__(self, pattern: str) -> None:
        self._exact = _within_a_text(pattern)
        self._loose = _relaxed(self._exact)

    @cached_property
    def need(self) -> Need:
        """What a text must hold for the pattern to match in it."""
        return need_of(self._exact)

    @cached_property
    def loosely(self) -> _Search:
        """Search without counts: no match of the pattern begins before what this finds."""
        match, anywhere = _matching(self._loose), re2._Anchor.UNANCHORED

        def search(text: bytes, start: int, end: int) -> Span:
            return match(anywhere, text, start, end)[0]  # type: ignore[no-any-return]

        return search

    @cached_property
    def exactly(self) -> _Search:
        """Search for the pattern itself."""
        if self._loose == self._exact:
            return self.loosely
        match, anywhere = _matching(self._exact), re2._Anchor.UNANCHORED
        here = re2._Anchor.ANCHOR_START

        def search(text: bytes, start: int, end: int) -> Span:
            # Where a loose match begins there mostly is an exact one, and RE2 need not look back
            # for the beginning of a match that it is told.
            found = match(here, text, start, end)[0]
            return found if found[0] >= 0 else match(anywhere, text, start, end)[0]  # type: ignore[no-any-return]

        return search

    def first_in(self, text: str) -> str | None:
        """Return what it matches first in a text of its own."""
        held = text.encode()
        start, end = self.exactly(held, 0, len(held))
        return held[start:end].decode() if start >= 0 else None


@lru_cache(maxsize=8192)
def compiled(pattern: str) -> Pattern:
    """Return the pattern, compiled once."""
    return Pattern(pattern)


@lru_cache(maxsize=128)
def _vocabulary(patterns: tuple[str, ...]) -> Vocabulary:
    return Vocabulary(compiled(pattern).need for pattern in patterns)


class Index:
    """Texts, and what is found in them; whether a text holds a pattern is worked out once.

    A set of texts is the bits of a number, as in :mod:`auditkit.evidence._needs`.
    ``patterns`` are those that most will be asked of.
    """

    def __init__(self, texts: Sequence[str], patterns: tuple[str, ...] = ()) -> None:
        texts = [text.replace("\n", " ") for text in texts]
        self._holdings = Holdings(texts, _vocabulary(patterns))
        self._candidates: dict[str, int] = {}
        self._texts = [text.encode() for text in texts]
        self._sizes = [len(text) + 1 for text in self._texts]
        self._known: dict[str, dict[int, bool]] = defaultdict(dict)
        self._anywhere: dict[str, bool] = {}

    def candidates(self, pattern: str) -> int:
        """Return the texts that the pattern can match in."""
        if pattern not in self._candidates:
            self._candidates[pattern] = self._holdings.of(compiled(pattern).need)
        return self._candidates[pattern]

    def holds(self, pattern: str, number: int) -> bool:
        """Whether the pattern matches in a text."""
        known = self._known[pattern]
        if number not in known:
            known[number] = any(self._search(pattern, (number,)))
        return known[number]

    def holds_between(self, pattern: str, start: int, stop: int) -> bool:
        """Whether the pattern matches in some of the texts in a row."""
        row = self.candidates(pattern) >> start & (1 << stop - start) - 1
        return self._holds_in_some(pattern, [start + number for number in members(row)])

    def holds_anywhere(self, pattern: str) -> bool:
        """Whether the pattern matches in some text."""
        if pattern not in self._anywhere:
            found = self._holds_in_some(pattern, [*members(self.candidates(pattern))])
            self._anywhere[pattern] = found
        return self._anywhere[pattern]

    def _holds_in_some(self, pattern: str, numbers: Sequence[int]) -> bool:
        """Whether the pattern matches in some of the texts; the search ends with the first."""
        known = self._known[pattern]
        if any(map(known.get, numbers)):
            return True
        new = [number for number in numbers if number not in known]
        first = next((number for number, _ in self._search(pattern, new)), None)
        for number in new:
            known[number] = number == first
            if number == first:
                break
        return first is not None

    def holding(self, pattern: str) -> Iterator[int]:
        """Yield the texts in which the pattern matches, in order."""
        return (number for number, _ in self._search(pattern, [*members(self.candidates(pattern))]))

    def spans(
        self, pattern: str, numbers: Iterable[int], *, every: bool = False
    ) -> Iterator[tuple[int, Span]]:
        """Yield where the pattern matches in the texts: first in each, or every time in order."""
        for portion in _portions(numbers):
            for number, (start, end) in self._search(pattern, portion, every):
                text = self._texts[number]
                first = len(text[:start].decode())
                yield number, (first, first + len(text[start:end].decode()))

    def _search(
        self, pattern: str, numbers: Sequence[int], every: bool = False
    ) -> Iterator[tuple[int, Span]]:
        """Yield text number and span in bytes: of the first match in a text, or of every one."""
        search = compiled(pattern)
        for number, at in self._search_loosely(search.loosely, numbers):
            text = self._texts[number]
            while at < len(text):
                start, end = search.exactly(text, at, len(text))
                if start < 0:
                    break
                if start < end:
                    yield number, (start, end)
                if not every:
                    break
                at = max(end, start + 1)

    def _search_loosely(self, search: _Search, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Yield the texts in which something is found, and where it begins."""
        if len(numbers) <= _FEW:
            for number in numbers:
                text = self._texts[number]
                start, _ = search(text, 0, len(text))
                if start >= 0:
                    yield number, start
            return
        starts = list(accumulate(map(self._sizes.__getitem__, numbers), initial=0))
        joined = b"\n".join(map(self._texts.__getitem__, numbers))
        at, end = 0, len(joined)
        while at < end:
            start, _ = search(joined, at, end)
            if start < 0:
                return
            place = bisect_right(starts, start) - 1
            yield numbers[place], start - starts[place]
            at = starts[place + 1]


def _portions(numbers: Iterable[int]) -> Iterator[list[int]]:
    """Yield the numbers in growing portions, so that who needs few hits waits for few."""
    following = iter(numbers)
    size = _PORTION
    while portion := [*islice(following, size)]:
        yield portion
        size *= 4
