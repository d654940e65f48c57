"""GK404: table 3 has requests, and the text says nothing of them.

The form asks section one to report 依申请公开; a reader of a report that is silent on 61 requests has only the table.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.checks.rule import Check, Context, NotAssessed, Outcome, Rule
from gongkai.report.model import Report
from gongkai.report.narrative.figures import figure
from gongkai.report.narrative.prose import prose
from gongkai.report.narrative.requests import mentions

RULE = Rule(
    id="GK404",
    alias="N-NONE",
    severity="note",
    group="narrative",
    title={
        "zh": "表三有申请的，正文应当说明依申请公开情况。",
        "en": "Where table 3 has requests, the text says something of them.",
    },
    why={
        "zh": "总体情况应当包括依申请公开；表中有申请而正文只字不提，往往是表或正文有一处照搬往年。",
        "en": "Section one covers disclosure on request; silence often means that table or text was copied from another year.",
    },
    basis=(Citation(FORMAT_2021, "第一部分"), Citation(FORMAT_2019, "第一部分")),
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield a finding where the narrative is silent on the requests of table 3."""
    new, handled = figure(report, "new"), figure(report, "handled")
    if not (new or handled):
        return
    if not prose(report).sentences:
        yield NotAssessed(
            RULE.id,
            RULE.alias,
            {"zh": "没有读到正文，未能核对。", "en": "No narrative was read, so nothing was compared."},
        )
        return
    if mentions(report):
        return
    number = new or handled
    name = "requests.new.total" if new else "requests.handled.total"
    cell = report.cells[name]
    yield RULE.finding(
        zh=f"表三有{number}件申请，正文没有提到依申请公开情况。",
        en=f"Table 3 has {number} requests, but the text does not mention any.",
        hint_zh="在“总体情况”中写明本年收到、办理申请的数量和结果；如果表三填错了，改正表三。",
        hint_en="Say in section one how many requests came in and how they were answered, or correct table 3.",
        cells=(name,),
        places=(cell.place,),
    )


CHECK = Check(RULE, judge)
