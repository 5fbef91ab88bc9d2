"""Citations of the Act: which numbers are out of date, and which must be left alone."""

from __future__ import annotations

from datetime import date

import pytest

from auditkit.evidence._citations import Citation, Standing, read_citations
from auditkit.law import Number, load_topics


def read(text: str, context: str = "", cited: str = "") -> Citation | None:
    """Return the citation that stands in ``cited``, or the first one of the text."""
    start = text.index(cited) if cited else 0
    return next((c for c in read_citations(text, context) if c.start >= start), None)


def told(text: str, context: str = "", cited: str = "") -> str | None:
    """Return what is said of the citation if its number is out of date."""
    citation = read(text, context, cited)
    return str(citation) if citation and citation.standing is Standing.STALE else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("利用目的の公表(法第18条関係)", "法第18条 → 法第21条（取得に際しての利用目的の通知等）"),
        ("個人情報保護法第20条の安全管理措置", "法第20条 → 法第23条（安全管理措置）"),
        ("保護法第二十七条(利用停止等)", "法第27条 → 法第35条（利用停止等）"),
        (
            "個人情報の保護に関する法律(平成15年法律第57号。以下「法」という。)の第24条第1項に基づく公表事項",
            "法第24条第1項 → 法第32条第1項（公表事項）",
        ),
    ],
)
def test_a_number_its_topic_lost(text: str, expected: str) -> None:
    """A number that the topic beside it no longer has is reported with the current one."""
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "法第21条に基づく利用目的の公表",
        "個人情報保護法第27条第1項各号に掲げる場合を除き、個人データを第三者に提供しません。",
        "法第35条に基づく利用停止等の請求",
        "法第2条第1項に定める個人情報とは",
        "施行令第10条に定める苦情の申出先",
    ],
)
def test_a_current_number(text: str) -> None:
    """A number that the topic has today is not reported."""
    assert told(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法26条の2に基づく確認", "法第26条の2 → 法第31条（個人関連情報の第三者提供の制限等）"),
        ("個人情報保護法第22条の2による報告", "法第22条の2 → 法第26条（漏えい等の報告等）"),
        (
            "仮名加工情報(個人情報保護法第2条第9項)をいいます。",
            "法第2条第9項 → 法第2条第5項（仮名加工情報）",
        ),
        (
            "匿名加工情報(個人情報保護法第2条第9項)をいいます。",
            "法第2条第9項 → 法第2条第6項（匿名加工情報）",
        ),
    ],
)
def test_a_number_never_in_force_alone(text: str, expected: str) -> None:
    """A number that only an amendment on the way gave is reported with the current one."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("個人情報保護法第83条の命令違反", "法第83条 → 法第178条（命令違反）"),
        ("個人情報保護法第84条の命令違反", "法第84条 → 法第178条（命令違反）"),
        ("法第83条の不正提供", "法第83条 → 法第179条（個人情報データベース等の不正提供・盗用）"),
        ("法第84条の不正提供", "法第84条 → 法第179条（個人情報データベース等の不正提供・盗用）"),
        ("施行規則第11条の2の基準", "施行規則第11条の2 → 施行規則第16条（相当措置の体制の基準）"),
    ],
)
def test_numbers_between_the_usual_dates(text: str, expected: str) -> None:
    """Numbers that held only from 2018 or 2020 to 2022 are known as well."""
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法第42条の勧告", "法第42条 → 法第148条（勧告及び命令）"),
        ("法第40条に基づく立入検査", "法第40条 → 法第146条（報告及び立入検査）"),
        ("法第166条の域外適用", "法第166条 → 法第171条（適用範囲）"),
        ("法第87条の両罰規定", "法第87条 → 法第184条（両罰規定）"),
    ],
)
def test_supervision_and_penalties(text: str, expected: str) -> None:
    """Supervisory and penal articles are followed to the numbers of 2023."""
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "法第27条に違反して提供された場合の第三者提供の停止",
        "法第27条第1項に基づき第三者提供の停止を求めることができます。",
        "法第33条に基づく開示請求の手数料",
        "法第28条により外国にある第三者に提供する情報の開示",
    ],
)
def test_a_topic_of_another_article_does_not_win(text: str) -> None:
    """Where the article's own topic is named as well, a longer or further keyword says nothing."""
    assert told(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法第30条第4項の第三者提供の停止", "法第30条第4項 → 法第35条第4項（第三者提供の停止）"),
        ("法第23条第4項の共同利用", "法第23条第4項 → 法第27条第5項（委託・承継・共同利用）"),
    ],
)
def test_a_paragraph_is_followed(text: str, expected: str) -> None:
    """A cited paragraph is reported with the paragraph that took its place."""
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "番号法第19条に定める場合を除き、第三者に提供しません。",
        "マイナンバー法第20条の安全管理措置",
        "電気通信事業法第27条の12に基づく第三者提供の公表",
        "電気通信事業法施行規則第11条の基準適合体制",
        "民法第23条の第三者提供",
        "会社法第18条の利用目的の公表",
        "刑法第20条の安全管理",
        "PL法第20条の安全管理",
        "行政機関の保有する個人情報の保護に関する法律第23条の第三者提供",
        "個人情報取扱規程第23条の第三者提供",
        "本規約第18条に定める利用目的の公表",
        "特定電子メール法及び同法第23条の第三者提供",
    ],
)
def test_other_laws_are_left_alone(text: str) -> None:
    """Articles of other laws, of their rules and of terms are never judged by the Act's table."""
    assert told(text) is None


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("個人情報保護法第27条及び番号法第9条、第20条の安全管理", "、第20条"),
        ("当社は、第20条の安全管理に従います。", "、第20条"),
    ],
)
def test_a_list_keeps_to_the_law_named_last(text: str, cited: str) -> None:
    """A number without a name belongs to the law of the citation before it, or to none."""
    assert told(text, cited=cited) is None


