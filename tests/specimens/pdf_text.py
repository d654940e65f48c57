"""L10: the text layer of a PDF, a row a line, with labels and headings broken where the cells were narrow."""

import random

from tests.specimens.draft import Draft, Table

HEAD = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def l10(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    """PDF text, a row a line."""
    writers = {"proactive": _proactive, "requests": _requests, "remedies": _remedies}
    return writers[table.name](table, draft, rng)


def _page(table: Table, number: int, draft: Draft, rng: random.Random) -> list[str]:
    if number not in table.breaks:
        return []
    page = int(draft.marks.get("page", 2))  # type: ignore[call-overload]
    draft.marks["page"] = page + 1
    return ["", rng.choice(("- {} -", "{}", "— {} —")).format(page), ""]


def _proactive(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    lines = []
    for number in range(table.height):
        lines += _page(table, number, draft, rng)
        lines.append(" ".join(box.text.replace("\n", "") for box in table.row(number) if box.text))
    return lines


def _vertical(words: list[str]) -> list[str]:
    """Return words written downwards, one character a line, centred: the lines of a narrow heading."""
    tall = max(map(len, words))
    tops = [(tall - len(word)) // 2 for word in words]
    rows = []
    for line in range(tall):
        found = [word[line - top] for word, top in zip(words, tops, strict=True) if 0 <= line - top < len(word)]
        rows.append(" ".join(found))
    return rows


def _requests(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    names = [box.text for box in table.row(2)]
    lines = [HEAD[:9], HEAD[9:20] + " 申请人情况", HEAD[20:], "法人或其他组织", "自然", *_folded(names, 2), "人 总计"]
    for number in range(3, table.height):
        lines += _page(table, number, draft, rng)
        lines += _row(table, number, rng)
    return lines


def _folded(names: list[str], wide: int) -> list[str]:
    tall = max(-(-len(name) // wide) for name in names)
    pieces = [[name[i : i + wide] for i in range(0, len(name), wide)] for name in names]
    return [" ".join(piece[line] for piece in pieces if line < len(piece)) for line in range(tall)]


def _row(table: Table, number: int, rng: random.Random) -> list[str]:
    """Return a row: its label, perhaps broken, and its figures on one of the lines of the label."""
    boxes = table.row(number)
    outer = [box.text.replace("\n", "") for box in boxes if box.kind != "value" and box.rows > 1]
    label = " ".join(box.text.replace("\n", "") for box in boxes if box.kind != "value" and box.rows == 1)
    values = " ".join(box.text for box in boxes if box.kind == "value" and box.text)
    way = rng.choice(("one", "one", "first", "middle", "last")) if len(label) > 9 else "one"
    cut = len(label) // 2
    match way:
        case "first":
            lines = [f"{label[:cut]} {values}", label[cut:]]
        case "middle":
            lines = [label[:cut], values, label[cut:]]
        case "last":
            lines = [label[:cut], f"{label[cut:]} {values}"]
        case _:
            lines = [f"{label} {values}".strip()]
    return [*outer, *(line for line in lines if line)]


def _remedies(table: Table, draft: Draft, rng: random.Random) -> list[str]:
    way = draft.marks.setdefault("l10 remedies", rng.choice(("vertical", "uneven", "pairs", "flat")))
    words = [box.text for box in table.row(1) if box.columns == 1]
    lines = ["行政复议 行政诉讼", "未经复议直接起诉 复议后起诉"]
    match way:
        case "vertical":
            lines += [" ".join([line] * 3) for line in _vertical(words)]
        case "uneven":
            first, later = _vertical(words[:4]), _vertical(words[:4])
            lines += [first[0], f"{later[0]} {later[0]}", first[1], f"总计 {later[1]} 总 {later[1]} 总"]
            lines += [first[2], f"{later[2]} 计 {later[2]} 计", first[3], f"{later[3]} {later[3]}"]
        case "pairs":
            upper, lower = "结果 结果 其他 尚未 总", "维持 纠正 结果 审结 计"
            lines += [upper, f"{lower} {upper} {upper}", f"{lower} {lower}"]
        case _:
            lines.append(" ".join(words * 3))
    figures = [" ".join(box.text for box in table.values(number) if box.text) for number in range(3, table.height)]
    return [*lines, *(line for line in figures if line)]
