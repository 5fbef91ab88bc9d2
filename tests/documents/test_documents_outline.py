"""What stands under which heading, and which sentence introduces it."""

from __future__ import annotations

import pytest

from auditkit.models import Passage, PassageKind
from auditkit.passages import Mark, MarkKind, split_passages


def find(text: str, words: str, marks: tuple[Mark, ...] = ()) -> Passage:
    """The passage that holds ``words``."""
    at = text.index(words)
    return next(p for p in split_passages(text, marks) if p.start <= at < p.end)


# --- headings inside articles


@pytest.mark.parametrize(
    "inner",
    ["＜計測ツールの規約＞", "【計測ツールの規約】", "■計測ツールの規約", "計測ツールの規約"],
)
def test_article_closes_headings_inside_the_article_before(inner: str) -> None:
    """第N条 goes on where the article before it ended, whatever title stood inside that one."""
    text = (
        "個人情報保護方針\n第1条（計測）\n当社は、計測ツールを利用します。\n"
        f"{inner}\nhttps://example.com/terms\n"
        "第2条（管理）\n当社は、適切に管理します。\n"
    )
    assert find(text, "適切に管理").headings == ("個人情報保護方針", "第2条（管理）")
    assert find(text, "適切に管理").locator == "第2条"


def test_article_of_another_document_stays_there() -> None:
    """第１条 below the title of a second document belongs to that document."""
    text = (
        "個人情報保護方針\n第1条（目的）\n目的を定めます。\n第2条（管理）\n管理します。\n"
        "利用規約\n第1条（適用）\n本規約を適用します。\n"
    )
    assert find(text, "本規約を適用").headings == ("利用規約", "第1条（適用）")


def test_title_closes_every_heading() -> None:
    """The title of a document stands above all that was open before it."""
    text = (
        "個人情報保護方針\n第1条（目的）\n＜補足＞\n補足します。\n"
        "個人情報の取扱いについて\n当社は、次のとおり取り扱います。\n"
    )
    assert find(text, "取り扱います").headings == ("個人情報の取扱いについて",)


def test_list_entry_does_not_close_a_stated_heading() -> None:
    """「1. …」 below the Markdown heading 「### 4. …」 is an entry of it, and 「### 5. …」 follows."""
    text = (
        "# 方針\n\n### 4. 取得する情報\n\n1. 次の情報を取得します。\n1. 氏名及び住所\n2. 購買の履歴\n3. 識別子\n"
        "4. 通信の記録\n5. 閲覧によって得られる次の情報\n\n### 5. 提供\n\n提供しません。\n"
    )
    assert find(text, "閲覧によって").headings == ("方針", "4. 取得する情報")
    assert find(text, "提供しません").headings == ("方針", "5. 提供")


# --- lists that go on


def test_numbered_entry_returns_from_the_bullets_of_the_entry_before() -> None:
    """「（6）」 after the bullets of 「（5）」 stands beside （5）, not below its last bullet."""
    text = (
        "取得する情報\n当社は、次の情報を取得します。\n（4）購買の履歴\n（5）端末に関する情報\n"
        "・機種名\n・識別子\n（6）その他当社が定める情報\n"
    )
    entry = find(text, "（6）その他")
    assert entry.locator == "「取得する情報」（6）"
    assert entry.lead == "当社は、次の情報を取得します。"


def test_numbered_entry_returns_from_a_list_of_its_own_style() -> None:
    """The very next number decides: （6） goes on after （5）, not after the （3） inside it."""
    text = (
        "手続\n次の書類が必要です。\n（5）代理人の場合は、次の書類\n（1）委任状\n（2）印鑑証明書\n（3）戸籍\n"
        "（6）手数料の領収書\n"
    )
    assert find(text, "（3）戸籍").locator == "（5）（3）"
    assert find(text, "（6）手数料").locator == "「手続」（6）"


def test_converted_entry_returns_to_numbered_headings() -> None:
    """「- （6）…」, as converters write it, goes on after the headings （4） and （5）."""
    text = (
        "# 方針\n\n## 取得する情報\n\n### （4）属性\n\n- 氏名\n\n### （5）端末に関する情報\n\n- 機種名\n\n"
        "- （6）その他の情報を取得することがあります。\n"
    )
    assert find(text, "（6）その他").headings == ("方針", "取得する情報")


def test_list_of_the_same_style_opens_inside_the_entry_that_introduces_it() -> None:
    """「1. 次の場合… / 1. … 2. …」 is a list in an entry; the outer list goes on after it."""
    text = (
        "第7条（解除）\n1. 当社は、次に掲げる場合に契約を解除します。\n1. 規約に反したとき。\n2. 連絡がとれないとき。\n"
        "3. 支払がないとき。\n2. 解除の場合、料金は返金しません。\n"
    )
    assert find(text, "連絡がとれない").locator == "第7条1.2."
    assert find(text, "連絡がとれない").lead.endswith("次に掲げる場合に契約を解除します。")
    assert find(text, "料金は返金").locator == "第7条2."
    assert find(text, "料金は返金").lead == ""


