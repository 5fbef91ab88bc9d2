"""Workbooks that were made to do harm are refused, and quickly."""

from __future__ import annotations

import io
import json
import random
import re
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from auditkit.audits import weigh_return
from auditkit.errors import AuditkitError
from auditkit.messages import MESSAGES
from auditkit.returns import read_return
from tests.returns.handed_out import Filled, Handed, repack

SECONDS, MEGABYTES = 10, 300
_BOMB = b'<!DOCTYPE s [<!ENTITY a "lol">' + b"".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode() for n in range(9)
)
_SHEET_NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _assert_refused(path: Path, key: str) -> str:
    """Read a workbook and return why it is not opened."""
    begun = time.monotonic()
    with pytest.raises(AuditkitError) as caught:
        read_return(path)
    assert time.monotonic() - begun < SECONDS
    (fault,) = caught.value.faults
    assert fault.path == str(path)
    pattern = re.sub(r"\\\{\w+\\\}", ".*", re.escape(MESSAGES[key].ja))
    assert re.fullmatch(pattern, fault.message, re.DOTALL), fault.message
    return fault.message


def _with(name: str, old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    def change(part: str, content: bytes) -> bytes:
        if part != name:
            return content
        assert old in content
        return content.replace(old, new, 1)

    return change


def _answers(path: Path) -> str:
    """Return the part that holds the sheet of answers."""
    with zipfile.ZipFile(path) as package:
        names = re.findall(r'<sheet name="([^"]+)"', package.read("xl/workbook.xml").decode())
    return f"xl/worksheets/sheet{names.index('是正処置計画') + 1}.xml"


# --- archives -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "returns.no_workbook"),
        (b"hello", "returns.no_workbook"),
        (b"PK\x03\x04 and nothing more", "returns.damaged"),
        (b"PK\x05\x06" + bytes(18), "returns.no_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "returns.locked_or_old"),
    ],
)
def test_files_that_are_no_workbooks(tmp_path: Path, content: bytes, key: str) -> None:
    """A file of another kind is told apart from a workbook with a password."""
    path = tmp_path / "x.xlsx"
    path.write_bytes(content)
    _assert_refused(path, key)


