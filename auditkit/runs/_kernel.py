"""The kernel of a run: this very interpreter, on a transport that cannot collide."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_core.utils import run_sync


class _ThisPython(AsyncKernelManager):
    """Starts the running interpreter, whatever kernels are installed on the machine."""

    @property
    def kernel_spec(self) -> KernelSpec:
        argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        return KernelSpec(argv=argv, display_name="Python 3", language="python")


@contextmanager
def started_kernel(cwd: Path) -> Iterator[Any]:
    """Start a kernel that works in ``cwd`` and kill it afterwards.

    The call returns at once: the kernel boots while the caller imports papermill.
    """
    # A short path of its own: the name of a Unix socket holds about 107 characters, and the
    # default name would be shared by all runs in one folder.
    folder = tempfile.mkdtemp(prefix="ak-")
    try:
        connection = {"connection_file": str(Path(folder) / "kernel.json")}
        if os.name == "posix":
            # Parallel kernels race for TCP ports (nteract/papermill#511); sockets cannot.
            connection |= {"transport": "ipc", "ip": str(Path(folder) / "k")}
        manager = _ThisPython(kernel_name="python3", **connection)
        run_sync(manager.start_kernel)(cwd=str(cwd), extra_arguments=_QUIET)
        try:
            yield manager
        finally:
            # Not gracefully: ipykernel 7 stalls for four seconds in one run out of twenty.
            run_sync(manager.shutdown_kernel)(now=True)
            run_sync(manager.cleanup_resources)()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


# No history file: a run leaves nothing in the user's IPython profile.
_QUIET = ["--HistoryManager.hist_file=:memory:", "--HistoryManager.enabled=False"]
