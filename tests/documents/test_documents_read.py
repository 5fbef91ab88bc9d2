"""Files read one by one: encodings, names, and everything a file can be instead of a document."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

import pytest

from auditkit import documents as module
from auditkit.documents import read_documents
from auditkit.messages_documents import MESSAGES
from auditkit.models import Document, PassageKind, Problem

POLICY = (
    "個人情報保護方針\n\n第１条（利用目的）\n"
    "当社は、取得した個人情報を、商品の発送のために利用いたします。\n"
)


def read(path: Path) -> Document:
    """The one document of a file that is read without a problem."""
    found = read_documents([path])
    assert found.problems == ()
    (document,) = found.documents
    return document


def problem(path: Path) -> Problem:
    """The one problem of a file that cannot be read."""
    found = read_documents([path])
    assert found.documents == ()
    (only,) = found.problems
    assert only.path.endswith(path.name)
    assert only.severity == "error"
    return only


def says(found: Problem, key: str) -> bool:
    """Whether a problem is told with the wording of ``key``."""
    return found.message.startswith(MESSAGES[key].ja.split("{")[0])


@pytest.mark.parametrize(
    ("encoding", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp932", "cp932"),
        ("euc_jp", "euc_jp"),
        ("iso2022_jp", "iso2022_jp_ext"),
        ("utf-16", "utf-16"),
    ],
)
def test_encodings_of_japanese_texts(tmp_path: Path, encoding: str, named: str) -> None:
    """A text is read in each encoding Japanese offices use, and the encoding is told."""
    path = tmp_path / "方針.txt"
    path.write_bytes(POLICY.encode(encoding))
    document = read(path)
    assert document.text == POLICY
    assert document.encoding == named


def test_utf16_without_a_mark_is_read(tmp_path: Path) -> None:
    """UTF-16 is recognised without its byte order mark."""
    path = tmp_path / "方針.txt"
    path.write_bytes((POLICY + "abc 123\n").encode("utf-16-le"))
    assert read(path).text.startswith("個人情報保護方針")


def test_half_width_katakana_does_not_mislead(tmp_path: Path) -> None:
    """A CP932 text with half-width katakana in it is not taken for EUC-JP."""
    path = tmp_path / "方針.txt"
    path.write_bytes((POLICY + "TEL ﾌﾘｰﾀﾞｲﾔﾙ\n").encode("cp932"))
    assert read(path).encoding == "cp932"


def test_line_ends_are_unified(tmp_path: Path) -> None:
    """Line ends of Windows and old Mac files become one kind."""
    path = tmp_path / "方針.txt"
    path.write_bytes("一行目です。\r\n二行目です。\r三行目です。".encode())
    assert read(path).text == "一行目です。\n二行目です。\n三行目です。"


def test_document_is_identified_by_name_and_fingerprint(tmp_path: Path) -> None:
    """A document has its file's stem as id, the sha256 of its bytes, and its first heading."""
    path = tmp_path / "個人情報 方針.txt"
    path.write_bytes(POLICY.encode())
    document = read(path)
    assert document.id == "個人情報_方針"
    assert document.sha256 == hashlib.sha256(POLICY.encode()).hexdigest()
    assert document.title == "個人情報保護方針"
    assert document.format == "txt"


def test_ids_are_unique(tmp_path: Path) -> None:
    """Two files with one stem get different ids."""
    (tmp_path / "方針.txt").write_text(POLICY, encoding="utf-8")
    (tmp_path / "方針.md").write_text(f"# {POLICY}", encoding="utf-8")
    ids = [d.id for d in read_documents([tmp_path]).documents]
    assert ids == ["方針", "方針-2"]


def test_folder_is_read_in_order_of_names(tmp_path: Path) -> None:
    """A folder stands for its documents; settings and hidden files are passed over."""
    for name in ("b.txt", "a.md", ".hidden.txt", "provider.yaml", "~$a.docx"):
        (tmp_path / name).write_text(POLICY + name, encoding="utf-8")
    found = read_documents([tmp_path])
    assert [d.path for d in found.documents] == ["a.md", "b.txt"]
    assert found.problems == ()


def test_unsupported_file_in_a_folder_is_a_warning(tmp_path: Path) -> None:
    """What is no document is told, not silently left out, and does not stop the rest."""
    (tmp_path / "方針.txt").write_text(POLICY, encoding="utf-8")
    (tmp_path / "台帳.xlsx").write_bytes(b"PK")
    (tmp_path / "旧版").mkdir()
    found = read_documents([tmp_path])
    assert len(found.documents) == 1
    assert {p.path: p.severity for p in found.problems} == {
        "台帳.xlsx": "warning",
        "旧版": "warning",
    }


def test_one_bad_file_leaves_the_others(tmp_path: Path) -> None:
    """Every bad file is told at once and the good ones are read all the same."""
    good, bad, missing = tmp_path / "a.txt", tmp_path / "b.pdf", tmp_path / "c.txt"
    good.write_text(POLICY, encoding="utf-8")
    bad.write_bytes(b"%PDF-1.4 broken")
    found = read_documents([bad, good, missing])
    assert [d.id for d in found.documents] == ["a"]
    assert [Path(p.path).name for p in found.problems] == ["b.pdf", "c.txt"]


def test_same_file_is_read_once(tmp_path: Path) -> None:
    """A file that is named twice, or named beside its folder, is read once."""
    path = tmp_path / "a.txt"
    path.write_text(POLICY, encoding="utf-8")
    assert len(read_documents([path, tmp_path, path]).documents) == 1


def test_identical_copies_are_told(tmp_path: Path) -> None:
    """Two files with the same bytes are both read, with a warning."""
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(POLICY, encoding="utf-8")
    found = read_documents([tmp_path])
    assert len(found.documents) == 2
    assert says(found.problems[0], "document.duplicate")
    assert found.problems[0].severity == "warning"


