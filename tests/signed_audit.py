"""A small audit, decided and signed as an auditor would, for tests of what comes after."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache
from pathlib import Path

from auditkit.audits import Workpapers, sign, start_audit
from auditkit.models import InternalEvidence, Role, Source, Verdict
from auditkit.shipped import shipped
from auditkit.store import Store
from auditkit.workflow import Assessed, assess_provider

DAY = dt.date(2026, 11, 20)
AUDITOR, LEAD = "監査 花子", "統括 次郎"
SAMPLE = shipped("samples") / "kogane-server"


@cache
def _assessed() -> Assessed:
    return assess_provider(SAMPLE, ["appi@2023-04-01"], DAY)


def sample_documents() -> dict[str, Path]:
    """The files of the audited provider, by the names that the journal has for them."""
    read = _assessed().assessment.documents.documents
    return {document.path: SAMPLE / document.path for document in read}


def start_small_audit(store: Store, audit_id: str = "") -> Workpapers:
    """Begin an audit of three requirements for which the documents state something."""
    whole = _assessed().assessment
    items = tuple(item for item in whole.items if item.evidence)[:3]
    return start_audit(
        store,
        dataclasses.replace(whole, items=items),
        who=AUDITOR,
        folder="samples/kogane-server",
        audit_id=audit_id,
        started=DAY,
        scope="全社の個人情報の取扱い",
        department="サーバー事業部",
        auditors=[(AUDITOR, "内部監査室")],
        today=lambda: DAY,
    )


def decide_all(papers: Workpapers) -> None:
    """Decide every requirement on a passage and a record, so that nothing stands open."""
    seen = InternalEvidence(Source.RECORD, "個人情報管理台帳", "第3版", DAY)
    for item in papers.items:
        found = item.evidence[0]
        papers.take(item.key, found.document, found.start, found.end)
        papers.add_internal(item.key, seen)
        papers.decide(item.key, verdict=Verdict.CONFORM, reason="記載と台帳で確認した。")


def sign_small_audit(store: Store, audit_id: str = "") -> Workpapers:
    """Begin the audit, decide, and sign as auditor and as lead."""
    papers = start_small_audit(store, audit_id)
    decide_all(papers)
    sign(papers, Role.AUDITOR, AUDITOR, "内部監査室", DAY)
    papers.who = LEAD
    sign(papers, Role.LEAD, LEAD, "内部監査室", DAY)
    return papers
