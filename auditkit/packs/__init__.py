"""The sign-off pack (監査パック): what an audit was signed on, in one file to be verified.

A pack is a zip archive of the provider's documents, the journal, the workbook, the executed
notebook and a list of contents::

    write_pack(path, documents=files, record=record, workbook=workbook)
    verify_pack(path)  # ()

Anybody can unpack it and check the journal without auditkit: in ``journal.jsonl`` the first
value of a line is the SHA-256 of the second exactly as it stands there, and each entry begins
with that of the one before it.
"""

from __future__ import annotations

from pathlib import Path

from auditkit.errors import Fault
from auditkit.models import Language
from auditkit.packs._inspecting import PackReport, inspect_pack
from auditkit.packs._writing import write_pack

__all__ = ["PackReport", "inspect_pack", "verify_pack", "write_pack"]


def verify_pack(path: Path, language: Language = "ja") -> tuple[Fault, ...]:
    """Return every place in a pack that is not as it was written; nothing if it is sound.

    Raises :class:`~auditkit.errors.AuditkitError` if there is no pack to look at.
    """
    return inspect_pack(path, language).faults
