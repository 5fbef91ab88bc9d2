"""The container of a pack: a zip archive in the one form that these modules write.

Members are stored as they are, and everything beside their bytes follows from their names,
sizes and checksums: no date, no mode and no order is left open.  So an archive can be held,
byte by byte, to the one that would be written now, by any version of Python.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

LIMIT = 1 << 30
"""The largest pack in bytes; far below where a zip archive needs its 64-bit form."""

_HEADER = struct.Struct("<IHHHHHIIIHH")
_RECORD = struct.Struct("<IHHHHHHIIIHHHHHII")
_END = struct.Struct("<IHHHHIIH")
_HEADER_MARK, _RECORD_MARK, _END_MARK = 0x04034B50, 0x02014B50, 0x06054B50
_NEEDED = 20  # the version 2.0 of the format
_MADE_BY = 3 << 8 | _NEEDED  # Unix, for the mode
_FLAGS = 0x0800  # the name is UTF-8
_ENCRYPTED = 0x0001
_STORED = 0
_TIME, _DATE = 0, 0x0021  # 1980-01-01 00:00, the first moment that there is
_MODE = 0o100644 << 16
_DIRECTORY_LIMIT = 1 << 24


@dataclass(frozen=True)
class Member:
    """A file in the archive: where its header stands, and what is declared of it."""

    name: bytes
    size: int
    crc: int
    at: int
    encrypted: bool = False
    compressed: bool = False

    @property
    def start(self) -> int:
        """Where its bytes begin."""
        return self.at + _HEADER.size + len(self.name)

    @property
    def end(self) -> int:
        """Where its bytes end."""
        return self.start + self.size


def header(member: Member) -> bytes:
    """Return what stands before the bytes of a member."""
    sizes = (member.crc, member.size, member.size, len(member.name), 0)
    return _HEADER.pack(_HEADER_MARK, _NEEDED, _FLAGS, _STORED, _TIME, _DATE, *sizes) + member.name


def directory(members: Sequence[Member]) -> bytes:
    """Return what stands after the last member: the list of all of them, and the end."""
    records = b"".join(map(_record, members))
    at = members[-1].end if members else 0
    count = len(members) & 0xFFFF
    return records + _END.pack(_END_MARK, 0, 0, count, count, len(records), at, 0)


def _record(member: Member) -> bytes:
    sizes = (member.crc, member.size, member.size, len(member.name), 0, 0, 0, 0, _MODE, member.at)
    form = (_MADE_BY, _NEEDED, _FLAGS, _STORED, _TIME, _DATE)
    return _RECORD.pack(_RECORD_MARK, *form, *sizes) + member.name


def listings(stream: BinaryIO, size: int) -> Iterator[list[Member]]:
    """Yield the members as the directory lists them, then as their headers do.

    Only a list that accounts for every byte before the directory is one: members lie side by
    side from the first byte on, so that none hides another and sizes add up to the file's.
    """
    for members in (_by_directory(stream, size), _by_headers(stream, size)):
        if members is not None:
            yield members


def looks_like_archive(stream: BinaryIO, size: int) -> bool:
    """Whether either end of the file is that of a zip archive."""
    stream.seek(0)
    first = stream.read(4)
    stream.seek(max(size - _END.size, 0))
    last = stream.read(4)
    marks = (_HEADER_MARK.to_bytes(4, "little"), _END_MARK.to_bytes(4, "little"))
    return first in marks or last == marks[1]


def cut_off(stream: BinaryIO, size: int) -> bytes | None:
    """Return the name of the member in which the file ends too early, if it does."""
    at = 0
    while (member := _at_header(stream, at)) is not None:
        if member.end > size:
            return member.name
        at = member.end
    return None


def _by_directory(stream: BinaryIO, size: int) -> list[Member] | None:
    if size < _END.size:
        return None
    stream.seek(size - _END.size)
    mark, _, _, _, count, length, at, _ = _END.unpack(stream.read(_END.size))
    if mark != _END_MARK or length > _DIRECTORY_LIMIT or at + length + _END.size != size:
        return None
    stream.seek(at)
    members = list(_records(stream.read(length)))
    if len(members) != count or not _tile(members, at):
        return None
    return members


def _records(listed: bytes) -> Iterator[Member]:
    place = 0
    while place + _RECORD.size <= len(listed):
        told = _RECORD.unpack_from(listed, place)
        if told[0] != _RECORD_MARK:
            return
        flags, method, crc, size, length, extra, comment = (*told[3:5], *told[7:9], *told[10:13])
        name = listed[place + _RECORD.size : place + _RECORD.size + length]
        yield Member(name, size, crc, told[-1], bool(flags & _ENCRYPTED), method != _STORED)
        place += _RECORD.size + length + extra + comment


def _by_headers(stream: BinaryIO, size: int) -> list[Member] | None:
    members: list[Member] = []
    at = 0
    while (member := _at_header(stream, at)) is not None:
        if member.end > size:
            return None
        members.append(member)
        at = member.end
    return members or None


def _at_header(stream: BinaryIO, at: int) -> Member | None:
    stream.seek(at)
    read = stream.read(_HEADER.size)
    if len(read) < _HEADER.size:
        return None
    mark, _, flags, method, _, _, crc, size, _, length, extra = _HEADER.unpack(read)
    if mark != _HEADER_MARK or extra:
        return None
    name = stream.read(length)
    if len(name) < length:
        return None
    return Member(name, size, crc, at, bool(flags & _ENCRYPTED), method != _STORED)


def _tile(members: Iterable[Member], end: int) -> bool:
    at = 0
    for member in members:
        if member.at != at:
            return False
        at = member.end
    return at == end
