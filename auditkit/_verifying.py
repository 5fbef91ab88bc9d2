"""What ``auditkit verify`` looks at: a sign-off pack, or a store and every audit in it."""

from __future__ import annotations

from pathlib import Path

from auditkit.errors import Fault
from auditkit.messages import say
from auditkit.models import Language


def verify_place(place: str, language: Language) -> tuple[list[str], tuple[Fault, ...]]:
    """Return a line for each pack or audit that is sound, and every fault of the others."""
    return _pack(Path(place), language) if _is_pack(place) else _store(place, language)


def _is_pack(place: str) -> bool:
    """Tell by the first bytes, and by the name where they say nothing any more."""
    if "://" in place:
        return False
    path = Path(place)
    first = b""
    if path.is_file():
        with path.open("rb") as stream:
            first = stream.read(16)
    if first == b"SQLite format 3\0":
        return False
    return path.suffix.lower() == ".zip" or first.startswith(b"PK")


def _pack(path: Path, language: Language) -> tuple[list[str], tuple[Fault, ...]]:
    from auditkit.packs import inspect_pack

    found = inspect_pack(path, language)
    if found.faults:
        return [], tuple(_at(str(path), fault) for fault in found.faults)
    told = {"audit": found.audit, "entries": found.entries, "signatures": found.signatures}
    return [say("cli.verify.pack", language, path=path, sha256=found.sha256, **told)], ()


def _store(place: str, language: Language) -> tuple[list[str], tuple[Fault, ...]]:
    from auditkit.chain import SIGNOFF, standing_signatures
    from auditkit.store import open_store

    with open_store(place, language=language, read_only=True) as store:
        faults = store.verify()
        named = store.place
        if any(not fault.path for fault in faults):  # the database itself is damaged
            return [], tuple(_at(named, fault) for fault in faults)
        broken = {fault.path.split("#")[0].split(" ")[0] for fault in faults}
        lines = [
            say(
                "cli.verify.audit",
                language,
                path=named,
                audit=audit,
                entries=store.head(audit).number,
                signatures=len(standing_signatures(store.state(audit, SIGNOFF).fields)),
            )
            for audit in store.ids()
            if audit not in broken
        ]
    if not lines and not faults:
        lines = [say("cli.verify.empty", language, path=named)]
    return lines, tuple(_at(named, fault) for fault in faults)


def _at(place: str, fault: Fault) -> Fault:
    return Fault(fault.message, f"{place}: {fault.path}" if fault.path else place)
