"""Read typed values out of folded text: yen, dates in both calendars, periods, editions."""

from __future__ import annotations

import re
from collections.abc import Iterable

from auditkit.evidence._numbers import written_number
from auditkit.folding import fold

_YEN = re.compile(
    r"(?:[¥\\]\s?([0-9][0-9,]{0,12})|([0-9][0-9,]{0,12}|[一二三四五六七八九十百千]{1,9})\s?(?:円|yen))",
    re.I,
)
_FREE = re.compile(
    r"無料|無償|いただ(?:きません|いておりません|かない)|頂(?:きません|いておりません)|不要|かかりません|申し受け(?:ません|ない|ておりません)|徴収(?:しません|いたしません|しない)"
)
# Never figures of both kinds: in 「2023.9.1一部改定」 the day is 1.
_FIGURES = "(?:[0-9]{1,3}|[〇一二三四五六七八九十]{1,3}|元)"
_DATE = re.compile(
    rf"(?:(令和|平成|昭和|[RHS](?=[0-9]))({_FIGURES})|((?:19|20)[0-9]{{2}}|[一二][〇一二三四五六七八九]{{3}}))"
    rf"\s?[年./-]\s?({_FIGURES})(?:\s?[月./-]\s?({_FIGURES})\s?日?|\s?月)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ENGLISH_DATE = re.compile(
    r"\b(?:([0-9]{1,2})\s)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?\s"
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)?,?\s)?((?:19|20)[0-9]{2})\b",
    re.I,
)
_ERA_START = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988, "昭和": 1925, "S": 1925}
_ENACTED = re.compile(r"制定|策定|施行|発効|作成|公開|有効|effective|established", re.I)
_REVISED = re.compile(r"改[定訂正]|更新|変更|見直|updated|revised|modified", re.I)
_OWN_LABEL = re.compile(r"[ (]{0,2}(?:一部|最終)?(?:制定|策定|施行|改[定訂正]|更新)(?![日年:])")
_EDITION = re.compile(r"15001[:\-（( ]{0,2}(1999|2006|2017|2023)")
_MARK = re.compile(r"プライバシーマーク|Pマーク|privacy ?mark", re.I)
_STANDARD = re.compile(r"JIS ?Q ?15001", re.I)
_TITLE = re.compile(
    r"(?:代\s?表\s?(?:取\s?締\s?役|社\s?員|理\s?事|執\s?行\s?役|者(?:名|氏名)?)?|理\s?事\s?長|[会社院学校園所館支店組]\s?長|会頭|組合長|"
    r"管理者|運営者|氏\s?名|名\s?前|CEO|COO|CTO|President|Representative(?: Director)?|Director)"
    r"(?:兼|社長|会長|[/／・,、(（)）:：\s])*",
    re.I,
)
_NEXT_LABEL = re.compile(
    r"^(?:住所|所在地|本社|本店|電話|TEL|FAX|〒|e-?mail|メール|連絡先|設立|資本金|制定|改定|以上)",
    re.I,
)
_AROUND_A_NAME = re.compile(r"^(?:の|である|・|\s)+|(?:です|でございます|と申します)[。\s]*$")
_SPACED_OUT = re.compile(r"^[一-龠々](?: [一-龠々]){2,4}(?=$|\s)")
_PERIOD = re.compile(r"([0-9]{1,3})\s?(年間?|[ヶケかカ箇]月間?|日間?|週間)")


def yen(text: str) -> int | None:
    """Return the first amount in yen, 0 where the text says that nothing is charged."""
    if match := _YEN.search(text):
        return int(written_number((match[1] or match[2]).replace(",", "")))
    return 0 if _FREE.search(text) else None


def dates(text: str) -> list[tuple[str, int, int]]:
    """Return the dates as (ISO text, start, end); a month without a day gives ``YYYY-MM``."""
    found = []
    for match in _DATE.finditer(text):
        year = int(written_number(match[3] or match[2])) + _ERA_START.get(match[1], 0)
        month, day = written_number(match[4]), match[5] and written_number(match[5])
        found.append((_iso(year, month, day), *match.span()))
    for match in _ENGLISH_DATE.finditer(text):
        month = str(_MONTHS.index(match[2].lower()) + 1)
        found.append((_iso(int(match[4]), month, match[3] or match[1]), *match.span()))
    return sorted((date for date in found if date[0]), key=lambda date: date[1])


def _iso(year: int, month: str, day: str | None) -> str:
    """Return a date in ISO form, or nothing where there is no such month or day."""
    if not 1 <= int(month) <= 12 or not 1 <= int(day or 1) <= 31:
        return ""
    return f"{year:04d}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def enactment_and_revision(texts: Iterable[str]) -> str | None:
    """Return ``enacted …; revised …`` from texts that hold the dates of a document."""
    enacted: str | None = None
    revised: str | None = None
    bare: str | None = None
    for text in texts:
        last = 0
        for iso, start, end in dates(text):
            # 「年月日（制定）」 names its own date, 「年月日 改定日：」 the next one.
            own = _OWN_LABEL.match(text, end)
            nearest = [own.group()] if own else []
            for around in (*nearest, text[max(last, start - 12) : start], text[end : end + 8]):
                if _REVISED.search(around):
                    revised = max(revised or iso, iso)
                    break
                if _ENACTED.search(around):
                    enacted = min(enacted or iso, iso)
                    break
            else:
                bare = max(bare or iso, iso)
            last = end
    parts = [f"enacted {enacted}" if enacted else "", f"revised {revised}" if revised else ""]
    dated = f"dated {bare}" if bare else None
    return "; ".join(part for part in parts if part) or dated


def edition(texts: Iterable[str]) -> str | None:
    """Return the editions of JIS Q 15001 that the texts name, oldest first."""
    years = sorted({year for text in texts for year in _EDITION.findall(text)})
    return ", ".join(years) or None


def certification(texts: Iterable[str]) -> str | None:
    """Return what the texts claim: ``PrivacyMark``, ``JIS Q 15001`` with its edition, or both."""
    held = tuple(texts)
    parts = ["PrivacyMark"] if any(_MARK.search(text) for text in held) else []
    if any(_STANDARD.search(text) for text in held):
        years = edition(held)
        parts.append(f"JIS Q 15001:{years}" if years else "JIS Q 15001")
    return "; ".join(parts) or None


def period(text: str) -> str | None:
    """Return the first period of time as it is written."""
    match = _PERIOD.search(text)
    return match.group() if match else None


def person(text: str) -> str | None:
    """Return the name that follows a title, from text as it stands in the document.

    Spaces part surname and given name there; the label of the next line is not part of a name.
    """
    text = " ".join(fold(word).text for word in text.split())
    titles = list(_TITLE.finditer(text))
    name = text[titles[-1].end() :] if titles else text
    name = _SPACED_OUT.sub(lambda spaced: spaced.group().replace(" ", ""), name)
    words: list[str] = []
    for word in _AROUND_A_NAME.sub("", name).split():
        if _NEXT_LABEL.match(word) or (words and len(word) > 4 and not word.isascii()):
            break
        words.append(word.strip("、。,()（）:："))
    return " ".join(words[: 3 if name.isascii() else 2]).strip() or None
