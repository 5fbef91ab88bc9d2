"""The form of one audit: it shows, listens, and lets the working papers record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as w

from auditkit.audits import Workpapers, is_frozen
from auditkit.errors import AuditkitError, ConflictError, Fault
from auditkit.forms._desk import Desk
from auditkit.forms._editor import NEW, TEXTS, Editor
from auditkit.forms._filters import make_filters, wanted_items
from auditkit.forms._guard import Guard
from auditkit.forms._kit import Kit
from auditkit.forms._progress import progress_line
from auditkit.forms._signing import SigningPanel
from auditkit.forms._text import as_lines, as_text
from auditkit.forms._view import (
    GAPS,
    document_page,
    first_place,
    item_page,
    marks_in,
    rows,
    states,
    words,
)
from auditkit.messages import say
from auditkit.models import Breach, Decision, InternalEvidence, Verdict
from auditkit.report._words import VERDICT

_FINDING = ("cause", "effect", "recommendation", "severity", "urgency", "owner", "due")


class AuditForm:
    """One open audit as widgets; ``box`` is what a notebook displays."""

    def __init__(
        self,
        papers: Workpapers,
        export: Callable[[], Path],
        pack: Callable[[], Path],
        now: Callable[[], dt.datetime] = dt.datetime.now,
    ) -> None:
        self.papers = papers
        self._export = export
        self._now = now
        self._language = papers.language
        self._key = ""
        self._lacks: dict[str, tuple[Breach, ...]] = {}
        kit = self._kit = Kit()
        self._title = kit.html("", "ak-title-line")
        self._status = kit.html("", "ak-status")
        guard = self._guard = Guard(self._tell_bad, self._language)
        self.desk = Desk(
            words=words(self._language), items=rows(papers), layout=w.Layout(width="auto")
        )
        self.editor = Editor(
            kit, self._language, changed=guard(self._changed), added=guard(self._add_internal)
        )
        self._filters = make_filters(kit, papers)
        for field in self._filters.values():
            field.observe(guard(lambda _change: self._filter()), "value")
        undo = kit.button(self._say("undo"), hint=self._say("undo_hint"))
        undo.on_click(guard(lambda _button: self._undo()))
        save = kit.button(self._say("export"), hint=self._say("export_hint"))
        save.on_click(guard(lambda _button: self._write_workbook()))
        self._reconfirm = kit.button(self._say("reconfirm"), hint=self._say("reconfirm_hint"))
        self._reconfirm.on_click(guard(lambda _button: self._confirm_again()))
        self._bulk = {
            "verdict": kit.choice(
                self._say("bulk.verdict"),
                [(VERDICT[v].shown(self._language), v) for v in Verdict if v is not Verdict.OPEN],
                "ak-half",
            ),
            "reason": kit.text(self._say("bulk.reason"), "ak-unsaved"),
        }
        apply = kit.button(self._say("bulk.apply"), "ak-half", hint=self._say("bulk.hint"))
        apply.on_click(guard(lambda _button: self._decide_ticked()))
        self._bulk_apply = apply
        self.editor.box.children = (
            *self.editor.box.children[:2],
            self._reconfirm,
            *self.editor.box.children[2:],
            kit.html(f'<div class="ak-box-title">{as_text(self._say("bulk.title"))}</div>'),
            self._bulk["verdict"],
            apply,
            self._bulk["reason"],
        )
        self._switch = kit.button(self._say("signing"), hint=self._say("signing_hint"))
        self._switch.on_click(guard(lambda _button: self._show_signing()))
        self._signing = SigningPanel(
            papers, kit, guard, changed=self._after_signing, pack=pack, tell=self._tell_saved
        )
        head = kit.box((self._title, undo, save, self._switch), "ak-head")
        self._body = kit.box((self.desk, self.editor.box), "ak-body")
        children = (
            head,
            self._status,
            kit.box([*self._filters.values()], "ak-filters"),
            self._body,
        )
        self.box: w.Box = kit.box(children, "ak-form")
        self.desk.observe(guard(lambda change: self._select(change["new"])), "current")
        self.desk.on_msg(guard(self._message))
        self._refresh()
        self._filter()
        self._tell_saved(self._say("opened"))

    # What is shown

    def _say(self, key: str, **told: object) -> str:
        return say(f"forms.{key}", self._language, **told)

    def _refresh(self) -> None:
        """Show the state of every item anew, with what others did meanwhile."""
        self.papers.refresh()
        self._lacks = self.papers.all_lacks()
        now = states(self.papers, self._lacks)
        if now != self.desk.states:
            self.desk.states = now
        self._title.value = progress_line(self.papers, self._lacks)

    def _filter(self) -> None:
        shown = wanted_items(self._filters, self.papers, self._lacks)
        if shown != self.desk.visible:
            self.desk.visible = shown
        if shown and self.desk.current not in shown:
            self.desk.current = shown[0]

    def _select(self, index: int) -> None:
        if not 0 <= index < len(self.papers.items):
            return
        self._key = self.papers.items[index].key
        if self.papers.refresh():
            self._refresh()
        self._show_item()
        page = self.desk.item
        self._show_place(first_place(page["candidates"]))

    def _show_item(self) -> None:
        papers, key = self.papers, self._key
        decision = papers.decision(key)
        findings = papers.findings()
        finding = next((each for each in findings if each.id == decision.finding), None)
        with self.desk.hold_sync():
            self.desk.item = item_page(papers, key)
            self.desk.saved += 1
        lacks, frozen = self._lacks.get(key, ()), is_frozen(papers)
        self.editor.fill(decision, finding, findings, lacks, frozen=frozen)
        for field in (*self._bulk.values(), self._bulk_apply, self._reconfirm):
            field.disabled = frozen
        if papers.stale(key):
            self._reconfirm.remove_class("ak-hidden")
        else:
            self._reconfirm.add_class("ak-hidden")

    def _show_place(self, place: tuple[str, int, int] | None) -> None:
        documents = {d.path: d for d in self.papers.assessment.documents.documents}
        if not self.desk.documents:
            self.desk.documents = list(documents)
        shown = documents.get(str(self.desk.document.get("path", "")))
        document = (documents.get(place[0]) if place else None) or shown
        document = document or next(iter(documents.values()), None)
        if document is None:
            return
        current = None
        if place and place[0] == document.path and place[2] <= len(document.text):
            current = place[1:]
        with self.desk.hold_sync():
            if self.desk.document.get("path") != document.path:
                self.desk.document = document_page(document)
            self.desk.marks = marks_in(document, current, self.desk.item.get("candidates", []))

    # What is done

    def _changed(self, name: str, value: Any) -> None:
        key = self._key
        try:
            self._record(key, name, value)
        except ConflictError as error:
            self._refresh()
            self._show_item()
            if isinstance(value, str) and value.strip() and name in TEXTS:
                # The field shows the other's text from now on; one's own must not be lost.
                yours = Fault(self._say("typed", text=value))
                raise AuditkitError(*error.faults, yours) from error
            raise
        except AuditkitError:
            # What was chosen is not on record and must not look so; a text stays to be copied.
            if name not in TEXTS:
                self._show_item()
            raise
        self._after(key)

    def _record(self, key: str, name: str, value: Any) -> None:
        decision = self.papers.decision(key)
        if name == "finding":
            self._choose_finding(decision, value)
        elif name in _FINDING:
            self.papers.record_finding((), decision.finding, **{name: value})
        else:
            with self.papers.records.together():
                self.papers.decide(key, **{name: value})
                if name == "verdict":
                    self._follow(decision, value)

    def _follow(self, before: Decision, verdict: Verdict) -> None:
        """Open a finding with a gap; take back one that nobody has worked on when it closes."""
        if verdict in GAPS and not before.finding:
            self.papers.record_finding(before.item)
        elif verdict not in GAPS and before.finding:
            finding = self.papers.finding(before.finding)
            if finding.version == 1 and finding.items == (before.item,):
                self.papers.withdraw_finding(finding.id)

    def _choose_finding(self, decision: Decision, value: str | None) -> None:
        key = decision.item
        if value == NEW:
            self.papers.record_finding(key)
        elif value:
            self.papers.record_finding(key, value)
        elif decision.finding:
            finding = self.papers.finding(decision.finding)
            items = [each for each in finding.items if each != key]
            self.papers.record_finding((), finding.id, items=items)

    def _add_internal(self, evidence: InternalEvidence) -> None:
        if not evidence.name.strip():
            self._tell_bad(self._say("internal.name_missing"))
            return
        self.papers.add_internal(self._key, evidence)
        self.editor.clear_internal()
        self._after(self._key)

    def _message(self, _desk: Any, told: Any, _buffers: Any) -> None:
        match told:
            case {"kind": "take", "document": str(path), "start": int(start), "end": int(end)}:
                keys = [self._key]
                if told.get("all"):
                    keys += self.papers.siblings(self._key)
                self.papers.take(keys, path, start, end)
                self._after(self._key, (path, start, end))
            case {"kind": "reject", "document": str(path), "start": int(start), "end": int(end)}:
                self.papers.reject(self._key, path, start, end)
                self._after(self._key, (path, start, end))
            case {"kind": "drop", "document": str(path), "start": int(start), "end": int(end)}:
                for quote in self.papers.decision(self._key).quotes:
                    if (quote.document, quote.start, quote.end) == (path, start, end):
                        self.papers.drop(self._key, quote)
                self._after(self._key, (path, start, end))
            case {"kind": "drop_internal", "position": int(position)}:
                held = self.papers.decision(self._key).internal
                if 0 <= position < len(held):
                    self.papers.remove_internal(self._key, held[position])
                self._after(self._key)
            case {"kind": "show", "position": int(position)}:
                cards = self.desk.item["candidates"][position : position + 1]
                self._show_place(first_place(cards))
            case {"kind": "open", "index": int(index)}:
                self._show_place((self.desk.documents[index], 0, 0))
            case {"kind": "verdict", "position": int(position)} if 0 <= position <= 4:
                self.editor.choose(position)
            case {"kind": "undo"}:
                self._undo()
            case {"kind": "nothing_selected"}:
                self._tell_bad(self._say("nothing_selected"))

    def _undo(self) -> None:
        undone = self.papers.undo()
        keys = [item.key for item in self.papers.items]
        shown = next((key for key in undone if key in keys), self._key)
        self._refresh()
        self._tell_saved(self._say("undone"))
        if shown != self._key:
            self.desk.current = keys.index(shown)
        elif shown:
            self._show_item()

    def _confirm_again(self) -> None:
        self.papers.reconfirm(self._key)
        self._after(self._key)

    def _decide_ticked(self) -> None:
        keys = [self.papers.items[index].key for index in self.desk.ticked]
        if not keys:
            self._tell_bad(self._say("bulk.none"))
            return
        self.papers.decide_all(keys, self._bulk["verdict"].value, self._bulk["reason"].value)
        self.desk.ticked = []
        self._after(self._key)
        self._tell_saved(self._say("bulk.done", count=len(keys)))

    def _after(self, key: str, place: tuple[str, int, int] | None = None) -> None:
        """Show that a change is on record, and what follows from it."""
        self._refresh()
        if key == self._key:
            self._show_item()
            if place is not None:
                self._show_place(place)
        self._tell_saved(self._say("saved"))

    def _write_workbook(self) -> None:
        path = self._export()
        self._tell_saved(self._say("exported", path=path))

    def _show_signing(self) -> None:
        shown = self._signing.box in self._body.children
        if shown:
            self._body.children = (self.desk, self.editor.box)
        else:
            self._signing.fill()
            self._body.children = (self._signing.box,)
        self._switch.description = self._say("signing" if shown else "back")

    def _after_signing(self) -> None:
        self._refresh()
        self._show_item()

    def _tell_saved(self, message: str) -> None:
        at = self._now().strftime("%H:%M:%S")
        told = self._say("status", message=message, at=at, entries=self.papers.records.head)
        self._status.value = f'<span class="ak-ok" role="status">✓ {as_text(told)}</span>'

    def _tell_bad(self, message: str) -> None:
        self._status.value = f'<span class="ak-bad" role="alert">{as_lines(message)}</span>'
