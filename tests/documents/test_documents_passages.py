"""The structure of a text: passages, headings, leads and locators."""

from __future__ import annotations

import pytest

from auditkit.models import Passage, PassageKind, PassageRole
from auditkit.passages import Mark, MarkKind, split_passages

HEADING, ITEM, ROW, PARAGRAPH = (
    PassageKind.HEADING,
    PassageKind.ITEM,
    PassageKind.ROW,
    PassageKind.PARAGRAPH,
)


def own(text: str, passage: Passage) -> str:
    """The text of a passage without surrounding white space."""
    return text[passage.start : passage.end].strip()


def find(text: str, words: str, marks: tuple[Mark, ...] = ()) -> Passage:
    """The passage that holds ``words``."""
    at = text.index(words)
    return next(p for p in split_passages(text, marks) if p.start <= at < p.end)


def texts(text: str, marks: tuple[Mark, ...] = ()) -> list[str]:
    """The texts of all passages."""
    return [own(text, p) for p in split_passages(text, marks)]


WEB_HEAD = (
    "プライバシーポリシー | みほん商会 ホーム 会社概要 サービス一覧 採用情報 お知らせ ログイン "
    "メニュー ホーム 会社概要 サービス一覧 採用情報 お知らせ ログイン プライバシーポリシー "
)
WEB_BODY = (
    "株式会社みほん商会（以下「当社」といいます。）は、前項(1)のほか個人情報保護法第27条及び"
    "社内規程に従い、お預かりした個人情報を大切に取り扱うことをここに宣言いたします。 "
    "第１条（個人情報の利用目的） 当社は、次に掲げる目的で個人情報を利用します。 "
    "（１）商品の発送のため （２）第１条第２項に定める連絡のため （３）アンケートの集計のため "
    "第２条（個人情報の第三者提供） 当社は、次に掲げる場合を除き、個人情報を第三者に提供しません。 "
    "１．当社は、以下の場合に提供することがあります。 a) 法令に基づく場合 b) 人命の保護のために必要な場合 "
    "２．前項の提供にあたっては、提供の記録を作成し、法令の定める期間これを保存するものとします。 "
    "■安全管理措置 当社は、漏えいを防止するため、必要かつ適切な安全管理措置を講じます。 "
    "＜お問い合わせ窓口＞ 株式会社みほん商会 お客様相談室 〒100-0000 東京都架空区見本町1-2-3 "
    "電話：03-0000-0000 "
)
WEB_TAIL = (
    "ホーム 会社概要 サービス一覧 採用情報 お知らせ お問い合わせ サイトマップ 利用規約 "
    "プライバシーポリシー Copyright © Mihon All Rights Reserved."
)
WEB = WEB_HEAD + WEB_BODY + WEB_TAIL


def test_page_on_one_line_is_cut_before_its_markers() -> None:
    """A page that is one long line of text is cut where an article or a list entry begins."""
    found = texts(WEB)
    assert "第１条（個人情報の利用目的）" in found
    assert "（２）第１条第２項に定める連絡のため" in found
    assert "b) 人命の保護のために必要な場合" in found


def test_citation_in_a_sentence_is_no_marker() -> None:
    """「前項(1)」, 「第27条」 and 「(以下「当社」…)」 inside a sentence cut nothing."""
    sentence = next(t for t in texts(WEB) if t.startswith("株式会社みほん商会（以下"))
    assert sentence.endswith("宣言いたします。")


@pytest.mark.parametrize(
    ("words", "locator"),
    [
        ("（３）アンケート", "第１条（３）"),
        ("b) 人命", "第２条１．b)"),
        ("２．前項の提供", "第２条２．"),
    ],
)
def test_locator_is_the_path_of_printed_markers(words: str, locator: str) -> None:
    """A clause is found by the markers printed before it and before what holds it."""
    assert find(WEB, words).locator == locator


def test_bracketed_heading_on_one_line_stands_alone() -> None:
    """On a one-line page, 第N条（…）, ■… and ＜…＞ are headings of their own."""
    kinds = {own(WEB, p): p.kind for p in split_passages(WEB)}
    assert kinds["第２条（個人情報の第三者提供）"] is HEADING
    assert kinds["■安全管理措置"] is HEADING
    assert kinds["＜お問い合わせ窓口＞"] is HEADING


def test_menus_around_the_page_are_chrome() -> None:
    """Runs of menu words at both ends of a page are site navigation, not content."""
    passages = split_passages(WEB)
    chrome = " ".join(own(WEB, p) for p in passages if p.role is PassageRole.CHROME)
    assert "会社概要" in chrome
    assert "サイトマップ" in chrome
    assert "安全管理" not in chrome


