"""``auditkit verify`` as a person meets it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from auditkit.audits import audit_record
from auditkit.cli import main
from auditkit.packs import write_pack
from auditkit.store import open_store
from tests.signed_audit import sample_documents, sign_small_audit


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a store, and the pack of the signed audit in it."""
    workbook = tmp_path / "report.xlsx"
    workbook.write_bytes(b"PK a workbook")
    with open_store(tmp_path / "store.sqlite") as store:
        record = audit_record(sign_small_audit(store))
    write_pack(
        tmp_path / "pack.zip", documents=sample_documents(), record=record, workbook=workbook
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_sound_pack_is_one_line(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Audit, entries, signatures and the pack's own fingerprint are told, with exit code 0."""
    assert main(["verify", "pack.zip", "--lang", "en"]) == 0
    captured = capsys.readouterr()
    sha256 = hashlib.sha256((here / "pack.zip").read_bytes()).hexdigest()
    assert captured.out == (
        f"pack.zip: sound (audit A-2026-001, entries: 14, signatures: 2). SHA-256: {sha256}\n"
    )
    assert captured.err == ""


def test_a_sound_store_is_a_line_for_each_audit(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Packs and stores can be verified together, in the order in which they are named."""
    assert main(["verify", "store.sqlite", "pack.zip"]) == 0
    lines = capsys.readouterr().out.splitlines()
    told = "改ざんは見つかりませんでした（監査 A-2026-001、監査記録 14 件、署名 2 件）。"
    assert lines[0] == f"store.sqlite: {told}"
    assert lines[1].startswith(f"pack.zip: {told}SHA-256: ")


def test_an_empty_store_is_sound(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to tamper with yet, and that is said."""
    open_store("new.sqlite").close()
    assert main(["verify", "new.sqlite", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "new.sqlite: sound (no audit yet).\n"


def test_a_changed_pack_ends_with_four_and_names_the_file(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Faults go to standard error, each with the pack and the file in it."""
    data = bytearray((here / "pack.zip").read_bytes())
    data[data.index(b"journal.jsonl") - 31] ^= 1  # the last byte of the document before it
    (here / "changed.zip").write_bytes(data)
    assert main(["verify", "changed.zip"]) == 4
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == (
        "エラー: changed.zip: documents/privacy.txt: 監査パックの作成後に内容が変更されています。\n"
    )


def test_the_gravest_code_tells_and_the_others_are_still_looked_at(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing file is 2 and a broken pack 4; neither keeps the sound one from being told."""
    (here / "cut.zip").write_bytes((here / "pack.zip").read_bytes()[:9000])
    assert main(["verify", "cut.zip", "gone.zip", "pack.zip", "--lang", "en"]) == 4
    captured = capsys.readouterr()
    assert [line.split(":")[0] for line in captured.out.splitlines()] == ["pack.zip"]
    assert [line.split(": ")[1] for line in captured.err.splitlines()] == ["cut.zip", "gone.zip"]


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("gone.zip", "ファイルがありません"),
        ("gone.sqlite", "ファイルがありません"),
        ("folder", "ファイルがありません"),
        ("text.zip", "監査パックではありません"),
        ("text.sqlite", "保存先ではありません"),
        ("sqlite:///gone.sqlite", "ファイルがありません"),
        ("mysql://user:secret@x/y", "保存先の指定を読み取れません"),
        ("postgresql+psycopg://nobody:secret@127.0.0.1:1/none", "開けません"),
    ],
)
def test_what_is_neither_pack_nor_store_is_bad_input(
    here: Path, capsys: pytest.CaptureFixture[str], place: str, message: str
) -> None:
    """Nothing is made where nothing was, no password is shown, and the exit code is 2."""
    (here / "folder").mkdir()
    for name in ("text.zip", "text.sqlite"):
        (here / name).write_bytes(b"no such thing" * 100)
    before = sorted(here.iterdir())
    assert main(["verify", place]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert message in captured.err
    assert "secret" not in captured.err
    assert sorted(here.iterdir()) == before


def test_a_pack_is_known_by_what_it_is(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Another ending makes neither a store of a pack nor a pack of a store."""
    (here / "pack.zip").rename(here / "pack.bak")
    (here / "store.sqlite").rename(here / "store.zip")
    assert main(["verify", "pack.bak", "store.zip"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2
