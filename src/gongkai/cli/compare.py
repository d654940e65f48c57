"""`gongkai compare`: what differs between two reports, cell by cell."""

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from gongkai.cli import gathering
from gongkai.cli.errors import Usage
from gongkai.cli.output import standard_output
from gongkai.cli.parser import examples
from gongkai.cli.widths import fit, width
from gongkai.report import reading
from gongkai.report.model import Cell, Report, number_json
from gongkai.report.reading import Refused

if TYPE_CHECKING:
    from gongkai.report.comparison import Comparison

_STATES = {"blank": "（空）", "absent": "（缺）", "unread": "（未能确定）"}


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "a", metavar="A", help="一份报告，或 gongkai read 的 JSON。A report, or its JSON from gongkai read."
    )
    parser.add_argument("b", metavar="B", help="另一份。The other one.")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="默认 text。The default is text.")
    examples(parser, ["gongkai compare 去年报告.pdf 报告.docx", "gongkai compare 报告.html 报告.json --format json"])


def run(args: argparse.Namespace) -> int:
    """Print the differences and return 0, or 3 where one of the two could not be read."""
    from gongkai.report.comparison import compare

    read = [_read(path) for path in (args.a, args.b)]
    a, b = read
    if isinstance(a, Refused) or isinstance(b, Refused):
        for refused in read:
            if isinstance(refused, Refused):
                sys.stderr.write(f"{refused.path}: {refused.zh} {refused.en}\n")
        return 3
    found = compare(a, b)
    stream = standard_output()
    if args.format == "json":
        stream.write(json.dumps(found.as_json(), ensure_ascii=False, indent=2) + "\n")
    else:
        stream.writelines(line + "\n" for line in _lines(found))
    return 0


def _read(path: str) -> Report | Refused:
    if path.lower().endswith(".json"):
        from gongkai.cli.write import loaded

        try:
            return loaded(path)
        except (ValueError, RecursionError):
            return Refused(
                path,
                "wrong_kind",
                "这不是 gongkai read 输出的一份报告。",
                "This is not one report as gongkai read gives it.",
            )
    found = gathering.find([path], None)
    if found.several:
        raise Usage(f"{path} 不是单个文件。", f"{path} is not a single file.")
    return next(reading.read_input(found.files[0]))


def _lines(found: "Comparison") -> Iterator[str]:
    yield f"A  {_name(found.a)}"
    yield f"B  {_name(found.b)}"
    yield ""
    room = max(40, shutil.get_terminal_size((120, 24)).columns - 44)
    size = min(room, max((width(one.label) for one in found.differences), default=0))
    if found.differences:
        yield f"{fit('', size)}  {fit('A', 12, right=True)}{fit('B', 12, right=True)}{fit('B-A', 12, right=True)}"
    for one in found.differences:
        change = "" if one.difference is None else f"{one.difference:+}"
        shown = "".join(fit(text, 12, right=True) for text in (_shown(one.a), _shown(one.b), change))
        yield f"{_fit_label(one.label, size)}  {shown}"
    if found.differences:
        yield ""
    same, different = found.same, len(found.differences)
    yield f"{same} 格相同，{different} 格不同。 {same} cells agree, {different} differ."
    if found.only_a or found.only_b:
        zh = f"只有 A 有的格 {len(found.only_a)} 个，只有 B 有的 {len(found.only_b)} 个，未比较。"
        yield f"{zh} {len(found.only_a)} cells are in the form of A only, {len(found.only_b)} in that of B."
    for section in found.sections:
        yield f"{section.title}: 文字相同 {section.alike:.0%} alike"


def _name(report: Report) -> str:
    return " ".join(filter(None, (report.organ, f"{report.year}年" if report.year else "", report.source.path)))


def _fit_label(label: str, size: int) -> str:
    """Return a label that is cut before the name of its column, never in it."""
    row, slash, column = label.rpartition("/")
    if width(label) <= size:
        return fit(label, size)
    return fit(fit(row, size - width(slash + column)).rstrip() + slash + column, size)


def _shown(cell: Cell) -> str:
    if cell.value is not None:
        return str(number_json(cell.value))
    return _STATES.get(cell.state, cell.raw or cell.state)