@pytest.mark.parametrize("name", ["mimetype", "xl/workbook.bin"])
def test_other_formats(tmp_path: Path, small: Handed, name: str) -> None:
    """OpenDocument and binary workbooks are to be saved as .xlsx first."""
    path = repack(small.book(), tmp_path / "x.xlsx", extra={name: b"x"})
    _assert_refused(path, "returns.other_format")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is told like any other bad input, and so is a folder."""
    _assert_refused(tmp_path / "gone.xlsx", "returns.cannot_open")
    _assert_refused(tmp_path, "returns.no_workbook")


def test_a_file_that_is_too_large(tmp_path: Path) -> None:
    """A huge file is refused by its size alone."""
    path = tmp_path / "x.xlsx"
    with path.open("wb") as stream:
        stream.truncate(5 << 30)
    _assert_refused(path, "returns.too_large")


def test_parts_that_unpack_to_too_much(tmp_path: Path, small: Handed) -> None:
    """A part of zeros, a part larger than any sheet, and many large parts are zip bombs."""
    name = _answers(small.book())
    zeros = repack(small.book(), tmp_path / "1.xlsx", extra={name: bytes(8 << 20)})
    _assert_refused(zeros, "returns.bomb")
    noise = random.Random(1).randbytes(1 << 14)
    large = repack(small.book(), tmp_path / "2.xlsx", extra={name: noise * 4400})
    _assert_refused(large, "returns.bomb")
    many = {f"xl/worksheets/sheet{n}.xml": noise * 3200 for n in range(20, 24)}
    _assert_refused(repack(small.book(), tmp_path / "3.xlsx", extra=many), "returns.bomb")


def test_sizes_that_lie(tmp_path: Path, small: Handed) -> None:
    """A part that holds more than it says is read no further than it says, and refused."""
    name = _answers(small.book())
    path = repack(small.book(), tmp_path / "x.xlsx", extra={name: b"<a/>" * (8 << 18)})
    data = bytearray(path.read_bytes())
    size = (8 << 20).to_bytes(4, "little")
    assert data.count(size) == 2
    path.write_bytes(data.replace(size, (1000).to_bytes(4, "little")))
    _assert_refused(path, "returns.damaged")


def test_too_many_parts(tmp_path: Path, small: Handed) -> None:
    """A list of a hundred thousand parts is not even read."""
    extra = {f"xl/media/{n}.png": b"" for n in range(100_000)}
    path = repack(small.book(), tmp_path / "x.xlsx", extra=extra)
    _assert_refused(path, "returns.too_many_parts")


def test_parts_of_the_same_name(tmp_path: Path, small: Handed) -> None:
    """Of two parts of one name nobody can say which is the one."""
    path = repack(small.book(), tmp_path / "x.xlsx")
    with zipfile.ZipFile(path, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr("xl/workbook.xml", b"<a/>")
    _assert_refused(path, "returns.damaged")


def test_encrypted_and_oddly_packed_parts(tmp_path: Path, small: Handed) -> None:
    """A part with a password, or packed by a method that no spreadsheet uses, is refused."""
    path = repack(small.book(), tmp_path / "x.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_BZIP2) as package:
        package.writestr("xl/notes.xml", b"<a/>")
    _assert_refused(path, "returns.damaged")
    data = bytearray(small.book().read_bytes())
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    _assert_refused(path, "returns.locked_or_old")


# --- XML ----------------------------------------------------------------------------------


_PARTS = ("[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml")
_MORE = (
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet4.xml",
    "docProps/core.xml",
    "xl/theme/theme1.xml",
)


@pytest.mark.parametrize("part", [*_PARTS, *_MORE])
def test_entities(tmp_path: Path, small: Handed, part: str) -> None:
    """A document type, and with it any entity, is refused in whatever part it stands."""

    def change(name: str, content: bytes) -> bytes:
        if name != part:
            return content
        head, _, rest = content.partition(b"?>")
        return head + b"?>" + _BOMB + b"]>" + rest

    _assert_refused(repack(small.book(), tmp_path / "x.xlsx", change), "returns.entities")


@pytest.mark.parametrize("before", [65_520, 65_530, 65_535, 65_536, 131_060])
def test_entities_across_the_blocks(tmp_path: Path, small: Handed, before: int) -> None:
    """It makes no difference where in the file the declaration begins."""
    comment = b"<!--" + b" " * (before - 7) + b"-->"
    strings = comment + b'<!DOCTYPE sst SYSTEM "x"><sst/>'
    path = repack(small.book(), tmp_path / "x.xlsx", extra={"xl/sharedStrings.xml": strings})
    _assert_refused(path, "returns.entities")


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp037"]
)
def test_entities_in_another_encoding(tmp_path: Path, small: Handed, encoding: str) -> None:
    """A part that is not UTF-8 could hide what is looked for, so it is refused."""
    text = f'<?xml version="1.0" encoding="{encoding}"?>{_BOMB.decode()}]><sst/>'
    extra = {"xl/sharedStrings.xml": text.encode(encoding)}
    _assert_refused(repack(small.book(), tmp_path / "x.xlsx", extra=extra), "returns.encoding")


def test_a_part_under_the_name_of_a_picture(tmp_path: Path, small: Handed) -> None:
    """What is not looked at cannot be named as a part that is parsed."""
    types = _with("[Content_Types].xml", b"/xl/sharedStrings.xml", b"/xl/media/strings.png")
    strings = _BOMB + b"]><sst/>"
    extra = {"xl/media/strings.png": strings}
    _assert_refused(repack(small.book(), tmp_path / "1.xlsx", types, extra), "returns.damaged")
    sheet = _answers(small.book()).removeprefix("xl/").encode()
    relations = _with("xl/_rels/workbook.xml.rels", b'"' + sheet + b'"', b'"media/strings.png"')
    _assert_refused(repack(small.book(), tmp_path / "2.xlsx", relations, extra), "returns.damaged")


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"])
def test_deep_nesting(tmp_path: Path, small: Handed, part: str) -> None:
    """Forty thousand elements in one another end in a message, not in a crash."""
    deep = b"<a>" * 45_000 + b"</a>" * 45_000
    _assert_refused(
        repack(small.book(), tmp_path / "x.xlsx", extra={part: deep}), "returns.damaged"
    )


# --- what runs, links or hides ------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "xl/vbaProject.bin",
        "xl/externalLinks/externalLink1.xml",
        "xl/embeddings/oleObject1.bin",
        "xl/activeX/activeX1.xml",
        "xl/ctrlProps/ctrlProp1.xml",
        "xl/macrosheets/sheet1.xml",
        "xl/connections.xml",
        "xl/queryTables/queryTable1.xml",
        "customUI/customUI14.xml",
        "XL/VBAPROJECT.BIN",
    ],
)
def test_parts_that_run_or_link(tmp_path: Path, small: Handed, name: str) -> None:
    """Macros, links, embedded objects, controls and connections are refused by name."""
    path = repack(small.book(), tmp_path / "x.xlsx", extra={name: b"<a/>"})
    assert name in _assert_refused(path, "returns.active")


@pytest.mark.parametrize(
    "kind",
    [
        "application/vnd.ms-office.vbaProject",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml",
        "application/vnd.openxmlformats-officedocument.oleObject",
    ],
)
def test_types_that_run_or_link(tmp_path: Path, small: Handed, kind: str) -> None:
    """The same under an innocent name is refused by its type."""
    override = f'<Override PartName="/xl/notes.xml" ContentType="{kind}"/></Types>'.encode()
    change = _with("[Content_Types].xml", b"</Types>", override)
    path = repack(small.book(), tmp_path / "x.xlsx", change, {"xl/notes.xml": b"<a/>"})
    _assert_refused(path, "returns.active")


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("externalLinkPath", "file:///c:/secret.xlsx"),
        ("image", "https://evil.example/pixel.png"),
        ("oleObject", "file:///c:/run.exe"),
        ("attachedTemplate", "https://evil.example/template.xltm"),
        ("worksheet", "https://evil.example/sheet.xml"),
    ],
)
def test_relations_that_lead_out(tmp_path: Path, small: Handed, kind: str, target: str) -> None:
    """Anything that a program would fetch by itself, or by DDE, is refused."""
    relation = f'<Relationship Id="rId999" Type="{_OFFICE}/{kind}" Target="{target}" TargetMode="External"/>'
    end = b"</Relationships>"
    change = _with("xl/_rels/workbook.xml.rels", end, relation.encode() + end)
    path = repack(small.book(), tmp_path / "x.xlsx", change)
    assert target in _assert_refused(path, "returns.active")


def test_links_that_people_click_are_theirs(tmp_path: Path, small: Handed) -> None:
    """A provider may name its proof by a link to a page."""
    filled = Filled(small.book())
    cell = filled.cell("actions", "F-2026-001", "proof")
    cell.value = "https://intra.example/minutes.pdf"
    cell.hyperlink = "https://intra.example/minutes.pdf"
    weighed = small.weigh(filled.save(tmp_path / "x.xlsx"))
    assert [c.value for c in weighed.accepted] == ["https://intra.example/minutes.pdf"]


# --- size ---------------------------------------------------------------------------------

_MEASURED = """
import json, re, sys, time
from pathlib import Path
from auditkit.errors import AuditkitError
from auditkit.returns import read_return
begun = time.monotonic()
try:
    read_return(Path(sys.argv[1]))
    told = "read"
