"""A company's theme: what it changes, and what is refused with file and line."""

from __future__ import annotations

import datetime as dt
import re
import struct
import zipfile
import zlib
from dataclasses import fields, replace
from pathlib import Path

import openpyxl
import pytest
from audit_sample import Audited, assessed
from report_reading import find, rows, table_area
from report_sample import Sample

from auditkit.errors import AuditkitError
from auditkit.models import AuditRecord, Language, Role, Signature
from auditkit.report import Theme, read_theme, write_report
from auditkit.report._headings import HEADINGS
from auditkit.report._theme_reading import OWN_COLUMNS, contrast
from auditkit.runs import run_report
from auditkit.shipped import shipped

THEME = """\
organisation: {ja: "監査法人の例 内部監査室", en: "Example Ltd, Internal audit"}
logo: logo.png
colours:
  accent: "#7A1F3D"
  label: "#F3E3E8"
document_number: "IA-{year}-{audit}"
distribution: {ja: "代表取締役", en: "President"}
era: true
approval:
  - title: {ja: "決裁", en: "Authorised"}
    signs: representative
  - title: {ja: "審査", en: "Reviewed"}
  - title: {ja: "点検", en: "Verified"}
    signs: lead
  - title: {ja: "起案", en: "Drafted"}
    signs: auditor
columns:
  findings:
    - heading: {ja: "リスク番号", en: "Risk no."}
      width: 12
  actions:
    - heading: {ja: "関連部署", en: "Department"}
      width: 14
    - heading: {ja: "備考", en: "Remarks"}
"""


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def png(width: int = 64, height: int = 16) -> bytes:
    """Return a white picture."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress(b"\0".join([b""] + [b"\xff" * width] * min(height, 50)))
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", lines), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _theme(folder: Path, text: str = THEME, logo: bytes = b"") -> Path:
    (folder / "logo.png").write_bytes(logo or png())
    file = folder / "theme.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def _write(
    made: Sample | Audited,
    path: Path,
    theme: Theme,
    language: Language = "ja",
    record: AuditRecord | None = None,
) -> openpyxl.Workbook:
    library = (
        made.library if isinstance(made, Sample) else replace(assessed().library, crosswalk=())
    )
    told = (made.assessment, made.findings, library, made.run)
    write_report(*told, path, language, record=record, theme=theme)
    return openpyxl.load_workbook(path)


def test_theme_changes_the_cover(made: Sample, tmp_path: Path) -> None:
    """Organisation, number, distribution, boxes and logo of a theme stand on the cover."""
    book = _write(made, tmp_path / "r.xlsx", read_theme(_theme(tmp_path)))
    cover = book["表紙"]
    facts = {row[0].value: row[1].value for row in cover.iter_rows()}
    assert facts["監査実施組織"] == "監査法人の例 内部監査室"
    assert facts["配付先"] == "代表取締役"
    assert facts["文書番号"] == f"IA-2026-{made.assessment.as_of:%Y%m%d}"
    row, column = find(cover, "決裁")
    boxes = [cover.cell(row, column + at).value for at in range(4)]
    assert boxes == ["決裁", "審査", "点検", "起案"]
    (logo,) = cover._images
    assert logo.format == "png"
    with zipfile.ZipFile(tmp_path / "r.xlsx") as archive:
        drawing = archive.read("xl/drawings/drawing1.xml").decode("utf-8")
        assert archive.read("xl/media/image1.png") == png()
    assert 'descr="監査法人の例 内部監査室のロゴ"' in drawing
    assert "監査法人の例 内部監査室" in str(cover.oddFooter.left.text)


def test_theme_colours_the_headings(made: Sample, tmp_path: Path) -> None:
    """Headings and labels have the theme's colours; the colours of results stay."""
    book = _write(made, tmp_path / "r.xlsx", read_theme(_theme(tmp_path)))
    sheet = book["指摘事項"]
    first, head, _, _ = table_area(sheet)
    assert sheet.cell(head, first).fill.start_color.rgb == "FF7A1F3D"
    row, column = find(book["表紙"], "事業者")
    assert book["表紙"].cell(row, column).fill.start_color.rgb == "FFF3E3E8"
    colours = {
        cell.fill.start_color.rgb for sheet in book for row in sheet.iter_rows() for cell in row
    }
    assert "FF1F3864" not in colours


