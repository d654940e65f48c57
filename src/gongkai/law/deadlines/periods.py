"""The lengths of all periods, each with its article. No number of days stands anywhere else."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.citation import (
    FEE_MEASURES,
    LITIGATION_INTERPRETATION,
    LITIGATION_LAW,
    RECONSIDERATION_LAW,
    RECONSIDERATION_LAW_2017,
    REGULATION,
    Citation,
)
from gongkai.law.options import IN_FORCE
from gongkai.law.refusal import NotCovered


class Unit(StrEnum):
    """What a period is counted in."""

    WORKDAYS = "workdays"  # 工作日
    DAYS = "days"  # 日
    MONTHS = "months"  # 月
    YEARS = "years"  # 年


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time with its source; it holds from `valid_from` on."""

    name: str
    number: int
    unit: Unit
    basis: tuple[Citation, ...]
    valid_from: date = IN_FORCE

    def on(self, day: date) -> "Period":
        """Return the period itself.

        :raises NotCovered: for a day before it came into force.
        """
        if day < self.valid_from:
            raise NotCovered(
                f"“{self.name}”自 {self.valid_from} 起施行，不适用于 {day}。",
                f"The period “{self.name}” holds from {self.valid_from} on and does not apply to {day}.",
                *self.basis,
            )
        return self


FEE_MEASURES_FROM = date(2021, 1, 1)
RECONSIDERATION_LAW_FROM = date(2024, 1, 1)

REPLY = Period("答复期限", 20, Unit.WORKDAYS, (Citation(REGULATION, "第三十三条第二款"),))
EXTENSION = Period("延长答复期限", 20, Unit.WORKDAYS, (Citation(REGULATION, "第三十三条第二款"),))
CLARIFICATION_NOTICE = Period("告知补正期限", 7, Unit.WORKDAYS, (Citation(REGULATION, "第三十条"),))
THIRD_PARTY = Period("第三方提出意见的期限", 15, Unit.WORKDAYS, (Citation(REGULATION, "第三十二条"),))
CO_MAKER = Period("共同制作机关提出意见的期限", 15, Unit.WORKDAYS, (Citation(REGULATION, "第三十四条"),))
FEE_PAYMENT = Period("缴纳信息处理费的期限", 20, Unit.WORKDAYS, (Citation(FEE_MEASURES),), FEE_MEASURES_FROM)
PUBLICATION = Period("主动公开期限", 20, Unit.WORKDAYS, (Citation(REGULATION, "第二十六条"),))

RECONSIDERATION_2017 = Period(
    "申请行政复议的期限（2023年修订前）", 60, Unit.DAYS, (Citation(RECONSIDERATION_LAW_2017, "第九条第一款"),)
)
RECONSIDERATION = Period(
    "申请行政复议的期限",
    60,
    Unit.DAYS,
    (Citation(RECONSIDERATION_LAW, "第二十条第一款"),),
    RECONSIDERATION_LAW_FROM,
)
RECONSIDERATION_NOT_TOLD = Period(
    "未告知复议权利时的最长期限",
    1,
    Unit.YEARS,
    (Citation(RECONSIDERATION_LAW, "第二十条第三款"),),
    RECONSIDERATION_LAW_FROM,
)
LITIGATION = Period("直接起诉的期限", 6, Unit.MONTHS, (Citation(LITIGATION_LAW, "第四十六条第一款"),))
LITIGATION_SILENCE = Period(
    "对不履行职责起诉的期限", 6, Unit.MONTHS, (Citation(LITIGATION_INTERPRETATION, "第六十六条"),)
)
LITIGATION_NOT_TOLD = Period(
    "未告知起诉期限时的最长期限", 1, Unit.YEARS, (Citation(LITIGATION_INTERPRETATION, "第六十四条第一款"),)
)
LITIGATION_AFTER_REVIEW = Period("复议后起诉的期限", 15, Unit.DAYS, (Citation(LITIGATION_LAW, "第四十五条"),))
LITIGATION_AFTER_REVIEW_FIRST = Period(
    "复议前置后起诉的期限",
    15,
    Unit.DAYS,
    (Citation(RECONSIDERATION_LAW, "第三十四条"), Citation(LITIGATION_LAW, "第四十五条")),
)
REVIEW_ANSWER = Period(
    "行政复议答复期限（普通程序）",
    10,
    Unit.WORKDAYS,
    (Citation(RECONSIDERATION_LAW, "第四十八条"), Citation(RECONSIDERATION_LAW, "第八十八条")),
    RECONSIDERATION_LAW_FROM,
)
REVIEW_ANSWER_SIMPLIFIED = Period(
    "行政复议答复期限（简易程序）",
    5,
    Unit.WORKDAYS,
    (Citation(RECONSIDERATION_LAW, "第五十四条"), Citation(RECONSIDERATION_LAW, "第八十八条")),
    RECONSIDERATION_LAW_FROM,
)
REVIEW_DECISION = Period(
    "行政复议审理期限（普通程序）",
    60,
    Unit.DAYS,
    (Citation(RECONSIDERATION_LAW, "第六十二条第一款"),),
    RECONSIDERATION_LAW_FROM,
)
REVIEW_EXTENSION = Period(
    "行政复议审理延长期限",
    30,
    Unit.DAYS,
    (Citation(RECONSIDERATION_LAW, "第六十二条第一款"),),
    RECONSIDERATION_LAW_FROM,
)
REVIEW_DECISION_SIMPLIFIED = Period(
    "行政复议审理期限（简易程序）",
    30,
    Unit.DAYS,
    (Citation(RECONSIDERATION_LAW, "第六十二条第二款"),),
    RECONSIDERATION_LAW_FROM,
)
COURT_ANSWER = Period("提交答辩状和证据的期限", 15, Unit.DAYS, (Citation(LITIGATION_LAW, "第六十七条第一款"),))
COURT_APPEAL_JUDGMENT = Period("对判决上诉的期限", 15, Unit.DAYS, (Citation(LITIGATION_LAW, "第八十五条"),))
COURT_APPEAL_RULING = Period("对裁定上诉的期限", 10, Unit.DAYS, (Citation(LITIGATION_LAW, "第八十五条"),))
