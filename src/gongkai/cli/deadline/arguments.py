"""The arguments of `gongkai deadline`, in groups."""

import argparse

from gongkai.cli import local_rules
from gongkai.cli.deadline.facts import HEADINGS
from gongkai.cli.parser import examples
from gongkai.law.deadlines import Channel, ServedBy

FORMATS = ("text", "json", "ics")
EXAMPLES = (
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
)
Arguments = argparse._ActionsContainer


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("days", nargs="?", metavar="-", help="与 --workdays 同用：标准输入。With --workdays: stdin.")
    _request(parser.add_argument_group("申请 A request"))
    _moving(parser.add_argument_group("补正、征求意见、缴费、延期 What moves the period"))
    _after(parser.add_argument_group("主动公开、复议、诉讼 Publication, reconsideration, litigation"))
    _many(parser.add_argument_group("批量 Many at once"))
    own = parser.add_argument_group("本机关的选择和日历 The organ's own choices and calendars")
    local_rules.add_choices(own)
    local_rules.add_calendars(own)
    _output(parser.add_argument_group("输出 Output"))
    examples(parser, EXAMPLES)


def _request(parser: Arguments) -> None:
    parser.add_argument("--received", metavar="DAY", help="收到（到达）申请之日。The day the request arrived.")
    parser.add_argument(
        "--channel",
        choices=[str(one) for one in Channel],
        help="申请渠道，默认 counter。The channel it came through; the default is counter.",
    )
    parser.add_argument(
        "--confirmed",
        metavar="DAY",
        help="双方确认之日（ordinary_mail、online、fax 以此为收到之日），默认到达当日。"
        "The day both sides confirmed it, which counts for ordinary mail, online and fax.",
    )
    parser.add_argument(
        "--replied", metavar="DAY", help="签收、交邮或者发出答复之日。The day the reply was dispatched."
    )
    parser.add_argument(
        "--by", choices=[str(one) for one in ServedBy], help="答复的送达方式。How the reply was served."
    )
    parser.add_argument(
        "--number", metavar="NO", help="办件编号，用于日历和说明。The case number, for what is written."
    )
    parser.add_argument("--organ", metavar="NAME", help="机关名称，用于说明。The organ's name, for the statement.")


def _moving(parser: Arguments) -> None:
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


def _after(parser: Arguments) -> None:
    parser.add_argument("--formed", metavar="DAY", help="信息形成或者变更之日。The day information was formed.")
    parser.add_argument(
        "--served",
        metavar="DAY",
        help="答复送达申请人之日；依据为 silence 时是答复期限届满之日。"
        "The day a reply was served; for the ground silence, the last day to reply.",
    )
    parser.add_argument(
        "--ground",
        metavar="ARTICLE",
        help="答复所依据的条款，如 14、16(2)、36(4)，silence 为逾期不答复。"
        "The article the reply rests on, such as 14, 16(2), 36(4); silence for none in time.",
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


def _many(parser: Arguments) -> None:
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
        help="每行一个办件的 .csv 或 .xlsx（- 为标准输入的 CSV），列名同选项（received、fee_notice 等）或用中文："
        f"{'、'.join(HEADINGS)}。输出原有各列、各期限和错误；-o 可为 .csv .xlsx .json .ics。"
        "A table of cases, a case a row, its columns named as the options or in Chinese; gives the table back with the "
        "deadlines and, in its last column, why a row could not be used. - is CSV on stdin.",
    )


def _output(parser: Arguments) -> None:
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