def test_extra_columns_are_to_be_filled_in(made: Sample, tmp_path: Path) -> None:
    """A theme's columns stand at the end of what is printed, open and in their width."""
    for language, names in (
        ("ja", ("リスク番号", "関連部署", "備考")),
        ("en", ("Risk no.", "Department", "Remarks")),
    ):
        book = _write(made, tmp_path / "r.xlsx", read_theme(_theme(tmp_path), "ja"), language)
        findings, actions = book.worksheets[2], book.worksheets[3]
        for sheet, name, width in (
            (findings, names[0], 12),
            (actions, names[1], 14),
            (actions, names[2], 16),
        ):
            row, column = find(sheet, name)
            assert not sheet.cell(row + 1, column).protection.locked
            letters = sheet.cell(row, column).column_letter
            assert sheet.column_dimensions[letters].width == pytest.approx(width, abs=1)
            printed = sheet.print_area.rpartition("!")[2].replace("$", "").partition(":")[2]
            assert column <= openpyxl.utils.cell.coordinate_to_tuple(printed)[1]
        assert names[0] in rows(findings)[0]


def test_signatures_stand_in_the_theme_s_boxes(audited: Audited, tmp_path: Path) -> None:
    """A signature stands in the box that names its role, under the theme's title."""
    last = audited.record.journal[-1]
    day = dt.date(2026, 11, 20)
    signed = Signature(Role.LEAD, "Jiro", "Quality", day, last.number, last.hash)
    record = replace(audited.record, signatures=(signed,))
    book = _write(audited, tmp_path / "r.xlsx", read_theme(_theme(tmp_path)), record=record)
    cover = book["表紙"]
    row, column = find(cover, "点検")
    assert cover.cell(row + 2, column).value == "Jiro"
    date = cover.cell(row + 3, column)
    assert date.value == dt.datetime(2026, 11, 20)
    assert date.number_format == '[$-411]ggge"年"m"月"d"日"'
    row, column = find(cover, "審査")
    assert cover.cell(row + 2, column).value is None
    assert {r[0].value: r[1].value for r in cover.iter_rows()}["文書番号"] == "IA-2026-A-2026-001"


def test_dates_are_dates_in_the_era_too(audited: Audited, tmp_path: Path) -> None:
    """With the era asked for, every date is still a date; in English nothing changes."""
    for language in ("ja", "en"):
        book = _write(audited, tmp_path / "r.xlsx", Theme(era=True), language, audited.record)
        formats, dates = set(), 0
        for sheet in book.worksheets:
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.is_date):
                if cell.value is not None and cell.data_type == "d":
                    formats.add(cell.number_format)
                    dates += 1
        assert dates > 200
        era = {'[$-411]ggge"年"m"月"d"日"', '[$-411]ge"."m"."d'}
        assert formats <= (era if language == "ja" else {"yyyy-mm-dd"})
        date = "令和8年11月20日" if language == "ja" else "2026-11-20"
        assert date in str(book.worksheets[0].oddHeader.right.text)


