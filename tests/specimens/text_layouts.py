"""L1 to L4, L9 and L12 to L14: the report as text, the way converters leave it.

Some layouts drop blank cells, so that nobody can tell to which column the figures of such a row belong. `drops_blanks`
says so, and `settle` turns the expectations of those rows into "unread".
"""

import random
from collections.abc import Callable, Iterator

from tests.specimens.draft import Box, Draft, Table
from tests.specimens.truth import ABSENT, BLANK, Answer, Expected

Writer = Callable[[Table, Draft, random.Random], list[str]]


def lines_of(draft: Draft, write: Writer, rng: random.Random, *, indent: str = "", gap: bool = True) -> list[str]:
    """Return the report line by line, its tables written by `write`."""
    lines = [*draft.before, draft.title, *([""] if gap else []), *draft.marks.get("opening", ())]  # type: ignore[misc]
    for part in draft.parts:
        if part.heading:
            lines += [indent + part.heading, *([""] if gap else [])]
        for text in part.paragraphs:
            lines += [indent + text, *([""] if gap else [])]
        if part.table and part.table in draft.tables:
            lines += [*write(draft.tables[part.table], draft, rng), *([""] if gap else [])]
    lines += [" " * 20 + line for line in draft.closing()]
    return [*lines, *draft.after]


def l1(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """Tab-separated rows, merged cells as empty fields, in one of four ways of doing that."""
    way = draft.marks.setdefault("l1", rng.choice(("full", "ragged", "stripped", "anchors", "markless")))
    lines = []
    for number in range(table.height):
        if number in table.breaks:
            lines.append("")
        fields = _fields(table, number, str(way))
        line = "\t".join(text.replace("\n", "") for text in fields)
        pushed = draft.marks.get("pushed", {}).get((table.name, number))  # type: ignore[attr-defined]
        if pushed:
            lines.append("\t".join(fields[: pushed[0]]) + "\t" * (len(fields) - pushed[0]))
            line = "\t" * pushed[1] + "\t".join(fields[pushed[0] :])
        lines.append(line.rstrip("\t") if way == "stripped" else line)
    return lines


def _fields(table: Table, number: int, way: str) -> list[str]:
    slots = table.slots(number)
    texts = [slot.text if isinstance(slot, Box) else "" for slot in slots]
    if way == "anchors":
        return [text for text, slot in zip(texts, slots, strict=True) if slot != "across"]
    if way == "markless":
        return [slot.text for slot in slots if isinstance(slot, Box)]
    if way == "ragged" and table.name == "requests" and not (isinstance(slots[2], Box) and slots[2].column == 2):
        return [*texts[:2], *texts[3:], ""]
    return texts


def _cells(table: Table, number: int) -> Iterator[Box | None]:
    for slot in table.slots(number):
        if isinstance(slot, Box):
            yield slot
        elif slot == "down":
            yield None


def l2(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """One cell a line behind a tab, a blank line between rows; merged and blank cells are lines with a tab only."""
    lines: list[str] = []
    for number in range(table.height):
        for cell in _cells(table, number):
            texts = cell.text.split("\n") if cell else [""]
            lines += ["\t" + texts[0], *texts[1:]]
        lines.append("")
    return lines


def _column(table: Table, draft: Draft) -> Iterator[str]:
    """Yield the texts of a table one after the other, blank ones left out, page furniture where a page begins."""
    for number in range(table.height):
        if number in table.breaks:
            yield from draft.marks.get("page_lines", ())  # type: ignore[misc]
        for box in table.row(number):
            yield from (text for text in box.text.split("\n") if text)


def l3(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """One cell a line, a blank line between every two."""
    return [line for text in _column(table, draft) for line in (text, "")]


def l3_dense(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """One cell a line and nothing between."""
    return list(_column(table, draft))


def l4(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """As L3, with spaces before or after numbers."""
    spaces = (" ", "  ", "   ", "\u00a0", "\u3000", "")
    lines = []
    for text in _column(table, draft):
        number = any(character.isdigit() for character in text) and len(text) < 12
        lines += [rng.choice(spaces) + text + rng.choice(spaces) if number else text, ""]
    return lines


def l9(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """PDF text, one cell a line, with page numbers in between."""
    page = int(draft.marks.setdefault("page", rng.randint(2, 5)))  # type: ignore[call-overload]
    form = draft.marks.setdefault("page_form", rng.choice(("- {} -", "— {} —", "-{}-", "{}", "第 {} 页")))
    turns = table.breaks or {rng.randint(1, table.height - 1)}
    lines: list[str] = []
    for number in range(table.height):
        if number in turns:
            lines += [rng.choice(("", " ")), str(form).format(page), ""]
            page += 1
        for box in table.row(number):
            lines += [text for text in box.text.split("\n") if text]
    draft.marks["page"] = page
    return lines


def settle(draft: Draft, *, drops_blanks: bool) -> None:
    """Turn the expectations of rows whose blank cells the layout dropped into what can be known of them."""
    if not drops_blanks:
        return
    for table in draft.tables.values():
        for number in range(table.height):
            boxes = [box for box in table.values(number) if box.cell]
            blank = [box for box in boxes if not box.text.strip()]
            if blank and len(blank) < len(boxes):
                for box in boxes:
                    draft.expected[str(box.cell)] = draft.expected[str(box.cell)].unsure()
            elif blank and table.name == "remedies":
                for box in boxes:
                    draft.expected[str(box.cell)] = Expected(BLANK, frozenset({ABSENT}))


def lose_tables(draft: Draft) -> None:
    """L12: the headings stay, the tables are gone."""
    draft.tables = {}
    draft.expected = {cell: Expected(ABSENT) for cell in draft.expected}


def lose_figures(draft: Draft) -> None:
    """L13: every figure is blank."""
    for table in draft.tables.values():
        for box in table.boxes:
            if box.cell:
                draft.set(box.cell, "", Expected(Answer("blank")))
