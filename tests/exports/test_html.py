"""The page: the notebook's words and outputs, no code, no script, nothing from elsewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from lxml import html

from auditkit.errors import AuditkitError
from auditkit.exports import write_html
from auditkit.shipped import shipped
from auditkit.tables import Table
from tests.exports.conftest import HOSTILE

_SCRIPT = "<script src='https://evil.example/x.js'></script>"


def _notebook(path: Path, *cells: dict[str, Any], ran: bool = True) -> Path:
    for number, cell in enumerate(cells):
        cell.setdefault("id", f"c{number}")
        cell.setdefault("metadata", {})
        if cell["cell_type"] == "code":
            cell["execution_count"] = number + 1 if ran else None
    content = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def _code(*outputs: dict[str, Any], source: str = "secret_code()") -> dict[str, Any]:
    return {"cell_type": "code", "source": source, "outputs": list(outputs)}


def _output(**data: Any) -> dict[str, Any]:
    kinds = {name.replace("__", "/"): value for name, value in data.items()}
    return {"output_type": "display_data", "data": kinds, "metadata": {}}


def _page(notebook: Path, title: str = "題", language: Any = "ja") -> Any:
    path = write_html(notebook, notebook.with_suffix(".html"), title, language)
    return html.fromstring(path.read_bytes())


def _assert_harmless(page: Any) -> None:
    """The page holds no script and no handler, and names no address to load from."""
    assert page.xpath("//script | //iframe | //object | //embed | //link | //base | //svg") == []
    for element in page.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("href", "srcset", "style", "action", "formaction")
            if name == "src":
                assert value.startswith("data:image/")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")
    assert "url(" not in page.xpath("string(//style)")
    assert "@import" not in page.xpath("string(//style)")


def _printable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())


def test_shipped_notebook_becomes_a_page_without_code(tmp_path: Path) -> None:
    """The report's notebook gives a page with its tables, a title and a language, and no code."""
    path = tmp_path / "page.html"
    write_html(shipped("notebooks") / "gap_report.ipynb", path, "ギャップ報告書　黄金サーバー")
    page = html.fromstring(path.read_bytes())
    assert page.get("lang") == "ja"
    assert page.xpath("string(//title)") == "ギャップ報告書　黄金サーバー"
    assert len(page.xpath("//table//th")) > 10
    text = page.text_content()
    assert "find_evidence" not in text
    assert "papermill" not in text
    assert "予備判定" in text
    _assert_harmless(page)


def test_words_about_the_notebook_itself_are_left_out(tmp_path: Path) -> None:
    """What tells how to use the notebook is for its user; headings are those for a reader."""
    notebook = shipped("notebooks") / "gap_report.ipynb"
    for language, heading in (("ja", "読み取った文書"), ("en", "Documents read")):
        path = write_html(notebook, tmp_path / f"{language}.html", "t", language)  # type: ignore[arg-type]
        page = html.fromstring(path.read_bytes())
        headings = [element.text_content() for element in page.xpath("//h2")]
        assert headings[0] == heading
        assert len(headings) == 6
        assert page.get("lang") == language
        assert "上から順に実行" not in page.text_content()


def test_english_page_has_english_words_alone_around_the_outputs(tmp_path: Path) -> None:
    """Every sentence of ours is in the language of the page."""
    source = json.loads((shipped("notebooks") / "gap_report.ipynb").read_text(encoding="utf-8"))
    for cell in source["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    notebook = tmp_path / "n.ipynb"
    notebook.write_text(json.dumps(source), encoding="utf-8")
    text = _page(notebook, "Gap report", "en").xpath("string(//body)")
    assert text.replace("“", "").replace("”", "").strip().isascii()


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: ascii(words[:12]))
def test_hostile_passages_are_shown_as_text(words: str, tmp_path: Path) -> None:
    """What a document says stands on the page as words, as the notebook's own tables show it."""
    shown = words.replace("\ud800", "").replace("\0", "")
    table = Table(pd.DataFrame([[shown]], columns=["証跡"]))._repr_html_()
    page = _page(_notebook(tmp_path / "n.ipynb", _code(_output(text__html=table))), shown)
    _assert_harmless(page)
    (cell,) = page.xpath("//td")
    # pandas writes a tab as a backslash and a letter
    seen = re.sub(r"\\[trn]", "", cell.text_content())
    assert _printable(seen).strip() == _printable(shown).strip()


