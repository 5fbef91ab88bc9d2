"""What a title, a sentence, a contact line and a menu entry look like."""

from __future__ import annotations

import re
from functools import lru_cache

TITLE_LENGTH = 45
"""A title is at most this long, its marker not counted."""
_LONGEST_WITH_TAIL = 110

_DOCUMENT_TITLE = re.compile(
    r"(?:方針|ポリシー|policy|公表.{0,6}|(?:お?取り?扱い?|取り?扱)(?:い)?に(?:ついて|関する.{0,10})"
    r"|規約|規程|同意書|覚書|statement|notice)[」』】＞]?\s*(?:\(.{1,30}\)|（.{1,30}）)?\Z",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"[。！？]|(?:です|ます|ません|ました|である|とする|ください|下さい)[.．]?\Z"
)
_CLAUSE_END = re.compile(
    r"[、，,：:;；]\Z|(?:[をにがはと]|(?<![様ま方者々])へ|および|及び|又は|または|ので|から|より)\Z"
)
_LIST_ENTRY_END = re.compile(
    r"(?:ため|為|場合|とき|時|際|こと|もの|[るたの]者|(?<!考え)方|など|等|ない|する|した|される)(?:[（(].{0,60}[）)])?[;；、]?\Z"
)
_CONTACT = re.compile(
    r"〒|TEL|FAX|ＴＥＬ|ＦＡＸ|電話(?:番号)?\s*[:：）)]|[:：]|@|＠|https?:|www\.|(?:株式|有限|合同)会社|(?:一般|公益)(?:財団|社団)法人|(?:法人|組合|協会|[財社]団)\s?[^\sのがは]{0,20}\Z|(?:各位|御中)\Z"
    r"|代表(?:取締役|理事|社員|者\s*[:：]|\s+\S{2})|取締役|理事長\s|社長\s|管理者\s|責任者\s|[\d０-９]\s*年|[\d０-９]\s*月\s*[\d０-９]|平成|令和|昭和|制定|改[定訂正]日?\Z|施行\Z"
    r"|丁目|番地|[都道府県市区町村]\S{0,12}\d|\d[-−ー‐]\d|以\s*上\Z|[\d０-９]{3,}",
    re.IGNORECASE,
)
_CONTACT_LABEL = re.compile(
    r"(?:(?:会社|法人|事業者|団体|商号|社|屋号|代表者|担当者|責任者|管理者)の?(?:名称?|氏名)|商号|名称|住所|所在地|郵便番号|代表者|代表"
    r"|電話(?:番号)?|連絡先|メール(?:アドレス)?|E-?mail|TEL|FAX|ファックス(?:番号)?|URL|受付時間|営業時間)",
    re.IGNORECASE,
)
_NAME = re.compile(r"[\u4e00-\u9fff々]{1,4}[ \u3000][\u4e00-\u9fff々ぁ-んァ-ヶ]{1,5}")
_TOPIC = re.compile(
    r"(?:提供|委託|共同利用|利用目的|取得|管理|措置|対策|監督|手続き?|請求|開示|訂正|停止|窓口|相談|苦情|問い?合わ?せ|方法|変更"
    r"|取り?扱い?|改[定訂]|見直し|項目|期間|方針|遵守|改善|責任者|cookie|クッキー)(?:等|先)?(?:について|に関して|に関する事項)?\s*\Z",
    re.IGNORECASE,
)
"""Ends a title that opens a section of its own in a privacy document."""
_NO_TITLE = "._/\\@＠"
"""Signs that begin a domain, a path or a name in a program."""
_TAIL = re.compile(r"\s*[（(][^（）()\n]{1,60}[）)]\s*\Z")
_MENU = re.compile(
    r"(?:ホーム|home|top|トップ.{0,6}|(?:サイト|ページ)トップ.{0,6}|ログイン|ログアウト|メニュー|menu|料金.{0,4}|機能.{0,4}"
    r"|サポート.{0,6}|お?申し?込み?.{0,10}|会社(?:概要|案内|情報)|企業情報|採用.{0,4}|ニュース|news|お知らせ|新着.{0,4}|ブログ|コラム|\S{0,6}コラム"
    r"|(?:メール・?|チャット)?.{0,8}お?問い?合わ?せ.{0,6}|サイトマップ|よくある.{0,6}|faq|q&a|ヘルプ.{0,8}|資料請求|\S{0,4}ダウンロード|検索|english|日本語"
    r"|facebook|twitter|x|instagram|youtube|line|利用規約|特定商取引.{0,12}|当?サイト.{0,10}|プライバシーポリシー|個人情報保護方針"
    r"|©|\(c\)|copyright.{0,30}|all|rights|reserved\.?|クーポン.{0,12}|\S{0,8}アカウント|…|[|｜>＞›»/]|次へ|前へ|戻る|閉じる|close.{0,12}"
    r"|サービス.{0,8}|\S{1,12}サービス|プロダクト|製品.{0,4}|事業(?:内容|案内)|コンテンツ.{0,2}スキップ|skip.{0,16}|無料.{0,14}|\S{0,8}お試し.{0,8}"
    r"|\S{0,8}(?:サーバー|サイト|ストレージ|ドメイン|プログラム|ガイド|マニュアル|クーポン|キャンペーン|ページへ|はこちら|を見る)|アクセス|リンク.{0,3}|スタッフ.{0,3}|パートナー.{0,3}|コミュニティ)",
    re.IGNORECASE,
)


