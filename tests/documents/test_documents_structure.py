"""Structure that nothing states and a reader sees all the same: columns, numbers, pages, groups."""

from __future__ import annotations

import pytest

from auditkit.models import Passage, PassageKind, PassageRole
from auditkit.passages import split_passages

HEADING, ITEM, ROW, PARAGRAPH = (
    PassageKind.HEADING,
    PassageKind.ITEM,
    PassageKind.ROW,
    PassageKind.PARAGRAPH,
)


def find(text: str, words: str) -> Passage:
    """The passage that holds ``words``."""
    at = text.index(words)
    return next(p for p in split_passages(text) if p.start <= at < p.end)


def own(text: str, passage: Passage) -> str:
    """The text of a passage, white space made single."""
    return " ".join(text[passage.start : passage.end].split())


# --- labels and columns kept apart by white space


@pytest.mark.parametrize("gap", ["　", "　　　", "  ", "\t"])
def test_label_and_value_are_a_row_and_head_nothing(gap: str) -> None:
    """A short label and its value, apart by wide white space, are a row below the heading above."""
    text = f"開示の手続\n必要なもの{gap}旅券の写し\n手数料{gap}1通につき300円\n当社は、書面で回答します。\n"
    row = find(text, "必要なもの")
    assert row.kind is ROW
    assert row.locator == "「開示の手続」「必要なもの」"
    assert find(text, "書面で回答").headings == ("開示の手続",)


def test_lone_label_is_known_by_its_word() -> None:
    """「担当部署　…」 is a row though no other row stands beside it."""
    text = "窓口\n担当部署　お客様係\n平日に受け付けます。\n"
    assert find(text, "担当部署").kind is ROW
    assert find(text, "平日に").headings == ("窓口",)


@pytest.mark.parametrize(
    "title",
    [
        "個人情報　保護方針",
        "免責事項　および　著作権",
        "お問い合わせ　窓口",
        "第１　総則",
        "Mihon Tool の利用",
    ],
)
def test_title_with_a_space_in_it_stays_a_heading(title: str) -> None:
    """White space inside a title that stands alone makes no row of it."""
    text = f"{title}\n当社は、次のことを定めます。\n"
    assert find(text, title).kind is HEADING


def test_rows_of_a_flattened_table_head_nothing() -> None:
    """Lines of three columns are rows that know the names of their columns."""
    text = (
        "委託先の一覧\n委託先 所在国 委託する業務\n見本クラウド 米国 データの保管\n"
        "架空メール カナダ 案内の配信\n当社は、委託先を監督します。\n"
    )
    row = find(text, "架空メール")
    assert row.kind is ROW
    assert row.lead == "委託先 所在国 委託する業務"
    assert find(text, "監督します").headings == ("委託先の一覧",)


def test_domains_and_names_of_cookies_are_labels() -> None:
    """A line that begins with 「.jp」 or 「_id」 is a row, never a title."""
    text = "提供先\n.jp 見本登録所\n.com 架空登録所\n登録の都度、提供します。\n"
    assert find(text, ".com").kind is ROW
    assert find(text, "登録の都度").headings == ("提供先",)


def test_cell_that_goes_on_below_stays_in_its_table() -> None:
    """A line set in deep under a row is the rest of a cell, not a title."""
    text = "共同利用\n項目\t氏名、住所\n\t電話番号\n範囲\t当社の子会社\n変更時は公表します。\n"
    assert find(text, "電話番号").kind is ROW
    assert find(text, "変更時は").headings == ("共同利用",)


def test_sender_at_the_right_margin_is_no_heading() -> None:
    """A line set in beyond the middle of the page is a date or a sender."""
    text = f"個人情報の取扱い\n{' ' * 56}見本幼稚園\n取扱いを次のように定めます。\n"
    assert find(text, "取扱いを").headings == ("個人情報の取扱い",)


# --- headings and the lines below them

WRAPPED = (
    "当社は、お預かりした個人情報を取り扱うにあたり、関係する法令及び当社の定めた規程に従\n"
    "い、その漏えい、滅失又は毀損を防ぐために必要かつ適切な措置を講じ、その取扱いの状況を\n"
    "定期的に点検して、問題が見つかったときは速やかに改め、再び起こることのないように努め\n"
    "るものとします。\n"
)


