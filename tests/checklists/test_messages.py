"""The table of messages and the folders that come with the product."""

from __future__ import annotations

import string

import pytest

from auditkit.messages import MESSAGES, merge_messages, say
from auditkit.models import Text
from auditkit.shipped import shipped


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_both_languages_of_a_message_tell_the_same_facts() -> None:
    """Each message has the same fields in Japanese and in English."""
    different = [key for key, text in MESSAGES.items() if _fields(text.ja) != _fields(text.en)]
    assert different == []


def test_a_message_is_given_in_the_language_asked_for() -> None:
    """Japanese is the default, English is given on request."""
    assert say("checklists.key_missing", key="id") == "必須の項目「id」がありません。"
    assert say("checklists.key_missing", "en", key="id") == "The key “id” is missing."


def test_two_tables_cannot_share_a_key() -> None:
    """A key in two tables is refused, naming the key and both tables."""
    text = Text("あ", "a")
    with pytest.raises(ValueError, match=r"'x' is in both one and two"):
        merge_messages({"one": {"x": text}, "two": {"x": text}})


def test_shipped_folders_are_found() -> None:
    """The checklists that come with the product are found from any working folder."""
    assert (shipped("checklists") / "locks.yaml").is_file()


def test_other_folders_are_not_shipped() -> None:
    """Only the folders that are part of the product can be asked for."""
    with pytest.raises(ValueError, match="secrets"):
        shipped("secrets")
