"""A fictional provider's assessment, built by hand from the models, small or large."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from auditkit.models import (
    AssessedItem,
    Assessment,
    AuditType,
    Chapter,
    Checklist,
    Condition,
    Criterion,
    CriterionKind,
    CriterionResult,
    CrosswalkRow,
    Document,
    DocumentSet,
    Evidence,
    Finding,
    InputFile,
    Keys,
    Label,
    Language,
    Level,
    Library,
    Passage,
    PassageRole,
    Preliminary,
    Problem,
    Provider,
    Publicity,
    Rank,
    Requirement,
    Rule,
    RunInfo,
    Text,
    Verdict,
    Verification,
)
from auditkit.report import write_report


@dataclass(frozen=True)
class Sample:
    """The arguments of ``write_report``."""

    assessment: Assessment
    findings: tuple[Finding, ...]
    library: Library
    run: RunInfo


_POLICY = (
    ("見出し", "株式会社みどり野文具　個人情報保護方針\n"),
    (
        "第1条",
        "当社は、通信販売の商品の発送及び代金の請求のために、お客様の氏名、住所を利用します。\n",
    ),
    ("第2条", "当社は、法令に基づく場合を除き、本人の同意なく個人データを第三者に提供しません。\n"),
    (
        "第3条（1）",
        "当社は、個人データへの不正アクセス、紛失、漏えい等を防ぐため、責任者を置き、"
        "取扱状況を年1回点検し、委託先を監督します。従業者には毎年研修を行います。\n",
    ),
    ("第4条", "開示等のご請求には、手数料として1件につき1,100円（税込）を申し受けます。\n"),
    ("第5条", "お問い合わせ窓口：個人情報相談係　midori@example.jp\n"),
    ("旧第4条", "開示等のご請求には、手数料として1件につき800円を申し受けます。\n"),
)
_NOTICE = (
    ("冒頭", "クッキー等の利用について\n"),
    ("１．", "当サイトは、閲覧状況の把握のためクッキーを用います。\n"),
    ("２．", "=1+1 のような式に見える文も、そのまま文として扱われます。\n"),
)


def _document(name: str, parts: tuple[tuple[str, str], ...], title: str) -> Document:
    passages, at = [], 0
    for locator, text in parts:
        role = PassageRole.EARLIER if locator.startswith("旧") else PassageRole.CONTENT
        headings = () if at == 0 else (title, locator)
        passages.append(Passage(at, at + len(text), locator, role=role, headings=headings))
        at += len(text)
    whole = "".join(text for _, text in parts)
    digest = hashlib.sha256(whole.encode("utf-8")).hexdigest()
    return Document(
        name.partition(".")[0], name, digest, whole, tuple(passages), "txt", "utf-8", title
    )


def _evidence(document: Document, number: int, rule: str) -> Evidence:
    passage = document.passages[number]
    end = passage.end - 1
    return Evidence(
        document.id,
        passage.start,
        end,
        passage.locator,
        document.quote(passage.start, end),
        rule,
    )


def _criterion(name: str, title: Text, met: Text) -> Criterion:
    return Criterion(
        name,
        "general",
        CriterionKind.FACT,
        title,
        met,
        None,
        ("appi:32",),
        Text("方針に書き足してください。", "Add it to the policy."),
        Text("本人が取扱いを知ることができない。", "People cannot learn of it."),
        (Rule(f"{name}.r1", "x"),),
    )


CRITERIA = (
    _criterion(
        "purpose", Text("利用目的", "Purpose of use"), Text("利用目的を示す。", "States purposes.")
    ),
    _criterion(
        "third-party",
        Text("第三者提供の扱い", "Provision to third parties"),
        Text("第三者提供の扱いを示す。", "States how provision is handled."),
    ),
    _criterion(
        "security",
        Text("安全管理措置", "Security measures"),
        Text("安全管理のために講じた措置を示す。", "States security measures."),
    ),
    replace(
        _criterion(
            "request-fee", Text("手数料の額", "Fee"), Text("手数料の額を示す。", "States the fee.")
        ),
        value="yen",
    ),
    _criterion(
        "contact",
        Text("苦情の申出先", "Contact"),
        Text("苦情の申出先を示す。", "States a contact."),
    ),
    _criterion(
        "joint-use",
        Text("共同利用の公表", "Joint use"),
        Text("共同利用の事項を示す。", "States joint use."),
    ),
)

_TITLES = {
    "purpose": Text("利用目的の特定と公表", "Specifying and publishing purposes"),
    "third-party": Text("第三者提供の制限", "Limits on provision"),
    "security": Text("安全管理のために講じた措置", "Security measures taken"),
    "request-fee": Text("開示等の求めの手数料", "Fees for requests"),
    "contact": Text("苦情の申出先の周知", "Where to complain"),
    "joint-use": Text("共同利用に関する事項", "Joint use"),
    "": Text("内部監査の実施記録", "Records of internal audits"),
}

_STATE = {
    "purpose": (Preliminary.STATED, Text("利用目的の記載がある。", "Purposes are stated.")),
    "third-party": (Preliminary.STATED, Text("提供の制限の記載がある。", "Limits are stated.")),
    "security": (
        Preliminary.PARTLY,
        Text(
            "組織的・人的措置の記載はあるが、物理的・技術的措置と外的環境の把握の記載が見当たらない。",
            "Organisational and personnel measures are stated; physical and technical measures "
            "and the external environment are not found.",
        ),
    ),
    "request-fee": (
        Preliminary.ATTENTION,
        Text("改定前後で額が異なる。", "The amount differs between versions."),
    ),
    "contact": (Preliminary.NOT_FOUND, Text("申出先の記載が見当たらない。", "Not found.")),
    "joint-use": (
        Preliminary.NOT_APPLICABLE,
        Text("共同利用を示す記載がない。", "Nothing shows joint use."),
    ),
    "": (
        Preliminary.INTERNAL,
        Text("公開文書では判断できない。", "Published documents cannot show it."),
    ),
}

_CYCLE = ("purpose", "third-party", "security", "request-fee", "contact", "joint-use", "")


def _requirement(number: str, chapter: str, criterion: str) -> Requirement:
    title = _TITLES[criterion]
    return Requirement(
        id=number,
        chapter=chapter,
        title=title,
        summary=Text(
            f"{title.ja}について、本人が分かる形で定めて示すことを求める。",
            f"{title.en}: to be laid down and shown so that people understand.",
        ),
        question=Text(
            f"{title.ja}について、最新の方針に具体的に示しているか。",
            f"Does the current policy show {title.en.lower()} in concrete terms?",
        ),
        check=Text("方針の該当条項を読み、具体性を見る。", "Read the clause; see if concrete."),
        recommendation=Text("方針に書き足してください。", "Add it to the policy."),
        level=Level.DUTY if criterion != "contact" else Level.EFFORT,
        audit=AuditType.OPERATION if criterion == "" else AuditType.BOTH,
        publicity=Publicity.NONE if criterion == "" else Publicity.READILY_KNOWABLE,
        condition="joint_use" if criterion == "joint-use" else "always",
        internal_evidence=(
            Text("個人情報取扱規程", "Rules on personal information"),
            Text("委託先の点検記録", "Records of checks on processors"),
        ),
        keys=Keys(appi=("32-1",)),
        verification="official" if criterion != "contact" else "own_knowledge",
        criteria=(criterion,) if criterion else (),
        note=Text("番号は原典で確かめること。", "Check the number in the original.")
        if criterion == "contact"
        else None,
    )


def _checklist(
    name: str, edition: str, title: Text, short: Text, chapters: int, count: int
) -> Checklist:
    prefix = "A.3." if name.startswith("jis") else "3."
    heads = tuple(
        Chapter(
            f"{prefix}{number}" if number < chapters else "others",
            _CHAPTERS[number % 4] if number < chapters else _OTHERS,
        )
        for number in range(1, chapters + 1)
    )
    requirements = tuple(
        _requirement(
            f"{heads[number * chapters // count].id}.{number + 1}",
            heads[number * chapters // count].id,
            _CYCLE[number % len(_CYCLE)],
        )
        for number in range(count)
    )
    return Checklist(
        name,
        edition,
        title,
        short,
        Text("架空規格協会", "Fictional Standards Body"),
        dt.date(2022, 4, 1),
        None,
        Text("次版", "the next edition") if name.startswith("jis") else None,
        Text("要旨であり原文ではない。", "Paraphrase, not the original."),
        heads,
        requirements,
    )


_CHAPTERS = (
    Text("計画", "Planning"),
    Text("取得・利用及び提供", "Acquisition, use, provision"),
    Text("適正管理", "Proper management"),
    Text("本人の権利", "Rights of the person"),
)
_OTHERS = Text("その他（第40条〜第42条）", "Others (Articles 40–42)")


def sample(
    counts: tuple[int, int] = (24, 16), chapters: tuple[int, int] = (10, 6), extra: int = 0
) -> Sample:
    """Return a whole assessment; ``extra`` adds pieces of evidence to one criterion."""
    policy = _document("個人情報保護方針.txt", _POLICY, "個人情報保護方針")
    notice = _document("cookie/クッキー方針.txt", _NOTICE, "クッキー等の利用について")
    documents = DocumentSet(
        (policy, notice),
        (
            Problem("同意書_スキャン.pdf", "文字情報のない PDF です。OCR してから置いてください。"),
            Problem("cookie/クッキー方針.txt", "末尾の文が途中で終わっています。", "warning"),
        ),
    )
    fee = _evidence(policy, 4, "request-fee.amount")
    security: tuple[Evidence, ...] = (_evidence(policy, 3, "security.organisation"),)
    security += tuple(
        Evidence(policy.id, 0, 1 + n % 40, "第3条（1）", policy.quote(0, 1 + n % 40), f"extra.{n}")
        for n in range(extra)
    )
    results = {
        "purpose": _result("purpose", Label.MET, (_evidence(policy, 1, "purpose.for"),)),
        "third-party": _result("third-party", Label.MET, (_evidence(policy, 2, "third.not"),)),
        "security": _result("security", Label.PARTIAL, security),
        "request-fee": replace(_result("request-fee", Label.MET, (fee,)), value=1100),
        "contact": replace(
            _result("contact", Label.ABSENT, ()), nearest=(_evidence(notice, 2, "nearest"),)
        ),
        "joint-use": _result("joint-use", Label.NOT_TRIGGERED, ()),
    }
    checklists = (
        _checklist(
            "jis-q-15001",
            "2017",
            Text("架空規格 Q 15001:2017（要旨）", "Fictional Q 15001:2017 (paraphrase)"),
            Text("架空規格 Q 15001:2017", "Fictional Q 15001:2017"),
            chapters[0],
            counts[0],
        ),
        _checklist(
            "appi",
            "2023-04-01",
            Text("個人情報保護法（2023年4月1日施行版）", "APPI as of 1 April 2023"),
            Text("個人情報保護法", "APPI"),
            chapters[1],
            counts[1],
        ),
    )
    items = tuple(
        _item(checklist.key, requirement, results, number)
        for checklist in checklists
        for number, requirement in enumerate(checklist.requirements)
    )
    assessment = Assessment(
        Provider("midorino", "株式会社みどり野文具 R&D", "小売業（通信販売）", "総務部"),
        documents,
        checklists,
        tuple(results.values()),
        items,
        dt.date(2026, 11, 1),
    )
    library = Library(
        checklists,
        CRITERIA,
        {},
        (
            Condition("always", Text("常に適用", "Always")),
            Condition("joint_use", Text("共同利用をする場合", "When data is used jointly")),
        ),
        (
            Verification("official", Text("公式の写しで確認", "Official copy"), True),
            Verification("own_knowledge", Text("出典未確認", "Not seen in a source"), False),
        ),
        (
            CrosswalkRow(
                f"{items[0].key}",
                f"{items[-1].key}",
                "intersects",
                Text("利用目的の公表が重なる。", "Both ask to publish purposes."),
                "proposed",
                "official",
            ),
            CrosswalkRow(
                f"{items[1].key}",
                "J.8.4",
                "related",
                Text("同じ主題を扱う。", "Same subject."),
                "reviewed",
                "own_knowledge",
            ),
            CrosswalkRow(
                f"{items[2].key}",
                "jis-q-15001@2023:A.9",
                "equal",
                Text("次の版でも同じことを求める。", "The next edition asks for the same."),
                "proposed",
                "own_knowledge",
            ),
            CrosswalkRow(
                f"{items[3].key}",
                "none",
                "none",
                Text("法令に対応する規定がない。", "The Act has no such provision."),
                "proposed",
                "official",
            ),
        ),
    )
    return Sample(assessment, _findings(items, fee, security[0]), library, _run(checklists))


def write(made: Sample, path: Path, language: Language = "ja") -> Path:
    """Write the workbook of a sample."""
    return write_report(made.assessment, made.findings, made.library, made.run, path, language)


def _result(name: str, label: Label, evidence: tuple[Evidence, ...]) -> CriterionResult:
    reason = Text("規則に当たる文がある。", "A sentence matches the rule.")
    if not evidence:
        reason = Text("規則に当たる文がない。", "No sentence matches the rule.")
    return CriterionResult(name, label, f"{name}.r1", reason, evidence)


def _item(
    checklist: str, requirement: Requirement, results: dict[str, CriterionResult], number: int
) -> AssessedItem:
    criterion = requirement.criteria[0] if requirement.criteria else ""
    preliminary, reason = _STATE[criterion]
    found = (results[criterion],) if criterion else ()
    verdict = {0: Verdict.CONFORM, 2: Verdict.PARTIAL}.get(number, Verdict.OPEN)
    return AssessedItem(checklist, requirement, preliminary, reason, found, (), verdict)


def _findings(
    items: tuple[AssessedItem, ...], fee: Evidence, security: Evidence
) -> tuple[Finding, ...]:
    def keys(criterion: str) -> tuple[str, ...]:
        return tuple(i.key for i in items if criterion in i.requirement.criteria)[:5]

    return (
        Finding(
            "F-2026-001",
            Text("安全管理措置の記載が一部にとどまる", "Security measures are stated only in part"),
            Text(
                "安全管理のために講じた措置を、本人が知り得る状態に置く。",
                "Security measures taken are to be knowable to the person.",
            ),
            Text(
                "第3条（1）に組織的・人的措置の記載はあるが、物理的・技術的措置及び"
                "外的環境の把握の記載が見当たらない。",
                "Clause 3(1) states organisational and personnel measures; no statement on "
                "physical and technical measures or the external environment was found.",
            ),
            Text(
                "本人が安全管理の状況を知ることができず、問合せへの回答にも時間を要する。",
                "People cannot learn how their data is protected.",
            ),
            Text(
                "講じている物理的・技術的措置と、外国で取り扱う場合の国名を方針に書き足してください。",
                "Add the physical and technical measures taken, "
                "and the country if data is handled abroad.",
            ),
            Rank.HIGH,
            Rank.MEDIUM,
            keys("security"),
            ("security",),
            (security,),
        ),
        Finding(
            "F-2026-002",
            Text("手数料の額が改定の前後で異なる", "The fee differs between versions"),
            Text("手数料の額を定めて示す。", "The fee is to be fixed and shown."),
            Text("第4条は1,100円、旧第4条は800円とする。", "Clause 4 says 1,100 yen; 800 before."),
            Text("請求者に誤った額を案内するおそれがある。", "People may be told a wrong amount."),
            Text("改定日を示し、旧版を別の文書に移してください。", "Date the revision."),
            Rank.MEDIUM,
            Rank.HIGH,
            keys("request-fee"),
            ("request-fee",),
            (fee,),
            Text("旧版を残したまま公開した。", "The old version was left in place."),
        ),
        Finding(
            "F-2026-003",
            Text("苦情の申出先の記載が見当たらない", "No statement of where to complain"),
            Text(
                "苦情の申出先を本人が知り得る状態に置く。", "Where to complain is to be knowable."
            ),
            Text(
                "読み込んだ文書に苦情の申出先としての記載が見当たらない。",
                "No statement was found in the documents read.",
            ),
            Text("苦情が適切な部署に届かない。", "Complaints may not reach the right people."),
            Text("窓口が苦情も受けることを方針に書き足してください。", "Say so in the policy."),
            Rank.LOW,
            Rank.LOW,
            keys("contact"),
            ("contact",),
        ),
    )


def _run(checklists: tuple[Checklist, ...]) -> RunInfo:
    return RunInfo(
        {"provider": "samples/midorino", "as_of": "2026-11-01", "strict": True, "limit": None},
        (
            InputFile("個人情報保護方針.txt", "ab" * 32, 1234),
            InputFile("cookie/クッキー方針.txt", "cd" * 32, 432),
        ),
        tuple(checklist.key for checklist in checklists),
        "0.1.0",
    )