def test_themed_workbook_has_the_same_bytes(made: Sample, tmp_path: Path) -> None:
    """The same theme gives the same bytes; without a theme they are those of no theme."""
    theme = read_theme(_theme(tmp_path))
    for name in ("a.xlsx", "b.xlsx"):
        _write(made, tmp_path / name, theme)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    told = (made.assessment, made.findings, made.library, made.run)
    write_report(*told, tmp_path / "c.xlsx")
    write_report(*told, tmp_path / "d.xlsx", theme=read_theme(""))
    assert (tmp_path / "c.xlsx").read_bytes() == (tmp_path / "d.xlsx").read_bytes()


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('colours: {accent: "#FFD966"}', 1),
        ('colours:\n  label: "#202020"', 2),
        ('colours:\n  accent: "red"', 2),
        ('colours:\n  accent: "#1F3864;"', 2),
        ("logo: ../logo.png", 1),
        ("logo: /etc/hostname", 1),
        ('logo: "C:\\\\logo.png"', 1),
        ('logo: "..\\\\logo.png"', 1),
        ("logo: missing.png", 1),
        ("logo: .", 1),
        ("logo: theme.yaml", 1),
        ('document_number: "{year:>99999999}"', 1),
        ('document_number: "{audit.__class__}"', 1),
        ('document_number: "{serial}"', 1),
        ('document_number: "{0}"', 1),
        ('document_number: "{}"', 1),
        ('document_number: "{year"', 1),
        ('document_number: "{year!r}"', 1),
        ('document_number: "=cmd"', 1),
        ('organisation: {ja: "=1+1", en: "x"}', 1),
        ('organisation:\n  ja: "x"\n  en: "@SUM(A1)"', 3),
        ('organisation: {ja: "a\\u202eb", en: "x"}', 1),
        ('organisation: {ja: "a\\nb", en: "x"}', 1),
        ('distribution: {ja: "' + "長" * 61 + '", en: "x"}', 1),
        ("organisation: x", 1),
        ("organisatoin: {ja: x, en: x}", 1),
        ("era: ja", 1),
        ("approval: []", 1),
        ("approval:\n  - title: {ja: 承認, en: A}\n    signs: boss", 3),
        ("approval:\n" + "".join(f"  - title: {{ja: 欄{n}, en: Box {n}}}\n" for n in range(5)), 2),
        ("approval:\n  - title: {ja: 承認, en: A}\n  - title: {ja: 承認, en: B}", 3),
        (
            "approval:\n  - title: {ja: 甲, en: A}\n    signs: lead\n  - title: {ja: 乙, en: B}\n    signs: lead",
            5,
        ),
        ("columns:\n  actions:\n    - heading: {ja: 回答, en: Answer}", 3),
        ("columns:\n  actions:\n    - heading: {ja: 備考, en: DUE}", 3),
        (
            "columns:\n  findings:\n    - heading: {ja: 備考, en: R}\n    - heading: {ja: 備考, en: S}",
            4,
        ),
        ("columns:\n  findings:\n    - heading: {ja: '=HYPERLINK(\"x\")', en: R}", 3),
        ("columns:\n  findings:\n    - heading: {ja: 備考, en: R}\n      width: 500", 4),
        ("columns:\n  findings:\n    - heading: {ja: 備考, en: R}\n      width: .nan", 4),
        ("columns:\n  results:\n    - heading: {ja: 備考, en: R}", 2),
        ("era: true\nera: false", 2),
        ("era: &a true", 1),
        ("\tera: true", 1),
    ],
)
def test_faulty_theme_is_refused_with_its_line(
    tmp_path: Path, text: str, line: int, language: Language
) -> None:
    """Whatever is wrong with a theme is told with file and line, in the reader's language."""
    file = _theme(tmp_path, text)
    with pytest.raises(AuditkitError) as caught:
        read_theme(file, language)
    fault = caught.value.faults[0]
    assert fault.path == str(file)
    assert fault.line == line


def test_all_faults_of_a_theme_are_told_at_once(tmp_path: Path) -> None:
    """Faults in several places of a theme come together, in the order of the lines."""
    text = 'colours:\n  accent: "#FFFFFF"\nlogo: none.png\ndocument_number: "{x}"\norganisation: {ja: "=a", en: "b"}\n'
    with pytest.raises(AuditkitError) as caught:
        read_theme(_theme(tmp_path, text), "ja")
    assert [fault.line for fault in caught.value.faults] == [2, 3, 4, 5]


def _jpeg(width: int, height: int) -> bytes:
    frame = b"\xff\xc0" + struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\0"
    head = b"\xff\xe0" + struct.pack(">H", 16) + b"JFIF\0\x01\x01\x01\0H\0H\0\0"
    return b"\xff\xd8" + head + frame + b"\xff\xda\0\x08\x01\x01\0\0?\0" + b"\0" * 40 + b"\xff\xd9"


