"""Packs that were never packs, or are meant to do harm: refused in words, soon, in little memory."""

from __future__ import annotations

import io
import os
import random
import struct
import time
import tracemalloc
import warnings
import zipfile
from pathlib import Path

import pytest
from forging import contents, put_together

from auditkit.chain import dump, link_of, sealed, told_text
from auditkit.errors import AuditkitError, Fault
from auditkit.models import AuditRecord
from auditkit.packs import verify_pack
from auditkit.packs._archive import LIMIT

_SECONDS = 20.0
_MEMORY = 160 << 20


def _verify_in_bounds(pack: Path) -> tuple[Fault, ...]:
    """Verify, and see that it took neither long nor much."""
    tracemalloc.start()
    started = time.process_time()
    try:
        return verify_pack(pack, "en")
    finally:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert time.process_time() - started < _SECONDS
        assert peak < _MEMORY


def _zip(path: Path, name: str, data: bytes, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr(name, data)
    return path


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a zip"),
        (b"P", "not a zip"),
        (b"%PDF-1.7 " + b"x" * 1000, "not a zip"),
        (b"\0" * 5000, "not a zip"),
    ],
)
def test_what_is_no_archive_is_bad_input(tmp_path: Path, content: bytes, message: str) -> None:
    """There is nothing to verify, which is not the same as tampering."""
    file = tmp_path / "p.zip"
    file.write_bytes(content)
    with pytest.raises(AuditkitError, match=message) as caught:
        verify_pack(file, "en")
    assert caught.value.exit_code == 2


def test_no_file_and_no_plain_file_are_bad_input(tmp_path: Path) -> None:
    """A missing file, a folder and a pipe are told apart from packs without waiting for them."""
    places = [tmp_path / "gone.zip", tmp_path]
    if hasattr(os, "mkfifo"):
        places.append(tmp_path / "pipe.zip")
        os.mkfifo(places[-1])
    for place in places:
        with pytest.raises(AuditkitError, match="no such file"):
            verify_pack(place, "en")


def test_a_pack_too_large_is_refused_unread(tmp_path: Path) -> None:
    """The size of the file itself decides, before anything of it is read."""
    file = tmp_path / "p.zip"
    with file.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(LIMIT + 1)
    with pytest.raises(AuditkitError, match="too large"):
        _verify_in_bounds(file)


def test_an_archive_that_would_unpack_to_gigabytes_is_not_unpacked(tmp_path: Path) -> None:
    """Nothing that is compressed is ever inflated."""
    file = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open(zipfile.ZipInfo("workbook.xlsx"), "w", force_zip64=False) as stream,
    ):
        for _ in range(200):
            stream.write(b"\0" * (1 << 20))
    _zip(tmp_path / "b.zip", "workbook.xlsx", b"\0" * (1 << 22))
    assert _verify_in_bounds(file)
    faults = _verify_in_bounds(tmp_path / "b.zip")
    assert [fault.path for fault in faults] == ["workbook.xlsx"]
    assert "compressed" in faults[0].message


@pytest.mark.parametrize("at", [18, 22, 26])
def test_sizes_that_lie_are_found(pack: Path, at: int) -> None:
    """A member said to hold four gigabytes is not waited for, in header or directory."""
    data = bytearray(pack.read_bytes())
    with zipfile.ZipFile(pack) as archive:
        start = archive.start_dir
    for offset in (at, start + at + 2):
        data[offset : offset + 2] = b"\xff\xff"
    pack.write_bytes(data)
    assert _verify_in_bounds(pack)


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../../evil.txt",
        "documents/../../evil.txt",
        "documents//evil.txt",
        "documents/./evil.txt",
        "C:\\evil.txt",
        "c:evil.txt",
        "documents\\evil.txt",
        "documents/",
        "",
        "documents/a\x00.txt",
        "documents/\x1b[2J.txt",
        "documents/\u202etxt.exe",
        "d/" * 600 + "x",
    ],
)
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    """The name is told, with nothing in it that steers a terminal."""
    file = put_together(tmp_path / "p.zip", [(name, b"evil"), ("workbook.xlsx", b"")])
    faults = _verify_in_bounds(file)
    assert [fault.message for fault in faults if "do not unpack" in fault.message]
    assert not any(sign in str(faults[0]) for sign in "\x00\x1b\u202e")


