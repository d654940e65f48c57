"""The page of findings: everything linked both ways, nothing trusted, nothing loaded from elsewhere."""

from io import StringIO

import pytest
from selectolax.lexbor import LexborHTMLParser

from gongkai.report.checked import Checked, Refusal
from gongkai.report.checks.rule import NotAssessed
from gongkai.report.model import (
    Cell,
    Finding,
    Line,
    PagePlace,
    ParagraphPlace,
    Section,
    TablePlace,
    TextPlace,
    Unplaced,
)
from gongkai.report.writers import findings_page, marks, words
from gongkai.report.writers.findings_page import page, write_page
from tests.report.writers.samples import sound, without

LANGS = ("zh", "en")


def finding(number=101, severity="error", **fields):
    texts = {"zh": f"第{number}号发现。", "en": f"Finding {number}."}
    return Finding(f"GK{number}", f"A-{number}", severity, texts, {"zh": "请改正。", "en": "Correct it."}, **fields)


def checked(*findings, report=None, **fields):
    return Checked("甲.docx", report or sound(), tuple(findings), **fields)


def parsed(*results, lang="zh"):
    return LexborHTMLParser(page(results, lang=lang))


def targets(html):
    return {node.attributes["id"] for node in html.css("[id]")}


def assert_linked(html):
    """Every link leads to something on the page, and no two things share an anchor."""
    anchors = [node.attributes["id"] for node in html.css("[id]")]
    assert len(anchors) == len(set(anchors))
    assert {node.attributes["href"] for node in html.css("a")} <= {f"#{anchor}" for anchor in anchors}


def test_the_page_needs_nothing_beside_it():
    html = parsed(checked(finding()))
    assert not html.css("script, link, img, iframe")
    assert "http" not in html.css_first("style").text()
    assert html.css_first("html").attributes["lang"] == "zh-CN"


@pytest.mark.parametrize("lang", LANGS)
def test_cells_and_findings_are_linked_both_ways(lang):
    name = "requests.handled.total"
    html = parsed(checked(finding(cells=(name,), basis=("《条例》第五十条",))), lang=lang)
    cell = html.css_first(f'td[id="r1-{name}"]')
    assert cell.attributes["class"] == "error"
    assert cell.css_first("a.mark").attributes["href"] == "#r1-1"
    assert f'href="#r1-{name}"' in html.css_first("#r1-1").html
    assert "《条例》第五十条" in html.css_first("#r1-1").text()
    assert_linked(html)


def test_a_cell_with_several_findings_shows_the_gravest_and_all_numbers():
    name = "requests.new.total"
    html = parsed(checked(finding(), finding(703, "warning", cells=(name,)), finding(702, "note", cells=(name, name))))
    cell = html.css_first(f'[id="r1-{name}"]')
    assert cell.attributes["class"] == "warning"
    assert [mark.text() for mark in cell.css("a.mark")] == ["2", "3"]


@pytest.mark.parametrize(
    ("state", "raw", "shown"),
    [
        ("read", "？0", "？0"),
        ("blank", "", "空白"),
        ("slash", "/", "/"),
        ("unread", "1 2", "1 2未能确认"),
        ("unread", None, "？未能确认"),
        ("absent", None, "原文没有"),
    ],
)
def test_states_are_shown_as_printed(state, raw, shown):
    report, name = sound(), "requests.new.other"
    report.cells[name] = Cell(name, 0 if state == "read" else None, state, raw)
    html = parsed(checked(finding(cells=(name,)), report=report))
    assert html.css_first(f'[id="r1-{name}"]').text() == f"{shown}1"


def test_a_table_that_was_not_found_is_said_and_not_linked():
    report = without(sound(), "remedies.")
    report.tables["remedies"] = None
    html = parsed(checked(finding(104, cells=("remedies.reconsideration.total", "no.such.cell")), report=report))
    assert len(html.css("table")) == 2
    assert words.word("no_table", "zh") in html.body.text()
    assert_linked(html)


