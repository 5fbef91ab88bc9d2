"""The open headings and list entries on the way from a document's top to a passage."""

from __future__ import annotations

from dataclasses import dataclass

from auditkit.models import PassageKind
from auditkit.passages._kinds import body_of
from auditkit.passages._leads import points_below
from auditkit.passages._markers import ARTICLE_STYLES, Marker
from auditkit.passages._titles import is_document_title
from auditkit.passages._units import MarkKind, Unit

_TITLE_LENGTH = 24
_SIGNS = "#*■□●◆◇▼▽:： "
_PAIRS = {
    "【": "】", "＜": "＞", "<": ">", "《": "》", "〔": "〕", "［": "］", "[": "]", "〈": "〉",
    "「": "」", "『": "』", "（": "）", "(": ")",
}  # fmt: skip
_OPENING = "【＜<《〔［[〈"


@dataclass(slots=True)
class Entry:
    """An open heading or list entry on the way from the document's top to the current unit."""

    style: str
    component: str
    heading: str = ""
    """Its text if it is a heading."""
    level: int = 0
    marker: Marker | None = None
    lead: str = ""
    text: str = ""
    title: bool = False
    """Names a whole document."""
    quoted: bool = False
    label: bool = False
    """Names a value, as 「代表者名」 does, and heads no section."""
    listed: bool = False
    """The file itself states that it is a list entry."""
    count: int = 1
    """Which entry of its list it is."""
    uid: int = 0

    @property
    def holds_text(self) -> bool:
        """A heading, and an article whose text begins on its own line, hold paragraphs."""
        return bool(self.heading) or self.style in ARTICLE_STYLES

    @property
    def introduces(self) -> bool:
        """Whether a numbered entry says that a list stands below it."""
        return self.marker is not None and self.marker.number > 0 and points_below(self.text)


@dataclass(slots=True)
class Place:
    """Where a unit stands: the open entries, outermost first, and what to add to them."""

    path: tuple[Entry, ...]
    suffix: str = ""
    plain: bool = False
    """A paragraph of its own under the path, not the path's last entry itself."""


def make_entry(text: str, unit: Unit, uid: int) -> Entry:
    """Return the entry that a heading or list entry opens."""
    own = " ".join(text[unit.start : unit.end].split())
    heading = unit.kind is PassageKind.HEADING
    marker = unit.marker
    stated = unit.mark is not None and unit.mark.kind is MarkKind.HEADING
    level = unit.mark.level if unit.mark is not None and stated else 0
    entry = Entry("", "", own if heading else "", level, marker, text=own, uid=uid)
    listed = unit.mark is not None and unit.mark.kind is MarkKind.ITEM
    entry.listed = listed and not (heading and marker is not None and not marker.number)
    if unit.version:
        entry.style = "version"
        entry.component = f"{_bare(own)} "
    elif marker is not None:
        entry.style = f"{marker.style} inner" if unit.inner else marker.style
        entry.quoted = heading and marker.number == 0 and marker.style not in ARTICLE_STYLES
        body = " ".join(body_of(text, unit).split())
        entry.component = f"「{shorten(body)}」" if entry.quoted else marker.printed
    elif heading:
        entry.title = is_document_title(own)
        entry.quoted = True
        entry.component = f"「{shorten(_bare(own))}」"
        if level:
            entry.style = "marked"
        elif own[:1] in _OPENING:
            entry.style = f"bracket {own[:1]}"
        else:
            entry.label = unit.label
            entry.style = "title" if entry.title else "plain label" if entry.label else "plain"
        if unit.inner and not entry.label:
            entry.style = f"{entry.style} inner"
    else:
        entry.style = f"entry {unit.mark.level if unit.mark is not None else 0}"
        entry.component = unit.mark.label if unit.mark is not None else ""
    return entry


def shorten(title: str) -> str:
    """Cut a title to the length a locator can bear."""
    return title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1]}…"


def _bare(title: str) -> str:
    """A title without the signs around it; brackets inside it stay."""
    bare = title.strip(_SIGNS)
    while len(bare) > 2 and _PAIRS.get(bare[0]) == bare[-1]:
        bare = bare[1:-1].strip(_SIGNS)
    return bare
