"""The rules that keep an audit from being signed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from auditkit.audits import RULES, Workpapers
from auditkit.messages import MESSAGES
from auditkit.models import Grade, InternalEvidence, Problem, Source, Verdict
from auditkit.store import open_store
from tests.audits.small_audit import (
    GAP,
    INSIDE,
    STATED,
    begin,
    decide_everything,
    quote_of,
    record,
    reopen_papers,
    sample_text,
    small,
)

Break = Callable[[Workpapers], object]
FINDING = "F-2026-001"


def _finding(**fields: object) -> Break:
    return lambda papers: papers.record_finding((), FINDING, **fields)


def _decide(key: str, **fields: object) -> Break:
    return lambda papers: papers.decide(key, **fields)


def _without_evidence(papers: Workpapers) -> None:
    papers.remove_internal(INSIDE, record())


def _without_practice(papers: Workpapers) -> None:
    papers.remove_internal(STATED, record())


def _without_gap_evidence(papers: Workpapers) -> None:
    papers.drop(GAP, papers.decision(GAP).quotes[0])


def _incomplete(papers: Workpapers) -> None:
    papers.add_internal(INSIDE, InternalEvidence(Source.INTERVIEW, "担当者の説明"))


def _future(papers: Workpapers) -> None:
    papers.add_internal(INSIDE, InternalEvidence(Source.RECORD, "台帳", "", dt.date(2026, 4, 21)))


BREAKS: dict[str, Break] = {
    "item-undecided": _decide(STATED, verdict=Verdict.OPEN),
    "conform-without-evidence": _without_evidence,
    "conform-against-result": _decide(GAP, verdict=Verdict.CONFORM, grade=None),
    "conform-with-nothing-found": _decide(GAP, verdict=Verdict.CONFORM, nothing_found=True),
    "gap-without-fact": _decide(GAP, fact=" "),
    "gap-without-evidence": _without_gap_evidence,
    "gap-without-grade": _decide(GAP, grade=None),
    "gap-without-finding": lambda papers: papers.withdraw_finding(FINDING),
    "excluded-without-reason": _decide(INSIDE, verdict=Verdict.NOT_APPLICABLE),
    "excluded-though-stated": _decide(STATED, verdict=Verdict.NOT_APPLICABLE, reason="実施なし"),
    "grade-against-decision": _decide(STATED, grade=Grade.MAJOR),
    "internal-incomplete": _incomplete,
    "internal-from-the-future": _future,
    "decision-with-placeholder": _decide(GAP, fact="○○が記載されていない。"),
    "finding-without-cause": _finding(cause=""),
    "finding-without-effect": _finding(effect=""),
    "finding-without-recommendation": _finding(recommendation=""),
    "finding-without-rank": _finding(urgency=None),
    "finding-without-owner": _finding(owner="　"),
    "finding-without-due": _finding(due=None),
    "due-before-audit": _finding(due=dt.date(2026, 3, 31)),
    "finding-with-placeholder": _finding(owner="TBD"),
    "finding-without-gap": _decide(GAP, verdict=Verdict.CONFORM, grade=None, reason="確認済み"),
    "audit-without-auditor": lambda papers: papers.name_auditors([]),
    "auditor-without-department": lambda papers: papers.name_auditors([("監査 花子", "")]),
    "auditor-of-own-department": lambda papers: papers.name_auditors(
        [("監査 花子", "サーバー 事業部")]
    ),
}
"""Rules that a change in the papers breaks."""


@pytest.fixture
def decided(tmp_path: Path) -> Workpapers:
    """A small audit in which everything is decided and no rule is broken."""
    papers = begin(open_store(tmp_path / "store.sqlite"))
    decide_everything(papers)
    return papers


def test_a_complete_audit_breaks_no_rule(decided: Workpapers) -> None:
    """Where everything is decided, grounded and assigned, nothing stands against signing."""
    assert decided.breaches() == ()


@pytest.mark.parametrize("rule", BREAKS)
def test_each_rule_is_broken_by_what_it_forbids(rule: str, decided: Workpapers) -> None:
    """A rule names the item or the finding that breaks it, and is silent once that is undone."""
    BREAKS[rule](decided)
    found = [breach for breach in decided.breaches() if breach.rule == rule]
    assert found
    assert all(breach.message for breach in found)
    if rule in ("audit-without-auditor", "auditor-without-department", "auditor-of-own-department"):
        decided.name_auditors([("監査 花子", "内部監査室")])
    else:
        decided.undo()
    assert rule not in {breach.rule for breach in decided.breaches()}


def test_operation_needs_more_than_a_published_sentence(tmp_path: Path) -> None:
    """A requirement on practice does not conform on the strength of a document alone."""
    operation = "appi@2023-04-01:19"
    papers = begin(open_store(tmp_path / "store.sqlite"), small(operation, STATED))
    papers.take(operation, *quote_of(papers, STATED))
    papers.decide(operation, verdict=Verdict.CONFORM)
    assert [breach.field for breach in papers.lacks(operation)] == ["internal"]
    papers.add_internal(operation, record())
    assert papers.lacks(operation) == ()


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        ("audit-without-department", {"department": ""}),
        ("audit-without-scope", {"scope": " "}),
        ("audit-before-start", {"started": dt.date(2026, 4, 21)}),
    ],
)
def test_the_head_of_the_audit_must_be_complete(
    rule: str, told: dict[str, object], tmp_path: Path
) -> None:
    """An audit without scope or department, or dated in the future, is not signed."""
    papers = begin(open_store(tmp_path / "store.sqlite"), **told)
    assert rule in {breach.rule for breach in papers.breaches()}


def test_a_document_that_could_not_be_read_is_named(tmp_path: Path) -> None:
    """A file with an error stands against signing until it can be read."""
    assessment = small()
    problem = Problem("scan.pdf", "文字が含まれていません。")
    documents = dataclasses.replace(assessment.documents, problems=(problem,))
    store = open_store(tmp_path / "store.sqlite")
    papers = begin(store, dataclasses.replace(assessment, documents=documents))
    found = [breach for breach in papers.breaches() if breach.rule == "document-unread"]
    assert "scan.pdf" in found[0].message


def test_a_document_that_disappeared_is_named(tmp_path: Path) -> None:
    """A document that the audit was begun on must be read at its end as well."""
    store = open_store(tmp_path / "store.sqlite")
    audit = begin(store).audit.id
    assessment = small()
    documents = dataclasses.replace(
        assessment.documents, documents=assessment.documents.documents[:1]
    )
    papers = reopen_papers(store, audit, dataclasses.replace(assessment, documents=documents))
    gone = assessment.documents.documents[1].path
    found = [breach for breach in papers.breaches() if breach.rule == "document-not-assessed"]
    assert [gone in breach.message for breach in found] == [True]


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        (
            "quote-from-older-version",
            lambda text, quote: text.replace(quote, quote[:-4] + "ない。"),
        ),
        ("quote-gone", lambda text, quote: "まったく別の文書です。"),
    ],
)
def test_a_quote_of_an_older_version_stands_against_signing(
    rule: str, change: Callable[[str, str], str], tmp_path: Path
) -> None:
    """Evidence whose clause was changed or taken out must be looked at again."""
    store = open_store(tmp_path / "store.sqlite")
    papers = begin(store)
    decide_everything(papers)
    quote = papers.decision(STATED).quotes[0].quote
    later = reopen_papers(store, papers.audit.id, small(text=change(sample_text(), quote)))
    assert rule in {b.rule for b in later.breaches() if b.subject == STATED}


def test_at_least_twenty_rules_have_names_and_messages() -> None:
    """Every rule is named once, said in both languages, and broken by some test of this file."""
    elsewhere = {
        "conform-without-practice",
        "audit-without-department",
        "audit-without-scope",
        "audit-before-start",
        "document-unread",
        "document-not-assessed",
        "quote-from-older-version",
        "quote-gone",
        "found-since",
        "requirement-reworded",
    }
    assert len(RULES) == len(set(RULES)) >= 20
    assert {f"audits.rule.{rule}" for rule in RULES} <= MESSAGES.keys()
    assert set(BREAKS) | elsewhere == set(RULES)
