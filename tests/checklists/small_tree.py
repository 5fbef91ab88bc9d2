"""The files of a small valid folder of checklists."""

from __future__ import annotations

from collections.abc import Callable

FILES = {
    "conditions.yaml": """\
conditions:
  - {code: "always", title: {ja: "常に", en: "always"}}
  - code: "joint_use"
    title: {ja: "共同利用する場合", en: "when data is used jointly"}
    shown_by: ["joint-use"]
""",
    "verification.yaml": """\
verifications:
  - {code: "official", title: {ja: "公式資料で確認", en: "official source"}, reliable: true}
  - {code: "unverified", title: {ja: "未確認", en: "not verified"}, reliable: false}
""",
    "locks.yaml": "locks: {}\n",
    "criteria/cues.yaml": """\
cues:
  operator: '当社|弊社'
  jointly: '{operator}(?:は|が)共同'
  gap: '[^。\\n]{0,20}'
""",
    "criteria/10-operator.yaml": """\
group: "A"
criteria:
  - id: "operator-name"
    kind: fact
    title: {ja: "事業者の名称", en: "Name of the operator"}
    met: {ja: "正式な名称がある", en: "the legal name is stated"}
    partial: {ja: "屋号だけ", en: "only a brand"}
    sources: ["APPI 32(1)i"]
    recommendation: {ja: "名称を書いてください。", en: "State the name."}
    effect: {ja: "請求先が分からない。", en: "Nobody knows whom to ask."}
    rules:
      - {id: "company", find: '株式会社.{1,10}', element: "company"}
      - {id: "brand", find: '{operator}', label: partial}
    decide:
      - {label: met, all: ["company"]}
    examples:
      - {text: "株式会社青葉商店", label: met}
      - {text: "当社の方針", label: partial, why: "名称がない"}
    near_misses:
      - {text: "利用者の皆様へ", label: absent}
  - id: "old-article"
    kind: flag
    title: {ja: "古い条番号", en: "Old article number"}
    met: {ja: "古い条番号がある", en: "an old article is cited"}
    partial: null
    sources: []
    recommendation: {ja: "条番号を改めてください。", en: "Correct the number."}
    effect: {ja: "根拠が誤っている。", en: "The basis is wrong."}
    rules:
      - {id: "cited", find: '第18条', label: present}
    examples:
      - {text: "法第18条に基づき公表します", label: present}
      - {text: "第18条により通知します", label: present}
    near_misses:
      - {text: "第21条に基づき公表します", label: absent}
""",
    "criteria/20-provision.yaml": """\
group: "B"
criteria:
  - id: "joint-use"
    kind: conditional
    title: {ja: "共同利用", en: "Joint use"}
    met: {ja: "共同利用者の範囲がある", en: "the joint users are named"}
    partial: null
    sources: ["APPI 27(5)iii"]
    recommendation: {ja: "範囲を書いてください。", en: "Name the joint users."}
    effect: {ja: "範囲が分からない。", en: "Nobody knows who holds the data."}
    rules:
      - {id: "range", find: '共同利用者の範囲', label: met}
    trigger:
      - {id: "stated", find: '{jointly}{gap}利用'}
    examples:
      - {text: "当社は共同で利用します。共同利用者の範囲はグループ会社です。", label: met}
      - {text: "弊社が共同して利用する共同利用者の範囲は次のとおりです。", label: met}
    near_misses:
      - {text: "共同で運営しています。", label: not_triggered}
""",
    "privacy/2022-04-01/checklist.yaml": """\
id: "privacy"
edition: "2022-04-01"
title: {ja: "プライバシー法", en: "Privacy act"}
short: {ja: "短い名", en: "Short"}
publisher: {ja: "公的機関", en: "Authority"}
effective_from: 2022-04-01
effective_to: null
superseded_by: null
caution: {ja: "要旨である。", en: "A paraphrase."}
chapters:
  - {id: "4", title: {ja: "義務", en: "Duties"}}
""",
    "privacy/2022-04-01/requirements/10-duties.yaml": """\
requirements:
  - id: "32-1"
    chapter: "4"
    title: {ja: "公表", en: "Publication"}
    summary: {ja: "事項を知り得る状態に置く", en: "keep the matters knowable"}
    question: {ja: "置いているか。", en: "Are they knowable?"}
    check: {ja: "方針を見る", en: "look at the policy"}
    recommendation: {ja: "書き足してください。", en: "Add them."}
    level: duty
    audit: both
    publicity: knowable
    condition: "always"
    internal_evidence:
      - {ja: "手順書", en: "procedure"}
    keys: {jis2017: [], jis2023: [], j: [], appi: ["32-1"]}
    verification: "official"
  - id: "32-1-1"
    chapter: "4"
    parent: "32-1"
    title: {ja: "名称", en: "Name"}
    summary: {ja: "名称を知り得る状態に置く", en: "keep the name knowable"}
    question: {ja: "名称があるか。", en: "Is the name stated?"}
    check: {ja: "名称を探す", en: "look for the name"}
    recommendation: {ja: "名称を書いてください。", en: "State the name."}
    level: duty
    audit: document
    publicity: knowable
    condition: "joint_use"
    internal_evidence:
      - {ja: "登記事項証明書", en: "certificate of registration"}
    keys: {jis2017: ["A.1"], jis2023: [], j: [], appi: ["32-1-1"]}
    criteria: ["operator-name", "joint-use"]
    combine: any
    flags: ["old-article"]
    effective_from: 2022-04-01
    verification: "official"
""",
    "crosswalk/10-privacy.yaml": """\
rows:
  - source: "privacy@2022-04-01:32-1-1"
    target: "standard@2023:J.8.4"
    relation: intersects
    rationale: {ja: "名称が共通する", en: "both ask for the name"}
    state: proposed
    verification: "official"
  - source: "privacy@2022-04-01:32-1"
    target: "none"
    relation: none
    rationale: {ja: "対応なし", en: "no counterpart"}
    state: reviewed
    verification: "unverified"
""",
    "law/articles.yaml": 'anything: {"of": [its, own]}\n',
}
DUTIES = "privacy/2022-04-01/requirements/10-duties.yaml"
OPERATOR = "criteria/10-operator.yaml"
PROVISION = "criteria/20-provision.yaml"
HEAD = "privacy/2022-04-01/checklist.yaml"

Break = Callable[[str, str, str], int]
"""Replaces text in a file and returns the line: ``(file, old, new) -> line``."""
