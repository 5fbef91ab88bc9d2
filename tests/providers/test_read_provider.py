"""A provider: which files are read, and what provider.yaml may say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditkit.documents import read_documents
from auditkit.errors import AuditkitError
from auditkit.providers import own_files, provider_id, read_provider, shorten_paths


def _write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("個人情報", encoding="utf-8")


def _sheet(folder: Path, text: str) -> None:
    (folder / "provider.yaml").write_text(text, encoding="utf-8")


def test_a_folder_is_a_provider_named_after_it(tmp_path: Path) -> None:
    """Without provider.yaml the folder's own name is the provider's, and all of it is read."""
    _write(tmp_path, "b.txt", "a.html")
    provider, sources = read_provider(tmp_path)
    assert provider.name == tmp_path.name
    assert sources == (tmp_path,)


def test_files_that_programs_leave_behind_are_no_documents(tmp_path: Path) -> None:
    """Hidden files, Word's lock files and the like are not a provider's own files."""
    _write(tmp_path, "b.txt", "a.gif", ".DS_Store", "~$a.docx", "Thumbs.db", ".git/config")
    _sheet(tmp_path, "name: 例\n")
    assert [file.name for file in own_files(tmp_path)] == ["a.gif", "b.txt"]


def test_a_single_file_is_a_provider_too(tmp_path: Path) -> None:
    """A document alone makes a provider named after it."""
    _write(tmp_path, "方針.txt")
    provider, files = read_provider(tmp_path / "方針.txt")
    assert (provider.id, provider.name) == ("方針", "方針")
    assert files == (tmp_path / "方針.txt",)


def test_the_sheet_gives_name_contact_and_conditions(tmp_path: Path) -> None:
    """What the auditor knows of the provider comes from provider.yaml."""
    _write(tmp_path, "a.txt")
    _sheet(tmp_path, "name: 株式会社例\ncontact: 窓口\nconditions:\n  joint_use: false\n")
    provider, _ = read_provider(tmp_path)
    assert (provider.name, provider.contact) == ("株式会社例", "窓口")
    assert provider.conditions == {"joint_use": False}


def test_the_sheet_can_say_which_documents_are_read(tmp_path: Path) -> None:
    """Listed documents are read in the order listed; reference documents are not."""
    _write(tmp_path, "a.txt", "b.txt", "c.txt")
    _sheet(
        tmp_path,
        "name: 例\ndocuments:\n  - file: c.txt\n  - {file: a.txt, role: reference}\n"
        "  - file: b.txt\n",
    )
    _, files = read_provider(tmp_path)
    assert [file.name for file in files] == ["c.txt", "b.txt"]


def test_every_mistake_in_the_sheet_is_told_with_its_line(tmp_path: Path) -> None:
    """Unknown keys, wrong types and wrong words are all listed, with file and line."""
    _write(tmp_path, "a.txt")
    _sheet(
        tmp_path,
        "naem: 例\nconditions:\n  joint_use: maybe\n"
        "documents:\n  - file: a.txt\n    role: assesed\n",
    )
    with pytest.raises(AuditkitError) as caught:
        read_provider(tmp_path)
    lines = sorted(fault.line or 0 for fault in caught.value.faults)
    assert lines == [1, 1, 3, 6]  # unknown naem, missing name, no truth value, unknown role
    assert all(fault.path.endswith("provider.yaml") for fault in caught.value.faults)


def test_a_listed_document_must_be_there(tmp_path: Path) -> None:
    """A file named in the sheet but missing from the folder is a mistake, told with its line."""
    _write(tmp_path, "a.txt")
    _sheet(tmp_path, "name: 例\ndocuments:\n  - file: b.txt\n")
    with pytest.raises(AuditkitError, match=r"provider\.yaml:3:.*b\.txt"):
        read_provider(tmp_path)


def test_paths_joined_by_the_separator_are_one_provider(tmp_path: Path) -> None:
    """A notebook parameter can hold several paths in one string."""
    _write(tmp_path, "a/x.txt", "b.txt")
    joined = os.pathsep.join([str(tmp_path / "a"), str(tmp_path / "b.txt")])
    provider, files = read_provider(joined, "合同")
    assert provider.name == "合同"
    assert files == (tmp_path / "a", tmp_path / "b.txt")


def test_several_paths_need_a_name(tmp_path: Path) -> None:
    """What is put together by hand has no name of its own."""
    _write(tmp_path, "a.txt", "b.txt")
    with pytest.raises(AuditkitError, match="--as"):
        read_provider([tmp_path / "a.txt", tmp_path / "b.txt"])


def test_all_missing_paths_are_told_at_once(tmp_path: Path) -> None:
    """Each path that does not exist is named."""
    with pytest.raises(AuditkitError) as caught:
        read_provider([tmp_path / "x", tmp_path / "y"], "名")
    assert [Path(fault.path).name for fault in caught.value.faults] == ["x", "y"]


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    """A folder without documents is a mistake, not a provider without privacy policy."""
    with pytest.raises(AuditkitError, match="文書がありません"):
        read_provider(tmp_path)


def test_documents_are_named_from_the_folder_they_share(tmp_path: Path) -> None:
    """Where the run works does not show in the names of documents and problems."""
    _write(tmp_path, "p/a.txt", "p/old/b.txt")
    sources = (tmp_path / "p" / "a.txt", tmp_path / "p" / "old" / "b.txt", tmp_path / "p" / "gone")
    found = shorten_paths(read_documents(sources), sources)
    assert [document.path for document in found.documents] == ["a.txt", "old/b.txt"]
    assert [problem.path for problem in found.problems if problem.severity == "error"] == ["gone"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("さくら電機", "さくら電機"),
        ("A社 / B社: 合同", "A社-B社-合同"),
        ("..", "provider"),
        ("con", "_con"),
        ("name.", "name"),
        ("か\u3099", "が"),
        ("長" * 100, "長" * 60),
        ("𠮷" * 100, "𠮷" * 45),
    ],
)
def test_the_id_is_a_name_that_every_file_system_takes(name: str, expected: str) -> None:
    """The id keeps Japanese and drops what Windows or a path would trip over."""
    assert provider_id(name) == expected


def test_conditions_are_checked_without_a_library_too(tmp_path: Path) -> None:
    """A condition that does not exist is refused before a run, with the nearest one."""
    _write(tmp_path, "a.txt")
    _sheet(tmp_path, "name: 例\nconditions: {joint_uses: true}\n")
    with pytest.raises(AuditkitError, match=r"provider\.yaml:2:.*「joint_use」のことですか"):
        read_provider(tmp_path)


@pytest.mark.parametrize("name", ["provider.yml", "Provider.YAML"])
def test_a_sheet_under_another_name_is_told(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A provider.yaml that would silently be passed over is a mistake."""
    _write(tmp_path, "a.txt", name)
    # Where case makes no difference, the file is the sheet; here it shall not be.
    is_file = Path.is_file
    monkeypatch.setattr(
        Path, "is_file", lambda self: self.name != "provider.yaml" and is_file(self)
    )
    with pytest.raises(AuditkitError, match=r"provider\.yaml という名前に"):
        read_provider(tmp_path)


