"""``auditkit report --format``: every format beside the workbook, from one run."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from auditkit.cli import main
from auditkit.exports._schema import require_valid
from auditkit.models import Language
from auditkit.runs import run_report
from auditkit.store import open_store
from auditkit.workflow import assess_provider, export_formats
from tests.report.audit_sample import DAY
from tests.runs.conftest import PARAMETERS, REPORT, write_notebook

_POLICY = """\
個人情報保護方針
株式会社れいわ文具は、個人情報を次の目的で利用します。
１．商品の発送 <script>alert(1)</script>
開示等の請求の手数料は、=1+1、1件につき1,100円です。
お問い合わせ窓口：個人情報相談係　<img src=https://evil.example/x>
"""
_ALL = "html,csv,json,oscal"
_ONE = ["--checklist", "appi@2023-04-01", "--as-of", "2026-04-01"]


@pytest.fixture(scope="module")
def policy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A policy with hostile passages."""
    file = tmp_path_factory.mktemp("provider") / "policy.txt"
    file.write_text(_POLICY, encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def folders(policy: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[Language, Path]:
    """The folder of a report in every format, in each language."""
    made: dict[Language, Path] = {}
    for language in ("ja", "en"):
        output = tmp_path_factory.mktemp(language)
        arguments = ["--format", _ALL, "--output", str(output), "--lang", language]
        assert main(["report", str(policy), *_ONE, *arguments]) == 0
        made[language] = output / "policy"  # type: ignore[index]
    return made


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_paths_are_printed_and_the_workbook_is_the_last(
    policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each path stands on a line of its own; the run record names what was written."""
    arguments = ["--format", "json, CSV ,xlsx", "--output", str(tmp_path)]
    assert main(["report", str(policy), *_ONE, *arguments]) == 0
    lines = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.name for line in lines] == [
        "policy_run.json",
        "policy_gap_report.ipynb",
        "policy_gap_report_csv",
        "policy_gap_report.json",
        "policy_gap_report.xlsx",
    ]
    assert all(line.exists() for line in lines)
    assert _json(lines[0])["exports"] == ["policy_gap_report_csv", "policy_gap_report.json"]


def test_without_the_option_there_is_the_workbook_alone(policy: Path, tmp_path: Path) -> None:
    """Nobody who did not ask gets further files."""
    assert main(["report", str(policy), *_ONE, "--output", str(tmp_path)]) == 0
    names = {file.name for file in (tmp_path / "policy").iterdir() if file.name[0] != "."}
    assert names == {"policy_run.json", "policy_gap_report.ipynb", "policy_gap_report.xlsx"}


def test_an_unknown_format_is_refused_before_the_run(
    policy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the finger costs no run and leaves no folder."""
    output = tmp_path / "out"
    assert main(["report", str(policy), "--format", "cvs", "--output", str(output)]) == 2
    assert "「csv」のことですか" in capsys.readouterr().err
    assert not output.exists()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_formats_tell_the_same_report(folders: dict[Language, Path], language: Language) -> None:
    """Requirements and findings are as many in JSON, CSV and OSCAL as in the run record."""
    folder = folders[language]
    record = _json(folder / "policy_run.json")
    items = sum(record["counts"].values())
    report = _json(folder / "policy_gap_report.json")
    assert report["language"] == language
    assert len(report["sheets"]["results"]["rows"]) == items
    assert len(report["sheets"]["findings"]["rows"]) == record["findings"]
    csv_names = {file.stem for file in (folder / "policy_gap_report_csv").iterdir()}
    assert csv_names == set(report["sheets"])
    oscal = _json(folder / "policy_gap_report.oscal.json")
    require_valid(oscal)
    (result,) = oscal["assessment-results"]["results"]
    assert len(result["observations"]) == items + record["findings"]
    assert "findings" not in result


@pytest.mark.parametrize("language", ["ja", "en"])
def test_page_shows_hostile_passages_as_words(
    folders: dict[Language, Path], language: Language
) -> None:
    """The page of a real run has the provider's words, its language, and nothing active."""
    page = html.fromstring((folders[language] / "policy_gap_report.html").read_bytes())
    assert page.get("lang") == language
    assert page.xpath("//script | //iframe | //object | //link | //svg | //img") == []
    assert page.xpath("//@src | //@href | //@onload | //@onerror") == []
    assert "policy" in page.xpath("string(//title)")
    text = page.text_content()
    assert "<img src=https://evil.example/x>" in text
    assert "2026-04-01" in text
    assert "appi@2023-04-01" in text
    assert "write_report" not in text


def test_english_page_has_no_heading_in_japanese(folders: dict[Language, Path]) -> None:
    """Headings and column heads are in the language that was asked for."""
    page = html.fromstring((folders["en"] / "policy_gap_report.html").read_bytes())
    heads = [element.text_content() for element in page.xpath("//h1 | //h2 | //th | //p")]
    assert [head for head in heads if re.search(r"[ぁ-んァ-ヶ一-龠]", head)] == []


def test_equal_runs_give_equal_bytes(
    policy: Path, folders: dict[Language, Path], tmp_path: Path
) -> None:
    """A second run, elsewhere, writes every export byte for byte as the first."""
    arguments = ["--format", _ALL, "--output", str(tmp_path / "elsewhere")]
    assert main(["report", str(policy), *_ONE, *arguments]) == 0
    kept = [name for name in _files(folders["ja"]) if not name.endswith((".ipynb", "_run.json"))]
    assert len(kept) > 10
    second = tmp_path / "elsewhere" / "policy"
    assert [n for n in kept if (folders["ja"] / n).read_bytes() != (second / n).read_bytes()] == []


def _files(folder: Path) -> list[str]:
    found = (file for file in folder.rglob("*") if file.is_file() and file.name[0] != ".")
    return sorted(file.relative_to(folder).as_posix() for file in found)


def test_a_failed_run_leaves_the_earlier_exports(
    policy: Path, folders: dict[Language, Path], tmp_path: Path
) -> None:
    """A notebook that stops, or writes no export it was asked for, replaces nothing."""
    earlier = run_report(policy, tmp_path, formats=["csv"], checklists=["appi@2023-04-01"])
    before = (earlier.exports[0] / "results.csv").read_bytes()
    declared = PARAMETERS + 'formats = ""\n'
    silent = write_notebook(tmp_path / "silent.ipynb", REPORT, parameters=declared)
    record = run_report(policy, tmp_path, formats=["csv", "json", "html"], notebook=silent)
    assert record.outcome == "failed"
    assert record.exports == ()
    assert (earlier.exports[0] / "results.csv").read_bytes() == before
    assert not (tmp_path / "policy" / "policy_gap_report.html").exists()


def test_any_executed_notebook_becomes_a_page(policy: Path, tmp_path: Path) -> None:
    """A notebook of one's own needs nothing for the page; only other formats need a parameter."""
    own = write_notebook(tmp_path / "own.ipynb", REPORT)
    record = run_report(policy, tmp_path / "out", formats=["html"], notebook=own)
    assert [path.name for path in record.exports] == ["policy_gap_report.html"]
    assert record.exports[0].read_bytes().startswith(b"<!DOCTYPE html>")


def test_an_audit_is_exported_in_every_format(tmp_path: Path) -> None:
    """What auditors decided goes into CSV, JSON and OSCAL from the working papers."""
    from auditkit.audits import start_audit
    from auditkit.models import Verdict
    from auditkit.shipped import shipped

    folder = shipped("samples") / "kogane-server"
    assessed = assess_provider(folder, ["appi@2023-04-01"], DAY)
    papers = start_audit(
        open_store(tmp_path / "store.sqlite"),
        assessed.assessment,
        assessed.findings,
        who="監査 花子",
        folder=str(folder),
        audit_id="A-2026-001",
        started=DAY,
    )
    key = papers.items[0].key
    papers.decide(key, verdict=Verdict.CONFORM, reason="方針で確認した。")
    made = export_formats(papers, assessed, tmp_path / "out", "xlsx,html,csv,json,oscal")
    assert [path.name for path in made] == [
        "A-2026-001_kogane-server.xlsx",
        "A-2026-001_kogane-server.html",
        "A-2026-001_kogane-server_csv",
        "A-2026-001_kogane-server.json",
        "A-2026-001_kogane-server.oscal.json",
    ]
    assert _json(made[3])["audit"] == "A-2026-001"
    (result,) = _json(made[4])["assessment-results"]["results"]
    (finding,) = result["findings"]
    assert finding["target"]["status"]["state"] == "satisfied"
    assert finding["description"] == "方針で確認した。"
