"""How a cell is printed: its figure, or the sign of its state, so that it reads back to the same.

A cell that could not be read is never printed as something that could be: its raw text stands only where it is none.
"""

from decimal import Decimal

from gongkai.report.align.values import interpret
from gongkai.report.formats import Unit
from gongkai.report.model import Cell, State
from gongkai.typesetting.plain import plain

UNREAD = "？"
LONGEST = 12  # characters: a longer raw text is no cell's, but the row in which nobody can tell the cells apart
SIGNS: dict[State, str] = {"blank": "", "slash": "/", "dash": "-", "none": "无"}


def printed(cell: Cell | None, *, unit: Unit = "count", decimals: int = 0) -> str:
    """Return what a cell prints: its figure, the sign of its state, or for `unread` its raw text."""
    if cell is None or cell.state == "absent":
        return UNREAD
    if cell.state == "read":
        return number(cell.value, decimals)
    if cell.state == "unread":
        return unread(cell.raw, unit=unit)
    return SIGNS[cell.state]


def number(value: int | Decimal | None, decimals: int = 0) -> str:
    """Return a figure in digits, with at least `decimals` decimals; zero is 0."""
    if value is None:
        return UNREAD
    if value == 0:
        return "0"
    if isinstance(value, int) and not decimals:
        return str(value)
    plain = format(Decimal(value), "f")
    whole, _, rest = plain.partition(".")
    rest = rest.rstrip("0").ljust(decimals, "0")
    return f"{whole}.{rest}" if rest else whole


def unread(raw: str | None, *, unit: Unit = "count") -> str:
    """Return the raw text of a cell that could not be read, or ？ where it is a figure or a whole row of them."""
    shown = plain(raw or "")
    apart = len(shown) > LONGEST or " " in shown or interpret(shown, unit).state != "unread"
    return UNREAD if apart else shown
