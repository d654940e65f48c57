"""Defects of shape that published reports were met with, one function each: they change a draft and say what is right.

Each returns whether it could be done to this draft. Those of figures and of words stand in modules of their own.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations

from gongkai.report import formats
from tests.specimens.draft import Box, Draft, Table
from tests.specimens.truth import BLANK, UNREAD, Answer, Expected, read

Change = Callable[[Draft, random.Random], bool]


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect by name, and the layouts in which alone it can show (all where empty)."""

    name: str
    apply: Change
    only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


def _rows(table: Table) -> list[int]:
    return [number for number in range(table.height) if table.values(number)]


def _request_row(draft: Draft, key: str) -> int:
    return draft.tables["requests"].row_of(f"requests.{key}.total")


def _label(table: Table, number: int) -> Box:
    return next(box for box in reversed(table.row(number)) if box.kind == "label")


def _repeat_head(table: Table, at: int) -> None:
    """Print the heading of a table once more above a row, as on a new page."""
    head = [
        Box(b.text, b.row + at, b.column, b.rows, b.columns, "head")
        for b in table.boxes
        if b.kind == "head" and b.row < table.head
    ]
    cut_open(table, at)
    table.insert(at, table.head)
    table.boxes += head
    table.breaks.add(at)


def cut_open(table: Table, at: int) -> None:
    """Cut the labels that span a page break; the second piece is empty."""
    for box in list(table.boxes):
        if box.row < at < box.row + box.rows:
            rest = box.row + box.rows - at
            box.rows -= rest
            table.boxes.append(Box("", at, box.column, rest, box.columns, box.kind))


def repeated_header(draft: Draft, rng: random.Random) -> bool:
    """A page break with the heading again."""
    table = draft.tables["requests"]
    _repeat_head(table, rng.randint(5, table.height - 2))
    return True


def split_label(draft: Draft, rng: random.Random) -> bool:
    """A label cut by a page break, its second half behind the repeated heading, in a row without figures."""
    table = draft.tables["requests"]
    number = rng.choice([row for row in _rows(table) if len(_label(table, row).text) > 8])
    label = _label(table, number)
    cut = rng.randint(4, len(label.text) - 3)
    first, second = label.text[:cut], label.text[cut:]
    label.text = first
    last = number + 1 == table.height
    if not last:
        _repeat_head(table, number + 1)
    at = number + 1 + (0 if last else table.head)
    if not last:
        table.insert(at)
    table.boxes.append(Box(second, at, label.column, 1, label.columns))
    _fill(table, at)
    return True


def _fill(table: Table, number: int) -> None:
    for column, slot in enumerate(table.slots(number)):
        if slot == "":
            table.boxes.append(Box("", number, column))


def split_group(draft: Draft, rng: random.Random) -> bool:
    """The label of a group cut by a page break between two of its rows: （四）无 / 法提供."""
    table = draft.tables["requests"]
    groups = [box for box in table.boxes if box.kind == "label" and box.column == 1 and box.rows > 1]
    group = rng.choice(groups)
    cut = rng.choice((3, 4))
    at = group.row + rng.randint(1, group.rows - 1)
    second = Box(group.text[cut:], at, 1, group.row + group.rows - at, 1)
    group.text, group.rows = group.text[:cut], at - group.row
    cut_open(table, at)
    table.boxes.append(second)
    if rng.random() < 0.5:
        table.breaks.add(at)
    return True


def vertical_label(draft: Draft, rng: random.Random) -> bool:
    """Labels written downwards, one character a line, or broken inside: （三） / 不予公开."""
    table = draft.tables["requests"]
    outer = next(box for box in table.boxes if box.column == 0 and box.kind == "label" and box.rows > 1)
    outer.text = rng.choice(
        ("\n".join(outer.text), outer.text[:2] + "\n" + "\n".join(outer.text[2:]), "三、本年\n度办理\n结果")
    )
    for box in table.boxes:
        if box.kind == "label" and box.column == 1 and box.rows > 1 and rng.random() < 0.6:
            box.text = box.text[:3] + "\n" + box.text[3:]
    return True


