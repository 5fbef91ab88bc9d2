"""What stands in the workbook, and how it is set up."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from report_reading import find, rows, table_area
from report_sample import Sample, write

from auditkit.models import Language, Preliminary, Rank, Verdict
from auditkit.report._cells import lines, row_height
from auditkit.report._headings import HEADINGS, LABELS, SHEETS
from auditkit.report._words import PRELIMINARY, RANK, TONE_COLOURS, VERDICT

ORDER = ["表紙", "サマリー", "指摘事項", "是正処置計画", "チェック結果", "証跡一覧"]
ORDER += ["対応表", "文書一覧", "監査記録", "凡例"]
TABLES = ORDER[2:]


def test_sheets_stand_in_the_agreed_order(book: Workbook) -> None:
    """The workbook has its sheets in the order of the design, without those that lack data."""
    assert book.sheetnames == ORDER


def test_all_sheets_have_their_place_in_the_order() -> None:
    """The order knows the two comparison sheets, so that they can be fitted in later."""
    names = [words.title.ja for words in SHEETS.values()]
    assert [name for name in names if name not in ("前回比較", "新旧対照")] == ORDER
    assert names.index("前回比較") == names.index("証跡一覧") + 1


def test_every_requirement_has_one_row(book: Workbook, made: Sample) -> None:
    """Every requirement of every checklist is one row of the results, in the same order."""
    wanted = [
        (checklist.short.ja, checklist.key, requirement.id)
        for checklist in made.assessment.checklists
        for requirement in checklist.requirements
    ]
    found = [
        (row["チェックリスト"], row["チェックリストID"], row["要求事項"])
        for row in rows(book["チェック結果"])
    ]
    assert found == wanted


def test_checklists_cited_alike_are_told_apart(made: Sample, tmp_path: Path) -> None:
    """Two editions that people cite by the same name are shown with their editions."""
    held = made.library.checklists
    alike = (held[0], replace(held[1], short=held[0].short))
    assessment = replace(made.assessment, checklists=alike)
    library = replace(made.library, checklists=alike)
    path = write(replace(made, assessment=assessment, library=library), tmp_path / "r.xlsx")
    names = {row["チェックリスト"] for row in rows(openpyxl.load_workbook(path)["チェック結果"])}
    assert names == {f"{held[0].short.ja}（{checklist.edition}）" for checklist in held}


def test_chapters_show_their_number_but_no_code_word(book: Workbook) -> None:
    """A chapter is shown by number and title; one that has only a code word, by its title."""
    chapters = [row["章"] for row in rows(book["チェック結果"])]
    assert "A.3.1 取得・利用及び提供" in chapters
    assert "その他（第40条〜第42条）" in chapters
    assert not [chapter for chapter in chapters if "others" in chapter]


def test_results_show_preliminary_and_decision(book: Workbook, made: Sample) -> None:
    """A row shows the preliminary result, and the auditor's decision where there is one."""
    for row, item in zip(rows(book["チェック結果"]), made.assessment.items, strict=True):
        assert row["予備判定"] == PRELIMINARY[item.preliminary].shown("ja")
        assert row["判定"] == VERDICT[item.verdict].shown("ja")
        assert row["理由"] == item.reason.ja


def test_evidence_is_complete(book: Workbook, made: Sample) -> None:
    """Every piece of evidence of every criterion is one row, quoted in full."""
    wanted = [
        (piece.locator, piece.quote, piece.start, piece.end)
        for result in made.assessment.criteria
        for piece in (*result.evidence, *result.nearest)
    ]
    found = [
        (row["箇所"], row["引用"], row["開始位置"], row["終了位置"])
        for row in rows(book["証跡一覧"])
    ]
    assert found == wanted


def test_nearest_passages_are_not_called_evidence(book: Workbook) -> None:
    """A passage that does not suffice is marked as such."""
    kinds = {row["確認基準"]: row["種別"] for row in rows(book["証跡一覧"])}
    assert kinds["苦情の申出先"] == "参考箇所"
    assert kinds["利用目的"] == "証跡"