@pytest.mark.parametrize(
    "below", ["当社は、次の措置を講じています。", "［組織的な措置］責任者を置いています。"]
)
def test_heading_as_long_as_the_line_is_not_joined_to_the_text_below(below: str) -> None:
    """In wrapped text a title that fills its line still ends where a new sentence begins."""
    title = "６ 個人データの安全管理のために当社が講じている措置に関する事項のあらまし"
    text = f"５ 法令の遵守\n{WRAPPED}{title}\n{below}\n"
    assert find(text, title).kind is HEADING
    assert find(text, below).headings == (title,)


@pytest.mark.parametrize("title", ["採用に応募される皆様へ", "■ 海外にお住まいの方へ"])
def test_words_of_address_are_a_title(title: str) -> None:
    """「…の皆様へ」 heads the text below it and is not the beginning of its sentence."""
    text = f"{title}\n当社は、選考のために履歴書をお預かりします。\n"
    assert find(text, "選考のため").headings == (title,)


def test_title_may_end_with_others_and_a_citation() -> None:
    """「…開示等（法第○条）」 is a title though entries of lists end so too."""
    text = "■ 開示等（法第33条）\n開示に応じます。\n■ 委託\n監督します。\n"
    assert find(text, "開示に応じ").headings == ("■ 開示等（法第33条）",)


def test_word_that_may_begin_an_address_goes_on_with_a_full_line() -> None:
    """「メールアドレス、…」 below a full line is the rest of its sentence."""
    text = f"{WRAPPED}応募された方から取得する個人情報は、氏名、現住所、生年月日、連絡先の電話番号及び電子\nメールアドレス、学歴並びに職歴です。\n"
    assert own(text, find(text, "応募された")).endswith("職歴です。")


def test_line_in_brackets_below_the_title_heads_nothing() -> None:
    """The one line in brackets under the title of a document is its subtitle."""
    text = (
        "個人情報の取扱いについて\n（お取引先の皆様）\n当社は、次のとおり取り扱います。\n"
        "１．利用目的\n発送に利用します。\n"
    )
    assert find(text, "発送に").headings == ("個人情報の取扱いについて", "１．利用目的")


# --- a heading right below a heading


@pytest.mark.parametrize(("left", "right"), [("", ""), ("【", "】"), ("■", "")])
def test_upper_of_two_headings_in_a_row_stays_in_the_path(left: str, right: str) -> None:
    """A title without a text of its own stands above the title below it and others like that."""
    text = (
        f"{left}安全管理{right}\n{left}組織的な措置{right}\n責任者を置きます。\n"
        f"{left}人的な措置{right}\n教育します。\n{left}委託{right}\n委託先を監督します。\n"
    )
    upper = f"{left}安全管理{right}"
    assert find(text, "責任者を").headings == (upper, f"{left}組織的な措置{right}")
    assert find(text, "教育し").headings == (upper, f"{left}人的な措置{right}")
    assert find(text, "監督し").headings == (f"{left}委託{right}",)


def test_same_titles_below_two_upper_titles_belong_to_each() -> None:
    """Titles that come back under another upper title stand below it."""
    group = "取得する情報\n{0}を取得します。\n利用の目的\n{0}を連絡に利用します。\n"
    text = f"会員の個人情報\n{group.format('氏名')}応募者の個人情報\n{group.format('履歴書')}"
    assert find(text, "氏名を連絡").headings == ("会員の個人情報", "利用の目的")
    assert find(text, "履歴書を連絡").headings == ("応募者の個人情報", "利用の目的")


def test_number_one_right_below_a_number_stands_inside_it() -> None:
    """「１．… / １．…」 without a text between them is a list of sections inside a section."""
    text = (
        "１．個人情報\n１．取得\n適正に取得します。\n２．利用\n発送に利用します。\n"
        "２．仮名加工情報\n１．作成\n基準に従って作成します。\n"
    )
    assert find(text, "発送に").headings == ("１．個人情報", "２．利用")
    assert find(text, "基準に").headings == ("２．仮名加工情報", "１．作成")


def test_title_inside_a_numbered_section_does_not_end_the_section_above() -> None:
    """A plain title after which the numbers go on stands inside the numbered section."""
    text = (
        "お客様の個人情報\n１．取得\n適正に取得します。\n取得の方法\n申込書によります。\n"
        "２．利用\n発送に利用します。\nお問い合わせ\n窓口で承ります。\n"
    )
    assert find(text, "申込書に").headings == ("お客様の個人情報", "１．取得", "取得の方法")
    assert find(text, "発送に").headings == ("お客様の個人情報", "２．利用")
    assert find(text, "窓口で").headings == ("お問い合わせ",)


