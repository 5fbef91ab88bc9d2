"""Words of documents and people inside markup of our own."""

from __future__ import annotations

import html
import re

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)


def as_text(words: str) -> str:
    """Return words as text: no markup, and what would hide or reorder them by its number."""
    shown = _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", words)
    return html.escape(shown)


def as_lines(words: str) -> str:
    """Return words of several lines as text."""
    return as_text(words.replace("\r", "")).replace("\n", "<br>")
