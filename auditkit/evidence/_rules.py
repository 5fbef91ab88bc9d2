"""Apply rules to statements: which statements prove which element of a criterion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import itemgetter, or_

from auditkit.evidence._citations import Citation, read_citations
from auditkit.evidence._matching import Index, compiled
from auditkit.evidence._needs import bits, members
from auditkit.evidence._statements import Statement
from auditkit.models import Guard, Rule

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


class Hits:
    """Hits in order, best first; each is looked for when it is asked for, and then kept."""

    def __init__(self, found: Iterable[Hit]) -> None:
        self._found = iter(found)
        self._known: list[Hit] = []

    def __iter__(self) -> Iterator[Hit]:
        yield from self._known
        at = len(self._known)
        while True:
            if at == len(self._known):
                following = next(self._found, None)
                if following is None:
                    return
                self._known.append(following)
            yield self._known[at]
            at += 1

    def __bool__(self) -> bool:
        return bool(self._known) or any(True for _ in self)


NO_HITS = Hits(())


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
        self._contexts = Index(contexts)
        within: list[list[int]] = [[] for _ in contexts]
        for number, context in enumerate(self._context_of):
            within[context].append(number)
        self._within_context = [*map(bits, within)]
        self._below: dict[str, int] = {}
        self._citations: dict[int, tuple[Citation, ...]] = {}
        guarded: dict[frozenset[Guard], list[int]] = defaultdict(list)
        for number, statement in enumerate(statements):
            guarded[statement.guards].append(number)
        self._guarded = {guards: bits(numbers) for guards, numbers in guarded.items()}
        self._free: dict[tuple[Guard, ...], int] = {}
        self._near = self._neighbourhoods()

    def _neighbourhoods(self) -> list[tuple[int, int]]:
        """Return for each statement the range of statements that are near it."""
        count = len(self.statements)
        sections: list[tuple[int, int]] = []
        for _, alike in groupby((s.document, s.passage.headings) for s in self.statements):
            first = len(sections)
            size = len([*alike])
            sections += [(first, first + size)] * size
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

    def first(self, cue: str, texts: Sequence[str]) -> str | None:
        """Return what the cue of this name matches first in the texts."""
        for text in texts if cue in self._cues else ():
            if (found := compiled(self._cues[cue]).first_in(text)) is not None:
                return found
        return None

    def citations(self, number: int) -> tuple[Citation, ...]:
        """Return the citations of the Act in a statement, read once."""
        if number not in self._citations:
            statement = self.statements[number]
            self._citations[number] = tuple(read_citations(statement.text, statement.context))
        return self._citations[number]

    def loosely(self, rule: Rule, most: int, fits: Callable[[Statement], bool]) -> Iterator[Hit]:
        """Yield where the rule would hold if nothing were forbidden, in statements that fit."""
        if not all(map(self._index.holds_anywhere, rule.anywhere)):
            return
        numbers = (n for n in members(self._candidates(rule)) if fits(self.statements[n]))
        for number, span in self._index.spans(rule.find, numbers):
            if self._has_all(rule, number):
                yield Hit(rule, number, *span)
                most -= 1
                if not most:
                    return

    def apply(self, rule: Rule) -> Hits:
        """Return where the rule holds: content before headings, headings before chrome.

        A document that says the same over and over is not read to its end for every rule.
        """
        numbers = self._candidates(rule)
        return Hits(self._hits(rule, numbers)) if numbers else NO_HITS

    def _hits(self, rule: Rule, numbers: int) -> Iterator[Hit]:
        anywhere = self._index.holds_anywhere
        numbers &= self._unguarded(rule.even_if)
        if not numbers or not all(map(anywhere, rule.anywhere)) or any(map(anywhere, rule.nowhere)):
            return
        every = bool(rule.before_not or rule.after_not)
        firm = 0
        others: list[Hit] = []
        found = self._index.spans(rule.find, members(numbers), every=every)
        for number, places in groupby(found, itemgetter(0)):
            if not self._has_all(rule, number) or self._has_forbidden(rule, number):
                continue
            statement = self.statements[number]
            for _, (start, end) in places:
                if self._surroundings_allow(rule, statement, start, end):
                    hit = Hit(rule, number, start, end, self._support(rule, number))
                    break
            else:
                continue
            if _standing(statement):
                others.append(hit)
                continue
            yield hit
            firm += 1
            if firm == _ENOUGH:
                break
        yield from sorted(others, key=lambda hit: _standing(self.statements[hit.statement]))

    def _candidates(self, rule: Rule) -> int:
        """Return the statements that may match, under headings and lead-ins as they are wanted."""
        numbers = self._index.candidates(rule.find)
        for pattern in rule.under if numbers else ():
            numbers &= self._under(pattern)
        return numbers

    def _under(self, pattern: str) -> int:
        """Return the statements in whose headings or lead-in the pattern matches."""
        if pattern not in self._below:
            self._below[pattern] = reduce(
                or_, map(self._within_context.__getitem__, self._contexts.holding(pattern)), 0
            )
        return self._below[pattern]

    def _unguarded(self, lifted: tuple[Guard, ...]) -> int:
        """Return the statements for which no guard holds but those that are lifted."""
        if lifted not in self._free:
            free = (held for guards, held in self._guarded.items() if guards.issubset(lifted))
            self._free[lifted] = reduce(or_, free, 0)
        return self._free[lifted]

    def _has_all(self, rule: Rule, number: int) -> bool:
        """Whether a statement holds what the rule wants there and nearby."""
        index = self._index
        return (
            all(index.holds(pattern, number) for pattern in rule.also)
            and all(index.holds_between(p, *self._near[number]) for p in rule.near)
            and all(index.holds_between(p, *self._beside(number)) for p in rule.beside)
        )

    def _has_forbidden(self, rule: Rule, number: int) -> bool:
        """Whether a statement holds what the rule forbids there, above it or nearby."""
        index = self._index
        context = self._context_of[number]
        return (
            any(index.holds(pattern, number) for pattern in rule.never)
            or any(self._contexts.holds(pattern, context) for pattern in rule.never_under)
            or any(index.holds_between(p, *self._near[number]) for p in rule.never_near)
        )

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
            held = next(other for other in around if self._index.holds(pattern, other))
            if held != number:
                ((_, span),) = self._index.spans(pattern, (held,))
                places.append(Place(held, *span))
        return tuple(places)

    def _surroundings_allow(self, rule: Rule, statement: Statement, start: int, end: int) -> bool:
        text = statement.text
        if rule.before_not:
            before = text[max(0, start - _REACH) : start]
            if compiled(rule.before_not).first_in(before) is not None:
                return False
        if rule.after_not:
            after = text[end : end + _REACH]
            if compiled(rule.after_not).first_in(after) is not None:
                return False
        return True
