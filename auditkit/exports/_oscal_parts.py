"""The small parts of an OSCAL document: ids, properties, times, and texts that stay texts."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from urllib.parse import quote

from auditkit.exports._files import MISSING

Node = dict[str, object]

NAMESPACE = "urn:auditkit:oscal"
"""Marks the properties that are ours and not OSCAL's."""
_FAMILY = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)
_JAPAN = dt.timezone(dt.timedelta(hours=9))
_MARKUP = re.compile(r"([\\`*_\[\]<>&~^{}|$])|^([ \t]*)([#+-])", re.MULTILINE)
_UNFIT = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass
class Ids:
    """The ids of one document: the same for the same things, and never two alike."""

    base: tuple[str, ...]
    """What tells this assessment from all others."""
    _tokens: dict[str, str] = field(default_factory=dict)

    def uuid(self, *what: object) -> str:
        """Return the UUID of a thing, made of its name and of the assessment alone."""
        name = "\x1f".join(map(str, (*self.base, *what)))
        return str(uuid.uuid5(_FAMILY, _clean(name)))

    def control(self, key: str) -> str:
        """Return a requirement's key as OSCAL writes ids: ``appi_2023-04-01_27-1``."""
        if key not in self._tokens:
            token = re.sub(r"[^\w.-]", "_", key)
            token = token if token[0].isalpha() or token[0] == "_" else f"_{token}"
            taken = set(self._tokens.values())
            number, unique = 2, token
            while unique in taken:
                unique, number = f"{token}_{number}", number + 1
            self._tokens[key] = unique
        return self._tokens[key]

    def objective(self, key: str) -> str:
        """Return the id of what is asked about a requirement."""
        return f"{self.control(key)}_obj"

    def method(self, key: str) -> str:
        """Return the id of how a requirement is checked."""
        return f"{self.control(key)}_method"


def line(text: str) -> str:
    """Return ``text`` on one line, as titles and values have it."""
    return " ".join(_clean(text).split())


def title(text: str) -> str:
    """Return ``text`` as a title, in which a document's words are no markup."""
    return markup(line(text))


def markup(text: str) -> str:
    """Return ``text`` so that OSCAL's Markdown shows it as it is, HTML in it included."""
    return _MARKUP.sub(r"\2\\\1\3", _clean(text).strip())


def props(pairs: Iterable[tuple[str, object]]) -> Node:
    """Return the properties that have a value, as an entry to merge; nothing without any."""
    made = [
        {"name": name, "ns": NAMESPACE, "value": line(str(value))}
        for name, value in pairs
        if value is not None and line(str(value))
    ]
    return some("props", made)


def some(key: str, values: Iterable[object]) -> Node:
    """Return an entry to merge, or nothing: OSCAL has no empty lists."""
    held = list(values)
    return {key: held} if held else {}


def told(key: str, text: str) -> Node:
    """Return an entry with a text to merge, or nothing where there is none."""
    shown = markup(text)
    return {key: shown} if shown else {}


def midnight(day: dt.date) -> str:
    """Return the beginning of a day in Japan."""
    return dt.datetime.combine(day, dt.time(), _JAPAN).isoformat()


def moment(at: dt.datetime) -> str:
    """Return a moment as the journal has it, in UTC."""
    return at.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def address(path: str) -> str:
    """Return the path of a file as a relative address."""
    return quote(_clean(path).replace("\\", "/"), safe="/")


def _clean(text: str) -> str:
    return _UNFIT.sub(MISSING, text.replace("\r\n", "\n").replace("\r", "\n"))
