"""Web pages: what stands where, whatever surrounds it."""

from datetime import date

import pytest

from gongkai.report.blocks import Block, Document, Grid, Picture
from gongkai.report.model import Attachment, Line, ParagraphPlace, TablePlace
from gongkai.report.readers import html
from gongkai.report.readers.errors import Unreadable

ROW = "<tr><td>{}</td><td>{}</td><td>{}</td></tr>"
DATA = "<table>" + "".join(ROW.format(f"label {i}", i, i) for i in range(4)) + "</table>"


def read(body: str) -> Document:
    return html.read(body.encode())


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def lines(document: Document) -> list[Line]:
    return [block for block in document.blocks if isinstance(block, Line)]


def texts(document: Document) -> list[str]:
    return [line.text for line in lines(document)]


def laid(grid: Grid) -> list[tuple[str, int, int, int, int]]:
    return [(cell.text, cell.row, cell.column, cell.rows, cell.columns) for cell in grid.cells]


def kinds(blocks: list[Block]) -> str:
    return "".join(type(block).__name__[0] for block in blocks)


def test_lines_and_tables_come_in_reading_order() -> None:
    document = read(f"<h1>报告</h1><p>一</p>{DATA}<p>二<br>三</p><div>四<p>五</p>六</div>")
    assert kinds(document.blocks) == "LLGLLLLL"
    assert texts(document) == ["报告", "一", "二", "三", "四", "五", "六"]
    assert [line.heading for line in lines(document)][:2] == [1, 0]
    assert lines(document)[3].place == ParagraphPlace(4)


def test_cells_have_the_places_at_which_they_are_written() -> None:
    (grid,) = grids(read("<p>一</p>" + DATA))
    assert grid.place == TablePlace(1, 1, 1)
    assert grid.cells[-1].place == TablePlace(1, 4, 3)
    assert grid.exact


def test_spans_are_laid_out() -> None:
    (grid,) = grids(
        read(
            "<table><tr><td rowspan=2 colspan=2>a</td><td colspan=2>b</td></tr><tr><td>c</td><td>d</td></tr>"
            "<tr><td rowspan=0>e</td><td>f</td><td>g</td><td>h</td></tr><tr><td>i</td><td>j</td><td>k</td></tr></table>"
        )
    )
    assert laid(grid) == [
        ("a", 0, 0, 2, 2), ("b", 0, 2, 1, 2), ("c", 1, 2, 1, 1), ("d", 1, 3, 1, 1),
        ("e", 2, 0, 2, 1), ("f", 2, 1, 1, 1), ("g", 2, 2, 1, 1), ("h", 2, 3, 1, 1),
        ("i", 3, 1, 1, 1), ("j", 3, 2, 1, 1), ("k", 3, 3, 1, 1),
    ]  # fmt: skip
    assert grid.cells[-1].place == TablePlace(1, 4, 3)


def test_a_header_that_does_not_add_up_leaves_the_rows_below_in_their_columns() -> None:
    header = "<tr><td rowspan=4 colspan=2>corner</td><td colspan=3>who</td></tr><tr><td>a</td><td>b</td><td>c</td></tr>"
    rows = "".join(f"<tr><td>x</td><td>y{i}</td><td>1</td><td>2</td><td>3</td></tr>" for i in range(5))
    (grid,) = grids(read(f"<table>{header}{rows}</table>"))
    first = [cell for cell in grid.cells if cell.row == 2]
    assert [(cell.text, cell.column) for cell in first] == [("x", 0), ("y0", 1), ("1", 2), ("2", 3), ("3", 4)]


def test_a_group_that_is_wider_than_the_other_rows_keeps_its_span() -> None:
    group = "<tr><td rowspan=2>g</td><td>a</td><td>b</td><td>c</td></tr>" + ROW.format("x", 1, 2)
    (grid,) = grids(read(f"<table>{ROW.format('k', 1, 2) * 3}{group}</table>"))
    assert [(cell.text, cell.column) for cell in grid.cells if cell.row == 4] == [("x", 1), ("1", 2), ("2", 3)]
    assert not grid.exact


def test_a_short_header_is_not_certain() -> None:
    rows = "".join(ROW.format(i, i, i) for i in range(4))
    (grid,) = grids(read(f"<table><tr><td>a</td><td>b</td></tr>{rows}</table>"))
    assert not grid.exact


