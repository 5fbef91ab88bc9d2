"""Whatever is changed in a pack is found, and the place is named."""

from __future__ import annotations

import dataclasses
import json
import random
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from forging import contents, forge, put_together, rechained

from auditkit.chain import link_of, sealed
from auditkit.errors import Fault
from auditkit.models import AuditRecord
from auditkit.packs import verify_pack
from auditkit.packs._manifest import digest, manifest_bytes

DIRECTORY = "zip の目録"


def _places(faults: Iterable[Fault]) -> list[str]:
    return [fault.path for fault in faults]


def _owner(pack: Path, offset: int) -> str:
    """The file whose bytes, or whose entry in the archive, hold this byte."""
    with zipfile.ZipFile(pack) as archive:
        if offset >= archive.start_dir:
            return DIRECTORY
        starts = [(member.header_offset, member.filename) for member in archive.infolist()]
    return max(pair for pair in starts if pair[0] <= offset)[1]


def _with_byte(pack: Path, offset: int, change: int) -> Path:
    data = bytearray(pack.read_bytes())
    data[offset] ^= change
    changed = pack.with_name("changed.zip")
    changed.write_bytes(data)
    return changed


def test_one_hundred_of_one_hundred_changed_bytes_are_found(pack: Path) -> None:
    """Any one byte, anywhere in the pack, is found, and its file is named first."""
    chance = random.Random(20261120)
    size = pack.stat().st_size
    wrong = []
    for _ in range(100):
        offset, change = chance.randrange(size), chance.randrange(1, 256)
        faults = verify_pack(_with_byte(pack, offset, change))
        if not faults or faults[0].path.split("#")[0] != _owner(pack, offset):
            wrong.append((offset, change, faults))
    assert wrong == []


def test_every_byte_of_the_container_is_held(pack: Path) -> None:
    """All that is not the contents of a file, header by header and the directory, is found."""
    with zipfile.ZipFile(pack) as archive:
        end = archive.start_dir
        heads = [(m.header_offset, 30 + len(m.filename.encode())) for m in archive.infolist()]
    offsets = [at + n for at, length in heads for n in range(length)]
    offsets += range(end, pack.stat().st_size)
    assert len(offsets) > 600
    wrong = [
        offset
        for offset in offsets
        if _owner(pack, offset) not in _places(verify_pack(_with_byte(pack, offset, 0x41)))
    ]
    assert wrong == []


def test_a_changed_byte_of_a_document_is_the_only_fault_told(pack: Path) -> None:
    """One change is one message: what rests on the document is not blamed as well."""
    with zipfile.ZipFile(pack) as archive:
        member = archive.getinfo("documents/privacy.txt")
    offset = member.header_offset + 30 + len(member.filename) + 100
    (fault,) = verify_pack(_with_byte(pack, offset, 1))
    assert fault.path == "documents/privacy.txt"
    assert "内容が変更されています" in fault.message