def test_a_listed_name_is_found_however_its_marks_are_stored(tmp_path: Path) -> None:
    """A name with a voiced kana is the same name composed and, as macOS stores it, decomposed."""
    _write(tmp_path, "か\u3099い.txt")
    _sheet(tmp_path, "name: 例\ndocuments:\n  - file: がい.txt\n")
    _, sources = read_provider(tmp_path)
    assert [own_files(source) for source in sources] == [[sources[0]]]


def test_a_missing_listed_document_is_answered_with_the_nearest(tmp_path: Path) -> None:
    """A slip in the name, or a backslash in it, is met with the name that is there."""
    _write(tmp_path, "policy.txt", "old/notice.txt")
    _sheet(tmp_path, "name: 例\ndocuments:\n  - file: polcy.txt\n  - file: old\\notice.txt\n")
    with pytest.raises(AuditkitError) as caught:
        read_provider(tmp_path)
    first, second = map(str, caught.value.faults)
    assert "「policy.txt」のことですか" in first
    assert "「old/notice.txt」のことですか" in second


def test_a_sheet_that_lists_nothing_to_assess_is_refused(tmp_path: Path) -> None:
    """With reference documents alone there is nothing to report on."""
    _write(tmp_path, "a.txt")
    _sheet(tmp_path, "name: 例\ndocuments:\n  - {file: a.txt, role: reference}\n")
    with pytest.raises(AuditkitError, match=r"provider\.yaml:2:.*role: assessed"):
        read_provider(tmp_path)


def test_names_that_are_no_text_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file from an archive of another encoding cannot be named in a report; it is to be renamed."""
    stray = tmp_path / "\udc83v.txt"
    monkeypatch.setattr(Path, "iterdir", lambda self: iter([stray]))
    with pytest.raises(AuditkitError, match="UTF-8 でない"):
        read_provider(tmp_path)


def test_a_folder_that_cannot_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The system's reason is passed on."""

    def refuse(self: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(AuditkitError, match="開けません（Permission denied）"):
        read_provider(tmp_path)


def test_a_blank_name_is_no_name(tmp_path: Path) -> None:
    """Where the name given is blank, the provider is called as without one."""
    (tmp_path / "p").mkdir()
    _write(tmp_path / "p", "a.txt")
    provider, _ = read_provider(tmp_path / "p", " ")
    assert (provider.id, provider.name) == ("p", "p")
