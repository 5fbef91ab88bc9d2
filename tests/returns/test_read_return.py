"""What people do to a workbook besides filling it in."""

from __future__ import annotations

import datetime as dt
import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

from auditkit.audits import WeighedReturn, open_audit, record_return, weigh_return
from auditkit.errors import AuditkitError, ConflictError
from auditkit.models import Effectiveness, ReturnRefusal, RunInfo, Status, Text, Verdict
from auditkit.report import write_report
from auditkit.report._origin import cell_text, kept_text, shown_text
from auditkit.report._theme import ExtraColumn, ExtraColumns, Theme
from auditkit.returns import read_return
from auditkit.store import SIGNOFF
from tests.returns.handed_out import (
    AUDIT,
    AUDITOR,
    DAY,
    OTHER,
    Filled,
    Handed,
    assessed,
    few,
    hand_out,
    make,
    resave,
    title,
)

FIRST, SECOND, THIRD = "F-2026-001", "F-2026-002", "F-2026-003"
ITEM = "appi@2023-04-01:17-2"


def _told(refusal: ReturnRefusal) -> tuple[str, str, str]:
    return refusal.where.sheet, refusal.where.cell, refusal.reason


def _only(weighed: WeighedReturn) -> dict[str, str]:
    assert weighed.refused == ()
    return {f"{c.where.row} {c.field}": c.value for c in weighed.accepted}


def test_nothing_was_changed(small: Handed) -> None:
    """A workbook as it was handed out brings nothing, in either language."""
    for language in ("ja", "en"):
        weighed = small.weigh(small.book(language))
        assert (weighed.accepted, weighed.refused, weighed.notes, weighed.recorded) == (
            (),
            (),
            (),
            0,
        )


def test_a_change_is_told_whole(small: Handed, tmp_path: Path) -> None:
    """Sheet, cell, row, field, old and new are told, in the words of the workbook."""
    filled = Filled(small.book())
    due = filled.put("actions", SECOND, "due", "2026年9月30日")
    status = filled.put("actions", SECOND, "status", "完了")
    filled.put("actions", SECOND, "response", "規程を改定した。")
    changes = read_return(filled.save(tmp_path / "x.xlsx")).changes
    told = {change.field: change.where for change in changes}
    assert {where.row for where in told.values()} == {SECOND}
    assert (told["due"].sheet, told["due"].cell) == ("是正処置計画", due)
    assert (told["due"].old, told["due"].new) == ("2026-07-01", "2026-09-30")
    assert (told["status"].cell, told["status"].field) == (status, "状況")
    assert (told["status"].old, told["status"].new) == ("①未着手", "③完了")
    assert (told["response"].old, told["response"].new) == ("", "規程を改定した。")


def test_answers_stand_in_the_record(small: Handed, tmp_path: Path) -> None:
    """What is recorded is what the form would have recorded, under the name of who imports."""
    filled = Filled(small.book("en"), "en")
    filled.put("actions", FIRST, "response", "Agreed")
    filled.put("actions", FIRST, "status", "Done")
    filled.put("actions", FIRST, "completed", dt.datetime(2026, 6, 1))
    filled.put("actions", FIRST, "effectiveness", "Effective")
    filled.put("results", ITEM, "verdict", "○ Conforming")
    filled.put("results", ITEM, "verdict_reason", "Seen in the register")
    path = filled.save(tmp_path / "x.xlsx")
    with small.store() as store:
        weighed = weigh_return(store, read_return(path))
        record_return(store, weighed, AUDITOR)
        papers = open_audit(store, AUDIT, few(8), who=AUDITOR, today=lambda: DAY)
        action, decision = papers.action(FIRST), papers.decision(ITEM)
        assert (action.response, action.status, action.owner) == (
            "Agreed",
            Status.DONE,
            "総務部 山田",
        )
        assert (action.completed, action.due) == (dt.date(2026, 6, 1), dt.date(2026, 6, 30))
        assert action.effectiveness is Effectiveness.EFFECTIVE
        assert (decision.verdict, decision.who) == (Verdict.CONFORM, AUDITOR)
        assert decision.reason == "Seen in the register"
        entry = store.head(AUDIT)
        assert (entry.who, store.verify()) == (AUDITOR, ())