# --- leads

EXCEPTIONS = (
    "第三者提供\n当社は、以下の場合を除き、第三者に提供しません。\n・法令に基づく場合\n"
    "・人命の保護のために必要な場合"
)


@pytest.mark.parametrize("border", ["\nなお、", "\n\n", " "])
def test_later_introduction_replaces_the_lead(border: str) -> None:
    """Entries below a second introduction get that sentence, not the one above the first list."""
    text = (
        f"{EXCEPTIONS}{border}各サービスでの提供は以下のとおりです。\n"
        "・登録機関に会員の情報を送付します。\n・決済会社に請求の情報を送付します。\n"
    )
    for words in ("登録機関に", "決済会社に"):
        assert find(text, words).lead.endswith("各サービスでの提供は以下のとおりです。")
    assert find(text, "人命の保護").lead == "当社は、以下の場合を除き、第三者に提供しません。"


def test_introduction_reaches_the_groups_below_it() -> None:
    """Where the list introduced is divided by ■ headings, each group keeps the introduction."""
    text = (
        f"■個人情報の提供について\n{EXCEPTIONS.split(chr(10), 1)[1]}\n\n各サービスでの提供は以下のとおりです。\n"
        "◆ドメインをお申込みの方\n・登録機関に情報を送付します。\n"
        "◆証明書をお申込みの方\n・発行会社に情報を送付します。\n"
    )
    entry = find(text, "発行会社に")
    assert entry.headings == ("■個人情報の提供について", "◆証明書をお申込みの方")
    assert entry.lead == "各サービスでの提供は以下のとおりです。"


@pytest.mark.parametrize(
    "sentence",
    [
        "当社は、お客様の個人情報を適切に管理するための体制を整備し、これを継続的に改善します。",
        "株式会社みほん商会（以下「当社」といいます。）は、個人情報を大切に取り扱います。",
        "みほん商店 (以下、本店という) は、お預かりした情報を丁寧に扱います。",
        "満18歳以下の方の個人情報を取得するときは、保護者の同意を得ます。",
        "手続については、前条第2項に記載のとおりです。",
    ],
)
def test_ordinary_sentence_is_no_lead(sentence: str) -> None:
    """A sentence that does not point below introduces nothing, even right above a list."""
    text = f"取組み\n{sentence}\n1. 規程を定めます。\n2. 教育を行います。\n"
    assert find(text, "教育を").lead == ""


@pytest.mark.parametrize(
    "sentence",
    [
        "当社は、次の目的で利用します。",
        "当社の目的は、以下に掲げるものです。",
        "下記のために利用します。",
        "利用目的は、つぎのとおりです。",
        "各号の目的で利用します。",
        "利用する目的は以下を含みます。",
        "利用目的：",
    ],
)
def test_sentence_that_points_below_is_a_lead(sentence: str) -> None:
    """次の, 以下, 下記, 各号, とおり and a colon introduce the list below them."""
    text = f"利用目的\n{sentence}\n・商品の発送のため\n・ご連絡のため\n"
    assert find(text, "ご連絡").lead == sentence


def test_brackets_do_not_end_the_lead() -> None:
    """「（…という。）」 inside the introduction is part of it."""
    sentence = "当社は、本人からの請求（以下「請求」という。）が次に該当する場合は応じません。"
    text = f"請求\n{sentence}\n(1) 確認ができない場合\n(2) 費用の支払がない場合\n"
    assert find(text, "(2)").lead == sentence


def test_first_of_two_sentences_that_point_alike_is_the_lead() -> None:
    """A sentence that only comes back to 「以下の目的」 does not replace the one that names it."""
    text = (
        "利用\n当社は、以下の目的で個人情報を利用します。以下の目的の範囲を超える場合は、同意を得ます。\n"
        "(1) 商品の発送のため\n(2) ご連絡のため\n"
    )
    assert find(text, "(2)").lead == "当社は、以下の目的で個人情報を利用します。"


def test_paragraph_of_an_article_is_introduced_by_nothing() -> None:
    """「２　…」 takes no lead from the list in the paragraph before it."""
    text = (
        "第五条　当会は、次に掲げる場合を除き、個人データを提供しない。\n法令に基づく場合\n"
        "本人の同意がある場合\n２　当会は、提供の記録を作成する。\n"
    )
    assert find(text, "２　当会").lead == ""


# --- plain headings below plain headings


def test_groups_stand_below_the_heading_that_introduces_them() -> None:
    """Titles that each head a list stand below the title whose sentence points at them."""
    text = (
        "個人情報の利用目的\n当社は、次の目的で個人情報を利用します。\nお客様の個人情報\n・商品の発送のため\n"
        "応募者の個人情報\n・採用選考のため\n・選考結果のご連絡のため\n第三者への提供\n当社は、提供しません。\n"
    )
    entry = find(text, "選考結果")
    assert entry.headings == ("個人情報の利用目的", "応募者の個人情報")
    assert entry.lead == "当社は、次の目的で個人情報を利用します。"
    assert find(text, "当社は、提供しません").headings == ("第三者への提供",)


