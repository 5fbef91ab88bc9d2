"""Plain text."""

from __future__ import annotations

from auditkit.documents._decode import decode
from auditkit.documents._extract import Extract, clean_text


def read_plain(data: bytes) -> Extract:
    """Read a text file; its structure is in the text alone."""
    text, encoding, damaged = decode(data)
    extract = Extract(clean_text(text.removeprefix("\ufeff")), encoding=encoding)
    if damaged:
        extract.reservations.append(("document.damaged_characters", {"encoding": encoding}))
    return extract