def test_heading_after_label_headings_keeps_what_stands_above() -> None:
    """「住所」 with its value below is a label in its section, which goes on after it."""
    text = "お問い合わせ\n住所\n見本市架空町一丁目\n１．開示\n開示に応じます。\n"
    assert find(text, "開示に応じ").headings == ("お問い合わせ", "１．開示")


def test_sections_below_the_names_of_tools_stand_in_their_section() -> None:
    """The same labels below each tool keep the tool and the section that lists the tools."""
    tool = "{}\n■送信先\n{}\n■利用目的\n{}\n"
    text = (
        f"情報の外部送信\n{tool.format('みほん解析', '見本社', '閲覧の計測')}"
        f"{tool.format('かくう広告', '架空社', '広告の配信')}"
    )
    assert find(text, "広告の配信").headings == ("情報の外部送信", "かくう広告", "■利用目的")
    assert find(text, "見本社").headings == ("情報の外部送信", "みほん解析", "■送信先")


# --- bare numbers


@pytest.mark.parametrize("gap", [" ", "　", "", "\t"])
def test_lines_that_count_on_are_numbered(gap: str) -> None:
    """Bare numbers that count 1, 2, 3 head sections, whatever stands behind them."""
    text = "方針\n" + "".join(
        f"{number}{gap}{title}\n{words}\n"
        for number, title, words in (
            (1, "個人情報の取得", "適正に取得します。"),
            (2, "個人情報の利用", "目的の範囲で利用します。"),
            (3, "安全管理", "漏えいを防ぎます。"),
        )
    )
    section = find(text, "漏えいを")
    assert section.headings == ("方針", " ".join(f"3{gap}安全管理".split()))
    assert section.locator == "3"


def test_numbered_lines_below_an_introduction_are_entries() -> None:
    """「1 …」 below 「次の…」 is an entry of a list and has its lead."""
    text = (
        "当社は、次の書類をお預かりします。\n1 請求書\n2 本人確認書類\n3 委任状\n返却はしません。\n"
    )
    entry = find(text, "委任状")
    assert entry.kind is ITEM
    assert entry.lead == "当社は、次の書類をお預かりします。"


def test_list_may_stand_inside_a_section_counted_alike() -> None:
    """「1 …」 below an introduction in section 3 does not end the sections."""
    text = (
        "1 取得\n適正に取得します。\n2 利用\n発送に利用します。\n3 安全管理\n次の措置を講じます。\n"
        "1 規程の整備\n2 教育の実施\n4 窓口\n総務部です。\n"
    )
    assert find(text, "2 教育").headings == ("3 安全管理",)
    assert find(text, "総務部で").headings == ("4 窓口",)


def test_paragraphs_of_an_article_may_count_from_two() -> None:
    """「2 …」 below an article is its second paragraph, as 「２　…」 is."""
    text = "第3条 取得は適正に行う。\n2 偽りの手段によらない。\n第4条 利用は範囲内で行う。\n"
    assert find(text, "偽りの").locator == "第3条2"


@pytest.mark.parametrize(
    "words", ["年ごとに見直します。", "名の責任者を置きます。", "か月で消去します。"]
)
def test_number_of_things_is_no_marker(words: str) -> None:
    """「1 年ごとに…」 begins with an amount."""
    text = f"管理\n1 {words}\n2 {words}\n3 {words}\n"
    assert {p.kind for p in split_passages(text)} == {HEADING, PARAGRAPH}


def test_lone_number_is_no_marker() -> None:
    """A number that no other line counts on from marks nothing."""
    assert find("窓口\n3 番目の建物で承ります。\n", "番目").kind is PARAGRAPH


def test_case_among_numbered_titles_is_a_title() -> None:
    """「(3) 応じられない場合」 above a text goes on after the titles (1) and (2)."""
    text = (
        "(1) 方法\n郵送によります。\n(2) 費用\n無料です。\n(3) 応じられない場合\n次のときは応じません。\n"
        "・確認ができないとき\n"
    )
    assert find(text, "確認が").headings == ("(3) 応じられない場合",)


