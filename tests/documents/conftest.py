"""Files of every format, built on the spot; nothing here is a real document."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

WritePdf = Callable[..., Path]
WriteDocx = Callable[..., Path]


@pytest.fixture
def write_pdf(tmp_path: Path) -> WritePdf:
    """Write a PDF with the given lines on each page."""

    def write(
        pages: Sequence[Sequence[str]],
        name: str = "方針.pdf",
        encrypt: StandardEncryption | None = None,
        header: str = "",
        numbered: bool = False,
    ) -> Path:
        pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
        path = tmp_path / name
        canvas = Canvas(str(path), pagesize=A4, encrypt=encrypt)
        for number, lines in enumerate(pages, start=1):
            canvas.setFont("HeiseiMin-W3", 10)
            if header:
                canvas.drawString(60, 810, header)
            for row, line in enumerate(lines):
                canvas.drawString(60, 770 - 18 * row, line)
            if numbered:
                canvas.drawCentredString(297, 30, f"- {number} -")
            canvas.showPage()
        canvas.save()
        return path

    return write


@pytest.fixture
def write_docx(tmp_path: Path) -> WriteDocx:
    """Write a Word file that ``fill`` has filled."""

    def write(
        fill: Callable[[docx.document.Document], None],
        name: str = "方針.docx",
        parts: dict[str, bytes] | None = None,
    ) -> Path:
        document = docx.Document()
        fill(document)
        buffer = io.BytesIO()
        document.save(buffer)
        path = tmp_path / name
        with (
            zipfile.ZipFile(buffer) as source,
            zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target,
        ):
            for info in source.infolist():
                if info.filename not in (parts or {}):
                    target.writestr(info.filename, source.read(info.filename))
            for part, data in (parts or {}).items():
                target.writestr(part, data)
        return path

    return write
