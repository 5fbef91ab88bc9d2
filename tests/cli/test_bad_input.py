"""Whatever a user gets wrong: told in a line or two, with nothing written and nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from auditkit.cli import main
from auditkit.runs import Failure

_POLICY = "個人情報保護方針\n株式会社れいわ文具は、個人情報を商品の発送のために利用します。\n"

Told = Callable[..., str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with good, empty and unreadable material."""
    for name in ("good", "empty", "unread"):
        (tmp_path / name).mkdir()
    (tmp_path / "good" / "policy.txt").write_text(_POLICY, encoding="utf-8")
    (tmp_path / "unread" / "empty.txt").write_bytes(b"")
    (tmp_path / "unread" / "no.pdf").write_bytes(b"not a PDF")
    (tmp_path / "file.txt").write_text(_POLICY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def told(here: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    """Run a command that must fail, check that it left nothing, and return what it said."""

    def run(*arguments: str, code: int = 2) -> str:
        before = sorted(here.rglob("*"))
        try:
            ended = main(arguments)
        except SystemExit as exit_:
            ended = int(exit_.code or 0)
        captured = capsys.readouterr()
        assert ended == code
        assert captured.out == ""
        assert "Traceback" not in captured.err
        assert "予期しない" not in captured.err
        assert sorted(here.rglob("*")) == before
        return captured.err

    return run


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("report", "nowhere"), "エラー: nowhere: 見つかりません。"),
        (("report", "empty"), "エラー: empty: 文書がありません。"),
        (("report", "good", "--as-of", "2026-13-01"), "「2026-13-01」は日付ではありません"),
        (("report", "good", "--as-of", "0206-04-01"), "2000 から 2099 まで"),
        (("report", "good", "--checklist", "appi"), "「appi@2023-04-01」のことですか"),
        (("report", "good", "--checklist", "jis-q-15001@2023"), "「jis-q-15001@2017」のことですか"),
        (("report", "good", "--output", "file.txt"), "エラー: file.txt: フォルダーではなく"),
        (("report", "good", "--output", "file.txt/a/b"), "エラー: file.txt: フォルダーではなく"),
        (("report", "good", "--overlay", "nowhere.yaml"), "エラー: nowhere.yaml: "),
        (("report", "good", "--overlay", "empty"), "エラー: empty: "),
        (("report", "good", "--theme", "nowhere.yaml"), "エラー: nowhere.yaml: "),
        (("report", "good", "--theme", "empty"), "エラー: empty: "),
        (("report", "good", "empty/../good"), "同じ（good）"),
        (("criteria", "nowhere"), "注意: nowhere: "),
        (("criteria", "empty"), "注意: empty: "),
        (("criteria", "unread"), "注意: no.pdf: PDF形式ではありません"),
        (("check", "nowhere", "file.txt"), "エラー: file.txt: フォルダーがありません"),
        (("check", "empty"), "empty: チェックリストが1件もありません"),
    ],
)
def test_wrong_input_is_told_and_leaves_nothing(
    told: Told, arguments: tuple[str, ...], message: str
) -> None:
    """Each mistake ends with 2, names what is wrong, and writes no file and no folder."""
    assert message in told(*arguments)


@pytest.mark.parametrize(
    ("arguments", "japanese", "english"),
    [
        (("repor",), "「report」のことですか", "Did you mean 'report'?"),
        ((), "COMMAND を指定してください", "COMMAND is missing"),
        (("report",), "PROVIDER を指定してください", "PROVIDER is missing"),
        (("report", "good", "--outptu", "x"), "「--output」のことですか", "mean '--output'?"),
        (("report", "good", "--as"), "--as の値がありません", "--as needs a value"),
        (("criteria", "good", "--format", "jsn"), "「json」のことですか", "mean 'json'?"),
    ],
)
def test_wrong_usage_is_told_in_the_readers_language(
    told: Told, arguments: tuple[str, ...], japanese: str, english: str
) -> None:
    """What cannot be understood is named, with the nearest word there is."""
    assert japanese in told(*arguments)
    said = told("--lang", "en", *arguments)
    assert english in said
    assert said.isascii()