# --- leads without a verb


@pytest.mark.parametrize(
    "lead",
    [
        "開示に応じない場合",
        "第三者に提供する場合：",
        "代理人が請求するとき",
        "利用目的は次のとおり",
    ],
)
def test_line_without_a_verb_introduces_the_list_below(lead: str) -> None:
    """「…しない場合」 and 「…は次のとおり」 right above a list are its lead and head nothing."""
    text = f"開示\n{lead}\n・確認ができないとき\n・費用の支払がないとき\n"
    entry = find(text, "費用の")
    assert (entry.lead, entry.headings) == (lead, ("開示",))


def test_second_case_introduces_its_own_entries() -> None:
    """Entries below 「代理人の場合」 are not those of 「ご本人の場合」."""
    text = "必要な書類\nご本人の場合\n・旅券の写し\n代理人の場合\n・委任状\n"
    assert find(text, "旅券").lead == "ご本人の場合"
    assert find(text, "委任状").lead == "代理人の場合"


def test_heading_that_points_below_is_the_lead_of_its_list() -> None:
    """「２．次の場合は応じません」 introduces the entries right below it."""
    text = "１．窓口\n総務部です。\n２．応じない場合\n（１）確認ができないとき\n（２）費用の支払がないとき\n"
    assert find(text, "費用の").lead == "２．応じない場合"
    assert find(text, "費用の").headings == ("２．応じない場合",)


# --- signs before titles


@pytest.mark.parametrize("sign", ["○", "●", "◎", "■", "◆"])
@pytest.mark.parametrize(
    "below", ["第三者提供\n提供しません。\n", "上記を適正に取得します。\n", ""]
)
def test_signs_right_below_each_other_list_something(sign: str, below: str) -> None:
    """Titles with a sign and nothing between them are entries and take nothing over."""
    text = f"取得する情報\n{sign}氏名\n{sign}お住まいの地域\n{sign}購入の履歴\n{below}"
    entry = find(text, "購入の")
    assert entry.kind is ITEM
    assert entry.headings == ("取得する情報",)
    if "上記" in below:
        assert find(text, "上記を").headings == ("取得する情報",)


def test_sign_above_a_text_heads_it() -> None:
    """A title with a sign and a text below it is a heading, also at the end of a run of them."""
    text = (
        "■取得\n■利用\n■提供\n■取得\n適正に取得します。\n■利用\n発送に利用します。\n"
        "■提供\n提供しません。\n"
    )
    assert find(text, "適正に").headings == ("■取得",)
    assert find(text, "提供しま").headings == ("■提供",)


# --- pages


@pytest.mark.parametrize(
    "number", ["- {} -", "－ {} －", "{}/3", "- {} / 3 -", "{} ページ", "P.{}"]
)
def test_page_end_in_the_middle_of_a_sentence_parts_nothing(number: str) -> None:
    """A page number and a running head do not end the sentence that goes on behind them."""
    end = f"\n{number}\n\n様式2 第3版\n"
    lines = WRAPPED.splitlines(keepends=True)
    text = "様式2 第3版\n方針\n" + "".join(
        f"{lines[0]}{end.format(page)}{''.join(lines[1:])}" for page in (1, 2, 3)
    )
    passages = [p for p in split_passages(text) if p.role is PassageRole.CONTENT]
    assert [p.kind for p in passages] == [HEADING, PARAGRAPH, PARAGRAPH, PARAGRAPH]
    assert all(own(text, p).endswith("努め るものとします。") for p in passages[1:])


def test_page_end_between_sections_is_furniture() -> None:
    """A page number and a running head between two sections are no content and head nothing."""
    text = "\n".join(
        f"見本規程 第2版\n{n}. 見出し{n}\n{n}つ目の内容を定めます。\n\n- {n} -\n\f"
        for n in (1, 2, 3)
    )
    roles = {own(text, p): p.role for p in split_passages(text)}
    assert roles["- 2 -"] is roles["見本規程 第2版"] is PassageRole.CHROME
    assert find(text, "3つ目の").headings == ("3. 見出し3",)


