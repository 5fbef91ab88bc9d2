"""``auditkit lab``: the auditor's desk is laid out once, and JupyterLab opens on it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from auditkit import _lab
from auditkit.cli import main
from auditkit.shipped import shipped

_TOKEN = "a-token-of-the-tests"
_PATIENCE = 120.0


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], dict[str, str]]]:
    """What JupyterLab was started with, in place of starting it."""
    calls: list[tuple[list[str], dict[str, str]]] = []
    for name in ("AUDITKIT_PROVIDER", "AUDITKIT_STORE", "JUPYTER_PREFER_ENV_PATH"):
        monkeypatch.setenv(name, "")  # so that the command's own settings are undone
        monkeypatch.delenv(name)

    def run(arguments: list[str]) -> int:
        calls.append((arguments, dict(os.environ)))
        return 0

    monkeypatch.setattr(_lab, "run_lab", run)
    return calls


def _notebook(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def test_a_copy_of_the_notebook_is_put_into_the_working_folder(
    here: Path, started: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """It has the shipped cells without their outputs, and reports go into the same folder."""
    before = (shipped("notebooks") / "assess.ipynb").read_bytes()
    assert main(["lab"]) == 0
    assert "assess.ipynb を用意しました" in capsys.readouterr().err
    copy, source = _notebook(here / "assess.ipynb"), json.loads(before)
    assert [cell["id"] for cell in copy["cells"]] == [cell["id"] for cell in source["cells"]]
    code = [cell for cell in copy["cells"] if cell["cell_type"] == "code"]
    assert [(cell["outputs"], cell["execution_count"]) for cell in code] == [([], None)] * len(code)
    assert 'output = "reports"' in "".join(code[0]["source"])
    assert (shipped("notebooks") / "assess.ipynb").read_bytes() == before
    assert [file.name for file in here.iterdir()] == ["assess.ipynb"]


def test_an_auditors_notebook_is_never_overwritten(
    here: Path, started: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    """A second start opens what is there, whatever became of it."""
    for content in ("{}", "not even JSON", '{"metadata": []}', '{"metadata": {"auditkit": 3}}'):
        (here / "assess.ipynb").write_text(content, encoding="utf-8")
        assert main(["lab", "--lang", "en"]) == 0
        assert (here / "assess.ipynb").read_text(encoding="utf-8") == content
        assert capsys.readouterr().err.startswith("Opening your assess.ipynb.")


def test_a_newer_notebook_is_announced_and_left_aside(
    here: Path,
    started: list[Any],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Only where the shipped one has changed since; the auditor's own changes say nothing."""
    assert main(["lab"]) == 0
    mine = _notebook(here / "assess.ipynb")
    mine["cells"].append({"cell_type": "markdown", "metadata": {}, "source": [], "id": "mine"})
    (here / "assess.ipynb").write_text(json.dumps(mine), encoding="utf-8")
    capsys.readouterr()
    assert main(["lab"]) == 0
    assert "新しくなっています" not in capsys.readouterr().err
    newer = tmp_path_factory.mktemp("newer")
    (newer / "assess.ipynb").write_text('{"cells": [], "metadata": {}}', encoding="utf-8")
    monkeypatch.setattr(_lab, "shipped", lambda _: newer)
    assert main(["lab"]) == 0
    assert "新しくなっています" in capsys.readouterr().err
    assert _notebook(here / "assess.ipynb") == mine