def test_a_name_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are shown as such."""
    file = put_together(tmp_path / "p.zip", [("documents/XX.txt", b"")])
    file.write_bytes(file.read_bytes().replace(b"XX", b"\xff\xfe"))
    (fault,) = verify_pack(file, "en")
    assert fault.path == "documents/\\xff\\xfe.txt"


def test_two_files_of_one_name_are_refused(pack: Path) -> None:
    """Which of them another program would unpack is anybody's guess."""
    files = list(contents(pack).items())
    faults = verify_pack(put_together(pack, [*files[:2], *files[1:]]), "en")
    assert [(fault.path, "more than once" in fault.message) for fault in faults] == [
        (files[1][0], True)
    ]


def test_an_encrypted_pack_is_refused(pack: Path) -> None:
    """Encrypted members are told by name."""
    with zipfile.ZipFile(pack) as archive:
        start, members = archive.start_dir, archive.infolist()
    data = bytearray(pack.read_bytes())
    at = start
    for member in members:
        data[member.header_offset + 6] |= 1
        data[at + 8] |= 1
        at += 46 + len(member.filename.encode())
    pack.write_bytes(data)
    faults = verify_pack(pack, "en")
    assert [fault.path for fault in faults] == [member.filename for member in members]
    assert all("encrypted" in fault.message for fault in faults)


def test_members_that_share_their_bytes_are_refused(pack: Path) -> None:
    """A directory that names one member a thousand times is no list of a pack."""
    data = pack.read_bytes()
    with zipfile.ZipFile(pack) as archive:
        start, first = archive.start_dir, archive.infolist()[0]
    record = data[start : start + 46 + len(first.filename.encode())]
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1000, 1000, len(record) * 1000, start, 0)
    pack.write_bytes(data[:start] + record * 1000 + end)
    faults = _verify_in_bounds(pack)
    assert "the archive's directory" in {fault.path for fault in faults}


def test_a_pack_cut_off_anywhere_is_told_by_the_file_it_ends_in(pack: Path) -> None:
    """A download that broke off is no riddle."""
    data = pack.read_bytes()
    with zipfile.ZipFile(pack) as archive:
        members, end = archive.infolist(), archive.start_dir
    for length in [*range(31, len(data), 487), end, len(data) - 1]:
        pack.write_bytes(data[:length])
        holders = [
            member.filename
            for member in members
            if 0 <= length - member.header_offset - 30 - len(member.filename) < member.file_size
        ]
        expected = holders[0] if holders else "the archive's directory"
        assert expected in {fault.path for fault in verify_pack(pack, "en")}


@pytest.mark.parametrize("where", ["before", "after"])
def test_bytes_hung_on_either_end_are_found(pack: Path, where: str) -> None:
    """A program before the archive, or a remark after it, is not overlooked."""
    data, more = pack.read_bytes(), b"#!/bin/sh\n"
    pack.write_bytes(more + data if where == "before" else data + more)
    assert verify_pack(pack, "en")


def test_an_ordinary_archive_is_told_not_to_be_the_original(pack: Path) -> None:
    """Unpacked and packed again with any program, it is not the pack that was made."""
    files = contents(pack)
    with zipfile.ZipFile(pack, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 9, 0, 0)), data)
    assert {fault.path for fault in verify_pack(pack, "en")} >= set(files)


def test_thousands_of_members_are_looked_at_in_bounds(tmp_path: Path) -> None:
    """Far more members than any audit has cost seconds, and only the first faults are told."""
    files = [(f"documents/{number:05}.txt", b"") for number in range(20_000)]
    files.append(("manifest.json", b"{}"))
    faults = _verify_in_bounds(put_together(tmp_path / "p.zip", files))
    assert len(faults) == 201
    assert "only 200" in faults[-1].message


