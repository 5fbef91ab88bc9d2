"""Files to documents: text, Markdown, web pages, PDF and Word, read on this machine alone.

:func:`read_documents` is the one verb. A file that cannot be read becomes a
:class:`~auditkit.models.Problem` that says what to do; the others are read all the same.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path

from auditkit.documents._extract import MAX_BYTES, MAX_CHARACTERS, Extract, Unreadable
from auditkit.documents._formats import SUFFIXES, actual_format, reader_of
from auditkit.messages_documents import MESSAGES
from auditkit.models import (
    Document,
    DocumentSet,
    Language,
    Passage,
    PassageKind,
    PassageRole,
    Problem,
)
from auditkit.passages import is_document_title, split_passages

__all__ = ["MAX_BYTES", "MAX_CHARACTERS", "SUPPORTED", "read_documents"]

SUPPORTED = tuple(sorted(SUFFIXES))
"""Suffixes of the files that are read."""

_IGNORED = frozenset(("provider.yaml", "provider.yml", "thumbs.db", "desktop.ini"))
_ERRORS = (Unreadable, OSError)
_TITLES = 5
"""Among the first headings, one that names a document is its title."""
_UNSAFE = re.compile(r"[\s/\\:*?\"<>|]+")


def read_documents(paths: Sequence[Path], language: Language = "ja") -> DocumentSet:
    """Read files, and the files of folders, in order; what cannot be read is told as a problem."""
    documents: list[Document] = []
    problems: list[Problem] = []
    seen: set[Path] = set()
    for path in (Path(p) for p in paths):
        try:
            files = [f for f in _files(path, named=len(paths) > 1) if f[0].resolve() not in seen]
        except _ERRORS as error:
            problems.append(_problem(path.as_posix(), error, language))
            continue
        for file, shown in files:
            seen.add(file.resolve())
            try:
                document, reservations = _read(file, shown, documents)
            except _ERRORS as error:
                problems.append(_problem(shown, error, language, explicit=file == path))
                continue
            documents.append(document)
            problems += (_reservation(shown, key, fields, language) for key, fields in reservations)
    return DocumentSet(tuple(documents), tuple(problems))


def _files(path: Path, *, named: bool) -> list[tuple[Path, str]]:
    """The files a path stands for, each with the name it is shown under."""
    if not path.exists():
        raise Unreadable("document.missing")
    if not path.is_dir():
        return [(path, path.as_posix())]
    prefix = f"{path.name}/" if named and path.name else ""
    inside = sorted(path.iterdir(), key=lambda f: f.name)
    files = [(f, prefix + f.name) for f in inside if not _is_ignored(f)]
    if not any(f.suffix.lower() in SUFFIXES and f.is_file() for f, _ in files):
        raise Unreadable("document.none_in_folder", known=" ".join(SUPPORTED))
    return files


def _is_ignored(file: Path) -> bool:
    name = file.name.lower()
    return name.startswith((".", "~$")) or name in _IGNORED


def _read(
    file: Path, shown: str, earlier: Sequence[Document]
) -> tuple[Document, list[tuple[str, Mapping[str, object]]]]:
    """Read one file; return the document and the reservations to tell."""
    suffix = file.suffix.lower()
    if file.is_dir():
        raise Unreadable("document.subfolder")
    if suffix not in SUFFIXES:
        raise Unreadable("document.unsupported", suffix=suffix or "―", known=" ".join(SUPPORTED))
    if not file.is_file():
        raise Unreadable("document.not_a_file")
    size = file.stat().st_size
    if size > MAX_BYTES:
        raise Unreadable(
            "document.too_big", size=-(-size // 1_000_000), limit=MAX_BYTES // 1_000_000
        )
    data = file.read_bytes()
    if not data.strip():
        raise Unreadable("document.empty")
    named = SUFFIXES[suffix]
    actual = actual_format(data, named)
    extract = _extract(data, actual)
    reservations: list[tuple[str, Mapping[str, object]]] = list(extract.reservations)
    if actual != named:
        reservations.append(("document.wrong_suffix", {"suffix": suffix, "format": actual}))
    sha256 = hashlib.sha256(data).hexdigest()
    twin = next((d.path for d in earlier if d.sha256 == sha256), None)
    if twin is not None:
        reservations.append(("document.duplicate", {"other": twin}))
    passages = split_passages(extract.text, extract.marks)
    document = Document(
        id=_unique_id(file.stem, {d.id for d in earlier}),
        path=shown,
        sha256=sha256,
        text=extract.text,
        passages=passages,
        format=actual,
        encoding=extract.encoding,
        title=_title(extract, passages),
    )
    return document, reservations


def _extract(data: bytes, format_name: str) -> Extract:
    """Read the bytes; whatever a parser trips over, the file is reported and not the parser."""
    try:
        extract = reader_of(format_name)(data)
    except Unreadable:
        raise
    except Exception as error:  # a parser may raise anything on a damaged file
        raise Unreadable("document.damaged", reason=type(error).__name__) from error
    if len(extract.text) > MAX_CHARACTERS:
        raise Unreadable("document.too_long", limit=MAX_CHARACTERS)
    if not extract.text.strip():
        raise Unreadable("document.empty")
    return extract


def _title(extract: Extract, passages: Sequence[Passage]) -> str:
    titles = [
        " ".join(extract.text[p.start : p.end].split()).strip("#=-* ")
        for p in passages
        if p.kind is PassageKind.HEADING and p.role is not PassageRole.CHROME
    ]
    named = (t for t in titles[:_TITLES] if is_document_title(t))
    return next(named, titles[0] if titles else extract.title)


def _unique_id(stem: str, taken: set[str]) -> str:
    base = _UNSAFE.sub("_", unicodedata.normalize("NFC", stem)) or "document"
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def _problem(shown: str, error: Exception, language: Language, *, explicit: bool = True) -> Problem:
    """A problem in words; what merely lies in a folder beside the documents is a warning."""
    if isinstance(error, Unreadable):
        key, fields = error.key, error.fields
    else:
        key = "document.not_readable"
        fields = {"reason": getattr(error, "strerror", None) or type(error).__name__}
    if not explicit and key in ("document.unsupported", "document.subfolder"):
        return _reservation(shown, key, fields, language)
    return Problem(shown, _say(key, fields, language))


def _reservation(shown: str, key: str, fields: Mapping[str, object], language: Language) -> Problem:
    return Problem(shown, _say(key, fields, language), "warning")


def _say(key: str, fields: Mapping[str, object], language: Language) -> str:
    return MESSAGES[key].in_language(language).format(**fields)
