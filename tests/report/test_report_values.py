"""How what a criterion reads out of a document is told."""

from __future__ import annotations

import pytest

from auditkit.models import CriterionResult, Label, Language, Text, ValueKind
from auditkit.report._values import value_text


def _told(value: str | int | None, kind: ValueKind, language: Language) -> str | None:
    reason = Text("理由。", "Reason.")
    return value_text(CriterionResult("c", Label.MET, "r", reason, value=value), kind, language)


@pytest.mark.parametrize(
    ("value", "kind", "ja", "en"),
    [
        (1100, "yen", "1,100円", "1,100 yen"),
        (0, "yen", "無料（0円）", "free of charge (0 yen)"),
        ("none", "yen", "なし（明示）", "none (stated)"),
        (
            "enacted 2010-12-01; revised 2022-06",
            "dates",
            "制定 2010-12-01、改定 2022-06",
            "enacted 2010-12-01; revised 2022-06",
        ),
        ("2006, 2017", "edition", "2006年版、2017年版", "edition of 2006; edition of 2017"),
        (
            "PrivacyMark; X:2017",
            "certification",
            "プライバシーマーク、X:2017",
            "PrivacyMark; X:2017",
        ),
        ("5年間", "period", "5年間", "5年間"),
        (None, "yen", None, None),
    ],
)
def test_values_are_told_as_people_write_them(
    value: str | int | None, kind: ValueKind, ja: str | None, en: str | None
) -> None:
    """Amounts, dates and editions are told in the language of the report; quotes stay quotes."""
    assert (_told(value, kind, "ja"), _told(value, kind, "en")) == (ja, en)


def test_outdated_citations_are_told_in_both_languages() -> None:
    """In English a citation is numbers alone; in Japanese the topic of the article remains."""
    value = (
        "法第18条第1項 → 法第21条（取得に際しての通知）; 規則第3条の2第1項第4号 → 廃止（旧規定）"
    )
    assert _told(value, "stale_citation", "ja") == value.replace("; ", "；")
    english = "Act Art. 18(1) → Act Art. 21; Rules Art. 3-2(1)(4) → repealed"
    assert _told(value, "stale_citation", "en") == english
