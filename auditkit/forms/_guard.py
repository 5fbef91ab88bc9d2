"""Callbacks of widgets: they run in other threads, and nobody would see their exceptions.

Every callback of a form goes through one :class:`Guard`: one at a time, and whatever goes
wrong is shown in the form.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import RLock
from typing import Any

from auditkit.errors import AuditkitError
from auditkit.messages import say
from auditkit.models import Language


class Guard:
    """Runs the callbacks of one form in turn and tells what they refuse."""

    def __init__(self, tell: Callable[[str], None], language: Language) -> None:
        self._tell = tell
        self._language = language
        self._lock = RLock()

    def __call__(self, act: Callable[..., object]) -> Callable[..., None]:
        """Return the callback as widgets may call it: it never raises."""

        def run(*arguments: Any, **named: Any) -> None:
            with self._lock:
                try:
                    act(*arguments, **named)
                except AuditkitError as error:
                    self._tell("\n".join(str(fault) for fault in error.faults))
                except Exception as error:
                    if os.environ.get("AUDITKIT_DEBUG"):
                        raise
                    told = {"type": type(error).__name__, "message": error}
                    self._tell(say("forms.unexpected", self._language, **told))

        return run
