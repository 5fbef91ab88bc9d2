"""Read a pack that nobody vouches for: in one pass, in little memory, unpacking nothing."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from auditkit.packs._archive import Member, cut_off, directory, header, listings
from auditkit.packs._names import is_safe, plain

_BLOCK = 1 << 20
_LONGEST_LINE = 1 << 23
_READ_WHOLE = 1 << 23

DIRECTORY = ""
"""Stands for the archive's own list at its end, which has no name."""


@dataclass
class Contents:
    """What is in a pack, and what is wrong with the archive itself."""

    faults: list[tuple[str, str]] = field(default_factory=list)
    """Each with the name of the file and the key of what to say."""
    members: dict[str, Member] = field(default_factory=dict)
    fingerprints: dict[str, str] = field(default_factory=dict)
    readable: bool = True
    """Whether the archive could be read at all."""


def read_contents(stream: BinaryIO, size: int) -> Iterator[Contents]:
    """Read every file of a pack and hold the archive to the one that would be written.

    Yields a reading for each list of its members, by the directory and by their headers, if
    they differ; and at least one.  A changed file is one whose checksum does not fit any more;
    any other byte that differs is the archive's.
    """
    found = list(listings(stream, size))
    sound = [members for members in found if not any(_refusals(members))]
    for place, members in enumerate(sound):
        if members not in sound[:place]:
            yield _compare(stream, size, members)
    if sound:
        return
    if found:
        yield Contents(list(_refusals(found[0])), readable=False)
    elif (name := cut_off(stream, size)) is not None:
        yield Contents([(_shown(name), "packs.cut_off")], readable=False)
    else:
        yield Contents([(DIRECTORY, "packs.layout")], readable=False)


def _refusals(members: list[Member]) -> Iterator[tuple[str, str]]:
    """Yield why the archive is not to be unpacked, by anybody."""
    seen: set[bytes] = set()
    for member in members:
        name = _shown(member.name)
        if member.encrypted:
            yield name, "packs.encrypted"
        if member.compressed:
            yield name, "packs.compressed"
        if not _is_safe(member.name):
            yield name, "packs.unsafe_name"
        if member.name in seen:
            yield name, "packs.twice"
        seen.add(member.name)


def _is_safe(name: bytes) -> bool:
    try:
        return is_safe(name.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def _shown(name: bytes) -> str:
    return plain(name.decode("utf-8", "backslashreplace"))


def _compare(stream: BinaryIO, size: int, members: list[Member]) -> Contents:
    contents = Contents()
    right: list[Member] = []
    for member in members:
        name = member.name.decode("utf-8")
        stream.seek(member.at)
        found = stream.read(member.start - member.at)
        crc, contents.fingerprints[name] = _sums(stream, member.size)
        contents.members[name] = member
        expected = Member(member.name, member.size, crc, member.at)
        if found == header(member) and crc != member.crc:
            contents.faults.append((name, "packs.changed"))
            expected = member
        elif found != header(expected):
            contents.faults.append((name, "packs.container"))
        right.append(expected)
    ordered = sorted(members, key=lambda member: member.name)
    end = members[-1].end if members else 0
    stream.seek(end)
    listed = directory(right)
    if ordered != members or stream.read(len(listed) + 1) != listed:
        contents.faults.append((DIRECTORY, "packs.directory_changed"))
    return contents


def _sums(stream: BinaryIO, size: int) -> tuple[int, str]:
    crc, sha256 = 0, hashlib.sha256()
    while size > 0 and (block := stream.read(min(_BLOCK, size))):
        crc = zlib.crc32(block, crc)
        sha256.update(block)
        size -= len(block)
    return crc, sha256.hexdigest()


def read_whole(stream: BinaryIO, member: Member) -> bytes:
    """Return the bytes of a small file, cut off where it is none."""
    stream.seek(member.start)
    return stream.read(min(member.size, _READ_WHOLE))


def read_lines(stream: BinaryIO, member: Member) -> Iterator[bytes]:
    """Yield the lines of a file, one in memory at a time; the last may lack its end."""
    stream.seek(member.start)
    left = member.size
    while left > 0 and (line := stream.readline(min(left, _LONGEST_LINE))):
        left -= len(line)
        yield line
