"""The library as a whole: loaded for use, checked for its authors, locked at a release."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from auditkit.checklists._criteria import (
    RunExample,
    check_criteria,
    check_patterns,
    run_examples,
)
from auditkit.checklists._faults import Faults, Loc
from auditkit.checklists._locks import check_locks, lock_editions, read_locks
from auditkit.checklists._overlay import lay_over
from auditkit.checklists._patterns import put_cues_in
from auditkit.checklists._reading import read_tree
from auditkit.checklists._references import check_references
from auditkit.checklists._tree import Tree, relative
from auditkit.checklists._yaml import read_yaml
from auditkit.errors import ChecklistError, Fault
from auditkit.messages import say
from auditkit.models import Language, Library
from auditkit.shipped import shipped


def load_library(
    root: Path | None = None, overlay: Path | None = None, *, language: Language = "ja"
) -> Library:
    """Return the checklists, criteria and crosswalk below ``root`` (by default the shipped ones).

    Structure and references are checked every time; :func:`check_library` also compiles the
    patterns, compares the locks and runs the examples. Raises :class:`ChecklistError` with
    every fault at once.
    """
    faults = Faults(language)
    with _collector_paused():
        tree = _read(root, faults)
        library = tree.library()
        if overlay is not None:
            library = lay_over(library, overlay, faults)
        if faults:
            raise ChecklistError(*faults.in_order())
        return put_cues_in(library)


def check_library(
    root: Path | None = None,
    overlay: Path | None = None,
    *,
    run_example: RunExample | None = None,
    language: Language = "ja",
) -> tuple[Fault, ...]:
    """Return every fault of the data below ``root``, in the order of files and lines.

    With ``run_example`` the examples of the criteria are put to detection as well, once
    everything else is in order.
    """
    faults = Faults(language)
    with _collector_paused():
        tree = _read(root, faults)
        check_patterns(tree, faults)
        check_locks(tree, faults)
        for file in sorted((tree.root / "law").glob("*.yaml")):
            read_yaml(file, Loc(relative(file, tree.root), faults))
        if overlay is not None:
            lay_over(tree.library(), overlay, faults)
    if run_example is not None and not faults:
        run_examples(tree, run_example, faults)
    return faults.in_order()


def write_locks(
    root: Path | None = None, *, checklists: tuple[str, ...] = (), language: Language = "ja"
) -> tuple[str, ...]:
    """Freeze the editions named (by default all) as released; return the newly frozen ones.

    An edition that is frozen already keeps its lock: a change of it belongs in a new edition.
    Raises :class:`ChecklistError` if the data has any fault or an edition is unknown.
    """
    found = check_library(root, language=language)
    if found:
        raise ChecklistError(*found)
    faults = Faults(language)
    tree = _read(root, faults)
    keys = tuple(edition.key for edition in tree.editions)
    for key in checklists:
        if key not in keys:
            hint = faults.nearest(key, keys)
            raise ChecklistError(
                say("checklists.checklist_unknown", language, checklist=key, hint=hint)
            )
    locks, _ = read_locks(tree.root, faults)
    return lock_editions(tree, locks, checklists or keys)


def _read(root: Path | None, faults: Faults) -> Tree:
    tree = read_tree(root if root is not None else shipped("checklists"), faults)
    check_references(tree, faults)
    check_criteria(tree, faults)
    return tree


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the search for circular garbage, which would go over every new node many times."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
