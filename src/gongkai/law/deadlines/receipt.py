"""The day on which a request counts as received (收到申请之日), by the channel it came through: Art. 31."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.citation import CHANNELS_2017, RECEIPT_AND_SERVICE_2015, REGULATION, Citation
from gongkai.law.deadlines.deadline import Note
from gongkai.law.options import conventions
from gongkai.law.refusal import ImpossibleDates


class Channel(StrEnum):
    """How a request reaches an organ."""

    COUNTER = "counter"  # 当面提交
    ORAL = "oral"  # 口头提出，由工作机构代填
    REGISTERED_MAIL = "registered_mail"  # 需签收的邮寄（挂号信、特快专递）
    ORDINARY_MAIL = "ordinary_mail"  # 平常信函等无需签收的邮寄
    ONLINE = "online"  # 互联网渠道，包括电子邮件
    FAX = "fax"  # 政府信息公开工作机构的传真


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """The rule of a channel: its label, whether the day of confirmation decides, and the evidence to keep."""

    zh: str
    en: str
    confirmed: bool
    evidence: tuple[str, ...]
    evidence_zh: str
    basis: tuple[Citation, ...]
    always_open: bool = False


_ART_29 = Citation(REGULATION, "第二十九条第一款")

RULES = {
    Channel.COUNTER: ChannelRule(
        "当面提交",
        "handed in",
        False,
        ("signed_receipt",),
        "双方签字的登记回执",
        (Citation(REGULATION, "第三十一条第一项"), Citation(CHANNELS_2017)),
        True,
    ),
    Channel.ORAL: ChannelRule(
        "口头提出",
        "made orally, written down by the disclosure office",
        False,
        ("completed_form",),
        "工作机构代为填写并经申请人确认的申请表",
        (_ART_29, Citation(REGULATION, "第三十一条第一项")),
    ),
    Channel.REGISTERED_MAIL: ChannelRule(
        "邮寄（需签收）",
        "sent by registered mail",
        False,
        ("tracking_number", "signature"),
        "邮件号码和签收记录",
        (Citation(REGULATION, "第三十一条第二项"), Citation(CHANNELS_2017)),
        True,
    ),
    Channel.ORDINARY_MAIL: ChannelRule(
        "平常信函",
        "sent by ordinary mail",
        True,
        ("call_log",),
        "收到当日与申请人联系确认的记录（时间、号码、经办人、结果）",
        (Citation(REGULATION, "第三十一条第二项"), Citation(RECEIPT_AND_SERVICE_2015, "第一条")),
        True,
    ),
    Channel.ONLINE: ChannelRule(
        "互联网渠道",
        "sent online",
        True,
        ("confirmation",),
        "双方确认的记录（系统回执或者往来信息）",
        (Citation(REGULATION, "第三十一条第三项"),),
    ),
    Channel.FAX: ChannelRule(
        "传真",
        "sent by fax",
        True,
        ("confirmation",),
        "双方确认的记录",
        (Citation(REGULATION, "第三十一条第三项"),),
    ),
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """The day a request was received, the rule that says so, and what to know about it."""

    day: date
    channel: Channel
    basis: tuple[Citation, ...]
    notes: tuple[Note, ...] = ()

    @property
    def evidence(self) -> tuple[str, ...]:
        """The codes of the evidence that must be on file."""
        return RULES[self.channel].evidence


def receipt(arrived: date, *, channel: Channel = Channel.COUNTER, confirmed: date | None = None) -> Receipt:
    """Return the day of receipt of a request that reached the organ on `arrived`.

    Art. 31: (1) 当面提交的，以提交之日为收到申请之日; (2) 以邮寄方式提交的，以行政机关签收之日…平常信函等无需签收的…
    以确认之日为收到申请之日; (3) 通过互联网渠道或者传真提交的，以双方确认之日为收到申请之日.

    :raises ImpossibleDates: where the confirmation lies before the arrival.
    :raises NotCovered: where the receipt lies before the Regulation came into force.
    """
    rule = RULES[channel]
    if not rule.confirmed:
        conventions(arrived)
        return Receipt(arrived, channel, rule.basis, _ignored(rule, arrived, confirmed))
    if confirmed is None:
        conventions(arrived)
        return Receipt(arrived, channel, rule.basis, (_assumed(rule, arrived),))
    if confirmed < arrived:
        raise ImpossibleDates(
            f"确认之日（{confirmed}）早于申请到达之日（{arrived}）；请核对两个日期。",
            f"The confirmation ({confirmed}) lies before the arrival ({arrived}); check both days.",
            *rule.basis,
        )
    conventions(confirmed)
    return Receipt(confirmed, channel, rule.basis)


def _assumed(rule: ChannelRule, arrived: date) -> Note:
    return Note(
        "confirmation_assumed",
        f"“{rule.zh}”以双方确认之日为收到申请之日；没有给出确认之日，按 {arrived} 当日确认计算。",
        f"For a request {rule.en} the day of confirmation counts; none was given, so the day of arrival is taken.",
        rule.basis,
    )


def _ignored(rule: ChannelRule, arrived: date, confirmed: date | None) -> tuple[Note, ...]:
    if confirmed is None or confirmed == arrived:
        return ()
    return (
        Note(
            "confirmation_ignored",
            f"“{rule.zh}”不以确认之日为准，收到申请之日为 {arrived}。",
            f"For a request {rule.en} the confirmation does not count; it was received on {arrived}.",
            rule.basis,
        ),
    )
