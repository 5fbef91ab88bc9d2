"""Every sentence the product says, found by its key and given in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from auditkit import (
    messages_audits,
    messages_checklists,
    messages_cli,
    messages_documents,
    messages_exports,
    messages_forms,
    messages_packs,
    messages_report,
    messages_returns,
    messages_store,
)
from auditkit.models import Language, Text


def merge_messages(tables: Mapping[str, Mapping[str, Text]]) -> Mapping[str, Text]:
    """Join the message tables of the stages, named for the error, into one read-only table.

    Two tables may not use the same key: one sentence would silently replace the other.
    """
    merged: dict[str, Text] = {}
    owner: dict[str, str] = {}
    for table, messages in tables.items():
        for key, text in messages.items():
            if key in merged:
                raise ValueError(f"message {key!r} is in both {owner[key]} and {table}")
            merged[key] = text
            owner[key] = table
    return MappingProxyType(merged)


MESSAGES = merge_messages(
    {
        "messages_documents": messages_documents.MESSAGES,
        "messages_checklists": messages_checklists.MESSAGES,
        "messages_report": messages_report.MESSAGES,
        "messages_store": messages_store.MESSAGES,
        "messages_audits": messages_audits.MESSAGES,
        "messages_forms": messages_forms.MESSAGES,
        "messages_packs": messages_packs.MESSAGES,
        "messages_returns": messages_returns.MESSAGES,
        "messages_exports": messages_exports.MESSAGES,
        "messages_cli": messages_cli.MESSAGES,
    }
)


def say(key: str, /, language: Language = "ja", **fields: object) -> str:
    """Return the message ``key`` in ``language`` with its ``{fields}`` filled in."""
    return MESSAGES[key].in_language(language).format(**fields)
