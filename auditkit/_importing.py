"""What ``auditkit import`` does: list what came back in a workbook, and record what may."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from auditkit.audits import record_return, weigh_return
from auditkit.errors import Fault
from auditkit.messages import say
from auditkit.models import Language, ReturnedCell
from auditkit.returns import read_return
from auditkit.store import open_store

_SHOWN = 100
"""Characters of a text in a line of the list."""


@dataclass(frozen=True)
class Imported:
    """What is told of an import."""

    lines: tuple[str, ...]
    notes: tuple[str, ...]
    refused: tuple[Fault, ...]


def import_workbook(path: Path, store: str, who: str, apply: bool, language: Language) -> Imported:
    """List what came back; with ``apply`` record what is allowed, in one entry for each row."""
    returned = read_return(path, language)
    # A store that is not there must not be made by naming it.
    with open_store(store or None, language=language, read_only=True) as reading:
        weighed = weigh_return(reading, returned, language)
    lines = [_line(change.where, language) for change in weighed.accepted]
    told = {"count": len(weighed.accepted), "refused": len(weighed.refused)}
    lines.append(
        say("cli.import.listed", language, audit=weighed.audit, recorded=weighed.recorded, **told)
    )
    if weighed.accepted and apply:
        with open_store(store or None, language=language) as writing:
            last = record_return(writing, weighed, who, language)
        told |= {"first": weighed.head + 1, "last": last}
        lines.append(say("cli.import.applied", language, who=_plain(who), **told))
    elif weighed.accepted:
        lines.append(say("cli.import.not_applied", language))
    refused = tuple(
        Fault(_refused(each.where, each.reason, language), str(path)) for each in weighed.refused
    )
    return Imported(tuple(lines), weighed.notes, refused)


def _refused(where: ReturnedCell, reason: str, language: Language) -> str:
    reason = _plain(reason)
    if where.field:
        change = _line(where, language)
        return say("cli.import.refused", language, change=change, reason=reason)
    row = " ".join(part for part in (_place(where), _shown(where.row, language)) if part)
    return say("cli.import.refused_row", language, row=row, reason=reason)


def _line(where: ReturnedCell, language: Language) -> str:
    return say(
        "cli.import.change",
        language,
        place=_place(where),
        row=_plain(where.row),
        field=_plain(where.field),
        old=_shown(where.old, language),
        new=_shown(where.new, language),
    )


def _place(where: ReturnedCell) -> str:
    return _plain(f"{where.sheet}!{where.cell}" if where.cell else where.sheet)


def _shown(text: str, language: Language) -> str:
    if not text:
        return say("returns.empty", language)
    line = _plain(" ↵ ".join(text.splitlines()))
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _plain(text: str) -> str:
    """Return a text in which nothing steers a terminal."""
    signs = (" " if sign.isspace() and sign != "\u3000" else sign for sign in text)
    return "".join(sign if sign.isprintable() or sign == "\u3000" else "〓" for sign in signs)
