"""Menus, breadcrumbs, banners and footers in a text that has lost its markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from auditkit.models import PassageKind, PassageRole
from auditkit.passages._titles import is_contact, is_document_title, is_menu_entry, is_sentence
from auditkit.passages._units import Unit

_MENU_RUN = 5
_SHORT = 30
_LONGEST_LINE = 400
_LINE_TOKENS = 4
_FIRST_TOKENS = 6
_TOKEN = re.compile(r"[^\s|｜>＞»/／]+")
_CRUMBS = re.compile(
    r"(?:ホーム|home|top|トップ(?:ページ)?)\s{0,3}[>＞›»→]\s{0,3}[^。]{1,100}", re.IGNORECASE
)
"""「ホーム ＞ 会社情報 ＞ 個人情報の取扱い」."""
_WAY = re.compile(
    r"[←▲△↑＜<\s]*(?:(?:この)?ページの?(?:先頭|トップ|上部?)[へに](?:戻る|移動)?|(?:本文|(?:メイン)?コンテンツ)[へに](?:スキップ|移動)(?:する)?"
    r"|[^\s。]{1,20}[へに]戻る|(?:この)?ページを?印刷(?:する)?)"
)
_COOKIE = re.compile(r"cookie|クッキー", re.IGNORECASE)
_BUTTON = re.compile(
    r"(?:すべて|全て)?(?:の?(?:Cookie|クッキー)を?)?(?:に?同意|許可|拒否|承諾)(?:する|しない|して(?:閉じる|続ける))?"
    r"|(?:すべて|全て)?受け入れる|閉じる|[×✕✖]|OK|はい|いいえ|必須(?:のみ|Cookieのみ)?"
    r"|(?:詳細|Cookie|クッキー)?の?設定(?:する|を(?:変更|管理)(?:する)?)?"
    r"|詳細(?:設定|を見る|はこちら|情報)?|詳しく(?:見る|はこちら)|accept(?:\sall)?|reject(?:\sall)?|decline",
    re.IGNORECASE,
)
_LONGEST_BANNER = 300
_EDGE = 12
"""A banner stands among so many lines at the head or foot of a page."""


def mark_menus(text: str, units: Sequence[Unit]) -> None:
    """Give the role CHROME to what is clearly site navigation."""
    for unit in units:
        if _is_open(unit) and _is_navigation(text, unit):
            _mark(unit)
    _mark_banners(text, units)
    counts = Counter(text[u.start : u.end] for u in units if u.end - u.start <= _SHORT)
    index = 0
    while index < len(units):
        stop = index
        while stop < len(units) and _is_short(text, units[stop]):
            stop += 1
        if stop - index >= _MENU_RUN:
            _mark_run(text, units[index:stop], counts, stop == len(units))
        index = max(stop, index + 1)


def _is_open(unit: Unit) -> bool:
    return unit.role is PassageRole.CONTENT and unit.kind is None and unit.mark is None


def _mark(unit: Unit) -> None:
    unit.role = PassageRole.CHROME
    unit.kind = PassageKind.PARAGRAPH


def _is_navigation(text: str, unit: Unit) -> bool:
    """Whether one line is a way through the site, or a menu in a row."""
    if unit.end - unit.start > _LONGEST_LINE or unit.web:
        return False
    own = text[unit.start : unit.end]
    if "。" in own:
        return False
    unit.opens_page = _CRUMBS.fullmatch(own) is not None
    if unit.opens_page or _WAY.fullmatch(own):
        return True
    if "：" in own or unit.marker is not None:
        return False
    first = [match.group() for match in _TOKEN.finditer(own, 0, 200)][:_FIRST_TOKENS]
    if len(first) < _LINE_TOKENS or is_contact(" ".join(first)):
        return False
    return sum(is_menu_entry(token) for token in first) >= max(_LINE_TOKENS, len(first) - 2)


def _mark_banners(text: str, units: Sequence[Unit]) -> None:
    """Mark a notice of cookies with its buttons at the head or foot of a page."""
    edges = {*range(min(_EDGE, len(units))), *range(max(len(units) - _EDGE, 0), len(units))}
    for index in sorted(edges):
        unit = units[index]
        if not _is_open(unit) or unit.end - unit.start > _LONGEST_BANNER or unit.marker is not None:
            continue
        if _COOKIE.search(text, unit.start, unit.end) is None:
            continue
        stop = index + 1
        while stop < len(units) and _is_button(text, units[stop]):
            stop += 1
        if stop > index + 1 and is_sentence(text[unit.start : unit.end]):
            for part in units[index:stop]:
                _mark(part)


def _is_button(text: str, unit: Unit) -> bool:
    if not _is_open(unit) or unit.end - unit.start > _SHORT * 2:
        return False
    own = text[unit.start : unit.end].strip("[]［］「」【】 ")
    return all(
        _BUTTON.fullmatch(part.strip("[]［］「」【】")) for part in re.split(r"[\s|｜/／]+", own)
    )


def _is_short(text: str, unit: Unit) -> bool:
    own = text[unit.start : unit.end]
    return (
        len(own) <= _SHORT
        and unit.role is PassageRole.CONTENT
        and unit.kind is None
        and (unit.marker is None or unit.marker.style.startswith("bullet"))
        and not is_sentence(own)
        and "：" not in own
    )


def _mark_run(text: str, run: Sequence[Unit], counts: Counter[str], at_end: bool) -> None:
    """Mark the part of a run of short lines that is navigation; titles at its end stay."""
    menu = [
        is_menu_entry(own) or counts[own] > 2
        for own in (text[u.start : u.end].lstrip("・>＞» ") for u in run)
    ]
    first = next((i for i, found in enumerate(menu) if found), None)
    if first is None:
        return
    last = len(menu) - 1 - menu[::-1].index(True)
    if not at_end:
        while last >= first and is_document_title(text[run[last].start : run[last].end]):
            last -= 1
    part = run[first : last + 1]
    found = sum(menu[first : last + 1])
    contacts = sum(is_contact(text[u.start : u.end]) for u in part)
    if len(part) >= _MENU_RUN and found * 2 >= len(part) and contacts * 4 <= len(part):
        for unit in part:
            _mark(unit)