def test_a_caption_row_does_not_make_columns_uncertain() -> None:
    (grid,) = grids(read(DATA.replace("<table>", "<table><tr><td>第二十条第（一）项</td></tr>")))
    assert grid.exact


def test_spans_past_all_reason_are_cut() -> None:
    (grid,) = grids(
        read("<table>" + ROW.format(1, 2, 3) * 3 + "<tr><td colspan=99999 rowspan=99999>a</td></tr></table>")
    )
    assert (grid.cells[-1].rows, grid.cells[-1].columns) == (1, 500)


def test_a_span_does_not_leave_its_group() -> None:
    head = "<thead><tr><td rowspan=9>a</td><td>b</td><td>c</td></tr></thead>"
    (grid,) = grids(read(f"<table>{head}<tbody>{ROW.format(1, 2, 3) * 3}</tbody></table>"))
    assert [cell.column for cell in grid.cells if cell.row == 1] == [0, 1, 2]


def test_blank_cells_are_there_and_blank() -> None:
    (grid,) = grids(
        read(DATA.replace("<td>2</td>", "<td>&nbsp;</td>").replace("<td>3</td>", "<td>\u200b<p>&nbsp;</p></td>"))
    )
    assert [cell.text for cell in grid.cells if cell.row in (2, 3)] == ["label 2", "", "", "label 3", "", ""]


def test_white_space_of_the_source_is_none_of_the_text() -> None:
    document = read("<p>没有现成信息\r\n   需要另行制作 of  the\n kind &lt;&amp;&gt;&quot;</p>")
    assert texts(document) == ['没有现成信息需要另行制作 of the kind <&>"']


def test_lines_in_a_cell_stay_lines() -> None:
    (grid,) = grids(read(DATA.replace("<td>0</td>", "<td>结<br>果<p>维</p><p><b>持</b></p></td>", 1)))
    assert grid.cells[1].text == "结\n果\n维\n持"


def test_what_nobody_sees_is_not_read() -> None:
    document = read(
        "<script>x</script><style>y</style><template>t</template><!-- c --><svg>v</svg>"
        "<p><noscript>z</noscript></p><p hidden>a</p><div style='DISPLAY:none'><p>b<span style='display: none'>c</span></p></div><p>见</p>"
    )
    assert texts(document) == ["见"]
    assert document.notes == []


def test_hidden_parts_of_tables_are_noted_and_counted_in_places() -> None:
    table = (
        "<table><tr style='display:none'><td>h</td><td>1</td></tr><tr><td hidden>x</td><td>a</td><td>1</td></tr>"
        "<tr><td>b<span style='display:none'>9</span></td><td style='visibility:hidden'></td><td><p>2</p><i>3</i></td></tr></table>"
    )
    document = read(f"<div style='display:none'>{DATA}</div>" + table)
    (grid,) = grids(document)
    assert [(cell.text, cell.place.row, cell.place.cell) for cell in grid.cells if isinstance(cell.place, TablePlace)] == [
        ("a", 2, 2), ("1", 2, 3), ("b", 3, 1), ("2\n3", 3, 3),
    ]  # fmt: skip
    assert grid.place.table == 2  # type: ignore[union-attr]
    assert [note.kind for note in document.notes] == ["hidden_text"] * 3


def test_a_page_that_a_script_shows_is_read() -> None:
    text = "<p>" + "本机关公开信息。" * 20 + "</p>"
    assert len(texts(read(f"<body style='display:none'><div style='display:none'>{text * 10}</div>x"))) == 11
    assert texts(read(f"<div style='display:none'>{text * 10}</div>{text * 12}"))[0].startswith("本机关")
    assert len(texts(read(f"<div style='display:none'>{text * 10}</div>{text * 12}"))) == 12


def test_text_that_is_no_markup_is_left() -> None:
    (grid,) = grids(read(DATA.replace("<td>0</td>", "<td><xmp></td></tr></table></xmp>0<br></td>", 1)))
    assert grid.cells[1].text == "0"
    assert texts(read(f"<div hidden>{DATA.replace('0', '<br>')}</div>x")) == ["x"]


