"""The command line: ``auditkit check``, ``criteria``, ``report``, ``import``, ``verify``, ``lab``.

Everything heavy is imported by the command that needs it, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import os
import sys
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path

from auditkit import __version__
from auditkit._usage import Parser
from auditkit.errors import AuditkitError, Fault, IntegrityError
from auditkit.messages import say
from auditkit.models import Language

_BAD_INPUT = ("AuditkitError", "ChecklistError", "DocumentError")
_Run = Callable[[argparse.Namespace, Language], int]
_Group = argparse._ArgumentGroup
_LANGUAGES: tuple[Language, ...] = ("ja", "en")
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
"""A date outside is a slip of the finger, and Excel has no dates before 1900."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; bad input is told without a traceback."""
    for stream in (sys.stdout, sys.stderr):
        # Windows in Japan defaults to cp932, which lacks characters that documents hold.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = list(sys.argv[1:] if argv is None else argv)
    language = _wanted_language(arguments)
    try:
        options = _parser(language).parse_args(arguments)
        code: int = options.run(options, language)
    except AuditkitError as error:
        return _tell_faults(error, language)
    except KeyboardInterrupt:
        _tell(say("cli.interrupted", language))
        return 130
    except BrokenPipeError:
        # The reader (`head`) has what it wanted; python must not complain on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("AUDITKIT_DEBUG"):
            raise
        _tell(say("cli.unexpected", language, type=type(error).__name__, message=error))
        return 1
    return code


def _wanted_language(arguments: Sequence[str]) -> Language:
    """Find ``--lang`` before parsing: the help itself is in that language."""
    for place, argument in enumerate(arguments):
        following = arguments[place + 1] if place + 1 < len(arguments) else ""
        value = following if argument == "--lang" else argument.removeprefix("--lang=")
        if value in _LANGUAGES:
            return "en" if value == "en" else "ja"
    return "ja"


def _parser(language: Language) -> argparse.ArgumentParser:
    parser = Parser(
        language=language,
        prog="auditkit",
        description=say("cli.description", language),
        epilog=say("cli.epilog", language),
    )
    options = _add_common(parser, language)
    options.add_argument(
        "--version",
        action="version",
        version=f"auditkit {__version__}",
        help=say("cli.version", language),
    )
    commands = parser.add_subparsers(
        required=True, metavar="COMMAND", title=say("cli.commands", language)
    )

    def command(name: str, run: _Run) -> tuple[_Group, _Group]:
        text = say(f"cli.{name}.help", language)
        made = commands.add_parser(name, help=text, description=text, language=language)
        made.set_defaults(run=run)
        return made.add_argument_group(say("cli.arguments", language)), _add_common(made, language)

    arguments, _ = command("check", _check)
    arguments.add_argument(
        "path", nargs="*", type=Path, metavar="PATH", help=say("cli.check.path", language)
    )

    arguments, options = command("criteria", _criteria)
    arguments.add_argument(
        "file", nargs="+", type=Path, metavar="FILE", help=say("cli.criteria.file", language)
    )
    options.add_argument(
        "--format",
        choices=("table", "json"),
        default="table",
        help=say("cli.criteria.format", language),
    )

    arguments, options = command("report", _report)
    arguments.add_argument(
        "provider",
        nargs="+",
        type=Path,
        metavar="PROVIDER",
        help=say("cli.report.provider", language),
    )
    options.add_argument(
        "--as", dest="name", default="", metavar="NAME", help=say("cli.report.as", language)
    )
    options.add_argument(
        "--checklist",
        action="append",
        default=[],
        metavar="ID@EDITION",
        help=say("cli.report.checklist", language),
    )
    options.add_argument("--as-of", metavar="DATE", help=say("cli.report.as_of", language))
    options.add_argument(
        "--overlay", type=Path, metavar="FILE", help=say("cli.report.overlay", language)
    )
    options.add_argument(
        "--theme", type=Path, metavar="FILE", help=say("cli.report.theme", language)
    )
    options.add_argument("--era", action="store_true", help=say("cli.report.era", language))
    options.add_argument(
        "--format",
        dest="formats",
        default="xlsx",
        metavar="NAME,...",
        help=say("cli.report.format", language),
    )
    options.add_argument(
        "--output",
        type=Path,
        default=Path("reports"),
        metavar="DIR",
        help=say("cli.report.output", language),
    )

    arguments, options = command("import", _import)
    arguments.add_argument(
        "workbook", type=Path, metavar="WORKBOOK", help=say("cli.import.workbook", language)
    )
    options.add_argument("--apply", action="store_true", help=say("cli.import.apply", language))
    options.add_argument(
        "--as", dest="name", default="", metavar="NAME", help=say("cli.import.as", language)
    )
    options.add_argument(
        "--store", default="", metavar="PATH|URL", help=say("cli.import.store", language)
    )

    arguments, _ = command("verify", _verify)
    arguments.add_argument(
        "place", nargs="+", metavar="PACK|STORE", help=say("cli.verify.place", language)
    )

    arguments, options = command("lab", _lab)
    arguments.add_argument(
        "provider",
        nargs="?",
        type=Path,
        metavar="PROVIDER",
        help=say("cli.lab.provider", language),
    )
    options.add_argument(
        "--store", default="", metavar="PATH|URL", help=say("cli.lab.store", language)
    )
    options.add_argument(
        "--no-browser",
        dest="browser",
        action="store_false",
        help=say("cli.lab.no_browser", language),
    )
    options.add_argument("--port", metavar="N", help=say("cli.lab.port", language))
    return parser