def test_cells_of_one_column_or_of_several_rows_are_told_together():
    rows = ("new", "carried_in", "handled", "carried_out")
    html = parsed(
        checked(
            finding(101, cells=tuple(f"requests.{row}.total" for row in rows)),
            finding(103, cells=("requests.new.other", "requests.new.total")),
        )
    )
    assert "总计：一、本年新收政府信息公开申请数量、" in html.css_first("#r1-1").text()
    assert "一、本年新收政府信息公开申请数量：其他、总计" in html.css_first("#r1-2").text()


def test_many_cells_and_places_are_counted_not_listed():
    cells = tuple(sound().cells)[:30]
    places = tuple(TextPlace(line, 1) for line in range(1, 31))
    text = parsed(checked(finding(cells=cells, places=places))).css_first("#r1-1").text()
    assert text.count("等30处") == 2
    assert "第9行" not in text


PLACES = [
    (TextPlace(7, 3), TextPlace(7, 1), "第7行第3列", "line 7, column 3"),
    (ParagraphPlace(4), ParagraphPlace(4), "第4段", "paragraph 4"),
    (TablePlace(1, 2, 3), TablePlace(1, 2, 3), "第1张表第2行第3格", "table 1, row 2, cell 3"),
    (PagePlace(2, (60, 102, 90, 110)), PagePlace(2, (50, 100, 200, 114)), "第2页", "page 2"),
]


@pytest.mark.parametrize(("place", "line", "zh", "en"), PLACES)
def test_the_line_of_a_finding_is_marked_in_the_text(place, line, zh, en):
    report = sound()
    report.sections = [
        Section(1, "总体情况", (Line("前一行", ParagraphPlace(99)), Line("这一行", line)), ParagraphPlace(98))
    ]
    result = checked(finding(904, "note", places=(place,)), report=report)
    html = parsed(result)
    assert html.css_first("#r1-s1-2 mark.note").text() == "这一行"
    assert len(html.css("mark")) == 1
    assert zh in html.css_first("#r1-1").text()
    assert en in parsed(result, lang="en").css_first("#r1-1").text()
    assert_linked(html)


@pytest.mark.parametrize("box", [(60, 202, 90, 210), (300, 102, 390, 110)])
def test_a_place_elsewhere_on_the_page_marks_nothing(box):
    report = sound()
    report.sections = [Section(1, "总体情况", (Line("一行", PagePlace(2, (50, 100, 200, 114))),), TextPlace(1, 1))]
    for page_number in (2, 3):
        found = marks.mark(report, (finding(904, places=(PagePlace(page_number, box),)),), prefix="r1")
        assert found.lines == {}


def test_the_heading_of_a_part_can_be_marked():
    report = sound()
    report.sections = [
        Section(1, "总体情况", (Line("无关", ParagraphPlace(5)),), ParagraphPlace(5)),
        Section(2, "其他"),
    ]
    html = parsed(checked(finding(801, "warning", places=(ParagraphPlace(5),)), report=report))
    assert [mark.text() for mark in html.css("mark")] == ["一、总体情况"]


def test_empty_parts_and_lines_leave_no_trace_in_the_text():
    report = sound()
    report.organ = None
    report.sections = [Section(None, "", (Line("　", ParagraphPlace(1)), Line("一行", ParagraphPlace(2))))]
    html = parsed(checked(report=report))
    assert [node.text() for node in html.css(".text h4, .text p")] == ["一行"]
    assert html.css_first("title").text().startswith("云河县青石镇人民政府2024年")
    report.sections = []
    assert not parsed(checked(report=report)).css(".text")


def test_surplus_values_are_listed_with_their_places():
    report = sound()
    report.unplaced = [Unplaced("17", TextPlace(9, 2), "requests"), Unplaced("<b>", None, "proactive")]
    items = [item.text() for item in parsed(checked(report=report)).css(".surplus li")]
    assert items[0].startswith("17")
    assert "第9行第2列" in items[0]
    assert items[1].startswith("<b>")


