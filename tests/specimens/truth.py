"""What a specimen says: the figures of a report, and for every cell the answers that are right.

Figures balance unless a defect unbalances them; most are zero, as in life, and some are large.
"""

import random
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.report import formats
from gongkai.report.model import TABLES, TableName

Value = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Answer:
    """A state and a value, as the reader reports them."""

    state: str
    value: Value = None


UNREAD = Answer("unread")
BLANK = Answer("blank")
ABSENT = Answer("absent")


@dataclass(frozen=True, slots=True)
class Expected:
    """The best answer for a cell, and others that are not wrong. `unread` is never wrong, it only costs."""

    ideal: Answer
    also: frozenset[Answer] = frozenset()

    def unsure(self) -> "Expected":
        """Return the same, where nobody can be certain any more: unread is best, a lucky guess is not wrong."""
        return Expected(UNREAD, self.also | {self.ideal})

    def accepts(self, answer: Answer) -> bool:
        """Return whether the answer is not wrong."""
        return answer == self.ideal or answer in self.also


def read(value: Value) -> Expected:
    """Return the expectation of a plain figure."""
    return Expected(Answer("read", value))


@dataclass(slots=True)
class Figures:
    """The figures of a report with the form of each of its tables."""

    organ: str
    year: int
    form: dict[TableName, str]
    values: dict[str, int | Decimal] = field(default_factory=dict)

    def cells(self, table: TableName) -> tuple[str, ...]:
        """Return the names of the table's cells."""
        return formats.load(self.form[table]).cells(table)


PLACES = [
    "安澜",
    "白杨",
    "碧溪",
    "长汀",
    "春台",
    "大泽",
    "东篱",
    "丰乐",
    "古渡",
    "海曲",
    "河阴",
    "鹤鸣",
    "红岩",
    "怀远",
    "锦川",
    "临泽",
    "柳河",
    "明水",
    "南屏",
    "清源",
    "石桥",
    "松陵",
    "桃源",
    "望湖",
    "西塘",
    "新垣",
    "砚山",
    "云门",
    "中洲",
    "竹山",
]
UNITS = (
    "{}区人民政府",
    "{}县人民政府",
    "{}市人民政府",
    "{}街道办事处",
    "{}镇人民政府",
    "{}乡人民政府",
    "{}市水务局",
    "{}县教育局",
    "{}区司法局",
    "{}市自然资源和规划局",
    "{}县农业农村局",
    "{}区城市管理局",
)
OUTER = ("", "", "", "青州市", "临江省", "永宁区", "广陵县")


def organ_name(rng: random.Random) -> str:
    """Return the name of an organ that does not exist."""
    return rng.choice(OUTER) + rng.choice(UNITS).format(rng.choice(PLACES))


def draw(rng: random.Random, form: dict[TableName, str] | None = None, size: str | None = None) -> Figures:
    """Return a balanced report of a random organ and year."""
    name = rng.choice(formats.FORMATS)
    form = form or dict.fromkeys(TABLES, name)
    year = rng.choice((2019, 2020)) if form["requests"] == "2019" else rng.choice((2021, 2022, 2023, 2024, 2025))
    figures = Figures(organ_name(rng), year, form)
    size = size or rng.choice(("zero", "small", "small", "middle", "middle", "large"))
    figures.values.update(_proactive(figures, rng, size))
    figures.values.update(_requests(figures, rng, size))
    figures.values.update(_remedies(figures, rng, size))
    return figures


def _number(rng: random.Random, size: str) -> int:
    if size == "zero" or rng.random() < 0.35:
        return 0
    top = {"small": 30, "middle": 3000, "large": 12_000_000}[size]
    return rng.randint(1, max(1, int(top ** rng.random())))


def _proactive(figures: Figures, rng: random.Random, size: str) -> dict[str, int | Decimal]:
    form = formats.load(figures.form["proactive"])
    values: dict[str, int | Decimal] = {}
    for cell in form.cells("proactive"):
        unit = form.unit(cell)
        if unit == "10k CNY":
            values[cell] = _amount(rng, size)
        elif unit == "signed count":
            before = int(values[cell.replace(".change", ".items_last_year")])
            values[cell] = rng.randint(-before, before + 2) if size != "zero" and rng.random() < 0.7 else 0
        else:
            values[cell] = _number(rng, size)
    return values


def _amount(rng: random.Random, size: str) -> Decimal:
    if size == "zero" or rng.random() < 0.2:
        return Decimal(0)
    whole = _number(rng, size)
    return Decimal(whole) + Decimal(rng.randint(1, 9999)) / 10_000 if rng.random() < 0.8 else Decimal(whole)


def _requests(figures: Figures, rng: random.Random, size: str) -> dict[str, int]:
    form = formats.load(figures.form["requests"])
    rows = [row.key for row in form.request_rows]
    kinds = [column.key for column in form.request_columns if column.key != "total"]
    outcomes = [key for key in rows if key not in ("new", "carried_in", "handled", "carried_out")]
    grid = {(row, kind): 0 for row in rows for kind in kinds}
    if size != "zero":
        for _ in range(rng.randint(1, {"small": 4, "middle": 14, "large": 60}[size])):
            kind = rng.choice(["natural_person"] * 3 + kinds)
            grid[rng.choice(outcomes), kind] += rng.randint(1, {"small": 9, "middle": 90, "large": 4000}[size])
    for kind in kinds:
        handled = sum(grid[row, kind] for row in outcomes)
        out = rng.randint(0, handled // 4 + 1) if handled else 0
        carried = rng.randint(0, handled // 5) if handled else 0
        grid["handled", kind], grid["carried_out", kind] = handled, out
        grid["carried_in", kind], grid["new", kind] = carried, handled + out - carried
    values = {f"requests.{row}.{kind}": number for (row, kind), number in grid.items()}
    values.update({f"requests.{row}.total": sum(grid[row, kind] for kind in kinds) for row in rows})
    return values


def _remedies(figures: Figures, rng: random.Random, size: str) -> dict[str, int]:
    form = formats.load(figures.form["remedies"])
    top = {"zero": 0, "small": 3, "middle": 30, "large": 900}[size]
    values: dict[str, int] = {}
    for block in form.remedy_blocks:
        total = 0
        for column in form.remedy_columns:
            number = total if column.key == "total" else rng.choice((0, rng.randint(0, top)))
            total += number
            values[f"remedies.{block.key}.{column.key}"] = number
    return values


def plain(value: int | Decimal) -> str:
    """Return a figure as a report prints it."""
    if isinstance(value, Decimal):
        return str(int(value)) if value == value.to_integral_value() else f"{value:f}"
    return str(value)


def normal(value: Value) -> Value:
    """Return the value in the one form in which values are compared."""
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return int(value)
    return value.normalize() if isinstance(value, Decimal) else value
