"""A JupyterLab of the tests' own, and a page of it on which an auditor works."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
from playwright.sync_api import Locator, Page, TimeoutError, expect

from auditkit.shipped import shipped

WAIT = 60_000
"""Milliseconds; machines that run tests are often busy."""
PICTURES = Path(os.environ["AUDITKIT_PICTURES"]) if "AUDITKIT_PICTURES" in os.environ else None
"""Where pictures of what the tests see are put, if anybody wants to look at them."""
_START = "from auditkit.runs import _imports; from jupyterlab.labapp import main; main()"
_OWN_FOLDERS = (
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
    "IPYTHONDIR",
)


@dataclass(frozen=True)
class Lab:
    """A running server: where it listens, what it asks for, and the folder it serves."""

    url: str
    token: str
    folder: Path
    pid: int

    def lay_out(self, name: str, **parameters: str) -> str:
        """Put a copy of the assessment notebook with these parameters there; return its name."""
        notebook = json.loads((shipped("notebooks") / "assess.ipynb").read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell |= {"outputs": [], "execution_count": None}
            if "parameters" in cell["metadata"].get("tags", ()):
                lines = "".join(cell["source"]).splitlines()
                known = [line.partition(" = ")[0] for line in lines]
                assert set(parameters) <= set(known), "the notebook has no such parameter"
                cell["source"] = "\n".join(
                    f"{key} = {parameters[key]!r}" if key in parameters else line
                    for key, line in zip(known, lines, strict=True)
                )
        path = self.folder / f"{name}.ipynb"
        path.write_text(json.dumps(notebook, ensure_ascii=False), encoding="utf-8")
        return path.name

    def kernels(self) -> list[dict[str, Any]]:
        """Return what the server says of its kernels."""
        found: list[dict[str, Any]] = self._ask("GET", "kernels")
        return found

    def kill_kernels(self) -> None:
        """Kill every kernel's process, as a machine that fails would."""
        ids = {str(kernel["id"]) for kernel in self.kernels()}
        killed = []
        for child in psutil.Process(self.pid).children(recursive=True):
            if any(each in word for word in child.cmdline() for each in ids):
                child.send_signal(signal.SIGKILL)
                killed.append(child)
        assert killed
        psutil.wait_procs(killed, timeout=10)

    def stop_kernels(self) -> None:
        """Shut every kernel down, so that the next test finds none of this one's values."""
        for session in self._ask("GET", "sessions"):
            self._ask("DELETE", f"sessions/{session['id']}")
        for kernel in self.kernels():
            self._ask("DELETE", f"kernels/{kernel['id']}")

    def _ask(self, method: str, what: str) -> Any:
        request = urllib.request.Request(f"{self.url}api/{what}", method=method)
        request.add_header("Authorization", f"token {self.token}")
        with urllib.request.urlopen(request, timeout=30) as answer:
            body = answer.read()
        return json.loads(body) if body else None


@contextmanager
def run_lab(folder: Path, store: Path) -> Iterator[Lab]:
    """Start a server that shares nothing with the user's own, and stop it in the end."""
    served = folder / "desk"
    served.mkdir()
    told = {name: str(folder / name.lower()) for name in _OWN_FOLDERS}
    news = folder / "jupyterlab_settings_dir" / "@jupyterlab" / "apputils-extension"
    news.mkdir(parents=True)
    (news / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}', "utf-8")
    token = secrets.token_hex(8)
    command = [
        *(sys.executable, "-c", _START, "--no-browser", "--allow-root"),
        *("--ServerApp.port=0", f"--ServerApp.root_dir={served}"),
        f"--IdentityProvider.token={token}",
        *("--LabApp.news_url=None", "--LabApp.extension_manager=readonly"),
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    environment = os.environ | told | {"AUDITKIT_STORE": str(store), "AUDITKIT_DEBUG": ""}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            command, cwd=served, env=environment, stdout=log, stderr=subprocess.STDOUT
        )
        try:
            yield Lab(
                _address(server, Path(told["JUPYTER_RUNTIME_DIR"]), log.name),
                token,
                served,
                server.pid,
            )
        finally:
            # Kernels are children of the server; nothing of theirs is worth a slow goodbye.
            family = [
                psutil.Process(server.pid),
                *psutil.Process(server.pid).children(recursive=True),
            ]
            for process in reversed(family):
                process.kill()
            server.wait(timeout=30)


def _address(server: subprocess.Popen[bytes], runtime: Path, log: str) -> str:
    """Return where the server listens, once it answers."""
    limit = time.monotonic() + WAIT / 1000
    while time.monotonic() < limit and server.poll() is None:
        for told in runtime.glob("jpserver-*.json"):
            try:
                url = str(json.loads(told.read_text(encoding="utf-8"))["url"])
                urllib.request.urlopen(f"{url}api", timeout=5).close()
            except (ValueError, OSError):
                continue
            return url
        time.sleep(0.1)
    raise AssertionError(Path(log).read_text(encoding="utf-8", errors="replace"))


