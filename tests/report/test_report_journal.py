"""How the journal of an audit is told, and that nothing people write can harm the workbook."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from audit_sample import (
    DAY,
    FIRST,
    Audited,
    assessed,
    begin,
    few,
    reported,
    write_audit,
)
from openpyxl.workbook import Workbook
from report_reading import rows

from auditkit.models import (
    Entry,
    Grade,
    InternalEvidence,
    Json,
    Language,
    Rank,
    Role,
    Signature,
    Source,
    Verdict,
)
from auditkit.report._cells import clean
from auditkit.report._headings import HEADINGS
from auditkit.report._journal import journal_rows
from auditkit.report._source import Source as ReportSource

KEY = "appi@2023-04-01:17-1"
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1",
    "a\x01b\x07c\x1bd\x7f\ufffe",
    "\u202e逆さ\u202c\u2028次",
    '"},{"x":"<b>&amp;</b> ]]>',
    "長い文。" * 10_000,
    "=" + "x" * 39_999,
]


def test_every_entry_is_a_row(audit_book: Workbook, audited: Audited) -> None:
    """After the lines on the report, every entry of the journal is one row, in its order."""
    log = rows(audit_book["監査記録"])
    told = [row for row in log if row["記録番号"] is not None]
    assert [row["記録番号"] for row in told] == [e.number for e in audited.record.journal]
    assert log[-len(told) :] == told
    assert [row["番号"] for row in log] == list(range(1, len(log) + 1))
    assert [row["実施者"] for row in told] == [e.who for e in audited.record.journal]


def test_entries_are_timed_in_japan(audit_book: Workbook, audited: Audited) -> None:
    """An entry made at 14:59:30 UTC stands at 23:59:30, one 30 seconds later on the next day."""
    told = [row for row in rows(audit_book["監査記録"]) if row["記録番号"] is not None]
    assert audited.record.journal[0].at == dt.datetime(2026, 11, 20, 14, 59, 30, tzinfo=dt.UTC)
    assert (told[0]["日付"], told[0]["時刻（日本時間）"]) == (dt.datetime(2026, 11, 20), "23:59:30")
    assert (told[30]["日付"], told[30]["時刻（日本時間）"]) == (
        dt.datetime(2026, 11, 21),
        "00:00:00",
    )


def test_decision_is_told_in_words(audited: Audited) -> None:
    """An entry names the requirement and the fields, and shows the words people know."""
    row = _told(
        audited,
        {"verdict": ("open", "partial"), "grade": (None, "minor"), "basis": ("a", "b")},
    )
    assert row["区別"] == "判定・証跡"
    assert row["対象"] == "個人情報保護法 17-1 利用目的の特定：判定、区分"
    assert row["変更前"] == "判定：未確認"
    assert row["変更後・値"] == "判定：△一部不適合\n区分：軽微な不適合"


def test_fingerprint_is_told_where_it_changed_alone(audited: Audited) -> None:
    """An entry that changes nothing but a fingerprint still says what it changed."""
    row = _told(audited, {"basis": ("aa", "bb")})
    assert row["対象"].endswith("：判定時の要求事項の指紋")
    assert (row["変更前"], row["変更後・値"]) == ("aa", "bb")


def test_evidence_is_told_by_count_and_quote(audited: Audited) -> None:
    """A list of evidence is told by its length and by what came or went."""
    quotes = [_quote(1, "最初の引用"), _quote(2, "次の引用")]
    row = _told(audited, {"quotes": (quotes[:1], quotes)})
    assert row["変更前"] == "1件"
    assert row["変更後・値"] == "2件（変更分：a.txt 第2条「次の引用」）"
    row = _told(audited, {"quotes": (quotes, [])})
    assert row["変更前"] == "2件：a.txt 第1条「最初の引用」、a.txt 第2条「次の引用」"
    assert row["変更後・値"] == "なし"
    many = [_quote(n, f"引用{n}") for n in range(1, 6)]
    row = _told(audited, {"quotes": (None, many)})
    assert row["変更後・値"].startswith("5件：")
    assert row["変更後・値"].endswith("第3条「引用3」 ほか2件")


def test_rejected_candidate_is_told_by_its_words(audit_book: Workbook, audited: Audited) -> None:
    """A candidate that was not taken is quoted from the document."""
    entry = next(e for e in audited.record.journal if (e.changes.get("rejected") or [0, 0])[1])
    ((path, start, end),) = entry.changes["rejected"][1]
    document = next(d for d in audited.assessment.documents.documents if d.path == path)
    told = {row["記録番号"]: row for row in rows(audit_book["監査記録"])}[entry.number]
    assert "採用しなかった候補" in told["対象"]
    assert document.quote(start, end).strip()[:10] in told["変更後・値"]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("severity", "high", "★★★高"),
        ("nothing_found", True, "はい"),
        ("due", "2027-01-31", "2027-01-31"),
        ("items", [KEY], "1件：個人情報保護法 17-1"),
        ("internal", [{"source": "interview", "name": "手順"}], "1件：聞き取り：手順"),
        ("auditors", [{"name": "花子", "department": "監査室"}], "1件：花子（監査室）"),
        ("files", {"a.txt": "0", "b.txt": "1"}, "2件：a.txt、b.txt"),
        ("rejected", [["none.txt", 3, 9]], "1件：none.txt 3〜9文字目"),
        ("verdict", "unheard-of", "unheard-of"),
        ("quotes", ["odd", 3, None], "3件：odd、3、"),
        ("new_field", {"b": [1, 2], "a": None}, '{"a": null, "b": [1, 2]}'),
        ("files", 7, "7"),
        ("lead", "odd", "odd"),
        ("rejected", [[1], ["a.txt", "x", None]], "2件：[1]、a.txt x〜None文字目"),
    ],
)
def test_each_kind_of_value_reads(audited: Audited, field: str, value: Json, shown: str) -> None:
    """Every kind of field reads as people write it; a shape not foreseen is shown, not refused."""
    assert _told(audited, {field: (None, value)})["変更後・値"] == shown


def test_long_journal_is_told_whole(audited: Audited, tmp_path: Path) -> None:
    """A journal of 5,000 entries loses none of them."""
    journal = tuple(
        _entry({"reason": (f"理由{n}", f"理由{n + 1}")}, number=n) for n in range(1, 5001)
    )
    assessment, _ = few(1)
    record = replace(audited.record, journal=journal)
    made = replace(audited, assessment=assessment, findings=(), record=record)
    log = rows(openpyxl.load_workbook(write_audit(made, tmp_path / "r.xlsx"))["監査記録"])
    told = [row for row in log if row["記録番号"] is not None]
    assert [row["変更後・値"] for row in told] == [f"理由{n + 1}" for n in range(1, 5001)]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_words_stay_words(tmp_path: Path, words: str, language: Language) -> None:
    """Whatever auditors write in any field ends up as text: no formula, no link, no exception."""
    assessment, candidates = few(4)
    papers = begin(tmp_path, assessment, candidates, words=words)
    key, other = papers.items[0].key, papers.items[1].key
    for name in (words[:200], FIRST):
        papers.who = name
        papers.decide(key, reason=words, fact=words)
    document = assessment.documents.documents[0]
    papers.take(key, document.path, 0, len(document.text))
    papers.decide(key, verdict=Verdict.PARTIAL, grade=Grade.MINOR)
    papers.add_internal(other, InternalEvidence(Source.INTERVIEW, words, words, DAY, words, words))
    papers.decide(other, verdict=Verdict.CONFORM, reason=words)
    texts = dict.fromkeys(("title", "cause", "effect", "recommendation", "owner"), words)
    papers.record_finding(key, **texts, severity=Rank.HIGH)
    made = reported(papers, candidates)
    last = made.record.journal[-1]
    signed = tuple(Signature(role, words, words, DAY, last.number, words) for role in Role)
    made = replace(made, record=replace(made.record, signatures=signed))
    path = write_audit(made, tmp_path / "r.xlsx", language)
    assert path.read_bytes() == write_audit(made, tmp_path / "2.xlsx", language).read_bytes()
    book = openpyxl.load_workbook(path)
    for sheet in book.worksheets:
        formulas = [c.value for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        ours = re.compile(r"=SUM\(|=IF\(|=[A-Z]+\d+$")
        assert all("!$" in text or ours.match(text) for text in formulas)
        assert not [text for text in formulas if "cmd" in text or "xxx" in text]
    with zipfile.ZipFile(path) as package:
        parts = [package.read(name) for name in package.namelist()]
    assert not any(b'TargetMode="External"' in part for part in parts)
    column = {"ja": "判定理由", "en": "Reason for decision"}[language]
    note = {"ja": "（次の列に続く）", "en": "(continued in the next column)"}[language]
    row = rows(book[{"ja": "チェック結果", "en": "Results"}[language]])[0]
    whole = [str(text) for heading, text in row.items() if heading.startswith(column) and text]
    assert "".join(part.removesuffix(note) for part in whole) == clean(words)


def _quote(number: int, words: str) -> dict[str, Json]:
    place = {"document": "a.txt", "locator": f"第{number}条", "start": number, "end": number + 1}
    return {**place, "sha256": "0", "quote": words, "clause": words}


def _entry(
    changes: dict[str, tuple[Json, Json]], number: int = 1, subject: str = f"item:{KEY}"
) -> Entry:
    at = dt.datetime(2026, 11, 20, 1, tzinfo=dt.UTC)
    return Entry("A-2026-001", number, at, FIRST, subject, changes, "", "0" * 64)


def _told(audited: Audited, changes: dict[str, tuple[Json, Json]]) -> dict[str, Any]:
    """Return the row of the log that tells of these changes, by heading."""
    record = replace(audited.record, journal=(_entry(changes),))
    source = ReportSource(audited.assessment, (), assessed().library, audited.run, "ja", record)
    (row,) = journal_rows(source, 1)
    return {HEADINGS[key].ja: value for key, value in row.items()}