def test_documents_conserve_their_passages(book: Workbook) -> None:
    """The passages of a document are those with evidence, those without, and those not used."""
    read = [row for row in rows(book["文書一覧"]) if row["読込状態"] != "読込不可"]
    assert len(read) == 2
    for row in read:
        parts = row["証跡のある箇所"] + row["証跡のない箇所"] + row["判定に用いない箇所"]
        assert row["箇所数"] == parts


def test_unreadable_files_are_listed(book: Workbook) -> None:
    """A file that could not be read stands among the documents, with the reason."""
    (row,) = [row for row in rows(book["文書一覧"]) if row["読込状態"] == "読込不可"]
    assert row["ファイル"] == "同意書_スキャン.pdf"
    assert "OCR" in row["注意事項・問題"]


def test_every_finding_has_an_action(book: Workbook, made: Sample) -> None:
    """Each finding has one row to answer it in, not started."""
    actions = rows(book["是正処置計画"])
    assert [row["番号"] for row in actions] == [finding.id for finding in made.findings]
    assert {row["状況"] for row in actions} == {"①未着手"}
    assert all(row["回答"] is None for row in actions)


def test_crosswalk_has_clauses_and_frameworks(book: Workbook, made: Sample) -> None:
    """The crosswalk holds requirement against clause, and every link between frameworks."""
    kinds = [row["種類"] for row in rows(book["対応表"])]
    with_evidence = sum(bool(item.evidence) for item in made.assessment.items)
    assert kinds.count("要求事項↔文書の条項") == with_evidence
    assert kinds.count("規格・法令どうし") == len(made.library.crosswalk)


def test_crosswalk_cites_as_people_do(book: Workbook, made: Sample) -> None:
    """Held checklists are cited by name, other frameworks by number, and "none" in words."""
    links = [row for row in rows(book["対応表"]) if row["種類"] == "規格・法令どうし"]
    first, last = made.assessment.items[0], made.assessment.items[-1]
    assert links[0]["対応元"] == f"架空規格 Q 15001:2017 {first.requirement.id}"
    assert links[0]["対応先"] == f"個人情報保護法 {last.requirement.id}"
    assert [row["対応先"] for row in links[1:]] == [
        "J.8.4",
        "架空規格 Q 15001:2023 A.9",
        "対応なし",
    ]
    assert [row["対応先の項目名・見出し"] for row in links[1:]] == [None] * 3
    assert links[3]["関係"] == "対応なし"
    assert [row["対応元ID"] for row in links] == [row.source for row in made.library.crosswalk]


def test_crosswalk_prints_the_clauses_alone(book: Workbook) -> None:
    """On paper the crosswalk ends with the clauses; links between frameworks are for the screen."""
    sheet = book["対応表"]
    clauses = [row["種類"] for row in rows(sheet)].count("要求事項↔文書の条項")
    _, _, _, last = range_boundaries(sheet.print_area.rpartition("!")[2].replace("$", ""))
    assert last == table_area(sheet)[1] + clauses


def test_finding_shows_its_evidence_and_value(book: Workbook, made: Sample) -> None:
    """Place, quote and value of a finding's evidence are printed beside the fact."""
    sheet = book["指摘事項"]
    finding = rows(sheet)[1]
    (piece,) = made.findings[1].evidence
    assert finding["記載箇所"] == f"個人情報保護方針.txt {piece.locator}"
    assert finding["引用"] == piece.quote
    assert finding["読み取った値"] == "1,100円"
    first, head, last, _ = table_area(sheet)
    headings = [sheet.cell(head, column).value for column in range(first, last + 1)]
    _, _, printed, _ = range_boundaries(sheet.print_area.rpartition("!")[2].replace("$", ""))
    assert {"記載箇所", "引用", "読み取った値", "影響", "改善提案"} <= set(headings[:printed])


def test_finding_without_evidence_shows_the_nearest_passage(book: Workbook, made: Sample) -> None:
    """Where nothing was found, the closest passage is quoted, and called that."""
    finding = rows(book["指摘事項"])[2]
    (nearest,) = next(r.nearest for r in made.assessment.criteria if r.id == "contact")
    assert finding["引用"] == f"（参考箇所）{nearest.quote}"


