"""The command line: data on stdout, words and progress on stderr.

Exit codes: 0 whenever the output was written, 2 for wrong usage or input that cannot be read; 1 is for `validate`,
which judges what it reads, and for `diff`. Heavy modules are imported by the command that needs them.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from jiyuan_news import __version__, commands
from jiyuan_news.commands import build as building
from jiyuan_news.commands import diff as comparing
from jiyuan_news.commands import export as exporting
from jiyuan_news.commands import validate as checking

_EPILOG = """\
Exit codes: 0 when the output was written, whatever it says; 2 for wrong usage or input that cannot be read.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command line and gives its exit code. Quiet when the reader of a pipe goes away."""
    options = _parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    if sys.stdout is None:
        return commands.fail("standard output is closed; open it, or send it to /dev/null")
    try:
        code = run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever reads has enough, as `| head -1` does
        _forget_output()
        return commands.DONE
    except OSError as error:  # a full disk, a folder that must not be written
        _forget_output()
        return commands.fail(
            f"{error.filename or 'standard output'}: {error.strerror or error}; the output is not whole"
        )
    except KeyboardInterrupt:
        return 130
    return code


def _forget_output() -> None:
    """Sends what is still buffered nowhere, so that Python does not try to write it again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="jiyuan-news",
        description="Reads raw crawls of Chinese local-government news into typed, evidenced records.",
        epilog=_EPILOG,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"jiyuan-news {__version__}")
    known = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    parse = known.add_parser(
        "parse",
        allow_abbrev=False,
        help="read pages, write their records as JSON",
        description="Reads raw pages (UTF-8, or GB18030, which is detected) and writes a JSON object for each, a line"
        " each (JSON Lines).",
        epilog=_EPILOG,
    )
    _feeds(parse)
    parse.add_argument("--url", help="address of the page; the day in it gives the report's dates their year")
    parse.add_argument("--name", help="name of the page in its record; else the file's name")
    parse.add_argument("--retrieved", metavar="DATE", help="when the page was crawled; kept in its record")
    parse.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there, whole or not at all")
    parse.set_defaults(run=commands.parse, parser=parse)

    summary = known.add_parser(
        "summary",
        allow_abbrev=False,
        help="read pages, tell in words who chaired what when",
        description="Reads raw pages and tells their meetings in words: who chaired what when, in which posts.",
        epilog=_EPILOG,
    )
    _feeds(summary)
    summary.set_defaults(run=commands.summary)

    clean = known.add_parser(
        "clean",
        allow_abbrev=False,
        help="mend the text of a page and print it",
        description="Mends the text of a raw page and prints it; text that is not damaged comes out letter for letter.",
        epilog=_EPILOG,
    )
    _feed(clean)
    clean.add_argument(
        "--only", action="append", metavar="MEND", help="make this mend only; may be given again"
    )
    clean.add_argument(
        "--skip", action="append", metavar="MEND", default=[], help="leave this mend out; may be given again"
    )
    clean.add_argument(
        "--report", action="store_true", help="write every change as a JSON object, a line each, to stderr"
    )
    clean.set_defaults(run=commands.clean, parser=clean)

    explain = known.add_parser(
        "explain",
        allow_abbrev=False,
        help="tell by which rule each value of a page was read",
        description="Reads a raw page and tells, for each value of its records, the rule that gave it, the entry of a "
        "vocabulary that decided, and the words of the page. docs/rules-of-reading.md has the rules.",
        epilog=_EPILOG,
    )
    _feed(explain)
    explain.add_argument(
        "--url", help="address of the page; the day in it gives the report's dates their year"
    )
    explain.add_argument("--id", help="tell of the article or the meeting with this id alone")
    explain.set_defaults(run=commands.explain, parser=explain)

    _validate(known)

    rule = known.add_parser(
        "rule",
        allow_abbrev=False,
        help="explain a rule of validate: what, why, an example, what to do",
        description="Prints the manual page of a rule of `validate`; without a code, the list of all rules.",
    )
    rule.add_argument("code", nargs="?", metavar="CODE", help="the code of a rule, or its name: JN101")
    rule.set_defaults(run=checking.rule, parser=rule)

    schema = known.add_parser(
        "schema",
        allow_abbrev=False,
        help="print the JSON Schema of a record or a report",
        description="Prints the JSON Schema (2020-12) of a record.",
    )
    schema.add_argument("record", choices=("page", "article", "meeting", "document", "report", "changes"))
    schema.set_defaults(run=commands.schema)

    _build(known)
    _export(known)

    diff = known.add_parser(
        "diff",
        allow_abbrev=False,
        help="tell what changed between two editions of a data set",
        description="Tells which articles and meetings came, went, or changed, and in which values. Records are matched by "
        "id, then by alias, then by their place on the page or their article: a meeting whose id changed since it was "
        "merged is told as merged.",
        epilog="Exit codes: 0 when nothing changed, 1 when something did, 2 for what cannot be compared.",
    )
    for name, words in (("old", "the earlier edition"), ("new", "the later one")):
        diff.add_argument(
            name, metavar=name.upper(), help=f"{words}: the folder of a data set, or a file of its records"
        )
    diff.add_argument(
        "--format", choices=("text", "json"), default="text", help="for people (the default), or JSON"
    )
    diff.add_argument("-o", "--output", type=Path, metavar="FILE", help="write there, whole or not at all")
    diff.set_defaults(run=comparing.diff)
    return parser


