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
    "nav", "navbar", "navi", "navigation", "gnav", "gnavi", "menu", "footer", "sidebar",
    "sidemenu", "sns", "share",
))  # fmt: skip
"""Names of elements that are navigation if they hold mostly links."""
_WAYS = frozenset((
    "breadcrumb", "breadcrumbs", "pankuzu", "topicpath", "crumb", "crumbs", "skip", "skiplink",
    "skipnav", "pagetop", "gotop", "backtotop", "totop",
))  # fmt: skip
"""Names of elements that are navigation whatever they hold."""
_WAY_LABEL = re.compile(
    r"パンくず|現在位置|breadcrumb|メニュー|ナビ(?:ゲーション)?\Z|\bmenu\b|navigation",
    re.IGNORECASE,
)
_SKIP = re.compile(
    r"(?:本文|コンテンツ|メイン\S{0,8}|content)\s*(?:へ|に|まで)?\s*"
    r"(?:スキップ|移動|ジャンプ|進む)|skip to|"
    r"(?:ページ\S{0,3}(?:先頭|トップ|上部?)|top)\s*(?:へ|に|of page)",
    re.IGNORECASE,
)
_COOKIE = frozenset(
    ("cookie", "cookies", "cookiebot", "cookieconsent", "onetrust", "gdpr", "cmp", "consent")
)
_OVERLAY = frozenset((
    "banner", "bar", "popup", "dialog", "modal", "overlay", "notice", "alert", "message", "consent",
    "cookieconsent", "cookiebot", "onetrust", "window", "box", "toast",
))  # fmt: skip
_WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_LONGEST_WAY = 200
_LONGEST_BANNER = 600
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONGEST_ROW = 2_000
_LONGEST_DEFINITION = 80
_LONGEST_VALUE = 200
"""So long may a definition be among others that are values."""
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
    if tag == "a":
        target = element.get("href") or ""
        return target.startswith("#") and _SKIP.search(element.text_content()) is not None
    if tag not in ("div", "ul", "ol", "section", "p", "td", "span"):
        return False
    own = "".join(element.text_content().split())
    names = _names(element)
    label = element.get("aria-label") or ""
    if not _WAYS.isdisjoint(names) or _WAY_LABEL.search(label):
        return len(own) <= _LONGEST_WAY and not _holds_page(element, whole)
    if tag == "span" or _CHROME_NAMES.isdisjoint(names):
        return False
    linked = sum(len("".join(a.text_content().split())) for a in element.iter("a"))
    return linked * 2 >= len(own) and not _holds_page(element, whole)


def is_overlay(element: html.HtmlElement, whole: int) -> bool:
    """Whether the element lies over the page and asks for consent, as a cookie banner does."""
    if element.tag not in ("div", "section", "aside", "dialog", "form", "p"):
        return False
    names = _names(element)
    dialog = element.tag == "dialog" or element.get("role") in ("dialog", "alertdialog")
    labelled = "cookie" in (element.get("aria-label") or "").lower()
    if not (labelled or not _COOKIE.isdisjoint(names)) or (
        _OVERLAY.isdisjoint(names) and not dialog
    ):
        return False
    if next(element.iterancestors("main", "article"), None) is not None:
        return False
    titled = next(element.iter("h1"), None) is not None
    own = element.text_content()
    return not titled and len(own.strip()) <= _LONGEST_BANNER and not _holds_page(element, whole)


def _names(element: html.HtmlElement) -> set[str]:
    """The words of an element's classes and id: ``cookie`` and ``banner`` of ``cookieBanner``."""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    words = {w.lower() for w in _WORDS.findall(named)}
    return words | {w.lower() for w in re.split(r"[\s_\-]+", named)}


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
    if _is_value(following):
        return True
    beside = [*following.itersiblings("dd", preceding=True), *following.itersiblings("dd")]
    values = [_is_value(dd) for dd in (following, *beside)]
    return sum(values) * 2 > len(values) and len(following.text_content()) <= _LONGEST_VALUE


def _is_value(definition: html.HtmlElement) -> bool:
    own = definition.text_content()
    return len(own) <= _LONGEST_DEFINITION and "。" not in own
