"""Objects from YAML nodes: the signature of a frozen dataclass is the schema of its data.

Each kind of value has a *reader*: a function from a node to a value, or to :data:`_BAD` once
it has noted why the node cannot be one. Readers are made once for each type and place.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from functools import cache
from typing import Any, Final, Literal, TypeVar

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from auditkit.checklists import _yaml as tags
from auditkit.checklists._faults import Loc

T = TypeVar("T")
_Reader = Callable[[Node, Loc], Any]
_BAD: Final = object()
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")


def build(
    cls: type[T], node: Node, loc: Loc, given: Mapping[str, object] | None = None
) -> T | None:
    """Return the ``cls`` that ``node`` describes, or ``None`` with every fault noted in ``loc``.

    ``given`` holds the fields that come from elsewhere: the node may repeat one, not change it.
    """
    value = _fill(cls, "", node, loc, given or {})
    return None if value is _BAD else typing.cast(T, value)


def read_text(where: str, node: Node, loc: Loc) -> str | None:
    """Return the text of ``node``, or ``None`` with the fault noted in ``loc``."""
    value = _reader(str, where)(node, loc)
    return None if value is _BAD else str(value)


def entries(node: Node, loc: Loc, where: str = "") -> Iterator[tuple[str, Node, Node]]:
    """Yield key, key node and value node of a mapping; note repeated and non-text keys."""
    if not isinstance(node, MappingNode):
        loc.fault(node, "checklists.mapping_expected", where=_shown(where, loc))
        return
    seen: dict[str, int] = {}
    for key, value in node.value:
        if not isinstance(key, ScalarNode):
            loc.fault(key, "checklists.key_not_text")
        elif key.tag != tags.TAG_STR:
            loc.fault(key, "checklists.key_quote", value=key.value)
        elif key.value in seen:
            loc.fault(key, "checklists.key_repeated", key=key.value, line=seen[key.value])
        else:
            seen[key.value] = key.start_mark.line + 1
            yield key.value, key, value


@dataclasses.dataclass(frozen=True)
class _Field:
    read: _Reader
    required: bool


@cache
def _fields(cls: Any, where: str) -> Mapping[str, _Field]:
    assert isinstance(cls, type)
    hints = typing.get_type_hints(cls)
    missing = dataclasses.MISSING
    return types.MappingProxyType(
        {
            field.name: _Field(
                _reader(
                    hints[field.name],
                    f"{where}.{field.name}" if where else field.name,
                    field.default == "",
                ),
                field.default is missing and field.default_factory is missing,
            )
            for field in dataclasses.fields(cls)
        }
    )


def _fill(cls: Any, where: str, node: Node, loc: Loc, given: Mapping[str, object]) -> object:
    if not isinstance(node, MappingNode):
        expected = [name for name in _fields(cls, where) if name not in given]
        loc.fault(
            node,
            "checklists.keys_expected",
            where=_shown(where, loc),
            keys=loc.faults.listed(expected),
        )
        return _BAD
    fields = _fields(cls, where)
    values: dict[str, object] = dict(given)
    sound = list(entries(node, loc, where))
    complete = len(sound) == len(node.value)  # else entries() noted a fault
    for name, key, child in sound:
        if name in given:
            if child.value != given[name]:
                loc.fault(key, "checklists.key_elsewhere", key=name)
                complete = False
        elif name in fields:
            values[name] = fields[name].read(child, loc)
            complete = complete and values[name] is not _BAD
        else:
            hint = loc.faults.nearest(name, [word for word in fields if word not in given])
            loc.fault(key, "checklists.key_unknown", key=name, hint=hint)
            complete = False
    for name, field in fields.items():
        if field.required and name not in values:
            loc.fault(node, "checklists.key_missing", key=f"{where}.{name}" if where else name)
            complete = False
    if not complete:
        return _BAD
    try:
        return cls(**values)
    except ValueError as error:
        loc.fault(node, "checklists.value_invalid", where=_shown(where, loc), reason=error)
        return _BAD


@cache
def _reader(hint: Any, where: str, blank: bool = False) -> _Reader:
    """Return the reader for a type; ``where`` names the field, ``blank`` allows ``""``."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (types.UnionType, typing.Union):
        return _one_of(arguments, where, blank)
    if origin is Literal:
        return _word({str(word): word for word in arguments}, where)
    if origin is tuple:
        return _tuple(_reader(arguments[0], where), where)
    if origin is Mapping or origin is dict:
        return _mapping(_reader(arguments[1], where), where)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return lambda node, loc: _fill(hint, where, node, loc, {})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _word({str(member.value): member for member in hint}, where)
    simple: Mapping[Any, _Reader] = {
        str: _text(where, blank),
        bool: _boolean(where),
        int: _integer(where),
        float: _number(where),
        dt.date: _date(where),
    }
    if hint not in simple:
        raise TypeError(f"{where}: no reader for {hint}")
    return simple[hint]


