"""The report as OSCAL assessment results: for tools that collect results of many audits.

docs/exports.md says what stands where, and why.
"""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Iterator, Sequence

from auditkit.exports._files import encoded
from auditkit.exports._json import dump
from auditkit.exports._oscal_findings import findings, risks
from auditkit.exports._oscal_observations import Case, observations
from auditkit.exports._oscal_parts import (
    Ids,
    Node,
    address,
    line,
    markup,
    midnight,
    moment,
    props,
    some,
    told,
)
from auditkit.exports._oscal_parts import title as heading
from auditkit.exports._schema import MODEL, OSCAL_VERSION, require_valid
from auditkit.models import (
    AssessedItem,
    Assessment,
    AuditRecord,
    Finding,
    Language,
    Role,
    RunInfo,
    Signature,
)
from auditkit.report._words import ROLE

_RMF = "http://csrc.nist.gov/ns/rmf"
"""The namespace in which OSCAL looks for the method of an assessment."""
_ROLES = {
    Role.AUDITOR: "assessor",
    Role.LEAD: "assessment-lead",
    Role.REPRESENTATIVE: "approver",
}


def oscal_file(
    assessment: Assessment,
    reported: Sequence[Finding],
    run: RunInfo,
    language: Language,
    record: AuditRecord | None,
) -> bytes:
    """Return the document, which keeps the published schema; raise if it does not."""
    provider = assessment.provider
    audit = record.audit.id if record else assessment.as_of.isoformat()
    ids = Ids((audit, provider.id, provider.name))
    case = Case(assessment, tuple(reported), language, record, ids)
    content: Node = {
        "metadata": _metadata(case, run),
        "import-ap": {"href": f"#{ids.uuid('plan')}", **told("remarks", case.say("plan_remark"))},
        **_objectives(case),
        "results": [_result(case, run)],
        "back-matter": {"resources": list(_resources(case, run))},
    }
    # Another content is another document: OSCAL wants another UUID for it.
    whole = ids.uuid("document", dump(content).decode("utf-8"))
    document = {MODEL: {"uuid": whole, **content}}
    require_valid(document, language)
    return dump(document)


def _metadata(case: Case, run: RunInfo) -> Node:
    provider, record = case.assessment.provider, case.record
    version = case.assessment.as_of.isoformat()
    if record is not None and record.journal:
        version = f"{record.audit.id}.{record.journal[-1].number}"
    people = _people(case)
    roles: dict[str, str] = {"assessed-organization": case.say("role_assessed")}
    if people:
        roles |= {_ROLES[role]: ROLE[role].text.in_language(case.language) for role in Role}
    organization = case.ids.uuid("organization")
    return {
        "title": heading(case.say("title", provider=provider.name)),
        "last-modified": _last_modified(case),
        "version": line(version),
        "oscal-version": OSCAL_VERSION,
        **props(
            (
                ("language", case.language),
                ("provider", provider.id),
                ("auditkit", run.version),
                *(("checklist", key) for key in run.checklists),
            )
        ),
        "roles": [{"id": name, "title": heading(shown)} for name, shown in roles.items()],
        "parties": [
            {
                "uuid": organization,
                "type": "organization",
                "name": line(provider.name) or provider.id,
            },
            *(
                {
                    "uuid": case.party(name),
                    "type": "person",
                    "name": line(name),
                    **props((("department", department),)),
                }
                for name, department in people.items()
            ),
        ],
        "responsible-parties": [
            {"role-id": "assessed-organization", "party-uuids": [organization]},
            *_responsible(case),
        ],
        "remarks": markup(case.say("remarks")),
    }


def _last_modified(case: Case) -> str:
    """Return the last moment that the inputs name; the clock is not one of them."""
    day = midnight(case.assessment.as_of)
    if case.record is None or not case.record.journal:
        return day
    last = max(entry.at for entry in case.record.journal)
    return max(day, moment(last), key=dt.datetime.fromisoformat)


def _people(case: Case) -> dict[str, str]:
    """Return everybody who is named, with the department where it is known."""
    people: dict[str, str] = {}
    if case.record is not None:
        people |= {name: department for name, department in case.record.auditors if name.strip()}
        for signature in case.record.signatures:
            people.setdefault(signature.name, signature.department)
    for item in case.assessment.items:
        if item.decision is not None and item.decision.who.strip():
            people.setdefault(item.decision.who, "")
    return people


def _responsible(case: Case) -> Iterator[Node]:
    signed = () if case.record is None else case.record.signatures
    held = {role: [case.party(s.name) for s in signed if s.role is role] for role in Role}
    if case.record is not None and case.record.auditors:
        named = [case.party(name) for name, _ in case.record.auditors if name.strip()]
        held[Role.AUDITOR] = list(dict.fromkeys((*named, *held[Role.AUDITOR])))
    for role, parties in held.items():
        if parties:
            yield {"role-id": _ROLES[role], "party-uuids": parties}


def _objectives(case: Case) -> Node:
    """Return our own question on each requirement, so that what findings name is there."""
    made = [
        {
            "control-id": case.ids.control(item.key),
            **props((("requirement", item.key),)),
            "parts": [_objective(case, item), _method(case, item)],
        }
        for item in case.assessment.items
    ]
    return {"local-definitions": {"objectives-and-methods": made}} if made else {}


