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

from auditkit.errors import StoreError
from auditkit.messages import say
from auditkit.models import Language

HEAD = "0001"
"""The newest migration; a test holds it to the folder ``migrations``."""

_PATIENCE = 30  # seconds that a writer waits for the one before it
_LOCK = 0x61756B  # the number of PostgreSQL's lock while tables are made


def connect(where: str | Path | None, language: Language) -> Engine:
    """Return an engine for a URL, for the path of a SQLite file, or for the default place."""
    where = (
        where or os.environ.get("AUDITKIT_STORE") or user_data_path("auditkit") / "auditkit.sqlite"
    )
    try:
        url = make_url(where) if isinstance(where, str) and "://" in where else _file(Path(where))
        if url.get_backend_name() == "sqlite":
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
    path.parent.mkdir(parents=True, exist_ok=True)
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
        reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        raise StoreError(say("store.unreachable", language, reason=reason)) from error


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
