"""A newcomer's first audit, from the notebook's menu to the workbook, by mouse and keyboard."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
from lab import Desk, Lab
from playwright.sync_api import expect

from auditkit.models import Json, Rank
from auditkit.report._words import RANK
from auditkit.shipped import shipped
from auditkit.store import open_store

pytestmark = pytest.mark.browser

AUDIT = "A-2026-001"
AUDITOR = "監査 花子"
STARTED = dt.date(2026, 11, 20)
SELECTED = "適法かつ公正な手段により取得します"
LEFT = "法令に基づく照会はない。"
BULK = "該当する取扱いがない。"
FACT = "規程に定めがなく、台帳にも記録がない。"

FINDING = {
    "事実": FACT,
    "原因": "手順が周知されていない。",
    "影響": "本人への説明を欠く。",
    "担当者": "総務 次郎",
    "期限": "2027-01-31",
}
VERDICTS = {
    **dict.fromkeys(("17-1", "17-2", "18-1"), "conform"),
    **dict.fromkeys(("18-2", "18-3-1", "18-3-2", "18-3-3", "18-3-4", "18-3-5"), "not_applicable"),
    "20-1": "nonconform",
}
SYMBOLS = {
    **{"17-1": "○…", "17-2": "○", "18-1": "○", "18-2": "－", "18-3-1": "－", "18-3-2": "－…"},
    **{"18-3-3": "－", "18-3-4": "－", "18-3-5": "－", "18-3-6": "◇", "20-1": "×"},
}


def _fields(store: Path) -> dict[str, dict[str, Json]]:
    """Return what the store holds of each subject, requirements by their number."""
    with open_store(store, read_only=True) as opened:
        held = opened.states(AUDIT)
    return {subject.rpartition(":")[2]: dict(record.fields) for subject, record in held.items()}


def _decided_in(path: Path) -> dict[str, str]:
    """Return the symbol of each decision that the workbook shows."""
    rows = openpyxl.load_workbook(path)["チェック結果"].iter_rows(values_only=True)
    headings: tuple[object, ...] = next(row for row in rows if "判定" in row)
    number, decided = headings.index("要求事項"), headings.index("判定")
    return {
        str(row[number]): str(row[decided])[0] for row in rows if str(row[decided])[0] in "○△×－"
    }


def _start(desk: Desk) -> None:
    """Fill in the first page and begin."""
    desk.field("あなたの氏名").fill(AUDITOR)
    desk.field("監査日").fill(STARTED.isoformat())
    desk.field("監査員の所属").fill("内部監査室")
    desk.field("被監査部門").fill("サーバー事業部")
    desk.field("監査範囲").fill("全社の個人情報の取扱い")
    desk.press("新しい監査を始める")
    desk.page.locator(".ak-desk[data-ready]").wait_for()


def _decide_by_mouse(desk: Desk) -> None:
    """Take one candidate, reject another, and decide, all by clicks."""
    page = desk.page
    desk.choose("18-1")
    desk.await_saved(page.locator(".ak-proposed .ak-take").first.click)
    expect(page.locator(".ak-candidates .ak-taken")).to_have_count(1)
    desk.await_saved(lambda: desk.press("○適合"))
    expect(desk.current.locator(".ak-state")).to_have_text("○")
    desk.choose("17-1")
    desk.await_saved(page.locator(".ak-proposed .ak-reject").first.click)
    expect(page.locator(".ak-candidates .ak-rejected")).to_have_count(1)
    desk.await_saved(lambda: desk.press("○適合"))
    expect(desk.current.locator(".ak-state")).to_have_text("○…")


def _decide_by_keys(desk: Desk) -> None:
    """Walk through the list and decide without the mouse."""
    keys = desk.page.keyboard
    desk.page.locator(".ak-rows").focus()
    keys.press("ArrowDown")
    desk.await_item("17-2")
    desk.await_saved(lambda: keys.press("Alt+1"))
    expect(desk.current.locator(".ak-state")).to_have_text("○…")
    keys.press("Alt+ArrowDown")
    desk.await_item("18-1")
    keys.press("Alt+n")
    desk.await_item("18-2")
    desk.await_saved(lambda: keys.press("Alt+4"))
    desk.field("判定理由").focus()
    # The form saves what was typed although the field is never left.
    desk.await_saved(lambda: keys.type("事業の承継はない。"))
    expect(desk.field("判定理由")).to_be_focused()
    expect(desk.current.locator(".ak-state")).to_have_text("－")
    desk.await_saved(lambda: keys.press("Alt+2"))
    desk.await_saved(lambda: keys.press("Alt+z"))
    expect(desk.current.locator(".ak-state")).to_have_text("－")
    desk.page.locator(".ak-rows").focus()
    for number in ("18-3-1", "18-3-2"):
        keys.press("Alt+n")
        desk.await_item(number)
        desk.await_saved(lambda: keys.press("Alt+4"))
    keys.press("ArrowUp")
    desk.await_item("18-3-1")
    # What is typed belongs to the item that is left at once.
    desk.field("判定理由").focus()
    keys.type(LEFT)
    desk.await_saved(lambda: keys.press("Alt+ArrowDown"))
    desk.await_item("18-3-2")
    expect(desk.field("判定理由")).to_have_value("")


def _record_nonconformity(desk: Desk) -> None:
    """Decide 不適合 on a passage selected in the document, and fill in the finding."""
    keys = desk.page.keyboard
    desk.choose("20-1")
    expect(desk.page.locator(".ak-mark-current")).to_contain_text(SELECTED)
    desk.select_text(SELECTED)
    desk.await_saved(lambda: desk.press("選択した箇所を証跡にする"))
    desk.await_saved(lambda: keys.press("Alt+3"))
    desk.await_saved(lambda: desk.field("区分").select_option(label="軽微な不適合"))
    desk.field("事実").focus()
    desk.await_saved(lambda: keys.type(FACT))
    desk.field("原因").focus()
    keys.type("手順が周知されていない。")
    desk.await_saved(lambda: keys.press("Tab"))
    desk.field("影響").focus()
    desk.await_saved(lambda: keys.type("本人への説明を欠く。"))
    desk.await_saved(
        lambda: desk.field("重大性").select_option(label=RANK[Rank.MEDIUM].shown("ja"))
    )
    desk.await_saved(lambda: desk.field("緊急性").select_option(label=RANK[Rank.LOW].shown("ja")))
    desk.field("担当者", ".ak-editor").focus()
    desk.await_saved(lambda: keys.type("総務 次郎"))
    desk.field("期限").fill("2027-01-31")
    desk.await_saved(lambda: desk.field("期限").blur())
    expect(desk.page.locator(".ak-editor .ak-complete")).to_be_visible()


def _add_internal_evidence(desk: Desk) -> None:
    """Record what was seen inside."""
    desk.choose("17-2")
    desk.field("名称・内容").fill("個人情報管理台帳")
    desk.field("版", ".ak-editor").fill("第3版")
    desk.field("日付").fill("2026-11-19")
    desk.await_saved(lambda: desk.press("内部証跡を追加"))
    expect(desk.page.locator(".ak-item .ak-taken")).to_contain_text("個人情報管理台帳")
    expect(desk.current.locator(".ak-state")).to_have_text("○")


def _decide_in_bulk(desk: Desk) -> None:
    """Tick by mouse and by key, decide together, undo that, and decide again."""
    symbol = desk.row("18-3-5").locator(".ak-state")
    for undone in (True, False):
        desk.row("18-3-3").locator(".ak-tick").check()
        desk.row("18-3-4").locator(".ak-tick").check()
        desk.choose("18-3-5")
        desk.page.keyboard.press("Space")
        expect(desk.page.locator(".ak-count")).to_contain_text("選択 3")
        desk.field("判定", ".ak-editor").select_option(label="－対象外")
        desk.field("共通の理由").fill(BULK)
        desk.await_saved(lambda: desk.press("まとめて判定"))
        expect(symbol).to_have_text("－")
        if undone:
            desk.await_saved(lambda: desk.press("元に戻す"))
            expect(symbol).to_have_text("◇")


def _await_lost_kernel(desk: Desk) -> None:
    """Kill the kernel, see that the form never claims to have saved, and run all cells anew."""
    desk.choose("18-3-6")
    desk.lab.kill_kernels()
    desk.page.get_by_role("dialog").get_by_role("button", name="Ok").click()
    desk.field("判定理由").fill("この文は記録されない。")
    expect(desk.status).to_have_attribute("data-typing", "● 入力中（まだ保存していません）")
    desk.field("判定理由").blur()
    desk.run_all()
    expect(desk.page.locator(".ak-start")).to_be_visible()
    desk.field("あなたの氏名").fill(AUDITOR)
    desk.press("開く")
    desk.page.locator(".ak-desk[data-ready]").wait_for()


def _check_form(desk: Desk) -> None:
    """See that the form shows what was decided before its kernel died."""
    expect(desk.form).to_contain_text("判定済み 10／")
    shown = {number: desk.row(number).locator(".ak-state") for number in SYMBOLS}
    assert {number: state.inner_text() for number, state in shown.items()} == SYMBOLS
    desk.choose("20-1")
    expect(desk.page.locator(".ak-candidates .ak-taken .ak-quote")).to_have_text(SELECTED)
    for label, value in FINDING.items():
        expect(desk.field(label, ".ak-editor")).to_have_value(value)
    expect(desk.page.locator(".ak-verdict .mod-active")).to_have_text("×不適合")
    desk.choose("17-2")
    expect(desk.page.locator(".ak-item .ak-taken")).to_contain_text("個人情報管理台帳")
    desk.choose("17-1")
    expect(desk.page.locator(".ak-candidates .ak-rejected")).to_have_count(1)


def test_a_first_audit_survives_a_dead_kernel(lab: Lab, desk: Desk, store: Path) -> None:
    """What a newcomer decides by mouse and keys is in the store, the form and the workbook."""
    sample = shipped("samples") / "kogane-server"
    desk.open(lab.lay_out("first", provider=str(sample), store=str(store), output="reports"))
    _start(desk)
    _decide_by_mouse(desk)
    _decide_by_keys(desk)
    _record_nonconformity(desk)
    _add_internal_evidence(desk)
    _decide_in_bulk(desk)
    held = _fields(store)
    decided = {number: told["verdict"] for number, told in held.items() if told.get("verdict")}
    assert decided == VERDICTS
    (quote,) = held["20-1"]["quotes"]
    assert (quote["quote"], quote["document"]) == (SELECTED, "privacy.txt")
    assert quote["end"] - quote["start"] == len(SELECTED)
    reasons = {number: told.get("reason") for number, told in held.items() if number in VERDICTS}
    assert reasons["18-3-1"] == LEFT
    assert (reasons["18-3-2"], reasons["18-3-5"]) == (None, BULK)

    _await_lost_kernel(desk)
    assert _fields(store) == held
    _check_form(desk)

    desk.press("Excel に書き出す")
    expect(desk.status).to_contain_text("書き出しました")
    (path,) = (lab.folder / "reports").glob(f"{AUDIT}*.xlsx")
    assert _decided_in(path) == {number: SYMBOLS[number][0] for number in VERDICTS}
    with open_store(store, read_only=True) as opened:
        assert opened.verify() == ()
