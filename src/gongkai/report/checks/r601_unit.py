"""GK601: an amount is printed as its header demands: in 万元, no unit in the cell, with the decimals asked for.

The value is read all the same. But 24074 under a header that asks for four decimals may be yuan, and nobody can tell.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Citation
from gongkai.report.checks import observed
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.model import Note, Report

RULE = Rule(
    id="GK601",
    alias="U-UNIT",
    severity="warning",
    group="units",
    title={
        "zh": "金额的单位印在表头，单元格里只有数，小数位数符合表头的要求。",
        "en": (
            "Amounts have their unit in the header, only the figure in the cell, and the decimals the header asks for."
        ),
    },
    why={
        "zh": "单位不清的金额可能相差一万倍，也无法直接汇总。",
        "en": "An amount of uncertain unit may be wrong by ten thousand, and cannot be added up.",
    },
    basis=(Citation(FORMAT_2021, "第二部分"), Citation(FORMAT_2019, "第二部分")),
)
_WORDS = {
    "unit_in_cell": ("“{}”把单位写在了单元格里", "{} has its unit inside the cell"),
    "other_unit": ("“{}”的单位不是万元", "{} is not in 万元"),
    "no_unit": ("“{}”没有印明单位，按万元读取", "{} has no unit anywhere and is read as 万元"),
    "decimals": ("“{}”的小数位数不符合表头的要求", "{} lacks the decimals that its header asks for"),
}


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding for all amounts whose unit or decimals are not as the form has them."""
    found = observed.notes(report, _WORDS)
    if found:
        yield observed.finding(
            RULE,
            found,
            zh=f"金额的单位或者小数位数不规范：{'；'.join(_told(report, note, 0) for note in found)}。",
            en=(
                "The unit or the decimals of an amount are not as they should be: "
                f"{'; '.join(_told(report, n, 1) for n in found)}."
            ),
            hint_zh="表头印明“单位：万元”，单元格只填数；先核实这个数的单位确实是万元。",
            hint_en=(
                "Print 单位：万元 in the header and the figure alone in the cell; first make sure that it is in 万元."
            ),
        )


def _told(report: Report, note: Note, language: int) -> str:
    cell = report.cells.get(note.cell or "")
    return _WORDS[note.kind][language].format(note.detail or (cell.raw if cell else "") or "")


CHECK = Check(RULE, judge, reading=True)
