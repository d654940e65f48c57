"""The clock of a case for its applicant: the last day to reply, the working days used and left, and why this date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from gongkai.documents.day_words import full_date
from gongkai.documents.outline import WEEKDAYS
from gongkai.law.deadlines import Deadline, ExplainedDay, Kind, Why
from gongkai.law.deadlines.explanation import sentence
from gongkai.law.procedure import Matter, Stage, Standing
from gongkai.web.organs.local_settings import SOON

_REST = {
    Why.CONSULTING: gettext_noop("暂停"),
    Why.PAYING: gettext_noop("暂停"),
    Why.SUPERSEDED_CLARIFIED: gettext_noop("重算"),
    Why.SUPERSEDED_PAID: gettext_noop("重算"),
    Why.HOLIDAY: gettext_noop("放假"),
    Why.MOVED_END: gettext_noop("顺延"),
}


class Square(NamedTuple):
    """A day of a month strip: its number, the word below it, and its class."""

    day: int
    word: str
    look: str


class Month(NamedTuple):
    """A month strip: its name and its weeks, None for the days outside the period."""

    name: str
    weeks: list[list[Square | None]]


class Row(NamedTuple):
    """A day of the table: the date in digits, its weekday, its number in the count or nothing, and the sentence why."""

    date: str
    weekday: str
    number: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Face:
    """What the clock shows. `look` is the badge's class and `word` its word; `paused` says why there is no last day."""

    due: Deadline | None
    look: str
    word: str
    paused: str
    used: int | None
    left: int | None

    @property
    def total(self) -> int | None:
        """The working days of the whole period."""
        return None if self.used is None or self.left is None else self.used + max(self.left, 0)

    @property
    def late(self) -> int:
        """By how many working days it is late."""
        return max(0, -(self.left or 0))

    @property
    def date_in_words(self) -> str:
        """The last day with its weekday."""
        return in_words(self.due.date, self.due) if self.due and self.due.date else ""

    @property
    def rows(self) -> list[Row]:
        """Every day from the receipt to the last day."""
        language = "en" if get_language() == "en" else "zh"
        days = self.due.days if self.due else ()
        return [
            Row(str(day.date), short_weekday(day.date), str(day.n) if day.counted else "", sentence(day, language))
            for day in days
        ]

    @property
    def months(self) -> list[Month]:
        """The same days as month strips."""
        return list(_months(self.due.days if self.due else ()))


def face(standing: Standing) -> Face:
    """Return what the clock of a case shows on a day."""
    state, due = standing.state, standing.due
    if state.ended:
        return Face(due, "done", _("已办结"), "", None, None)
    if state.matter is not Matter.DISCLOSURE:
        return Face(None, "wait", _("按其他事项办理"), "", None, None)
    if state.received is None:
        return Face(None, "wait", _("等待确认"), _("本机关确认收到之后，答复期限才开始计算。"), None, None)
    if due is None or due.date is None:
        return Face(due, "wait", _("时钟暂停"), _paused(due), None, None)
    look, word = _look(standing)
    return Face(due, look, word, _waiting(state.stage), standing.used, standing.left)


def short_weekday(day: date) -> str:
    """Return the weekday of a date, short: 周一."""
    return f"{day:%a}" if get_language() == "en" else WEEKDAYS[day.weekday()].replace("星期", "周")


def in_words(day: date, due: Deadline | None = None) -> str:
    """Return a date with its weekday, and what makes it other than weekdays are."""
    if get_language() == "en":
        return f"{day:%A}, {day.day} {day:%B} {day.year}"
    return full_date(day, due.calendar if due else None)


def _look(standing: Standing) -> tuple[str, str]:
    if standing.overdue:
        return "over", _("已经超期")
    if standing.left is not None and standing.left <= SOON:
        return "soon", _("临近期限")
    return "ok", _("办理中")


def _paused(due: Deadline | None) -> str:
    after = due.after if due else None
    if after == Kind.CLARIFICATION:
        return _("等待您补正，时钟暂停。收到您的补正后，答复期限重新计算。")
    if after == Kind.FEE_PAYMENT:
        return _("等待您缴纳信息处理费，时钟暂停。")
    return _("正在征求意见，时钟暂停；征求意见所需的时间不计入答复期限。")


def _waiting(stage: Stage) -> str:
    return _("本机关在等您说明理由；答复期限没有停止计算。") if stage is Stage.EXPLAINING else ""


def _months(days: Iterable[ExplainedDay]) -> Iterator[Month]:
    shown = list(days)
    last = shown[-1].date if shown else None
    for (year, month), group in groupby(shown, key=lambda day: (day.date.year, day.date.month)):
        found = list(group)
        squares: list[Square | None] = [None] * found[0].date.weekday()
        squares += [_square(day, last) for day in found]
        squares += [None] * (-len(squares) % 7)
        weeks = [squares[at : at + 7] for at in range(0, len(squares), 7)]
        yield Month(f"{found[0].date:%B} {year}" if get_language() == "en" else f"{year}年{month}月", weeks)


def _square(day: ExplainedDay, last: date | None) -> Square:
    provisional = " provisional" if day.provisional else ""
    if day.date == last:
        return Square(day.date.day, _("届满"), "last" + provisional)
    if day.why is Why.START:
        return Square(day.date.day, _("起始"), "start")
    if day.counted:
        return Square(day.date.day, _("第%(n)d日") % {"n": day.n or 0}, "counted" + provisional)
    return Square(day.date.day, _(_REST.get(day.why, gettext_noop("休"))), "rest" + provisional)
