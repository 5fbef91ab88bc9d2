"""Criteria with their rules, and what detection says of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from auditkit.models._words import Rank, Text


class CriterionKind(StrEnum):
    """A fact every provider shows, one that a condition triggers, or a flag of interest."""

    FACT = "fact"
    CONDITIONAL = "conditional"
    FLAG = "flag"


class Label(StrEnum):
    """What detection says of one criterion over a document set."""

    MET = "met"
    PARTIAL = "partial"
    ABSENT = "absent"
    NOT_TRIGGERED = "not_triggered"
    PRESENT = "present"


class Guard(StrEnum):
    """A reason why a statement does not count as the operator's own, unless a rule lifts it."""

    HEADING = "heading"  # a heading alone states nothing
    CHROME = "chrome"  # menus, footers, banners
    USER_DUTY = "user_duty"  # laid on users or contractors, not on the operator
    DEFINITION = "definition"  # explains a word ("個人情報とは")
    EXCEPTION = "exception"  # an entry of a list of statutory exceptions
    PLACEHOLDER = "placeholder"  # masked or still to be filled in


@dataclass(frozen=True)
class Rule:
    """One way a document can state an element of a criterion.

    The regular expressions (RE2 syntax, the named cue groups of the files put in) are matched
    against folded text: NFKC, no white space beside Japanese characters, case ignored.
    A *statement* is a sentence, an entry of a list, or a row of a table.
    """

    id: str
    find: str
    """Must match in the statement; the match anchors the quote."""
    element: str = ""
    """The element it proves, for ``decide``; empty when ``label`` says all."""
    label: Label | None = None
    """The label the rule gives on its own."""
    also: tuple[str, ...] = ()
    """Each must match somewhere in the same statement."""
    never: tuple[str, ...] = ()
    """None may match in the same statement."""
    under: tuple[str, ...] = ()
    """Each must match in the headings above it or in the sentence that leads its list in."""
    never_under: tuple[str, ...] = ()
    """None may match there."""
    near: tuple[str, ...] = ()
    """Each must match in the statement's section or its closest neighbours."""
    never_near: tuple[str, ...] = ()
    """None may match there."""
    beside: tuple[str, ...] = ()
    """Each must match in the statement or right beside it; what it matches is quoted as well."""
    anywhere: tuple[str, ...] = ()
    """Each must match somewhere in the document set."""
    nowhere: tuple[str, ...] = ()
    """None may match anywhere in the document set."""
    before_not: str = ""
    """Must not match in the 30 characters before the match."""
    after_not: str = ""
    """Must not match in the 30 characters after the match."""
    even_if: tuple[Guard, ...] = ()
    """Guards that do not void this rule."""
    quote: Literal["statement", "match"] = "statement"
    """What is quoted: the statement (cut to a readable length), or the match alone."""
    reason: Text | None = None


@dataclass(frozen=True)
class Element:
    """A part that a criterion's row names; told by its title when it is missing."""

    id: str
    title: Text


@dataclass(frozen=True)
class Decide:
    """One row of a criterion's decision table: a label when the elements named are proved."""

    label: Label
    all: tuple[str, ...] = ()
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    at_least: int = 1
    """How many of ``any`` must be proved."""


@dataclass(frozen=True)
class Example:
    """A worked passage with the label the criterion must give it, and why."""

    text: str
    label: Label
    why: str = ""
    value: str | int | None = None


ValueKind = Literal[
    "",
    "yen",
    "dates",
    "edition",
    "certification",
    "period",
    "country",
    "person",
    "match",
    "stale_citation",
]


@dataclass(frozen=True)
class Criterion:
    """One atomic disclosed fact, with the rules that find it and worked examples.

    ``trigger`` rules show that a condition applies; ``denial`` rules are explicit negatives.
    The first row of ``decide`` that holds and the rules that give a label on their own compete:
    the best label wins.
    """

    id: str
    group: str
    kind: CriterionKind
    title: Text
    met: Text
    partial: Text | None
    sources: tuple[str, ...]
    recommendation: Text
    """What to add to the document, in words the provider can act on."""
    effect: Text
    """What may follow for people and for the provider while the gap stays open (影響)."""
    rules: tuple[Rule, ...]
    trigger: tuple[Rule, ...] = ()
    denial: tuple[Rule, ...] = ()
    elements: tuple[Element, ...] = ()
    decide: tuple[Decide, ...] = ()
    value: ValueKind = ""
    severity: Rank | None = None
    """How grave its findings are, where level and publicity do not tell (some flags)."""
    examples: tuple[Example, ...] = ()
    near_misses: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """A span of a document that bears on a criterion, with the rule that found it."""

    document: str
    start: int
    end: int
    locator: str
    quote: str
    rule: str


@dataclass(frozen=True)
class CriterionResult:
    """The label of one criterion, why, and on which evidence (best first).

    ``value`` is what the criterion extracts: yen as an ``int``, dates, an edition, a list of
    ``"cited → current"`` articles; ``"none"`` for an explicit negative.
    """

    id: str
    label: Label
    rule: str
    reason: Text
    evidence: tuple[Evidence, ...] = ()
    value: str | int | None = None
    missing: tuple[Text, ...] = ()
    """The elements that a partial or absent criterion lacks, by title."""
    nearest: tuple[Evidence, ...] = ()
    """For an absent criterion: the closest passages, none of which suffices."""