def test_summary_tells_the_values_read(book: Workbook) -> None:
    """The summary lists what was read out of the documents, with a link to the evidence."""
    row, column = find(book["サマリー"], "1,100円")
    assert book["サマリー"].cell(row, column - 3).value == "手数料の額"
    link = book["サマリー"].cell(row, column - 4)
    assert link.hyperlink.location.startswith("'証跡一覧'!")


@pytest.mark.parametrize("name", TABLES)
def test_rows_are_as_high_as_what_is_printed(book: Workbook, name: str) -> None:
    """The height of a row fits its printed texts, whatever stands in columns for the screen."""
    sheet = book[name]
    first, head, _, last = table_area(sheet)
    _, _, printed, _ = range_boundaries(sheet.print_area.rpartition("!")[2].replace("$", ""))
    for row in range(head + 1, last + 1):
        texts = {c: sheet.cell(row, c).value for c in range(first, printed + 1)}
        counts = [
            lines(text, _width(sheet, column))
            for column, text in texts.items()
            if isinstance(text, str) and sheet.cell(row, column).data_type != "f"
        ]
        assert sheet.row_dimensions[row].height == row_height(max(counts))


def _width(sheet: Worksheet, column: int) -> float:
    """Return the width that was asked for; the file holds it with the cell's padding."""
    for dimension in sheet.column_dimensions.values():
        if dimension.min <= column <= dimension.max:
            return round(float(dimension.width) - 0.7109375, 4)
    raise AssertionError(f"column {column} has no width")


def test_log_names_parameters_and_inputs(book: Workbook, made: Sample) -> None:
    """The record of the run names the version, every parameter and every input's fingerprint."""
    log = {row["対象"]: str(row["変更後・値"]) for row in rows(book["監査記録"])}
    assert log["auditkit"] == made.run.version
    assert set(made.run.parameters) <= set(log)
    for file in made.run.inputs:
        assert file.sha256 in log[file.path]


def test_legend_explains_every_symbol(book: Workbook) -> None:
    """Every word of a preliminary result, a decision and a rank is in the legend."""
    marks = {row["記号・用語"] for row in rows(book["凡例"])}
    words = [*PRELIMINARY.values(), *VERDICT.values(), *RANK.values()]
    assert {word.shown("ja") for word in words} <= marks


def test_legend_says_not_found_is_not_absent(book: Workbook) -> None:
    """The first entry of the legend is that a statement not found is not asserted absent."""
    first = rows(book["凡例"])[0]
    assert first["記号・用語"] == "記載が見当たらない"
    assert "断定しない" in first["意味"]


@pytest.mark.parametrize("name", TABLES)
def test_data_sheets_are_real_tables(book: Workbook, name: str) -> None:
    """Each data sheet is one named, banded table with filter, frozen and repeated headings."""
    sheet = book[name]
    (table,) = sheet.tables.values()
    _, head, _, _ = table_area(sheet)
    assert re.fullmatch(r"audit_[a-z]+", table.displayName)
    assert table.tableStyleInfo.showRowStripes
    assert table.autoFilter.ref == table.ref
    assert sheet.freeze_panes.endswith(str(head + 1))
    assert sheet.print_title_rows == f"${head}:${head}"


