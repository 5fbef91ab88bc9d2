"""A small audit to work on, and a nursery of processes that work on one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from nursery import Nursery
from small_audit import begin

from auditkit.audits import Workpapers
from auditkit.store import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store in a SQLite file."""
    with open_store(tmp_path / "store.sqlite") as opened:
        yield opened


@pytest.fixture
def papers(store: Store) -> Workpapers:
    """An audit of three items, just begun."""
    return begin(store)


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    """A process that has assessed the sample and forks others off itself."""
    with Nursery() as opened:
        yield opened
