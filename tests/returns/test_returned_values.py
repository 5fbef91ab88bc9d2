"""What people type, and what it stands for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest

from auditkit.models import Effectiveness, Language, Status, Verdict
from auditkit.report._terms import EFFECTIVENESS, STATUS
from auditkit.report._words import VERDICT, Word
from auditkit.returns._package import Objection
from auditkit.returns._values import read_value
from auditkit.returns._workbook import Seen

_WORDS: Mapping[str, Mapping[object, Word]] = {
    "status": STATUS,
    "effectiveness": EFFECTIVENESS,
    "verdict": VERDICT,
}


def _read(column: str, value: object, language: Language = "ja") -> str:
    return read_value(column, Seen(5, 3, value), language)[0]


@pytest.mark.parametrize(
    "typed",
    [
        dt.datetime(2026, 6, 30),
        dt.date(2026, 6, 30),
        "2026-06-30",
        "2026-6-30",
        "2026/6/30",
        "2026/06/30",
        "2026年6月30日",
        "２０２６年６月３０日",
        "令和8年6月30日",
        "令和８年０６月３０日",
        " 2026/6/30 ",
        "令和 8 年 6 月 30 日",
    ],
)
@pytest.mark.parametrize("column", ["due", "completed"])
def test_dates_as_people_write_them(column: str, typed: object) -> None:
    """Real dates and the usual written forms all mean the same day."""
    assert _read(column, typed) == "2026-06-30"


def test_first_year_of_the_era() -> None:
    """元年 is the first year, and the era begins on its first day."""
    assert _read("due", "令和元年5月1日") == "2019-05-01"
    with pytest.raises(Objection):
        _read("due", "令和元年4月30日")


def test_an_emptied_date_is_none() -> None:
    """Whoever deletes a date means that there is none."""
    assert _read("due", None) == ""
    assert _read("due", "  ") == ""


@pytest.mark.parametrize(
    "typed",
    [
        *("6月末", "未定", "2026-02-30", "2026/13/1", "30/6/2026", "June 30, 2026", "2026-06"),
        *("R8.6.30", "平成38年6月30日", "2026-06/30", "20260630", "2026-06-30 ～", 46203, 46203.5),
        *(0, True, dt.datetime(2026, 6, 30, 12), dt.time(12), "2026-06-30T00:00:00"),
    ],
)
def test_what_is_no_date(typed: object) -> None:
    """Nothing is guessed: what is not plainly a date is refused."""
    with pytest.raises(Objection) as caught:
        _read("due", typed)
    assert caught.value.key == "returns.no_date"


@pytest.mark.parametrize("typed", ["1999-12-31", "2200-01-01", dt.datetime(1900, 1, 1)])
def test_dates_far_off(typed: object) -> None:
    """A year that no audit has is a slip of the finger."""
    with pytest.raises(Objection) as caught:
        _read("completed", typed)
    assert caught.value.key == "returns.far_date"


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_word_of_the_drop_downs(language: Language) -> None:
    """Each word is taken with its symbol and without, whatever the width and the case."""
    found = []
    for column, words in _WORDS.items():
        for term, word in words.items():
            text = word.text.in_language(language)
            for typed in (word.shown(language), text, f" {text.upper()} ", f"{word.symbol} {text}"):
                assert _read(column, typed, language) == str(term)
            found.append(term)
    assert found == [*Status, *Effectiveness, *Verdict]


@pytest.mark.parametrize("typed", ["", "完", "③", "Done", "適合？", 3, True, "だいたい完了"])
@pytest.mark.parametrize("column", sorted(_WORDS))
def test_words_that_are_not_in_the_list(column: str, typed: object) -> None:
    """A word outside the list is refused, an emptied cell too, and the list is told."""
    with pytest.raises(Objection) as caught:
        _read(column, typed)
    assert caught.value.key == "returns.not_in_list"
    first = next(iter(_WORDS[column].values()))
    assert first.shown("ja") in str(caught.value.fields["known"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("=SUM(A1)", "=SUM(A1)"),
        ("  済み  \r\n次\r\n", "済み\n次"),
        ("一_x000D_\n二", "一\n二"),
        (3, "3"),
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        (dt.datetime(2026, 6, 30), "2026-06-30"),
        (dt.datetime(2026, 6, 30, 9, 30), "2026-06-30 09:30:00"),
        (None, ""),
        ("〇" * 32_767, "〇" * 32_767),
    ],
)
def test_texts(typed: object, kept: str) -> None:
    """A text is kept as it is but for line ends and blanks around; other things become text."""
    assert _read("response", typed) == kept


def test_texts_that_no_cell_can_hold() -> None:
    """What is longer than a cell was not typed by anybody."""
    with pytest.raises(Objection) as caught:
        _read("proof", "a" * 32_768)
    assert caught.value.key == "returns.too_long"


@pytest.mark.parametrize("column", ["response", "due", "status", "verdict", "verdict_reason"])
def test_formulas_and_errors(column: str) -> None:
    """Neither a formula nor an error is a value, whatever the program computed last."""
    with pytest.raises(Objection) as caught:
        read_value(column, Seen(5, 3, "=TODAY()", formula=True), "ja")
    assert caught.value.key == "returns.formula"
    with pytest.raises(Objection) as caught:
        read_value(column, Seen(5, 3, "#REF!", error=True), "ja")
    assert caught.value.key == "returns.error_value"
