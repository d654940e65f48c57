"""Invented annual reports as PDF, in every way that a PDF comes to be, with the tables that must be read back out of them.

A table is a list of `Box`es. One layout is rendered by typst, as HTML for a browser, or as DOCX for an office program,
so that what is read can be compared with what was written, cell by cell.
"""

import random
from dataclasses import dataclass
from html import escape
from pathlib import Path

import typst

import gongkai.fonts
from gongkai.report import formats

FONTS = str(Path(gongkai.fonts.__file__).parent)
PROSE = (
    "本年度，本机关围绕群众关切，通过门户网站主动公开政府信息{}条，其中政策解读{}条，回应社会关切{}次，公开的内容均经过保密审查。",
    "全年共收到政府信息公开申请{}件，其中当面申请{}件，网络申请{}件，均在法定期限内办结，没有因为答复超期而引起的复议和诉讼。",
    "机关内各科室按照分工更新栏目{}个，清理失效文件{}份，组织业务培训{}期，对发现的问题逐项登记、限时改正。",
)


@dataclass(frozen=True)
class Box:
    """A cell of a table: its text, its corner and its spans."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def proactive(form: formats.Format, figure) -> list[Box]:
    """Return table 2 of a form, its figures drawn from `figure(cell)`."""
    boxes, row = [], 0
    for item in form.items:
        boxes.append(Box(item.label, row, 0, 1, 4))
        boxes.append(Box(form.corner, row + 1, 0))
        spans = (
            [(1, 3)]
            if len(item.columns) == 1
            else [(1, 1), (2, 2)]
            if len(item.columns) == 2
            else [(1, 1), (2, 1), (3, 1)]
        )
        heads = [(c.label + c.unit_note, at, span) for c, (at, span) in zip(item.columns, spans, strict=True)]
        boxes += [Box(text, row + 1, at, 1, span) for text, at, span in heads]
        for offset, line in enumerate(item.rows):
            boxes.append(Box(line.label, row + 2 + offset, 0))
            for column, (at, span) in zip(item.columns, spans, strict=True):
                boxes.append(Box(figure(f"proactive.{line.key}.{column.key}"), row + 2 + offset, at, 1, span))
        row += 2 + len(item.rows)
    return boxes


def requests(form: formats.Format, figure) -> list[Box]:
    """Return table 3 of a form."""
    inner = [c for c in form.request_columns if c.group]
    boxes = [
        Box(form.requests_corner, 0, 0, 3, 3),
        Box(form.applicants, 0, 3, 1, 7),
        Box("自然人", 1, 3, 2, 1),
        Box("法人或其他组织", 1, 4, 1, 5),
        Box("总计", 1, 9, 2, 1),
        *(Box(c.label, 2, 4 + i) for i, c in enumerate(inner)),
    ]
    outcome_rows = [i for i, r in enumerate(form.request_rows) if r.outcome]
    boxes.append(Box(form.outcomes, 3 + outcome_rows[0], 0, len(outcome_rows), 1))
    for key, label in form.request_groups.items():
        members = [i for i, r in enumerate(form.request_rows) if r.group == key]
        if members:
            boxes.append(Box(label, 3 + members[0], 1, len(members), 1))
    for i, line in enumerate(form.request_rows):
        at = 2 if line.group else 1 if line.outcome else 0
        boxes.append(Box(line.label, 3 + i, at, 1, 3 - at))
        boxes += [Box(figure(f"requests.{line.key}.{c.key}"), 3 + i, 3 + j) for j, c in enumerate(form.request_columns)]
    return boxes


def remedies(form: formats.Format, figure) -> list[Box]:
    """Return table 4 of a form."""
    boxes = [Box("行政复议", 0, 0, 2, 5), Box(form.litigation, 0, 5, 1, 10)]
    for b, block in enumerate(form.remedy_blocks):
        if b:
            boxes.append(Box(block.label, 1, 5 * b, 1, 5))
        for c, column in enumerate(form.remedy_columns):
            boxes.append(Box(column.label, 2, 5 * b + c))
            boxes.append(Box(figure(f"remedies.{block.key}.{column.key}"), 3, 5 * b + c))
    return boxes


def random_figures(seed: int, form: formats.Format, zeros: float = 0.6):
    """Return a function that gives each cell a figure, the same for the same seed: mostly 0, now and then blank or a stroke."""
    rng = random.Random(seed)  # noqa: S311 - specimens, not secrets
    drawn: dict[str, str] = {}

    def figure(cell: str) -> str:
        if cell not in drawn:
            drawn[cell] = _draw(rng, form.unit(cell), zeros)
        return drawn[cell]

    return figure


def _draw(rng: random.Random, unit: str, zeros: float) -> str:
    chance = rng.random()
    if chance < zeros:
        return "0"
    if chance > 0.985:
        return rng.choice(["", "/", "-"])
    number = rng.choice([rng.randrange(1, 10), rng.randrange(1, 1000), rng.randrange(1, 30000)])
    if unit == "10k CNY":
        return f"{number}.{rng.randrange(1, 100):02}"
    return str(-number if unit == "signed count" and rng.random() < 0.5 else number)


@dataclass(frozen=True)
class Specimen:
    """A report to render: title, the texts of its sections, and its three tables."""

    title: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]
    tables: dict[int, list[Box]]


def specimen(seed: int = 1, name: str = "2021", paragraphs: int = 3) -> Specimen:
    """Return an invented report of the form `name`."""
    rng = random.Random(seed)  # noqa: S311
    form = formats.load(name)
    figure = random_figures(seed, form)
    sections = []
    for number, title in zip("一二三四五六", form.sections, strict=True):
        count = 0 if number in "二三四" else paragraphs
        texts = tuple(rng.choice(PROSE).format(*(rng.randrange(1, 900) for _ in range(3))) for _ in range(count))
        sections.append((f"{number}、{title}", texts))
    tables = {1: proactive(form, figure), 2: requests(form, figure), 3: remedies(form, figure)}
    return Specimen(f"云岭县水务局{form.first_year}年政府信息公开工作年度报告", tuple(sections), tables)


def size(boxes: list[Box]) -> tuple[int, int]:
    """Return the rows and columns of a table."""
    return max(b.row + b.rows for b in boxes), max(b.column + b.columns for b in boxes)


def as_typst(
    report: Specimen, *, page: str = 'paper: "a4", numbering: "- 1 -"', stroke: str = "0.5pt", extra: str = ""
) -> str:
    """Return the typst source of a report."""
    parts = [
        f"#set page({page})",
        '#set text(font: "Noto Serif SC", size: 12pt, lang: "zh")',
        "#set par(first-line-indent: (amount: 2em, all: true), justify: true)",
        extra,
        f"#align(center)[#text(18pt)[{report.title}]]",
    ]
    for at, (heading, texts) in enumerate(report.sections):
        parts.append(f'#par[#text(font: "Noto Sans SC")[{heading}]]')
        parts += [f"#par[{text}]" for text in texts]
        if at in report.tables:
            parts.append(typst_table(report.tables[at], stroke))
    return "\n\n".join(parts)


def typst_table(boxes: list[Box], stroke: str = "0.5pt") -> str:
    """Return a table in typst."""
    _, columns = size(boxes)
    widths = ", ".join(["2em", "4em", "9em"] + ["1fr"] * 7) if columns == 10 else ", ".join(["1fr"] * columns)
    cells = "\n".join(
        f"table.cell(x: {b.column}, y: {b.row}, rowspan: {b.rows}, colspan: {b.columns})[{_typst_text(b.text)}],"
        for b in sorted(boxes, key=lambda b: (b.row, b.column))
    )
    return (
        f"#text(9pt)[#set par(first-line-indent: 0pt, justify: false)\n#table(columns: ({widths}), stroke: {stroke}, "
        f"inset: 3pt, align: center + horizon,\n{cells}\n)]"
    )


def _typst_text(text: str) -> str:
    return '#"' + text.replace('"', '\\"') + '"' if text else ""


def typst_pdf(source: str) -> bytes:
    """Return the PDF of a typst source."""
    return typst.compile(source.encode(), font_paths=[FONTS], ignore_system_fonts=True)


def as_html(report: Specimen, style: str = "") -> str:
    """Return a report as a web page, to be printed by a browser."""
    body = [f"<h2 style='text-align:center'>{report.title}</h2>"]
    for at, (heading, texts) in enumerate(report.sections):
        body.append(f"<p><b>{heading}</b></p>")
        body += [f"<p style='text-indent:2em'>{text}</p>" for text in texts]
        if at in report.tables:
            body.append(html_table(report.tables[at]))
    css = "table{border-collapse:collapse;width:100%}td{border:1px solid #000;text-align:center;font-size:9pt;padding:2px}"
    return f"<html><head><meta charset=utf-8><style>{css}{style}</style></head><body>{''.join(body)}</body></html>"


def html_table(boxes: list[Box]) -> str:
    """Return a table in HTML."""
    rows, _ = size(boxes)
    lines = []
    for row in range(rows):
        cells = sorted((b for b in boxes if b.row == row), key=lambda b: b.column)
        tds = (f"<td rowspan={b.rows} colspan={b.columns}>{escape(b.text) or '&nbsp;'}</td>" for b in cells)
        lines.append(f"<tr>{''.join(tds)}</tr>")
    return f"<table>{''.join(lines)}</table>"


def docx_file(report: Specimen, path: Path) -> None:
    """Write a report as DOCX, to be exported by an office program."""
    import docx

    document = docx.Document()
    document.add_heading(report.title, 0)
    for at, (heading, texts) in enumerate(report.sections):
        document.add_paragraph(heading)
        for text in texts:
            document.add_paragraph("　　" + text)
        if at in report.tables:
            _docx_table(document, report.tables[at])
    document.save(str(path))


def _docx_table(document, boxes: list[Box]) -> None:
    rows, columns = size(boxes)
    table = document.add_table(rows, columns)
    table.style = "Table Grid"
    grid = [list(line.cells) for line in table.rows]  # asking for them once: python-docx is slow at it
    for box in boxes:
        corner = grid[box.row][box.column]
        if box.rows > 1 or box.columns > 1:
            corner = corner.merge(grid[box.row + box.rows - 1][box.column + box.columns - 1])
        corner.text = box.text
