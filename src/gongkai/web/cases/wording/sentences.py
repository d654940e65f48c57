"""The sentences that notices share: the articles, a last day and whether it will hold, the effect of silence, a fee."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from gongkai.documents.day_words import chinese_date, full_date
from gongkai.law.citation import Citation
from gongkai.law.deadlines import Consulted, Deadline
from gongkai.law.fees import TrailLine
from gongkai.web.cases.charging import Charge
from gongkai.web.cases.wording.given import Given

SILENCE: Mapping[Consulted, tuple[str, ...]] = {
    Consulted.THIRD_PARTY: (
        "逾期未提出意见的，由本机关依照上述条例的规定决定是否公开。不同意公开且有合理理由的，本机关不予公开；本机关认为不公开可能"
        "对公共利益造成重大影响的，可以决定予以公开，并将决定公开的信息内容和理由书面告知您（贵单位）。",
    ),
    Consulted.CO_MAKER: ("逾期未提出意见的，视为同意公开。",),
    Consulted.ORGAN: ("收到贵机关的意见后，本机关依法作出答复。",),
}
"""What follows where nobody answers, and what an objection does (Art. 32, 34)."""

EFFECT: Mapping[Consulted, tuple[str, str]] = {
    Consulted.THIRD_PARTY: (
        "由本机关依照《政府信息公开条例》的规定决定是否公开。",
        "This organ decides under the Regulation whether to disclose.",
    ),
    Consulted.CO_MAKER: ("视为同意公开。", "Silence counts as consent."),
    Consulted.ORGAN: ("本机关依法作出答复。", "This organ replies according to law."),
}
"""The effect of silence in short, for a page."""

AFTER_PAYMENT = {
    "restart": "缴费之后，答复期限自缴费的次日起重新计算。",
    "resume": "缴费之后，答复期限继续计算，等待缴费的时间不计入。",
}
METHODS = {"items": "按件计收", "pages": "按量计收"}


def under(basis: Iterable[Citation]) -> str:
    """Return “根据” with the articles: each instrument in full, its articles together."""
    groups = groupby(basis, key=lambda citation: citation.instrument)
    named = [
        f"{instrument.title if '条例》' in instrument.title else instrument}"
        + "、".join(citation.article for citation in found if citation.article)
        for instrument, found in groups
    ]
    return f"根据{'和'.join(named)}"


def last_day(given: Given, limit: Deadline, what: str, letter: str = "本告知书") -> str:
    """Return until when an answer may come. While the arrival is not known, what is sent today and arrives today is meant."""
    if limit.date is None:
        return ""
    if given.arrived:
        return f"{letter}于{chinese_date(given.arrived)}送达，{what}最后一日为{certain(limit)}。"
    return f"{letter}于{chinese_date(given.on)}当日送达的，{what}最后一日为{certain(limit)}；此后送达的，自送达之日起计算。"


def certain(limit: Deadline) -> str:
    """Return a last day, and that it may still change where it may."""
    if limit.date is None:
        return ""
    words = full_date(limit.date, limit.calendar)
    if not limit.provisional:
        return words
    years = "、".join(map(str, limit.missing))
    earliest = f"，不早于{chinese_date(limit.not_before)}" if limit.not_before else ""
    return f"{words}（暂定：{years}年放假安排尚未公布，公布后可能变动{earliest}）"


def due(what: str, limit: Deadline | None) -> str:
    """Return when a period to reply ends, or that it does not run."""
    if limit is None or limit.date is None:
        return f"{what}因等待有关意见或者材料，暂不能确定最后一日。"
    return f"{what}至{certain(limit)}届满。"


def ended(what: str, limit: Deadline) -> str:
    """Return when a period has ended."""
    return f"{what}已于{certain(limit)}届满。"


def fee(charge: Charge | None, received: date, month: date) -> str:
    """Return how a fee comes about, in one line: the method, each band, the amount. `month` is that of the count."""
    if charge is None:
        return "【请先选定计收方式和数量】"
    found = charge.fee(received)
    if charge.method == "items":
        start = (
            f"您在{month.year}年{month.month}月此前已申请{charge.earlier}件，本次申请{charge.count}件，累计"
            f"{charge.earlier + charge.count}件"
        )
    else:
        aid = f"（其中为提供协助制作的{charge.aid_pages}页不计）" if charge.aid_pages else ""
        start = f"本次申请提供的信息共{charge.count}页{aid}"
    unit = "件" if charge.method == "items" else "页"
    trail = "；".join(_band(line, unit) for line in found.trail)
    return f"{METHODS[charge.method]}：{start}。{trail}。应缴信息处理费{found.amount}元。"


def _band(line: TrailLine, unit: str) -> str:
    many = f"第{line.first}至{line.last}{unit}共{line.quantity}{unit}"
    where = f"第{line.first}{unit}" if line.quantity == 1 else many
    if line.amount == 0:
        return f"{where}不收费"
    if line.unit_price is None:
        return f"{where}按档累进，计{line.amount}元"
    return f"{where}每{unit}{line.unit_price}元，计{line.amount}元"
