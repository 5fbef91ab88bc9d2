"""Names of people and departments, compared as a reader would."""

from __future__ import annotations

import unicodedata


def same_name(one: str, other: str) -> bool:
    """Whether two names are the same but for width, spaces and letter case."""
    return bool(one.strip()) and _plain(one) == _plain(other)


def _plain(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()
