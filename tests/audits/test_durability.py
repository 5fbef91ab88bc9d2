"""Whoever loses power while saving loses nothing that was acknowledged."""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections.abc import Mapping
from multiprocessing.connection import Connection

from nursery import Nursery
from small_audit import assessed, begin, reopen_papers

from auditkit.audits import Workpapers
from auditkit.models import Json, Verdict
from auditkit.store import Store, open_store

KILLS = 200
SUBJECTS = {"decide": 1, "take": 1, "find": 2}
"""How many subjects each of the calls writes, all or none."""


def test_no_acknowledged_answer_is_lost_to_a_kill(nursery: Nursery, address: str) -> None:
    """Killed 200 times at random moments while answers are saved, the store has each
    acknowledged one, nothing half, and its journal verifies."""
    with open_store(address) as store:
        audit = begin(store, assessed().assessment).audit.id
    chance = random.Random(20261122)
    ledger = Ledger(audit)
    with open_store(address) as store:
        ledger.follow(store)
    acknowledged = 0
    for kill in range(KILLS):
        child = nursery.fork(save_for_ever, address, audit, kill)
        # Once in a while the kill comes while the audit is being opened.
        heard = [child.hear() for _ in range(chance.randrange(9))]
        time.sleep(chance.uniform(0, 0.03 if not heard else 0.008))
        heard += child.kill()
        done = [message for message in heard if message[0] == "done"]
        tried = [message for message in heard if message[0] == "try"]
        with open_store(address) as store:
            new = ledger.follow(store)
            assert store.verify() == ()
        for _, saved in done:
            for subject, version, fingerprint in saved:
                assert new.pop((subject, version)) == fingerprint
                acknowledged += 1
        # What is there beyond that can only be the call that was under way, and all of it.
        if len(tried) == len(done):
            assert new == {}
        else:
            assert len(new) in (0, SUBJECTS[str(tried[-1][1])])
    assert acknowledged > KILLS


class Ledger:
    """The fields of every version of every subject, as the journal tells them."""

    def __init__(self, audit: str) -> None:
        self._audit = audit
        self._number = 0
        self._fields: dict[str, dict[str, Json]] = {}
        self._versions: dict[str, int] = {}

    def follow(self, store: Store) -> dict[tuple[str, int], str]:
        """Read on, and return the fingerprint of each version that is new."""
        new = {}
        for entry in store.journal(self._audit, self._number):
            self._number += 1
            assert entry.number == self._number
            fields = self._fields.setdefault(entry.subject, {})
            fields.update({name: after for name, (_, after) in entry.changes.items()})
            version = self._versions[entry.subject] = self._versions.get(entry.subject, 0) + 1
            new[entry.subject, version] = fingerprint_of(fields)
        return new


def fingerprint_of(fields: Mapping[str, Json]) -> str:
    """Return what tells these fields from others; short enough for an unbroken write."""
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()


def save_for_ever(told: Connection, address: str, audit: str, seed: int) -> None:
    """Work on an audit until the end, telling of each call before it and after it returned."""
    chance = random.Random(seed)
    papers = reopen_papers(open_store(address), audit, assessed().assessment)
    told.send(("open",))
    while True:
        kind = chance.choice(tuple(SUBJECTS))
        key = chance.choice(papers.items).key
        told.send(("try", kind, key))
        subjects = [f"item:{key}", *_save(papers, kind, key, chance)]
        saved = [(name, papers.records.get(name)) for name in subjects]
        told.send(("done", [(name, r.version, fingerprint_of(r.fields)) for name, r in saved]))


def _save(papers: Workpapers, kind: str, key: str, chance: random.Random) -> list[str]:
    """Save one answer and return the subjects it writes besides the item."""
    if kind == "find":
        return [f"finding:{papers.record_finding(key, owner='法務部長').id}"]
    if kind == "take":
        document = papers.assessment.documents.documents[0]
        start = chance.randrange(len(document.text) - 40)
        papers.take(key, document.path, start, start + 40)
        return []
    verdict = chance.choice(tuple(Verdict))
    papers.decide(key, verdict=verdict, reason=f"{chance.random()}により確認した。")
    return []
