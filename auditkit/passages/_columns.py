"""Labels and values that white space alone keeps apart: 「受付時間　平日の午前」."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditkit.models import PassageKind, PassageRole
from auditkit.passages._spans import indent, width
from auditkit.passages._titles import (
    is_contact,
    is_contact_label,
    is_document_title,
    is_menu_entry,
    is_sentence,
)
from auditkit.passages._units import Unit

_WIDE = r"[ \u3000]{0,40}(?:\t|\u3000|  )[ \t\u3000]{0,80}"
_CJK = r"\u3041-\u30ff\u3400-\u9fff々"
_ROW = re.compile(
    rf"(?P<label>[{_CJK}](?:[ \u3000]{{1,3}}[{_CJK}](?=[ \u3000])){{1,5}}(?=\s+\S\S)"
    rf"|(?=\S\S)[^\s。、，：:（(）)」]{{1,24}}(?:[（(][^（）()\n]{{0,80}}[）)])?)"
    rf"(?:(?P<wide>{_WIDE})|(?<![!-~]) (?![!-~]))\S"
)
"""A label spaced out in letters needs a value of more than one."""
_DOMAIN = re.compile(r"[.．_][A-Za-z0-9_.]{1,20}\s+\S")
"""「.jp 日本の登録機関」, 「_ga 閲覧の計測」."""
_LABEL = re.compile(
    r"(?:名\s?称|氏\s?名|職名|役職|所属|部署|担当者?|責任者|管理者|住\s?所|所在地|所在国|国名|代表者|連絡先|受付(?:時間|日時|曜日)?|営業時間"
    r"|手数料|期間|期限|必要(?:なもの|書類)|提出書類|[付出供託信求絡]先|事務局|主\s?催|共\s?催|後\s?援|協\s?力|範囲|項目|利用目的)"
    r"(?:[（(][^（）()]{1,16}[）)])?\Z"
)
"""Ends a label even where it stands alone."""
_POST = re.compile(r"(?:管理者|責任者|担当者?|代表者?|部署|所属|職名|役職|氏名|電\s?話)\Z")
"""Ends a label even where a single space stands behind it."""
_KNOWN = re.compile(
    r"(?:窓口|電話|時間|日時|費用|料金|金額|目的|情報|データ|書類|物|もの|者|方法|手段|先|元|制度|措置|根拠|備考|対象|区分|種類|種別"
    r"|内容|回答|団体)(?:[（(][^（）()]{1,16}[）)])?\Z"
)
"""Ends a label among other rows."""
COLUMN = re.compile(
    r"(?:No[.．]?|№|番号|項目|内容|区分|類型|種別|種類|分類|対象者?|目的|備考|名称?|先|方法|手段|期間|時期|手数料|金額|窓口|国|担当|部署|範囲"
    r"|(?:個人|する|される)情報|個人データ|書類|根拠|説明|条文?|規定)(?:等|について)?\Z"
)
"""What the names of columns end with."""
_LONGEST_NAME = 16
_NUMBERING = re.compile(
    r"(?:第|その|別[表紙]|様式|注|付録|資料)?[0-9０-９一二三四五六七八九十]{1,3}|[A-Za-zＡ-Ｚａ-ｚ]|附則|付則|以|上"
)
_OPEN_END = re.compile(r"[はがをにへとでものや（(「『【、，]\Z")
_VALUE_OF_TITLE = re.compile(r"(?:の|に|を|と|は|について|一覧\Z)")
_LONGEST_CELL = 40
_LONGEST_REST = 12
_REST = re.compile(r"[のたるいなや・、(（]\Z")
"""Ends a label that goes on in the next line."""
_BORDERS = frozenset("│┃║")
_DEEP = 6
_TABLE = 3
"""A line of so many cells that begins with a company is no address."""
_COMPANY = re.compile(r"会社|法人|組合|協会|財団")
_LONGEST_ROW = 400
_SPLIT = re.compile(rf"{_WIDE}")
_SPLIT_NARROW = re.compile(r"(?<![!-~\s])[ \u3000](?![!-~\s])")


def label_end(text: str, start: int, end: int) -> int:
    """Where the label of a row in columns ends, -1 where the line is none."""
    match = _ROW.match(text, start, end)
    return match.end("label") if match is not None and match["wide"] else -1


def split_columns(row: str) -> list[str]:
    """The texts of the cells of a row in columns."""
    cells = _SPLIT.split(row.strip())
    return cells if len(cells) > 1 else _SPLIT_NARROW.split(row.strip())


def find_rows(text: str, units: Sequence[Unit]) -> None:
    """Give the kind ROW to lines whose columns white space keeps apart."""
    run: list[_Row] = []
    for index, unit in enumerate(units):
        row = _read_row(text, unit)
        if row is None and run:
            if _continues(text, unit):
                row = _Row(unit)
            elif (at := _value_column(text, run[-1].unit)) or len(run) > 1:
                row = _read_aligned(text, units, index, at or _value_column(text, run[-2].unit))
        if row is not None:
            run.append(row)
        elif run:
            _mark_run(run, unit)
            run = []
    _mark_run(run, None)


@dataclass(frozen=True)
class _Row:
    """A line that may be a row, and what speaks for it."""

    unit: Unit
    cells: int = 0
    """0 if it only goes on with a cell above it."""
    wide: bool = False
    known: bool = False
    """Its label is one among rows."""
    sure: bool = False
    """Its label is one wherever it stands."""
    columns: bool = False
    """Its cells are names of columns."""


def _read_row(text: str, unit: Unit) -> _Row | None:
    if not _is_plain(unit) or unit.end - unit.start > _LONGEST_ROW:
        return None
    own = text[unit.start : unit.end]
    if "\t" in own or own[0] in _BORDERS or _DOMAIN.match(own):
        return _Row(unit, _TABLE, wide=True, known=True, sure=True)
    match = _ROW.match(own)
    if match is None or is_document_title(own):
        return None
    label, value = match["label"], own[match.end() - 1 :]
    wide = match["wide"] is not None
    sure = is_contact_label(label) or (_LABEL if wide else _POST).search(label) is not None
    if label[0] in "「【＜〈《〔［[（(" or _NUMBERING.fullmatch(label):
        return None
    cells = len(split_columns(own))
    listed = cells >= _TABLE and _COMPANY.search(label) is not None
    if not sure and (_OPEN_END.search(label) or (is_contact(label) and not listed)):
        return None
    if not wide and (_VALUE_OF_TITLE.match(value) or is_sentence(value) or is_menu_entry(label)):
        return None
    columns = _names_columns(own)
    sure = sure or columns
    known = sure or _LABEL.search(label) is not None or _KNOWN.search(label) is not None
    return _Row(unit, cells, wide, known, sure, columns)


def _names_columns(row: str) -> bool:
    """Whether all cells of a row are names of columns: 「情報の区分　利用目的」."""
    cells = split_columns(row)
    return len(cells) > 1 and all(
        len(cell) <= _LONGEST_NAME and COLUMN.search(cell) is not None for cell in cells
    )


def _continues(text: str, unit: Unit) -> bool:
    """Whether a line begins so far in that it can only be the rest of a cell above it."""
    if not _is_plain(unit) or unit.end - unit.start > _LONGEST_CELL:
        return False
    before = indent(text, unit.start)
    deep = "\t" in before or len(before) + before.count("\u3000") >= _DEEP
    return deep and not is_sentence(text[unit.start : unit.end])


def _read_aligned(text: str, units: Sequence[Unit], index: int, column: int) -> _Row | None:
    """A row whose label goes on below it, and the rest of that label.

    「店内カメラの　　盗難の防止 / 映像」: the value stands below the values above it.
    """
    unit = units[index]
    if not column or not _is_plain(unit):
        return None
    own = text[unit.start : unit.end]
    if "\n" not in own and _value_column(text, unit) == column:
        return _Row(unit, 2, wide=True, known=True)
    before = units[index - 1]
    rest = (
        len(own) <= _LONGEST_REST
        and indent(text, unit.start) == indent(text, before.start)
        and indent(text, unit.start) != ""
        and _REST.search(_label(text, before)) is not None
        and not is_sentence(own)
        and _ROW.match(own) is None
    )
    return _Row(unit, 1, wide=True) if rest else None


def _is_plain(unit: Unit) -> bool:
    return (
        unit.kind is None
        and unit.marker is None
        and unit.mark is None
        and not unit.web
        and unit.role is PassageRole.CONTENT
    )


def _label(text: str, unit: Unit) -> str:
    match = _ROW.match(text, unit.start, unit.end)
    return match["label"] if match is not None and match["wide"] else ""


def _value_column(text: str, unit: Unit) -> int:
    """The column in which the value of a row begins, 0 where it has none."""
    match = _ROW.match(text, unit.start, unit.end)
    if match is None or not match["wide"] or "\t" in match["wide"]:
        return 0
    return width(indent(text, unit.start)) + width(text[unit.start : match.end() - 1])


def _mark_run(run: list[_Row], following: Unit | None) -> None:
    """Mark lines that follow each other if they are rows and not titles with a space in them."""
    while run and not run[-1].cells:
        run.pop()
    rows = [row for row in run if row.cells]
    needed = 3
    headed = (
        len(rows) == 1
        and rows[0].cells == 2
        and not rows[0].columns
        and (following is not None and following.marker is not None)
    )
    if any(row.sure for row in rows) and not headed:
        needed = 1
    elif all(row.wide or row.known or row.cells > 2 for row in rows):
        needed = 2
    if len(rows) >= needed:
        for row in run:
            row.unit.kind = PassageKind.ROW
            row.unit.columns = True
