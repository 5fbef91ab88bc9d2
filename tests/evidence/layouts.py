"""The same text in the shapes that providers publish it in."""

import html
import io
import re
import unicodedata
from itertools import groupby, pairwise

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


_HEAD = """見本サイト
本文へスキップ
ホーム
サービス一覧
料金
サポート
会社概要
採用情報
お問い合わせ
ホーム ＞ 会社概要 ＞ 個人情報の取扱い
"""
_FOOT = """
ページの先頭へ
関連リンク
よくあるご質問
資料請求
採用情報
利用規約
特定商取引法に基づく表記
サイトマップ
お問い合わせ
Copyright © Mihon All Rights Reserved.
当サイトでは、利便性の向上のためCookieを使用しています。
同意する
設定を変更する
"""


def in_a_site(text: str) -> bytes:
    """Return the text as a page copied from a site: menu, breadcrumbs, links, footer, banner."""
    return f"{_HEAD}\n{text}\n{_FOOT}".encode()


_SECTION = re.compile(r"^(#{1,6} |■)?(?:([0-9０-９]{1,2})([．.]\s*))?(?=\S)", re.MULTILINE)
_VERSION = re.compile(r"(?:変更|改定)[前後]")


def reordered(text: str) -> bytes:
    """Return the text with its sections the other way round, their numbers counted anew.

    A section begins with 「１．」, 「## 1.」 or 「■」; the last of a row of sections stays, for what
    follows it may not belong to it.
    """
    lines = text.splitlines(keepends=True)
    marked = any(line.startswith("## ") for line in lines)
    rows: list[list[int]] = []
    for index, line in enumerate(lines):
        match = _SECTION.match(line)
        if match is None or not (match[2] or match[1] == "■") or "。" in line:
            continue
        number = int(match[2]) if match[2] else 0
        deep = match[1] != "## " if marked else match[1] == "# "
        if deep or (number and not (number == 1 or (rows and number == len(rows[-1]) + 1))):
            continue
        apart = rows and any(_VERSION.match(lines[at]) for at in range(rows[-1][-1], index))
        if number == 1 or not rows or apart or (not number and lines[rows[-1][0]][0] != "■"):
            rows.append([])
        rows[-1].append(index)
    for row in rows:
        sections = [lines[start:end] for start, end in pairwise(row)]
        numbers = [_SECTION.match(section[0]) for section in sections]
        sections.reverse()
        for section, number in zip(sections, numbers, strict=True):
            if number is not None:
                section[0] = number[0] + _SECTION.sub("", section[0], count=1)
        if sections:
            lines[row[0] : row[-1]] = [line for section in sections for line in section]
    return "".join(lines).encode()


def unmarked(text: str) -> str:
    """Return a Markdown text as plain text: bare headings, 「・」 and tabs."""
    text = re.sub(r"^#{1,6} ", "", text, flags=re.MULTILINE).replace("**", "")
    text = re.sub(r"^- ", "・", text, flags=re.MULTILINE)
    text = re.sub(r"^\|[ -|]*-[ -|]*\|$\n", "", text, flags=re.MULTILINE)
    return re.sub(
        r"^\| (.*) \|$", lambda row: row[1].replace(" | ", "\t"), text, flags=re.MULTILINE
    )


def without_tables(text: str) -> str:
    """Return the text without the lines that hold a tab."""
    return "".join(line for line in text.splitlines(keepends=True) if "\t" not in line)


def broken(text: str) -> bytes:
    """Return the text with its lines broken in mid-sentence, as from a PDF; words stay whole."""
    lines = [""]
    for paragraph in text.splitlines():
        for piece in re.findall(r"[!-~]+|[^!-~]", paragraph):
            if sum(map(_width, lines[-1] + piece)) > _LINE and lines[-1]:
                lines.append("")
            lines[-1] += piece
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
    """Return a web page with a paragraph for each line, tables, and menus around them."""
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>方針</title></head><body>'
        '<nav><ul><li><a href="/">ホーム</a></li><li>料金</li><li>お問い合わせ</li></ul></nav>'
        f"<main>{_paragraphs(text)}</main><footer><ul><li>利用規約</li><li>会社概要</li></ul></footer>"
        "</body></html>"
    ).encode()


def _paragraphs(text: str) -> str:
    parts = []
    for table, lines in groupby(_lines(text), key=lambda line: "\t" in line):
        if table:
            rows = "".join(
                "".join(
                    ["<tr>", *(f"<td>{html.escape(c)}</td>" for c in line.split("\t")), "</tr>"]
                )
                for line in lines
            )
            parts.append(f"<table>{rows}</table>")
        else:
            parts.extend(f"<p>{html.escape(line)}</p>" for line in lines)
    return "".join(parts)


def _lines(text: str) -> list[str]:
    return [line.rstrip("\t") for line in text.splitlines() if line.strip()]


def in_a_web_site(text: str) -> bytes:
    """Return a web page with all that stands around the content of a site."""
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>方針</title></head><body>'
        '<a href="#main">本文へスキップ</a><header><p>見本サイト</p><nav><ul><li><a href="/">ホーム</a></li>'
        '<li><a href="/price">料金</a></li><li><a href="/recruit">採用情報</a></li></ul></nav></header>'
        '<ol class="breadcrumb"><li><a href="/">ホーム</a></li><li>個人情報の取扱い</li></ol>'
        f'<main id="main">{_paragraphs(text)}</main>'
        '<aside><h2>関連リンク</h2><ul><li><a href="/faq">よくあるご質問</a></li><li><a href="/terms">利用規約</a>'
        '</li></ul></aside><p class="pagetop"><a href="#top">ページの先頭へ</a></p>'
        '<footer><ul><li><a href="/sitemap">サイトマップ</a></li><li><a href="/contact">お問い合わせ</a></li></ul>'
        "<p>Copyright © Mihon All Rights Reserved.</p></footer>"
        '<div class="cookie-banner" role="dialog"><p>当サイトでは、利便性の向上のためCookieを使用しています。</p>'
        "<button>同意する</button><button>設定を変更する</button></div></body></html>"
    ).encode()


def as_docx(text: str) -> bytes:
    """Return a Word document with a paragraph for each line, and tables."""
    document = docx.Document()
    for table, group in groupby(_lines(text), key=lambda line: "\t" in line):
        lines = [line.split("\t") for line in group]
        if not table:
            for (line,) in lines:
                document.add_paragraph(line)
            continue
        grid = document.add_table(0, max(map(len, lines)))
        for line in lines:
            for cell, words in zip(grid.add_row().cells, line, strict=False):
                cell.text = words
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


_RUNNING_HEAD = "見本様式 第3版"


def without_pages(quote: str) -> str:
    """Return a plain quote without the page end that stands in it."""
    return re.sub(rf"-[0-9]+-{plain(_RUNNING_HEAD)}", "", quote)


def with_pages(text: str) -> bytes:
    """Return the text of a PDF as a converter leaves it: broken lines, page numbers, a head."""
    lines = broken(text).decode("utf-8").splitlines()
    pages = [lines[at : at + 40] for at in range(0, len(lines), 40)]
    numbered = [
        "\n".join([*page, "", f"- {number} -", "", _RUNNING_HEAD])
        for number, page in enumerate(pages, start=1)
    ]
    return "\n".join(numbered).encode()


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
