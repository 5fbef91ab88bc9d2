"""The manager's workbook of a large audit: figures, links, rules, paper."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import openpyxl
import pytest
from audit_sample import Audited, write_audit
from large_audit import DAY, FINDINGS
from office import convert, recalculated
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from report_reading import find, rows, shown_sheets, table_area

from auditkit.models import Grade, Language, Status, Verdict
from auditkit.report._terms import STATUS
from auditkit.report._words import GRADE, RANK, VERDICT

SHOWN = (
    Verdict.CONFORM,
    Verdict.PARTIAL,
    Verdict.NONCONFORM,
    Verdict.NOT_APPLICABLE,
    Verdict.OPEN,
)
BOTH: tuple[Language, ...] = ("ja", "en")


@pytest.fixture(scope="module")
def calculated(
    large_books: dict[Language, Workbook], tmp_path_factory: pytest.TempPathFactory
) -> dict[Language, Workbook]:
    """Return the workbooks as LibreOffice calculates them anew."""
    folder = tmp_path_factory.mktemp("calculated")
    return {
        language: recalculated(book, folder / language) for language, book in large_books.items()
    }


@pytest.fixture(scope="module")
def fresh(calculated: dict[Language, Workbook]) -> Workbook:
    """Return the Japanese one."""
    return calculated["ja"]


def _row(sheet: Worksheet, name: str, column: int, count: int) -> list[object]:
    row, _ = find(sheet, name)
    return [sheet.cell(row, column + offset).value for offset in range(count)]


def test_audit_is_large(large: Audited) -> None:
    """The audit has every shipped requirement, two providers' documents, 60 findings, 3 cycles."""
    assert len(large.assessment.items) == 437
    assert len(large.assessment.documents.documents) == 4
    assert sum(finding.recorded for finding in large.findings) == FINDINGS[-1]
    assert [audit.id for audit in large.record.earlier] == ["A-2024-001", "A-2025-001"]
    for audit, count in zip(large.record.earlier, FINDINGS, strict=False):
        assert sum(audit.counts.values()) == 437
        assert audit.counts[Verdict.PARTIAL] + audit.counts[Verdict.NONCONFORM] == count


@pytest.mark.office
@pytest.mark.parametrize("language", BOTH)
def test_every_formula_gives_the_value_of_python(
    large_paths: dict[Language, Path],
    large_books: dict[Language, Workbook],
    calculated: dict[Language, Workbook],
    language: Language,
) -> None:
    """LibreOffice computes for every formula of the workbook the value that Python computed."""
    known = openpyxl.load_workbook(large_paths[language], data_only=True)
    seen = 0
    for sheet in large_books[language].worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            name, where = sheet.title, cell.coordinate
            expected = known[name][where].value
            found = calculated[language][name][where].value
            if isinstance(expected, float):
                assert found == pytest.approx(expected), (name, where)
            else:
                # an empty text comes back as nothing
                assert (found or "") == (expected or ""), (name, where)
            seen += 1
    assert seen > 500


