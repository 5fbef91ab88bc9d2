"""What makes a criterion sound: labels of its kind, worked examples, patterns that hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from yaml import MappingNode, Node, ScalarNode

from auditkit.checklists._faults import Faults, items, word, words
from auditkit.checklists._patterns import (
    CUE_NAME,
    cue_cycles,
    cue_names,
    expand_cues,
    pattern_fault,
    pattern_nodes,
    put_cues_in,
)
from auditkit.checklists._tree import Place, Tree
from auditkit.errors import ChecklistError
from auditkit.models import Criterion, CriterionKind, Example, Label, Library

RunExample = Callable[[Criterion, Example, Library], Label]
"""Says which label detection gives to the text of an example."""

_LABELS: Mapping[str, frozenset[Label]] = {
    CriterionKind.FLAG: frozenset({Label.PRESENT, Label.ABSENT}),
    CriterionKind.FACT: frozenset({Label.MET, Label.PARTIAL, Label.ABSENT}),
    CriterionKind.CONDITIONAL: frozenset(set(Label) - {Label.PRESENT}),
}
_COUNTS = (Label.MET, Label.PARTIAL, Label.PRESENT)
_IN_FULL = frozenset({Label.MET, Label.PRESENT})
_ENOUGH_EXAMPLES = 2
_RULES = ("rules", "trigger", "denial")


def check_criteria(tree: Tree, faults: Faults) -> None:
    """Note what is wrong in each criterion and cue, short of compiling the patterns."""
    for place in tree.criteria.nodes:
        if isinstance(place.node, MappingNode):
            _check_labels(place, faults)
            _check_examples(place, faults)
            _check_rules(place, faults)
    _check_cues(tree, faults)


def check_patterns(tree: Tree, faults: Faults) -> None:
    """Note every pattern that RE2 refuses, or that matches nothing at all or a line break."""
    cues = dict(tree.cues.values())
    for (_, pattern), place in tree.cues.built:
        _check_pattern(pattern, cues, place, faults, fragment=True)
    for path, node in _patterns(tree):
        _check_pattern(node.value, cues, Place(node, path), faults, fragment=False)


def run_examples(tree: Tree, run_example: RunExample, faults: Faults) -> None:
    """Note every example to which detection gives another label than its author."""
    library = put_cues_in(tree.library())
    for criterion, (_, place) in zip(library.criteria, tree.criteria.built, strict=True):
        for key, examples in (
            ("examples", criterion.examples),
            ("near_misses", criterion.near_misses),
        ):
            for example, node in zip(examples, items(place.node, key), strict=True):
                label = run_example(criterion, example, library)
                if label is not example.label:
                    faults.add(
                        "checklists.example_differs",
                        place.path,
                        node,
                        id=criterion.id,
                        expected=example.label.value,
                        found=label.value,
                    )


def _name(place: Place) -> str:
    name = word(place.node, "id")
    return name.value if name is not None else "?"


def _kind(place: Place) -> str:
    kind = word(place.node, "kind")
    return kind.value if kind is not None else ""


def _allowed(place: Place) -> frozenset[Label]:
    """Return the labels of the criterion's kind; all of them while its kind is not known."""
    return _LABELS.get(_kind(place), frozenset(Label))


def _rules(place: Place) -> list[Node]:
    return [rule for key in _RULES for rule in items(place.node, key)]


def _patterns(tree: Tree) -> Iterator[tuple[str, ScalarNode]]:
    for place in tree.criteria.nodes:
        for rule in _rules(place):
            for node in pattern_nodes(rule):
                yield place.path, node


def _check_labels(place: Place, faults: Faults) -> None:
    kind, allowed = _kind(place), _allowed(place)
    for key in (*_RULES, "decide", "examples", "near_misses"):
        for part in items(place.node, key):
            label = word(part, "label")
            if label is not None and label.value in set(Label) - allowed:
                faults.add(
                    "checklists.label_not_allowed",
                    place.path,
                    label,
                    kind=kind,
                    label=label.value,
                    labels=faults.listed(each.value for each in Label if each in allowed),
                )


def _check_examples(place: Place, faults: Faults) -> None:
    labels = [word(example, "label") for example in items(place.node, "examples")]
    counting = sum(label is not None and label.value in _COUNTS for label in labels)
    if counting < _ENOUGH_EXAMPLES:
        faults.add(
            "checklists.examples_few", place.path, place.node, id=_name(place), number=counting
        )
    near_misses = items(place.node, "near_misses")
    if not near_misses:
        faults.add("checklists.near_miss_none", place.path, place.node, id=_name(place))
    for example in near_misses:
        label = word(example, "label")
        if label is not None and label.value in _allowed(place) & _IN_FULL:
            faults.add("checklists.near_miss_counts", place.path, label, label=label.value)


def _check_rules(place: Place, faults: Faults) -> None:
    if _kind(place) == CriterionKind.CONDITIONAL and not items(place.node, "trigger"):
        faults.add("checklists.trigger_missing", place.path, place.node, id=_name(place))
    rules = _rules(place)
    _each_once(rules, "checklists.rule_repeated", place, faults)
    _each_once(items(place.node, "elements"), "checklists.element_repeated", place, faults)
    proved = {element.value for rule in rules if (element := word(rule, "element"))}
    for row in items(place.node, "decide"):
        for key in ("all", "any", "none"):
            for name in words(row, key):
                if name.value not in proved:
                    faults.add(
                        "checklists.element_unproved",
                        place.path,
                        name,
                        where=f"decide.{key}",
                        element=name.value,
                        hint=faults.nearest(name.value, proved),
                    )


def _each_once(nodes: list[Node], message: str, place: Place, faults: Faults) -> None:
    seen: set[str] = set()
    for node in nodes:
        name = word(node, "id")
        if name is not None:
            if name.value in seen:
                faults.add(message, place.path, name, id=name.value)
            seen.add(name.value)


def _check_cues(tree: Tree, faults: Faults) -> None:
    for name, place in tree.cues.names.items():
        if not CUE_NAME.fullmatch(name):
            faults.add("checklists.cue_name", place.path, place.node, name=name)
    for circle in cue_cycles(dict(tree.cues.values())):
        place = tree.cues.names[circle[0]]
        faults.add("checklists.cycle_cues", place.path, place.node, circle=" → ".join(circle))
    if not tree.cues.whole:
        return
    for path, node in [
        *((place.path, place.node) for place in tree.cues.nodes),
        *_patterns(tree),
    ]:
        if isinstance(node, ScalarNode):
            for name in cue_names(node.value):
                if name not in tree.cues.names:
                    hint = faults.nearest(name, tree.cues.names)
                    faults.add("checklists.cue_unknown", path, node, name=name, hint=hint)


def _check_pattern(
    pattern: str, cues: Mapping[str, str], place: Place, faults: Faults, fragment: bool
) -> None:
    try:
        expanded = expand_cues(pattern, cues)
    except ChecklistError:
        return  # a circle or an unknown cue, noted where it stands
    fault = pattern_fault(expanded, fragment)
    if fault is not None:
        message, reason = fault
        faults.add(message, place.path, place.node, reason=reason)
