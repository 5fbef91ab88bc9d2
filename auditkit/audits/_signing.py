"""Sign an audit off, and take signatures back while that is still possible."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from auditkit.audits._fields import FINDING, ITEM, as_fields, signature_of
from auditkit.audits._people import same_name
from auditkit.audits._workpapers import Workpapers
from auditkit.errors import AuditkitError, Fault
from auditkit.messages import say
from auditkit.models import Breach, Json, Role, Signature
from auditkit.store import SIGNOFF

_ORDER = tuple(Role)


def signatures(papers: Workpapers) -> dict[Role, Signature]:
    """Return the signatures that stand, in the order in which they are given."""
    told = papers.records.get(SIGNOFF).fields
    return {
        role: signature_of(role, signed)
        for role in _ORDER
        if isinstance(signed := told.get(role.value), dict)
    }


def is_frozen(papers: Workpapers) -> bool:
    """Whether the audit is signed, so that nothing in it can be changed."""
    return bool(papers.records.get(SIGNOFF).fields.get("frozen"))


def sign(papers: Workpapers, role: Role, name: str, department: str, on: dt.date) -> Signature:
    """Sign the audit as it stands; from the first signature on it is frozen.

    Raises :class:`~auditkit.errors.AuditkitError` with every rule that stands against it, and
    :class:`~auditkit.errors.ConflictError` if somebody changed the audit while it was checked.
    """
    papers.refresh()
    head = papers.records.head
    faults = list(_objections(papers, role, name, department, on))
    open_points = papers.breaches() if role is Role.AUDITOR else ()
    if open_points:
        faults.append(Fault(say("audits.sign.not_ready", papers.language, count=len(open_points))))
        faults += (_fault(breach) for breach in open_points)
    if faults:
        raise AuditkitError(*faults)
    last = papers.last_entry()
    signature = Signature(role, name.strip(), department.strip(), on, last.number, last.hash)
    fields: dict[str, Json] = {role.value: dict(as_fields(signature)), "frozen": True}
    papers.records.write({SIGNOFF: fields}, undoable=False, head=head)
    return signature


def reopen(papers: Workpapers, reason: str) -> None:
    """Withdraw the signatures, for a reason that goes on record, so that work can go on.

    Not possible once the representative has signed.
    """
    signed = signatures(papers)
    if not signed:
        raise AuditkitError(say("audits.reopen.unsigned", papers.language))
    if Role.REPRESENTATIVE in signed:
        raise AuditkitError(say("audits.reopen.closed", papers.language))
    if not reason.strip():
        raise AuditkitError(say("audits.no_reason", papers.language))
    fields: dict[str, Json] = {role.value: None for role in _ORDER}
    papers.records.write({SIGNOFF: {**fields, "frozen": False, "reopened": reason}}, undoable=False)


def _objections(
    papers: Workpapers, role: Role, name: str, department: str, on: dt.date
) -> Iterator[Fault]:
    language, signed = papers.language, signatures(papers)
    titles = {each: say(f"audits.role.{each.value}", language) for each in _ORDER}

    def told(key: str, **fields: object) -> Fault:
        return Fault(say(f"audits.sign.{key}", language, role=titles[role], **fields))

    if not name.strip():
        yield Fault(say("audits.no_name", language))
        return
    if not department.strip():
        yield told("department")
    if role in signed:
        yield told("twice")
    before = _ORDER[_ORDER.index(role) - 1] if role is not _ORDER[0] else None
    if before is not None and before not in signed:
        yield told("order", before=titles[before])
    if role is Role.AUDITOR:
        if not any(same_name(name, auditor) for auditor, _ in papers.case().auditors):
            yield told("not_auditor", name=name)
    elif any(same_name(name, tester) for tester in _testers(papers)):
        yield told("tester", name=name)
    # The representative stands above every department, also above the audited one.
    if role is not Role.REPRESENTATIVE and same_name(department, papers.audit.department):
        yield told("own_department", name=name, department=department)
    earliest = max([papers.audit.started, *(signature.on for signature in signed.values())])
    if on < earliest:
        yield told("early", on=on, before=earliest)
    if on > papers.today:
        yield told("future", on=on)


def _testers(papers: Workpapers) -> Iterator[str]:
    """Yield the name of everybody who audits, or has written a decision or a finding."""
    for name, _ in papers.case().auditors:
        yield name
    wrote: Mapping[str, None] = dict.fromkeys(
        entry.who for entry in papers.journal() if entry.subject.startswith((ITEM, FINDING))
    )
    yield from wrote


def _fault(breach: Breach) -> Fault:
    return Fault(breach.message)
