"""The words of an audit, as immutable objects.

Stages meet only here: a reader yields :class:`Document`, detection yields
:class:`CriterionResult`, assessment yields :class:`Assessment`, and so on.
Every offset is a count of characters into :attr:`Document.text`.
"""

from auditkit.models._assessment import (
    AssessedItem,
    Assessment,
    Finding,
    InputFile,
    Preliminary,
    RunInfo,
    Verdict,
)
from auditkit.models._audits import Audit, Entry, Json, Record
from auditkit.models._checklists import (
    AuditType,
    Chapter,
    Checklist,
    Combine,
    Condition,
    CrosswalkRow,
    Keys,
    Level,
    Library,
    Publicity,
    Requirement,
    Verification,
)
from auditkit.models._criteria import (
    Criterion,
    CriterionKind,
    CriterionResult,
    Decide,
    Element,
    Evidence,
    Example,
    Guard,
    Label,
    Rule,
    ValueKind,
)
from auditkit.models._documents import (
    Document,
    DocumentSet,
    Passage,
    PassageKind,
    PassageRole,
    Problem,
    Provider,
)
from auditkit.models._words import Language, Rank, Text

__all__ = [
    "AssessedItem",
    "Assessment",
    "Audit",
    "AuditType",
    "Chapter",
    "Checklist",
    "Combine",
    "Condition",
    "Criterion",
    "CriterionKind",
    "CriterionResult",
    "CrosswalkRow",
    "Decide",
    "Document",
    "DocumentSet",
    "Element",
    "Entry",
    "Evidence",
    "Example",
    "Finding",
    "Guard",
    "InputFile",
    "Json",
    "Keys",
    "Label",
    "Language",
    "Level",
    "Library",
    "Passage",
    "PassageKind",
    "PassageRole",
    "Preliminary",
    "Problem",
    "Provider",
    "Publicity",
    "Rank",
    "Record",
    "Requirement",
    "Rule",
    "RunInfo",
    "Text",
    "ValueKind",
    "Verdict",
    "Verification",
]
