"""Time the workbook against pandas writing the same cells unformatted, and its growth.

Our workbook has tables, links, drop-downs, colours, charts and live formulas; pandas'
``to_excel`` with openpyxl writes the same cells bare.  Both write the same audit: every shipped
requirement, one sample's documents, recorded findings with their actions.  Each writing is done
in a process of its own, so that its peak memory is its own; they take turns, and the median
counts.  Ours includes the making of the sheets; pandas is handed its tables ready made.
Seconds are those of the processor: both work in one thread, and a busy machine is no writer's
fault.

Run ``python benchmarks/workbook_speed.py`` in an environment with auditkit installed.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

DAY = dt.date(2026, 4, 1)
SAMPLE = "samples/kogane-server"
SIZES = (100, 1_000, 10_000)


def audit(findings: int) -> tuple[Any, ...]:
    """Return the arguments of ``write_report`` for an audit with so many findings."""
    from auditkit.models import Audit, AuditRecord, RecordedAction, RunInfo
    from auditkit.shipped import shipped
    from auditkit.workflow import assess_provider

    told = assess_provider(shipped("samples") / Path(SAMPLE).name, as_of=DAY)
    keys = [item.key for item in told.assessment.items]
    some = told.findings
    listed = tuple(
        replace(
            some[number % len(some)],
            id=f"F-2026-{number + 1:05d}",
            items=(keys[number % len(keys)],),
            recorded=True,
            owner="総務部",
            due=DAY + dt.timedelta(days=number % 120 - 30),
        )
        for number in range(findings)
    )
    actions = tuple(
        RecordedAction(each.id, response="是正します。", owner=each.owner, due=each.due)
        for each in listed
    )
    checklists = tuple(checklist.key for checklist in told.assessment.checklists)
    head = Audit("A-2026-001", told.assessment.provider.name, checklists, DAY)
    run = RunInfo({}, (), checklists, "benchmark")
    return told.assessment, listed, told.library, run, AuditRecord(head, actions=actions)


def frames(arguments: tuple[Any, ...]) -> dict[str, Any]:
    """Return the same cells as tables of pandas, as bare as they come."""
    import pandas as pd

    from auditkit.report import Formula, Link, Table, report_sheets

    def bare(value: Any) -> Any:
        if isinstance(value, Formula):
            return value.value
        return value.text if isinstance(value, Link) else value

    assessment, findings, library, run, record = arguments
    made = {}
    for sheet in report_sheets(assessment, findings, library, run, "ja", record):
        if isinstance(sheet, Table):
            headings = [column.heading("ja") for column in sheet.columns]
            rows = [[bare(row.get(c.key)) for c in sheet.columns] for row in sheet.rows]
        else:
            last = max(cell.row for cell in sheet.cells) + 1
            headings = [str(at) for at in range(len(sheet.widths))]
            rows = [[None] * len(headings) for _ in range(last)]
            for cell in sheet.cells:
                rows[cell.row][cell.column] = bare(cell.value)
        made[sheet.title("ja")] = pd.DataFrame(rows, columns=headings, dtype=object)
    return made


def write(kind: str, findings: int) -> dict[str, float]:
    """Write once; return seconds, cells, and the megabytes that writing took on top."""
    import pandas as pd

    from auditkit.report import write_report

    arguments = audit(findings)
    tables = frames(arguments)
    cells = sum(table.size + len(table.columns) for table in tables.values())
    assessment, listed, library, run, record = arguments
    before = _peak()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "r.xlsx"
        start = time.process_time()
        if kind == "ours":
            write_report(assessment, listed, library, run, path, "ja", record=record)
        else:
            with pd.ExcelWriter(path, engine="openpyxl") as writer:
                for name, table in tables.items():
                    table.to_excel(writer, sheet_name=name, index=False)
        seconds = time.process_time() - start
        size = path.stat().st_size
    return {
        "seconds": seconds,
        "peak": _peak(),
        "added": _peak() - before,
        "cells": cells,
        "bytes": size,
    }


def _peak() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)


def measure(kind: str, findings: int) -> dict[str, float]:
    """Write once in a process of its own."""
    command = [sys.executable, __file__, "--one", kind, str(findings)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, help="how often each is written")
    parser.add_argument("--one", nargs=2, metavar=("KIND", "FINDINGS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(write(options.one[0], int(options.one[1]))))
        return
    print(
        f"{'findings':>8} {'writer':<7} {'cells':>8} {'seconds':>8} {'µs/cell':>8} "
        f"{'peak MB':>8} {'added MB':>8}"
    )
    ours: dict[int, float] = {}
    for findings in SIZES:
        kinds = ("ours", "pandas")
        rounds = [{kind: measure(kind, findings) for kind in kinds} for _ in range(options.rounds)]
        medians = {}
        for kind in kinds:
            seconds = statistics.median(each[kind]["seconds"] for each in rounds)
            told, medians[kind] = rounds[0][kind], seconds
            print(
                f"{findings:>8,} {kind:<7} {told['cells']:>8,.0f} {seconds:>8.2f} "
                f"{seconds / told['cells'] * 1e6:>8.1f} {told['peak']:>8.0f} {told['added']:>8.0f}"
            )
        ours[findings] = medians["ours"]
        print(f"{'':>8} ours takes {medians['ours'] / medians['pandas']:.2f} of pandas")
    first, middle, last = SIZES
    early = (ours[middle] - ours[first]) / (middle - first)
    late = (ours[last] - ours[middle]) / (last - middle)
    print(
        f"a finding more takes {early * 1e3:.2f} ms up to {middle:,}, "
        f"{late * 1e3:.2f} ms up to {last:,}"
    )


if __name__ == "__main__":
    main()
