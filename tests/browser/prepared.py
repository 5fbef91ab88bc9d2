"""Audits that were begun before a test's page is opened."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from auditkit.audits import Workpapers, start_audit
from auditkit.shipped import shipped
from auditkit.store import open_store
from auditkit.workflow import assess_provider

AUDIT = "A-2026-001"
AUDITOR = "監査 花子"
STARTED = dt.date(2026, 11, 20)
LAW = "appi@2023-04-01"
SAMPLE = shipped("samples") / "kogane-server"


def copy_sample(folder: Path) -> Path:
    """Copy the sample's documents to where a test may change them."""
    return Path(shutil.copytree(SAMPLE, folder / "kogane-server"))


def begin(
    store: Path, provider: Path, who: str = AUDITOR, audit: str = AUDIT, previous: str = ""
) -> Workpapers:
    """Begin an audit by the law alone, which takes less time than by every checklist."""
    assessed = assess_provider(provider, [LAW], STARTED)
    return start_audit(
        open_store(store),
        assessed.assessment,
        assessed.findings,
        who=who,
        folder=str(provider),
        audit_id=audit,
        started=STARTED,
        scope="全社の個人情報の取扱い",
        department="サーバー事業部",
        auditors=[(who, "内部監査室")],
        previous=previous,
        today=lambda: STARTED,
    )
