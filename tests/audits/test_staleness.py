"""Decisions and the texts they rest on: what stays, and what must be looked at again."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from auditkit.audits import Workpapers
from auditkit.errors import AuditkitError
from auditkit.models import Change, Label, Text, Verdict
from auditkit.store import Store, open_store
from tests.audits.small_audit import (
    GAP,
    INSIDE,
    STATED,
    begin,
    decide_everything,
    reopen_papers,
    sample_text,
    small,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A fresh store."""
    return open_store(tmp_path / "store.sqlite")


@pytest.fixture
def decided(store: Store) -> Workpapers:
    """A small audit in which everything is decided."""
    papers = begin(store)
    decide_everything(papers)
    return papers


def _on(text: str, store: Store, papers: Workpapers) -> Workpapers:
    return reopen_papers(store, papers.audit.id, small(text=text))


def _reasons(papers: Workpapers, key: str) -> list[Change]:
    return [stale.change for stale in papers.stale(key)]


def test_an_unchanged_document_leaves_every_decision_alone(decided: Workpapers) -> None:
    """On the text that was decided on, nothing is stale."""
    assert [_reasons(decided, item.key) for item in decided.items] == [[], [], []]


def test_only_decisions_on_the_changed_clause_become_stale(
    store: Store, decided: Workpapers
) -> None:
    """A change of one clause concerns the decisions that quote it; the others stay."""
    old = decided.decision(STATED).quotes[0].quote
    changed = sample_text().replace(old, old.replace("ありません", "あり得ます"))
    assert changed != sample_text()
    later = _on(changed, store, decided)
    assert _reasons(later, STATED) == [Change.CLAUSE]
    assert (_reasons(later, GAP), _reasons(later, INSIDE)) == ([], [])
    stale = later.stale(STATED)[0]
    assert ("ありません" in stale.old, "あり得ます" in stale.new) == (True, True)


def test_text_that_only_moved_is_found_again(store: Store, decided: Workpapers) -> None:
    """Text put in before a clause, or other line breaks in it, change nothing for a decision."""
    quote = decided.decision(STATED).quotes[0].quote
    moved = "お知らせ\n\n本方針の掲載場所を変更しました。\n\n" + sample_text().replace(
        quote, quote[:12] + "\n" + quote[12:]
    )
    later = _on(moved, store, decided)
    assert _reasons(later, STATED) == []
    found = later.evidence(STATED)[0]
    assert "".join(found.quote.split()) == "".join(quote.split())
    assert found.start > decided.evidence(STATED)[0].start


def test_a_clause_that_is_gone_is_told_apart_from_one_that_changed(
    store: Store, decided: Workpapers
) -> None:
    """Where nothing resembles the quoted clause any more, it is said to be gone."""
    later = _on("当社の沿革。1999年に設立しました。", store, decided)
    assert _reasons(later, STATED) == [Change.GONE]
    with pytest.raises(AuditkitError, match="選び直して"):
        later.reconfirm(STATED)


def test_reconfirming_binds_the_decision_to_the_present_text(
    store: Store, decided: Workpapers
) -> None:
    """Who keeps a decision takes the clause as it reads now, and it is stale no longer."""
    old = decided.decision(STATED).quotes[0].quote
    later = _on(sample_text().replace(old, old[:-3] + "ないものとします。"), store, decided)
    assert _reasons(later, STATED) == [Change.CLAUSE]
    decision = later.reconfirm(STATED)
    assert later.stale(STATED) == ()
    assert decision.verdict is Verdict.CONFORM
    assert decision.quotes[0].sha256 == "f" * 64
    assert "ないものとします" in decision.quotes[0].quote


def test_something_found_after_nothing_was_is_told(store: Store, decided: Workpapers) -> None:
    """Who confirmed that nothing states a fact is told when a passage turns up."""
    decided.decide(INSIDE, verdict=Verdict.NONCONFORM, nothing_found=True)
    assessment = small()
    evidence = decided.item(STATED).evidence[0]
    items = []
    for item in assessment.items:
        if item.key == INSIDE:
            result = dataclasses.replace(
                decided.item(STATED).results[0], label=Label.MET, evidence=(evidence,)
            )
            item = dataclasses.replace(item, results=(result,))
        items.append(item)
    later = reopen_papers(
        store, decided.audit.id, dataclasses.replace(assessment, items=tuple(items))
    )
    assert _reasons(later, INSIDE) == [Change.FOUND]
    assert later.stale(INSIDE)[0].new == evidence.quote


def test_a_reworded_requirement_calls_for_a_new_decision(store: Store, decided: Workpapers) -> None:
    """A decision answers the question as it stood; another question makes it stale."""
    assessment = small()
    items = tuple(
        dataclasses.replace(
            item,
            requirement=dataclasses.replace(item.requirement, question=Text("別の問い", "Other")),
        )
        if item.key == INSIDE
        else item
        for item in assessment.items
    )
    later = reopen_papers(store, decided.audit.id, dataclasses.replace(assessment, items=items))
    assert _reasons(later, INSIDE) == [Change.REQUIREMENT]
    later.decide(INSIDE, verdict=Verdict.CONFORM, reason="再確認した。")
    assert later.decision(INSIDE).basis != decided.decision(INSIDE).basis
    assert _reasons(later, INSIDE) == []


def test_changed_documents_are_noted_in_the_journal(store: Store, decided: Workpapers) -> None:
    """Opening an audit on a changed document leaves an entry with both fingerprints."""
    later = _on(sample_text() + "\n以上", store, decided)
    last = list(later.journal())[-1]
    assert last.subject == "documents"
    old, new = last.changes["files"]
    assert old != new
