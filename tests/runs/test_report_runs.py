"""A run of the report notebook: its three files, its parameters, its failures."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from auditkit.errors import AuditkitError, RunError
from auditkit.runs import run_report
from auditkit.runs._execute import Failure, execute
from auditkit.runs._folder import staging_folder
from auditkit.shipped import shipped
from tests.runs.conftest import REPORT, MakeNotebook


def _names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if not path.name.startswith(".")}


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_run_leaves_workbook_notebook_and_record(
    provider: Path, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    """The three files of a report lie in a folder named after the provider, and nothing else."""
    record = run_report(provider, tmp_path / "reports", notebook=make_notebook(REPORT))
    folder = tmp_path / "reports" / "さくら-電機"
    assert record.outcome == "done"
    assert _names(folder) == {
        "さくら-電機_gap_report.xlsx",
        "さくら-電機_gap_report.ipynb",
        "さくら-電機_run.json",
    }
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_the_record_says_what_went_in_and_what_came_out(
    provider: Path, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    """Parameters, input hashes, editions, counts, versions and times stand in the record."""
    record = run_report(provider, tmp_path, notebook=make_notebook(REPORT))
    content = _json(record.path)
    assert content["outcome"] == "done"
    assert content["parameters"]["provider"] == "../さくら 電機"
    (file,) = content["inputs"]
    assert (file["path"], file["bytes"], len(file["sha256"])) == ("privacy.txt", 24, 64)
    assert content["checklists"] == ["appi@2023-04-01"]
    assert content["counts"] == {"stated": 3, "not_found": 1}
    assert content["findings"] == 2
    assert {"auditkit", "python", "papermill", "google-re2"} <= set(content["versions"])
    assert 0 < content["seconds"] < 60
    assert content["started"] < content["finished"]


def test_parameters_reach_the_notebook(
    provider: Path, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    """What the caller asks for replaces the defaults of the parameters cell."""
    notebook = make_notebook(REPORT)
    record = run_report(
        provider, tmp_path / "out", notebook=notebook, parameters={"as_of": "2027-01-31"}
    )
    assert record.workbook is not None
    assert record.workbook.read_text(encoding="utf-8") == "2027-01-31 ['さくら 電機']"


def test_braces_in_paths_are_only_braces(provider: Path, make_notebook: MakeNotebook) -> None:
    """A folder called {x} is no template to fill in."""
    output = provider.parent / "{x} {0}"
    record = run_report(provider, output, notebook=make_notebook(REPORT))
    assert record.workbook is not None
    assert record.workbook.is_relative_to(output)
    assert record.workbook.exists()


def test_the_executed_notebook_names_no_temporary_place(
    provider: Path, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    """An executed notebook can be run again where it lies: its paths start from its folder."""
    record = run_report(provider, tmp_path / "reports", notebook=make_notebook(REPORT))
    text = record.notebook.read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert "-run-" not in text
    seen_from_there = record.folder / record.parameters["provider"]  # type: ignore[operator]
    assert seen_from_there.resolve() == provider.resolve()


def test_a_failing_run_leaves_the_earlier_report_and_a_notebook_that_shows_the_error(
    provider: Path, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    """The workbook and notebook of the last good run stay; the failed one stands beside them."""
    good = run_report(provider, tmp_path, notebook=make_notebook(REPORT))
    assert good.workbook is not None
    before = good.workbook.read_bytes(), good.notebook.read_bytes()

    failed = run_report(
        provider, tmp_path, notebook=make_notebook(REPORT, "raise ValueError('壊れています')")
    )

    assert failed.outcome == "failed"
    assert failed.workbook is None
    assert (good.workbook.read_bytes(), good.notebook.read_bytes()) == before
    assert failed.notebook.name == "さくら-電機_gap_report.failed.ipynb"
    outputs = [
        output for cell in _json(failed.notebook)["cells"] for output in cell.get("outputs", ())
    ]
    assert [o["evalue"] for o in outputs if o["output_type"] == "error"] == ["壊れています"]
    content = _json(failed.path)
    assert content["outcome"] == "failed"
    assert content["failure"]["type"] == "ValueError"
    assert content["failure"]["message"] == "壊れています"


def test_a_stage_that_raises_is_shown_where_it_happened(provider: Path, tmp_path: Path) -> None:
    """In the product's own notebook the failing cell holds the error, the ones before it results."""
    workbook = tmp_path / "さくら-電機" / "さくら-電機_gap_report.xlsx"
    workbook.parent.mkdir()
    workbook.write_bytes(b"earlier")
    text = (shipped("notebooks") / "gap_report.ipynb").read_text(encoding="utf-8")
    broken = tmp_path / "broken.ipynb"
    broken.write_text(text.replace("find_evidence(documents,", "find_evidence(None,"), "utf-8")

    record = run_report(provider, tmp_path, notebook=broken)

    assert record.failure is not None
    assert record.failure.type == "AttributeError"
    assert workbook.read_bytes() == b"earlier"
    cells = {cell["id"]: cell for cell in _json(record.notebook)["cells"]}
    kinds = {name: [o["output_type"] for o in c.get("outputs", ())] for name, c in cells.items()}
    assert kinds["reading"] == ["execute_result"]
    assert kinds["evidence"] == ["error"]
    assert kinds["assessment"] == kinds["report"] == []


