"""The records of one audit as last seen, and writing to them without losing anybody's work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import RLock

from auditkit.errors import AuditkitError, ConflictError
from auditkit.messages import MESSAGES, say
from auditkit.models import Json, Language, Record
from auditkit.store import Store

_FINGERPRINTS = ("basis", "shown")
"""Fields that say nothing to a person."""

_Change = Mapping[str, Mapping[str, Json]]


@dataclass(frozen=True)
class _Undo:
    """How to take a change of one subject back: the old fields, on which version they belong."""

    fields: Mapping[str, Json]
    version: int
    """The version that the change left."""
    base: int
    """The version that it was made on."""


_Step = dict[str, _Undo]


class Records:
    """What this session has seen of an audit; writes are refused where others were faster."""

    def __init__(self, store: Store, audit: str, who: str, language: Language) -> None:
        self._store = store
        self._audit = audit
        self.who = who
        self._language = language
        self._head = 0
        self._seen: dict[str, Record] = {}
        self._undo: list[_Step] = []
        self.lock = RLock()
        self.refresh()

    @property
    def head(self) -> int:
        """The number of the journal's last entry that this session has seen."""
        return self._head

    @property
    def seen(self) -> int:
        """How many entries the state as last seen rests on: the journal up to there made it.

        True right after :meth:`refresh`; later the session's own changes count too.
        """
        return sum(record.version for record in self._seen.values())

    def refresh(self) -> set[str]:
        """Read what others wrote meanwhile and return the subjects that changed."""
        with self.lock:
            head = self._store.head(self._audit).number
            if head == self._head:
                return set()
            now = self._store.states(self._audit)
            changed = {
                subject
                for subject, record in now.items()
                if self._seen.get(subject, Record(subject)).version != record.version
            }
            self._head, self._seen = head, now
            return changed

    def get(self, subject: str) -> Record:
        """Return a subject as last seen."""
        return self._seen.get(subject) or Record(subject)

    def subjects(self, prefix: str) -> list[str]:
        """Return the subjects with this prefix, in order."""
        return sorted(subject for subject in self._seen if subject.startswith(prefix))

    def write(self, changes: _Change, *, undoable: bool = True, head: int | None = None) -> None:
        """Write fields of subjects, all or none; on a conflict the newer state is read first."""
        with self.lock:
            before = {subject: self.get(subject) for subject in changes}
            wanted = {
                subject: (fields, before[subject].version) for subject, fields in changes.items()
            }
            self._write(wanted, head)
            if undoable:
                step = {
                    subject: _Undo(
                        {key: record.fields.get(key) for key in changes[subject]},
                        self.get(subject).version,
                        record.version,
                    )
                    for subject, record in before.items()
                    if self.get(subject).version != record.version
                }
                if step:
                    self._undo.append(step)

    @contextmanager
    def together(self) -> Iterator[None]:
        """Let what is written within be undone as one step."""
        with self.lock:
            first = len(self._undo)
            try:
                yield
            finally:
                steps, self._undo[first:] = self._undo[first:], []
                whole: _Step = {}
                for step in steps:
                    for subject, last in step.items():
                        first_change = whole.get(subject, last)
                        fields = {**last.fields, **first_change.fields}
                        whole[subject] = _Undo(fields, last.version, first_change.base)
                if whole:
                    self._undo.append(whole)

    def undo(self) -> list[str]:
        """Write back what the last change of this session replaced; return its subjects.

        Nothing is taken out of the journal: undoing is an entry like any other.
        """
        with self.lock:
            if not self._undo:
                raise AuditkitError(say("audits.nothing_to_undo", self._language))
            step = self._undo.pop()
            self._write({name: (each.fields, each.version) for name, each in step.items()}, None)
            for subject, undone in step.items():
                now = self.get(subject).version
                # The steps before it go on from the version that says the same again.
                for earlier in self._undo:
                    if subject in earlier and earlier[subject].version == undone.base:
                        earlier[subject] = replace(earlier[subject], version=now)
            return list(step)

    def _write(
        self, wanted: Mapping[str, tuple[Mapping[str, Json], int]], head: int | None
    ) -> None:
        if not self.who.strip():
            raise AuditkitError(say("audits.no_name", self._language))
        try:
            written = self._store.record_all(self._audit, wanted, who=self.who, head=head)
        except ConflictError as error:
            self.refresh()
            raise ConflictError(self._told(error), error.entries) from error
        self._seen.update(written)

    def _told(self, error: ConflictError) -> str:
        """Return who changed what, in the words of the form."""
        if not error.entries:
            return str(error)
        comma = say("audits.comma", self._language)

        def listed(words: Iterable[str]) -> str:
            return comma.join(dict.fromkeys(words))

        fields = (key for e in error.entries for key in e.changes if key not in _FINGERPRINTS)
        return say(
            "audits.conflict",
            self._language,
            subject=listed(entry.subject.rpartition(":")[2] for entry in error.entries),
            who=listed(entry.who for entry in error.entries),
            fields=listed(field_name(key, self._language) for key in fields),
        )


def field_name(key: str, language: Language) -> str:
    """Return the name of a field as the form and the journal show it, or its key."""
    name = f"audits.field.{key}"
    return say(name, language) if name in MESSAGES else key
