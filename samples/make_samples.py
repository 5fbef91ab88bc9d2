"""Make the Word file and the PDF of the samples anew: ``python samples/make_samples.py [FOLDER]``.

The other samples are text and are edited as they are.  Two runs write the same bytes.
"""

from __future__ import annotations

import datetime as dt
import io
import sys
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

DISCLOSURE = "midorino-hosting/disclosure.docx"
NOTICE = "kogane-server/notice-of-change.pdf"

_DATE = dt.datetime(2024, 4, 1, 9, 0, 0)
_FONT = "HeiseiKakuGo-W5"
_LINE_WIDTH = 76  # a Japanese character is two wide
_LINES_A_PAGE = 46

# One line is one paragraph: "# " a numbered heading, "## " a numbered heading below it,
# "+ " a numbered entry of a list, "| " a row of a table (the first one its header).
_DISCLOSURE_TEXT = """\
みどり野ホスティング株式会社（以下「当社」といいます。）は、個人情報の保護に関する法律（以下「法」といいます。）第21条に基づく利用目的の公表、法第32条第1項に基づく保有個人データに関する事項の公表、及びJIS Q 15001:2023が求める事項の開示のため、個人情報の取扱いについて次のとおり定めます。
# 事業者の名称等
| 項目 | 内容 |
| 名称 | みどり野ホスティング株式会社 |
| 住所 | 〒000-0001 架空県みどり野市青葉町1丁目2番3号 みどり野ビル5階 |
| 代表者 | 代表取締役社長 若葉 茂 |
| 個人情報保護管理者 | 管理本部 本部長 木下 結衣（電話 03-0000-0102、電子メール privacy@midorino-hosting.example.jp） |
# 個人情報の利用目的
## 区分ごとの利用目的
当社が取得する個人情報の主な項目及び利用目的は、次の表のとおりです。
| 区分 | 主な項目 | 利用目的 |
| お客様（お申込みをされた方及びご契約者） | 氏名、会社名、住所、電話番号、電子メールアドレス、契約内容、利用履歴 | 本人確認、契約の締結及び履行、料金の請求及び収納、障害及び保守のお知らせ、技術的なご質問への回答、当社の新サービスの電子メールによるご案内 |
| お問い合わせをされた方 | 氏名、電話番号、電子メールアドレス、お問い合わせの内容、通話の録音 | お問い合わせへの回答、回答内容の確認及び応対品質の向上 |
| 取引先の担当者 | 氏名、会社名、部署、役職、電話番号、電子メールアドレス | 商談、契約の履行及び業務上の連絡 |
| 採用に応募された方 | 氏名、住所、生年月日、学歴、職歴、電話番号、電子メールアドレス | 採用選考及び選考結果の連絡 |
| 従業者及び退職者 | 氏名、住所、生年月日、家族構成、口座番号、勤怠の記録 | 人事労務管理、給与の支払及び福利厚生の提供 |
## 利用目的の範囲を超える利用
利用目的の達成に必要な範囲を超えて個人情報を利用する場合は、法令に基づく場合を除き、あらかじめご本人の同意を得ます。
## 利用目的の変更
利用目的は、変更前の利用目的と関連性を有すると合理的に認められる範囲でのみ変更し、変更したときは、変更後の利用目的をご本人に通知するか、又は当社のウェブサイトで公表します。
# 個人情報の取得
## 取得の方法
個人情報は、適法かつ公正な手段によって取得し、偽りその他不正の手段によっては取得しません。
## 第三者からの取得
販売代理店がお申込みの取次ぎをした場合は、当該販売代理店からお客様の氏名、住所、電話番号及び電子メールアドレスの提供を受け、契約の締結及び履行のために利用します。
## 要配慮個人情報
要配慮個人情報は、法令に基づく場合を除き、あらかじめご本人の同意を得ることなく取得しません。
## 特定個人情報
従業者及び支払先の個人番号並びにこれを含む特定個人情報は、番号法で定められた源泉徴収及び社会保険に関する事務のためにのみ取得し、利用します。
## 提供の任意性
個人情報のご提供は任意です。ただし、お申込みに必要な項目をご提供いただけない場合は、サービスをご利用いただけないことがあります。
# クレジットカード情報の取扱い
クレジットカードによるお支払いを選択された場合のカード情報の取扱いは、次の表のとおりです。
| 項目 | 内容 |
| 利用目的 | サービスの利用料金の決済 |
| 情報の取得者 | みどり野ホスティング株式会社 |
| 情報の提供先 | 決済代行会社（株式会社架空ペイメント）及びお客様がご利用のカードの発行会社 |
| 保存期間 | 契約の終了日から1年間 |
# 個人データの第三者提供
## 同意に基づく提供
当社は、次に掲げる場合を除き、あらかじめご本人の同意を得ることなく個人データを第三者に提供しません。
+ 法令に基づく場合
+ 人の生命、身体又は財産の保護のために必要があり、ご本人の同意を得ることが困難である場合
+ 公衆衛生の向上又は児童の健全な育成の推進のために特に必要があり、ご本人の同意を得ることが困難である場合
+ 国の機関若しくは地方公共団体又はその委託を受けた者が法令の定める事務を遂行することに協力する必要がある場合
## ドメイン名の登録のための提供
当社は、ドメイン名の登録及び維持のため、お申込み時にご本人の同意を得て、氏名、住所、電話番号及び電子メールアドレスを、ドメイン名の登録を管理する一般社団法人架空ドメイン名登録機構に、暗号化した通信により提供します。
## オプトアウトによる提供
当社は、オプトアウトによる第三者提供を行っていません。
# 個人データの取扱いの委託
当社は、利用目的の達成に必要な範囲内で、請求書の印刷及び発送、問い合わせの受付その他の業務を外部に委託します。委託に当たっては、個人データの保護の水準が当社の定める基準を満たす委託先を選定し、安全管理、再委託の制限及び事故時の報告を定めた契約を締結した上で、年1回以上、取扱いの状況を確認します。
# 共同利用
当社は、次の表のとおり個人データを共同利用します。
| 項目 | 内容 |
| 共同利用する項目 | 氏名、会社名、住所、電話番号、電子メールアドレス、契約内容 |
| 共同利用する者の範囲 | 株式会社みどり野ドメインズ（当社の子会社） |
| 利用目的 | ドメイン名及びサーバーを併せて契約されたお客様の料金の請求並びにお問い合わせへの回答 |
| 管理について責任を有する者 | みどり野ホスティング株式会社（住所及び代表者は、１．に記載のとおりです。） |
# 外国にある第三者への提供
当社は、夜間及び休日のお問い合わせの受付を、シンガポール共和国に所在する Kakuu Support Pte. Ltd. に委託しており、これに伴い、お客様の氏名、電子メールアドレス及びお問い合わせの内容を同社に提供します。
+ 当該外国における個人情報の保護に関する制度：シンガポール共和国には、民間部門を包括的に対象とする個人情報保護法（Personal Data Protection Act 2012）があり、同意、目的の制限、保護、保存の制限等の義務が定められています。
+ 提供先が講ずる個人情報の保護のための措置：提供先は、OECDプライバシーガイドラインの8原則に対応する措置を全て講じています。
# 仮名加工情報
当社は、サービスの利用履歴から氏名、電子メールアドレス等を削除した仮名加工情報を作成し、設備の増強計画の立案及び新機能の開発のために社内で利用します。仮名加工情報を他の情報と照合してご本人を識別することはなく、第三者に提供することもありません。
# 安全管理措置
当社は、個人データの漏えい、滅失又は毀損の防止その他の安全管理のため、次の表に掲げる措置を講じています。
| 区分 | 内容 |
| 基本方針の策定 | 個人データの適正な取扱いを確保するため、法令の遵守、安全管理、苦情への対応等について個人情報保護方針を策定しています。 |
| 規律の整備 | 取得、利用、保存、提供、削除及び廃棄の段階ごとに、取扱方法、責任者、担当者及びその任務を定めた個人情報取扱規程を整備しています。 |
| 組織的安全管理措置 | 個人情報保護管理者を置き、取り扱う従業者とデータの範囲を定めるとともに、規程違反の兆候を把握したときの報告連絡体制を整備し、内部監査を年1回実施しています。 |
| 人的安全管理措置 | 従業者に対し、個人データの取扱いに関する研修を入社時及び毎年実施し、秘密保持に関する誓約書の提出を求めています。 |
| 物理的安全管理措置 | データセンター及び執務室の入退室を管理し、機器及び媒体の盗難又は紛失を防ぐため施錠して保管し、廃棄するときは復元できない手段でデータを消去しています。 |
| 技術的安全管理措置 | アクセス権を業務に必要な担当者に限定し、多要素認証、通信の暗号化及び不正侵入を検知する仕組みを導入しています。 |
| 外的環境の把握 | 個人データを取り扱う委託先が所在するシンガポール共和国の個人情報の保護に関する制度を把握した上で、安全管理措置を実施しています。 |
# 保存期間及び消去
お客様の個人データは、契約の終了日から5年間保存し、その後遅滞なく消去します。お問い合わせの記録及び通話の録音は1年間、採用に至らなかった応募者の書類は選考の終了から6か月間保存した後に廃棄します。
# 漏えい等が発生した場合の対応
個人データの漏えい等が発生し、ご本人の権利利益を害するおそれが大きいときは、速やかに個人情報保護委員会に報告し、ご本人に通知するとともに、原因の究明及び再発の防止に取り組みます。
# 開示等の請求の手続
## 請求の種類
ご本人又はその代理人は、当社の保有個人データについて、次の請求（以下「開示等の請求」といいます。）をすることができます。
+ 利用目的の通知
+ 保有個人データの開示
+ 第三者提供記録の開示
+ 保有個人データの内容の訂正、追加又は削除
+ 保有個人データの利用の停止又は消去
+ 保有個人データの第三者への提供の停止
## 請求の申出先及び方法
当社所定の「保有個人データ開示等請求書」に必要事項を記入し、本人確認書類を同封して、次の宛先に郵送してください。請求書の書式は、電話又は電子メールでご請求いただければお送りします。
〒000-0001 架空県みどり野市青葉町1丁目2番3号 みどり野ビル5階 みどり野ホスティング株式会社 個人情報相談窓口（電話 03-0000-0101、電子メール privacy@midorino-hosting.example.jp）
## 本人確認の方法
運転免許証、パスポート、在留カードのいずれかの写し1点により、ご本人であることを確認します。
## 代理人による請求
代理人が請求する場合は、代理人ご自身の本人確認書類に加え、法定代理人のときは戸籍謄本その他の法定代理権を証する書類、任意代理人のときはご本人が押印した委任状及びその印鑑登録証明書により、代理権を確認します。
## 手数料
手数料は、次の表のとおりです。請求書に同額の定額小為替を同封してください。
| 請求の種類 | 手数料（1件につき） |
| 利用目的の通知、保有個人データの開示、第三者提供記録の開示 | 1,000円（税込み） |
| 訂正、追加又は削除、利用の停止又は消去、第三者への提供の停止 | いただきません |
## 回答の方法
開示の請求に対しては、電磁的記録の提供による方法（電子メールによるPDFファイルの送付）、書面の郵送による方法その他当社の定める方法のうち、ご本人が指定した方法により回答します。
## 請求に応じられない場合
次のいずれかに該当するときは、請求の全部又は一部に応じないことがあります。その場合は、応じない旨及びその理由を遅滞なくご本人に通知します。
+ 本人確認又は代理権の確認ができないとき
+ ご本人又は第三者の生命、身体、財産その他の権利利益を害するおそれがあるとき
+ 当社の業務の適正な実施に著しい支障を及ぼすおそれがあるとき
+ 他の法令に違反することとなるとき
# 苦情及び相談の窓口
個人情報の取扱いに関する苦情及び相談は、次の窓口で承ります。
みどり野ホスティング株式会社 個人情報相談窓口（電話 03-0000-0101、電子メール privacy@midorino-hosting.example.jp）
# 認定個人情報保護団体
当社は、次の認定個人情報保護団体の対象事業者です。
| 項目 | 内容 |
| 名称 | 一般財団法人架空情報保護推進協会 |
| 苦情の解決の申出先 | 個人情報苦情相談室（〒000-0009 架空県ひかり市中央9丁目9番9号、電話 03-0000-0900） |
"""  # noqa: E501

