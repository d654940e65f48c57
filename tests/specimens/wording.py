"""Defects of words: units, label variants, local rows, sections, leftovers of templates, page furniture."""

import random
from decimal import Decimal

from tests.specimens import narrative
from tests.specimens.defects import defect
from tests.specimens.draft import Box, Draft, Part
from tests.specimens.truth import normal, read


def _amounts(draft: Draft) -> list[str]:
    return [cell for cell in draft.printed() if cell.endswith(".amount")]


def _head_of(draft: Draft, cell: str) -> Box:
    table, figure = draft.tables["proactive"], draft.box(cell)
    return next(
        b
        for b in table.boxes
        if b.kind == "head" and b.row < figure.row and b.column == figure.column and "额" in b.text
    )


def _bare(draft: Draft, cell: str) -> None:
    head = _head_of(draft, cell)
    head.text = head.text.split("（")[0]


def unit_in_cell(draft: Draft, rng: random.Random) -> bool:
    """4196.35万元 in the cell, nothing in the heading."""
    for cell in _amounts(draft):
        _bare(draft, cell)
        draft.box(cell).text += "万元"
    return bool(_amounts(draft))


def yuan_in_cell(draft: Draft, rng: random.Random) -> bool:
    """70487元 in the cell: yuan, not 万元, whatever the heading says."""
    for cell in _amounts(draft):
        value = rng.choice((0, rng.randint(1, 99_999_999)))
        draft.set(cell, f"{value}元", read(normal(Decimal(value) / 10_000)))
        if rng.random() < 0.5:
            _bare(draft, cell)
    return bool(_amounts(draft))


def yuan_in_header(draft: Draft, rng: random.Random) -> bool:
    """The heading says 元."""
    for cell in _amounts(draft):
        value = rng.choice((0, rng.randint(1, 99_999_999)))
        draft.set(cell, str(value), read(normal(Decimal(value) / 10_000)))
        head = _head_of(draft, cell)
        head.text = head.text.split("（")[0] + rng.choice(("（单位：元）", "(元)"))
    return bool(_amounts(draft))


def no_unit(draft: Draft, rng: random.Random) -> bool:
    """No unit anywhere."""
    for cell in _amounts(draft):
        _bare(draft, cell)
    return bool(_amounts(draft))


VARIANTS = (
    ("2.没有现成信息需要另行制作", "2.没有现成信息需另行制作"),
    ("2.其他法律行政法规禁止公开", "2.其他法律行政止公开"),
    ("2.其他法律行政法规禁止公开", "2.其他法律、行政法规禁止公开"),
    ("社会公益组织", "社会组织"),
    ("行政事业性收费", "行政事业型收费"),
    ("现行有效件数", "现行有效件"),
    ("本年增/减", "本年数量"),
    ("本年增/减", "本年增\\减"),
    ("本年增/减", "本年增/减（+/-）"),
    ("行政规范性文件", "规范性文件"),
    ("（七）总计", "（七）合计"),
    ("一、本年新收政府信息公开申请数量", "一、本年新收政府信息公开申请数"),
    ("二、上年结转政府信息公开申请数量", "二、上年结转政府信息公开申请"),
    ("四、结转下年度继续办理", "四、结转下年继续办理"),
    ("3.危及“三安全一稳定”", '3.危及"三安全一稳定"'),
    ("1.信访举报投诉类申请", "1.信访、举报、投诉类申请"),
    ("3.要求提供公开出版物", "3.要求公开出版物"),
    ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "1.申请人无正当理由逾期不补正"),
    (
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        "2.申请人逾期未按收费通知要求缴纳费用",
    ),
    ("3.补正后申请内容仍不明确", "3.补正后申请内容不明确"),
    ("未经复议直接起诉", "未经复议直接诉讼"),
    ("上一年项目数量", "上年项目数量"),
    ("其他", "其它"),
    ("其他结果", "其它结果"),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "（二）部分公开"),
    ("第二十条第（一）项", "第二十条第一项"),
    ("第二十条第（五）项", "第二十条第（五）款"),
)


