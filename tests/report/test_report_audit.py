"""What the workbook of an audit tells of decisions, evidence, findings and signatures."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from audit_sample import DAY, DEPARTMENT, FIRST, SECOND, Audited, begin, few, reported, write_audit
from openpyxl.utils import range_boundaries
from openpyxl.workbook import Workbook
from report_reading import find, rows, shown_sheets, table_area

from auditkit.audits import audit_record, sign
from auditkit.models import Grade, Language, Quote, Role, Signature, Verdict
from auditkit.report._audit_words import AUDIT_LABELS, AUDIT_NOTES, FIELDS, SUBJECTS
from auditkit.report._headings import SHEETS
from auditkit.report._words import GRADE, ROLE, SOURCE, VERDICT

JAPANESE = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def test_same_audit_gives_the_same_bytes(
    audited: Audited, audit_paths: dict[Language, Path], tmp_path: Path
) -> None:
    """Writing the same audit again gives the same file, byte for byte."""
    again = write_audit(audited, tmp_path / "again.xlsx")
    assert again.read_bytes() == audit_paths["ja"].read_bytes()


def test_every_requirement_shows_its_decision(audit_book: Workbook, audited: Audited) -> None:
    """Every requirement is one row, with decision, grade, reason and fact as they were decided."""
    found = rows(audit_book["チェック結果"])
    assert len(found) == len(audited.assessment.items)
    for row, item in zip(found, audited.assessment.items, strict=True):
        decision = audited.papers.decision(item.key)
        assert row["要求事項"] == item.requirement.id
        assert row["判定"] == VERDICT[decision.verdict].shown("ja")
        assert row["区分"] == (GRADE[decision.grade].shown("ja") if decision.grade else None)
        assert row["判定理由"] == (decision.reason or None)
        assert row["確認した事実"] == (decision.fact or None)
        assert (row["記載なしの確認"] == "確認済み") is decision.nothing_found
        assert bool(row["判定者"]) is (decision.verdict is not Verdict.OPEN)


def test_decision_is_dated_in_japan(audit_book: Workbook, audited: Audited) -> None:
    """A decision made after 15:00 UTC bears the next day's date."""
    decided = [e for e in audited.record.journal if "verdict" in e.changes]
    late = next(entry for entry in decided if entry.at.hour >= 15)
    row = _row_of(audit_book, late.subject.removeprefix("item:"))
    assert late.at.date() == dt.date(2026, 11, 20)
    assert row["判定日"] == dt.datetime(2026, 11, 21)


def test_who_decided_is_not_who_wrote_last(audit_book: Workbook, audited: Audited) -> None:
    """Recording a finding on what another auditor decided does not make it one's own decision."""
    decided = {e.subject: e.who for e in audited.record.journal if "verdict" in e.changes}
    subject = next(
        entry.subject
        for entry in audited.record.journal
        if "finding" in entry.changes and decided.get(entry.subject) not in (None, entry.who)
    )
    key = subject.removeprefix("item:")
    assert audited.papers.decision(key).who == FIRST
    assert _row_of(audit_book, key)["判定者"] == decided[subject] == SECOND


def test_evidence_of_auditors_is_conserved(audit_book: Workbook, audited: Audited) -> None:
    """Every quote and internal record is one row, in full, after all that the tool found."""
    decisions = [item.decision for item in audited.assessment.items if item.decision]
    quotes = {quote for decision in decisions for quote in decision.quotes}
    internal = {piece for decision in decisions for piece in decision.internal}
    listed = rows(audit_book["証跡一覧"])
    kinds = Counter(row["種別"] for row in listed)
    results = audited.assessment.criteria
    assert kinds["証跡"] == sum(len(result.evidence) for result in results)
    assert kinds["参考箇所"] == sum(len(result.nearest) for result in results)
    taken = [row for row in listed if row["種別"] == "監査員が採用"]
    assert {
        (r["箇所・版"], r["引用・記録の内容"], r["開始位置"], r["終了位置"]) for r in taken
    } == {(quote.locator, quote.quote, quote.start, quote.end) for quote in quotes}
    assert len(taken) == len(quotes)
    kept = [row for row in listed if row["種別"].startswith("内部証跡")]
    assert {(row["種別"], row["文書・内部証跡"], row["応対者の役割"]) for row in kept} == {
        (f"内部証跡・{SOURCE[p.source].shown('ja')}", p.name, p.role or None) for p in internal
    }
    assert len(kept) == len(internal)
    assert all(row["記録者"] in (FIRST, SECOND) and row["記録日"] for row in (*taken, *kept))
    assert [row["番号"] for row in listed] == [f"E-{n:04d}" for n in range(1, len(listed) + 1)]


