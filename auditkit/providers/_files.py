"""The files of a provider, and names for what is made of them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from auditkit.errors import Fault
from auditkit.messages import say
from auditkit.models import Language

SHEET = "provider.yaml"
_SHEETS = frozenset({SHEET, "provider.yml"})
_LEFT_BY_PROGRAMS = frozenset({"thumbs.db", "desktop.ini"})
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")
_LONGEST = 60
_MOST_BYTES = 180  # with the suffixes of a report, within the 255 that file systems take


def own_files(place: Path) -> list[Path]:
    """Return what a person put into a folder, in the order of names; of a file, itself."""
    if place.is_file():
        return [place]
    return [
        file
        for file in sorted(place.iterdir(), key=lambda file: file.name)
        if file.is_file()
        and not file.name.startswith((".", "~$"))
        and file.name.lower() not in _LEFT_BY_PROGRAMS | _SHEETS
    ]


def named_file(folder: Path, name: str) -> Path | None:
    """Return the file of that name; one stored decomposed, as macOS does, has the same name."""
    file = folder / name
    if file.is_file():
        return file
    if not file.parent.is_dir():
        return None
    wanted = unicodedata.normalize("NFC", file.name)
    near = (f for f in sorted(file.parent.iterdir()) if f.is_file())
    return next((f for f in near if unicodedata.normalize("NFC", f.name) == wanted), None)


def place_faults(place: Path, language: Language) -> list[Fault]:
    """Return what is wrong with a path of the user's, before anything is read there."""
    try:
        if not place.exists():
            return [Fault(say("providers.missing", language), str(place))]
        inside = sorted(place.iterdir()) if place.is_dir() else []
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return [Fault(say("providers.unreadable", language, reason=reason), str(place))]
    faults = [
        Fault(say("providers.name_not_text", language), str(file))
        for file in (place, *inside)
        if not _is_text(file.name)
    ]
    if not (place / SHEET).is_file():
        # Taken neither for the sheet nor for a document, it would go unnoticed.
        faults += [
            Fault(say("providers.sheet_name", language, name=SHEET), str(file))
            for file in inside
            if file.name.lower() in _SHEETS
        ]
    return faults


def _is_text(name: str) -> bool:
    """Whether a file name is text: one unpacked from a CP932 archive can be stray bytes."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def provider_id(name: str) -> str:
    """Return the name as one that every file system takes."""
    plain = unicodedata.normalize("NFC", name)
    plain = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*\s]+', "-", plain).strip("-. ")
    short = plain[:_LONGEST].encode("utf-8")[:_MOST_BYTES].decode("utf-8", "ignore")
    plain = short.rstrip("-. ") or "provider"
    return f"_{plain}" if _RESERVED.fullmatch(plain) else plain
