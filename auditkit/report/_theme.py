"""What a company may change of its workbooks without code: a theme."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

from auditkit.models import Role, Text


@dataclass(frozen=True)
class Colours:
    """Colours as ``#RRGGBB``; an empty one leaves ours."""

    accent: str = ""
    """Ground of the headings, under white text; also the colour of titles."""
    label: str = ""
    """Ground of labels and of the heads of the approval boxes, under black text."""


@dataclass(frozen=True)
class ApprovalBox:
    """One box on the cover: for a stamp, or for the signature of a role."""

    title: Text
    signs: Role | None = None
    """Whose signature of the audit stands in it; of nobody's, it is for a stamp."""


@dataclass(frozen=True)
class ExtraColumn:
    """A column of the company's own, to be filled in."""

    heading: Text
    width: float = 16.0
    """In half-width characters."""


@dataclass(frozen=True)
class ExtraColumns:
    """The columns added at the right end of what is printed."""

    findings: tuple[ExtraColumn, ...] = ()
    actions: tuple[ExtraColumn, ...] = ()


@dataclass(frozen=True)
class Logo:
    """A picture that was looked at: PNG or JPEG, of a size that a cover can take."""

    content: bytes
    size: tuple[int, int]
    """Width and height in pixels."""


APPROVAL = (
    ApprovalBox(Text("承認", "Approved"), Role.REPRESENTATIVE),
    ApprovalBox(Text("確認", "Checked"), Role.LEAD),
    ApprovalBox(Text("作成", "Prepared"), Role.AUDITOR),
)


@dataclass(frozen=True)
class Theme:
    """How a company's workbooks differ from ours; without arguments, in nothing."""

    organisation: Text | None = None
    """Who audits; on the cover and in the footers."""
    logo: Logo | None = None
    colours: Colours = field(default_factory=Colours)
    document_number: str = ""
    """A pattern such as ``IA-{year}-{audit}``; see :data:`NUMBER_PARTS`."""
    distribution: Text | None = None
    era: bool = False
    """Whether dates are shown in the Japanese era (和暦) in a Japanese report."""
    approval: tuple[ApprovalBox, ...] = APPROVAL
    columns: ExtraColumns = field(default_factory=ExtraColumns)
    files: tuple[Path, ...] = ()
    """What it was read from: the YAML file, and the logo."""


NUMBER_PARTS = ("provider", "audit", "date", "year", "month", "day")
"""What a pattern of document numbers may name."""


def document_number(pattern: str, provider: str, audit: str, as_of: dt.date) -> str:
    """Return the number that a pattern makes; its names are replaced and nothing else."""
    parts = {
        "provider": provider,
        "audit": audit or f"{as_of:%Y%m%d}",
        "date": f"{as_of:%Y%m%d}",
        "year": f"{as_of:%Y}",
        "month": f"{as_of:%m}",
        "day": f"{as_of:%d}",
    }
    return "".join(
        literal + (parts[name] if name else "")
        for literal, name, _, _ in Formatter().parse(pattern)
    )
