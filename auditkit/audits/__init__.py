"""Work on an audit: decide on every requirement, record findings, sign off.

Everything the form does can be done here, and is what the form calls::

    papers = start_audit(store, assessment, findings, who="監査 花子", department="情報システム部")
    papers.take("appi@2023-04-01:27-1", "privacy.txt", 1200, 1260)
    papers.decide("appi@2023-04-01:27-1", verdict=Verdict.CONFORM)
    sign(papers, Role.AUDITOR, "監査 花子", "内部監査室", date)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence

from auditkit.audits._opened import DOCUMENTS
from auditkit.audits._reported import audit_record, decided_assessment, reported_findings
from auditkit.audits._returned import WeighedReturn, record_return, weigh_return
from auditkit.audits._rules import RULES
from auditkit.audits._signing import is_frozen, reopen, sign, signatures
from auditkit.audits._workpapers import Workpapers
from auditkit.errors import AuditkitError, StoreError
from auditkit.messages import say
from auditkit.models import Assessment, Audit, Finding, Json, Language
from auditkit.store import Store

__all__ = [
    "RULES",
    "WeighedReturn",
    "Workpapers",
    "audit_record",
    "decided_assessment",
    "is_frozen",
    "open_audit",
    "record_return",
    "reopen",
    "reported_findings",
    "sign",
    "signatures",
    "start_audit",
    "weigh_return",
]


def start_audit(
    store: Store,
    assessment: Assessment,
    candidates: Sequence[Finding] = (),
    *,
    who: str,
    folder: str = "",
    audit_id: str = "",
    started: dt.date | None = None,
    scope: str = "",
    department: str = "",
    auditors: Iterable[tuple[str, str]] = (),
    previous: str = "",
    language: Language = "ja",
    today: Callable[[], dt.date] = dt.date.today,
) -> Workpapers:
    """Begin an audit of an assessed provider and open it.

    ``folder`` is where the documents lie; ``auditors`` are names with their departments;
    without ``audit_id`` the next free number of the year is taken (``A-2026-001``).
    """
    if not who.strip():
        raise AuditkitError(say("audits.no_name", language))
    started = started or today()
    checklists = tuple(checklist.key for checklist in assessment.checklists)
    while True:
        number = audit_id or _next_number(store, started.year)
        audit = Audit(
            number, assessment.provider.name, checklists, started, scope, department, previous
        )
        try:
            store.start(audit, who)
            break
        except StoreError:
            if audit_id or number not in {each.id for each in store.audits()}:
                raise
    papers = open_audit(store, audit.id, assessment, candidates, who, language, today)
    papers.name_auditors(auditors)
    _note_documents(papers, folder)
    return papers


def open_audit(
    store: Store,
    audit_id: str,
    assessment: Assessment,
    candidates: Sequence[Finding] = (),
    who: str = "",
    language: Language = "ja",
    today: Callable[[], dt.date] = dt.date.today,
) -> Workpapers:
    """Open an audit on the present documents; raises :class:`StoreError` if there is none.

    Documents that changed since the audit last saw them are noted in its journal.
    """
    audit = next((each for each in store.audits() if each.id == audit_id), None)
    if audit is None:
        raise StoreError(say("store.audit_missing", language, id=audit_id))
    papers = Workpapers(store, audit, assessment, candidates, who, language, today)
    if papers.records.get(DOCUMENTS).version and who.strip() and not is_frozen(papers):
        _note_documents(papers)
    return papers


def _note_documents(papers: Workpapers, folder: str = "") -> None:
    read = papers.assessment.documents.documents
    known = papers.records.get(DOCUMENTS).fields.get("files")
    files: dict[str, Json] = dict(known) if isinstance(known, dict) else {}
    files |= {document.path: document.sha256 for document in read}
    fields: dict[str, Json] = {"files": files}
    if folder:
        fields["folder"] = folder
    papers.records.write({DOCUMENTS: fields}, undoable=False)


def _next_number(store: Store, year: int) -> str:
    prefix = f"A-{year}-"
    given = [audit.id.removeprefix(prefix) for audit in store.audits()]
    numbers = [int(number) for number in given if number.isdecimal()]
    return f"{prefix}{max(numbers, default=0) + 1:03d}"