def _add_common(parser: argparse.ArgumentParser, language: Language) -> _Group:
    options = parser.add_argument_group(say("cli.options", language))
    options.add_argument("-h", "--help", action="help", help=say("cli.help", language))
    options.add_argument(
        "--lang", choices=_LANGUAGES, default=argparse.SUPPRESS, help=say("cli.lang", language)
    )
    return options


def _check(options: argparse.Namespace, language: Language) -> int:
    from auditkit.checklists import check_library, load_library
    from auditkit.examples import label_example
    from auditkit.shipped import shipped

    count = 0
    paths = options.path or [shipped("checklists")]
    if missing := [path for path in paths if not path.is_dir()]:
        raise AuditkitError(*(Fault(say("cli.check.missing", language), str(p)) for p in missing))
    for path in paths:
        faults = check_library(path, run_example=label_example, language=language)
        for fault in faults:
            # Paths in faults start with the library's own folder.
            place = _from_here(path.absolute().parent / fault.path) if fault.path else ""
            _tell(str(dataclasses.replace(fault, path=place)))
        count += len(faults)
        if not faults:
            library = load_library(path, language=language)
            print(
                say(
                    "cli.check.done",
                    language,
                    path=_from_here(path.absolute()),
                    checklists=len(library.checklists),
                    requirements=sum(len(c.requirements) for c in library.checklists),
                    criteria=len(library.criteria),
                    rows=len(library.crosswalk),
                )
            )
    if count:
        _tell(say("cli.check.failed", language, count=count))
        return 2
    return 0


def _criteria(options: argparse.Namespace, language: Language) -> int:
    from auditkit._listing import criteria_json, criteria_table
    from auditkit.checklists import load_library
    from auditkit.documents import read_documents
    from auditkit.evidence import find_evidence

    documents = read_documents(options.file, language)
    for problem in documents.problems:
        _tell(say("cli.problem", language, path=problem.path, message=problem.message))
    if not documents.documents:
        raise AuditkitError(say("cli.criteria.none_read", language))
    library = load_library(language=language)
    results = find_evidence(documents, library)
    if options.format == "json":
        print(criteria_json(documents, results, language))
    else:
        print(criteria_table(results, library, language))
    return 0


