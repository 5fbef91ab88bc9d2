"""What argparse says, in the reader's language: it has its texts in English alone."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Iterable
from typing import NoReturn

from auditkit.messages import say
from auditkit.models import Language

# What argparse of Python 3.11 to 3.13 says, and the key of our text.
_TEXTS = (
    (
        "cli.usage.choice",
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+?) \((?P<known>.*)\)",
    ),
    ("cli.usage.value", r"argument (?P<name>.+?): expected .*"),
    ("cli.usage.required", r"the following arguments are required: (?P<name>.+)"),
    ("cli.usage.unknown", r"unrecognized arguments: (?P<value>.+)"),
)


class Parser(argparse.ArgumentParser):
    """A parser that explains itself and its refusals in one language.

    Options are not abbreviated: what is short for one today may be ambiguous tomorrow.
    """

    def __init__(
        self, *, language: Language, prog: str, description: str, epilog: str = ""
    ) -> None:
        super().__init__(
            prog=prog,
            description=description,
            epilog=epilog,
            add_help=False,
            allow_abbrev=False,
            formatter_class=_formatter(language),
        )
        self._language = language

    def error(self, message: str) -> NoReturn:
        """Say what was not understood and what would be, and end with exit code 2."""
        self.print_usage(sys.stderr)
        print(say("cli.error", self._language, message=self._told(message)), file=sys.stderr)
        sys.exit(2)

    def _told(self, message: str) -> str:
        for key, pattern in _TEXTS:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                fields = found.groupdict()
                value = fields.get("value", "").strip("'\"")
                if "known" in fields:
                    known = re.findall(r"[\w@.-]+", fields["known"].removeprefix("choose from"))
                else:
                    known = list(_options(self))
                close = difflib.get_close_matches(re.split("[= ]", value)[0], known, n=1)
                hint = say("runs.nearest", self._language, word=close[0]) if close else ""
                fields |= {"value": value, "known": ", ".join(known), "hint": hint}
                return say(key, self._language, **fields).rstrip()
        return message


def _options(parser: argparse.ArgumentParser) -> Iterable[str]:
    """Yield the options of a parser and of its commands."""
    for action in parser._actions:
        yield from action.option_strings
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from _options(command)


def _formatter(language: Language) -> type[argparse.HelpFormatter]:
    class Formatter(argparse.HelpFormatter):
        def add_usage(
            self,
            usage: str | None,
            actions: Iterable[argparse.Action],
            groups: Iterable[argparse._MutuallyExclusiveGroup],
            prefix: str | None = None,
        ) -> None:
            said = say("cli.usage", language) if prefix is None else prefix
            super().add_usage(usage, actions, groups, said)

    return Formatter
