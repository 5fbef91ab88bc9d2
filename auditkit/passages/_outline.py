"""The outline of a document: what stands under which heading, and how to find it again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from auditkit.models import PassageKind, PassageRole
from auditkit.passages._entries import Entry, Place, make_entry, shorten
from auditkit.passages._kinds import body_of
from auditkit.passages._leads import (
    closing_lead,
    find_lead,
    introduces_list,
    names_cases,
    points_below,
)
from auditkit.passages._markers import (
    ARTICLE_STYLES,
    Marker,
    follows,
    is_first,
    is_next,
    resolve,
    restarts,
)
from auditkit.passages._siblings import find_sibling
from auditkit.passages._tables import cells_of, label_of
from auditkit.passages._titles import is_list_entry, is_title
from auditkit.passages._units import MarkKind, Unit

_CONTINUES = re.compile(r"また|なお|ただし|但し|その|この|これ|当該|※|さらに|かつ|おって|尚|又、")
_LABEL_END = re.compile(r"[:：）)]")


@dataclass
class Outline:
    """Walks through the units in order and notes the place of each."""

    text: str
    stack: list[Entry] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    _recent: list[Unit] = field(default_factory=list)
    _styles: dict[str, Marker] = field(default_factory=dict)
    _closed: dict[str, tuple[Entry, tuple[Entry, ...]]] = field(default_factory=dict)
    _uid: int = 0
    _intro: str = ""
    _header: str = ""
    _rows: int = 0

    def add(self, unit: Unit) -> None:
        """Place the next unit and give it its headings and lead."""
        if unit.role is PassageRole.CHROME:
            if unit.opens_page:
                self._close(1 if self.stack and self.stack[0].style == "version" else 0)
            self.places.append(Place((), plain=True))
            return
        if unit.kind is PassageKind.ROW:
            self._add_row(unit)
        elif unit.kind in (PassageKind.HEADING, PassageKind.ITEM) or (
            unit.marker is not None and unit.marker.style != "note"
        ):
            self._add_entry(unit)
        else:
            self._add_paragraph(unit)
        self._recent.append(unit)
        del self._recent[:-4]

    def _add_paragraph(self, unit: Unit) -> None:
        own = self.text[unit.start : unit.start + 6]
        if not unit.web and not _CONTINUES.match(own) and not self._titled_item():
            self._close_items()
        unit.headings = self._headings()
        flat = self._flat(unit)
        introduces = points_below(flat) or names_cases(flat)
        if self.stack and not self.stack[-1].heading and not introduces:
            unit.lead = self.stack[-1].lead
        note = "※" if unit.marker is not None else ""
        self.places.append(Place(tuple(self.stack), suffix=note, plain=True))

    def _titled_item(self) -> bool:
        """Whether the entry just read only names what the text below it says."""
        last = self._recent[-1] if self._recent else None
        if last is None or last.kind is not PassageKind.ITEM:
            return False
        body = body_of(self.text, last).strip()
        return is_title(body) and not is_list_entry(body)

    def _add_row(self, unit: Unit) -> None:
        last = self._recent[-1] if self._recent else None
        table = unit.mark is not None and unit.mark.kind is MarkKind.ROW
        if table or not (unit.web or self._awaits_rows(last)):
            self._close_items()
        unit.headings = self._headings()
        if last is None or last.kind is not PassageKind.ROW:
            self._intro = self._find_lead()
            self._rows, self._header = 0, ""
        own = self.text[unit.start : unit.end]
        if not table and not unit.columns:
            label = _LABEL_END.split(self._flat(unit).lstrip("（(*_ "), maxsplit=1)[0]
            unit.lead = self._intro
            self.places.append(Place(tuple(self.stack), suffix=f"「{shorten(label)}」"))
            return
        header = unit.header and (
            not self._rows or (unit.mark is not None and unit.mark.level == 1)
        )
        if header:
            self._rows, self._header = 0, ""
        self._rows += 1
        cells = cells_of(own)
        unit.lead = " ".join(p for p in (self._intro, self._header, label_of(cells)) if p)
        if header:
            self._header = " ".join(cells)
        suffix = f" 表{self._rows}行目" if table else f"「{shorten(cells[0])}」"
        self.places.append(Place(tuple(self.stack), suffix=suffix))

    def _awaits_rows(self, last: Unit | None) -> bool:
        """Whether labelled values belong to the entry above them."""
        if last is None or last.kind is PassageKind.ROW:
            return True
        return self._titled_item() or points_below(self._flat(last))

    # --- headings and list entries

    def _add_entry(self, unit: Unit) -> None:
        marker = resolve(unit.marker, self._styles) if unit.marker is not None else None
        if marker is not None:
            unit.marker = self._styles[marker.style] = marker
        heading = unit.kind is PassageKind.HEADING
        self._uid += 1
        entry = make_entry(self.text, unit, self._uid)
        sibling = self._make_room(unit, entry)
        if heading:
            entry.lead = self._lead_of_heading(entry, sibling)
        else:
            entry.lead = self._lead_of_item(entry, sibling)
            if sibling is not None and not sibling.heading:
                entry.count = sibling.count + 1
            if not entry.component:
                entry.component = f"・{entry.count}"
            elif (
                marker is not None
                and marker.number == 0
                and not entry.quoted
                and entry.style not in ARTICLE_STYLES
            ):
                sign = "・" if marker.style == "bullet -" else marker.printed
                entry.component = f"{sign}{entry.count}"
        unit.headings = self._headings()
        unit.lead = "" if heading else entry.lead
        self.stack.append(entry)
        self.places.append(Place(tuple(self.stack)))

    def _lead_of_item(self, entry: Entry, sibling: Entry | None) -> str:
        """A list keeps its lead until it starts anew or a later sentence introduces the rest."""
        if sibling is None or sibling.heading or restarts(entry.marker, sibling.marker):
            return self._find_lead()
        last = self._recent[-1] if self._recent else None
        if last is None or (entry.marker is not None and entry.marker.number):
            return sibling.lead
        flat = self._flat(last)
        if last.kind is PassageKind.PARAGRAPH and (points_below(flat) or names_cases(flat)):
            return self._find_lead()
        ending = closing_lead(flat) if last.kind is PassageKind.ITEM else ""
        return ending or sibling.lead

    def _lead_of_heading(self, entry: Entry, sibling: Entry | None) -> str:
        """What introduces a group of headings introduces the entries below each of them."""
        if sibling is not None:
            return sibling.lead
        if entry.level or entry.style in ("marked", "plain", "plain label"):
            return ""
        inner = entry.style.endswith(" inner") or any(
            e.heading and (e.marker is not None or e.style.startswith("bracket"))
            for e in self.stack
        )
        return self._find_lead() if inner else ""

    def _make_room(self, unit: Unit, entry: Entry) -> Entry | None:
        """Close what ends where ``entry`` begins; return the entry it goes on after."""
        style = entry.style
        if entry.heading and self.stack and self.stack[-1].label and not entry.label:
            self._close(len(self.stack) - 1)
        if style == "version":
            self._close(0)
            return None
        if style == "title":
            self._close(1 if self.stack and self.stack[0].style == "version" else 0)
            return None
        if style in ARTICLE_STYLES:
            if entry.marker is not None and (last := self._return_to_scheme(entry.marker)):
                return last
            return self._close_scheme(ARTICLE_STYLES.index(style))
        if style == "marked":
            self._close_level(entry.level)
            return None
        at = find_sibling(self.stack, entry, self._recent[-1] if self._recent else None)
        if at is not None:
            sibling = self.stack[at]
            self._close(at)
            return sibling
        if entry.marker is not None and (reopened := self._reopen(entry.marker)) is not None:
            return reopened
        if style == "clause":
            self._close_items()  # ２　… is a paragraph of the article, never of its list
        if style.startswith("entry"):
            self._close_deeper_entries(style)
        if entry.heading:
            self._close_bullets()
            if entry.level:
                self._close_level(entry.level)
            elif style.startswith(("plain", "note")) or (
                style.startswith(("bracket", "symbol")) and not unit.web
            ):
                self._close_items()
        return None

    def _reopen(self, marker: Marker) -> Entry | None:
        """Go back to a list that other text has interrupted (「… (3) …。なお、… (4) …」)."""
        closed = self._closed.get(marker.style)
        if closed is None or not follows(marker, closed[0].marker):
            return None
        if is_first(marker) and (marker.number or self._introduced()):
            return None
        entry, parents = closed
        uids = tuple(e.uid for e in self.stack)
        if uids[: len(parents)] != tuple(e.uid for e in parents):
            return None
        if not marker.number and any(e.heading for e in self.stack[len(parents) :]):
            return None  # a bullet below a new title begins a list of its own
        del self.stack[len(parents) :]
        return entry

    def _introduced(self) -> bool:
        last = self._recent[-1] if self._recent else None
        return last is None or introduces_list(self._flat(last))

    def _close(self, at: int) -> None:
        """Close the entries from ``at`` on; an interrupted list may go on later."""
        for index in range(at, len(self.stack)):
            self._closed[self.stack[index].style] = (self.stack[index], tuple(self.stack[:index]))
        del self.stack[at:]

    def _close_bullets(self) -> None:
        """No title stands below a bullet."""
        at = len(self.stack)
        while at and self.stack[at - 1].style.startswith(("bullet", "entry")):
            at -= 1
        self._close(at)

    def _close_items(self) -> None:
        at = len(self.stack)
        while at and not self.stack[at - 1].holds_text:
            at -= 1
        self._close(at)

    def _close_scheme(self, rank: int) -> Entry | None:
        for at, open_entry in enumerate(self.stack):
            if (
                open_entry.style in ARTICLE_STYLES
                and ARTICLE_STYLES.index(open_entry.style) >= rank
            ):
                closed = self.stack[at]
                del self.stack[at:]
                return closed
        last = self._recent[-1] if self._recent else None
        headed = last is not None and last.kind is PassageKind.HEADING
        while self.stack and not (
            self.stack[-1].title or self.stack[-1].level or self.stack[-1].style in ARTICLE_STYLES
        ):
            if headed and self.stack[-1].style.startswith(("plain", "bracket")):
                break
            self.stack.pop()
        return None

    def _return_to_scheme(self, marker: Marker) -> Entry | None:
        """Go back past a title that stood inside an article: 第３条 goes on where 第２条 ended."""
        if any(e.style == marker.style for e in self.stack) or not self._closed.get(marker.style):
            return None
        last, parents = self._closed[marker.style]
        opened = [e for e in self.stack if e.title and e not in parents]
        if not opened or not is_next(marker, last.marker):
            return None
        self.stack[:] = parents
        return last

    def _close_level(self, level: int) -> None:
        for at, open_entry in enumerate(self.stack):
            if open_entry.level >= level and open_entry.style != "version":
                self._close(at)
                return
        self._close_items()

    def _close_deeper_entries(self, style: str) -> None:
        depth = int(style.split()[-1])
        for at, open_entry in enumerate(self.stack):
            if open_entry.style.startswith("entry ") and int(open_entry.style.split()[-1]) >= depth:
                del self.stack[at:]
                return

    # --- headings and leads

    def _headings(self) -> tuple[str, ...]:
        return tuple(e.heading for e in self.stack if e.heading)

    def _find_lead(self) -> str:
        """The sentence that introduces the list which begins here."""
        near: list[str] = []
        for earlier in reversed(self._recent):
            if earlier.kind is PassageKind.HEADING:
                title = "" if near else self._flat(earlier)
                if title and (names_cases(title) or points_below(title)):
                    return title
                break
            if near and earlier.kind is PassageKind.ITEM:
                break
            if earlier.kind is not PassageKind.ROW:
                near.append(self._flat(earlier))
        if near and self._stands_below() and names_cases(near[0]):
            return near[0]
        lead = find_lead(near)
        if not lead and self._titled_item() and self.stack and not self.stack[-1].heading:
            return near[0]
        return lead or (self.stack[-1].lead if self.stack else "")

    def _stands_below(self) -> bool:
        """Whether what begins here stands right below the unit just read."""
        last = self._recent[-1]
        if last.kind is PassageKind.PARAGRAPH:
            return True
        return last.kind is PassageKind.ITEM and bool(self.stack) and (
            self.stack[-1].text == self._flat(last)
        )  # fmt: skip

    def _flat(self, unit: Unit) -> str:
        return " ".join(self.text[unit.start : unit.end].split())
