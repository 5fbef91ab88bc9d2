"""The documentation as data: its files, code blocks, links and headings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
READMES = ("README.md", "README.ja.md")
PAGES = (
    *READMES,
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/words.md",
    "docs/rules.md",
    "docs/architecture.md",
)
"""The pages these tests hold to the code."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, if named, and its text."""

    language: str
    text: str


def read_page(page: str) -> str:
    """Return the text of a page."""
    return (CHECKOUT / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[Block]:
    """Return the fenced blocks of a page, in order."""
    return [Block(match[1], match[2]) for match in _FENCE.finditer(read_page(page))]


def prose(page: str) -> list[str]:
    """Return the lines of a page that are prose: no code, tables, headings or link targets."""
    lines = _FENCE.sub("", read_page(page)).splitlines()
    return [line for line in lines if line.strip() and not line.startswith(("|", "#", "["))]


def links(page: str) -> list[str]:
    """Return the targets of the links of a page."""
    text = re.sub(r"`[^`\n]*`", "", _FENCE.sub("", read_page(page)))
    return re.findall(r"\]\(([^)\s]+)\)", text)


def anchors(page: Path) -> set[str]:
    """Return the anchors that the headings of a page make."""
    text = _FENCE.sub("", page.read_text(encoding="utf-8"))
    return {_anchor(title) for title in re.findall(r"^#+ (.+)$", text, re.M)}


def _anchor(title: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", title.replace("`", "").lower())
    return kept.strip().replace(" ", "-")
