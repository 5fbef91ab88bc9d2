"""The words of an audit, as immutable objects.

Stages meet only here: a reader yields :class:`Document`, detection yields
:class:`CriterionResult`, assessment yields :class:`Assessment`, and so on.
Every offset is a count of characters into :attr:`Document.text`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Language = Literal["ja", "en"]


@dataclass(frozen=True)
class Text:
    """One wording in both languages of the product; Japanese is the leading one."""

    ja: str
    en: str

    def __post_init__(self) -> None:
        if not self.ja.strip() or not self.en.strip():
            raise ValueError("both languages need a wording")

    def in_language(self, language: Language) -> str:
        """Return the wording in ``language``."""
        return self.ja if language == "ja" else self.en


# --- documents ----------------------------------------------------------------------------


class PassageRole(StrEnum):
    """What a passage is to the assessment."""

    CONTENT = "content"
    CHROME = "chrome"  # menus, footers, banners of a web page
    EARLIER = "earlier"  # the version before a change: kept, never assessed
    NOTICE = "notice"  # the head that announces a change: belongs to neither version


class PassageKind(StrEnum):
    """The form of a passage."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"  # a row of a table, its cells joined by tabs


@dataclass(frozen=True)
class Passage:
    """A clause, paragraph, item or heading of a document.

    The passages of a document tile its text: every character lies in exactly one.
    ``headings`` are the titles above it, outermost first; ``lead`` is the sentence that
    introduces the list it belongs to (``""`` outside lists).
    """

    start: int
    end: int
    locator: str
    kind: PassageKind = PassageKind.PARAGRAPH
    role: PassageRole = PassageRole.CONTENT
    level: int = 0
    headings: tuple[str, ...] = ()
    lead: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a passage needs 0 <= start < end, not {self.start}, {self.end}")

    @property
    def assessed(self) -> bool:
        """Whether detection reads this passage (all but an earlier version and its notice)."""
        return self.role in (PassageRole.CONTENT, PassageRole.CHROME)


@dataclass(frozen=True)
class Document:
    """One file of a provider, read: its text and the passages that tile it."""

    id: str
    path: str
    sha256: str
    text: str
    passages: tuple[Passage, ...]
    format: str = "txt"
    encoding: str | None = None
    title: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        at = 0
        for passage in self.passages:
            if passage.start != at:
                raise ValueError(f"{self.path}: passages leave a gap or overlap at {at}")
            at = passage.end
        if at != len(self.text):
            raise ValueError(f"{self.path}: passages end at {at}, the text at {len(self.text)}")

    def quote(self, start: int, end: int) -> str:
        """Return the text between two offsets, exactly as it stands."""
        return self.text[start:end]

    def passage_at(self, offset: int) -> Passage:
        """Return the passage that holds the character at ``offset``."""
        low, high = 0, len(self.passages) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.passages[middle].start <= offset:
                low = middle
            else:
                high = middle - 1
        return self.passages[low]


@dataclass(frozen=True)
class Problem:
    """A file that could not be read, or was read with a reservation, in words for a person."""

    path: str
    message: str
    severity: Literal["error", "warning"] = "error"


