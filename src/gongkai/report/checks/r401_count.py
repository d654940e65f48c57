"""GK401: the counts of requests in the text against table 3, and a procedure that is told as if it were an outcome.

Readers believe the sentence, researchers take the table; where they differ, one of them misleads. Only counts of the
organ's own requests of the whole year are compared, and 收到 may include what was carried in.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, NotAssessed, Outcome, Rule
from gongkai.report.model import Report
from gongkai.report.narrative.figures import LABELS, allowed, cells, figure
from gongkai.report.narrative.requests import Statement, statements

RULE = Rule(
    id="GK401",
    alias="N-COUNT",
    severity="warning",
    group="narrative",
    title={
        "zh": "正文所说的申请数量和办理结果与表三一致，延期、补正等程序不作为办理结果。",
        "en": "Counts of requests and outcomes in the text equal table 3; an extension or clarification is no outcome.",
    },
    why={
        "zh": "同一份报告对同一件事给出两个数，读者无从判断哪个是真的；把延期说成结果，会掩盖真正的办理结果。",
        "en": "Two figures for one thing leave the reader to guess, and an extension told as an outcome hides the real outcome.",
    },
    basis=(Citation(REGULATION, "第五十条"), Citation(FORMAT_2021), Citation(FORMAT_2019)),
)
_SHOWN = 5


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with every sentence that differs from table 3."""
    told = statements(report)
    if told and report.value("requests.new.total") is None and report.value("requests.handled.total") is None:
        yield NotAssessed(
            RULE.id,
            RULE.alias,
            {
                "zh": "表三的数没有读出，正文中的申请数量未能核对。",
                "en": "Table 3 was not read, so counts in the text were not compared.",
            },
        )
        return
    wrong = _differing(report, told)
    steps = _procedures(report, told)
    if wrong or steps:
        yield _finding(report, wrong, steps)


def _differing(report: Report, told: list[Statement]) -> list[Statement]:
    wrong: list[Statement] = []
    right: set[str] = set()
    for one in told:
        if one.kind == "procedure" or one.relation == "part":
            continue
        fits = allowed(report, one.kind)
        if fits is None:
            continue
        if one.value in fits or (one.relation == "at most" and one.value <= max(fits)):
            right.add(_theme(one.kind))
        else:
            wrong.append(one)
    # A second figure for what the text also tells rightly is mostly a part of it, unless it calls itself the whole.
    return [one for one in wrong if one.total or _theme(one.kind) not in right]


def _theme(kind: str) -> str:
    return "received" if kind in ("new", "received", "either") else kind


def _procedures(report: Report, told: list[Statement]) -> list[Statement]:
    return [
        one
        for one in told
        if one.kind == "procedure"
        and one.value
        and _stands_for_outcome(report, [s for s in told if s.sentence == one.sentence])
    ]


def _stands_for_outcome(report: Report, together: list[Statement]) -> bool:
    """Return whether the parts told reach the total of table 3 only with the procedure among them."""
    total = figure(report, "handled")
    parts = [
        one.value
        for one in together
        if one.kind not in ("new", "received", "either", "carried_in", "carried_out", "natural", "legal")
    ]
    steps = sum(one.value for one in together if one.kind == "procedure")
    return len(parts) > 1 and total is not None and sum(parts) == total and sum(parts) - steps != total


def _finding(report: Report, wrong: list[Statement], steps: list[Statement]) -> Outcome:
    zh = [f"“{one.quote}”，表三“{LABELS[one.kind][0]}”为{figure(report, one.kind)}" for one in wrong[:_SHOWN]]
    zh += [f"“{one.quote}”把程序当作办理结果，表三没有这一项" for one in steps[:_SHOWN]]
    en = [f"“{one.quote}” where table 3 has {figure(report, one.kind)} {LABELS[one.kind][1]}" for one in wrong[:_SHOWN]]
    en += [
        f"“{one.quote}” tells a step of procedure as an outcome, which table 3 does not have" for one in steps[:_SHOWN]
    ]
    names = [name for one in wrong for name in cells(report, one.kind)]
    if steps:
        names.append("requests.handled.total")
    return RULE.finding(
        zh=f"正文与表三不一致：{'；'.join(zh)}。",
        en=f"The text differs from table 3: {'; '.join(en)}.",
        hint_zh="核对办件台账，改正正文或者表三；延期、补正、征求意见只说明程序，该件的结果另计入（一）至（六）。",
        hint_en="Compare both with the register of requests and correct one of them; count an extended request by its final outcome.",
        cells=dict.fromkeys(names),
        places=[one.place for one in (*wrong, *steps)],
        count=len(wrong) + len(steps),
    )


CHECK = Check(RULE, judge)