_NUMBERING = (
    ("decimalFullWidth", "%1．"),
    ("decimalFullWidth", "（%2）"),
    ("decimalEnclosedCircle", "%3"),
)

_NOTICE_HEAD = """\
お客様各位
「個人情報の取扱いについて」の変更のお知らせ
平素より当社サービスをご利用いただき、誠にありがとうございます。このたび当社は、2021年10月1日より、「個人情報の取扱いについて」の一部を変更いたします。主な変更点は、手数料の額、お支払方法に関する記載及び窓口の名称です。
2021年9月1日
黄金サーバー株式会社
"""

_NOTICE_EARLIER = """\
変更前
「個人情報の取扱いについて」
黄金サーバー株式会社（以下、「当社」といいます。）は、お客様の個人情報を次のとおり取り扱います。
■個人情報の利用目的
ご提供いただいた個人情報は、ご契約の管理、ご利用料金の請求、サービスに関するお知らせ及び市場調査のために利用いたします。
■クレジットカード情報の取扱い
当社は、ご利用料金の決済のため、お客様のクレジットカード情報を取得いたします。情報の取得者は当社、提供先はご利用のカード会社、保存期間はご契約の終了後5年間です。
■ご提供いただけない場合
必要な個人情報をご提供いただけない場合は、サービスをご利用いただけないことがあります。
■Cookieについて
当社ウェブサイトでは、入力の手間を省くためにCookieを使用する場合があります。Cookieの受取りは、ブラウザの設定により拒否することができます。
■開示等のご請求
(1)利用目的の通知及び開示の手数料は、1件につき800円です。
(2)ご請求に応じられない場合は、その理由を付してご本人に通知いたします。
(3)回答は、書面又は電子メールのうちご希望の方法により行います。
■個人情報保護管理者
黄金サーバー株式会社 総務部 部長 電話 03-0000-0200
■お問い合わせ、苦情及びご相談の窓口
黄金サーバー株式会社 カスタマーサポート係
電話 03-0000-0209
"""

