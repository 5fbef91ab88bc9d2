"""Which reader a file needs: by its name, unless its first bytes say otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable

from auditkit.documents._extract import Extract, Unreadable
from auditkit.documents._html import read_html
from auditkit.documents._markdown import read_markdown
from auditkit.documents._plain import read_plain

Reader = Callable[[bytes], Extract]

SUFFIXES = {
    ".txt": "txt", ".text": "txt", ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".pdf": "pdf", ".docx": "docx",
}  # fmt: skip
_HTML = re.compile(
    rb"\s*(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def reader_of(format_name: str) -> Reader:
    """Return the reader of a format; those of PDF and Word are loaded only when needed."""
    if format_name == "pdf":
        from auditkit.documents._pdf import read_pdf

        return read_pdf
    if format_name == "docx":
        from auditkit.documents._docx import read_docx

        return read_docx
    return {"txt": read_plain, "md": read_markdown, "html": read_html}[format_name]


def actual_format(data: bytes, named: str) -> str:
    """Return the format the bytes show, whatever the file is called."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf")
    if head.lstrip()[:5] == b"%PDF-" or (named == "pdf" and b"%PDF-" in data[:1024]):
        return "pdf"
    if head.startswith(_OLE):
        raise Unreadable("document.ole", suffix=named)
    if head.startswith(b"PK\x03\x04"):
        return "docx"
    if head.startswith(b"{\\rtf"):
        raise Unreadable("document.rtf")
    if named in ("pdf", "docx"):
        if _HTML.match(head):
            return "html"
        raise Unreadable(f"document.not_{named}")
    if named in ("txt", "md") and _HTML.match(head) and b"</" in data:
        return "html"
    return named
