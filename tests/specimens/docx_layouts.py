"""The report as DOCX, element by element: merged cells, nested tables, text boxes, tracked changes, split runs."""

import io
import random
import zipfile
from html import escape

from tests.specimens.draft import Box, Draft, Table

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
)
SPACES = (
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")
BORDERS = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in SIDES)
BORDERS = f"<w:tblBorders>{BORDERS}</w:tblBorders>"
OPTIONS = ("tracked", "nested", "boxed", "controls", "split", "hidden", "loose")


def docx(draft: Draft, rng: random.Random) -> bytes:
    """Return the report as DOCX, with none, one or some of the oddities of Word documents."""
    options = set(rng.sample(OPTIONS, rng.choice((0, 1, 1, 2))))
    options |= {str(option) for option in draft.marks.get("docx", ())}  # type: ignore[attr-defined]
    body = "".join(_body(draft, options, rng))
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document {SPACES}><w:body>{body}<w:sectPr/></w:body></w:document>'
    )
    parts = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _body(draft: Draft, options: set[str], rng: random.Random) -> list[str]:
    titles = draft.title.split("\n")
    pieces = [_text_box(line) if "boxed" in options else _paragraph(line, style="Title") for line in titles]
    for part in draft.parts:
        if part.heading:
            pieces.append(_paragraph(part.heading, style="Heading1" if rng.random() < 0.5 else ""))
        pieces += [_paragraph(text) for text in part.paragraphs]
        if part.table and part.table in draft.tables:
            table = _table(draft.tables[part.table], options, rng)
            pieces += [_outer(table) if "nested" in options else table, "<w:p/>"]
    pieces += [_paragraph(line) for line in draft.closing()]
    return pieces


def _paragraph(text: str, style: str = "") -> str:
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{mark}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _text_box(text: str) -> str:
    inner = f"<w:txbxContent>{_paragraph(text)}</w:txbxContent>"
    new = f"<mc:Choice Requires='wps'><w:drawing><wp:inline><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inner}"
    new += "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>"
    old = f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>"
    return f"<w:p><w:r><mc:AlternateContent>{new}{old}</mc:AlternateContent></w:r></w:p>"


def _outer(table: str) -> str:
    return f'<w:tbl><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc>{table}<w:p/></w:tc></w:tr></w:tbl>'


def _table(table: Table, options: set[str], rng: random.Random) -> str:
    grid = "".join('<w:gridCol w:w="900"/>' for _ in range(table.width))
    rows = [_row(table, number, options, rng) for number in range(table.height)]
    if "tracked" in options:
        rows.insert(rng.randint(table.head, len(rows)), _deleted(table))
    looks = f'<w:tblPr><w:tblW w:w="5000" w:type="pct"/>{BORDERS}</w:tblPr>'
    return f"<w:tbl>{looks}<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def _deleted(table: Table) -> str:
    gone = "<w:p><w:r><w:delText>77</w:delText></w:r></w:p>".replace("<w:r>", '<w:del w:id="9" w:author="a"><w:r>')
    cell = f"<w:tc>{gone.replace('</w:r>', '</w:r></w:del>')}</w:tc>"
    return f'<w:tr><w:trPr><w:del w:id="8" w:author="a"/></w:trPr>{cell * table.width}</w:tr>'


def _row(table: Table, number: int, options: set[str], rng: random.Random) -> str:
    cells = []
    for box in sorted(_boxes(table, number), key=lambda box: box.column):
        cells.append(_cell(box, number, options, rng))
    row = "".join(cells)
    if "controls" in options and rng.random() < 0.2:
        return f"<w:sdt><w:sdtContent><w:tr>{row}</w:tr></w:sdtContent></w:sdt>"
    return f"<w:tr>{row}</w:tr>"


def _boxes(table: Table, number: int) -> list[Box]:
    return [box for box in table.boxes if box.row <= number < box.row + box.rows]


def _cell(box: Box, number: int, options: set[str], rng: random.Random) -> str:
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    merge = ""
    if box.rows > 1:
        merge = '<w:vMerge w:val="restart"/>' if number == box.row else "<w:vMerge/>"
    text = box.text if number == box.row else ""
    inner = "".join(f"<w:p>{_runs(line, box, options, rng)}</w:p>" for line in text.split("\n"))
    cell = f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{inner}</w:tc>"
    if "controls" in options and rng.random() < 0.1:
        return f"<w:sdt><w:sdtContent>{cell}</w:sdtContent></w:sdt>"
    return cell


def _runs(text: str, box: Box, options: set[str], rng: random.Random) -> str:
    run = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    if not text:
        return ""
    if "tracked" in options and box.kind == "value" and rng.random() < 0.2:
        old = f'<w:del w:id="1" w:author="a"><w:r><w:delText>{rng.randint(1, 99)}</w:delText></w:r></w:del>'
        return f'{old}<w:ins w:id="2" w:author="a">{run.format(escape(text))}</w:ins>'
    if "hidden" in options and box.kind == "value" and rng.random() < 0.1:
        return run.format(escape(text)) + "<w:r><w:rPr><w:vanish/></w:rPr><w:t>5</w:t></w:r>"
    if "split" in options and len(text) > 1:
        cut = rng.randint(1, len(text) - 1)
        return run.format(escape(text[:cut])) + "<w:proofErr/>" + run.format(escape(text[cut:]))
    return run.format(escape(text))
