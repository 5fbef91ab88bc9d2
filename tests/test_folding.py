"""Folding: one form for matching, and the way back to the original."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditkit.folding import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("（１）個人情報", "(1)個人情報"),
        ("ﾌﾟﾗｲﾊﾞｼｰ", "プライバシー"),
        ("個 人\n情　報", "個人情報"),
        ("Privacy Policy 2026", "Privacy Policy 2026"),
        ("⻄⽇本", "西日本"),
        ("手数料①1,100円", "手数料(1)1,100円"),
        ("は\u3099き", "ばき"),
        ("漏\u200bえ\u00adい", "漏えい"),
        ("取得し，利用する．３．１４", "取得し、利用する。3.14"),
    ],
)
def test_known_forms(text: str, folded: str) -> None:
    """Width, radicals, white space beside Japanese, circled figures and marks become one form."""
    assert fold(text).text == folded


def test_a_folded_span_leads_back_to_the_original_characters() -> None:
    """The span of a folded word covers exactly the characters it came from."""
    text = "手数料は、１，１００ 円（ﾌﾟﾗﾝ別）です。"
    folded = fold(text)
    start = folded.text.index("1,100円")
    begin = folded.original_start(start)
    end = folded.original_end(start + len("1,100円"))
    assert text[begin:end] == "１，１００ 円"
    start = folded.text.index("プラン")
    assert text[folded.original_start(start) : folded.original_end(start + 3)] == "ﾌﾟﾗﾝ"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_every_offset_stays_in_order_and_inside(text: str) -> None:
    """Offsets never run backwards and never leave the original text."""
    folded = fold(text)
    places = [
        (folded.original_start(i), folded.original_end(i + 1)) for i in range(len(folded.text))
    ]
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)


@example("ｶ ﾞ")
@given(st.text(alphabet="個人情報ABC１２（）ｶﾞ 　\n①⻄", max_size=40))
def test_folding_again_changes_nothing(text: str) -> None:
    """Folded text is already in its final form."""
    once = fold(text).text
    assert fold(once).text == once
    assert unicodedata.is_normalized("NFKC", once)
