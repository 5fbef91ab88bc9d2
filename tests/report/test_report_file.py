"""How the file comes to be: the same bytes, all or nothing, faults in words."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from report_sample import Sample, write

from auditkit.errors import AuditkitError
from auditkit.models import Language
from auditkit.report import read_report_text

HERE = Path(__file__).parent
WRITE = """
import sys
from pathlib import Path
from report_sample import sample, write
write(sample(), Path(sys.argv[1]))
"""


def test_same_inputs_give_the_same_bytes(
    made: Sample, paths: dict[Language, Path], tmp_path: Path
) -> None:
    """Writing the same assessment again gives the same file, byte for byte."""
    again = write(made, tmp_path / "other name.xlsx")
    assert again.read_bytes() == paths["ja"].read_bytes()


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_another_process_gives_the_same_bytes(
    paths: dict[Language, Path], tmp_path: Path, seed: str
) -> None:
    """Neither the process, its hash seed nor its time zone shows in the file."""
    target = tmp_path / "r.xlsx"
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Pacific/Auckland"}
    environment["PYTHONPATH"] = os.pathsep.join([str(HERE), *sys.path])
    subprocess.run([sys.executable, "-c", WRITE, str(target)], env=environment, check=True)
    assert target.read_bytes() == paths["ja"].read_bytes()


def test_path_is_returned_and_folders_are_made(made: Sample, tmp_path: Path) -> None:
    """The path that was asked for is returned, and its folder is made if need be."""
    path = tmp_path / "new" / "報告書.xlsx"
    assert write(made, path) == path
    assert [entry.name for entry in path.parent.iterdir()] == ["報告書.xlsx"]


def test_failure_leaves_the_earlier_report(made: Sample, tmp_path: Path) -> None:
    """When a report cannot be made, the one from before stays as it was."""
    path = tmp_path / "r.xlsx"
    path.write_bytes(b"earlier")
    broken = replace(made.assessment, items=made.assessment.items[1:])
    with pytest.raises(AuditkitError):
        write(replace(made, assessment=broken), path)
    assert path.read_bytes() == b"earlier"
    assert len(list(tmp_path.iterdir())) == 1


def test_unwritable_target_is_told_and_leaves_nothing(made: Sample, tmp_path: Path) -> None:
    """A target that cannot be replaced is named, and no temporary file remains."""
    path = tmp_path / "r.xlsx"
    path.mkdir()
    with pytest.raises(AuditkitError, match=r"r\.xlsx.*保存できません"):
        write(made, path)
    assert list(tmp_path.iterdir()) == [path]


def test_other_suffix_is_refused(made: Sample, tmp_path: Path) -> None:
    """A name that does not end in .xlsx is refused, with what to do."""
    with pytest.raises(AuditkitError, match=r"\.xlsx にした名前"):
        write(made, tmp_path / "r.xls")


def test_incomplete_assessment_is_refused_with_every_fault(made: Sample, tmp_path: Path) -> None:
    """Missing and repeated items and findings without requirement are all told at once."""
    items = made.assessment.items
    broken = replace(made.assessment, items=(*items[2:], items[5]))
    twice = (made.findings[0], replace(made.findings[0], items=("none@1:9",)))
    with pytest.raises(AuditkitError) as caught:
        write(replace(made, assessment=broken, findings=twice), tmp_path / "r.xlsx", "en")
    told = str(caught.value)
    assert f"lacks these requirements: {items[0].key}, {items[1].key}." in told
    assert f"occur twice: {items[5].key}." in told
    assert "Several findings share a number: F-2026-001." in told
    assert "not assessed: none@1:9." in told


def test_report_needs_a_checklist(made: Sample, tmp_path: Path) -> None:
    """Without a checklist there is no report, and the reader is told to choose one."""
    bare = replace(made.assessment, checklists=(), items=())
    with pytest.raises(AuditkitError, match="チェックリストを一つ以上"):
        write(replace(made, assessment=bare, findings=()), tmp_path / "r.xlsx")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_workbook_reads_as_agreed(paths: dict[Language, Path], language: Language) -> None:
    """The whole workbook, as text, is the one agreed (``refresh_golden.py`` renews it)."""
    golden = HERE / "golden" / f"report-{language}.txt"
    assert golden.is_file(), "run tests/report/refresh_golden.py and look at the difference"
    assert read_report_text(paths[language]) == golden.read_text(encoding="utf-8")


def test_other_files_are_not_read_as_reports(tmp_path: Path) -> None:
    """A file that is no workbook is refused in words."""
    path = tmp_path / "r.xlsx"
    path.write_text("no workbook", encoding="utf-8")
    with pytest.raises(AuditkitError, match="開けません"):
        read_report_text(path)
