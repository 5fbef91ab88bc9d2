"""Find the passages that come nearest to a fact that the documents do not state.

First those in which a rule finds its words in the right place, though something forbids them to
count; else those that share most of the words in which the criterion itself is told.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from auditkit.evidence._rules import Hit, Reading
from auditkit.evidence._statements import Statement
from auditkit.folding import fold
from auditkit.models import Criterion, CriterionKind, Guard, Rule

_TELLING = 12  # characters that a sentence shown as the nearest has at least
_READ = 1000  # statements that are compared at most
_ALIKE = 1.3  # how much a sentence has in common with a criterion at least
_EVEN = 20  # added to a sentence's length, lest the shortest always win
_RUN = re.compile(r"[一-鿿々]{2,}|[ァ-ヶー]{3,}")
_SAMPLE = re.compile(r"^\(?例[:)]")


def telling(statement: Statement) -> bool:
    """Whether a person could take the statement for the operator's own on a subject."""
    return (
        len(statement.text) >= _TELLING
        and statement.guards <= {Guard.EXCEPTION}
        and not _SAMPLE.match(statement.text)
    )


class Nearness:
    """How near the statements of a document set come to what criteria ask for."""

    def __init__(self, criteria: Sequence[Criterion], reading: Reading) -> None:
        self._reading = reading
        self._criteria = criteria
        self._weight: dict[str, float] = {}
        self._holding: dict[str, list[int]] = {}
        """For each word that criteria are told in, the statements that have it."""

    def hits(self, criterion: Criterion, most: int) -> Iterator[Hit]:
        """Yield where the documents come nearest to a criterion that nothing proves."""
        if criterion.kind is CriterionKind.FLAG:
            return
        found = False
        for rule in criterion.rules:
            for hit in self._reading.loosely(rule, most, telling):
                found = True
                yield hit
        if not found and criterion.rules:
            yield from self._alike(criterion, most)

    def _alike(self, criterion: Criterion, most: int) -> Iterable[Hit]:
        """Return the statements that share most with what is told of the criterion."""
        if not self._weight:
            self._learn()
        told = _told(criterion)
        whole = math.sqrt(sum(self._weight[word] for word in told)) or 1.0
        shared: dict[int, float] = defaultdict(float)
        for word in told:
            for number in self._holding.get(word, ()):
                shared[number] += self._weight[word]
        scores = sorted(
            (
                -10
                * weight
                / whole
                / math.sqrt(_EVEN + len(self._reading.statements[number].text)),
                number,
            )
            for number, weight in shared.items()
        )
        near = [number for score, number in scores[:most] if -score >= _ALIKE]
        rule = Rule("nearest", "")
        return [Hit(rule, number, 0, len(self._reading.statements[number].text)) for number in near]

    def _learn(self) -> None:
        """Weigh the words of all criteria, a rare one more, and find them in the statements."""
        spread = Counter(word for criterion in self._criteria for word in _told(criterion))
        count = len(self._criteria)
        self._weight = {word: math.log(count / many) for word, many in spread.items()}
        self._holding = {word: [] for word in spread}
        for number, statement in enumerate(self._reading.statements[:_READ]):
            if telling(statement):
                for word in _words(statement.text) & self._holding.keys():
                    self._holding[word].append(number)


@lru_cache(maxsize=512)
def _told_in(text: str) -> frozenset[str]:
    return _words(fold(text).text)


def _told(criterion: Criterion) -> frozenset[str]:
    """Return the words in which the criterion is told to people."""
    return _told_in(f"{criterion.title.ja}。{criterion.met.ja}。{criterion.recommendation.ja}")


def _words(text: str) -> frozenset[str]:
    """Return the pairs of ideographs and the katakana words of a text."""
    found = set()
    for run in _RUN.findall(text):
        if "ァ" <= run[0] <= "ー":
            found.add(run)
        else:
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return frozenset(found)
