"""``provider.yaml``: what it may say, read strictly, every fault at once."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from auditkit.checklists import Faults, Loc, build, read_yaml
from auditkit.errors import AuditkitError
from auditkit.messages import say
from auditkit.models import Language, Library
from auditkit.providers._files import named_file, own_files
from auditkit.shipped import shipped


@dataclass(frozen=True)
class ListedDocument:
    """A file that provider.yaml names."""

    file: str
    role: Literal["assessed", "reference"] = "assessed"


@dataclass(frozen=True)
class Sheet:
    """What provider.yaml may say."""

    name: str
    kind: str = ""
    contact: str = ""
    notes: str = ""
    conditions: Mapping[str, bool] = field(default_factory=dict)
    documents: tuple[ListedDocument, ...] = ()

    def assessed_files(self, folder: Path) -> list[Path]:
        """Return the listed files to read, in the order listed."""
        listed = (entry.file for entry in self.documents if entry.role == "assessed")
        return [named_file(folder, name) or folder / name for name in listed]


def read_sheet(file: Path, library: Library | None, language: Language) -> Sheet:
    """Return the sheet; condition codes are those of the library, by default the shipped one."""
    faults = Faults(language)
    loc = Loc(str(file), faults)
    node = read_yaml(file, loc)
    sheet = None
    if node is not None:
        sheet = build(Sheet, node, loc)
        _check_documents(node, file.parent, loc)
        _check_conditions(node, library, loc)
        if sheet and sheet.documents and all(d.role == "reference" for d in sheet.documents):
            for key, _ in _pairs(node, "documents"):
                loc.fault(key, "providers.none_assessed")
    if faults or sheet is None:
        raise AuditkitError(*faults.in_order())
    return sheet


def _check_documents(node: Node, folder: Path, loc: Loc) -> None:
    for _, listed in _pairs(node, "documents"):
        for item in listed.value if isinstance(listed, SequenceNode) else ():
            for _, file in _pairs(item, "file"):
                if not isinstance(file, ScalarNode) or named_file(folder, file.value):
                    continue
                hint = _nearest_file(folder, file.value, loc.faults.language)
                loc.fault(file, "providers.listed_missing", file=file.value, hint=hint)


def _check_conditions(node: Node, library: Library | None, loc: Loc) -> None:
    for _, conditions in _pairs(node, "conditions"):
        known = _condition_codes(library)
        for code, _ in _pairs(conditions):
            if code.value not in known:
                hint = _nearest(code.value, known, loc.faults.language)
                loc.fault(code, "providers.condition_unknown", code=code.value, hint=hint)


def _pairs(node: Node, key: str | None = None) -> Iterator[tuple[ScalarNode, Node]]:
    """Yield the entries of a mapping, or the one under ``key``; of anything else nothing.

    The sheet is looked at before it is known to be well formed, so that all is told at once.
    """
    for name, value in node.value if isinstance(node, MappingNode) else ():
        if isinstance(name, ScalarNode) and key in (None, name.value):
            yield name, value


def _condition_codes(library: Library | None) -> set[str]:
    if library is not None:
        return {condition.code for condition in library.conditions}
    # The whole library takes far longer to load than this one list.
    text = (shipped("checklists") / "conditions.yaml").read_text(encoding="utf-8")
    return {entry["code"] for entry in yaml.safe_load(text)["conditions"]}


def _nearest_file(folder: Path, name: str, language: Language) -> str:
    turned = name.replace("\\", "/")
    if turned != name and named_file(folder, turned):
        return say("runs.nearest", language, word=turned)
    return _nearest(name, (file.name for file in own_files(folder)), language)


def _nearest(word: str, words: Iterable[str], language: Language) -> str:
    close = difflib.get_close_matches(word, sorted(words), n=1)
    return say("runs.nearest", language, word=close[0]) if close else ""
