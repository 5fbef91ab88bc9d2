"""Apply rules to statements: which statements prove which element of a criterion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from auditkit.evidence._matching import Index, compiled
from auditkit.evidence._statements import Statement
from auditkit.models import Guard, Rule

_ENOUGH = 20  # hits in content after which a rule is settled
_TELLING = 12  # characters that a sentence shown as the nearest has at least
_REACH = 30  # characters before and after a match that before_not and after_not look at
_NEIGHBOURS = 3  # statements on either side that count as near whatever their section
_SECTION_REACH = 40  # statements of its own section that count as near


def _standing(statement: Statement) -> int:
    """Rank a statement as evidence: a sentence says more than a heading or a menu."""
    if Guard.CHROME in statement.guards:
        return 2
    return 1 if Guard.HEADING in statement.guards else 0


@dataclass(frozen=True)
class Hit:
    """A rule that holds in a statement, with the matched span of the folded statement."""

    rule: Rule
    statement: int
    start: int
    end: int


class Reading:
    """A document set as rules see it: statements, their contexts, their neighbourhoods."""

    def __init__(
        self,
        statements: Sequence[Statement],
        expand: Callable[[str], str],
        rules: Iterable[Rule],
    ) -> None:
        self.statements = statements
        self._expand = expand
        finds = tuple(sorted({expand(rule.find) for rule in rules}))
        self._index = Index([s.text for s in statements], finds)
        contexts = sorted({s.context for s in statements})
        numbers = {context: i for i, context in enumerate(contexts)}
        self._context_of = [numbers[s.context] for s in statements]
        self._contexts = Index(contexts)
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

    def in_statement(self, pattern: str, number: int) -> bool:
        """Whether the pattern matches in this statement."""
        return self._index.holds(self._expand(pattern), number)

    def in_context(self, pattern: str, number: int) -> bool:
        """Whether the pattern matches in the headings or the lead-in of this statement."""
        return self._contexts.holds(self._expand(pattern), self._context_of[number])

    def near(self, pattern: str, number: int) -> bool:
        """Whether the pattern matches in the section of this statement or right beside it."""
        return self._index.holds(self._expand(pattern), *self._near[number])

    def anywhere(self, pattern: str) -> bool:
        """Whether the pattern matches anywhere."""
        return self._index.holds_anywhere(self._expand(pattern))

    def first(self, pattern: str, texts: Sequence[str]) -> str | None:
        """Return what the pattern matches first in the texts."""
        for text in texts:
            if match := compiled(self._expand(pattern)).search(text):
                return str(match.group())
        return None

    def loosely(self, rule: Rule, most: int) -> list[Hit]:
        """Return sentences that come near: right words in the right place, yet not enough."""
        found = (
            Hit(rule, number, *spans[0])
            for number, spans in self._index.hits(self._expand(rule.find))
            if len(self.statements[number].text) >= _TELLING
            and not _standing(self.statements[number])
            and all(self.in_context(p, number) for p in rule.under)
            and all(self.in_statement(p, number) for p in rule.also)
        )
        return list(islice(found, most))

    def apply(self, rule: Rule) -> list[Hit]:
        """Return where the rule holds: content before headings, headings before chrome.

        A document that says the same over and over is not read to its end for every rule.
        """
        if not all(map(self.anywhere, rule.anywhere)) or any(map(self.anywhere, rule.nowhere)):
            return []
        lifted = frozenset(rule.even_if)
        hits: list[Hit] = []
        firm = 0
        for number, spans in self._index.hits(self._expand(rule.find)):
            if firm >= _ENOUGH:
                break
            statement = self.statements[number]
            if (
                statement.guards - lifted
                or not all(self.in_statement(p, number) for p in rule.also)
                or any(self.in_statement(p, number) for p in rule.never)
                or not all(self.in_context(p, number) for p in rule.under)
                or any(self.in_context(p, number) for p in rule.never_under)
                or not all(self.near(p, number) for p in rule.near)
                or any(self.near(p, number) for p in rule.never_near)
            ):
                continue
            for start, end in spans:
                if self._surroundings_allow(rule, statement, start, end):
                    hits.append(Hit(rule, number, start, end))
                    firm += not _standing(statement)
                    break
        hits.sort(key=lambda hit: _standing(self.statements[hit.statement]))
        return hits

    def _surroundings_allow(self, rule: Rule, statement: Statement, start: int, end: int) -> bool:
        text = statement.text
        if rule.before_not:
            before = text[max(0, start - _REACH) : start]
            if compiled(self._expand(rule.before_not)).search(before):
                return False
        if rule.after_not:
            after = text[end : end + _REACH]
            if compiled(self._expand(rule.after_not)).search(after):
                return False
        return True


def expander(
    cues: Mapping[str, str], expand: Callable[[str, Mapping[str, str]], str]
) -> Callable[[str], str]:
    """Return a function that expands the ``{cue}`` names of a pattern, each pattern once."""
    known: dict[str, str] = {}

    def expanded(pattern: str) -> str:
        if pattern not in known:
            known[pattern] = expand(pattern, cues)
        return known[pattern]

    return expanded
