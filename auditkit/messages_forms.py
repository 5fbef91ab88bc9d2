"""The texts of the auditor's form."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.models import Text

_PAGE: Mapping[str, Text] = {
    "items": Text("要求事項の一覧", "Requirements"),
    "document": Text("文書", "Document"),
    "tick": Text("まとめて判定する項目に選ぶ", "Choose for a bulk decision"),
    "tick_all": Text("表示中の項目をすべて選ぶ", "Choose all that are shown"),
    "none": Text("条件に合う項目はありません。", "No item matches."),
    "count": Text("{shown} 件（選択 {ticked}）", "{shown} items ({ticked} chosen)"),
    "previous": Text("前の項目", "Previous item"),
    "next": Text("次の項目", "Next item"),
    "next_open": Text("次の未確認", "Next open"),
    "reason": Text("予備判定の理由", "Why"),
    "check": Text("確認すること", "What to check"),
    "wanted": Text("内部証跡の例", "Typical evidence"),
    "previous_answer": Text("前回の判定", "Last audit"),
    "note": Text("注記", "Note"),
    "internal": Text("内部証跡", "Internal"),
    "drop": Text("外す", "Remove"),
    "take": Text("証跡にする", "Take as evidence"),
    "take_all": Text("関連 {count} 項目にも", "Also for {count} related"),
    "take_all_hint": Text(
        "同じ確認基準による未確認の項目にも、この記載を証跡として採用します。",
        "Takes it for the open items that rest on the same criterion as well.",
    ),
    "reject": Text("採用しない", "Do not take"),
    "show": Text("文書の中で表示する", "Show in the document"),
    "taken": Text("採用", "Taken"),
    "rejected": Text("不採用", "Not taken"),
    "proposed": Text("候補", "Proposed"),
    "nearest": Text("参考", "Nearest"),
    "no_candidates": Text(
        "候補となる記載はありません。文書を読み、該当する箇所を選んでください。",
        "No passage is proposed. Read the document and select one.",
    ),
    "take_selected": Text("選択した箇所を証跡にする", "Take the selection"),
    "take_selected_hint": Text(
        "文書の中で文字を選択してから押してください。", "Select text in the document first."
    ),
    "earlier": Text("前の部分を表示", "Show what comes before"),
    "later": Text("続きを表示", "Show what follows"),
    "typing": Text("● 入力中（まだ保存していません）", "● Typing (not saved yet)"),
}

_FILTERS: Mapping[str, Text] = {
    "checklist": Text("規格・法令", "Framework"),
    "chapter": Text("章", "Chapter"),
    "state": Text("状態", "State"),
    "words": Text("検索", "Search"),
    "all": Text("すべて", "All"),
    "open": Text("未確認", "Undecided"),
    "to_check": Text("要確認（未確認のうち）", "To be checked (undecided)"),
    "gaps": Text("不適合（△・×）", "Nonconforming (△, ×)"),
    "lacking": Text("要補完", "Incomplete"),
    "stale": Text("要再評価", "To be reassessed"),
    "conform": Text("適合（○）", "Conforming (○)"),
    "excluded": Text("対象外（－）", "Not applicable (－)"),
}

_INTERNAL: Mapping[str, Text] = {
    "title": Text("内部証跡を記録する", "Record internal evidence"),
    "source": Text("入手方法", "Source"),
    "date": Text("日付", "Date"),
    "name": Text("名称・内容", "Name"),
    "version": Text("版", "Version"),
    "role": Text("役職", "Role"),
    "note": Text("確認した内容", "What it shows"),
    "add": Text("内部証跡を追加", "Add internal evidence"),
    "name_missing": Text(
        "内部証跡の名称（規程・記録の名称、または聞き取り・観察の内容）を入力してください。",
        "Give the name of the record, or what was asked or observed.",
    ),
}

_BULK: Mapping[str, Text] = {
    "title": Text("選択した項目をまとめて判定する", "Decide the chosen items together"),
    "verdict": Text("判定", "Decision"),
    "reason": Text("共通の理由", "Common reason"),
    "apply": Text("まとめて判定", "Decide"),
    "hint": Text(
        "左の一覧で選んだ項目に、同じ判定と理由を記録します。",
        "Records the same decision and reason for every chosen item.",
    ),
    "none": Text(
        "項目が選ばれていません。左の一覧で項目にチェックを入れてください。",
        "No item is chosen. Tick items in the list.",
    ),
    "done": Text("{count} 項目をまとめて判定しました", "{count} items decided"),
}

_STALE: Mapping[str, Text] = {
    "clause": Text(
        "要再評価：証跡とした記載が変わりました（旧 → 新）",
        "Reassess: the passage taken as evidence was changed (old → new)",
    ),
    "gone": Text(
        "要再評価：証跡とした記載が見当たらなくなりました",
        "Reassess: the passage taken as evidence is gone",
    ),
    "found": Text(
        "要再評価：「記載なし」を確認した後に、候補となる記載が見つかりました",
        "Reassess: a passage was found after “nothing found” was confirmed",
    ),
    "requirement": Text(
        "要再評価：判定後に要求事項の文言が変わりました",
        "Reassess: the requirement was reworded after the decision",
    ),
}

_START: Mapping[str, Text] = {
    "hello": Text("監査を選ぶ・始める", "Open or start an audit"),
    "going_on": Text("進行中・過去の監査を開く", "Open an audit"),
    "new": Text("新しい監査を始める", "Start a new audit"),
    "who": Text("あなたの氏名", "Your name"),
    "who_hint": Text("記録に残る氏名", "The name that goes on record"),
    "audit": Text("監査", "Audit"),
    "open": Text("開く", "Open"),
    "provider": Text("文書フォルダー", "Documents"),
    "started": Text("監査日", "Date"),
    "auditor_department": Text("監査員の所属", "Your department"),
    "department": Text("被監査部門", "Audited department"),
    "scope": Text("監査範囲", "Scope"),
    "previous": Text("前回の監査", "Previous audit"),
    "no_previous": Text("なし", "None"),
    "start": Text("新しい監査を始める", "Start the audit"),
    "reading": Text(
        "文書を読み込み、予備判定を行っています…", "Reading the documents and assessing …"
    ),
}

_SIGN: Mapping[str, Text] = {
    "open": Text("署名の前に解消する事項：{count} 件", "To be resolved before signing: {count}"),
    "undecided": Text("判定がない要求事項：{count} 件", "Requirements without a decision: {count}"),
    "ready": Text("未解消の事項はありません。署名できます。", "Nothing is open; ready to sign."),
    "signed": Text("署名", "Signatures"),
    "signature": Text("{role}：{name}（{department}）{on}", "{role}: {name} ({department}), {on}"),
    "role": Text("署名者", "Signs as"),
    "on": Text("署名日", "Date"),
    "name": Text("氏名", "Name"),
    "department": Text("所属部門", "Department"),
    "sign_button": Text("署名する", "Sign"),
    "reason": Text("取消しの理由", "Reason to withdraw"),
    "reopen_button": Text("署名を取り消して監査を再開する", "Withdraw the signatures and reopen"),
    "pack_button": Text("監査パック（zip）を書き出す", "Write the sign-off pack (zip)"),
    "done": Text("署名を記録しました", "The signature is on record"),
    "reopened": Text(
        "署名を取り消し、監査を再開しました", "The signatures are withdrawn; the audit is open"
    ),
}


def _named(group: str, texts: Mapping[str, Text]) -> dict[str, Text]:
    return {f"forms.{group}.{name}": text for name, text in texts.items()}


MESSAGES: Mapping[str, Text] = {
    **_named("page", _PAGE),
    **_named("filter", _FILTERS),
    **_named("internal", _INTERNAL),
    **_named("bulk", _BULK),
    **_named("stale", _STALE),
    **_named("start", _START),
    **_named("sign", _SIGN),
    "forms.unexpected": Text(
        "予期しないエラーが起きました（{type}：{message}）。直前の操作は記録されていません。",
        "Something unexpected went wrong ({type}: {message}). The last action was not recorded.",
    ),
    "forms.open_item": Text("未確認（予備判定：{preliminary}）", "Undecided ({preliminary})"),
    "forms.state.stale": Text("要再評価", "to be reassessed"),
    "forms.state.lacking": Text("要補完", "incomplete"),
    "forms.choose": Text("（未選択）", "(none)"),
    "forms.no_finding": Text("なし", "None"),
    "forms.new_finding": Text("新しい指摘事項を記録する", "Record a new finding"),
    "forms.nothing_found": Text("記載がないことを確認した", "Confirmed: no passage states it"),
    "forms.fact_hint": Text(
        "確認した事実を、いつ・どこで・何を見たかが分かるように記入します。",
        "What was found: when, where, what was seen.",
    ),
    "forms.undecided": Text(
        "判定を選んでください（Alt+1 適合・2 一部不適合・3 不適合・4 対象外・0 未確認）。",
        "Choose a decision (Alt+1 … 4, 0 takes it back).",
    ),
    "forms.blank": Text("未記入：{fields}", "To be filled in: {fields}"),
    "forms.comma": Text("、", ", "),
    "forms.complete": Text(
        "✓ この判定に必要な記入はそろっています。", "✓ Nothing is missing for this decision."
    ),
    "forms.undo": Text("元に戻す", "Undo"),
    "forms.undo_hint": Text(
        "直前の操作を取り消します（Alt+Z）。取消しも記録に残ります。",
        "Takes back the last action (Alt+Z); the journal keeps both.",
    ),
    "forms.undone": Text("直前の操作を取り消しました", "The last action was undone"),
    "forms.export": Text("Excel に書き出す", "Export to Excel"),
    "forms.export_hint": Text(
        "現在の判定を Excel の報告書に書き出します。", "Writes the workbook as decided so far."
    ),
    "forms.exported": Text("書き出しました：{path}", "Written: {path}"),
    "forms.reconfirm": Text(
        "新しい記載を確認し、判定を維持する", "Keep the decision on the present text"
    ),
    "forms.reconfirm_hint": Text(
        "現在の記載を証跡に置き換え、判定はそのままにします。",
        "Replaces the evidence by the present text and keeps the decision.",
    ),
    "forms.signing": Text("点検・署名", "Check and sign"),
    "forms.signing_hint": Text(
        "未解消の事項を確かめ、署名と監査パックの書き出しを行います。",
        "Shows what is open, and lets you sign and write the pack.",
    ),
    "forms.back": Text("判定に戻る", "Back to the items"),
    "forms.title": Text(
        "監査 {audit}　{provider}　監査員：{who}", "Audit {audit}  {provider}  {who}"
    ),
    "forms.frozen": Text("【署名済み・変更不可】", "[signed, frozen]"),
    "forms.progress": Text(
        "判定済み {done}／{total}　要補完 {lacking}　要再評価 {stale}",
        "Decided {done} of {total}, incomplete {lacking}, to be reassessed {stale}",
    ),
    "forms.opened": Text("監査を開きました", "The audit is open"),
    "forms.saved": Text("保存済み", "Saved"),
    "forms.status": Text(
        "{message}（{at}、記録 {entries} 件）", "{message} ({at}, entry {entries})"
    ),
    "forms.typed": Text("入力した内容：{text}", "What you entered: {text}"),
    "forms.nothing_selected": Text(
        "文書の中で、証跡にする文字を選択してください。",
        "Select the text to take as evidence in the document.",
    ),
}
