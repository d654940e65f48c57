"""GK402: disputes of table 4 that the text leaves out, states in another number, or whose result it hides.

A dispute is what a reader wants to know first; «涉及行政复议1起» says nothing where the organ was corrected.
"""

from collections.abc import Iterator

from gongkai.law.citation import REGULATION, Citation
from gongkai.report.checks.rule import Check, Context, NotAssessed, Outcome, Rule
from gongkai.report.model import Place, Report
from gongkai.report.narrative.cases import Dispute, disputes, tells_defeat, told
from gongkai.report.narrative.figures import SUITS
from gongkai.report.narrative.figures import disputes as tabled
from gongkai.report.narrative.prose import prose

RULE = Rule(
    id="GK402",
    alias="N-CASE",
    severity="warning",
    group="narrative",
    title={
        "zh": "表四中的行政复议、行政诉讼在正文中如实说明，数量一致，不回避被纠正的结果。",
        "en": "The text tells the disputes of table 4, in their number, and does not hide that a decision was set right.",
    },
    why={
        "zh": "年度报告应当报告因政府信息公开工作被申请行政复议、提起行政诉讼的情况；略去或者只说“涉及”，会掩盖败诉和纠错。",
        "en": "The report must tell of reconsiderations and suits; leaving them out, or only «involved», hides the ones that were lost.",
    },
    basis=(Citation(REGULATION, "第五十条第一款第三项"),),
)
_NAMES = {
    "reconsideration": ("行政复议", "reconsiderations"),
    "litigation": ("行政诉讼", "suits"),
    "both": ("行政复议和行政诉讼", "disputes"),
}


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with everything that the text leaves out or states otherwise."""
    reconsiderations, suits = tabled(report, "total")
    if reconsiderations is None or suits is None:
        yield _not_assessed(
            "表四的总计没有读出，未能核对。", "The totals of table 4 were not read, so nothing was compared."
        )
        return
    if not prose(report).sentences:
        if reconsiderations or suits:
            yield _not_assessed("没有读到正文，未能核对。", "No narrative was read, so nothing was compared.")
        return
    stated = disputes(report)
    problems = [*_left_out(report, reconsiderations, suits), *_otherwise(stated, reconsiderations, suits)]
    if not problems:
        problems = _hidden(report)
    if problems:
        yield _finding(report, problems)


Problem = tuple[str, str, Place | None]


def _left_out(report: Report, reconsiderations: int, suits: int) -> list[Problem]:
    if not (reconsiderations or suits) or told(report):
        return []
    zh = "、".join(
        f"{name}{number}件" for name, number in (("行政复议", reconsiderations), ("行政诉讼", suits)) if number
    )
    en = " and ".join(
        f"{number} {name}" for name, number in (("reconsideration(s)", reconsiderations), ("suit(s)", suits)) if number
    )
    return [(f"表四有{zh}，正文没有提到", f"table 4 has {en} that the text does not mention", None)]


def _otherwise(stated: list[Dispute], reconsiderations: int, suits: int) -> list[Problem]:
    tables = {"reconsideration": reconsiderations, "litigation": suits, "both": reconsiderations + suits}
    right = {one.kind for one in stated if one.value == tables[one.kind]}
    return [
        (
            f"“{one.quote}”，表四{_NAMES[one.kind][0]}为{tables[one.kind]}件",
            f"the text says “{one.quote}” where table 4 has {tables[one.kind]} {_NAMES[one.kind][1]}",
            one.place,
        )
        for one in stated
        if one.kind not in right
    ]


def _hidden(report: Report) -> list[Problem]:
    corrected = sum(number or 0 for number in tabled(report, "corrected"))
    speaking = told(report)
    if not corrected or not speaking or tells_defeat(report):
        return []
    place = prose(report).place(speaking[0].start)
    return [
        (
            f"表四有{corrected}件结果为纠正，正文没有说明",
            f"table 4 has {corrected} case(s) in which the organ was corrected, and the text does not say so",
            place,
        )
    ]


def _finding(report: Report, problems: list[Problem]) -> Outcome:
    names = [
        f"remedies.{block}.{column}"
        for block in ("reconsideration", *SUITS)
        for column in ("total", "corrected")
        if report.value(f"remedies.{block}.{column}")
    ]
    places = [place for _, _, place in problems] + [report.cells[name].place for name in names]
    return RULE.finding(
        zh=f"{'；'.join(zh for zh, _, _ in problems)}。",
        en=_sentence([en for _, en, _ in problems]),
        hint_zh="在正文中写明行政复议、行政诉讼的件数和结果，被纠正的说明原因和改进措施；正文与表四有出入的，按台账改正。",
        hint_en="State the number and the results of disputes in the text, with reasons for those corrected; correct text or table.",
        cells=names,
        places=places,
        count=len(problems),
    )


def _sentence(parts: list[str]) -> str:
    text = "; ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def _not_assessed(zh: str, en: str) -> NotAssessed:
    return NotAssessed(RULE.id, RULE.alias, {"zh": zh, "en": en})


CHECK = Check(RULE, judge)
