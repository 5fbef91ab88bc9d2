"""Reading a theme from YAML, strictly, with every fault at its file and line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

from yaml import MappingNode, Node, SequenceNode

from auditkit.checklists import Faults, Loc, build, read_yaml
from auditkit.errors import AuditkitError
from auditkit.models import Language, Text
from auditkit.report._cells import clean, looks_like_formula, width
from auditkit.report._headings import HEADINGS
from auditkit.report._logo import read_logo
from auditkit.report._theme import (
    APPROVAL,
    NUMBER_PARTS,
    ApprovalBox,
    Colours,
    ExtraColumn,
    ExtraColumns,
    Logo,
    Theme,
)

_FILE_LIMIT = 200_000  # bytes of a theme; a longer file is none
_LONGEST = 120
"""Half-width characters of a wording on the cover."""
_HEADING = 40
"""Half-width characters of a heading or of the title of a box."""
_BOXES = 4
"""How many approval boxes stand beside each other on a sheet of paper."""
_COLUMNS = 6
_WIDTHS = (6.0, 60.0)
_CONTRAST = 4.5
"""The least contrast of text and ground that WCAG 2 asks for (1.4.3)."""
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_GROUNDS = {"accent": "#FFFFFF", "label": "#000000"}
"""Colour of a theme → colour of the text on it."""

OWN_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "findings": (
        *("finding_id", "finding_state", "finding_title", "finding_name", "grade", "severity"),
        *("urgency", "finding_criteria", "finding_condition", "place", "quote", "value"),
        *("evidence_link", "action_link", "finding_cause", "finding_effect", "recommendation"),
        *("item_link", "items", "owner", "due"),
    ),
    "actions": (
        *("finding_id", "finding_title", "finding_name", "severity", "recommendation", "response"),
        *("cause", "correction", "owner", "due", "overdue", "status", "completed", "proof"),
        "effectiveness",
    ),
}
"""Sheet → the columns it can have of its own; no other may be called like them."""


@dataclass(frozen=True)
class _Sheet:
    """What a theme's file may say."""

    organisation: Text | None = None
    logo: str = ""
    colours: Colours = field(default_factory=Colours)
    document_number: str = ""
    distribution: Text | None = None
    era: bool = False
    approval: tuple[ApprovalBox, ...] = APPROVAL
    columns: ExtraColumns = field(default_factory=ExtraColumns)


def read_theme(file: str | Path | None, language: Language = "ja", *, era: bool = False) -> Theme:
    """Return the theme that a YAML file describes; without a file, ours.

    With ``era``, dates are shown in the Japanese era whatever the theme says.
    Raises :class:`~auditkit.errors.AuditkitError` with every fault at once, each with file and
    line.  The logo is read too; it must lie in the folder of the file.
    """
    if not file:
        return Theme(era=era)
    file = Path(file)
    faults = Faults(language)
    loc = Loc(str(file), faults)
    node = _node(file, loc)
    sheet = build(_Sheet, node, loc) if node is not None else None
    logo = None
    if node is not None and sheet is not None:
        logo = _check(sheet, node, file.parent, loc)
    if faults or sheet is None:
        raise AuditkitError(*faults.in_order())
    return Theme(
        organisation=sheet.organisation,
        logo=logo,
        colours=sheet.colours,
        document_number=sheet.document_number,
        distribution=sheet.distribution,
        era=sheet.era or era,
        approval=sheet.approval,
        columns=sheet.columns,
        files=(file, file.parent / sheet.logo) if sheet.logo else (file,),
    )


def _node(file: Path, loc: Loc) -> Node | None:
    try:
        if file.stat().st_size > _FILE_LIMIT:
            loc.fault(None, "theme.too_long", limit=f"{_FILE_LIMIT:,}")
            return None
    except OSError:
        pass  # reading it says why
    return read_yaml(file, loc)


def _check(sheet: _Sheet, node: Node, folder: Path, loc: Loc) -> Logo | None:
    """Note what is wrong with the values themselves; return the logo, if it is sound."""
    _check_colours(sheet, node, loc)
    _check_number(sheet.document_number, _at(node, "document_number"), loc)
    for key, text in (("organisation", sheet.organisation), ("distribution", sheet.distribution)):
        if text is not None:
            _check_text(text, _at(node, key), key, _LONGEST, loc)
    _check_boxes(sheet.approval, _at(node, "approval"), loc)
    for name, columns in (("findings", sheet.columns.findings), ("actions", sheet.columns.actions)):
        _check_columns(name, columns, _at(node, "columns", name), loc)
    return read_logo(folder, sheet.logo, _at(node, "logo"), loc) if sheet.logo else None


