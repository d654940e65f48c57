"""GK104: in every block of table 4 the results and what is pending add up to 总计.

The three blocks (reconsideration, direct suits, suits after reconsideration) each count their own cases.
"""

from collections.abc import Iterator

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, REGULATION, Citation
from gongkai.report.checks import balance
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.sums import Balance, block_label, written
from gongkai.report.formats import Format
from gongkai.report.model import Report

RULE = Rule(
    id="GK104",
    alias="T4-SUM",
    severity="error",
    group="remedies",
    title={
        "zh": "表四每一组：结果维持、结果纠正、其他结果与尚未审结之和等于总计。",
        "en": "In every block of table 4, upheld, corrected, other and pending add up to the total.",
    },
    why={
        "zh": "每件复议、诉讼只有一种结果或者尚未审结；合计不等，说明漏填、重填或者总计填错。",
        "en": "Every dispute has one result or is pending; where the sum fails, a figure is missing, doubled or wrong.",
    },
    basis=(Citation(REGULATION, "第五十条"), Citation(FORMAT_2021, "第四部分"), Citation(FORMAT_2019, "第四部分")),
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield a finding for each block that does not add up."""
    return balance.judge(RULE, report, _words)


def _words(report: Report, form: Format, line: Balance) -> balance.Words:
    upheld, corrected, other, pending = (written(report.value(name) or 0) for name in line.left)
    parts, total = written(line.left_side.total), written(line.right_side.total)
    gap = written(line.difference)
    return balance.Words(
        line_zh=f"表四“{block_label(form.name, line.key)}”",
        line_en=f"table 4, {line.key}",
        zh=f"维持{upheld}＋纠正{corrected}＋其他{other}＋尚未审结{pending}＝{parts}，总计{total}，相差{gap}",
        en=(
            f"upheld {upheld} + corrected {corrected} + other {other} + pending {pending} = {parts}, "
            f"but the total says {total}; they differ by {gap}"
        ),
        hint_zh="对照复议、诉讼台账核对这一组的各项结果和总计。",
        hint_en="Compare this block's results and total with the ledger of disputes.",
    )


CHECK = Check(RULE, judge)
