"""Deciding, taking evidence, recording findings and undoing, without any form."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from auditkit.audits import Workpapers, decided_assessment, reported_findings
from auditkit.errors import AuditkitError, ConflictError, StoreError
from auditkit.models import Grade, Rank, Status, Verdict
from auditkit.store import Store, open_store
from tests.audits.small_audit import (
    GAP,
    INSIDE,
    STATED,
    THREE,
    assessed,
    begin,
    decide_everything,
    quote_of,
    record,
    reopen_papers,
    small,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A fresh store."""
    return open_store(tmp_path / "store.sqlite")


@pytest.fixture
def papers(store: Store) -> Workpapers:
    """A small audit in which nothing is decided."""
    return begin(store)


def test_a_new_audit_has_every_item_open(papers: Workpapers) -> None:
    """What the tool proposes is no decision: all counts stand at 未確認."""
    assert papers.counts() == {Verdict.OPEN: 3}
    assert [papers.decision(key).verdict for key in THREE] == [Verdict.OPEN] * 3


def test_audits_are_numbered_by_year(store: Store) -> None:
    """Each new audit gets the next free number of its year."""
    assert [begin(store).audit.id, begin(store).audit.id] == ["A-2026-001", "A-2026-002"]


def test_what_is_decided_is_there_when_the_audit_is_opened_again(
    store: Store, papers: Workpapers
) -> None:
    """Decisions, evidence and findings live in the store, not in the session."""
    finding = decide_everything(papers)
    again = reopen_papers(store, papers.audit.id)
    assert again.decisions() == papers.decisions()
    assert again.finding(finding) == papers.finding(finding)
    assert again.decision(GAP).who == "監査 花子"


def test_one_passage_serves_several_requirements(papers: Workpapers) -> None:
    """Taken once, a passage is evidence of every requirement that it was taken for."""
    quote = papers.take(THREE, *quote_of(papers, STATED))
    assert [papers.decision(key).quotes for key in THREE] == [(quote,)] * 3
    assert papers.evidence(INSIDE)[0].quote == quote.quote


def test_taking_the_same_passage_twice_changes_nothing(papers: Workpapers) -> None:
    """A passage is evidence of a requirement once."""
    for _ in range(2):
        papers.take(STATED, *quote_of(papers, STATED))
    assert len(papers.decision(STATED).quotes) == 1


def test_a_rejected_candidate_is_no_longer_proposed(papers: Workpapers) -> None:
    """A passage that was not taken stays away until it is taken after all."""
    place = quote_of(papers, GAP)
    count = len(papers.candidates(GAP))
    papers.take(GAP, *place)
    papers.reject(GAP, *place)
    assert papers.decision(GAP).quotes == ()
    assert len(papers.candidates(GAP)) == count - 1
    papers.take(GAP, *place)
    assert papers.decision(GAP).rejected == ()


@pytest.mark.parametrize("span", [(5, 5), (-1, 4), (0, 10**9), (9, 3)])
def test_a_span_outside_the_document_is_refused(papers: Workpapers, span: tuple[int, int]) -> None:
    """Only text that is there can be evidence, and the refusal names the document."""
    path = assessed().assessment.documents.documents[0].path
    with pytest.raises(AuditkitError, match=path):
        papers.take(STATED, path, *span)


def test_unknown_items_documents_findings_and_fields_are_named(papers: Workpapers) -> None:
    """A slip in an id or a field's name is told in words and writes nothing."""
    before = papers.last_entry().number
    with pytest.raises(AuditkitError, match="99-9"):
        papers.decide("appi@2023-04-01:99-9", verdict=Verdict.CONFORM)
    with pytest.raises(AuditkitError, match=r"none\.txt"):
        papers.take(STATED, "none.txt", 0, 5)
    with pytest.raises(AuditkitError, match="F-2026-009"):
        papers.record_finding((), "F-2026-009", cause="x")
    with pytest.raises(AuditkitError, match=r"verdikt.*verdict"):
        papers.decide(STATED, verdikt=Verdict.CONFORM)
    assert papers.last_entry().number == before


def test_nothing_is_recorded_without_a_name(store: Store, papers: Workpapers) -> None:
    """Every record says who made it, so a session without a name only reads."""
    nameless = reopen_papers(store, papers.audit.id, who=" ")
    with pytest.raises(AuditkitError, match="氏名"):
        nameless.decide(STATED, verdict=Verdict.CONFORM)


def test_a_bulk_decision_is_all_or_nothing(store: Store, papers: Workpapers) -> None:
    """Where one of the items was changed by somebody else, none of them is decided."""
    other = reopen_papers(store, papers.audit.id, who="監査 次郎")
    other.decide(INSIDE, reason="確認中")
    with pytest.raises(ConflictError, match="監査 次郎"):
        papers.decide_all(THREE, Verdict.NOT_APPLICABLE, "該当する取扱いがない。")
    assert papers.counts() == {Verdict.OPEN: 3}
    papers.decide_all(THREE, Verdict.NOT_APPLICABLE, "該当する取扱いがない。")
    assert papers.counts() == {Verdict.NOT_APPLICABLE: 3}


def test_a_bulk_decision_needs_a_reason(papers: Workpapers) -> None:
    """Several items are not decided in one go without saying why."""
    with pytest.raises(AuditkitError, match="理由"):
        papers.decide_all(THREE, Verdict.NOT_APPLICABLE, "　")


