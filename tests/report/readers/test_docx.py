"""Word documents are read as Word prints them."""

import pytest

from gongkai.report.blocks import Document, Grid, Picture
from gongkai.report.model import Attachment, Line, ParagraphPlace, TablePlace
from gongkai.report.readers import docx as reader
from gongkai.report.readers.docx_numbering import written
from gongkai.report.readers.errors import Unreadable
from tests.report.readers.packages import W, docx, p, relations, tbl, tc, tr, word, zipped

THREE = [tr("a", "1", "2"), tr("b", "3", "4"), tr("c", "5", "6")]
PICTURE = '<w:drawing><wp:inline><wp:extent cx="{0}" cy="{0}"/><a:blip/></wp:inline></w:drawing>'


def read(body: str, parts: dict[str, str | bytes] | None = None, targets: dict[str, str] | None = None) -> Document:
    return reader.read(docx(body, parts, targets))


def lines(document: Document) -> list[Line]:
    return [block for block in document.blocks if isinstance(block, Line)]


def texts(document: Document) -> list[str]:
    return [line.text for line in lines(document)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def kinds(document: Document) -> str:
    return "".join(type(block).__name__[0] for block in document.blocks)


def test_paragraphs_and_tables_come_in_order_with_places() -> None:
    document = read(p("一") + p("") + p("二") + tbl(*THREE) + p("三"))
    assert kinds(document) == "LLGL"
    assert [line.place for line in lines(document)] == [ParagraphPlace(1), ParagraphPlace(3), ParagraphPlace(4)]
    assert [(c.text, c.row, c.column, c.place) for c in grids(document)[0].cells][4] == ("3", 1, 1, TablePlace(1, 2, 2))


def test_merged_cells_are_laid_out() -> None:
    document = read(
        tbl(
            tr(tc("a", '<w:tcW w:w="9"/><w:gridSpan w:val="2"/>'), tc("b", '<w:vMerge w:val="restart"/>'), "c"),
            tr("d", "e", tc("", "<w:vMerge/>"), "f"),
            tr("x", "y", tc("", '<w:vMerge w:val="continue"/>'), tc("g"), properties='<w:gridBefore w:val="1"/>'),
            tr("h", "i", tc("", "<w:vMerge/>"), tc("", '<w:hMerge w:val="continue"/>')),
        )
    )
    (grid,) = grids(document)
    assert [(c.text, c.row, c.column, c.rows, c.columns) for c in grid.cells] == [
        ("a", 0, 0, 1, 2), ("b", 0, 2, 2, 1), ("c", 0, 3, 1, 1),
        ("d", 1, 0, 1, 1), ("e", 1, 1, 1, 1), ("f", 1, 3, 1, 1),
        ("x", 2, 1, 1, 1), ("y", 2, 2, 1, 1), ("", 2, 3, 1, 1), ("g", 2, 4, 1, 1),
        ("h", 3, 0, 1, 1), ("i", 3, 1, 1, 1), ("", 3, 2, 1, 2),
    ]  # fmt: skip
    assert grid.cells[5].place == TablePlace(1, 2, 4)
    assert not grid.exact


def test_rows_and_cells_in_content_controls_are_read() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    document = read(tbl("<w:tblGrid/>", *THREE, control.format(tr(control.format(tc("d")), "7", "8"))))
    assert [cell.text for cell in grids(document)[0].cells][-3:] == ["d", "7", "8"]


def test_nested_tables_are_numbered_in_order() -> None:
    inner = f"<w:tc>{tbl(tr('x', 'y'), tr('z', '1'))}{p('')}</w:tc>"
    document = read(tbl(*THREE, tr("d", inner, "8"), tr("e", "9", "9")) + tbl(tr("k", "l"), tr("m", "n")))
    assert [grid.place for grid in grids(document)] == [TablePlace(1, 1, 1), TablePlace(2, 1, 1), TablePlace(3, 1, 1)]


def test_a_frame_around_the_report_gives_lines_at_their_cells() -> None:
    frame = f"<w:tc>{p('一、总体情况')}{tbl(*THREE)}{p('尾')}</w:tc>"
    document = read(tbl(f"<w:tr>{frame}</w:tr>"))
    assert kinds(document) == "LGL"
    assert lines(document)[0].place == TablePlace(1, 1, 1)


def test_marks_in_runs_are_what_they_print() -> None:
    run = '<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:noBreakHyphen/><w:t>c</w:t><w:br w:type="page"/><w:t>d</w:t>{}</w:r>'
    symbols = (
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:char="zz"/><w:ruby><w:rt><w:r><w:t>gui</w:t></w:r></w:rt>'
    )
    base = "<w:rubyBase><w:r><w:t>规</w:t></w:r></w:rubyBase></w:ruby><w:instrText>PAGE</w:instrText><w:t/>"
    document = read(f"<w:p>{run.format(symbols + base)}</w:p>")
    assert texts(document) == ["a\tb-c", "d\uf0fe规"]


def test_wrappers_around_runs_are_read_through() -> None:
    wrapped = "".join(
        f"<w:{name}><w:r><w:t>{i}</w:t></w:r></w:{name}>"
        for i, name in enumerate(["ins", "smartTag", "fldSimple", "moveTo"])
    )
    control = "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>5</w:t></w:r></w:sdtContent></w:sdt><w:sdt/>"
    math = "<m:oMathPara><m:oMath><m:r><m:t>6</m:t><m:t/></m:r></m:oMath></m:oMathPara>"
    document = read(f"<w:p>{wrapped}{control}{math}<w:bookmarkStart/></w:p>")
    assert texts(document) == ["012356"]


def test_tracked_changes_are_read_as_accepted_and_noted() -> None:
    kept = "<w:ins><w:r><w:t>6</w:t></w:r></w:ins><w:del><w:r><w:delText>5</w:delText><w:t>5</w:t></w:r></w:del>"
    moved = "<w:moveFrom><w:r><w:t>7</w:t></w:r></w:moveFrom>"
    deleted = tr("gone", "1", "2", properties="<w:del/>")
    document = read(f"<w:p>{kept}{moved}</w:p>" + tbl(THREE[0], deleted, THREE[1]) + f"<w:ins>{p('新')}</w:ins>")
    assert texts(document) == ["6", "新"]
    assert [(c.row, c.place) for c in grids(document)[0].cells][3] == (1, TablePlace(1, 3, 1))
    assert [note.kind for note in document.notes] == ["tracked_changes"]


STYLES = word(
    "styles",
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="x"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="o"><w:name w:val="y"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="toc"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="loop"/><w:basedOn w:val="loop"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="gone"><w:name w:val="z"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="list"><w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="second"><w:name w:val="s"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="table" w:styleId="tab"><w:name w:val="Table"/><w:rPr><w:vanish/></w:rPr></w:style>',
)
STYLED = ({"word/styles.xml": STYLES}, {"styles": "styles.xml"})


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def test_headings_come_from_styles_and_from_the_paragraph_itself() -> None:
    body = "".join(
        p(text, style(name)) for text, name in [("a", "11"), ("b", "o"), ("c", "t"), ("d", "loop"), ("e", "none")]
    )
    body += p("f", '<w:jc w:val="left"/><w:outlineLvl w:val="2"/>') + p("g", style("1") + '<w:outlineLvl w:val="9"/>')
    assert [line.heading for line in lines(read(body, *STYLED))] == [1, 2, 1, 0, 0, 3, 0]


def test_a_table_of_contents_is_no_part_of_the_text() -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="{}"/></w:docPartObj></w:sdtPr>'
    control = "<w:sdt>" + gallery + "<w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = (
        p("一、总体情况 1", style("toc"))
        + control.format("Table of Contents", p("目录") + tbl(*THREE))
        + control.format("x", p("正文"))
    )
    document = read(body, *STYLED)
    assert [(line.text, line.furniture) for line in lines(document)] == [
        ("一、总体情况 1", True),
        ("目录", True),
        ("正文", False),
    ]