def test_a_report_without_findings_says_so():
    html = parsed(checked())
    assert words.word("clean", "zh") in html.body.text()
    assert not html.css(".findings, .skip, .rules")


def test_what_was_not_assessed_and_what_is_silenced_is_folded_away():
    html = parsed(
        checked(
            not_assessed=(NotAssessed("GK201", "XY-CARRY", {"zh": "没有上年报告。", "en": "No earlier report."}),),
            silenced=((finding(703, "warning"), "已核实"),),
        )
    )
    folded = [node.text() for node in html.css("details")]
    assert "没有上年报告。" in folded[0]
    assert "已核实" in folded[1]
    assert {"rule-GK201", "rule-GK703"} <= targets(html)


def test_a_file_that_could_not_be_read_says_why():
    refused = Checked("坏.pdf", error=Refusal("encrypted", "文件有密码。", "Encrypted."))
    assert "文件有密码。" in parsed(refused).body.text()
    assert "Encrypted." in parsed(refused, lang="en").body.text()
    assert "坏.pdf" in parsed(Checked("坏.pdf")).body.text()


@pytest.mark.parametrize("lang", LANGS)
def test_several_reports_have_an_overview_with_links(lang):
    other = sound()
    other.organ, other.year = "安平县人民政府", None
    untitled = sound()
    untitled.organ = untitled.title = untitled.year = None
    html = parsed(
        checked(finding(103), finding(101), finding(101)),
        checked(finding(101), report=other),
        checked(report=untitled),
        Checked("坏.pdf", error=Refusal("damaged", "文件损坏。", "Damaged.")),
        lang=lang,
    )
    rows = [[cell.text() for cell in row.css("td, th")] for row in html.css(".matrix tbody tr")]
    assert [row[0] for row in rows] == ["云河县青石镇人民政府", "安平县人民政府", "坏.pdf", "甲.docx"]
    assert rows[0][2:] == ["3", "", "", "2", "1"]
    assert html.css_first(".matrix tbody tr td a").attributes["href"] == "#r1-2"
    assert [cell.text() for cell in html.css(".matrix .sum td")] == ["4", "0", "0", "3", "1"]
    assert_linked(html)


def test_rules_are_explained_once():
    html = parsed(checked(finding(101), finding(101)), checked(finding(101)))
    assert len(html.css(".rules dl > div")) == 1
    assert "GK101 T3-ID" in html.css_first("#rule-GK101").text()


def test_over_the_limit_only_overview_and_lists_are_written(monkeypatch):
    monkeypatch.setattr(findings_page, "WHOLE", 2)
    out = StringIO()
    write_page((checked(finding(cells=("requests.new.total",))) for _ in range(3)), out)
    html = LexborHTMLParser(out.getvalue())
    assert [node.attributes["class"] for node in html.css("table")] == ["matrix"]
    assert len(html.css(".findings li")) == 3
    assert words.word("compact", "zh") in html.body.text()
    assert_linked(html)


def test_text_of_a_report_cannot_become_markup():
    bad = "<script>alert(1)</script>\x00\ud800"
    report = sound()
    report.organ = report.title = report.source.path and bad
    report.sections = [Section(1, bad, (Line(bad, ParagraphPlace(1)),), ParagraphPlace(2))]
    report.unplaced = [Unplaced(bad, None, "requests")]
    report.cells["requests.new.total"] = Cell("requests.new.total", None, "unread", bad)
    texts = {"zh": bad, "en": bad}
    evil = Finding(bad, bad, "error", texts, texts, (bad,), (bad, "requests.new.total"), (ParagraphPlace(1),))
    result = Checked(bad, report, (evil,), (NotAssessed(bad, bad, texts),), ((evil, bad),))
    refused = Checked(bad, error=Refusal(bad, bad, bad))
    for results in ([result], [result, refused]):
        text = page(results)
        assert not LexborHTMLParser(text).css("script")
        text.encode("utf-8")


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_is_there_in_both_languages(lang):
    assert all(entry[lang] for entry in (*words.WORDS.values(), *words.KINDS.values(), *words.TABLES.values()))
