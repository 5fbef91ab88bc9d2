"""How each kind of cell looks: the only place that knows fonts, colours and formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from auditkit.models import Language
from auditkit.report._model import Column, Kind, Style

FONT = "Meiryo UI"
"""Narrow in kana and line height; where it is missing, programs take another Japanese font."""
MARGINS = (0.3, 0.3, 0.6, 0.5)
"""Left, right, top and bottom, in inches."""
BASE: Mapping[str, Any] = {"font_name": FONT, "font_size": 10}
NAVY = "#1F3864"
_GRID = "#BFBFBF"
_INPUT_FILL = "#FFFBE6"
_LINK_COLOUR = "#0B4A8F"
_LABEL_FILL = "#E8EDF5"
_DATE, _LONG_DATE, _SHORT_DATE, _DAYS = "date", "long date", "short date", "days"
"""Stand for number formats that depend on language and era."""
_ERA = '[$-411]ggge"年"m"月"d"日"'
_SHORT_ERA = '[$-411]ge"."m"."d'
_IN_ERA = {_DATE: _ERA, _LONG_DATE: _ERA, _SHORT_DATE: _SHORT_ERA}
ERA_WIDTH = 17
"""Half-width characters of a date in the Japanese era (令和12年12月31日)."""

TABLE_HEAD: Mapping[str, Any] = {
    "bold": True,
    "font_color": "#FFFFFF",
    "bg_color": NAVY,
    "border": 1,
    "border_color": _GRID,
    "text_wrap": True,
    "align": "center",
    "valign": "vcenter",
}
SHEET_TITLE: Mapping[str, Any] = {"bold": True, "font_size": 14, "font_color": NAVY}
SHEET_NOTE: Mapping[str, Any] = {"font_color": "#404040"}
BACK_LINK: Mapping[str, Any] = {"font_color": _LINK_COLOUR, "underline": 1}

_BOX = {"border": 1, "border_color": "#808080"}
_SIDES = {"left": 1, "right": 1, "left_color": "#808080", "right_color": "#808080"}
_SIGNED = {"align": "center", "valign": "vcenter", "shrink": True}
_TOTAL = {"bold": True, "bg_color": "#EDEDED", "border": 1, "border_color": _GRID}
_ROW = {"bottom": 1, "bottom_color": _GRID, "valign": "vcenter"}
_SECTION = {"bold": True, "font_color": NAVY, "valign": "vcenter"}
_SECTION |= {"bottom": 2, "bottom_color": NAVY}
_CELL = {"border": 1, "border_color": _GRID, "valign": "vcenter"}

PAGE_STYLES: Mapping[Style, Mapping[str, Any]] = {
    Style.TITLE: {"bold": True, "font_size": 24, "font_color": NAVY, "valign": "vcenter"},
    Style.SUBTITLE: {"bold": True, "font_size": 14, "font_color": NAVY, "valign": "vcenter"},
    Style.SECTION: _SECTION | {"font_size": 11},
    Style.SECTION_END: _SECTION | {"font_size": 9, "align": "center"},
    Style.LABEL: {"bold": True, "bg_color": _LABEL_FILL, "border": 1, "border_color": _GRID}
    | {"valign": "vcenter", "indent": 1},
    Style.VALUE: {"valign": "vcenter", "indent": 1},
    Style.PROSE: _CELL | {"text_wrap": True, "indent": 1},
    Style.PROSE_DATE: _CELL | {"indent": 1, "align": "left", "num_format": _LONG_DATE},
    Style.HEAD: {**TABLE_HEAD, "font_size": 9},
    Style.HEAD_RUN: {"bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "valign": "vcenter"},
    Style.NAME: _CELL | {"text_wrap": True},
    Style.COUNT: _CELL | {"num_format": "#,##0", "align": "right"},
    Style.TOTAL: _TOTAL | {"num_format": "#,##0", "align": "right", "valign": "vcenter"},
    Style.TOTAL_NAME: _TOTAL | {"valign": "vcenter"},
    Style.DATE: {"valign": "vcenter", "indent": 1, "align": "left", "num_format": _LONG_DATE},
    Style.RATE: {"valign": "vcenter", "indent": 1, "align": "left", "num_format": "0.0%"}
    | {"bold": True},
    Style.PERCENT: _CELL | {"num_format": "0.0%", "align": "right"},
    Style.TOTAL_PERCENT: _TOTAL | {"num_format": "0.0%", "align": "right", "valign": "vcenter"},
    Style.LINK: {"valign": "vcenter"} | dict(BACK_LINK),
    # no lines between the cells of a row, so that a long text can run on
    Style.ROW: dict(_ROW),
    Style.ROW_NAME: _ROW | {"indent": 1},
    Style.ROW_LINK: _ROW | dict(BACK_LINK),
    # what does not fit shrinks; a date would be shown as ##### otherwise
    Style.ROW_DATE: _ROW | {"num_format": _SHORT_DATE, "align": "center", "shrink": True},
    Style.CELL_DATE: _CELL | {"num_format": _SHORT_DATE, "align": "center", "shrink": True},
    Style.ROW_DAYS: _ROW | {"num_format": _DAYS, "align": "right"},
    Style.CHOICE: _CELL | {"align": "center"},
    Style.BOX_HEAD: _BOX
    | {"bold": True, "bg_color": _LABEL_FILL, "align": "center", "valign": "vcenter"},
    Style.BOX: dict(_SIDES),
    Style.BOX_NAME: _SIDES | _SIGNED | {"bold": True, "font_size": 12},
    Style.BOX_NOTE: _SIDES | _SIGNED | {"font_size": 9},
    Style.BOX_DATE: _SIDES | _SIGNED | {"font_size": 9, "num_format": _LONG_DATE},
    Style.BOX_END: _BOX | _SIGNED | {"font_size": 8, "font_color": "#404040"},
    Style.BOX_FOOT: _SIDES
    | {"top": 4, "top_color": "#808080", "font_size": 8, "font_color": "#404040"},
    Style.INPUT: _BOX | {"bg_color": _INPUT_FILL, "locked": False},
    Style.NOTE: {"font_size": 9, "font_color": "#404040", "valign": "vcenter"},
}


@dataclass(frozen=True)
class Fashion:
    """What a report may choose of its looks: how dates are written, and its colours."""

    language: Language
    era: bool = False
    """Whether dates are shown in the Japanese era; an English report has no word for it."""
    palette: Mapping[str, str] = field(default_factory=dict)
    """Colour of ours → colour of the theme."""

    @property
    def in_era(self) -> bool:
        """Whether the dates of this report are shown in the Japanese era."""
        return self.era and self.language == "ja"

    def dress(self, look: Mapping[str, Any]) -> dict[str, Any]:
        """Return a look with this report's colours and number formats."""
        formats = _FORMATS[self.language] | (_IN_ERA if self.in_era else {})
        return {
            key: self.palette.get(value, formats.get(value, value)) for key, value in look.items()
        }


