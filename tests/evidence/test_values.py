"""Dates, amounts and periods as documents write them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from auditkit.evidence._citations import read_citations
from auditkit.evidence._values import dates, period, yen


def test_a_word_of_number_after_a_date_is_no_part_of_it() -> None:
    """The day of 「2023.9.1一部改定」 is 1, not a number of mixed figures."""
    found = [date for date, _, _ in dates("2018.4.1制定 2023.9.1一部改定 平成二十三年10月3日")]
    assert found == ["2018-04-01", "2023-09-01", "2011-10-03"]


@settings(max_examples=300, deadline=None)
@given(
    st.text("0123456789〇一二三四五六七八九十百千元年月日./-円令和平成第条項のヶ号 ", max_size=30)
)
def test_no_run_of_figures_stops_the_reading(text: str) -> None:
    """Whatever figures and units follow each other, values are read or left out, never raised."""
    assert isinstance(dates(text), list)
    assert yen(text) is None or yen(text) >= 0
    assert period(text) is None or period(text)
    assert isinstance(list(read_citations(f"個人情報保護法第{text}", "")), list)
