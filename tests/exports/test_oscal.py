"""OSCAL: assessment results that keep the published schema and say no more than was decided."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from auditkit.errors import AuditkitError
from auditkit.exports import write_oscal
from auditkit.exports._oscal_parts import Ids, markup
from auditkit.exports._schema import OSCAL_VERSION, SCHEMA, require_valid
from auditkit.models import Effectiveness, Language, RecordedAction, Status, Verdict
from tests.exports.conftest import Made

both = pytest.mark.parametrize("language", ["ja", "en"])
kinds = pytest.mark.parametrize("kind", ["fresh", "audited", "signed"])


def _load(made: Made, folder: Path, language: Language = "ja") -> Any:
    path = made.write(write_oscal, folder / "x.oscal.json", language)
    return json.loads(path.read_text(encoding="utf-8"))["assessment-results"]


def _nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)


def _props(node: dict[str, Any]) -> dict[str, str]:
    return {prop["name"]: prop["value"] for prop in node.get("props", ())}


def test_the_schema_is_the_published_one() -> None:
    """The schema is that of the release, byte for byte, and of the version we write."""
    content = SCHEMA.read_bytes()
    published = "384324105c7a817af0f65b120a963146caa0e0d55d969cf0daf60e063b87a206"
    assert hashlib.sha256(content).hexdigest() == published
    assert f"/{OSCAL_VERSION}/" in json.loads(content)["$id"]


@both
@kinds
def test_every_report_keeps_the_schema(
    kind: str, language: Language, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """Reports of the tool, audits in work and signed audits are valid in both languages."""
    document = _load(request.getfixturevalue(kind), tmp_path, language)
    require_valid({"assessment-results": document})
    assert document["metadata"]["oscal-version"] == OSCAL_VERSION
    assert _props(document["metadata"])["language"] == language


def test_what_the_schema_refuses_is_told_with_every_place(fresh: Made, tmp_path: Path) -> None:
    """A wrong id, a missing entry and a stray one are each told, and where they stand."""
    document = _load(fresh, tmp_path)
    document["results"][0]["observations"][0]["uuid"] = "x"
    document["results"][0]["reviewed-controls"]["control-selections"][0]["include-controls"] = [
        {"control-id": "32-1-1"}
    ]
    del document["import-ap"]
    document["stray"] = 1
    with pytest.raises(AuditkitError) as caught:
        require_valid({"assessment-results": document}, "en")
    places = {fault.path for fault in caught.value.faults}
    assert "$['assessment-results']" in places
    assert "$['assessment-results'].results[0].observations[0].uuid" in places
    assert any("control-selections" in place for place in places)
    assert len(caught.value.faults) >= 4


def test_an_invalid_document_is_not_written(
    fresh: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a document does not keep the schema, the earlier file stays as it was."""
    path = fresh.write(write_oscal, tmp_path / "x.json")
    before = path.read_bytes()
    monkeypatch.setattr("auditkit.exports._oscal.OSCAL_VERSION", " wrong ")
    with pytest.raises(AuditkitError, match="OSCAL のスキーマに合わない"):
        fresh.write(write_oscal, path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["x.json"]


def test_preliminary_results_are_observations_alone(fresh: Made, tmp_path: Path) -> None:
    """A report without an audit has an observation for each requirement, no finding and no risk."""
    (result,) = _load(fresh, tmp_path)["results"]
    assert "findings" not in result
    assert "risks" not in result
    told = [_props(each) for each in result["observations"]]
    preliminary = {p["requirement"]: p["preliminary-result"] for p in told if "candidate" not in p}
    assert preliminary == {i.key: i.preliminary.value for i in fresh.assessment.items}
    assert {p["candidate"] for p in told if "candidate" in p} == {f.id for f in fresh.findings}
    assert "satisfied" not in json.dumps(result)


def test_findings_exist_where_an_auditor_decided(audited: Made, tmp_path: Path) -> None:
    """○ is satisfied, △ and × are not; 対象外 and 未確認 have no finding."""
    (result,) = _load(audited, tmp_path)["results"]
    states = {
        _props(finding)["requirement"]: finding["target"]["status"]["state"]
        for finding in result["findings"]
    }
    wanted = {Verdict.CONFORM: "satisfied"}
    wanted |= dict.fromkeys((Verdict.PARTIAL, Verdict.NONCONFORM), "not-satisfied")
    decided = {
        item.key: wanted[item.verdict]
        for item in audited.assessment.items
        if item.verdict in wanted
    }
    assert states == decided
    assert set(decided.values()) == {"satisfied", "not-satisfied"}
    bases = {
        _props(each)["requirement"]: _props(each)["decision"]
        for each in result["observations"]
        if "decision" in _props(each)
    }
    assert bases == {
        item.key: item.verdict.value
        for item in audited.assessment.items
        if item.verdict is not Verdict.OPEN
    }
    assert "not_applicable" in bases.values()


def test_a_verdict_without_a_decision_is_no_finding(fresh: Made, tmp_path: Path) -> None:
    """Only a decision that somebody recorded makes a finding."""
    assert Verdict.CONFORM in {item.verdict for item in fresh.assessment.items}
    assert "findings" not in _load(fresh, tmp_path)["results"][0]


def test_recorded_findings_are_risks(audited: Made, tmp_path: Path) -> None:
    """Each finding that an auditor recorded is a risk; candidates are not."""
    (result,) = _load(audited, tmp_path, "en")["results"]
    risks = {_props(risk)["finding"]: risk for risk in result["risks"]}
    recorded = [finding for finding in audited.findings if finding.recorded]
    assert list(risks) == [finding.id for finding in recorded]
    for finding in recorded:
        risk = risks[finding.id]
        assert risk["status"] == "open"
        assert risk["deadline"] == "2027-01-31T00:00:00+09:00"
        facets = {f["name"]: f["value"] for f in risk["characterizations"][0]["facets"]}
        assert facets == {"severity": finding.severity.value, "urgency": finding.urgency.value}
        assert risk["remediations"][0]["lifecycle"] == "recommendation"
    related = [f for f in result["findings"] if "related-risks" in f]
    assert len(related) == len(recorded)


@pytest.mark.parametrize(
    ("status", "state", "lifecycle"),
    [
        (Status.NOT_STARTED, "open", "planned"),
        (Status.IN_PROGRESS, "remediating", "planned"),
        (Status.DONE, "remediating", "completed"),
        (Status.CLOSED, "closed", "completed"),
        (Status.NOT_NEEDED, "closed", "planned"),
    ],
)
def test_corrective_actions_are_remediations(
    status: Status, state: str, lifecycle: str, audited: Made, tmp_path: Path
) -> None:
    """A risk says how far the action has come; it is closed only when the action is."""
    assert audited.record is not None
    first = next(finding.id for finding in audited.findings if finding.recorded)
    action = RecordedAction(
        first,
        correction="Rules were *written*.",
        status=status,
        effectiveness=Effectiveness.EFFECTIVE,
    )
    record = replace(audited.record, actions=(action,))
    (result,) = _load(replace(audited, record=record), tmp_path)["results"]
    risk = result["risks"][0]
    assert risk["status"] == state
    assert _props(risk)["action-status"] == status.value
    assert _props(risk)["effectiveness"] == "effective"
    planned = risk["remediations"][1]
    assert (planned["lifecycle"], planned["description"]) == (
        lifecycle,
        r"Rules were \*written\*.",
    )


def test_evidence_is_quoted_with_its_place(audited: Made, tmp_path: Path) -> None:
    """Each quote is the slice of its document that its place names, once markup is taken off."""
    document = _load(audited, tmp_path)
    texts = {d.path: d.text for d in audited.assessment.documents.documents}
    resources = {f"#{r['uuid']}": _props(r) for r in document["back-matter"]["resources"]}
    quotes = 0
    for observation in document["results"][0]["observations"]:
        for piece in observation.get("relevant-evidence", ()):
            told = _props(piece)
            if "start" not in told:
                continue
            quotes += 1
            text = texts[told["document"]][int(told["start"]) : int(told["end"])]
            assert re.sub(r"\\(.)", r"\1", piece["description"]) == text.strip()
            assert told["locator"]
            assert resources[piece["href"]]["path"] == told["document"]
    assert quotes > 20


def test_methods_are_those_of_the_evidence(audited: Made, tmp_path: Path) -> None:
    """An interview is told as such, a document read as an examination."""
    observations = _load(audited, tmp_path)["results"][0]["observations"]
    methods = {
        tuple(_props(piece).get("source", "") for piece in each["relevant-evidence"]): each[
            "methods"
        ]
        for each in observations
        if "relevant-evidence" in each and "decision" in _props(each)
    }
    assert methods["interview", "record"] == ["INTERVIEW", "EXAMINE"]
    assert methods["", ""] == ["EXAMINE"]


@kinds
def test_references_lead_to_what_is_there(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """UUIDs are unique, and every reference names something in the document."""
    document = _load(request.getfixturevalue(kind), tmp_path)
    nodes = list(_nodes(document))
    made = [node["uuid"] for node in nodes if "uuid" in node]
    assert len(set(made)) == len(made)
    named = {
        value if isinstance(value, str) else "".join(value)
        for node in nodes
        for key, value in node.items()
        if key.endswith("-uuid")
    }
    named |= {uuid for node in nodes for uuid in node.get("party-uuids", ())}
    named |= {node["href"][1:] for node in nodes if node.get("href", "").startswith("#")}
    assert named - set(made) == set()
    asked = {part["id"] for node in nodes for part in node.get("parts", ()) if "id" in part}
    targets = {node["target"]["target-id"] for node in nodes if "target" in node}
    included = {node["objective-id"] for node in nodes if "objective-id" in node}
    assert targets | included <= asked
    roles = {role["id"] for role in document["metadata"]["roles"]}
    assert {node["role-id"] for node in nodes if "role-id" in node} <= roles


def test_every_requirement_is_among_the_reviewed_controls(fresh: Made, tmp_path: Path) -> None:
    """Each checklist is a selection, and its requirements are the controls in it."""
    (result,) = _load(fresh, tmp_path)["results"]
    selections = result["reviewed-controls"]["control-selections"]
    ids = Ids(())
    assert [_props(each)["checklist"] for each in selections] == [
        checklist.key for checklist in fresh.assessment.checklists
    ]
    controls = [c["control-id"] for each in selections for c in each["include-controls"]]
    assert controls == [ids.control(item.key) for item in fresh.assessment.items]
    assert len(set(controls)) == len(controls)


def test_ids_of_requirements_are_tokens_and_never_alike() -> None:
    """Any number becomes an id that OSCAL takes; two numbers never become one id."""
    ids = Ids(())
    keys = ["appi@2023-04-01:32-1-1", "appi@2023-04-01:規7-1", "a:b", "a@b", "a_b", "1:2", "(x)"]
    made = [ids.control(key) for key in keys]
    assert made[0] == "appi_2023-04-01_32-1-1"
    assert len(set(made)) == len(made)
    assert [ids.control(key) for key in keys] == made
    assert all(re.fullmatch(r"[^\W\d][\w.-]*", name) for name in made)


def test_signatures_are_attestations(signed: Made, tmp_path: Path) -> None:
    """Who signed, in which role, on which day and over which entry of the journal is attested."""
    assert signed.record is not None
    document = _load(signed, tmp_path)
    (result,) = document["results"]
    people = {party["uuid"]: party["name"] for party in document["metadata"]["parties"]}
    told = [
        (
            people[attestation["responsible-parties"][0]["party-uuids"][0]],
            _props(attestation["parts"][0])["date"],
            _props(attestation["parts"][0])["journal-hash"],
        )
        for attestation in result["attestations"]
    ]
    assert told == [(s.name, s.on.isoformat(), s.hash) for s in signed.record.signatures]
    assert _props(result)["state"] == "signed"
    assert result["end"] == "2026-11-20T00:00:00+09:00"


def test_times_come_from_the_inputs(fresh: Made, audited: Made, tmp_path: Path) -> None:
    """The tool's observations have the date of the assessment, decisions the time they were made."""
    document = _load(fresh, tmp_path)
    day = f"{fresh.assessment.as_of.isoformat()}T00:00:00+09:00"
    assert document["metadata"]["last-modified"] == day
    assert {o["collected"] for o in document["results"][0]["observations"]} == {day}
    assert audited.record is not None
    document = _load(audited, tmp_path)
    last = audited.record.journal[-1].at
    assert document["metadata"]["last-modified"] == last.isoformat(timespec="milliseconds")


@kinds
def test_equal_inputs_give_equal_bytes(
    kind: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    """The same report twice gives the same file."""
    made = request.getfixturevalue(kind)
    first, second = (made.write(write_oscal, tmp_path / n) for n in ("a.json", "b.json"))
    assert first.read_bytes() == second.read_bytes()


def test_a_changed_document_has_another_uuid_and_its_parts_the_same(
    audited: Made, tmp_path: Path
) -> None:
    """A tool that collects results sees a new edition of the same findings."""
    first = _load(audited, tmp_path)
    item, *rest = audited.assessment.items
    changed = replace(item, reason=type(item.reason)("別の理由", "Another reason"))
    assessment = replace(audited.assessment, items=(changed, *rest))
    second = _load(replace(audited, assessment=assessment), tmp_path)
    assert first["uuid"] != second["uuid"]
    uuids = [[f["uuid"] for f in each["results"][0]["findings"]] for each in (first, second)]
    assert uuids[0] == uuids[1]


@both
def test_hostile_words_keep_the_schema_and_are_no_markup(
    hostile: tuple[str, Made], language: Language, tmp_path: Path
) -> None:
    """A document's words are valid text wherever they land, and never HTML or a link."""
    document = _load(hostile[1], tmp_path, language)
    for node in _nodes(document):
        for key in ("title", "description", "prose", "remarks", "statement"):
            text = node.get(key)
            if isinstance(text, str):
                bare = re.sub(r"\\.", "", text)
                assert not re.search(r"[<>\[\]`*&]", bare)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>x</b>", r"\<b\>x\</b\>"),
        ("a*b_c", r"a\*b\_c"),
        ("# x\n- y\n 1", "\\# x\n\\- y\n 1"),
        (r"a\b", r"a\\b"),
        ("第3条（5）－「対象外」", "第3条（5）－「対象外」"),
        ("a\r\nb\x00c", "a\nb\ufffdc"),
    ],
)
def test_text_is_shown_as_it_is(text: str, shown: str) -> None:
    """What Markdown would take for markup is escaped, and nothing else is touched."""
    assert markup(text) == shown


def test_wording_of_a_licensed_user_stays_inside(fresh: Made, tmp_path: Path) -> None:
    """The text of a standard that a user laid over a checklist is not handed to other tools."""
    item, *rest = fresh.assessment.items
    worded = replace(item, requirement=replace(item.requirement, wording="規格の本文そのもの"))
    assessment = replace(fresh.assessment, items=(worded, *rest))
    path = replace(fresh, assessment=assessment).write(write_oscal, tmp_path / "x.json")
    assert "規格の本文そのもの" not in path.read_text(encoding="utf-8")
