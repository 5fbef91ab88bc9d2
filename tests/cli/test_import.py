"""``auditkit import`` as a person meets it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from auditkit.audits import (
    Workpapers,
    audit_record,
    decided_assessment,
    reported_findings,
    start_audit,
)
from auditkit.cli import main
from auditkit.models import Assessment, Grade, Rank, RunInfo, Verdict
from auditkit.report import write_report
from auditkit.shipped import shipped
from auditkit.store import open_store
from auditkit.workflow import Assessed, assess_provider

DAY = dt.date(2026, 4, 20)
AUDIT = "A-2026-001"


@cache
def _assessed() -> Assessed:
    return assess_provider(shipped("samples") / "kogane-server", ["appi@2023-04-01"], DAY)


def _two_items() -> Assessment:
    whole = _assessed().assessment
    checklist = dataclasses.replace(
        whole.checklists[0], requirements=whole.checklists[0].requirements[:2]
    )
    return dataclasses.replace(whole, checklists=(checklist,), items=whole.items[:2])


def _write(papers: Workpapers, path: Path) -> None:
    library = dataclasses.replace(_assessed().library, crosswalk=())
    write_report(
        decided_assessment(papers),
        reported_findings(papers, ()),
        library,
        RunInfo({}, (), (), "0.1.0"),
        path,
        papers.language,
        audit_record(papers),
    )


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with a store and the workbook of its audit, in which one finding stands."""
    with open_store(tmp_path / "audits.sqlite") as store:
        papers = start_audit(store, _two_items(), who="監査 花子", started=DAY, today=lambda: DAY)
        key = papers.items[0].key
        papers.decide(key, verdict=Verdict.NONCONFORM, grade=Grade.MINOR, fact="規程がない。")
        rank = Rank.HIGH
        due = dt.date(2026, 6, 30)
        papers.record_finding(key, severity=rank, urgency=rank, owner="総務部", due=due)
        _write(papers, tmp_path / "handed.xlsx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _fill(here: Path, cells: dict[str, object], name: str = "answers.xlsx") -> None:
    """Write into the row of the finding, by heading."""
    book = openpyxl.load_workbook(here / "handed.xlsx")
    sheet = book["是正処置計画"]
    columns = {cell.value: cell.column for cell in sheet[4]}
    for heading, value in cells.items():
        sheet.cell(5, columns[heading]).value = value
    book.save(here / name)


def _head(here: Path) -> int:
    with open_store(here / "audits.sqlite") as store:
        return store.head(AUDIT).number


def test_listing_records_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every change is a line with place, row, field, old and new; the store stays as it is."""
    _fill(here, {"回答": "規程を\n改定した", "期限": dt.datetime(2026, 9, 30), "状況": "完了"})
    head = _head(here)
    assert main(["import", "answers.xlsx", "--store", "audits.sqlite"]) == 0
    captured = capsys.readouterr()
    lines = captured.out.splitlines()
    changes = [line.split(" ", 1)[1] for line in lines[:3]]
    assert changes == [
        "F-2026-001「回答」: （空欄） → 規程を ↵ 改定した",
        "F-2026-001「期限」: 2026-06-30 → 2026-09-30",
        "F-2026-001「状況」: ①未着手 → ③完了",
    ]
    assert all(line.startswith("是正処置計画!") for line in lines[:3])
    assert lines[3:] == [
        "監査 A-2026-001: 取り込める変更 3 件、取り込めない変更 0 件、記録済み 0 件。",
        "まだ何も記録していません。記録するには --apply と --as を付けて実行してください。",
    ]
    assert captured.err == ""
    assert _head(here) == head


def test_applying_records_and_a_second_time_does_nothing(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With --apply the changes are recorded under the name given; the same file brings no more."""
    _fill(here, {"回答": "承知した", "担当": "法務部"})
    apply = ["import", "answers.xlsx", "--apply", "--as", "監査 花子", "--store", "audits.sqlite"]
    head = _head(here)
    assert main(apply) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    number = f"監査記録 {head + 1}～{head + 1}"
    assert last == f"2 件を 監査 花子 の名前で記録しました（{number}）。"
    with open_store(here / "audits.sqlite") as store:
        entry = store.head(AUDIT)
        assert (entry.who, entry.subject) == ("監査 花子", "action:F-2026-001")
        assert store.state(AUDIT, entry.subject).fields == {
            "response": "承知した",
            "owner": "法務部",
        }
    assert main(apply) == 0
    told = "監査 A-2026-001: 取り込める変更 0 件、取り込めない変更 0 件、記録済み 2 件。\n"
    assert capsys.readouterr().out == told
    assert _head(here) == head + 1


def test_refusals_are_errors_and_the_rest_is_recorded(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each refusal stands on standard error with sheet and cell, and the exit code is 2."""
    _fill(here, {"期限": "6月末", "改善提案": "不要", "状況": "済", "回答": "承知した"})
    command = ["import", "answers.xlsx", "--apply", "--as", "監査 花子", "--store", "audits.sqlite"]
    assert main(command) == 2
    captured = capsys.readouterr()
    errors = captured.err.splitlines()
    assert len(errors) == 3
    assert all(line.startswith("エラー: answers.xlsx: 是正処置計画!") for line in errors)
    assert any("「期限」: 2026-06-30 → 6月末 – 日付として読めません" in line for line in errors)
    assert any("「状況」: ①未着手 → 済 – 一覧にない語です" in line for line in errors)
    assert any("「改善提案」" in line and "書き換えられない欄" in line for line in errors)
    assert "取り込める変更 1 件、取り込めない変更 3 件" in captured.out
    with open_store(here / "audits.sqlite") as store:
        assert store.state(AUDIT, "action:F-2026-001").fields == {"response": "承知した"}


def test_in_english(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The list is in the language asked for, the cells in that of the workbook."""
    _fill(here, {"回答": "OK", "期限": "soon"})
    assert main(["import", "answers.xlsx", "--store", "audits.sqlite", "--lang", "en"]) == 2
    captured = capsys.readouterr()
    assert "F-2026-001 “回答”: (empty) → OK" in captured.out
    assert "audit A-2026-001: changes to take over: 1, refused: 1" in captured.out
    assert "soon – is not a date; enter it like 2026-04-01." in captured.err


def test_a_name_is_needed_to_apply(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody records anything without a name."""
    assert main(["import", "handed.xlsx", "--apply", "--store", "audits.sqlite"]) == 2
    assert "--as" in capsys.readouterr().err


def test_a_store_is_not_made_by_naming_it(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong path of the store is an error and leaves no file behind."""
    for more in ([], ["--apply", "--as", "監査 花子"]):
        assert main(["import", "handed.xlsx", "--store", "other.sqlite", *more]) == 2
        assert "other.sqlite" in capsys.readouterr().err
    assert not (here / "other.sqlite").exists()


def test_the_store_of_the_environment(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --store the one that AUDITKIT_STORE names is used."""
    monkeypatch.setenv("AUDITKIT_STORE", str(here / "audits.sqlite"))
    assert main(["import", "handed.xlsx"]) == 0
    assert capsys.readouterr().out.startswith("監査 A-2026-001: 取り込める変更 0 件")


def test_another_store(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A workbook of an audit that the store does not have, or has otherwise, is refused."""
    with open_store(here / "empty.sqlite"):
        pass
    assert main(["import", "handed.xlsx", "--store", "empty.sqlite"]) == 2
    assert AUDIT in capsys.readouterr().err
    with open_store(here / "same-number.sqlite") as store:
        start_audit(store, _two_items(), who="別人", started=DAY, today=lambda: DAY)
    assert main(["import", "handed.xlsx", "--store", "same-number.sqlite"]) == 2
    assert "書き出されたブックではありません" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["gone.xlsx", "audits.sqlite", "."])
def test_files_that_are_no_workbooks(
    here: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """Whatever is named, what is wrong with it is told in a line, without a traceback."""
    assert main(["import", name, "--store", "audits.sqlite"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith(f"エラー: {name}: ")
    assert captured.err.count("\n") == 1


def test_words_of_a_workbook_steer_no_terminal(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Signs that a terminal would obey, and those that turn the reading order, are made visible."""
    _fill(here, {"回答": "\u009b31m赤 \u202egnp.exe"})
    assert main(["import", "answers.xlsx", "--store", "audits.sqlite"]) == 0
    line = capsys.readouterr().out.splitlines()[0]
    assert line.endswith("〓31m赤 〓gnp.exe")


def test_notes_are_told_beside(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was left out of account is a note on standard error and no error."""
    book = openpyxl.load_workbook(here / "handed.xlsx")
    book.create_sheet("メモ")["A1"] = "x"
    book.save(here / "answers.xlsx")
    assert main(["import", "answers.xlsx", "--store", "audits.sqlite"]) == 0
    assert capsys.readouterr().err == (
        "注意: answers.xlsx: 追加されたシート（メモ）は読みません。\n"
    )
