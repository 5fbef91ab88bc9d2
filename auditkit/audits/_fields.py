"""Decisions, findings and signatures as the fields of a record, and back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from enum import Enum
from typing import Any

from auditkit.models import (
    Decision,
    Effectiveness,
    Grade,
    InternalEvidence,
    Json,
    Quote,
    Rank,
    Record,
    RecordedAction,
    RecordedFinding,
    Role,
    Signature,
    Source,
    Status,
    Verdict,
)

ITEM = "item:"
FINDING = "finding:"
ACTION_FIELDS = (
    "response",
    "cause",
    "correction",
    "owner",
    "due",
    "status",
    "completed",
    "proof",
    "effectiveness",
)
_NOT_FIELDS = frozenset({"item", "id", "who", "at", "version", "role"})


def to_json(value: object) -> Json:
    """Return a value of a record as JSON: dates in ISO form, enumerations by their word."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: to_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, (list, tuple)):
        return [to_json(each) for each in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    raise TypeError(f"no field of a record: {value!r}")


def as_fields(value: Decision | RecordedFinding | Signature) -> dict[str, Json]:
    """Return what a record keeps of it."""
    return {
        f.name: to_json(getattr(value, f.name))
        for f in dataclasses.fields(value)
        if f.name not in _NOT_FIELDS
    }


def decision_of(item: str, record: Record) -> Decision:
    """Return the decision that a record holds; an open one where nothing was recorded."""
    told = _written(record)
    return Decision(
        item,
        Verdict(told.get("verdict", Verdict.OPEN)),
        Grade(told["grade"]) if told.get("grade") else None,
        told.get("reason", ""),
        told.get("fact", ""),
        tuple(Quote(**each) for each in told.get("quotes", ())),
        tuple(map(_internal, told.get("internal", ()))),
        tuple((str(d), int(s), int(e)) for d, s, e in told.get("rejected", ())),
        bool(told.get("nothing_found", False)),
        told.get("finding", ""),
        told.get("basis", ""),
        told.get("shown", ""),
        record.who,
        record.at,
        record.version,
    )


def finding_of(finding_id: str, record: Record) -> RecordedFinding:
    """Return the finding that a record holds."""
    told = _written(record)
    return RecordedFinding(
        finding_id,
        tuple(told.get("items", ())),
        told.get("title", ""),
        told.get("cause", ""),
        told.get("effect", ""),
        told.get("recommendation", ""),
        Rank(told["severity"]) if told.get("severity") else None,
        Rank(told["urgency"]) if told.get("urgency") else None,
        told.get("owner", ""),
        _date(told.get("due")),
        record.version,
    )


def action_of(finding: RecordedFinding, record: Record) -> RecordedAction:
    """Return the action on a finding; owner and due date are the finding's until it has its own."""
    told = _written(record)
    return RecordedAction(
        finding.id,
        told.get("response", ""),
        told.get("cause", ""),
        told.get("correction", ""),
        told.get("owner", finding.owner),
        _date(told["due"]) if "due" in told else finding.due,
        Status(told.get("status", Status.NOT_STARTED)),
        _date(told.get("completed")),
        told.get("proof", ""),
        Effectiveness(told.get("effectiveness", Effectiveness.UNCHECKED)),
        record.version,
    )


def _written(record: Record) -> dict[str, Any]:
    """Return the fields that hold something: undoing the first entry of a field leaves ``None``."""
    return {key: value for key, value in record.fields.items() if value is not None}


def signature_of(role: Role, told: Mapping[str, Any]) -> Signature:
    """Return the signature that the field of this role holds."""
    on = dt.date.fromisoformat(told["on"])
    return Signature(role, told["name"], told["department"], on, told["entry"], told["hash"])


def _internal(told: Mapping[str, Any]) -> InternalEvidence:
    return InternalEvidence(
        Source(told["source"]),
        told["name"],
        told.get("version", ""),
        _date(told.get("date")),
        told.get("role", ""),
        told.get("note", ""),
    )


def _date(told: str | None) -> dt.date | None:
    return dt.date.fromisoformat(told) if told else None
