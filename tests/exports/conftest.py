"""What the exports are made of: a sample, an audit in work, a signed one, and hostile words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from auditkit.audits import audit_record, decided_assessment, reported_findings
from auditkit.models import (
    Assessment,
    AuditRecord,
    Document,
    Evidence,
    Finding,
    Language,
    Library,
    Passage,
    RunInfo,
    Text,
)
from auditkit.store import open_store
from tests.report import audit_sample, report_sample
from tests.signed_audit import sign_small_audit

HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "＝１＋１",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\0=1+1",
    "  =1+1",
    "\ufeff=1+1",
    '",=1+1,"',
    ";=1+1;",
    "<script>alert(1)</script><img src=https://evil.example/x onerror=alert(1)>",
    "**bold** [link](https://evil.example) `code` &lt;b&gt; # head\n# head\n- item",
    "\x07\x1b[31m\u202e\ud800 end",
)


@dataclass(frozen=True)
class Made:
    """The arguments of the exports."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    library: Library
    run: RunInfo
    record: AuditRecord | None = None

    def write(self, verb: Any, path: Path, language: Language = "ja") -> Path:
        """Write one export."""
        written: Path = verb(
            self.assessment,
            self.findings,
            self.library,
            self.run,
            path,
            language,
            self.record,
        )
        return written


@pytest.fixture(scope="session")
def fresh() -> Made:
    """A report of the tool alone, on a fictional provider."""
    sample = report_sample.sample()
    return Made(sample.assessment, sample.findings, sample.library, sample.run)


@pytest.fixture(scope="session")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """An audit in the middle of the work, decided in every way there is."""
    assessment, findings = audit_sample.few(70)
    folder = tmp_path_factory.mktemp("audited")
    papers = audit_sample.begin(folder, assessment, findings)
    audit_sample.work(papers)
    made = audit_sample.reported(papers, findings)
    library = replace(audit_sample.assessed().library, crosswalk=())
    return Made(made.assessment, made.findings, library, made.run, made.record)


@pytest.fixture(scope="session")
def signed(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A small audit that auditor and lead have signed."""
    store = open_store(tmp_path_factory.mktemp("signed") / "store.sqlite")
    papers = sign_small_audit(store)
    run = RunInfo({}, (), tuple(papers.audit.checklists), "0.1.0")
    library = replace(audit_sample.assessed().library, crosswalk=())
    # a checklist of the three requirements that the small audit is about
    decided = decided_assessment(papers)
    held = {item.requirement.id for item in decided.items}
    checklists = tuple(
        replace(c, requirements=tuple(r for r in c.requirements if r.id in held))
        for c in decided.checklists
    )
    decided = replace(decided, checklists=checklists)
    return Made(decided, reported_findings(papers, ()), library, run, audit_record(papers))


@pytest.fixture(scope="session", params=HOSTILE, ids=lambda words: ascii(words[:12]))
def hostile(request: pytest.FixtureRequest) -> tuple[str, Made]:
    """A report in which these words stand wherever a document or a provider can put words."""
    words = request.param
    sample = report_sample.sample(counts=(6, 4), chapters=(3, 2))
    document = _document(words)
    piece = Evidence(document.id, 0, len(words), words, words, "rule")
    result = replace(
        sample.assessment.criteria[0], evidence=(piece,), reason=Text(words, words), value=words
    )
    items = tuple(
        replace(item, results=(result,), reason=Text(words, words))
        for item in sample.assessment.items
    )
    text = Text(words, words)
    findings = tuple(
        replace(finding, title=text, condition=text, effect=text, evidence=(piece,))
        for finding in sample.findings
    )
    documents = replace(sample.assessment.documents, documents=(document,))
    provider = replace(sample.assessment.provider, name=words, contact=words, notes=words)
    assessment = replace(
        sample.assessment,
        provider=provider,
        documents=documents,
        items=items,
        criteria=(result,),
    )
    return words, Made(assessment, findings, sample.library, sample.run)


def _document(words: str) -> Document:
    passages = (Passage(0, len(words), words),)
    return Document("hostile", f"{words}.txt", "0" * 64, words, passages, title=words)