def test_hidden_text_is_left_out_and_noted() -> None:
    body = (
        p("隐", run="<w:vanish/>")
        + p("见", run='<w:vanish w:val="0"/>')
        + p("隐", run='<w:rStyle w:val="c"/>')
        + p("隐", style("gone"))
    )
    body += p(" ", run="<w:vanish/>") + p("见", run="<w:b/>")
    body += tbl(*THREE, tr("h", "9", "9", properties="<w:hidden/>"))
    document = read(body, *STYLED)
    assert texts(document) == ["见", "见"]
    assert len(grids(document)[0].cells) == 9
    assert [(note.kind, note.detail, note.place) for note in document.notes] == [
        ("hidden_text", "隐", ParagraphPlace(1)), ("hidden_text", "隐", ParagraphPlace(3)),
    ]  # fmt: skip


def level(index: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = word(
    "numbering",
    f'<w:abstractNum w:abstractNumId="0">{level(0, "chineseCounting", "%1、")}{level(1, "chineseCounting", "（%2）")}'
    f"{level(2, 'decimal', '%3.', chr(60) + 'w:pStyle w:val=' + chr(34) + 'second' + chr(34) + '/>')}"
    f"{level(3, 'decimal', '%1.%4', '<w:isLgl/>')}{level(4, 'bullet', '')}{level(5, 'decimal', '%9.%5')}</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="list"/></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="x"/></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    f'<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{level(0, "upperRoman", "%1")}</w:lvlOverride></w:num>'
    '<w:num w:numId="4"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="6"><w:abstractNumId w:val="99"/></w:num>'
    '<w:num w:numId="7"><w:abstractNumId w:val="2"/></w:num>',
)
NUMBERED = (
    {"word/styles.xml": STYLES, "word/numbering.xml": NUMBERING},
    {"styles": "styles.xml", "numbering": "numbering.xml"},
)


def item(text: str, name: str | int, index: int | None = 0) -> str:
    ilvl = "" if index is None else f'<w:ilvl w:val="{index}"/>'
    return p(text, f'<w:numPr>{ilvl}<w:numId w:val="{name}"/></w:numPr>')


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (item("总体", 1) + item("主动", 1), ["一、总体", "二、主动"]),
        (
            item("a", 1) + item("b", 1, 1) + item("c", 1, 1) + item("d", 1) + item("e", 1, 1),
            ["一、a", "（一）b", "（二）c", "二、d", "（一）e"],
        ),
        (item("a", 1) + item("b", 1, 3), ["一、a", "1.1 b"]),
        (item("a", 1, 3), ["1.1 a"]),
        (item("a", 1, 4), ["a"]),
        (item("a", 1, 5), [".1 a"]),
        (item("a", 2) + item("b", 2), ["五、a", "六、b"]),
        (item("a", 1) + item("b", 2) + item("c", 1), ["一、a", "五、b", "六、c"]),
        (item("a", 3) + item("b", 3), ["I a", "II b"]),
        (item("a", 4), ["一、a"]),
        (item("a", 6) + item("b", 7) + item("c", 77) + item("d", 1, 8), ["a", "b", "c", "d"]),
        (item("a", 0), ["a"]),
        (p("a", style("1")) + p("b", style("11")) + p("c"), ["一、a", "二、b", "c"]),
        (p("a", style("1") + '<w:numPr><w:numId w:val="0"/></w:numPr>'), ["a"]),
        (p("a", style("second")), ["1.a"]),
        (item("a", 1, None), ["一、a"]),
    ],
)  # fmt: skip
def test_automatic_numbers_are_part_of_the_text(body: str, expected: list[str]) -> None:
    assert texts(read(body, *NUMBERED)) == expected


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ("chineseCounting", "一 十 十一 二十 一百零一 九千九百九十九 10000"),
        ("chineseLegalSimplified", "壹 壹拾 壹拾壹 贰拾 壹佰零壹 玖仟玖佰玖拾玖 10000"),
        ("ideographDigital", "一 一〇 一一 二〇 一〇一 九九九九 10000"),
        ("decimalEnclosedCircle", "① ⑩ ⑪ ⑳ 101 9999 10000"),
        ("ideographTraditional", "甲 癸 11 20 101 9999 10000"),
        ("decimalFullWidth", "１ １０ １１ ２０ １０１ ９９９９ 10000"),
        ("decimalFullWidth2", "１ １０ １１ ２０ １０１ ９９９９ 10000"),
        ("decimalZero", "01 10 11 20 101 9999 10000"),
        ("numberInDash", "- 1 - - 10 - - 11 - - 20 - - 101 - - 9999 - 10000"),
        ("lowerLetter", f"a j k t {'w' * 4} {'o' * 385} 10000"),
        ("upperLetter", f"A J K T {'W' * 4} {'O' * 385} 10000"),
        ("lowerRoman", "i x xi xx ci mmmmmmmmmcmxcix 10000"),
        ("unheardOf", "1 10 11 20 101 9999 10000"),
    ],
)
def test_number_formats_of_word(form: str, expected: str) -> None:
    assert " ".join(written(count, form) for count in (1, 10, 11, 20, 101, 9999, 10000)) == expected


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p('框')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    document = read(
        f"<w:p><w:r><w:t>文</w:t>{both}</w:r></w:p><mc:AlternateContent/>"
        + tbl(*THREE[:2], tr(f"<w:tc><w:p><w:r>{both}</w:r></w:p></w:tc>", "1", "2"))
    )
    assert texts(document) == ["文", "框"]
    assert grids(document)[0].cells[6].text == "框"
    nested = f"<w:pict><w:txbxContent>{p('外')}<w:p><w:r><w:pict>{box}</w:pict></w:r></w:p></w:txbxContent></w:pict>"
    assert texts(read(f"<w:p><w:r>{nested}<mc:AlternateContent/></w:r></w:p>")) == ["外", "框"]


