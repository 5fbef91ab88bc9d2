"""The command line as a person meets it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from auditkit.cli import main
from auditkit.models import Label
from auditkit.shipped import shipped

_POLICY = """\
個人情報保護方針
株式会社れいわ文具は、個人情報を次の目的で利用します。
１．商品の発送
２．お問い合わせへの回答
開示等の請求の手数料は、1件につき1,100円です。
"""


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    """A small policy."""
    file = tmp_path / "policy.txt"
    file.write_text(_POLICY, encoding="utf-8")
    return file


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "auditkit", *arguments]
    return subprocess.run(command, capture_output=True, env={**os.environ, **environment})


@pytest.mark.parametrize("command", [[], ["check"], ["criteria"], ["report"], ["verify"], ["lab"]])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_command_explains_itself(
    command: list[str], language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Help is there in both languages, and says nothing in the other one."""
    with pytest.raises(SystemExit) as caught:
        main([*command, "--lang", language, "--help"])
    assert caught.value.code == 0
    text = capsys.readouterr().out
    assert ("オプション" in text) is (language == "ja")
    assert text.isascii() is (language == "en")


def test_help_lists_the_commands_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    """No command is announced that does not exist."""
    with pytest.raises(SystemExit):
        main(["--help"])
    lines = capsys.readouterr().out.splitlines()
    names = [line.split()[0] for line in lines if line.startswith("    ")]
    assert names == ["check", "criteria", "report", "import", "verify", "lab"]


def test_the_command_line_starts_without_the_heavy_packages() -> None:
    """Asking for help imports neither pandas nor the notebook stack."""
    code = (
        "import sys; from auditkit.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: pass\n"
        "heavy = {'pandas', 'papermill', 'yaml', 're2', 'jupyter_client', 'openpyxl', 'lxml',\n"
        " 'sqlalchemy', 'jupyterlab'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    "arguments",
    [[], ["repor"], ["report"], ["criteria"], ["verify"], ["check", "--lang", "fr"]],
)
def test_wrong_usage_ends_with_two(arguments: list[str]) -> None:
    """A command that cannot be understood ends with exit code 2."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


def test_bad_input_is_told_without_a_traceback(capsys: pytest.CaptureFixture[str]) -> None:
    """Every missing provider is named, in the reader's language, with exit code 2."""
    assert main(["report", "no-such-a", "no-such-b", "--lang", "en"]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["error", "no-such-a"],
        ["error", "no-such-b"],
    ]