def _at(node: Node, *steps: str | int) -> Node:
    """Follow keys and positions from a node, as far as they lead."""
    for step in steps:
        if isinstance(step, int) and isinstance(node, SequenceNode):
            node = node.value[step]
        elif isinstance(node, MappingNode):
            node = next((value for key, value in node.value if key.value == step), node)
    return node


def _check_colours(sheet: _Sheet, node: Node, loc: Loc) -> None:
    for name, text in _GROUNDS.items():
        colour = getattr(sheet.colours, name)
        if not colour:
            continue
        place = _at(node, "colours", name)
        if not _COLOUR.fullmatch(colour):
            loc.fault(place, "theme.colour", key=name, value=colour)
        elif (ratio := contrast(colour, text)) < _CONTRAST:
            told = {"key": name, "value": colour, "text": text, "least": _CONTRAST}
            loc.fault(place, "theme.contrast", ratio=f"{ratio:.1f}", **told)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2 defines it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _check_number(pattern: str, node: Node, loc: Loc) -> None:
    if not pattern:
        return
    _check_wording(pattern, node, "document_number", _LONGEST, loc)
    known = loc.faults.listed(f"{{{name}}}" for name in NUMBER_PARTS)
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError:
        loc.fault(node, "theme.number_braces", value=pattern)
        return
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if name not in NUMBER_PARTS or form or conversion:
            hint = loc.faults.nearest(name, NUMBER_PARTS)
            loc.fault(node, "theme.number_part", value=name, known=known, hint=hint)


def _check_text(text: Text, node: Node, key: str, limit: int, loc: Loc) -> None:
    for language in ("ja", "en"):
        _check_wording(getattr(text, language), _at(node, language), key, limit, loc)


def _check_wording(text: str, node: Node, key: str, limit: int, loc: Loc) -> None:
    """Refuse what could be taken for a formula, cannot be shown, or does not fit."""
    if looks_like_formula(text):
        loc.fault(node, "theme.formula", key=key, value=text[:40])
    if clean(text) != text or "\n" in text:
        loc.fault(node, "theme.characters", key=key)
    elif (long := width(text)) > limit:
        loc.fault(node, "theme.long", key=key, width=long, limit=limit)


def _check_boxes(boxes: Sequence[ApprovalBox], node: Node, loc: Loc) -> None:
    if boxes is APPROVAL:
        return
    if not 1 <= len(boxes) <= _BOXES:
        loc.fault(node, "theme.boxes", count=len(boxes), most=_BOXES)
    signers = set()
    for at, box in enumerate(boxes):
        _check_text(box.title, _at(node, at, "title"), "title", _HEADING, loc)
        if box.signs is not None and box.signs in signers:
            loc.fault(_at(node, at, "signs"), "theme.signs_twice", value=box.signs.value)
        signers.add(box.signs)
    _check_unique(
        "", [box.title for box in boxes], [_at(node, at, "title") for at in range(len(boxes))], loc
    )


def _check_columns(name: str, columns: Sequence[ExtraColumn], node: Node, loc: Loc) -> None:
    if len(columns) > _COLUMNS:
        loc.fault(node, "theme.columns", count=len(columns), most=_COLUMNS)
    least, most = _WIDTHS
    for at, column in enumerate(columns):
        _check_text(column.heading, _at(node, at, "heading"), "heading", _HEADING, loc)
        if not least <= column.width <= most:
            told = {"least": least, "most": most}
            loc.fault(_at(node, at, "width"), "theme.width", value=column.width, **told)
    headings = [column.heading for column in columns]
    _check_unique(name, headings, [_at(node, at, "heading") for at in range(len(columns))], loc)


def _check_unique(name: str, texts: Sequence[Text], nodes: Sequence[Node], loc: Loc) -> None:
    """Refuse two equal headings of a table: a spreadsheet would call the file damaged."""
    for language in ("ja", "en"):
        taken = {heading.casefold() for heading in _own_headings(name, language)}
        for text, node in zip(texts, nodes, strict=True):
            wording = getattr(text, language)
            if wording.strip().casefold() in taken:
                loc.fault(_at(node, language), "theme.heading_twice", value=wording)
            taken.add(wording.strip().casefold())


def _own_headings(name: str, language: str) -> Iterator[str]:
    for key in OWN_COLUMNS.get(name, ()):
        yield getattr(HEADINGS[key], language)
