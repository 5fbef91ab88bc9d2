"""Find what patterns match in many short texts, in one linear pass.

RE2 keeps the time of every pattern linear; its filter reads each text once and tells which of
all patterns can match there at all, so that a pattern meets only the few texts that hold one of
its words.  Those are searched together, as one run of bytes: a call costs more than a search.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any

import re2

_NEGATED = re.compile(r"(?<!\\)\[\^")

_REPEAT = re.compile(r"(?<!\\)\{([0-9]+)(?:,[0-9]*)?\}")

Span = tuple[int, int]


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
        found: list[list[int]] = [[] for _ in self._patterns]
        if self._patterns:
            for number, text in enumerate(texts):
                for index in self._filter.Match(text.lower(), True) or ():
                    found[index].append(number)
        return dict(zip(self._patterns, found, strict=True))


@lru_cache(maxsize=128)
def pattern_set(patterns: tuple[str, ...]) -> PatternSet:
    """Return the set of these patterns, made once."""
    return PatternSet(patterns)


class Index:
    """Texts, and what is found in them; whether a text holds a pattern is worked out once.

    ``patterns`` are those whose :meth:`candidates` will be asked for, or that will be asked of
    most texts.
    """

    def __init__(self, texts: Sequence[str], patterns: tuple[str, ...] = ()) -> None:
        texts = [text.replace("\n", " ") for text in texts]
        self._candidates = pattern_set(patterns).candidates(texts)
        self._texts = [text.encode() for text in texts]
        self._sizes = [len(text) + 1 for text in self._texts]
        self._known: dict[str, dict[int, bool]] = {}
        self._anywhere: dict[str, bool] = {}

    def candidates(self, pattern: str) -> Sequence[int]:
        """Return the numbers of the texts that the pattern can match in, in order."""
        return self._candidates[pattern]

    def candidates_among(self, pattern: str, numbers: Iterable[int]) -> list[int]:
        """Return those of the texts ``numbers`` that the pattern can match in, in order."""
        found = set(numbers)
        if len(self._candidates[pattern]) < len(self._texts):
            found.intersection_update(self._candidates[pattern])
        return sorted(found)

    def holding(self, pattern: str, numbers: Iterable[int]) -> list[int]:
        """Return those of the texts ``numbers`` in which the pattern matches, in their order."""
        numbers = list(numbers)
        known = self._known.setdefault(pattern, {})
        new = [number for number in numbers if number not in known]
        if new:
            known.update(dict.fromkeys(new, False))
            if pattern in self._candidates:
                new = self.candidates_among(pattern, new)
            known.update((number, True) for number, _ in self._search(pattern, new))
        return [number for number in numbers if known[number]]

    def spans(
        self, pattern: str, numbers: Sequence[int], *, every: bool = False
    ) -> dict[int, list[Span]]:
        """Return for each of the texts in which the pattern matches where it does.

        The first span in the text is given, or every one in order.
        """
        found: dict[int, list[Span]] = {}
        for number, (start, end) in self._search(pattern, numbers, every):
            text = self._texts[number]
            first = len(text[:start].decode())
            found.setdefault(number, []).append((first, first + len(text[start:end].decode())))
        return found

    def _search(
        self, pattern: str, numbers: Sequence[int], every: bool = False
    ) -> Iterator[tuple[int, Span]]:
        """Yield text number and span in bytes: of the first match in a text, or of every one."""
        texts = [self._texts[number] for number in numbers]
        starts = list(accumulate(map(self._sizes.__getitem__, numbers), initial=0))
        joined = b"\n".join(texts)
        search = compiled(pattern).search
        at = 0
        while at < len(joined) and (match := search(joined, at)):
            start, end = match.span()
            place = bisect_right(starts, start) - 1
            if start < end:
                base = starts[place]
                yield numbers[place], (start - base, end - base)
            at = max(end, start + 1) if every else starts[place + 1]

    def holds_anywhere(self, pattern: str) -> bool:
        """Whether the pattern matches in some text."""
        if pattern not in self._anywhere:
            everything = range(len(self._texts))
            found = next(self._search(pattern, everything), None)
            self._anywhere[pattern] = found is not None
        return self._anywhere[pattern]
