"""What a caller tells of a request or a decision: words of the command line or of a table, turned into days."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from unicodedata import category

from gongkai.law.deadlines import Channel, Clarification, Consultation, Consulted, Fee, ServedBy
from gongkai.law.refusal import Refusal

NAMES = (
    "number",
    "received",
    "channel",
    "confirmed",
    "clarified",
    "clarify_days",
    "consult",
    "extend",
    "fee_notice",
    "fee_paid",
    "replied",
    "by",
    "formed",
    "served",
    "ground",
    "decided",
    "review_served",
    "copy_received",
    "accepted",
    "simplified",
    "review_extended",
    "sued",
)
"""The facts by the names of their options and columns."""
STARTS = ("received", "formed", "served", "copy_received", "accepted", "sued")
"""The facts that a period is counted from."""
NEEDS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("channel", "confirmed", "clarified", "clarify_days", "consult"), ("received",)),
    **dict.fromkeys(("extend", "fee_notice", "replied"), ("received",)),
    "fee_paid": ("fee_notice",),
    "by": ("replied",),
    **dict.fromkeys(("ground", "decided", "review_served"), ("served",)),
    **dict.fromkeys(("simplified", "review_extended"), ("copy_received", "accepted")),
}
"""What a fact says nothing without: one of these."""
HEADINGS = {
    "办件编号": "number",
    "编号": "number",
    "收到日期": "received",
    "收到申请日期": "received",
    "渠道": "channel",
    "申请渠道": "channel",
    "确认日期": "confirmed",
    "补正": "clarified",
    "告知补正日期": "clarified_notice",
    "收到补正日期": "clarified_received",
    "补正期限": "clarify_days",
    "征求意见": "consult",
    "延长天数": "extend",
    "收费通知日期": "fee_notice",
    "缴费日期": "fee_paid",
    "答复日期": "replied",
    "送达方式": "by",
    "形成日期": "formed",
    "送达日期": "served",
    "依据": "ground",
    "作出日期": "decided",
    "复议决定送达日期": "review_served",
    "收到复议副本日期": "copy_received",
    "复议受理日期": "accepted",
    "简易程序": "simplified",
    "复议延长": "review_extended",
    "收到起诉状副本日期": "sued",
}
"""The Chinese headings that a column may have instead of the name of its option."""
YEARS = range(1949, 2061)
LONGEST = 9_999
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SEVERAL = re.compile("[;；]")
_YES = {"1", "true", "yes", "y", "是"}
_NO = {"0", "false", "no", "n", "否"}
_CHANNELS = {
    "当面提交": Channel.COUNTER,
    "当面": Channel.COUNTER,
    "口头提出": Channel.ORAL,
    "口头": Channel.ORAL,
    "挂号信": Channel.REGISTERED_MAIL,
    "特快专递": Channel.REGISTERED_MAIL,
    "邮寄（需签收）": Channel.REGISTERED_MAIL,
    "平常信函": Channel.ORDINARY_MAIL,
    "平信": Channel.ORDINARY_MAIL,
    "互联网": Channel.ONLINE,
    "互联网渠道": Channel.ONLINE,
    "网上": Channel.ONLINE,
    "电子邮件": Channel.ONLINE,
    "传真": Channel.FAX,
}
_WAYS = {
    "直接送达": ServedBy.HAND,
    "当面": ServedBy.HAND,
    "邮寄": ServedBy.MAIL,
    "邮寄送达": ServedBy.MAIL,
    "互联网": ServedBy.ONLINE,
    "网上": ServedBy.ONLINE,
    "电子邮件": ServedBy.EMAIL,
}
_CONSULTED = {
    "第三方": Consulted.THIRD_PARTY,
    "共同制作机关": Consulted.CO_MAKER,
    "其他机关": Consulted.ORGAN,
}
Code = TypeVar("Code", bound=StrEnum)


class Unclear(Refusal):
    """Words that do not say which day, number or code is meant."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The days that were told, and what happened on them."""

    number: str = ""
    received: date | None = None
    channel: Channel = Channel.COUNTER
    confirmed: date | None = None
    clarification: Clarification | None = None
    clarify_days: int | None = None
    consultations: tuple[Consultation, ...] = ()
    extended: int = 0
    fee: Fee | None = None
    replied: date | None = None
    by: ServedBy | None = None
    formed: date | None = None
    served: date | None = None
    ground: str = ""
    decided: date | None = None
    review_served: date | None = None
    copy_received: date | None = None
    accepted: date | None = None
    simplified: bool = False
    review_extended: bool = False
    sued: date | None = None

    @property
    def first(self) -> date:
        """The first event of all. There is one where there are facts at all."""
        events = (self.received, self.formed, self.served, self.copy_received, self.accepted, self.sued)
        return min(event for event in events if event)