def test_result_names_each_piece_of_its_evidence(audit_book: Workbook, audited: Audited) -> None:
    """Beside a decision stand the numbers of all its evidence, under which it is found in full."""
    listed = {row["番号"]: row for row in rows(audit_book["証跡一覧"])}
    seen = 0
    for row, item in zip(rows(audit_book["チェック結果"]), audited.assessment.items, strict=True):
        assert item.decision is not None
        for column, pieces in (
            ("採用した証跡", item.decision.quotes),
            ("内部証跡の記録", item.decision.internal),
        ):
            numbers = re.findall(r"^E-\d{4}", row[column] or "", re.MULTILINE)
            told = [(listed[n]["引用・記録の内容"], listed[n]["文書・内部証跡"]) for n in numbers]
            assert told == [
                (p.quote, p.document) if isinstance(p, Quote) else (p.note or None, p.name)
                for p in pieces
            ]
            seen += len(numbers)
    assert seen > 20


def test_findings_are_recorded_or_candidates(audit_book: Workbook, audited: Audited) -> None:
    """A recorded finding shows its grade, cause, owner and due date; a candidate is called one."""
    shown = rows(audit_book["指摘事項"])
    assert [row["番号"] for row in shown] == [finding.id for finding in audited.findings]
    for row, finding in zip(shown, audited.findings, strict=True):
        assert row["状態"] == ("確定" if finding.recorded else "候補")
        assert row["番号"].startswith("F-" if finding.recorded else "C-")
        assert row["区分"] == (GRADE[finding.grade].shown("ja") if finding.grade else None)
        assert row["原因"] == (finding.cause.ja if finding.cause else None)
        assert row["担当"] == (finding.owner or None)
        assert (row["期限"] is None) is (finding.due is None)
    states = Counter(row["状態"] for row in shown)
    assert states["確定"] == len(audited.papers.findings()) > 5
    assert states["候補"] > 5


def test_recorded_finding_quotes_no_passage_nobody_took(audit_book: Workbook) -> None:
    """A finding that rests on the absence of a statement says so, and quotes nothing else."""
    recorded = [row for row in rows(audit_book["指摘事項"]) if row["状態"] == "確定"]
    assert {row["引用"] for row in recorded} == {"（記載がないことを確認）"}
    assert {row["記載箇所"] for row in recorded} == {None}


def test_only_recorded_findings_are_acted_on(audit_book: Workbook, audited: Audited) -> None:
    """The corrective actions list the recorded findings alone, with owner and due date."""
    actions = rows(audit_book["是正処置計画"])
    wanted = [finding for finding in audited.findings if finding.recorded]
    assert [row["番号"] for row in actions] == [finding.id for finding in wanted]
    assert {row["担当"] for row in actions} == {"Yamada, General affairs"}
    assert {row["期限"] for row in actions} == {dt.datetime(2027, 1, 31)}
    assert {row["状況"] for row in actions} == {"①未着手"}


def test_finding_shows_what_the_auditor_took(tmp_path: Path) -> None:
    """Place, quote and link of a recorded finding are those of the evidence that was taken."""
    assessment, candidates = few(12)
    papers = begin(tmp_path, assessment, candidates)
    item = next(item for item in papers.items if item.evidence)
    document = assessment.documents.documents[0]
    passage = [passage for passage in document.passages if passage.assessed][-1]
    quote = papers.take(item.key, document.path, passage.start, passage.end)
    papers.decide(item.key, verdict=Verdict.PARTIAL, grade=Grade.MINOR, fact="Not enough.")
    papers.record_finding(item.key)
    book = openpyxl.load_workbook(write_audit(reported(papers, candidates), tmp_path / "r.xlsx"))
    finding = rows(book["指摘事項"])[0]
    evidence = {row["番号"]: row for row in rows(book["証跡一覧"])}[finding["証跡へ"]]
    assert evidence["種別"] == "監査員が採用"
    assert evidence["引用・記録の内容"] == quote.quote
    assert finding["記載箇所"] == f"{document.path} {quote.locator}"


def test_cover_tells_the_audit(audit_book: Workbook) -> None:
    """The cover names the audit, its scope, department, auditors, date, forerunner and state."""
    sheet = audit_book["表紙"]
    facts = {row[0].value: row[1].value for row in sheet.iter_rows()}
    assert facts["監査番号"] == "A-2026-001"
    assert facts["監査の進み"] == "進行中"
    assert facts["監査日"] == dt.datetime(2026, 11, 20)
    assert facts["被監査部門"] == "Server division"
    assert facts["監査範囲"] == "All handling of personal data"
    assert facts["監査員"] == f"{FIRST}（{DEPARTMENT}）、{SECOND}（{DEPARTMENT}）"
    assert facts["前回の監査"] == "A-2025-001"
    assert facts["版"] == "第1版（案）"


