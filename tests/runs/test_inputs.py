"""What goes into a run: the files, and the checklists chosen."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from auditkit.errors import AuditkitError, DocumentError
from auditkit.models import DocumentSet, Problem
from auditkit.providers import read_provider
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


def test_the_sheet_is_an_input_also_where_it_lists_the_documents(tmp_path: Path) -> None:
    """Its conditions change results, so a changed provider.yaml is another run."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "a.txt").write_bytes(b"a")
    runs = []
    for word in (b"true", b"false"):
        sheet = b"name: p\nconditions: {joint_use: " + word + b"}\ndocuments: [{file: old/a.txt}]\n"
        (tmp_path / "provider.yaml").write_bytes(sheet)
        _, sources = read_provider(tmp_path)
        runs.append(describe_run(tmp_path, sources, ()))
    assert [file.path for file in runs[0].inputs] == ["provider.yaml", "old/a.txt"]
    assert runs[0].inputs[0].sha256 != runs[1].inputs[0].sha256
    assert runs[0].inputs[1] == runs[1].inputs[1]


def test_a_file_named_twice_is_one_input(tmp_path: Path) -> None:
    """A folder and a file of it, given together, count that file once."""
    file = tmp_path / "a.txt"
    file.write_bytes(b"a")
    inputs = describe_run([tmp_path, file], [tmp_path, file], ()).inputs
    assert [(entry.path, entry.bytes) for entry in inputs] == [("a.txt", 1)]


def test_an_overlay_is_an_input_by_its_name_alone(tmp_path: Path) -> None:
    """Where the private file lies is nobody's concern; what stands in it decides the report."""
    (tmp_path / "a.txt").write_bytes(b"a")
    overlay = tmp_path / "private" / "wording.yaml"
    overlay.parent.mkdir()
    overlay.write_bytes(b"b")
    inputs = describe_run(tmp_path, [tmp_path / "a.txt"], (), str(overlay)).inputs
    assert [entry.path for entry in inputs] == ["a.txt", "wording.yaml"]


def test_a_file_that_cannot_be_opened_is_no_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What could not be read did not go in; the others are listed all the same."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(b"x")
    open_ = Path.open

    def refuse(self: Path, *arguments: str) -> object:
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return open_(self, *arguments)

    monkeypatch.setattr(Path, "open", refuse)
    inputs = describe_run(tmp_path, [tmp_path], ()).inputs
    assert [entry.path for entry in inputs] == ["b.txt"]


def test_an_id_without_its_edition_is_answered_with_the_edition() -> None:
    """The bare id of a checklist is no measure of likeness away, but plainly meant."""
    with pytest.raises(AuditkitError, match="「jis-q-15001@2017」のことですか"):
        check_keys("jis-q-15001", _KNOWN)


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