def test_an_unknown_language_is_told(told: Told) -> None:
    """The languages there are stand in the message."""
    assert "--lang に「fr」は指定できません。使えるのは ja, en です。" in told(
        "check", "--lang", "fr"
    )


def test_every_fault_of_a_provider_sheet_is_told_before_the_run(told: Told, here: Path) -> None:
    """Wrong keys, types, conditions and files are told at once with their lines."""
    (here / "good" / "provider.yaml").write_text(
        "name: 例\n"
        "knid: 通信販売\n"
        "conditions:\n"
        "  joint_uses: false\n"
        "  foreign: maybe\n"
        "documents:\n"
        "  - file: polcy.txt\n"
        "    role: assesed\n",
        encoding="utf-8",
    )
    said = told("report", "good").splitlines()
    sheet = Path("good", "provider.yaml")
    numbers = [line.removeprefix(f"エラー: {sheet}:").split(":")[0] for line in said]
    assert set(numbers) == {"2", "4", "5", "7", "8"}
    assert any("「joint_use」のことですか" in line for line in said)
    assert any("「policy.txt」のことですか" in line for line in said)


def test_a_provider_sheet_that_is_no_yaml_is_told_with_its_line(told: Told, here: Path) -> None:
    """A quote left open, for one, is told where it stands."""
    (here / "good" / "provider.yaml").write_text('name: "例\n', encoding="utf-8")
    assert f"{Path('good', 'provider.yaml')}:1:" in told("report", "good")


def test_an_overlay_is_checked_before_the_run(told: Told, here: Path) -> None:
    """Wording for a requirement that does not exist is told with its line."""
    overlay = here / "wording.yaml"
    overlay.write_text(
        'checklist: "appi@2023-04-01"\nwording:\n  "99-9": "文言"\n', encoding="utf-8"
    )
    assert "wording.yaml:3:" in told("report", "good", "--overlay", "wording.yaml")


def test_faults_of_all_providers_are_told_together(told: Told, here: Path) -> None:
    """The second provider's mistake is not kept back until the first one's is mended."""
    (here / "good" / "provider.yaml").write_text("nam: 例\n", encoding="utf-8")
    said = told("report", "good", "empty", "nowhere")
    assert ["provider.yaml:1" in said, "empty: " in said, "nowhere: " in said] == [True] * 3


def test_reports_whose_names_differ_in_case_alone_are_refused(told: Told, here: Path) -> None:
    """Windows and macOS would write both into one folder."""
    for place in ("a/Good", "b/good"):
        (here / place).mkdir(parents=True)
        (here / place / "policy.txt").write_text(_POLICY, encoding="utf-8")
    assert "出力先の名前が同じ" in told("report", "a/Good", "b/good")


