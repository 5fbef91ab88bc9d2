"""The executed notebook as one HTML file: its outputs and words, no code, nothing from afar."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from auditkit.errors import AuditkitError, Fault
from auditkit.exports._files import encoded
from auditkit.messages import say
from auditkit.models import Language

_OUTCOME = "application/vnd.auditkit.outcome+json"
_SHOWN = ("text/html", "text/markdown", "text/plain", "image/png", "image/jpeg")
"""What of an output is shown; scripts and pictures that can hold scripts are not."""
NOTEBOOK_ONLY = "notebook-only"
"""The tag of a cell that speaks of the notebook itself, not of what it found."""
# fmt: off
_TAGS = frozenset({
    "b", "blockquote", "br", "code", "dd", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "li", "ol", "p", "pre", "s", "span", "strong", "sub", "sup", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
# fmt: on
_NEVER = frozenset({"script", "style", "iframe", "object", "embed", "svg", "math", "template"})
"""Elements whose content goes with them."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'"
"""Browsers that read it run no script and ask nothing of any address."""
_STYLE = Path(__file__).with_name("page.css")


def html_file(notebook: Path, title: str, language: Language) -> bytes:
    """Return the executed notebook as a page in ``language`` with this title."""
    node = _read(notebook, language)
    facts = "".join(
        f"<dt>{escape(say(f'exports.html.{name}', language))}</dt><dd>{escape(value)}</dd>"
        for name, value in _facts(node)
    )
    _prepare(node, language)
    style = _STYLE.read_text(encoding="utf-8")
    page = (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f'<header>\n<h1>{escape(title)}</h1>\n<dl class="facts">{facts}</dl>\n'
        f"<p>{escape(say('exports.html.preliminary', language))}</p>\n</header>\n"
        f"<main>\n{_body(node, notebook, language)}\n</main>\n"
        f"<footer><p>{escape(say('exports.html.made', language))}</p></footer>\n"
        "</body>\n</html>\n"
    )
    return encoded(page)


def _read(notebook: Path, language: Language) -> Any:
    import nbformat

    try:
        node: Any = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]
        nbformat.validate(node)  # reading alone tolerates what is no notebook
    except Exception as error:  # the reader of other files than notebooks raises anything
        told = str(error).partition("\n")[0]
        message = say("exports.notebook_unreadable", language, reason=told)
        raise AuditkitError(Fault(message, str(notebook))) from error
    ran = [cell for cell in node.cells if cell.cell_type == "code" and cell.execution_count]
    if not ran:
        raise AuditkitError(Fault(say("exports.not_executed", language), str(notebook)))
    return node


def _prepare(node: Any, language: Language) -> None:
    """Leave what a reader of the page wants: words in the language, and outputs that are shown."""
    kept: list[Any] = []
    for cell in node.cells:
        if NOTEBOOK_ONLY in cell.metadata.get("tags", ()):
            continue
        if cell.cell_type == "markdown":
            cell.source = cell.metadata.get("auditkit", {}).get(language, cell.source)
        elif cell.cell_type == "code":
            cell.outputs = [_plain(output) for output in cell.outputs if "data" in output]
            if not cell.outputs:
                continue
        kept.append(cell)
    node.cells = kept


def _plain(output: Any) -> Any:
    output.data = {kind: output.data[kind] for kind in _SHOWN if kind in output.data}
    output.metadata = {}
    return output


def _facts(node: Any) -> list[tuple[str, str]]:
    """Return the date that the run was given, and the checklists that it says it applied."""
    given = node.metadata.get("papermill", {}).get("parameters", {})
    reported = [o.data[_OUTCOME] for c in node.cells for o in c.get("outputs", ()) if _seen(o)]
    checklists = reported[-1].get("checklists", ()) if reported else ()
    told = {"as_of": given.get("as_of", ""), "checklists": ", ".join(checklists)}
    return [(name, str(value)) for name, value in told.items() if value]


def _seen(output: Any) -> bool:
    return _OUTCOME in output.get("data", {})


def _body(node: Any, notebook: Path, language: Language) -> str:
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="basic",  # the body alone: the others load scripts from afar
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
    )
    try:
        body, _ = exporter.from_notebook_node(node)
    except Exception as error:  # whatever a template raises, a reader wants one sentence
        told = str(error).partition("\n")[0]
        message = say("exports.notebook_unreadable", language, reason=told)
        raise AuditkitError(Fault(message, str(notebook))) from error
    return _harmless(str(body))


def _harmless(body: str) -> str:
    """Return ``body`` with the plainest elements alone, and without addresses or handlers.

    The outputs are our own and escape what documents say; a changed notebook may not.
    """
    from lxml import etree, html

    root = html.fragment_fromstring(body, create_parent="div")
    etree.strip_tags(root, etree.Comment, etree.ProcessingInstruction)
    etree.strip_elements(root, *_NEVER, with_tail=False)
    for element in list(root.iter()):
        if "anchor-link" in element.get("class", "").split():
            element.drop_tree()
            continue
        if element.tag not in _TAGS:
            element.drop_tag()
            continue
        picture = element.get("src", "") if element.tag == "img" else ""
        # ids go as well: papermill gives the cell that it puts in another one each time
        for name in set(element.attrib) - {"class", "colspan", "rowspan", "alt"}:
            del element.attrib[name]
        if picture.startswith("data:image/"):
            element.set("src", picture)
    return str(html.tostring(root, encoding="unicode", pretty_print=False))
