"""GK805: the report bears a date and a signature, and the date is within the time that the law gives.

The date is that of the page, else that of the signature. Towns and subdistricts have no date in the Regulation, only a
local one (option `due`, month and day such as 01-26), so a late one is a word and no more.
"""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.law.annual_report import FIRST_YEAR, Due, OrganKind, due
from gongkai.law.citation import REGULATION, Citation
from gongkai.report import organs
from gongkai.report.checks.parts import written_lines
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.verdicts import not_assessed
from gongkai.report.model import Report

RULE = Rule(
    id="GK805",
    alias="F-SIGN",
    severity="note",
    group="form",
    title={
        "zh": "报告有日期和落款，并在规定的期限内公布。",
        "en": "The report bears a date and a signature, and was published in time.",
    },
    why={
        "zh": "没有日期，无法判断是否按期公布；没有落款和联系方式，读者不知道向谁询问。",
        "en": (
            "Without a date nobody can tell whether it was in time; without "
            "signature and contact nobody knows whom to ask."
        ),
    },
    basis=(Citation(REGULATION, "第四十九条"),),
)
_CONTACT = re.compile(r"联系(?:电话|人|方式|地址)|电话[:：]|邮编|邮箱|电子邮件|\d{3,4}[-—]\d{7,8}")


def judge(report: Report, context: Context) -> Iterator[Outcome]:
    """Yield one finding where there is no date, or one that is too early or too late."""
    day = report.published or report.signed
    local = context.options.get("due")
    if day is None:
        yield _undated(report)
    elif local and not _day_of(local):
        yield not_assessed(
            RULE, zh=f"选项due的“{local}”不是月和日", en=f"the option due, {local!r}, is no month and day"
        )
    elif report.year is not None and report.year >= FIRST_YEAR:
        last = _due(report.organ, report.year, _day_of(local) if local else None)
        yield from _in_time(report, day, date(report.year, 12, 31), last)


def _day_of(local: str) -> tuple[int, int] | None:
    # Any year without a 29 February will do: that is no day to set for every year.
    try:
        day = date.fromisoformat(f"2001-{local.strip()}")
    except ValueError:
        return None
    return day.month, day.day


def _undated(report: Report) -> Outcome:
    text = "\n".join(line for section in report.sections for line in written_lines(section))
    lacking = [("日期", "date")]
    lacking += [] if report.signature else [("落款", "signature")]
    lacking += (
        [] if _CONTACT.search(text + "\n".join(line.text for line in report.lines)) else [("联系方式", "contact")]
    )
    return RULE.finding(
        zh=f"报告没有{'、'.join(zh for zh, _ in lacking)}，无法核对是否按期公布。",
        en=f"The report has no {', no '.join(en for _, en in lacking)}; whether it was in time cannot be told.",
        hint_zh="在文末写明机关名称和日期，并写明联系方式。",
        hint_en="Put the organ's name and the date at the end, and say how to reach it.",
        count=len(lacking),
    )


def _in_time(report: Report, day: date, end: date, last: Due) -> Iterator[Outcome]:
    which_zh, which_en = ("发布日期", "published") if report.published else ("落款日期", "signed")
    if day <= end:
        yield RULE.finding(
            zh=f"{which_zh}{day:%Y-%m-%d}早于报告期的最后一天{end:%Y-%m-%d}。",
            en=f"The report was {which_en} on {day}, before its period ended on {end}.",
            hint_zh="核对日期和年度；数据应当统计到12月31日。",
            hint_en="Check the date and the year; the figures run to 31 December.",
        )
    elif day > last.day:
        what_zh = f"{last.basis}规定的" if last.binding else "当地通常的"
        yield RULE.finding(
            zh=f"{which_zh}{day:%Y-%m-%d}晚于{what_zh}期限{last.day:%Y-%m-%d}。",
            en=f"The report was {which_en} on {day}, after {last.day}"
            + (" (local date)." if not last.binding else "."),
            hint_zh="核对是否按期公布；页面后来重新发布或者迁移的，无须改动。",
            hint_en="Check whether it was in time; a page that was published again or moved later needs no change.",
        )


def _due(organ: str | None, year: int, local: tuple[int, int] | None) -> Due:
    # ASSUMPTION: an organ whose name does not tell its kind has the longer of the two terms.
    kind: OrganKind = (organs.kind(organ) if organ else None) or "government"
    return due(year, kind=kind, local=local)


CHECK = Check(RULE, judge)
