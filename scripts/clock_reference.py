"""The pages of docs/reference with figures: periods, fees, calendars, and what is published unasked."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from page import OPEN, Sources, table, top

from gongkai.law import catalogue, fees, packs, provisional, statutory
from gongkai.law.deadlines import periods
from gongkai.law.deadlines.periods import Period, Unit
from gongkai.law.deadlines.receipt import RULES
from gongkai.law.options import IN_FORCE, OPTIONS
from gongkai.law.packs import Pack

UNITS = {
    Unit.WORKDAYS: "个工作日 working days",
    Unit.DAYS: "日 days",
    Unit.MONTHS: "个月 months",
    Unit.YEARS: "年 year",
}
METHODS: Mapping[fees.Method, tuple[str, str, str]] = {
    "items": (
        "按件计收 / By item",
        "件",
        "同一申请人一个自然月内累计的件数 items of one applicant in a calendar month",
    ),
    "pages": ("按量计收 / By volume", "页", "一件申请的页数 pages of one request"),
}
SHOWN: Mapping[fees.Method, tuple[int, ...]] = {
    "items": (10, 11, 30, 31, 40, 41, 50, 100),
    "pages": (30, 31, 68, 100, 101, 200, 201, 500),
}
ORGANS: Mapping[catalogue.OrganKind, str] = {
    "government": "市、县级人民政府",
    "department": "市、县级政府部门",
    "township": "乡镇",
    "subdistrict": "街道",
    "authorised": "授权组织",
}


def statutory_periods() -> Iterator[str]:
    """Yield every period, how a request counts as received, and the limits of publication."""
    sources = Sources()
    yield from top(
        "期限 / Periods",
        "期间开始之日不计。工作日按国务院办公厅的放假安排，调休上班的周末是工作日（见[日历](calendars.md)）。"
        "如何计算，见[期限是怎样算出来的](../explain/deadlines.md)。",
        "The day of the event is not counted. Working days follow the notices on days off; a weekend day worked in "
        "exchange is a working day ([calendars](calendars.md)). [How a deadline is counted](../explain/deadlines.md).",
    )
    found = {name.lower(): one for name, one in vars(periods).items() if isinstance(one, Period)}
    rows = [
        (one.name, f"`{name}`", f"{one.number} {UNITS[one.unit]}", f"{one.valid_from}", sources.short(one.basis))
        for name, one in found.items()
    ]
    yield from table(("期限 Period", "代码 Code", "长度 Length", "自 From", "依据 Basis"), rows)
    yield ""
    yield "由机关确定的期限 / Periods that the organ sets:"
    own = [option for option in OPTIONS.values() if option.values is None]
    yield from table(
        ("选项 Option", "默认 Default", "说明 Meaning", "依据 Basis"),
        ((f"`{one.name}`", str(one.default), f"{one.zh} {one.en}", sources.short(one.basis)) for one in own),
    )
    yield from _receipt(sources)
    yield from _publication(sources)
    yield from sources.named()


def _receipt(sources: Sources) -> Iterator[str]:
    yield ""
    yield "## 收到申请之日 / The day of receipt"
    rows = (
        (
            f"{rule.zh} {rule.en}",
            f"`{channel}`",
            "双方确认之日 the day both sides confirm" if rule.confirmed else "到达之日 the day it arrives",
            rule.evidence_zh,
            sources.short(rule.basis),
        )
        for channel, rule in RULES.items()
    )
    yield from table(("渠道 Channel", "代码 Code", "收到之日 Received", "留存的证据 Evidence", "依据 Basis"), rows)


def _publication(sources: Sources) -> Iterator[str]:
    yield ""
    yield "## 主动公开 / Publication"
    yield ""
    yield (
        f"自政府信息形成或者变更之日起 {periods.PUBLICATION.number} 个工作日内；另有规定的如下。"
        f" / Within {periods.PUBLICATION.number} working days, except:"
    )
    every = {one.code: one for kind in ("government", "township") for one in _items(kind)}
    rows = (
        (
            f"{one.zh}{''.join(f'：{each.zh}' for each in one.parts if each.code == part)}",
            f"`{one.code}`",
            f"{limit.number} {UNITS[limit.unit]}，自{limit.zh}",
            sources.short(limit.basis),
            "" if limit.settled else OPEN,
        )
        for one in every.values()
        for part, limit in one.limits.items()
    )
    yield from table(("事项 Item", "代码 Code", "期限 Limit", "依据 Basis", ""), rows)


def _items(kind: catalogue.OrganKind) -> tuple[catalogue.Item, ...]:
    return catalogue.items(kind, on=IN_FORCE)


def processing_fee() -> Iterator[str]:
    """Yield the tariffs of the processing fee, what some numbers come to, and what is read in one way here."""
    sources = Sources()
    yield from top(
        "信息处理费 / The processing fee",
        "只对数量、频次明显超过合理范围的申请收取；对每件申请选择一种标准。较高的单价只适用于超出的部分。",
        "Charged only where number and frequency are clearly beyond what is reasonable, by one method for each request. A "
        "higher price is due for what lies in its band, never for what lies below it.",
    )
    for method, dated in fees.TARIFFS.items():
        title, unit, meaning = METHODS[method]
        for version in dated.versions:
            yield ""
            yield f"## {title}"
            yield ""
            yield f"{meaning}，{version.valid_from} 起 from. 依据 Basis: {sources.short(version.basis)}"
            yield from table(("自 From", "至 To", "单价 Unit price"), _bands(version.value, unit))
            yield from _amounts(method, unit)
    yield ""
    yield "## 尚待核实的理解 / Readings still to be verified"
    yield from table(
        ("代码 Code", "理解 Reading", "依据 Basis", ""),
        (
            (f"`{one.code}`", f"{one.zh} {one.en}", sources.short(one.basis), "" if one.settled else OPEN)
            for one in fees.READINGS
        ),
    )
    yield from sources.named()


def _bands(tariff: fees.Tariff, unit: str) -> Iterator[tuple[str, ...]]:
    first, price = 1, 0
    for band in tariff.bands:
        price = band.unit_price
        yield f"{first}", "" if band.last == fees.MOST else f"{band.last}", f"{price} 元/{unit} yuan"
        first = band.last + 1
    if tariff.further:
        size, raised = tariff.further.size, tariff.further.raised
        for number in (1, 2):
            yield f"{first}", f"{first + size - 1}", f"{price + number * raised} 元/{unit} yuan"
            first += size
        yield f"{first}", "", f"每 {size} {unit}为一档，每档提高 {raised} 元/{unit}; {raised} yuan more every {size}"


def _amounts(method: fees.Method, unit: str) -> Iterator[str]:
    compute = fees.by_items if method == "items" else fees.by_pages
    amounts = [str(compute(number, on=fees.latest()).amount) for number in SHOWN[method]]
    yield from table((f"{unit}数", *map(str, SHOWN[method])), [("共 元 Yuan in all", *amounts)])


def calendars() -> Iterator[str]:
    """Yield the packs of days off and make-up days, year by year."""
    known = packs.published()
    yield from top(
        "日历 / Calendars",
        f"随软件提供 {known.first} 至 {known.last} 的工作日历，每个放假日和调休上班日写明所依据的通知。此后的日期是暂定的，"
        "新一年的日历包可以随时[加入](../howto/calendar-pack.md)。",
        f"The calendar of {known.first} to {known.last} ships with the package; every day off and every make-up day names "
        "its notice. Dates after it are provisional; the pack of a new year can be [added](../howto/calendar-pack.md) at "
        "any time.",
    )
    yield from table(
        ("年 Year", "工作日 Working days", "调休上班 Make-up days", "法定节假日 Statutory holidays"),
        (_year(pack) for pack in packs.shipped()),
    )
    last = packs.shipped()[-1].year
    yield ""
    yield (
        f"{last} 年 12 月 29 日至 31 日可能由下一年的通知安排，表中按推算计。 / 29 to 31 December {last} may still be ruled by "
        "the next notice and are estimated."
    )
    for pack in packs.shipped():
        yield ""
        yield f"## {pack.year}"
        yield from table(("日期 Days", "", "节日 Holiday", "通知 Notice"), _runs(pack))
        yield ""
        for notice in pack.notices:
            yield f"- {notice.number or notice.key} [《{notice.title}》]({notice.url})（{notice.date}）"


def _year(pack: Pack) -> tuple[str, ...]:
    last = date(pack.year, 12, 31)
    calendar = provisional.estimated(packs.published(), last) if last > packs.published().last else packs.published()
    worked = calendar.is_workday(date(pack.year, 1, 1)) + calendar.count(date(pack.year, 1, 1), last)
    made_up = sum(not day.off for day in pack.days if day.date.year == pack.year)
    return f"{pack.year}", f"{worked}", f"{made_up}", f"{statutory.number(pack.year)}"


def _runs(pack: Pack) -> Iterator[tuple[str, ...]]:
    numbers = {notice.key: str(notice) for notice in pack.notices}
    run: list[packs.PackDay] = []
    for day in pack.days:
        if run and not (day.date - run[-1].date == timedelta(days=1) and _alike(day) == _alike(run[-1])):
            yield _run(run, numbers)
            run = []
        run.append(day)
    yield _run(run, numbers)


def _alike(day: packs.PackDay) -> tuple[bool, str, str]:
    return day.off, day.holiday, day.notice


def _run(run: list[packs.PackDay], numbers: Mapping[str, str]) -> tuple[str, ...]:
    first, last = run[0], run[-1]
    days = f"{first.date}" if first is last else f"{first.date} 至 {last.date}"
    return days, "放假 off" if first.off else "上班 worked", first.holiday, numbers[first.notice]


def published_unasked() -> Iterator[str]:
    """Yield the items of Art. 20 and 21 by kind of organ."""
    sources = Sources()
    yield from top(
        "主动公开事项 / What is published unasked",
        "条例第二十条、第二十一条的事项，按机关的类别。期限见[期限](periods.md)。",
        "The items of Art. 20 and 21 by kind of organ; their limits are among the [periods](periods.md).",
    )
    every: dict[str, catalogue.Item] = {}
    bound: dict[str, list[str]] = {}
    for kind, name in ORGANS.items():
        for one in _items(kind):
            every[one.code] = one
            bound.setdefault(one.code, []).append(name)
    head = ("事项 Item", "代码 Code", "机关 Organs", "应当有 Parts", "依据 Basis")
    yield from table(head, (_item(one, bound[one.code], sources) for one in every.values()))
    yield ""
    yield (
        "街道办事处是否列第二十一条的事项，由选项 [subdistrict_items](options.md#subdistrict_items) 决定。 / Whether a "
        "subdistrict office lists items of Art. 21 is an option."
    )
    yield from sources.named()


def _item(one: catalogue.Item, organs: list[str], sources: Sources) -> tuple[str, ...]:
    who = "全部 all" if len(organs) == len(ORGANS) else "、".join(organs)
    return (
        f"{one.zh} {one.en}",
        f"`{one.code}`",
        who,
        "、".join(part.zh for part in one.parts),
        sources.short(one.basis),
    )


PAGES: Mapping[str, Callable[[], Iterator[str]]] = {
    "periods": statutory_periods,
    "fees": processing_fee,
    "calendars": calendars,
    "catalogue": published_unasked,
}
"""The pages by the names of their files."""
