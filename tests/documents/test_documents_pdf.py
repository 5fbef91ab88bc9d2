"""PDF files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportlab.lib.pdfencrypt import StandardEncryption

from auditkit.documents import read_documents
from auditkit.messages_documents import MESSAGES
from auditkit.models import PassageRole

WritePdf = Callable[..., Path]

PAGES = (
    (
        "個人情報保護方針",
        "第1条（利用目的の特定）",
        "当社は、取得した個人情報を、次に掲げる目的の達成に必要な範囲で利用し、あらかじめご",
        "本人の同意を得ることなく、その範囲を超えて利用することはありません。",
        "（１）商品の発送及びこれに付随する連絡のため",
        "（２）お問い合わせへの回答及びこれに付随する連絡を行い、必要に応じて記録を残すた",
        "めの業務を行うため",
    ),
    (
        "第2条（安全管理措置）",
        "当社は、漏えい、滅失又は毀損の防止その他の安全管理のために必要かつ適切な措置を講",
        "じ、これを定期的に見直すとともに、従業者に対する教育を継続して実施することにより、",
        "個人情報を保護します。",
        "第3条（委託）",
        "当社は、個人情報の取扱いの全部又は一部を外部に委託する場合には、委託先に対して必要",
    ),
    ("かつ適切な監督を行います。", "以上のとおり定め、これを公表します。"),
)


def test_broken_lines_are_joined_and_pages_named(write_pdf: WritePdf) -> None:
    """Lines broken in mid-sentence join, also over pages, and locators begin with the page."""
    (document,) = read_documents([write_pdf(PAGES)]).documents
    found = {p.locator: document.quote(p.start, p.end).strip() for p in document.passages}
    assert found["p.1 第1条（２）"].endswith("業務を行うため")
    assert document.passage_at(document.text.index("漏えい")).locator == "p.2 第2条"
    supervised = document.passage_at(document.text.index("適切な監督"))
    assert supervised.locator == "p.2 第3条"
    assert supervised.start <= document.text.index("取扱いの全部") < supervised.end
    assert document.title == "個人情報保護方針"


def test_running_headers_and_page_numbers_are_chrome(write_pdf: WritePdf) -> None:
    """What repeats on every page is furniture, and does not cut a sentence in two."""
    path = write_pdf(PAGES, header="株式会社みほん　社内規程", numbered=True)
    (document,) = read_documents([path]).documents
    chrome = [
        document.quote(p.start, p.end).strip()
        for p in document.passages
        if p.role is PassageRole.CHROME
    ]
    assert chrome == ["株式会社みほん　社内規程", "- 1 -", "- 2 -", "- 3 -"]
    supervised = document.passage_at(document.text.index("適切な監督"))
    assert supervised.start <= document.text.index("取扱いの全部")


def test_pdf_without_text_asks_for_recognition(write_pdf: WritePdf) -> None:
    """A scanned PDF is a problem that names OCR."""
    (problem,) = read_documents([write_pdf([[], []])]).problems
    assert problem.severity == "error"
    assert "OCR" in problem.message


def test_pages_without_text_are_told(write_pdf: WritePdf) -> None:
    """Pages without text among others are a warning with their numbers."""
    found = read_documents([write_pdf([PAGES[0], []])])
    assert len(found.documents) == 1
    assert "p.2" in found.problems[0].message
    assert found.problems[0].severity == "warning"


def test_password_protected_pdf_is_told(write_pdf: WritePdf) -> None:
    """A PDF that needs a password to open is a problem that says so."""
    path = write_pdf(PAGES, encrypt=StandardEncryption("secret"))
    (problem,) = read_documents([path]).problems
    assert problem.message == MESSAGES["document.pdf_password"].ja


def test_pdf_restricted_against_copying_is_read(write_pdf: WritePdf) -> None:
    """A PDF that anyone can open is read though its owner has restricted it."""
    path = write_pdf(PAGES, encrypt=StandardEncryption("", ownerPassword="own", canCopy=0))
    (document,) = read_documents([path]).documents
    assert "安全管理措置" in document.text


def test_pdf_under_another_name_is_read_as_pdf(write_pdf: WritePdf) -> None:
    """A PDF called .txt is read as what it is, with a warning."""
    found = read_documents([write_pdf(PAGES, name="方針.txt")])
    assert found.documents[0].format == "pdf"
    assert found.problems[0].severity == "warning"


def test_truncated_pdf_is_told(write_pdf: WritePdf) -> None:
    """Half a PDF is a problem or what can be saved of it, never a crash."""
    path = write_pdf(PAGES)
    path.write_bytes(path.read_bytes()[:900])
    found = read_documents([path])
    assert len(found.documents) + len(found.problems) >= 1
