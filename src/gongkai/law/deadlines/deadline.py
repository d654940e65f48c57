"""A deadline and how it came about: the date, whether it will hold, the articles, and every day that was counted or not."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Protocol

from gongkai.law.citation import Citation
from gongkai.law.workdays import Calendar


class Kind(StrEnum):
    """What a deadline is for. The values are the keys of the command line's JSON."""

    REPLY = "reply"  # 答复期限
    REPLY_ORIGINAL = "reply_original"  # 原答复期限
    REPLY_LATEST = "reply_latest"  # 最长答复期限
    CLARIFICATION_NOTICE = "clarification_notice"  # 告知补正期限
    CLARIFICATION = "clarification"  # 补正期限
    CONSULTATION = "consultation"  # 第三方、共同制作机关答复征求意见的期限
    REASONS = "reasons"  # 说明理由的期限
    FEE_PAYMENT = "fee_payment"  # 缴费期限
    PUBLICATION = "publication"  # 主动公开期限
    RECONSIDERATION = "reconsideration"  # 申请行政复议的期限
    LITIGATION = "litigation"  # 提起行政诉讼的期限
    REVIEW_ANSWER = "review_answer"  # 行政复议答复期限
    REVIEW_DECISION = "review_decision"  # 行政复议审理期限
    COURT_ANSWER = "court_answer"  # 应诉答辩期限
    COURT_APPEAL = "court_appeal"  # 上诉期限
    ANNUAL_REPORT = "annual_report"  # 年度报告公布期限


class Why(StrEnum):
    """Why a day counts, or why it does not."""

    START = "start"  # 期间开始之日不计
    WORKDAY = "workday"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    START_MOVED = "start_moved"  # 收到之日为休息日，先行顺延
    CONSULTING = "consulting"  # 征求意见
    PAYING = "paying"  # 等待缴费
    SUPERSEDED_CLARIFIED = "superseded_clarified"  # 补正后重新起算
    SUPERSEDED_PAID = "superseded_paid"  # 缴费后重新起算
    DAY = "day"  # 以日、月计算的期间，每日都计
    MOVED_END = "moved_end"  # 届满之日为休息日，顺延
    MOVED_TO = "moved_to"  # 顺延至此日届满
    DELAYED = "delayed"  # 行政机关确定的延迟答复期限


class ExplainedDay(NamedTuple):
    """A day of a period: whether it counted, as which number, why, the holiday and the notice that rules it."""

    date: date
    counted: bool
    n: int | None
    why: Why
    holiday: str
    notice: str
    provisional: bool


class Note(NamedTuple):
    """Something the reader of a deadline must know, with its source."""

    code: str
    zh: str
    en: str
    basis: tuple[Citation, ...] = ()


class Course(Protocol):
    """How a period ran; it can say so day by day."""

    def days(self, calendar: Calendar, until: date) -> tuple[ExplainedDay, ...]:
        """Return every day from the first event up to and including `until`."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period.

    `date` is None where the period does not run yet; `after` names the deadline or event that it waits for. Where
    `provisional`, the calendars of the years in `missing` are not published: `date` is an estimate and `not_before` the
    earliest day that it can become. Otherwise `not_before` equals `date`.
    """

    kind: Kind
    date: datetime.date | None
    provisional: bool
    not_before: datetime.date | None
    missing: tuple[int, ...]
    basis: tuple[Citation, ...]
    course: Course | None = field(default=None, repr=False, compare=False)
    calendar: Calendar | None = field(default=None, repr=False, compare=False)
    after: str | None = None
    notes: tuple[Note, ...] = ()
    facts: Mapping[str, object] = field(default_factory=dict, hash=False)

    @property
    def days(self) -> tuple[ExplainedDay, ...]:
        """The explanation: every day from the first event to the date, none where there is no date yet."""
        if self.date is None or self.course is None or self.calendar is None:
            return ()
        return self.course.days(self.calendar, self.date)

    def noting(self, *notes: Note) -> "Deadline":
        """Return the same deadline with more to know."""
        return replace(self, notes=(*self.notes, *notes)) if notes else self

    def named(self, kind: Kind) -> "Deadline":
        """Return the same date as a deadline of another kind."""
        return replace(self, kind=kind)


def waiting(kind: Kind, basis: tuple[Citation, ...], *, after: str, **facts: object) -> Deadline:
    """Return a deadline that has no date because its period does not run yet."""
    return Deadline(kind, None, False, None, (), basis, after=after, facts=facts)