def test_a_good_run_clears_away_the_failed_notebook(
    provider: Path, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    """After a good run nothing of an earlier failure is left to mislead."""
    failed = run_report(provider, tmp_path, notebook=make_notebook("1 / 0"))
    assert failed.notebook.exists()
    run_report(provider, tmp_path, notebook=make_notebook(REPORT))
    assert not failed.notebook.exists()


def test_a_notebook_that_writes_no_report_has_failed(
    provider: Path, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    """Reaching the last cell is not enough; there must be a workbook."""
    record = run_report(provider, tmp_path, notebook=make_notebook("1 + 1"))
    assert record.failure is not None
    assert "報告書を書き出しませんでした" in record.failure.message


def test_a_kernel_that_dies_is_a_failed_run(
    provider: Path, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    """A crash of the kernel is reported like any failure, with the notebook so far."""
    record = run_report(
        provider, tmp_path, notebook=make_notebook("import os, signal\nos._exit(1)")
    )
    assert record.failure is not None
    assert record.failure.type == "DeadKernelError"
    assert record.notebook.exists()


def test_unknown_parameters_are_refused_before_anything_is_written(
    provider: Path, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    """Every unknown name and wrong type is told at once, and no folder is made."""
    wrong = {"as_off": "2026-04-01", "language": ["ja"], "output": Path("x")}
    with pytest.raises(AuditkitError) as caught:
        run_report(provider, tmp_path / "out", notebook=make_notebook(REPORT), parameters=wrong)
    assert len(caught.value.faults) == 3
    assert "「as_of」のことですか" in str(caught.value)
    assert not (tmp_path / "out").exists()


def test_several_paths_are_one_provider_of_the_name_given(
    provider: Path, make_notebook: MakeNotebook, tmp_path: Path
) -> None:
    """Files and folders given together make one report under one name."""
    other = tmp_path / "notice.txt"
    other.write_text("公表事項", encoding="utf-8")
    record = run_report((provider, other), tmp_path, name="合同", notebook=make_notebook(REPORT))
    assert record.workbook == tmp_path / "合同" / "合同_gap_report.xlsx"
    assert [file.path for file in record.inputs] == ["さくら 電機/privacy.txt", "notice.txt"]


def test_two_runs_for_one_folder_do_not_mix(tmp_path: Path) -> None:
    """The second run waits for the first, and says so if it waits too long."""
    order = []
    with staging_folder(tmp_path / "a"):
        with pytest.raises(RunError, match="別の実行"), staging_folder(tmp_path / "a", patience=0):
            order.append("never")

        def second() -> None:
            with staging_folder(tmp_path / "a"):
                order.append("second")

        thread = threading.Thread(target=second)
        thread.start()
        time.sleep(0.2)
        order.append("first")
    thread.join(timeout=10)
    assert order == ["first", "second"]


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    """The staging folder of a run that was killed is removed by the next one."""
    left = tmp_path / ".a-run-killed"
    left.mkdir()
    (left / "half.xlsx").write_bytes(b"half")
    other = tmp_path / ".b-run-working"
    other.mkdir()
    with staging_folder(tmp_path / "a"):
        assert not left.exists()
    assert [path.name for path in sorted(tmp_path.iterdir())] == [".b-run-working", "a"]


@pytest.mark.parametrize(("deaths", "failed"), [(1, False), (2, True)])
def test_a_kernel_that_dies_at_start_is_tried_once_more(
    deaths: int,
    failed: bool,
    monkeypatch: pytest.MonkeyPatch,
    make_notebook: MakeNotebook,
    tmp_path: Path,
) -> None:
    """One failed start of a kernel does not fail the run; two do, and leave the notebook."""
    starts = []

    def start_badly(*arguments: object) -> Failure | None:
        starts.append(arguments)
        if len(starts) <= deaths:
            raise RuntimeError("Kernel died before replying to kernel_info")
        return None

    monkeypatch.setattr("auditkit.runs._execute._execute", start_badly)
    failure = execute(make_notebook(REPORT), tmp_path / "b.ipynb", {}, tmp_path)
    assert len(starts) == 2
    assert (failure is not None) is failed
    assert (tmp_path / "b.ipynb").exists() is failed