@pytest.mark.office
def test_decisions_of_the_summary_are_those_of_the_audit(fresh: Workbook, large: Audited) -> None:
    """Counts by decision, grade and chapter, and both rates, are the totals of the audit."""
    sheet, items = fresh["サマリー"], large.assessment.items
    head, first = find(sheet, VERDICT[Verdict.CONFORM].shown("ja"))
    counts = Counter(item.verdict for item in items)
    grades = Counter(item.decision.grade for item in items if item.decision)
    decided = len(items) - counts[Verdict.OPEN]
    judged = sum(counts[verdict] for verdict in SHOWN[:3])
    wanted = [counts[verdict] for verdict in SHOWN]
    wanted += [len(items), grades[Grade.MAJOR], grades[Grade.MINOR]]
    assert _row(sheet, "全体", first, 8) == wanted
    rates = [decided / len(items), counts[Verdict.CONFORM] / judged]
    assert _row(sheet, "全体", first + 8, 2) == pytest.approx(rates)
    for name, rate in zip(("確認済み率", "適合率"), rates, strict=True):
        assert _row(sheet, name, 2, 1) == pytest.approx([rate])
    row, _ = find(sheet, "全体")
    chapters: Counter[tuple[str, Verdict]] = Counter()
    names = {c.key: c.short.ja for c in large.assessment.checklists}
    for item in items:
        chapters[names[item.checklist] + item.requirement.chapter, item.verdict] += 1
    groups = dict.fromkeys((names[i.checklist] + i.requirement.chapter) for i in items)
    told = [
        [sheet.cell(at, first + offset).value for offset in range(5)]
        for at in range(row + 1, row + 1 + len(groups))
    ]
    assert told == [[chapters[group, verdict] for verdict in SHOWN] for group in groups]
    for grade in Grade:
        at, column = find(sheet, GRADE[grade].shown("ja"))
        assert sheet.cell(at, column + 2).value == grades[grade]
    assert head < row


@pytest.mark.office
def test_late_actions_of_the_summary_are_those_of_the_audit(
    fresh: Workbook, large: Audited
) -> None:
    """States are counted, and the actions that are late are listed, the latest first."""
    sheet = fresh["サマリー"]
    head, column = find(sheet, STATUS[Status.NOT_STARTED].shown("ja"))
    states = Counter(action.status for action in large.record.actions)
    late = [action for action in large.record.actions if action.is_overdue(DAY)]
    told = [sheet.cell(head + 1, column + offset).value for offset in range(7)]
    assert told == [*(states[status] for status in Status), 60, len(late)]
    assert len(late) > 5
    ordered = sorted(late, key=lambda action: action.due or DAY)
    for at, action in enumerate(ordered[:5], start=head + 2):
        assert sheet.cell(at, column - 1).value == action.finding
        assert sheet.cell(at, column + 3).value == action.owner
        assert sheet.cell(at, column + 5).value == dt.datetime.combine(action.due or DAY, dt.time())
        assert sheet.cell(at, column + 6).value == (DAY - (action.due or DAY)).days


@pytest.mark.office
def test_trend_of_the_summary_is_that_of_the_audits(fresh: Workbook, large: Audited) -> None:
    """The trend tells of each audit its decisions and its share that conforms."""
    sheet = fresh["サマリー"]
    row, column = find(sheet, "監査ごとの推移")
    counted = Counter(item.verdict for item in large.assessment.items)
    wanted = [(audit.id, audit.date, audit.counts) for audit in large.record.earlier]
    wanted.append((large.record.audit.id, large.record.audit.started, counted))
    for at, (number, date, counts) in enumerate(wanted, start=row + 2):
        told = [sheet.cell(at, column + offset).value for offset in range(8)]
        assert told[:2] == [number, dt.datetime.combine(date, dt.time())]
        assert told[2:7] == [counts.get(verdict, 0) for verdict in SHOWN]
        judged = sum(counts[verdict] for verdict in SHOWN[:3])
        assert told[7] == pytest.approx(counts[Verdict.CONFORM] / judged)