_NOTICE_LATER = """\
変更後
「個人情報の取扱いについて」
黄金サーバー株式会社（以下、「当社」といいます。）は、お客様の個人情報を次のとおり取り扱います。
■個人情報の利用目的
ご提供いただいた個人情報は、ご契約の管理、ご利用料金の請求、サービスに関するお知らせ及び当社サービスの満足度に関するアンケート調査のために利用いたします。
■クレジットカード情報の取扱い
当社は、ご利用料金の決済のため、お客様のクレジットカード情報を取得し、お客様がご利用のカードの発行会社に提供いたします。
■ご提供いただけない場合
お申込みに必要な個人情報をご提供いただけない場合は、当社のサービスをご利用いただけないことがあります。
■Cookie及びアクセス解析について
当社ウェブサイトでは、Cookieを使用する場合があります。また、アクセス解析ツールを導入しております。
■開示等のご請求
当社は、お客様ご本人から、保有個人データの利用目的の通知、開示、訂正、追加若しくは削除又は利用の停止のご請求を受けた場合は、次の手続により対応いたします。
(1)当社所定の「個人情報開示等請求書」に必要事項をご記入の上、下記の窓口まで郵送してください。
(2)ご本人であることを確認するため、運転免許証又はパスポートの写しを同封してください。運転免許証の写しは、本籍地を塗りつぶしてください。
(3)代理人の方からご請求の場合は、代理人であることを確認させていただきます。
(4)手数料は、利用目的の通知、開示、訂正、追加、削除及び利用の停止のいずれのご請求についても、1件につき1,300円（税込）です。郵便為替にてお支払いください。
(5)回答は、請求書に記載されたご本人の住所に書面を郵送して行います。
(6)法の定めによりご請求に応じられない場合は、その旨をご本人に通知いたします。
■お問い合わせ、苦情及びご相談の窓口
黄金サーバー株式会社 お客様相談室
〒000-0002 架空県こがね市銀杏町4丁目5番6号
電話 03-0000-0201 FAX 03-0000-0202
電子メール soudan@kogane-server.example.jp
以上
"""


