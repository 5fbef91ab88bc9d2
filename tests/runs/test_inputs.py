"""What goes into a run: the files, and the checklists chosen."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from auditkit.errors import AuditkitError, DocumentError
from auditkit.models import DocumentSet, Problem
from auditkit.runs import describe_run, require_documents
from auditkit.runs._inputs import check_keys, known_checklists

_KNOWN = ["appi@2023-04-01", "jis-q-15001@2017"]


def test_equal_inputs_are_described_equally_anywhere(tmp_path: Path) -> None:
    """Where the provider's folder lies does not show in the description of a run."""
    runs = []
    for place in ("here", "over/there"):
        folder = tmp_path / place / "p"
        folder.mkdir(parents=True)
        (folder / "a.txt").write_bytes(b"a")
        (folder / "provider.yaml").write_bytes(b"name: p")
        runs.append(describe_run(folder, [folder], (), as_of="2026-04-01"))
    assert runs[0] == runs[1]
    assert [file.path for file in runs[0].inputs] == ["provider.yaml", "a.txt"]
    assert runs[0].inputs[1].sha256 == hashlib.sha256(b"a").hexdigest()


def test_checklists_are_chosen_in_the_order_named() -> None:
    """Spaces, empty parts and repeats in the list do no harm."""
    keys = check_keys(" jis-q-15001@2017,appi@2023-04-01,, jis-q-15001@2017", _KNOWN)
    assert keys == ("jis-q-15001@2017", "appi@2023-04-01")


def test_every_unknown_checklist_is_told_with_the_nearest() -> None:
    """All wrong names are listed at once, each with what was probably meant."""
    with pytest.raises(AuditkitError) as caught:
        check_keys("appi@2022-04-01,jis@2017", _KNOWN)
    assert len(caught.value.faults) == 2
    assert "「appi@2023-04-01」のことですか" in str(caught.value.faults[0])


def test_at_least_one_checklist_is_needed() -> None:
    """A report on no checklist is refused."""
    with pytest.raises(AuditkitError, match="一つ以上"):
        check_keys(" , ", _KNOWN)


def test_editions_are_known_by_their_folders(tmp_path: Path) -> None:
    """Which editions there are is seen without reading them."""
    for key in ("b/2", "a/1"):
        (tmp_path / key).mkdir(parents=True)
        (tmp_path / key / "checklist.yaml").touch()
    (tmp_path / "criteria" / "c").mkdir(parents=True)
    assert known_checklists(tmp_path) == ["a@1", "b@2"]


def test_a_provider_of_which_nothing_can_be_read_gets_no_report() -> None:
    """Nothing read would mean everything missing, so the problems are told instead."""
    documents = DocumentSet((), (Problem("a.pdf", "暗号化されています。"),))
    with pytest.raises(DocumentError, match=r"a\.pdf: 暗号化されています。"):
        require_documents(documents)
