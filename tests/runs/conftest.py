"""Small notebooks that stand in for the report notebook: they write a file and say so."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

PARAMETERS = """\
provider = "."
provider_name = ""
checklists = "appi@2023-04-01"
as_of = "2026-04-01"
language = "ja"
output = "."
"""

REPORT = """\
from pathlib import Path
from auditkit.providers import read_provider
from auditkit.runs import Outcome

audited, sources = read_provider(provider, provider_name)
workbook = Path(output) / f"{audited.id}_gap_report.xlsx"
workbook.write_text(f"{as_of} {[source.name for source in sources]}", encoding="utf-8")
Outcome(workbook.name, ("appi@2023-04-01",), {"stated": 3, "not_found": 1}, 2, (), language)
"""

MakeNotebook = Callable[..., Path]


def write_notebook(path: Path, *sources: str, parameters: str = PARAMETERS) -> Path:
    """Write a notebook with a parameters cell and one cell for each source."""
    tagged = [(parameters, ["parameters"]), *((source, []) for source in sources)]
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{number}",
            "metadata": {"tags": tags},
            "execution_count": None,
            "outputs": [],
            "source": source,
        }
        for number, (source, tags) in enumerate(tagged)
    ]
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    content = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.fixture
def make_notebook(tmp_path: Path) -> MakeNotebook:
    """A maker of notebooks in a folder of their own."""

    def make(*sources: str, parameters: str = PARAMETERS) -> Path:
        folder = tmp_path / "notebooks"
        folder.mkdir(exist_ok=True)
        return write_notebook(folder / "stub.ipynb", *sources, parameters=parameters)

    return make


@pytest.fixture
def provider(tmp_path: Path) -> Path:
    """A provider with one document."""
    folder = tmp_path / "さくら 電機"
    folder.mkdir()
    (folder / "privacy.txt").write_text("個人情報保護方針", encoding="utf-8")
    return folder
