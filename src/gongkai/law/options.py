"""Conventions on which practice differs: each with its values, its default, its source, and the days it holds.

The Regulation leaves some questions open. What an organ answers is its local option, never a setting of the software:
`conventions(day, local)` gives the answers that hold on a day, and every rule that needs one takes them as an argument.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.citation import (
    CIVIL_PROCEDURE_LAW,
    FEE_MEASURES,
    FORMAT_2021,
    INTERPRETATION_2025,
    LITIGATION_INTERPRETATION,
    PRACTICE,
    RECEIPT_AND_SERVICE_2015,
    RECONSIDERATION_LAW,
    REGULATION,
    Citation,
)
from gongkai.law.refusal import NotCovered, Refusal

IN_FORCE = date(2019, 5, 15)
"""The day on which the Regulation as revised came into force (State Council Order 711)."""

Value = str | int


class UnknownOption(Refusal):
    """A local option that does not exist, or a value that it does not take."""


@dataclass(frozen=True, slots=True)
class Conventions:
    """The answers that hold on a day. The fields are the names of `OPTIONS`."""

    receipt_day: str = "literal"
    consultation_from: str = "sent"
    late_answer: str = "capped"
    clarification_days: int = 15
    reasons_days: int = 15
    after_payment: str = "restart"
    rest_day_end: str = "roll"
    month_end: str = "last_day"
    silence_remedy: str = "choice"
    withheld_part_remedy: str = "review_first"
    refused_before_2025_06: str = "choice"
    individual_business: str = "natural_person"
    fee_month: str = "receipt"
    fee_count: str = "every"
    subdistrict_items: str = "none"


@dataclass(frozen=True, slots=True)
class Option:
    """A question that practice answers differently. `values` None means a number of days within `bounds`."""

    name: str
    zh: str
    en: str
    basis: tuple[Citation, ...]
    values: tuple[str, ...] | None = None
    bounds: tuple[int, int] = (0, 0)
    valid_from: date = IN_FORCE
    valid_to: date | None = None
    settled: bool = False

    @property
    def default(self) -> Value:
        """The value where an organ has chosen none."""
        value: Value = getattr(_DEFAULTS, self.name)
        return value

    def accepts(self, value: Value) -> bool:
        """Return whether the option takes this value."""
        if self.values is None:
            return type(value) is int and self.bounds[0] <= value <= self.bounds[1]
        return value in self.values


@dataclass(frozen=True, slots=True)
class Choice:
    """What an organ has chosen for one option, the document it rests on, and the days it holds."""

    name: str
    value: Value
    source: str = ""
    valid_from: date = IN_FORCE
    valid_to: date | None = None


_DEFAULTS = Conventions()

OPTIONS: Mapping[str, Option] = {
    option.name: option
    for option in (
        Option(
            "receipt_day",
            "收到申请之日为休息日的，期限自次日起算（literal），还是先顺延到下一工作日再自其次日起算（rolled）。",
            "Whether a period that starts on a day of rest is counted from the next day, or the receipt moves to the "
            "next working day first.",
            (Citation(REGULATION, "第三十三条第二款"), Citation(CIVIL_PROCEDURE_LAW, "第八十五条")),
            ("literal", "rolled"),
        ),
        Option(
            "consultation_from",
            "征求意见所需时间自发函之次日（sent）还是自对方收到之次日（received）起扣除。",
            "Whether the time for consulting is left out from the day after the letter was sent, or after it arrived.",
            (Citation(REGULATION, "第三十三条第三款"),),
            ("sent", "received"),
        ),
        Option(
            "late_answer",
            "第三方逾期才答复的，扣除到第十五个工作日为止（capped），还是扣除到实际答复之日（whole）。",
            "Whether an answer that comes after the fifteenth working day is waited for up to that day, or in full.",
            (Citation(REGULATION, "第三十二条"), Citation(REGULATION, "第三十四条")),
            ("capped", "whole"),
        ),
        Option(
            "clarification_days",
            "合理的补正期限是多少个工作日。",
            "How many working days are a reasonable period for a clarification.",
            (Citation(REGULATION, "第三十条"), Citation(PRACTICE)),
            bounds=(1, 60),
        ),
        Option(
            "reasons_days",
            "要求申请人说明理由的期限是多少个工作日。",
            "How many working days an applicant has to give reasons for the number and frequency of requests.",
            (Citation(REGULATION, "第三十五条"), Citation(PRACTICE)),
            bounds=(1, 60),
        ),
        Option(
            "after_payment",
            "缴纳信息处理费后，答复期限重新起算（restart），还是接续计算（resume）。",
            "Whether the period to reply starts afresh on the day after the fee was paid, or goes on where it stood.",
            (Citation(FEE_MEASURES),),
            ("restart", "resume"),
        ),
        Option(
            "rest_day_end",
            "以日、月计算的期限届满之日是休息日的，是否顺延到下一工作日（roll、keep）。",
            "Whether a period of days or months that ends on a day of rest ends on the next working day.",
            (Citation(CIVIL_PROCEDURE_LAW, "第八十五条"), Citation(LITIGATION_INTERPRETATION, "第四十八条")),
            ("roll", "keep"),
        ),
        Option(
            "month_end",
            "以月计算的期限届满之月没有对应日的，以该月最后一日（last_day）还是以次月第一日（next_day）为届满之日。",
            "Whether a period of months ends on the last day of a month that lacks the day, or on the day after.",
            (Citation(CIVIL_PROCEDURE_LAW, "第八十五条"), Citation(PRACTICE)),
            ("last_day", "next_day"),
        ),
        Option(
            "silence_remedy",
            "对逾期不答复，是可以选择复议或者诉讼（choice），还是应当先申请复议（review_first）。",
            "Whether silence may be taken to review or to court, or to review first.",
            (Citation(INTERPRETATION_2025, "第二条第二款"), Citation(RECONSIDERATION_LAW, "第二十三条第一款第三项")),
            ("choice", "review_first"),
        ),
        Option(
            "withheld_part_remedy",
            "部分公开中不予公开的部分，是应当先申请复议（review_first），还是可以选择（choice）。",
            "Whether the withheld part of a partial disclosure goes to review first, or to either.",
            (Citation(REGULATION, "第三十七条"), Citation(RECONSIDERATION_LAW, "第二十三条第一款第四项")),
            ("review_first", "choice"),
        ),
        Option(
            "refused_before_2025_06",
            "2024年1月1日至2025年5月31日作出的无法提供、不予处理决定，可以选择（choice）还是应当先申请复议（review_first）。",
            "Whether replies of 2024-01-01 to 2025-05-31 that nothing can be provided or processed go to either, or to "
            "review first.",
            (Citation(RECONSIDERATION_LAW, "第二十三条第一款第四项"), Citation(INTERPRETATION_2025)),
            ("choice", "review_first"),
            valid_from=date(2024, 1, 1),
            valid_to=date(2025, 6, 1),
        ),
        Option(
            "individual_business",
            "个体工商户计入自然人（natural_person）还是商业企业（commercial）。",
            "Whether an individual business is counted as a natural person or as a commercial enterprise.",
            (Citation(FORMAT_2021), Citation(PRACTICE)),
            ("natural_person", "commercial"),
        ),
        Option(
            "fee_month",
            "按件计收信息处理费的“同一自然月”按收到申请之日（receipt）还是按提交之日（submission）确定。",
            "Whether the calendar month of the fee by item is that of the receipt or of the submission of the request.",
            (Citation(FEE_MEASURES), Citation(RECEIPT_AND_SERVICE_2015)),
            ("receipt", "submission"),
            valid_from=date(2021, 1, 1),
        ),
        Option(
            "fee_count",
            "按量计收的申请是否计入同一申请人当月的累计件数：全部计入（every），还是只计按件计收的（by_item）。",
            "Whether a request charged by volume takes its place in the count of the month (every), or only those charged "
            "by item do (by_item).",
            (Citation(FEE_MEASURES, "第四条"),),
            ("every", "by_item"),
            valid_from=date(2021, 1, 1),
        ),
        Option(
            "subdistrict_items",
            "街道办事处除第二十条外，不列第二十一条事项（none），还是比照县级政府及其部门（county）或者乡镇（township）列出。",
            "Whether a subdistrict office lists items of Art. 21: none, those of a county, or those of a township.",
            (Citation(REGULATION, "第二十一条"), Citation(PRACTICE)),
            ("none", "county", "township"),
        ),
    )
}


def conventions(day: date, local: Iterable[Choice] = ()) -> Conventions:
    """Return the conventions that hold on a day, with an organ's own choices before the defaults.

    :raises UnknownOption: for a choice of an option that does not exist or of a value that it does not take.
    :raises NotCovered: for a day before the Regulation came into force.
    """
    if day < IN_FORCE:
        raise NotCovered(
            f"{day} 早于现行《中华人民共和国政府信息公开条例》施行之日（{IN_FORCE}），适用修订前的条例，本系统不计算。",
            f"{day} lies before the revised Regulation came into force on {IN_FORCE}; the earlier one governs.",
            Citation(REGULATION),
        )
    chosen: dict[str, Value] = {}
    for choice in local:
        check(choice)
        if choice.valid_from <= day and (choice.valid_to is None or day < choice.valid_to):
            chosen[choice.name] = choice.value
    return Conventions(**chosen) if chosen else _DEFAULTS  # type: ignore[arg-type]


def check(choice: Choice) -> None:
    """Refuse a choice that means nothing.

    :raises UnknownOption: saying which options and values there are.
    """
    option = OPTIONS.get(choice.name)
    if option is None:
        names = "、".join(OPTIONS)
        raise UnknownOption(
            f"没有“{choice.name}”这一选项；可用的有：{names}。",
            f"There is no option {choice.name!r}; there are: {', '.join(OPTIONS)}.",
        )
    if not option.accepts(choice.value):
        known = "、".join(option.values) if option.values else f"{option.bounds[0]}–{option.bounds[1]}"
        raise UnknownOption(
            f"选项“{choice.name}”不能取“{choice.value}”；可取：{known}。",
            f"The option {choice.name!r} does not take {choice.value!r}; it takes {known}.",
            *option.basis,
        )
