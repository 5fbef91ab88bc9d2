"""The list of contents: what a pack holds, of which audit, and who signed what."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from auditkit.chain import SIGNOFF, Chain, dump, standing_signatures

FORMAT = 1
"""Counts up when an older auditkit could not tell any more whether a pack is sound."""

KEPT = frozenset({"audit", "documents", "team", SIGNOFF})
"""The subjects of the journal that the list of contents, and the documents, are held to."""


FROM_JOURNAL = frozenset({"audit", "checklists", "signatures", "journal"})
"""What in the list of contents follows from the journal."""


class File(NamedTuple):
    """A file of a pack with its size and fingerprint."""

    path: str
    bytes: int
    sha256: str


def manifest(version: str, chain: Chain, files: Iterable[File]) -> dict[str, Any]:
    """Return the list of contents; but for the version, everything follows from the rest."""
    audit = dict(chain.fields("audit"))
    told: dict[str, Any] = {
        "format": FORMAT,
        "auditkit": version,
        "audit": {
            **{key: value for key, value in audit.items() if key != "checklists"},
            "id": chain.audit,
            "auditors": chain.fields("team").get("auditors", []),
        },
        "checklists": audit.get("checklists", []),
        "signatures": [
            {"role": role, **signed}
            for role, signed in standing_signatures(chain.fields(SIGNOFF)).items()
        ],
        "journal": {"number": chain.number, "hash": chain.hash},
        "files": [file._asdict() for file in sorted(files)],
    }
    return {**told, "digest": digest(told)}


def digest(told: Mapping[str, Any]) -> str:
    """Return the fingerprint of a list of contents, over everything in it but itself."""
    kept = {key: value for key, value in told.items() if key != "digest"}
    return hashlib.sha256(dump(kept).encode("utf-8", "surrogatepass")).hexdigest()


def manifest_bytes(told: Mapping[str, Any]) -> bytes:
    """Return the one form in which a list of contents is written."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True, indent=2, allow_nan=False)
    return (text + "\n").encode("utf-8", "surrogatepass")


def read_manifest(content: bytes) -> dict[str, Any]:
    """Return a list of contents; raises :class:`ValueError` if it is none."""
    try:
        told = json.loads(content.decode("utf-8", "surrogatepass"))
    except RecursionError as error:
        raise ValueError(str(error)) from error
    if not isinstance(told, dict):
        raise ValueError("no object")
    return told


def listed_files(told: Mapping[str, Any]) -> dict[str, File]:
    """Return the files that a list of contents names; what is not understood is left out."""
    files = told.get("files")
    found = {}
    for each in files if isinstance(files, list) else ():
        if isinstance(each, dict) and each.keys() == set(File._fields):
            file = File(**each)
            if isinstance(file.path, str):
                found[file.path] = file
    return found