def label_variants(draft: Draft, rng: random.Random) -> bool:
    """Other words for the form's labels."""
    chosen = dict(rng.sample(VARIANTS, rng.randint(1, 10)))
    for table in draft.tables.values():
        for box in table.boxes:
            if box.kind != "value" and box.text in chosen:
                box.text = chosen[box.text]
    return True


def half_width(draft: Draft, rng: random.Random) -> bool:
    """Half-width brackets and commas, spaces behind numbers."""
    space = rng.choice(("", " "))
    pairs = {"（": "(", "）": ")" + space, "，": "," + space, "：": ":", "“": '"', "”": '"'}
    for table in draft.tables.values():
        for box in table.boxes:
            if box.kind != "value":
                box.text = "".join(pairs.get(character, character) for character in box.text).strip()
    return True


def numbered_otherwise(draft: Draft, rng: random.Random) -> bool:
    """1、 or 1． for 1. in labels."""
    mark = rng.choice(("、", "．", ". ", " ", ""))
    for box in [box for table in draft.tables.values() for box in table.boxes]:
        if box.kind == "label" and box.text[:1].isdigit():
            box.text = box.text[0] + mark + box.text[2:]
    return True


def cut_header(draft: Draft, rng: random.Random) -> bool:
    """本年新 / 本年新: headings cut short."""
    if draft.figures.form["proactive"] != "2019" or "proactive" not in draft.tables:
        return False
    for box in draft.tables["proactive"].boxes:
        if box.text.startswith("本年新"):
            box.text = "本年新"
    return True


def long_notes(draft: Draft, rng: random.Random) -> bool:
    """Long notes in brackets behind labels."""
    notes = ("（含当场决定，不含上级机关委托的事项）", "（指本年度内，共3类）", "（不含涉密件）", "（注：按件统计）")
    for table in draft.tables.values():
        for box in table.boxes:
            if box.kind == "label" and box.rows == 1 and rng.random() < 0.15:
                box.text += rng.choice(notes)
    return True


def extra_rows(draft: Draft, rng: random.Random) -> bool:
    """Local rows that the form does not have."""
    if "proactive" not in draft.tables:
        return False
    table = draft.tables["proactive"]
    cells, words = rng.choice(
        (
            ("proactive.licensing.decisions", ("行政检查", "行政确认", "行政裁决")),
            ("proactive.normative_documents.made", ("其他主动公开文件",)),
        )
    )
    for word in words[: rng.randint(1, 3)]:
        row = table.row_of(cells)
        if cells == "proactive.licensing.decisions":
            row = max(row, *[b.row for b in table.boxes if b.cell == "proactive.other_services.decisions"], row)
        model = table.values(row)
        table.insert(row + 1)
        table.boxes.append(Box(word, row + 1, 0))
        for box in model:
            table.boxes.append(Box(str(rng.randint(0, 99)), row + 1, box.column, 1, box.columns, "value"))
    return True


def _renamed(parts: list[Part], rng: random.Random) -> None:
    words = ("四、行政复议、诉讼情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况")
    parts[3].heading = rng.choice(words)
    parts[1].heading = "二、主动公开情况"


def _renumbered(parts: list[Part], rng: random.Random) -> None:
    for part, numeral in zip(parts, "二三四五六七", strict=True):
        part.heading = numeral + part.heading[1:]


def _doubled(parts: list[Part], rng: random.Random) -> None:
    parts[4].heading = parts[3].heading[:2] + parts[4].heading[2:]


def _without(parts: list[Part], rng: random.Random) -> None:
    for part in parts:
        part.heading = ""


def _mixed(parts: list[Part], rng: random.Random) -> None:
    for number, part in enumerate(parts[:3], 1):
        part.heading = f"{number}、 " + part.heading[2:]


def _missing(parts: list[Part], rng: random.Random) -> None:
    parts.remove(rng.choice([part for part in parts if not part.table]))


