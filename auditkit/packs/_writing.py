"""Write a pack: every byte of it follows from what goes in."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

import auditkit
from auditkit.chain import Chain, link_of
from auditkit.errors import AuditkitError, Fault, IntegrityError
from auditkit.messages import say
from auditkit.models import AuditRecord, Language
from auditkit.packs._archive import LIMIT, Member, directory, header
from auditkit.packs._inspecting import inspect_pack
from auditkit.packs._lines import journal_bytes
from auditkit.packs._manifest import KEPT, File, manifest, manifest_bytes
from auditkit.packs._names import DOCUMENTS, JOURNAL, MANIFEST, NOTEBOOK, WORKBOOK, is_safe
from auditkit.replacing import replacing


def write_pack(
    path: Path,
    *,
    documents: Mapping[str, Path],
    record: AuditRecord,
    workbook: Path,
    notebook: Path | None = None,
    language: Language = "ja",
) -> Path:
    """Write the pack of a signed audit to ``path`` and return the path.

    ``documents`` are the provider's files, by the names that the audit's journal has for them;
    ``provider.yaml`` may go with them.  Equal inputs give equal bytes.  The pack is verified
    before it is put in place: where the documents are no longer those that were audited, or the
    journal is not whole, :class:`~auditkit.errors.IntegrityError` tells every fault, and a pack
    that was there before stays.
    """
    if path.suffix.lower() != ".zip":
        raise AuditkitError(say("packs.suffix", language, path=path))
    if not record.signatures:
        raise AuditkitError(say("packs.unsigned", language))
    unsafe = [name for name in documents if not is_safe(name)]
    if unsafe:
        raise AuditkitError(*(Fault(say("packs.name", language), name) for name in unsafe))
    content = {WORKBOOK: _read(workbook, language)}
    if notebook is not None:
        content[NOTEBOOK] = _read(notebook, language)
    content[JOURNAL] = journal_bytes(record.journal)
    try:
        with replacing(path) as beside:
            with beside.open("wb") as stream:
                _write(stream, documents, content, record, language)
            if faults := inspect_pack(beside, language).faults:
                raise IntegrityError(*faults)
    except OSError as error:
        reason = error.strerror or str(error)
        message = say("packs.not_written", language, reason=reason)
        raise AuditkitError(Fault(message, str(path))) from error
    return path


def _read(file: Path, language: Language) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        message = say("packs.unreadable", language, reason=reason)
        raise AuditkitError(Fault(message, str(file))) from error


def _write(
    stream: BinaryIO,
    documents: Mapping[str, Path],
    content: Mapping[str, bytes],
    record: AuditRecord,
    language: Language,
) -> None:
    """Write all members in the order of their names, only one document at a time in memory."""
    chain = Chain(record.audit.id, KEPT)
    for _ in chain.follow(map(link_of, record.journal)):
        pass  # what is broken is told when the pack is verified
    files = [_file(name, data) for name, data in content.items()]
    places = {DOCUMENTS + name: file for name, file in documents.items()}
    members: list[Member] = []
    for name in sorted([*places, *content, MANIFEST], key=str.encode):
        if name in places:
            data = _read(places[name], language)
            files.append(_file(name, data))
        elif name == MANIFEST:
            data = manifest_bytes(manifest(auditkit.__version__, chain, files))
        else:
            data = content[name]
        at = members[-1].end if members else 0
        members.append(Member(name.encode(), len(data), zlib.crc32(data), at))
        if members[-1].end > LIMIT:
            raise AuditkitError(say("packs.too_large_to_write", language, limit=LIMIT >> 20))
        stream.write(header(members[-1]))
        stream.write(data)
    stream.write(directory(members))


def _file(name: str, data: bytes) -> File:
    return File(name, len(data), hashlib.sha256(data).hexdigest())
