"""What documents, file names and auditors write is shown as text, and quoted to the letter."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lab import Desk, Lab
from playwright.sync_api import expect
from prepared import AUDIT, AUDITOR, LAW, begin

from auditkit.audits import Workpapers
from auditkit.store import open_store

pytestmark = pytest.mark.browser

ATTACK = (
    '<img src="http://elsewhere.invalid/x" onerror="window.hit=1">'
    "<script>window.hit=1</script></textarea></style><svg onload=window.hit=1>"
    "{{constructor.constructor('window.hit=1')()}} [押す](javascript:window.hit=1)"
    " $\\href{javascript:window.hit=1}{x}$ &lt;b&gt; \"'><b>太"
)
FILE = "<img src=x onerror=window.hit=1>\u202e方針.txt"
LINES = (
    f"個人情報保護方針 {ATTACK}",
    "",
    "１．個人情報の取得",
    f"当社は、個人情報を適法かつ公正な手段により取得します。{ATTACK}",
    "",
    "２．難しい文字",
    "🏢𠮷野の会社は、か゛き゛と書き、ﾌﾟﾗｲﾊﾞｼｰとｶ\u3099ｶﾞを区別し、cafe\u0301では👨\u200d👩\u200d👧の同意を得ます。"
    "右\u202eから左\u202cへ書く\u200b語の後で、利用目的を通知します。",
    "葛\U000e0100城市の窓口（🇯🇵）は、㈱や①も受け付け、終わりに𩸽と書きます。",
)
# Each stands once in the document; between them they begin and end beside every odd character.
SELECTED = (
    "適法かつ公正な手段",
    "𠮷野の会社",
    "か゛き゛と書き、ﾌﾟﾗｲﾊﾞｼｰ",
    "ｶ\u3099ｶﾞを区別し、cafe\u0301",
    "👨\u200d👩\u200d👧の同意を得",
    "から左\u202cへ書く\u200b語の後で、利用",
    "目的を通知します。",
    "葛\U000e0100城市の窓口（🇯🇵）",
    "①も受け付け、終わりに𩸽",
)
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e]")


def _shown(text: str) -> str:
    """Return how the form shows a text: what would reorder or hide others has its number."""
    return _HIDDEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", text)


def _provider(folder: Path) -> Path:
    """Write a provider whose every word is an attack."""
    provider = folder / "provider"
    provider.mkdir()
    (provider / FILE).write_text("\n".join(LINES), encoding="utf-8")
    sheet = f"name: |-\n  {ATTACK}\ncontact: |-\n  {ATTACK}\n"
    (provider / "provider.yaml").write_text(sheet, encoding="utf-8")
    return provider


def _check_nothing_ran(desk: Desk) -> None:
    """See that no text became an element or a program."""
    assert desk.page.evaluate("window.hit") is None
    for tag in ("img", "script", "svg", "a", "iframe", "mjx-container", "h1"):
        expect(desk.page.locator(f".ak-page {tag}")).to_have_count(0)
    # One style sheet is ours.
    expect(desk.page.locator(".ak-page style")).to_have_count(1)


@pytest.fixture
def papers(tmp_path: Path, store: Path) -> Workpapers:
    """An audit of the hostile provider by an auditor with a hostile name."""
    return begin(store, _provider(tmp_path), f"{AUDITOR}{ATTACK}")


def test_no_text_becomes_a_program(lab: Lab, desk: Desk, store: Path, papers: Workpapers) -> None:
    """Markup, links and templates in documents, names and fields are shown and never run."""
    desk.open(lab.lay_out("hostile", store=str(store), provider="."))
    expect(desk.field("監査", ".ak-start")).to_contain_text(ATTACK)
    _check_nothing_ran(desk)
    desk.field("文書フォルダー").fill(f"/nowhere/{FILE}")
    desk.field("あなたの氏名").fill(ATTACK)
    desk.press("新しい監査を始める")
    expect(desk.status).to_contain_text(_shown(FILE))
    _check_nothing_ran(desk)

    desk.press("開く")
    desk.page.locator(".ak-desk[data-ready]").wait_for()
    expect(desk.form).to_contain_text(f"監査員：{ATTACK}")
    desk.choose("20-1")
    expect(desk.page.locator(".ak-where").first).to_contain_text(_shown(FILE))
    expect(desk.page.locator(".ak-document")).to_contain_text(_shown(FILE))
    expect(desk.page.locator(".ak-reader")).to_contain_text(ATTACK)
    desk.await_saved(desk.page.locator(".ak-take").first.click)
    desk.await_saved(lambda: desk.press("×不適合"))
    for label in ("事実", "原因", "担当者"):
        desk.field(label, ".ak-editor").fill(ATTACK)
        desk.await_saved(lambda label=label: desk.field(label, ".ak-editor").blur())
    desk.field("名称・内容").fill(ATTACK)
    desk.await_saved(lambda: desk.press("内部証跡を追加"))
    expect(desk.page.locator(".ak-item")).to_contain_text(ATTACK)
    desk.field("検索").fill(ATTACK)
    expect(desk.page.locator(".ak-none").first).to_be_visible()
    _check_nothing_ran(desk)
    desk.press("点検・署名")
    for label in ("氏名", "所属部門"):
        desk.field(label, ".ak-sign").fill(ATTACK)
    desk.press("署名する")
    expect(desk.status.locator(".ak-bad")).to_be_visible()
    _check_nothing_ran(desk)


def test_a_selection_is_quoted_to_the_letter(
    lab: Lab, desk: Desk, store: Path, papers: Workpapers
) -> None:
    """Start, end and quote are those of the selected text, whatever characters stand before it."""
    desk.open(lab.lay_out("letters", audit=AUDIT, auditor=AUDITOR, store=str(store)))
    desk.choose("20-1")
    (document,) = papers.assessment.documents.documents
    expect(desk.page.locator(".ak-mark-current")).to_be_visible()
    for wanted in SELECTED:
        desk.select_text(_shown(wanted))
        desk.await_saved(lambda: desk.press("選択した箇所を証跡にする"))
    # Three clicks take a paragraph, without the line that ends it; the last one too.
    whole = (LINES[3], LINES[-1])
    for paragraph in whole:
        desk.select_text(_shown(paragraph), by_clicks=True)
        desk.await_saved(lambda: desk.press("選択した箇所を証跡にする"))
    with open_store(store, read_only=True) as opened:
        quotes = opened.state(AUDIT, f"item:{LAW}:20-1").fields["quotes"]
    assert isinstance(quotes, list)
    assert [(q["start"], q["end"], q["quote"]) for q in quotes if isinstance(q, dict)] == [
        (at := document.text.index(wanted), at + len(wanted), wanted)
        for wanted in (*SELECTED, *whole)
    ]