except AuditkitError as error:
    told = str(error)
seconds = time.monotonic() - begun
status = Path("/proc/self/status")
if status.exists():  # elsewhere the peak of the parent counts too
    peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", status.read_text())[1]) / 1024
else:
    import resource
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)
print(json.dumps([told, seconds, peak]))
"""


def _measured(path: Path) -> tuple[str, float, float]:
    """Read a workbook in a process of its own; return what is told, seconds and megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, str(path)], check=True, capture_output=True, timeout=60
    )
    told, seconds, peak = json.loads(done.stdout)
    return told, seconds, peak


def _rows(count: int, row: Callable[[int], str]) -> bytes:
    made = io.StringIO()
    made.write(f'<?xml version="1.0"?><worksheet xmlns="{_SHEET_NS}">')
    made.write('<dimension ref="A1:B2"/><sheetData>')
    for number in range(1, count + 1):
        made.write(row(number))
    made.write("</sheetData></worksheet>")
    return made.getvalue().encode()


_SHAPES: dict[str, Callable[[], bytes]] = {
    "a million rows": lambda: _rows(
        1_000_000, lambda n: f'<row r="{n}"><c r="A{n}"><v>1</v></c></row>'
    ),
    "a million empty rows": lambda: _rows(1_000_000, lambda n: f'<row r="{n}"/>'),
    "rows without numbers": lambda: _rows(150_000, lambda n: "<row><c><v>1</v></c></row>"),
    "the last row alone": lambda: _rows(1, lambda n: '<row r="1048576"><c r="A1048576"/></row>'),
    "a row of a quarter million cells": lambda: _rows(
        1, lambda n: "<row>" + "<c><v>1</v></c>" * 245_000 + "</row>"
    ),
    "nothing but unknown elements": lambda: _rows(1, lambda n: "<x/>" * 990_000),
}