def test_the_installation_is_no_working_folder(
    started: list[Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nobody works in the very notebook that came with auditkit."""
    monkeypatch.chdir(shipped("notebooks"))
    before = sorted(Path.cwd().iterdir())
    assert main(["lab"]) == 2
    assert "作業用のフォルダー" in capsys.readouterr().err
    assert (sorted(Path.cwd().iterdir()), started) == (before, [])


def test_provider_and_store_reach_the_kernels(
    here: Path, started: list[tuple[list[str], dict[str, str]]]
) -> None:
    """Both are told through the environment as absolute paths; an address stays as it is."""
    (here / "事業者 一").mkdir()
    assert main(["lab", "事業者 一", "--store", "data/audits.sqlite"]) == 0
    assert main(["lab", "--store", "postgresql+psycopg://me@host/audits"]) == 0
    first, second = (environment for _, environment in started)
    assert first["AUDITKIT_PROVIDER"] == str(here / "事業者 一")
    assert first["AUDITKIT_STORE"] == str(here / "data" / "audits.sqlite")
    assert second["AUDITKIT_STORE"] == "postgresql+psycopg://me@host/audits"
    assert first["JUPYTER_PREFER_ENV_PATH"] == "1"


def test_without_a_store_that_of_the_user_stays(
    here: Path, started: list[tuple[list[str], dict[str, str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What stands in the environment is not touched."""
    monkeypatch.setenv("AUDITKIT_STORE", "mine.sqlite")
    assert main(["lab"]) == 0
    assert started[0][1]["AUDITKIT_STORE"] == "mine.sqlite"
    assert "AUDITKIT_PROVIDER" not in started[0][1]


def test_nothing_is_asked_of_the_network(
    here: Path, started: list[tuple[list[str], dict[str, str]]]
) -> None:
    """News, updates and the list of extensions are off; port and browser are as asked for."""
    assert main(["lab"]) == 0
    assert main(["lab", "--no-browser", "--port", "8890"]) == 0
    (plain, _), (chosen, _) = started
    quiet = {
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    }
    assert quiet <= set(plain)
    assert "--no-browser" not in plain
    assert not any("port" in argument for argument in plain)
    assert {"--no-browser", "--ServerApp.port=8890", "--ServerApp.port_retries=0"} <= set(chosen)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "nowhere: 見つかりません"),
        (["--port", "x"], "「x」は使えません"),
        (["--port", "0"], "「0」は使えません"),
        (["--port", "65536"], "「65536」は使えません"),
        (["--port", "-1"], "「-1」は使えません"),
        (["--port", "²"], "「²」は使えません"),
        (["--port", "9" * 5000], "は使えません"),
    ],
)
def test_wrong_input_is_told_before_anything_is_made(
    here: Path,
    started: list[Any],
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    message: str,
) -> None:
    """The exit code is 2, and no notebook lies about."""
    try:
        code = main(["lab", *arguments])
    except SystemExit as ended:
        code = int(str(ended.code))
    assert code == 2
    assert message in capsys.readouterr().err
    assert (list(here.iterdir()), started) == ([], [])


def test_a_folder_that_takes_no_notebook_is_told(
    here: Path,
    started: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The system's reason is passed on with the name of the file."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert main(["lab"]) == 2
    assert "用意できません（Permission denied）" in capsys.readouterr().err


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _fetch(port: int, path: str) -> bytes:
    url = f"http://127.0.0.1:{port}{path}?token={_TOKEN}"
    with urllib.request.urlopen(url, timeout=10) as answer:
        content: bytes = answer.read()
    return content


@contextmanager
def _lab_server(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    homes = {name: str(folder / name) for name in ("CONFIG_DIR", "DATA_DIR", "RUNTIME_DIR")}
    environment = {**os.environ, "JUPYTER_TOKEN": _TOKEN, "JUPYTERLAB_SETTINGS_DIR": str(folder)}
    environment |= {f"JUPYTER_{name}": place for name, place in homes.items()}
    work = folder / "work"
    work.mkdir()
    command = [sys.executable, "-m", "auditkit", "lab", "--no-browser", "--port", str(port)]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=work, env=environment, stdout=log, stderr=log)
        try:
            yield server
        finally:
            server.kill()
            server.wait()


def test_the_lab_starts_answers_and_stops(tmp_path: Path) -> None:
    """A real JupyterLab serves the notebook on the port that was asked for, and ends cleanly."""
    port = _free_port()
    with _lab_server(tmp_path, port) as server:
        until = time.monotonic() + _PATIENCE
        status = b""
        while not status and server.poll() is None and time.monotonic() < until:
            try:
                status = _fetch(port, "/api/status")
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        log = (tmp_path / "log").read_text(encoding="utf-8")
        assert status, log
        assert json.loads(status)["kernels"] == 0
        assert f":{port}/lab/tree/assess.ipynb" in log
        served = json.loads(_fetch(port, "/api/contents/assess.ipynb"))["content"]
        assert [cell["id"] for cell in served["cells"]] == [
            cell["id"] for cell in _notebook(tmp_path / "work" / "assess.ipynb")["cells"]
        ]
        page = _fetch(port, "/lab/tree/assess.ipynb").decode("utf-8")
        assert '"news": {"disabled": true}' in page
        server.send_signal(signal.SIGTERM)
        assert server.wait(_PATIENCE) == 0