def test_signed_audit_shows_its_signatures(tmp_path: Path) -> None:
    """Each signature stands in its box with name, date and what it covers; nothing is to fill."""
    assessment, candidates = few(2)
    papers = begin(tmp_path, assessment, candidates)
    for item in papers.items:
        papers.decide(item.key, verdict=Verdict.NOT_APPLICABLE, reason="No such handling.")
    sign(papers, Role.AUDITOR, FIRST, DEPARTMENT, DAY)
    sign(papers, Role.LEAD, "Jiro Sekinin", "Quality office", DAY)
    made = reported(papers, ())
    book = openpyxl.load_workbook(write_audit(made, tmp_path / "r.xlsx"))
    cover = book["表紙"]
    for title, name, signature in (
        ("作成", FIRST, made.record.signatures[0]),
        ("確認", "Jiro Sekinin", made.record.signatures[1]),
    ):
        row, column = find(cover, title)
        assert cover.cell(row + 2, column).value == name
        assert cover.cell(row + 3, column).value == dt.datetime(2026, 11, 20)
        covered = f"記録{signature.entry}まで　{signature.hash[:8]}"
        assert cover.cell(row + 4, column).value == covered
    row, column = find(cover, "承認")
    assert [cover.cell(row + offset, column).value for offset in (1, 2, 4)] == [None] * 3
    assert find(cover, "署名済み（監査員、監査責任者）")
    assert rows(book["指摘事項"])[0]["件名"] == "指摘事項も候補もありません。"
    assert rows(book["是正処置計画"])[0]["件名"] == "記録した指摘事項はありません。"
    sheet = book["チェック結果"]
    assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)
    log = rows(book["監査記録"])[-1]
    assert log["区別"] == "署名"
    assert "Jiro Sekinin（Quality office） 2026-11-20" in log["変更後・値"]


def test_approved_report_is_no_draft(audited: Audited, tmp_path: Path) -> None:
    """Once the representative has signed, the report is the first version and no longer a draft."""
    last = audited.record.journal[-1]
    signed = Signature(Role.REPRESENTATIVE, "Ichiro", "Board", DAY, last.number, last.hash)
    made = replace(audited, record=replace(audited.record, signatures=(signed,)))
    cover = openpyxl.load_workbook(write_audit(made, tmp_path / "r.xlsx"))["表紙"]
    assert find(cover, "第1版")
    row, column = find(cover, "承認")
    assert cover.cell(row + 2, column).value == "Ichiro"


def test_summary_counts_the_decisions(audit_paths: dict[Language, Path], audited: Audited) -> None:
    """Decisions and grades are counted by live formulas, and add up to all requirements."""
    live = openpyxl.load_workbook(audit_paths["ja"])["サマリー"]
    known = openpyxl.load_workbook(audit_paths["ja"], data_only=True)["サマリー"]
    head, column = find(live, VERDICT[Verdict.CONFORM].shown("ja"))
    last = head + 1 + len(audited.assessment.checklists)
    counts = Counter(item.verdict for item in audited.assessment.items)
    told = [known.cell(last, column + offset).value for offset in range(6)]
    assert told == [*(counts[verdict] for verdict in Verdict), len(audited.assessment.items)]
    assert all(live.cell(last, column + offset).data_type == "f" for offset in range(6))
    grades = Counter(item.decision.grade for item in audited.assessment.items if item.decision)
    for grade in Grade:
        row, at = find(live, GRADE[grade].shown("ja"))
        assert known.cell(row, at + 2).value == grades[grade]
        assert live.cell(row, at + 2).data_type == "f"
    recorded = len(audited.papers.findings())
    assert find(known, f"確定 {recorded} 件 ／ 候補 {len(audited.findings) - recorded} 件")


def test_figures_of_the_summary_are_formulas(audit_books: dict[Language, Workbook]) -> None:
    """No figure in the summary of an audit is a number typed in."""
    for name, book in (("サマリー", audit_books["ja"]), ("Summary", audit_books["en"])):
        typed = [c for row in book[name].iter_rows() for c in row if c.data_type == "n"]
        assert [cell.coordinate for cell in typed if cell.value is not None] == []


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_link_lands_on_what_it_names(
    audit_books: dict[Language, Workbook], language: Language
) -> None:
    """Every link leads to a cell that holds the text of the link, or to the top of a sheet."""
    book, seen = audit_books[language], 0
    for sheet in book.worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.hyperlink):
            name, _, where = cell.hyperlink.location.rpartition("!")
            if where != "A1":
                target = str(book[name.strip("'")][where].value)
                assert re.sub(r" \+\d+$", "", str(cell.value)) == re.sub(r" \+\d+$", "", target)
            seen += 1
    assert seen > 500


