"""Where the data that comes with the product lies: in the wheel, or beside the package."""

from __future__ import annotations

from pathlib import Path

from auditkit.errors import AuditkitError
from auditkit.messages import say

_NAMES = ("checklists", "notebooks", "samples")


def shipped(name: str) -> Path:
    """Return the folder ``checklists``, ``notebooks`` or ``samples`` that came with the product."""
    if name not in _NAMES:
        raise ValueError(f"{name!r} is not one of {', '.join(_NAMES)}")
    package = Path(__file__).resolve().parent
    for folder in (package / "_data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise AuditkitError(say("shipped.missing", name=name))
