"""What a report is made from, with the look-ups its sheets share."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from auditkit.models import (
    AssessedItem,
    Assessment,
    AuditRecord,
    Criterion,
    CriterionResult,
    Document,
    Evidence,
    Finding,
    InternalEvidence,
    Language,
    Library,
    Quote,
    RecordedAction,
    Requirement,
    RunInfo,
    Text,
    ValueKind,
)
from auditkit.report._audit_words import AUDIT_LABELS, AUDIT_NOTES
from auditkit.report._dates import date_words
from auditkit.report._evidence_rows import EvidenceRow, list_evidence, span_of
from auditkit.report._figures import document_figures
from auditkit.report._headings import HEADINGS, LABELS, SHEETS
from auditkit.report._styles import Fashion, themed_palette
from auditkit.report._taken import Taken
from auditkit.report._theme import Theme, document_number
from auditkit.report._values import value_text


@dataclass(frozen=True)
class Source:
    """The inputs of a report; every sheet is a function of this alone."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    library: Library
    run: RunInfo
    language: Language
    record: AuditRecord | None = None
    """The audit behind the report, if there is one."""
    theme: Theme = field(default_factory=Theme)

    def say(self, text: Text | None) -> str:
        """Return a wording in the report's language; nothing for none."""
        return "" if text is None else text.in_language(self.language)

    def label(self, key: str, **values: object) -> str:
        """Return a fixed label with its places filled."""
        told = AUDIT_LABELS.get(key) if self.record else None
        wording = (told or LABELS[key]).in_language(self.language)
        return wording.format(**values) if values else wording

    def say_heading(self, key: str) -> str:
        """Return the heading of a column."""
        return HEADINGS[key].in_language(self.language)

    def sheet_note(self, key: str) -> str:
        """Return the sentence below the title of a sheet."""
        told = AUDIT_NOTES.get(key) if self.record else None
        return self.say(told or SHEETS[key].note)

    @property
    def document_number(self) -> str:
        """The number on the cover: given as a parameter, or made by the theme's pattern."""
        given = self.run.parameters.get("document_number")
        if given:
            return str(given)
        audit = self.record.audit.id if self.record else ""
        pattern = self.theme.document_number or "{provider}-{date}"
        return document_number(pattern, self.assessment.provider.id, audit, self.as_of)

    @cached_property
    def fashion(self) -> Fashion:
        """How dates are written, and the colours."""
        colours = self.theme.colours
        palette = themed_palette(colours.accent, colours.label)
        return Fashion(self.language, self.theme.era, palette)

    def date_words(self, date: dt.date) -> str:
        """Return a date in words, as the rest of the report writes them."""
        return date_words(date, self.language, self.fashion.in_era)

    @property
    def as_of(self) -> dt.date:
        """The date the report speaks of."""
        return self.assessment.as_of

    @cached_property
    def items(self) -> tuple[AssessedItem, ...]:
        """The assessed items in the order of the checklists."""
        by_key = {item.key: item for item in self.assessment.items}
        return tuple(
            by_key[f"{checklist.key}:{requirement.id}"]
            for checklist in self.assessment.checklists
            for requirement in checklist.requirements
        )

    @cached_property
    def item_rows(self) -> dict[str, int]:
        """Item key → its row in the results."""
        return {item.key: row for row, item in enumerate(self.items)}

    @cached_property
    def checklist_names(self) -> dict[str, str]:
        """Checklist key → how people cite it; the edition is added where two are cited alike."""
        held = {c.key: c for c in (*self.library.checklists, *self.assessment.checklists)}
        cited = Counter(self.say(checklist.short) for checklist in held.values())
        names: dict[str, str] = {}
        for checklist in held.values():
            short = self.say(checklist.short)
            if cited[short] > 1:
                short = self.label("with_edition", name=short, edition=checklist.edition)
            names[checklist.key] = short
        return names

    def checklist_name(self, key: str) -> str:
        """Return how people cite a checklist, or its key when it is none we hold."""
        return self.checklist_names.get(key, key)

    def cited(self, key: str) -> str:
        """Return how people cite a requirement: ``JIS Q 15001:2017 A.3.4.2.5``.

        Of a framework we hold in no edition, the number alone.
        """
        checklist, _, number = key.partition(":")
        if not number:
            return key
        name = self.checklist_names.get(checklist) or self.other_edition(checklist)
        return f"{name} {number}" if name else number

    def other_edition(self, key: str) -> str:
        """Return how people cite an edition of a checklist that we hold in another edition."""
        name, _, edition = key.partition("@")
        for checklist in (*self.library.checklists, *self.assessment.checklists):
            short = self.say(checklist.short)
            if checklist.id == name and checklist.edition in short:
                return short.replace(checklist.edition, edition)
        return ""

    @cached_property
    def chapters(self) -> dict[tuple[str, str], str]:
        """(checklist key, chapter id) → how the chapter is shown.

        A clause number belongs to it; a mere code word does not, unless titles repeat.
        """
        names: dict[tuple[str, str], str] = {}
        for checklist in self.assessment.checklists:
            titles = Counter(self.say(chapter.title) for chapter in checklist.chapters)
            for chapter in checklist.chapters:
                title = self.say(chapter.title)
                numbered = any(character.isdigit() for character in chapter.id)
                whole = numbered or titles[title] > 1
                names[checklist.key, chapter.id] = f"{chapter.id} {title}" if whole else title
        return names

    def chapter(self, item: AssessedItem) -> str:
        """Return how the item's chapter is shown."""
        chapter = item.requirement.chapter
        return self.chapters.get((item.checklist, chapter), chapter)

    @cached_property
    def findings_of(self) -> dict[str, list[int]]:
        """Item key → rows of the findings that concern it."""
        rows: dict[str, list[int]] = {}
        for row, finding in enumerate(self.findings):
            for key in finding.items:
                rows.setdefault(key, []).append(row)
        return rows

    @cached_property
    def action_rows(self) -> dict[int, int]:
        """Row of a finding → its row in the plan of action; a candidate of an audit has none."""
        acted = [
            row
            for row, finding in enumerate(self.findings)
            if self.record is None or finding.recorded
        ]
        return {row: number for number, row in enumerate(acted)}

    @cached_property
    def actions(self) -> dict[str, RecordedAction]:
        """Number of a finding → what is done about it, as the audit recorded it."""
        return {action.finding: action for action in self.record.actions} if self.record else {}

    @cached_property
    def _criteria(self) -> dict[str, Criterion]:
        return {criterion.id: criterion for criterion in self.library.criteria}

    def criterion_title(self, criterion_id: str) -> str:
        """Return the title of a criterion, or its id when the library lacks it."""
        criterion = self._criteria.get(criterion_id)
        return criterion_id if criterion is None else self.say(criterion.title)

    def criterion_ask(self, criterion_id: str) -> str:
        """Return what satisfies a criterion."""
        criterion = self._criteria.get(criterion_id)
        return "" if criterion is None else self.say(criterion.met)

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Document id → document."""
        return {document.id: document for document in self.assessment.documents.documents}

    def document_name(self, document_id: str) -> str:
        """Return the path a person knows a document by."""
        document = self.documents.get(document_id)
        return document_id if document is None else document.path

    def place(self, evidence: Evidence) -> str:
        """Return where evidence stands; of the only document there is, the place alone."""
        return self.place_in(self.document_name(evidence.document), evidence.locator)

    def place_in(self, path: str, locator: str) -> str:
        """Return a place in the document of this path, as :meth:`place` does."""
        if locator and [document.path for document in self.documents.values()] == [path]:
            return locator
        return f"{path} {locator}".rstrip()

    def value(self, result: CriterionResult | None) -> str | None:
        """Return the value of a result as people write it; nothing where it has none."""
        if result is None:
            return None
        return value_text(result, self.value_kind(result), self.language)

    def value_kind(self, result: CriterionResult) -> ValueKind:
        """Return what kind of value the criterion of a result reads; nothing for none."""
        criterion = self._criteria.get(result.id)
        return "" if criterion is None else criterion.value

    @cached_property
    def results_by_id(self) -> dict[str, CriterionResult]:
        """Criterion id → its result."""
        return {result.id: result for result in self.results}

    @cached_property
    def document_figures(self) -> dict[str, dict[str, int]]:
        """Document id → its figures: passages = matched + unmatched + unread."""
        evidence = (row.evidence for row in self.evidence_rows if not row.nearest)
        return document_figures(self.documents.values(), evidence)

    @cached_property
    def results(self) -> tuple[CriterionResult, ...]:
        """Every criterion result once: of the assessment, then any only an item holds."""
        seen: dict[str, CriterionResult] = {}
        for result in self.assessment.criteria:
            seen.setdefault(result.id, result)
        for item in self.items:
            for result in item.results:
                seen.setdefault(result.id, result)
        return tuple(seen.values())

    @cached_property
    def evidence_rows(self) -> tuple[EvidenceRow, ...]:
        """Every piece of evidence there is, in the order of the criteria."""
        loose = [
            # what auditors took as evidence of a recorded finding has rows of its own
            finding
            for finding in self.findings
            if not (finding.recorded and self.taken.of(finding.items))
        ]
        return tuple(list_evidence(self.results, self.items, loose))

    @cached_property
    def _first_rows(self) -> dict[tuple[str, int, int], dict[str, int]]:
        found: dict[tuple[str, int, int], dict[str, int]] = {}
        for number, row in enumerate(self.evidence_rows):
            found.setdefault(span_of(row.evidence), {}).setdefault(row.criterion, number)
        return found

    def evidence_row(self, evidence: Evidence, criteria: Sequence[str]) -> int:
        """Return the row of a piece of evidence, preferably under one of these criteria."""
        rows = self._first_rows[span_of(evidence)]
        for criterion in criteria:
            if criterion in rows:
                return rows[criterion]
        return next(iter(rows.values()))

    @cached_property
    def taken(self) -> Taken:
        """What auditors recorded as evidence; its rows follow those of the tool."""
        return Taken(self.items, self.record)

    def taken_row(self, piece: Quote | InternalEvidence) -> int:
        """Return the row of a piece of evidence that an auditor recorded."""
        return len(self.evidence_rows) + self.taken.numbers[piece]

    @property
    def signed(self) -> bool:
        """Whether the audit is signed, so that nothing in it is left to fill in."""
        return self.record is not None and bool(self.record.signatures)

    @cached_property
    def items_of_criterion(self) -> dict[str, tuple[AssessedItem, ...]]:
        """Criterion id → the items it bears on."""
        found: dict[str, list[AssessedItem]] = {}
        for item in self.items:
            for result in item.results:
                found.setdefault(result.id, []).append(item)
        return {key: tuple(items) for key, items in found.items()}

    @cached_property
    def requirements(self) -> dict[str, Requirement]:
        """Edition-qualified requirement id → requirement, of all the checklists we hold."""
        return {
            f"{checklist.key}:{requirement.id}": requirement
            for checklist in (*self.library.checklists, *self.assessment.checklists)
            for requirement in checklist.requirements
        }

    @cached_property
    def conditions(self) -> dict[str, str]:
        """Condition code → its title."""
        return {c.code: self.say(c.title) for c in self.library.conditions}

    @cached_property
    def verifications(self) -> dict[str, str]:
        """Verification code → its wording."""
        return {v.code: self.say(v.title) for v in self.library.verifications}

    def with_others(self, texts: Sequence[str]) -> str:
        """Return the first text, and how many more there are."""
        if len(texts) < 2:
            return texts[0] if texts else ""
        return self.label("others", first=texts[0], count=len(texts) - 1)

    def grouped(self, keys: Sequence[str], limit: int | None = None) -> str:
        """Return requirement keys one checklist a line: ``JIS Q 15001:2017: 5.1, 5.2``."""
        groups: dict[str, list[str]] = {}
        for key in keys:
            checklist, _, requirement = key.partition(":")
            groups.setdefault(checklist, []).append(requirement)
        return "\n".join(
            self.label("numbers", name=self.checklist_name(key), numbers=self.few(ids, limit))
            for key, ids in groups.items()
        )

    def few(self, ids: list[str], limit: int | None) -> str:
        """Return the first numbers, and how many more there are."""
        if limit is None or len(ids) <= limit:
            return ", ".join(ids)
        first = ", ".join(ids[:limit])
        return self.label("others", first=first, count=len(ids) - limit)

    @cached_property
    def related(self) -> dict[str, str]:
        """Criterion id → the requirements it bears on, the first few by number."""
        return {
            criterion: self.grouped([item.key for item in items], limit=6)
            for criterion, items in self.items_of_criterion.items()
        }
