"""What was observed: the tool's preliminary results, and what auditors rested decisions on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from auditkit.exports._oscal_parts import Ids, Node, markup, midnight, moment, props, some, told
from auditkit.exports._oscal_parts import title as heading
from auditkit.messages import say
from auditkit.models import (
    AssessedItem,
    Assessment,
    AuditRecord,
    Decision,
    Evidence,
    Finding,
    InternalEvidence,
    Language,
    Quote,
    Source,
    Text,
    Verdict,
)
from auditkit.report._words import PRELIMINARY, RANK, SOURCE, VERDICT

_METHODS = {
    Source.RECORD: "EXAMINE",
    Source.INTERVIEW: "INTERVIEW",
    Source.OBSERVATION: "EXAMINE",  # SP 800-53A counts watching a practice as examining it
}


@dataclass(frozen=True)
class Case:
    """What an export is made from, with the names its parts refer to each other by."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    language: Language
    record: AuditRecord | None
    ids: Ids

    def say(self, key: str, **fields: object) -> str:
        """Return a message in the language of the report."""
        return say(f"exports.oscal.{key}", self.language, **fields)

    def word(self, text: Text | None) -> str:
        """Return a wording in the language of the report; nothing for none."""
        return "" if text is None else text.in_language(self.language)

    @cached_property
    def items(self) -> dict[str, AssessedItem]:
        """Item key → item."""
        return {item.key: item for item in self.assessment.items}

    @cached_property
    def paths(self) -> dict[str, str]:
        """Document id → path."""
        return {document.id: document.path for document in self.assessment.documents.documents}

    @cached_property
    def _shorts(self) -> dict[str, str]:
        return {c.key: self.word(c.short) for c in self.assessment.checklists}

    def cited(self, item: AssessedItem) -> str:
        """Return how people cite a requirement, with its title."""
        name = self._shorts.get(item.checklist, item.checklist)
        return f"{name} {item.requirement.id} {self.word(item.requirement.title)}"

    @property
    def tool(self) -> str:
        """The UUID of auditkit as a component of the assessment."""
        return self.ids.uuid("component", "auditkit")

    def party(self, name: str) -> str:
        """Return the UUID of a person."""
        return self.ids.uuid("person", name)

    def by_tool(self) -> Node:
        """Return that the tool said it."""
        return {"origins": [{"actors": [{"type": "tool", "actor-uuid": self.tool}]}]}

    def by_person(self, name: str) -> Node:
        """Return that a person said it, if one is named."""
        if not name.strip():
            return {}
        actor = {"type": "party", "actor-uuid": self.party(name), "role-id": "assessor"}
        return {"origins": [{"actors": [actor]}]}

    def resource(self, path: str) -> str:
        """Return the UUID of a document by its path."""
        return self.ids.uuid("document", path)

    def preliminary(self, item: AssessedItem) -> str:
        """Return the UUID of the observation of the tool on a requirement."""
        return self.ids.uuid("preliminary", item.key)

    def basis(self, item: AssessedItem) -> str:
        """Return the UUID of what the decision on a requirement rests on."""
        return self.ids.uuid("basis", item.key)


def observations(case: Case) -> Iterator[Node]:
    """Yield the observations: of each requirement, of each decision, and the open candidates."""
    for item in case.assessment.items:
        yield _preliminary(case, item)
        if item.decision is not None and item.verdict is not Verdict.OPEN:
            yield _basis(case, item, item.decision)
    for finding in case.findings:
        if not finding.recorded:
            yield _candidate(case, finding)


def _preliminary(case: Case, item: AssessedItem) -> Node:
    shown = PRELIMINARY[item.preliminary].shown(case.language)
    evidence = [
        _found(case, piece, result.id) for result in item.results for piece in result.evidence
    ]
    return {
        "uuid": case.preliminary(item),
        "title": heading(f"{case.say('preliminary')} {shown}: {case.cited(item)}"),
        "description": markup(case.word(item.reason)),
        **props((("requirement", item.key), ("preliminary-result", item.preliminary.value))),
        "methods": ["EXAMINE"],
        "types": ["control-objective"],
        **case.by_tool(),
        **some("relevant-evidence", evidence),
        "collected": midnight(case.assessment.as_of),
        "remarks": markup(case.say("preliminary_remark")),
    }


