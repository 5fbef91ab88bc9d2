"""Workbooks that the tests of the report read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from audit_sample import Audited, assessed, begin, reported, work, write_audit
from large_audit import large_audit
from openpyxl.workbook import Workbook
from report_sample import Sample, sample, write

from auditkit.models import Language


@pytest.fixture(scope="session")
def made() -> Sample:
    """Return a fictional provider's assessment."""
    return sample()


@pytest.fixture(scope="session")
def paths(made: Sample, tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    """Return its workbook in each language."""
    folder = tmp_path_factory.mktemp("reports")
    return {
        "ja": write(made, folder / "ja.xlsx"),
        "en": write(made, folder / "en.xlsx", "en"),
    }


@pytest.fixture(scope="session")
def books(paths: dict[Language, Path]) -> dict[Language, Workbook]:
    """Return those workbooks, read back."""
    return {language: openpyxl.load_workbook(path) for language, path in paths.items()}


@pytest.fixture(scope="session")
def book(books: dict[Language, Workbook]) -> Workbook:
    """Return the Japanese workbook."""
    return books["ja"]


@pytest.fixture(scope="session")
def values(paths: dict[Language, Path]) -> Workbook:
    """Return the Japanese workbook with the values computed for its formulas."""
    return openpyxl.load_workbook(paths["ja"], data_only=True)


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """Return an audit of a sample provider in the middle of the work."""
    whole = assessed()
    papers = begin(tmp_path_factory.mktemp("audit"), whole.assessment, whole.findings)
    work(papers)
    return reported(papers, whole.findings)


@pytest.fixture(scope="session")
def audit_paths(audited: Audited, tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    """Return its workbook in each language."""
    folder = tmp_path_factory.mktemp("audit-reports")
    return {
        "ja": write_audit(audited, folder / "ja.xlsx"),
        "en": write_audit(audited, folder / "en.xlsx", "en"),
    }


@pytest.fixture(scope="session")
def audit_books(audit_paths: dict[Language, Path]) -> dict[Language, Workbook]:
    """Return those workbooks, read back."""
    return {language: openpyxl.load_workbook(path) for language, path in audit_paths.items()}


@pytest.fixture(scope="session")
def audit_book(audit_books: dict[Language, Workbook]) -> Workbook:
    """Return the Japanese workbook of the audit."""
    return audit_books["ja"]


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Audited:
    """Return the third audit of all requirements, with 60 findings and their actions."""
    return large_audit(tmp_path_factory.mktemp("large"))


@pytest.fixture(scope="session")
def large_paths(large: Audited, tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    """Return its workbook in each language."""
    folder = tmp_path_factory.mktemp("large-reports")
    return {
        "ja": write_audit(large, folder / "ja.xlsx"),
        "en": write_audit(large, folder / "en.xlsx", "en"),
    }


@pytest.fixture(scope="session")
def large_books(large_paths: dict[Language, Path]) -> dict[Language, Workbook]:
    """Return those workbooks, read back."""
    return {language: openpyxl.load_workbook(path) for language, path in large_paths.items()}
