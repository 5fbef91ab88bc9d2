"""Text made to hurt: detection stays linear and says something sensible."""

import time

import pytest

from auditkit.checklists import load_library
from auditkit.evidence import find_evidence
from auditkit.models import Document, DocumentSet, Library
from auditkit.passages import split_passages


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped library."""
    return load_library()


HOSTILE = {
    "brackets": "（" * 20_000 + "個人情報" + "）" * 20_000,
    "markers": "（１）" * 15_000,
    "figures": "1," * 30_000 + "円",
    "kanji": "個人情報の取扱いについて" * 5_000,
    "commas": "氏名、住所、" * 10_000,
    "addresses": "東京都千代田区一丁目" * 6_000,
    "mails": "a@a." * 15_000,
    "spaces": "個 " * 30_000,
    "marks": "は\u3099" * 20_000,
    "breaks": "\n" * 60_000,
    "articles": "第1条の2第3項" * 8_000,
}


def _seconds(text: str, library: Library) -> float:
    document = Document("x", "x.txt", "", text, split_passages(text))
    started = time.process_time()
    find_evidence(DocumentSet((document,)), library)
    return time.process_time() - started


@pytest.mark.parametrize("kind", HOSTILE)
def test_no_text_takes_longer_than_its_length(library: Library, kind: str) -> None:
    """Twice the hostile text takes at most about twice the time, with room for the clock."""
    text = HOSTILE[kind]
    _seconds(text[:1000], library)  # compiles the patterns
    half = _seconds(text[: len(text) // 2], library)
    whole = _seconds(text, library)
    assert whole <= 4 * half + 1.0
