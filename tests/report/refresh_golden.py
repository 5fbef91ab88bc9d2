"""Renew the agreed texts of the workbook; look at the difference before committing it.

Run ``python tests/report/refresh_golden.py`` in an environment with auditkit installed.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from report_sample import sample, write

from auditkit.models import Language
from auditkit.report import read_report_text

LANGUAGES: tuple[Language, ...] = ("ja", "en")

if __name__ == "__main__":
    made = sample()
    with tempfile.TemporaryDirectory() as folder:
        for language in LANGUAGES:
            path = write(made, Path(folder) / "report.xlsx", language)
            golden = Path(__file__).parent / "golden" / f"report-{language}.txt"
            golden.write_text(read_report_text(path), encoding="utf-8")
