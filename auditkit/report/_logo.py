"""Whether a file is a logo that may go into a workbook: a small PNG or JPEG, by its content."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path, PureWindowsPath

from xlsxwriter.exceptions import XlsxWriterException
from xlsxwriter.image import Image
from yaml import Node

from auditkit.checklists import Loc
from auditkit.report._theme import Logo

_BYTES = 1_000_000
_PIXELS = 4_000
"""Pixels of a side; a few bytes can name a picture that fills the memory of who opens it."""
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
"""JPEG markers of a frame, which names the size."""


def read_logo(folder: Path, name: str, node: Node, loc: Loc) -> Logo | None:
    """Return the picture of this name in ``folder``, or note why it is none."""
    where = folder / name
    windows = PureWindowsPath(name)  # takes both kinds of slashes, whatever the system
    if Path(name).is_absolute() or windows.drive or windows.root or ".." in windows.parts:
        loc.fault(node, "theme.logo_outside", value=name)
        return None
    try:
        if not where.resolve(strict=True).is_relative_to(folder.resolve(strict=True)):
            loc.fault(node, "theme.logo_outside", value=name)
            return None
        if not where.is_file():
            loc.fault(node, "theme.logo_kind", value=name)
            return None
        with where.open("rb") as stream:
            content = stream.read(_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        loc.fault(node, "theme.logo_unreadable", value=name, reason=reason)
        return None
    if len(content) > _BYTES:
        loc.fault(node, "theme.logo_bytes", value=name, limit=f"{_BYTES:,}")
        return None
    size = _png_size(content) or _jpeg_size(content)
    if size is None or not _writable(content):
        loc.fault(node, "theme.logo_kind", value=name)
        return None
    if not all(1 <= side <= _PIXELS for side in size):
        told = {"width": size[0], "height": size[1], "limit": f"{_PIXELS:,}"}
        loc.fault(node, "theme.logo_pixels", value=name, **told)
        return None
    return Logo(content, size)


def _writable(content: bytes) -> bool:
    """Whether the library that writes workbooks can make sense of the rest of the picture too."""
    try:
        Image(io.BytesIO(content))
    except (XlsxWriterException, struct.error):
        return False
    return True


def _png_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG whose chunks are whole; of anything else nothing."""
    if not content.startswith(_PNG):
        return None
    at, size = len(_PNG), None
    while at + 12 <= len(content):
        length, kind = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            return None
        (check,) = struct.unpack_from(">I", content, end - 4)
        if zlib.crc32(content[at + 4 : end - 4]) != check:
            return None
        if size is None:
            if kind != b"IHDR" or length != 13:
                return None
            size = struct.unpack_from(">II", content, at + 8)
        if kind == b"IEND":
            # what follows the end is no picture, and could be anything
            return (size[0], size[1]) if end == len(content) else None
        at = end
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a JPEG that has an end; of anything else nothing."""
    if not content.startswith(_JPEG) or not content.rstrip(b"\0").endswith(b"\xff\xd9"):
        return None
    at = 2
    while at + 9 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        if marker in (0xD8, 0x01) or 0xD0 <= marker <= 0xD9:
            return None
        (length,) = struct.unpack_from(">H", content, at + 2)
        at += 2 + length
    return None