@pytest.mark.parametrize("shape", _SHAPES)
def test_sheets_without_end(tmp_path: Path, small: Handed, shape: str) -> None:
    """A sheet of any size is refused, or read, within ten seconds and 300 MB."""
    extra = {_answers(small.book()): _SHAPES[shape]()}
    large = len(extra[_answers(small.book())]) > 20 << 20
    path = repack(small.book(), tmp_path / "x.xlsx", extra=extra, packed=large)
    told, seconds, peak = _measured(path)
    assert seconds < SECONDS
    assert peak < MEGABYTES
    assert ("多すぎ" in told) == ("row" in shape and "cells" not in shape)


def test_strings_and_styles_without_end(tmp_path: Path, small: Handed) -> None:
    """The parts beside the sheets are bounded as well."""
    strings = f'<sst xmlns="{_SHEET_NS}">' + "<si><t>a</t></si>" * 98_000 + "</sst>"
    fonts = "<font/>" * 95_000
    styles = f'<styleSheet xmlns="{_SHEET_NS}"><fonts>{fonts}</fonts></styleSheet>'
    for name, content in (("xl/sharedStrings.xml", strings), ("xl/styles.xml", styles)):
        extra = {name: content.encode()}
        path = repack(small.book(), tmp_path / "x.xlsx", extra=extra, packed=False)
        told, seconds, peak = _measured(path)
        assert "展開" not in told
        assert seconds < SECONDS
        assert peak < MEGABYTES


# --- a workbook that says wrong things of itself -------------------------------------------


def _with_origin(small: Handed, path: Path, change: Callable[[list[object]], None]) -> Path:
    filled = Filled(small.book())
    sheet = filled.book["_auditkit"]
    lines = [json.loads(row[0].value) for row in sheet.iter_rows()]
    change(lines)
    sheet.delete_rows(1, sheet.max_row)
    for number, line in enumerate(lines, 1):
        sheet.cell(number, 1).value = line if isinstance(line, str) else json.dumps(line)
    return filled.save(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: lines.clear(),
        lambda lines: lines.__setitem__(0, "{"),
        lambda lines: lines.__setitem__(0, "[" * 30_000),
        lambda lines: lines.__setitem__(0, []),
        lambda lines: lines[0].pop("hash"),
        lambda lines: lines[0].update(entry="9"),
        lambda lines: lines[0].update(audit=7),
        lambda lines: lines.insert(1, ["F-2026-001", [], "", []]),
        lambda lines: lines.append(["F-2026-001", ["x"], "", []]),
        lambda lines: lines.append(lines[-1]) or lines.append({"table": "x"}),
        lambda lines: lines[1].update(columns=[["a", "b"]]),
        lambda lines: lines[1].update(columns=[["a", "b", "opened"]]),
        lambda lines: lines.append(lines[1]),
    ],
)
def test_an_origin_that_does_not_hold(
    tmp_path: Path, small: Handed, change: Callable[[list[object]], None]
) -> None:
    """A hidden sheet that was tampered with is refused as a whole."""
    path = _with_origin(small, tmp_path / "x.xlsx", change)
    begun = "returns.no_origin" if change is None else "returns.origin_damaged"
    _assert_refused(path, begun)


def test_an_origin_of_a_later_version(tmp_path: Path, small: Handed) -> None:
    """A workbook of a newer auditkit is told as such."""
    path = _with_origin(small, tmp_path / "x.xlsx", lambda lines: lines[0].update(auditkit=2))  # type: ignore[attr-defined]
    _assert_refused(path, "returns.newer")


def test_a_workbook_without_origin(tmp_path: Path, small: Handed) -> None:
    """Sheets that were copied into another workbook cannot be taken back."""
    filled = Filled(small.book())
    del filled.book["_auditkit"]
    _assert_refused(filled.save(tmp_path / "x.xlsx"), "returns.no_origin")


