"""One environment, written three times: pyproject.toml, requirements.lock, environment.yml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import yaml
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

CHECKOUT = Path(__file__).resolve().parents[2]
_CONDA_NAMES = {"jupyter-client": "jupyter_client"}
"""PyPI name → conda-forge name, where they differ by more than case."""


def _requirements() -> dict[str, Requirement]:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = project["dependencies"] + project["optional-dependencies"]["dev"]
    found = [Requirement(line) for line in lines]
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def _locked() -> dict[str, set[str]]:
    text = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")
    locked: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.M):
        locked.setdefault(canonicalize_name(name), set()).add(version)
    return locked


def test_conda_environment_has_every_requirement_with_the_same_specifier() -> None:
    """environment.yml lists what pyproject.toml asks for, in the same versions and no more."""
    environment = yaml.safe_load((CHECKOUT / "environment.yml").read_text(encoding="utf-8"))
    conda = {
        match[1]: match[2]
        for line in environment["dependencies"]
        if isinstance(line, str) and (match := re.fullmatch(r"([a-z0-9._-]+)(.*)", line))
    }
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = {
        _CONDA_NAMES.get(requirement.name, requirement.name.lower()): str(requirement.specifier)
        for requirement in _requirements().values()
    }
    # conda-forge has no extras: `uv` stands for nox[uv], `cryptography` for pypdf[crypto].
    wanted |= {"python": project["requires-python"], "pip": "", "uv": "", "cryptography": ""}
    assert conda == wanted


def test_conda_environment_installs_this_checkout_by_pip_alone() -> None:
    """Only the project itself comes through pip; everything else is a conda package."""
    environment = yaml.safe_load((CHECKOUT / "environment.yml").read_text(encoding="utf-8"))
    assert environment["name"] == "auditkit"
    assert environment["channels"] == ["conda-forge"]
    assert [part for part in environment["dependencies"] if isinstance(part, dict)] == [
        {"pip": ["--editable ."]}
    ]


def test_lock_satisfies_every_requirement() -> None:
    """Each requirement of pyproject.toml is locked to a version its specifier allows."""
    locked = _locked()
    wrong = {
        name: locked.get(name)
        for name, requirement in _requirements().items()
        if not locked.get(name)
        or not all(requirement.specifier.contains(version) for version in locked[name])
    }
    assert wrong == {}


def test_lock_has_a_hash_for_every_package() -> None:
    """No package of the lock can be replaced by another file of the same version."""
    text = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)[1:]
    assert len(entries) > 50
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_lock_names_no_host() -> None:
    """The lock works with whatever index the machine is set up for."""
    text = (CHECKOUT / "requirements.lock").read_text(encoding="utf-8")
    assert re.findall(r"(?i)https?:|--(?:extra-)?index|--find.links|file:", text) == []


def test_every_requirement_says_why_it_is_there() -> None:
    """Each line of the dependency lists carries its reason as a comment."""
    text = (CHECKOUT / "pyproject.toml").read_text(encoding="utf-8")
    lines = re.findall(r'^  "[A-Za-z][^"]*[>=][^"]*",.*$', text, re.M)
    assert len(lines) == len(_requirements())
    assert [line for line in lines if not re.search(r"#\s\S", line)] == []
