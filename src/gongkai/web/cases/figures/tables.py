"""The figures of a period as tables: what was received and closed, by channel, what is on hand, how long it took."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from gongkai.law.deadlines.receipt import RULES
from gongkai.web.bilingual import said
from gongkai.web.cases.figures import counting, lateness, situation
from gongkai.web.cases.figures.counting import Side
from gongkai.web.cases.figures.grid import Cell, Grid
from gongkai.web.cases.figures.periods import SCOPES, Period, Scope
from gongkai.web.cases.figures.queries import CHANNEL, IN_TIME, LATE, ROW, Counts
from gongkai.web.organs.models import Organ

Link = Callable[[Scope, str], str]
SIDES = {
    Side.NEW: gettext_noop("一、新收政府信息公开申请数量"),
    Side.OPENING: gettext_noop("二、期初在办数量（本年累计为上年结转）"),
    Side.CLOSED: gettext_noop("（七）总计"),
    Side.CLOSING: gettext_noop("四、期末在办数量"),
}
SITUATION = {
    "clarifying": gettext_noop("等待补正"),
    "consulting": gettext_noop("征求意见中"),
    "explaining": gettext_noop("等待说明理由"),
    "paying": gettext_noop("等待缴费"),
    "extended": gettext_noop("已延长答复期限"),
    "near_1": gettext_noop("1个工作日内届满"),
    "near_3": gettext_noop("3个工作日内届满"),
    "near_5": gettext_noop("5个工作日内届满"),
    "over": gettext_noop("超期未办结"),
}
LATENESS = {
    LATE: gettext_noop("超期办结"),
    IN_TIME: gettext_noop("其余办结（按期，或者无法确定期限）"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the main table: the key of its figure (none where it heads others), its words, whether it is a sum."""

    key: str
    words: str
    total: bool = False


def lines(format_name: str) -> list[Line]:
    """Return the lines of table 3 in the order of the form, for a period instead of a year."""
    found = [Line(side, said(SIDES[side])) for side in (Side.NEW, Side.OPENING)]
    found.append(Line("", _("三、办理结果")))
    group = ""
    for row in counting.outcomes(format_name):
        if row.group and row.group != group:
            found.append(Line("", row.group))
        group = row.group
        found.append(Line(ROW + row.code, row.label))
    found.append(Line(Side.CLOSED, said(SIDES[Side.CLOSED]), total=True))
    found.append(Line(Side.CLOSING, said(SIDES[Side.CLOSING]), total=True))
    return found


def main(counts: Counts, period: Period, link: Link) -> Grid:
    """Return the rows of table 3 for the period, and for the year up to its end."""
    grid = Grid(_("申请办理情况（件）"), [_("项目"), *(said(str(SCOPES[scope])) for scope in Scope)])
    for line in lines(period.format_name):
        if line.key:
            grid.add(line.words, *_cells(counts, line.key, link), total=line.total)
        else:
            grid.add(line.words, *[""] * len(Scope), group=True)
    return grid


def channels(counts: Counts, link: Link) -> Grid:
    """Return by which channels requests came: those received, and those closed."""
    heads = [f"{name}（{said(str(SCOPES[scope]))}）" for name in (_("新收"), _("办结")) for scope in Scope]
    grid = Grid(_("按提交渠道（件）"), [_("渠道"), *heads])
    sides = (Side.NEW, Side.CLOSED)
    for channel, rule in RULES.items():
        cells = [cell for side in sides for cell in _cells(counts, f"{CHANNEL}{channel}.{side}", link)]
        grid.add(said(rule), *cells)
    grid.add(_("合计"), *(cell for side in sides for cell in _cells(counts, side, link)), total=True)
    return grid


def on_hand(counts: Counts, link: Link) -> Grid:
    """Return how what is on hand stood at the end of the period."""
    grid = Grid(_("期末在办情况（件）"), [_("项目"), _("期末")])
    for key in situation.KEYS:
        grid.add(said(SITUATION[key]), _cell(counts, Scope.PERIOD, key, link))
    grid.add(said(SIDES[Side.CLOSING]), _cell(counts, Scope.PERIOD, Side.CLOSING, link), total=True)
    return grid


