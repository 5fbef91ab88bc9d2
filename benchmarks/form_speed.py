"""How fast the auditor's form is, against a naive form of one drop-down and one text per item.

    python benchmarks/form_speed.py [MINUTES] [--pairs N] [--switches N]

Both run in a real JupyterLab in a headless Chromium, which must be installed.  The provider is
assessed in an earlier cell for both, and the audit of all shipped items exists already.
Printed are the first paint of both, taking turns, and their ratio; the live widgets; the time
from a key or click in the list to the painted item; and, for MINUTES of clicking, deciding and
typing, what memory and that time are in the last quarter against the first.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import BrowserContext, CDPSession, Page, sync_playwright

from auditkit.audits import start_audit
from auditkit.shipped import shipped
from auditkit.store import open_store
from auditkit.workflow import assess_provider

SAMPLE = shipped("samples") / "kogane-server"
AUDITOR = "監査 花子"
HOMES = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
)
PREPARE = f"""
import gc, psutil
import ipywidgets as w
from ipywidgets.widgets import widget
from auditkit import forms
from auditkit.workflow import assess_provider
assessed = assess_provider({str(SAMPLE)!r})
forms.assess_provider = lambda *told, **named: assessed  # assessed beforehand, as the naive form
"""
NAIVE = """
verdicts = ["未確認", "適合", "一部不適合", "不適合", "対象外"]
w.VBox([
    w.HBox([
        w.Dropdown(description=item.requirement.id, options=verdicts),
        w.Textarea(placeholder=item.requirement.title.ja),
    ])
    for item in assessed.assessment.items
])
"""
OURS = "forms.open_desk(audit={audit!r}, auditor={auditor!r}, store={store!r}, output={output!r})"
CLOSE = "w.Widget.close_all()"
NAIVE_THERE = "document.getElementsByClassName('widget-textarea').length >= {items}"
OURS_THERE = """
    document.getElementsByClassName('ak-row').length >= {items}
    && document.querySelector('.ak-item-number')?.textContent
    && document.querySelector('.ak-candidates')?.childElementCount
    && document.querySelector('.ak-reader .ak-passage')
    && document.querySelector('.ak-editor textarea')
"""
READY = """() => {
    const context = window.jupyterapp?.shell.currentWidget?.sessionContext;
    return context?.isReady && context.session?.kernel?.status === "idle";
}"""
RUN = """index => {
    jupyterapp.shell.currentWidget.content.activeCellIndex = index;
    return jupyterapp.commands.execute("notebook:run-cell");
}"""
# From the command to the frame after the one in which everything was painted.
RUN_UNTIL = """index => new Promise(done => {
    const started = performance.now();
    const run = %s;
    run(index);
    const look = () => requestAnimationFrame(() => {
        if (!(%s)) return look();
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - started)));
    });
    look();
})"""
ASK = """async what => {
    const kernel = jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    const asked = kernel.requestExecute(
        {code: "", silent: true, store_history: false, user_expressions: {told: what}});
    return (await asked.done).content.user_expressions.told.data["text/plain"];
}"""
# Notes the next key or click in the list, and when the item it led to has been painted.
WATCH = """() => {
    window.akSwitch = null;
    const before = document.querySelector(".ak-item-number").textContent;
    const seen = event => {
        if (!event.target.closest?.(".ak-rows")) return;
        removeEventListener("keydown", seen, true);
        removeEventListener("click", seen, true);
        const look = () => requestAnimationFrame(() => {
            const chosen = document.querySelector(".ak-current .ak-number")?.textContent;
            const shown = document.querySelector(".ak-item-number")?.textContent;
            if (shown === before || shown !== chosen) return look();
            requestAnimationFrame(() => requestAnimationFrame(() => {
                window.akSwitch = performance.now() - event.timeStamp;
            }));
        });
        look();
    };
    addEventListener("keydown", seen, true);
    addEventListener("click", seen, true);
}"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("minutes", nargs="?", type=float, default=1.0)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--switches", type=int, default=200)
    options = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("chromium is not on the path")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        items = _prepare(folder)
        with _lab(folder) as address, sync_playwright() as playwright:
            arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
            browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
            context = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 800})
            context.set_default_timeout(120_000)
            _compare(context, address, items, options.pairs)
            page = _open(context, address, "ours")
            _run_until(page, OURS_THERE.format(items=items))
            _switching(page, options.switches)
            _soak(page, context.new_cdp_session(page), options.minutes * 60)
            browser.close()


