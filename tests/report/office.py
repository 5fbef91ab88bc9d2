"""What LibreOffice makes of a workbook, for tests."""

from __future__ import annotations

import subprocess
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook


def convert(path: Path, form: str, folder: Path) -> Path:
    """Return the file that LibreOffice makes of ``path``."""
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", form, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{form}"


def recalculated(book: Workbook, folder: Path) -> Workbook:
    """Save without computed values, so that the program has to calculate all of them."""
    folder.mkdir()
    book.save(folder / "given.xlsx")
    (folder / "out").mkdir()
    return openpyxl.load_workbook(
        convert(folder / "given.xlsx", "xlsx", folder / "out"), data_only=True
    )