def test_furniture_is_marked() -> None:
    document = read(
        "<nav>首页</nav><div class='breadcrumb'>首页 &gt; 公开<table><tr><td>a</td><td>b</td></tr></table><img src=x></div>"
        "<p>正文</p><div class='bdShare'><a href='a.pdf'>x</a></div><footer>版权</footer>"
    )
    assert [(line.text, line.furniture) for line in lines(document)] == [
        ("首页", True), ("首页 > 公开", True), ("a b", True), ("正文", False), ("x", True), ("版权", True),
    ]  # fmt: skip
    assert document.attachments == []


@pytest.mark.parametrize(
    "inside",
    [
        DATA * 1,
        "<p>" + "本机关公开信息。" * 10 + "</p>" + "<p>" + "本机关公开信息。" * 10 + "</p>",
        "<h1>某某街道2021年政府信息公开工作年度报告</h1>",
    ],
)
def test_a_form_around_the_whole_page_is_no_furniture(inside: str) -> None:
    document = read(f"<form id=form1><div class=header-nav>导航</div>{inside}</form>")
    assert [line.furniture for line in lines(document) if line.text == "导航"] == [True]
    assert not any(line.furniture for line in lines(document) if line.text != "导航")


def test_attachments_are_named_and_kept_with_their_addresses() -> None:
    document = read(
        "<p><a target=_blank href='/files/a.pdf?x=1&amp;y=2'><b>年度报告</b></a><a href=b.docx></a><a href='c.html'>c</a></p>"
        "<div class=foot>附件：<a href=d.xlsx>表</a></div>"
    )
    assert document.attachments == [
        Attachment("年度报告", "/files/a.pdf?x=1&y=2"), Attachment("b.docx", "b.docx"), Attachment("表", "d.xlsx"),
    ]  # fmt: skip


def test_pictures_of_the_body_are_there_and_icons_are_not() -> None:
    document = read("<p>一</p><img src=1.jpg alt='表&amp;'><p>二</p><img src=icon_pdf.gif><img src=2.png width=16>")
    assert [block for block in document.blocks if isinstance(block, Picture)] == [Picture(ParagraphPlace(2), "表&")]


def test_a_picture_in_a_cell_is_no_blank() -> None:
    document = read(DATA.replace("<td>0</td>", "<td><img src=1.png></td>", 1))
    assert kinds(document.blocks) == "GP"
    assert grids(document)[0].cells[1].text == "\ufffc"
    assert document.blocks[1].place == TablePlace(1, 1, 2)


def test_values_of_fields_in_a_table_are_printed() -> None:
    fields = "<td><input value='6'><input type=hidden value=7></td>"
    (grid,) = grids(read(DATA.replace("<td>0</td>", fields, 1)))
    assert grid.cells[1].text == "6"


def test_the_head_tells_title_and_day() -> None:
    head = "<title>标题_网站</title><meta name=ArticleTitle content='年度报告'><meta name=PubDate content='2022-01-29 11:04'>"
    document = read(f"<head>{head}</head><p>一</p>")
    assert (document.title, document.published) == ("年度报告", date(2022, 1, 29))
    document = read("<title> 标题 </title><meta name=PubDate content='2022-13-29'><meta name=x content=y><p>一</p>")
    assert (document.title, document.published) == ("标题", None)
    assert read("<title> </title><p>一").title is None


def test_a_page_built_of_tables_is_taken_apart() -> None:
    document = read(
        f"<table><tr><td>导航</td><td><table><tr><td><h1>报告</h1><p>一、总体情况</p>{DATA}<p>尾</p></td></tr></table></td></tr></table>"
    )
    assert texts(document) == ["导航", "报告", "一、总体情况", "尾"]
    assert [grid.place for grid in grids(document)] == [TablePlace(3, 1, 1)]
    assert lines(document)[1].heading == 1


def test_a_report_in_one_table_gives_its_text_as_lines() -> None:
    rows = [
        "<tr><td colspan=3>二、主动公开政府信息情况</td></tr>",
        ROW.format("规章", 1, 2) * 3,
        "<tr><td colspan=3><p>" + "本机关公开信息。" * 20 + "</p>" + DATA + "</td></tr>",
        ROW.format("规章", 3, 4),
    ]
    document = read(f"<table>{''.join(rows)}</table>")
    assert kinds(document.blocks) == "LGLGG"
    assert [(grid.cells[0].row, grid.cells[0].place) for grid in grids(document)] == [
        (0, TablePlace(1, 2, 1)), (0, TablePlace(2, 1, 1)), (0, TablePlace(1, 6, 1)),
    ]  # fmt: skip