def shifted_row(draft: Draft, rng: random.Random) -> bool:
    """A row whose label stands one or two columns further left than its neighbours', a page break behind it."""
    table = draft.tables["requests"]
    rows = [row for row in _rows(table) if _label(table, row).column == 2 and len(table.row(row)) == 8]
    number = rng.choice(rows)
    cut_open(table, number)
    cut_open(table, number + 1)
    table.boxes = [box for box in table.boxes if not (box.row == number and not box.text)]
    label = _label(table, number)
    label.column, label.columns = 0, 3
    table.breaks.add(number + 1)
    return True


def _ways(values: list[int], wanted: int, adds_up: Callable[[list[int]], bool]) -> list[list[int]]:
    ways = [list(way) for way in combinations(values, wanted)]
    return [way for way in ways if adds_up(way)]


def _row_adds_up(values: list[int]) -> bool:
    return sum(values[:-1]) == values[-1]


def _block_adds_up(values: list[int]) -> bool:
    return all(_row_adds_up(values[start : start + 5]) for start in (0, 5, 10))


def _agree(draft: Draft, cells: list[str], printed: list[int], adds_up: Callable[[list[int]], bool]) -> None:
    ways = _ways(printed, len(cells), adds_up)
    for index, cell in enumerate(cells):
        seen = {way[index] for way in ways}
        before = draft.expected[cell]
        draft.expected[cell] = before if len(seen) == 1 and Answer("read", *seen) == before.ideal else before.unsure()


def _widen(table: Table, number: int, text: str, at: int) -> None:
    """Put one more figure into a row; the columns right of it move by one."""
    for box in table.row(number):
        if box.column >= at:
            box.column += 1
    table.boxes.append(Box(text, number, at, 1, 1, "value"))


def surplus_columns(draft: Draft, rng: random.Random) -> bool:
    """Eight figures a row from a page break on, the surplus one a zero somewhere."""
    table = draft.tables["requests"]
    at = rng.choice(_rows(table)[1:-1])
    cut_open(table, at)
    table.breaks.add(at)
    column = table.width - 7 + rng.randint(0, 7)
    for number in [row for row in _rows(table) if row >= at]:
        boxes = table.values(number)
        cells = [str(box.cell) for box in boxes]
        printed = [int(box.text) for box in boxes]
        printed.insert(column - 3, 0)
        _agree(draft, cells, printed, _row_adds_up)
        _widen(table, number, "0", column)
    for box in table.boxes:
        if box.row < at and box.column + box.columns == table.width and box.kind != "value":
            box.columns += 1
    table.width += 1
    for number in range(at):
        _fill(table, number)
    return True


def surplus_remedies(draft: Draft, rng: random.Random) -> bool:
    """Sixteen figures in table 4."""
    table = draft.tables["remedies"]
    boxes = table.values(3)
    cells, printed = [str(box.cell) for box in boxes], [int(box.text) for box in boxes]
    at = rng.randint(0, 15)
    printed.insert(at, 0)
    _agree(draft, cells, printed, _block_adds_up)
    _widen(table, 3, "0", at)
    table.width += 1
    for number in range(3):
        _fill(table, number)
    return True


def surplus_fees(draft: Draft, rng: random.Random) -> bool:
    """Three figures behind 行政事业性收费, which has two columns."""
    table = draft.tables["proactive"]
    if draft.figures.form["proactive"] != "2019":
        return False
    boxes = table.values(table.row_of("proactive.fees.change"))
    texts = [box.text for box in boxes]
    boxes[1].columns = 1
    table.boxes.append(Box("0", boxes[0].row, 3, 1, 1, "value"))
    same = len({*texts, "0"}) == 1
    for box in boxes:
        if not same:
            draft.expected[str(box.cell)] = draft.expected[str(box.cell)].unsure()
    return True


