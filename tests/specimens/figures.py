"""Defects of figures: left blank, struck out, marked, in odd digits, with a classifier, or simply wrong."""

import random
from collections.abc import Callable

from gongkai.report import formats
from tests.specimens.defects import Defect
from tests.specimens.draft import Draft
from tests.specimens.truth import BLANK, UNREAD, Answer, Expected, read


def blank_columns(draft: Draft, rng: random.Random) -> bool:
    """Whole columns blank, but for zero figures only."""
    columns = ["commercial", "research", "public_welfare", "legal_service", "other"]
    chosen = rng.sample(columns, rng.randint(1, 5))
    return _blank(draft, lambda cell: cell.split(".")[-1] in chosen and cell.startswith("requests"))


def blank_rows(draft: Draft, rng: random.Random) -> bool:
    """Six blanks and a total."""
    rows = {row.key for row in formats.load(draft.figures.form["requests"]).request_rows if rng.random() < 0.5}
    wanted = {f"requests.{key}." for key in rows}
    return _blank(draft, lambda cell: not cell.endswith(".total") and any(cell.startswith(start) for start in wanted))


def blank_zeros(draft: Draft, rng: random.Random) -> bool:
    """Every zero left blank, in all tables or in one."""
    tables = rng.choice((("requests",), ("remedies",), ("proactive",), ("proactive", "requests", "remedies")))
    return _blank(draft, lambda cell: cell.split(".")[0] in tables and draft.figures.values[cell] == 0)


def blank_totals(draft: Draft, rng: random.Random) -> bool:
    """The column of totals blank, except in four rows."""
    kept = ("new", "carried_in", "handled", "carried_out")
    return _blank(
        draft, lambda cell: cell.startswith("requests") and cell.endswith(".total") and cell.split(".")[1] not in kept
    )


def _blank(draft: Draft, wanted: Callable[[str], bool]) -> bool:
    cells = [cell for cell in draft.printed() if wanted(cell)]
    for cell in cells:
        draft.set(cell, "", Expected(BLANK))
    return bool(cells)


MARKS = {"/": "slash", "／": "slash", "-": "dash", "—": "dash", "——": "dash", "－": "dash", "无": "none"}


def marks(draft: Draft, rng: random.Random) -> bool:
    """A slash, a dash or 无 for every zero, for one row, or for one table."""
    text = rng.choice(tuple(MARKS))
    zeros = [cell for cell in draft.printed() if draft.figures.values[cell] == 0 and draft.box(cell).text == "0"]
    if not zeros:
        return False
    start = rng.choice(("", rng.choice(zeros).rsplit(".", 1)[0] + ".", rng.choice(zeros).split(".")[0] + "."))
    for cell in zeros:
        if cell.startswith(start):
            draft.set(cell, text, Expected(Answer(MARKS[text])))
    return True


def stray_marks(draft: Draft, rng: random.Random) -> bool:
    """A question mark before a figure: what became of a space that could not be converted."""
    text = rng.choice(("?{}", "? {}", "？{}", "？ {}"))
    return _reword(draft, rng, text.format)


def full_width(draft: Draft, rng: random.Random) -> bool:
    """Full-width digits."""
    return _reword(draft, rng, lambda text: text.translate({ord("0") + n: ord("０") + n for n in range(10)}))


def thousands(draft: Draft, rng: random.Random) -> bool:
    """Separators of thousands."""
    cells = [cell for cell in draft.printed() if abs(draft.figures.values[cell]) >= 1000]
    mark = rng.choice((",", "，"))
    for cell in cells:
        whole, _, rest = draft.box(cell).text.partition(".")
        draft.box(cell).text = f"{int(whole):,}".replace(",", mark) + (f".{rest}" if rest else "")
    return bool(cells)


def classifiers(draft: Draft, rng: random.Random) -> bool:
    """A classifier behind the figure: 6件."""
    word = rng.choice("件宗条项")
    return _reword(draft, rng, lambda text: text + word, amounts=False)


def _reword(draft: Draft, rng: random.Random, change: Callable[[str], str], *, amounts: bool = True) -> bool:
    cells = [cell for cell in draft.printed() if amounts or not cell.endswith(".amount")]
    chosen = cells if rng.random() < 0.4 else rng.sample(cells, rng.randint(1, 20))
    for cell in chosen:
        box = draft.box(cell)
        if box.text and draft.expected[cell].ideal.state == "read":
            box.text = change(box.text)
    return True


def wrong_totals(draft: Draft, rng: random.Random) -> bool:
    """Totals that do not add up. They are read as printed."""
    form = draft.figures.form["requests"]
    cells = [f"requests.{row.key}.total" for row in formats.load(form).request_rows] + [
        "remedies.reconsideration.total"
    ]
    cells += [f"requests.handled.{column.key}" for column in formats.load(form).request_columns]
    for cell in rng.sample(cells, rng.randint(1, 4)):
        value = rng.choice((0, 1, 61, int(draft.figures.values[cell]) + 1))
        draft.set(cell, str(value), read(value))
    return True


WORDS = ("见附件", "若干", "不适用", "未统计", "约20", "500多", "1O", "l", "1/2", "2.5", "12-3", "××", "N/A")


def words_in_cells(draft: Draft, rng: random.Random) -> bool:
    """Words where a figure belongs: that cell is unread, its neighbours are not to move."""
    cells = [cell for cell in draft.printed() if not cell.endswith(".amount")]
    for cell in rng.sample(cells, rng.randint(1, 6)):
        _spoil(draft, cell, rng.choice(WORDS))
    return True


def _spoil(draft: Draft, cell: str, text: str) -> None:
    draft.set(cell, text, Expected(UNREAD))
    table = draft.tables[cell.split(".")[0]]  # type: ignore[index]
    for box in table.values(table.row_of(cell)):
        if box.cell and draft.expected[box.cell].ideal.state != "unread":
            draft.expected[box.cell] = draft.expected[box.cell].unsure()


def broken_figures(draft: Draft, rng: random.Random) -> bool:
    """A figure broken over two lines in a narrow cell: 19 / 6. Whoever joins it is right, and who does not is not wrong."""
    cells = [cell for cell in draft.printed() if len(draft.box(cell).text) > 1 and draft.box(cell).text.isdigit()]
    for cell in cells if rng.random() < 0.5 else cells[:3]:
        text = draft.box(cell).text
        cut = rng.randint(1, len(text) - 1)
        expected = draft.expected[cell]
        _spoil(draft, cell, text[:cut] + "\n" + text[cut:])
        draft.expected[cell] = expected.unsure()
    return bool(cells)


FIGURES = (
    Defect("blank_columns", blank_columns),
    Defect("blank_rows", blank_rows),
    Defect("blank_zeros", blank_zeros),
    Defect("blank_totals", blank_totals),
    Defect("marks", marks),
    Defect("stray_marks", stray_marks),
    Defect("full_width", full_width),
    Defect("thousands", thousands),
    Defect("classifiers", classifiers),
    Defect("wrong_totals", wrong_totals),
    Defect("words_in_cells", words_in_cells),
    Defect("broken_figures", broken_figures, ("l11", "docx", "pdf", "xlsx")),
)