def test_pictures_are_there_unless_they_are_tiny() -> None:
    large, tiny = PICTURE.format(999_999), PICTURE.format(1000)
    document = read(f"<w:p><w:r>{large}{tiny}<w:pict><v:rect/></w:pict><w:pict><v:imagedata/></w:pict></w:r></w:p>")
    assert document.blocks == [Picture(ParagraphPlace(1)), Picture(ParagraphPlace(1))]
    document = read(tbl(*THREE[:2], tr("c", f"<w:tc><w:p><w:r>{large}</w:r></w:p></w:tc>", "6")))
    assert grids(document)[0].cells[7].text == "\ufffc"
    assert document.blocks[1] == Picture(TablePlace(1, 3, 2))


def test_links_to_files_are_attachments() -> None:
    link = '<w:hyperlink r:id="hyperlink{}"><w:r><w:t>{}</w:t></w:r></w:hyperlink>'
    targets = {
        "hyperlink1": "http://x.invalid/a.pdf?b",
        "hyperlink2": "http://x.invalid/",
        "hyperlink3": "http://x.invalid/c.docx",
    }
    document = read(f"<w:p>{link.format(1, '附件')}{link.format(2, '网站')}{link.format(3, '')}</w:p>", None, targets)
    assert document.attachments == [
        Attachment("附件", "http://x.invalid/a.pdf?b"),
        Attachment("c.docx", "http://x.invalid/c.docx"),
    ]
    assert texts(document) == ["附件网站"]