def pushed_values(draft: Draft, rng: random.Random) -> bool:
    """The figures of the first outcome on the next line, without their label."""
    number = _request_row(draft, "granted")
    draft.marks["pushed"] = {("requests", number): (3, 3)}
    draft.marks["l1"] = rng.choice(("full", "full", "anchors"))
    if draft.marks["l1"] == "anchors":
        draft.marks["pushed"] = {("requests", number): (2, 1)}
    return True


def total_in_head(draft: Draft, rng: random.Random) -> bool:
    """总计 in the first or the third row of the heading, where a flat text has it before or after its place."""
    table = draft.tables["requests"]
    total = next(box for box in table.boxes if box.text == "总计" and box.kind == "head")
    applicants = next(box for box in table.boxes if box.text == "申请人情况")
    if rng.random() < 0.5:
        total.row, total.rows, applicants.columns = 0, 3, 6
    else:
        total.row, total.rows = 2, 1
        table.boxes.append(Box("", 1, 9, 1, 1, "head"))
    return True


def total_first(draft: Draft, rng: random.Random) -> bool:
    """The column 总计 stands before 自然人, figures and all."""
    table = draft.tables["requests"]
    for box in table.boxes:
        if box.cell:
            box.column = 3 if box.cell.endswith(".total") else box.column + 1
        elif box.kind == "head" and box.row and box.column >= 3:
            box.column = 3 if box.text == "总计" else box.column + 1
    return True


def missing_rows(draft: Draft, rng: random.Random) -> bool:
    """Rows left out of table 3, and an item of table 2."""
    table = draft.tables["requests"]
    keys = [row.key for row in formats.load(draft.figures.form["requests"]).request_rows if row.group]
    keys = [key for key in keys if not key.startswith("other_outcome")]
    for key in rng.sample(keys, rng.randint(1, 3)):
        number = _request_row(draft, key)
        for box in table.values(number):
            draft.expected[str(box.cell)] = Expected(Answer("absent"))
        table.remove(number)
    return True


def missing_table(draft: Draft, rng: random.Random) -> bool:
    """One table is not there."""
    name = rng.choice(("proactive", "requests", "remedies"))
    del draft.tables[name]
    for cell in draft.expected:
        if cell.startswith(name):
            draft.expected[cell] = Expected(Answer("absent"))
    return True


def lost_sub_values(draft: Draft, rng: random.Random) -> bool:
    """One figure a row, the other six lost: nobody can say whose it is."""
    table = draft.tables["requests"]
    for number in _rows(table):
        boxes = table.values(number)
        for box in boxes[1:]:
            table.boxes.remove(box)
            table.boxes.append(Box("", number, box.column))
        for box in boxes:
            draft.expected[str(box.cell)] = Expected(
                UNREAD, frozenset({Answer("absent"), BLANK} if box is not boxes[0] else {read(int(box.text)).ideal})
            )
    return True


def defect(name: str, change: Change, only: str = "", unless: str = "") -> Defect:
    return Defect(name, change, tuple(only.split()), tuple(unless.split()))


STRUCTURAL = (
    defect("repeated_header", repeated_header),
    defect("split_label", split_label, unless="l10"),
    defect("split_group", split_group),
    defect("vertical_label", vertical_label),
    defect("shifted_row", shifted_row),
    defect("surplus_columns", surplus_columns),
    defect("surplus_remedies", surplus_remedies),
    defect("surplus_fees", surplus_fees),
    defect("pushed_values", pushed_values, only="l1"),
    defect("total_in_head", total_in_head, unless="l10"),
    defect("total_first", total_first, unless="l10"),
    defect("missing_rows", missing_rows),
    defect("missing_table", missing_table),
    defect("lost_sub_values", lost_sub_values, only="l5 l6 l7 l8"),
)
