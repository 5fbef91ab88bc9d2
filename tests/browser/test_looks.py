"""Every state of the form fits its window, at full size and at 200 %, and shows its focus.

With ``AUDITKIT_PICTURES=FOLDER`` a picture of each state is put there to be looked at.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest
from lab import FRAMES, PICTURES, Desk, Lab
from playwright.sync_api import expect
from prepared import AUDITOR, LAW, STARTED, begin, copy_sample

from auditkit.audits import Workpapers, sign
from auditkit.models import Role, Verdict

pytestmark = pytest.mark.browser

SIZES = {
    "files": (1280, 800, 1),  # beside the list of files, as JupyterLab opens
    "whole": (1280, 800, 1),
    "laptop": (1366, 640, 1),
    "magnified": (640, 400, 2),  # 1280 × 800 at 200 %
}
"""Width, height and device pixels of a CSS pixel."""

# What is wider than its place, or cut off below; selects and single lines scroll by nature.
_CUT = """() => {
    const wide = ".ak-form, .ak-start, .ak-head, .ak-filters, .ak-body, .ak-desk, .ak-list,"
        + " .ak-right, .ak-editor, .ak-sign, .ak-item, .ak-candidates, .ak-reader, .ak-list-head,"
        + " .ak-page button, .ak-page .widget-label, .ak-status";
    const found = [];
    for (const node of document.querySelectorAll(wide)) {
        if (!node.clientWidth) continue;
        const name = `${node.className} ${node.textContent.slice(0, 20)}`;
        if (node.scrollWidth > node.clientWidth + 1) found.push(`wide: ${name}`);
        const tall = node.matches(".ak-right, .ak-list, .ak-desk, button, .widget-label");
        if (tall && node.scrollHeight > node.clientHeight + 2) found.push(`tall: ${name}`);
    }
    return found;
}"""
_OUTLINE = """() => {
    const node = document.activeElement;
    // The button in a date field has the focus, but the field has not; its outline is its own.
    if (!node.closest(".ak-page") || !node.matches(":focus")) return null;
    const style = getComputedStyle(node);
    const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return [`${node.tagName} ${node.className} ${node.textContent.slice(0, 20)}`, seen];
}"""


def _check_look(desk: Desk, name: str) -> None:
    """See that the present state fits, with and without the list of files, and magnified."""
    session = desk.page.context.new_cdp_session(desk.page)
    files = desk.page.locator(".jp-SideBar.jp-mod-left .lm-TabBar-tab").first
    for size, (width, height, ratio) in SIZES.items():
        told = {"width": width, "height": height, "deviceScaleFactor": ratio, "mobile": False}
        session.send("Emulation.setDeviceMetricsOverride", told)
        if size == "whole":
            files.click()
        desk.page.locator(".ak-form, .ak-start").evaluate("node => node.scrollIntoView()")
        desk.page.evaluate(FRAMES)
        if PICTURES is not None:
            # The page's own way to take one would undo the size.
            taken = session.send("Page.captureScreenshot")["data"]
            (PICTURES / f"{name}-{size}.png").write_bytes(base64.b64decode(taken))
        found = desk.page.evaluate(_CUT)
        assert found == [], f"{name} at {size}"
    session.send("Emulation.clearDeviceMetricsOverride")
    session.detach()
    files.click()


def _check_focus(desk: Desk, first: str, steps: int) -> None:
    """Walk from a field through the page by the tabulator and see where one is."""
    desk.page.locator(first).first.focus()
    seen = []
    for _ in range(steps):
        desk.page.keyboard.press("Tab")
        if told := desk.page.evaluate(_OUTLINE):
            seen.append(told)
    assert len(seen) > steps // 2
    assert [name for name, outlined in seen if not outlined] == []


def _change_document(provider: Path) -> None:
    """Publish the policy anew, with other words in the clause of 18-1."""
    policy = provider / "privacy.txt"
    text = policy.read_text(encoding="cp932")
    changed = text.replace(
        "その他の目的で利用することはありません", "同意を得ずに他の目的では利用しません"
    )
    assert changed != text
    policy.write_text(changed, encoding="cp932")


def _prepare(store: Path, provider: Path) -> Workpapers:
    """Leave an audit with an answer whose passage was changed since, and one before it."""
    before = begin(store, provider, audit="A-2025-001")
    before.decide(f"{LAW}:17-1", verdict=Verdict.PARTIAL, fact="目的が抽象的である。")
    papers = begin(store, provider, previous="A-2025-001")
    key = f"{LAW}:18-1"
    found = papers.item(key).evidence[0]
    papers.take(key, found.document, found.start, found.end)
    papers.decide(key, verdict=Verdict.CONFORM)
    _change_document(provider)
    return papers


def test_every_state_fits_its_window(lab: Lab, desk: Desk, store: Path, tmp_path: Path) -> None:
    """From the first page to the signing panel nothing is cut off, and the focus is seen."""
    papers = _prepare(store, provider := copy_sample(tmp_path))
    page = desk.page
    desk.open(lab.lay_out("looks", store=str(store), provider=str(provider)))
    if PICTURES is not None:
        page.screenshot(path=PICTURES / "00-run.png")
    _check_look(desk, "01-start")
    _check_focus(desk, ".ak-start input", 9)
    desk.field("あなたの氏名").fill(AUDITOR)
    desk.press("開く")
    page.locator(".ak-desk[data-ready]").wait_for()
    _check_look(desk, "02-form")
    _check_focus(desk, ".ak-head button", 45)
    desk.choose("17-1")
    expect(page.locator(".ak-previous").first).to_be_visible()
    _check_look(desk, "03-item")

    desk.choose("20-1")
    desk.await_saved(page.locator(".ak-take").first.click)
    desk.await_saved(lambda: page.keyboard.press("Alt+3"))
    _check_look(desk, "04-lacking")
    fact = desk.field("事実", ".ak-editor")
    fact.focus()
    page.keyboard.type("台帳に")
    expect(desk.status).to_have_attribute("data-typing", re.compile("入力中"))
    if PICTURES is not None:
        page.screenshot(path=PICTURES / "05-typing.png")
    desk.await_saved(lambda: page.keyboard.type("記録がない。"))
    _check_look(desk, "06-saved")

    desk.choose("18-1")
    expect(page.locator(".ak-stale")).to_be_visible()
    _check_look(desk, "07-stale")
    desk.await_saved(lambda: desk.press("新しい記載を確認し、判定を維持する"))
    _check_look(desk, "08-complete")

    desk.choose("19")
    papers.who = "統括 次郎"
    papers.refresh()
    papers.decide(f"{LAW}:19", verdict=Verdict.CONFORM, reason="聞き取りで確認した。")
    desk.press("×不適合")
    expect(desk.status).to_contain_text("統括 次郎さんが変更しました")
    _check_look(desk, "09-conflict")

    for number in ("18-3-1", "18-3-2"):
        desk.row(number).locator(".ak-tick").check()
    desk.field("共通の理由").fill("該当する取扱いがない。")
    _check_look(desk, "10-bulk")
    desk.press("点検・署名")
    expect(page.locator(".ak-sign")).to_be_visible()
    _check_look(desk, "11-signing")
    _check_focus(desk, ".ak-sign select", 8)


def test_a_signed_audit_fits_its_window_in_english(
    lab: Lab, desk: Desk, store: Path, tmp_path: Path
) -> None:
    """In English too nothing is cut off; what is signed shows so, and takes no change."""
    papers = begin(store, copy_sample(tmp_path))
    keys = [item.key for item in papers.items]
    papers.decide_all(keys, Verdict.NOT_APPLICABLE, "見本のため、すべて対象外とした。")
    sign(papers, Role.AUDITOR, AUDITOR, "内部監査室", STARTED)
    sign(papers, Role.LEAD, "統括 次郎", "内部監査室", STARTED)
    desk.open(lab.lay_out("english", store=str(store), language="en"))
    _check_look(desk, "21-start-en")
    desk.field("Your name").fill(AUDITOR)
    desk.press("Open")
    desk.page.locator(".ak-desk[data-ready]").wait_for()
    desk.choose("17-1")
    expect(desk.form).to_contain_text("[signed, frozen]")
    expect(desk.page.locator(".ak-verdict button").first).to_be_disabled()
    _check_look(desk, "22-frozen-en")
    desk.press("Check and sign")
    expect(desk.page.locator(".ak-sign")).to_contain_text("統括 次郎")
    _check_look(desk, "23-signing-en")