@pytest.mark.parametrize("language", ["ja", "en"])
def test_tables_stay_sound(audit_books: dict[Language, Workbook], language: Language) -> None:
    """Headings are unique, nothing is merged, drop-downs cover the data and hold its words."""
    seen = 0
    for sheet in shown_sheets(audit_books[language])[2:]:
        assert not sheet.merged_cells.ranges
        first, head, last, bottom = table_area(sheet)
        headings = [str(sheet.cell(head, c).value).lower() for c in range(first, last + 1)]
        assert len(set(headings)) == len(headings)
        _, _, printed, _ = range_boundaries(sheet.print_area.rpartition("!")[2].replace("$", ""))
        assert printed <= last
        for rule in sheet.data_validations.dataValidation:
            (area,) = rule.sqref.ranges
            assert (area.min_row, area.max_row) == (head + 1, bottom)
            if rule.type == "list":
                offered = {*rule.formula1.strip('"').split(","), None}
                cells = [sheet.cell(r, area.min_col).value for r in range(head + 1, bottom + 1)]
                assert set(cells) <= offered
            seen += 1
    assert seen == 2 + 4 + 2


def test_legend_explains_the_words_of_an_audit(audit_book: Workbook) -> None:
    """Grades, sources of internal evidence, signers and the new terms are in the legend."""
    marks = {row["記号・用語"] for row in rows(audit_book["凡例"])}
    words = [*GRADE.values(), *SOURCE.values(), *ROLE.values()]
    assert {word.shown("ja") for word in words} <= marks
    assert {"確定・候補", "採用した証跡", "記載なしの確認", "判定者・判定日"} <= marks


def test_english_workbook_is_all_english(
    audit_books: dict[Language, Workbook], audited: Audited
) -> None:
    """The English workbook of an audit shows Japanese only where it quotes the provider."""
    held, provider = audited.assessment.documents, audited.assessment.provider
    own = [provider.name, provider.kind, provider.contact]
    own += [item.requirement.id for item in audited.assessment.items]
    for document in held.documents:
        own += [document.path, document.title, *(p.locator for p in document.passages)]
        own += [" › ".join(passage.headings) for passage in document.passages]
    # what an auditor recorded is shown as written; this audit was kept in Japanese
    own += [text for f in audited.papers.findings() for text in (f.title, f.recommendation)]
    own.sort(key=len, reverse=True)
    text_of_all = "".join("".join(document.text.split()) for document in held.documents)
    left = []
    for sheet in shown_sheets(audit_books["en"]):
        texts = [sheet.title]
        texts += [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        for text in texts:
            shown = text
            for words in own:
                shown = shown.replace(words, "") if words else shown
            for run in re.findall(r"[^\x00-\x7f“”…]+(?:[^“”…\n]*[^\x00-\x7f“”…]+)?", shown):
                if JAPANESE.search(run) and "".join(run.split()) not in text_of_all:
                    left.append((sheet.title, run, text))
    assert left == []


def test_words_of_an_audit_agree_between_languages() -> None:
    """Labels have the same places in both languages, and no wording is empty."""
    tables = (AUDIT_LABELS, AUDIT_NOTES, FIELDS, SUBJECTS)
    for text in (text for table in tables for text in table.values()):
        assert text.ja.strip()
        assert text.en.strip()
        assert not JAPANESE.search(text.en)
        assert set(re.findall(r"\{\w+\}", text.ja)) == set(re.findall(r"\{\w+\}", text.en))
    assert set(AUDIT_NOTES) <= set(SHEETS)


def test_audit_without_any_decision_is_reported(tmp_path: Path) -> None:
    """An audit that has only begun gives a whole workbook, with everything still open."""
    assessment, candidates = few(3)
    papers = begin(tmp_path, assessment, candidates)
    made = reported(papers, candidates)
    assert made.record == audit_record(papers)
    book = openpyxl.load_workbook(write_audit(made, tmp_path / "r.xlsx"))
    assert {row["判定"] for row in rows(book["チェック結果"])} == {"未確認"}
    assert {row["判定者"] for row in rows(book["チェック結果"])} == {None}


def _row_of(book: Workbook, key: str) -> dict[str, object]:
    checklist, _, number = key.partition(":")
    (row,) = [
        row
        for row in rows(book["チェック結果"])
        if (row["チェックリストID"], row["要求事項"]) == (checklist, number)
    ]
    return row
