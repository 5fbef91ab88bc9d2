"""Hold a pack to itself: container, list of contents, journal, signatures and documents."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO

from auditkit.chain import SIGNOFF, Chain, dump, standing_signatures
from auditkit.errors import AuditkitError, Fault
from auditkit.messages import say
from auditkit.models import Language
from auditkit.packs._archive import LIMIT, looks_like_archive
from auditkit.packs._lines import read_links
from auditkit.packs._manifest import (
    FORMAT,
    FROM_JOURNAL,
    KEPT,
    File,
    digest,
    listed_files,
    manifest,
    manifest_bytes,
    read_manifest,
)
from auditkit.packs._names import (
    DOCUMENTS,
    FILES,
    JOURNAL,
    MANIFEST,
    NOTEBOOK,
    SHEET,
    belongs,
    plain,
)
from auditkit.packs._reading import DIRECTORY, Contents, read_contents, read_lines, read_whole

_SHOWN = 200
"""More faults than these help nobody, and a forged pack may make millions."""

_Found = tuple[str, str, dict[str, object]]


@dataclass(frozen=True)
class PackReport:
    """What a pack says it is, and everything in it that is not as it was written."""

    faults: tuple[Fault, ...]
    sha256: str
    """The fingerprint of the whole pack, to compare with the one noted when it was made."""
    audit: str = ""
    entries: int = 0
    signatures: int = 0


def inspect_pack(path: Path, language: Language = "ja") -> PackReport:
    """Read a pack and say what it holds and every fault in it.

    Raises :class:`~auditkit.errors.AuditkitError` where there is no pack to look at.  Nothing is
    unpacked, memory and time are bounded, and nothing that the pack says is believed.
    """

    def refuse(key: str, **fields: object) -> AuditkitError:
        return AuditkitError(Fault(say(key, language, **fields), str(path)))

    if not path.is_file():
        raise refuse("packs.missing_file")
    try:
        with path.open("rb") as stream:
            size = stream.seek(0, 2)
            if size > LIMIT:
                raise refuse("packs.too_large", limit=LIMIT >> 20)
            if not looks_like_archive(stream, size):
                raise refuse("packs.not_a_pack")
            stream.seek(0)
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            # Where directory and headers disagree, the reading with fewer faults is the likelier.
            readings = (_read(stream, contents) for contents in read_contents(stream, size))
            chain, found = min(readings, key=lambda reading: len(reading[1]))
    except OSError as error:
        raise refuse("packs.cannot_open", reason=error.strerror or str(error)) from error
    faults = _faults(found, language)
    count = len(standing_signatures(chain.fields(SIGNOFF)))
    return PackReport(faults, sha256, plain(chain.audit), chain.number, count)


def _read(stream: BinaryIO, contents: Contents) -> tuple[Chain, list[_Found]]:
    chain = Chain("", KEPT)
    found: list[_Found] = [(name, key, {}) for name, key in contents.faults]
    if contents.readable:
        found += islice(_inspect(stream, contents, chain), _SHOWN + 1)
    return chain, found


def _faults(found: list[_Found], language: Language) -> tuple[Fault, ...]:
    said: dict[tuple[str, str], Fault] = {}
    for name, key, fields in found:
        place = plain(name) if name != DIRECTORY else say("packs.directory", language)
        told = {each: plain(value) for each, value in fields.items()}
        fault = Fault(say(key, language, **told), place)
        said.setdefault((fault.path, fault.message), fault)
    if len(said) > _SHOWN:
        more = Fault(say("packs.more", language, count=_SHOWN))
        return (*islice(said.values(), _SHOWN), more)
    return tuple(said.values())


def _inspect(stream: BinaryIO, contents: Contents, chain: Chain) -> Iterator[_Found]:
    journal_found = list(islice(_journal(stream, contents, chain), _SHOWN))
    told = _read_manifest(stream, contents)
    known = {name for name, _ in contents.faults}
    files = [
        File(name, contents.members[name].size, sha256)
        for name, sha256 in contents.fingerprints.items()
        if name != MANIFEST
    ]
    listed = listed_files(told or {})
    if told is not None:
        yield from _files(files, listed, known)
    yield from journal_found
    sound = not journal_found and JOURNAL in contents.members
    if sound:
        yield from _documents(contents, chain, known)
        if not standing_signatures(chain.fields(SIGNOFF)):
            yield JOURNAL, "packs.nobody_signed", {}
    if MANIFEST not in contents.members:
        yield MANIFEST, "packs.missing", {}
    elif told is None:
        yield MANIFEST, "packs.changed", {}
    else:
        yield from _manifest(stream, contents, told, chain if sound else None, files)


def _journal(stream: BinaryIO, contents: Contents, chain: Chain) -> Iterator[_Found]:
    member = contents.members.get(JOURNAL)
    if member is None:
        return
    links = read_links(read_lines(stream, member))
    for line, link in enumerate(links, 1):
        for broken in chain.follow((link,)):
            number = broken.number if broken.key == "store.entry_missing" else line
            yield f"{JOURNAL}#{number}", broken.key, dict(broken.fields)


def _read_manifest(stream: BinaryIO, contents: Contents) -> dict[str, Any] | None:
    member = contents.members.get(MANIFEST)
    if member is None:
        return None
    try:
        return read_manifest(read_whole(stream, member))
    except ValueError:
        return None


def _files(files: list[File], listed: dict[str, File], known: set[str]) -> Iterator[_Found]:
    """Hold the files to the list of contents."""
    there = {file.path: file for file in files}
    for path in sorted(listed.keys() | there.keys() | FILES - {MANIFEST, NOTEBOOK}):
        if path not in there:
            yield path, "packs.missing", {}
        elif path not in listed or not belongs(path):
            yield path, "packs.added", {}
        elif there[path] != listed[path] and path not in known:
            yield path, "packs.changed", {}


def _documents(contents: Contents, chain: Chain, known: set[str]) -> Iterator[_Found]:
    """Hold the documents to the fingerprints that the journal recorded."""
    recorded = chain.fields("documents").get("files")
    wanted = recorded if isinstance(recorded, dict) else {}
    there = {
        name.removeprefix(DOCUMENTS): sha256
        for name, sha256 in contents.fingerprints.items()
        if name.startswith(DOCUMENTS)
    }
    for path in sorted(wanted.keys() | there.keys()):
        name = DOCUMENTS + path
        if path not in there:
            yield name, "packs.missing", {}
        elif path not in wanted:
            if path != SHEET:
                yield name, "packs.document_unrecorded", {}
        elif there[path] != wanted[path] and name not in known:
            yield name, "packs.document_differs", {}


def _manifest(
    stream: BinaryIO,
    contents: Contents,
    told: dict[str, Any],
    chain: Chain | None,
    files: list[File],
) -> Iterator[_Found]:
    """Hold the list of contents to what follows from the journal and the files."""
    form = told.get("format")
    if type(form) is int and form > FORMAT:
        yield MANIFEST, "packs.newer", {}
        return
    content = read_whole(stream, contents.members[MANIFEST])
    try:
        if manifest_bytes(told) != content or told.get("digest") != digest(told):
            raise ValueError("not as written")
        expected = manifest(str(told.get("auditkit")), chain or Chain(""), files)
        differing = [
            key
            for key in sorted((told.keys() | expected.keys()) - {"digest"})
            if key not in told or dump(told[key]) != dump(expected.get(key))
        ]
    except (ValueError, RecursionError):
        yield MANIFEST, "packs.changed", {}
        return
    for key in differing:
        # Files that differ were told by name, and nothing follows from a journal that was changed.
        named = key == "files" and listed_files(told) != {file.path: file for file in files}
        if not named and not (key in FROM_JOURNAL and chain is None):
            yield MANIFEST, "packs.manifest_differs", {"field": key}
