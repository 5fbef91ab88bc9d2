"""Checklists, their requirements, and the links between frameworks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from auditkit.models._criteria import Criterion
from auditkit.models._words import Text


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