def test_a_date_must_be_a_date(policy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The message shows how a date is written."""
    assert main(["report", str(policy), "--as-of", "2026/4/1"]) == 2
    assert "2026-04-01 のように" in capsys.readouterr().err


def test_an_unknown_checklist_is_refused_before_the_run(
    policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mistyped edition costs no run and leaves no folder."""
    output = tmp_path / "out"
    arguments = ["--checklist", "appi@2022-04-01", "--output", str(output)]
    assert main(["report", str(policy), *arguments]) == 2
    assert "「appi@2023-04-01」のことですか" in capsys.readouterr().err
    assert not output.exists()


def test_providers_that_would_overwrite_each_other_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two folders of one name make one report folder; that is said before anything is run."""
    for place in ("a", "b"):
        (tmp_path / place / "p").mkdir(parents=True)
        (tmp_path / place / "p" / "x.txt").write_text(_POLICY, encoding="utf-8")
    assert main(["report", str(tmp_path / "a" / "p"), str(tmp_path / "b" / "p")]) == 2
    assert "同じ（p）" in capsys.readouterr().err


def test_unexpected_errors_are_short_unless_asked_for(
    policy: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of the product is one line that says how to see more."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("内部の誤り")

    monkeypatch.setattr("auditkit.providers.read_provider", fail)
    monkeypatch.delenv("AUDITKIT_DEBUG", raising=False)
    assert main(["report", str(policy)]) == 1
    error = capsys.readouterr().err
    assert "AUDITKIT_DEBUG=1" in error
    assert len(error.splitlines()) == 1
    monkeypatch.setenv("AUDITKIT_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main(["report", str(policy)])


def test_criteria_prints_one_json_object_and_nothing_else(policy: Path) -> None:
    """Standard output is UTF-8 JSON as the contract says, whatever the console's encoding."""
    run = _run("criteria", str(policy), "--format", "json", PYTHONIOENCODING="cp932")
    assert run.returncode == 0
    found = json.loads(run.stdout.decode("utf-8"))
    assert set(found) == {"documents", "criteria"}
    (document,) = found["documents"]
    assert set(document) == {"id", "path", "sha256", "passages", "unmatched_passages"}
    assert 0 <= document["unmatched_passages"] <= document["passages"]
    for criterion in found["criteria"]:
        assert set(criterion) == {"id", "label", "value", "rule", "reason", "evidence"}
        assert criterion["label"] in set(Label)
        for evidence in criterion["evidence"]:
            assert set(evidence) == {"document", "locator", "start", "end", "quote"}
            assert evidence["document"] == document["id"]


def test_quotes_are_exactly_the_slices_they_name(policy: Path) -> None:
    """Offsets count characters of the document's text, and the quote is what stands there."""
    found = json.loads(_run("criteria", str(policy), "--format", "json").stdout)
    quotes = [evidence for criterion in found["criteria"] for evidence in criterion["evidence"]]
    assert quotes
    assert [e for e in quotes if _POLICY[e["start"] : e["end"]] != e["quote"]] == []


def test_criteria_table_says_what_was_found(
    policy: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without --format there is a line for each criterion with its best evidence."""
    assert main(["criteria", str(policy)]) == 0
    lines = capsys.readouterr().out.splitlines()
    fee = [line for line in lines if line.startswith("request-fee ")]
    assert len(fee) == 1
    assert "1100" in fee[0]
    assert "1,100円" in fee[0]


def test_criteria_reads_the_other_files_when_one_is_unreadable(
    policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A problem goes to standard error; the result is still printed, with exit code 0."""
    assert main(["criteria", str(policy), str(tmp_path / "gone.txt"), "--format", "json"]) == 0
    captured = capsys.readouterr()
    assert "gone.txt" in captured.err
    assert len(json.loads(captured.out)["documents"]) == 1


def test_criteria_ends_with_two_when_nothing_can_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With no readable document there is no result, and nothing on standard output."""
    assert main(["criteria", str(tmp_path / "gone.txt"), "--format", "json"]) == 2
    assert capsys.readouterr().out == ""


def test_check_passes_on_the_shipped_checklists(capsys: pytest.CaptureFixture[str]) -> None:
    """The data that ships has no fault, examples included."""
    assert main(["check"]) == 0
    assert "誤りはありません" in capsys.readouterr().out


def test_check_tells_every_fault_with_file_and_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A broken copy of the checklists ends with 2; each fault is told where it stands."""
    shutil.copytree(shipped("checklists"), tmp_path / "checklists")
    conditions = tmp_path / "checklists" / "conditions.yaml"
    text = conditions.read_text(encoding="utf-8").replace("code:", "coed:", 2)
    conditions.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["check", "checklists"]) == 2
    lines = capsys.readouterr().err.splitlines()
    found = [line for line in lines if "coed" in line]
    place = Path("checklists", "conditions.yaml")
    assert len(found) == 2
    assert all(line.startswith(f"{place}:") for line in found)
    assert lines[-1].endswith("件あります。")


def test_report_prints_its_files_and_the_workbook_last(policy: Path, tmp_path: Path) -> None:
    """Standard output is the paths of record, notebook and workbook, one a line."""
    run = _run("report", str(policy), "--output", str(tmp_path / "out"), "--as-of", "2026-04-01")
    assert run.returncode == 0, run.stderr.decode("utf-8")
    lines = [Path(line) for line in run.stdout.decode("utf-8").splitlines()]
    assert [line.name for line in lines] == [
        "policy_run.json",
        "policy_gap_report.ipynb",
        "policy_gap_report.xlsx",
    ]
    assert all(line.is_file() for line in lines)
    record = json.loads(lines[0].read_text(encoding="utf-8"))
    assert record["outcome"] == "done"
    assert sum(record["counts"].values()) > 0


def test_equal_reports_have_equal_bytes(policy: Path, tmp_path: Path) -> None:
    """The same document on the same date gives the same workbook, wherever it is written."""
    workbooks = []
    for place in ("one", "two"):
        output = str(tmp_path / place / "out")
        assert main(["report", str(policy), "--output", output, "--as-of", "2026-04-01"]) == 0
        workbooks.append((tmp_path / place / "out/policy/policy_gap_report.xlsx").read_bytes())
    assert workbooks[0] == workbooks[1]


def test_a_report_on_unreadable_documents_fails_with_the_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where nothing can be read there is no workbook; the message says why and where to look."""
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    assert main(["report", str(folder), "--output", str(tmp_path / "out")]) == 2
    error = capsys.readouterr().err
    assert "empty.txt" in error
    assert "p_gap_report.failed.ipynb" in error
    assert not list((tmp_path / "out").rglob("*.xlsx"))


def test_reports_do_not_depend_on_where_they_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of the provider, reached from another working folder, gives the same workbook."""
    workbooks = []
    for place, provider in (("one", "."), ("two/of three", "../p"), ("{four}", "p")):
        folder = tmp_path / place / "p"
        (folder / "2026").mkdir(parents=True)
        (folder / "2026" / "方針.txt").write_text(_POLICY, encoding="utf-8")
        (folder / "provider.yaml").write_text(
            "name: 株式会社れいわ文具\nconditions: {joint_use: false}\n"
            "documents:\n  - file: 2026/方針.txt\n",
            encoding="utf-8",
        )
        monkeypatch.chdir(folder.parent if provider == "p" else folder)
        assert main(["report", provider, "--output", "out", "--as-of", "2026-04-01"]) == 0
        workbooks.append(Path("out/p/p_gap_report.xlsx").read_bytes())
        record = json.loads(Path("out/p/p_run.json").read_text(encoding="utf-8"))
        assert [file["path"] for file in record["inputs"]] == ["provider.yaml", "2026/方針.txt"]
    assert workbooks[0] == workbooks[1] == workbooks[2]


def test_an_overlay_adds_its_wording_to_the_results(policy: Path, tmp_path: Path) -> None:
    """The user's wording has a column of its own, and its file is among the inputs."""
    overlay = tmp_path / "private" / "wording.yaml"
    overlay.parent.mkdir()
    overlay.write_text(
        'checklist: "appi@2023-04-01"\nwording:\n  "21-1": "利用者が写した条文"\n', encoding="utf-8"
    )
    arguments = ["report", str(policy), "--as-of", "2026-04-01", "--checklist", "appi@2023-04-01"]
    arguments += ["--output", str(tmp_path)]
    heading = "規格・法令の本文（利用者提供）"

    assert main([*arguments, "--overlay", str(overlay)]) == 0
    rows = _results(tmp_path / "policy" / "policy_gap_report.xlsx")
    worded = {row["要求事項"]: row[heading] for row in rows if row[heading]}
    assert worded == {"21-1": "利用者が写した条文"}
    record = json.loads((tmp_path / "policy" / "policy_run.json").read_text(encoding="utf-8"))
    assert [file["path"] for file in record["inputs"]] == ["policy.txt", "wording.yaml"]
    assert record["parameters"]["overlay"] == "../private/wording.yaml"
    notebook = (tmp_path / "policy" / "policy_gap_report.ipynb").read_text(encoding="utf-8")
    assert "利用者が写した条文" not in notebook

    assert main(arguments) == 0
    assert heading not in _results(tmp_path / "policy" / "policy_gap_report.xlsx")[0]


def _results(workbook: Path) -> list[dict[str, object]]:
    sheet = load_workbook(workbook, read_only=True)["チェック結果"]
    rows = list(sheet.iter_rows(values_only=True))
    head = next(place for place, row in enumerate(rows) if "要求事項" in row)
    names = [str(name) for name in rows[head]]
    return [dict(zip(names, row, strict=True)) for row in rows[head + 1 :]]
