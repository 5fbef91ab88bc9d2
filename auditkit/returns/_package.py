"""Whether a file may be opened as a workbook: looked at as an archive before anybody parses it.

Everything is read once, in blocks, and thrown away again.  What passes is small enough to be
parsed, holds no entities, and nothing that runs, links or hides beside the sheets.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, NamedTuple

from lxml import etree

FILE_LIMIT = 32 << 20
_PART_LIMIT = 64 << 20
_WHOLE_LIMIT = 192 << 20
_MEMBERS = 2000
_RATIO = 300
"""How many times smaller a part may be packed; deflate reaches 1,000 on nothing but zeros."""
_RATIO_FROM = 1 << 20
_SMALL = 8 << 20
_BLOCK = 1 << 16
_TAGS_IN_ALL = 2_000_000
_TAGS_OF_SHEET = 1_000_000
_TAGS_OF_STRINGS = 400_000
_TAGS_OF_OTHERS = 100_000
"""Angle brackets, so about twice the elements; a parser holds some in memory."""

_RECORD = b"PK\x01\x02"
_OLD_FORMAT = b"\xd0\xcf\x11\xe0"
_MARKUP = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_LONGEST_MARK = 9
_ENCODING = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']""")
_READ_AS_BYTES = frozenset({b"utf-8", b"us-ascii", b"ascii"})

_PICTURES = frozenset(
    {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".webp"}
)
_ACTIVE = re.compile(
    r"^xl/(?:vbaProject|vbaData|externalLinks/|embeddings/|activeX/|ctrlProps/|macrosheets/"
    r"|dialogsheets/|connections|queryTables/|webExtensions/|model/)|^customUI|\.vba$",
    re.IGNORECASE,
)
_ACTIVE_TYPE = re.compile(
    r"macroEnabled|vbaProject|externalLink|oleObject|activeX|/control$|ctrlProp|dialogsheet"
    r"|macrosheet|connections|queryTable|attachedToolbars|attachedTemplate|/package$"
    r"|ui/extensibility|ui/userCustomization|webextension|powerPivot",
    re.IGNORECASE,
)
_PARSED_TYPE = re.compile(r"/(?:worksheet|chartsheet|sharedStrings|styles|officeDocument|theme)$")
_CONTENT_TYPES = "[Content_Types].xml"


