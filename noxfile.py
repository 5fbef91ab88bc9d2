"""Every routine job, each in an environment that nox makes itself.

``python -m nox --list`` names them. Environments live in ``.nox/`` and are kept between runs;
what goes into them is fixed by ``requirements.lock``.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import nox

nox.needs_version = ">=2025.5.1"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.reuse_existing_virtualenvs = True
nox.options.sessions = ["tests"]

LOCK = "requirements.lock"
SAMPLE = "samples/kogane-server"


def install(session: nox.Session) -> None:
    """Install the locked dependencies, then this checkout, editable."""
    if sys.version_info < (3, 11):  # noqa: UP036  # nox itself runs on older ones
        session.error("Python 3.11 以上で実行してください。/ Python 3.11 or later is needed.")
    # uv leaves no bytecode, and every start would then take a second longer.
    session.env["UV_COMPILE_BYTECODE"] = "1"
    session.install("--quiet", "--require-hashes", "-r", LOCK)
    session.install("--quiet", "--no-deps", "--no-build-isolation", "--editable", ".")


def close_quietly() -> None:
    """Let the job's own last line be the last line; nox still reports a failure."""
    logging.getLogger("nox").setLevel(logging.ERROR)


@nox.session
def sample(session: nox.Session) -> None:
    """Make the sample provider's workbook in reports/ and print its path."""
    install(session)
    close_quietly()
    session.run("auditkit", "report", SAMPLE, "--output", "reports", *session.posargs)


@nox.session
def tests(session: nox.Session) -> None:
    """Run every check: format, lint, types, checklists, tests, notebooks."""
    install(session)
    session.run("ruff", "format", "--check", ".")
    session.run("ruff", "check", ".")
    session.run("mypy")
    session.run("auditkit", "check")
    close_quietly()
    session.run("pytest", *session.posargs)


@nox.session
def benchmark(session: nox.Session) -> None:
    """Time a report against stock papermill, detection, and the form against a naive one."""
    install(session)
    session.install("--quiet", "--require-hashes", "-r", "benchmarks/requirements.lock")
    close_quietly()
    session.run("python", "benchmarks/report_vs_papermill.py")
    session.run("python", "benchmarks/detection_speed.py")
    session.run("python", "benchmarks/workbook_speed.py")
    session.run("python", "benchmarks/form_speed.py")  # needs a chromium on the path


@nox.session(venv_backend="none")
def lock(session: nox.Session) -> None:
    """Write requirements.lock anew from pyproject.toml, for all platforms."""
    # No index options: uv would take one index's files only, and name its host in the lock.
    options = "--universal --python-version 3.11 --generate-hashes --no-header --quiet"
    hosts = "--no-emit-index-url --no-emit-find-links --no-config"
    uv = (sys.executable, "-m", "uv", "pip", "compile", *options.split(), *hosts.split())
    sources = {
        LOCK: ("--extra", "dev", "pyproject.toml"),
        "benchmarks/requirements.lock": ("benchmarks/requirements.in",),
    }
    for target, source in sources.items():
        session.run(*uv, *session.posargs, *source, "--output-file", target, external=True)


@nox.session
def notebooks(session: nox.Session) -> None:
    """Execute the notebooks in place, as they are committed."""
    install(session)
    options = "--to notebook --execute --inplace --ExecutePreprocessor.record_timing=False"
    # What a widget holds is no part of the notebook, and would name the machine.
    options += " --ExecutePreprocessor.store_widget_state=False"
    session.env["AUDITKIT_STORE"] = str(Path(session.create_tmp()) / "store.sqlite")
    found = sorted(str(notebook) for notebook in Path("notebooks").glob("*.ipynb"))
    session.run("jupyter", "nbconvert", *options.split(), *found)
