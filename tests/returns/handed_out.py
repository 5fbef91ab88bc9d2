"""An audit whose workbook was handed out, and ways to fill it in as people do."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from auditkit.audits import (
    WeighedReturn,
    Workpapers,
    audit_record,
    decided_assessment,
    reported_findings,
    start_audit,
    weigh_return,
)
from auditkit.models import Assessment, Grade, Language, Rank, RunInfo, Verdict
from auditkit.report import write_report
from auditkit.report._headings import HEADINGS, SHEETS
from auditkit.report._theme import Theme
from auditkit.returns import read_return
from auditkit.shipped import shipped
from auditkit.store import Store, open_store
from auditkit.workflow import Assessed, assess_provider

DAY = dt.date(2026, 4, 20)
AUDITOR, OTHER = "監査 花子", "点検 次郎"
ITEMS, FINDINGS = 120, 40
AUDIT = "A-2026-001"


@functools.cache
def assessed() -> Assessed:
    """Return the assessment of the sample, once for all tests."""
    return assess_provider(shipped("samples") / "kogane-server", as_of=DAY)


def few(count: int) -> Assessment:
    """Return the assessment of the first requirements of the APPI alone."""
    whole = assessed().assessment
    (checklist,) = [each for each in whole.checklists if each.id == "appi"]
    kept = dataclasses.replace(checklist, requirements=checklist.requirements[:count])
    keys = {f"{kept.key}:{requirement.id}" for requirement in kept.requirements}
    items = tuple(item for item in whole.items if item.key in keys)
    criteria = tuple({result.id: result for item in items for result in item.results}.values())
    return dataclasses.replace(whole, checklists=(kept,), items=items, criteria=criteria)


def begin(store: Store, items: int, findings: int) -> Workpapers:
    """Start an audit and record so many findings, each on a requirement of its own."""
    papers = start_audit(
        store,
        few(items),
        who=AUDITOR,
        folder="samples/kogane-server",
        started=DAY,
        scope="全社",
        department="サーバー事業部",
        auditors=[(AUDITOR, "内部監査室")],
        today=lambda: DAY,
    )
    for number, item in enumerate(papers.items[:findings]):
        papers.decide(item.key, verdict=Verdict.PARTIAL, grade=Grade.MINOR, fact="規程がない。")
        papers.record_finding(
            item.key,
            cause="手順がない。",
            effect="本人が知り得ない。",
            recommendation=f"手順を定める。\n（{number + 1}件目）",
            severity=Rank.HIGH if number % 2 else Rank.LOW,
            urgency=Rank.MEDIUM,
            owner="総務部 山田",
            due=dt.date(2026, 6, 30) + dt.timedelta(days=number),
        )
    return papers


def hand_out(
    papers: Workpapers, path: Path, language: Language = "ja", theme: Theme | None = None
) -> Path:
    """Write the workbook of an audit."""
    keys = tuple(checklist.key for checklist in papers.assessment.checklists)
    library = dataclasses.replace(assessed().library, crosswalk=())
    return write_report(
        decided_assessment(papers),
        reported_findings(papers, ()),
        library,
        RunInfo({"provider": "samples/kogane-server"}, (), keys, "0.1.0"),
        path,
        language,
        audit_record(papers),
        theme,
    )


def title(table: str, language: Language = "ja") -> str:
    """Return the name of a sheet."""
    return SHEETS[table].title.in_language(language)


class Filled:
    """A workbook opened to be filled in, its cells found by row and heading."""

    def __init__(self, path: Path, language: Language = "ja") -> None:
        self.language: Language = language
        self.path = path
        self.book = openpyxl.load_workbook(path)
        self._places: dict[str, tuple[dict[str, int], dict[str, int]]] = {}

    def sheet(self, table: str) -> Any:
        """Return a sheet by the key of its table."""
        return self.book[title(table, self.language)]

    def places(self, table: str) -> tuple[dict[str, int], dict[str, int]]:
        """Return row by name and column by heading."""
        if table not in self._places:
            sheet = self.sheet(table)
            columns = {cell.value: cell.column for cell in sheet[4] if cell.value}
            named = [HEADINGS["finding_id"]]
            if table == "results":
                named = [HEADINGS["checklist_key"], HEADINGS["requirement"]]
            keys = [columns[text.in_language(self.language)] for text in named]
            rows = {
                ":".join(str(row[key - 1].value) for key in keys): row[0].row
                for row in sheet.iter_rows(min_row=5)
                if row[keys[0] - 1].value
            }
            self._places[table] = rows, columns
        return self._places[table]

    def cell(self, table: str, name: str, column: str) -> Any:
        """Return the cell of a row and a column, by the column's key."""
        rows, columns = self.places(table)
        return self.sheet(table).cell(
            rows[name], columns[HEADINGS[column].in_language(self.language)]
        )

    def put(self, table: str, name: str, column: str, value: object) -> str:
        """Write into a cell and return its address; a text is a text, whatever it begins with."""
        cell = self.cell(table, name, column)
        cell.value = value
        if isinstance(value, str):
            cell.data_type = "s"
        return str(cell.coordinate)

    def formula(self, table: str, name: str, column: str, value: str) -> str:
        """Write a formula into a cell and return its address."""
        cell = self.cell(table, name, column)
        cell.value = value
        assert cell.data_type == "f"
        return str(cell.coordinate)

    def save(self, path: Path) -> Path:
        """Save it under another name."""
        self.book.save(path)
        return path


def resave(soffice: str, path: Path, folder: Path) -> Path:
    """Save a workbook with LibreOffice and return the new file."""
    (folder / "out").mkdir(parents=True, exist_ok=True)
    command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx", "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / "out" / path.name


def repack(
    path: Path,
    new: Path,
    change: Callable[[str, bytes], bytes | None] | None = None,
    extra: Mapping[str, bytes] | None = None,
    *,
    packed: bool = True,
) -> Path:
    """Write the package anew, with some of its parts changed, left out or added."""
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(new, "w", method) as made:
        for name in old.namelist():
            content = old.read(name)
            kept = content if change is None else change(name, content)
            if kept is not None and name not in (extra or {}):
                made.writestr(name, kept)
        for name, content in (extra or {}).items():
            made.writestr(name, content)
    return new


class Handed:
    """A store with an audit, and the workbooks that were written from it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.where = folder / "store.sqlite"

    def book(self, language: Language = "ja") -> Path:
        """Return the workbook as it was handed out."""
        return self.folder / f"{language}.xlsx"

    def copy(self, folder: Path) -> Handed:
        """Return a copy that a test may write to."""
        shutil.copytree(self.folder, folder)
        return Handed(folder)

    def store(self) -> Store:
        """Open the store."""
        return open_store(self.where)

    def weigh(self, path: Path) -> WeighedReturn:
        """Read a workbook and hold it to the store."""
        with self.store() as store:
            return weigh_return(store, read_return(path))


def make(folder: Path, items: int, findings: int) -> Handed:
    """Make a store with an audit, and its workbook in both languages."""
    folder.mkdir()
    handed = Handed(folder)
    with handed.store() as store:
        papers = begin(store, items, findings)
        for language in ("ja", "en"):
            hand_out(papers, handed.book(language), language)
    return handed
