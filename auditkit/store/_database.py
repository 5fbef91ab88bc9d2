"""Reach the database: SQLite in one file, or PostgreSQL by URL; bring its tables up to date."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from auditkit.errors import IntegrityError, StoreError
from auditkit.messages import say
from auditkit.models import Language

HEAD = "0001"
"""The newest migration; a test holds it to the folder ``migrations``."""

_PATIENCE = 30  # seconds that a writer waits for the one before it
_LOCK = 0x61756B  # the number of PostgreSQL's lock while tables are made


def connect(where: str | Path | None, language: Language, read_only: bool = False) -> Engine:
    """Return an engine for a URL, for the path of a SQLite file, or for the default place."""
    where = (
        where or os.environ.get("AUDITKIT_STORE") or user_data_path("auditkit") / "auditkit.sqlite"
    )
    try:
        url = make_url(where) if isinstance(where, str) and "://" in where else _file(Path(where))
        if url.get_backend_name() == "sqlite":
            if read_only:
                return _sqlite_as_it_is(url, language)
            Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
            return _sqlite(url)
        if url.get_backend_name() == "postgresql":
            return create_engine(url, pool_pre_ping=True)
    except OSError as error:
        raise StoreError(
            say("store.folder", language, path=where, reason=error.strerror)
        ) from error
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError(say("store.url", language)) from error
    raise StoreError(say("store.url", language))


def _file(path: Path) -> URL:
    return URL.create("sqlite", database=str(path))


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _PATIENCE})

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not by the driver
        _write_ahead(connection)
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        reads = connection.get_execution_options().get("auditkit_reads")
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    return engine


def _sqlite_as_it_is(url: URL, language: Language) -> Engine:
    """Return an engine that reads a SQLite file and neither makes nor changes one."""
    path = Path(url.database or "")
    if not path.is_file():
        raise StoreError(say("store.missing", language, path=path))

    def connection() -> sqlite3.Connection:
        try:
            return _reading(path, "mode=ro")
        except sqlite3.OperationalError:
            # On a read-only medium SQLite cannot put its index beside a file in write-ahead
            # mode; without a log beside it the file is all there is.
            if path.with_name(f"{path.name}-wal").exists():
                raise
            return _reading(path, "immutable=1")

    engine = create_engine(url, creator=connection)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")

    return engine


def _reading(path: Path, how: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{how}",
        uri=True,
        timeout=_PATIENCE,
        isolation_level=None,
        check_same_thread=False,
    )
    # A byte that is no text is told as a changed entry, and is no reason to stop.
    connection.text_factory = lambda told: told.decode("utf-8", "backslashreplace")
    try:
        connection.execute("PRAGMA schema_version")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _write_ahead(connection: Any) -> None:
    """Switch the file to write-ahead logging; SQLite does not wait for others doing the same."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(0.02)


def reader(engine: Engine) -> Engine:
    """Return the engine for transactions that only read: they wait for nobody."""
    return engine.execution_options(auditkit_reads=True)


def snapshot(engine: Engine) -> Engine:
    """Return the engine for a transaction that sees one moment, whatever others write."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return reader(engine)


def require_tables(engine: Engine, language: Language) -> None:
    """Raise unless the database holds a store as this program makes them."""
    try:
        with reader(engine).connect() as connection:
            version = _version(connection)
    except SQLAlchemyError as error:
        if _sqlite_says(error) == "SQLITE_CORRUPT":
            told = say("store.damaged", language, reason=reason_of(error))
            raise IntegrityError(told) from error
        if _sqlite_says(error) != "SQLITE_NOTADB":
            raise unreachable(error, language) from error
        version = None
    if version is None:
        raise StoreError(say("store.none", language))
    if version != HEAD:
        raise StoreError(say("store.newer" if version > HEAD else "store.older", language))


def upgrade(engine: Engine, language: Language) -> None:
    """Make the tables, or bring them up to date, in one transaction."""
    try:
        with reader(engine).connect() as connection:
            version = _version(connection)
        if version == HEAD:
            return
        with engine.begin() as connection:
            if engine.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            version = _version(connection)
            if version is not None and version > HEAD:
                raise StoreError(say("store.newer", language))
            if version != HEAD:
                _migrate(connection)
    except SQLAlchemyError as error:
        raise unreachable(error, language) from error


def unreachable(error: SQLAlchemyError, language: Language) -> StoreError:
    """Return the error for a database that does not answer."""
    return StoreError(say("store.unreachable", language, reason=reason_of(error)))


def _sqlite_says(error: SQLAlchemyError) -> str:
    return str(getattr(getattr(error, "orig", None), "sqlite_errorname", ""))


def reason_of(error: SQLAlchemyError) -> str:
    """Return what the database itself said, in one line."""
    return str(getattr(error, "orig", None) or error).strip().splitlines()[0]


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(connection: Connection) -> None:
    from alembic import command  # a third of a second that only the first use needs
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
