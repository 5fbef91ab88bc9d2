"""Detection: from rules and documents to labels, quotes and values."""

import dataclasses
import json
from collections.abc import Callable

import pytest

from auditkit.evidence import find_evidence
from auditkit.models import (
    Criterion,
    CriterionKind,
    CriterionResult,
    Decide,
    Document,
    DocumentSet,
    Element,
    Guard,
    Label,
    Library,
    Rule,
    Text,
)
from auditkit.passages import split_passages

WORDS = Text("確認", "check")
CRITERION = Criterion(
    id="sample",
    group="A",
    kind=CriterionKind.FACT,
    title=WORDS,
    met=WORDS,
    partial=WORDS,
    sources=(),
    recommendation=WORDS,
    effect=WORDS,
    rules=(),
)


def read(text: str, name: str = "policy") -> Document:
    """Return a text as a document."""
    return Document(name, f"{name}.txt", "0" * 64, text, split_passages(text))


@pytest.fixture
def detect() -> Callable[..., CriterionResult]:
    """Run a criterion, changed as told, over a text."""

    def run(text: str, **changes: object) -> CriterionResult:
        criterion = dataclasses.replace(CRITERION, **changes)  # type: ignore[arg-type]
        library = Library((), (criterion,), {}, (), (), ())
        return find_evidence(DocumentSet((read(text),)), library)[0]

    return run


Detect = Callable[..., CriterionResult]
FEE = Rule("fee", "手数料.{0,20}円", label=Label.MET)


def test_a_rule_that_holds_gives_its_label_and_an_exact_quote(detect: Detect) -> None:
    """The quote is the slice of the text at the offsets that are reported."""
    text = "当社の方針です。\n開示の手数料は、１，１００円です。"
    result = detect(text, rules=(FEE,), value="yen")
    (evidence,) = result.evidence
    assert result.label is Label.MET
    assert result.value == 1100
    assert (
        evidence.quote
        == text[evidence.start : evidence.end]
        == "開示の手数料は、１，１００円です。"
    )
    assert evidence.rule == "sample/fee"


def test_words_in_another_sentence_do_not_complete_a_rule(detect: Detect) -> None:
    """A pattern never reaches over the end of a sentence."""
    assert detect("手数料は別に定めます。\n1,100円です。", rules=(FEE,)).label is Label.ABSENT


def test_a_word_that_forbids_voids_the_rule(detect: Detect) -> None:
    """A statement that holds a forbidden word proves nothing."""
    rule = dataclasses.replace(FEE, never=("振込",))
    assert detect("振込手数料は200円です。", rules=(rule,)).label is Label.ABSENT


def test_headings_above_can_be_asked_for(detect: Detect) -> None:
    """A rule with ``under`` holds only below a heading that matches."""
    rule = dataclasses.replace(FEE, under=("開示",))
    below = "■開示等の手続\n\n手数料は1,000円です。\n"
    assert detect(below, rules=(rule,)).label is Label.MET
    assert detect("■お支払い\n\n手数料は1,000円です。\n", rules=(rule,)).label is Label.ABSENT


def test_a_heading_alone_states_nothing_unless_the_rule_allows_it(detect: Detect) -> None:
    """Guards void a statement, and ``even_if`` lifts them."""
    text = "第1条（組織的安全管理措置）\n\n当社は適切に管理します。\n"
    rule = Rule("named", "組織的安全管理", label=Label.PARTIAL)
    assert detect(text, rules=(rule,)).label is Label.ABSENT
    lifted = dataclasses.replace(rule, even_if=(Guard.HEADING,))
    assert detect(text, rules=(lifted,)).label is Label.PARTIAL


def test_a_duty_of_the_user_is_not_the_operators_own(detect: Detect) -> None:
    """What users must do does not count as what the operator does."""
    rule = Rule("comply", "遵守", label=Label.MET)
    assert (
        detect("会員は、関係法令を遵守しなければなりません。", rules=(rule,)).label is Label.ABSENT
    )
    assert detect("当社は、関係法令を遵守します。", rules=(rule,)).label is Label.MET


def test_a_masked_statement_does_not_count(detect: Detect) -> None:
    """A placeholder states nothing."""
    assert detect("手数料は***円です。手数料は○○円です。", rules=(FEE,)).label is Label.ABSENT


def test_the_decision_table_names_what_lacks(detect: Detect) -> None:
    """A partial result lists the elements that no rule proved."""
    result = detect(
        "当社は漏えいの防止に努めます。",
        rules=(
            Rule("prevention", "漏えいの防止", element="prevention"),
            Rule("correction", "是正", element="correction"),
        ),
        elements=(
            Element("prevention", Text("防止", "prevention")),
            Element("correction", Text("是正", "correction")),
        ),
        decide=(
            Decide(Label.MET, all=("prevention", "correction")),
            Decide(Label.PARTIAL, any=("prevention",)),
        ),
    )
    assert result.label is Label.PARTIAL
    assert [text.ja for text in result.missing] == ["是正"]
    assert "是正" in result.reason.ja