@pytest.mark.parametrize(
    "line",
    [
        b"\n",
        b"[" * 100_000 + b"\n",
        b'["",["","",1e999,"","","","{}"]]\n',
        b'["",["","",' + b"9" * 5000 + b',"","","","{}"]]\n',
        b"null\n",
        b'{"a":1}\n',
        b"\xff\xfe\n",
        b'["a",["b","c",1,"d","e","f","[' + b"[" * 5000 + b'"]]\n',
    ],
)
def test_a_journal_of_nonsense_is_told_line_by_line(
    pack: Path, record: AuditRecord, line: bytes
) -> None:
    """Whatever a line holds, it is an entry that was changed, and the rest is still read."""
    files = contents(pack)
    files["journal.jsonl"] = line * 3 + files["journal.jsonl"]
    faults = _verify_in_bounds(put_together(pack, sorted(files.items())))
    assert {f"journal.jsonl#{n}" for n in (1, 2, 3)} <= {fault.path for fault in faults}


def test_a_journal_of_millions_of_lines_ends_early(pack: Path) -> None:
    """After some hundred faults the rest of a journal says nothing new."""
    files = contents(pack)
    files["journal.jsonl"] = b"\n" * (32 << 20)
    assert len(_verify_in_bounds(put_together(pack, sorted(files.items())))) == 201


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"{" * 100_000,
        b'{"format": NaN}',
        b'{"format": 1, "files": 3, "journal": [], "signatures": {}, "audit": null}',
        b'{"files": [{"path": [], "bytes": {}, "sha256": 1}, 3, null, {"path": "x"}]}',
        b"\xff",
        b" " * (20 << 20),
        b'{"x": ' + b"[" * 300 + b"]" * 300 + b"}",
        b'{"x": ' + b"[" * 900 + b"]" * 900 + b"}",
    ],
)
def test_a_list_of_contents_of_nonsense_is_told(pack: Path, content: bytes) -> None:
    """Whatever stands there, the file is named and nothing breaks."""
    files = contents(pack) | {"manifest.json": content}
    faults = _verify_in_bounds(put_together(pack, sorted(files.items())))
    assert "manifest.json" in {fault.path for fault in faults}


def test_a_forged_entry_of_nonsense_with_the_right_hash_is_told(
    pack: Path, record: AuditRecord
) -> None:
    """A hash that fits does not make sense of what it stands for."""
    first = record.journal[0]
    deep = [f'{{"provider":[null,{"[" * n}{"]" * n}]}}' for n in (150, 300, 900, 5000)]
    for changes in ("[]", '{"verdict":1}', "{", '{"files":[null,3]}', "[" * 5000, *deep):
        for subject in ("documents", "audit", "signoff"):
            link = sealed(link_of(first)._replace(changes=changes, subject=subject))
            line = f"[{dump(link.hash)},{told_text(link)}]\n"
            files = contents(pack) | {"journal.jsonl": line.encode("utf-8")}
            assert _verify_in_bounds(put_together(pack, sorted(files.items())))


def test_random_archives_never_break_it(tmp_path: Path, pack: Path) -> None:
    """Two hundred packs with stretches of noise in them end in faults or in refusal."""
    chance = random.Random(7)
    data = pack.read_bytes()
    file = tmp_path / "noise.zip"
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for _ in range(200):
            noisy = io.BytesIO(data)
            for _ in range(chance.randrange(1, 6)):
                noisy.seek(chance.randrange(len(data)))
                noisy.write(chance.randbytes(chance.randrange(1, 200)))
            file.write_bytes(noisy.getvalue()[: chance.randrange(1, 2 * len(data))])
            try:
                faults = verify_pack(file, "en")
            except AuditkitError as error:
                faults = error.faults
            assert faults
