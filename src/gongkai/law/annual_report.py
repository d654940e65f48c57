"""The law of the annual report: when it is due, and which refusals must go to reconsideration before a suit.

The dates stand here and nowhere else, each with its article, so that a change of the law is a change of this file.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.law.citation import INTERPRETATION_2025, RECONSIDERATION_LAW, REGULATION, Citation

OrganKind = Literal["government", "department", "township"]
"""A people's government from the county up; a department of one; a town, a township or a subdistrict office."""

FIRST_YEAR = 2019
"""The Regulation as revised came into force on 2019-05-15; the reports for 2019 are the first under it."""


@dataclass(frozen=True, slots=True)
class Due:
    """The last day to publish a report. `binding` is False where no law names a day and the locality chooses it."""

    day: date
    binding: bool
    basis: Citation


def due(year: int, *, kind: OrganKind, local: tuple[int, int] | None = None) -> Due:
    """Return the last day to publish the report for `year`; `local` is the month and day that a locality has set.

    Art. 49 ¶1: 县级以上人民政府部门应当在每年1月31日前……提交上一年度政府信息公开工作年度报告并向社会公布。
    Art. 49 ¶2: ……应当在每年3月31日前向社会公布本级政府上一年度政府信息公开工作年度报告。
    Towns and subdistrict offices are not named; 31 January is the usual local choice, and never binding.
    The days are taken as written: nothing says that they move when they fall on a day of rest.

    :raises ValueError: for a year before 2019, which an earlier Regulation governs, or a local day that does not exist.
    """
    if year < FIRST_YEAR:
        raise ValueError(f"The Regulation of 2019 governs the reports for 2019 and after, not the report for {year}.")
    month, day = (3, 31) if kind == "government" else (1, 31)
    paragraph = "第二款" if kind == "government" else "第一款"
    last = date(year + 1, *(local or (month, day)))
    return Due(last, kind != "township" and local is None, Citation(REGULATION, f"第四十九条{paragraph}"))


REVIEW_FIRST_FROM = date(2024, 1, 1)
"""The day on which the revised Administrative Reconsideration Law came into force."""

REVIEW_FIRST_BASIS = (
    Citation(RECONSIDERATION_LAW, "第二十三条第一款第四项"),
    Citation(INTERPRETATION_2025),
    Citation(REGULATION, "第十四条至第十六条"),
)

REVIEW_FIRST_ROWS = frozenset(
    {
        "denied.state_secret",  # Art. 14
        "denied.prohibited_by_law",  # Art. 14
        "denied.security_stability",  # Art. 14
        "denied.third_party",  # Art. 15
        "denied.internal_affairs",  # Art. 16 ¶1
        "denied.process_information",  # Art. 16 ¶2
        "denied.enforcement_file",  # Art. 16 ¶2
    }
)
"""The rows of table 3 that rest on Art. 14 to 16. 8.属于行政查询事项 stands among them but rests on Art. 36 (7).

Told here too, so that checking a report need not load the kinds of reply; a test holds it against `replies`.
"""


def review_first(row: str, *, decided: date) -> bool:
    """Return whether a refusal counted in this row of table 3 had to go to reconsideration before any suit.

    Reconsideration Law Art. 23 ¶1 (4): 申请政府信息公开，行政机关不予公开 … 应当先向行政复议机关申请行政复议。
    """
    return decided >= REVIEW_FIRST_FROM and row in REVIEW_FIRST_ROWS
