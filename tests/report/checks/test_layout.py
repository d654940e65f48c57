"""GK701 to GK709: the layout of the tables."""

import pytest

from gongkai.report.model import Note, TextPlace, Unplaced
from tests.report import factory
from tests.report.checks.asked import found, silent

HERE = TextPlace(9, 3)
TABLES = ("proactive", "requests", "remedies")


@pytest.mark.parametrize("number", range(701, 710))
def test_a_sound_layout_passes(number) -> None:
    assert silent(f"GK{number}", factory.report())


@pytest.mark.parametrize(
    "kind",
    ["split_label", "shifted_label", "pushed_value", "surplus", "missing_cells", "unlabelled_row", "column_order"],
)
def test_a_table_out_of_shape_is_one_finding(kind) -> None:
    (one,) = found("GK701", factory.report(notes=(Note(kind, HERE), Note(kind, HERE))))
    assert (one.count, len(one.places), one.severity) == (2, 2, "warning")
    assert "2处" in one.message["zh"]


def test_other_labels_are_shown_beside_the_forms() -> None:
    notes = [
        Note("label_variant", HERE, detail="社会组织", expected="社会公益组织"),
        Note("label_variant", HERE, detail="很" * 60),
    ]
    (one,) = found("GK702", factory.report(notes=tuple(notes)))
    assert one.severity == "note"
    assert "“社会组织”，格式为“社会公益组织”；“很很" in one.message["zh"] and "…”" in one.message["zh"]


@pytest.mark.parametrize(
    ("printed", "form"),
    [
        ("（二）部分公开（区分处理的，", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
        ("采購(gòu)總金額（單位：萬元，保留4位小數）", "采购总金额"),
    ],
)
def test_labels_that_a_converter_changed_are_not_told(printed, form) -> None:
    assert silent("GK702", factory.report(notes=(Note("label_variant", HERE, detail=printed, expected=form),)))


def test_headings_that_came_apart_on_a_page_are_not_told() -> None:
    notes = (Note("label_variant", HERE, detail="维持", expected="结果维持"),)
    report = factory.report(notes=notes)
    assert found("GK702", report)
    report.source = factory.Source("a.pdf", "pdf", "0" * 64)
    assert silent("GK702", report)


def test_many_labels_are_counted() -> None:
    (one,) = found("GK702", factory.report(notes=(Note("label_variant", detail="件"),) * 7))
    assert "另有2处" in one.message["zh"] and "and 2 more" in one.message["en"]


def test_cells_without_a_figure_are_one_finding() -> None:
    (one,) = found("GK703", factory.report(cells={"requests.new.*": "blank", "proactive.regulations.made": "slash"}))
    assert one.message["zh"] == "表格中有8个单元格没有填数：“/”1个、空白7个。"
    assert (one.severity, one.count) == ("warning", 8)


def test_the_slash_of_an_organ_that_makes_no_rules_is_a_note() -> None:
    (one,) = found("GK703", factory.report(cells={"proactive.regulations.*": "slash"}))
    assert one.severity == "note"
    (one,) = found("GK703", factory.report(cells={"proactive.regulations.*": "blank"}))
    assert one.severity == "warning"


def test_cells_unread_are_told() -> None:
    (one,) = found("GK704", factory.report(cells={"requests.new.total": "unread"}))
    assert one.message["zh"] == "表格中有1个单元格的数不能确认，如“O8”。"


def test_cells_unread_without_a_text_are_counted() -> None:
    report = factory.report(cells={"requests.new.total": "unread"})
    report.cells["requests.new.total"] = factory.Cell("requests.new.total", None, "unread")
    (one,) = found("GK704", report)
    assert one.message["zh"] == "表格中有1个单元格的数不能确认。"


@pytest.mark.parametrize(
    ("kind", "tables", "words"),
    [
        ("pictures", dict.fromkeys(TABLES), "表二、表三、表四可能是图片"),
        ("tables_lost", {"proactive": "2021", "requests": None, "remedies": None}, "表三、表四没有找到，只有标题"),
        ("pictures", dict.fromkeys(TABLES, "2021"), "表格可能是图片"),
    ],
)
def test_tables_without_text_are_told(kind, tables, words) -> None:
    (one,) = found("GK705", factory.report(tables=tables, notes=(Note(kind, HERE),)))
    assert words in one.message["zh"]


def test_rows_and_figures_beyond_the_form_are_a_note() -> None:
    extra = Note("extra_row", HERE, detail="行政检查")
    (one,) = found("GK706", factory.report(notes=(extra,), unplaced=[Unplaced("0", TextPlace(10, 1), "requests")]))
    assert one.message["zh"] == "表格中有1行格式以外的项目（“行政检查”）、1个不属于任何单元格的数。"
    assert (one.severity, one.count, len(one.places)) == ("note", 2, 2)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"notes": (Note("extra_row"),)}, "表格中有1行格式以外的项目。"),
        ({"unplaced": [Unplaced("0", None, "requests")]}, "表格中有1个不属于任何单元格的数。"),
    ],
)
def test_rows_or_figures_beyond_the_form_are_told_apart(fields, words) -> None:
    (one,) = found("GK706", factory.report(**fields))
    assert one.message["zh"] == words


def test_traces_of_the_making_are_told() -> None:
    (one,) = found("GK707", factory.report(notes=(Note("tracked_changes", HERE), Note("hidden_text", HERE))))
    assert one.message["zh"] == "文件里留有修订痕迹1处、隐藏文字1处。"


@pytest.mark.parametrize(
    ("kind", "severity"),
    [
        ("ocr", "note"),
        ("encoding_guessed", "note"),
        ("compatibility_forms", "note"),
        ("traditional", "note"),
        ("replacement_characters", "warning"),
    ],
)
def test_how_the_file_was_read_is_told(kind, severity) -> None:
    (one,) = found("GK708", factory.report(notes=(Note(kind),)))
    assert one.severity == severity


def test_rows_that_a_table_lacks_are_told() -> None:
    (one,) = found("GK709", factory.report(cells={"requests.carried_out.*": "absent"}))
    assert one.message["zh"] == "表格缺少7个单元格，涉及“四、结转下年度继续办理”1行。"
    assert (one.count, one.places) == (7, ())


def test_many_rows_that_a_table_lacks_are_counted() -> None:
    cells = {
        f"requests.denied.{row}.total": "absent" for row in ("state_secret", "prohibited_by_law", "security_stability")
    }
    cells |= {f"requests.{row}.total": "absent" for row in ("new", "carried_in")}
    (one,) = found("GK709", factory.report(cells=cells))
    assert "等5行" in one.message["zh"]
