"""Fields that share their layouts and styles: each of its own would be a live widget more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import ipywidgets as w


class Kit:
    """Makes the fields of one form."""

    def __init__(self) -> None:
        self._layout = w.Layout()
        self._styles: dict[type, Any] = {}

    def html(self, text: str = "", *classes: str) -> w.HTML:
        """Return a place for text of our own; whatever else goes in must be escaped."""
        return self._classed(w.HTML(text, **self._shared(w.HTML)), classes)

    def text(self, label: str, *classes: str, hint: str = "") -> w.Text:
        """Return one line that reports when it is left, or has been idle for a moment."""
        shared = self._shared(w.Text)
        field = w.Text(description=label, placeholder=hint, continuous_update=False, **shared)
        return self._classed(field, classes)

    def area(self, label: str, *classes: str, hint: str = "") -> w.Textarea:
        """Return several lines that report when they are left, or have been idle for a moment."""
        shared = self._shared(w.Textarea)
        field = w.Textarea(description=label, placeholder=hint, continuous_update=False, **shared)
        return self._classed(field, classes)

    def choice(self, label: str, options: Sequence[tuple[str, Any]], *classes: str) -> w.Dropdown:
        """Return a drop-down of pairs of wording and value."""
        shared = self._shared(w.Dropdown)
        return self._classed(w.Dropdown(description=label, options=options, **shared), classes)

    def toggles(self, options: Sequence[tuple[str, Any]], *classes: str) -> w.ToggleButtons:
        """Return buttons of which one is down."""
        shared = self._shared(w.ToggleButtons)
        return self._classed(w.ToggleButtons(options=options, **shared), classes)

    def check(self, label: str, *classes: str) -> w.Checkbox:
        """Return a box to tick."""
        shared = self._shared(w.Checkbox)
        return self._classed(w.Checkbox(False, description=label, indent=False, **shared), classes)

    def date(self, label: str, *classes: str, value: dt.date | None = None) -> w.DatePicker:
        """Return a date, or nothing."""
        shared = self._shared(w.DatePicker)
        return self._classed(w.DatePicker(description=label, value=value, **shared), classes)

    def button(self, label: str, *classes: str, hint: str = "") -> w.Button:
        """Return a button."""
        shared = self._shared(w.Button)
        return self._classed(w.Button(description=label, tooltip=hint or label, **shared), classes)

    def box(self, children: Sequence[w.Widget], *classes: str) -> w.Box:
        """Return a box that a style sheet lays out."""
        return self._classed(w.Box(list(children), layout=self._layout), classes)

    def _shared(self, kind: type[w.DOMWidget]) -> dict[str, Any]:
        style = kind.class_traits()["style"]
        klass = style.klass
        if isinstance(klass, str):
            raise TypeError(f"{kind.__name__} names its style by a string")
        if klass not in self._styles:
            self._styles[klass] = klass()
        return {"layout": self._layout, "style": self._styles[klass]}

    def _classed(self, widget: Any, classes: Sequence[str]) -> Any:
        for name in classes:
            widget.add_class(name)
        return widget