@pytest.mark.office
def test_late_actions_follow_the_plan_and_the_date(
    large_paths: dict[Language, Path], large: Audited, tmp_path: Path
) -> None:
    """Finishing an action takes it off the list of late ones; a later date adds others."""
    book = openpyxl.load_workbook(large_paths["ja"])
    plan = book["是正処置計画"]
    late = [action for action in large.record.actions if action.is_overdue(DAY)]
    first = min(late, key=lambda action: action.due or DAY)
    area, head, last, bottom = table_area(plan)
    headings = [plan.cell(head, column).value for column in range(area, last + 1)]
    for row in range(head + 1, bottom + 1):
        if plan.cell(row, 1).value == first.finding:
            plan.cell(row, headings.index("状況") + 1).value = STATUS[Status.DONE].shown("ja")
    summary = book["サマリー"]
    row, column = find(summary, "基準日")
    assert summary.cell(row, column + 1).value == dt.datetime.combine(DAY, dt.time())
    later = DAY + dt.timedelta(days=30)
    summary.cell(row, column + 1).value = later
    sheet = recalculated(book, tmp_path / "book")["サマリー"]
    row, column = find(sheet, "▲期限超過")
    wanted = [a for a in large.record.actions if a.is_overdue(later) and a.finding != first.finding]
    assert sheet.cell(row + 1, column).value == len(wanted) > len(late)
    assert first.finding not in [sheet.cell(row + 2 + at, column - 7).value for at in range(5)]


def test_findings_to_look_at_first_are_the_gravest(large_books: dict[Language, Workbook]) -> None:
    """The summary lists findings by severity, then urgency."""
    sheet = large_books["ja"]["サマリー"]
    row, column = find(sheet, "優先して扱う指摘事項と候補")
    listed = [sheet.cell(row + at, column).value for at in range(1, 7)]
    ranks = [word.shown("ja") for word in RANK.values()]
    by_id = {each["番号"]: each for each in rows(large_books["ja"]["指摘事項"])}
    weights = {
        number: (ranks.index(each["重大性"]), ranks.index(each["緊急性"]))
        for number, each in by_id.items()
    }
    assert [weights[number] for number in listed] == sorted(weights.values())[:6]


def test_plan_holds_what_was_answered(
    large_books: dict[Language, Workbook], large: Audited
) -> None:
    """The corrective actions show what the audit recorded of each finding."""
    plan = rows(large_books["ja"]["是正処置計画"])
    for row, action in zip(plan, large.record.actions, strict=True):
        assert row["番号"] == action.finding
        told = (row["回答"], row["原因"], row["是正内容"], row["担当"], row["証拠"] or "")
        assert told == (
            action.response,
            action.cause,
            action.correction,
            action.owner,
            action.proof,
        )
        assert row["状況"] == STATUS[action.status].shown("ja")
        assert (row["完了日"] is None) is (action.completed is None)


def test_late_action_carries_a_mark(large_paths: dict[Language, Path], large: Audited) -> None:
    """The days an action is late are shown with ▲, which black and white print keeps."""
    book = openpyxl.load_workbook(large_paths["ja"], data_only=True)
    plan = book["是正処置計画"]
    for row, action in zip(rows(plan), large.record.actions, strict=True):
        due = action.due or DAY
        assert row["期限超過"] == ((DAY - due).days if action.is_overdue(DAY) else 0)
    row, column = find(plan, "期限超過")
    assert plan.cell(row + 1, column).number_format == '"▲"#,##0"日";;'


@pytest.mark.parametrize("language", BOTH)
def test_every_link_of_a_large_audit_lands(
    large_books: dict[Language, Workbook], language: Language
) -> None:
    """Every link leads to a cell that holds the text of the link, or to the top of a sheet."""
    book, seen = large_books[language], 0
    for sheet in shown_sheets(book):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink):
            name, _, where = cell.hyperlink.location.rpartition("!")
            target = book[name.strip("'")]
            if where != "A1":
                text = re.sub(r" \+\d+$", "", str(cell.value))
                assert text == re.sub(r" \+\d+$", "", str(target[where].value))
            seen += 1
    assert seen > 2_000


