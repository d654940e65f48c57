"""The notice to an organ: complete, neutral, left open where its supervisor decides, and never written over another."""

import io

import docx
import openpyxl
import pytest

from gongkai.report.checked import Checked, Refusal
from gongkai.report.checks.rule import NotAssessed
from gongkai.report.model import Finding, TextPlace
from gongkai.report.writers import notice, overview
from gongkai.report.writers.notice import file_name, write_notices
from tests.report.writers.samples import sound
from tests.report.writers.test_findings_page import checked, finding


def read(content):
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_a_notice_says_what_was_found_where_and_what_to_do():
    places = tuple(TextPlace(line, 1) for line in range(1, 12))
    text = read(
        notice.notice(
            [
                checked(
                    finding(101, cells=("requests.new.total",), basis=("《条例》第五十条",), places=places),
                    finding(703, "warning", basis=("《格式》", "《条例》第五十条")),
                    finding(904, "note"),
                    not_assessed=(NotAssessed("GK201", "XY-CARRY", {"zh": "没有上年报告。", "en": ""}),),
                )
            ]
        )
    )
    for expected in (
        "云河县青石镇人民政府：",
        "《云河县青石镇人民政府2024年政府信息公开工作年度报告》",
        "需要改正的1项、需要核对的1项、供参考的1项",
        "一、需要改正的事项（错误）",
        "三、供参考的事项（提示）",
        "GK101\nA-101",
        "第101号发现。\n涉及数据：一、本年新收政府信息公开申请数量：总计。\n位置：第1行第1列，",
        "等11处。",
        "请改正。\n依据：②①",
        "依据：①《条例》第五十条；②《格式》。",
        "另有1项",
        "于　　　　年　　月　　日前重新报送",
        "　　　　年　　月　　日",
    ):
        assert expected in text


def test_a_notice_of_hints_alone_asks_for_nothing_back():
    text = read(notice.notice([checked(finding(904, "note"))]))
    assert "没有发现需要改正的事项" in text
    assert "重新报送" not in text


def test_many_sources_are_numbered_past_the_circled_digits():
    sources = tuple(f"《文件{number}》" for number in range(1, 23))
    assert "〔21〕《文件21》" in read(notice.notice([checked(finding(basis=sources))]))


def test_each_organ_gets_one_notice_and_clean_or_unread_files_none(tmp_path):
    other = sound(year=2023)
    unsigned = sound()
    unsigned.organ, unsigned.signature = None, None
    clean = sound()
    clean.organ = "安平县人民政府"
    results = [
        checked(finding(101)),
        checked(finding(102), report=other),
        checked(finding(103), report=unsigned),
        checked(report=clean),
        Checked("坏.pdf", error=Refusal("damaged", "文件损坏。", "Damaged.")),
    ]
    paths = write_notices(iter(results), tmp_path / "新")
    assert [path.name for path in paths] == ["云河县青石镇人民政府核查意见.docx", "甲核查意见.docx"]
    text = read(paths[0].read_bytes())
    assert "GK101" in text
    assert "GK102" in text
    assert text.count("《云河县青石镇人民政府2023年政府信息公开工作年度报告》") == 2


def test_a_notice_that_is_there_is_never_overwritten(tmp_path):
    (tmp_path / "云河县青石镇人民政府核查意见.docx").write_text("已盖章")
    for expected in ("（2）", "（3）"):
        (path,) = write_notices([checked(finding())], tmp_path)
        assert path.name == f"云河县青石镇人民政府核查意见{expected}.docx"
    assert (tmp_path / "云河县青石镇人民政府核查意见.docx").read_text() == "已盖章"


def test_a_file_that_could_not_be_read_adds_nothing_to_a_notice():
    text = read(notice.notice([checked(finding()), Checked("坏.pdf")]))
    assert "坏" not in text


@pytest.mark.parametrize(
    ("organ", "expected"),
    [
        ("甲县（乙镇）", "甲县（乙镇）核查意见"),
        ("../../etc/passwd", "etc_passwd核查意见"),
        ('a<b>:"c|d?*', "a_b_c_d核查意见"),
        ("CON", "_CON核查意见"),
        ("...", "_核查意见"),
        ("字" * 100, "字" * 60 + "核查意见"),
    ],
)
def test_an_organ_makes_a_safe_file_name(organ, expected):
    assert file_name(organ) == expected


def test_hostile_text_stays_text_in_a_notice():
    bad = "<w:t>\x00\ud800]]>&"
    texts = {"zh": bad, "en": bad}
    evil = Finding(bad, bad, "error", texts, texts, (bad,), (bad,))
    report = sound()
    report.organ = report.title = bad
    assert "<w:t> ]]>&" in read(notice.notice([checked(evil, report=report)]))


def test_the_overview_is_a_workbook_too():
    made = overview.Overview()
    other = sound()
    other.organ = "=安平县"
    made.add(checked(finding(101), finding(101), finding(703, "warning")), "r1")
    made.add(checked(finding(101), report=other), "r2")
    book = overview.workbook(made)
    assert book.sheetnames == ["总览"]
    made.add(Checked("坏.pdf", error=Refusal("damaged", "文件损坏。", "Damaged.")), "r3")
    out = io.BytesIO()
    overview.workbook(made, "en").save(out)
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Overview", "Could not be read"]
    rows = list(book["Overview"].iter_rows(values_only=True))
    assert rows[0][3:] == ("Error", "Warning", "Note", "GK101 A-101", "GK703 A-703")
    assert rows[1] == ("Total", None, None, 3, 1, 0, 3, 1)
    assert rows[2][:2] == ("=安平县", 2024)
    assert rows[3][3:] == (2, 1, 0, 2, 1)
    assert book["Overview"]["A3"].data_type == "s"
    assert list(book["Could not be read"].iter_rows(values_only=True)) == [("坏.pdf", "Damaged.")]
