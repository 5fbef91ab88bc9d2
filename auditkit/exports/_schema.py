"""OSCAL's published JSON schema, and whether a document keeps it.

The schema is that of the release, byte for byte (docs/exports.md names its source).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import re2

from auditkit.errors import AuditkitError, Fault
from auditkit.messages import say
from auditkit.models import Language

SCHEMA = Path(__file__).with_name("oscal_complete_schema.json")
OSCAL_VERSION = "1.2.3"
MODEL = "assessment-results"
_SHOWN = 20
"""Faults told at most; one mistake of ours can stand in every row."""


def require_valid(document: Mapping[str, object], language: Language = "ja") -> None:
    """Raise with every place where ``document`` does not keep the schema."""
    faults = [
        Fault(say("exports.schema", language, message=error.message[:200]), error.json_path)
        for error in sorted(_validator().iter_errors(document), key=lambda e: str(e.json_path))
    ]
    if faults:
        raise AuditkitError(*faults[:_SHOWN])


@cache
def _validator() -> Any:
    from jsonschema import Draft7Validator, validators

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    # Of the models that the schema offers, ours alone: its faults would be hidden otherwise.
    (model,) = (choice for choice in schema.pop("oneOf") if MODEL in choice["properties"])
    extended = validators.extend(Draft7Validator, {"pattern": _pattern})
    return extended({**schema, **model})


def _pattern(_: object, pattern: str, instance: object, __: object) -> Iterator[Exception]:
    """Check a pattern with RE2, because Python's own expressions know no ``\\p{L}``."""
    from jsonschema import ValidationError

    if isinstance(instance, str) and not re2.search(pattern, instance):
        yield ValidationError(f"{instance!r} does not match {pattern!r}")
