"""What a person is told about the files of a provider."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import Text

MESSAGES: Mapping[str, Text] = {
    "document.missing": Text(
        "ファイルまたはフォルダーが見つかりません。パスの綴りを確認してください。",
        "The file or folder does not exist. Check the spelling of the path.",
    ),
    "document.none_in_folder": Text(
        "このフォルダーには読み取れる文書がありません。監査対象の文書（{known}）を置いてください。",
        "This folder holds no document that can be read. "
        "Put the documents to audit ({known}) here.",
    ),
    "document.subfolder": Text(
        "下位フォルダーの中は読み取りません。中の文書を監査対象とする場合は、"
        "事業者のフォルダーの直下へ移すか、このフォルダーを指定してください。",
        "Subfolders are not read. To audit what is inside, move it up into the provider's folder, "
        "or name this folder.",
    ),
    "document.unsupported": Text(
        "拡張子「{suffix}」のファイルは読み取りの対象外です。"
        "監査対象の文書であれば、{known} のいずれかで保存し直してください。",
        "Files ending in “{suffix}” are not read. "
        "If it is a document to audit, save it as one of {known}.",
    ),
    "document.not_a_file": Text(
        "通常のファイルではないため読み取れません。文書ファイルを指定してください。",
        "This is not an ordinary file. Name a document file.",
    ),
    "document.not_readable": Text(
        "ファイルを開けません（{reason}）。アクセス権と、他のソフトで開いていないかを確認してください。",
        "The file cannot be opened ({reason}). Check your permission, and that no other program "
        "holds it open.",
    ),
    "document.too_big": Text(
        "ファイルが大きすぎます（{size} MB、上限 {limit} MB）。"
        "必要な部分だけを取り出して保存し直してください。",
        "The file is too big ({size} MB; the limit is {limit} MB). Save only the part you need.",
    ),
    "document.too_long": Text(
        "本文が長すぎます（上限 {limit:,} 文字）。必要な部分だけを取り出して保存し直してください。",
        "The text is too long (the limit is {limit:,} characters). Save only the part you need.",
    ),
    "document.too_many_pages": Text(
        "ページ数が多すぎます（{pages} ページ、上限 {limit} ページ）。"
        "必要なページだけを取り出して保存し直してください。",
        "Too many pages ({pages}; the limit is {limit}). Save only the pages you need.",
    ),
    "document.empty": Text(
        "本文がありません。正しいファイルか、内容が保存されているかを確認してください。",
        "There is no text in it. Check that it is the right file and that its content was saved.",
    ),
    "document.binary": Text(
        "テキストではないデータが入っています。正しいファイルか確認し、"
        "元のソフトからテキスト、PDFまたはWord形式で保存し直してください。",
        "The file holds data that is not text. Check that it is the right file, "
        "and save it again as text, PDF or Word from the program it was made with.",
    ),
    "document.encoding": Text(
        "文字コードを判別できません。UTF-8 または Shift_JIS で保存し直してください。",
        "The character encoding cannot be told. Save the file again as UTF-8 or Shift_JIS.",
    ),
    "document.damaged_characters": Text(
        "{encoding} として読み取れない文字があり、「\ufffd」に置き換えました。"
        "原本と照合してください。",
        "Some characters could not be read as {encoding} and stand as “\ufffd”. "
        "Compare with the original.",
    ),
    "document.damaged": Text(
        "ファイルが壊れているか、形式に誤りがあります（{reason}）。"
        "元のソフトで開けることを確かめ、保存し直してください。",
        "The file is damaged or malformed ({reason}). "
        "Make sure it opens in the program it was made with, and save it again.",
    ),
    "document.wrong_suffix": Text(
        "拡張子は「{suffix}」ですが、内容は {format} 形式です。{format} として読み取りました。"
        "拡張子を直してください。",
        "The file ends in “{suffix}” but its content is {format}; it was read as {format}. "
        "Correct the suffix.",
    ),
    "document.duplicate": Text(
        "「{other}」と内容が同一です。同じ文書を二重に監査対象としていないか確認してください。",
        "The content is identical to “{other}”. Check that no document is audited twice.",
    ),
    "document.not_pdf": Text(
        "PDF形式ではありません。正しいファイルか確認し、PDFとして保存し直してください。",
        "This is not a PDF. Check that it is the right file, and save it as PDF again.",
    ),
    "document.not_docx": Text(
        "Word（.docx）形式ではありません。正しいファイルか確認し、.docx で保存し直してください。",
        "This is not a Word (.docx) file. Check that it is the right file, and save it as .docx.",
    ),
    "document.not_word": Text(
        "Word文書ではないZIP形式のファイルです（ExcelやPowerPoint、圧縮フォルダーなど）。"
        "文書を取り出し、.docx またはPDFで保存してください。",
        "This is a ZIP archive but no Word document (perhaps Excel, PowerPoint or a compressed "
        "folder). Take the document out and save it as .docx or PDF.",
    ),
    "document.ole": Text(
        "旧形式（.doc など）か、パスワードで保護されたOffice文書です。"
        "Wordで開いてパスワードを解除し、.docx で保存し直してください。",
        "This is an old Office file (such as .doc) or one protected by a password. "
        "Open it in Word, remove the password, and save it as .docx.",
    ),
    "document.rtf": Text(
        "リッチテキスト（RTF）形式です。Wordで開き、.docx で保存し直してください。",
        "This is rich text (RTF). Open it in Word and save it as .docx.",
    ),
    "document.zip_bomb": Text(
        "展開後の大きさが上限を超えています（上限 {limit} MB）。"
        "画像や埋め込みファイルを除いて保存し直してください。",
        "The file unpacks to more than the limit of {limit} MB. "
        "Save it again without pictures and embedded files.",
    ),
    "document.pdf_password": Text(
        "パスワードで保護されたPDFです。パスワードを解除したPDFを用意してください。",
        "This PDF is protected by a password. Provide a copy without the password.",
    ),
    "document.pdf_scanned": Text(
        "文字情報のないPDF（紙をスキャンした画像）です。"
        "OCR（文字認識）をかけたPDFか、元の文書を用意してください。",
        "This PDF holds no text, only pictures of pages. "
        "Run OCR (text recognition) on it, or provide the original document.",
    ),
    "document.pdf_pages_without_text": Text(
        "文字情報のないページがあります（{pages}）。画像だけのページは読み取られていません。"
        "必要であればOCR（文字認識）をかけてください。",
        "Some pages hold no text ({pages}); pages that are pictures were not read. "
        "Run OCR (text recognition) if they matter.",
    ),
    "document.pdf_garbled": Text(
        "PDFの文字コード情報が欠けており、正しい文字として読み取れません。"
        "元の文書から作り直すか、OCR（文字認識）をかけてください。",
        "The PDF lacks the table that tells its characters, so its text cannot be read. "
        "Make it again from the original, or run OCR (text recognition).",
    ),
}
"""Key → wording; fields in braces are filled in where the message is told."""
