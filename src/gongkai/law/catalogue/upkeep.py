"""What an organ's catalogue lacks and what in it is overdue: the statutory items with nothing, and what has changed."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.law import packs, provisional
from gongkai.law.catalogue.column import modules
from gongkai.law.catalogue.items import GENERAL, Item, Limit, OrganKind, Part, items, limit
from gongkai.law.citation import PRACTICE, Citation
from gongkai.law.deadlines.periods import Unit
from gongkai.law.options import Conventions
from gongkai.law.provisional import Settled
from gongkai.law.workdays import Calendar

_DEFAULT = Conventions()
_NO_CYCLES: Mapping[str, int] = {}


@dataclass(frozen=True, slots=True)
class Entry:
    """Something published, or to be published, under an item or as a module of the column such as the guide.

    Without a `part` it stands for the whole item.
    `changed` is the day on which what it tells was formed or last changed, `published` the day of its newest version.
    """

    item: str
    part: str = ""
    published: date | None = None
    changed: date | None = None
    local: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """An item of which nothing is published, or the parts of it that nothing is published of."""

    item: Item
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Overdue:
    """An entry that should have been renewed, by what day, and on what basis."""

    entry: Entry
    due: Settled
    basis: tuple[Citation, ...]


def missing(
    entries: Iterable[Entry],
    *,
    kind: OrganKind,
    on: date,
    none_held: Collection[str] = (),
    conventions: Conventions = _DEFAULT,
) -> tuple[Gap, ...]:
    """Return the statutory items of an organ that nothing is published of, whole or in part.

    Art. 20: 主动公开本行政机关的下列政府信息. An item that the organ has no information of is none of its gaps: it is
    named in `none_held`. What is required 等 by other rules (Art. 20 (15)) cannot be found missing here.

    :raises UnknownItem: for an entry of an item or a part that there is not.
    """
    present: dict[str, set[str]] = {}
    for entry in entries:
        _limit(entry, on)
        if entry.published is not None and entry.published <= on:
            present.setdefault(entry.item, set()).add(entry.part)
    listed = items(kind, on=on, conventions=conventions)
    gaps = (_gap(one, present.get(one.code)) for one in listed if not one.is_open and one.code not in none_held)
    return tuple(gap for gap in gaps if gap)


def stale(
    entries: Iterable[Entry],
    *,
    today: date,
    calendar: Calendar | None = None,
    cycles: Mapping[str, int] = _NO_CYCLES,
) -> Iterator[Overdue]:
    """Yield the entries that are overdue: changed and not published again in time, or older than the organ allows.

    Art. 12 ¶1: 政府信息公开指南和政府信息公开目录应当及时更新.
    Art. 26: 自该政府信息形成或者变更之日起20个工作日内.
    The Regulation sets no other cycle; `cycles` gives, by the code of an item or a module, the days after which the
    organ itself wants it renewed. Past the calendar the day is an estimate, and says so.

    :raises UnknownItem: for an entry of an item, a part or a limit that there is not.
    """
    known = calendar or packs.published()
    for entry in entries:
        found = _changed(entry, known) or _aged(entry, cycles.get(entry.item))
        if found and found.due.date < today:
            yield found


def _gap(one: Item, present: set[str] | None) -> Gap | None:
    if present is None:
        return Gap(one, one.parts)
    lacking = () if "" in present else tuple(part for part in one.parts if part.code not in present)
    return Gap(one, lacking) if lacking else None


def _changed(entry: Entry, calendar: Calendar) -> Overdue | None:
    if entry.changed is None or (entry.published is not None and entry.published >= entry.changed):
        return None
    own = _limit(entry, entry.changed)
    return Overdue(entry, _last(entry.changed, own, calendar), own.basis)


def _limit(entry: Entry, on: date) -> Limit:
    """Return how soon an entry is to be published; a module of the column has no limit of its own but Art. 26."""
    for module in modules():
        if module.code == entry.item:
            return replace(GENERAL, basis=(*module.renewal.basis, *GENERAL.basis))
    return limit(entry.item, on=on, part=entry.part, local=entry.local)


def _last(start: date, own: Limit, calendar: Calendar) -> Settled:
    if own.unit is Unit.WORKDAYS:
        return provisional.settle(lambda known: known.add(start, own.number), calendar)
    # Not moved off a day of rest: the earlier day is the safe one.
    day = start + timedelta(own.number)
    return Settled(day, False, day)


def _aged(entry: Entry, cycle: int | None) -> Overdue | None:
    if cycle is None or entry.published is None:
        return None
    day = entry.published + timedelta(cycle)
    return Overdue(entry, Settled(day, False, day), (Citation(PRACTICE),))
