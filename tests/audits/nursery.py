"""Processes that are ready at once: forked off one that has loaded and assessed everything.

Starting Python and assessing a provider takes seconds, and a test that kills two hundred
processes cannot wait for that.  The nursery is started afresh, so it has no threads and no
database open when it forks; a child opens its own.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.reduction import recv_handle, send_handle
from types import TracebackType

from small_audit import assessed

PATIENCE = 120  # seconds that a child may be silent

DRIVERS = ("sqlite.pysqlite", "postgresql.psycopg")
"""What a database is reached by; imported at its first use, and that would be in each child."""

Work = Callable[..., None]
"""What a child does: gets its end of a pipe, and arguments."""


class Child:
    """A process that was forked off, and what it tells."""

    def __init__(self, pid: int, told: Connection, nursery: Connection) -> None:
        self.pid = pid
        self._told = told
        self._nursery = nursery

    def hear(self) -> tuple[object, ...]:
        """Return the next thing that the child tells; raises EOFError at its end."""
        if not self._told.poll(PATIENCE):
            raise TimeoutError(f"nothing heard of {self.pid}")
        message: tuple[object, ...] = self._told.recv()
        if message[0] == "error":
            raise AssertionError(f"a child failed:\n{message[1]}")
        return message

    def wait(self) -> list[tuple[object, ...]]:
        """Wait for the child's end and return all that was not heard yet."""
        rest = []
        try:
            while True:
                rest.append(self.hear())
        except EOFError:
            # The pipe is closed by nothing but the child's end.
            self._told.close()
        self._nursery.send(("wait", self.pid))
        self._nursery.recv()
        return rest

    def kill(self) -> list[tuple[object, ...]]:
        """End the child as a power cut would, and return what it told up to then."""
        os.kill(self.pid, signal.SIGKILL)
        return self.wait()


class Nursery:
    """A warm process of its own; ``fork`` returns a child of it."""

    def __enter__(self) -> Nursery:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pipe.close()
        self._process.join(PATIENCE)

    def fork(self, work: Work, *arguments: object) -> Child:
        """Start a child on this work."""
        ours, theirs = multiprocessing.Pipe(duplex=False)
        self._pipe.send(("fork", work, arguments))
        send_handle(self._pipe, theirs.fileno(), self._process.pid)
        pid = self._pipe.recv()
        theirs.close()
        return Child(pid, ours, self._pipe)


def _serve(pipe: Connection) -> None:
    assessed()
    for driver in DRIVERS:
        importlib.import_module(f"sqlalchemy.dialects.{driver}").dialect.import_dbapi()
    while True:
        try:
            order = pipe.recv()
        except EOFError:
            return
        if order[0] == "wait":
            os.waitpid(order[1], 0)
            pipe.send(order[1])
            continue
        _, work, arguments = order
        told = Connection(recv_handle(pipe), readable=False)
        pid = os.fork()
        if pid == 0:
            pipe.close()
            _live(told, work, arguments)
        told.close()
        pipe.send(pid)


def _live(told: Connection, work: Work, arguments: tuple[object, ...]) -> None:
    try:
        work(told, *arguments)
    except BaseException:
        told.send(("error", traceback.format_exc()))
    finally:
        # Nothing that was inherited is to be tidied up by a child.
        os._exit(0)
