"""`gongkai deadline`: every statutory period of a request as a date that is explained day by day."""

import argparse
import json
import sys
from pathlib import Path

from gongkai.cli import local_rules
from gongkai.cli.deadline import facts
from gongkai.cli.deadline.facts import NAMES, NEEDS, Facts, Unclear
from gongkai.cli.deadline.outcome import Outcome, worked_out
from gongkai.cli.errors import Usage
from gongkai.cli.local_rules import LocalRules
from gongkai.cli.output import file_out, text_out
from gongkai.cli.parser import examples
from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.refusal import Refusal

FORMATS = ("text", "json", "ics")
NOTES = ("docx", "pdf")
_BY_SUFFIX = {"json": "json", "ics": "ics", "docx": "docx", "pdf": "pdf"}
_FLAGS = ("simplified", "review_extended")


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("days", nargs="?", metavar="-", help="与 --workdays 同用：标准输入。With --workdays: stdin.")
    _describe_request(parser)
    _describe_after(parser)
    _describe_many(parser)
    local_rules.add_choices(parser)
    local_rules.add_calendars(parser)
    parser.add_argument(
        "--format",
        choices=FORMATS,
        help="默认按 -o 的后缀，否则 text；ics 为日历文件。The default follows the suffix of -o, or is text.",
    )
    parser.add_argument("--lang", choices=("zh", "en"), default="zh", help="输出语言，默认 zh。Language of the output.")
    parser.add_argument(
        "--explain", action="store_true", help="text 中逐日列出每个期限。List every day of all periods."
    )
    parser.add_argument(
        "-o",
        "--out",
        metavar="OUT",
        help="写入文件；.docx、.pdf 为一页《期限计算说明》。Write to a file; .docx and .pdf are a one-page statement.",
    )
    examples(
        parser,
        [
            "gongkai deadline --received 2025-01-06",
            "gongkai deadline --received 2025-04-28 --channel online --confirmed 2025-04-29 --format json",
            "gongkai deadline --received 2025-08-18 --clarified 2025-08-27..2025-09-05 "
            "--consult 2025-09-12..2025-09-16..2025-10-10 --extend 20",
            "gongkai deadline --received 2025-03-03 --fee-notice 2025-03-10 --fee-paid 2025-03-20 -o 期限.ics",
            "gongkai deadline --received 2025-01-06 --replied 2025-02-08 --by mail",
            "gongkai deadline --formed 2024-09-20",
            "gongkai deadline --served 2025-02-10 --ground '36(4)'",
            "gongkai deadline --table 办件.csv -o 期限.xlsx",
            "cat 日期.txt | gongkai deadline --workdays 20 -",
        ],
    )


def run(args: argparse.Namespace) -> int:
    """Print the deadlines and return 0, or 2 where a row of a table or a line of days could not be used.

    :raises Usage: for arguments that do not go together, and for what the rules refuse.
    """
    try:
        if args.workdays is not None or args.days is not None:
            return _workdays(args)
        rules = local_rules.gathered(args)
        if args.table is not None:
            return _table(args, rules)
        _write(args, worked_out(_facts(args), rules), rules)
    except Refusal as refusal:
        raise Usage(*_worded(refusal)) from None
    return 0


