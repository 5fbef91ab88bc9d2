"""The working form of a passage, before its place in the outline is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from auditkit.models import PassageKind, PassageRole
from auditkit.passages._markers import Marker


class MarkKind(StrEnum):
    """What a reader knows about a stretch of text from the file's own structure."""

    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    PARAGRAPH = "paragraph"
    CHROME = "chrome"
    PAGE = "page"


@dataclass(frozen=True)
class Mark:
    """A stretch of text whose form the file itself states.

    ``level`` is the depth of a heading or list entry (1 outermost), or the number of a page.
    ``label`` is a marker that the original shows but the text does not hold (``<ol>``).
    A CHROME mark of level 1 lies over the page, as a cookie banner does: nothing in it is content.
    Marks of one kind do not overlap; CHROME and PAGE marks may lie over others.
    """

    start: int
    end: int
    kind: MarkKind
    level: int = 0
    label: str = ""
    prefix: int = 0
    """How many signs of markup (``### ``) stand before the text itself."""


@dataclass(slots=True)
class Unit:
    """A future passage: its own text without surrounding white space, and what it looks like."""

    start: int
    end: int
    kind: PassageKind | None = None
    """``None`` until the neighbours have been looked at."""
    role: PassageRole = PassageRole.CONTENT
    marker: Marker | None = None
    level: int = 0
    mark: Mark | None = None
    block: int = 0
    """Units cut from one block of lines share its number."""
    web: bool = False
    """Cut from a page that is one long line."""
    version: str = ""
    """Set on the head of a version: ``earlier`` or ``later``."""
    columns: bool = False
    """A row whose cells only white space keeps apart."""
    furniture: bool = False
    """A page number or running head, which belongs to the pages."""
    opens_page: bool = False
    """Breadcrumbs: what stands above them is another page of the site."""
    header: bool = False
    """A row that names the columns of its table."""
    inner: bool = False
    """A heading that stands below the heading of its kind before it."""
    label: bool = False
    """A heading that only names the value below it, as 「代表者名」 does."""
    lead: str = ""
    headings: tuple[str, ...] = ()
    outer: int = -1
    """Where markup that belongs to the unit begins; -1 where there is none."""

    @property
    def first(self) -> int:
        """The first character of the passage, markup included."""
        return self.start if self.outer < 0 else self.outer