def read(given: Mapping[str, str], *, spelt: Callable[[str], str]) -> Facts:
    """Return the facts of words by their names; `spelt` is how a name is written where the caller wrote it.

    :raises Unclear: naming the option or the column, what it holds and what it should hold.
    """
    words = _Words(given, spelt)
    clarify_days = words.number("clarify_days")
    facts = Facts(
        number=given.get("number", "").strip(),
        received=words.day("received"),
        channel=words.code("channel", Channel, _CHANNELS) or Channel.COUNTER,
        confirmed=words.day("confirmed"),
        clarification=words.clarification(clarify_days),
        clarify_days=clarify_days,
        consultations=words.consultations(),
        extended=words.number("extend") or 0,
        fee=words.fee(),
        replied=words.day("replied"),
        by=words.code("by", ServedBy, _WAYS),
        formed=words.day("formed"),
        served=words.day("served"),
        ground=given.get("ground", "").strip(),
        decided=words.day("decided"),
        review_served=words.day("review_served"),
        copy_received=words.day("copy_received"),
        accepted=words.day("accepted"),
        simplified=words.yes("simplified"),
        review_extended=words.yes("review_extended"),
        sued=words.day("sued"),
    )
    _complete(facts, spelt)
    return facts


def day(words: str, name: str) -> date:
    """Return the day of words such as 2025-01-06; `name` says where they stand.

    :raises Unclear: for any other form, a day that does not exist, and a year that cannot be meant.
    """
    words = words.strip()
    if not _DAY.fullmatch(words):
        raise Unclear(
            f"{name}：“{_short(words)}”不是日期；请写成 2025-01-06 这样的形式。",
            f"{name}: {_short(words)!r} is no day; write it like 2025-01-06.",
        )
    try:
        found = date.fromisoformat(words)
    except ValueError:
        raise Unclear(f"{name}：没有 {words} 这一天。", f"{name}: there is no day {words}.") from None
    if found.year not in YEARS:
        raise Unclear(
            f"{name}：{words} 的年份不在 {YEARS[0]}–{YEARS[-1]} 之内；请核对。",
            f"{name}: the year of {words} is not in {YEARS[0]}–{YEARS[-1]}; check it.",
        )
    return found


