"""How long a gap report takes against stock papermill on an empty notebook.

Run by ``python -m nox -s benchmark``.  The two commands take turns, so that a slow minute of
the machine hits both; the medians and their ratio are printed, then where the time goes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "kogane-server"
STAGES = ("reading", "evidence", "absent", "assessment", "findings", "report")


def main() -> None:
    """Time both commands and print the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("provider", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--pairs", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        _compare(options.provider, options.pairs, Path(folder))


def _compare(provider: Path, pairs: int, folder: Path) -> None:
    empty = folder / "empty.ipynb"
    empty.write_text(json.dumps(_EMPTY), encoding="utf-8")
    stock = [sys.executable, "-m", "papermill", str(empty), str(folder / "out.ipynb")]
    stock += ["--no-progress-bar"]
    report = [sys.executable, "-m", "auditkit", "report", str(provider)]
    report += ["--output", str(folder), "--as-of", "2026-04-01"]
    _time(stock), _time(report)  # bytecode and file caches
    stock_times, report_times, splits = [], [], []
    for _ in range(pairs):
        stock_times.append(_time(stock))
        started = dt.datetime.now().astimezone()
        report_times.append(_time(report))
        splits.append(_split(folder, started, report_times[-1]))
    slow, fast = statistics.median(report_times), statistics.median(stock_times)
    print(f"auditkit report {provider.name}: {slow:.2f} s (min {min(report_times):.2f})")
    print(f"papermill, empty notebook: {fast:.2f} s (min {min(stock_times):.2f})")
    print(f"ratio: {slow / fast:.2f}, median of {pairs} pairs in turn")
    for part in splits[0]:
        print(f"  {part:<28}{statistics.median(split[part] for split in splits):6.2f} s")


def _split(folder: Path, started: dt.datetime, total: float) -> dict[str, float]:
    """Say where the time of the last report went, from its record and its notebook."""
    (record_file,) = folder.glob("*/*_run.json")
    record = json.loads(record_file.read_text(encoding="utf-8"))
    notebook = json.loads((record_file.parent / record["notebook"]).read_text(encoding="utf-8"))
    run_started = dt.datetime.fromisoformat(record["started"])
    run_finished = dt.datetime.fromisoformat(record["finished"])
    metadata = notebook["metadata"]["papermill"]
    first = dt.datetime.fromisoformat(metadata["start_time"])
    cells = {
        cell["id"]: cell["metadata"]["papermill"]["duration"] or 0.0
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    }
    inside = sum(cells.values())
    before = (run_started - started).total_seconds()
    imports = (first - run_started).total_seconds()
    work = (run_finished - run_started).total_seconds()
    return {
        "python and command line": before,
        "importing papermill": imports,
        "kernel start and stop": work - imports - inside,
        **{f"cell {name}": cells[name] for name in STAGES if name in cells},
        "record, files in place, exit": total - before - work,
    }


def _time(command: list[str]) -> float:
    started = time.perf_counter()
    run = subprocess.run(command, capture_output=True)
    if run.returncode:
        sys.exit(run.stderr.decode("utf-8"))
    return time.perf_counter() - started


_EMPTY = {
    "cells": [],
    "metadata": {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    },
    "nbformat": 4,
    "nbformat_minor": 5,
}

if __name__ == "__main__":
    main()
