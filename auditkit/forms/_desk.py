"""The one widget of our own: the list of items, the chosen item, the documents to read in.

Its page (``static/desk.js``) needs no build step.  It shows what it is told and sends back
clicks; every text of a document reaches the page as text, never as markup.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

_STATIC = Path(__file__).parent / "static"


def style_sheet() -> str:
    """Return the style of the whole form; it must be there before the page of the desk is."""
    return (_STATIC / "form.css").read_text(encoding="utf-8")


class Desk(anywidget.AnyWidget):
    """List, item and reader; messages of clicks are dictionaries with a ``kind``."""

    _esm = _STATIC / "desk.js"

    words: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    items: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """Number, title, checklist and chapter of every item; sent once."""
    states: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """For each item ``symbol|tone|label|open``; the last word is empty once decided."""
    visible: traitlets.List[Any] = traitlets.List().tag(sync=True)
    """Indices of the items that the filter lets through."""
    ticked: traitlets.List[Any] = traitlets.List().tag(sync=True)
    current = traitlets.Int(-1).tag(sync=True)
    item: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    documents: traitlets.List[Any] = traitlets.List().tag(sync=True)
    document: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    """Path and passages of the document that is open; sent when another one is opened."""
    marks: traitlets.Dict[str, Any] = traitlets.Dict().tag(sync=True)
    """Spans to mark in it (start, end, ``current``/``other``/``taken``), and where they stand."""
    saved = traitlets.Int(0).tag(sync=True)
    """Counts what was recorded, so that the page knows that nothing is pending."""

    def __repr__(self) -> str:
        # The inherited one holds an address, and no two notebooks would be the same.
        return "Desk()"