def test_address_before_a_footer_menu_stays_content() -> None:
    """A name and address is content even where a menu follows without a break."""
    passage = find(WEB, "〒100-0000")
    assert passage.role is PassageRole.CONTENT
    assert passage.headings[-1] == "＜お問い合わせ窓口＞"


def test_list_entries_carry_the_sentence_that_introduces_them() -> None:
    """An exception is known by the sentence above its list."""
    assert find(WEB, "（３）アンケート").lead == "当社は、次に掲げる目的で個人情報を利用します。"
    assert find(WEB, "a) 法令").lead == "１．当社は、以下の場合に提供することがあります。"


def test_lead_is_found_past_a_sentence_in_between() -> None:
    """A sentence between the introduction and the list does not hide the introduction."""
    text = (
        "当社は、次の場合を除き、個人情報を第三者に提供しません。\n"
        "提供する情報は必要最小限とします。\n・法令に基づく場合\n・本人の同意がある場合\n"
    )
    assert find(text, "・本人の同意").lead.startswith("当社は、次の場合を除き")


def test_lead_of_a_proviso_holds_the_rule_it_limits() -> None:
    """「ただし、次の場合を除きます。」 is given with the sentence before it."""
    text = (
        "第1条（提供）\n当社は、第三者に提供しません。ただし、次の場合を除きます。\n"
        "(1) 法令に基づく場合\n(2) 同意がある場合\n"
    )
    assert find(text, "(2)").lead == "当社は、第三者に提供しません。ただし、次の場合を除きます。"


def test_nested_list_takes_the_text_of_its_parent_entry() -> None:
    """The entry above introduces the entries inside it."""
    text = (
        "1. 当社は、次の情報を取得します。\n  (1) お客様から取得する情報\n    ① 氏名\n    ② 住所\n"
    )
    passage = find(text, "② 住所")
    assert passage.locator == "1.(1)②"
    assert "お客様から取得する情報" in " ".join((passage.lead, *passage.headings))


def test_unmarked_lines_below_an_introduction_are_entries() -> None:
    """Lines below 「以下の場合を除き…」 are list entries though nothing is printed before them."""
    text = (
        "第三者提供\n\n当社は、以下の場合を除き、個人情報を第三者に提供しません。\n\n"
        "ご本人の同意がある場合\n\n法令に基づく場合\n\n安全管理\n\n当社は、適切に管理します。\n"
    )
    entry = find(text, "法令に基づく")
    assert entry.kind is ITEM
    assert "除き" in entry.lead
    assert find(text, "安全管理").kind is HEADING


@pytest.mark.parametrize(
    "heading",
    [
        "第三条（利用目的）",
        "第１条の２（定義）",
        "１．利用目的",
        "1. 利用目的",
        "（１）利用目的",
        "⑴ 利用目的",
        "Ⅰ．利用目的",
        "a) 利用目的",
        "ア）利用目的",
        "■利用目的",
        "◆利用目的",
        "【利用目的】",
        "＜利用目的＞",
        "《利用目的》",
        "〔利用目的〕",
        "# 利用目的",
        "利用目的",
    ],
)
def test_title_above_a_sentence_is_a_heading(heading: str) -> None:
    """A short title above a paragraph is its heading, whatever is printed before it."""
    text = f"{heading}\n当社は、取得した個人情報を商品の発送に利用します。\n"
    first, second = split_passages(text)
    assert first.kind is HEADING
    assert second.kind is PARAGRAPH
    assert second.headings == (own(text, first).removeprefix("# "),) or second.headings == (
        own(text, first),
    )


def test_entries_and_headings_of_one_style_are_told_apart() -> None:
    """「1. 見出し」 with 「1. 本文」 below: the second list stands inside the first."""
    text = (
        "1. 取得する情報\n1. 当社は、氏名を取得します。\n2. 当社は、住所を取得します。\n"
        "2. 利用目的\n1. 当社は、発送に利用します。\n"
    )
    assert find(text, "住所").locator == "1.2."
    assert find(text, "発送").headings == ("2. 利用目的",)


def test_broken_numbering_stays_one_list() -> None:
    """「(1) … 2) …」, as recognition leaves it, is one list."""
    text = "■苦情の申出先\n- (1) 名称 見本協会\n- 2) 連絡先 見本県見本市\n"
    assert find(text, "2) 連絡先").locator == "「苦情の申出先」2)"


def test_list_goes_on_after_a_note() -> None:
    """A note between two entries does not start the list anew."""
    text = (
        "手続\n次の書類をご提出ください。\n(1) 請求書を一通\n※請求書は窓口で配布します。\n"
        "(2) 本人確認書類を一通\n"
    )
    assert find(text, "(2)").locator == "「手続」(2)"
    assert find(text, "(2)").lead == "次の書類をご提出ください。"