def test_a_changed_entry_is_named_by_its_number(pack: Path) -> None:
    """The journal's line and the file are named, and no entry beside it."""
    with zipfile.ZipFile(pack) as archive:
        member = archive.getinfo("journal.jsonl")
        lines = archive.read("journal.jsonl").splitlines(keepends=True)
    start = member.header_offset + 30 + len(member.filename)
    for number, line in enumerate(lines, 1):
        offset = start + sum(map(len, lines[: number - 1])) + len(line) - 20
        places = _places(verify_pack(_with_byte(pack, offset, 2)))
        assert places == ["journal.jsonl", f"journal.jsonl#{number}"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_messages_are_in_the_readers_language(pack: Path, language: str) -> None:
    """The archive's directory has a name in both languages."""
    changed = _with_byte(pack, pack.stat().st_size - 10, 1)
    (fault,) = verify_pack(changed, language)
    assert str(fault).isascii() is (language == "en")


# What a forger does who puts every checksum, and the list of contents, right again.


def test_a_document_put_in_place_of_another_is_found(pack: Path, record: AuditRecord) -> None:
    """The journal knows the fingerprint of what was audited."""
    files = contents(pack) | {"documents/privacy.txt": "別の方針".encode()}
    (fault,) = verify_pack(forge(pack, record, files))
    assert fault.path == "documents/privacy.txt"
    assert "監査した文書ではありません" in fault.message


def test_documents_left_out_or_put_in_are_found(pack: Path, record: AuditRecord) -> None:
    """What was audited must all be there, and nothing else among it."""
    files = contents(pack) | {"documents/new.txt": b"new"}
    del files["documents/privacy.txt"]
    places = _places(verify_pack(forge(pack, record, files)))
    assert places == ["documents/new.txt", "documents/privacy.txt"]


def test_a_file_that_has_no_place_in_a_pack_is_found(pack: Path, record: AuditRecord) -> None:
    """Nothing can be hung on to a pack."""
    files = contents(pack) | {"readme.txt": b"click here"}
    assert _places(verify_pack(forge(pack, record, files))) == ["readme.txt"]


def test_files_missing_or_added_are_named(pack: Path) -> None:
    """With the list of contents left as it was, both are told."""
    files = contents(pack)
    del files["workbook.xlsx"]
    files["documents/zzz.txt"] = b"new"
    places = _places(verify_pack(put_together(pack, sorted(files.items()))))
    assert set(places) == {"workbook.xlsx", "documents/zzz.txt"}


@pytest.mark.parametrize("name", ["journal.jsonl", "manifest.json", "workbook.xlsx"])
def test_no_pack_is_sound_without_its_parts(pack: Path, name: str) -> None:
    """Journal, list of contents and workbook belong to every pack."""
    files = contents(pack)
    del files[name]
    faults = verify_pack(put_together(pack, sorted(files.items())))
    assert (name, "監査パックにあるはずのファイルがありません。") in {
        (fault.path, fault.message) for fault in faults
    }


def test_members_in_another_order_are_found(pack: Path) -> None:
    """The same files packed again in another order are not the pack that was written."""
    shuffled = put_together(pack, reversed(contents(pack).items()))
    assert _places(verify_pack(shuffled)) == [DIRECTORY]


def test_an_entry_given_a_new_hash_is_found_by_the_next(pack: Path, record: AuditRecord) -> None:
    """Whoever mends the hash of the entry itself breaks the link to the one after it."""
    entries = [
        rechained([entry], lambda link: sealed(link._replace(who="別人")), upto=0)[0]
        if entry.number == 5
        else entry
        for entry in record.journal
    ]
    assert _places(verify_pack(forge(pack, record, contents(pack), entries))) == ["journal.jsonl#6"]


def test_a_journal_written_anew_does_not_fit_its_signatures(
    pack: Path, record: AuditRecord
) -> None:
    """A chain that holds from end to end is still not the one that was signed."""
    entries = rechained(
        record.journal,
        lambda link: link._replace(who="別人") if link.number == 5 else link,
    )
    faults = verify_pack(forge(pack, record, contents(pack), entries))
    signed = [f"journal.jsonl#{signature.entry + 1}" for signature in record.signatures]
    assert _places(faults) == signed
    assert all("署名" in fault.message for fault in faults)


@pytest.mark.parametrize("lost", [1, 5, 10])
def test_an_entry_left_out_is_found(pack: Path, record: AuditRecord, lost: int) -> None:
    """The gap is told by its number."""
    entries = [entry for entry in record.journal if entry.number != lost]
    faults = verify_pack(forge(pack, record, contents(pack), entries))
    assert f"journal.jsonl#{lost}" in _places(faults)


def test_a_journal_cut_before_its_signatures_is_found(pack: Path, record: AuditRecord) -> None:
    """What is left of it is a chain, but nobody signed it."""
    entries = record.journal[: record.signatures[0].entry]
    (fault,) = verify_pack(forge(pack, record, contents(pack), entries))
    assert (fault.path, "署名がありません" in fault.message) == ("journal.jsonl", True)


def test_an_entry_after_the_signatures_is_found(pack: Path, record: AuditRecord) -> None:
    """Nothing can be recorded behind the back of those who signed."""
    last = record.journal[-1]
    link = link_of(record.journal[4])._replace(number=last.number + 1, before=last.hash)
    late = dataclasses.replace(
        record.journal[4], number=link.number, before=link.before, hash=sealed(link).hash
    )
    faults = verify_pack(forge(pack, record, contents(pack), [*record.journal, late]))
    assert _places(faults) == [f"journal.jsonl#{late.number}"]
    assert "署名の後" in faults[0].message


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("audit", {"id": "A-2026-001", "provider": "別の会社"}),
        ("checklists", ["jis-q-15001@2017"]),
        ("signatures", []),
        ("journal", {"number": 3, "hash": "0" * 64}),
        ("remark", "何でも書ける"),
    ],
)
def test_a_list_of_contents_that_says_otherwise_is_found(
    pack: Path, key: str, value: object
) -> None:
    """What the manifest says must follow from the journal, even where its digest fits."""
    files = contents(pack)
    told = {**json.loads(files["manifest.json"]), key: value}
    files["manifest.json"] = manifest_bytes({**told, "digest": digest(told)})
    (fault,) = verify_pack(put_together(pack, sorted(files.items())))
    assert fault.path == "manifest.json"
    assert f"「{key}」" in fault.message


def test_a_remark_among_the_files_listed_is_found(pack: Path) -> None:
    """The list of files holds the files and nothing that could be read into it."""
    files = contents(pack)
    told = json.loads(files["manifest.json"])
    told["files"].append({"path": "evil.txt", "remark": "何でも書ける"})
    files["manifest.json"] = manifest_bytes({**told, "digest": digest(told)})
    (fault,) = verify_pack(put_together(pack, sorted(files.items())))
    assert (fault.path, "「files」" in fault.message) == ("manifest.json", True)


def test_a_list_of_contents_laid_out_otherwise_is_found(pack: Path) -> None:
    """The same JSON with other spaces is not what was written."""
    files = contents(pack)
    files["manifest.json"] = json.dumps(json.loads(files["manifest.json"])).encode()
    (fault,) = verify_pack(put_together(pack, sorted(files.items())))
    assert fault.path == "manifest.json"


def test_a_pack_of_a_newer_auditkit_is_told_as_such(pack: Path) -> None:
    """Nobody is called a forger because this program is old."""
    files = contents(pack)
    told = {**json.loads(files["manifest.json"]), "format": 2}
    files["manifest.json"] = manifest_bytes({**told, "digest": digest(told)})
    (fault,) = verify_pack(put_together(pack, sorted(files.items())))
    assert "更新" in fault.message
