"""The items that an organ publishes unasked, by its kind, and how soon: Art. 20, 21 and 26."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

from gongkai.law.catalogue.tables import citations, table
from gongkai.law.citation import PRACTICE, REGULATION, Citation
from gongkai.law.dated import Dated, Version
from gongkai.law.deadlines import periods
from gongkai.law.deadlines.periods import Unit
from gongkai.law.options import IN_FORCE, Conventions
from gongkai.law.refusal import Refusal

OrganKind = Literal["government", "department", "township", "subdistrict", "higher", "authorised"]
"""A government of a city with districts or of a county, and a department of one; a town or township; a subdistrict
office; a provincial or central organ; an organisation that laws or regulations authorise to manage public affairs."""

_DEFAULT = Conventions()
_PLACES: Mapping[OrganKind, str] = {"government": "county", "department": "county", "township": "township"}


class UnknownItem(Refusal):
    """An item, a part or a limit that the catalogue does not have."""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that must be there of an item."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Limit:
    """How soon something is published, counted from what day. `settled` False marks a limit still to be verified."""

    number: int
    unit: Unit
    zh: str
    en: str
    basis: tuple[Citation, ...]
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """An item of Art. 20 or 21. `organs` are the places it binds; an `is_open` one names no content of its own.

    `table_2` names the rows of table 2 of the annual report that count it, by format.
    """

    code: str
    zh: str
    en: str
    basis: tuple[Citation, ...]
    organs: frozenset[str]
    parts: tuple[Part, ...]
    table_2: Mapping[str, tuple[str, ...]]
    limits: Mapping[str, Limit]
    is_open: bool = False


GENERAL = Limit(
    periods.PUBLICATION.number,
    periods.PUBLICATION.unit,
    "政府信息形成或者变更之日",
    "the day on which it was formed or changed",
    periods.PUBLICATION.basis,
)
"""Art. 26, where nothing shorter is set."""


def items(kind: OrganKind, *, on: date, conventions: Conventions = _DEFAULT) -> tuple[Item, ...]:
    """Return what an organ of that kind publishes unasked, in the order of the articles.

    Art. 20: 行政机关应当……主动公开本行政机关的下列政府信息.
    Art. 21: 设区的市级、县级人民政府及其部门还应当……乡（镇）人民政府还应当…….
    Subdistrict offices are not named in Art. 21 (verify); the option `subdistrict_items` says what they list.

    :raises NotCovered: for a day before the Regulation as revised.
    """
    place = conventions.subdistrict_items if kind == "subdistrict" else _PLACES.get(kind, "")
    return tuple(one for one in _items().on(on).value if one.organs & {"all", place})


def item(code: str, *, on: date) -> Item:
    """Return the item of that code.

    :raises UnknownItem: where there is none.
    :raises NotCovered: for a day before the Regulation as revised.
    """
    for one in _items().on(on).value:
        if one.code == code:
            return one
    raise UnknownItem(
        f"主动公开目录中没有“{code}”这一项；请用 items 列出全部事项。",
        f"The catalogue has no item {code!r}; list them with `items`.",
        Citation(REGULATION, "第二十条"),
    )


def counted(form: str) -> tuple[tuple[Item, str], ...]:
    """Return the items that table 2 counts in a format of the annual report, each with the name of its row."""
    return tuple((one, row) for one in _items().versions[-1].value for row in one.table_2.get(form, ()))


def limit(code: str, *, on: date, part: str = "", local: int | None = None) -> Limit:
    """Return how soon an item, or a part of it, is published.

    Art. 26: 自该政府信息形成或者变更之日起20个工作日内及时公开。法律、法规对政府信息公开的期限另有规定的，从其规定。
    `local` is the shorter limit that the organ has set for itself, in the same unit.

    :raises UnknownItem: for an item or a part that there is not, or a local limit that is longer or less than one day.
    :raises NotCovered: for a day before the Regulation as revised.
    """
    found = item(code, on=on)
    if part and part not in {one.code for one in found.parts}:
        known = "、".join(one.code for one in found.parts)
        raise UnknownItem(
            f"“{found.zh}”没有“{part}”这一部分；有：{known}。",
            f"The item {code!r} has no part {part!r}; it has: {known}.",
            *found.basis,
        )
    statutory = found.limits.get(part, GENERAL)
    if local is None:
        return statutory
    if not 1 <= local <= statutory.number:
        raise UnknownItem(
            f"“{found.zh}”的本地公开期限应当在 1 至 {statutory.number} 之间，不能是 {local}：只有法律、法规可以规定更长的期限。",
            f"The local limit for {found.en} lies between 1 and {statutory.number}, not {local}: only a law or "
            "regulation may set a longer one.",
            *statutory.basis,
        )
    return Limit(local, statutory.unit, statutory.zh, statutory.en, (*statutory.basis, Citation(PRACTICE)))


@cache
def _items() -> Dated[tuple[Item, ...]]:
    found = tuple(_item(written) for written in table("items")["items"])
    basis = (Citation(REGULATION, "第二十条"), Citation(REGULATION, "第二十一条"))
    return Dated("主动公开目录", "the catalogue of what is published unasked", (Version(found, basis, IN_FORCE),))


def _item(written: dict[str, Any]) -> Item:
    return Item(
        written["code"],
        written["zh"],
        written["en"],
        citations(written["basis"]),
        frozenset(written["for"]),
        tuple(Part(**part) for part in written.get("parts", ())),
        {form: tuple(rows) for form, rows in written.get("table_2", {}).items()},
        {part: _limit(own) for part, own in written.get("limit", {}).items()},
        written.get("open", False),
    )


def _limit(written: dict[str, Any]) -> Limit:
    return Limit(
        written["number"],
        Unit(written["unit"]),
        written["zh"],
        written["en"],
        citations(written["basis"]),
        written["settled"],
    )
