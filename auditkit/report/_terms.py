"""Words of the report for how a requirement is classed, acted on, and mapped."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import AuditType, Effectiveness, Level, Publicity, Status, Text
from auditkit.report._words import Tone, Word

LEVEL: Mapping[Level, Word] = {
    Level.DUTY: Word(
        Text("義務", "Duty"),
        Text("しなければならない事項。", "Must be done."),
    ),
    Level.EFFORT: Word(
        Text("努力義務", "Duty of effort"),
        Text("努めなければならない事項。", "Must be striven for."),
    ),
    Level.RECOMMENDED: Word(
        Text("推奨", "Recommended"),
        Text("望ましいとされる事項。", "Advised, not required."),
    ),
    Level.EXCEPTION: Word(
        Text("例外", "Exception"),
        Text(
            "義務を免れる場合を定める事項。適用の有無を確かめる。",
            "Lifts a duty; confirm whether it is relied on.",
        ),
    ),
}

AUDIT_TYPE: Mapping[AuditType, Word] = {
    AuditType.DOCUMENT: Word(
        Text("文書", "Documents"),
        Text(
            "適合性監査：文書の内容が要求事項に合うかを見る。",
            "Conformity audit: whether documents meet the requirement.",
        ),
    ),
    AuditType.OPERATION: Word(
        Text("運用", "Operation"),
        Text(
            "運用監査：定めたとおりに行われているかを見る。",
            "Operational audit: whether practice follows the rules.",
        ),
    ),
    AuditType.BOTH: Word(
        Text("文書・運用", "Both"),
        Text("適合性監査と運用監査の両方で見る。", "Both kinds of audit."),
    ),
}

PUBLICITY: Mapping[Publicity, Word] = {
    Publicity.PUBLISH: Word(
        Text("公表", "Publish"),
        Text("広く一般に知らせる。", "Made known to the public at large."),
    ),
    Publicity.EXPRESS: Word(
        Text("明示", "State expressly"),
        Text("本人に明確に示す。", "Shown clearly to the person."),
    ),
    Publicity.READILY_KNOWABLE: Word(
        Text("容易に知り得る状態", "Readily knowable"),
        Text(
            "本人が知ろうとすれば容易に知ることができる状態に置く。",
            "Easily found by a person who wants to know.",
        ),
    ),
    Publicity.KNOWABLE: Word(
        Text("知り得る状態", "Knowable"),
        Text(
            "本人の求めに応じて遅滞なく回答する場合を含む。公表がなくても直ちに不備とはいえない。",
            "Includes answering without delay on request; "
            "not publishing it is not in itself a gap.",
        ),
    ),
    Publicity.ON_REQUEST: Word(
        Text("求めに応じた情報提供", "On request"),
        Text("本人の求めがあったときに情報を提供する。", "Provided when the person asks."),
    ),
    Publicity.NOTIFY: Word(
        Text("本人に通知", "Notify"),
        Text("本人に直接知らせる。", "Told to the person directly."),
    ),
    Publicity.NONE: Word(
        Text("公表を要しない", "None"),
        Text(
            "公開文書には現れない。内部証跡で確かめる。",
            "Nothing is published; internal evidence only.",
        ),
    ),
}


STATUS: Mapping[Status, Word] = {
    Status.NOT_STARTED: Word(
        Text("未着手", "Not started"),
        Text("是正処置を始めていない。", "Nothing has been done yet."),
        "①",
        Tone.ALERT,
    ),
    Status.IN_PROGRESS: Word(
        Text("対応中", "In progress"),
        Text("是正処置を進めている。", "The action is under way."),
        "②",
        Tone.WARN,
    ),
    Status.DONE: Word(
        Text("完了", "Done"),
        Text(
            "是正処置が済み、有効性の確認を待っている。",
            "Done; its effectiveness is still to be checked.",
        ),
        "③",
        Tone.INFO,
    ),
    Status.CLOSED: Word(
        Text("有効性確認済み", "Closed"),
        Text("有効性を確かめて終結した。", "Found effective and closed."),
        "④",
        Tone.GOOD,
    ),
    Status.NOT_NEEDED: Word(
        Text("対応不要", "No action"),
        Text("監査人と合意のうえ対応しない。", "Agreed with the auditor not to act."),
        "⑤",
        Tone.MUTED,
    ),
}


EFFECTIVENESS: Mapping[Effectiveness, Word] = {
    Effectiveness.UNCHECKED: Word(
        Text("未実施", "Not checked"),
        Text("有効性をまだ確かめていない。", "Effectiveness has not been checked."),
    ),
    Effectiveness.EFFECTIVE: Word(
        Text("有効", "Effective"),
        Text("再発が防がれていると確かめた。", "Recurrence is found to be prevented."),
    ),
    Effectiveness.INEFFECTIVE: Word(
        Text("不十分", "Insufficient"),
        Text("再発のおそれが残る。処置をやり直す。", "Recurrence is still likely; act again."),
    ),
}

RELATION: Mapping[str, Word] = {
    "equal": Word(Text("同等", "equal"), Text("求める内容が同じ。", "Both ask for the same.")),
    "subset": Word(
        Text("含まれる", "subset"),
        Text("元の内容が先の内容に含まれる。", "The source lies within the target."),
    ),
    "superset": Word(
        Text("含む", "superset"),
        Text("元の内容が先の内容を含む。", "The source contains the target."),
    ),
    "intersects": Word(
        Text("一部重なる", "intersects"),
        Text("内容の一部が重なる。", "They overlap in part."),
    ),
    "related": Word(
        Text("関連", "related"),
        Text("内容に関連がある。", "They concern the same subject."),
    ),
    "none": Word(
        Text("対応なし", "none"),
        Text("対応する要求事項がない。", "There is no counterpart."),
    ),
}
