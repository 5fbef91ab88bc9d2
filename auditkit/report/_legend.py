"""The legend: every term, symbol, formula, edition and limit a reader needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditkit.models import Text
from auditkit.report._audit_words import AUDIT_TERMS
from auditkit.report._cells import REPLACED
from auditkit.report._model import Cell, Column, Table
from auditkit.report._source import Source
from auditkit.report._terms import AUDIT_TYPE, EFFECTIVENESS, LEVEL, PUBLICITY, RELATION, STATUS
from auditkit.report._words import (
    GRADE,
    LABEL,
    PRELIMINARY,
    RANK,
    ROLE,
    SOURCE,
    VERDICT,
    Word,
    tones,
)

_GROUPS: tuple[tuple[Text, tuple[Word, ...]], ...] = (
    (Text("予備判定", "Preliminary result"), tuple(PRELIMINARY.values())),
    (Text("判定", "Decision"), tuple(VERDICT.values())),
    (Text("確認基準の結果", "Criterion result"), tuple(LABEL.values())),
    (Text("重大性・緊急性", "Severity, urgency"), tuple(RANK.values())),
    (Text("是正処置の状況", "State of an action"), tuple(STATUS.values())),
    (Text("有効性確認", "Effectiveness check"), tuple(EFFECTIVENESS.values())),
    (Text("義務区分", "Level"), tuple(LEVEL.values())),
    (Text("監査の種類", "Kind of audit"), tuple(AUDIT_TYPE.values())),
    (Text("公表水準", "Publicity"), tuple(PUBLICITY.values())),
    (Text("対応表の関係", "Relation"), tuple(RELATION.values())),
)

_AUDIT_GROUPS: tuple[tuple[Text, tuple[Word, ...]], ...] = (
    (Text("区分", "Grade"), tuple(GRADE.values())),
    (Text("内部証跡", "Internal evidence"), tuple(SOURCE.values())),
    (Text("署名", "Sign-off"), tuple(ROLE.values())),
)
"""What only a report on an audit speaks of; it follows the decisions."""

_TERMS: tuple[tuple[Text, Text], ...] = (
    (
        Text("要求事項", "Requirement"),
        Text(
            "規格の条項や法令の規定のうち、評価の単位になるもの。要旨と監査質問は本ツールの言葉で書き、"
            "規格や法令の文そのものではない。",
            "A clause or provision that is assessed as one. Summaries and questions are our own "
            "words, never the text of the standard or the law.",
        ),
    ),
    (
        Text("確認基準", "Criterion"),
        Text(
            "文書から読み取る一つの事実。複数の要求事項が同じ確認基準を用いる。",
            "One fact to be read from documents; requirements share criteria.",
        ),
    ),
    (
        Text("証跡", "Evidence"),
        Text(
            "確認基準に関わる文書中の箇所と、それを見つけた規則。",
            "A passage that bears on a criterion, with the rule that found it.",
        ),
    ),
    (
        Text("参考箇所", "Nearest"),
        Text(
            "確認基準に最も近いが、満たすには足りない箇所。証跡ではない。",
            "The passage closest to a criterion, though not enough for it; not evidence.",
        ),
    ),
    (
        Text("指摘事項の候補", "Candidate finding"),
        Text(
            "監査人が先に確かめるべき差異。監査人が決めるまでは指摘事項ではない。",
            "A gap to look at first; not a finding until an auditor decides.",
        ),
    ),
    (
        Text("開始位置・終了位置", "Start, end"),
        Text(
            "文書から取り出した本文の先頭から数えた文字数。",
            "Characters counted from the start of the document's extracted text.",
        ),
    ),
    (
        Text("期限超過（▲）", "Overdue (▲)"),
        Text(
            "サマリーの基準日が期限を過ぎ、状況が完了・有効性確認済み・対応不要のいずれでもない"
            "是正処置。過ぎた日数を示す。",
            "An action whose due date lies before the date on the summary and whose state is "
            "neither done, closed nor no action; with the days since.",
        ),
    ),
    (
        Text("薄い黄色の欄", "Pale yellow cells"),
        Text("記入欄。", "To be filled in."),
    ),
)

_LIMITS: tuple[tuple[Text, Text], ...] = (
    (
        Text("記載が見当たらない", "No statement found"),
        Text(
            "読み込んだ文書に見つからなかったという意味であり、記載がないことを断定しない。"
            "画像の中の文字や、渡されていない文書は読んでいない。",
            "It was not found in the documents read; it does not assert that there is none. "
            "Text in pictures and documents not handed over were not read.",
        ),
    ),
    (
        Text("予備判定の性質", "Preliminary results"),
        Text(
            "規則に基づく機械的な提案であり、法的助言でも監査意見でもない。",
            "Mechanical proposals by rule; neither legal advice nor an audit opinion.",
        ),
    ),
    (
        Text("運用の確認", "Practice"),
        Text(
            "文書の記載は、そのとおりに運用されていることを示さない。",
            "A statement does not show that it is practised.",
        ),
    ),
    (
        Text("並べ替え", "Sorting"),
        Text(
            "リンクは行の位置を指す。並べ替えるとリンク先がずれるため、絞り込みを用いる。",
            "Links lead to a row by its position; filter rather than sort.",
        ),
    ),
    (
        Text("長い文", "Long texts"),
        Text(
            "「…」で切った引用は証跡一覧に全文がある。セルの上限を超える文は次の列に続ける。"
            f"表示できない文字は「{REPLACED}」に置き換える。",
            "A quote cut with … stands in full in Evidence. A text too long for a cell continues "
            f"in the next column. A character that cannot be shown becomes {REPLACED}.",
        ),
    ),
)


def legend_table(source: Source) -> Table:
    """Return the legend."""
    mark_tones = {
        **tones(PRELIMINARY, source.language),
        **tones(VERDICT, source.language),
        **tones(RANK, source.language),
        **tones(STATUS, source.language),
        **(tones(GRADE, source.language) if source.record else {}),
    }
    return Table(
        "legend",
        (
            Column("legend_kind", 20),
            Column("legend_mark", 36, tones=mark_tones),
            Column("legend_meaning", 100),
        ),
        tuple(_rows(source)),
    )


def _rows(source: Source) -> Iterator[Mapping[str, Cell]]:
    def row(kind: str, mark: str, meaning: str) -> Mapping[str, Cell]:
        return {"legend_kind": kind, "legend_mark": mark, "legend_meaning": meaning}

    say = source.say
    for mark, meaning in _LIMITS[:1]:
        yield row(say(Text("限界", "Limit")), say(mark), say(meaning))
    audited = source.record is not None
    groups = (*_GROUPS[:2], *_AUDIT_GROUPS, *_GROUPS[2:]) if audited else _GROUPS
    for kind, words in groups:
        for word in words:
            yield row(say(kind), word.shown(source.language), say(word.meaning))
    for mark, meaning in (*_TERMS, *AUDIT_TERMS) if audited else _TERMS:
        yield row(say(Text("用語", "Term")), say(mark), say(meaning))
    formula = say(Text("計算式", "Formula"))
    for key in ("decided", "conform", "stated") if audited else ("decided", "stated"):
        yield row(formula, source.label(f"{key}_rate"), source.label(f"formula_{key}"))
    yield from _editions(source)
    for verification in source.library.verifications:
        reliable = Text("確認済みの出典による。", "Rests on a checked source.")
        unsure = Text(
            "出典が十分でない。利用前に原典で確かめる。",
            "Not fully checked; see the original before relying on it.",
        )
        yield row(
            say(Text("出典の確かさ", "Source checked")),
            say(verification.title),
            say(reliable if verification.reliable else unsure),
        )
    for mark, meaning in _LIMITS[1:]:
        yield row(say(Text("限界", "Limit")), say(mark), say(meaning))


def _editions(source: Source) -> Iterator[Mapping[str, Cell]]:
    language = source.language
    for checklist in source.assessment.checklists:
        parts = [
            source.say(checklist.title),
            source.say(checklist.publisher),
            Text("施行・発行 {date}", "in force {date}")
            .in_language(language)
            .format(date=checklist.effective_from),
        ]
        if checklist.effective_to:
            parts.append(
                Text("{date}まで", "until {date}")
                .in_language(language)
                .format(date=checklist.effective_to)
            )
        if checklist.superseded_by:
            parts.append(
                Text("後継：{name}", "superseded by {name}")
                .in_language(language)
                .format(name=source.say(checklist.superseded_by))
            )
        parts += [source.say(checklist.caution), f"ID {checklist.key}"]
        yield {
            "legend_kind": source.say(Text("参照した版", "Edition used")),
            "legend_mark": source.checklist_name(checklist.key),
            "legend_meaning": ("／" if language == "ja" else "; ").join(parts),
        }
