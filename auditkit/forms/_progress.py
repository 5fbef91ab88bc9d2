"""The head of the form: which audit it is, and how far it has come."""

from __future__ import annotations

from collections.abc import Mapping

from auditkit.audits import Workpapers, is_frozen
from auditkit.forms._text import as_text
from auditkit.messages import say
from auditkit.models import Breach, Verdict
from auditkit.report._words import VERDICT


def progress_line(papers: Workpapers, lacks: Mapping[str, tuple[Breach, ...]]) -> str:
    """Return the audit's title and its counts, as markup."""
    language, counts = papers.language, papers.counts()
    total, open_items = len(papers.items), counts[Verdict.OPEN]
    stale = sum(bool(papers.stale(item.key)) for item in papers.items)
    share = (total - open_items) / total if total else 0
    counted = (f"{VERDICT[v].shown(language)} {counts[v]}" for v in Verdict)
    numbers = "　".join(f"<span>{as_text(each)}</span>" for each in counted)
    state = say("forms.frozen", language) if is_frozen(papers) else ""
    named = {"audit": papers.audit.id, "provider": papers.audit.provider, "who": papers.who or "―"}
    far = {"done": total - open_items, "total": total, "lacking": len(lacks), "stale": stale}
    title = say("forms.title", language, **named)
    progress = say("forms.progress", language, **far)
    return (
        f"<b>{as_text(title)}</b> {as_text(state)}<br>"
        f'<span class="ak-progress"><span class="ak-bar"><i style="width:{share:.0%}"></i>'
        f"</span><span>{as_text(progress)}</span><span>{numbers}</span></span>"
    )
