"""A provider: a folder of documents, with or without a ``provider.yaml``, or files named together.

::

    # provider.yaml – every key is optional but name
    name: 株式会社さくら電機
    kind: 電子機器製造・通信販売
    contact: 個人情報保護窓口
    notes: 2026年度定期監査
    conditions:            # what the auditor knows to apply, or not to
      joint_use: false
    documents:             # files read, in this order; without it, all files of the folder
      - file: privacy-policy.html
      - file: 2019/old-policy.html
        role: reference    # kept with the others, not assessed
"""

from __future__ import annotations

import dataclasses
import difflib
import os
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from auditkit.errors import AuditkitError, Fault
from auditkit.messages import say
from auditkit.models import DocumentSet, Language, Library, Provider

SHEET = "provider.yaml"
_LEFT_BY_PROGRAMS = frozenset({"thumbs.db", "desktop.ini"})
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")


@dataclass(frozen=True)
class _ListedDocument:
    """A file that provider.yaml names."""

    file: str
    role: Literal["assessed", "reference"] = "assessed"


@dataclass(frozen=True)
class _Sheet:
    """What provider.yaml may say."""

    name: str
    kind: str = ""
    contact: str = ""
    notes: str = ""
    conditions: Mapping[str, bool] = field(default_factory=dict)
    documents: tuple[_ListedDocument, ...] = ()


def read_provider(
    paths: str | Path | Sequence[Path],
    name: str = "",
    library: Library | None = None,
    language: Language = "ja",
) -> tuple[Provider, tuple[Path, ...]]:
    """Return the provider at ``paths`` and the folders and files to read, every fault at once.

    A string may hold several paths joined by the platform's separator.  Several paths are one
    provider and need a ``name``.  With a ``library``, condition codes are checked against it.
    """
    places = _split(paths)
    faults: list[Fault] = [
        Fault(say("providers.missing", language), str(place))
        for place in places
        if not place.exists()
    ]
    if len(places) > 1 and not name:
        faults.append(Fault(say("providers.name_needed", language)))
    if faults:
        raise AuditkitError(*faults)
    sheets = [place / SHEET for place in places if (place / SHEET).is_file()]
    if len(sheets) > 1:
        found = say("providers.two_sheets", language, first=sheets[0])
        raise AuditkitError(*(Fault(found, str(sheet)) for sheet in sheets[1:]))
    sheet = _read_sheet(sheets[0], library, language) if sheets else None
    sources: list[Path] = []
    for place in places:
        if sheet and sheet.documents and place == sheets[0].parent:
            sources += [place / entry.file for entry in sheet.documents if entry.role == "assessed"]
        else:
            sources.append(place)
    if not any(own_files(source) for source in sources):
        raise AuditkitError(Fault(say("providers.empty", language), str(places[0])))
    own_name = places[0].resolve()
    fallback = own_name.stem if places[0].is_file() else own_name.name
    provider = Provider(
        id=provider_id(name or fallback),
        name=name or (sheet.name if sheet else fallback),
        kind=sheet.kind if sheet else "",
        contact=sheet.contact if sheet else "",
        notes=sheet.notes if sheet else "",
        conditions=dict(sheet.conditions) if sheet else {},
    )
    return provider, tuple(dict.fromkeys(sources))


def shorten_paths(documents: DocumentSet, sources: Sequence[Path]) -> DocumentSet:
    """Return the documents with files named from the folder they share, not from where we are.

    A report then says the same wherever it is made.
    """
    folders = [source if source.is_dir() else source.parent for source in sources]
    base = Path(os.path.commonpath([folder.absolute() for folder in folders]))
    short = {
        source.as_posix(): source.absolute().relative_to(base).as_posix()
        for source in sources
        if not source.is_dir()
    }
    return DocumentSet(
        tuple(
            dataclasses.replace(document, path=short.get(document.path, document.path))
            for document in documents.documents
        ),
        tuple(
            dataclasses.replace(problem, path=short.get(problem.path, problem.path))
            for problem in documents.problems
        ),
    )


def own_files(place: Path) -> list[Path]:
    """Return what a person put into a folder, in the order of names; of a file, itself."""
    if place.is_file():
        return [place]
    return [
        file
        for file in sorted(place.iterdir(), key=lambda file: file.name)
        if file.is_file()
        and not file.name.startswith((".", "~$"))
        and file.name.lower() not in _LEFT_BY_PROGRAMS
        and file.name != SHEET
    ]


def provider_id(name: str) -> str:
    """Return the name as one that every file system takes."""
    plain = unicodedata.normalize("NFC", name)
    plain = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\s]+', "-", plain).strip("-. ")
    # 80 characters of Japanese are 240 bytes: with a suffix, what a file name may hold.
    plain = plain[:60].rstrip("-. ") or "provider"
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain


def _split(paths: str | Path | Sequence[Path]) -> tuple[Path, ...]:
    if isinstance(paths, Path):
        return (paths,)
    if isinstance(paths, str):
        if Path(paths).exists():  # the separator may be part of a name
            return (Path(paths),)
        return tuple(Path(part) for part in paths.split(os.pathsep) if part) or (Path(paths),)
    return tuple(paths)


def _read_sheet(file: Path, library: Library | None, language: Language) -> _Sheet:
    from auditkit.checklists import Faults, Loc, build, read_yaml

    faults = Faults(language)
    loc = Loc(str(file), faults)
    node = read_yaml(file, loc)
    sheet = build(_Sheet, node, loc) if node is not None else None
    if sheet is not None and node is not None:
        for place, entry in enumerate(sheet.documents):
            if not (file.parent / entry.file).is_file():
                loc.fault(
                    _node_at(node, "documents", place, "file"),
                    "providers.listed_missing",
                    file=entry.file,
                )
        known = {condition.code for condition in library.conditions} if library else None
        for code in sheet.conditions:
            if known is not None and code not in known:
                loc.fault(
                    _node_at(node, "conditions", code),
                    "providers.condition_unknown",
                    code=code,
                    hint=_nearest(code, known, language),
                )
    if faults or sheet is None:
        raise AuditkitError(*faults.in_order())
    return sheet


def _node_at(node: Any, *steps: str | int) -> Any:
    """Follow keys and positions through YAML nodes that are known to be there."""
    for step in steps:
        if isinstance(step, int):
            node = node.value[step]
        else:
            node = next(value for key, value in node.value if key.value == step)
    return node


def _nearest(word: str, words: Iterable[str], language: Language) -> str:
    close = difflib.get_close_matches(word, sorted(words), n=1)
    return say("runs.nearest", language, word=close[0]) if close else ""
