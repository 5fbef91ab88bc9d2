"""The names inside a pack, and whether one can be unpacked without leaving its folder."""

from __future__ import annotations

import re

JOURNAL = "journal.jsonl"
MANIFEST = "manifest.json"
NOTEBOOK = "notebook.ipynb"
WORKBOOK = "workbook.xlsx"
FILES = frozenset({JOURNAL, MANIFEST, NOTEBOOK, WORKBOOK})
DOCUMENTS = "documents/"
SHEET = "provider.yaml"
"""Goes with the documents, though the journal has no fingerprint of it."""

_STEERS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"  # controls, line ends, no characters at all
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"  # marks that turn the reading order
)
"""What is no sign to read but a command to the terminal."""

_LONGEST = 1000  # bytes; more than any file system takes


def is_safe(name: str) -> bool:
    """Whether the name stays in the folder that it is unpacked into, on every platform.

    A backslash is part of a name on one system and leads into a folder on another.
    """
    parts = name.split("/")
    return (
        len(name.encode("utf-8", "surrogatepass")) <= _LONGEST
        and not any(part in ("", ".", "..") for part in parts)
        and "\\" not in name
        and not re.match("[A-Za-z]:", name)
        and not _STEERS.search(name)
    )


def belongs(name: str) -> bool:
    """Whether a pack has a place for a file of this name."""
    return name in FILES or name.startswith(DOCUMENTS)


def plain(text: object) -> str:
    """Return a name or a word of a pack as it may be shown: nothing in it steers a terminal."""
    return _STEERS.sub(lambda sign: sign[0].encode("unicode_escape").decode("ascii"), str(text))
