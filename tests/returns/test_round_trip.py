"""Five hundred changes of every kind in one workbook, there and back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Mapping
from pathlib import Path

import pytest

from auditkit.audits import WeighedReturn, record_return, weigh_return
from auditkit.models import Language, Record
from auditkit.report._terms import EFFECTIVENESS, STATUS
from auditkit.report._words import VERDICT, Word
from auditkit.returns import read_return
from tests.returns.handed_out import AUDIT, AUDITOR, OTHER, Filled, Handed, resave, title

EDITS = 500
_TEXTS = ("response", "cause", "correction", "owner", "proof")
_OPEN = {
    "actions": (*_TEXTS, "due", "status", "completed", "effectiveness"),
    "results": ("verdict", "verdict_reason"),
}
_LOCKED = {
    "actions": ("finding_name", "recommendation", "severity"),
    "results": ("title", "question", "preliminary", "place", "summary", "level", "decided_by"),
}
_FORM = {"results": ("grade", "fact")}
_WORDS: Mapping[str, Mapping[object, Word]] = {
    "status": STATUS,
    "effectiveness": EFFECTIVENESS,
    "verdict": VERDICT,
}
_BROKEN = {
    "date": ("6月末", "2026-02-30", "未定", "2026/13/1", "1899-12-31", 3.5, "令和99年99月1日"),
    "word": ("だいたい完了", "OK", 1, "？", ""),
}


@dataclasses.dataclass
class Plan:
    """What was typed where, and what must become of it."""

    accepted: dict[str, tuple[str, str, str]] = dataclasses.field(default_factory=dict)
    """Place → subject, field of the record, value."""
    refused: dict[str, str] = dataclasses.field(default_factory=dict)
    """Place → a word of the reason."""


class Hand:
    """Somebody who fills in a workbook, by the rules and against them, and knows which."""

    def __init__(self, handed: Handed, language: Language, seed: int) -> None:
        self.random = random.Random(seed)
        self.filled = Filled(handed.book(language), language)
        self.language: Language = language
        self.plan = Plan()
        self.moved: set[str] = set()
        self._used: set[tuple[str, str, str]] = set()

    def edit(self, count: int) -> None:
        """Change so many cells."""
        kinds = (self._allowed, self._allowed, self._invalid, self._locked, self._form)
        while count:
            table = self.random.choice(("actions", "actions", "results"))
            name = self.random.choice(sorted(self.filled.places(table)[0]))
            count -= self.random.choice(kinds)(table, name)

    def _free(self, table: str, name: str, columns: tuple[str, ...]) -> str | None:
        column = self.random.choice(columns) if columns else ""
        if not column or (table, name, column) in self._used:
            return None
        self._used.add((table, name, column))
        return column

    def _place(self, table: str, cell: str) -> str:
        return f"{title(table, self.language)}!{cell}"

    def _allowed(self, table: str, name: str) -> bool:
        column = self._free(table, name, _OPEN[table])
        if column is None:
            return False
        typed, value = self._valid(table, name, column)
        place = self._place(table, self.filled.put(table, name, column, typed))
        if name in self.moved:
            self.plan.refused[place] = OTHER
        else:
            subject = f"{'action' if table == 'actions' else 'item'}:{name}"
            field = "reason" if column == "verdict_reason" else column
            self.plan.accepted[place] = subject, field, value
        return True

    def _valid(self, table: str, name: str, column: str) -> tuple[object, str]:
        """Return something new to type, and what the record must hold then."""
        if column in _WORDS:
            now = str(self.filled.cell(table, name, column).value)
            words = {
                term: word
                for term, word in _WORDS[column].items()
                if word.shown(self.language) != now
            }
            term = self.random.choice(list(words))
            with_symbol = self.random.random() < 0.7
            word = words[term]
            typed = (
                word.shown(self.language) if with_symbol else word.text.in_language(self.language)
            )
            return typed, str(term)
        if column in ("due", "completed"):
            day = dt.date(2027, 1, 1) + dt.timedelta(days=self.random.randrange(1000))
            return self.random.choice(
                [
                    (dt.datetime.combine(day, dt.time()), day.isoformat()),
                    (day.isoformat(), day.isoformat()),
                    (f"{day.year}/{day.month}/{day.day}", day.isoformat()),
                    (f"{day.year}年{day.month}月{day.day}日", day.isoformat()),
                    (f"令和{day.year - 2018}年{day.month}月{day.day}日", day.isoformat()),
                ]
            )
        number = self.random.randrange(10**6)
        text = self.random.choice(
            ("規程を改定した", "=1+1", "A & B <c>", "🙂 済み", "改行\nあり", "長い" * 300)
        )
        return f"{text} {number}", f"{text} {number}"

    def _invalid(self, table: str, name: str) -> bool:
        column = self._free(table, name, _OPEN[table])
        if column is None:
            return False
        if column in ("due", "completed"):
            wrong = self.random.choice(_BROKEN["date"])
            self._refuse(
                table, name, column, wrong, "2199" if wrong == "1899-12-31" else "日付として"
            )
        elif column in _WORDS:
            self._refuse(table, name, column, self.random.choice(_BROKEN["word"]), "一覧にない語")
        else:
            cell = self.filled.formula(table, name, column, '=CONCATENATE("a","b")')
            self.plan.refused[self._place(table, cell)] = "数式"
        return True

    def _locked(self, table: str, name: str) -> bool:
        column = self._free(table, name, _LOCKED[table])
        if column is None:
            return False
        self._refuse(table, name, column, f"書き換え {self.random.random()}", "書き換えられない欄")
        return True

    def _form(self, table: str, name: str) -> bool:
        column = self._free(table, name, _FORM.get(table, ()))
        if column is None:
            return False
        self._refuse(table, name, column, "別の事実", "監査フォーム")
        return True

    def _refuse(self, table: str, name: str, column: str, value: object, word: str) -> None:
        place = self._place(table, self.filled.put(table, name, column, value))
        self.plan.refused[place] = word


def _move_on(handed: Handed, hand: Hand) -> None:
    """Let somebody else work on the audit after the workbook was handed out."""
    findings = sorted(hand.filled.places("actions")[0])
    items = sorted(hand.filled.places("results")[0])
    with handed.store() as store:
        for name in hand.random.sample(findings, 6):
            store.record(AUDIT, f"action:{name}", {"response": "別の回答"}, who=OTHER, seen=0)
            hand.moved.add(name)
        finding = next(name for name in findings if name not in hand.moved)
        seen = store.state(AUDIT, f"finding:{finding}").version
        store.record(AUDIT, f"finding:{finding}", {"owner": "別の人"}, who=OTHER, seen=seen)
        hand.moved.add(finding)
        for name in hand.random.sample(items, 12):
            seen = store.state(AUDIT, f"item:{name}").version
            store.record(AUDIT, f"item:{name}", {"reason": "別の理由"}, who=OTHER, seen=seen)
            hand.moved.add(name)


def _places(weighed: WeighedReturn) -> tuple[dict[str, str], dict[str, str]]:
    accepted = {f"{c.where.sheet}!{c.where.cell}": c.value for c in weighed.accepted}
    refused = {f"{r.where.sheet}!{r.where.cell}": r.reason for r in weighed.refused}
    assert len(accepted) == len(weighed.accepted)
    assert len(refused) == len(weighed.refused)
    return accepted, refused


def _expected(before: Mapping[str, Record], plan: Plan) -> dict[str, dict[str, object]]:
    fields = {subject: dict(record.fields) for subject, record in before.items()}
    for subject, field, value in plan.accepted.values():
        fields.setdefault(subject, {})[field] = value
    return fields


def _without_basis(fields: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in fields.items() if key != "basis"}


def _check_round_trip(handed: Handed, hand: Hand, returned: Path) -> None:
    plan = hand.plan
    with handed.store() as store:
        before = store.states(AUDIT)
        weighed = weigh_return(store, read_return(returned))
        accepted, refused = _places(weighed)
        assert accepted == {place: value for place, (_, _, value) in plan.accepted.items()}
        assert refused.keys() == plan.refused.keys()
        wrong = {
            p: (plan.refused[p], refused[p]) for p in refused if plan.refused[p] not in refused[p]
        }
        assert wrong == {}
        assert len(accepted) + len(refused) == EDITS
        assert store.states(AUDIT) == before
        record_return(store, weighed, AUDITOR)
        after = store.states(AUDIT)
        told = {subject: _without_basis(record.fields) for subject, record in after.items()}
        wanted = {s: _without_basis(fields) for s, fields in _expected(before, plan).items()}
        assert told == wanted
        touched = {subject for subject, _, _ in plan.accepted.values()}
        moved = {s for s in after if s not in before or after[s].version != before[s].version}
        assert moved == touched
        assert all(after[s].version - (before[s].version if s in before else 0) == 1 for s in moved)
        assert {after[s].who for s in moved} == {AUDITOR}
        assert store.verify() == ()
        head = store.head(AUDIT).number
        again = weigh_return(store, read_return(returned))
        assert (again.accepted, again.recorded) == ((), len(accepted))
        assert {r.where for r in again.refused} == {r.where for r in weighed.refused}
        record_return(store, again, OTHER)
        assert store.head(AUDIT).number == head


@pytest.mark.parametrize("language", ["ja", "en"])
def test_five_hundred_changes(large: Handed, tmp_path: Path, language: Language) -> None:
    """Each allowed change is recorded, each other one refused with its reason; nothing else moves."""
    hand = Hand(large, language, seed=20260420)
    _move_on(large, hand)
    hand.edit(EDITS)
    assert len(hand.plan.accepted) > 150
    assert len(hand.plan.refused) > 150
    assert sum(word == OTHER for word in hand.plan.refused.values()) > 20
    _check_round_trip(large, hand, hand.filled.save(tmp_path / "returned.xlsx"))


@pytest.mark.office
@pytest.mark.parametrize("language", ["ja", "en"])
def test_five_hundred_changes_saved_by_libreoffice(
    large: Handed, tmp_path: Path, soffice: str, language: Language
) -> None:
    """The same holds when LibreOffice saved the workbook afterwards."""
    hand = Hand(large, language, seed=7)
    _move_on(large, hand)
    hand.edit(EDITS)
    saved = hand.filled.save(tmp_path / "returned.xlsx")
    _check_round_trip(large, hand, resave(soffice, saved, tmp_path / "office"))
