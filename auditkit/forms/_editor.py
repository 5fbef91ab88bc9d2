"""The fields in which an auditor decides; each reports its change, and none keeps an answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as w

from auditkit.forms._kit import Kit
from auditkit.forms._text import as_text
from auditkit.messages import say
from auditkit.models import (
    Breach,
    Decision,
    Grade,
    InternalEvidence,
    Language,
    Rank,
    RecordedFinding,
    Source,
    Verdict,
)
from auditkit.report._words import GRADE, RANK, SOURCE, VERDICT

NEW = "new"
_ORDER = (
    Verdict.CONFORM,
    Verdict.PARTIAL,
    Verdict.NONCONFORM,
    Verdict.NOT_APPLICABLE,
    Verdict.OPEN,
)
TEXTS = ("reason", "fact", "cause", "effect", "recommendation", "owner")
_CHOICES = ("grade", "severity", "urgency")
_DECISION = ("verdict", "grade", "nothing_found", "reason", "fact")
_BLANK = frozenset(
    {
        "gap-without-fact",
        "gap-without-grade",
        "excluded-without-reason",
        "finding-without-cause",
        "finding-without-effect",
        "finding-without-recommendation",
        "finding-without-rank",
        "finding-without-owner",
        "finding-without-due",
    }
)
"""Rules that say no more than that a field is empty: their fields are named in one line."""


class Editor:
    """The fields of one decision, of its finding, and of a piece of internal evidence."""

    def __init__(
        self,
        kit: Kit,
        language: Language,
        *,
        changed: Callable[[str, Any], None],
        added: Callable[[InternalEvidence], None],
    ) -> None:
        self._language: Language = language
        self._changed = changed
        self._added = added
        self._filling = False
        none = (say("forms.choose", language), "")
        ranks: list[tuple[str, Any]] = [none, *((RANK[r].shown(language), r) for r in Rank)]
        grades = [none, *((GRADE[g].text.in_language(language), g) for g in Grade)]
        verdicts = [(VERDICT[v].shown(language), v) for v in _ORDER]

        def label(name: str) -> str:
            return say(f"audits.field.{name}", language)

        self.fields: dict[str, Any] = {
            "verdict": kit.toggles(verdicts, "ak-verdict"),
            "grade": kit.choice(label("grade"), grades, "ak-half"),
            "nothing_found": kit.check(say("forms.nothing_found", language), "ak-half"),
            "reason": kit.area(label("reason")),
            "fact": kit.area(label("fact"), hint=say("forms.fact_hint", language)),
            "finding": kit.choice(label("finding"), [none]),
            "cause": kit.area(label("cause"), "ak-half"),
            "effect": kit.area(label("effect"), "ak-half"),
            "recommendation": kit.area(label("recommendation")),
            "severity": kit.choice(label("severity"), ranks, "ak-half"),
            "urgency": kit.choice(label("urgency"), ranks, "ak-half"),
            "owner": kit.text(label("owner"), "ak-half"),
            "due": kit.date(label("due"), "ak-half"),
        }
        self.fields["verdict"].value = Verdict.OPEN
        for name, field in self.fields.items():
            field.observe(self._observer(name), "value")
        self._lacks = kit.html("", "ak-lacks")
        sources = [(SOURCE[s].text.in_language(language), s) for s in Source]
        self._internal: dict[str, Any] = {
            "source": kit.choice(say("forms.internal.source", language), sources, "ak-half"),
            "date": kit.date(say("forms.internal.date", language), "ak-half"),
            "name": kit.text(say("forms.internal.name", language), "ak-unsaved"),
            "version": kit.text(say("forms.internal.version", language), "ak-half", "ak-unsaved"),
            "role": kit.text(say("forms.internal.role", language), "ak-half", "ak-unsaved"),
            "note": kit.area(say("forms.internal.note", language), "ak-unsaved"),
        }
        add = self._add_button = kit.button(say("forms.internal.add", language))
        add.on_click(lambda _button: self._add())
        title = say("forms.internal.title", language)
        children = [
            self.fields["verdict"],
            self._lacks,
            *(self.fields[name] for name in ("grade", "nothing_found", "reason", "fact")),
            *(self.fields[name] for name in self.fields if name not in (*_DECISION,)),
            kit.html(f'<div class="ak-box-title">{as_text(title)}</div>'),
            *self._internal.values(),
            add,
        ]
        self.box: w.Box = kit.box(children, "ak-editor")

    def fill(
        self,
        decision: Decision,
        finding: RecordedFinding | None,
        findings: Sequence[RecordedFinding],
        lacks: Sequence[Breach],
        *,
        frozen: bool,
    ) -> None:
        """Show a decision, its finding and what they lack; nothing is reported meanwhile.

        While the audit is signed, no field can be used.
        """
        self._filling = True
        try:
            for name in _DECISION:
                self._put(name, getattr(decision, name))
            options: list[tuple[str, Any]] = [
                (say("forms.no_finding", self._language), ""),
                (say("forms.new_finding", self._language), NEW),
                *((f"{each.id} {each.title}", each.id) for each in findings),
            ]
            choice = self.fields["finding"]
            if tuple(choice.options) != tuple(options):
                choice.options = options
            self._put("finding", finding.id if finding else "")
            held = finding or RecordedFinding("")
            for name in ("cause", "effect", "recommendation", "owner", "severity", "urgency"):
                self._put(name, getattr(held, name))
            self._put("due", held.due)
            for name, field in self.fields.items():
                of_decision = name in _DECISION or name == "finding"
                _able(field, not frozen and (of_decision or finding is not None))
            for field in (*self._internal.values(), self._add_button):
                _able(field, not frozen)
            self._lacks.value = self._told(decision, lacks)
        finally:
            self._filling = False

    def choose(self, position: int) -> None:
        """Press the button of a decision, as the keyboard does; 0 takes it back."""
        self.fields["verdict"].value = _ORDER[position - 1]

    def _put(self, name: str, value: Any) -> None:
        field = self.fields[name]
        if name in _CHOICES and value is None:
            value = ""  # a drop-down shows nothing at all for None
        if field.value != value:
            field.value = value

    def _observer(self, name: str) -> Callable[[Any], None]:
        def observe(change: Any) -> None:
            if not self._filling:
                new = change["new"]
                self._changed(name, None if name in _CHOICES and new == "" else new)

        return observe

    def _add(self) -> None:
        told = {name: field.value for name, field in self._internal.items()}
        self._added(InternalEvidence(**told))

    def clear_internal(self) -> None:
        """Empty the fields of internal evidence, after it was recorded."""
        for name, field in self._internal.items():
            if name != "source":
                field.value = None if name == "date" else ""

    def _told(self, decision: Decision, lacks: Sequence[Breach]) -> str:
        if decision.verdict is Verdict.OPEN:
            return as_text(say("forms.undecided", self._language))
        if not lacks:
            done = as_text(say("forms.complete", self._language))
            return f'<span class="ak-complete">{done}</span>'
        blank = dict.fromkeys(each.field for each in lacks if each.rule in _BLANK)
        told = [each.message for each in lacks if each.rule not in _BLANK]
        if blank:
            names = (say(f"audits.field.{name}", self._language) for name in blank)
            joined = say("forms.comma", self._language).join(names)
            told.insert(0, say("forms.blank", self._language, fields=joined))
        lines = "".join(f"<li>{as_text(each)}</li>" for each in told)
        return f'<ul class="ak-lack">{lines}</ul>'


def _able(field: Any, able: bool) -> None:
    if field.disabled is able:
        field.disabled = not able
