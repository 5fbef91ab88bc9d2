"""YAML files as nodes that know their line, read strictly."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from yaml import Node

from auditkit.checklists._faults import Loc

TAG_STR = "tag:yaml.org,2002:str"
TAG_INT = "tag:yaml.org,2002:int"
TAG_FLOAT = "tag:yaml.org,2002:float"
TAG_BOOL = "tag:yaml.org,2002:bool"
TAG_NULL = "tag:yaml.org,2002:null"
TAG_DATE = "tag:yaml.org,2002:timestamp"
TAG_LIST = "tag:yaml.org,2002:seq"
TAG_MAP = "tag:yaml.org,2002:map"

_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)
_MAYBE_ANCHOR = re.compile(r"(?:^|[\s\[{,])[&*][^\s\[\]{},]", re.MULTILINE)

_EXPLAINED = {
    "found unknown escape character": "checklists.yaml_escape",
    "mapping values are not allowed in this context": "checklists.yaml_colon",
    "found unexpected end of stream": "checklists.yaml_quote_open",
    "but found another document": "checklists.yaml_documents",
    "could not find expected ':'": "checklists.yaml_no_colon",
    "found character that cannot start any token": "checklists.yaml_character",
}


class _Loader(yaml.CSafeLoader):
    """libyaml's composer with a resolver that looks at plain scalars only.

    The stock resolver follows a path stack that no file of ours uses; without it the
    shipped data loads in half the time.
    """

    def resolve(self, kind: type[Node], value: str, implicit: tuple[bool, bool]) -> str:
        if kind is yaml.ScalarNode:
            if implicit[0]:
                for tag, pattern in self.yaml_implicit_resolvers.get(value[:1], ()):
                    if pattern.match(value):
                        return str(tag)
            return TAG_STR
        return TAG_MAP if kind is yaml.MappingNode else TAG_LIST

    def descend_resolver(self, current_node: object, current_index: object) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


def read_yaml(file: Path, loc: Loc) -> Node | None:
    """Return the one document of a YAML file as a node; note why not, if it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        loc.faults.add_at("checklists.not_utf8", loc.path, line, None)
        return None
    except OSError as error:
        loc.fault(None, "checklists.unreadable", reason=error.strerror or str(error))
        return None
    if not _plain(text, loc):
        return None
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        _explain(error, loc)
        return None
    except yaml.reader.ReaderError as error:
        line, column = _place(text, error.position)
        loc.faults.add_at("checklists.yaml_control", loc.path, line, column)
        return None
    if node is None:
        loc.fault(None, "checklists.yaml_empty")
    return node


def _plain(text: str, loc: Loc) -> bool:
    """Refuse what an author hardly ever means: tabs as indentation, anchors and aliases."""
    tabs = [match.end() - 1 for match in _TAB_INDENT.finditer(text)]
    for tab in tabs:
        loc.faults.add_at("checklists.yaml_tab", loc.path, *_place(text, tab))
    if tabs:
        return False
    if not _MAYBE_ANCHOR.search(text):
        return True
    plain = True
    try:
        for token in yaml.scan(text, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
                mark = token.start_mark
                plain = False
                loc.faults.add_at(
                    "checklists.yaml_anchor", loc.path, mark.line + 1, mark.column + 1
                )
    except yaml.YAMLError:
        pass  # composing the text says it better
    return plain


def _place(text: str, position: int) -> tuple[int, int]:
    before = text[:position]
    return before.count("\n") + 1, position - (before.rfind("\n") + 1) + 1


def _explain(error: yaml.MarkedYAMLError, loc: Loc) -> None:
    problem = error.problem or ""
    # For an unclosed quote libyaml points at the end of the file; the author needs its start.
    mark = error.problem_mark or error.context_mark
    if problem == "found unexpected end of stream":
        mark = error.context_mark or mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
    key = _EXPLAINED.get(problem, "checklists.yaml_syntax")
    loc.faults.add_at(key, loc.path, line, column, problem=problem)
