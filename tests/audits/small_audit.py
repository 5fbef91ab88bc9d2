"""A small audit of a sample provider, to be decided, broken and signed in tests."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools

from auditkit.audits import Workpapers, open_audit, start_audit
from auditkit.models import (
    Assessment,
    Document,
    Grade,
    InternalEvidence,
    Rank,
    Source,
    Verdict,
)
from auditkit.passages import split_passages
from auditkit.shipped import shipped
from auditkit.store import Store
from auditkit.workflow import Assessed, assess_provider

TODAY = dt.date(2026, 4, 20)
STARTED = dt.date(2026, 4, 1)
STATED = "appi@2023-04-01:18-1"
"""Stated in the sample, about documents and practice."""
INSIDE = "appi@2023-04-01:17-2"
"""Nothing is published on it."""
GAP = "appi@2023-04-01:17-1"
"""Flagged in the sample: an open-ended purpose."""
THREE = (GAP, INSIDE, STATED)


@functools.cache
def assessed() -> Assessed:
    """Return the sample provider, assessed once for all tests."""
    return assess_provider(str(shipped("samples") / "kogane-server"), as_of=STARTED)


def small(*keys: str, text: str | None = None) -> Assessment:
    """Return the assessment with these items alone, on another text of the document if given."""
    whole = assessed().assessment
    items = tuple(item for item in whole.items if item.key in (keys or THREE))
    asked = {item.key for item in items}
    checklists = tuple(
        dataclasses.replace(
            checklist,
            requirements=tuple(
                each for each in checklist.requirements if f"{checklist.key}:{each.id}" in asked
            ),
        )
        for checklist in whole.checklists
        if any(item.checklist == checklist.key for item in items)
    )
    documents = whole.documents
    if text is not None:
        old = documents.documents[0]
        new = Document(old.id, old.path, "f" * 64, text, split_passages(text))
        documents = dataclasses.replace(documents, documents=(new, *documents.documents[1:]))
    return dataclasses.replace(whole, items=items, checklists=checklists, documents=documents)


def begin(
    store: Store, assessment: Assessment | None = None, *, who: str = "監査 花子", **told: object
) -> Workpapers:
    """Start an audit of three items by one auditor from another department."""
    return start_audit(
        store,
        assessment or small(),
        assessed().findings,
        who=who,
        today=lambda: TODAY,
        **{  # type: ignore[arg-type]
            "folder": "samples/kogane-server",
            "started": STARTED,
            "scope": "全社",
            "department": "サーバー事業部",
            "auditors": [("監査 花子", "内部監査室")],
            **told,
        },
    )


def reopen_papers(
    store: Store, audit: str, assessment: Assessment | None = None, who: str = "監査 花子"
) -> Workpapers:
    """Open the audit once more, as another session would."""
    return open_audit(
        store, audit, assessment or small(), assessed().findings, who, today=lambda: TODAY
    )


def quote_of(papers: Workpapers, key: str) -> tuple[str, int, int]:
    """Return the place of the first passage that is proposed for an item."""
    piece = papers.candidates(key)[0]
    path = papers.assessment.documents.document(piece.document).path
    return path, piece.start, piece.end


def record(name: str = "個人情報管理台帳") -> InternalEvidence:
    """Return a complete piece of internal evidence."""
    return InternalEvidence(Source.RECORD, name, "第3版", dt.date(2026, 4, 10), "", "閲覧した。")


def decide_everything(papers: Workpapers) -> str:
    """Decide the three items so that no rule is broken; return the finding's id."""
    papers.take(STATED, *quote_of(papers, STATED))
    papers.add_internal((STATED, INSIDE), record())
    papers.decide(STATED, verdict=Verdict.CONFORM)
    papers.decide(INSIDE, verdict=Verdict.CONFORM)
    papers.take(GAP, *quote_of(papers, GAP))
    papers.decide(
        GAP, verdict=Verdict.NONCONFORM, grade=Grade.MINOR, fact="包括的な利用目的の記載がある。"
    )
    finding = papers.record_finding(
        GAP,
        cause="公表前の確認手順がない。",
        effect="本人が利用のされ方を予測できない。",
        recommendation="利用目的を列挙する。",
        severity=Rank.MEDIUM,
        urgency=Rank.MEDIUM,
        owner="法務部長",
        due=dt.date(2026, 6, 30),
    )
    return finding.id


def sample_text() -> str:
    """Return the text of the sample's document."""
    return assessed().assessment.documents.documents[0].text