def _report(options: argparse.Namespace, language: Language) -> int:
    from auditkit.exports import choose_formats
    from auditkit.runs import run_report

    as_of = _date(options.as_of, language)
    formats = choose_formats(options.formats, language)
    code = 0
    paths: list[Path] = []
    for provider in _providers(options, language):
        try:
            record = run_report(
                provider,
                options.output,
                name=options.name,
                checklists=options.checklist,
                as_of=as_of,
                language=language,
                overlay=options.overlay,
                theme=options.theme,
                era=options.era,
                formats=formats,
            )
        except AuditkitError as error:
            # A workbook open in Excel, say; the other providers still get their reports.
            code = max(code, _tell_faults(error, language))
            continue
        for problem in record.problems:
            _tell(say("cli.problem", language, path=record.provider.name, message=problem))
        if failure := record.failure:
            bad_input = failure.type in _BAD_INPUT
            # Where the product is at fault, the message alone may be as short as a key.
            told = failure.message if bad_input else f"{failure.type}: {failure.message}"
            _tell(
                say(
                    "runs.failed",
                    language,
                    provider=record.provider.name,
                    notebook=record.notebook,
                    error=textwrap.indent(told, "  "),
                )
            )
            # 2 where the input was at fault, as everywhere else.
            code = max(code, 2 if bad_input else 1)
        if record.workbook:
            print(record.path, record.notebook, *record.exports, sep="\n")
            paths.append(record.workbook)
    # The workbooks last: they are what the command is for.
    for path in paths:
        print(path)
    return code


def _import(options: argparse.Namespace, language: Language) -> int:
    from auditkit._importing import import_workbook

    if options.apply and not options.name.strip():
        raise AuditkitError(say("cli.import.as_needed", language))
    path = options.workbook
    found = import_workbook(path, options.store, options.name, options.apply, language)
    for note in found.notes:
        _tell(say("cli.problem", language, path=path, message=note))
    for line in found.lines:
        print(line)
    return _tell_faults(AuditkitError(*found.refused), language) if found.refused else 0


def _verify(options: argparse.Namespace, language: Language) -> int:
    from auditkit._verifying import verify_place

    code = 0
    for place in options.place:
        try:
            sound, faults = verify_place(place, language)
            for line in sound:
                print(line)
            if faults:
                raise IntegrityError(*faults)
        except AuditkitError as error:
            # The other packs are still looked at; the gravest code tells.
            code = max(code, _tell_faults(error, language))
    return code


def _lab(options: argparse.Namespace, language: Language) -> int:
    from auditkit import _lab as lab

    port = lab.port_number(options.port, language)
    environment = lab.lab_environment(options.provider, options.store, language)
    desk = lab.lay_out(Path.cwd(), language)
    _tell(lab.about_desk(desk, _from_here(desk.notebook), language))
    os.environ.update(environment)
    return lab.run_lab(lab.lab_arguments(desk.notebook, port, options.browser))


def _providers(options: argparse.Namespace, language: Language) -> list[tuple[Path, ...]]:
    """Return the paths of each provider, all of them looked at before the first is run."""
    from auditkit.providers import read_provider

    if options.name:
        return [tuple(options.provider)]
    seen: dict[str, Path] = {}
    faults: list[Fault] = []
    for path in options.provider:
        try:
            provider, _ = read_provider(path, language=language)
        except AuditkitError as error:
            faults += error.faults
            continue
        # Windows and macOS take names that differ in case alone for one.
        first = seen.setdefault(provider.id.casefold(), path)
        if first is not path:
            told = say("providers.same_id", language, first=first, second=path, id=provider.id)
            faults.append(Fault(told))
    if faults:
        raise AuditkitError(*faults)
    return [(path,) for path in options.provider]


def _date(value: str | None, language: Language) -> dt.date | None:
    if value is None:
        return None
    try:
        date = dt.date.fromisoformat(value)
    except ValueError:
        raise AuditkitError(say("cli.report.date", language, value=value)) from None
    if not _FIRST_YEAR <= date.year <= _LAST_YEAR:
        years = {"first": _FIRST_YEAR, "last": _LAST_YEAR}
        raise AuditkitError(say("cli.report.year", language, value=value, **years))
    return date


def _from_here(path: Path) -> str:
    """Return the path as a person in this folder would write it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _tell_faults(error: AuditkitError, language: Language) -> int:
    for fault in error.faults:
        _tell(say("cli.error", language, message=fault))
    return error.exit_code


def _tell(message: str) -> None:
    print(message.rstrip(), file=sys.stderr)