@pytest.mark.parametrize("name", ORDER)
def test_pages_print_on_a4_landscape(book: Workbook, name: str) -> None:
    """Every sheet prints on A4 landscape, one page wide, with provider, sheet and page n / N."""
    sheet = book[name]
    assert sheet.page_setup.paperSize == 9
    assert sheet.page_setup.orientation == "landscape"
    # 1 is the format's default, which need not be written
    assert (sheet.page_setup.fitToWidth or 1) == 1
    assert sheet.page_setup.fitToHeight == (None if name in ORDER[:2] else 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert "R&&D" in sheet.oddHeader.left.text
    assert sheet.oddHeader.center.text.strip() == "&A"
    assert "&P / &N" in sheet.oddFooter.center.text
    assert sheet.print_area


def test_nothing_is_merged(book: Workbook) -> None:
    """No sheet has a merged cell."""
    assert not any(sheet.merged_cells.ranges for sheet in book.worksheets)


def test_drop_downs_cover_exactly_the_data(books: dict[Language, Workbook]) -> None:
    """Drop-downs cover all data rows of their column and nothing else, with allowed values."""
    seen = 0
    for book in books.values():
        for sheet in book.worksheets[2:]:
            _, head, _, last = table_area(sheet)
            for rule in sheet.data_validations.dataValidation:
                (area,) = rule.sqref.ranges
                assert (area.min_row, area.max_row) == (head + 1, last)
                assert area.min_col == area.max_col
                if rule.type == "list":
                    offered = rule.formula1.strip('"').split(",")
                    column = [sheet.cell(r, area.min_col).value for r in range(head + 1, last + 1)]
                    assert set(column) <= set(offered)
                seen += 1
    assert seen == 2 * (2 + 4 + 1)


def test_colours_cover_exactly_the_data_and_repeat_a_word(book: Workbook) -> None:
    """A colour rule covers the data rows of its column, and only repeats a symbol or word."""
    seen = 0
    for sheet in book.worksheets[2:]:
        _, head, _, last = table_area(sheet)
        for area in sheet.conditional_formatting:
            first_column, first_row, last_column, last_row = range_boundaries(str(area.sqref))
            assert (first_row, last_row) == (head + 1, last)
            assert first_column == last_column
            for rule in area.rules:
                (text,) = rule.formula
                assert not text.strip('"')[0].isalpha()
                seen += 1
    assert seen > 30


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_link_lands_on_what_it_names(
    books: dict[Language, Workbook], language: Language
) -> None:
    """Every link leads to a cell that holds the text of the link, or to the top of a sheet."""
    book = books[language]
    seen = 0
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.hyperlink is None:
                    continue
                name, _, where = cell.hyperlink.location.rpartition("!")
                target = book[name.strip("'")][where]
                if where != "A1":
                    assert str(cell.value) == str(target.value)
                seen += 1
    assert seen > 100


def test_finding_result_and_evidence_lead_to_each_other(book: Workbook) -> None:
    """From a finding one reaches a result and its evidence, and from there back."""
    finding = rows(book["指摘事項"])[0]
    results = {(row["要求事項"]): row for row in rows(book["チェック結果"])}
    evidence = {row["番号"]: row for row in rows(book["証跡一覧"])}
    result = results[finding["結果へ"]]
    assert result["指摘事項"] == finding["番号"]
    assert evidence[result["証跡へ"]]["結果へ"] == result["要求事項"]
    assert finding["証跡へ"] == result["証跡へ"]


def test_figures_of_the_summary_are_formulas(book: Workbook) -> None:
    """Every figure in the summary's blocks is a formula, never a number typed in."""
    typed = [
        cell.coordinate
        for row in book["サマリー"].iter_rows()
        for cell in row
        if isinstance(cell.value, (int, float))
    ]
    assert typed == []


def test_computed_values_stand_beside_the_formulas(values: Workbook, made: Sample) -> None:
    """Programs that do not calculate still see the right totals."""
    sheet = values["サマリー"]
    row, column = find(sheet, "全体")
    found = [sheet.cell(row, column + 2 + n).value for n in range(len(Preliminary))]
    assert found == [made.assessment.count(kind) for kind in Preliminary]
    decided = sum(item.verdict is not Verdict.OPEN for item in made.assessment.items)
    assert sheet.cell(row, column + 9).value == decided


def test_chapters_that_look_like_numbers_are_counted_apart(values: Workbook, made: Sample) -> None:
    """Chapter 3.1 does not take in the items of chapter 3.10."""
    sheet = values["サマリー"]
    row, column = find(sheet, "A.3.1 取得・利用及び提供")
    counted = [item for item in made.assessment.items if item.requirement.chapter == "A.3.1"]
    assert sheet.cell(row, column + 7).value == len(counted)


def test_charts_have_alternative_text(paths: dict[Language, Path]) -> None:
    """Two native charts stand in the summary, each with a text that stands in for it."""
    with zipfile.ZipFile(paths["ja"]) as package:
        charts = [name for name in package.namelist() if name.startswith("xl/charts/chart")]
        drawing = package.read("xl/drawings/drawing1.xml").decode("utf-8")
    descriptions = re.findall(r'descr="([^"]+)"', drawing)
    assert len(charts) == len(descriptions) == 2
    assert all("グラフ" in text for text in descriptions)


def test_properties_name_the_report(book: Workbook, made: Sample) -> None:
    """Title, subject, author and a created date that is the date of the report are set."""
    properties = book.properties
    assert made.assessment.provider.name in properties.title
    assert properties.subject
    assert properties.creator == "auditkit"
    assert properties.created.date() == made.assessment.as_of


def test_report_without_findings_or_documents(made: Sample, tmp_path: Path) -> None:
    """An assessment that found and read nothing still gives a whole workbook."""
    empty = replace(
        made.assessment,
        documents=replace(made.assessment.documents, documents=(), problems=()),
        criteria=(),
        items=tuple(replace(item, results=()) for item in made.assessment.items),
    )
    path = write(replace(made, assessment=empty, findings=()), tmp_path / "empty.xlsx")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ORDER
    assert rows(book["指摘事項"])[0]["指摘事項の候補"] == "指摘事項の候補はありません。"
    assert len(rows(book["チェック結果"])) == len(empty.items)


def test_english_workbook_is_all_english(books: dict[Language, Workbook], made: Sample) -> None:
    """The English workbook shows Japanese only where it quotes the provider's own words."""
    japanese = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")
    held = made.assessment.documents
    own = [made.assessment.provider.name, made.assessment.provider.kind]
    own += [made.assessment.provider.contact]
    for document in held.documents:
        own += [document.path, document.id, document.title, *(p.locator for p in document.passages)]
        own += [document.text[p.start : p.end].strip() for p in document.passages]
    own += [text for problem in held.problems for text in (problem.path, problem.message)]
    own.sort(key=len, reverse=True)
    left = []
    for sheet in books["en"].worksheets:
        texts = [sheet.title]
        texts += [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        for rule in sheet.data_validations.dataValidation:
            texts += [rule.error, rule.errorTitle, rule.formula1]
        for text in texts:
            for words in own:
                text = text.replace(words, "")
            if japanese.search(text):
                left.append((sheet.title, text))
    assert left == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_headings_are_unique_within_a_table(
    books: dict[Language, Workbook], language: Language
) -> None:
    """No table has two columns of the same heading."""
    for sheet in books[language].worksheets[2:]:
        first, head, last, _ = table_area(sheet)
        headings = [str(sheet.cell(head, c).value).lower() for c in range(first, last + 1)]
        assert len(set(headings)) == len(headings)


def test_placeholders_agree_between_languages() -> None:
    """A label has the same places to fill in both languages."""
    for text in (*LABELS.values(), *HEADINGS.values()):
        assert set(re.findall(r"\{\w+\}", text.ja)) == set(re.findall(r"\{\w+\}", text.en))


def test_preliminary_symbols_never_look_like_a_decision() -> None:
    """Preliminary symbols differ from ○ △ × －, are in every Japanese font, and no wildcards."""
    decisions = {word.symbol for word in VERDICT.values() if word.symbol}
    symbols = [word.symbol for word in PRELIMINARY.values()]
    assert decisions == {"○", "△", "×", "－"}
    assert len(set(symbols)) == len(symbols) == len(Preliminary)
    lookalikes = set("●▲◎◯▽✕ー")
    wildcards = set("*?~＊？～")
    assert not set(symbols) & (decisions | lookalikes | wildcards)
    for symbol in symbols:
        assert len(symbol.encode("iso2022_jp")) > 1


def test_ranks_are_ordered_by_their_stars() -> None:
    """A higher rank shows more stars, so that it reads without colour."""
    stars = [RANK[rank].symbol.count("★") for rank in Rank]
    assert stars == [3, 2, 1]


def test_colours_have_contrast() -> None:
    """Text on each coloured cell has a contrast of at least 7 to 1."""

    def luminance(colour: str) -> float:
        channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    for fill, text in TONE_COLOURS.values():
        ratio = (luminance(fill) + 0.05) / (luminance(text) + 0.05)
        assert ratio >= 7