@pytest.mark.parametrize(
    "content",
    [
        b"GIF89a" + b"\0" * 60,
        b"<svg xmlns='http://www.w3.org/2000/svg'/>" * 3,
        png()[:-6],
        png() + b"PK\x03\x04 an archive behind the picture",
        png().replace(b"IDAT", b"IDAX"),
        png(20_000, 20_000),
        png(0, 16),
        b"\x89PNG\r\n\x1a\n" + b"\0" * 1_100_000,
        b"\xff\xd8\xff" + b"\0" * 50,
        _jpeg(30_000, 10),
        _jpeg(64, 16)[:-2],
        b"",
    ],
    ids=range(12),
)
def test_picture_that_is_none_is_refused(tmp_path: Path, content: bytes) -> None:
    """What is no sound, small PNG or JPEG is not taken for a logo, whatever its name says."""
    file = _theme(tmp_path, "logo: logo.png")
    (tmp_path / "logo.png").write_bytes(content)
    with pytest.raises(AuditkitError) as caught:
        read_theme(file)
    assert caught.value.faults[0].line == 1


def test_jpeg_is_a_logo(tmp_path: Path) -> None:
    """A JPEG is taken as well, by its content."""
    theme = read_theme(_theme(tmp_path, "logo: logo.png", _jpeg(64, 16)))
    assert theme.logo is not None
    assert theme.logo.size == (64, 16)


def test_link_out_of_the_folder_is_no_logo(tmp_path: Path) -> None:
    """A symbolic link that leads out of the theme's folder is refused."""
    inner = tmp_path / "inner"
    inner.mkdir()
    (tmp_path / "secret.png").write_bytes(png())
    file = _theme(inner, "logo: logo.png")
    (inner / "logo.png").unlink()
    (inner / "logo.png").symlink_to(tmp_path / "secret.png")
    with pytest.raises(AuditkitError) as caught:
        read_theme(file)
    assert "フォルダーの外" in caught.value.faults[0].message


def test_endless_theme_is_not_read(tmp_path: Path) -> None:
    """A file far longer than any theme is refused before it is parsed."""
    file = _theme(tmp_path, "# " + "x" * 300_000)
    with pytest.raises(AuditkitError, match="200,000"):
        read_theme(file)


def test_contrast_is_that_of_wcag() -> None:
    """Black on white has a contrast of 21, and the grey #767676 on white just passes."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert 4.5 <= contrast("#767676", "#FFFFFF") < 4.6
    assert contrast("#777777", "#FFFFFF") < 4.5


def test_own_columns_are_all_known(made: Sample, audited: Audited, tmp_path: Path) -> None:
    """The reader knows every heading of both sheets, so that none is given twice."""
    for number, (each, record) in enumerate(((made, None), (audited, audited.record))):
        book = _write(each, tmp_path / f"{number}.xlsx", Theme(), record=record)
        for sheet, key in ((book.worksheets[2], "findings"), (book.worksheets[3], "actions")):
            known = {HEADINGS[name].ja for name in OWN_COLUMNS[key]}
            assert set(rows(sheet)[0]) <= known


def test_report_is_made_in_the_theme(tmp_path: Path) -> None:
    """A run takes a theme and the era, and lists theme and logo among its inputs."""
    file = _theme(tmp_path, THEME.replace("era: true\n", ""))
    provider = shipped("samples") / "kogane-server"
    as_of = dt.date(2026, 4, 1)
    record = run_report(provider, tmp_path / "out", as_of=as_of, theme=file, era=True)
    assert record.workbook is not None
    book = openpyxl.load_workbook(record.workbook)
    row, column = find(book["表紙"], "文書番号")
    assert book["表紙"].cell(row, column + 1).value == "IA-2026-20260401"
    row, column = find(book["表紙"], "基準日")
    assert "ggge" in book["表紙"].cell(row, column + 1).number_format
    inputs = [entry["対象"] for entry in rows(book["監査記録"]) if entry["区別"] == "入力ファイル"]
    assert inputs[-2:] == ["theme.yaml", "logo.png"]
    assert [file.path for file in record.inputs][-2:] == ["theme.yaml", "logo.png"]


def test_documented_theme_is_one(tmp_path: Path) -> None:
    """The theme in reports/README.md is read without a fault, and has every key there is."""
    page = Path(__file__).parents[2] / "reports" / "README.md"
    (block,) = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    theme = read_theme(_theme(tmp_path, block))
    assert theme.logo is not None
    assert all(getattr(theme, field.name) for field in fields(theme))