@dataclass(frozen=True)
class DocumentSet:
    """What a provider's files yielded: the documents and the problems met on the way."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...] = ()

    def document(self, document_id: str) -> Document:
        """Return the document with this id; ``KeyError`` if there is none."""
        for document in self.documents:
            if document.id == document_id:
                return document
        raise KeyError(document_id)


@dataclass(frozen=True)
class Provider:
    """The audited provider: ``provider.yaml`` beside its documents, or what the folder shows."""

    id: str
    name: str
    kind: str = ""
    contact: str = ""
    notes: str = ""
    conditions: Mapping[str, bool] = field(default_factory=dict)
    """Condition code (``joint_use`` …) → whether the auditor knows it to apply."""


# --- checklists and criteria --------------------------------------------------------------


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


@dataclass(frozen=True)
class Evidence:
    """A span of a document that bears on a criterion, with the rule that found it."""

    document: str
    start: int
    end: int
    locator: str
    quote: str
    rule: str


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

    The regular expressions (RE2 syntax, ``{cue}`` stands for a named cue group) are matched
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
    examples: tuple[Example, ...] = ()
    near_misses: tuple[Example, ...] = ()


@dataclass(frozen=True)
class Condition:
    """A circumstance under which a requirement applies, and the criteria that show it."""

    code: str
    title: Text
    shown_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verification:
    """How well a fact of a checklist is verified, as a mark and in words."""

    code: str
    title: Text
    reliable: bool


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


class Level(StrEnum):
    """How binding a requirement is."""

    DUTY = "duty"
    EFFORT = "effort"
    RECOMMENDED = "recommended"
    EXCEPTION = "exception"  # lifts a duty; listed because an auditor must know it


class Publicity(StrEnum):
    """How the content must reach people; it decides what an absent disclosure means."""

    PUBLISH = "publish"  # 公表
    EXPRESS = "express"  # 明示
    READILY_KNOWABLE = "readily_knowable"  # 容易に知り得る状態
    KNOWABLE = "knowable"  # 知り得る状態（求めに応じ遅滞なく回答を含む）
    ON_REQUEST = "on_request"  # 求めに応じた情報提供
    NOTIFY = "notify"  # 本人に通知
    NONE = "none"  # nothing is published; internal evidence only


class AuditType(StrEnum):
    """文書（適合性監査）, 運用（運用監査）, or both."""

    DOCUMENT = "document"
    OPERATION = "operation"
    BOTH = "both"


class Combine(StrEnum):
    """How the criteria of a requirement add up."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True)
class Keys:
    """The numbers of a requirement in every framework; an empty tuple is an explicit "none"."""

    jis2017: tuple[str, ...] = ()
    jis2023: tuple[str, ...] = ()
    j: tuple[str, ...] = ()
    appi: tuple[str, ...] = ()


@dataclass(frozen=True)
class Requirement:
    """One assessable clause or provision of a checklist, in our own words."""

    id: str
    chapter: str
    title: Text
    summary: Text
    question: Text
    check: Text
    recommendation: Text
    level: Level
    audit: AuditType
    publicity: Publicity
    condition: str
    internal_evidence: tuple[Text, ...]
    keys: Keys
    verification: str
    parent: str | None = None
    criteria: tuple[str, ...] = ()
    combine: Combine = Combine.ALL
    flags: tuple[str, ...] = ()
    """Flag criteria whose presence calls for attention (要注意) here."""
    effective_from: dt.date | None = None
    effective_to: dt.date | None = None
    source: str = ""
    note: Text | None = None
    wording: str = ""
    """The standard's own wording, from a licensed user's private overlay; never shipped."""


@dataclass(frozen=True)
class Chapter:
    """A group of requirements, in the order of the framework."""

    id: str
    title: Text


@dataclass(frozen=True)
class Checklist:
    """One framework in one edition; its requirements in the order of the framework."""

    id: str
    edition: str
    title: Text
    short: Text
    """How people cite it: ``JIS Q 15001:2017``, ``個人情報保護法``."""
    publisher: Text
    effective_from: dt.date
    effective_to: dt.date | None
    superseded_by: Text | None
    caution: Text
    chapters: tuple[Chapter, ...]
    requirements: tuple[Requirement, ...]

    @property
    def key(self) -> str:
        """The edition-qualified id, e.g. ``appi@2023-04-01``."""
        return f"{self.id}@{self.edition}"

    def requirement(self, requirement_id: str) -> Requirement:
        """Return the requirement with this id; ``KeyError`` if there is none."""
        for requirement in self.requirements:
            if requirement.id == requirement_id:
                return requirement
        raise KeyError(requirement_id)