def test_bare_numbers_of_pages_are_told_from_numbers_of_sections() -> None:
    """A number alone on its line is a page's where it tears a sentence, else a section's."""
    lines = WRAPPED.splitlines(keepends=True)
    torn = "".join(f"{lines[0]}{page}\n{''.join(lines[1:])}" for page in (1, 2, 3))
    assert len(split_passages(torn)) == 3
    whole = "1\n取得\n適正に取得します。\n2\n利用\n発送に利用します。\n"
    assert all(p.role is PassageRole.CONTENT for p in split_passages(whole))


# --- what stands around the content of a site


@pytest.mark.parametrize(
    "line",
    [
        "ホーム ＞ 会社概要 ＞ 個人情報の取扱い",
        "トップ > 個人情報保護方針",
        "ホーム 料金 サポート 会社概要 採用情報 お問い合わせ",
        "このページの先頭へ",
        "お知らせ一覧へ戻る",
    ],
)
def test_ways_through_a_site_are_navigation(line: str) -> None:
    """Breadcrumbs, a menu in one line and a way back are no content and head nothing."""
    text = f"{line}\n個人情報保護方針\n当社は、個人情報を保護します。\n"
    assert find(text, line).role is PassageRole.CHROME
    assert find(text, "当社は").headings == ("個人情報保護方針",)


def test_breadcrumbs_begin_another_page() -> None:
    """Of several pages in one text, none stands below a heading of the page before it."""
    page = "ホーム ＞ {0}\n{0}\n［ご案内］\n{0}をご覧ください。\n"
    text = page.format("取扱いの方針") + page.format("開示の手続")
    assert find(text, "開示の手続をご覧").headings == ("開示の手続", "［ご案内］")


def test_banner_with_its_buttons_is_navigation() -> None:
    """A notice of cookies above 「同意する」 speaks for the site, a sentence on cookies does not."""
    notice = "当サイトでは、利便性の向上のためCookieを使用しています。"
    policy = "方針\n当社は、個人情報を保護します。\n"
    banner = f"{policy}{notice}\n同意する\n設定を変更する\n"
    assert find(banner, notice).role is PassageRole.CHROME
    assert find(banner, "同意する").role is PassageRole.CHROME
    assert find(f"{policy}{notice}\n", notice).role is PassageRole.CONTENT


FILLER = "当社は、取得した個人情報を適切に管理し、その取扱いを定期的に見直します。 " * 12


def test_sections_go_on_after_a_list_counted_alike_on_one_line() -> None:
    """「3. …」 behind the list 1 to 4 of section 2 is section 3, also without line breaks."""
    text = (
        f"1. 取得について {FILLER}2. 目的について 当社は、次の目的で利用します。 1. 発送のため 2. 連絡のため "
        f"3. 調査のため 4. 統計のため 3. 提供について 当社は、提供しません。 {FILLER}"
    )
    assert find(text, "4. 統計").headings == ("2. 目的について",)
    assert find(text, "当社は、提供しません").headings == ("3. 提供について",)


def test_title_above_words_without_a_verb_is_told_from_them_on_one_line() -> None:
    """「（２）手続 別紙に記載のとおり」 is a title and what stands below it."""
    text = (
        f"（１）利用目的 {FILLER}（２）請求の手続 別紙「請求書」に記載のとおり （３）窓口 {FILLER}"
    )
    assert find(text, "（２）").kind is HEADING
    assert find(text, "別紙").headings[-1] == "（２）請求の手続"


def test_earlier_and_later_version_are_found_on_one_line() -> None:
    """「変更前」 and 「変更後」 part the versions on a page without line breaks too."""
    sentence = "当社は、取得した個人情報を{}のために利用し、これを適切に管理いたします。 "
    body = "".join(sentence.format(f"{n}回目のご案内") for n in range(8))
    text = f"お知らせです。 変更前 {body}旧い目的です。 変更後 {body}新しい目的です。 "
    assert find(text, "旧い").role is PassageRole.EARLIER
    assert find(text, "新しい").role is PassageRole.CONTENT


def test_clauses_counted_by_bare_numbers_go_on_after_an_entry_without_a_full_stop() -> None:
    """On a one-line page, a number that goes on counting opens its clause wherever it stands."""
    filler = "個人情報を適正に取り扱い、必要な措置を講じるものとする。" * 6
    text = (
        f"１　法令の順守 弊社は、{filler} ２　取得 弊社は、{filler} ３　利用目的 次のとおりである。"
        "株主に関する情報 名簿の管理 ４　目的の変更 弊社は、変更後の目的を公表する。"
        f" ５　安全管理 弊社は、{filler}"
    )
    heading = find(text, "４　目的の変更")
    assert heading.kind is HEADING
    assert own(text, heading) == "４ 目的の変更"


