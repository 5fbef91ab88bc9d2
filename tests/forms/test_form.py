"""The form without a browser: what it records, what it shows, what it survives."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ipywidgets.widgets.widget import _instances

from auditkit.forms import AuditForm, open_desk
from auditkit.messages import MESSAGES
from auditkit.models import Grade, Verdict
from auditkit.store import Store, open_store
from tests.audits.small_audit import (
    GAP,
    INSIDE,
    STATED,
    assessed,
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
def form(store: Store, tmp_path: Path) -> AuditForm:
    """The form of a small audit."""
    return _form(begin(store), tmp_path)


def _form(papers: Any, tmp_path: Path) -> AuditForm:
    return AuditForm(papers, lambda: tmp_path / "book.xlsx", lambda: tmp_path / "pack.zip")


def _choose(form: AuditForm, key: str) -> None:
    form.desk.current = [item.key for item in form.papers.items].index(key)


def _status(form: AuditForm) -> str:
    return str(form.box.children[1].value)


def _send(form: AuditForm, **told: Any) -> None:
    form.desk._handle_custom_msg(told, [])


def test_a_change_of_a_field_is_on_record_at_once(form: AuditForm, store: Store) -> None:
    """Whatever is chosen or typed is in the store when the form says so."""
    _choose(form, STATED)
    form.editor.fields["verdict"].value = Verdict.CONFORM
    form.editor.fields["reason"].value = "方針で確認した。"
    again = reopen_papers(store, form.papers.audit.id)
    assert again.decision(STATED).verdict is Verdict.CONFORM
    assert again.decision(STATED).reason == "方針で確認した。"
    assert "保存済み" in _status(form)


def test_choosing_another_item_records_nothing(form: AuditForm) -> None:
    """Filling the fields with another item's answers is no change."""
    form.editor.fields["verdict"].value = Verdict.CONFORM
    entries = form.papers.last_entry().number
    for key in (STATED, INSIDE, GAP, STATED):
        _choose(form, key)
    assert form.papers.last_entry().number == entries


def test_a_gap_opens_a_finding_prefilled(form: AuditForm) -> None:
    """Deciding × records a finding with the library's recommendation, and names what lacks."""
    _choose(form, GAP)
    form.editor.fields["verdict"].value = Verdict.NONCONFORM
    finding = form.papers.findings()[0]
    assert form.editor.fields["recommendation"].value == finding.recommendation != ""
    shown = form.editor._lacks.value
    assert all(word in shown for word in ("事実", "区分", "原因", "担当者", "期限"))


def test_taking_the_gap_back_takes_an_untouched_finding_back(form: AuditForm) -> None:
    """A slip of the finger leaves no empty finding; one that was worked on stays."""
    _choose(form, GAP)
    verdict = form.editor.fields["verdict"]
    verdict.value = Verdict.NONCONFORM
    verdict.value = Verdict.OPEN
    assert form.papers.findings() == ()
    verdict.value = Verdict.NONCONFORM
    form.editor.fields["cause"].value = "確認手順がない。"
    verdict.value = Verdict.OPEN
    assert len(form.papers.findings()) == 1


def test_one_undo_takes_back_decision_and_finding_together(form: AuditForm) -> None:
    """What one click did, one undo takes back."""
    _choose(form, GAP)
    form.editor.fields["verdict"].value = Verdict.NONCONFORM
    _send(form, kind="undo")
    assert form.papers.decision(GAP).verdict is Verdict.OPEN
    assert form.papers.findings() == ()
    assert form.editor.fields["verdict"].value is Verdict.OPEN


