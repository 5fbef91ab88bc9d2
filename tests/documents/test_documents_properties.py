"""What holds for every text, however damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditkit.documents import read_documents
from auditkit.models import Document
from auditkit.passages import Mark, MarkKind, split_passages

PIECES = st.sampled_from(
    [
        "第１条", "第三条の２", "（目的）", "（１）", "(2)", "1. ", "２．", "a) ", "①", "ア）", "Ⅰ．", "・", "- ",
        "■", "【", "】", "＜", "＞", "# ", "## 変更前", "変更後", "※", "附則", "\n", "\n\n", " ", "　", "\t", "|", "|---|",
        "1 ", "2 ", "３", "- 1 -", "1/2", "○", "開示しない場合", "皆様へ", "手数料　千円", "変更前", "同意する", "トップ > ",
        "当社は、次の目的で利用します。", "商品の発送のため", "以下の場合を除き、提供しません。", "ホーム", "ログイン",
        "〒100-0000", "電話：03-0000-0000", "株式会社みほん", "利用目的：", "２　当会は", "\f", "**", "===", "---", "。", "、",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=80).map("".join))


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    """A text with marks laid over it at random, as a careless reader might."""
    text = draw(TEXTS)
    place = st.integers(0, len(text))
    spans = st.tuples(place, place, st.sampled_from(MarkKind), st.integers(0, 9), st.integers(0, 9))
    return text, [
        Mark(min(a, b), max(a, b), kind, level, prefix=prefix)
        for a, b, kind, level, prefix in draw(st.lists(spans, max_size=8))
    ]


@settings(max_examples=300, deadline=None)
@given(marked())
def test_passages_tile_the_text(case: tuple[str, list[Mark]]) -> None:
    """Every character lies in exactly one passage, whatever the text and the marks."""
    text, marks = case
    passages = split_passages(text, marks)
    Document("d", "d.txt", "0" * 64, text, passages)
    assert "".join(text[p.start : p.end] for p in passages) == text


@settings(max_examples=100, deadline=None)
@given(marked())
def test_splitting_is_deterministic(case: tuple[str, list[Mark]]) -> None:
    """The same text yields the same passages."""
    text, marks = case
    assert split_passages(text, marks) == split_passages(text, marks)


@settings(max_examples=100, deadline=None)
@given(TEXTS.filter(lambda t: t.strip()))
def test_every_passage_has_a_locator(text: str) -> None:
    """No passage is without a locator."""
    assert all(p.locator for p in split_passages(text))


@pytest.mark.parametrize(
    "unit",
    [
        "第",
        "（",
        " ",
        "\n",
        "・ ",
        "1. ",
        " ＜",
        "- ",
        "# a\n",
        "|",
        "。 ",
        "■あ\n",
        "（１）a) ",
        "- - a",
        "商品\n",
        "　",
        "\t",
        "あ　い\n",
        "1 あ\n",
        "- 1 -\n",
        "1/2\n",
        "■あ\n○い\nう。\n",
        "あ\nい\nう。\n",
        "1. あ\n1. い\n",
        "変更前 変更後 ",
        "クッキー。\n同意する\n",
        "** ",
    ],
)
def test_long_monotonous_text_is_read_in_linear_time(unit: str) -> None:
    """No text makes the splitting blow up: a long run of any sign is read like any other."""
    text = unit * (30_000 // len(unit)) + "終わり"
    assert split_passages(text)[-1].end == len(text)


def test_reading_again_yields_the_same(tmp_path: Path) -> None:
    """Two readings of one file are equal, and a quote is a slice of the document's text."""
    path = tmp_path / "方針.txt"
    path.write_text("第１条（目的）\n当社は、個人情報を守ります。\n", encoding="utf-8")
    first, second = read_documents([path]), read_documents([path])
    assert first == second
    document = first.documents[0]
    passage = document.passage_at(document.text.index("当社"))
    assert document.quote(passage.start, passage.end) == document.text[passage.start : passage.end]


HEADS = st.sampled_from(
    [
        b"",
        b"%PDF-1.4\n",
        b"PK\x03\x04",
        b"<html><body>",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"# ",
        b"\x1b$B",
    ]
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(HEADS, st.binary(max_size=400), st.sampled_from([".txt", ".md", ".html", ".pdf", ".docx"]))
def test_any_bytes_are_a_document_or_a_problem(
    tmp_path: Path, head: bytes, body: bytes, suffix: str
) -> None:
    """Whatever a file holds, reading it ends in a document or in words for a person."""
    path = tmp_path / f"何か{suffix}"
    path.write_bytes(head + body)
    found = read_documents([path])
    assert len(found.documents) == 1 or found.problems[0].message
