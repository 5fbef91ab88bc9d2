"""The private overlay of a licensed user: the standard's own wording, kept outside the product."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from auditkit.checklists._build import build
from auditkit.checklists._faults import Faults, Loc, find_node
from auditkit.checklists._yaml import read_yaml
from auditkit.models import Checklist, Library


@dataclasses.dataclass(frozen=True)
class _Overlay:
    checklist: str
    wording: Mapping[str, str]


def lay_over(library: Library, file: Path, faults: Faults) -> Library:
    """Return the library with the wording that ``file`` gives to requirements of one checklist."""
    loc = Loc(file.as_posix(), faults)
    node = read_yaml(file, loc)
    overlay = build(_Overlay, node, loc) if node is not None else None
    if node is None or overlay is None:
        return library
    known = {checklist.key: checklist for checklist in library.checklists}
    if overlay.checklist not in known:
        loc.fault(
            find_node(node, "checklist"),
            "checklists.checklist_unknown",
            checklist=overlay.checklist,
            hint=faults.nearest(overlay.checklist, known),
        )
        return library
    checklist = known[overlay.checklist]
    ids = [requirement.id for requirement in checklist.requirements]
    for name in overlay.wording:
        if name not in ids:
            loc.fault(
                find_node(node, "wording", name),
                "checklists.reference_unknown",
                where="wording",
                kind=faults.name("requirement"),
                id=name,
                hint=faults.nearest(name, ids),
            )
    worded = _with_wording(checklist, overlay.wording)
    return dataclasses.replace(
        library,
        checklists=tuple(worded if c is checklist else c for c in library.checklists),
    )


def _with_wording(checklist: Checklist, wording: Mapping[str, str]) -> Checklist:
    return dataclasses.replace(
        checklist,
        requirements=tuple(
            dataclasses.replace(requirement, wording=wording[requirement.id])
            if requirement.id in wording
            else requirement
            for requirement in checklist.requirements
        ),
    )
