"""The same text in the shapes that providers publish it in."""

import html
import io
import re
import unicodedata

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_FULL = {half: full for full, half in _HALF.items() if chr(half).isalnum() or chr(half) in "()"}
_RADICALS = {ord(unicodedata.normalize("NFKC", chr(c))): c for c in range(0x2F00, 0x2FD6)}
_LINE = 72  # half-width characters
_FONT = "HeiseiKakuGo-W5"


def same(text: str) -> bytes:
    """Return the text as a file."""
    return text.encode("utf-8")


def on_one_line(text: str) -> bytes:
    """Return the text as a web page without line breaks is copied: blocks parted by spaces."""
    return " ".join(text.split()).encode("utf-8")


def among_menus(text: str) -> bytes:
    """Return the one line between the menus at the head and the foot of its page."""
    menu = "ホーム 機能一覧 料金 サポート お申し込み ログイン サイトマップ 会社概要 採用情報 "
    return (menu * 2).encode("utf-8") + on_one_line(text) + f" {menu}".encode()


def broken(text: str) -> bytes:
    """Return the text with its lines broken in mid-sentence, as from a PDF."""
    lines = [""]
    for paragraph in text.splitlines():
        for character in paragraph:
            if sum(map(_width, lines[-1])) + _width(character) > _LINE:
                lines.append("")
            lines[-1] += character
        lines.append("")
    return "\n".join(lines).encode("utf-8")


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def half_width(text: str) -> bytes:
    """Return the text with all full-width letters, figures and signs half-width."""
    return text.translate(_HALF).encode("utf-8")


def full_width(text: str) -> bytes:
    """Return the text with all letters, figures and brackets full-width."""
    return text.translate(_FULL).encode("utf-8")


def with_radicals(text: str) -> bytes:
    """Return the text with radicals in place of ideographs, as some PDF fonts yield it."""
    return text.translate(_RADICALS).encode("utf-8")


def as_html(text: str) -> bytes:
    """Return a web page with a paragraph for each line, and menus around them."""
    paragraphs = "".join(
        f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip()
    )
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>方針</title></head><body>'
        '<nav><ul><li><a href="/">ホーム</a></li><li>料金</li><li>お問い合わせ</li></ul></nav>'
        f"<main>{paragraphs}</main><footer><ul><li>利用規約</li><li>会社概要</li></ul></footer>"
        "</body></html>"
    ).encode()


def as_docx(text: str) -> bytes:
    """Return a Word document with a paragraph for each line."""
    document = docx.Document()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_pdf(text: str) -> bytes:
    """Return a PDF whose lines are broken where the page ends."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4, invariant=1)
    lines = broken(text).decode("utf-8").splitlines()
    for page in range(0, len(lines), 50):
        canvas.setFont(_FONT, 10)
        for number, line in enumerate(lines[page : page + 50]):
            canvas.drawString(50, 790 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def plain(quote: str) -> str:
    """Return a quote without white space, width and marks of lists."""
    folded = re.sub(r"\s+", "", unicodedata.normalize("NFKC", quote))
    return re.sub(r"^[・*#\-]+", "", folded)
