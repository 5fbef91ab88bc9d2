"""The panel in which an audit is checked, signed and packed; made when it is first asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as w

from auditkit.audits import Workpapers, reopen, sign, signatures
from auditkit.forms._guard import Guard
from auditkit.forms._kit import Kit
from auditkit.forms._text import as_text
from auditkit.messages import say
from auditkit.models import Role
from auditkit.report._words import ROLE

_SHOWN = 100


class SigningPanel:
    """What keeps the audit from being signed, who signed, and the fields to sign with."""

    def __init__(
        self,
        papers: Workpapers,
        kit: Kit,
        guard: Guard,
        *,
        changed: Callable[[], None],
        pack: Callable[[], Path],
        tell: Callable[[str], None],
    ) -> None:
        self._papers = papers
        self._kit = kit
        self._guard = guard
        self._changed = changed
        self._pack = pack
        self._tell = tell
        self._box: w.Box | None = None
        self._fields: dict[str, Any] = {}

    @property
    def box(self) -> w.Box:
        """The panel; made at first use, so that it costs nothing before."""
        if self._box is None:
            self._box = self._make()
        return self._box

    def fill(self) -> None:
        """Show what stands against a signature now, and the signatures that stand."""
        _ = self.box
        language, found = self._papers.language, self._papers.breaches()
        head = say("forms.sign.open" if found else "forms.sign.ready", language, count=len(found))
        undecided = sum(each.rule == "item-undecided" for each in found)
        told = [each.message for each in found if each.rule != "item-undecided"]
        if undecided:
            told.insert(0, say("forms.sign.undecided", language, count=undecided))
        lines = "".join(f"<li>{as_text(each)}</li>" for each in told[:_SHOWN])
        more = "" if len(told) <= _SHOWN else f"<p>… +{len(told) - _SHOWN}</p>"
        signed = "".join(
            f"<li>{as_text(self._told(role, each.name, each.department, each.on))}</li>"
            for role, each in signatures(self._papers).items()
        )
        self._fields["state"].value = (
            f'<div class="ak-lacks"><b>{as_text(head)}</b><ul>{lines}</ul>{more}'
            f"<b>{as_text(say('forms.sign.signed', language))}</b>"
            f"<ul>{signed or '<li>―</li>'}</ul></div>"
        )

    def _told(self, role: Role, name: str, department: str, on: dt.date) -> str:
        shown = ROLE[role].text.in_language(self._papers.language)
        told = {"role": shown, "name": name, "department": department, "on": on}
        return say("forms.sign.signature", self._papers.language, **told)

    def _make(self) -> w.Box:
        kit, language = self._kit, self._papers.language

        def label(name: str) -> str:
            return say(f"forms.sign.{name}", language)

        roles = [(ROLE[role].text.in_language(language), role) for role in Role]
        self._fields = {
            "state": kit.html(),
            "role": kit.choice(label("role"), roles, "ak-half"),
            "on": kit.date(label("on"), "ak-half", value=self._papers.today),
            "name": kit.text(label("name"), "ak-half", "ak-unsaved"),
            "department": kit.text(label("department"), "ak-half", "ak-unsaved"),
            "reason": kit.text(label("reason"), "ak-unsaved"),
        }
        actions = (
            ("sign", self._sign),
            ("reopen", self._reopen),
            ("pack", self._write_pack),
        )
        buttons = {}
        for name, act in actions:
            buttons[name] = kit.button(label(f"{name}_button"))
            buttons[name].on_click(self._guard(lambda _button, act=act: act()))
        fields = self._fields
        order = (
            *(fields[name] for name in ("state", "role", "on", "name", "department")),
            buttons["sign"],
            fields["reason"],
            buttons["reopen"],
            buttons["pack"],
        )
        return kit.box(order, "ak-sign")

    def _sign(self) -> None:
        told = {name: self._fields[name].value for name in ("role", "name", "department", "on")}
        on = told["on"] or self._papers.today
        sign(self._papers, told["role"], told["name"], told["department"], on)
        self._done(say("forms.sign.done", self._papers.language))

    def _reopen(self) -> None:
        reopen(self._papers, self._fields["reason"].value)
        self._done(say("forms.sign.reopened", self._papers.language))

    def _write_pack(self) -> None:
        path = self._pack()
        self._tell(say("forms.exported", self._papers.language, path=path))

    def _done(self, message: str) -> None:
        self.fill()
        self._changed()
        self._tell(message)
