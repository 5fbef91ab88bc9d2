"""The journal in a pack: a line for each entry, its hash and then exactly what is hashed.

``["<hash>",["<hash before>","<audit>",<number>,"<at>","<who>","<subject>","<changes>"]]``
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from auditkit.chain import Link, dump, link_of, told_text
from auditkit.models import Entry

_NOT_AN_ENTRY = Link(*[None] * 8)  # type: ignore[arg-type]


def journal_bytes(entries: Iterable[Entry]) -> bytes:
    """Return the entries as the lines of a pack's journal."""
    return b"".join(_line(link_of(entry)) for entry in entries)


def _line(link: Link) -> bytes:
    return f"[{dump(link.hash)},{told_text(link)}]\n".encode("utf-8", "surrogatepass")


def read_links(lines: Iterable[bytes]) -> Iterator[Link]:
    """Yield an entry for each line; one that fits no chain where the line is not as written."""
    for line in lines:
        try:
            told = json.loads(line.decode("utf-8", "surrogatepass"))
            digest, (before, audit, number, at, who, subject, changes) = told
            link = Link(audit, number, at, who, subject, changes, before, digest)
            as_written = _line(link) == line
        except (ValueError, TypeError, RecursionError):
            yield _NOT_AN_ENTRY
        else:
            yield link if as_written else link._replace(hash="")
