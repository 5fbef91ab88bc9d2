"""What entries say of each other: every name must exist and be of the kind its place asks for."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection
from typing import Any

from yaml import MappingNode, Node, ScalarNode

from auditkit.checklists._cycles import find_cycles
from auditkit.checklists._faults import Faults, find_node, word, words
from auditkit.checklists._tree import Edition, Entries, Place, Tree
from auditkit.models import CriterionKind, Keys

_NO_COUNTERPART = "none"
_KINDS = {kind.value for kind in CriterionKind}


def check_references(tree: Tree, faults: Faults) -> None:
    """Note every name without an entry, every circle of parents and every reversed period."""
    checker = _Checker(tree, faults)
    for edition in tree.editions:
        checker.check_edition(edition)
    for place in tree.conditions.nodes:
        checker.must_exist(tree.criteria, place, "shown_by")
    for place in tree.crosswalk.nodes:
        checker.check_row(place)


class _Checker:
    """The checks that share one tree and one place for faults."""

    def __init__(self, tree: Tree, faults: Faults) -> None:
        self._tree = tree
        self._faults = faults
        self._kinds = {
            name.value: kind.value
            for place in tree.criteria.nodes
            if (name := word(place.node, "id")) and (kind := word(place.node, "kind"))
        }
        self._editions = {edition.key: edition for edition in tree.editions}
        self._rows: dict[tuple[str, str], Place] = {}

    def must_exist(self, among: Entries[Any], place: Place, key: str) -> None:
        """Note each word under ``key`` that is not the name of an entry of that kind."""
        single = word(place.node, key)
        for name in words(place.node, key) if single is None else [single]:
            if among.whole and name.value not in among.names:
                self._unknown(among.kind, name, among.names, place.path, key)

    def _unknown(
        self, kind: str, name: ScalarNode, names: Collection[str], path: str, key: str
    ) -> None:
        self._faults.add(
            "checklists.reference_unknown",
            path,
            name,
            where=key,
            kind=self._faults.name(kind),
            id=name.value,
            hint=self._faults.nearest(name.value, names),
        )

    def check_edition(self, edition: Edition) -> None:
        if edition.head is not None:
            self._in_order(edition.head)
        parents: dict[str, list[str]] = {}
        at: dict[str, tuple[str, Node]] = {}
        for place in edition.requirements.nodes:
            self._check_requirement(place, edition)
            name, parent = word(place.node, "id"), word(place.node, "parent")
            if name and parent:
                parents[name.value] = [parent.value]
                at[name.value] = (place.path, parent)
        for circle in find_cycles(parents):
            self._faults.add("checklists.cycle_parents", *at[circle[0]], circle=" → ".join(circle))

    def _check_requirement(self, place: Place, edition: Edition) -> None:
        self.must_exist(edition.chapters, place, "chapter")
        self.must_exist(edition.requirements, place, "parent")
        self.must_exist(self._tree.conditions, place, "condition")
        self.must_exist(self._tree.verifications, place, "verification")
        self.must_exist(self._tree.criteria, place, "criteria")
        self.must_exist(self._tree.criteria, place, "flags")
        for key, message in (
            ("criteria", "checklists.flag_as_criterion"),
            ("flags", "checklists.not_a_flag"),
        ):
            for name in words(place.node, key):
                kind = self._kinds.get(name.value)
                if kind in _KINDS and (kind == CriterionKind.FLAG) != (key == "flags"):
                    self._faults.add(message, place.path, name, id=name.value)
        self._all_keys_given(place)
        self._in_order(place)

    def _all_keys_given(self, place: Place) -> None:
        """A framework without a counterpart is named with an empty list, never left out."""
        node = find_node(place.node, "keys")
        if node is place.node or not isinstance(node, MappingNode):
            return
        given = {key.value for key, _ in node.value}
        for field in dataclasses.fields(Keys):
            if field.name not in given:
                self._faults.add("checklists.keys_left_out", place.path, node, key=field.name)

    def _in_order(self, place: Place) -> None:
        start, end = word(place.node, "effective_from"), word(place.node, "effective_to")
        if start and end and _is_date(start) and _is_date(end) and start.value > end.value:
            self._faults.add(
                "checklists.dates_reversed", place.path, end, start=start.value, end=end.value
            )

    def check_row(self, place: Place) -> None:
        self.must_exist(self._tree.verifications, place, "verification")
        source, target = word(place.node, "source"), word(place.node, "target")
        for key, name in (("source", source), ("target", target)):
            if name is not None:
                self._check_end(place, key, name)
        if source is None or target is None:
            return
        first = self._rows.setdefault((source.value, target.value), place)
        if first is not place:
            self._faults.add(
                "checklists.row_repeated",
                place.path,
                place.node,
                source=source.value,
                target=target.value,
                path=first.path,
                line=first.node.start_mark.line + 1,
            )

    def _check_end(self, place: Place, key: str, name: ScalarNode) -> None:
        """Only requirements of the checklists held here can be looked up."""
        if name.value == _NO_COUNTERPART or "@" not in name.value:
            return
        checklist, _, requirement = name.value.partition(":")
        if not (checklist and requirement):
            self._faults.add(
                "checklists.crosswalk_form", place.path, name, where=key, value=name.value
            )
        elif checklist in self._editions:
            among = self._editions[checklist].requirements
            if among.whole and requirement not in among.names:
                full = [f"{checklist}:{known}" for known in among.names]
                self._unknown("requirement", name, full, place.path, key)


def _is_date(node: ScalarNode) -> bool:
    try:
        dt.date.fromisoformat(node.value)
    except ValueError:
        return False
    return len(node.value) == len("2022-04-01")