def _found(case: Case, piece: Evidence, criterion: str) -> Node:
    path = case.paths.get(piece.document)
    return {
        **({} if path is None else {"href": f"#{case.resource(path)}"}),
        "description": markup(piece.quote) or "-",
        **props(
            (
                ("document", path or piece.document),
                ("locator", piece.locator),
                ("start", piece.start),
                ("end", piece.end),
                ("criterion", criterion),
                ("rule", piece.rule),
            )
        ),
    }


def _basis(case: Case, item: AssessedItem, decision: Decision) -> Node:
    verdict = VERDICT[item.verdict].shown(case.language)
    methods = [_METHODS[piece.source] for piece in decision.internal]
    if decision.quotes or decision.nothing_found or not methods:
        methods.insert(0, "EXAMINE")
    evidence = [_taken(case, quote) for quote in decision.quotes]
    evidence += [_inside(case, piece) for piece in decision.internal]
    text = decision.reason.strip() or decision.fact.strip() or case.say("no_reason")
    return {
        "uuid": case.basis(item),
        "title": heading(f"{case.say('basis')} {verdict}: {case.cited(item)}"),
        "description": markup(text),
        **props(
            (
                ("requirement", item.key),
                ("decision", item.verdict.value),
                ("grade", decision.grade.value if decision.grade else None),
                ("nothing-found", "yes" if decision.nothing_found else None),
            )
        ),
        "methods": list(dict.fromkeys(methods)),
        "types": ["control-objective"],
        **case.by_person(decision.who),
        **some("relevant-evidence", evidence),
        "collected": moment(decision.at) if decision.at else midnight(case.assessment.as_of),
        **told("remarks", case.say("nothing_found") if decision.nothing_found else ""),
    }


def _taken(case: Case, quote: Quote) -> Node:
    held = quote.document in case.paths.values()
    return {
        **({"href": f"#{case.resource(quote.document)}"} if held else {}),
        "description": markup(quote.quote) or "-",
        **props(
            (
                ("document", quote.document),
                ("sha256", quote.sha256),
                ("locator", quote.locator),
                ("start", quote.start),
                ("end", quote.end),
            )
        ),
    }


def _inside(case: Case, piece: InternalEvidence) -> Node:
    shown = SOURCE[piece.source].shown(case.language)
    return {
        "description": markup(f"{shown}: {piece.name}"),
        **props(
            (
                ("source", piece.source.value),
                ("version", piece.version),
                ("date", piece.date),
                ("role", piece.role),
            )
        ),
        **told("remarks", piece.note),
    }


def _candidate(case: Case, finding: Finding) -> Node:
    paths = [case.paths.get(piece.document) for piece in finding.evidence]
    named = dict.fromkeys(path for path in paths if path is not None)
    subjects = [{"subject-uuid": case.resource(path), "type": "resource"} for path in named]
    ranks = f"{RANK[finding.severity].shown(case.language)}／"
    ranks += RANK[finding.urgency].shown(case.language)
    return {
        "uuid": case.ids.uuid("candidate", finding.id),
        "title": heading(f"{case.say('candidate')} {finding.id}: {case.word(finding.title)}"),
        "description": markup(case.word(finding.condition)),
        **props(
            (
                ("candidate", finding.id),
                ("severity", finding.severity.value),
                ("urgency", finding.urgency.value),
                *(("requirement", key) for key in finding.items if key in case.items),
            )
        ),
        "methods": ["EXAMINE"],
        "types": ["discovery"],
        **case.by_tool(),
        **some("subjects", subjects),
        "collected": midnight(case.assessment.as_of),
        "remarks": markup(
            case.say(
                "candidate_remark",
                ranks=ranks,
                effect=case.word(finding.effect),
                recommendation=case.word(finding.recommendation),
            )
        ),
    }
