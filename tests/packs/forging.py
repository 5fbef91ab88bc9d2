"""Make packs as a forger would: every checksum and every list put right again afterwards."""

from __future__ import annotations

import dataclasses
import hashlib
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from auditkit.chain import START, Chain, Link, link_of, sealed
from auditkit.models import AuditRecord, Entry
from auditkit.packs._archive import Member, directory, header
from auditkit.packs._lines import journal_bytes
from auditkit.packs._manifest import KEPT, File, manifest, manifest_bytes


def contents(pack: Path) -> dict[str, bytes]:
    """Return the files of a pack, as any program unpacks them."""
    with zipfile.ZipFile(pack) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def put_together(pack: Path, files: Iterable[tuple[str, bytes]]) -> Path:
    """Write an archive in the very form of a pack, whatever is in it."""
    members: list[Member] = []
    with pack.open("wb") as stream:
        for name, data in files:
            at = members[-1].end if members else 0
            members.append(Member(name.encode(), len(data), zlib.crc32(data), at))
            stream.write(header(members[-1]) + data)
        stream.write(directory(members))
    return pack


def forge(
    pack: Path, record: AuditRecord, files: dict[str, bytes], entries: Iterable[Entry] = ()
) -> Path:
    """Write a pack anew with other files or another journal, its list of contents made to fit."""
    entries = tuple(entries) or record.journal
    held = {**files, "journal.jsonl": journal_bytes(entries)}
    held.pop("manifest.json", None)
    chain = Chain(record.audit.id, KEPT)
    list(chain.follow(map(link_of, entries)))
    listed = [File(n, len(d), hashlib.sha256(d).hexdigest()) for n, d in held.items()]
    held["manifest.json"] = manifest_bytes(manifest("0.1.0", chain, listed))
    return put_together(pack, sorted(held.items()))


def rechained(
    entries: Iterable[Entry], change: Callable[[Link], Link], upto: int = 1 << 31
) -> list[Entry]:
    """Return the entries changed, each up to a number with a hash that fits what it now says."""
    made: list[Entry] = []
    for entry in entries:
        link = change(link_of(entry))
        if entry.number <= upto:
            link = sealed(link._replace(before=made[-1].hash if made else START))
        fields = {"who": link.who, "number": link.number}
        made.append(dataclasses.replace(entry, before=link.before, hash=link.hash, **fields))
    return made