def test_a_decision_is_bound_to_what_was_asked(small: Handed, tmp_path: Path) -> None:
    """A decision from a workbook holds the requirement's fingerprint, as one made in the form."""
    item = few(8).items[-1].key
    filled = Filled(small.book())
    filled.put("results", item, "verdict", "○適合")
    with small.store() as store:
        assert store.state(AUDIT, f"item:{item}").version == 0
        weighed = weigh_return(store, read_return(filled.save(tmp_path / "x.xlsx")))
        record_return(store, weighed, AUDITOR)
        papers = open_audit(store, AUDIT, few(8), who=AUDITOR, today=lambda: DAY)
        basis = papers.decision(item).basis
        papers.decide(item, verdict=Verdict.NONCONFORM)
        assert basis == papers.decision(item).basis != ""


def test_emptied_cells(small: Handed, tmp_path: Path) -> None:
    """An emptied text or date is recorded as empty, and stays so at the second import."""
    filled = Filled(small.book())
    for column in ("owner", "due"):
        filled.put("actions", FIRST, column, None)
    path = filled.save(tmp_path / "x.xlsx")
    with small.store() as store:
        weighed = weigh_return(store, read_return(path))
        assert _only(weighed) == {f"{FIRST} owner": "", f"{FIRST} due": ""}
        record_return(store, weighed, AUDITOR)
        papers = open_audit(store, AUDIT, few(8), who=AUDITOR, today=lambda: DAY)
        assert (papers.action(FIRST).owner, papers.action(FIRST).due) == ("", None)
        again = weigh_return(store, read_return(path))
        assert (again.accepted, again.recorded) == ((), 2)


def test_rows_and_columns_may_be_moved(small: Handed, tmp_path: Path) -> None:
    """Sorting rows, moving columns, and putting lines above or beside, loses no change."""
    filled = Filled(small.book())
    filled.put("actions", THIRD, "response", "三")
    filled.put("actions", FIRST, "response", "一")
    sheet = filled.sheet("actions")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    order = list(range(len(rows[0])))
    random.Random(1).shuffle(order)
    sheet.delete_rows(1, sheet.max_row)
    for _ in range(7):
        sheet.append(["社内回覧用"])
    for row in [rows[0], *rows[:0:-1]]:
        sheet.append(["メモ", *(row[at] for at in order)])
    weighed = small.weigh(filled.save(tmp_path / "x.xlsx"))
    assert _only(weighed) == {f"{FIRST} response": "一", f"{THIRD} response": "三"}
    assert weighed.accepted[0].where.cell.endswith("9")


def test_hidden_rows_count(small: Handed, tmp_path: Path) -> None:
    """A row that a filter hides is read like any other."""
    filled = Filled(small.book())
    cell = filled.cell("actions", SECOND, "proof")
    cell.value = "議事録"
    filled.sheet("actions").row_dimensions[cell.row].hidden = True
    weighed = small.weigh(filled.save(tmp_path / "x.xlsx"))
    assert _only(weighed) == {f"{SECOND} proof": "議事録"}


def test_what_was_put_in_is_told(small: Handed, tmp_path: Path) -> None:
    """Sheets and columns that were added are left alone, and that is said."""
    filled = Filled(small.book())
    filled.book.create_sheet("社内メモ")["A1"] = "あとで"
    sheet = filled.sheet("actions")
    sheet.cell(4, 20).value = "部長の意見"
    sheet.cell(5, 20).value = "賛成"
    sheet.cell(5, 22).value = "見出しなし"
    weighed = small.weigh(filled.save(tmp_path / "x.xlsx"))
    assert (weighed.accepted, weighed.refused) == ((), ())
    assert weighed.notes == (
        "シート「是正処置計画」に追加された列（部長の意見、V4）は読みません。",
        "追加されたシート（社内メモ）は読みません。",
    )


