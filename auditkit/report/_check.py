"""Whether a complete report can be made of its inputs."""

from __future__ import annotations

from collections.abc import Sequence

from auditkit.errors import AuditkitError, Fault
from auditkit.messages import say
from auditkit.report._source import Source


def check_source(source: Source) -> None:
    """Refuse inputs a complete report cannot be made of, with every fault at once."""
    assessment, language = source.assessment, source.language
    wanted = [
        f"{checklist.key}:{requirement.id}"
        for checklist in assessment.checklists
        for requirement in checklist.requirements
    ]
    have = [item.key for item in assessment.items]
    known = set(have)
    faults: list[Fault] = []

    def fault(message: str, **values: str) -> None:
        faults.append(Fault(say(message, language, **values)))

    if not wanted:
        fault("report.no_checklists")
    if missing := [key for key in wanted if key not in known]:
        fault("report.missing_items", items=_listed(missing))
    unknown = known - set(wanted)
    repeated = {key for key in have if have.count(key) > 1} if len(known) < len(have) else set()
    if odd := sorted(unknown | repeated):
        fault("report.unknown_items", items=_listed(odd))
    ids = [finding.id for finding in source.findings]
    if len(set(ids)) < len(ids):
        twice = sorted({name for name in ids if ids.count(name) > 1})
        fault("report.duplicate_findings", items=_listed(twice))
    for finding in source.findings:
        if strangers := [key for key in finding.items if key not in known]:
            fault("report.unknown_finding_items", finding=finding.id, items=_listed(strangers))
    if faults:
        raise AuditkitError(*faults)


def _listed(keys: Sequence[str], limit: int = 10) -> str:
    shown = ", ".join(keys[:limit])
    return f"{shown} … ({len(keys)})" if len(keys) > limit else shown
