"""Apply rules to statements: which statements prove which element of a criterion."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditkit.evidence._matching import Index, compiled
from auditkit.evidence._statements import Statement
from auditkit.models import Guard, Rule

_PORTION = 64  # statements that a rule looks at first
_ENOUGH = 20  # hits in content after which a rule is settled
_REACH = 30  # characters before and after a match that before_not and after_not look at
_NEIGHBOURS = 3  # statements on either side that count as near whatever their section
_SECTION_REACH = 40  # statements of its own section that count as near
_BESIDE = 5  # statements on either side that count as beside it


def _standing(statement: Statement) -> int:
    """Rank a statement as evidence: a sentence says more than a heading or a menu."""
    if Guard.CHROME in statement.guards:
        return 2
    return 1 if Guard.HEADING in statement.guards else 0


@dataclass(frozen=True)
class Place:
    """A span of a folded statement."""

    statement: int
    start: int
    end: int


@dataclass(frozen=True)
class Hit:
    """A rule that holds in a statement, with the matched span of the folded statement."""

    rule: Rule
    statement: int
    start: int
    end: int
    support: tuple[Place, ...] = ()
    """What the rule found beside the statement, and rests on as well."""


class Reading:
    """A document set as rules see it: statements, their contexts, their neighbourhoods."""

    def __init__(
        self, statements: Sequence[Statement], rules: Iterable[Rule], cues: Mapping[str, str]
    ) -> None:
        rules = tuple(rules)
        self.statements = statements
        self._cues = cues
        finds = tuple(dict.fromkeys(rule.find for rule in rules))
        self._index = Index([s.text for s in statements], finds)
        contexts = list(dict.fromkeys(s.context for s in statements))
        numbers = {context: i for i, context in enumerate(contexts)}
        self._context_of = [numbers[s.context] for s in statements]
        above = (p for rule in rules for p in (*rule.under, *rule.never_under))
        self._contexts = Index(contexts, tuple(dict.fromkeys(above)))
        self._within_context: list[list[int]] = [[] for _ in contexts]
        for number, context in enumerate(self._context_of):
            self._within_context[context].append(number)
        self._guards = [statement.guards for statement in statements]
        self._free: dict[frozenset[Guard], bytes] = {}
        self._near = self._neighbourhoods()

    def _neighbourhoods(self) -> list[tuple[int, int]]:
        """Return for each statement the range of statements that are near it."""
        count = len(self.statements)
        sections: list[tuple[int, int]] = []
        first = 0
        for i in range(1, count + 1):
            if i == count or self._section(i) != self._section(first):
                sections.extend([(first, i)] * (i - first))
                first = i
        ranges = []
        for i, (low, high) in enumerate(sections):
            document = self.statements[i].document
            low = min(max(low, i - _SECTION_REACH), max(0, i - _NEIGHBOURS))
            high = max(min(high, i + _SECTION_REACH), min(count, i + 1 + _NEIGHBOURS))
            while self.statements[low].document != document:
                low += 1
            while self.statements[high - 1].document != document:
                high -= 1
            ranges.append((low, high))
        return ranges

    def _section(self, number: int) -> tuple[int, tuple[str, ...]]:
        statement = self.statements[number]
        return statement.document, statement.passage.headings

    def first(self, cue: str, texts: Sequence[str]) -> str | None:
        """Return what the cue of this name matches first in the texts."""
        for text in texts if cue in self._cues else ():
            if match := compiled(self._cues[cue]).search(text):
                return str(match.group())
        return None

    def loosely(self, rule: Rule, most: int, fits: Callable[[Statement], bool]) -> list[Hit]:
        """Return where the rule would hold if nothing were forbidden, in statements that fit."""
        if not all(map(self._index.holds_anywhere, rule.anywhere)):
            return []
        hits: list[Hit] = []
        for portion in _portions(self._candidates(rule.find, rule.under)):
            fitting = [number for number in portion if fits(self.statements[number])]
            found = self._index.spans(rule.find, fitting)
            wanted = self._fitting(rule, found, forbidden=False)
            hits.extend(Hit(rule, number, *found[number][0]) for number in wanted)
            if len(hits) >= most:
                break
        return hits[:most]

    def apply(self, rule: Rule) -> list[Hit]:
        """Return where the rule holds: content before headings, headings before chrome.

        A document that says the same over and over is not read to its end for every rule.
        """
        numbers = self._candidates(rule.find, rule.under, rule.never_under)
        anywhere = self._index.holds_anywhere
        if not numbers or not all(map(anywhere, rule.anywhere)) or any(map(anywhere, rule.nowhere)):
            return []
        free = self._unguarded(frozenset(rule.even_if))
        every = bool(rule.before_not or rule.after_not)
        hits: list[Hit] = []
        firm = 0
        for portion in _portions(numbers):
            found = self._index.spans(
                rule.find, [number for number in portion if free[number]], every=every
            )
            for number in self._fitting(rule, found):
                statement = self.statements[number]
                for start, end in found[number]:
                    if self._surroundings_allow(rule, statement, start, end):
                        hits.append(Hit(rule, number, start, end, self._support(rule, number)))
                        firm += not _standing(statement)
                        break
                if firm >= _ENOUGH:
                    break
            if firm >= _ENOUGH:
                break
        hits.sort(key=lambda hit: _standing(self.statements[hit.statement]))
        return hits

    def _candidates(
        self, find: str, wanted: tuple[str, ...], forbidden: tuple[str, ...] = ()
    ) -> Sequence[int]:
        """Return the statements that may match, under headings and lead-ins as they are wanted."""
        numbers = self._index.candidates(find)
        if not numbers or not (wanted or forbidden):
            return numbers
        many = len(numbers) > _PORTION
        contexts: Iterable[int] = range(len(self._within_context))
        if not many:
            contexts = dict.fromkeys(self._context_of[number] for number in numbers)
        for pattern in wanted:
            contexts = self._contexts.holding(pattern, contexts)
        for pattern in forbidden:
            excluded = set(self._contexts.holding(pattern, contexts))
            contexts = [context for context in contexts if context not in excluded]
        if many and wanted:
            below = (number for context in contexts for number in self._within_context[context])
            return self._index.candidates_among(find, below)
        kept = set(contexts)
        return [number for number in numbers if self._context_of[number] in kept]

    def _unguarded(self, lifted: frozenset[Guard]) -> bytes:
        """Return for each statement whether no guard holds for it but those that are lifted."""
        if lifted not in self._free:
            self._free[lifted] = bytes(guards <= lifted for guards in self._guards)
        return self._free[lifted]

    def _fitting(self, rule: Rule, numbers: Iterable[int], *, forbidden: bool = True) -> list[int]:
        """Return the statements that hold what the rule wants there and nearby."""
        fitting = list(numbers)
        for pattern in rule.also:
            fitting = self._index.holding(pattern, fitting)
        for pattern in rule.never if forbidden else ():
            excluded = set(self._index.holding(pattern, fitting))
            fitting = [number for number in fitting if number not in excluded]
        near = self._near.__getitem__
        for pattern in rule.near:
            fitting = self._within(near, pattern, fitting, wanted=True)
        for pattern in rule.never_near if forbidden else ():
            fitting = self._within(near, pattern, fitting, wanted=False)
        for pattern in rule.beside:
            fitting = self._within(self._beside, pattern, fitting, wanted=True)
        return fitting

    def _within(
        self,
        reach: Callable[[int], tuple[int, int]],
        pattern: str,
        numbers: Sequence[int],
        *,
        wanted: bool,
    ) -> list[int]:
        """Return the statements in whose reach the pattern matches, or in whose it does not."""
        held = self._index.holding(
            pattern, sorted({number for n in numbers for number in range(*reach(n))})
        )
        found = []
        for number in numbers:
            low, high = reach(number)
            place = bisect_left(held, low)
            if (place < len(held) and held[place] < high) == wanted:
                found.append(number)
        return found

    def _beside(self, number: int) -> tuple[int, int]:
        """Return the range of the statements right beside one, in its document."""
        document = self.statements[number].document
        low, high = number, number + 1
        while low and low > number - _BESIDE and self.statements[low - 1].document == document:
            low -= 1
        last = min(len(self.statements), number + _BESIDE + 1)
        while high < last and self.statements[high].document == document:
            high += 1
        return low, high

    def _support(self, rule: Rule, number: int) -> tuple[Place, ...]:
        """Return what the rule wants beside the statement: the closest one, rather below it."""
        places = []
        for pattern in rule.beside:
            around = sorted(range(*self._beside(number)), key=lambda n: (abs(n - number), -n))
            held = self._index.holding(pattern, around)
            if held[0] != number:
                places.append(Place(held[0], *self._index.spans(pattern, held[:1])[held[0]][0]))
        return tuple(places)

    def _surroundings_allow(self, rule: Rule, statement: Statement, start: int, end: int) -> bool:
        text = statement.text
        if rule.before_not:
            before = text[max(0, start - _REACH) : start]
            if compiled(rule.before_not).search(before):
                return False
        if rule.after_not:
            after = text[end : end + _REACH]
            if compiled(rule.after_not).search(after):
                return False
        return True


def _portions(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Yield the numbers in growing portions, so that who needs few hits waits for few."""
    start, size = 0, _PORTION
    while start < len(numbers):
        yield numbers[start : start + size]
        start += size
        size *= 4
