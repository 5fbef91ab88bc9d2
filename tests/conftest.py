"""What a test may need: LibreOffice, Chromium, PostgreSQL, the evaluation documents.

A test whose need is not met is deselected, not skipped, and the header says so.  With
``AUDITKIT_REQUIRE_ALL=1`` (as in CI) a missing program is an error instead.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from tests.postgres import find_postgres
from tests.stores import address, server

__all__ = ["address", "server"]  # fixtures of every test

CHECKOUT = Path(__file__).resolve().parent.parent
OFFICE = shutil.which("soffice")
CHROMIUM = shutil.which("chromium")


def evaluation_folder() -> Path | None:
    """Return the folder of evaluation documents, if there is one on this machine.

    ``AUDITKIT_EVALUATION`` names it; by default it lies beside the checkout.  The tests that
    ship are complete without it.
    """
    named = os.environ.get("AUDITKIT_EVALUATION")
    folder = Path(named) if named else CHECKOUT.parent / "shared" / "documents"
    return folder if folder.is_dir() else None


def pytest_configure(config: pytest.Config) -> None:
    """Stop at once where everything is required and something is missing."""
    # No test, and no notebook, may touch the store of who runs them.
    folder = tempfile.TemporaryDirectory(prefix="auditkit-")
    config.add_cleanup(folder.cleanup)
    os.environ["AUDITKIT_STORE"] = str(Path(folder.name) / "store.sqlite")
    if os.environ.get("AUDITKIT_REQUIRE_ALL"):
        wanted = (("soffice", OFFICE), ("chromium", CHROMIUM), ("PostgreSQL", find_postgres()))
        for name, found in wanted:
            if found is None:
                raise pytest.UsageError(f"AUDITKIT_REQUIRE_ALL is set, but there is no {name}")


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Say what this run leaves out."""
    office = OFFICE or "not found: tests marked office are left out"
    chromium = CHROMIUM or "not found: tests marked browser are left out"
    folder = "found" if evaluation_folder() else "not found: tests marked evaluation are left out"
    postgres = "found" if find_postgres() else "not found: tests marked postgres are left out"
    return [
        f"LibreOffice: {office}",
        f"Chromium: {chromium}",
        f"PostgreSQL: {postgres}",
        f"evaluation documents: {folder}",
    ]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Deselect the tests whose need this machine does not meet."""
    missing = set()
    if OFFICE is None:
        missing.add("office")
    if CHROMIUM is None:
        missing.add("browser")
    if find_postgres() is None:
        missing.add("postgres")
    if evaluation_folder() is None:
        missing.add("evaluation")
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in missing)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def soffice() -> str:
    """The LibreOffice program; ask for it in tests marked ``office``."""
    assert OFFICE is not None, "mark this test with @pytest.mark.office"
    return OFFICE


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; ask for it in tests marked ``browser``."""
    assert CHROMIUM is not None, "mark this test with @pytest.mark.browser"
    return CHROMIUM


@pytest.fixture(scope="session")
def evaluation() -> Path:
    """The folder of evaluation documents; ask for it in tests marked ``evaluation``."""
    folder = evaluation_folder()
    assert folder is not None, "mark this test with @pytest.mark.evaluation"
    return folder


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the checkout."""
    return CHECKOUT
