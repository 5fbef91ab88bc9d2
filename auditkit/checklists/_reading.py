"""Reading the folder of checklists: which file holds what, and every fault of each file."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from yaml import Node, SequenceNode

from auditkit.checklists._build import build, entries, read_text
from auditkit.checklists._faults import Faults, Loc, items, word
from auditkit.checklists._tree import Edition, Entries, Place, Tree, relative
from auditkit.checklists._yaml import read_yaml
from auditkit.models import (
    Checklist,
    Condition,
    Criterion,
    CrosswalkRow,
    Requirement,
    Verification,
)

T = TypeVar("T")

LOCKS = "locks.yaml"
_CONDITIONS = "conditions.yaml"
_VERIFICATIONS = "verification.yaml"
_CUES = "cues.yaml"
_HEAD = "checklist.yaml"
_FOLDERS = ("criteria", "crosswalk", "law")
_REQUIREMENTS = "requirements"


def read_tree(root: Path, faults: Faults) -> Tree:
    """Read the files below ``root``; each fault is noted where it stands."""
    reader = _Reader(root, faults)
    if not root.is_dir():
        faults.add("checklists.folder_missing", folder=root.name)
        return Tree(
            root,
            (),
            Entries("criterion"),
            Entries("cue"),
            Entries("condition"),
            Entries("verification"),
            Entries("crosswalk"),
        )
    reader.refuse_strangers(root, (_CONDITIONS, _VERIFICATIONS, LOCKS))
    conditions: Entries[Condition] = Entries("condition")
    reader.read_list(root / _CONDITIONS, "conditions", Condition, "code", conditions)
    verifications: Entries[Verification] = Entries("verification")
    reader.read_list(root / _VERIFICATIONS, "verifications", Verification, "code", verifications)
    crosswalk: Entries[CrosswalkRow] = Entries("crosswalk")
    for file in reader.files(root / "crosswalk"):
        reader.read_list(file, "rows", CrosswalkRow, "", crosswalk)
    editions = tuple(reader.read_edition(folder) for folder in reader.edition_folders())
    if not editions:
        faults.add("checklists.none_found", relative(root, root))
    return Tree(
        root,
        editions,
        reader.read_criteria(),
        reader.read_cues(root / "criteria" / _CUES),
        conditions,
        verifications,
        crosswalk,
    )


class _Reader:
    """The readings that share one root and one place for faults."""

    def __init__(self, root: Path, faults: Faults) -> None:
        self._root = root
        self._faults = faults

    def _loc(self, file: Path) -> Loc:
        return Loc(relative(file, self._root), self._faults)

    def files(self, folder: Path) -> list[Path]:
        """Return the data files of a folder in the order of their names."""
        if folder.is_dir():
            self.refuse_strangers(folder, None)
        return sorted(folder.glob("*.yaml"))

    def refuse_strangers(self, folder: Path, allowed: Collection[str] | None) -> None:
        """Refuse a data file that no reading would pick up: it would be silently ignored."""
        for file in sorted(folder.iterdir()):
            if file.suffix == ".yml":
                self._loc(file).fault(None, "checklists.file_suffix")
            elif file.suffix == ".yaml" and allowed is not None and file.name not in allowed:
                self._loc(file).fault(
                    None,
                    "checklists.file_unknown",
                    files=self._faults.listed(allowed),
                    hint=self._faults.nearest(file.name, allowed),
                )

    def edition_folders(self) -> Iterator[Path]:
        for folder in _folders(self._root):
            if folder.name not in _FOLDERS:
                yield from _folders(folder)

    def read_edition(self, folder: Path) -> Edition:
        file = folder / _HEAD
        loc = self._loc(file)
        self.refuse_strangers(folder, (_HEAD,))
        chapters: Entries[str] = Entries("chapter")
        head: Place | None = None
        checklist: Checklist | None = None
        node = self._read(file)
        if node is None:
            chapters.whole = False
        else:
            head = Place(node, loc.path)
            checklist = build(Checklist, node, loc, {"requirements": ()})
            self._hold_to_folder(node, folder, loc)
            for chapter in items(node, "chapters"):
                self._name(chapter, "id", chapters, loc)
        requirements: Entries[Requirement] = Entries("requirement")
        files = self.files(folder / _REQUIREMENTS)
        for listing in files:
            self.read_list(
                listing, "requirements", Requirement, "id", requirements, {"wording": ""}
            )
        if not files:
            loc.fault(None, "checklists.no_requirements", folder=_REQUIREMENTS)
        return Edition(
            f"{folder.parent.name}@{folder.name}", loc.path, head, checklist, chapters, requirements
        )

    def _hold_to_folder(self, node: Node, folder: Path, loc: Loc) -> None:
        for key, name in (("id", folder.parent.name), ("edition", folder.name)):
            found = word(node, key)
            if found is not None and found.value != name:
                loc.fault(
                    found, "checklists.folder_differs", key=key, value=found.value, folder=name
                )

    def read_criteria(self) -> Entries[Criterion]:
        into: Entries[Criterion] = Entries("criterion")
        for file in self.files(self._root / "criteria"):
            if file.name == _CUES:
                continue
            loc = self._loc(file)
            values = self._keys(file, ("group", "criteria"))
            group = read_text("group", values["group"], loc) if "group" in values else None
            if "criteria" in values:
                given = {"group": group or file.stem}
                self._collect(values["criteria"], "criteria", Criterion, "id", into, loc, given)
            else:
                into.whole = False
        return into

    def read_cues(self, file: Path) -> Entries[tuple[str, str]]:
        into: Entries[tuple[str, str]] = Entries("cue")
        if not file.is_file():
            return into
        loc = self._loc(file)
        values = self._keys(file, ("cues",))
        if "cues" not in values:
            into.whole = False
            return into
        for name, key, node in entries(values["cues"], loc, "cues"):
            into.names[name] = Place(key, loc.path)
            into.nodes.append(Place(node, loc.path))
            pattern = read_text(name, node, loc)
            if pattern is not None:
                into.built.append(((name, pattern), into.nodes[-1]))
        return into

    def read_list(
        self,
        file: Path,
        key: str,
        cls: type[T],
        name: str,
        into: Entries[T],
        given: Mapping[str, object] | None = None,
    ) -> None:
        """Read a file whose only key holds a list of entries, each named by its key ``name``."""
        values = self._keys(file, (key,))
        if key in values:
            self._collect(values[key], key, cls, name, into, self._loc(file), given)
        else:
            into.whole = False

    def _read(self, file: Path) -> Node | None:
        loc = self._loc(file)
        if file.is_file():
            return read_yaml(file, loc)
        loc.fault(None, "checklists.file_missing")
        return None

    def _keys(self, file: Path, keys: Collection[str]) -> dict[str, Node]:
        """Return the values of the keys that a file must have; refuse all others."""
        node = self._read(file)
        if node is None:
            return {}
        loc = self._loc(file)
        values: dict[str, Node] = {}
        for name, key, value in entries(node, loc):
            if name in keys:
                values[name] = value
            else:
                hint = self._faults.nearest(name, keys)
                loc.fault(key, "checklists.key_unknown", key=name, hint=hint)
        for name in keys:
            if name not in values:
                loc.fault(node, "checklists.key_missing", key=name)
        return values

    def _collect(
        self,
        node: Node,
        key: str,
        cls: type[T],
        name: str,
        into: Entries[T],
        loc: Loc,
        given: Mapping[str, object] | None,
    ) -> None:
        if not isinstance(node, SequenceNode):
            loc.fault(node, "checklists.list_expected", where=key)
            into.whole = False
            return
        for child in node.value:
            place = Place(child, loc.path)
            into.nodes.append(place)
            value = build(cls, child, loc, given)
            if name:
                self._name(child, name, into, loc)
            if value is not None:
                into.built.append((value, place))

    def _name(self, entry: Node, key: str, into: Entries[T], loc: Loc) -> None:
        """Register the name of an entry; a second entry of that name is a fault."""
        name = word(entry, key)
        if name is None:
            return
        first = into.names.setdefault(name.value, Place(name, loc.path))
        if first.node is not name:
            loc.fault(
                name,
                "checklists.id_repeated",
                kind=self._faults.name(into.kind),
                id=name.value,
                path=first.path,
                line=first.node.start_mark.line + 1,
            )


def _folders(folder: Path) -> list[Path]:
    """Return the folders in a folder by name, but for hidden and private ones."""
    return sorted(path for path in folder.iterdir() if path.is_dir() and path.name[0] not in "._")
