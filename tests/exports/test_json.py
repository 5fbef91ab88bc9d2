"""JSON: one object with every sheet, rows by column key, values with their types."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from auditkit.exports import write_csv, write_json
from auditkit.models import Language, Text
from auditkit.report import Table, Theme, report_sheets
from auditkit.report._theme import ExtraColumn, ExtraColumns
from tests.exports.conftest import Made

both = pytest.mark.parametrize("language", ["ja", "en"])


def _load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


@both
def test_every_sheet_and_row_is_there(fresh: Made, language: Language, tmp_path: Path) -> None:
    """Each sheet stands under its key; each row of a table has a value for every column."""
    found = _load(fresh.write(write_json, tmp_path / "x.json", language))
    sheets = report_sheets(fresh.assessment, fresh.findings, fresh.library, fresh.run, language)
    assert list(found["sheets"]) == [sheet.key for sheet in sheets]
    for sheet in sheets:
        told = found["sheets"][sheet.key]
        assert told["title"] == sheet.title(language)
        if isinstance(sheet, Table):
            assert told["kind"] == "table"
            assert len(told["rows"]) == len(sheet.rows)
            keys = [column["key"] for column in told["columns"]]
            assert all(list(row) == keys for row in told["rows"])
        else:
            assert told["kind"] == "page"


def test_the_object_says_what_it_is(fresh: Made, tmp_path: Path) -> None:
    """Format, version of the format, provider, date, inputs and editions stand at its head."""
    found = _load(fresh.write(write_json, tmp_path / "x.json"))
    assert (found["format"], found["version"]) == ("auditkit-report", 1)
    assert found["provider"]["id"] == fresh.assessment.provider.id
    assert found["as_of"] == fresh.assessment.as_of.isoformat()
    assert found["audit"] is None
    assert [file["sha256"] for file in found["run"]["inputs"]] == [
        file.sha256 for file in fresh.run.inputs
    ]


def test_values_have_their_types(fresh: Made, tmp_path: Path) -> None:
    """Numbers are numbers, dates are ISO texts, and what is empty is null."""
    sheets = _load(fresh.write(write_json, tmp_path / "x.json"))["sheets"]
    seen: dict[str, set[str]] = {}
    for sheet in sheets.values():
        if sheet["kind"] == "table":
            for column in sheet["columns"]:
                names = {type(row[column["key"]]).__name__ for row in sheet["rows"]}
                seen.setdefault(column["type"], set()).update(names - {"NoneType"})
    assert seen["number"] <= {"int", "float"}
    assert (seen["date"], seen["link"]) == ({"str"}, {"dict"})
    assert seen["text"] <= {"str", "int"}
    assert sheets["log"]["rows"][0]["log_when"] == fresh.assessment.as_of.isoformat()


@both
def test_links_lead_to_rows(audited: Made, language: Language, tmp_path: Path) -> None:
    """A link names a sheet of the object and, where it has one, a row that exists in it."""
    sheets = _load(audited.write(write_json, tmp_path / "x.json", language))["sheets"]
    links = [
        cell
        for sheet in sheets.values()
        for row in sheet["rows"]
        for cell in (row.values() if isinstance(row, dict) else row)
        if isinstance(cell, dict)
    ]
    assert len(links) > 100
    for link in links:
        rows = sheets[link["sheet"]]["rows"]
        assert link["row"] is None or 0 <= link["row"] < len(rows)


def test_an_audit_is_named_and_told_whole(audited: Made, tmp_path: Path) -> None:
    """The id of the audit, its decisions and its whole journal are in the object."""
    found = _load(audited.write(write_json, tmp_path / "x.json", "en"))
    assert audited.record is not None
    assert found["audit"] == audited.record.audit.id
    assert len(found["sheets"]["log"]["rows"]) > len(audited.record.journal)
    verdicts = {row["verdict"] for row in found["sheets"]["results"]["rows"]}
    assert {"○ Conforming", "× Nonconforming"} <= verdicts


def test_hostile_words_are_data(hostile: tuple[str, Made], tmp_path: Path) -> None:
    """A document's words come back as they were, apart from halves of characters."""
    words, made = hostile
    found = _load(made.write(write_json, tmp_path / "x.json"))
    quotes = [row["quote"] for row in found["sheets"]["evidence"]["rows"]]
    assert words.replace("\ud800", "\ufffd") in quotes


def test_columns_of_a_theme_are_columns_like_the_others(fresh: Made, tmp_path: Path) -> None:
    """What a company added to its workbooks is in the other formats too, under its own heading."""
    column = ExtraColumn(Text("社内の整理番号", "Internal number"))
    theme = Theme(columns=ExtraColumns(actions=(column,)))
    inputs = (fresh.assessment, fresh.findings, fresh.library, fresh.run)
    found = _load(write_json(*inputs, tmp_path / "x.json", theme=theme))
    heads = [column["heading"] for column in found["sheets"]["actions"]["columns"]]
    assert "社内の整理番号" in heads
    folder = write_csv(*inputs, tmp_path / "x_csv", theme=theme)
    first = (folder / "actions.csv").read_text(encoding="utf-8-sig").splitlines()[0]
    assert '"社内の整理番号"' in first


def test_equal_inputs_give_equal_bytes(audited: Made, tmp_path: Path) -> None:
    """The same report twice gives the same file."""
    first, second = (audited.write(write_json, tmp_path / n) for n in ("a.json", "b.json"))
    assert first.read_bytes() == second.read_bytes()