@pytest.mark.parametrize(
    ("cited", "expected"),
    [
        ("法第24条", "法第24条 → 法第32条（保有個人データに関する事項の公表等）"),
        ("、第25条", "法第25条 → 法第33条（開示）"),
        ("、第26条", "法第26条 → 法第34条（訂正等）"),
    ],
)
def test_every_number_of_a_list(cited: str, expected: str) -> None:
    """Each number of a list is settled by the words beside it."""
    text = "法第24条(保有個人データに関する事項)、第25条(開示)、第26条(訂正等)"
    assert told(text, cited=cited) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "個人情報保護法施行令第8条に定める苦情の申出先",
            "施行令第8条 → 施行令第10条（保有個人データの適正な取扱いの確保に関し必要な事項）",
        ),
        (
            "施行令第5条の6か月以内に消去するもの",
            "施行令第5条 → 廃止（保有個人データから除外されるものの消去までの期間）",
        ),
        (
            "個人情報保護委員会規則第7条のオプトアウト",
            "施行規則第7条 → 施行規則第11条（第三者提供に係る事前の通知等）",
        ),
    ],
)
def test_the_order_and_the_rules_have_their_own_numbers(text: str, expected: str) -> None:
    """The Order and the Rules are judged by their own numbers, repealed ones included."""
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "法第99条の第三者提供",
        "法第30条の2の利用停止",
        "法第18条に従います。",
        "旧個人情報保護法第23条の第三者提供",
        "改正前の個人情報保護法第23条の第三者提供",
    ],
)
def test_nothing_is_said_where_nothing_is_known(text: str) -> None:
    """An unknown number, a missing topic or a citation of the former Act says nothing."""
    assert told(text) is None


def test_headings_tell_the_topic() -> None:
    """Where the statement names no topic, its headings do."""
    expected = "法第18条 → 法第21条（取得に際しての利用目的の通知等）"
    assert told("法第18条による", "公表事項 > 利用目的の公表") == expected


def test_same_law_follows_the_name_before() -> None:
    """同法 is the Act where the Act was named before it."""
    text = "個人情報保護法を遵守し、同法第23条に従い第三者提供を行います。"
    assert told(text, cited="同法") == "法第23条 → 法第27条（第三者提供の制限）"


def test_every_period_of_the_table_is_read() -> None:
    """A topic keeps each number it ever had, and those that never stood alone."""
    topics = {(topic.law, topic.title): topic for topic in load_topics()}
    assert topics["act", "命令違反"].former == (
        Number("74"),
        Number("84"),
        Number("83"),
        Number("173"),
    )
    assert Number("26の2") in topics["act", "個人関連情報の第三者提供の制限等"].former
    assert Number("11の2") in topics["rule", "相当措置の体制の基準"].former


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("個人情報保護法第200条の規定により", Standing.UNKNOWN),
        ("法第30条の2の利用停止", Standing.UNKNOWN),
        ("施行令第99条に定める事項", Standing.UNKNOWN),
        ("法第18条に従います。", Standing.UNSETTLED),
        ("個人情報保護法第184条の両罰規定", Standing.MOVING),
        ("個人情報保護法第1条の目的", Standing.SOUND),
        ("法第27条第1項の第三者提供の制限", Standing.SOUND),
    ],
)
def test_what_is_not_stale_is_told_apart(text: str, standing: Standing) -> None:
    """A number nobody knows, one that may mean two things, and one about to move are told."""
    citation = read(text)
    assert citation is not None
    assert citation.standing is standing


def test_a_penal_article_tells_the_day_it_moves() -> None:
    """The announced move of the penal provisions is known with its date, not with a number."""
    text = "個人情報保護法第179条の不正提供"
    citation = read(text)
    assert citation is not None
    assert (citation.moves, citation.now) == (date(2027, 1, 17), "")


@pytest.mark.parametrize(
    ("text", "context", "expected"),
    [
        (
            "個人情報の利用目的について(個人情報保護法第18条による公表)",
            "",
            "法第18条 → 法第21条（取得に際しての利用目的の通知等）",
        ),
        (
            "「個人情報の保護に関する法律」(以下「法」という)第24条第1項に基づき、次の事項を公表します。",
            "",
            "法第24条第1項 → 法第32条第1項（公表事項）",
        ),
    ],
)
def test_words_apart_tell_the_topic(text: str, context: str, expected: str) -> None:
    """「利用目的について…公表」 is the publication of purposes though the words stand apart."""
    assert told(text, context) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("個人情報の保護に関する法律第23条第1項各号に掲げる場合", "法第27条第1項"),
        ("個人情報保護法第16条第3項各号に該当する場合", "法第18条第3項"),
        ("個人情報保護法第17条第2項各号に定める場合", "法第20条第2項"),
        ("個人情報保護法第27条第1項各号の場合を除き", ""),
        ("個人情報保護法第18条第3項各号に掲げる場合", ""),
    ],
)
def test_a_paragraph_cited_with_its_items_is_one_that_has_items(text: str, expected: str) -> None:
    """「第23条第1項各号」 can only be the exceptions of the article's former paragraph."""
    (citation,) = read_citations(text, "")
    assert citation.now.partition("（")[0] == expected
