"""The way back: a workbook that was handed out, filled in and returned.

:func:`read_return` is the verb.  It yields what differs from what was handed out, as data;
:func:`auditkit.audits.weigh_return` holds that to what was recorded meanwhile, and
:func:`auditkit.audits.record_return` writes it down::

    returned = read_return(Path("answers.xlsx"))
    weighed = weigh_return(store, returned)
    record_return(store, weighed, who="監査 花子")

A workbook is taken for hostile: it is looked at as an archive before anything parses it, time
and memory are bounded, and nothing that it says of itself is trusted.
"""

from __future__ import annotations

from pathlib import Path

from auditkit.errors import AuditkitError, Fault
from auditkit.messages import say
from auditkit.models import Language, ReturnedWorkbook
from auditkit.returns._package import Objection, read_package

__all__ = ["read_return"]


def read_return(path: Path, language: Language = "ja") -> ReturnedWorkbook:
    """Return every change in a workbook that was handed out, and what may not come back.

    Raises :class:`~auditkit.errors.AuditkitError` for a file that is no such workbook, or that
    nobody should open.
    """
    # They bring along the workbook library, which takes longer to import than most commands.
    from auditkit.returns._comparing import Comparison
    from auditkit.returns._origin_sheet import read_origin
    from auditkit.returns._workbook import opened

    try:
        with opened(read_package(path)) as book:
            origin = read_origin(book)
            found = Comparison(book, origin, language).run()
    except Objection as error:
        raise AuditkitError(Fault(say(error.key, language, **error.fields), str(path))) from error
    except OSError as error:
        reason = error.strerror or str(error)
        told = say("returns.cannot_open", language, reason=reason)
        raise AuditkitError(Fault(told, str(path))) from error
    return ReturnedWorkbook(
        origin.audit,
        origin.entry,
        origin.hash,
        origin.language,
        tuple(found.changes),
        tuple(found.refused),
        tuple(found.notes),
    )
