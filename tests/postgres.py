"""A real PostgreSQL for the tests: the one that runs on this machine, or one of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.exc import OperationalError

RUNNING = os.environ.get(
    "AUDITKIT_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
)


@cache
def find_postgres() -> str | None:
    """Return ``running``, the folder of the server's programs, or ``None``."""
    if _answers(RUNNING):
        return "running"
    if found := shutil.which("pg_ctl"):
        return str(Path(found).parent)
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    return str(folders[-1]) if folders else None


@contextmanager
def postgres() -> Iterator[str]:
    """Give the URL of a server: what runs already is used, otherwise one is started."""
    found = find_postgres()
    if found == "running":
        yield RUNNING
        return
    assert found is not None, "mark this test with @pytest.mark.postgres"
    # A server refuses to run as root; Debian's package makes the user postgres.
    user = ("runuser", "-u", "postgres", "--") if os.name == "posix" and os.getuid() == 0 else ()
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        folder = Path(name)
        if user:
            shutil.chown(folder, "postgres")
        data, log = folder / "data", folder / "log"
        port = "54329"
        start = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
        run = (*user, f"{found}/pg_ctl", "-D", str(data), "-l", str(log), "-w")
        subprocess.run(
            (*user, f"{found}/initdb", "-D", str(data), "-U", "postgres", "-A", "trust"),
            check=True,
            capture_output=True,
        )
        subprocess.run((*run, "-o", start, "start"), check=True, capture_output=True)
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run((*run, "-m", "immediate", "stop"), check=True, capture_output=True)


def _answers(url: str) -> bool:
    engine = create_engine(url, connect_args={"connect_timeout": 2})
    try:
        with engine.connect():
            return True
    except OperationalError:
        return False
    finally:
        engine.dispose()