def test_headers_footers_and_notes_are_furniture() -> None:
    note = '<w:footnote w:type="separator">' + p("线") + "</w:footnote><w:footnote>" + p("注") + "</w:footnote>"
    parts: dict[str, str | bytes] = {
        "word/header1.xml": word("hdr", p("页眉") + tbl(*THREE)),
        "word/header2.xml": word("hdr", p("页眉")),
        "word/footer1.xml": word("ftr", p("- 1 -")),
        "word/footnotes.xml": word("footnotes", note),
    }
    targets = {
        "header1": "header1.xml",
        "header2": "header2.xml",
        "footer1": "/word/footer1.xml",
        "footnotes": "footnotes.xml",
        "endnotes": "none.xml",
    }
    document = read(p("正文"), parts, targets)
    assert [(line.text, line.furniture) for line in lines(document)] == [
        ("正文", False), ("页眉", True), ("- 1 -", True), ("注", True),
    ]  # fmt: skip


def test_the_title_is_that_of_the_properties() -> None:
    core = '<c:p xmlns:c="c" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title></c:p>'
    assert read(p("一"), {"docProps/core.xml": core.format(" 年报 ")}).title == "年报"
    assert read(p("一"), {"docProps/core.xml": core.format("")}).title is None
    assert read(p("一"), {"docProps/core.xml": "<a/>"}).title is None


