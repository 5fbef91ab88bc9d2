"""What the parts of a web page are: content, site navigation, hidden, data or layout."""

from __future__ import annotations

import re

from lxml import html

_DROPPED = frozenset((
    "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "embed",
    "canvas", "map", "audio", "video", "select", "option", "datalist", "textarea", "math",
))  # fmt: skip
_CHROME_TAGS = frozenset((
    "nav", "footer", "aside", "menu", "button",
))  # fmt: skip
_CHROME_ROLES = frozenset((
    "navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar",
))  # fmt: skip
_CHROME_NAMES = frozenset((
    "nav", "navbar", "navi", "navigation", "gnav", "gnavi", "menu", "breadcrumb", "breadcrumbs",
    "pankuzu", "topicpath", "footer", "sidebar", "sidemenu", "pagetop", "sns", "share", "skip",
))  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_ROW = 2_000
_LONGEST_DEFINITION = 80
_LONGEST_ICON = 30
"""Text hidden from screen readers is decoration up to this length, else a closed accordion."""


def is_dropped(element: html.HtmlElement) -> bool:
    """Whether a visitor never sees the element, or it is no text."""
    if element.tag in _DROPPED or element.tag == "input":
        return True
    if element.get("hidden") not in (None, "until-found"):
        return True
    if _HIDDEN.search(element.get("style") or ""):
        return True
    if element.get("aria-hidden") == "true":
        own = element.text_content()
        return len(own.strip()) <= _LONGEST_ICON and "。" not in own
    return False


def is_chrome(element: html.HtmlElement, whole: int) -> bool:
    """Whether the element is site navigation on a page of ``whole`` characters."""
    tag = element.tag
    if tag in _CHROME_TAGS or (element.get("role") or "") in _CHROME_ROLES:
        return not _holds_page(element, whole)
    if tag == "header":
        inside = next(element.iterancestors("main", "article", "section"), None)
        return inside is None and not _holds_page(element, whole)
    if tag not in ("div", "ul", "ol", "section", "p", "td"):
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if _CHROME_NAMES.isdisjoint(re.split(r"[\s_\-]+", named)):
        return False
    own = "".join(element.text_content().split())
    linked = sum(len("".join(a.text_content().split())) for a in element.iter("a"))
    return linked * 2 >= len(own) and not _holds_page(element, whole)


def _holds_page(element: html.HtmlElement, whole: int) -> bool:
    """Whether an element named after navigation wraps the page's own content."""
    return len(element.text_content()) > 0.6 * whole and whole > 200


def is_row(element: html.HtmlElement) -> bool:
    """Whether a table row holds data and does not merely lay out the page."""
    if next(element.iter("table", "h1", "h2", "h3", "h4", "h5", "h6"), None) is not None:
        return False
    cells = [c for c in element if c.tag in ("td", "th")]
    return len(cells) >= 2 and len(element.text_content()) <= _LONGEST_ROW


def is_header(element: html.HtmlElement) -> bool:
    """Whether a table row names the columns."""
    cells = [c for c in element if c.tag in ("td", "th")]
    parent = element.getparent()
    return all(c.tag == "th" for c in cells) or (parent is not None and parent.tag == "thead")


def is_short_definition(element: html.HtmlElement) -> bool:
    """Whether a term's definition is a value beside it rather than text below it."""
    following = element.getnext()
    if following is None or following.tag != "dd":
        return False
    after = following.getnext()
    if after is not None and after.tag == "dd":
        return False
    own = following.text_content()
    return len(own) <= _LONGEST_DEFINITION and "。" not in own
