"""Whoever changes the journal behind the database's back is found out, and the entry is named."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, make_url, text

from auditkit.chain import START, link_of, sealed
from auditkit.cli import main
from auditkit.errors import IntegrityError, StoreError
from auditkit.store import _database, open_store
from auditkit.store._database import connect
from tests.signed_audit import sign_small_audit

_COLUMNS = ("at", "who", "subject", "changes", "before", "hash")
_FIRST, _SECOND = "A-2026-001", "A-2026-002"


@pytest.fixture
def tampered(address: str) -> Iterator[Connection]:
    """A connection to a store of two signed audits, without the guard of its journal."""
    with open_store(address) as store:
        sign_small_audit(store, _FIRST)
        sign_small_audit(store, _SECOND)
        assert store.verify() == ()
    engine = create_engine(make_url(address) if "://" in address else f"sqlite:///{address}")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER journal_no_update"))
            connection.execute(text("DROP TRIGGER journal_no_delete"))
        else:
            connection.execute(text("DROP TRIGGER journal_append_only ON journal"))
        yield connection
    engine.dispose()


def _write(connection: Connection, audit: str, number: int, column: str, value: object) -> None:
    quoted = f'"{column}"'
    connection.execute(
        text(f"UPDATE journal SET {quoted} = :value WHERE audit = :audit AND number = :number"),
        {"value": value, "audit": audit, "number": number},
    )


def test_changed_characters_of_entries_are_found_and_the_entry_named(
    tampered: Connection, address: str
) -> None:
    """One character of one field: 100 of 100 in SQLite, 20 of 20 in PostgreSQL."""
    chance = random.Random(20261120)
    columns = ", ".join(f'"{name}"' for name in _COLUMNS)
    rows = tampered.execute(text(f"SELECT audit, number, {columns} FROM journal")).all()
    wrong = []
    with open_store(address, read_only=True) as store:
        for _ in range(100 if tampered.dialect.name == "sqlite" else 20):
            row, column = chance.choice(rows), chance.choice(_COLUMNS)
            old = getattr(row, column)
            at = chance.randrange(len(old))
            other = chance.choice([sign for sign in '0a9Z改花-"{' if sign != old[at]])
            _write(tampered, row.audit, row.number, column, old[:at] + other + old[at + 1 :])
            faults = store.verify()
            named = {fault.path for fault in faults if "#" in fault.path}
            if named != {f"{row.audit}#{row.number}"}:
                wrong.append((row, column, at, other, faults))
            _write(tampered, row.audit, row.number, column, old)
        assert wrong == []
        assert store.verify() == ()


def test_an_entry_given_another_number_or_audit_is_found(
    tampered: Connection, address: str
) -> None:
    """The gap it leaves is told, and so is the place where it stands now."""
    _write(tampered, _FIRST, 5, "number", 95)
    with open_store(address, read_only=True) as store:
        places = {fault.path for fault in store.verify()}
        assert {f"{_FIRST}#5", f"{_FIRST}#95"} <= places
        assert not any(place.startswith(_SECOND) for place in places)
    if tampered.dialect.name == "sqlite":  # PostgreSQL lets no entry stand without its audit
        _write(tampered, _FIRST, 95, "audit", "A-2026-009")
        with open_store(address, read_only=True) as store:
            assert "A-2026-009#95" in {fault.path for fault in store.verify()}


def test_a_chain_written_anew_does_not_fit_the_signature(
    tampered: Connection, address: str
) -> None:
    """Hashes that follow each other again are not those that were signed."""
    with open_store(address) as store:
        entries = list(store.journal(_FIRST))
    before = START
    for entry in entries:
        link = sealed(link_of(entry)._replace(before=before, who="別人"))
        for column in ("who", "before", "hash"):
            _write(tampered, _FIRST, link.number, column, getattr(link, column))
        before = link.hash
    tampered.execute(text("UPDATE records SET who = '別人' WHERE audit = :id"), {"id": _FIRST})
    with open_store(address, read_only=True) as store:
        faults = store.verify()
    assert [fault.path for fault in faults] == [f"{_FIRST}#13", f"{_FIRST}#14"]
    assert all("署名" in fault.message for fault in faults)


def test_verify_ends_with_four_and_names_the_entry(
    tampered: Connection, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the command line a sound store is a line for each audit, a broken one its faults."""
    assert main(["verify", address]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [audit in line for audit, line in zip((_FIRST, _SECOND), lines, strict=True)] == [
        True,
        True,
    ]
    assert all("監査記録 14 件、署名 2 件" in line for line in lines)
    _write(tampered, _SECOND, 7, "who", "別人")
    assert main(["verify", address]) == 4
    captured = capsys.readouterr()
    assert [_FIRST in line for line in captured.out.splitlines()] == [True]
    assert f"{_SECOND}#7: この監査記録は、記録された後に書き換えられています。" in captured.err


# SQLite keeps anything in any column.

_NONSENSE = {
    "a number that is text": "UPDATE journal SET number = '4x' WHERE number = 4",
    "no number": "UPDATE journal SET number = 4.5 WHERE number = 4",
    "a name that is bytes": "UPDATE journal SET who = x'ff00' WHERE number = 4",
    "a name that is no text": "UPDATE journal SET who = cast(x'ffff' AS TEXT) WHERE number = 4",
    "a name that is a number": "UPDATE journal SET who = 7 WHERE number = 4",
    "no date of the audit": "UPDATE audits SET started = 'gestern'",
    "no list of checklists": "UPDATE audits SET checklists = '{'",
    "a number for checklists": "UPDATE audits SET checklists = '3'",
    "no JSON in the state": "UPDATE records SET fields = '{'",
    "no time in the state": "UPDATE records SET at = 'x'",
    "a version that is text": "UPDATE records SET version = 'x'",
    "no journal": "DROP TABLE journal",
    "no state": "DROP TABLE records",
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a store with a signed audit, closed."""
    path = tmp_path / "own.sqlite"
    with open_store(path) as store:
        sign_small_audit(store)
    return path


@pytest.mark.parametrize("kind", _NONSENSE)
def test_nonsense_in_a_file_is_told_without_a_traceback(
    file: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whatever somebody wrote into the file, verify ends with 4 and says where."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("DROP TRIGGER journal_no_update")
        connection.execute(_NONSENSE[kind])
        connection.commit()
    assert main(["verify", str(file), "--lang", "en"]) == 4
    captured = capsys.readouterr()
    assert captured.err
    assert "unexpected" not in captured.err


def test_a_damaged_file_is_told(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What SQLite itself finds wrong with its pages is passed on."""
    data = bytearray(file.read_bytes())
    told = []
    for page in range(1, len(data) // 4096):
        damaged = file.with_name(f"damaged-{page}.sqlite")
        damaged.write_bytes(data[: page * 4096] + b"\x13" * 4096 + data[(page + 1) * 4096 :])
        code = main(["verify", str(damaged), "--lang", "en"])
        told.append((code, bool(capsys.readouterr().err)))
    assert set(told) == {(4, True)}


def test_verifying_changes_no_byte(file: Path) -> None:
    """A store is looked at as it lies there, and what would write to it is refused."""
    before = file.read_bytes()
    with open_store(file, read_only=True) as store:
        assert store.verify() == ()
        with pytest.raises(Exception, match="readonly"):
            store.record(_FIRST, "signoff", {"frozen": False}, who="x", seen=2)
    assert file.read_bytes() == before


def test_a_store_in_use_can_be_verified(file: Path) -> None:
    """What a writer has not yet moved into the file is seen, and the writer is not disturbed."""
    with open_store(file) as store:
        sign_small_audit(store, "A-2026-007")
        assert Path(f"{file}-wal").stat().st_size > 0
        with open_store(file, read_only=True) as other:
            assert other.verify() == ()
            assert "A-2026-007" in {audit.id for audit in other.audits()}


def test_a_store_on_a_medium_that_takes_no_writing_can_be_verified(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SQLite can make no index beside the file, the file alone is read."""
    reading, tried = _database._reading, []

    def refuse(path: Path, how: str) -> sqlite3.Connection:
        tried.append(how)
        if how == "mode=ro":
            raise sqlite3.OperationalError("unable to open database file")
        return reading(path, how)

    monkeypatch.setattr(_database, "_reading", refuse)
    with open_store(file, read_only=True) as store:
        assert store.verify() == ()
    assert tried[:2] == ["mode=ro", "immutable=1"]


def test_a_missing_store_is_not_made(tmp_path: Path) -> None:
    """A mistyped path is an error, and no file and no folder comes of it."""
    with pytest.raises(StoreError, match="ファイルがありません"):
        open_store(tmp_path / "no" / "such.sqlite", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_store_is_told_and_left_alone(address: str, tmp_path: Path) -> None:
    """An empty database gets no tables, and a file that is no database is bad input."""
    with connect(address, "ja").connect():
        pass
    with pytest.raises(StoreError, match="保存先ではありません"):
        open_store(address, read_only=True)
    other = tmp_path / "text.sqlite"
    other.write_bytes(b"no database at all" * 500)
    with pytest.raises(StoreError, match="保存先ではありません"):
        open_store(other, read_only=True)
    assert not issubclass(StoreError, IntegrityError)


@pytest.mark.parametrize(("version", "told"), [("9999", "新しい版"), ("0000", "古い版")])
def test_a_store_of_another_version_is_not_brought_up_to_date(
    address: str, version: str, told: str
) -> None:
    """Neither a newer nor an older store is changed; what to do is said."""
    with open_store(address):
        pass
    with connect(address, "ja").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :v"), {"v": version})
    with pytest.raises(StoreError, match=told):
        open_store(address, read_only=True)
    with connect(address, "ja").connect() as connection:
        assert connection.scalar(text("SELECT version_num FROM alembic_version")) == version
