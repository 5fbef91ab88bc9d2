"""Time detection against a tokeniser reading the same text, in one process.

    python benchmarks/detection_speed.py [SECONDS] [FOLDER]

``FOLDER`` holds documents, by default the samples.

Prints, for texts of 10 kB to 10 MB made of a sample policy, the throughput of reading passages
and finding evidence, the ratio of the time to SudachiPy's (mode C) on the same text, and the
peak memory.  Linear growth shows as a constant throughput.  A text made of one policy again and
again finds every automaton ready, so the documents of a folder are read once each as well.
"""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

from sudachipy import Dictionary, SplitMode

from auditkit.checklists import load_library
from auditkit.documents import read_documents
from auditkit.evidence import find_evidence
from auditkit.models import Document, DocumentSet
from auditkit.passages import split_passages
from auditkit.shipped import shipped

TEXT = (shipped("samples") / "kogane-server" / "privacy.txt").read_text(encoding="cp932")
SUDACHI_MOST = 10_000  # SudachiPy takes 49,149 bytes at a time


def clock(act: Callable[[], object], budget: float) -> float:
    """Return the median of the runs that fit into the budget, at least one."""
    times: list[float] = []
    while not times or (sum(times) < budget and len(times) < 7):
        started = time.perf_counter()
        act()
        times.append(time.perf_counter() - started)
    return statistics.median(times)


def once(folder: str, detect: Callable[[str], None], tokenise: Callable[[str], None]) -> None:
    """Print what it takes to read every document of a folder once."""
    places = [Path(folder)] if folder else sorted(shipped("samples").glob("*/"))
    read = (document for place in places for document in read_documents([place]).documents)
    texts = [document.text for document in read]
    times = [0.0, 0.0]
    for text in texts:
        for number, act in enumerate((detect, tokenise)):
            started = time.perf_counter()
            act(text)
            times[number] += time.perf_counter() - started
    size = sum(len(text.encode("utf-8", "replace")) for text in texts)
    print(
        f"{len(texts)} documents once each, {size / len(texts) / 1e3:.0f} kB on average:"
        f"  detection {size / times[0] / 1e6:.2f} MB/s  ratio {times[0] / times[1]:5.2f}"
    )


def main() -> None:
    """Print one line for each size."""
    budget = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    library = load_library()
    tokenizer = Dictionary().tokenizer(mode=SplitMode.C)

    def detect(text: str) -> None:
        document = Document("x", "x.txt", "", text, split_passages(text))
        find_evidence(DocumentSet((document,)), library)

    def tokenise(text: str) -> None:
        for start in range(0, len(text), SUDACHI_MOST):
            tokenizer.tokenize(text[start : start + SUDACHI_MOST])

    detect(TEXT)
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        text = TEXT * (size // len(TEXT.encode("utf-8")) + 1)
        text = text.encode("utf-8")[:size].decode("utf-8", "ignore")
        ours = clock(lambda text=text: detect(text), budget)  # type: ignore[misc]
        theirs = clock(lambda text=text: tokenise(text), budget)  # type: ignore[misc]
        print(
            f"{size / 1e6:6.2f} MB  detection {size / ours / 1e6:6.2f} MB/s"
            f"  SudachiPy {size / theirs / 1e6:6.2f} MB/s  ratio {ours / theirs:5.2f}",
            flush=True,
        )
    once(sys.argv[2] if len(sys.argv) > 2 else "", detect, tokenise)
    tracemalloc.start()
    detect(TEXT * 100)
    _, peak = tracemalloc.get_traced_memory()
    print(f"peak memory for {len(TEXT.encode('utf-8')) * 100 / 1e6:.1f} MB: {peak / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
