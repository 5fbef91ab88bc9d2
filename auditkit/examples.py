"""The worked examples of a criterion, put to detection: they are its tests."""

from __future__ import annotations

import dataclasses

from auditkit.evidence import find_evidence
from auditkit.models import Criterion, Document, DocumentSet, Example, Label, Library
from auditkit.passages import split_passages


def label_example(criterion: Criterion, example: Example, library: Library) -> Label:
    """Return the label detection gives to the text of an example, read as a document."""
    text = example.text
    document = Document(
        id="example", path="example", sha256="", text=text, passages=split_passages(text)
    )
    only = dataclasses.replace(library, criteria=(criterion,))
    (result,) = find_evidence(DocumentSet((document,)), only)
    return result.label