def test_groups_stand_below_a_heading_without_text() -> None:
    """A title right above titles that each head a list stands above them."""
    text = (
        "個人情報の利用目的\n修理の受付\n1. 修理品のお預かり\n2. お見積りの作成\n"
        "部品の販売\n1. 在庫の照会\n2. 納期のご案内\nお知らせ\n本日は休業します。\n"
    )
    assert find(text, "納期の").headings == ("個人情報の利用目的", "部品の販売")
    assert find(text, "休業").headings == ("お知らせ",)


def test_title_of_another_topic_ends_the_groups() -> None:
    """A section of its own that also heads a list is not taken for a further group."""
    text = (
        "利用目的\n当社は、次の目的で利用します。\nお客様の情報\n・商品の発送のため\n"
        "安全管理措置\n・入退室を管理しています。\n"
    )
    assert find(text, "入退室").headings == ("安全管理措置",)


def test_sections_with_text_of_their_own_stay_siblings() -> None:
    """Without evidence plain titles stand beside each other."""
    text = "利用目的\n当社は、発送に利用します。\n委託\n当社は、委託しません。\n"
    assert find(text, "委託しません").headings == ("委託",)


def test_contact_label_is_no_section() -> None:
    """「代表者名」 with its value heads nothing beyond it, and a remark in brackets heads nothing."""
    text = (
        "個人情報の取扱いについて\n代表者名\n見本 太郎\n１．利用目的\n当社は、発送に利用します。\n"
        "２．窓口\n受付は10時からです。\n（土曜日、日曜日を除く）\nご不明な点はお尋ねください。\n"
    )
    assert find(text, "発送に").headings == ("個人情報の取扱いについて", "１．利用目的")
    assert find(text, "ご不明な点").headings == ("個人情報の取扱いについて", "２．窓口")


# --- tables


def rows(*lines: str) -> tuple[str, tuple[Mark, ...]]:
    """A text of an introduction and table rows, with the marks a reader gives."""
    text = "当社が扱う情報は、次の表のとおりです。\n" + "\n".join(lines)
    marks = []
    for line in lines:
        at = text.index(line)
        marks.append(Mark(at, at + len(line), MarkKind.ROW, 2))
    return text, tuple(marks)


def test_every_row_knows_its_columns_and_its_introduction() -> None:
    """A row far down a table has the introducing sentence and the header as its lead."""
    lines = [f"会員区分{n}\t氏名及び住所{n}\t商品{n}の発送のため" for n in range(1, 9)]
    text, marks = rows("区分\t項目\t利用目的", *lines)
    assert find(text, "商品8の", marks).lead == (
        "当社が扱う情報は、次の表のとおりです。 区分 項目 利用目的"
    )


def test_header_is_read_off_the_words_of_the_first_row() -> None:
    """「項目 | 内容」 names columns, 「事業者名 | 株式会社…」 does not."""
    text, marks = rows("項目\t内容", "事業者名\t株式会社みほん商会")
    assert find(text, "事業者名", marks).lead.endswith("のとおりです。 項目 内容")
    text, marks = rows("事業者名\t株式会社みほん商会", "代表者\t見本 太郎")
    assert find(text, "代表者", marks).lead == "当社が扱う情報は、次の表のとおりです。"


def test_label_goes_with_every_sentence_of_a_long_value() -> None:
    """A row of a label and a text of several sentences has its label in its lead."""
    text, marks = rows(
        "利用目的\t商品の発送に利用します。新商品のご案内にも利用します。", "電話\t03-0000-0000"
    )
    assert find(text, "発送に", marks).lead.endswith(" 利用目的")
    assert find(text, "03-0000", marks).lead == "当社が扱う情報は、次の表のとおりです。"


def test_row_is_one_passage_in_order() -> None:
    """Label and value of a row are read together, the label first."""
    text, marks = rows("項目\t内容", "開示の手数料\t1件につき1,000円")
    row = find(text, "開示の手数料", marks)
    assert row.kind is PassageKind.ROW
    assert text[row.start : row.end].strip() == "開示の手数料\t1件につき1,000円"


def test_bold_date_is_no_heading() -> None:
    """A bold line in Markdown heads text only if it reads as a title."""
    text = (
        "# 方針\n\n**最終更新日：2023年8月1日**\n\n**利用目的**\n\n発送に利用します。\n\n## 管理\n"
    )
    assert find(text, "最終更新日").kind is not PassageKind.HEADING
    assert find(text, "発送に").headings == ("方針", "利用目的")
    assert "**" not in {text[p.start : p.end].strip() for p in split_passages(text)}