def make_disclosure() -> bytes:
    """Return the Word file: headings, automatic numbering, tables, header and footer."""
    document = docx.Document()
    properties = document.core_properties
    properties.title = "個人情報の取扱いに関する公表事項及び開示等の手続"
    properties.author = properties.last_modified_by = "みどり野ホスティング株式会社"
    properties.created = properties.modified = _DATE
    number_id = _add_numbering(document)
    document.add_paragraph(properties.title, style="Title")
    lines = _DISCLOSURE_TEXT.splitlines()
    for at, line in enumerate(lines):
        if line.startswith("| "):
            if not lines[at - 1].startswith("| "):
                _add_table(document, list(_rows(lines[at:])))
            continue
        mark, _, text = line.partition(" ")
        if mark not in ("#", "##", "+"):
            document.add_paragraph(line)
            continue
        style = {"#": "Heading 1", "##": "Heading 2"}.get(mark, "Normal")
        depth = ("#", "##", "+").index(mark)
        _number(document.add_paragraph(text, style=style), number_id, depth)
    section = document.sections[0]
    section.header.paragraphs[0].text = "みどり野ホスティング株式会社　公表文書"
    section.footer.paragraphs[0].text = "個人情報の取扱いに関する公表事項及び開示等の手続"
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_dates(buffer.getvalue())


