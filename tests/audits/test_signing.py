"""Signing an audit off: who may, when, and what a signature freezes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from auditkit.audits import Workpapers, is_frozen, reopen, sign, signatures
from auditkit.errors import AuditkitError, ConflictError, StoreError
from auditkit.models import Role, Status, Verdict
from auditkit.store import Store, open_store
from tests.audits.small_audit import (
    GAP,
    STATED,
    TODAY,
    begin,
    decide_everything,
    reopen_papers,
)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A fresh store."""
    return open_store(tmp_path / "store.sqlite")


@pytest.fixture
def ready(store: Store) -> Workpapers:
    """A small audit that can be signed."""
    papers = begin(store)
    decide_everything(papers)
    return papers


def _sign_as_auditor(papers: Workpapers) -> None:
    sign(papers, Role.AUDITOR, "監査 花子", "内部監査室", TODAY)


def test_three_signatures_in_their_order(ready: Workpapers) -> None:
    """監査員, 監査責任者 and 代表者 sign one after the other, each bound to the journal's head."""
    _sign_as_auditor(ready)
    sign(ready, Role.LEAD, "責任 太郎", "内部監査室", TODAY)
    sign(ready, Role.REPRESENTATIVE, "代表 一郎", "経営", TODAY)
    signed = signatures(ready)
    assert list(signed) == list(Role)
    entries = {entry.number: entry.hash for entry in ready.journal()}
    assert all(entries[each.entry] == each.hash for each in signed.values())


def test_a_signed_audit_is_frozen(store: Store, ready: Workpapers) -> None:
    """From the first signature on nothing in the audit can be changed, by nobody."""
    _sign_as_auditor(ready)
    for papers in (ready, reopen_papers(store, ready.audit.id, who="監査 次郎")):
        assert is_frozen(papers)
        with pytest.raises(StoreError, match="署名済み"):
            papers.decide(STATED, verdict=Verdict.OPEN)


def test_open_points_are_all_told_and_nothing_is_signed(store: Store) -> None:
    """An auditor who signs too early gets every open point at once."""
    papers = begin(store)
    with pytest.raises(AuditkitError) as caught:
        _sign_as_auditor(papers)
    assert len(caught.value.faults) == 1 + len(papers.breaches())
    assert signatures(papers) == {}


@pytest.mark.parametrize("name", ["監査 花子", "監査花子", "監査　花子"])
def test_a_tester_does_not_approve_own_work(ready: Workpapers, name: str) -> None:
    """Who made decisions cannot sign as 監査責任者 or 代表者, however the name is spaced."""
    _sign_as_auditor(ready)
    with pytest.raises(AuditkitError, match="判定を行った"):
        sign(ready, Role.LEAD, name, "内部監査室", TODAY)


def test_who_wrote_without_being_named_is_a_tester_too(store: Store, ready: Workpapers) -> None:
    """The journal, not the list of auditors, says who worked on the audit."""
    reopen_papers(store, ready.audit.id, who="応援 三郎").decide(STATED, reason="確認した。")
    _sign_as_auditor(ready)
    with pytest.raises(AuditkitError, match="応援 三郎"):
        sign(ready, Role.LEAD, "応援 三郎", "内部監査室", TODAY)


def test_the_audited_department_does_not_sign(store: Store) -> None:
    """Neither an auditor nor the 監査責任者 may belong to the audited department."""
    papers = begin(store, auditors=[("監査 花子", "サーバー事業部")])
    decide_everything(papers)
    with pytest.raises(AuditkitError, match="被監査部門"):
        sign(papers, Role.AUDITOR, "監査 花子", "ｻｰﾊﾞｰ事業部", TODAY)
    papers.name_auditors([("監査 花子", "内部監査室")])
    _sign_as_auditor(papers)
    with pytest.raises(AuditkitError, match="被監査部門"):
        sign(papers, Role.LEAD, "責任 太郎", "サーバー事業部", TODAY)


@pytest.mark.parametrize(
    ("role", "name", "department", "on", "told"),
    [
        (Role.LEAD, "責任 太郎", "内部監査室", TODAY, "監査員の署名の後"),
        (Role.AUDITOR, "部外 者", "内部監査室", TODAY, "登録されていません"),
        (Role.AUDITOR, " ", "内部監査室", TODAY, "氏名"),
        (Role.AUDITOR, "監査 花子", "", TODAY, "所属部門"),
        (Role.AUDITOR, "監査 花子", "内部監査室", dt.date(2026, 3, 31), "より前"),
        (Role.AUDITOR, "監査 花子", "内部監査室", dt.date(2026, 4, 21), "本日より後"),
    ],
)
def test_a_signature_out_of_order_is_refused(
    ready: Workpapers, role: Role, name: str, department: str, on: dt.date, told: str
) -> None:
    """Order, name, department and date of a signature are checked, and the fault is named."""
    with pytest.raises(AuditkitError, match=told):
        sign(ready, role, name, department, on)
    assert not is_frozen(ready)


def test_nobody_signs_what_was_changed_while_it_was_checked(
    store: Store, ready: Workpapers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A change between the check and the signature refuses the signature."""
    other = reopen_papers(store, ready.audit.id, who="監査 次郎")
    check = ready.breaches

    def meanwhile() -> object:
        other.decide(STATED, reason="書き加えた。")
        return check()

    monkeypatch.setattr(ready, "breaches", meanwhile)
    with pytest.raises(ConflictError, match="監査 次郎"):
        _sign_as_auditor(ready)
    assert not is_frozen(ready)


def test_signatures_are_withdrawn_with_a_reason_until_the_representative_signed(
    ready: Workpapers,
) -> None:
    """Reopening goes on record with its reason; after the 代表者 it is no longer possible."""
    with pytest.raises(AuditkitError, match="署名がありません"):
        reopen(ready, "誤記")
    _sign_as_auditor(ready)
    with pytest.raises(AuditkitError, match="理由"):
        reopen(ready, " ")
    reopen(ready, "事実の誤記を訂正するため")
    ready.decide(GAP, fact="包括的な目的が１件ある。")
    assert "訂正" in str(list(ready.journal())[-2].changes["reopened"])
    _sign_as_auditor(ready)
    sign(ready, Role.LEAD, "責任 太郎", "内部監査室", TODAY)
    sign(ready, Role.REPRESENTATIVE, "代表 一郎", "経営", TODAY)
    with pytest.raises(AuditkitError, match="取り消せません"):
        reopen(ready, "やり直し")


def test_nobody_signs_twice(ready: Workpapers) -> None:
    """Each role signs once."""
    _sign_as_auditor(ready)
    with pytest.raises(AuditkitError, match="既に署名"):
        _sign_as_auditor(ready)


def test_corrective_actions_go_on_after_the_signatures(store: Store, ready: Workpapers) -> None:
    """A signed audit takes answers to its findings, and the journal still verifies."""
    _sign_as_auditor(ready)
    finding = ready.findings()[0].id
    ready.record_action(finding, response="手順を定めます。", status=Status.IN_PROGRESS)
    assert reopen_papers(store, ready.audit.id).action(finding).status is Status.IN_PROGRESS
    assert store.verify() == ()