def test_an_origin_that_opens_locked_columns(tmp_path: Path, small: Handed) -> None:
    """What a workbook says of itself opens no column that is not open in auditkit."""

    def opened(lines: list[object]) -> None:
        for line in lines[1:]:
            if isinstance(line, dict):
                line["columns"] = [[key, heading, "open"] for key, heading, _ in line["columns"]]

    path = _with_origin(small, tmp_path / "1.xlsx", opened)
    filled = Filled(path)
    cell = filled.put("actions", "F-2026-001", "recommendation", "しなくてよい。")
    filled.put("findings", "F-2026-001", "finding_cause", "なし")
    weighed = small.weigh(filled.save(tmp_path / "2.xlsx"))
    assert weighed.accepted == ()
    assert cell in [refusal.where.cell for refusal in weighed.refused]


def test_an_origin_that_invents_rows(tmp_path: Path, small: Handed) -> None:
    """A row of a finding or a checklist that the audit does not have changes nothing."""

    def invented(lines: list[object]) -> None:
        table = ""
        for at, line in list(enumerate(lines))[::-1]:
            if isinstance(line, list) and line[0] in ("F-2026-003", "appi@2023-04-01:17-1"):
                line[0] = {"F": "F-2026-999", "a": "jis@2099:1"}[line[0][0]]
            table += str(at)

    path = _with_origin(small, tmp_path / "1.xlsx", invented)
    filled = Filled(path)
    filled.put("actions", "F-2026-003", "response", "済み")
    filled.put("actions", "F-2026-003", "finding_id", "F-2026-999")
    filled.put("results", "appi@2023-04-01:17-1", "verdict", "○適合")
    filled.put("results", "appi@2023-04-01:17-1", "requirement", "1")
    filled.put("results", "appi@2023-04-01:17-1", "checklist_key", "jis@2099")
    weighed = small.weigh(filled.save(tmp_path / "2.xlsx"))
    assert weighed.accepted == ()
    told = {refusal.where.row for refusal in weighed.refused}
    assert {"F-2026-999", "jis@2099:1"} <= told


@pytest.mark.parametrize(("key", "value"), [("entry", 3), ("hash", "0" * 64), ("entry", 9999)])
def test_an_origin_of_another_journal(
    tmp_path: Path, small: Handed, key: str, value: object
) -> None:
    """A workbook whose entry is not in this store's journal was not written from it."""
    path = _with_origin(small, tmp_path / "x.xlsx", lambda lines: lines[0].update({key: value}))  # type: ignore[attr-defined]
    with small.store() as store, pytest.raises(AuditkitError, match="保存先"):
        weigh_return(store, read_return(path))


def test_bytes_that_were_changed_at_random(tmp_path: Path, small: Handed) -> None:
    """However a file is damaged, it is read or refused, and nothing else happens."""
    data, chance = small.book().read_bytes(), random.Random(3)
    outcomes = set()
    for _ in range(150):
        broken = bytearray(data)
        for _ in range(chance.choice((1, 1, 5))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        cut = chance.randrange(len(broken)) if chance.random() < 0.1 else len(broken)
        path = tmp_path / "x.xlsx"
        path.write_bytes(broken[:cut])
        try:
            read_return(path)
            outcomes.add("read")
        except AuditkitError:
            outcomes.add("refused")
    assert "refused" in outcomes


def test_parts_that_were_changed_at_random(tmp_path: Path, small: Handed) -> None:
    """The same holds where the archive is sound and the XML in it is not what it was."""
    chance = random.Random(4)
    names = ("xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", _answers(small.book()))
    outcomes = set()
    for turn in range(60):

        def change(name: str, content: bytes, turn: int = turn) -> bytes:
            if name != names[turn % len(names)]:
                return content
            broken = bytearray(content)
            for _ in range(3):
                at = chance.randrange(len(broken))
                broken[at : at + chance.randrange(3)] = chance.choice(
                    (b"<", b'"', b"9", b"-1", b"", b"\xff")
                )
            return bytes(broken)

        path = repack(small.book(), tmp_path / "x.xlsx", change)
        try:
            read_return(path)
            outcomes.add("read")
        except AuditkitError:
            outcomes.add("refused")
    assert "refused" in outcomes
