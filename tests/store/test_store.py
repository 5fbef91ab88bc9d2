"""The store: what was recorded stays, and nobody overwrites anybody unawares."""

from __future__ import annotations

import datetime as dt
import multiprocessing
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from auditkit.errors import ConflictError, StoreError
from auditkit.models import Audit
from auditkit.store import Store, open_store
from auditkit.store._database import HEAD, connect

AUDIT = Audit(
    "A-2026-001", "みどり野ホスティング株式会社", ("appi@2023-04-01",), dt.date(2026, 11, 1)
)
ITEM = "item:appi@2023-04-01:27-1"


@pytest.fixture
def store(address: str) -> Store:
    """A store with one audit."""
    opened = open_store(address)
    opened.start(AUDIT, "監査 花子")
    return opened


def test_an_audit_comes_back_as_it_was_started(store: Store) -> None:
    """Every field of an audit survives the database."""
    assert store.audits() == (AUDIT,)


def test_an_id_is_taken_once(store: Store) -> None:
    """A second audit of the same id is refused, and the first stays."""
    with pytest.raises(StoreError, match="A-2026-001"):
        store.start(Audit("A-2026-001", "別の会社", (), dt.date(2026, 1, 1)), "監査 太郎")
    assert store.audits() == (AUDIT,)


def test_a_record_is_there_after_reopening(store: Store, address: str) -> None:
    """What was recorded is read back with its version, by whom and when."""
    store.record(AUDIT.id, ITEM, {"verdict": "conform", "reason": "第4条"}, who="花子", seen=0)
    store.record(AUDIT.id, ITEM, {"verdict": "partial"}, who="太郎", seen=1)
    state = open_store(address).state(AUDIT.id, ITEM)
    assert state.fields == {"verdict": "partial", "reason": "第4条"}
    assert (state.version, state.who) == (2, "太郎")


def test_the_journal_tells_who_old_and_new(store: Store) -> None:
    """Each entry holds only the fields that changed, with both values."""
    store.record(AUDIT.id, ITEM, {"verdict": "conform", "reason": "あ"}, who="花子", seen=0)
    store.record(AUDIT.id, ITEM, {"verdict": "partial", "reason": "あ"}, who="太郎", seen=1)
    last = list(store.journal(AUDIT.id))[-1]
    assert (last.who, last.subject, dict(last.changes)) == (
        "太郎",
        ITEM,
        {"verdict": ("conform", "partial")},
    )


def test_nothing_new_writes_nothing(store: Store) -> None:
    """Saving the same values again leaves journal and version as they are."""
    store.record(AUDIT.id, ITEM, {"verdict": "conform"}, who="花子", seen=0)
    again = store.record(AUDIT.id, ITEM, {"verdict": "conform"}, who="太郎", seen=1)
    assert (again.version, again.who) == (1, "花子")
    assert len(list(store.journal(AUDIT.id))) == 2


def test_the_second_writer_is_told_who_changed_what(store: Store) -> None:
    """A writer who looked at an older version overwrites nothing and learns what happened."""
    store.record(AUDIT.id, ITEM, {"verdict": "conform"}, who="花子", seen=0)
    with pytest.raises(ConflictError, match="花子") as caught:
        store.record(AUDIT.id, ITEM, {"verdict": "nonconform"}, who="太郎", seen=0)
    assert [dict(entry.changes) for entry in caught.value.entries] == [
        {"verdict": (None, "conform")}
    ]
    assert store.state(AUDIT.id, ITEM).fields == {"verdict": "conform"}


def test_an_unknown_audit_takes_no_record(store: Store) -> None:
    """Nothing is recorded for an audit that was never started."""
    with pytest.raises(StoreError, match="A-1999-001"):
        store.record("A-1999-001", ITEM, {"verdict": "conform"}, who="花子", seen=0)


def test_writers_at_once_lose_nothing(address: str) -> None:
    """Four writers on one item: every acknowledged change is in the journal, in one chain."""
    with open_store(address) as store:
        store.start(AUDIT, "花子")

    def write(name: str) -> None:
        with open_store(address) as mine:
            done = 0
            while done < 10:
                seen = mine.state(AUDIT.id, ITEM).version
                try:
                    mine.record(AUDIT.id, ITEM, {name: done}, who=name, seen=seen)
                    done += 1
                except ConflictError:
                    continue

    threads = [threading.Thread(target=write, args=(f"w{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with open_store(address) as store:
        state = store.state(AUDIT.id, ITEM)
        assert state.version == 40
        assert dict(state.fields) == {"w0": 9, "w1": 9, "w2": 9, "w3": 9}
        assert store.verify() == ()


def test_a_store_may_be_made_by_two_processes_at_once(address: str) -> None:
    """Whoever comes second finds the tables that the first made."""
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=open_store, args=(address,)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]


@pytest.mark.parametrize("statement", ["UPDATE journal SET who = 'x'", "DELETE FROM journal"])
def test_the_journal_takes_no_change(store: Store, address: str, statement: str) -> None:
    """The database itself refuses to change or delete an entry."""
    with connect(address, "ja").begin() as connection, pytest.raises(DBAPIError, match="append"):
        connection.execute(text(statement))


TAMPERING = {
    "who": "UPDATE journal SET who = '別人' WHERE number = 2",
    "values": 'UPDATE journal SET changes = \'{"verdict":[null,"partial"]}\' WHERE number = 2',
    "a lost entry": "DELETE FROM journal WHERE number = 2",
    "the last entry": "DELETE FROM journal WHERE number = 3",
    "time": "UPDATE journal SET at = '2026-01-01T00:00:00.000000+00:00' WHERE number = 3",
    "state": 'UPDATE records SET fields = \'{"verdict":"conform"}\'',
    "audit": "UPDATE audits SET provider = '別の会社'",
}


@pytest.mark.parametrize("kind", TAMPERING)
def test_tampering_is_named(store: Store, address: str, kind: str) -> None:
    """Whoever gets round the database's guard leaves a trace that names the place."""
    store.record(AUDIT.id, ITEM, {"verdict": "conform"}, who="花子", seen=0)
    store.record(AUDIT.id, ITEM, {"verdict": "nonconform"}, who="太郎", seen=1)
    assert store.verify() == ()
    with connect(address, "ja").begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.execute(text("DROP TRIGGER journal_no_update"))
            connection.execute(text("DROP TRIGGER journal_no_delete"))
        else:
            connection.execute(text("DROP TRIGGER journal_append_only ON journal"))
        connection.execute(text(TAMPERING[kind]))
    faults = store.verify()
    assert faults
    assert all(fault.path.startswith(AUDIT.id) for fault in faults)


def test_a_newer_store_is_left_alone(store: Store, address: str) -> None:
    """A program that is older than the store says so and changes nothing."""
    with connect(address, "ja").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="更新"):
        open_store(address)


@pytest.mark.parametrize(
    "where",
    ["mysql://x/y", "nonsense://", "postgresql+psycopg://nobody@127.0.0.1:1/none"],
)
def test_an_address_that_leads_nowhere_is_told_to_a_person(where: str) -> None:
    """No traceback for a wrong address: what is wrong and what to do."""
    with pytest.raises(StoreError):
        open_store(where)


def test_the_head_is_the_newest_migration() -> None:
    """The version that the program expects is the last one of its migrations."""
    folder = Path(connect.__code__.co_filename).parent / "migrations" / "versions"
    assert max(file.name[:4] for file in folder.glob("[0-9]*.py")) == HEAD
