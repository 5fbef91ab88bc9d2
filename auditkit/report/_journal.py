"""The journal of an audit in words: who changed what, when, from what to what."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from auditkit.models import Effectiveness, Entry, Grade, Json, Rank, Status, Verdict
from auditkit.models import Source as Obtained
from auditkit.report._audit_words import FIELDS, SUBJECTS
from auditkit.report._cells import shorten
from auditkit.report._model import Cell, Column, Kind
from auditkit.report._source import Source
from auditkit.report._taken import in_japan
from auditkit.report._terms import EFFECTIVENESS, STATUS
from auditkit.report._words import GRADE, RANK, SOURCE, VERDICT, Word

_WIDEST = 240
"""Half-width characters of a value; the journal itself holds it in full."""
_QUOTED = 80
"""Half-width characters of one quote, name or file among several."""
_LISTED = 3
"""How many members of a list are told."""
_FINGERPRINTS = frozenset({"basis", "shown"})
"""What the tool notes beside a decision; told only where nothing else changed."""

_Term = TypeVar("_Term", bound=StrEnum)
_Tell = Callable[[Source, Json, Json], str]


def with_journal(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns of the log with those that only a journal fills."""
    number, when, who, kind, what, old, new = columns
    return (
        number,
        Column("log_entry", 9, Kind.NUMBER),
        when,
        Column("log_time", 10, Kind.CODE),
        who,
        kind,
        replace(what, width=44),
        replace(old, width=36),
        replace(new, width=58),
    )


def journal_rows(source: Source, first: int) -> Iterator[Mapping[str, Cell]]:
    """Yield every entry of the journal as a row of the log, numbered from ``first``."""
    journal = source.record.journal if source.record else ()
    none = source.label("none")
    for number, entry in enumerate(journal, start=first):
        at = in_japan(entry.at)
        subject, _, name = entry.subject.partition(":")
        word = SUBJECTS.get(subject)
        told = _told(source, entry)
        fields = source.label("list_join").join(_field(source, key) for key, _, _ in told)
        what = _what(source, entry, subject, name)
        yield {
            "log_number": number,
            "log_when": at.date(),
            "log_time": f"{at:%H:%M:%S}",
            "log_who": shorten(entry.who, _WIDEST),
            "log_kind": source.say(word) if word else shorten(subject, _QUOTED),
            "log_entry": entry.number,
            "log_what": source.label("what_fields", what=what, fields=fields) if fields else what,
            "log_old": _joined(source, told, [old for _, old, _ in told]),
            "log_new": _joined(source, told, [new or none for _, _, new in told]),
        }


def _told(source: Source, entry: Entry) -> list[tuple[str, str, str]]:
    """Return the fields that an entry changes with old and new value, in the order of FIELDS.

    Fingerprints, and what was and stays empty, are left out beside others.
    """
    order = {key: at for at, key in enumerate(FIELDS)}
    told = []
    for key in sorted(entry.changes, key=lambda key: (order.get(key, len(order)), key)):
        old, new = entry.changes[key]
        tell = _TELLERS.get(key, _plain)
        told.append((key, tell(source, old, new), tell(source, new, old)))
    return [each for each in told if each[0] not in _FINGERPRINTS and any(each[1:])] or told


def _what(source: Source, entry: Entry, subject: str, name: str) -> str:
    if subject == "item":
        requirement = source.requirements.get(name)
        title = source.say(requirement.title) if requirement else ""
        return shorten(f"{source.cited(name)} {title}".rstrip(), _WIDEST)
    return shorten(name or entry.audit, _WIDEST)


def _field(source: Source, key: str) -> str:
    word = FIELDS.get(key)
    return source.say(word) if word else shorten(key, _QUOTED)


def _joined(
    source: Source, told: Sequence[tuple[str, str, str]], values: Sequence[str]
) -> str | None:
    """Return the value of a single field as it is, those of several with their names."""
    if len(told) == 1:
        return values[0] or None
    lines = (
        source.label("internal_told", source=_field(source, key), told=value)
        for (key, _, _), value in zip(told, values, strict=True)
        if value
    )
    return "\n".join(lines) or None


