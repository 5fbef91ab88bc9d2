"""What an audit tells of the audits before it."""

from __future__ import annotations

import datetime as dt

from auditkit.audits import Workpapers, audit_record
from auditkit.models import EarlierAudit, Verdict
from auditkit.store import Store
from tests.audits.small_audit import THREE, begin, small


def _decided(store: Store, number: str, previous: str, verdicts: dict[str, Verdict]) -> Workpapers:
    year = int(number.split("-")[1])
    papers = begin(store, audit_id=number, started=dt.date(year, 4, 1), previous=previous)
    for key, verdict in verdicts.items():
        papers.decide(key, verdict=verdict, reason="確認した。")
    return papers


def test_audits_before_are_told_in_their_order(store: Store) -> None:
    """Each audit names its forerunner; the row begins with the first, with all its counts."""
    first, second, third = THREE
    _decided(store, "A-2024-001", "", dict.fromkeys(THREE, Verdict.CONFORM))
    _decided(
        store, "A-2025-001", "A-2024-001", {first: Verdict.CONFORM, second: Verdict.NONCONFORM}
    )
    papers = _decided(store, "A-2026-001", "A-2025-001", {third: Verdict.CONFORM})
    none = dict.fromkeys(Verdict, 0)
    assert audit_record(papers).earlier == (
        EarlierAudit("A-2024-001", dt.date(2024, 4, 1), none | {Verdict.CONFORM: 3}),
        EarlierAudit(
            "A-2025-001",
            dt.date(2025, 4, 1),
            none | {Verdict.CONFORM: 1, Verdict.NONCONFORM: 1, Verdict.OPEN: 1},
        ),
    )


def test_forerunner_outside_the_store_ends_the_row(store: Store) -> None:
    """An audit that names one kept elsewhere has no forerunners to tell of."""
    assert audit_record(begin(store, previous="A-1999-001")).earlier == ()


def test_audits_in_a_circle_are_told_once(store: Store) -> None:
    """Audits that name each other as forerunners, or themselves, do not go on for ever."""
    _decided(store, "A-2024-001", "A-2025-001", {})
    papers = _decided(store, "A-2025-001", "A-2024-001", {})
    assert [audit.id for audit in audit_record(papers).earlier] == ["A-2024-001"]
    assert audit_record(_decided(store, "A-2026-001", "A-2026-001", {})).earlier == ()


def test_other_checklists_count_what_was_recorded(store: Store) -> None:
    """Of a checklist that this audit does not use, the requirements decided then are counted."""
    whole = small()
    _decided(store, "A-2024-001", "", {THREE[0]: Verdict.CONFORM})
    other = next(key for key in THREE if key.partition(":")[0] == THREE[-1].partition(":")[0])
    papers = begin(store, small(other), audit_id="A-2025-001", previous="A-2024-001")
    (earlier,) = audit_record(papers).earlier
    assert 1 <= sum(earlier.counts.values()) <= len(whole.items)
    assert earlier.counts[Verdict.CONFORM] == 1