def test_what_was_taken_out_is_told_and_changes_nothing(small: Handed, tmp_path: Path) -> None:
    """Deleted rows, columns and sheets leave the records as they are."""
    filled = Filled(small.book())
    filled.put("actions", FIRST, "response", "残る")
    del filled.book[title("evidence")]
    sheet = filled.sheet("actions")
    sheet.delete_rows(filled.places("actions")[0][SECOND])
    sheet.delete_cols(filled.places("actions")[1]["証拠"])
    weighed = small.weigh(filled.save(tmp_path / "x.xlsx"))
    assert _only(weighed) == {f"{FIRST} response": "残る"}
    assert weighed.notes == (
        "シート「是正処置計画」に列がありません：証拠。その内容は変えません。",
        "シート「是正処置計画」から1行が削除されています（F-2026-002）。記録は変えません。",
        "シート「証跡一覧」がありません。その内容は変えません。",
    )


def test_rows_nobody_handed_out(small: Handed, tmp_path: Path) -> None:
    """A row with a new number, or with none, is refused with its cell."""
    filled = Filled(small.book())
    sheet = filled.sheet("actions")
    columns = filled.places("actions")[1]
    sheet.cell(8, columns["番号"]).value = "F-2026-004"
    sheet.cell(8, columns["回答"]).value = "新しい"
    sheet.cell(9, columns["回答"]).value = "番号なし"
    filled.put("actions", SECOND, "finding_id", "C-2026-001")
    weighed = small.weigh(filled.save(tmp_path / "x.xlsx"))
    assert weighed.accepted == ()
    assert [refusal.where.cell for refusal in weighed.refused] == ["A6", "A8", "A9"]
    assert [refusal.where.new for refusal in weighed.refused] == ["C-2026-001", "F-2026-004", ""]
    assert all("書き出したブックにない行" in refusal.reason for refusal in weighed.refused)


def test_rows_that_stand_there_twice(small: Handed, tmp_path: Path) -> None:
    """Of two rows with one number neither is taken, even if they say the same."""
    filled = Filled(small.book())
    filled.put("actions", SECOND, "response", "二")
    filled.put("actions", FIRST, "finding_id", SECOND)
    weighed = small.weigh(filled.save(tmp_path / "x.xlsx"))
    assert weighed.accepted == ()
    assert [refusal.where.cell for refusal in weighed.refused] == ["A5", "A6"]
    assert all("複数あります" in refusal.reason for refusal in weighed.refused)


def test_headings_that_were_changed(small: Handed, tmp_path: Path) -> None:
    """Without its headings, or with one of them twice, a sheet is not read, and that is an error."""
    for value, word in ((None, "見出しの行"), ("担当", "「担当」が複数")):
        filled = Filled(small.book())
        filled.put("actions", FIRST, "response", "一")
        sheet, columns = filled.sheet("actions"), filled.places("actions")[1]
        sheet.cell(4, columns["証拠"]).value = value
        if value is None:
            sheet.cell(4, columns["番号"]).value = "No."
        weighed = small.weigh(filled.save(tmp_path / "x.xlsx"))
        assert weighed.accepted == ()
        (refusal,) = weighed.refused
        assert refusal.where.sheet == "是正処置計画"
        assert word in refusal.reason


def test_sheets_that_are_not_taken_back(small: Handed, tmp_path: Path) -> None:
    """A row of the evidence, the record or the legend that was changed is told by its place."""
    filled = Filled(small.book())
    for table in ("evidence", "log", "legend", "documents"):
        sheet = filled.sheet(table)
        sheet.cell(6 if table != "documents" else 5, 3).value = "書き換え"
    weighed = small.weigh(filled.save(tmp_path / "x.xlsx"))
    assert weighed.accepted == ()
    sheets = [title(table) for table in ("evidence", "documents", "log", "legend")]
    assert [refusal.where.sheet for refusal in weighed.refused] == sheets
    assert all("何も取り込みません" in refusal.reason for refusal in weighed.refused)
    assert len(weighed.notes) == len(sheets)


