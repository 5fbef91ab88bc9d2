"""Documents that print the wording before and after a change."""

from __future__ import annotations

import pytest

from auditkit.models import PassageRole
from auditkit.passages import Mark, MarkKind, split_passages


def roles(text: str, marks: tuple[Mark, ...] = ()) -> dict[str, PassageRole]:
    """The role of every passage, by its text."""
    return {text[p.start : p.end].strip(): p.role for p in split_passages(text, marks)}


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("## 変更前", "### 変更後"),
        ("【改定前】", "【改定後】"),
        ("■改訂前", "■改訂後"),
        ("（旧）", "（新）"),
        ("＜現行＞", "＜改正案＞"),
    ],
)
def test_earlier_version_is_kept_apart(earlier: str, later: str) -> None:
    """The wording before a change gets a role of its own, the head above both is a notice."""
    text = (
        "利用目的の変更のお知らせ\n\n次のとおり変更します。\n\n"
        f"{earlier}\n\n手数料は500円です。\n\n{later}\n\n手数料は800円です。\n"
    )
    found = roles(text)
    assert found["次のとおり変更します。"] is PassageRole.NOTICE
    assert found["手数料は500円です。"] is PassageRole.EARLIER
    assert found["手数料は800円です。"] is PassageRole.CONTENT


def test_later_version_may_come_first() -> None:
    """The order of the two versions does not matter."""
    found = roles("変更後\n\n新しい文です。\n\n変更前\n\n古い文です。\n")
    assert found["新しい文です。"] is PassageRole.CONTENT
    assert found["古い文です。"] is PassageRole.EARLIER


def test_mention_of_a_change_is_no_version() -> None:
    """「変更後のプライバシーポリシーは…」 in a sentence separates nothing."""
    text = (
        "変更\n\n利用目的は、変更前の目的と関連する範囲で変更します。\n\n"
        "変更後のプライバシーポリシーは、掲載した時から効力を生じます。\n"
    )
    assert set(roles(text).values()) == {PassageRole.CONTENT}


def test_one_version_head_alone_separates_nothing() -> None:
    """Without its counterpart, 「変更後」 is an ordinary heading."""
    assert set(roles("変更後\n\n手数料は800円です。\n").values()) == {PassageRole.CONTENT}


def test_locator_names_the_version() -> None:
    """Where both versions print the same clause, the locator says which one is meant."""
    text = "変更前\n\n■手数料\n\n500円です。\n\n変更後\n\n■手数料\n\n800円です。\n"
    locators = [p.locator for p in split_passages(text)]
    assert "変更前 「手数料」" in locators
    assert "変更後 「手数料」" in locators


def test_old_column_of_a_table_is_an_earlier_version() -> None:
    """In a table of old and new wording, the cells of the old column are told apart."""
    rows = ("項目\t変更前\t変更後", "手数料\t500円\t800円")
    text = "\n".join(rows)
    marks = (
        Mark(0, len(rows[0]), MarkKind.ROW, 1),
        Mark(len(rows[0]) + 1, len(text), MarkKind.ROW, 2),
    )
    found = roles(text, marks)
    assert found["500円"] is PassageRole.EARLIER
    assert found["800円"] is PassageRole.CONTENT
    assert found["項目\t変更前\t変更後"] is PassageRole.NOTICE


def test_old_column_of_a_markdown_table_is_an_earlier_version() -> None:
    """The same holds for a table in Markdown."""
    text = "# 新旧対照\n\n| 変更前 | 変更後 |\n|---|---|\n| 手数料は500円 | 手数料は800円 |\n\n# 附則\n\n以上です。\n"
    earlier = [t for t, role in roles(text).items() if role is PassageRole.EARLIER]
    assert len(earlier) == 1
    assert "500円" in earlier[0]
    assert "800円" not in earlier[0]
