"""Markdown: the text stays as it is in the file, so that every quote is found there."""

from __future__ import annotations

import re

from auditkit.documents._extract import Extract
from auditkit.documents._plain import read_plain
from auditkit.passages import find_markdown

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def read_markdown(data: bytes) -> Extract:
    """Read a Markdown file with its headings, lists and tables; comments are blanked out."""
    extract = read_plain(data)
    extract.text = _COMMENT.sub(_blank, extract.text)
    extract.marks = list(find_markdown(extract.text))
    return extract


def _blank(match: re.Match[str]) -> str:
    """Spaces in the place of a comment: the offsets of the rest must not move."""
    return re.sub(r"[^\n]", " ", match.group())