def test_a_click_takes_and_drops_a_candidate(form: AuditForm) -> None:
    """A candidate becomes evidence and stops being it at a click, and is marked so."""
    _choose(form, STATED)
    card = form.desk.item["candidates"][0]
    place = {"document": card["path"], "start": card["start"], "end": card["end"]}
    _send(form, kind="take", **place)
    assert form.desk.item["candidates"][0]["state"] == "taken"
    assert form.papers.decision(STATED).quotes[0].quote == card["quote"]
    _send(form, kind="drop", **place)
    assert form.papers.decision(STATED).quotes == ()
    _send(form, kind="reject", **place)
    assert form.desk.item["candidates"][-1]["state"] == "rejected"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"kind": "take"},
        {"kind": "take", "document": "../x", "start": 0, "end": 3},
        {"kind": "take", "document": "privacy.txt", "start": "0", "end": 3},
        {"kind": "take", "document": "privacy.txt", "start": -5, "end": 10**12},
        {"kind": "show", "position": 99},
        {"kind": "open", "index": 99},
        {"kind": "verdict", "position": 77},
        {"kind": "drop_internal", "position": -3},
        "nonsense",
        None,
    ],
)
def test_a_message_that_makes_no_sense_records_nothing(form: AuditForm, told: Any) -> None:
    """Whatever a page sends, only what is understood is done, and nothing is raised."""
    entries = form.papers.last_entry().number
    form.desk._handle_custom_msg(told, [])
    assert form.papers.last_entry().number == entries


def test_a_conflict_is_told_and_the_other_answer_shown(form: AuditForm, store: Store) -> None:
    """The second writer reads who changed what; the first answer stands and is shown."""
    _choose(form, STATED)
    other = reopen_papers(store, form.papers.audit.id, who="監査 次郎")
    other.decide(STATED, verdict=Verdict.NOT_APPLICABLE, reason="該当なし")
    form.editor.fields["verdict"].value = Verdict.CONFORM
    assert "監査 次郎" in _status(form)
    assert form.editor.fields["verdict"].value is Verdict.NOT_APPLICABLE
    assert form.papers.decision(STATED).reason == "該当なし"


