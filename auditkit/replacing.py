"""Put a finished file in its place: made beside it, moved into it whole."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield where to write; the file takes the place of ``path`` only if all goes well.

    What was there before stays until then, and nothing is left beside it.  Raises ``OSError``
    as writing does: whoever writes says in own words what could not be written.
    """
    beside = path.with_name(f".{path.name}-{secrets.token_hex(4)}.tmp")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
