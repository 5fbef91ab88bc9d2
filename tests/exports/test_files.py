"""Files and folders of an export: whole or not at all, with every fault told."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditkit.errors import AuditkitError
from auditkit.exports import FORMATS, choose_formats, export_path, write_csv, write_json
from auditkit.exports._files import move_folder, write_file, write_folder
from tests.exports.conftest import Made


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_takes_the_place_of_the_earlier_one(tmp_path: Path) -> None:
    """Sheets that the report no longer has are gone; nothing of the making is left."""
    write_folder({"a.csv": b"1", "b.csv": b"2"}, tmp_path / "x", "ja")
    write_folder({"a.csv": b"3"}, tmp_path / "x", "ja")
    assert _names(tmp_path) == ["x"]
    assert (tmp_path / "x" / "a.csv").read_bytes() == b"3"
    assert _names(tmp_path / "x") == ["a.csv"]


def test_what_somebody_put_into_the_folder_stays(tmp_path: Path) -> None:
    """Only the sheets are ours to replace."""
    write_folder({"a.csv": b"1"}, tmp_path / "x", "ja")
    (tmp_path / "x" / "memo.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "x" / "kept").mkdir()
    write_folder({"a.csv": b"2"}, tmp_path / "x", "ja")
    assert _names(tmp_path / "x") == ["a.csv", "kept", "memo.txt"]


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    """A file is not taken for the folder, and is left alone."""
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    with pytest.raises(AuditkitError, match="フォルダーではなくファイル"):
        write_folder({"a.csv": b"1"}, tmp_path / "x", "ja")
    assert (tmp_path / "x").read_text(encoding="utf-8") == "mine"
    assert _names(tmp_path) == ["x"]


def test_an_earlier_folder_stays_if_the_new_one_cannot_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the new folder cannot take its place, the earlier one is put back."""
    write_folder({"a.csv": b"1"}, tmp_path / "x", "ja")
    made = tmp_path / "made"
    made.mkdir()
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self == made:
            raise PermissionError(13, "in use")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(AuditkitError, match=r"x: cannot be saved \(in use\)"):
        move_folder(made, tmp_path / "x", "en")
    assert (tmp_path / "x" / "a.csv").read_bytes() == b"1"
    assert _names(tmp_path) == ["made", "x"]


def test_an_earlier_file_stays_if_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk leaves the earlier file whole, and nothing beside it."""
    path = write_file(b"1", tmp_path / "x.json", "ja")

    def fail(self: Path, content: bytes) -> int:
        self.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fail)
    with pytest.raises(AuditkitError, match=r"x\.json: 保存できません（No space left"):
        write_file(b"2", path, "ja")
    assert path.read_bytes() == b"1"
    assert _names(tmp_path) == ["x.json"]


def test_folders_above_are_made(fresh: Made, tmp_path: Path) -> None:
    """An export makes the folders it is to lie in."""
    assert fresh.write(write_json, tmp_path / "a" / "b" / "x.json").is_file()
    assert fresh.write(write_csv, tmp_path / "c" / "d").is_dir()


def test_formats_are_told_by_name() -> None:
    """Names come in any order, case and spacing, each once; the workbook is one of them."""
    assert choose_formats(" JSON,csv, json,,xlsx") == ("xlsx", "csv", "json")
    assert choose_formats(["oscal", "html"]) == ("html", "oscal")
    assert choose_formats("") == ()


def test_every_unknown_format_is_told_with_the_nearest() -> None:
    """All mistakes are told at once, with what is meant where it can be guessed."""
    with pytest.raises(AuditkitError) as caught:
        choose_formats("oskal,csv,pdfx", "en")
    told = [fault.message for fault in caught.value.faults]
    assert len(told) == 2
    assert "'oskal'" in told[0]
    assert "Did you mean 'oscal'?" in told[0]
    assert "xlsx, html, csv, json, oscal" in told[1]


def test_exports_lie_beside_the_workbook_under_names_of_their_own() -> None:
    """No two formats share a name, also where a provider's id has a dot."""
    workbook = Path("reports/a.b_gap_report.xlsx")
    paths = [export_path(workbook, name) for name in FORMATS]
    assert paths[0] == workbook
    assert [path.name for path in paths[1:]] == [
        "a.b_gap_report.html",
        "a.b_gap_report_csv",
        "a.b_gap_report.json",
        "a.b_gap_report.oscal.json",
    ]
