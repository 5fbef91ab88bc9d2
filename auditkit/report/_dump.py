"""A workbook as plain text, so that two of them can be compared line by line."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from auditkit.errors import AuditkitError
from auditkit.messages import say

_DESCRIPTION = re.compile(r'<xdr:cNvPr [^>]*descr="([^"]*)"')
_RANGE = re.compile(r"<c:f>([^<]*)</c:f>")


def read_report_text(path: Path) -> str:
    """Return everything a reader of the workbook can see or use, one fact a line.

    Cells stand as ``B5 "text"``, ``B6 =FORMULA → value``; then links, tables, drop-downs,
    colour rules, print set-up and charts of each sheet.
    """
    # openpyxl takes longer to import than a report takes to write; writers never need it
    import openpyxl

    try:
        live = openpyxl.load_workbook(path, rich_text=False)
        computed = openpyxl.load_workbook(path, data_only=True)
    except (OSError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise AuditkitError(say("report.not_readable", path=path, cause=error)) from error
    try:
        texts = [*_workbook_lines(live, computed), "", *_chart_lines(path)]
        return "\n".join(texts) + "\n"
    finally:
        live.close()
        computed.close()


def _workbook_lines(live: Any, computed: Any) -> Iterator[str]:
    properties = live.properties
    yield f"title {properties.title}"
    yield f"subject {properties.subject}"
    yield f"creator {properties.creator}"
    yield f"created {properties.created}"
    for sheet in live.worksheets:
        yield ""
        yield f"== {sheet.title} =="
        yield f"size {sheet.dimensions} freeze {sheet.freeze_panes}"
        yield f"print {_plain(sheet.print_area)} repeat {sheet.print_title_rows}"
        setup = sheet.page_setup
        yield (
            f"page paper {setup.paperSize} {setup.orientation} "
            f"fit {_or_one(setup.fitToWidth)}x{_or_one(setup.fitToHeight)}"
        )
        header, footer = sheet.oddHeader, sheet.oddFooter
        yield f"header {header.left.text}|{header.center.text}|{header.right.text}"
        yield f"footer {footer.left.text}|{footer.center.text}|{footer.right.text}"
        if sheet.merged_cells.ranges:
            yield f"merged {sorted(str(area) for area in sheet.merged_cells.ranges)}"
        for table in sheet.tables.values():
            yield f"table {table.displayName} {table.ref} {table.tableStyleInfo.name}"
        for rule in sheet.data_validations.dataValidation:
            yield f"validation {rule.sqref} {rule.type} {rule.formula1} {rule.formula2 or ''}"
        for area in sheet.conditional_formatting:
            for rule in area.rules:
                yield f"colour {area.sqref} {rule.operator} {','.join(rule.formula)}"
        yield from _cell_lines(sheet, computed[sheet.title])


def _chart_lines(path: Path) -> Iterator[str]:
    """Charts straight from the package: openpyxl drops their alternative text."""
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if name.startswith("xl/drawings/drawing"):
                for found in _DESCRIPTION.findall(package.read(name).decode("utf-8")):
                    yield f"chart {name.rpartition('/')[2]} {found}"
            elif name.startswith("xl/charts/chart"):
                ranges = _RANGE.findall(package.read(name).decode("utf-8"))
                yield f"chart {name.rpartition('/')[2]} {' '.join(ranges)}"


def _cell_lines(sheet: Any, computed: Any) -> Iterator[str]:
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None:
                continue
            line = f"{cell.coordinate} {_shown(cell.value)}"
            if cell.data_type == "f":
                line = f"{cell.coordinate} {cell.value}"
                line += f" → {_shown(computed[cell.coordinate].value)}"
            if cell.hyperlink is not None:
                line += f" ⇒ {cell.hyperlink.location}"
            yield line


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace("\n", "\\n") + '"'
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return format(value, ".6g") if isinstance(value, float) else str(value)


def _or_one(pages: int | None) -> int:
    """Return a number of pages; the format leaves out the default of 1."""
    return 1 if pages is None else int(pages)


def _plain(area: Any) -> str:
    return str(area or "")