def test_missing_path_is_told(tmp_path: Path) -> None:
    """A path that does not exist is a problem with its name."""
    assert says(problem(tmp_path / "無い.txt"), "document.missing")


def test_folder_without_documents_is_told(tmp_path: Path) -> None:
    """An empty folder is a problem that says which files are wanted."""
    assert ".docx" in problem(tmp_path).message


@pytest.mark.parametrize("data", [b"", b" \n\n ", codecs.BOM_UTF8, "\u3000\n".encode()])
def test_empty_file_is_told(tmp_path: Path, data: bytes) -> None:
    """A file without text is a problem."""
    path = tmp_path / "空.txt"
    path.write_bytes(data)
    assert says(problem(path), "document.empty")


def test_binary_file_is_told(tmp_path: Path) -> None:
    """Bytes that are no text are a problem, whatever the suffix says."""
    path = tmp_path / "画像.txt"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    assert says(problem(path), "document.binary")


def test_unknown_encoding_is_told(tmp_path: Path) -> None:
    """A text in no encoding we know is a problem that names the remedy."""
    path = tmp_path / "方針.txt"
    path.write_bytes(b"\xff\xfd\xf5\xf6 \x81\xff\xa0\xfe " * 50)
    assert "UTF-8" in problem(path).message


def test_single_damaged_character_is_a_warning(tmp_path: Path) -> None:
    """A text with one unreadable character is read, with a reservation."""
    path = tmp_path / "方針.txt"
    path.write_bytes((POLICY * 20).encode() + b"\xff\n")
    found = read_documents([path])
    assert len(found.documents) == 1
    assert found.problems[0].severity == "warning"


def test_too_big_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file above the limit is refused before it is read."""
    monkeypatch.setattr(module, "MAX_BYTES", 100)
    path = tmp_path / "大.txt"
    path.write_text(POLICY * 10, encoding="utf-8")
    assert says(problem(path), "document.too_big")


def test_too_long_text_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text above the limit of characters is refused."""
    monkeypatch.setattr(module, "MAX_CHARACTERS", 100)
    path = tmp_path / "長.txt"
    path.write_text(POLICY * 10, encoding="utf-8")
    assert says(problem(path), "document.too_long")


@pytest.mark.parametrize("name", ["方針.txt", "方針.pdf", "方針.docx", "方針.md"])
def test_web_page_under_another_name_is_read_as_what_it_is(tmp_path: Path, name: str) -> None:
    """A page saved under a wrong suffix is read as a page, with a warning to rename it."""
    path = tmp_path / name
    path.write_text(f"<!DOCTYPE html><html><body><p>{POLICY}</p></body></html>", encoding="utf-8")
    found = read_documents([path])
    assert found.documents[0].format == "html"
    assert says(found.problems[0], "document.wrong_suffix")


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("旧.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "document.ole"),
        ("旧.txt", b"{\\rtf1\\ansi text}", "document.rtf"),
        ("偽.pdf", POLICY.encode(), "document.not_pdf"),
        ("偽.docx", POLICY.encode(), "document.not_docx"),
        ("壊.docx", b"PK\x03\x04" + b"broken" * 50, "document.damaged"),
        ("壊.pdf", b"%PDF-1.7\n" + b"broken" * 50, "document.damaged"),
    ],
)
def test_wrong_or_damaged_file_is_told(tmp_path: Path, name: str, data: bytes, key: str) -> None:
    """A file that is not what it should be is a problem that says what to do."""
    path = tmp_path / name
    path.write_bytes(data)
    assert says(problem(path), key)


def test_problems_are_told_in_english_on_request(tmp_path: Path) -> None:
    """The reader's language is a parameter."""
    found = read_documents([tmp_path / "none.txt"], language="en")
    assert found.problems[0].message == MESSAGES["document.missing"].en


def test_every_message_has_the_same_fields_in_both_languages() -> None:
    """No field is lost in translation."""
    for key, text in MESSAGES.items():
        fields = {w.split("}")[0].split(":")[0] for w in text.ja.split("{")[1:]}
        assert fields == {w.split("}")[0].split(":")[0] for w in text.en.split("{")[1:]}, key


def test_markdown_keeps_the_source(tmp_path: Path) -> None:
    """A quote from Markdown is found in the file as it stands; comments are blanked out."""
    source = (
        "# 方針\n\n<!-- 社内メモ：未確定 -->\n## 1. 窓口\n\n[窓口](https://example.com/contact)まで。\n\n"
        "| 項目 | 目的 |\n|---|---|\n| 氏名 | 発送 |\n\n* 一つ目の項目\n    * 内側の項目\n"
    )
    path = tmp_path / "方針.md"
    path.write_text(source, encoding="utf-8")
    document = read(path)
    assert "社内メモ" not in document.text
    assert len(document.text) == len(source)
    link = document.passage_at(document.text.index("example.com"))
    assert document.quote(link.start, link.end) in source
    assert link.headings == ("方針", "1. 窓口")
    rows = [p for p in document.passages if p.kind is PassageKind.ROW]
    assert len(rows) == 2
    assert "項目" in rows[1].lead
    assert document.passage_at(document.text.index("内側")).locator == "1.・1・1"


def test_underline_belongs_to_the_heading(tmp_path: Path) -> None:
    """A heading underlined with signs keeps them; the text below does not begin with them."""
    path = tmp_path / "方針.md"
    path.write_text("方針\n====\n\n当社は、個人情報を守ります。\n", encoding="utf-8")
    document = read(path)
    assert document.title == "方針"
    assert document.quote(document.passages[1].start, document.passages[1].end).startswith("当社")
