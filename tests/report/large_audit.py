"""A large audit: every shipped requirement, two providers' documents, three cycles, 60 findings."""

from __future__ import annotations

import datetime as dt
import random
import shutil
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from audit_sample import Audited, reported

from auditkit.audits import Workpapers, start_audit
from auditkit.models import (
    Effectiveness,
    Evidence,
    Grade,
    InternalEvidence,
    Rank,
    Source,
    Status,
    Verdict,
)
from auditkit.shipped import shipped
from auditkit.store import Store, open_store
from auditkit.workflow import Assessed, assess_provider

DAY = dt.date(2026, 11, 20)
FINDINGS = (40, 50, 60)
"""How many findings each of the three audits records."""
_GAPS = (
    (Verdict.PARTIAL, Grade.MINOR),
    (Verdict.PARTIAL, Grade.OBSERVATION),
    (Verdict.NONCONFORM, Grade.MAJOR),
)


@cache
def both_providers(folder: Path) -> Assessed:
    """Return the assessment of the documents of two samples together."""
    for name in ("kogane-server", "midorino-hosting"):
        for file in sorted((shipped("samples") / name).iterdir()):
            if file.is_file() and file.name != "provider.yaml":
                shutil.copy(file, folder / f"{name}-{file.name}")
    (folder / "provider.yaml").write_text("name: 二社グループ\n", encoding="utf-8")
    return assess_provider(folder, as_of=DAY)


def large_audit(folder: Path) -> Audited:
    """Return the third of three audits, in the middle of the corrective actions."""
    documents = folder / "both"
    documents.mkdir()
    told = both_providers(documents)
    store = open_store(folder / "store.sqlite")
    chance = random.Random(5)
    previous = ""
    for cycle, count in enumerate(FINDINGS):
        papers = _start(store, told, 2024 + cycle, previous)
        previous = papers.audit.id
        _decide(papers, chance, count)
    _answer(papers, chance)
    return reported(papers, told.findings)


def _start(store: Store, told: Assessed, year: int, previous: str) -> Workpapers:
    return start_audit(
        store,
        told.assessment,
        told.findings,
        who="監査 花子",
        audit_id=f"A-{year}-001",
        started=dt.date(year, 11, 10),
        scope="個人情報を取り扱う全ての業務",
        department="サーバー事業部",
        auditors=[("監査 花子", "内部監査室")],
        previous=previous,
        today=lambda: DAY,
    )


def _decide(papers: Workpapers, chance: random.Random, findings: int) -> None:
    items = list(papers.items)
    gaps = set(chance.sample(range(len(items)), findings))
    plain: dict[Verdict, list[str]] = {Verdict.NOT_APPLICABLE: [], Verdict.CONFORM: []}
    for number, item in enumerate(items):
        if number in gaps:
            _find(papers, chance, item.key)
        elif item.evidence and number % 5 == 0:
            _take(papers, item.key, item.evidence)
        elif number % 11 == 0:
            record = InternalEvidence(Source.RECORD, "個人情報取扱規程", "第4版", DAY)
            papers.add_internal(item.key, record)
            papers.decide(item.key, verdict=Verdict.CONFORM)
        elif number % 7:
            plain[Verdict.NOT_APPLICABLE if number % 6 == 0 else Verdict.CONFORM].append(item.key)
    for verdict, keys in plain.items():
        papers.decide_all(keys, verdict, "確認した。")


def _take(papers: Workpapers, key: str, evidence: Sequence[Evidence]) -> None:
    piece = evidence[0]
    path = papers.assessment.documents.document(piece.document).path
    papers.take(key, path, piece.start, piece.end)
    papers.decide(key, verdict=Verdict.CONFORM)


def _find(papers: Workpapers, chance: random.Random, key: str) -> None:
    verdict, grade = chance.choice(_GAPS)
    papers.decide(key, verdict=verdict, grade=grade, fact="記録がない。", nothing_found=True)
    papers.record_finding(
        key,
        cause="担当が決まっていない。",
        effect="請求に応じられないおそれがある。",
        owner=chance.choice(["総務部 山田", "情報システム部 佐藤"]),
        due=DAY + dt.timedelta(days=chance.randrange(-40, 90)),
        severity=chance.choice(list(Rank)),
        urgency=chance.choice(list(Rank)),
    )


def _answer(papers: Workpapers, chance: random.Random) -> None:
    for finding in papers.findings():
        status = chance.choice(list(Status))
        done = status in (Status.DONE, Status.CLOSED)
        papers.record_action(
            finding.id,
            response="ご指摘のとおりです。",
            cause="引継ぎの漏れ。",
            correction="手順書を作成する。",
            status=status,
            completed=DAY if done else None,
            proof="規程 第5版" if done else "",
            effectiveness=Effectiveness.EFFECTIVE
            if status is Status.CLOSED
            else Effectiveness.UNCHECKED,
        )
