"""Bytes to text: the encodings Japanese documents come in, told apart the same way each time."""

from __future__ import annotations

import codecs
import re

from auditkit.documents._extract import Unreadable

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ISO2022 = re.compile(rb"\x1b\$[@B]|\x1b\(J")
_ALIASES = {
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932",
    "windows-31j": "cp932", "ms932": "cp932", "euc-jp": "euc_jp", "x-euc-jp": "euc_jp",
    "utf8": "utf-8", "iso-2022-jp": "iso2022_jp", "utf-16": "utf-8",
}  # fmt: skip
_HALF_WIDTH = re.compile(r"[\uff61-\uff9f]")
_USUAL = re.compile(r"[\u3040-\u30ff\u3000-\u3002\uff01-\uff5e、。]")
_TOLERATED = 0.002
"""Share of unreadable characters up to which a text is still shown, with a reservation."""


def decode(data: bytes, declared: str | None = None) -> tuple[str, str, bool]:
    """Return the text, the name of its encoding, and whether characters were lost."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), encoding, False
            except UnicodeDecodeError:
                break
    if b"\x00" in data:
        return _decode_wide(data), "utf-16", False
    for encoding in _candidates(data, declared):
        try:
            return data.decode(encoding), encoding, False
        except UnicodeDecodeError:
            continue
    return _decode_damaged(data, declared)


def _candidates(data: bytes, declared: str | None) -> list[str]:
    order: list[str] = []
    if _ISO2022.search(data):
        order.append("iso2022_jp_ext")
    known = _known(declared)
    if known:
        order.append(known)
    order += ["utf-8", *_japanese(data)]
    return order


def _known(declared: str | None) -> str | None:
    if not declared:
        return None
    name = _ALIASES.get(declared.strip().lower(), declared.strip().lower())
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _japanese(data: bytes) -> list[str]:
    """CP932 and EUC-JP, the likelier first.

    EUC-JP read as CP932 turns into half-width katakana, which real CP932 documents hardly use.
    """

    def penalty(encoding: str) -> float:
        text = data[:200_000].decode(encoding, "replace")
        strange = len(_HALF_WIDTH.findall(text)) + 5 * text.count("\ufffd")
        return (strange - len(_USUAL.findall(text))) / max(len(text), 1)

    return sorted(("cp932", "euc_jp"), key=penalty)


def _decode_wide(data: bytes) -> str:
    """UTF-16 without a mark at its head; anything else with zero bytes is no text."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable("document.binary") from None
    if "\x00" in text or sum(c.isprintable() or c.isspace() for c in text) < 0.98 * len(text):
        raise Unreadable("document.binary")
    return text


def _decode_damaged(data: bytes, declared: str | None) -> tuple[str, str, bool]:
    best: tuple[int, str, str] | None = None
    for encoding in _candidates(data, declared):
        text = data.decode(encoding, "replace")
        lost = text.count("\ufffd")
        if best is None or lost < best[0]:
            best = (lost, text, encoding)
    if best is None or best[0] > max(1, _TOLERATED * len(best[1])):
        raise Unreadable("document.encoding")
    return best[1], best[2], True
