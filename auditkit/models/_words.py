"""The words that all others are made of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Language = Literal["ja", "en"]


@dataclass(frozen=True)
class Text:
    """One wording in both languages of the product; Japanese is the leading one."""

    ja: str
    en: str

    def __post_init__(self) -> None:
        if not self.ja.strip() or not self.en.strip():
            raise ValueError("both languages need a wording")

    def in_language(self, language: Language) -> str:
        """Return the wording in ``language``."""
        return self.ja if language == "ja" else self.en


class Rank(StrEnum):
    """高・中・低, for 重大性 and 緊急性."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
