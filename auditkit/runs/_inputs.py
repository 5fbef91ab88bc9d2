"""What goes into a run: the files with their fingerprints, and the checklists chosen."""

from __future__ import annotations

import difflib
import hashlib
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from auditkit import __version__
from auditkit.errors import AuditkitError, DocumentError, Fault
from auditkit.messages import say
from auditkit.models import Checklist, DocumentSet, InputFile, Language, Library, RunInfo
from auditkit.providers import input_files
from auditkit.runs._parameters import Scalar


def describe_run(
    provider: str | Path | Sequence[Path],
    sources: Sequence[Path],
    checklists: Iterable[Checklist],
    overlay: str = "",
    others: Sequence[Path] = (),
    **parameters: Scalar,
) -> RunInfo:
    """Say how a report is made, in words that are the same for equal runs anywhere.

    Places (the provider's folder, the output) are left out: they are not what was assessed.
    """
    return RunInfo(
        parameters=parameters,
        inputs=fingerprint(provider, sources, overlay, others),
        checklists=tuple(checklist.key for checklist in checklists),
        version=__version__,
    )


def fingerprint(
    provider: str | Path | Sequence[Path],
    sources: Sequence[Path],
    overlay: str | Path = "",
    others: Sequence[Path] = (),
) -> tuple[InputFile, ...]:
    """Return all that decides the result, with hash and size: provider.yaml, documents, overlay.

    The provider's files are named from the folder they share; the overlay, and the ``others``
    that shape the report, by their names alone.
    A file that cannot be opened did not go in; reading the documents tells about it.
    """
    own = [file.absolute() for file in input_files(provider, sources)]
    base = Path(os.path.commonpath([file.parent for file in own])) if own else Path()
    named = [(file, file.relative_to(base).as_posix()) for file in own]
    named += [(Path(file), Path(file).name) for file in (overlay, *others) if file]
    found = []
    for file, name in named:
        with suppress(OSError), file.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
            found.append(InputFile(name, sha256, stream.tell()))
    return tuple(found)


def choose_checklists(
    library: Library, keys: str, language: Language = "ja"
) -> tuple[Checklist, ...]:
    """Return the checklists named in ``keys``, such as ``appi@2023-04-01``, comma-separated."""
    by_key = {checklist.key: checklist for checklist in library.checklists}
    return tuple(by_key[key] for key in check_keys(keys, list(by_key), language))


def known_checklists(root: Path) -> list[str]:
    """Return the editions below ``root`` by the names of their folders, without reading them."""
    return sorted(
        f"{head.parent.parent.name}@{head.parent.name}" for head in root.glob("*/*/checklist.yaml")
    )


def check_keys(keys: str, known: Sequence[str], language: Language = "ja") -> tuple[str, ...]:
    """Return the keys in ``keys`` without repeats; raise with every one that is not known."""
    wanted = [key for key in dict.fromkeys(part.strip() for part in keys.split(",")) if key]
    faults: list[Fault | str] = []
    for key in wanted:
        if key not in known:
            # An id without its edition is short: no measure of likeness would find it.
            close = [k for k in known if k.startswith(f"{key}@")]
            close = close or difflib.get_close_matches(key, known, n=1)
            hint = say("runs.nearest", language, word=close[0]) if close else ""
            listed = ", ".join(known)
            faults.append(say("runs.checklist_unknown", language, key=key, known=listed, hint=hint))
    if not wanted:
        faults.append(say("runs.checklist_none", language, known=", ".join(known)))
    if faults:
        raise AuditkitError(*faults)
    return tuple(wanted)


def require_documents(documents: DocumentSet, language: Language = "ja") -> None:
    """Raise if no document could be read: a report on nothing would find everything missing."""
    if not documents.documents:
        problems = [Fault(problem.message, problem.path) for problem in documents.problems]
        raise DocumentError(say("runs.nothing_read", language), *problems)