def test_line_break_inside_a_sentence_joins() -> None:
    """Lines that a PDF broke in mid-sentence are one passage."""
    text = (
        "当社は、お客様からお預かりした個人情報を、次に掲げる利用目的の達成に必要な範囲\n"
        "において取り扱い、あらかじめご本人の同意を得ることなく、その範囲を超えて取り扱\n"
        "うことはいたしません。また、目的外の利用を行わないための措置を講じ、これを定期\n"
        "的に見直します。\n第2条（管理）\n当社は、個人情報を適切に管理します。\n"
    )
    assert texts(text)[0].endswith("見直します。")
    assert texts(text)[1] == "第2条（管理）"


def test_marker_alone_on_its_line_takes_the_line_below() -> None:
    """「(1)」 on a line of its own belongs to the text below it."""
    assert texts("(1)\n氏名を取得します。\n(2)\n住所を取得します。\n")[0].startswith("(1)\n氏名")


def test_entry_torn_by_recognition_is_put_back_together() -> None:
    """A hyphen that recognition put before the rest of an entry starts no new entry."""
    text = (
        "■利用目的\n\n- (1) ご本人様の確認、ご契約内容の確認、ご利用料金の請求、サービスの停止・中\n"
        "- 止に関する通知、その他これらに付随する連絡のため\n- (2) アンケートの実施のため\n"
    )
    assert len(split_passages(text)) == 3


def test_definition_lines_are_rows() -> None:
    """「項目：値」 and 「(項目) 値」 are rows found by their label."""
    text = "カード情報\n(利用目的) 代金の決済のため\n(保存期間) 契約終了後5年間\n"
    row = find(text, "(保存期間)")
    assert row.kind is ROW
    assert row.locator == "「カード情報」「保存期間」"


def test_company_footer_is_no_heading() -> None:
    """A company name, a date or a person's name is never a heading."""
    text = "方針\n当社は、個人情報を保護します。\n株式会社みほん商会\n代表取締役 見本 太郎\n2020年4月1日\n以上\n"
    assert [p.kind for p in split_passages(text)].count(HEADING) == 1


def test_statutory_paragraph_number_belongs_to_its_article() -> None:
    """「２　…」 is the second paragraph of the article above, not of the list before it."""
    text = (
        "（第三者提供）\n第五条　当会は、次に掲げる場合を除き、個人データを提供しない。\n"
        "法令に基づく場合\n本人の同意がある場合\n２　当会は、提供の記録を作成する。\n"
    )
    assert find(text, "２　当会").locator == "第五条２"


def test_same_locator_is_given_once() -> None:
    """Two clauses that print the same markers get different locators."""
    text = (
        "■委託\n1. 契約を結びます。\n2. 監督します。\n■提供\n1. 同意を得ます。\n2. 記録します。\n"
    )
    locators = [p.locator for p in split_passages(text)]
    assert len(set(locators)) == len(locators)
    assert "「提供」2." in locators


def test_markdown_is_read_in_plain_text_too() -> None:
    """A converted PDF with Markdown headings in it is read as such, whatever its suffix."""
    text = "# 方針\n\n### 目的\n\n発送のためです。\n\n## 管理\n\n管理します。\n"
    assert find(text, "発送").headings == ("方針", "目的")
    assert find(text, "管理します").headings == ("方針", "管理")


def test_marks_of_the_reader_decide() -> None:
    """What the file's own structure states is taken over: headings, entries, rows, chrome."""
    text = "目的\nA 社\n氏名\t住所\n一覧"
    marks = (
        Mark(0, 2, MarkKind.HEADING, 2),
        Mark(3, 6, MarkKind.ITEM, 1, "3."),
        Mark(7, 12, MarkKind.ROW, 2),
        Mark(13, 15, MarkKind.CHROME),
    )
    passages = split_passages(text, marks)
    assert [p.kind for p in passages] == [HEADING, ITEM, ROW, PARAGRAPH]
    assert passages[1].locator == "「目的」3."
    assert passages[3].role is PassageRole.CHROME


def test_pages_stand_before_the_locator() -> None:
    """Where pages are known, the locator begins with the page."""
    text = "第1条（目的）\n目的を定めます。\n第2条（管理）\n管理します。\n"
    marks = (Mark(0, 17, MarkKind.PAGE, 1), Mark(17, len(text), MarkKind.PAGE, 2))
    assert [p.locator for p in split_passages(text, marks)][2] == "p.2 第2条"


def test_text_without_structure_is_counted_in_paragraphs() -> None:
    """Where nothing is printed to go by, a passage is found by its number."""
    text = "個人情報を適切に管理します。\n\n漏えいを防止します。\n"
    assert [p.locator for p in split_passages(text)] == ["段落1", "段落2"]


def test_empty_text_has_no_passage() -> None:
    """An empty text has no passage, a blank one has one."""
    assert split_passages("") == ()
    assert len(split_passages(" \n ")) == 1
