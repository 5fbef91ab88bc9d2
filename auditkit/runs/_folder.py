"""The output folder of a run: written beside it first, moved into it whole."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditkit.errors import AuditkitError, Fault, RunError
from auditkit.messages import say
from auditkit.models import Language

_PATIENCE = 60.0  # seconds; a run takes a few


@contextmanager
def staging_folder(
    folder: Path, language: Language = "ja", patience: float = _PATIENCE
) -> Iterator[Path]:
    """Yield an empty folder beside ``folder``; no other run works for ``folder`` meanwhile.

    It is a sibling, so that relative paths mean the same in both.
    """
    from filelock import FileLock, Timeout

    for place in (folder, *folder.parents):
        if place.exists() and not place.is_dir():
            raise AuditkitError(Fault(say("runs.folder_is_file", language), str(place)))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(error, folder, language) from error
    lock = FileLock(folder / ".lock", timeout=patience)
    try:
        lock.acquire()
    except Timeout:
        raise RunError(Fault(say("runs.folder_busy", language), str(folder))) from None
    except OSError as error:
        raise _refused(error, folder, language) from error
    prefix = f".{folder.name}-run-"
    try:
        # What a run left that was killed; nobody else can be using it under the lock.
        for left in folder.parent.iterdir():
            if left.name.startswith(prefix):
                shutil.rmtree(left, ignore_errors=True)
        staging = Path(tempfile.mkdtemp(prefix=prefix, dir=folder.parent))
        try:
            yield staging
        finally:
            shutil.rmtree(staging, ignore_errors=True)
    finally:
        lock.release()


def _refused(error: OSError, folder: Path, language: Language) -> RunError:
    reason = error.strerror or str(error)
    return RunError(Fault(say("runs.folder_refused", language, reason=reason), str(folder)))


def publish(staged: Path, folder: Path, language: Language = "ja") -> Path:
    """Move a finished file into the output folder, over an earlier one of its name."""
    final = folder / staged.name
    try:
        staged.replace(final)
    except PermissionError:
        # On Windows, Excel locks the workbooks it has open.
        raise RunError(Fault(say("runs.file_open", language), str(final))) from None
    return final
