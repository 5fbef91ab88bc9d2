"""Fold text for matching, and find the way back to the original.

``fold`` yields NFKC text without the accidents of layout: half-width and full-width forms are
one, radicals that PDF fonts put in place of ideographs are the ideographs, white space beside
Japanese characters is gone.  :class:`Folded` maps every offset back to the original text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

# NFKC knows the Kangxi radicals (U+2F00…) but not the CJK Radicals Supplement (U+2E80…).
_RADICALS = str.maketrans(
    "⺀⺁⺂⺃⺄⺅⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺨⺩⺪⺫⺬⺭⺮⺯⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀"
    "⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
    "丶厂乛乚乚亻几刀刂卜㔾小小兀尣尢兀巳幺彑彐忄心扌攵旡日月歹民氵氺灬爫爫丬犭王疋目示礻竹糸罒罒罒罒网羊羊羊耂肀聿月臼艹艹艹"
    "虎衤西西見角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀",
)

# Everything that folding may change; runs of all other characters are copied as they stand.
_CHANGING = re.compile(
    r"[\s\u00a0-\u00be\u00ad\u0300-\u036f\u0600-\u061c\u200b-\u206f\u2000-\u200a\u2070-\u20a9"
    r"\u2100-\u218f\u2460-\u24ff\u2e80-\u2fdf\u3000\u3099-\u309c\u309f\u30ff\u3131-\u33ff"
    r"\uf900-\ufaff\ufb00-\uffef\x00-\x08\x0e-\x1f\x7f\U0001d400-\U0001d7ff\U0002f800-\U0002fa1f]+"
)
_JOINING = frozenset("\uff9e\uff9f\u3099\u309a" + "".join(map(chr, range(0x300, 0x370))))
_DROPPED = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_STOPS = {"，": "、", "．": "。"}
_JAPANESE = re.compile(r"[ぁ-ゖァ-ヺー一-鿿々〆」』)]")
_CIRCLED = re.compile(r"[①-⑳⓪❶-❿➀-➓⓫-⓴㉑-㉟㊱-㊿]")


@dataclass(frozen=True)
class Folded:
    """Folded text; ``starts[i]`` folded is ``origins[i]`` original, straight on until the next.

    ``stretched`` marks the segments whose characters all stand for one original place.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[int, ...]
    ends: tuple[int, ...]
    stretched: tuple[bool, ...]

    def original_start(self, offset: int) -> int:
        """Return where the folded character at ``offset`` begins in the original."""
        i = bisect_right(self.starts, offset) - 1
        if i < 0:
            return 0
        return self.origins[i] if self.stretched[i] else self.origins[i] + offset - self.starts[i]

    def original_end(self, offset: int) -> int:
        """Return where the folded character before ``offset`` ends in the original."""
        if offset <= 0:
            return self.original_start(0)
        i = bisect_right(self.starts, offset - 1) - 1
        if self.stretched[i]:
            return self.ends[i]
        return self.origins[i] + offset - self.starts[i]


def _keeps_space(before: str, after: str) -> bool:
    """White space is a character of the text only between two ASCII characters."""
    return "!" <= before <= "~" and "!" <= after <= "~"


@lru_cache(maxsize=4096)
def _form(chars: str) -> str:
    """Return what a character with the marks that join it is folded to."""
    piece = unicodedata.normalize("NFKC", chars.translate(_RADICALS))
    if _CIRCLED.match(chars):
        piece = f"({piece})"  # ①1,100円 must not become 11,100円
    return _DROPPED.sub("", piece).strip().replace(" ", "")


def fold(text: str) -> Folded:
    """Fold ``text``; linear in its length."""
    body = text.rstrip()
    if not _CHANGING.search(body):  # as most lines are, but for the line end
        whole = (len(body),) if body else ()
        return Folded(body, (0,) * len(whole), (0,) * len(whole), whole, (False,) * len(whole))
    out: list[str] = []
    starts: list[int] = []
    origins: list[int] = []
    ends: list[int] = []
    stretched: list[bool] = []
    length = 0
    space_at: int | None = None

    def add(piece: str, start: int, end: int, stretch: bool) -> None:
        nonlocal length, space_at
        if not piece:
            return
        if space_at is not None:
            if out and _keeps_space(out[-1][-1], piece[0]):
                starts.append(length)
                origins.append(space_at)
                ends.append(start)
                stretched.append(True)
                out.append(" ")
                length += 1
            space_at = None
        starts.append(length)
        origins.append(start)
        ends.append(end)
        stretched.append(stretch)
        out.append(piece)
        length += len(piece)

    at = 0
    for run in _CHANGING.finditer(text):
        i, stop = run.span()
        if i > at and text[i] in _JOINING:
            i -= 1  # a mark composes with the character before it
        if i > at:
            add(text[at:i], at, i, False)
        while i < stop:
            char = text[i]
            j = i + 1
            if char.isspace():
                if space_at is None:
                    space_at = i
                i = j
                continue
            if char in _JOINING and out:
                i = j  # a mark behind white space has nothing to join
                continue
            while j < len(text) and text[j] in _JOINING:
                j += 1
            piece = _form(text[i:j])
            if char in _STOPS and out and _JAPANESE.match(out[-1][-1]):
                piece = _STOPS[char]  # 「，．」 of official texts are 「、。」 of others
            add(piece, i, j, True)
            i = j
        at = max(at, i)
    if at < len(text):
        add(text[at:], at, len(text), False)
    return Folded("".join(out), tuple(starts), tuple(origins), tuple(ends), tuple(stretched))
