"""The pack of a small signed audit, and what went into it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from auditkit.audits import audit_record
from auditkit.models import AuditRecord
from auditkit.packs import write_pack
from auditkit.store import open_store
from tests.signed_audit import sample_documents, sign_small_audit


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> AuditRecord:
    """A signed audit, as a report is told of it."""
    with open_store(tmp_path_factory.mktemp("store") / "store.sqlite") as store:
        return audit_record(sign_small_audit(store))


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A copy of the audited documents, by the names that the journal has for them."""
    copies = {}
    for name, file in sample_documents().items():
        copies[name] = tmp_path / "provider" / name
        copies[name].parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copies[name])
    return copies


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    """What stands for the workbook: a pack takes it as it is."""
    file = tmp_path / "report.xlsx"
    file.write_bytes(b"PK\x03\x04 a workbook is itself a zip archive" * 100)
    return file


@pytest.fixture
def notebook(tmp_path: Path) -> Path:
    """What stands for the executed notebook."""
    file = tmp_path / "run.ipynb"
    file.write_text('{"cells": []}', encoding="utf-8")
    return file


@pytest.fixture
def pack(
    tmp_path: Path,
    files: dict[str, Path],
    record: AuditRecord,
    workbook: Path,
    notebook: Path,
) -> Path:
    """The pack of the audit."""
    return write_pack(
        tmp_path / "pack.zip",
        documents=files,
        record=record,
        workbook=workbook,
        notebook=notebook,
    )