@pytest.mark.parametrize(
    "cell",
    [
        _code(_output(text__html=f"<p>a</p>{_SCRIPT}<script>x()</script>")),
        _code(_output(text__html="<img src='https://evil.example/p.png'>b")),
        _code(_output(text__html="<p onclick='x()' style='background:url(//evil.example)'>c</p>")),
        _code(_output(text__html="<iframe srcdoc='x'></iframe><a href='javascript:x()'>d</a>")),
        _code(
            _output(text__html="<svg onload='x()'></svg><style>@import '//evil.example'</style>")
        ),
        _code(_output(application__javascript="x()", text__plain="e")),
        _code(_output(image__svg="<svg/>", text__plain="f")),
        _code({"output_type": "stream", "name": "stderr", "text": "warning at secret place"}),
        {"cell_type": "markdown", "source": f"g {_SCRIPT} ![x](https://evil.example/p.png)"},
        {"cell_type": "markdown", "source": "[h](https://evil.example) $x$ <b onload=x()>i</b>"},
    ],
    ids=range(10),
)
def test_a_changed_notebook_brings_nothing_active(cell: dict[str, Any], tmp_path: Path) -> None:
    """Scripts, handlers, frames, styles and addresses that somebody put in are dropped."""
    page = _page(_notebook(tmp_path / "n.ipynb", _code(_output(text__plain="x")), cell))
    _assert_harmless(page)
    shown = page.xpath("string(//main)")
    assert [word for word in ("secret", "x()", "@import") if word in shown] == []


def test_pictures_of_the_notebook_are_held_in_the_page(tmp_path: Path) -> None:
    """A chart is part of the file."""
    notebook = _notebook(tmp_path / "n.ipynb", _code(_output(image__png="iVBORw0KGgo=")))
    assert _page(notebook).xpath("//img/@src") == ["data:image/png;base64,iVBORw0KGgo="]


def test_title_is_text(tmp_path: Path) -> None:
    """A provider's name is no markup."""
    page = _page(_notebook(tmp_path / "n.ipynb", _code()), "<script>x</script>&amp;")
    _assert_harmless(page)
    assert page.xpath("string(//title)") == "<script>x</script>&amp;"


def test_page_prints_on_a4(tmp_path: Path) -> None:
    """The page has a style for print, with headings of tables repeated on each sheet."""
    style = _page(_notebook(tmp_path / "n.ipynb", _code())).xpath("string(//style)")
    assert "@media print" in style
    assert "size: A4 landscape" in style
    assert "table-header-group" in style


def test_equal_outputs_give_equal_pages(tmp_path: Path) -> None:
    """Ids and times, which differ from run to run, leave no trace."""
    pages = []
    for name in ("a", "b"):
        cell = _code(_output(text__plain="x"))
        cell |= {"id": name * 8, "metadata": {"papermill": {"duration": len(pages)}}}
        notebook = _notebook(tmp_path / f"{name}.ipynb", cell)
        pages.append(write_html(notebook, tmp_path / f"{name}.html", "t").read_bytes())
    assert pages[0] == pages[1]


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 1}', '{"nbformat": 4}'])
def test_what_is_no_notebook_is_refused(content: str, tmp_path: Path) -> None:
    """A file that is no notebook is named, and no page is written."""
    notebook = tmp_path / "n.ipynb"
    notebook.write_text(content, encoding="utf-8")
    with pytest.raises(AuditkitError, match=r"n\.ipynb.*ノートブック"):
        write_html(notebook, tmp_path / "p.html", "t")
    assert not (tmp_path / "p.html").exists()


def test_a_notebook_that_never_ran_is_refused(tmp_path: Path) -> None:
    """A page of empty headings would look like a report that found nothing."""
    notebook = _notebook(tmp_path / "n.ipynb", _code(), ran=False)
    with pytest.raises(AuditkitError, match="has not been executed"):
        write_html(notebook, tmp_path / "p.html", "t", "en")
