"""Putting finished exports in their place: made beside it, moved into it whole."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path

from auditkit.errors import AuditkitError, Fault
from auditkit.messages import say
from auditkit.models import Language
from auditkit.replacing import replacing

MISSING = "\ufffd"
"""Stands for a character that no text file can hold."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def encoded(text: str) -> bytes:
    """Return ``text`` in UTF-8; a lone surrogate, which is no character, stays visible."""
    return _SURROGATE.sub(MISSING, text).encode("utf-8")


def write_file(content: bytes, path: Path, language: Language) -> Path:
    """Write a file that appears whole or not at all, over an earlier one of its name."""
    try:
        with replacing(path) as beside:
            beside.write_bytes(content)
    except OSError as error:
        raise _refused(error, path, language) from error
    return path


def write_folder(files: Mapping[str, bytes], folder: Path, language: Language) -> Path:
    """Write a folder of files that appears whole, in place of an earlier one."""
    beside = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}.tmp")
    try:
        beside.mkdir(parents=True)
        try:
            for name, content in files.items():
                (beside / name).write_bytes(content)
            move_folder(beside, folder, language)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        raise _refused(error, folder, language) from error
    return folder


def move_folder(made: Path, folder: Path, language: Language) -> Path:
    """Put the folder ``made`` in the place of ``folder``.

    Of an earlier folder its ``.csv`` files go; whatever else somebody put there is kept.
    Where the earlier one is in use, it stays as it is.
    """
    if folder.exists() and not folder.is_dir():
        raise AuditkitError(Fault(say("exports.folder_is_file", language), str(folder)))
    aside = folder.with_name(f".{folder.name}-{secrets.token_hex(4)}.old")
    try:
        earlier = folder.is_dir()
        if earlier:
            folder.rename(aside)
        try:
            made.rename(folder)
        except OSError:
            if earlier:
                aside.rename(folder)
            raise
        if earlier:
            for left in aside.iterdir():
                if left.suffix.lower() != ".csv":
                    left.rename(folder / left.name)
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise _refused(error, folder, language) from error
    return folder


def _refused(error: OSError, path: Path, language: Language) -> AuditkitError:
    cause = error.strerror or str(error)
    return AuditkitError(Fault(say("exports.not_written", language, cause=cause), str(path)))
