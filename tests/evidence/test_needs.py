"""What a text must hold for a pattern to match in it."""

import pytest
import re2

from auditkit.checklists import load_library
from auditkit.documents import read_documents
from auditkit.evidence._matching import Index, compiled
from auditkit.evidence._needs import Holdings, Vocabulary, bits, members, need_of
from auditkit.evidence._statements import split_statements
from auditkit.models import Library
from auditkit.shipped import shipped

TEXTS = (
    "個人情報の取り扱いについて",
    "個人情報の取扱い",
    "お問合せ先は総務部です。",
    "問い合わせ窓口",
    "Cookie と WEB",
    "co\u017f\u212a kos",
    "1,100円(税込)",
    "a{2}b",
    "",
    "開",
)


def _held(pattern: str, *, vocabulary: bool) -> list[str]:
    need = need_of(pattern)
    known = Vocabulary([need] if vocabulary else [])
    return [TEXTS[number] for number in members(Holdings(TEXTS, known).of(need))]


@pytest.fixture(scope="module")
def library() -> Library:
    """The shipped library."""
    return load_library()


@pytest.mark.parametrize("vocabulary", [False, True])
@pytest.mark.parametrize(
    ("pattern", "held"),
    [
        ("個人情報.{0,9}取り?扱い", [0, 1]),
        ("個人情報.{0,9}取り扱い", [0]),
        ("お?問い?合わ?せ(?:先|窓口)", [2, 3]),
        ("(?:総務|人事)部|1?00円", [2, 6]),
        ("[開閉]", [9]),
        ("(?i)COOKIE|web", [4]),
        ("cosk", [5]),
        ("開+示", []),
        ("開*示?$", range(10)),
        (r"\(税込\)", [6]),
        (r"a\{2\}", [7]),
        ("a{2}b", [7]),
        ("[^個]{2}情報", [0, 1]),
        (r"\x{500b}人", range(10)),
        (r"[\x{500b}x]人", range(10)),
    ],
)
def test_only_texts_with_the_words_of_a_pattern_are_left(
    pattern: str, held: list[int], vocabulary: bool
) -> None:
    """The texts that hold what a pattern needs are those with the words of one of its ways."""
    assert _held(pattern, vocabulary=vocabulary) == [TEXTS[number] for number in held]


def test_no_match_of_a_shipped_pattern_is_left_out(library: Library) -> None:
    """Wherever a pattern of the shipped rules matches, the text holds what the pattern needs."""
    documents = read_documents([shipped("samples") / "hoshizora-app"])
    texts = [statement.text for statement in split_statements(documents)]
    rules = [rule for criterion in library.criteria for rule in criterion.rules]
    patterns = list(dict.fromkeys(p for r in rules for p in (r.find, *r.never, *r.also)))
    options = re2.Options()
    options.case_sensitive = False
    holdings = Holdings(texts, Vocabulary(map(need_of, patterns[::2])))
    matches = left = 0
    for pattern in patterns:
        held = set(members(holdings.of(need_of(pattern))))
        left += len(held)
        search = re2.compile(pattern, options).search
        found = {number for number, text in enumerate(texts) if search(text)}
        assert found <= held, pattern
        matches += len(found)
    assert 100 < matches <= left < len(texts) * len(patterns) / 5


def test_a_search_tells_the_first_exact_match() -> None:
    """Counts are kept: where a looser match begins before, the exact one is told."""
    texts = ["あいうえおかき。あき", "あいうえおかき"]
    index = Index(texts, ("あ.{0,2}き",))
    assert list(index.spans("あ.{0,2}き", (0, 1))) == [(0, (8, 10))]
    assert not index.holds("あ.{0,2}き", 1)
    assert index.holds_between("あ.{0,2}き", 0, 2)
    assert compiled("あ.{0,2}き").first_in(texts[0]) == "あき"


@pytest.mark.parametrize("numbers", [[], [0], [3, 511], [1, 512, 9000], list(range(2000))])
def test_sets_of_numbers_are_bits(numbers: list[int]) -> None:
    """A set of numbers is read back from its bits in order."""
    assert list(members(bits(numbers))) == numbers