def _describe_request(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--received", metavar="DAY", help="收到（到达）申请之日。The day the request arrived.")
    parser.add_argument(
        "--channel",
        metavar="|".join(Channel),
        help="申请渠道，默认 counter。The channel it came through; the default is counter.",
    )
    parser.add_argument(
        "--confirmed",
        metavar="DAY",
        help="双方确认之日（ordinary_mail、online、fax 以此为收到之日），默认到达当日。"
        "The day both sides confirmed it, which counts for ordinary mail, online and fax.",
    )
    parser.add_argument(
        "--clarified",
        metavar="NOTICE..RECEIVED",
        help="申请人收到补正通知之日..机关收到补正之日；尚未补正的写 NOTICE..。"
        "The days the applicant got the notice and the organ the clarified request; NOTICE.. where it has not come.",
    )
    parser.add_argument(
        "--clarify-days", metavar="N", help="补正期限的工作日数，默认 15。Working days to clarify; the default is 15."
    )
    parser.add_argument(
        "--consult",
        action="append",
        metavar="SENT..RECEIVED..[ANSWERED]",
        help="征求意见：发出..对方收到..答复，末尾为空是没有答复；可重复。前面可加 third_party:（默认）、co_maker:、organ:。"
        "A letter of consultation: sent, received, answered, nothing after the last .. is silence; may be repeated. "
        "third_party: (the default), co_maker: or organ: before it says whom.",
    )
    parser.add_argument(
        "--extend", metavar="N", help="延长答复的工作日数，最多 20。Working days of extension, up to 20."
    )
    parser.add_argument("--fee-notice", metavar="DAY", help="申请人收到收费通知之日。The day the fee notice arrived.")
    parser.add_argument("--fee-paid", metavar="DAY", help="缴费之日。The day the fee was paid.")
    parser.add_argument(
        "--replied", metavar="DAY", help="签收、交邮或者发出答复之日。The day the reply was dispatched."
    )
    parser.add_argument("--by", metavar="|".join(ServedBy), help="答复的送达方式。How the reply was served.")
    parser.add_argument(
        "--number", metavar="NO", help="办件编号，用于日历和说明。The case number, for what is written."
    )
    parser.add_argument("--organ", metavar="NAME", help="机关名称，用于说明。The organ's name, for the statement.")


def _describe_after(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--formed", metavar="DAY", help="信息形成或者变更之日。The day information was formed.")
    parser.add_argument(
        "--served",
        metavar="DAY",
        help="答复送达申请人之日；依据为 silence 时是答复期限届满之日。"
        "The day a reply was served; for the ground silence, the last day to reply.",
    )
    parser.add_argument(
        "--ground",
        metavar="14|15|16|36(4)|...",
        help="答复所依据的条款，silence 为逾期不答复。The article the reply rests on; silence for none in time.",
    )
    parser.add_argument("--decided", metavar="DAY", help="作出答复之日，默认送达之日。The day the reply was made.")
    parser.add_argument(
        "--review-served", metavar="DAY", help="复议决定送达之日。The day the review decision was served."
    )
    parser.add_argument(
        "--copy-received",
        metavar="DAY",
        help="机关收到复议申请书副本之日。The day the copy of the application arrived.",
    )
    parser.add_argument("--accepted", metavar="DAY", help="复议机关受理之日。The day the review body accepted it.")
    parser.add_argument("--simplified", action="store_true", help="复议适用简易程序。In the simplified procedure.")
    parser.add_argument("--review-extended", action="store_true", help="复议审理期限已延长。The review was extended.")
    parser.add_argument("--sued", metavar="DAY", help="机关收到起诉状副本之日。The day the copy of the suit arrived.")


def _describe_many(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--workdays",
        metavar="N",
        help="从标准输入逐行读日期，输出其后第 N 个工作日；日历之后的标 provisional，不是日期的行（含空行）输出空行。"
        "Read a day a line from stdin and print the Nth working day after it; a line that is no day, an empty one too, "
        "gives an empty line.",
    )
    parser.add_argument(
        "--table",
        metavar="FILE",
        help="每行一个办件的 .csv 或 .xlsx，列名同选项或用中文；输出原列、各期限和 error 列。- 为标准输入的 CSV。"
        "A table of cases, its columns named as the options; gives it back with the deadlines. - is CSV on stdin.",
    )


def _facts(args: argparse.Namespace) -> Facts:
    given = _given(args)
    for name, needed in NEEDS.items():
        if given.get(name) and not given.get(needed):
            raise Unclear(
                f"{_option(name)} 须与 {_option(needed)} 同时给出。",
                f"{_option(name)} goes with {_option(needed)} only.",
            )
    return facts.read(given, spelt=_option)


def _given(args: argparse.Namespace) -> dict[str, str]:
    found = {name: getattr(args, name) for name in NAMES}
    found |= {name: "yes" if found[name] else None for name in _FLAGS}
    found["consult"] = ";".join(found["consult"] or ())
    for name, words in found.items():
        if words is not None and name not in _FLAGS and name != "consult" and not words.strip():
            raise Unclear(f"{_option(name)} 是空的。", f"{_option(name)} is empty.")
    return {name: words for name, words in found.items() if words}


def _option(name: str) -> str:
    return "--" + name.replace("_", "-")


def _workdays(args: argparse.Namespace) -> int:
    if args.workdays is None or args.days not in (None, "-"):
        raise Unclear(
            "逐行计算写作 gongkai deadline --workdays N -，日期从标准输入读取。",
            "Days are counted line by line by gongkai deadline --workdays N -, from standard input.",
        )
    if others := [
        _option(name) for name in (*_given(args), "table", "format", "set", "options") if _filled(args, name)
    ]:
        raise Unclear(
            f"--workdays 不能与 {'、'.join(others)} 同用。", f"--workdays does not go with {', '.join(others)}."
        )
    number = facts.whole(args.workdays, "--workdays")
    if number < 1:
        raise Unclear("--workdays 至少为 1。", "--workdays is at least 1.")
    from gongkai.cli.deadline import workdays

    calendar = local_rules.calendar_with(local_rules.added_packs(args.calendar))
    with text_out(args.out) as stream:
        return workdays.count(sys.stdin.buffer, number, calendar, stream)


def _filled(args: argparse.Namespace, name: str) -> bool:
    return bool(getattr(args, name))


def _table(args: argparse.Namespace, rules: LocalRules) -> int:
    if given := [_option(name) for name in (*_given(args), "format") if _filled(args, name)]:
        raise Unclear(
            f"--table 不能与 {'、'.join(given)} 同用：这些写在表的列中，格式由 -o 的后缀决定。",
            f"--table does not go with {', '.join(given)}: those are columns, and the suffix of -o says the format.",
        )
    from gongkai.cli.deadline import table

    return table.run(args.table, args.out, rules, args.lang)


def _write(args: argparse.Namespace, outcome: Outcome, rules: LocalRules) -> None:
    suffix = Path(args.out or "").suffix.lstrip(".").lower()
    form = args.format or _BY_SUFFIX.get(suffix, "text")
    if suffix in NOTES and form in FORMATS:
        raise Unclear(
            f"-o {args.out} 是文书，不能同时用 --format {form}；请去掉 --format 或者换一个后缀。",
            f"-o {args.out} is a document and does not go with --format {form}; leave out one of them.",
        )
    if form in NOTES:
        from gongkai.cli.deadline import note

        with file_out(args.out) as path:
            path.write_bytes(note.written(outcome, form, rules, organ=args.organ or ""))
        return
    with text_out(args.out) as stream:
        stream.write(_rendered(outcome, form, args))


def _rendered(outcome: Outcome, form: str, args: argparse.Namespace) -> str:
    if form == "json":
        from gongkai.cli.deadline.objects import as_json

        return json.dumps(as_json(outcome, args.lang), ensure_ascii=False, indent=2) + "\n"
    if form == "ics":
        from gongkai.cli.deadline import ics

        return ics.calendar([outcome], args.lang)
    from gongkai.cli.deadline import text

    return "".join(line + "\n" for line in text.lines(outcome, args.lang, explain=args.explain))


def _worded(refusal: Refusal) -> tuple[str, str]:
    basis = "、".join(str(citation) for citation in refusal.basis)
    return refusal.zh + (f"依据：{basis}。" if basis else ""), refusal.en