def is_sentence(text: str) -> bool:
    """Whether ``text`` ends, or holds, a sentence."""
    return _SENTENCE.search(text) is not None


def is_title(text: str) -> bool:
    """Whether ``text`` reads as a title: short, no sentence, no contact line, no open clause."""
    stripped = text.strip()
    return len(stripped) <= _LONGEST_WITH_TAIL and _is_title(stripped)


_COUNTED = re.compile(r"[0-9０-９a-zａ-ｚA-Zア-ンｱ-ﾝ一二三四五六七八九十ivx]{1,3}[)）]")
"""「1）」 counts; its bracket is none."""


@lru_cache(maxsize=4096)
def _is_title(stripped: str) -> bool:
    stripped = _TAIL.sub("", stripped) or stripped
    return (
        2 <= len(stripped) <= TITLE_LENGTH
        and "\n" not in stripped
        and not is_sentence(stripped)
        and not _CLAUSE_END.search(stripped)
        and not _CONTACT.search(stripped)
        and (not _NAME.fullmatch(stripped) or _DOCUMENT_TITLE.search(stripped) is not None)
        and stripped[0] not in _NO_TITLE
        and not _closes_more(stripped)
        and any(c.isalpha() for c in stripped)
    )


def _closes_more(text: str) -> bool:
    """Whether a bracket is closed that was opened before the text: it is the rest of a line."""
    return text.count("）") + text.count(")") > text.count("（") + text.count("(") and not (
        _COUNTED.match(text)
    )


def is_document_title(text: str) -> bool:
    """Whether ``text`` names a whole document (…方針, …規約, …の取扱いについて)."""
    return is_title(text) and _DOCUMENT_TITLE.search(text.strip()) is not None


def is_list_entry(text: str) -> bool:
    """Whether ``text`` ends as an entry of a list does (…のため, …の場合)."""
    return _LIST_ENTRY_END.search(text.strip()) is not None


def heads_text(text: str) -> bool:
    """Whether ``text`` can be a title rather than an entry; 「…訂正・削除等」 can be one."""
    own = text.strip()
    return is_title(own) and (not is_list_entry(own) or _TAIL.sub("", own).endswith(("等", "など")))


def is_contact(text: str) -> bool:
    """Whether ``text`` holds a name, date, address, number or link."""
    return _CONTACT.search(text) is not None


def is_contact_label(text: str) -> bool:
    """Whether ``text`` is a label such as 「住所」 or 「代表者名」 whose value stands below it."""
    return _CONTACT_LABEL.fullmatch(text.strip()) is not None


def is_menu_entry(text: str) -> bool:
    """Whether ``text`` is a word of site navigation."""
    return len(text) <= 30 and _MENU.fullmatch(text) is not None


def is_topic(text: str) -> bool:
    """Whether ``text`` ends as the title of a section of its own in a privacy document."""
    return _TOPIC.search(_TAIL.sub("", text) or text) is not None


def is_name(text: str) -> bool:
    """Whether ``text`` is written like a person's name, family name first."""
    return _NAME.fullmatch(text) is not None
