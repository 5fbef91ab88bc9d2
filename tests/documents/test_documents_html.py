"""Web pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditkit.documents import read_documents
from auditkit.models import Document, Passage, PassageKind, PassageRole


def read(tmp_path: Path, body: str, encoding: str = "utf-8", head: str = "") -> Document:
    """The document a page is read as."""
    path = tmp_path / "方針.html"
    page = f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
    path.write_bytes(page.encode(encoding))
    found = read_documents([path])
    assert found.problems == ()
    return found.documents[0]


def at(document: Document, words: str) -> Passage:
    """The passage that holds ``words``."""
    return document.passage_at(document.text.index(words))


FILLER = "<p>当社は、個人情報を適切に管理し、漏えいの防止その他の安全管理措置を講じます。</p>" * 4


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("cp932", "<meta charset='Shift_JIS'>"),
        ("cp932", ""),
        ("euc_jp", "<meta http-equiv=Content-Type content='text/html; charset=euc-jp'>"),
        ("utf-8", "<meta charset=utf-8>"),
        ("utf-8", "<meta charset=Shift_JIS>"),
        ("utf-8-sig", ""),
    ],
)
def test_character_set_of_a_page(tmp_path: Path, encoding: str, head: str) -> None:
    """A page is read in the encoding it is written in, even where it declares another."""
    document = read(tmp_path, "<p>個人情報を、商品の発送のために利用します。</p>", encoding, head)
    assert "個人情報を、商品の発送のために利用します。" in document.text


def test_only_what_a_visitor_sees_is_read(tmp_path: Path) -> None:
    """Scripts, styles, templates, hidden parts and image texts are not content."""
    body = (
        "<script>var a='秘密1';</script><style>p{content:'秘密2'}</style><noscript>秘密3</noscript>"
        "<template>秘密4</template><p hidden>秘密5</p><p style='display: none'>秘密6</p>"
        "<span aria-hidden='true'>秘密7</span><!-- 秘密8 --><img alt='秘密9'>"
        "<p>公開&amp;方針&#12290;</p>"
    )
    document = read(tmp_path, body)
    assert "秘密" not in document.text
    assert "公開&方針。" in document.text


def test_headings_and_lists(tmp_path: Path) -> None:
    """Headings nest by level, entries carry their introduction and the number shown."""
    body = (
        "<h1>方針</h1><h2>第三者提供</h2><p>次の場合を除き、提供しません。</p>"
        "<ol start='3'><li>法令に基づく場合<ul><li>捜査への協力</li></ul></li><li>同意がある場合</li></ol>"
        "<h2>管理</h2><p>管理します。</p>"
    )
    document = read(tmp_path, body)
    entry = at(document, "同意がある")
    assert entry.kind is PassageKind.ITEM
    assert entry.locator == "「第三者提供」4."
    assert entry.lead == "次の場合を除き、提供しません。"
    assert entry.headings == ("方針", "第三者提供")
    assert at(document, "捜査").locator == "「第三者提供」3.・1"
    assert at(document, "管理します").headings == ("方針", "管理")


def test_tables_are_rows_of_cells(tmp_path: Path) -> None:
    """A row of a table is one passage, its cells joined by tabs, under its header."""
    body = (
        "<h2>利用目的</h2><table><tr><th>区分</th><th>目的</th></tr>"
        "<tr><td>応募者</td><td>選考<br>連絡</td></tr></table>"
    )
    document = read(tmp_path, body)
    row = at(document, "応募者")
    assert row.kind is PassageKind.ROW
    assert document.quote(row.start, row.end).strip() == "応募者\t選考\n連絡"
    assert "区分" in row.lead
    assert row.locator == "「利用目的」 表2行目"


def test_definition_list(tmp_path: Path) -> None:
    """A short definition stands beside its term, a long one below it."""
    body = (
        "<dl><dt>事業者名</dt><dd>株式会社みほん</dd>"
        "<dt>利用目的</dt><dd>商品の発送のために利用します。</dd></dl>"
    )
    document = read(tmp_path, body)
    assert at(document, "株式会社みほん").headings == ()
    assert at(document, "事業者名") == at(document, "株式会社みほん")
    assert at(document, "商品の発送").headings == ("利用目的",)


def test_site_navigation_is_chrome(tmp_path: Path) -> None:
    """Menus, breadcrumbs and footers are kept apart from the content."""
    body = (
        "<header><p>みほん商会</p><nav><ul><li>会社概要</li><li>採用情報</li></ul></nav></header>"
        "<div class='breadcrumb'><a href='/'>ホーム</a> <a href='/p'>方針</a></div>"
        f"<main><header><h1>個人情報保護方針</h1></header>{FILLER}</main>"
        "<footer><ul><li>サイトマップ</li></ul><p>© Mihon</p></footer>"
    )
    document = read(tmp_path, body)
    for words in ("会社概要", "ホーム", "サイトマップ", "© Mihon"):
        assert at(document, words).role is PassageRole.CHROME
    assert at(document, "個人情報保護方針").role is PassageRole.CONTENT
    assert at(document, "漏えい").role is PassageRole.CONTENT


def test_footer_is_chrome_except_for_privacy(tmp_path: Path) -> None:
    """Name and address in a footer are furniture of the site; a sentence on privacy is content."""
    body = (
        f"{FILLER}<footer><p>株式会社みほん　〒100-0000 東京都架空区見本町1-2-3</p>"
        "<p>個人情報の苦情は上記まで。</p><p>採用情報</p></footer>"
    )
    document = read(tmp_path, body)
    assert at(document, "〒100").role is PassageRole.CHROME
    assert at(document, "苦情").role is PassageRole.CONTENT
    assert at(document, "採用情報").role is PassageRole.CHROME


@pytest.mark.parametrize(
    "element",
    [
        "<a class='skip' href='#main'>本文へスキップ</a>",
        "<a href='#main'>コンテンツに移動</a>",
        "<ol class='breadcrumb'><li><a href='/'>トップ</a></li><li>個人情報の取扱い</li></ol>",
        "<div id='topicPath'>トップ ＞ 会社案内 ＞ 個人情報の取扱い</div>",
        "<ul aria-label='パンくずリスト'><li>トップ</li><li>個人情報の取扱い</li></ul>",
        "<p class='pagetop'><a href='#'>ページの先頭へ</a></p>",
        "<div class='cookie-banner' role='dialog'><p>当サイトはCookieを使用します。</p></div>",
        "<div id='cookieConsent'><p>プライバシーポリシーに同意してください。</p></div>",
        "<section role='dialog' aria-label='Cookieの使用'><p>Cookieを使用します。</p></section>",
    ],
)
def test_ways_through_the_site_are_chrome(tmp_path: Path, element: str) -> None:
    """Skip links, breadcrumbs and cookie banners are told by role, name and label."""
    document = read(tmp_path, f"{element}<main><h1>方針</h1>{FILLER}</main>")
    first = document.passages[0]
    assert first.role is PassageRole.CHROME
    assert at(document, "方針").role is PassageRole.CONTENT


def test_section_on_cookies_is_content(tmp_path: Path) -> None:
    """What the page itself says of cookies is content, however its section is named."""
    body = (
        f"<main>{FILLER}<section id='cookie-notice'><h2>Cookieについて</h2>"
        "<p>当社は、閲覧の状況を知るためにCookieを使用します。</p></section></main>"
    )
    assert at(read(tmp_path, body), "閲覧の状況").role is PassageRole.CONTENT


def test_rows_of_labels_and_values(tmp_path: Path) -> None:
    """Each row of a two-column table is one passage; header and introduction are its lead."""
    body = (
        "<h2>窓口</h2><p>窓口は次のとおりです。</p><table><tr><td>項目</td><td>内容</td></tr>"
        "<tr><th>名称</th><td><p>お客様相談室</p><p>担当 見本</p></td></tr>"
        "<tr><th>電話</th><td>03-0000-0000</td></tr></table>"
    )
    document = read(tmp_path, body)
    row = at(document, "お客様相談室")
    assert document.quote(row.start, row.end).split() == ["名称", "お客様相談室", "担当", "見本"]
    assert at(document, "03-0000").lead == "窓口は次のとおりです。 項目 内容"


def test_values_of_a_definition_list_stay_together(tmp_path: Path) -> None:
    """One value with a remark does not turn its term into a heading for the others."""
    body = (
        "<dl><dt>窓口</dt><dd>相談室</dd><dt>電話</dt><dd>03-0000-0000（平日のみ。祝日を除きます。）</dd>"
        "<dt>郵便</dt><dd>東京都架空区見本町</dd></dl>"
    )
    document = read(tmp_path, body)
    assert at(document, "祝日を").kind is PassageKind.ROW
    assert at(document, "東京都").headings == ()


def test_title_of_a_page_without_headings(tmp_path: Path) -> None:
    """Without a heading the page's title names the document."""
    document = read(tmp_path, "<p>守ります。</p>", head="<title>みほん商会の方針</title>")
    assert document.title == "みほん商会の方針"


def test_old_and_new_columns(tmp_path: Path) -> None:
    """The cells of the old column of a comparison are an earlier version."""
    body = (
        "<table><tr><th>条</th><th>改定前</th><th>改定後</th></tr>"
        "<tr><td>1</td><td>手数料は500円です。</td><td>手数料は800円です。</td></tr></table>"
    )
    document = read(tmp_path, body)
    assert at(document, "500円").role is PassageRole.EARLIER
    assert at(document, "800円").role is PassageRole.CONTENT


def test_broken_markup_is_read(tmp_path: Path) -> None:
    """Unclosed and misplaced tags lose no text."""
    document = read(tmp_path, "<ul><li>一<li>二</p><table><tr><td>三<td>四</div><p>五です。")
    assert all(words in document.text for words in "一二三四五")


def test_deep_nesting_is_survived(tmp_path: Path) -> None:
    """A page nested absurdly deep is read or refused, never a crash."""
    path = tmp_path / "深.html"
    path.write_text("<html><body>" + "<div>" * 20_000 + "方針です。", encoding="utf-8")
    found = read_documents([path])
    assert len(found.documents) + len(found.problems) == 1
