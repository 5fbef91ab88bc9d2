"""The samples that are not text can be made anew from their script."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from auditkit.documents import read_documents


@pytest.fixture(scope="module")
def script(checkout: Path) -> ModuleType:
    """``samples/make_samples.py`` as a module."""
    spec = importlib.util.spec_from_file_location(
        "make_samples", checkout / "samples" / "make_samples.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def remade(script: ModuleType, tmp_path: Path) -> Path:
    """A folder with the files the script writes."""
    for name in (script.DISCLOSURE, script.NOTICE):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    script.main(tmp_path)
    return tmp_path


@pytest.mark.parametrize("which", ["DISCLOSURE", "NOTICE"])
def test_committed_file_has_the_text_of_its_script(
    script: ModuleType, remade: Path, checkout: Path, which: str
) -> None:
    """A sample made anew reads exactly like the one in the repository."""
    name = getattr(script, which)
    (made,) = read_documents([remade / name]).documents
    (committed,) = read_documents([checkout / "samples" / name]).documents
    assert made.text == committed.text
    assert made.passages == committed.passages


@pytest.mark.parametrize("make", ["make_disclosure", "make_notice"])
def test_two_runs_make_the_same_bytes(script: ModuleType, make: str) -> None:
    """Nothing in a sample depends on when it was made."""
    assert getattr(script, make)() == getattr(script, make)()


def test_text_samples_keep_their_encodings(checkout: Path) -> None:
    """The older policy stays CP932 with CRLF, as it would come from a provider."""
    data = (checkout / "samples" / "kogane-server" / "privacy.txt").read_bytes()
    text = data.decode("cp932")
    assert text.startswith("個人情報保護方針\r\n")
    assert text.count("\n") == text.count("\r\n")