def _empty(parts: list[Part], rng: random.Random) -> None:
    parts[5].paragraphs = []


def sections(draft: Draft, rng: random.Random) -> bool:
    """Sections missing, renamed, renumbered, doubled, empty, without headings, or numbered in two ways."""
    rng.choice((_missing, _renamed, _renumbered, _doubled, _empty, _without, _mixed))(draft.parts, rng)
    return True


def leftovers(draft: Draft, rng: random.Random) -> bool:
    """Words of the template, broken dates and numbers, a foreign word, an artefact of Word."""
    draft.parts[1].paragraphs.append("该部分以表格形式报告。表格如下:")
    draft.parts[0].paragraphs.append(
        f"本报告所列数据的统计期限为20{draft.figures.year}年1月1日至12月31日，依据〔{draft.figures.year}60号文件编制。"
    )
    draft.parts[4].paragraphs.append("[bookmark: _GoBack]下一步将完善制度和 workflow，XX单位继续推进。")
    return True


def disagreement(draft: Draft, rng: random.Random) -> bool:
    """The narrative tells other numbers than the tables."""
    total = int(draft.figures.values["requests.new.total"])
    draft.parts[0].paragraphs.append(
        f"全年共收到政府信息公开申请{total + 3}件，予以公开{total + 1}件，延期答复1件，引起行政复议2件。"
    )
    return True


def surroundings(draft: Draft, rng: random.Random) -> bool:
    """A page's furniture before and after the report."""
    draft.before, draft.after = narrative.furniture(draft.figures, rng)
    return True


def numbers_around(draft: Draft, rng: random.Random) -> bool:
    """Lines of numbers and words of the form in the narrative, next to the tables."""
    draft.parts[2].paragraphs.append("本年新收政府信息公开申请数量及办理结果见下表，单位：件")
    draft.parts[3] = Part(4, draft.parts[3].heading, ["行政复议0件，行政诉讼0件，具体如下："], "remedies")
    draft.parts[1].paragraphs.append(rng.choice(("（单位：件、万元）", "表一", "2", "注：行政许可按件统计")))
    return True


def bookmark(draft: Draft, rng: random.Random) -> bool:
    """An artefact of Word in a cell."""
    tables = list(draft.tables.values())
    box = rng.choice([box for box in rng.choice(tables).boxes if box.text])
    box.text = "[bookmark: _GoBack]" + box.text
    if box.cell:
        draft.expected[box.cell] = draft.expected[box.cell].unsure()
    return True


def unsigned_change(draft: Draft, rng: random.Random) -> bool:
    """本年增/减 with other signs: −2, ＋3, 增2."""
    cells = [cell for cell in draft.printed() if cell.endswith(".change")]
    for cell in cells:
        value = int(draft.figures.values[cell])
        if value:
            draft.box(cell).text = (
                rng.choice(("−", "－", "-")) + str(-value) if value < 0 else rng.choice(("+", "＋")) + str(value)
            )
    for cell in cells[:1]:
        value = rng.randint(1, 9)
        word = rng.choice(("增", "减", "增加", "减少"))
        signed = value if word.startswith("增") else -value
        draft.set(cell, f"{word}{value}", read(signed).unsure())
    return bool(cells)


WORDING = (
    defect("unit_in_cell", unit_in_cell),
    defect("yuan_in_cell", yuan_in_cell),
    defect("yuan_in_header", yuan_in_header),
    defect("no_unit", no_unit),
    defect("label_variants", label_variants),
    defect("half_width", half_width),
    defect("numbered_otherwise", numbered_otherwise),
    defect("cut_header", cut_header),
    defect("long_notes", long_notes),
    defect("extra_rows", extra_rows),
    defect("sections", sections),
    defect("leftovers", leftovers),
    defect("disagreement", disagreement),
    defect("surroundings", surroundings),
    defect("numbers_around", numbers_around),
    defect("bookmark", bookmark, only="l2"),
    defect("unsigned_change", unsigned_change),
)