CONDITIONAL = {
    "kind": CriterionKind.CONDITIONAL,
    "trigger": (Rule("trigger", "共同利用"),),
    "denial": (Rule("denial", "共同利用.{0,10}(?:ません|おりません)"),),
    "rules": (Rule("items", "項目は.{0,20}氏名", element="items"),),
    "decide": (Decide(Label.MET, all=("items",)),),
}


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("個人情報を適切に管理します。", Label.NOT_TRIGGERED, None),
        ("当社は共同利用を行っておりません。", Label.NOT_TRIGGERED, "none"),
        ("当社は共同利用をします。", Label.ABSENT, None),
        ("当社は共同利用をします。項目は氏名と住所です。", Label.MET, None),
    ],
)
def test_a_conditional_criterion_follows_its_trigger(
    detect: Detect, text: str, label: Label, value: str | None
) -> None:
    """Silence, an express negative, a bare trigger and a full statement are told apart."""
    result = detect(text, **CONDITIONAL)
    assert (result.label, result.value) == (label, value)
    assert bool(result.evidence) is (label is not Label.NOT_TRIGGERED or value == "none")


def test_an_absent_fact_shows_the_nearest_passage_as_not_sufficient(detect: Detect) -> None:
    """What comes near is shown apart from evidence."""
    rule = dataclasses.replace(FEE, never=("振込",))
    result = detect("振込手数料は200円です。", rules=(rule,))
    assert result.evidence == ()
    assert [near.quote for near in result.nearest] == ["振込手数料は200円です。"]


def test_an_earlier_version_is_never_read(detect: Detect) -> None:
    """Of a notice with both versions only the later one counts."""
    text = "変更前\n\n■手数料\n手数料は500円です。\n\n変更後\n\n■手数料\n手数料は800円です。\n"
    result = detect(text, rules=(FEE,), value="yen")
    assert result.value == 800
    assert len(result.evidence) == 1


def test_evidence_may_come_from_any_document_of_the_set() -> None:
    """Several files are one set; each piece of evidence names its document."""
    criterion = dataclasses.replace(CRITERION, rules=(FEE,))
    library = Library((), (criterion,), {}, (), (), ())
    documents = DocumentSet((read("方針です。", "a"), read("手数料は300円です。", "b")))
    (result,) = find_evidence(documents, library)
    assert [evidence.document for evidence in result.evidence] == ["b"]


def test_the_same_documents_give_the_same_results(detect: Detect) -> None:
    """Two runs agree in every field."""
    text = "手数料は300円です。" * 20
    first = detect(text, rules=(FEE,))
    assert json.dumps(dataclasses.asdict(first), ensure_ascii=False) == json.dumps(
        dataclasses.asdict(detect(text, rules=(FEE,))), ensure_ascii=False
    )


def test_what_a_rule_rests_on_beside_the_statement_is_quoted_too(detect: Detect) -> None:
    """A desk named in one line and its telephone in another are shown together, desk first."""
    rule = Rule("desk", "窓口", label=Label.MET, beside=("電話|0[0-9]-[0-9]{4}",))
    result = detect(
        "開示請求の窓口は総務課です。\n担当者が承ります。\n電話 03-0000-1111\n", rules=(rule,)
    )
    assert [each.quote for each in result.evidence] == [
        "開示請求の窓口は総務課です。",
        "電話 03-0000-1111",
    ]


def test_beside_reaches_a_few_statements_and_no_further(detect: Detect) -> None:
    """Another desk's telephone further down the page does not complete a rule."""
    rule = Rule("desk", "窓口は総務課", label=Label.MET, beside=("電話",))
    between = "".join(f"当社は{number}番目の取組を行います。\n" for number in range(9))
    result = detect(f"窓口は総務課です。\n{between}販売課の電話は別です。", rules=(rule,))
    assert result.label is Label.ABSENT


def test_one_passage_is_quoted_once(detect: Detect) -> None:
    """Two rules that find the same sentence, or the same words again, give one quote."""
    rules = (FEE, Rule("told", "手数料", label=Label.MET))
    result = detect("手数料は300円です。\n返送します。\n手数料は300円です。", rules=rules)
    assert [each.quote for each in result.evidence] == ["手数料は300円です。"]