def test_columns_of_the_form(small: Handed, tmp_path: Path) -> None:
    """Cells that are filled in but recorded in the form alone are refused, not dropped."""
    filled = Filled(small.book())
    cells = {
        ("指摘事項", filled.put("findings", FIRST, "finding_cause", "別の原因")),
        ("指摘事項", filled.put("findings", FIRST, "severity", "★★☆中")),
        ("チェック結果", filled.put("results", ITEM, "fact", "別の事実")),
    }
    weighed = small.weigh(filled.save(tmp_path / "x.xlsx"))
    assert weighed.accepted == ()
    assert {(r.where.sheet, r.where.cell) for r in weighed.refused} == cells
    assert all("監査フォーム" in refusal.reason for refusal in weighed.refused)


def test_formulas_of_the_workbook(small: Handed, tmp_path: Path) -> None:
    """A formula of ours may be calculated or frozen to its value; another value is a change."""
    filled = Filled(small.book())
    shown = openpyxl.load_workbook(small.book(), data_only=True)["是正処置計画"]
    cell = filled.cell("actions", FIRST, "severity")
    filled.put("actions", FIRST, "severity", shown[cell.coordinate].value)
    assert small.weigh(filled.save(tmp_path / "x.xlsx")).refused == ()
    filled.put("actions", FIRST, "severity", "★★★★")
    (refusal,) = small.weigh(filled.save(tmp_path / "x.xlsx")).refused
    assert _told(refusal)[:2] == ("是正処置計画", cell.coordinate)


def test_conflicts_name_who_changed_what(small: Handed, tmp_path: Path) -> None:
    """A row that somebody else changed since is refused whole, with who, what and when."""
    filled = Filled(small.book())
    cell = filled.put("actions", FIRST, "proof", "議事録")
    filled.put("actions", SECOND, "proof", "写真")
    path = filled.save(tmp_path / "x.xlsx")
    with small.store() as store:
        store.record(AUDIT, f"action:{FIRST}", {"response": "別"}, who=OTHER, seen=0)
        day = store.head(AUDIT).at.date()
    weighed = small.weigh(path)
    assert [change.where.row for change in weighed.accepted] == [SECOND]
    (refusal,) = weighed.refused
    assert refusal.where.cell == cell
    assert f"{OTHER}さんがこの行を変更しました（回答、{day}）" in refusal.reason


def test_a_finding_that_was_reworded(small: Handed, tmp_path: Path) -> None:
    """An answer to a finding that reads otherwise by now is refused: it answers another text."""
    filled = Filled(small.book())
    filled.put("actions", FIRST, "proof", "議事録")
    path = filled.save(tmp_path / "x.xlsx")
    with small.store() as store:
        papers = open_audit(store, AUDIT, few(8), who=OTHER, today=lambda: DAY)
        papers.record_finding((), FIRST, recommendation="別の提案")
    (refusal,) = small.weigh(path).refused
    assert f"{OTHER}さんがこの行を変更しました（改善提案、" in refusal.reason


def test_a_withdrawn_finding(small: Handed, tmp_path: Path) -> None:
    """An answer to a finding that was withdrawn belongs nowhere."""
    filled = Filled(small.book())
    filled.put("actions", FIRST, "proof", "議事録")
    path = filled.save(tmp_path / "x.xlsx")
    with small.store() as store:
        papers = open_audit(store, AUDIT, few(8), who=OTHER, today=lambda: DAY)
        papers.withdraw_finding(FIRST)
    (refusal,) = small.weigh(path).refused
    assert "取り下げられています" in refusal.reason


def test_signed_audits_take_answers_and_no_decisions(small: Handed, tmp_path: Path) -> None:
    """After the signature decisions are refused, and corrective actions still recorded."""
    filled = Filled(small.book())
    cell = filled.put("results", ITEM, "verdict", "○適合")
    filled.put("actions", FIRST, "response", "対応した。")
    path = filled.save(tmp_path / "x.xlsx")
    with small.store() as store:
        store.record(AUDIT, SIGNOFF, {"frozen": True}, who=AUDITOR, seen=0)
        weighed = weigh_return(store, read_return(path))
        assert [(r.where.cell, "署名済み" in r.reason) for r in weighed.refused] == [(cell, True)]
        record_return(store, weighed, AUDITOR)
        assert store.state(AUDIT, f"action:{FIRST}").fields == {"response": "対応した。"}