def time(counts: Counts, link: Link) -> Grid:
    """Return how many were answered late, and how many working days they took."""
    grid = Grid(_("办结时限"), [_("项目"), *(said(str(SCOPES[scope])) for scope in Scope)])
    for key, words in LATENESS.items():
        grid.add(said(words), *_cells(counts, key, link))
    for words, of in ((_("平均用时（工作日）"), lateness.average), (_("用时的中位数（工作日）"), lateness.median)):
        grid.add(words, *(of(counts.taken[scope]) for scope in Scope))
    grid.add(_("办结件数"), *_cells(counts, Side.CLOSED, link), total=True)
    grid.note = _("用时自收到申请的次日起计算到办结之日，包括补正、征求意见等不计入答复期限的时间。")
    return grid


def every(counts: Counts, period: Period, link: Link) -> list[Grid]:
    """Return all tables of a period."""
    return [main(counts, period, link), channels(counts, link), on_hand(counts, link), time(counts, link)]


@dataclass(frozen=True, slots=True)
class Member:
    """An organ of a sum: its figures, where each leads, and where its own tables are."""

    organ: Organ
    counts: Counts
    link: Link
    page: str


def summed(total: Counts, link: Link, members: Sequence[Member], period: Period, scope: Scope) -> Grid:
    """Return the figures of several organs side by side, and their sums."""
    grid = Grid(_("汇总（件）"), [_("项目"), _("合计"), *(member.organ.short_name for member in members)])

    def add(words: str, key: str, *, total_row: bool = False) -> None:
        own = [_cell(member.counts, scope, key, member.link) for member in members]
        grid.add(words, _cell(total, scope, key, link), *own, total=total_row)

    for line in lines(period.format_name):
        if line.key:
            add(line.words, line.key, total_row=line.total)
        else:
            grid.add(line.words, *[""] * (len(members) + 1), group=True)
    add(said(LATENESS[LATE]), LATE)
    if scope is Scope.PERIOD:
        for key in situation.KEYS:
            add(_("期末：%(words)s") % {"words": said(SITUATION[key])}, key)
    for words, of in ((_("平均用时（工作日）"), lateness.average), (_("用时的中位数（工作日）"), lateness.median)):
        grid.add(words, *(of(each.taken[scope]) for each in (total, *(member.counts for member in members))))
    return grid


@dataclass(frozen=True, slots=True)
class Balance:
    """The balance of a part of the table, in numbers: whether it holds, and what does not."""

    scope: str
    opening: int
    new: int
    closed: int
    closing: int
    faults: list[tuple[int, int]]

    @property
    def left(self) -> int:
        """On hand at the start, and new."""
        return self.opening + self.new

    @property
    def right(self) -> int:
        """Closed, and on hand at the end."""
        return self.closed + self.closing


def balances(counts: Counts, period: Period) -> list[Balance]:
    """Return whether opening and new are closed and closing, for each part of the table."""
    found = []
    for scope in Scope:
        sides = counts.sides(scope)
        opening, new, closed, closing = (sides[side] for side in (Side.OPENING, Side.NEW, Side.CLOSED, Side.CLOSING))
        faults = counts.faults(scope, period.format_name)
        found.append(Balance(said(str(SCOPES[scope])), opening, new, closed, closing, faults))
    return found


def words_of(key: str, format_name: str) -> str:
    """Return what a figure is called, for the page that shows its cases."""
    if key == Side.CLOSED:
        return _("办结")
    if key.startswith(CHANNEL):
        _prefix, channel, side = key.split(".")
        side_words = _("新收") if side == Side.NEW else _("办结")
        return f"{said(next(rule for name, rule in RULES.items() if name == channel))}，{side_words}"
    for row in counting.outcomes(format_name):
        if ROW + row.code == key:
            return "／".join(filter(None, [row.group, row.label]))
    return said(({str(side): words for side, words in SIDES.items()} | SITUATION | LATENESS)[key])


def _cells(counts: Counts, key: str, link: Link) -> list[Cell]:
    return [_cell(counts, scope, key, link) for scope in Scope]


def _cell(counts: Counts, scope: Scope, key: str, link: Link) -> Cell:
    return Cell(counts.cells[scope][key], link(scope, key))