def _shown(where: str, loc: Loc) -> str:
    return where or loc.faults.name("entry")


def _text(where: str, blank: bool) -> _Reader:
    def read(node: Node, loc: Loc) -> object:
        if node.tag == tags.TAG_STR and isinstance(node, ScalarNode):
            if blank or node.value.strip():
                return node.value
            loc.fault(node, "checklists.value_blank", where=where)
        elif node.tag == tags.TAG_NULL:
            loc.fault(node, "checklists.value_missing", where=where)
        elif isinstance(node, ScalarNode):
            loc.fault(node, "checklists.text_quote", where=where, value=node.value)
        else:
            loc.fault(node, "checklists.text_expected", where=where)
        return _BAD

    return read


def _word(words: Mapping[str, object], where: str) -> _Reader:
    def read(node: Node, loc: Loc) -> object:
        if isinstance(node, ScalarNode):
            if node.value in words:
                return words[node.value]
            if node.tag == tags.TAG_NULL:
                loc.fault(node, "checklists.value_missing", where=where)
                return _BAD
        found = node.value if isinstance(node, ScalarNode) else "…"
        loc.fault(
            node,
            "checklists.word_unknown",
            where=where,
            value=found,
            words=loc.faults.listed(word or '""' for word in words),
            hint=loc.faults.nearest(found, words),
        )
        return _BAD

    return read


def _integer(where: str) -> _Reader:
    def read(node: Node, loc: Loc) -> object:
        if node.tag == tags.TAG_INT and _INTEGER.fullmatch(node.value):
            return int(node.value)
        loc.fault(node, "checklists.integer_expected", where=where)
        return _BAD

    return read


def _number(where: str) -> _Reader:
    def read(node: Node, loc: Loc) -> object:
        if node.tag in (tags.TAG_INT, tags.TAG_FLOAT):
            try:
                return float(node.value)
            except ValueError:
                pass
        loc.fault(node, "checklists.number_expected", where=where)
        return _BAD

    return read


def _boolean(where: str) -> _Reader:
    def read(node: Node, loc: Loc) -> object:
        if node.tag == tags.TAG_BOOL and node.value in ("true", "false"):
            return node.value == "true"
        loc.fault(node, "checklists.boolean_expected", where=where)
        return _BAD

    return read


def _date(where: str) -> _Reader:
    def read(node: Node, loc: Loc) -> object:
        if isinstance(node, ScalarNode) and len(node.value) == len("2022-04-01"):
            try:
                return dt.date.fromisoformat(node.value)
            except ValueError:
                pass
        loc.fault(node, "checklists.date_expected", where=where)
        return _BAD

    return read


def _tuple(item: _Reader, where: str) -> _Reader:
    def read(node: Node, loc: Loc) -> object:
        if not isinstance(node, SequenceNode):
            loc.fault(node, "checklists.list_expected", where=where)
            return _BAD
        values = tuple([item(child, loc) for child in node.value])
        return _BAD if any(value is _BAD for value in values) else values

    return read


def _mapping(item: _Reader, where: str) -> _Reader:
    def read(node: Node, loc: Loc) -> object:
        if not isinstance(node, MappingNode):
            loc.fault(node, "checklists.mapping_expected", where=where)
            return _BAD
        pairs = {key: item(child, loc) for key, _, child in entries(node, loc, where)}
        whole = len(pairs) == len(node.value)  # else entries() noted a fault
        whole = whole and not any(value is _BAD for value in pairs.values())
        return pairs if whole else _BAD

    return read


def _one_of(hints: tuple[Any, ...], where: str, blank: bool) -> _Reader:
    """Return the reader of a union: ``null`` if allowed, else the type that the node's tag says."""
    optional = types.NoneType in hints
    kinds = [hint for hint in hints if hint is not types.NoneType]
    fallback = _reader(kinds[0], where, blank)
    by_tag = {
        tag: _reader(kind, where)
        for kind, tag in ((int, tags.TAG_INT), (float, tags.TAG_FLOAT), (bool, tags.TAG_BOOL))
        if kind in kinds
    }

    def read(node: Node, loc: Loc) -> object:
        if optional and node.tag == tags.TAG_NULL and node.value:
            return None  # written out as null; an empty value is a forgotten one
        return by_tag.get(node.tag, fallback)(node, loc)

    return read
