"""Workbooks that were handed out, made once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.returns.handed_out import FINDINGS, ITEMS, Handed, make


@pytest.fixture(scope="session")
def _large(tmp_path_factory: pytest.TempPathFactory) -> Handed:
    return make(tmp_path_factory.mktemp("handed") / "large", ITEMS, FINDINGS)


@pytest.fixture(scope="session")
def _small(tmp_path_factory: pytest.TempPathFactory) -> Handed:
    return make(tmp_path_factory.mktemp("handed") / "small", 8, 3)


@pytest.fixture
def large(_large: Handed, tmp_path: Path) -> Handed:
    """An audit of 120 requirements with 40 findings, to write to."""
    return _large.copy(tmp_path / "large")


@pytest.fixture
def small(_small: Handed, tmp_path: Path) -> Handed:
    """An audit of 8 requirements with 3 findings, to write to."""
    return _small.copy(tmp_path / "small")
