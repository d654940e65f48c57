"""The information processing fee: what it comes to by item or by page, and the trail of how it came about.

The fee is there to steer how requests are made, not to recover a cost: most applicants never pay it. Both methods are
progressive on the excess: a higher price is due for what lies in its band, never for what lies below it. Who pays at
all (Art. 42 of the Regulation: clearly more than is reasonable), in which month a request falls and which method is
chosen for it are decisions of the organ; what is here computes and explains.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.law.citation import FEE_MEASURES, REGULATION, Citation
from gongkai.law.dated import Dated, Version
from gongkai.law.deadlines import periods
from gongkai.law.options import Conventions
from gongkai.law.refusal import Refusal

Method = Literal["items", "pages"]
"""按件计收、按量计收."""

# ASSUMPTION: in force on this day (verify); an earlier request would be charged though it must not be.
IN_FORCE = periods.FEE_MEASURES_FROM
CHARGEABLE = Citation(REGULATION, "第四十二条")
ONE_METHOD = Citation(FEE_MEASURES, "第三条")
BY_ITEM = Citation(FEE_MEASURES, "第四条")
BY_PAGE = Citation(FEE_MEASURES, "第五条")
_DEFAULT = Conventions()

MOST = 10**12
"""More items or pages than this are refused: a slip of the keyboard and no request."""

LISTED = 100
"""The trail shows so many bands one by one; what lies beyond them stands in one line."""


class FeeRefused(Refusal):
    """A number or a choice that no fee can be worked out from."""


@dataclass(frozen=True, slots=True)
class Band:
    """The price in yuan of each item or page up to and including `last`, from where the band before ends."""

    last: int
    unit_price: int


@dataclass(frozen=True, slots=True)
class Further:
    """Bands without end after the listed ones: each is `size` wide and `raised` yuan dearer than the one before."""

    size: int
    raised: int


@dataclass(frozen=True, slots=True)
class Tariff:
    """The bands of a method."""

    bands: tuple[Band, ...]
    further: Further | None = None


@dataclass(frozen=True, slots=True)
class TrailLine:
    """What the items or pages from `first` to `last` cost. `unit_price` is None where the line sums up many bands."""

    first: int
    last: int
    quantity: int
    unit_price: int | None
    amount: int
    bands: int = 1


@dataclass(frozen=True, slots=True)
class Fee:
    """An amount in yuan, the method, the lines that add up to it, and the articles."""

    amount: int
    method: Method
    trail: tuple[TrailLine, ...]
    basis: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What one request costs by each method. `lower` is None where they agree; the organ chooses, not the software."""

    by_items: Fee
    by_pages: Fee

    @property
    def lower(self) -> Method | None:
        """The method that comes to less."""
        if self.by_items.amount == self.by_pages.amount:
            return None
        return "items" if self.by_items.amount < self.by_pages.amount else "pages"


@dataclass(frozen=True, slots=True)
class Requested:
    """A request of the month and the method chosen for it.

    `items` is what it is split into under 一事一申请. `pages` are the pages provided, of which `aid_pages` were made as
    help for a person who cannot read or see well. `already_public` says that the reply only tells where it is.
    """

    number: str
    method: Method
    pages: int | None = None
    items: int = 1
    aid_pages: int = 0
    already_public: bool = False


@dataclass(frozen=True, slots=True)
class Charged:
    """The fee of one request, and how many items the applicant had asked for in the month once it was in."""

    number: str
    fee: Fee
    running: int