class Objection(Exception):
    """Why a file is not opened: the key of what to say, and what to fill in."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key = key
        self.fields = fields


@dataclass
class _Budget:
    tags: int = _TAGS_IN_ALL


class _Relation(NamedTuple):
    kind: str
    target: str
    external: bool


def read_package(path: Path) -> bytes:
    """Return the bytes of a workbook that may be opened; raises :class:`Objection` otherwise."""
    size = path.stat().st_size
    if not path.is_file():  # a folder, or a pipe that might never end
        raise Objection("returns.no_workbook")
    if size > FILE_LIMIT:
        raise Objection("returns.too_large", limit=FILE_LIMIT >> 20)
    with path.open("rb") as stream:
        data = stream.read(FILE_LIMIT + 1)
    if data.startswith(_OLD_FORMAT):
        raise Objection("returns.locked_or_old")
    if not data.startswith(b"PK"):
        raise Objection("returns.no_workbook")
    # Counted in the bytes: the list itself would take more memory than the file.
    if data.count(_RECORD) > _MEMBERS:
        raise Objection("returns.too_many_parts", limit=f"{_MEMBERS:,}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_at(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, OverflowError) as error:
        raise Objection("returns.damaged") from error
    except (NotImplementedError, RuntimeError) as error:  # a method or a password
        raise Objection("returns.damaged") from error
    return data


def _look_at(archive: zipfile.ZipFile) -> None:
    members = {info.filename: info for info in archive.infolist()}
    if len(members) != len(archive.infolist()):
        raise Objection("returns.damaged")
    if "mimetype" in members or "xl/workbook.bin" in members:
        raise Objection("returns.other_format")
    if _CONTENT_TYPES not in members:
        raise Objection("returns.no_workbook")
    for info in members.values():
        _hold_to_limits(info)
    if sum(info.file_size for info in members.values()) > _WHOLE_LIMIT:
        raise Objection("returns.bomb", part="xl/", limit=_WHOLE_LIMIT >> 20)
    budget = _Budget()
    vetted = {name for name, info in members.items() if _is_clean(archive, info, budget)}
    _hold_to_types(archive, vetted)
    for name in sorted(vetted):
        if name.endswith(".rels"):
            _hold_to_relations(archive, name, vetted)


def _hold_to_limits(info: zipfile.ZipInfo) -> None:
    name, size = info.filename, info.file_size
    if info.flag_bits & 0x1:
        raise Objection("returns.locked_or_old")
    if _ACTIVE.search(name):
        raise Objection("returns.active", part=name)
    packed = size > _RATIO_FROM and size > _RATIO * max(info.compress_size, 1)
    if size > _PART_LIMIT or packed:
        raise Objection("returns.bomb", part=name, limit=_PART_LIMIT >> 20)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Objection("returns.damaged")


def _is_clean(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: _Budget) -> bool:
    """Read a part through and tell whether it may be parsed; pictures and the like are not."""
    name = info.filename
    suffix = PurePosixPath(name).suffix.lower()
    if info.is_dir() or suffix in _PICTURES or suffix == ".bin" or name.startswith("customXml/"):
        return False
    limit = _tag_limit(name)
    if limit == _TAGS_OF_OTHERS and info.file_size > _SMALL:
        raise Objection("returns.bomb", part=name, limit=_SMALL >> 20)
    with archive.open(info) as stream:
        tags = _scan(stream, name, limit)
    budget.tags -= tags
    if budget.tags < 0:
        raise Objection("returns.too_many_cells", part="xl/")
    return True


def _tag_limit(name: str) -> int:
    if name.startswith("xl/worksheets/"):
        return _TAGS_OF_SHEET
    return _TAGS_OF_STRINGS if name.lower() == "xl/sharedstrings.xml" else _TAGS_OF_OTHERS


def _scan(stream: IO[bytes], name: str, limit: int) -> int:
    """Count the tags of a part; raises :class:`Objection` at a document type or an entity.

    Bytes are compared, so an encoding that writes them otherwise is refused first.
    """
    block = stream.read(_BLOCK)
    _hold_to_encoding(block, name)
    tags, tail = 0, b""
    while block:
        if _MARKUP.search(tail + block):
            raise Objection("returns.entities", part=name)
        tags += block.count(b"<")
        if tags > limit:
            raise Objection("returns.too_many_cells", part=name)
        tail = block[-_LONGEST_MARK:]
        block = stream.read(_BLOCK)
    return tags


def _hold_to_encoding(first: bytes, name: str) -> None:
    text = first.removeprefix(b"\xef\xbb\xbf")
    declared = _ENCODING.match(text)
    plain = not text.strip() or text.lstrip().startswith(b"<")
    named = declared is None or declared[1].lower() in _READ_AS_BYTES
    if not plain or b"\0" in text[:8] or not named:
        raise Objection("returns.encoding", part=name)


def _hold_to_types(archive: zipfile.ZipFile, vetted: set[str]) -> None:
    for element in _parsed(archive, _CONTENT_TYPES):
        kind = str(element.get("ContentType", ""))
        part = str(element.get("PartName", "")).lstrip("/")
        if _ACTIVE_TYPE.search(kind):
            raise Objection("returns.active", part=part or str(element.get("Extension", "")))
        if "spreadsheetml" in kind and part and part not in vetted:
            raise Objection("returns.damaged")


def _hold_to_relations(archive: zipfile.ZipFile, name: str, vetted: set[str]) -> None:
    base = PurePosixPath(name).parent.parent
    for relation in _relations(archive, name):
        # A link that people click on is theirs: a provider names its proof by one.
        allowed = relation.kind.endswith("/hyperlink")
        if _ACTIVE_TYPE.search(relation.kind) or (relation.external and not allowed):
            raise Objection("returns.active", part=f"{name}: {relation.target}"[:200])
        if _PARSED_TYPE.search(relation.kind) and _resolved(base, relation.target) not in vetted:
            raise Objection("returns.damaged")


def _relations(archive: zipfile.ZipFile, name: str) -> Iterator[_Relation]:
    for element in _parsed(archive, name):
        external = str(element.get("TargetMode", "")).lower() == "external"
        yield _Relation(str(element.get("Type", "")), str(element.get("Target", "")), external)


def _parsed(archive: zipfile.ZipFile, name: str) -> Iterator[etree._Element]:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        yield from etree.fromstring(archive.read(name), parser)
    except etree.XMLSyntaxError as error:
        raise Objection("returns.damaged") from error


def _resolved(base: PurePosixPath, target: str) -> str:
    """Return the name of the part that a relation leads to."""
    if target.startswith("/"):
        return target.lstrip("/")
    parts: list[str] = [part for part in base.parts if part != "."]
    for part in target.split("/"):
        if part == "..":
            parts = parts[:-1]
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)