def test_an_unexpected_fault_is_shown_and_the_form_goes_on(
    form: AuditForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody sees an exception of a callback, so the form itself tells it."""
    _choose(form, STATED)

    def broken(*_arguments: object, **_fields: object) -> None:
        raise RuntimeError("<b>disk</b> full")

    with monkeypatch.context() as patch:
        patch.setattr(form.papers, "decide", broken)
        form.editor.fields["verdict"].value = Verdict.CONFORM
    assert "&lt;b&gt;disk" in _status(form)
    form.editor.fields["reason"].value = "確認した。"
    assert "保存済み" in _status(form)


def test_filters_show_what_they_say(form: AuditForm) -> None:
    """State, checklist, chapter and words narrow the list, alone and together."""
    keys = [item.key for item in form.papers.items]

    def shown(**told: Any) -> set[str]:
        for name, field in form._filters.items():
            field.value = told.get(name, {"state": "all"}.get(name, ""))
        return {keys[index] for index in form.desk.visible}

    assert shown() == set(keys)
    _choose(form, GAP)
    form.editor.fields["verdict"].value = Verdict.NONCONFORM
    assert shown(state="gaps") == shown(state="lacking") == {GAP}
    assert shown(state="open") == {STATED, INSIDE}
    assert shown(state="to_check") == {INSIDE}
    assert shown(words="承継") == set()
    assert shown(words="変更の限度") == {INSIDE}
    assert shown(checklist="appi@2023-04-01", state="open") == {STATED, INSIDE}


def test_several_items_are_decided_for_one_reason(form: AuditForm) -> None:
    """Ticked items get the same decision; without a reason nothing is recorded."""
    form.desk.ticked = [0, 1]
    form._bulk["verdict"].value = Verdict.NOT_APPLICABLE
    form._bulk_apply.click()
    assert "理由" in _status(form)
    form._bulk["reason"].value = "該当する取扱いがない。"
    form._bulk_apply.click()
    assert form.papers.counts()[Verdict.NOT_APPLICABLE] == 2
    assert form.desk.ticked == []


def test_a_stale_decision_shows_old_and_new(store: Store, tmp_path: Path) -> None:
    """Where a quoted clause was changed, both texts stand beside the item."""
    papers = begin(store)
    decide_everything(papers)
    quote = papers.decision(STATED).quotes[0].quote
    changed = sample_text().replace(quote, quote.replace("ありません", "あり得ます"))
    form = _form(reopen_papers(store, papers.audit.id, small(text=changed)), tmp_path)
    _choose(form, STATED)
    (stale,) = form.desk.item["stale"]
    assert "ありません" in stale["old"]
    assert "あり得ます" in stale["new"]
    form._reconfirm.click()
    assert form.desk.item["stale"] == []


def test_a_signed_audit_cannot_be_edited(store: Store, tmp_path: Path) -> None:
    """After the signature the fields are out of use, and the panel tells who signed."""
    papers = begin(store)
    decide_everything(papers)
    form = _form(papers, tmp_path)
    form._switch.click()
    panel = form._signing._fields
    panel["name"].value, panel["department"].value = "監査 花子", "内部監査室"
    next(b for b in form._signing.box.children if b.description == "署名する").click()
    assert "監査 花子" in panel["state"].value
    assert form.editor.fields["verdict"].disabled
    assert "署名済み" in form._title.value


def test_texts_of_documents_and_people_are_no_markup(store: Store, tmp_path: Path) -> None:
    """A name or a title with markup reaches the page as text."""
    hostile = "<img src=x onerror=alert(1)>"
    papers = begin(store, who=hostile)
    form = _form(papers, tmp_path)
    _choose(form, GAP)
    form.editor.fields["verdict"].value = Verdict.NONCONFORM
    form.editor.fields["owner"].value = "TBD" + hostile
    markup = "".join(
        widget.value for widget in list(_instances.values()) if type(widget).__name__ == "HTML"
    )
    assert "<img" not in markup


def test_the_form_of_all_items_needs_few_live_widgets(store: Store, tmp_path: Path) -> None:
    """However many items there are, at most 60 widgets live."""
    before = set(_instances)
    form = _form(begin(store, assessed().assessment), tmp_path)
    assert len(form.desk.items) == len(assessed().assessment.items) > 400
    assert len(set(_instances) - before) <= 60


def test_every_word_of_the_page_is_there_in_both_languages(form: AuditForm) -> None:
    """The page asks only for words that it is given."""
    script = form.desk._esm if isinstance(form.desk._esm, str) else ""
    source = script or (
        Path(__file__).parents[2] / "auditkit" / "forms" / "static" / "desk.js"
    ).read_text(encoding="utf-8")
    asked = set(re.findall(r'word\("(\w+)"\)', source))
    assert asked <= set(form.desk.words)
    assert all(f"forms.page.{name}" in MESSAGES for name in asked)


def test_the_first_page_starts_and_opens_audits(tmp_path: Path) -> None:
    """A newcomer starts an audit of the sample; the next session finds it in the list."""
    where = tmp_path / "store.sqlite"
    page = open_desk(store=where, output=tmp_path)
    start = page._start
    assert start is not None
    page._begin(
        {
            "who": "監査 花子",
            "provider": page._provider,
            "started": None,
            "scope": "全社",
            "department": "サーバー事業部",
            "auditor_department": "内部監査室",
            "previous": "",
        }
    )
    assert page.form is not None
    audit = page.form.papers.audit
    page.form.editor.fields["verdict"].value = Verdict.CONFORM
    again = open_desk(store=where, audit=audit.id, auditor="監査 次郎", output=tmp_path)
    assert again.form is not None
    assert again.form.papers.counts()[Verdict.CONFORM] == 1
    assert again.form.papers.who == "監査 次郎"


def test_a_folder_that_is_not_there_is_told_on_the_first_page(tmp_path: Path) -> None:
    """A wrong folder or a missing name is said in words, and no audit is begun."""
    page = open_desk(str(tmp_path / "nowhere"), store=tmp_path / "s.sqlite", auditor="監査 花子")
    assert page._start is not None
    buttons = [b for b in page._start.box.children if type(b).__name__ == "Button"]
    buttons[-1].click()
    assert "nowhere" in page._start._status.value
    assert page._store.audits() == ()


def test_what_a_notebook_saves_says_nothing_of_the_audit(tmp_path: Path) -> None:
    """Beside the widget's reference, the saved output holds no name and no date."""
    page = open_desk(store=tmp_path / "s.sqlite", auditor="監査 花子")
    shown = page._repr_mimebundle_()
    assert shown["text/plain"] == "DeskPage()"
    assert "監査" not in str(shown)


def test_grade_can_be_chosen_and_taken_back(form: AuditForm) -> None:
    """A drop-down without a choice records that nothing is chosen."""
    _choose(form, GAP)
    form.editor.fields["verdict"].value = Verdict.NONCONFORM
    form.editor.fields["grade"].value = Grade.MAJOR
    assert form.papers.decision(GAP).grade is Grade.MAJOR
    form.editor.fields["grade"].value = ""
    assert form.papers.decision(GAP).grade is None