_FORMATS: Mapping[Language, dict[Any, str]] = {
    "ja": {
        _DATE: "yyyy/mm/dd",
        _SHORT_DATE: "yyyy/mm/dd",
        _LONG_DATE: 'yyyy"年"m"月"d"日"',
        _DAYS: '"▲"#,##0"日";;',
    },
    "en": {
        _DATE: "yyyy-mm-dd",
        _SHORT_DATE: "yyyy-mm-dd",
        _LONG_DATE: "yyyy-mm-dd",
        _DAYS: '"▲ "#,##0" d";;',
    },
}


def themed_palette(accent: str, label: str) -> dict[str, str]:
    """Return our colours with those of a theme; an empty one leaves ours."""
    ours = {NAVY: accent, _LABEL_FILL: label}
    return {colour: other.upper() for colour, other in ours.items() if other}


def cell_look(column: Column) -> dict[str, Any]:
    """Return how the data cells of a column look."""
    look: dict[str, Any] = {
        "border": 1,
        "border_color": _GRID,
        "valign": "top",
        "text_wrap": True,
    }
    if column.kind is Kind.NUMBER:
        look |= {"num_format": "#,##0", "align": "right"}
    elif column.kind is Kind.DATE:
        look |= {"num_format": _DATE, "align": "center"}
    elif column.kind is Kind.DAYS:
        look |= {"num_format": _DAYS, "align": "right"}
    elif column.kind is Kind.LINK:
        look |= {"font_color": _LINK_COLOUR, "underline": 1}
    if column.fill_in:
        look |= {"bg_color": _INPUT_FILL, "locked": False}
    return look
