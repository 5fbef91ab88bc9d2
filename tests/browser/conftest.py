"""One server and one browser profile for all tests here, and a desk for each test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from lab import PICTURES, WAIT, Desk, Lab, MakeDesk, run_lab
from playwright.sync_api import BrowserContext, expect, sync_playwright

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--lang=ja"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab that only these tests use."""
    folder = tmp_path_factory.mktemp("lab")
    with run_lab(folder, folder / "store.sqlite") as running:
        yield running


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the browser keeps from module to module: JupyterLab's own programs, above all."""
    return tmp_path_factory.mktemp("profile")


# Not of the session: Playwright keeps an event loop running, in which the notebooks that
# pytest runs after these tests could not start theirs.
@pytest.fixture(scope="module")
def browser(chromium: str, profile: Path) -> Iterator[BrowserContext]:
    """The machine's own Chromium, without a window."""
    expect.set_options(timeout=WAIT)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=chromium,
            args=list(ARGUMENTS),
            locale="ja-JP",
            viewport={"width": 1280, "height": 800},
        )
        running.set_default_timeout(WAIT)
        yield running
        running.close()


@pytest.fixture
def make_desk(
    lab: Lab, browser: BrowserContext, request: pytest.FixtureRequest
) -> Iterator[MakeDesk]:
    """A maker of desks; no page may have complained in the end, or asked another machine."""
    desks: list[Desk] = []
    with ExitStack() as opened:
        opened.callback(lab.stop_kernels)

        def make() -> Desk:
            page = browser.new_page()
            opened.callback(page.close)
            desks.append(Desk(page, lab))
            return desks[-1]

        yield make
        if PICTURES is not None:
            for number, desk in enumerate(desks):
                desk.page.screenshot(path=PICTURES / f"{request.node.name}-end-{number}.png")
    assert [error for desk in desks for error in desk.errors] == []
    assert [request for desk in desks for request in desk.elsewhere] == []
    assert [dialog for desk in desks for dialog in desk.dialogs] == []


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    """One desk."""
    return make_desk()


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """Where the test's own store lies."""
    return tmp_path / "store.sqlite"