def test_nothing_is_written_when_somebody_was_faster(small: Handed, tmp_path: Path) -> None:
    """Between reading and recording nothing may move; then nothing at all is recorded."""
    filled = Filled(small.book())
    filled.put("actions", FIRST, "proof", "一")
    filled.put("actions", SECOND, "proof", "二")
    with small.store() as store:
        weighed = weigh_return(store, read_return(filled.save(tmp_path / "x.xlsx")))
        store.record(AUDIT, f"action:{SECOND}", {"response": "別"}, who=OTHER, seen=0)
        with pytest.raises(ConflictError):
            record_return(store, weighed, AUDITOR)
        assert store.state(AUDIT, f"action:{FIRST}").version == 0


def test_a_name_is_needed(small: Handed) -> None:
    """Nothing is recorded for nobody."""
    with small.store() as store, pytest.raises(AuditkitError, match="氏名"):
        record_return(store, weigh_return(store, read_return(small.book())), " ")


def test_an_audit_without_findings(tmp_path: Path) -> None:
    """The sentence in an empty table is no row."""
    handed = make(tmp_path / "empty", 4, 0)
    for language in ("ja", "en"):
        weighed = handed.weigh(handed.book(language))
        assert (weighed.accepted, weighed.refused, weighed.notes) == ((), (), ())


def test_texts_that_go_on_in_a_further_column(small: Handed, tmp_path: Path) -> None:
    """What no cell can hold is not taken back in part; the other cells of the row are."""
    with small.store() as store:
        papers = open_audit(store, AUDIT, few(8), who=AUDITOR, today=lambda: DAY)
        papers.decide(ITEM, verdict=Verdict.CONFORM, reason="長" * 40_000)
        path = hand_out(papers, tmp_path / "long.xlsx")
    assert small.weigh(path).refused == ()
    filled = Filled(path)
    cell = filled.put("results", ITEM, "verdict_reason", "短い")
    filled.put("results", ITEM, "verdict", "－対象外")
    weighed = small.weigh(filled.save(tmp_path / "x.xlsx"))
    assert [change.value for change in weighed.accepted] == ["not_applicable"]
    (refusal,) = weighed.refused
    assert (refusal.where.cell, "次の列に続く" in refusal.reason) == (cell, True)


def test_hostile_words_come_through(small: Handed, tmp_path: Path) -> None:
    """Texts that look like formulas, markup or escapes are recorded letter by letter."""
    texts = ("=cmd|' /C calc'!A0", "+81-3", "@x", "</si>&amp;", "_x0041_", "🙂\u3000〓", '{"a":1}')
    for text in texts:
        filled = Filled(small.book())
        filled.put("actions", FIRST, "response", text)
        path = filled.save(tmp_path / "x.xlsx")
        assert _only(small.weigh(path)) == {f"{FIRST} response": text}


def test_the_next_round(small: Handed, tmp_path: Path) -> None:
    """A workbook that is exported anew shows what was recorded, and tells it as the old value."""
    filled = Filled(small.book())
    filled.put("actions", FIRST, "response", "承知した")
    filled.put("actions", FIRST, "completed", "令和8年5月8日")
    with small.store() as store:
        answers = read_return(filled.save(tmp_path / "1.xlsx"))
        record_return(store, weigh_return(store, answers), AUDITOR)
        papers = open_audit(store, AUDIT, few(8), who=AUDITOR, today=lambda: DAY)
        again = hand_out(papers, tmp_path / "2.xlsx")
    weighed = small.weigh(again)
    assert (weighed.accepted, weighed.refused, weighed.recorded) == ((), (), 0)
    filled = Filled(again)
    filled.put("actions", FIRST, "response", "実施した")
    filled.put("actions", FIRST, "completed", None)
    told = [(c.where.old, c.value) for c in small.weigh(filled.save(again)).accepted]
    assert told == [("承知した", "実施した"), ("2026-05-08", "")]


_THEME = Theme(
    era=True,
    columns=ExtraColumns(actions=(ExtraColumn(Text("部長の意見", "Director's view")),)),
)