def test_readable_documents_are_reported_beside_unreadable_ones(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One bad file costs a warning; the good one is assessed, and the exit code is 0."""
    (here / "good" / "bad.pdf").write_bytes(b"not a PDF")
    assert main(["report", "good", "--as-of", "2026-04-01"]) == 0
    captured = capsys.readouterr()
    assert captured.err.startswith("注意: good: bad.pdf: PDF形式ではありません")
    assert captured.out.splitlines()[-1] == str(Path("reports", "good", "good_gap_report.xlsx"))
    record = json.loads((here / "reports/good/good_run.json").read_text(encoding="utf-8"))
    assert [file["path"] for file in record["inputs"]] == ["bad.pdf", "policy.txt"]
    assert len(record["problems"]) == 1


def test_names_full_of_traps_are_only_names(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Braces, blanks, Japanese and a name of 250 bytes lead to a report like any other."""
    folder = here / ("{0} 例 {x} " + "𠮷" * 58)
    folder.mkdir()
    (folder / f"{'方' * 80}.txt").write_text(_POLICY, encoding="utf-8")
    assert main(["report", folder.name, "--output", "出力 {1}", "--as-of", "2026-04-01"]) == 0
    files = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert len(files) == 3
    assert all(file.is_file() and len(file.name.encode("utf-8")) < 256 for file in files)
    assert all(file.parts[0] == "出力 {1}" for file in files)


def test_documents_that_became_unreadable_leave_the_earlier_report(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A later run that fails takes nothing away from the report there was."""
    assert main(["report", "good", "--as-of", "2026-04-01"]) == 0
    report = here / "reports" / "good" / "good_gap_report.xlsx"
    before = report.read_bytes()
    (here / "good" / "policy.txt").write_bytes(b"")
    assert main(["report", "good", "--as-of", "2026-04-01"]) == 2
    assert "前回の報告書があれば、そのまま残っています" in capsys.readouterr().err
    assert report.read_bytes() == before


def test_a_fault_of_the_product_in_a_run_is_told_with_its_type(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A KeyError's message is a bare key; its name and the notebook say where to look."""

    def fail(notebook: Path, executed: Path, *_: object) -> Failure:
        executed.write_bytes(notebook.read_bytes())
        return Failure("KeyError", "'x'", 3)

    monkeypatch.setattr("auditkit.runs._execute._execute", fail)
    assert main(["report", "good"]) == 1
    told = capsys.readouterr().err
    assert "KeyError: 'x'" in told
    assert str(Path("reports", "good", "good_gap_report.failed.ipynb")) in told


def test_an_interrupted_run_leaves_nothing_behind(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends with 130 and one line; the earlier report stays, nothing is half written."""
    folder = here / "reports" / "good"
    folder.mkdir(parents=True)
    (folder / "good_gap_report.xlsx").write_bytes(b"earlier")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("auditkit.runs._execute._execute", interrupt)
    assert main(["report", "good"]) == 130
    assert capsys.readouterr().err == "中断しました。\n"
    assert (folder / "good_gap_report.xlsx").read_bytes() == b"earlier"
    left = [path.name for path in here.glob("reports/**/*") if path.name != ".lock"]
    assert sorted(left) == ["good", "good_gap_report.xlsx"]


def test_a_report_that_cannot_be_put_in_place_does_not_stop_the_others(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A workbook that Excel holds open fails alone, with 1 and what to do about it."""
    monkeypatch.setattr("auditkit.runs._execute._execute", lambda *_: None)
    replace = Path.replace
    started = []

    def outcome(executed: Path) -> dict[str, object]:
        name = executed.name.removesuffix(".ipynb")
        started.append(name)
        executed.with_name(f"{name}.xlsx").write_bytes(b"new")
        return {"checklists": ["appi@2023-04-01"]}

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "file_gap_report.xlsx":
            raise PermissionError(13, "in use")
        return replace(self, target)

    monkeypatch.setattr("auditkit.runs._execute.read_outcome", outcome)
    monkeypatch.setattr("auditkit.runs._execute.forget_staging", lambda path, *_: path.touch())
    monkeypatch.setattr(Path, "replace", refuse)
    assert main(["report", "file.txt", "good"]) == 1
    captured = capsys.readouterr()
    assert "閉じてからやり直してください" in captured.err
    assert captured.out.splitlines()[-1] == str(Path("reports", "good", "good_gap_report.xlsx"))
    assert started == ["file_gap_report", "good_gap_report"]
    assert list((here / "reports" / "file").glob("*.xlsx")) == []


def test_an_output_folder_that_cannot_be_written_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The system's reason is passed on with the folder's name."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert main(["report", "good"]) == 1
    told = capsys.readouterr().err
    assert f"エラー: {Path('reports', 'good')}: 出力先に書き込めません（Permission denied）" in told
