"""Several people work on one audit at once, and a report is made of it meanwhile."""

from __future__ import annotations

import random
import shutil
import time
import zipfile
from collections import Counter
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import openpyxl
from nursery import Child, Nursery
from small_audit import assessed, begin, reopen_papers

from auditkit.errors import ConflictError
from auditkit.models import Entry, Verdict
from auditkit.report._words import VERDICT
from auditkit.store import open_store
from auditkit.workflow import export_workbook

WRITERS = ("監査 花子", "監査 次郎", "監査 三郎", "監査 四季")
EACH = 500
POOL = 12
"""How many items they all decide on; few enough to meet often."""


def test_four_writers_and_a_report_lose_no_decision(
    nursery: Nursery, address: str, tmp_path: Path
) -> None:
    """Of 2,000 decisions by four writers each acknowledged one is one entry of the journal, each
    refusal names who was faster, and every workbook written meanwhile is whole."""
    with open_store(address) as store:
        audit = begin(store, assessed().assessment).audit.id
        before = store.head(audit).number
    report = nursery.fork(report_on, address, audit, str(tmp_path))
    report.hear()
    writers = {who: nursery.fork(decide, address, audit, who) for who in WRITERS}
    told = {who: child.wait() for who, child in writers.items()}
    report.hear()
    books = stop(report, tmp_path)

    with open_store(address) as store:
        assert store.verify() == ()
        entries = list(store.journal(audit, before))
        states = store.states(audit)
    saved = {who: [m[1:] for m in each if m[0] == "saved"] for who, each in told.items()}
    refused = [(who, *m[1:]) for who, each in told.items() for m in each if m[0] == "refused"]

    assert {who: len(each) for who, each in saved.items()} == dict.fromkeys(WRITERS, EACH)
    # Entries are the acknowledged decisions: none lost, none twice, none that nobody made.
    # Nobody overwrote what they had not seen: the old value is the one they had before them.
    versions: Counter[str] = Counter()
    reasons: dict[str, Any] = {}
    found: dict[str, list[tuple[Any, ...]]] = {who: [] for who in WRITERS}
    for entry in entries:
        versions[entry.subject] += 1
        old, new = entry.changes["reason"]
        assert old == reasons.get(entry.subject)
        reasons[entry.subject] = new
        found[entry.who].append((entry.subject, versions[entry.subject], old or "", new))
    assert found == saved
    assert {name: states[name].fields["reason"] for name in reasons} == reasons
    assert {name: states[name].version for name in reasons} == versions

    by_hash = {entry.hash: entry for entry in entries}
    assert refused
    for who, subject, message, hashes in refused:
        faster = [by_hash[each] for each in hashes]
        assert faster
        assert {entry.subject for entry in faster} == {subject}
        names = {entry.who for entry in faster}
        assert who not in names
        assert all(name in message for name in names)

    assert len(books) >= 2
    for book in books:
        assert_whole(book, entries)


def decide(told: Connection, address: str, audit: str, who: str) -> None:
    """Decide 500 times on items that others decide on too, and tell how each time ended."""
    chance = random.Random(who)
    papers = reopen_papers(open_store(address), audit, assessed().assessment, who)
    keys = [item.key for item in papers.items[:POOL]]
    for number in range(EACH):
        key, reason = chance.choice(keys), f"{who}の{number}件目"
        while True:
            seen = papers.decision(key)
            # Another one than before, as the same again would not be written.
            others = [each for each in Verdict if each is not seen.verdict]
            try:
                decision = papers.decide(key, verdict=chance.choice(others), reason=reason)
            except ConflictError as error:
                hashes = [entry.hash for entry in error.entries]
                told.send(("refused", f"item:{key}", str(error), hashes))
                continue
            told.send(("saved", f"item:{key}", decision.version, seen.reason, reason))
            break


def report_on(told: Connection, address: str, audit: str, folder: str) -> None:
    """Export the workbook again and again until asked to stop."""
    papers = reopen_papers(open_store(address), audit, assessed().assessment)
    told.send(("open",))
    while not Path(folder, "stop").exists():
        path = export_workbook(papers, assessed(), Path(folder))
        told.send(("written", str(shutil.copy(path, Path(folder, f"{time.time_ns()}.xlsx")))))


def stop(report: Child, folder: Path) -> list[Path]:
    """Let the report run end and return the workbooks it wrote."""
    (folder / "stop").touch()
    report.wait()
    return sorted(path for path in folder.glob("*.xlsx") if path.stem.isdecimal())


def assert_whole(path: Path, entries: list[Entry]) -> None:
    """See that a workbook opens, has every item, and shows one moment of the audit."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
    book = openpyxl.load_workbook(path, read_only=True)
    results, log = table(book["チェック結果"]), table(book["監査記録"])
    book.close()
    assert len(results) == len(assessed().assessment.items)
    numbers = [row["記録番号"] for row in log if row["記録番号"]]
    assert numbers == list(range(1, len(numbers) + 1))
    # The decisions shown are those that the journal beside them ends with, by whoever made them.
    decided = {}
    for entry in entries:
        if entry.number <= numbers[-1]:
            new = {name: after for name, (_, after) in entry.changes.items()}
            verdict = Verdict(new["verdict"])
            who = entry.who if verdict is not Verdict.OPEN else None
            decided[entry.subject] = (VERDICT[verdict].shown("ja"), new["reason"], who)
    shown = {
        f"item:{row['チェックリストID']}:{row['要求事項']}": (
            row["判定"],
            row["判定理由"],
            row["判定者"],
        )
        for row in results
        if row["判定理由"]
    }
    assert shown == decided


def table(sheet: Any) -> list[dict[str, Any]]:
    """Return the rows of a sheet's table by heading."""
    rows = list(sheet.iter_rows(values_only=True))
    first = next(n for n, row in enumerate(rows) if sum(cell is not None for cell in row) > 3)
    return [dict(zip(rows[first], row, strict=True)) for row in rows[first + 1 :]]