def test_findings_lead_to_result_evidence_and_action_and_back(
    large_books: dict[Language, Workbook], large: Audited
) -> None:
    """From a finding links lead to its result, evidence and action, and from each of them back."""
    book = large_books["ja"]
    findings = rows(book["指摘事項"])
    results = {
        (row["チェックリストID"], row["要求事項"]): row for row in rows(book["チェック結果"])
    }
    evidence = {row["番号"]: row for row in rows(book["証跡一覧"])}
    actions = {row["番号"] for row in rows(book["是正処置計画"])}
    for row, finding in zip(findings, large.findings, strict=True):
        checklist, _, number = finding.items[0].partition(":")
        assert row["結果へ"] == number
        back = str(results[checklist, number]["指摘事項"])
        assert back.startswith(finding.id) or " +" in back
        assert row["是正処置へ"] == (finding.id if finding.recorded else None)
        assert not finding.recorded or finding.id in actions
        if row["証跡へ"]:
            back = str(evidence[row["証跡へ"]]["指摘事項へ"])
            assert back.startswith(finding.id) or " +" in back


@pytest.mark.parametrize("language", BOTH)
def test_rules_cover_exactly_the_rows(
    large_books: dict[Language, Workbook], language: Language
) -> None:
    """Every conditional format and every drop-down of a table covers its data rows, no more."""
    book, formats, lists = large_books[language], 0, 0
    for sheet in shown_sheets(book):
        assert not sheet.merged_cells.ranges
        if not sheet.tables:
            continue
        first, head, last, bottom = table_area(sheet)
        for area in sheet.conditional_formatting:
            (found,) = area.sqref.ranges
            assert (found.min_row, found.max_row) == (head + 1, bottom)
            assert first <= found.min_col == found.max_col <= last
            formats += len(area.rules)
        for rule in sheet.data_validations.dataValidation:
            (found,) = rule.sqref.ranges
            assert (found.min_row, found.max_row) == (head + 1, bottom)
            lists += 1
        left, top, right, end = range_boundaries(
            sheet.print_area.rpartition("!")[2].replace("$", "")
        )
        assert (left, top) == (1, 1)
        assert right <= last
        assert end <= bottom
    assert formats > 30
    assert lists == 8


def test_charts_have_texts_and_patterns(large_paths: dict[Language, Path]) -> None:
    """The summary of an audit with forerunners has three charts; each has its text."""
    import zipfile

    with zipfile.ZipFile(large_paths["ja"]) as archive:
        charts = [name for name in archive.namelist() if re.match(r"xl/charts/chart\d+\.xml", name)]
        drawing = archive.read("xl/drawings/drawing1.xml").decode("utf-8")
        patterns = [archive.read(name).count(b"<a:pattFill") for name in charts]
    texts = re.findall(r'descr="([^"]+)"', drawing)
    assert len(charts) == len(texts) == 3
    assert all(re.search(r"\d+-\d+行目", text) for text in texts)
    assert min(patterns) >= 2


@pytest.mark.office
@pytest.mark.parametrize("language", BOTH)
def test_large_summary_prints_on_one_page(
    large_paths: dict[Language, Path], tmp_path: Path, language: Language
) -> None:
    """The cover is page 1, the summary page 2, and the findings begin on page 3."""
    from pypdf import PdfReader

    pages = PdfReader(convert(large_paths[language], "pdf", tmp_path)).pages
    texts = ["".join(page.extract_text().split()) for page in pages[:3]]
    titles = {
        "ja": ("目次", "監査ごとの推移", "改善提案"),
        "en": ("Contents", "Trendoveraudits", "Recommendation"),
    }[language]
    for text, title in zip(texts, titles, strict=True):
        assert title in text
    notes = {"ja": "記載率＝", "en": "Sharestated="}[language]
    assert notes in texts[1]


def test_audit_without_forerunners_has_no_trend(audited: Audited, tmp_path: Path) -> None:
    """A first audit tells no trend: there is nothing to compare it with."""
    assert audited.record.earlier == ()
    sheet = openpyxl.load_workbook(write_audit(audited, tmp_path / "r.xlsx"))["サマリー"]
    texts = {cell.value for row in sheet.iter_rows() for cell in row}
    assert "監査ごとの推移" not in texts
    assert "是正処置の状況（基準日現在）" in texts
