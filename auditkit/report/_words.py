"""The words, symbols and colours a report shows for the terms of :mod:`auditkit.models`.

The symbols of a preliminary result never resemble those of a decision (○ △ × －), all stand
in JIS X 0208, which every Japanese font has, and none is a wildcard in a spreadsheet.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from auditkit.models import (
    Grade,
    Label,
    Language,
    Preliminary,
    Rank,
    Role,
    Source,
    Text,
    Verdict,
)


class Tone(StrEnum):
    """A pair of colours with a meaning; text on fill has a contrast of at least 7:1."""

    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    ALERT = "alert"
    MUTED = "muted"
    INFO = "info"


TONE_COLOURS: Mapping[Tone, tuple[str, str]] = {
    Tone.GOOD: ("#E2F0D9", "#1B4D22"),
    Tone.WARN: ("#FFF2CC", "#5C3A00"),
    Tone.BAD: ("#F8D7DA", "#6B1420"),
    Tone.ALERT: ("#FCE4D6", "#6B2E06"),
    Tone.MUTED: ("#E7E6E6", "#333333"),
    Tone.INFO: ("#DDEBF7", "#173A5E"),
}
"""Tone → (fill, text)."""


@dataclass(frozen=True)
class Word:
    """How one term is shown, and what it means."""

    text: Text
    meaning: Text
    symbol: str = ""
    tone: Tone | None = None

    def shown(self, language: Language) -> str:
        """Return symbol and wording as they stand in a cell."""
        gap = " " if self.symbol and language == "en" else ""
        return f"{self.symbol}{gap}{self.text.in_language(language)}"


PRELIMINARY: Mapping[Preliminary, Word] = {
    Preliminary.STATED: Word(
        Text("記載あり", "Stated"),
        Text(
            "確認基準に当たる記載が文書に見つかった。内容の適否と運用は監査人が確かめる。",
            "The documents state what the criteria ask for. "
            "Whether it is adequate, and practised, is for the auditor.",
        ),
        "■",
        Tone.GOOD,
    ),
    Preliminary.PARTLY: Word(
        Text("一部記載", "Partly stated"),
        Text(
            "確認基準の一部について記載が見つかった。足りない点は理由欄に示す。",
            "The documents state part of what the criteria ask for; the reason names the rest.",
        ),
        "◆",
        Tone.WARN,
    ),
    Preliminary.NOT_FOUND: Word(
        Text("記載が見当たらない", "No statement found"),
        Text(
            "読み込んだ文書からは記載が見つからなかった。記載がないことの断定ではない。",
            "No statement was found in the documents read. "
            "This does not assert that there is none.",
        ),
        "□",
        Tone.ALERT,
    ),
    Preliminary.NOT_APPLICABLE: Word(
        Text("対象外の見込み", "Likely not applicable"),
        Text(
            "適用条件に当たる事実が文書に見られない。対象外とするかは監査人が判定する。",
            "Nothing in the documents shows that the condition applies. "
            "The auditor decides whether to exclude it.",
        ),
        "／",
        Tone.MUTED,
    ),
    Preliminary.INTERNAL: Word(
        Text("要内部確認", "Confirm internally"),
        Text(
            "公開文書だけでは判断できない。社内の規程・記録・聞き取りで確かめる。",
            "Published documents cannot show it. "
            "Confirm with internal rules, records or interviews.",
        ),
        "◇",
        Tone.INFO,
    ),
    Preliminary.ATTENTION: Word(
        Text("要注意", "Needs attention"),
        Text(
            "古い条番号、記載の矛盾など、監査人が先に見るべき記載がある。",
            "Something should be looked at first, such as an outdated article or a contradiction.",
        ),
        "！",
        Tone.BAD,
    ),
}

VERDICT: Mapping[Verdict, Word] = {
    Verdict.CONFORM: Word(
        Text("適合", "Conforming"),
        Text("監査人が適合と判定した。", "The auditor decided that it conforms."),
        "○",
        Tone.GOOD,
    ),
    Verdict.PARTIAL: Word(
        Text("一部不適合", "Partly nonconforming"),
        Text("監査人が一部不適合と判定した。", "The auditor decided that it conforms in part."),
        "△",
        Tone.WARN,
    ),
    Verdict.NONCONFORM: Word(
        Text("不適合", "Nonconforming"),
        Text("監査人が不適合と判定した。", "The auditor decided that it does not conform."),
        "×",
        Tone.BAD,
    ),
    Verdict.NOT_APPLICABLE: Word(
        Text("対象外", "Not applicable"),
        Text("監査人が対象外と判定した。", "The auditor decided that it does not apply."),
        "－",
        Tone.MUTED,
    ),
    Verdict.OPEN: Word(
        Text("未確認", "Not yet decided"),
        Text("監査人の判定がまだない。", "No auditor has decided yet."),
    ),
}

GRADE: Mapping[Grade, Word] = {
    Grade.MAJOR: Word(
        Text("重大な不適合", "Major nonconformity"),
        Text(
            "要求事項が満たされず、マネジメントシステムや本人の権利利益への影響が大きい。",
            "A requirement is not met, with a grave effect on the management system "
            "or on the rights of the persons concerned.",
        ),
        tone=Tone.BAD,
    ),
    Grade.MINOR: Word(
        Text("軽微な不適合", "Minor nonconformity"),
        Text(
            "要求事項の一部が満たされていないが、影響は限られる。",
            "Part of a requirement is not met, with a limited effect.",
        ),
        tone=Tone.WARN,
    ),
    Grade.OBSERVATION: Word(
        Text("観察事項", "Observation"),
        Text(
            "不適合ではないが、放置すると不適合になるおそれがある。",
            "Not a nonconformity, but likely to become one if left alone.",
        ),
        tone=Tone.ALERT,
    ),
    Grade.OPPORTUNITY: Word(
        Text("改善の機会", "Improvement opportunity"),
        Text(
            "要求事項は満たしており、さらによくする余地がある。",
            "The requirement is met, and could be met better.",
        ),
        tone=Tone.INFO,
    ),
    Grade.GOOD_PRACTICE: Word(
        Text("優良事例", "Good practice"),
        Text(
            "要求事項を上回る取組みで、ほかの部門にも勧められる。",
            "Exceeds the requirement and can be recommended to others.",
        ),
        tone=Tone.GOOD,
    ),
}
"""How a result is classed, apart from the decision."""

SOURCE: Mapping[Source, Word] = {
    Source.RECORD: Word(
        Text("記録", "Record"),
        Text("社内の規程や記録を閲覧した。", "An internal rule or record was examined."),
    ),
    Source.INTERVIEW: Word(
        Text("聞き取り", "Interview"),
        Text("担当者から話を聞いた。", "A person in charge was interviewed."),
    ),
    Source.OBSERVATION: Word(
        Text("観察", "Observation on site"),
        Text("現場で実際の取扱いを見た。", "The practice was watched on site."),
    ),
}
"""How internal evidence was obtained."""

ROLE: Mapping[Role, Word] = {
    Role.AUDITOR: Word(
        Text("監査員", "Auditor"),
        Text("監査を行い、結果に署名する。", "Carries out the audit and signs its results."),
    ),
    Role.LEAD: Word(
        Text("監査責任者", "Lead auditor"),
        Text("監査の結果を確かめて署名する。", "Checks the results of the audit and signs."),
    ),
    Role.REPRESENTATIVE: Word(
        Text("代表者", "Representative"),
        Text("報告を受けて承認する。", "Receives the report and approves it."),
    ),
}
"""Who signs an audit off."""

RANK: Mapping[Rank, Word] = {
    Rank.HIGH: Word(
        Text("高", "High"),
        Text(
            "重大性：法令・規格の義務への影響が大きい。緊急性：直ちに着手する。",
            "Severity: bears on a duty of the law or the standard. Urgency: start at once.",
        ),
        "★★★",
        Tone.BAD,
    ),
    Rank.MEDIUM: Word(
        Text("中", "Medium"),
        Text(
            "重大性：義務の一部が満たされないおそれがある。緊急性：計画を立てて着手する。",
            "Severity: part of a duty may be unmet. Urgency: plan it.",
        ),
        "★★☆",
        Tone.WARN,
    ),
    Rank.LOW: Word(
        Text("低", "Low"),
        Text(
            "重大性：推奨事項や分かりやすさに関わる。緊急性：次の改定に合わせて着手する。",
            "Severity: concerns advice or clarity. Urgency: with the next revision.",
        ),
        "★☆☆",
        Tone.MUTED,
    ),
}

LABEL: Mapping[Label, Word] = {
    Label.MET: Word(
        Text("確認できた", "found"),
        Text("確認基準を満たす記載がある。", "A statement satisfies the criterion."),
    ),
    Label.PARTIAL: Word(
        Text("一部確認", "found in part"),
        Text("確認基準の一部を満たす記載がある。", "A statement satisfies part of the criterion."),
    ),
    Label.ABSENT: Word(
        Text("見当たらない", "not found"),
        Text("確認基準に当たる記載が見つからない。", "No statement for the criterion was found."),
    ),
    Label.NOT_TRIGGERED: Word(
        Text("条件に当たらない", "not triggered"),
        Text(
            "確認基準が働く条件に当たる記載がない。",
            "Nothing shows that the criterion's condition holds.",
        ),
    ),
    Label.PRESENT: Word(
        Text("注意すべき記載あり", "flagged"),
        Text("注意を要する記載がある。", "A statement that calls for attention."),
    ),
}

_Term = TypeVar("_Term")


def choices(words: Mapping[_Term, Word], language: Language) -> tuple[str, ...]:
    """Return what a drop-down over these terms offers."""
    return tuple(word.shown(language) for word in words.values())


def tones(words: Mapping[_Term, Word], language: Language) -> dict[str, Tone]:
    """Return shown value → tone, for the terms that have one."""
    return {word.shown(language): word.tone for word in words.values() if word.tone}