def whole(words: str, name: str) -> int:
    """Return the whole number of words.

    :raises Unclear: where they are none, or one that cannot be meant.
    """
    words = words.strip()
    if words.isascii() and words.isdecimal() and len(words) <= len(str(LONGEST)):
        return int(words)
    raise Unclear(
        f"{name} 的“{_short(words)}”不是 0 至 {LONGEST} 的整数。",
        f"{name}: {_short(words)!r} is no whole number from 0 to {LONGEST}.",
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """Takes what was meant out of words."""

    given: Mapping[str, str]
    spelt: Callable[[str], str]

    def text(self, name: str) -> str:
        return self.given.get(name, "").strip()

    def day(self, name: str) -> date | None:
        return day(self.text(name), self.spelt(name)) if self.text(name) else None

    def number(self, name: str) -> int | None:
        return whole(self.text(name), self.spelt(name)) if self.text(name) else None

    def yes(self, name: str) -> bool:
        words = self.text(name).lower()
        if words and words not in _YES | _NO:
            raise self.unknown(name, words, ("是", "否", "yes", "no"))
        return words in _YES

    def code(self, name: str, kind: type[Code], labels: Mapping[str, Code]) -> Code | None:
        words = self.text(name)
        if not words or words in labels:
            return labels.get(words)
        try:
            return kind(words)
        except ValueError:
            raise self.unknown(name, words, tuple(kind)) from None

    def clarification(self, days: int | None) -> Clarification | None:
        words = self.text("clarified")
        if not words:
            return None
        notified, received = self.parts("clarified", words, 2, "NOTICE..RECEIVED", "2025-09-11..2025-09-29")
        return Clarification(self.first(notified, "clarified"), received, days)

    def consultations(self) -> tuple[Consultation, ...]:
        every = (words.strip() for words in _SEVERAL.split(self.text("consult")))
        return tuple(self.consultation(words) for words in every if words)

    def consultation(self, words: str) -> Consultation:
        whom = Consulted.THIRD_PARTY
        before, colon, days = words.replace("：", ":").partition(":")
        if colon:
            inner = _Words({"consult": before}, self.spelt)
            whom = inner.code("consult", Consulted, _CONSULTED) or Consulted.THIRD_PARTY
        form, example = "SENT..RECEIVED..[ANSWERED]", "2025-09-12..2025-09-16..2025-10-10"
        sent, received, answered = self.parts("consult", days if colon else words, 3, form, example)
        return Consultation(self.first(sent, "consult"), received, answered, whom)

    def fee(self) -> Fee | None:
        notified = self.day("fee_notice")
        return Fee(notified, self.day("fee_paid")) if notified else None

    def parts(self, name: str, words: str, number: int, form: str, example: str) -> list[date | None]:
        """Return the days of words with `..` between them; a day that is left out at the end is not there yet."""
        texts = [text.strip() for text in words.split("..")]
        if len(texts) > number:
            raise Unclear(
                f"{self.spelt(name)} 的“{_short(words)}”应当写成 {form}，如 {example}；还没有发生的留空。",
                f"{self.spelt(name)}: {_short(words)!r} should be {form}, such as {example}; leave out what is not yet.",
            )
        days = [day(text, self.spelt(name)) if text else None for text in texts]
        return [*days, *([None] * (number - len(days)))]

    def first(self, found: date | None, name: str) -> date:
        if found is None:
            raise Unclear(f"{self.spelt(name)} 缺少第一个日期。", f"{self.spelt(name)} lacks the first of its days.")
        return found

    def unknown(self, name: str, words: str, known: tuple[str, ...]) -> Unclear:
        return Unclear(
            f"{self.spelt(name)} 不能是“{_short(words)}”；可用的有：{'、'.join(known)}。",
            f"{self.spelt(name)} cannot be {_short(words)!r}; there are {', '.join(known)}.",
        )


def _complete(facts: Facts, spelt: Callable[[str], str]) -> None:
    if facts.replied and facts.by is None:
        raise Unclear(
            f"{spelt('replied')} 须与 {spelt('by')} 同时给出：按期与否取决于送达方式。",
            f"{spelt('replied')} needs {spelt('by')}: the way of service decides whether a reply was in time.",
        )
    if facts.served and not facts.ground and not facts.review_served:
        raise Unclear(
            f"{spelt('served')} 须与 {spelt('ground')} 同时给出：答复的依据决定是否应当先申请行政复议。",
            f"{spelt('served')} needs {spelt('ground')}: the ground decides whether reconsideration comes first.",
        )
    if not any(getattr(facts, name) for name in STARTS):
        names = [spelt(name) for name in STARTS]
        raise Unclear(
            f"没有起算的日期；至少给出一个：{'、'.join(names)}。",
            f"There is no day to count from; give at least one of {', '.join(names)}.",
        )


def _short(words: str) -> str:
    """Return words as a message may repeat them: not too many, and nothing that a terminal would obey."""
    shown = "".join("\N{REPLACEMENT CHARACTER}" if category(each) == "Cc" else each for each in words[:40])
    return shown if len(words) <= 40 else shown[:39] + "…"