def test_a_long_sentence_is_cut_outside_of_brackets(detect: Detect) -> None:
    """A quote neither begins nor ends within brackets that it does not hold."""
    long = "受付時間は平日の午前九時から午後五時まで、" * 9
    text = (
        f"{long}開示の手数料は一件につき500円（郵送、返送の実費、消費税を含む）です、{long}以上。"
    )
    result = detect(text, rules=(FEE,))
    quote = result.evidence[0].quote
    assert "500円（郵送、返送の実費、消費税を含む）" in quote
    assert len(quote) < 200


def test_a_matched_piece_is_quoted_with_its_brackets_closed(detect: Detect) -> None:
    """A rule that quotes its match shows no bracket left open."""
    rule = Rule("name", "株式会社.{1,9}以下", label=Label.MET, quote="match")
    result = detect("株式会社みどり（以下「当社」といいます。）は方針を定めます。", rules=(rule,))
    assert result.evidence[0].quote == "株式会社みどり（以下「当社」といいます。）"


def test_the_nearest_passage_may_be_alike_in_words_alone(detect: Detect) -> None:
    """Where no rule comes near, the sentence that shares the criterion's words is shown."""
    title = Text("利用停止の手数料", "Fee for suspension")
    met = Text("利用停止の請求に手数料の額を定めている。", "The fee for suspension is stated.")
    other = dataclasses.replace(CRITERION, id="other", title=Text("保存期間", "Period"))
    asked = dataclasses.replace(
        CRITERION, title=title, met=met, rules=(Rule("no", "ありえない語"),)
    )
    text = "当社は製品を販売します。\n利用停止の請求では手数料の支払を求める場合があります。"
    library = Library((), (asked, other), {}, (), (), ())
    result = find_evidence(DocumentSet((read(text),)), library)[0]
    assert [near.quote for near in result.nearest] == [
        "利用停止の請求では手数料の支払を求める場合があります。"
    ]


def test_a_partial_label_says_what_partial_means_here(detect: Detect) -> None:
    """Without elements to name, the reason repeats in words why it is not enough."""
    partial = Text("額が書かれていない。", "No amount.")
    rule = Rule("fee", "手数料", label=Label.PARTIAL)
    result = detect("手数料をいただきます。", rules=(rule,), partial=partial)
    assert "額が書かれていない" in result.reason.ja


def test_citations_that_cannot_be_settled_are_shown_to_a_person(detect: Detect) -> None:
    """An unknown number is reported with its place, and no current number is guessed."""
    rule = Rule("cited", "第[0-9]+条", label=Label.PRESENT)
    result = detect(
        "個人情報保護法第200条の規定により公表します。",
        kind=CriterionKind.FLAG,
        rules=(rule,),
        value="stale_citation",
    )
    assert (result.label, result.value, result.evidence) == (Label.ABSENT, None, ())
    assert "法第200条（該当する条を確認できない）" in result.reason.ja
    assert [near.quote for near in result.nearest] == [
        "個人情報保護法第200条の規定により公表します。"
    ]


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("手数料は１，１００円です。", 1100),
        ("手数料は一件千百円です。", 1100),
        ("手数料は￥500です。", 500),
        ("手数料は申し受けません。", 0),
    ],
)
def test_a_fee_is_read_as_it_is_written(detect: Detect, text: str, amount: int) -> None:
    """Figures, kanji, a yen sign and a plain refusal of payment give the amount."""
    assert (
        detect(text, rules=(Rule("fee", "手数料", label=Label.MET),), value="yen").value == amount
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("代表取締役：架空　太郎　住所", "架空 太郎"),
        ("代表取締役社長　架空太郎", "架空太郎"),
        ("代表取締役 社長兼CEO 架空　花子", "架空 花子"),
        ("CEO John A. Smith", "John A. Smith"),
        ("代表取締役の架空太郎です", "架空太郎"),
        ("代表取締役　架　空　太　郎", "架空太郎"),
    ],
)
def test_a_person_is_read_without_title_and_next_label(
    detect: Detect, text: str, name: str
) -> None:
    """The spaces of the document part surname and given name; a label after it is no name."""
    rule = Rule("who", "(?:代表取締役|CEO).{0,40}", label=Label.MET, even_if=tuple(Guard))
    assert detect(text, rules=(rule,), value="person").value == name


def test_a_bracketed_label_is_no_blank_to_fill_in(detect: Detect) -> None:
    """「【住所】…」 gives an address, 「【住所】」 alone is still to be filled in."""
    rule = Rule("where", "住所|三重県", label=Label.MET)
    assert detect("【住所】三重県津市架空町1-2", rules=(rule,)).label is Label.MET
    assert detect("【住所】", rules=(rule,)).label is Label.ABSENT