def _prepare(folder: Path) -> int:
    """Start an audit of all items and write both notebooks; return the number of items."""
    assessed = assess_provider(SAMPLE)
    place = str(folder / "store.sqlite")
    with open_store(place) as store:
        papers = start_audit(
            store, assessed.assessment, assessed.findings, who=AUDITOR, folder=str(SAMPLE)
        )
    told = {"audit": papers.audit.id, "auditor": AUDITOR, "store": place, "output": str(folder)}
    for name, cell in (("naive", NAIVE), ("ours", OURS.format(**told))):
        cells = [
            {
                "cell_type": "code",
                "id": f"cell-{number}",
                "metadata": {},
                "execution_count": None,
                "outputs": [],
                "source": source.strip(),
            }
            for number, source in enumerate((PREPARE, cell, CLOSE))
        ]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        notebook = {"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}
        (folder / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    count = len(papers.items)
    documents = len(assessed.assessment.documents.documents)
    print(f"{count} items, {documents} documents")
    return count


@contextlib.contextmanager
def _lab(folder: Path) -> Iterator[str]:
    """Start a JupyterLab of its own on the folder and give its address, token included."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}"]
    command += ["--ServerApp.port_retries=0", f"--IdentityProvider.token={token}", "--allow-root"]
    command += ["--LabApp.news_url=None", "--expose-app-in-browser"]
    command += ["--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    command += ["--LabApp.extension_manager=readonly"]
    homes = {name: str(folder / "jupyter" / name) for name in HOMES}
    address = f"http://127.0.0.1:{port}/{{}}?token={token}"
    with (folder / "lab.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **homes}, stdout=log, stderr=log
        )
        try:
            until = time.monotonic() + 60
            while True:
                try:
                    urllib.request.urlopen(address.format("api/status")).close()
                    break
                except urllib.error.URLError:
                    if time.monotonic() > until:
                        raise
                    time.sleep(0.2)
            yield address
        finally:
            server.terminate()
            server.wait()


def _open(context: BrowserContext, address: str, name: str) -> Page:
    """Open a notebook in a page of its own and see that its first cell has been run."""
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    workspace = f"{name}-{secrets.token_hex(4)}"
    page.goto(address.format(f"lab/workspaces/{workspace}/tree/{name}.ipynb"))
    page.wait_for_function(READY)
    if _ask(page, "'assessed' in globals()") != "True":
        page.evaluate(RUN, 0)
    return page


def _ask(page: Page, what: str) -> str:
    told: str = page.evaluate(ASK, what)
    return told


def _run_until(page: Page, there: str) -> float:
    """Run the form's cell and return the milliseconds until it is painted."""
    took: float = page.evaluate(RUN_UNTIL % (RUN, there), 1)
    return took


def _compare(context: BrowserContext, address: str, items: int, pairs: int) -> None:
    kinds = {"naive": NAIVE_THERE, "ours": OURS_THERE}
    times: dict[str, list[float]] = {name: [] for name in kinds}
    widgets = {}
    # The first turn of both warms the kernels, the server and the browser's cache.
    for turn in range(pairs + 1):
        for name, there in kinds.items():
            page = _open(context, address, name)
            took = _run_until(page, there.format(items=items))
            widgets[name] = _ask(page, "len(widget._instances)")
            page.evaluate(RUN, 2)
            page.close()
            if turn:
                times[name].append(took)
    ours, naive = (statistics.median(times[name]) for name in ("ours", "naive"))
    print(f"first paint  {ours:6.0f} ms  (all: {_list(times['ours'])})")
    print(f"naive form   {naive:6.0f} ms  (all: {_list(times['naive'])})")
    print(f"ratio        {naive / ours:6.1f}     medians of {pairs} pairs in turn")
    print(f"live widgets {widgets['ours']:>6}     naive {widgets['naive']}", flush=True)


def _list(times: Sequence[float]) -> str:
    return ", ".join(f"{each:.0f}" for each in times)


def _switch(page: Page, chance: random.Random) -> float:
    """Go to another item by click or key, and return the milliseconds until it is painted."""
    page.evaluate(WATCH)
    rows = page.locator(".ak-row:not(.ak-current)")
    if chance.random() < 0.5:
        rows.nth(chance.randrange(rows.count())).locator(".ak-title").click()
    else:
        last = page.locator(".ak-row").last
        at_end = "ak-current" in (last.get_attribute("class") or "")
        page.locator(".ak-rows").press("ArrowUp" if at_end else "ArrowDown")
    took: float = page.wait_for_function("window.akSwitch").json_value()
    return took


def _switching(page: Page, switches: int) -> None:
    chance = random.Random(1)
    for _ in range(20):
        _switch(page, chance)
    times = sorted(_switch(page, chance) for _ in range(switches))
    p95 = times[int(0.95 * (len(times) - 1))]
    median = statistics.median(times)
    print(f"switching    {median:6.0f} ms  p95 {p95:.0f} ms, of {switches}", flush=True)


def _soak(page: Page, session: CDPSession, seconds: float) -> None:
    chance = random.Random(2)
    latencies: list[float] = []
    kernel: list[float] = []
    heap: list[float] = []
    done = dict.fromkeys(("decided", "typed", "took"), 0)
    started = time.monotonic()
    looks = 40  # looks at memory, evenly over the time
    while (passed := time.monotonic() - started) < seconds:
        latencies.append(_switch(page, chance))
        _work(page, chance, done)
        if passed >= len(kernel) * seconds / looks:
            kernel.append(int(_ask(page, "gc.collect() * 0 + psutil.Process().memory_info().rss")))
            session.send("HeapProfiler.collectGarbage")
            heap.append(page.evaluate("performance.memory.usedJSHeapSize"))
    widgets = _ask(page, "len(widget._instances)")
    told = ", ".join(f"{count} {name}" for name, count in done.items())
    print(f"{seconds / 60:g} minutes: {len(latencies)} switched, {told}; {widgets} live widgets")
    for name, values, unit, size in (
        ("kernel memory", kernel, "MiB", 2**20),
        ("page's heap", heap, "MiB", 2**20),
        ("switching", latencies, "ms", 1),
    ):
        count = max(1, len(values) // 4)
        first = statistics.median(values[:count]) / size
        last = statistics.median(values[-count:]) / size
        print(f"  {name:<14} {first:6.1f} → {last:6.1f} {unit}, ratio {last / first:.2f}")


def _work(page: Page, chance: random.Random, done: dict[str, int]) -> None:
    """Do something on the shown item: decide, type a reason, take or reject a passage."""
    match chance.randrange(4):
        case 0:
            page.locator(".ak-rows").press(f"Alt+{chance.randint(1, 4)}")
            done["decided"] += 1
        case 1:
            reason = page.locator(".ak-editor textarea").first
            reason.fill(f"記録を閲覧して確認した（{chance.random():.6f}）。")
            reason.blur()
            done["typed"] += 1
        case 2:
            cards = page.locator(".ak-candidates .ak-button")
            if cards.count():
                cards.nth(chance.randrange(cards.count())).click()
                done["took"] += 1


if __name__ == "__main__":
    main()