def _objective(case: Case, item: AssessedItem) -> Node:
    return {
        "id": case.ids.objective(item.key),
        "name": "assessment-objective",
        "title": heading(case.word(item.requirement.title)),
        "props": [{"name": "method-id", "value": case.ids.method(item.key)}],
        "prose": markup(case.word(item.requirement.question)),
    }


def _method(case: Case, item: AssessedItem) -> Node:
    """Return how it is checked and on what, which OSCAL wants beside each objective."""
    objects = [case.word(text) for text in item.requirement.internal_evidence]
    return {
        "id": case.ids.method(item.key),
        "name": "assessment-method",
        "props": [{"name": "method", "ns": _RMF, "value": "EXAMINE"}],
        "prose": markup(case.word(item.requirement.check)),
        "parts": [
            {
                "name": "assessment-objects",
                "prose": markup("\n\n".join((case.say("scope"), *objects))),
            }
        ],
    }


def _result(case: Case, run: RunInfo) -> Node:
    record = case.record
    signed = () if record is None else record.signatures
    started = record.audit.started if record else case.assessment.as_of
    state = "preliminary" if record is None else "signed" if signed else "in-progress"
    last = record.journal[-1] if record and record.journal else None
    return {
        "uuid": case.ids.uuid("result"),
        "title": heading(case.say("title", provider=case.assessment.provider.name)),
        "description": markup((record.audit.scope if record else "") or case.say("scope")),
        "start": midnight(started),
        **({"end": midnight(max(s.on for s in signed))} if signed else {}),
        **props(
            (
                ("state", state),
                ("audit", record.audit.id if record else None),
                ("department", record.audit.department if record else None),
                ("previous-audit", record.audit.previous if record else None),
                ("journal-entry", last.number if last else None),
                ("journal-hash", last.hash if last else None),
            )
        ),
        "local-definitions": {"assessment-assets": _assets(case, run)},
        "reviewed-controls": _reviewed(case),
        **some("attestations", (_attestation(case, each) for each in signed)),
        **some("observations", observations(case)),
        **some("risks", risks(case)),
        **some("findings", findings(case)),
        "remarks": markup(case.say("remarks")),
    }


def _assets(case: Case, run: RunInfo) -> Node:
    return {
        "components": [
            {
                "uuid": case.tool,
                "type": "software",
                "title": "auditkit",
                "description": markup(case.say("tool")),
                **props((("version", run.version),)),
                "status": {"state": "operational"},
            }
        ],
        "assessment-platforms": [
            {
                "uuid": case.ids.uuid("platform"),
                "title": "auditkit",
                "uses-components": [{"component-uuid": case.tool}],
            }
        ],
    }


def _reviewed(case: Case) -> Node:
    controls, objectives = [], []
    for checklist in case.assessment.checklists:
        keys = [item.key for item in case.assessment.items if item.checklist == checklist.key]
        if not keys:
            continue
        about = {
            "description": markup(case.word(checklist.title)),
            **props((("checklist", checklist.key),)),
        }
        included = [{"control-id": case.ids.control(key)} for key in keys]
        controls.append({**about, "include-controls": included})
        asked = [{"objective-id": case.ids.objective(key)} for key in keys]
        objectives.append({**about, "include-objectives": asked})
    return {"control-selections": controls, **some("control-objective-selections", objectives)}


def _attestation(case: Case, signature: Signature) -> Node:
    role = ROLE[signature.role].text.in_language(case.language)
    return {
        "responsible-parties": [
            {"role-id": _ROLES[signature.role], "party-uuids": [case.party(signature.name)]}
        ],
        "parts": [
            {
                "name": "signature",
                "title": heading(case.say("signature", role=role, name=signature.name)),
                **props(
                    (
                        ("date", signature.on),
                        ("journal-entry", signature.entry),
                        ("journal-hash", signature.hash),
                    )
                ),
                "prose": markup(
                    case.say("signed", role=role, name=signature.name, date=signature.on)
                ),
            }
        ],
    }


def _resources(case: Case, run: RunInfo) -> Iterator[Node]:
    """Yield the plan and the documents, which other parts refer to."""
    scope = (case.record.audit.scope if case.record else "") or case.say("scope")
    plan = "\n".join((case.assessment.provider.name, scope, *run.checklists)) + "\n"
    yield {
        "uuid": case.ids.uuid("plan"),
        "title": heading(case.say("plan")),
        "description": markup(scope),
        "base64": {
            "filename": "plan.txt",
            "media-type": "text/plain",
            "value": base64.b64encode(encoded(plan)).decode("ascii"),
        },
    }
    sizes = {file.sha256: file.bytes for file in run.inputs}
    for document in case.assessment.documents.documents:
        yield {
            "uuid": case.resource(document.path),
            "title": heading(document.title or document.path),
            **props(
                (
                    ("path", document.path),
                    ("format", document.format),
                    ("bytes", sizes.get(document.sha256)),
                )
            ),
            "rlinks": [
                {
                    "href": address(document.path),
                    "hashes": [{"algorithm": "SHA-256", "value": document.sha256}],
                }
            ],
        }
