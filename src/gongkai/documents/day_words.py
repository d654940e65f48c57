"""Days and periods in the words of an official document: dates, squares of a calendar, how a period was counted."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby

from gongkai.documents.outline import WEEKDAYS, Square
from gongkai.law.citation import Citation, Instrument
from gongkai.law.deadlines import Deadline, ExplainedDay, Kind, Why
from gongkai.law.deadlines.counting import Span
from gongkai.law.deadlines.periods import Unit
from gongkai.law.workdays import Calendar, DayKind

REST = {
    Why.WEEKEND: "周末",
    Why.START: "起始日",
    Why.START_MOVED: "休息日收到",
    Why.CONSULTING: "征求意见",
    Why.PAYING: "等待缴费",
    Why.SUPERSEDED_CLARIFIED: "重新起算前",
    Why.SUPERSEDED_PAID: "重新起算前",
}
LEGEND = {
    Why.START: "“起始日”之次日起计算",
    Why.WEEKEND: "“周末”为周休息日",
    Why.HOLIDAY: "“放假”依放假通知",
    Why.MAKE_UP: "“调休上班”依放假通知，计入",
    Why.START_MOVED: "“休息日收到”的，先顺延到下一工作日",
    Why.CONSULTING: "“征求意见”所需时间不计入",
    Why.PAYING: "“等待缴费”的时间不计入",
    Why.SUPERSEDED_CLARIFIED: "收到补正后期限重新起算，“重新起算前”不计入",
    Why.SUPERSEDED_PAID: "缴费后期限重新起算，“重新起算前”不计入",
}
WAITING = {
    Kind.CLARIFICATION: "待申请人补正",
    Kind.CONSULTATION: "待征求意见结束",
    Kind.FEE_PAYMENT: "待申请人缴费",
    Kind.RECONSIDERATION: "应当先申请行政复议，待复议决定送达",
    "answer": "没有法定期限，待对方答复",
    "receipt": "待对方收到征求意见书",
}
UNITS = {Unit.WORKDAYS: "个工作日", Unit.DAYS: "日", Unit.MONTHS: "个月", Unit.YEARS: "年"}


def chinese_date(day: date) -> str:
    """Return a date as official documents print it: 2025年2月8日."""
    return f"{day.year}年{day.month}月{day.day}日"


def full_date(day: date, calendar: Calendar | None = None) -> str:
    """Return a date with its weekday, and with what makes it other than weekdays are: 2025年2月8日（星期六，调休上班）."""
    said = [WEEKDAYS[day.weekday()]]
    if calendar is not None and calendar.first <= day <= calendar.last:
        known = calendar.day(day)
        if known.kind is DayKind.MAKE_UP:
            said.append("调休上班")
        elif known.kind is DayKind.HOLIDAY:
            said.append(_off(known.holiday))
    return f"{chinese_date(day)}（{'，'.join(said)}）"


def result(deadline: Deadline) -> str:
    """Return the last day in words; one that may still change is marked as such, with the earliest day it can be."""
    if deadline.date is None:
        number = deadline.facts.get("days")
        more = f"，自送达次日起{number}日" if number else ""
        return f"尚未起算：{WAITING.get(deadline.after or '', deadline.after or '')}{more}"
    words = full_date(deadline.date, deadline.calendar)
    if not deadline.provisional:
        return words
    earliest = f"\n不早于{full_date(deadline.not_before)}" if deadline.not_before else ""
    return f"暂定{words}{earliest}"


def cited(basis: Iterable[Citation], known: set[Instrument]) -> str:
    """Return citations in one line, the articles of an instrument together; it is named in full where it is new."""
    found = []
    for instrument, group in groupby(dict.fromkeys(basis), key=lambda citation: citation.instrument):
        articles = "、".join(citation.article for citation in group)
        short = instrument.title.replace("中华人民共和国", "")
        found.append(f"{short if instrument in known else instrument}{articles}")
        known.add(instrument)
    return "；".join(found)


def square(day: ExplainedDay, *, first: date, last: date, calendar: Calendar | None) -> Square:
    """Return a day as the calendar shows it between its first and its last day."""
    year = f"{day.date.year}年" if day.date == first or (day.date.month, day.date.day) == (1, 1) else ""
    due = day.date == last
    made_up = calendar is not None and calendar.day(day.date).kind is DayKind.MAKE_UP
    tags = ["不计入" * (day.why is Why.START), "调休上班" * made_up, "届满" * due, "推算" * day.provisional]
    return Square(
        f"{year}{day.date.month}月{day.date.day}日",
        f"第{day.n}日" if day.counted else _reason(day),
        "，".join(tag for tag in tags if tag),
        day.counted,
        due,
        above=day.date.day <= len(WEEKDAYS) <= (day.date - first).days,
        before=day.date.day == 1 and day.date.weekday() > 0 and day.date > first,
    )


def legend(days: Sequence[ExplainedDay]) -> str:
    """Return what the words in a calendar mean, those only that stand in it."""
    reasons = {day.why for day in days}
    said = ["灰底的日期不计入期限", "“第N日”为第N个工作日", *(LEGEND[why] for why in LEGEND if why in reasons)]
    if any(day.provisional for day in days):
        said.append("“推算”指放假安排尚未公布，按周一至周五上班、法定节假日放假推算")
    return "；".join(said) + "。"


def counted(deadline: Deadline) -> tuple[str, str, str]:
    """Return how a period was counted: the day that starts it, its length, and the days in it that did not count."""
    days = deadline.days
    start = max(day.date for day in days if day.why is Why.START)
    if isinstance(deadline.course, Span):
        length = f"{deadline.course.number}{UNITS[deadline.course.unit]}"
        return chinese_date(start), length, "".join(_span_end(deadline.course, deadline))
    number = max((day.n for day in days if day.n is not None), default=None)
    if number is None:
        return chinese_date(start), "由行政机关确定", "没有需要扣除的日期。"
    return chinese_date(start), f"{number}{UNITS[Unit.WORKDAYS]}", _left_out(days)


def _span_end(span: Span, deadline: Deadline) -> Iterator[str]:
    raw = max((day for day in deadline.days if day.counted), key=lambda day: day.date)
    if span.unit in (Unit.MONTHS, Unit.YEARS) and raw.date.day != span.start.day:
        last = "次月第一日" if raw.date.day == 1 else "该月最后一日"
        yield f"届满之月没有{span.start.day}日，以{last}为届满之日。"
    if raw.date == deadline.date:
        yield f"自次日起连续计算，至{full_date(raw.date, deadline.calendar)}届满。"
    else:
        why = _off(raw.holiday) if raw.holiday else "为周休息日"
        yield f"自次日起连续计算至{full_date(raw.date)}；该日{why}，顺延至其后第一个工作日。"


def _left_out(days: Sequence[ExplainedDay]) -> str:
    """Return what of a period did not count and what did although it is a weekend, in a sentence."""
    skipped: dict[str, list[date]] = {}
    for day in days:
        if not day.counted and day.why is not Why.START:
            skipped.setdefault(_reason(day), []).append(day.date)
    left_out = [f"{reason}{len(found)}日" + _when(reason, found) for reason, found in skipped.items()]
    made_up = [day.date for day in days if day.why is Why.MAKE_UP]
    said = [f"{'、'.join(left_out)}，不计入。" if left_out else "没有需要扣除的日期。"]
    if made_up:
        said.append(f"{'、'.join(_stretches(made_up))}调休上班，计入。")
    return "".join(said)


def _when(reason: str, days: Sequence[date]) -> str:
    return "" if reason == REST[Why.WEEKEND] else f"（{'、'.join(_stretches(days))}）"


def _stretches(days: Sequence[date]) -> Iterator[str]:
    """Yield the days that follow each other as one stretch: 1月28日至2月4日."""
    for _, group in groupby(enumerate(days), key=lambda at: at[1].toordinal() - at[0]):
        found = [day for _, day in group]
        first, last = found[0], found[-1]
        month = f"{last.month}月" if last.month != first.month else ""
        yield f"{first.month}月{first.day}日" + (f"至{month}{last.day}日" if last != first else "")


def _reason(day: ExplainedDay) -> str:
    return _off(day.holiday) if day.why is Why.HOLIDAY else REST[day.why]


def _off(holiday: str) -> str:
    return f"{holiday}放假"
