"""The auditor's form in a notebook: pick or start an audit, decide, sign, export.

:func:`open_desk` is the verb.  Nothing is kept in widgets: every answer is in the store when
the form says so, and the form can be closed, killed or opened twice at any time.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import ipywidgets as w

from auditkit.audits import Workpapers, open_audit, start_audit
from auditkit.errors import AuditkitError
from auditkit.forms._desk import style_sheet
from auditkit.forms._form import AuditForm
from auditkit.forms._start import StartPage
from auditkit.messages import say
from auditkit.models import Language
from auditkit.report import Theme, read_theme
from auditkit.shipped import shipped
from auditkit.store import Store, open_store
from auditkit.workflow import Assessed, assess_provider, export_pack, export_workbook

__all__ = ["AuditForm", "DeskPage", "open_desk"]


def open_desk(
    provider: str = "",
    *,
    audit: str = "",
    auditor: str = "",
    store: str | Path | None = None,
    output: str | Path = "../reports",
    theme: str | Path = "",
    language: Language = "ja",
) -> DeskPage:
    """Return the form; with ``audit`` that audit is opened at once, else one is picked first.

    ``provider`` is the folder of documents of a new audit; by default that of
    ``AUDITKIT_PROVIDER``, or a sample.  ``store`` is as for
    :func:`~auditkit.store.open_store`.  Workbooks and packs are written to ``output``,
    in the looks that the file ``theme`` gives them.
    """
    provider = provider or os.environ.get("AUDITKIT_PROVIDER", "")
    folder = provider or str(shipped("samples") / "kogane-server")
    looks = read_theme(theme, language)
    page = DeskPage(
        open_store(store or None, language=language), folder, Path(output), language, looks
    )
    if audit:
        page.open(audit, auditor)
    else:
        page.start(auditor)
    return page


class DeskPage:
    """The start page, and in its place the form once an audit is open; a notebook displays it."""

    def __init__(
        self,
        store: Store,
        provider: str,
        output: Path,
        language: Language,
        theme: Theme | None = None,
    ) -> None:
        self._style = w.HTML(f"<style>{style_sheet()}</style>")
        self.box = w.Box([self._style])
        self.box.add_class("ak-page")
        self._store = store
        self._provider = provider
        self._output = output
        self._theme = theme
        self._language: Language = language
        self.form: AuditForm | None = None
        self._start: StartPage | None = None

    def __repr__(self) -> str:
        return "DeskPage()"

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        shown: dict[str, Any] = self.box._repr_mimebundle_(**options)
        # What a notebook saves beside the widget says nothing of the audit.
        return {**shown, "text/plain": repr(self)}

    def start(self, auditor: str = "") -> None:
        """Show the first page."""
        self._start = StartPage(
            self._store.audits(),
            self._provider,
            auditor,
            self._language,
            opened=self.open,
            started=self._begin,
        )
        self.box.children = (self._style, self._start.box)

    def open(self, audit_id: str, auditor: str) -> None:
        """Open an audit on the documents it was started with, as they are now."""
        if not auditor.strip():
            raise AuditkitError(say("audits.no_name", self._language))
        audit = next((each for each in self._store.audits() if each.id == audit_id), None)
        folder = self._provider
        if audit is not None:
            noted = self._store.state(audit_id, "documents").fields.get("folder")
            folder = str(noted or folder)
        assessed = self._assess(
            folder, audit.checklists if audit else (), audit.started if audit else None
        )
        papers = open_audit(
            self._store,
            audit_id,
            assessed.assessment,
            assessed.findings,
            auditor,
            self._language,
        )
        self._show(papers, assessed)

    def _begin(self, told: dict[str, Any]) -> None:
        if not told["who"].strip():
            raise AuditkitError(say("audits.no_name", self._language))
        folder = Path(told["provider"]).expanduser()
        assessed = self._assess(str(folder), (), told["started"])
        papers = start_audit(
            self._store,
            assessed.assessment,
            assessed.findings,
            who=told["who"],
            folder=str(folder.absolute()),
            started=told["started"],
            scope=told["scope"],
            department=told["department"],
            auditors=[(told["who"], told["auditor_department"])],
            previous=told["previous"],
            language=self._language,
        )
        self._show(papers, assessed)

    def _assess(self, folder: str, checklists: tuple[str, ...], as_of: dt.date | None) -> Assessed:
        if self._start is not None:
            self._start.tell(say("forms.start.reading", self._language))
        return assess_provider(folder, checklists, as_of, language=self._language)

    def _show(self, papers: Workpapers, assessed: Assessed) -> None:
        self.form = AuditForm(
            papers,
            lambda: export_workbook(papers, assessed, self._output, self._theme),
            lambda: export_pack(papers, assessed, self._output, self._theme),
        )
        self.box.children = (self._style, self.form.box)
        if self._start is not None:
            self._start.close()
            self._start = None
