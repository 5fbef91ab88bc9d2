"""Regular expressions of rules: cue names put in, and what RE2 makes of the result."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import re2
from yaml import Node, ScalarNode

from auditkit.checklists._cycles import find_cycles
from auditkit.checklists._faults import word, words
from auditkit.errors import ChecklistError
from auditkit.messages import say
from auditkit.models import Criterion, Language, Library, Rule

CUE_NAME = re.compile(r"[a-z_]+")
# \x{ab} is a character and \p{name} a class; \{ is a brace to be matched.
_CUE = re.compile(r"(?<!\\)(?<!\\[xpP])\{([a-z_]+)\}")

_SINGLE = ("find", "before_not", "after_not")
_LISTS = (
    "also",
    "never",
    "under",
    "never_under",
    "near",
    "never_near",
    "beside",
    "anywhere",
    "nowhere",
)


def expand_cues(pattern: str, cues: Mapping[str, str], language: Language = "ja") -> str:
    """Return ``pattern`` with every ``{name}`` replaced by the cue of that name, as a group.

    Cues may name other cues. Quantifiers such as ``{0,30}`` stay as they are.
    """

    def put_in(text: str, inside: tuple[str, ...]) -> str:
        def one(match: re.Match[str]) -> str:
            name = match[1]
            if name not in cues:
                raise ChecklistError(say("checklists.cue_unknown", language, name=name, hint=""))
            if name in inside:
                circle = " → ".join((*inside[inside.index(name) :], name))
                raise ChecklistError(say("checklists.cycle_cues", language, circle=circle))
            return f"(?:{put_in(cues[name], (*inside, name))})"

        return _CUE.sub(one, text)

    return put_in(pattern, ())


def put_cues_in(library: Library) -> Library:
    """Return the library with every cue put in, in its rules and in the cues themselves."""
    known: dict[str, str] = {}

    def whole(pattern: str) -> str:
        if pattern not in known:
            known[pattern] = expand_cues(pattern, library.cues) if "{" in pattern else pattern
        return known[pattern]

    def of_rule(rule: Rule) -> Rule:
        changed: dict[str, Any] = {key: whole(getattr(rule, key)) for key in _SINGLE}
        changed |= {key: tuple(map(whole, getattr(rule, key))) for key in _LISTS}
        return dataclasses.replace(rule, **changed)

    def of_criterion(criterion: Criterion) -> Criterion:
        return dataclasses.replace(
            criterion,
            rules=tuple(map(of_rule, criterion.rules)),
            trigger=tuple(map(of_rule, criterion.trigger)),
            denial=tuple(map(of_rule, criterion.denial)),
        )

    return dataclasses.replace(
        library,
        criteria=tuple(map(of_criterion, library.criteria)),
        cues={name: whole(pattern) for name, pattern in library.cues.items()},
    )


def cue_names(pattern: str) -> tuple[str, ...]:
    """Return the names of the cues that a pattern uses."""
    return tuple(dict.fromkeys(_CUE.findall(pattern)))


def cue_cycles(cues: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the circles in which cues name each other, each once."""
    return find_cycles({name: cue_names(pattern) for name, pattern in cues.items()})


def pattern_nodes(rule: Node) -> list[ScalarNode]:
    """Return the nodes of the patterns of a rule."""
    single = [node for key in _SINGLE if (node := word(rule, key)) is not None and node.value]
    return single + [node for key in _LISTS for node in words(rule, key)]


@cache
def pattern_fault(pattern: str, fragment: bool) -> tuple[str, str] | None:
    """Return the message key and reason why an expanded pattern must not be used, if any.

    A fragment is a cue, which may match nothing on its own: the pattern around it decides.
    """
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    try:
        compiled = re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else ""
        return "checklists.pattern_invalid", _readable(reason)
    if not fragment and compiled.search(""):
        return "checklists.pattern_empty", ""
    found = compiled.search("\n")
    if found and found.group():
        return "checklists.pattern_newline", ""
    return None


def _readable(reason: object) -> str:
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