def test_a_column_of_text_beside_a_table_of_two_cells_is_layout() -> None:
    document = read("<table><tr><td>标</td><td><p>" + "长" * 150 + "</p><p>" + "长" * 150 + "</p></td></tr></table>")
    assert kinds(document.blocks) == "LLL"


def test_a_table_in_a_cell_of_data_comes_after_it() -> None:
    inner = "<table><tr><td>x</td><td>y</td></tr></table>"
    document = read(DATA.replace("<td>0</td>", f"<td>0{inner}</td>", 1))
    assert [grid.place.table for grid in grids(document)] == [1, 2]  # type: ignore[union-attr]
    assert grids(document)[0].cells[1].text == "0"


def test_divisions_that_play_a_table_are_one() -> None:
    cell = "<div style='display: table-cell'>{}</div>"
    row = f"<div style='display:table-row'>{cell.format('a') + cell.format('1') + cell.format('2')}</div>"
    (grid,) = grids(read(f"<div style='display:table;'>{row * 4}</div>"))
    assert [cell.text for cell in grid.cells][:3] == ["a", "1", "2"]
    roles = "<div role=row><div role=columnheader>a</div><div role=cell>1</div></div>"
    assert len(grids(read(f"<div role=grid>{roles * 4}</div>"))[0].cells) == 8


def test_parts_of_no_table_are_divisions() -> None:
    document = read("<div role=row>a</div><div role=cell>b</div><div style='display:block'>c</div>")
    assert texts(document) == ["a", "b", "c"]


def test_preformatted_text_keeps_its_lines() -> None:
    document = read("<pre>\n一\t1\n\n  二\t2  \n</pre><div style='white-space: pre-wrap'>三\n四</div>五\n六")
    assert texts(document) == ["一\t1", "", "  二\t2", "三", "四", "五六"]
    (grid,) = grids(read(f"<pre>{DATA}</pre>"))
    assert grid.cells[1].text == "0"


def test_declared_and_real_encodings_are_told_apart() -> None:
    page = "<meta charset='gb2312'><title>年报</title><p>总体情况</p>"
    assert html.read(page.encode("gbk")).title == "年报"
    assert html.read(page.encode()).title == "年报"


def test_compatibility_forms_in_entities_are_folded_and_noted() -> None:
    document = read("<p>&#x2F00;、&#xad;总体</p>")
    assert texts(document) == ["一、总体"]
    assert [note.kind for note in document.notes] == ["compatibility_forms"]


def test_pronunciation_is_left_out() -> None:
    assert texts(read("<p><ruby>规<rp>(</rp><rt>guī</rt><rp>)</rp></ruby>章</p>")) == ["规章"]


def test_a_page_without_a_body_is_read_as_empty() -> None:
    assert read("<frameset><frame src=a></frameset>").blocks == []


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
def test_a_page_saved_as_one_file_is_read(encoding: str) -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message.set_content("plain")
    message.add_alternative("<p>总体情况</p>", subtype="html", cte=encoding)
    assert "".join(texts(html.read_mhtml(message.as_bytes()))) == "总体情况"


@pytest.mark.parametrize(
    ("page", "cut"),
    [
        (f"<html><body>{DATA[:-20]}", True),
        (f"<BODY><TABLE>{DATA}", True),
        (f"<html><body>{DATA}", False),
        (f"<html><body>{DATA[:-20]}</body>", False),
        (f"{DATA[:-20]}", False),
    ],
)
def test_a_page_that_ends_within_a_table_was_cut_short(page: str, cut: bool) -> None:
    if not cut:
        assert read(page).blocks
        return
    with pytest.raises(Unreadable) as refused:
        read(page)
    assert refused.value.code == "damaged"


def test_a_saved_page_without_a_page_is_damaged() -> None:
    with pytest.raises(Unreadable):
        html.read_mhtml(
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b--"
        )


@pytest.mark.parametrize(
    "broken", ["</td></table></div>", "<table></table>", "<td>a</td>", "<tr><td>a", "<table><tr></tr></table>一"]
)
def test_broken_markup_is_survived(broken: str) -> None:
    read(broken)
