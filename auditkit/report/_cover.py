"""The cover: what the report is, its number and version, who approves it, what is in it."""

from __future__ import annotations

from collections.abc import Iterable

from auditkit.models import Role
from auditkit.report._cells import lines, row_height, shorten
from auditkit.report._headings import SHEETS
from auditkit.report._model import Cell, Link, Page, Picture, Placed, Sheet, Style
from auditkit.report._source import Source
from auditkit.report._words import ROLE

_WIDTHS = (22, 58, 3)
_BOX_WIDTH = 18
_FIRST_BOX = 3
"""Column of the first approval box, to the right of the facts."""
_LEAST_BOXES = 3
"""How many boxes the sheet has room for, at least."""
_SIGNED = 40
"""Half-width characters of a name in an approval box; they shrink to fit."""
_FACT = 400
"""Half-width characters of what an auditor wrote, so that the cover stays one page."""


def cover_page(source: Source, others: Iterable[Sheet]) -> Page:
    """Return the cover, with a table of contents over the other sheets."""
    cells: list[Placed] = [
        Placed(0, 0, source.label("report_title"), Style.TITLE),
        Placed(1, 0, source.label("report_subtitle"), Style.SUBTITLE),
    ]
    last_column = _FIRST_BOX + max(_LEAST_BOXES, len(source.theme.approval)) - 1
    heights: dict[int, float] = {0: 40, 1: 24}
    row = 3
    first_fact = row
    for label, value in _facts(source):
        cells.append(Placed(row, 0, label, Style.LABEL))
        style = Style.PROSE if isinstance(value, str) else Style.PROSE_DATE
        cells.append(Placed(row, 1, value or None, style if value else Style.INPUT))
        # what auditors wrote can be long; the texts of provider.yaml have one line
        needed = 0.0
        if source.record and isinstance(value, str):
            needed = row_height(lines(value, _WIDTHS[1] - 2))
        heights[row] = max(26, needed)
        row += 1
    cells += _approval(source, first_fact)
    row += 1
    for key in ("caution", "caution_absent"):
        cells.append(Placed(row, 0, source.label(key), Style.NOTE))
        row += 1
    row += 1
    cells.append(Placed(row, 0, source.label("contents"), Style.SECTION))
    cells += [Placed(row, column, None, Style.SECTION) for column in range(1, last_column + 1)]
    for sheet in others:
        row += 1
        words = SHEETS[sheet.key]
        link = Link(source.say(words.title), sheet.key)
        cells.append(Placed(row, 0, link, Style.LINK))
        cells.append(Placed(row, 1, source.sheet_note(sheet.key), Style.VALUE))
    if source.record:
        # a closing line: LibreOffice drops the last row of a long page that it scales to fit
        cells += [Placed(row + 1, column, None, Style.SECTION) for column in range(last_column + 1)]
        heights[row + 1] = 12
    widths = (*_WIDTHS, *[_BOX_WIDTH] * (last_column - _FIRST_BOX + 1))
    return Page("cover", widths, tuple(cells), heights, pictures=_logo(source, last_column))


def _logo(source: Source, last_column: int) -> tuple[Picture, ...]:
    logo = source.theme.logo
    if logo is None:
        return ()
    name = source.say(source.theme.organisation) or source.assessment.provider.name
    told = source.label("logo_alt", name=name)
    return (Picture(logo.content, logo.size, told, (0, _FIRST_BOX, 1, last_column)),)


def _facts(source: Source) -> list[tuple[str, Cell]]:
    provider = source.assessment.provider
    facts: list[tuple[str, Cell]] = [
        ("provider", provider.name),
        ("provider_kind", provider.kind),
        ("contact", provider.contact),
        ("document_number", source.document_number),
        ("version", source.label("version_final" if _approved(source) else "version_value")),
        ("as_of", source.as_of),
        *_audit_facts(source),
        ("organisation", source.say(source.theme.organisation)),
        ("distribution", source.say(source.theme.distribution)),
        ("made_by", f"auditkit {source.run.version}"),
    ]
    kept_blank = ("distribution",)
    return [(source.label(key), value) for key, value in facts if value or key in kept_blank]


def _approved(source: Source) -> bool:
    signatures = source.record.signatures if source.record else ()
    return any(signature.role is Role.REPRESENTATIVE for signature in signatures)


def _audit_facts(source: Source) -> list[tuple[str, Cell]]:
    if source.record is None:
        return []
    audit, join = source.record.audit, source.label("list_join")
    people = (_person(source, name, department) for name, department in source.record.auditors)
    facts: list[tuple[str, Cell]] = [
        ("audit_number", audit.id),
        ("sign_state", sign_state(source)),
        ("audit_date", audit.started),
        ("audit_department", audit.department),
        ("auditors", join.join(people)),
        ("audit_scope", audit.scope),
        ("previous_audit", audit.previous),
    ]
    return [
        (key, shorten(value, _FACT) or source.label("none") if isinstance(value, str) else value)
        for key, value in facts
    ]


def sign_state(source: Source) -> str:
    """Return whether the audit goes on or is signed, and by whom."""
    signatures = source.record.signatures if source.record else ()
    if not signatures:
        return source.label("in_progress")
    given = {signature.role for signature in signatures}
    roles = (ROLE[role].shown(source.language) for role in Role if role in given)
    return source.label("signed", roles=source.label("list_join").join(roles))


def _person(source: Source, name: str, department: str) -> str:
    name, department = shorten(name, 60), shorten(department, 60)
    return source.label("person", name=name, department=department) if department else name


def _approval(source: Source, row: int) -> list[Placed]:
    signatures = source.record.signatures if source.record else ()
    signed = {signature.role: signature for signature in signatures}
    cells: list[Placed] = []
    for column, box in enumerate(source.theme.approval, start=_FIRST_BOX):
        cells.append(Placed(row, column, source.say(box.title), Style.BOX_HEAD))
        signature = signed.get(box.signs) if box.signs else None
        if signature is None:
            cells.append(Placed(row + 1, column, None, Style.BOX))
            cells.append(Placed(row + 2, column, None, Style.BOX))
            cells.append(Placed(row + 3, column, source.label("name_date"), Style.BOX_FOOT))
            cells.append(Placed(row + 4, column, None, Style.INPUT))
            continue
        ground = source.label("signed_entry", entry=signature.entry, hash=signature.hash[:8])
        stamp: tuple[tuple[int, Cell, Style], ...] = (
            (1, shorten(signature.department, _SIGNED), Style.BOX_NOTE),
            (2, shorten(signature.name, _SIGNED), Style.BOX_NAME),
            (3, signature.on, Style.BOX_DATE),
            (4, ground, Style.BOX_END),
        )
        for offset, text, style in stamp:
            cells.append(Placed(row + offset, column, text, style))
    return cells
