"""What the audits before an audit came to, for the trend over audits."""

from __future__ import annotations

from collections import Counter

from auditkit.audits._fields import ITEM, decision_of
from auditkit.audits._workpapers import Workpapers
from auditkit.models import Audit, EarlierAudit, Verdict


def earlier_audits(papers: Workpapers) -> tuple[EarlierAudit, ...]:
    """Return the audits before this one, the first one first, as each names its forerunner.

    One that is not in this store, kept on paper say, ends the row.
    """
    held = {audit.id: audit for audit in papers.store.audits()}
    found: list[EarlierAudit] = []
    seen = {papers.audit.id}
    audit = held.get(papers.audit.previous)
    while audit is not None and audit.id not in seen:
        seen.add(audit.id)
        found.append(EarlierAudit(audit.id, audit.started, _counts(papers, audit)))
        audit = held.get(audit.previous)
    return tuple(reversed(found))


def _counts(papers: Workpapers, audit: Audit) -> dict[Verdict, int]:
    """Return how many requirements were decided how; the sum is their number.

    The requirements of a checklist are known where this audit uses the same edition: editions
    are frozen.  Of another one those alone count on which something was recorded.
    """
    decided = {
        subject.removeprefix(ITEM): decision_of(subject.removeprefix(ITEM), record).verdict
        for subject, record in papers.store.states(audit.id).items()
        if subject.startswith(ITEM)
    }
    keys = [item.key for item in papers.items if item.checklist in audit.checklists]
    told = dict.fromkeys(keys, Verdict.OPEN) | decided
    counts = Counter(told.values())
    return {verdict: counts[verdict] for verdict in Verdict}