@dataclass(frozen=True)
class CrosswalkRow:
    """One link between two requirements of different frameworks or editions."""

    source: str
    """Edition-qualified requirement, e.g. ``jis-q-15001@2017:A.3.4.2.5``."""
    target: str
    """The same, or a bare number of a framework we hold no checklist of (``J.8.4``)."""
    relation: Literal["equal", "subset", "superset", "intersects", "related", "none"]
    rationale: Text
    state: Literal["proposed", "reviewed"]
    verification: str


# --- assessment and findings --------------------------------------------------------------


class Preliminary(StrEnum):
    """What the tool proposes from evidence; never a decision."""

    STATED = "stated"  # 記載あり
    PARTLY = "partly"  # 一部記載
    NOT_FOUND = "not_found"  # 記載が見当たらない
    NOT_APPLICABLE = "not_applicable"  # 対象外の見込み
    INTERNAL = "internal"  # 要内部確認
    ATTENTION = "attention"  # 要注意


class Verdict(StrEnum):
    """What a named auditor decided (判定)."""

    CONFORM = "conform"  # ○適合
    PARTIAL = "partial"  # △一部不適合
    NONCONFORM = "nonconform"  # ×不適合
    NOT_APPLICABLE = "not_applicable"  # －対象外
    OPEN = "open"  # 未確認


class Rank(StrEnum):
    """高・中・低, for 重大性 and 緊急性."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True)
class AssessedItem:
    """One requirement with its preliminary result, the reason, and the criteria behind it."""

    checklist: str
    requirement: Requirement
    preliminary: Preliminary
    reason: Text
    results: tuple[CriterionResult, ...] = ()
    missing: tuple[str, ...] = ()
    """Ids of the criteria that are partial or absent."""
    verdict: Verdict = Verdict.OPEN

    @property
    def key(self) -> str:
        """Edition-qualified requirement id, unique in an assessment."""
        return f"{self.checklist}:{self.requirement.id}"

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of all its criteria, best first, without repeats."""
        seen: dict[tuple[str, int, int], Evidence] = {}
        for result in self.results:
            for item in result.evidence:
                seen.setdefault((item.document, item.start, item.end), item)
        return tuple(seen.values())


@dataclass(frozen=True)
class Assessment:
    """Every requirement of the chosen checklists, assessed for one provider."""

    provider: Provider
    documents: DocumentSet
    checklists: tuple[Checklist, ...]
    criteria: tuple[CriterionResult, ...]
    items: tuple[AssessedItem, ...]
    as_of: dt.date

    def count(self, preliminary: Preliminary, checklist: str | None = None) -> int:
        """Count the items with this preliminary result, in one checklist or in all."""
        return sum(
            item.preliminary is preliminary and checklist in (None, item.checklist)
            for item in self.items
        )


@dataclass(frozen=True)
class Finding:
    """A gap an auditor should look at first (指摘事項の候補 until a person decides).

    ``items`` are the keys of the requirements that share the gap.
    """

    id: str
    title: Text
    criteria: Text
    condition: Text
    effect: Text
    recommendation: Text
    severity: Rank
    urgency: Rank
    items: tuple[str, ...]
    criterion_ids: tuple[str, ...]
    evidence: tuple[Evidence, ...] = ()
    cause: Text | None = None


@dataclass(frozen=True)
class InputFile:
    """A file that went into a run, with its fingerprint."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class RunInfo:
    """What a report says about how it was made (実行); nothing here varies between equal runs."""

    parameters: Mapping[str, str | int | float | bool | None]
    inputs: tuple[InputFile, ...]
    checklists: tuple[str, ...]
    version: str


@dataclass(frozen=True)
class Library:
    """All shipped data together: checklists, criteria, cue groups, conditions, crosswalk."""

    checklists: tuple[Checklist, ...]
    criteria: tuple[Criterion, ...]
    cues: Mapping[str, str]
    conditions: tuple[Condition, ...]
    verifications: tuple[Verification, ...]
    crosswalk: tuple[CrosswalkRow, ...]

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion with this id; ``KeyError`` if there is none."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)
