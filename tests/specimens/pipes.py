"""L5 to L8: what converters of web pages make of tables, with pipes between the cells.

Most leave blank cells out and pad the row with pipes at its end, up to the width of the table. So a row with too few
figures cannot be read: in `三、… | 5 | ||||||||` the 5 may be a natural person's or a total. Some keep blank cells, and
a few do not pad.
"""

import random

from tests.specimens.draft import Box, Draft, Table


def _written(table: Table, number: int) -> list[str]:
    """Return the texts of a row without its blank cells."""
    return [box.text.replace("\n", "") for box in table.row(number) if box.text]


def _kept(table: Table, number: int) -> list[str]:
    """Return the texts of a row with its blank cells; what lies under a merged cell from above is blank too."""
    slots = table.slots(number)
    return [slot.text.replace("\n", "") if isinstance(slot, Box) else "" for slot in slots if slot != "across"]


def l5(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """`cell |` one a line; what is missing follows as a line of pipes, or behind the last cell, or not at all."""
    way = draft.marks.setdefault("l5", rng.choice(("own line", "same line", "none", "before")))
    lines: list[str] = []
    for number in range(table.height):
        texts = _written(table, number)
        lines += [f"|{text}" if way == "before" else f"{text} |" for text in texts]
        pad = "|" * (table.width - len(texts))
        if pad and way == "own line":
            lines.append(pad)
        elif pad and way == "same line" and lines:
            lines[-1] += " " + pad
    return lines


def l5_kept(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """As L5, but a blank cell is a line with one pipe."""
    lines: list[str] = []
    for number in range(table.height):
        texts = [box.text.replace("\n", "") for box in table.row(number)]
        lines += [f"{text} |" if text else "|" for text in texts]
        if table.width - len(texts) > 1:
            lines.append("|" * (table.width - len(texts)))
    return lines


def l6(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """`a | b | c |` rows, padded with pipes at the end or not at all, blank cells left out."""
    padded = draft.marks.setdefault("padded", rng.random() < 0.7)
    return [_row(_written(table, number), table.width if padded else 0) for number in range(table.height)]


def _row(texts: list[str], width: int) -> str:
    return "".join(f"{text} | " for text in texts).rstrip() + (
        " " + "|" * (width - len(texts)) if width > len(texts) else ""
    )


def l6_kept(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """Rows in which blank cells stand as nothing between pipes: all columns, or without those of merged cells."""
    way = draft.marks.setdefault("kept", rng.choice(("grid", "grid", "cells")))
    if way == "cells":
        return [" | ".join(_kept(table, number)) + " |" for number in range(table.height)]
    rows = []
    for number in range(table.height):
        texts = [slot.text.replace("\n", "") if isinstance(slot, Box) else "" for slot in table.slots(number)]
        rows.append("| " + " | ".join(texts) + " |")
        if number == 0 and draft.marks.setdefault("ruler", rng.random() < 0.5):
            rows.append("|" + "---|" * table.width)
    return rows


def l7(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """As L6 with a leading pipe, sometimes in table 3 alone."""
    rows = l6(table, draft, rng)
    only = draft.marks.setdefault("l7", rng.random() < 0.5)
    return rows if only and table.name != "requests" else ["| " + row for row in rows]


def l8(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """A cell and a pipe on alternate lines; runs of pipes where cells are missing, behind an empty line, or none."""
    way = draft.marks.setdefault("l8", rng.choice(("runs", "gaps", "bare", "ahead")))
    lines: list[str] = []
    for number in range(table.height):
        texts = [text for box in table.row(number) if (text := box.text)]
        for index, text in enumerate(texts):
            head = "| " if way == "ahead" and index else ""
            lines += (head + text).split("\n")
            lines += [] if way == "ahead" else ["|"]
        pad = "|" * (table.width - len(texts))
        if way == "ahead":
            lines.append("|")
        elif pad and way != "bare":
            lines += ["", pad] if way == "gaps" else [pad]
    return lines
