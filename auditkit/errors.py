"""The one family of errors: each says what is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass

from auditkit.models import Entry


@dataclass(frozen=True)
class Fault:
    """One mistake in an input, for the person who made the input."""

    message: str
    path: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = self.path
        if self.line is not None:
            place += f":{self.line}"
            if self.column is not None:
                place += f":{self.column}"
        return f"{place}: {self.message}" if place else self.message


class AuditkitError(Exception):
    """Bad input or wrong usage, told without a traceback; carries every fault at once."""

    exit_code = 2

    def __init__(self, *faults: Fault | str) -> None:
        self.faults = tuple(f if isinstance(f, Fault) else Fault(f) for f in faults)
        super().__init__("\n".join(str(f) for f in self.faults))


class ChecklistError(AuditkitError):
    """A checklist, criterion, example or crosswalk is not valid."""


class DocumentError(AuditkitError):
    """A document cannot be read."""


class StoreError(AuditkitError):
    """The store of decisions cannot be used, or refuses what is asked of it."""


class ConflictError(StoreError):
    """Somebody else changed the same thing meanwhile; nothing was written."""

    def __init__(self, message: str, entries: tuple[Entry, ...]) -> None:
        super().__init__(message)
        self.entries = entries
        """What was changed since the caller last looked, oldest first."""


class IntegrityError(AuditkitError):
    """A sign-off pack or a journal is not what was written."""

    exit_code = 4


class RunError(AuditkitError):
    """A notebook run failed; the executed notebook shows where."""

    exit_code = 1
