"""The two commands of the README, and the check that runs one of them."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def _commands(readme: Path) -> list[str]:
    text = readme.read_text(encoding="utf-8")
    return re.findall(r"^ *(python -m pip install .*nox -s (?:sample|tests)) *$", text, re.M)


def test_every_readme_names_the_two_commands_that_set_themselves_up() -> None:
    """In each language there is one line for the sample and one for the tests, the same ones."""
    found = {readme.name: _commands(readme) for readme in CHECKOUT.glob("README*.md")}
    assert len(found) > 1
    assert [command.split()[-1] for command in found["README.md"]] == ["sample", "tests"]
    assert dict.fromkeys(found, found["README.md"]) == found


def test_noxfile_has_the_sessions_that_the_readme_names() -> None:
    """The sessions that readers are told to run exist."""
    text = (CHECKOUT / "noxfile.py").read_text(encoding="utf-8")
    assert set(re.findall(r"^def (sample|tests)\(session", text, re.M)) == {"sample", "tests"}


def test_sample_of_the_readme_command_is_shipped() -> None:
    """The provider that the sample session reports on lies in samples/."""
    text = (CHECKOUT / "noxfile.py").read_text(encoding="utf-8")
    match = re.search(r'^SAMPLE = "(.+)"$', text, re.M)
    assert match
    assert (CHECKOUT / match[1]).is_dir()


def test_ci_takes_its_command_from_the_readme() -> None:
    """.ci/run names no test runner of its own, so it cannot drift from the README."""
    script = (CHECKOUT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script
    assert re.findall(r"\b(?:pytest|pip install)\b", script) == []


def test_wheel_holds_the_data_beside_the_package(tmp_path: Path) -> None:
    """Checklists, notebooks and samples are in the wheel, where the package looks for them."""
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(
        [*build, "--directory", str(tmp_path)], cwd=CHECKOUT, check=True, capture_output=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        shipped = {name for name in archive.namelist() if name.startswith("auditkit/_data/")}
    expected = {
        f"auditkit/_data/{file.relative_to(CHECKOUT).as_posix()}"
        for folder in ("checklists", "notebooks", "samples")
        for file in (CHECKOUT / folder).rglob("*")
        if file.is_file() and file.name[0] != "." and file.parent.name != "__pycache__"
    }
    assert shipped == expected
