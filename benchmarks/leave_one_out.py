"""Forecast how labels would fare on documents that no rule was written from.

    python benchmarks/leave_one_out.py --gold FOLDER --documents FOLDER [--more FOLDER]

For each labelled document the rules are taken away that hold in no other document at hand (the
labelled ones and those of ``--more``), as if that document had never been seen, and it is
labelled with the rest.  Printed are the accuracy with and without, the criteria that fall, and
the rules that hold in one document only: each of them is suspect.

A rule that holds in two documents may still owe its wording to one of them, so that the figure
is an upper bound; documents nobody has read remain the measure.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from auditkit.checklists import load_library
from auditkit.documents import read_documents
from auditkit.evidence import find_evidence
from auditkit.evidence._rules import Reading  # which rules hold is no business of its callers
from auditkit.evidence._statements import split_statements
from auditkit.models import Criterion, DocumentSet, Library, Rule

Key = tuple[str, str]
_PARTS = ("rules", "trigger", "denial")


def rules_of(criterion: Criterion) -> list[Rule]:
    """Return all rules of a criterion."""
    return [rule for part in _PARTS for rule in getattr(criterion, part)]


def holding(documents: DocumentSet, library: Library) -> set[Key]:
    """Return the criterion and id of every rule that holds in the documents."""
    rules = [rule for criterion in library.criteria for rule in rules_of(criterion)]
    reading = Reading(split_statements(documents), rules, library.cues)
    return {
        (criterion.id, rule.id)
        for criterion in library.criteria
        for rule in rules_of(criterion)
        if reading.apply(rule)
    }


def without(library: Library, unwanted: Callable[[Key], bool]) -> Library:
    """Return the library less some rules."""

    def fewer(criterion: Criterion) -> Criterion:
        kept = {
            part: tuple(r for r in getattr(criterion, part) if not unwanted((criterion.id, r.id)))
            for part in _PARTS
        }
        return dataclasses.replace(criterion, **kept)

    return dataclasses.replace(library, criteria=tuple(map(fewer, library.criteria)))


def main() -> None:
    """Print the forecast."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--gold", type=Path, required=True, nargs="+")
    parser.add_argument("--documents", type=Path, required=True, nargs="+")
    parser.add_argument("--more", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    library = load_library()
    labelled = {}
    for gold, folder in zip(options.gold, options.documents, strict=True):
        for file in sorted(gold.glob("*.json")):
            told = json.loads(file.read_text(encoding="utf-8"))
            labelled[folder / told["document"]] = told["labels"]
    further = [path for folder in options.more for path in sorted(folder.iterdir())]
    held: dict[Key, set[Path]] = defaultdict(set)
    for path in (*labelled, *further):
        for key in holding(read_documents([path]), library):
            held[key].add(path)
    right = fallen = pairs = 0
    falls: Counter[str] = Counter()
    for path, labels in labelled.items():
        documents = read_documents([path])
        alone = {key for key, where in held.items() if where == {path}}
        full = {result.id: result.label for result in find_evidence(documents, library)}
        less = without(library, alone.__contains__)
        rest = {result.id: result.label for result in find_evidence(documents, less)}
        judged = [name for name, wanted in labels.items() if not wanted.get("debatable")]
        lost = [
            name
            for name in judged
            if full[name] == labels[name]["label"] and rest[name] != labels[name]["label"]
        ]
        pairs += len(judged)
        right += sum(full[name] == labels[name]["label"] for name in judged)
        fallen += len(lost)
        falls.update(lost)
        print(f"{path.name}: {len(alone)} rules of its own; falls: {', '.join(lost) or 'none'}")
    alone_rules = sorted("/".join(key) for key, where in held.items() if len(where) == 1)
    total = sum(len(rules_of(criterion)) for criterion in library.criteria)
    print(f"\nrules {total}; held somewhere {len(held)}; held in one document {len(alone_rules)}")
    print(f"accuracy with all rules {right / pairs:.4f}, left out {(right - fallen) / pairs:.4f}")
    print("criteria that fall:", ", ".join(f"{name} {n}" for name, n in falls.most_common()))
    print("rules held in one document:", ", ".join(alone_rules))


if __name__ == "__main__":
    main()
