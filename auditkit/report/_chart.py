"""Native charts and pictures from their description."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from xlsxwriter.image import DEFAULT_DPI, Image
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from auditkit.report._model import Chart, Page, Picture
from auditkit.report._styles import FONT

_STEPS = 6
"""About how many steps an axis has."""
_INSET = 6
"""Pixels to spare, so that the frame stays within the print area."""


def insert_chart(
    workbook: Workbook, worksheet: Worksheet, page: Page, spec: Chart, heights: Sequence[float]
) -> None:
    """Insert a chart so that it fills its cells, whatever font their widths are measured in."""
    chart = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    name = worksheet.get_name()
    for series in spec.series:
        chart.add_series(
            {
                "name": [name, *series.name],
                "categories": [name, *series.categories],
                "values": [name, *series.values],
                "border": {"color": "#404040", "width": 0.5},
                "gap": 60,
                **_fill(series.colour, series.pattern),
            }
        )
    font = {"name": FONT, "size": 8}
    chart.set_title({"name": spec.title, "name_font": {**font, "size": 10, "bold": True}})
    chart.set_legend({"position": "bottom", "font": font})
    step = max(1, -(-spec.largest // _STEPS))
    counts: dict[str, Any] = {
        "num_font": font,
        "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}},
    }
    if spec.largest <= _STEPS:
        # else the axis of a few findings is marked in fractions
        counts |= {"major_unit": step, "max": max(1, spec.largest)}
    chart.set_x_axis(counts)
    chart.set_y_axis({"num_font": font, "reverse": True, "crossing": "max"})
    width, height = _room(page, spec.area, heights)
    chart.set_size({"width": width, "height": height})
    worksheet.insert_chart(
        *spec.area[:2], chart, {"description": spec.description, "object_position": 1}
    )


def insert_picture(
    worksheet: Worksheet, page: Page, picture: Picture, heights: Sequence[float]
) -> None:
    """Insert a picture as large as its cells allow, at their right end."""
    width, height = _room(page, picture.area, heights)
    across, down = picture.size
    scale = min(width / across, height / down)
    image = Image(io.BytesIO(picture.content))
    worksheet.insert_image(
        *picture.area[:2],
        "logo",
        {
            "image_data": io.BytesIO(picture.content),
            # XlsxWriter shows a picture in the size it has on paper
            "x_scale": scale * image.x_dpi / DEFAULT_DPI,
            "y_scale": scale * image.y_dpi / DEFAULT_DPI,
            "x_offset": int(width - across * scale),
            "description": picture.description,
            "object_position": 1,
        },
    )


def _room(page: Page, area: tuple[int, int, int, int], heights: Sequence[float]) -> tuple[int, int]:
    """Return the width and height in pixels that are to be had in these cells."""
    first_row, first_column, last_row, last_column = area
    width = sum(_pixels(page.widths[c]) for c in range(first_column, last_column + 1))
    height = sum(round(heights[r] * 4 / 3) for r in range(first_row, last_row + 1))
    return width - _INSET, height - _INSET


def _fill(colour: str, pattern: str | None) -> dict[str, Any]:
    if pattern is None:
        return {"fill": {"color": colour}}
    return {"pattern": {"pattern": pattern, "fg_color": colour, "bg_color": "#FFFFFF"}}


def _pixels(width: float) -> int:
    """Return the pixels that XlsxWriter takes a column of this width to have."""
    return int(width * 7 + 5)
