"""What came back in a workbook, held to what was recorded meanwhile, and written down.

It needs no documents: what may come back are answers to findings, and decisions on requirements
that the audit has, each bound to what its requirement asked when the workbook was handed out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from auditkit.audits._fields import FINDING, ITEM, action_of, decision_of, finding_of
from auditkit.audits._records import field_name
from auditkit.chain import ACTION, SIGNOFF
from auditkit.errors import AuditkitError, StoreError
from auditkit.messages import say
from auditkit.models import (
    Audit,
    Entry,
    Json,
    Language,
    Record,
    ReturnedChange,
    ReturnedWorkbook,
    ReturnRefusal,
)
from auditkit.store import Store

_Records = Mapping[str, Record]
_FINGERPRINTS = frozenset({"basis", "shown"})


@dataclass(frozen=True)
class WeighedReturn:
    """What of a returned workbook can be recorded now; nothing is recorded yet."""

    audit: str
    accepted: tuple[ReturnedChange, ...]
    refused: tuple[ReturnRefusal, ...]
    """Those of the workbook, then those of the store."""
    recorded: int
    """How many changes are recorded already as they came back."""
    notes: tuple[str, ...]
    head: int
    """The number of the journal's last entry that they were held to."""
    versions: Mapping[str, int]
    """Subject → its version then."""


def weigh_return(
    store: Store, returned: ReturnedWorkbook, language: Language = "ja"
) -> WeighedReturn:
    """Hold what came back to the records of the audit.

    A change that is recorded already as it came back is none.  Raises
    :class:`~auditkit.errors.AuditkitError` if the workbook was not written from this store.
    """
    audit = next((each for each in store.audits() if each.id == returned.audit), None)
    if audit is None:
        raise StoreError(say("store.audit_missing", language, id=returned.audit))
    head = store.head(audit.id).number
    journal = store.journal(audit.id, max(returned.entry - 1, 0))
    handed_out = next(journal, None)
    if handed_out is None or (handed_out.number, handed_out.hash) != (
        returned.entry,
        returned.hash,
    ):
        told = {"audit": audit.id, "entry": returned.entry}
        raise AuditkitError(say("returns.other_store", language, **told))
    moved: dict[str, list[Entry]] = {}
    for entry in journal:
        moved.setdefault(entry.subject, []).append(entry)
    records = store.states(audit.id)
    accepted: list[ReturnedChange] = []
    refused = list(returned.refused)
    recorded = 0
    for change in returned.changes:
        reason = _unknown(audit, records, change, language)
        if not reason and _present(records, change) == change.value:
            recorded += 1
            continue
        reason = reason or _forbidden(records, moved, change, language)
        if reason:
            refused.append(ReturnRefusal(change.where, reason))
        else:
            accepted.append(change)
    versions = {subject: record.version for subject, record in records.items()}
    return WeighedReturn(
        audit.id, tuple(accepted), tuple(refused), recorded, returned.notes, head, versions
    )


def record_return(store: Store, weighed: WeighedReturn, who: str, language: Language = "ja") -> int:
    """Record what was accepted, all or none; return the number of the journal's last entry.

    Raises :class:`~auditkit.errors.ConflictError` if anything was recorded since it was weighed.
    """
    if not who.strip():
        raise AuditkitError(say("audits.no_name", language))
    changes: dict[str, dict[str, Json]] = {}
    for change in weighed.accepted:
        fields = changes.setdefault(_subject(change), {})
        fields[change.field] = change.value
        if change.basis:
            fields["basis"] = change.basis
    if changes:
        wanted = {
            subject: (fields, weighed.versions.get(subject, 0))
            for subject, fields in changes.items()
        }
        store.record_all(weighed.audit, wanted, who=who.strip(), head=weighed.head)
    return store.head(weighed.audit).number


def _subject(change: ReturnedChange) -> str:
    return (ACTION if change.table == "actions" else ITEM) + change.where.row


def _unknown(audit: Audit, records: _Records, change: ReturnedChange, language: Language) -> str:
    """Return why there is nothing that a change could belong to."""
    name = change.where.row
    if change.table == "actions":
        finding = records.get(FINDING + name)
        if finding is None or not finding_of(name, finding).items:
            return say("returns.unknown_finding", language)
    elif name.partition(":")[0] not in audit.checklists:
        return say("returns.unknown_item", language)
    return ""


def _present(records: _Records, change: ReturnedChange) -> str:
    """Return what the record holds now, in the form of what comes back."""
    subject, name = _subject(change), change.where.row
    record = records.get(subject) or Record(subject)
    held: object
    if change.table == "actions":
        finding = finding_of(name, records[FINDING + name])
        held = getattr(action_of(finding, record), change.field)
    else:
        held = getattr(decision_of(name, record), change.field)
    return "" if held is None else str(held)


def _forbidden(
    records: _Records, moved: Mapping[str, list[Entry]], change: ReturnedChange, language: Language
) -> str:
    """Return why a change may not be recorded now."""
    subject = _subject(change)
    frozen = SIGNOFF in records and records[SIGNOFF].fields.get("frozen")
    if frozen and change.table != "actions":
        return say("returns.signed", language)
    since = list(moved.get(subject, ()))
    if change.table == "actions":
        since += moved.get(FINDING + change.where.row, ())
    if not since:
        return ""
    comma = say("returns.comma", language)

    def listed(words: Iterable[str]) -> str:
        return comma.join(dict.fromkeys(words))

    return say(
        "returns.conflict",
        language,
        who=listed(entry.who for entry in since),
        fields=listed(field_name(key, language) for key in _told(since)),
        on=max(entry.at for entry in since).date().isoformat(),
    )


def _told(entries: Iterable[Entry]) -> list[str]:
    """Return the fields that were changed, without the fingerprints that go along with them."""
    keys = list(dict.fromkeys(key for entry in entries for key in entry.changes))
    return [key for key in keys if key not in _FINGERPRINTS] or keys
