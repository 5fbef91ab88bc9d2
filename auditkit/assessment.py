"""Assess every requirement of the checklists from the criteria that bear on it.

What comes out is preliminary (予備判定): only a named auditor decides.  What an absent
disclosure means follows from the requirement's publicity: an item that need only be knowable
on request (知り得る状態) is to be asked for inside, not a breach.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from auditkit.models import (
    AssessedItem,
    Assessment,
    AuditType,
    Checklist,
    Combine,
    Condition,
    CriterionResult,
    DocumentSet,
    Label,
    Level,
    Library,
    Preliminary,
    Provider,
    Publicity,
    Requirement,
    Text,
)

_MUST_BE_SEEN = frozenset({Publicity.PUBLISH, Publicity.EXPRESS, Publicity.READILY_KNOWABLE})
_GOOD = frozenset({Label.MET, Label.PRESENT})

_ABSENT_BY_PUBLICITY: Mapping[Publicity, Text] = {
    Publicity.KNOWABLE: Text(
        "文書には見当たらないが、本人の知り得る状態（求めに応じ遅滞なく回答する場合を含む）に置けば足りるため、"
        "回答の体制と内容を内部で確認する。",
        "Not found in the documents; it is enough that the person can come to know it (also by a"
        " prompt answer on request), so check inside how and what is answered.",
    ),
    Publicity.ON_REQUEST: Text(
        "文書には見当たらないが、本人の求めに応じて情報を提供すれば足りるため、対応手順と実績を内部で確認する。",
        "Not found in the documents; it need only be given on request, so check the procedure and"
        " the records inside.",
    ),
    Publicity.NOTIFY: Text(
        "文書には見当たらないが、本人への通知で足りるため、通知の文面と記録を内部で確認する。",
        "Not found in the documents; notice to the person is enough, so check the wording and the"
        " records of the notices inside.",
    ),
    Publicity.NONE: Text(
        "公表を求める事項ではないため、文書に見当たらないことだけでは判断できない。内部の記録で確認する。",
        "Publication is not asked for, so its absence from the documents says nothing; check the"
        " internal records.",
    ),
}


def assess(
    provider: Provider,
    documents: DocumentSet,
    checklists: Sequence[Checklist],
    results: Sequence[CriterionResult],
    library: Library,
    as_of: dt.date,
) -> Assessment:
    """Return the assessment: one item for every requirement, in the order of the checklists."""
    by_id = {result.id: result for result in results}
    conditions = {condition.code: condition for condition in library.conditions}
    items = [
        _assess_requirement(checklist.key, requirement, by_id, conditions, provider, as_of)
        for checklist in checklists
        for requirement in checklist.requirements
    ]
    return Assessment(provider, documents, tuple(checklists), tuple(results), tuple(items), as_of)


def _assess_requirement(
    checklist: str,
    requirement: Requirement,
    results: Mapping[str, CriterionResult],
    conditions: Mapping[str, Condition],
    provider: Provider,
    as_of: dt.date,
) -> AssessedItem:
    bearing = tuple(results[name] for name in requirement.criteria if name in results)
    flags = tuple(
        results[name]
        for name in requirement.flags
        if name in results and results[name].label is Label.PRESENT
    )
    missing = tuple(r.id for r in bearing if r.label in (Label.PARTIAL, Label.ABSENT))

    def item(preliminary: Preliminary, reason: Text) -> AssessedItem:
        return AssessedItem(
            checklist, requirement, preliminary, reason, (*bearing, *flags), missing
        )

    if requirement.effective_from and as_of < requirement.effective_from:
        return item(
            Preliminary.NOT_APPLICABLE,
            Text(
                f"基準日（{as_of}）の時点ではまだ適用されない（{requirement.effective_from}から）。",
                f"Not yet in force on {as_of} (from {requirement.effective_from}).",
            ),
        )
    if requirement.effective_to and as_of > requirement.effective_to:
        return item(
            Preliminary.NOT_APPLICABLE,
            Text(
                f"基準日（{as_of}）の時点では既に適用されない（{requirement.effective_to}まで）。",
                f"No longer in force on {as_of} (until {requirement.effective_to}).",
            ),
        )
    condition = conditions.get(requirement.condition)
    known = provider.conditions.get(requirement.condition)
    if condition is not None and known is False:
        return item(
            Preliminary.NOT_APPLICABLE,
            Text(
                f"事業者情報（provider.yaml）で「{condition.title.ja}」に当たらないとされている。",
                f"provider.yaml says that the condition does not apply: {condition.title.en}.",
            ),
        )
    if condition is not None and known is None and condition.shown_by:
        shown = [results[name] for name in condition.shown_by if name in results]
        if shown and all(r.label is Label.NOT_TRIGGERED for r in shown):
            return item(
                Preliminary.NOT_APPLICABLE,
                Text(
                    f"「{condition.title.ja}」に当たる活動は文書から読み取れない。"
                    "実際に行っていないことを内部で確かめたうえで判定する。",
                    f"The documents show no such activity ({condition.title.en}); decide after"
                    " checking inside that there is none.",
                ),
            )
    if requirement.level is Level.EXCEPTION:
        return item(
            Preliminary.INTERNAL,
            Text(
                "例外・参考の規定。これに依拠した取扱いの有無と、依拠した理由の記録を内部で確認する。",
                "An exception or a provision for reference: check inside whether it was relied on"
                " and the recorded reason.",
            ),
        )
    if not bearing or requirement.audit is AuditType.OPERATION:
        return (
            item(Preliminary.ATTENTION, _flagged(flags))
            if flags
            else item(Preliminary.INTERNAL, _ask_inside(requirement, bearing))
        )
    preliminary, reason = _from_labels(requirement, bearing)
    if flags:
        warning = _flagged(flags)
        return item(
            Preliminary.ATTENTION,
            Text(f"{warning.ja}{reason.ja}", f"{warning.en} {reason.en}"),
        )
    return item(preliminary, reason)


def _from_labels(
    requirement: Requirement, bearing: Sequence[CriterionResult]
) -> tuple[Preliminary, Text]:
    applicable = [r for r in bearing if r.label is not Label.NOT_TRIGGERED]
    if not applicable:
        return Preliminary.NOT_APPLICABLE, Text(
            "該当する活動は文書から読み取れない。実際に行っていないことを内部で確かめたうえで判定する。",
            "The documents show no such activity; decide after checking inside that there is none.",
        )
    good = [r for r in applicable if r.label in _GOOD]
    gaps = [r for r in applicable if r.label not in _GOOD]
    enough = bool(good) if requirement.combine is Combine.ANY else not gaps
    if enough:
        tail_ja, tail_en = "", ""
        if requirement.audit is AuditType.BOTH:
            tail_ja = "運用の実態は内部の記録で確認する。"
            tail_en = " Check the practice in the internal records."
        return Preliminary.STATED, Text(good[0].reason.ja + tail_ja, good[0].reason.en + tail_en)
    if good or any(r.label is Label.PARTIAL for r in gaps):
        return Preliminary.PARTLY, Text(
            "".join(r.reason.ja for r in gaps), " ".join(r.reason.en for r in gaps)
        )
    if requirement.publicity in _MUST_BE_SEEN:
        return Preliminary.NOT_FOUND, Text(
            "".join(r.reason.ja for r in gaps), " ".join(r.reason.en for r in gaps)
        )
    if any(r.evidence for r in gaps):  # the activity is stated, what it calls for is not
        return Preliminary.ATTENTION, Text(
            "".join(r.reason.ja for r in gaps if r.evidence),
            " ".join(r.reason.en for r in gaps if r.evidence),
        )
    return Preliminary.INTERNAL, _ABSENT_BY_PUBLICITY[requirement.publicity]


def _ask_inside(requirement: Requirement, bearing: Sequence[CriterionResult]) -> Text:
    wanted = requirement.internal_evidence[0]
    if requirement.publicity in _MUST_BE_SEEN:
        ja = (
            "文書から自動では読み取らない事項。"
            f"文書を読み、内部の証跡（{wanted.ja}など）とあわせて確認する。"
        )
        en = f"Not read by the tool: read the documents, with internal evidence ({wanted.en})."
    else:
        ja = f"公表文書では確認できない事項。内部の証跡（{wanted.ja}など）で確認する。"
        en = f"Public documents cannot show this; ask for internal evidence ({wanted.en})."
    stated = [r for r in bearing if r.label in _GOOD]
    if stated:
        ja += f"関連する記載はある：{stated[0].reason.ja}"
        en += f" Related statement: {stated[0].reason.en}"
    return Text(ja, en)


def _flagged(flags: Sequence[CriterionResult]) -> Text:
    return Text("".join(r.reason.ja for r in flags), " ".join(r.reason.en for r in flags))
