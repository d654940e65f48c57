"""Builders of small DOCX, XLSX, ZIP and OLE2 files, so that a test states only what it is about."""

import io
import struct
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KINDS = f"{R}/"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:wps="urn:wps"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def zipped(members: dict[str, bytes | str]) -> bytes:
    """Return a ZIP of the members."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word(name: str, content: str, more: str = "") -> str:
    """Return the XML of a part with all namespaces declared."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {_NAMESPACES} {more}>{content}</w:{name}>'


def relations(targets: dict[str, str]) -> str:
    """Return the relations "kind" → target; a target with :// lies outside the package."""
    rows = "".join(
        f'<Relationship Id="{kind}" Type="{_KINDS}{kind.rstrip("0123456789")}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if '://' in target else ''}/>"
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rows}</Relationships>'


def docx(body: str, parts: dict[str, str | bytes] | None = None, targets: dict[str, str] | None = None) -> bytes:
    """Return a Word document with a body, further parts and the relations to them."""
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/document.xml": word("document", f"<w:body>{body}<w:sectPr/></w:body>"),
        "word/_rels/document.xml.rels": relations(targets or {}),
    }
    members.update(parts or {})
    return zipped(members)


def p(text: str, properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run."""
    return (
        f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}"
        f"<w:r>{f'<w:rPr>{run}</w:rPr>' if run else ''}<w:t>{text}</w:t></w:r></w:p>"
    )


def tc(text: str, properties: str = "") -> str:
    """Return a cell of one paragraph."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Return a row; plain texts become cells."""
    inner = "".join(cell if cell.startswith("<") else tc(cell) for cell in cells)
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>"


def tbl(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def xlsx(sheets: dict[str, str], *, strings: str = "", styles: str = "", states: dict[str, str] | None = None) -> bytes:
    """Return a workbook of sheets name → XML inside <worksheet>."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="worksheet{i}" state="{(states or {}).get(name, "visible")}"/>'
        for i, name in enumerate(sheets, 1)
    )
    targets = {f"worksheet{i}": f"worksheets/sheet{i}.xml" for i in range(1, len(sheets) + 1)}
    members: dict[str, bytes | str] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": relations({"officeDocument": "xl/workbook.xml"}),
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{R}"><sheets>{listed}</sheets></workbook>',
    }
    for i, content in enumerate(sheets.values(), 1):
        members[f"xl/worksheets/sheet{i}.xml"] = f"<worksheet {main}>{content}</worksheet>"
    if strings:
        targets["sharedStrings"] = "sharedStrings.xml"
        members["xl/sharedStrings.xml"] = f"<sst {main}>{strings}</sst>"
    if styles:
        targets["styles"] = "styles.xml"
        members["xl/styles.xml"] = f"<styleSheet {main}>{styles}</styleSheet>"
    members["xl/_rels/workbook.xml.rels"] = relations(targets)
    return zipped(members)


def ole2(stream: str, *, flags: int = 0) -> bytes:
    """Return the beginning of an OLE2 file whose directory names one stream, with the flags of Word's header."""
    header = bytearray(OLE2.ljust(512, b"\0"))
    header[0x1E:0x20] = (9).to_bytes(2, "little")
    directory = stream.encode("utf-16-le").ljust(64, b"\0") + b"\0" * 52 + struct.pack("<I", 1) + b"\0" * 8
    return bytes(header) + directory.ljust(512, b"\0") + (b"\0" * 10 + struct.pack("<H", flags)).ljust(512, b"\0")