def _plain(source: Source, value: Json, _other: Json) -> str:
    """Return a text, number, truth or date as it reads; of anything else, what it holds."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return source.label("yes" if value else "no")
    if isinstance(value, (str, int, float)):
        return shorten(str(value), _WIDEST)
    return shorten(json.dumps(value, ensure_ascii=False, sort_keys=True), _WIDEST) if value else ""


def _word_of(kind: type[_Term], words: Mapping[_Term, Word]) -> _Tell:
    by_code = {member.value: words[member] for member in kind}

    def tell(source: Source, value: Json, other: Json) -> str:
        word = by_code.get(value) if isinstance(value, str) else None
        return word.shown(source.language) if word else _plain(source, value, other)

    return tell


def _list_of(member: Callable[[Source, Json], str]) -> _Tell:
    """Return how a list is told: its length, and what the other side does not hold."""

    def tell(source: Source, value: Json, other: Json) -> str:
        if not isinstance(value, list) or not value:
            return ""
        known = other if isinstance(other, list) else []
        only = [piece for piece in value if piece not in known]
        told = [shorten(member(source, piece), 2 * _QUOTED) for piece in only[:_LISTED]]
        if len(only) > _LISTED:
            told[-1] = source.label("others", first=told[-1], count=len(only) - _LISTED)
        if not told:
            return source.label("counted", count=len(value))
        items = source.label("list_join").join(told)
        label = "counted_with" if len(only) == len(value) else "counted_part"
        return source.label(label, count=len(value), items=items)

    return tell


def _quote(source: Source, piece: Json) -> str:
    if not isinstance(piece, Mapping):
        return _plain(source, piece, None)
    place = source.place_in(str(piece.get("document", "")), str(piece.get("locator", "")))
    quote = shorten(str(piece.get("quote", "")), _QUOTED)
    return source.label("taken_quote", place=shorten(place, _QUOTED), quote=quote)


def _internal(source: Source, piece: Json) -> str:
    if not isinstance(piece, Mapping):
        return _plain(source, piece, None)
    kind = _word_of(Obtained, SOURCE)(source, piece.get("source"), None)
    told = [piece.get(key) for key in ("name", "version", "date", "role")]
    facts = source.label("list_join").join(shorten(str(fact), _QUOTED) for fact in told if fact)
    return source.label("internal_told", source=kind, told=facts)


def _span(source: Source, piece: Json) -> str:
    """Return a span that was not taken, by its words where the document is still the same."""
    if not isinstance(piece, list) or len(piece) != 3:
        return _plain(source, piece, None)
    path, start, end = piece
    held = [document for document in source.documents.values() if document.path == path]
    if held and isinstance(start, int) and isinstance(end, int):
        start, end = max(0, start), min(end, len(held[0].text))
        if start < end:
            place = source.place_in(held[0].path, held[0].passage_at(start).locator)
            quote = shorten(held[0].quote(start, end), _QUOTED)
            return source.label("taken_quote", place=shorten(place, _QUOTED), quote=quote)
    return source.label("range", document=shorten(str(path), _QUOTED), start=start, end=end)


def _person(source: Source, piece: Json) -> str:
    if not isinstance(piece, Mapping):
        return _plain(source, piece, None)
    name, department = (shorten(str(piece.get(k, "")), _QUOTED) for k in ("name", "department"))
    return source.label("person", name=name, department=department) if department else name


def _signature(source: Source, value: Json, other: Json) -> str:
    if not isinstance(value, Mapping):
        return _plain(source, value, other)
    facts = {key: shorten(str(value.get(key, "")), _QUOTED) for key in ("on", "entry")}
    return source.label("signed_by", person=_person(source, value), **facts)


def _cited(source: Source, piece: Json) -> str:
    return source.cited(str(piece))


def _checklist(source: Source, piece: Json) -> str:
    return source.checklist_name(str(piece))


def _files(source: Source, value: Json, other: Json) -> str:
    """Return how many files were recorded, and which of them are new or changed."""
    if not isinstance(value, Mapping):
        return _plain(source, value, other)
    known = other if isinstance(other, Mapping) else {}
    changed: list[Json] = [path for path, print_ in value.items() if known.get(path) != print_]
    same: list[Json] = [path for path in value if path not in changed]
    return _list_of(lambda _, path: str(path))(source, [*changed, *same], same)


_TELLERS: Mapping[str, _Tell] = {
    "verdict": _word_of(Verdict, VERDICT),
    "grade": _word_of(Grade, GRADE),
    "severity": _word_of(Rank, RANK),
    "urgency": _word_of(Rank, RANK),
    "status": _word_of(Status, STATUS),
    "effectiveness": _word_of(Effectiveness, EFFECTIVENESS),
    "quotes": _list_of(_quote),
    "internal": _list_of(_internal),
    "rejected": _list_of(_span),
    "items": _list_of(_cited),
    "checklists": _list_of(_checklist),
    "auditors": _list_of(_person),
    "files": _files,
    "auditor": _signature,
    "lead": _signature,
    "representative": _signature,
}
