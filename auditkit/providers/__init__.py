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
        role: reference    # named here, but not read
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from pathlib import Path

from auditkit.errors import AuditkitError, Fault
from auditkit.messages import say
from auditkit.models import DocumentSet, Language, Library, Provider
from auditkit.providers._files import SHEET, own_files, place_faults, provider_id

__all__ = ["input_files", "own_files", "provider_id", "read_provider", "shorten_paths"]


def read_provider(
    paths: str | Path | Sequence[Path],
    name: str = "",
    library: Library | None = None,
    language: Language = "ja",
) -> tuple[Provider, tuple[Path, ...]]:
    """Return the provider at ``paths`` and the folders and files to read, every fault at once.

    A string may hold several paths joined by the platform's separator.  Several paths are one
    provider and need a ``name``.  Condition codes are checked against ``library``, by default
    the shipped one.
    """
    places, name = _split(paths), name.strip()
    faults = [fault for place in places for fault in place_faults(place, language)]
    if len(places) > 1 and not name:
        faults.append(Fault(say("providers.name_needed", language)))
    if faults:
        raise AuditkitError(*faults)
    sheets = _sheets(places)
    if len(sheets) > 1:
        found = say("providers.two_sheets", language, first=sheets[0])
        raise AuditkitError(*(Fault(found, str(sheet)) for sheet in sheets[1:]))
    if not any(own_files(place) for place in places) and not sheets:
        raise AuditkitError(Fault(say("providers.empty", language), str(places[0])))
    own_name = places[0].resolve()
    fallback = own_name.stem if places[0].is_file() else own_name.name
    provider = Provider(id=provider_id(name or fallback), name=name or fallback)
    if not sheets:
        return provider, tuple(dict.fromkeys(places))

    # It brings the YAML reader along, which most of a start-up would be spent on.
    from auditkit.providers._sheet import read_sheet

    sheet = read_sheet(sheets[0], library, language)
    sources: list[Path] = []
    for place in places:
        listed = sheet.documents and place == sheets[0].parent
        sources += sheet.assessed_files(place) if listed else [place]
    if not any(own_files(source) for source in sources):
        raise AuditkitError(Fault(say("providers.empty", language), str(places[0])))
    provider = dataclasses.replace(
        provider,
        name=name or sheet.name,
        kind=sheet.kind,
        contact=sheet.contact,
        notes=sheet.notes,
        conditions=dict(sheet.conditions),
    )
    return provider, tuple(dict.fromkeys(sources))


def input_files(paths: str | Path | Sequence[Path], sources: Sequence[Path]) -> list[Path]:
    """Return every file that bears on a provider's report: provider.yaml, then the documents.

    ``sources`` are those that :func:`read_provider` returned for ``paths``.
    """
    documents = [file for source in sources for file in own_files(source)]
    first: dict[Path, Path] = {}
    for file in (*_sheets(_split(paths)), *documents):
        first.setdefault(file.resolve(), file)
    return list(first.values())


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


def _sheets(places: Sequence[Path]) -> list[Path]:
    return [place / SHEET for place in places if (place / SHEET).is_file()]


def _split(paths: str | Path | Sequence[Path]) -> tuple[Path, ...]:
    if isinstance(paths, Path):
        return (paths,)
    if isinstance(paths, str):
        if Path(paths).exists():  # the separator may be part of a name
            return (Path(paths),)
        return tuple(Path(part) for part in paths.split(os.pathsep) if part) or (Path(paths),)
    return tuple(paths)
