"""The sheets and the columns of the table, and the words that a cell may hold: those that the law uses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from gongkai.law import replies
from gongkai.law.deadlines import Consulted, ServedBy
from gongkai.law.deadlines.receipt import RULES
from gongkai.report import formats
from gongkai.web.cases.identity import IdKind
from gongkai.web.cases.models import Delivery, Form

EXAMPLE, EXPLANATION = "示例", "说明"
"""How the first cell of a line begins that is no case."""
NUMBER = "number"
"""The column that every line must have: by it a case is known, and taken once."""


class Sheet(StrEnum):
    """The sheets that hold cases, by their names."""

    OPEN = "在办申请"
    ENDED = "本年已办结"
    REGISTER = "上年登记簿"


BALANCE = "上年结转数"
"""The sheet with last year's 四."""


class Holds(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key, its heading, what to write into it, an example, and which words it takes, each with its code."""

    key: str
    zh: str
    help: str
    example: str = ""
    holds: Holds = Holds.TEXT
    words: Mapping[str, str] = field(default_factory=dict, hash=False)
    required: bool = False
    longest: int = 200
    closing: bool = False


class Outcome(StrEnum):
    """What became of a letter or a notice that asks somebody for something."""

    ANSWERED = "answered"
    SILENT = "silent"
    RETURNED = "returned"


def columns(sheet: Sheet) -> tuple[Column, ...]:
    """Return the columns of a sheet. What is in hand has none of those that say how it ended."""
    return tuple(column for column in _columns() if sheet is not Sheet.OPEN or not column.closing)


def balance_columns() -> dict[str, str]:
    """Return the columns of table 3 by their codes, as the form prints them, without the total."""
    known = {column.code for column in replies.columns()}
    return {each.key: each.label for each in formats.load(formats.FORMATS[-1]).request_columns if each.key in known}


@cache
def applicant_words() -> dict[str, str]:
    """Return the words for a kind of applicant: those of the finer list, and those that the form prints."""
    printed = {label: code for code, label in balance_columns().items()}
    return {each.zh: each.code for each in replies.applicants()} | printed


@cache
def reply_words() -> dict[str, str]:
    """Return the words for how a request ended: the kinds that count in a row of the report."""
    return {each.zh: each.code for each in replies.kinds() if each.rows}


@cache
def withheld_words() -> dict[str, str]:
    """Return the words for the grounds of a withheld part."""
    return {each.zh: each.code for each in replies.kinds() if each.withholdable}


@cache
def _columns() -> tuple[Column, ...]:
    return (*_request(), *_events(), *_closing(), *_applicant())


_DAY = "如 2026-03-02。"


def _day(
    key: str, zh: str, help_: str = "", example: str = "", *, closing: bool = False, required: bool = False
) -> Column:
    return Column(key, zh, help_ or _DAY, example, Holds.DAY, required=required, closing=closing)


def _choice(
    key: str, zh: str, words: Mapping[str, str], help_: str, example: str = "", *, closing: bool = False
) -> Column:
    return Column(key, zh, help_, example, Holds.CHOICE, words, closing=closing)


def _request() -> Iterator[Column]:
    yield Column(
        NUMBER, "原编号", "必填，本机关内不重复。导入后另给新编号，两个编号都能查到。", longest=60, required=True
    )
    yield Column(
        "channel",
        "收到方式",
        "必填，从列表选择。",
        RULES_ZH[0],
        Holds.CHOICE,
        {rule.zh: str(channel) for channel, rule in RULES.items()},
        required=True,
    )
    yield _day("arrived", "到达日期", "确认之日与到达之日不同的填写。")
    yield _day(
        "received", "收到申请之日", "必填。期限由此计算，申请属于哪一年也由此确定。", "2026-03-02", required=True
    )
    yield Column("subject", "信息名称", "必填，不超过200字。", "道路养护经费支出明细", required=True)
    yield Column("description", "内容描述", "留空的，照信息名称。", longest=4000)
    yield Column(
        "applicant",
        "申请人类别",
        "必填，从列表选择。可以填年度报告表三的列名，也可以填更细的类别。",
        "自然人",
        Holds.CHOICE,
        applicant_words(),
        required=True,
    )
    yield _choice("form", "提供形式", _labels(Form), "留空的，为电子文档。")
    yield _choice("delivery", "获取方式", _labels(Delivery), "留空的，为网上获取。")


RULES_ZH = tuple(rule.zh for rule in RULES.values())
_NAMES = {Consulted.THIRD_PARTY: "第三方", Consulted.CO_MAKER: "共同制作机关", Consulted.ORGAN: "其他机关"}
_HEARD = {"已提出意见": Outcome.ANSWERED, "逾期未提出意见": Outcome.SILENT, "无法送达退回": Outcome.RETURNED}
_EXPLAINED = {"已说明": Outcome.ANSWERED, "逾期未说明": Outcome.SILENT}
_SERVED = {"网上": ServedBy.ONLINE, "电子邮件": ServedBy.EMAIL, "邮寄": ServedBy.MAIL, "直接送达": ServedBy.HAND}


def _events() -> Iterator[Column]:
    yield _day("clarification_asked", "告知补正日期", example="2026-03-05")
    yield _day("clarification_notified", "补正告知到达日期", "申请人收到告知书之日。", "2026-03-06")
    yield Column("clarification_days", "补正期限（工作日）", "留空的，照本机关的选择。", "", Holds.NUMBER)
    yield _day("clarified", "收到补正日期", "期限由此重新计算。", "2026-03-12")
    yield _choice(
        "consulted", "征求意见对象", {zh: str(whom) for whom, zh in _NAMES.items()}, "征求过意见的填写，一件一次。"
    )
    yield _day("letter_sent", "征求意见发出日期")
    yield _day("letter_arrived", "征求意见到达日期", "对方收到之日。")
    yield _choice("letter_outcome", "征求意见结果", {zh: str(each) for zh, each in _HEARD.items()}, "还在等待的留空。")
    yield _day("letter_ended", "征求意见结果日期")
    yield _day("reasons_asked", "要求说明理由日期")
    yield _day("reasons_notified", "说明理由告知到达日期")
    yield _choice(
        "reasons_outcome", "说明理由结果", {zh: str(each) for zh, each in _EXPLAINED.items()}, "还在等待的留空。"
    )
    yield _day("reasons_ended", "说明理由结果日期")
    yield _day("fee_notified", "收费通知日期")
    yield _day("fee_arrived", "收费通知到达日期")
    yield _day("fee_paid", "缴费日期")
    yield _day("extended", "延长期限日期", "作出延长并告知之日。")
    yield Column("extended_days", "延长工作日数", "最长 20 个工作日。", "", Holds.NUMBER)
    yield _day("delayed", "确定延迟答复日期", "要求说明理由以后确定合理期限的。")
    yield _day("delayed_until", "延迟至")
    yield Column("approver", "批准人", "延长、延迟须经政府信息公开工作机构负责人批准。", longest=40)


def _closing() -> Iterator[Column]:
    yield Column(
        "reply",
        "办结方式",
        "必填，从列表选择。与年度报告表三各行的关系由系统确定。",
        "予以公开",
        Holds.CHOICE,
        reply_words(),
        required=True,
        closing=True,
    )
    yield _day(
        "closed",
        "办结日期",
        "必填。答复的，为作出答复之日；邮寄的，为交邮之日。",
        "2026-03-20",
        closing=True,
        required=True,
    )
    yield Column(
        "withheld",
        "不予公开部分的依据",
        "部分公开的填写，几项用“；”隔开。",
        "",
        Holds.CHOICES,
        withheld_words(),
        closing=True,
    )
    yield _choice(
        "by", "送达方式", {zh: str(way) for zh, way in _SERVED.items()}, "作出答复的必填。", "网上", closing=True
    )
    yield Column("tracking", "邮件号码", "邮寄的填写。", longest=40, closing=True)
    yield _day("served", "送达日期", "直接送达的，为签收之日。", closing=True)
    yield _day("archived", "归档日期", closing=True)


def _applicant() -> Iterator[Column]:
    yield Column("name", "申请人姓名或者名称", "申请人的情况都可以不填；填写的加密保存，打开时留下记录。", longest=100)
    yield Column("contact", "联系人", "", longest=60)
    yield _choice("id_kind", "证件类型", _labels(IdKind), "")
    yield Column("id_number", "证件号码", "", longest=40)
    yield Column("phone", "联系电话", "", longest=30)
    yield Column("email", "电子邮箱", "", longest=254)
    yield Column("address", "邮寄地址", "", longest=200)
    yield Column("remark", "备注", "仅本机关可见，不写证件号码。", longest=1000)


def _labels(kind: type[Form] | type[Delivery] | type[IdKind]) -> dict[str, str]:
    # The words of the table are Chinese, in whatever language its reader works.
    from django.utils import translation

    with translation.override("zh-hans"):
        return {str(label): str(value) for value, label in kind.choices}
