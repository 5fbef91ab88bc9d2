"""The first page: pick an audit that is under way, or start one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import ipywidgets as w

from auditkit.forms._guard import Guard
from auditkit.forms._kit import Kit
from auditkit.forms._text import as_lines, as_text
from auditkit.messages import say
from auditkit.models import Audit, Language

_FIELDS = ("provider", "started", "auditor_department", "department", "scope", "previous")


class StartPage:
    """Fields to open or to start an audit; ``opened`` and ``started`` do the work."""

    def __init__(
        self,
        audits: tuple[Audit, ...],
        provider: str,
        who: str,
        language: Language,
        *,
        opened: Callable[[str, str], None],
        started: Callable[[dict[str, Any]], None],
    ) -> None:
        kit = Kit()
        self._status = kit.html("", "ak-status")
        guard = Guard(self.tell_bad, language)
        self._language: Language = language
        listed: list[tuple[str, Any]] = [
            (f"{audit.id} {audit.provider}（{audit.started}）", audit.id)
            for audit in reversed(audits)
        ]

        def label(name: str) -> str:
            return say(f"forms.start.{name}", language)

        def heading(name: str) -> w.HTML:
            told: w.HTML = kit.html(f'<div class="ak-box-title">{as_text(label(name))}</div>')
            return told

        who_field = kit.text(label("who"), "ak-half", "ak-unsaved", hint=label("who_hint"))
        who_field.value = who
        choice = kit.choice(label("audit"), listed, "ak-half") if listed else None
        open_button = kit.button(label("open"), "ak-half")
        open_button.on_click(
            guard(lambda _button: opened(choice.value, who_field.value) if choice else None)
        )
        none: list[tuple[str, Any]] = [(label("no_previous"), "")]
        self._fields: dict[str, Any] = {
            "provider": kit.text(label("provider"), "ak-unsaved"),
            "started": kit.date(label("started"), "ak-half", value=dt.date.today()),
            "auditor_department": kit.text(label("auditor_department"), "ak-half", "ak-unsaved"),
            "department": kit.text(label("department"), "ak-half", "ak-unsaved"),
            "scope": kit.text(label("scope"), "ak-half", "ak-unsaved"),
            "previous": kit.choice(label("previous"), none + listed, "ak-half"),
        }
        self._fields["provider"].value = provider
        start_button = kit.button(label("start"))
        start_button.on_click(
            guard(
                lambda _button: started(
                    {"who": who_field.value} | {name: self._fields[name].value for name in _FIELDS}
                )
            )
        )
        going_on = (heading("going_on"), choice, open_button) if choice else ()
        self.box: w.Box = kit.box(
            (
                heading("hello"),
                who_field,
                *going_on,
                heading("new"),
                *self._fields.values(),
                start_button,
                self._status,
            ),
            "ak-start",
        )

    def tell(self, message: str) -> None:
        """Show what is going on."""
        self._status.value = f'<span role="status">{as_text(message)}</span>'

    def tell_bad(self, message: str) -> None:
        """Show what is wrong."""
        told = as_lines(message)
        self._status.value = f'<span class="ak-bad" role="alert">{told}</span>'

    def close(self) -> None:
        """Close the page's widgets: none of them is needed any more."""
        for child in self.box.children:
            child.close()
        self.box.close()
