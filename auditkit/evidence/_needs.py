"""What a text must hold for a pattern to match in it, told without searching.

A pattern is read for the words that each of its ways asks for, and a word for its pairs of
characters.  Which texts hold a pair is known from one look at each text, so that what a pattern
needs is worked out for all texts at once, as sets of texts in the bits of a number.  A pattern
that cannot be read so needs nothing: it may match anywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from operator import add

_WAYS = 16  # spellings that are told apart; more are taken piece by piece
_CHOICE = 6  # characters of a class that are told apart
_SMALL = 512  # numbers up to which a set is put together bit by bit

_CLASS = r"\[\^?\]?(?:\\[^xpPQ0-9]|\[:\^?\w+:\]|[^\\\]])*\]"
_REPEAT = re.compile(r"[?*+]\??|\{[0-9]+(?:,[0-9]*)?\}\??")
_TOKEN = re.compile(
    r"(?P<plain>[^\\\[(){}|?*+.^$]+|[{}])"
    r"|(?P<flags>\(\?[a-zA-Z-]+\))"
    r"|(?P<open>\((?:\?(?:P?<\w+>|[a-zA-Z-]*:))?)"
    r"|(?P<bar>\|)"
    r"|(?P<edge>[$^]|\\[bBAz])"
    r"|\[(?P<choice>[^\\\[\]^-][^\\\[\]-]*)\]"
    rf"|(?P<any>\.|\\[dDsSwW]|{_CLASS})"
    r"|\\(?P<escaped>[^\w\s])"
)
_BRACKET = re.compile(rf"\\.|{_CLASS}|[()]")

Word = frozenset[str]
"""The characters and pairs of characters that a text holds all of if it holds a word."""


class AllOf:
    """A text must hold every gram of a word, and fulfil the other needs."""

    __slots__ = ("others", "word")

    def __init__(self, word: Word, others: Iterable[Need]) -> None:
        self.word = word
        self.others = sorted(others, key=_breadth)


class OneOf:
    """A text must hold one of some words, or fulfil one of the other needs."""

    __slots__ = ("heads", "others", "words")

    def __init__(self, words: Iterable[Word], others: Iterable[Need]) -> None:
        self.words: dict[str, list[Word]] = defaultdict(list)
        """The words by one of their grams."""
        for word in words:
            self.words[max(word)].append(word)
        self.heads = frozenset(self.words)
        self.others = list(others)


Need = AllOf | OneOf


def _breadth(need: Need) -> int:
    return len(need.heads) if isinstance(need, OneOf) else 0


# Each need is made once, so that what it means for a set of texts is worked out once.
_all_of = lru_cache(maxsize=None)(AllOf)
_one_of = lru_cache(maxsize=None)(OneOf)
_NO_WORD: Word = frozenset()
NOTHING = _all_of(_NO_WORD, frozenset())


def _every(needs: Iterable[Need]) -> Need:
    word: set[str] = set()
    others: set[Need] = set()
    for need in needs:
        if isinstance(need, AllOf):
            word.update(need.word)
            others.update(need.others)
        else:
            others.add(need)
    if not word and len(others) == 1:
        return others.pop()
    return _all_of(frozenset(word), frozenset(others))


def _some(needs: Iterable[Need]) -> Need:
    needs = dict.fromkeys(needs)
    if NOTHING in needs:
        return NOTHING
    if len(needs) == 1:
        return next(iter(needs))
    words: set[Word] = set()
    others: set[Need] = set()
    for need in needs:
        if isinstance(need, OneOf):
            words.update(*need.words.values())
            others.update(need.others)
        elif need.others:
            others.add(need)
        else:
            words.add(need.word)
    return _one_of(frozenset(words), frozenset(others))


def _word(text: str) -> Word:
    return frozenset(map(add, text, text[1:]) if len(text) > 1 else text)


def _of_spellings(spellings: Iterable[str]) -> Need:
    # What holds a spelling holds the shorter ones within it.
    shortest = [w for w in spellings if not any(v in w for v in spellings if v != w)]
    return _some(_all_of(_word(spelling), frozenset()) for spelling in shortest)


@dataclass(frozen=True)
class _Way:
    """What a piece of a pattern matches: these spellings and no other, or what has this need."""

    spellings: frozenset[str] | None
    needed: Need = NOTHING

    @property
    def need(self) -> Need:
        return self.needed if self.spellings is None else _of_spellings(self.spellings)


_ANYTHING = _Way(None)
_EMPTY = frozenset(("",))


class _UnreadError(Exception):
    """The pattern is written in a way that is not read here."""


@lru_cache(maxsize=8192)
def need_of(pattern: str) -> Need:
    """Return what a text must hold for the pattern to match in it, its case ignored."""
    try:
        return _read(pattern).need
    except _UnreadError:
        return NOTHING


@lru_cache(maxsize=32768)  # cues stand in many patterns, and each is read once
def _read(pattern: str) -> _Way:
    ends = _ends(pattern)
    ways: list[_Way] = []
    pieces: list[_Way] = []
    at = 0
    while at < len(pattern):
        token = _TOKEN.match(pattern, at)
        if token is None:
            raise _UnreadError
        at = token.end()
        kind, text = token.lastgroup, token.group()
        if kind == "flags":
            continue
        if kind == "bar":
            ways.append(_joined(pieces))
            pieces = []
            continue
        if kind == "plain":
            if len(text) > 1 and _REPEAT.match(pattern, at):
                pieces.append(_literal(text[:-1]))
                text = text[-1]
            piece = _literal(text)
        elif kind == "open":
            end = ends[token.start()]
            piece = _read(pattern[at:end])
            at = end + 1
        elif kind == "choice":
            piece = _chosen(token["choice"])
        elif kind == "edge":
            piece = _Way(_EMPTY)
        elif kind == "escaped":
            piece = _literal(token["escaped"])
        else:
            piece = _ANYTHING
        if repeat := _REPEAT.match(pattern, at):
            piece = _repeated(piece, repeat.group())
            at = repeat.end()
            if _REPEAT.match(pattern, at):
                raise _UnreadError
        pieces.append(piece)
    ways.append(_joined(pieces))
    return _either(ways)


def _ends(pattern: str) -> dict[int, int]:
    """Return where each group ends, by where it begins."""
    ends = {}
    opened = []
    for bracket in _BRACKET.finditer(pattern):
        if bracket.group() == "(":
            opened.append(bracket.start())
        elif bracket.group() == ")":
            if not opened:
                raise _UnreadError
            ends[opened.pop()] = bracket.start()
    if opened:
        raise _UnreadError
    return ends


def _either(ways: Sequence[_Way]) -> _Way:
    if len(ways) == 1:
        return ways[0]
    spellings: set[str] = set()
    for way in ways:
        if way.spellings is None:
            break
        spellings |= way.spellings
    else:
        if len(spellings) <= _WAYS:
            return _Way(frozenset(spellings))
    return _Way(None, _some(way.need for way in ways))


def _joined(pieces: Iterable[_Way]) -> _Way:
    """Return one piece after the other."""
    spellings = _EMPTY
    needs: list[Need] = []
    for piece in pieces:
        if piece.spellings is None:
            needs += (_of_spellings(spellings), piece.need)
            spellings = _EMPTY
        elif len(spellings) * len(piece.spellings) <= _WAYS:
            spellings = frozenset(map("".join, product(spellings, piece.spellings)))
        else:
            needs.append(_of_spellings(spellings))
            spellings = piece.spellings
    if not needs:
        return _Way(spellings)
    return _Way(None, _every((*needs, _of_spellings(spellings))))


def _repeated(way: _Way, repeat: str) -> _Way:
    if repeat[0] == "+" or (repeat[0] == "{" and not re.match(r"\{0+[,}]", repeat)):
        return _Way(None, way.need)
    if repeat[0] == "?" and way.spellings is not None:
        return _Way(way.spellings | _EMPTY)
    return _ANYTHING


def _literal(text: str) -> _Way:
    # Letters other than those of ASCII have kin that RE2 knows and lower() does not.
    return _Way(frozenset((text.lower(),))) if all(map(_is_plain, text)) else _ANYTHING


def _is_plain(char: str) -> bool:
    return char.isascii() or char.lower() == char == char.upper()


def _chosen(chars: str) -> _Way:
    known = len(chars) <= _CHOICE and all(map(_is_plain, chars))
    return _Way(frozenset(chars.lower())) if known else _ANYTHING


def _grams(text: str) -> set[str]:
    """Return the characters of a text and the pairs of them, as needs name them."""
    text = text.lower().replace("ſ", "s")  # the one letter that RE2 takes for s and lower() not
    return {*text, *map(add, text, text[1:])}


class Vocabulary:
    """The words of many needs, and which needs each of them is enough for."""

    def __init__(self, needs: Iterable[Need]) -> None:
        self.enough: dict[str, dict[Word, list[OneOf]]] = defaultdict(lambda: defaultdict(list))
        """By one of the grams of each word."""
        self.needs: set[Need] = set()
        waiting = list(needs)
        while waiting:
            need = waiting.pop()
            if need not in self.needs:
                self.needs.add(need)
                waiting += need.others
                if isinstance(need, OneOf):
                    for head, words in need.words.items():
                        for word in words:
                            self.enough[head][word].append(need)


class Holdings:
    """Which of many texts hold what patterns need; a set of texts is the bits of a number.

    What the words of the vocabulary are enough for is worked out from the words that the texts
    hold; every other need, from the words that it names.
    """

    def __init__(self, texts: Sequence[str], vocabulary: Vocabulary) -> None:
        self._numbers: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for gram in _grams(text):
                self._numbers[gram].append(number)
        self._present = frozenset(self._numbers)
        self._grams: dict[str, int] = {}
        self._everywhere = (1 << len(texts)) - 1
        self._words: dict[Word, int] = {}
        self._known: dict[Need, int] = {}
        self._vocabulary = vocabulary
        self._by_word: dict[Need, int] = defaultdict(int)
        for head in vocabulary.enough.keys() & self._present:
            for word, needs in vocabulary.enough[head].items():
                if word <= self._present and (held := self._of_word(word)):
                    for need in needs:
                        self._by_word[need] |= held

    def of(self, need: Need) -> int:
        """Return the texts that hold what is needed."""
        known = self._known.get(need)
        if known is None:
            held = self._of_all(need) if isinstance(need, AllOf) else self._of_one(need)
            known = self._known[need] = held
        return known

    def _of_all(self, need: AllOf) -> int:
        held = self._of_word(need.word)
        for other in need.others:
            if not held:
                break
            held &= self.of(other)
        return held

    def _of_one(self, need: OneOf) -> int:
        if need in self._vocabulary.needs:
            held = self._by_word.get(need, 0)
        else:
            known = self._words
            held = 0
            for head in need.heads & self._present:
                for word in need.words[head]:
                    if word <= self._present:
                        held |= known[word] if word in known else self._of_word(word)
        for other in need.others:
            held |= self.of(other)
        return held

    def _of_word(self, word: Word) -> int:
        held = self._everywhere
        for gram in word:
            if gram not in self._grams:
                self._grams[gram] = bits(self._numbers.get(gram, ()))
            held &= self._grams[gram]
            if not held:
                break
        self._words[word] = held
        return held


def bits(numbers: Sequence[int]) -> int:
    """Return a set of numbers, given in order, as the bits of a number."""
    if not numbers:
        return 0
    held = 0
    if numbers[-1] < _SMALL:
        for number in numbers:
            held |= 1 << number
        return held
    row = bytearray(numbers[-1] // 8 + 1)
    for number in numbers:
        row[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(row, "little")


def members(held: int) -> Iterator[int]:
    """Yield the numbers in a set, in order."""
    if held.bit_length() <= _SMALL:
        while held:
            lowest = held & -held
            yield lowest.bit_length() - 1
            held ^= lowest
    else:
        row = f"{held:b}"[::-1]
        number = row.find("1")
        while number >= 0:
            yield number
            number = row.find("1", number + 1)
