"""GK910: the repealed Regulation of 2007 cited as if in force: its order number, its period of 15 working days.

Old texts handed down from year to year keep both, twelve years after they ceased to be right.
"""

import re
from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.words import Hit, finding
from gongkai.report.model import Report
from gongkai.report.narrative.pages import pages

RULE = Rule(
    id="GK910",
    alias="W-OLD",
    severity="warning",
    group="words",
    title={
        "zh": "引用现行条例（国务院令第711号），不引用已被修订的旧规定。",
        "en": "The Regulation in force (Order 711) is cited, not what it replaced.",
    },
    why={
        "zh": "2007年条例（国务院令第492号）已于2019年5月15日修订，答复期限改为20个工作日。",
        "en": "The Regulation of 2007 (Order 492) was revised on 15 May 2019, and the reply period is now 20 working days.",
    },
    basis=(Citation(REGULATION, "第三十三条第二款"),),
)
_OLD = re.compile(
    r"(?:国务院令?第?|第)\s*492\s*号"
    r"|(?:申请|依申请公开)[^。；\n]{0,30}(?<!第三方)15个工作日(?:之)?内[^。；，\n]{0,6}(?:答复|回复)(?!意见)"
    r"|《(?:中华人民共和国)?政务信息公开条例》"
)
_NEEDLES = ("492", "15个工作日", "政务信息公开条例")
_OTHERS = re.compile(r"第三方|征求|意见|补正|共同制作|协助")


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with every citation of what is no longer in force."""
    hits = [
        Hit(found.group()[-24:], place)
        for found, place in pages(report).finds(_OLD, _NEEDLES)
        if not _OTHERS.search(found.group())
    ]
    yield from finding(
        RULE,
        hits,
        zh="引用了失效的规定或者写错了条例名称",
        en="What is no longer in force is cited, or the Regulation misnamed",
        hint=(
            "改为《中华人民共和国政府信息公开条例》（国务院令第711号），答复期限为收到申请之日起20个工作日。",
            "Cite the Regulation (State Council Order 711); the reply period is 20 working days from receipt.",
        ),
    )


CHECK = Check(RULE, judge)