def test_a_company_s_own_columns(small: Handed, tmp_path: Path) -> None:
    """What is filled into a theme's column stays in the workbook, and that is said."""
    with small.store() as store:
        papers = open_audit(store, AUDIT, few(8), who=AUDITOR, today=lambda: DAY)
        path = hand_out(papers, tmp_path / "1.xlsx", theme=_THEME)
    assert small.weigh(path).notes == ()
    filled = Filled(path)
    sheet, columns = filled.sheet("actions"), filled.places("actions")[1]
    sheet.cell(5, columns["部長の意見"]).value = "賛成"
    filled.put("actions", FIRST, "response", "承知した")
    weighed = small.weigh(filled.save(path))
    assert _only(weighed) == {f"{FIRST} response": "承知した"}
    assert weighed.notes == (
        "シート「是正処置計画」の「部長の意見」の記入（1件）は、このブックだけのもので取り込みません。",
    )


@pytest.mark.office
def test_dates_in_the_japanese_era(small: Handed, tmp_path: Path, soffice: str) -> None:
    """Dates that are shown in the era are dates all the same, also when LibreOffice saved them."""
    with small.store() as store:
        papers = open_audit(store, AUDIT, few(8), who=AUDITOR, today=lambda: DAY)
        path = hand_out(papers, tmp_path / "1.xlsx", theme=_THEME)
    filled = Filled(path)
    filled.put("actions", FIRST, "due", dt.datetime(2027, 3, 31))
    saved = resave(soffice, filled.save(tmp_path / "2.xlsx"), tmp_path / "office")
    for each in (tmp_path / "2.xlsx", saved):
        assert _only(small.weigh(each)) == {f"{FIRST} due": "2027-03-31"}


def test_the_hidden_sheet_is_hidden_and_only_there_in_an_audit(
    small: Handed, tmp_path: Path
) -> None:
    """A report without an audit has no such sheet, and people do not see the one of an audit."""
    book = openpyxl.load_workbook(small.book())
    assert book.sheetnames[-1] == "_auditkit"
    assert book["_auditkit"].sheet_state == "veryHidden"
    assert book.active is not None
    assert book.active.title == title("cover")
    whole = assessed()
    run = RunInfo({}, (), (), "0.1.0")
    plain = write_report(few(4), (), whole.library, run, tmp_path / "plain.xlsx")
    with zipfile.ZipFile(plain) as package:
        assert b"_auditkit" not in package.read("xl/workbook.xml")


def test_the_same_audit_gives_the_same_bytes(small: Handed, tmp_path: Path) -> None:
    """The hidden sheet does not break what holds of every report."""
    with small.store() as store:
        papers = open_audit(store, AUDIT, few(8), who=AUDITOR, today=lambda: DAY)
        again = hand_out(papers, tmp_path / "again.xlsx")
    assert again.read_bytes() == small.book().read_bytes()


def test_kept_texts_tell_long_ones_apart() -> None:
    """A short text is kept whole, a long one by its beginning and a fingerprint."""
    short, long = "あ" * 28, "あ" * 29
    assert kept_text(short) == short == shown_text(short)
    assert kept_text(long) != kept_text(long + "い")
    assert shown_text(kept_text(long)) == "あ" * 20 + "…"
    assert kept_text(kept_text(long)) != kept_text(long)


def test_cell_texts_do_not_depend_on_the_program() -> None:
    """Numbers, dates and line ends read the same however a program wrote them."""
    assert cell_text(1) == cell_text(1.0) == cell_text("1") == cell_text(" 1 ")
    assert cell_text(dt.date(2026, 4, 1)) == cell_text(dt.datetime(2026, 4, 1)) == "2026-04-01"
    assert cell_text("a\r\nb\r") == cell_text("a \nb") == cell_text("a_x000D_\nb_x000D_")
    late = dt.datetime(2026, 4, 1, 8, 59, 59, 999_990)
    assert cell_text(late) == cell_text(dt.datetime(2026, 4, 1, 9)) == "2026-04-01 09:00:00"
    assert cell_text(True) == "TRUE" != cell_text(1)