def test_the_rest_of_a_line_in_brackets_is_no_heading() -> None:
    """What closes a bracket that was opened before it heads nothing."""
    filler = "個人情報を適正に取り扱い、必要な措置を講じるものとする。" * 20
    text = f"{filler} 電話 03-0000-0000（土・日・祝日を除く 9時から17時） なお、{filler}"
    assert find(text, "9時から17時").kind is not HEADING


# --- tables whose cells a copy has put below each other


STACKED = (
    "利用目的\n\n区分\n項目\n利用目的\n\n"
    "会員様\n氏名、電話番号\n商品の発送\n\n"
    "ご応募の方\n履歴書の記載事項\n採用選考\n\n"
    "※ 変更はお知らせします。\n"
)


def test_cells_below_each_other_are_rows_of_one_table() -> None:
    """Lines between blank lines below the names of columns are rows that know those names."""
    row = find(STACKED, "採用選考")
    assert row.kind is ROW
    assert own(STACKED, row) == "ご応募の方 履歴書の記載事項 採用選考"
    assert row.lead == "区分 項目 利用目的"
    assert row.headings == ("利用目的",)
    assert find(STACKED, "変更は").kind is PARAGRAPH


@pytest.mark.parametrize("blank", ["", "\n"])
def test_label_with_its_fee_below_is_a_row(blank: str) -> None:
    """「開示 / 1件500円」 is a row and heads nothing, whether names of columns stand above or not."""
    text = f"手数料について\n開示\n1件500円（税込）\n{blank}訂正、追加又は削除\n無料\n{blank}請求書をお送りください。\n"
    assert own(text, find(text, "訂正、")) == "訂正、追加又は削除 無料"
    assert find(text, "訂正、").kind is ROW
    assert find(text, "請求書を").headings == ("手数料について",)


def test_rows_without_blank_lines_are_counted_off() -> None:
    """Below two names of columns, every two lines are a row."""
    text = "区分\n利用目的\n会員様\n商品の発送\nご応募の方\n採用選考\n\n以上です。\n"
    assert own(text, find(text, "採用選考")) == "ご応募の方 採用選考"


def test_titles_above_each_other_are_no_table() -> None:
    """Titles with a text below them stay titles."""
    text = "利用目的\n\n提供先\n当社は、どこにも提供しません。\n\n窓口\n総務課で承ります。\n"
    assert find(text, "提供先").kind is HEADING
    assert find(text, "窓口").kind is HEADING


def test_ruled_table_keeps_its_rows_and_loses_its_rules() -> None:
    """Lines drawn with box signs hold nothing; a label that goes on below stays in the table."""
    text = (
        "３　利用目的\n┌──────┬──────┐\n"
        "    会員情報            商品の発送、ご案内\n"
        "    お申込データ        契約の確認\n"
        "    店内カメラの        盗難の防止\n"
        "    映像\n"
        "└──────┴──────┘\n　当社は、上の目的にのみ使います。\n"
    )
    assert find(text, "店内カメラの").kind is ROW
    assert find(text, "映像").kind is ROW
    assert find(text, "当社は").kind is PARAGRAPH
    assert find(text, "当社は").headings == ("３ 利用目的",)


def test_question_heads_its_answer() -> None:
    """「Ｑ１　…か。」 is the heading of 「Ａ１　…」."""
    text = "よくあるご質問\n\nＱ１　情報は誰が見ますか。\nＡ１　担当の者だけが見ます。\n\nＱ２　消せますか。\nＡ２　はい、消せます。\n"
    assert find(text, "Ｑ２").kind is HEADING
    assert find(text, "はい、消せます").headings[-1] == "Ｑ２ 消せますか。"


def test_title_that_ends_like_an_entry_heads_its_list() -> None:
    """「１　守ること」 right above a list is the first title, not an entry."""
    text = "１　守ること\n(1) 法令に従います。\n(2) 漏えいを防ぎます。\n２　お預かりする項目\n氏名をお預かりします。\n"
    assert find(text, "守ること").kind is HEADING
    assert find(text, "お預かりする項目").kind is HEADING
    assert find(text, "(1)").headings == ("１ 守ること",)