@dataclass(frozen=True, slots=True)
class Month:
    """The requests of one applicant to one organ in one calendar month, each with its fee."""

    requests: tuple[Charged, ...]
    amount: int
    count: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How a point is read here that is not settled in the text at hand (verify)."""

    code: str
    zh: str
    en: str
    basis: tuple[Citation, ...]
    settled: bool = False


TARIFFS: dict[Method, Dated[Tariff]] = {
    "items": Dated(
        "信息处理费按件计收标准",
        "the processing fee by item",
        (
            Version(
                Tariff((Band(10, 0), Band(30, 100)), Further(size=10, raised=100)),
                (CHARGEABLE, ONE_METHOD, BY_ITEM),
                IN_FORCE,
            ),
        ),
    ),
    "pages": Dated(
        "信息处理费按量计收标准",
        "the processing fee by volume",
        (
            Version(
                Tariff((Band(30, 0), Band(100, 10), Band(200, 20), Band(MOST, 40))),
                (CHARGEABLE, ONE_METHOD, BY_PAGE),
                IN_FORCE,
            ),
        ),
    ),
}

READINGS = (
    Reading(
        "in_force",
        "《办法》自2021年1月1日起施行，此前收到的申请不收信息处理费。",
        "The Measures are in force from 2021-01-01; requests received before pay no processing fee.",
        (Citation(FEE_MEASURES),),
    ),
    Reading(
        "one_organ",
        "“同一申请人”“一个自然月”按一个机关收到的申请分别累计。",
        "Same applicant and calendar month are counted for each organ on its own.",
        (BY_ITEM,),
    ),
    Reading(
        "page",
        "A4及以下幅面纸张的单面为1页；按单件申请计算页数，不跨申请累加。",
        "One side of A4 or smaller is one page; pages are counted for each request and not carried to the next.",
        (BY_PAGE,),
    ),
    Reading(
        "already_public",
        "信息已主动公开、只告知获取方式和途径的，不适用按量计收。",
        "Where the reply only tells where public information is to be found, the fee by volume is not used.",
        (BY_PAGE, Citation(REGULATION, "第三十六条第一项")),
    ),
    Reading(
        "assistance",
        "为有阅读困难或者视听障碍的公民提供的必要帮助不收费：为此制作的页不计入页数。",
        "Help for persons who cannot read, see or hear well is free: the pages made for it are not counted.",
        (Citation(REGULATION, "第四十三条"),),
    ),
)
"""What is read here in one way and is still to be held against the official text (verify)."""


def latest() -> date:
    """Return the day from which the newest tariff holds, for whoever asks without a day."""
    return max(dated.versions[-1].valid_from for dated in TARIFFS.values())


def by_items(count: int, *, on: date) -> Fee:
    """Return what `count` items of one applicant in one calendar month come to, all charged by item.

    Art. 4: 10件以下不收费；11—30件的部分100元/件；31件以上的部分以10件为一档，每增加一档提高100元/件。

    :raises FeeRefused: for what is no number of items.
    :raises NotCovered: for a day before the Measures.
    """
    return _fee("items", 1, _whole(count, "件数", "number of items", least=0), on)


def for_item(nth: int, *, on: date) -> Fee:
    """Return what the `nth` item of the month costs by itself, the ones before it being in.

    Art. 4: 同一申请人一个自然月内累计申请.

    :raises FeeRefused: for what is no place in a count, which begins with 1.
    :raises NotCovered: for a day before the Measures.
    """
    _whole(nth, "序号", "place in the month", least=1)
    return _fee("items", nth, nth, on)


def by_pages(pages: int, *, on: date) -> Fee:
    """Return what one request comes to by volume.

    Art. 5: 30页以下不收费；31—100页的部分10元/页；101—200页的部分20元/页；201页以上的部分40元/页。

    :raises FeeRefused: for what is no number of pages.
    :raises NotCovered: for a day before the Measures.
    """
    return _fee("pages", 1, _whole(pages, "页数", "number of pages", least=0), on)


def compare(before: int, *, pages: int, on: date, items: int = 1) -> Comparison:
    """Return both amounts for one request of an applicant who has asked for `before` items in the month already.

    Art. 3: 对每件申请可以根据实际情况选择适用其中一种标准.

    :raises FeeRefused: for what is no number of items or pages.
    :raises NotCovered: for a day before the Measures.
    """
    _whole(before, "已申请件数", "number of items before", least=0)
    _whole(items, "件数", "number of items", least=1)
    return Comparison(_fee("items", before + 1, before + items, on), by_pages(pages, on=on))


def month(requests: Iterable[Requested], *, on: date, conventions: Conventions = _DEFAULT) -> Month:
    """Return the fee of each request of one applicant to one organ in one calendar month, in the order received.

    Art. 3: 不得同时按照两种标准重复计算. A request charged by volume takes its place in the count of the month all the
    same, for Art. 4 counts what was asked for (累计申请) and not what was charged by item; the option `fee_count`
    leaves it out of the count for organs that read the rule so.

    :raises FeeRefused: for a request with both methods or charged twice, or with numbers that are none.
    :raises NotCovered: for a day before the Measures.
    """
    counts_all = conventions.fee_count == "every"
    charged: dict[str, Charged] = {}
    running = 0
    for request in requests:
        if request.number in charged:
            raise _both(request.number)
        _check(request)
        if request.method == "items":
            fee = _fee("items", running + 1, running + request.items, on)
        else:
            fee = by_pages((request.pages or 0) - request.aid_pages, on=on)
        running += request.items if counts_all or request.method == "items" else 0
        charged[request.number] = Charged(request.number, fee, running)
    return Month(tuple(charged.values()), sum(one.fee.amount for one in charged.values()), running)


def calendar_month(received: date, *, submitted: date, conventions: Conventions = _DEFAULT) -> date:
    """Return the first day of the calendar month that a request counts in, by the option `fee_month`.

    Art. 4: 一个自然月内. The text does not say of which day.
    """
    day = received if conventions.fee_month == "receipt" else submitted
    return day.replace(day=1)


def _check(request: Requested) -> None:
    if request.method not in TARIFFS:
        raise FeeRefused(
            f"申请 {request.number} 的计收方式“{request.method}”不存在；请选按件（items）或者按量（pages）之一。",
            f"Request {request.number} has no method {request.method!r}; choose one of items and pages.",
            ONE_METHOD,
        )
    _whole(request.items, "件数", "number of items", least=1)
    if request.method == "items":
        if request.pages is not None:
            raise _both(request.number)
        return
    pages = _whole(request.pages, "页数", "number of pages", least=0)
    if _whole(request.aid_pages, "帮助用页数", "number of pages made as help", least=0) > pages:
        raise FeeRefused(
            f"申请 {request.number} 中为提供帮助制作的页多于全部页数；请更正其中一个。",
            f"Request {request.number} has more pages made as help than pages; correct one of the two.",
            BY_PAGE,
        )
    if request.already_public:
        raise FeeRefused(
            f"申请 {request.number} 的答复只告知已公开信息的获取方式，不适用按量计收；请改为按件计收或者不收费。",
            f"The reply to request {request.number} only tells where public information is, which is not charged by "
            "volume; charge it by item or not at all.",
            BY_PAGE,
        )


def _both(number: str) -> FeeRefused:
    return FeeRefused(
        f"对申请 {number} 不得同时按件又按量计收，也不得计收两次；请只选一种方式。",
        f"Request {number} may not be charged by item and by volume, nor twice; choose one method.",
        ONE_METHOD,
    )


def _whole(number: int | None, zh: str, en: str, *, least: int) -> int:
    if isinstance(number, int) and not isinstance(number, bool) and least <= number <= MOST:
        return number
    raise FeeRefused(
        f"{zh}应当是 {least} 至 {MOST} 的整数，不能是 {number}。",
        f"The {en} is a whole number from {least} to {MOST}, not {number}.",
    )


def _fee(method: Method, first: int, last: int, on: date) -> Fee:
    version = TARIFFS[method].on(on)
    trail = tuple(_trail(version.value, first, last))
    return Fee(sum(line.amount for line in trail), method, trail, version.basis)


def _trail(tariff: Tariff, first: int, last: int) -> Iterator[TrailLine]:
    """Yield what lies between `first` and `last` in each band, the last of many bands in one line."""
    base = _Base(0, 0)
    for band in tariff.bands:
        start, end = max(first, base.last + 1), min(last, band.last)
        if start <= end:
            yield _line(start, end, band.unit_price)
        base = _Base(band.last, band.unit_price)
    if tariff.further and base.last < last:
        yield from _further(tariff.further, base, max(first, base.last + 1), last)


@dataclass(frozen=True, slots=True)
class _Base:
    """Where the listed bands end, and the price of the last of them."""

    last: int
    unit_price: int

    def cost(self, further: Further, upto: int) -> int:
        """Return what all that lies above the listed bands comes to, up to and including `upto`."""
        full, rest = divmod(upto - self.last, further.size)
        dearer = further.size * full * (full + 1) // 2 + rest * (full + 1)
        return (upto - self.last) * self.unit_price + dearer * further.raised


def _further(further: Further, base: _Base, first: int, last: int) -> Iterator[TrailLine]:
    for _ in range(LISTED):
        number = (first - base.last - 1) // further.size + 1
        top = min(last, base.last + number * further.size)
        yield _line(first, top, base.unit_price + number * further.raised)
        first = top + 1
        if first > last:
            return
    amount = base.cost(further, last) - base.cost(further, first - 1)
    bands = -(-(last - first + 1) // further.size)
    yield TrailLine(first, last, last - first + 1, None if bands > 1 else amount // (last - first + 1), amount, bands)


def _line(first: int, last: int, price: int) -> TrailLine:
    quantity = last - first + 1
    return TrailLine(first, last, quantity, price, quantity * price)
