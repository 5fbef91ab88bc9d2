"""Writing a pack: what is in it, that it is always the same, and when there is none."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest

import auditkit
from auditkit.audits import audit_record, reopen, sign
from auditkit.chain import link_of
from auditkit.errors import AuditkitError, IntegrityError
from auditkit.models import AuditRecord, Role
from auditkit.packs import inspect_pack, verify_pack, write_pack
from auditkit.store import open_store
from tests.signed_audit import AUDITOR, DAY, sign_small_audit


def test_a_pack_holds_all_that_was_signed(
    pack: Path, files: dict[str, Path], workbook: Path, notebook: Path
) -> None:
    """Documents, workbook and notebook come out of any zip program as they went in."""
    with zipfile.ZipFile(pack) as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    expected = {f"documents/{name}": file.read_bytes() for name, file in files.items()}
    expected |= {
        "workbook.xlsx": workbook.read_bytes(),
        "notebook.ipynb": notebook.read_bytes(),
    }
    assert {name: held[name] for name in expected} == expected
    assert held.keys() - expected.keys() == {"journal.jsonl", "manifest.json"}


def test_members_are_stored_in_order_without_a_trace_of_the_machine(pack: Path) -> None:
    """Order, dates, modes and method of the archive are always the same ones."""
    with zipfile.ZipFile(pack) as archive:
        members = archive.infolist()
    assert [member.filename for member in members] == sorted(m.filename for m in members)
    assert {(m.date_time, m.external_attr >> 16, m.compress_type) for m in members} == {
        ((1980, 1, 1, 0, 0, 0), 0o100644, zipfile.ZIP_STORED)
    }


def test_the_journal_can_be_checked_with_nothing_but_sha256(
    pack: Path, record: AuditRecord
) -> None:
    """Each line begins with the hash of its rest, and the rest with the hash before it."""
    with zipfile.ZipFile(pack) as archive:
        lines = archive.read("journal.jsonl").decode("utf-8").splitlines()
        head = json.loads(archive.read("manifest.json"))["journal"]
    before = "0" * 64
    for line, entry in zip(lines, record.journal, strict=True):
        digest, told = json.loads(line)
        text = line.removeprefix(f'["{digest}",').removesuffix("]")
        assert hashlib.sha256(text.encode("utf-8")).hexdigest() == digest == entry.hash
        assert told[0] == before
        assert tuple(told[1:]) == link_of(entry)[:-2]
        before = digest
    assert head == {"number": len(lines), "hash": before}


def test_the_manifest_says_whose_audit_it_is_and_who_signed(
    pack: Path, record: AuditRecord
) -> None:
    """Audit, auditors, checklists, signatures, every file and its own digest are listed."""
    with zipfile.ZipFile(pack) as archive:
        told = json.loads(archive.read("manifest.json"))
        held = {name: archive.read(name) for name in archive.namelist()}
    assert (told["format"], told["auditkit"]) == (1, auditkit.__version__)
    assert told["audit"]["id"] == record.audit.id
    assert told["audit"]["provider"] == record.audit.provider
    assert told["audit"]["auditors"] == [{"name": AUDITOR, "department": "内部監査室"}]
    assert told["checklists"] == list(record.audit.checklists)
    assert [(s["role"], s["name"], s["entry"], s["hash"]) for s in told["signatures"]] == [
        (s.role.value, s.name, s.entry, s.hash) for s in record.signatures
    ]
    assert [(f["path"], f["bytes"], f["sha256"]) for f in told["files"]] == [
        (name, len(data), hashlib.sha256(data).hexdigest())
        for name, data in sorted(held.items())
        if name != "manifest.json"
    ]


def test_a_sound_pack_is_told_with_its_figures(pack: Path, record: AuditRecord) -> None:
    """Nothing is wrong with it, and its fingerprint is that of the file."""
    found = inspect_pack(pack)
    assert found.faults == verify_pack(pack) == ()
    assert (found.audit, found.entries, found.signatures) == (
        record.audit.id,
        len(record.journal),
        len(record.signatures),
    )
    assert found.sha256 == hashlib.sha256(pack.read_bytes()).hexdigest()


def test_equal_inputs_give_equal_bytes(
    pack: Path, tmp_path: Path, files: dict[str, Path], record: AuditRecord, workbook: Path
) -> None:
    """Neither the place nor the order in which the documents are named leaves a trace."""
    packs = []
    for place, named in (("one", files), ("two", dict(reversed(files.items())))):
        folder = tmp_path / place
        moved = {name: folder / "elsewhere" / name for name in named}
        for name, file in moved.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(files[name], file)
        out = folder / "out" / f"{place}.zip"
        write_pack(out, documents=moved, record=record, workbook=workbook)
        packs.append(out.read_bytes())
    assert packs[0] == packs[1]
    assert "notebook.ipynb" not in zipfile.ZipFile(tmp_path / "one/out/one.zip").namelist()


def test_japanese_names_and_folders_come_out_of_a_pack(
    tmp_path: Path, record: AuditRecord, files: dict[str, Path], workbook: Path
) -> None:
    """The provider's own sheet may go with the documents; full-width spaces are no trap."""
    sheet = tmp_path / "provider.yaml"
    sheet.write_text("name: 黄金サーバー株式会社\n", encoding="utf-8")
    out = write_pack(
        tmp_path / "監査　一式.zip",
        documents={**files, "provider.yaml": sheet},
        record=record,
        workbook=workbook,
    )
    assert verify_pack(out) == ()