def make_notice() -> bytes:
    """Return the PDF: lines broken at a fixed length, a header and a page number on each page."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1, pageCompression=1)
    canvas.setTitle("「個人情報の取扱いについて」の変更のお知らせ")
    canvas.setAuthor("黄金サーバー株式会社")
    lines = [
        piece
        for paragraph in (_NOTICE_HEAD + _NOTICE_EARLIER + _NOTICE_LATER).splitlines()
        for piece in _broken(paragraph)
    ]
    for page, first in enumerate(range(0, len(lines), _LINES_A_PAGE), start=1):
        canvas.setFont(_FONT, 8)
        canvas.drawString(60, 805, "黄金サーバー株式会社 お客様へのお知らせ")
        canvas.drawCentredString(A4[0] / 2, 30, f"- {page} -")
        canvas.setFont(_FONT, 11)
        for row, line in enumerate(lines[first : first + _LINES_A_PAGE]):
            canvas.drawString(60, 775 - 15.5 * row, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _broken(paragraph: str) -> Iterator[str]:
    """Cut a paragraph into lines; a closing mark may hang over the edge, as in print."""
    start = width = 0
    for at, char in enumerate(paragraph):
        wide = 2 if unicodedata.east_asian_width(char) in "WFA" else 1
        if width + wide > _LINE_WIDTH and char not in "、。」）":
            yield paragraph[start:at]
            start, width = at, 0
        width += wide
    yield paragraph[start:]


def _rows(lines: list[str]) -> Iterator[list[str]]:
    for line in lines:
        if not line.startswith("| "):
            return
        yield [cell.strip() for cell in line.strip("| ").split(" | ")]


def _add_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _add_numbering(document: Any) -> int:
    """Add a list of three levels: １． （１） ①; return its number."""
    root = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for depth, (form, text) in enumerate(_NUMBERING)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{levels}</w:abstractNum>'
    )
    root.insert(0, abstract)
    return int(root.add_num(90).numId)


def _number(paragraph: Any, number_id: int, depth: int) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = depth
    properties.get_or_add_numId().val = number_id


def _with_fixed_dates(data: bytes) -> bytes:
    """Pack the parts anew: python-docx stamps them with the time of the run."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for part in old.infolist():
            info = zipfile.ZipInfo(part.filename, _DATE.timetuple()[:6])
            new.writestr(info, old.read(part), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def main(folder: Path) -> None:
    """Write both files below ``folder``."""
    for name, data in ((DISCLOSURE, make_disclosure()), (NOTICE, make_notice())):
        (folder / name).write_bytes(data)
        print(folder / name)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
