"""Two auditors on one audit, each in a notebook of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from lab import Desk, Lab, MakeDesk
from playwright.sync_api import expect
from prepared import AUDIT, AUDITOR, LAW, SAMPLE, begin

from auditkit.models import Json
from auditkit.store import open_store

pytestmark = pytest.mark.browser

SECOND = "統括 次郎"


def _record(store: Path, number: str) -> tuple[dict[str, Json], str]:
    """Return the fields of a requirement, and who wrote them last."""
    with open_store(store, read_only=True) as opened:
        record = opened.state(AUDIT, f"item:{LAW}:{number}")
    return dict(record.fields), record.who


@pytest.fixture
def both(lab: Lab, make_desk: MakeDesk, store: Path) -> tuple[Desk, Desk]:
    """Two desks at which the same audit is open."""
    begin(store, SAMPLE)
    desks = (make_desk(), make_desk())
    for desk, who in zip(desks, (AUDITOR, SECOND), strict=True):
        name = f"desk-{desks.index(desk)}"
        desk.open(lab.lay_out(name, audit=AUDIT, auditor=who, store=str(store)))
    return desks


def test_the_second_answer_does_not_replace_the_first(both: tuple[Desk, Desk], store: Path) -> None:
    """Whoever decides later on an item learns who decided what, and both go on from there."""
    first, second = both
    for desk in both:
        desk.choose("18-1")
    first.await_saved(lambda: first.press("○適合"))
    second.page.keyboard.press("Alt+3")
    expect(second.status).to_contain_text(f"{AUDITOR}さんが変更しました")
    expect(second.status).to_contain_text("18-1")
    expect(second.status).to_contain_text("判定")
    expect(second.page.locator(".ak-verdict .mod-active")).to_have_text("○適合")
    fields, who = _record(store, "18-1")
    assert (fields["verdict"], who) == ("conform", AUDITOR)

    # Texts: the one that came too late is given back to its writer.
    for desk in both:
        desk.choose("18-2")
    first.await_saved(lambda: first.field("判定理由").press_sequentially("承継の契約はない。"))
    second.field("判定理由").press_sequentially("承継は二件ある。")
    expect(second.status).to_contain_text("承継は二件ある。")
    expect(second.field("判定理由")).to_have_value("承継の契約はない。")
    assert _record(store, "18-2") == ({"reason": "承継の契約はない。"}, AUDITOR)

    # Having seen it, the second may change it; another item was never in question.
    second.await_saved(lambda: second.page.keyboard.press("Alt+4"))
    assert _record(store, "18-2")[0]["reason"] == "承継の契約はない。"
    first.choose("19")
    second.choose("20-1")
    first.await_saved(lambda: first.press("○適合"))
    second.await_saved(lambda: second.press("○適合"))
    expect(second.row("19").locator(".ak-state")).to_contain_text("○")