def test_an_audit_that_nobody_signed_has_no_pack(
    tmp_path: Path, files: dict[str, Path], record: AuditRecord, workbook: Path
) -> None:
    """The message says what to do first, and nothing is written."""
    unsigned = dataclasses.replace(record, signatures=())
    out = tmp_path / "new.zip"
    with pytest.raises(AuditkitError, match="署名"):
        write_pack(out, documents=files, record=unsigned, workbook=workbook)
    assert not out.exists()


def test_documents_that_are_not_those_audited_are_refused(
    pack: Path, files: dict[str, Path], record: AuditRecord, workbook: Path
) -> None:
    """Changed, missing and unknown documents are told at once, and the earlier pack stays."""
    earlier = pack.read_bytes()
    changed, missing = sorted(files)
    files[changed].write_bytes(files[changed].read_bytes() + b" ")
    other = {changed: files[changed], "later.txt": workbook}
    with pytest.raises(IntegrityError) as caught:
        write_pack(pack, documents=other, record=record, workbook=workbook)
    assert sorted(fault.path for fault in caught.value.faults) == sorted(
        f"documents/{name}" for name in (changed, missing, "later.txt")
    )
    assert pack.read_bytes() == earlier
    assert list(pack.parent.glob(".*")) == []


def test_a_journal_that_is_not_whole_is_refused(
    tmp_path: Path, files: dict[str, Path], record: AuditRecord, workbook: Path
) -> None:
    """Nobody gets a pack out of a store that was tampered with; the entry is named."""
    entry = dataclasses.replace(record.journal[4], who="別人")
    journal = (*record.journal[:4], entry, *record.journal[5:])
    forged = dataclasses.replace(record, journal=journal)
    with pytest.raises(IntegrityError) as caught:
        write_pack(tmp_path / "new.zip", documents=files, record=forged, workbook=workbook)
    assert [fault.path for fault in caught.value.faults] == ["journal.jsonl#5"]


@pytest.mark.parametrize(
    "name", ["../evil.txt", "/etc/passwd", "C:evil.txt", "a\\b.txt", "a\n.txt"]
)
def test_a_name_that_leads_elsewhere_is_refused(
    tmp_path: Path, record: AuditRecord, workbook: Path, name: str
) -> None:
    """No pack is written that somebody could not unpack safely."""
    with pytest.raises(AuditkitError, match="ファイル名"):
        write_pack(
            tmp_path / "new.zip", documents={name: workbook}, record=record, workbook=workbook
        )


def test_what_cannot_be_read_or_written_is_told(
    tmp_path: Path, files: dict[str, Path], record: AuditRecord, workbook: Path
) -> None:
    """A lost workbook, a wrong ending and a folder that is a file are messages, not tracebacks."""
    given = {"documents": files, "record": record}
    with pytest.raises(AuditkitError, match=r"gone\.xlsx"):
        write_pack(tmp_path / "new.zip", workbook=tmp_path / "gone.xlsx", **given)
    with pytest.raises(AuditkitError, match=r"\.zip"):
        write_pack(tmp_path / "new.tar", workbook=workbook, **given)
    with pytest.raises(AuditkitError, match="書き込めません"):
        write_pack(workbook / "new.zip", workbook=workbook, **given)
    assert list(tmp_path.glob("**/*.zip")) == []


def test_an_audit_signed_anew_after_it_was_reopened_has_a_sound_pack(
    tmp_path: Path, files: dict[str, Path], workbook: Path
) -> None:
    """Signatures that were withdrawn stay in the journal and do not count."""
    with open_store(tmp_path / "store.sqlite") as store:
        papers = sign_small_audit(store)
        reopen(papers, "引用の範囲を直すため")
        papers.decide(papers.items[0].key, reason="記載、台帳、画面で確認した。")
        sign(papers, Role.AUDITOR, AUDITOR, "内部監査室", DAY)
        record = audit_record(papers)
    out = write_pack(tmp_path / "p.zip", documents=files, record=record, workbook=workbook)
    found = inspect_pack(out)
    assert (found.faults, found.signatures) == ((), 1)
