"""Which sentence introduces the list that begins below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from auditkit.passages._titles import is_list_entry

LEAD_LENGTH = 240

_POINTER = re.compile(
    r"次の(?!ページ|年|月|日|回|世代)|次に(?:掲|定|示|挙|該当|列|記|述|規定)|次(?:と|通)おり|次項|"
    r"以下(?<![0-9０-９歳名人円日時間個件]以下)(?:[のをがは]|に(?!ついて|[^、。]{2,6}ない)|、?(?:各|いずれ|とおり|通り|記載|列|示|次))|"
    r"下記(?!「)|左記|各[号項](?<![前同条項]..)(?!目)|下表|"
    r"の(?:とおり|通り)(?<!(?:上記|前記|前述|前項|前条|記載|規定|定め|別途)のとおり)"
    r"(?<!(?:上記|前記|前述|前項|前条|記載|規定|定め|別途)の通り)[^。]{0,12}[。：:]?\Z"
)
"""Words that point at what stands below; 「以下「当社」といいます」 only names something."""
_HINT = re.compile(r"いずれか|場合を除|ものは|例外")
"""Introduces a list too, but only from the sentence right above it."""
_POINTS = re.compile(
    r"[次：:]|以下|[下左]記|各[号項]|下表|とおり|通り|いずれか|場合を除|ものは|例外"
)
"""Without one of these nothing points below: most sentences need not be looked at."""
_PROVISO = re.compile(r"ただし|但し")
"""A proviso says nothing without the sentence before it."""
_ONLY_POINTS = re.compile(
    r"(?:^|[はが、を])(?:つぎ|次|以下|下記|左記)の?(?:とおり|通り)(?:（[^（）]{1,20}）)?[：:]?\Z"
)
_CASES = re.compile(r"(?:場合|とき|際)(?:は|とは)?(?:（[^（）]{1,30}）)?[：:]?\Z")
_LONGEST_POINTER = 60
_STOPS = re.compile(r"[。！？（(「『【）)」』】]")
_BRACKET_REACH = 400
"""A bracket that stays open longer than this was never closed."""


def split_sentences(text: str) -> list[str]:
    """Return the sentences of ``text``; what stands in brackets does not end one."""
    return [own for start, end in _spans(text) if (own := text[start:end].strip())]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = depth = opened = 0
    for match in _STOPS.finditer(text):
        sign = match.group()
        if depth and match.start() - opened > _BRACKET_REACH:
            depth = 0
        if sign in "（(「『【":
            opened = opened if depth else match.start()
            depth += 1
        elif sign in "）)」』】":
            depth = max(depth - 1, 0)
        elif not depth:
            yield start, match.end()
            start = match.end()
    yield start, len(text)


def points_below(sentence: str) -> bool:
    """Whether a sentence says that what it speaks of stands below it."""
    return sentence.endswith(("：", ":")) or _POINTER.search(sentence) is not None


def only_points(text: str) -> bool:
    """Whether a line without a verb only says that something stands below: 「目的は次のとおり」."""
    return len(text) <= _LONGEST_POINTER and _ONLY_POINTS.search(text.strip()) is not None


def names_cases(text: str) -> bool:
    """Whether a line right above a list says for which cases it holds: 「開示しない場合」."""
    return len(text) <= _LONGEST_POINTER and _CASES.search(text.strip()) is not None


def introduces_list(text: str) -> bool:
    """Whether a passage ends with words that a list can go on from."""
    if _POINTS.search(text) is None:
        return False
    sentences = split_sentences(text)
    return bool(sentences) and (
        any(points_below(s) for s in sentences[-2:]) or _HINT.search(sentences[-1]) is not None
    )


def closing_lead(entry: str) -> str:
    """The sentence with which an entry, its own matter said, introduces what follows it."""
    *before, last = split_sentences(entry) or [""]
    if not before:
        matter, _, last = last.rpartition(" ")
        if not is_list_entry(matter):
            return ""
    return last[-LEAD_LENGTH:] if points_below(last) else ""


def find_lead(texts: Sequence[str]) -> str:
    """The introducing sentence among the texts above a list, the nearest text first."""
    near = [split_sentences(text) for text in texts]
    for sentences in near:
        for at in range(len(sentences) - 1, -1, -1):
            if points_below(sentences[at]):
                return _with_rule(sentences, _first_alike(sentences, at))
    if near and near[0] and _HINT.search(near[0][-1]):
        return _with_rule(near[0], len(near[0]) - 1)
    return ""


def _first_alike(sentences: Sequence[str], at: int) -> int:
    """The first sentence that points with the same words; later ones only come back to it."""
    pointer = _POINTER.search(sentences[at])
    if pointer is None:
        return at
    words = sentences[at][pointer.start() : pointer.end() + 2]
    return next(i for i, sentence in enumerate(sentences) if words in sentence)


def _with_rule(sentences: Sequence[str], at: int) -> str:
    proviso = _PROVISO.match(sentences[at]) is not None
    return "".join(sentences[max(at - proviso, 0) : at + 1])[-LEAD_LENGTH:]