def _export(known: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    export = known.add_parser(
        "export",
        allow_abbrev=False,
        help="write a data set as CSV, Parquet, SQLite, GraphML, JSON-LD or JSON Lines",
        description="Writes a data set in other formats, and a datapackage.json that describes them; nothing takes its place before "
        "all is written. docs/data.md has the formats.",
        epilog=_EPILOG,
    )
    export.add_argument(
        "--to",
        required=True,
        metavar="FORMAT",
        help="jsonl, csv, parquet, sqlite, graphml or jsonld; several are joined by commas",
    )
    export.add_argument(
        "--data",
        type=Path,
        metavar="FOLDER",
        help="a folder with articles.jsonl and meetings.jsonl (default: the data set shipped with the library)",
    )
    export.add_argument(
        "--facts",
        action="store_true",
        help="leave out the newspapers' sentences: paragraphs, speeches and quotes become empty",
    )
    export.add_argument("-o", "--output", type=Path, required=True, metavar="FOLDER", help="write there")
    export.set_defaults(run=exporting.export, parser=export)


def _feed(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "feed", nargs="?", default="-", metavar="FILE", help="the page; '-', the default, is standard input"
    )


def _feeds(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "feeds", nargs="+", metavar="FEED", help="a file with one raw page; '-' is standard input"
    )


def _build(known: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    build = known.add_parser(
        "build",
        allow_abbrev=False,
        help="build a data set from the pages of a crawl, or that of a repository",
        description="Reads raw pages, merges what several tell, and writes a data set into a folder, which `validate` "
        "accepts. An input is a raw page, JSON Lines of objects with a `text` and, where known, `url`, `retrieved` and "
        "`name`, a folder of such files, or any of these packed with gzip. A page that was read before is not read "
        "again, and a build that was stopped goes on. The same pages give the same bytes, in whatever order. Without "
        "an input: builds data/ and schemas/ of a repository from data/about.toml, data/sources.toml and data/raw.",
        epilog="Exit codes: 0 when all was built, 2 for wrong usage or when something in the inputs is no page; it is "
        "told, and the rest is built.",
    )
    build.add_argument("inputs", nargs="*", metavar="INPUT", help="a file or a folder; '-' is standard input")
    build.add_argument("-o", "--output", type=Path, metavar="FOLDER", help="write there")
    build.add_argument(
        "--about", type=Path, metavar="FILE", help="what people write of the data set, as in data/about.toml"
    )
    build.add_argument(
        "--place",
        metavar="NAME",
        help="the place that the pages are of where they do not show one, such as 济源市: people are told apart by it",
    )
    build.add_argument(
        "--to",
        metavar="FORMAT",
        help="what to write the flat tables in beside the records: csv, parquet, sqlite, graphml, jsonld, joined by "
        "commas (csv,parquet); jsonl: in nothing",
    )
    build.add_argument("--jobs", type=int, metavar="N", help="processes to read in (one for each processor)")
    build.add_argument("--root", type=Path, help="the repository (this folder), where no input is given")
    build.set_defaults(run=building.build, parser=build)


def _validate(known: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    validate = known.add_parser(
        "validate",
        allow_abbrev=False,
        help="tell what is wrong with pages, records or a data set",
        description="Checks raw pages, records (JSON or JSON Lines) and folders of data sets, told apart by their "
        "content. Give records together with their raw pages to compare the words at each span.",
        epilog="Exit codes: 0 when nothing found is an error, 1 when something is, 2 for wrong usage or an input that "
        "cannot be read; the others are still checked. docs/validating.md tells how to use it in CI.",
    )
    validate.add_argument(
        "inputs", nargs="+", metavar="INPUT", help="a file or a folder; '-' is standard input"
    )
    validate.add_argument(
        "--format",
        choices=("full", "concise", "json", "jsonl", "github", "sarif"),
        default="full",
        help="how to write the report: in full (the default) or in a line for each finding, for people; as JSON, JSON "
        "Lines or SARIF 2.1.0; as annotations of GitHub's",
    )
    validate.add_argument("--strict", action="store_true", help="warnings count as errors")
    validate.add_argument("--exit-zero", action="store_true", help="end with 0 whatever is found")
    for option, words in (("select", "tell of these rules alone"), ("ignore", "do not tell of these rules")):
        validate.add_argument(
            f"--{option}",
            action="append",
            default=[],
            metavar="CODE",
            help=f"{words}: codes, names, or how codes begin (JN1), joined by commas; may be given again",
        )
    validate.add_argument(
        "--baseline", type=Path, metavar="FILE", help="leave out what this earlier report (JSON) has"
    )
    validate.add_argument(
        "--statistics", action="store_true", help="tell how many findings of each rule there are, not which"
    )
    validate.add_argument(
        "--limit", type=int, default=1000, metavar="N", help="list N of each rule (1000); 0: all"
    )
    validate.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help="write there, whole or not at all"
    )
    validate.add_argument("--good", type=Path, metavar="FILE", help="write the lines of records that passed")
    validate.add_argument(
        "--bad", type=Path, metavar="FILE", help="write those that did not; the reasons to FILE.reasons.jsonl"
    )
    validate.set_defaults(run=checking.validate, parser=validate)