@dataclass
class Desk:
    """A page of JupyterLab with the notebook on it; what it does is what a person would do."""

    page: Page
    lab: Lab
    errors: list[str] = field(default_factory=list)
    """What the page itself complained about."""
    elsewhere: list[str] = field(default_factory=list)
    """Requests that did not go to the server of the test."""
    dialogs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._note(request.url))
        self.page.on("dialog", self._meet)

    def _note(self, url: str) -> None:
        own = self.lab.url.removeprefix("http")
        if not url.startswith(("data:", "blob:", f"http{own}", f"ws{own}")):
            self.elsewhere.append(url)

    def _meet(self, dialog: Any) -> None:
        if dialog.type != "beforeunload":
            self.dialogs.append(f"{dialog.type}: {dialog.message}")
        dialog.accept()

    def open(self, notebook: str) -> None:
        """Open a notebook and run all its cells by the menu."""
        name = notebook.removesuffix(".ipynb")
        self.page.goto(
            f"{self.lab.url}lab/workspaces/{name}/tree/{notebook}?token={self.lab.token}"
        )
        # The notebook's own indicator says idle before there is a kernel.
        self.page.locator("#jp-main-statusbar").get_by_text("| Idle").wait_for(timeout=WAIT)
        self.run_all()

    def run_all(self) -> None:
        """Run all cells by the menu, and wait for what they show."""
        self.page.locator(".lm-MenuBar-itemLabel", has_text="Run").click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text("Run All Cells", exact=True).click()
        self.page.locator(".ak-start, .ak-desk[data-ready]").wait_for(timeout=WAIT)

    @property
    def form(self) -> Locator:
        """The form, from its title to its last field."""
        return self.page.locator(".ak-form")

    @property
    def status(self) -> Locator:
        """The line that says what happened last."""
        return self.page.locator(".ak-status")

    @property
    def current(self) -> Locator:
        """The line of the list that is chosen."""
        return self.page.locator(".ak-row.ak-current")

    def field(self, label: str, within: str = ".ak-page") -> Locator:
        """Return the field with this label."""
        boxes = self.page.locator(f"{within} .jupyter-widgets")
        own = self.page.locator(".widget-label").get_by_text(label, exact=True)
        return boxes.filter(has=own).last.locator("input, textarea, select")

    def press(self, label: str, within: str = ".ak-page") -> None:
        """Press the button with this label."""
        self.page.locator(within).get_by_role("button", name=label, exact=True).click()

    def row(self, number: str) -> Locator:
        """Return the list's line of a requirement."""
        own = self.page.locator(".ak-number").get_by_text(number, exact=True)
        return self.page.locator(".ak-row").filter(has=own)

    def choose(self, number: str) -> None:
        """Click a requirement in the list, and wait until it is shown."""
        self.row(number).click()
        self.await_item(number)

    def await_item(self, number: str) -> None:
        """Wait until the item with this number is shown."""
        expect(self.page.locator(".ak-item-number")).to_have_text(number)

    def await_saved(self, act: Callable[[], object]) -> None:
        """Do something, and wait until the form says that it is on record."""
        before = self.entries()
        act()
        self.await_entries(before)

    def entries(self) -> int:
        """Return how many entries of the journal the form speaks of."""
        told = self.status.inner_text()
        digits = told.rpartition("記録 ")[2].partition(" ")[0]
        return int(digits) if digits.isdecimal() else 0

    def await_entries(self, before: int) -> None:
        """Wait until the form says that the journal grew."""
        try:
            self.page.wait_for_function(_GREW, arg=before, timeout=WAIT)
        except TimeoutError as error:
            raise AssertionError(f"the form says: {self.status.inner_text()}") from error

    def select_text(self, wanted: str, *, by_clicks: bool = False) -> None:
        """Select a stretch of the open document with the mouse: edge to edge, or all of it."""
        self.page.locator(".ak-reader").scroll_into_view_if_needed()
        self.page.evaluate(FRAMES)
        edges = self.page.evaluate(_EDGES, wanted)
        assert edges, f"not in the document: {wanted!r}"
        (x, y), (to_x, to_y) = edges
        if by_clicks:
            self.page.mouse.click(x + 2, y, click_count=3)
            return
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move((x + to_x) / 2, (y + to_y) / 2)
        self.page.mouse.move(to_x, to_y)
        self.page.mouse.up()


_GREW = """before => {
    const told = document.querySelector(".ak-status .ak-ok")?.textContent ?? "";
    return Number(/記録 (\\d+)/.exec(told)?.[1] ?? 0) > before;
}"""
# The reader brings a mark into view within two frames.
MakeDesk = Callable[[], Desk]

FRAMES = """async () => {
    for (let i = 0; i < 4; i += 1) await new Promise(requestAnimationFrame);
}"""
_EDGES = """wanted => {
    const reader = document.querySelector(".ak-reader");
    for (const line of reader.querySelectorAll(".ak-passage")) {
        const at = line.textContent.indexOf(wanted);
        if (at < 0) continue;
        reader.scrollTop += line.getBoundingClientRect().top - reader.getBoundingClientRect().top - 20;
        const place = (offset) => {
            const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
            for (let node = walk.nextNode(); node; node = walk.nextNode()) {
                if (offset <= node.length) return [node, offset];
                offset -= node.length;
            }
        };
        const box = (from, to) => {
            const range = document.createRange();
            range.setStart(...place(from));
            range.setEnd(...place(to));
            return [...range.getClientRects()].filter((r) => r.width);
        };
        const whole = box(at, at + wanted.length);
        const first = whole[0];
        const last = whole[whole.length - 1];
        const middle = (r) => r.top + r.height / 2;
        return [[first.left + 0.5, middle(first)], [last.right - 0.5, middle(last)]];
    }
    return null;
}"""
