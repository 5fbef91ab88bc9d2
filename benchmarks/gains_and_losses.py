"""Compare what two revisions say about labelled documents, pair by pair.

    python benchmarks/gains_and_losses.py BEFORE [AFTER] --gold FOLDER --documents FOLDER

``BEFORE`` and ``AFTER`` are git revisions; without ``AFTER`` the working tree is compared.
Every (document, criterion) pair whose label changed is printed as a gain, a loss, or a change
between two wrong labels, and so is every first quote that came to hit or to miss a gold quote.
A change of a rule is judged by this list, over all documents, never by the one it was made for.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Said:
    """What one revision says of one pair."""

    label: str
    quote: str


@contextlib.contextmanager
def tree(revision: str | None) -> Iterator[Path]:
    """Give the files of a revision, or the working tree."""
    if revision is None:
        yield CHECKOUT
        return
    with tempfile.TemporaryDirectory(prefix="auditkit-") as folder:
        git = ["git", "-C", str(CHECKOUT), "worktree"]
        place = Path(folder) / "tree"
        subprocess.run([*git, "add", "--detach", "--quiet", str(place), revision], check=True)
        try:
            yield place
        finally:
            subprocess.run([*git, "remove", "--force", str(place)], check=True)


def listen(place: Path, documents: list[Path]) -> dict[tuple[str, str], Said]:
    """Return what the code at ``place`` says of every document and criterion."""
    said = {}
    environment = {**os.environ, "PYTHONPATH": str(place)}
    for document in documents:
        run = subprocess.run(
            [sys.executable, "-m", "auditkit", "criteria", "--format", "json", str(document)],
            cwd=place,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        if run.returncode:
            sys.exit(f"{document.name}: {run.stderr.strip()}")
        for criterion in json.loads(run.stdout)["criteria"]:
            quotes = [evidence["quote"] for evidence in criterion["evidence"]]
            said[document.name, criterion["id"]] = Said(
                criterion["label"], quotes[0] if quotes else ""
            )
    return said


def plain(text: str) -> str:
    """Return text without white space and width."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def hits(quote: str, gold: list[str]) -> bool:
    """Whether a quote overlaps one of the gold quotes."""
    ours = plain(quote)
    for wanted in map(plain, gold):
        if not ours or not wanted:
            continue
        run = SequenceMatcher(None, ours, wanted, autojunk=False).find_longest_match().size
        if (
            ours in wanted
            or wanted in ours
            or (run >= 6 and run * 2 >= min(map(len, (ours, wanted))))
        ):
            return True
    return False


def main() -> None:
    """Print the gains and the losses, and their sums."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("before")
    parser.add_argument("after", nargs="?")
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--documents", type=Path, required=True)
    options = parser.parse_args()
    gold = {}
    for file in sorted(options.gold.glob("*.json")):
        labelled = json.loads(file.read_text(encoding="utf-8"))
        gold[labelled["document"]] = labelled["labels"]
    documents = [(options.documents / name).resolve() for name in gold]
    with tree(options.before) as place:
        before = listen(place, documents)
    with tree(options.after) as place:
        after = listen(place, documents)
    sums = {"gain": 0, "loss": 0, "other": 0, "hit": 0, "miss": 0}
    for (name, criterion), now in after.items():
        wanted = gold[name].get(criterion)
        then = before.get((name, criterion))
        if wanted is None or wanted.get("debatable") or then is None:
            continue
        if then.label != now.label:
            kind = {now.label: "gain", then.label: "loss"}.get(wanted["label"], "other")
            sums[kind] += 1
            print(f"{kind:5} {name} {criterion}: {then.label} → {now.label}")
        hit = [hits(said.quote, wanted["evidence"]) for said in (then, now)]
        if wanted["evidence"] and hit[0] != hit[1]:
            kind = "hit" if hit[1] else "miss"
            sums[kind] += 1
            print(f"{kind:5} {name} {criterion}: 「{then.quote[:40]}」 → 「{now.quote[:40]}」")
    print(", ".join(f"{kind} {count}" for kind, count in sums.items()))


if __name__ == "__main__":
    main()
