"""`gongkai check`: what is wrong with annual reports, as text, JSON, SARIF, a page, a workbook or letters."""

import argparse
import contextlib
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import Any, Literal, TextIO

from gongkai.cli import gathering, sarif
from gongkai.cli.errors import Usage
from gongkai.cli.gathering import Call
from gongkai.cli.neighbours import Neighbours, beside
from gongkai.cli.output import file_out, folder_out, needs_out, text_out
from gongkai.cli.parser import add_paths, examples
from gongkai.cli.selection import chosen
from gongkai.cli.text import SEVERITIES, Tally, printer
from gongkai.report import checks, corpus
from gongkai.report.checked import Checked

FORMATS = ("text", "json", "sarif", "html", "xlsx", "notice")
WHOLE = frozenset({"html", "xlsx", "notice"})

Lang = Literal["zh", "en"]
Records = Iterator[dict[str, Any]]
Render = Callable[[Records], None]
_LEFT_OUT = {
    "zh": "文件夹中另有 {} 个文件不是报告，未检查。\n",
    "en": "{} other files in the folder are no reports and were left alone.\n",
}


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_paths(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="text（默认）、json、sarif、html、xlsx（汇总表）、notice（每个机关一份 DOCX，-o 为文件夹）。"
        "text is the default; html is one page, xlsx an overview, notice a letter to each organ, with -o FOLDER.",
    )
    _describe_neighbours(parser)
    parser.add_argument(
        "--fail-on",
        choices=SEVERITIES,
        default="warning",
        help="从哪一级起退出码为 1，默认 warning。From which severity on the exit code is 1; the default is warning.",
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="输出语言，默认 zh。Language of the output.")
    parser.add_argument(
        "--open", action="store_true", help="在浏览器中打开结果页。Open the page, HTML, in the browser."
    )
    examples(
        parser,
        [
            "gongkai check 报告.docx",
            "gongkai check 报告.docx --previous 去年报告.pdf",
            "gongkai check 全市报告/ --format html -o 结果.html",
            "gongkai check 全市报告/ --select GK1,GK2 --fail-on error",
            "gongkai check 全市报告/ --format notice -o 告知函/",
        ],
    )


def run(args: argparse.Namespace) -> int:
    """Return 0 for clean reports, 1 where findings reach --fail-on, 3 where a file could not be read."""
    args.format = args.format or ("html" if args.open else "text")
    found = gathering.find(args.paths, args.out)
    if args.members and found.several:
        raise Usage("--members 只用于检查一份汇总报告。", "--members goes with the check of one roll-up only.")
    out = _destination(args)
    tally = Tally()
    with _renderer(args, out, tally, alone=not found.several) as render, beside(args, found) as neighbours:
        tally.refused += neighbours.refused
        work = _work(args, neighbours, several=found.several)
        with gathering.gathered(found.files, work, _call(args)) as store:
            render(_counted(corpus.judged(found.files, work, store), tally))
    if found.several and (args.format != "text" or out):
        sys.stderr.write(printer(sys.stderr, args.lang).summary(tally) + "\n")
    if found.left_out:
        sys.stderr.write(_LEFT_OUT[args.lang].format(found.left_out))
    if args.open and out:
        _open(out)
    return tally.exit_code(args.fail_on)