def test_a_page_inside_a_document_is_read() -> None:
    chunk = '<w:altChunk r:id="aFChunk{}"/>'
    parts: dict[str, str | bytes] = {
        "word/1.html": "<html><body><p>网页</p></body></html>",
        "word/2.mht": "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<p>x</p>\n--b--",
        "word/3.txt": "文字",
    }
    targets = {"aFChunk1": "1.html", "aFChunk2": "2.mht", "aFChunk3": "3.txt", "aFChunk4": "http://x.invalid/a.html"}
    assert texts(read("".join(chunk.format(i) for i in (1, 2, 3, 4, 5)), parts, targets)) == ["网页", "x"]


def test_the_strict_dialect_is_read() -> None:
    strict = word("document", f"<w:body>{p('一')}</w:body>").replace(
        W, "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    assert texts(read("", {"word/document.xml": strict})) == ["一"]


def test_the_main_part_is_where_the_package_says() -> None:
    parts = {
        "[Content_Types].xml": "<x/>",
        "_rels/.rels": relations({"officeDocument": "./word/other/../main.xml"}),
        "word/main.xml": word("document", f"<w:body>{p('一')}</w:body>"),
    }
    assert texts(reader.read(zipped(dict(parts)))) == ["一"]
    del parts["_rels/.rels"]
    parts["word/document.xml"] = parts.pop("word/main.xml")
    assert texts(reader.read(zipped(dict(parts)))) == ["一"]


def test_compatibility_forms_are_folded_everywhere_and_noted() -> None:
    document = read(
        p("⼀、总\u200b体") + tbl(*THREE, tr("⾏", "1", "1")) + f"<w:p><w:r>{PICTURE.format(999_999)}</w:r></w:p>"
    )
    assert texts(document) == ["一、总体"]
    assert grids(document)[0].cells[9].text == "行"
    assert [(note.kind, note.detail) for note in document.notes] == [("compatibility_forms", "⼀⾏")]
    assert read(p("a\u200bb")).notes == []


@pytest.mark.parametrize(
    "document",
    [
        "<?xml version='1.0'?><!DOCTYPE d [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><d>&e;</d>",
        "<a><b></a>",
        "",
        word("document", ""),
        word("document", f"<w:body>{'<w:tbl>' * 300}{'</w:tbl>' * 300}</w:body>"),
    ],
)  # fmt: skip
def test_broken_and_hostile_xml_is_refused(document: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read("", {"word/document.xml": document})
    assert refused.value.code == "damaged"


def test_a_package_without_a_document_is_refused() -> None:
    with pytest.raises(Unreadable):
        reader.read(zipped({"[Content_Types].xml": "<x/>", "word/a.xml": "<x/>"}))


def test_an_entity_of_its_own_is_refused() -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with pytest.raises(Unreadable):
        read("", {"word/document.xml": f"{bomb}<d>&b;</d>"})