def test_the_second_writer_is_told_and_nothing_is_overwritten(
    store: Store, papers: Workpapers
) -> None:
    """Two auditors on one item: the later one learns who changed what, and sees it."""
    other = reopen_papers(store, papers.audit.id, who="監査 次郎")
    papers.decide(STATED, verdict=Verdict.CONFORM)
    with pytest.raises(ConflictError, match=r"監査 花子.*判定"):
        other.decide(STATED, verdict=Verdict.NONCONFORM)
    assert other.decision(STATED).verdict is Verdict.CONFORM
    other.decide(STATED, verdict=Verdict.NONCONFORM)
    assert papers.refresh() == {STATED}
    assert papers.decision(STATED).who == "監査 次郎"


def test_undo_takes_back_one_step_after_the_other(papers: Workpapers) -> None:
    """Undoing writes the earlier values back; the journal keeps both ways."""
    papers.decide(STATED, verdict=Verdict.CONFORM)
    papers.decide(STATED, reason="確認した。")
    papers.add_internal(STATED, record())
    entries = papers.last_entry().number
    for _ in range(3):
        assert papers.undo() == [STATED]
    decision = papers.decision(STATED)
    assert (decision.verdict, decision.reason, decision.internal) == (Verdict.OPEN, "", ())
    assert papers.last_entry().number == entries + 3
    with pytest.raises(AuditkitError, match="取り消す操作"):
        papers.undo()


def test_undo_does_not_undo_what_somebody_else_did(store: Store, papers: Workpapers) -> None:
    """After another auditor's change of the item, one's own older step is left alone."""
    papers.decide(STATED, verdict=Verdict.CONFORM)
    reopen_papers(store, papers.audit.id, who="監査 次郎").decide(STATED, reason="再確認した。")
    with pytest.raises(ConflictError, match="監査 次郎"):
        papers.undo()
    assert papers.decision(STATED).verdict is Verdict.CONFORM


def test_a_finding_is_prefilled_from_the_library(papers: Workpapers) -> None:
    """Title, effect, recommendation and ranks come with the finding; the cause is for people."""
    finding = papers.record_finding(GAP)
    proposed = papers.candidate(GAP)
    assert proposed is not None
    assert finding.recommendation == proposed.recommendation.ja
    assert (finding.severity, finding.cause) == (proposed.severity, "")
    assert papers.decision(GAP).finding == finding.id == "F-2026-001"


def test_a_finding_can_gain_and_lose_items(papers: Workpapers) -> None:
    """One finding may rest on several requirements; an item that is taken off lets go of it."""
    finding = papers.record_finding(GAP)
    papers.record_finding(STATED, finding.id)
    assert papers.finding(finding.id).items == (GAP, STATED)
    papers.record_finding((), finding.id, items=[STATED])
    assert (papers.decision(GAP).finding, papers.decision(STATED).finding) == ("", finding.id)


def test_the_number_of_a_withdrawn_finding_is_not_given_again(papers: Workpapers) -> None:
    """A number stands for one finding for ever."""
    first = papers.record_finding(GAP).id
    papers.withdraw_finding(first)
    assert papers.findings() == ()
    assert papers.record_finding(GAP).id == "F-2026-002"


def test_two_auditors_never_get_the_same_number(store: Store, papers: Workpapers) -> None:
    """Who records a finding at the same time as another gets the next number."""
    other = reopen_papers(store, papers.audit.id, who="監査 次郎")
    assert papers.record_finding(GAP).id == "F-2026-001"
    assert other.record_finding(STATED).id == "F-2026-002"


def test_the_previous_audit_answers_beside_the_new_one(store: Store, papers: Workpapers) -> None:
    """A new cycle shows what was decided last time, and starts with nothing decided."""
    decide_everything(papers)
    later = begin(store, previous=papers.audit.id)
    before = later.previous(GAP)
    assert before is not None
    assert before.verdict is Verdict.NONCONFORM
    assert later.decision(GAP).verdict is Verdict.OPEN


def test_the_report_shows_decisions_and_findings(papers: Workpapers) -> None:
    """Decided items carry their decision; recorded findings come before the open candidates."""
    number = decide_everything(papers)
    papers.record_finding((), number, severity=Rank.HIGH)
    items = {item.key: item for item in decided_assessment(papers).items}
    assert items[GAP].verdict is Verdict.NONCONFORM
    first, *rest = reported_findings(papers, assessed().findings)
    assert (first.id, first.recorded, first.grade) == (number, True, Grade.MINOR)
    assert (first.severity, first.owner) == (Rank.HIGH, "法務部長")
    assert not any(set(each.items) & set(THREE) for each in rest)
    assert all(each.id.startswith("C-") and not each.recorded for each in rest)


def test_an_audit_that_does_not_exist_is_named(store: Store) -> None:
    """Opening a number that is not there says so."""
    with pytest.raises(StoreError, match="A-1999-001"):
        reopen_papers(store, "A-1999-001", small())


def test_an_action_begins_with_the_findings_owner_and_due_date(papers: Workpapers) -> None:
    """Until the provider answers, owner and due date are those of the finding."""
    number = decide_everything(papers)
    action = papers.action(number)
    assert (action.owner, action.due) == ("法務部長", dt.date(2026, 6, 30))
    papers.record_action(number, owner="法務課長", status=Status.IN_PROGRESS)
    assert papers.action(number).owner == "法務課長"
    assert papers.finding(number).owner == "法務部長"


def test_an_action_is_overdue_until_it_is_done(papers: Workpapers) -> None:
    """After its due date an action that is not done is listed, and no longer once it is."""
    number = decide_everything(papers)
    papers.record_action(number, due=dt.date(2026, 4, 19))
    assert [action.finding for action in papers.overdue()] == [number]
    papers.record_action(number, status=Status.DONE, completed=dt.date(2026, 4, 19))
    assert papers.overdue() == ()
