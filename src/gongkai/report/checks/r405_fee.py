"""GK405: what section six says of the information processing fee (信息处理费), against itself and against table 3.

Since 2021 the report states there how many notices went out, for how much, and how much came in. More cannot come in than was
asked for, and a request closed because its fee was not paid means that there was a notice.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from gongkai.law.citation import FEE_MEASURES, FORMAT_2021, Citation
from gongkai.report.checks.rule import Check, Context, Outcome, Rule
from gongkai.report.checks.words import Hit, finding
from gongkai.report.model import Report
from gongkai.report.narrative.prose import Sentence, prose

RULE = Rule(
    id="GK405",
    alias="N-FEE",
    severity="warning",
    group="narrative",
    title={
        "zh": "信息处理费的收费通知、总金额和实际收取的金额前后一致，并与表三相符。",
        "en": "Notices, total and receipts of the information processing fee agree with each other and with table 3.",
    },
    why={
        "zh": "实收不会多于应收；有申请因逾期未缴费而办结，就发出过收费通知。",
        "en": "No more can come in than was asked for, and a request closed over an unpaid fee had a notice.",
    },
    basis=(Citation(FORMAT_2021, "第六部分"), Citation(FEE_MEASURES)),
)
_FEE = re.compile(r"信息处理费")
_AMOUNT = r"(?P<{0}>\d[\d,]*(?:\.\d+)?)(?P<{0}_unit>万?)元"
_ASKED = re.compile(
    r"(?:总金额|应收|应收取|通知金额|金额(?:共|共计|合计)?)(?:共|共计|合计)?(?:为|是|：)?" + _AMOUNT.format("asked")
)
_TAKEN = re.compile(
    r"(?:实际收取|实收|实际收到|共收取|已收取)(?:的?总?金额|信息处理费|费用)?(?:共|共计|合计)?(?:为|是|：)?"
    + _AMOUNT.format("taken")
)
_NO_NOTICE = re.compile(
    r"(?:未|没有|无)(?:曾|需)?(?:发出|产生|下达|开具)?[^，。；]{0,10}收费通知|收费通知(?:的?件数)?[^，。；]{0,14}(?:为0|为零|0件)"
)
_NO_FEE = re.compile(
    r"(?:未|没有|无|不)(?:发出|产生|收取|发生|涉及|依申请)?[^，。；]{0,12}(?:信息处理费|收费通知)|信息处理费[^，。；]{0,10}(?:为0(?!\.\d*[1-9])|(?<![\d.])0元|未收取|均为0|为零)"
)


def judge(report: Report, _: Context) -> Iterator[Outcome]:
    """Yield one finding with what contradicts itself."""
    text = prose(report)
    about = [one for one in text.sentences if _FEE.search(one.text)]
    hits = [Hit(hit.quote, text.place(start), hit.zh, hit.en) for start, hit in _contradictions(report, about)]
    yield from finding(
        RULE,
        hits,
        zh="信息处理费的说法前后不一",
        en="What is said of the information processing fee does not agree",
        hint=(
            "按收费台账写明发出收费通知的件数、总金额和实际收取的总金额，并核对表三逾期未缴费一行。",
            "State notices, total and receipts from the register, and check the row on unpaid fees of table 3.",
        ),
    )


def _contradictions(report: Report, about: list[Sentence]) -> Iterator[tuple[int, Hit]]:
    denying = [one for one in about if _NO_FEE.search(one.text)]
    taking = [(one, amount) for one in about if (amount := _amount(_TAKEN, one.text, "taken"))]
    for one, taken in taking:
        asked = _amount(_ASKED, one.text, "asked")
        if asked is not None and taken > asked:
            yield one.start, Hit(_short(one), None, "实收多于应收", "more taken than asked for")
    if denying and taking:
        yield denying[0].start, Hit(_short(denying[0]), None, "又称有收取", "elsewhere a fee was taken")
    unpaid = report.value("requests.other_outcome.fee_unpaid.total")
    silent = [one for one in about if _NO_NOTICE.search(one.text)]
    if silent and unpaid:
        en = f"table 3 has {unpaid} closed over an unpaid fee"
        yield silent[0].start, Hit(_short(silent[0]), None, f"表三有{unpaid}件逾期未缴费", en)


def _amount(pattern: re.Pattern[str], text: str, name: str) -> Decimal | None:
    found = pattern.search(text)
    if not found:
        return None
    return Decimal(found[name].replace(",", "")) * (10_000 if found[f"{name}_unit"] else 1)


def _short(sentence: Sentence) -> str:
    return sentence.text if len(sentence.text) <= 60 else f"{sentence.text[:58]}……"


CHECK = Check(RULE, judge)