def as_json(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record of a check as the JSON object of the command."""
    if "error" in record:
        error = record["error"]
        return {**record, "error": {"code": error["code"], "message": f"{error['zh']} {error['en']}"}}
    return {key: value for key, value in record.items() if key != "report"}


def _describe_neighbours(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--previous",
        metavar="PATH",
        help="上一年度的报告；检查多份时给文件夹。Last year's report; a folder for several, matched by organ.",
    )
    parser.add_argument(
        "--members",
        metavar="DIR",
        help="汇总报告所含各机关报告的文件夹。The folder with the reports that a roll-up sums up.",
    )
    parser.add_argument(
        "--due",
        type=_day,
        metavar="MM-DD",
        help="本地要求乡镇、街道公布报告的最后一天，默认 01-31。The local last day for towns and subdistricts.",
    )
    for option, zh, en in (
        ("--select", "只查这些规则", "Check these rules only"),
        ("--ignore", "不查这些规则", "Leave these rules out"),
    ):
        parser.add_argument(
            option,
            action="append",
            default=[],
            metavar="ID",
            help=f"{zh}：编号、别名，或编号的开头如 GK1，用逗号分隔。{en}: ids, aliases, or the beginning of ids.",
        )


def _day(text: str) -> str:
    date.fromisoformat(f"2001-{text}")
    return text


def _call(args: argparse.Namespace) -> Call:
    beside = [path for path in (args.previous, args.members) if path]
    return Call(args.argv, args.jobs, gathering.find(beside, None).files if beside else ())


def _destination(args: argparse.Namespace) -> str | None:
    if args.open and args.format != "html":
        raise Usage("--open 只用于 --format html。", "--open goes with --format html only.")
    if args.format in ("xlsx", "notice"):
        return needs_out(args.out, args.format)
    if args.open and args.out is None:
        page = Path(tempfile.mkdtemp(prefix="gongkai-")) / "check.html"
        sys.stderr.write(f"{page}\n")
        return str(page)
    out: str | None = args.out
    return out


def _work(args: argparse.Namespace, neighbours: Neighbours, *, several: bool) -> corpus.Checking:
    rules = checks.rules()
    return corpus.Checking(
        chosen(args.select, rules),
        chosen(args.ignore, rules),
        previous=neighbours.previous,
        shelf=neighbours.shelf,
        members=neighbours.members,
        due=args.due or "",
        whole=args.format in WHOLE,
        several=several,
        today=_today(),
    )


def _today() -> date:
    # A day is a day in China wherever the program runs; China has had no summer time since 1991.
    return datetime.fromtimestamp(time.time(), timezone(timedelta(hours=8))).date()


def _counted(records: Records, tally: Tally) -> Records:
    for record in records:
        tally.count(record)
        yield record


def _checked(records: Records) -> Iterator[Checked]:
    return (corpus.as_checked(record) for record in records)


@contextlib.contextmanager
def _renderer(args: argparse.Namespace, out: str | None, tally: Tally, *, alone: bool) -> Iterator[Render]:
    """Give what writes the records; OUT is opened before the work begins, so that a bad one is told at once."""
    lang: Lang = args.lang
    if args.format == "notice":
        yield partial(_write_notices, folder=folder_out(needs_out(out, args.format)))
    elif args.format == "xlsx":
        with file_out(needs_out(out, args.format)) as path:
            yield partial(_write_overview, path=path, lang=lang)
    else:
        with text_out(out) as stream:
            match args.format:
                case "text":
                    yield partial(_write_text, stream=stream, tally=tally, lang=lang)
                case "json":
                    yield partial(_write_json, stream=stream, indent=2 if alone else None)
                case "sarif":
                    yield partial(sarif.write, stream=stream, rules=checks.rules(), lang=lang)
                case _:
                    yield partial(_write_page, stream=stream, lang=lang)


def _write_text(records: Records, *, stream: TextIO, tally: Tally, lang: Lang) -> None:
    prints = printer(stream, lang)
    for record in records:
        stream.writelines(line + "\n" for line in prints.lines(record))
    stream.writelines(line + "\n" for line in prints.ending(tally))


def _write_json(records: Records, *, stream: TextIO, indent: int | None) -> None:
    for record in records:
        stream.write(json.dumps(as_json(record), ensure_ascii=False, indent=indent) + "\n")


def _write_page(records: Records, *, stream: TextIO, lang: Lang) -> None:
    from gongkai.report.writers.findings_page import write_page

    write_page(_checked(records), stream, lang=lang)


def _write_overview(records: Records, *, path: Path, lang: Lang) -> None:
    from gongkai.report.writers.overview import Overview, workbook

    overview = Overview()
    for checked in _checked(records):
        overview.add(checked, "")
    workbook(overview, lang=lang).save(path)


def _write_notices(records: Records, *, folder: Path) -> None:
    from gongkai.report.writers.notice import write_notices

    for path in write_notices(_checked(records), folder):
        sys.stderr.write(f"{path}\n")


def _open(page: str) -> None:
    import webbrowser

    webbrowser.open(Path(page).resolve().as_uri())
