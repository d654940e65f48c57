"""`gongkai check`."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from gongkai.cli import check
from gongkai.report import reading
from gongkai.report.model import Report
from tests.cli.conftest import Lay, Outcome
from tests.report.test_schemas import validator

Command = Callable[..., Outcome]


def findings(result: Outcome) -> list[str]:
    """Return the ids of the findings of a JSON object."""
    return [finding["id"] for finding in json.loads(result.out)["findings"]]


def test_a_sound_report_is_clean(gongkai: Command, lay: Lay) -> None:
    result = gongkai("check", lay("a.html"))
    opening, blank, summary = result.out.splitlines()
    assert re.fullmatch(r"未能判断：(GK\d+、?)+（理由见 --format json 或 html）。", opening)
    assert (result.code, blank, summary) == (0, "", "检查 1 份报告：没有发现问题。")


def test_a_finding_is_a_line_with_place_id_severity_and_message(
    gongkai: Command, lay: Lay, unbalanced: dict[str, Any]
) -> None:
    path = lay("a.html", **unbalanced)
    result = gongkai("check", path, "--select", "GK101")
    lines = result.out.splitlines()
    assert lines[0] == "云溪市青石区白桥街道办事处 2021年"
    assert (
        re.match(rf"{re.escape(str(path))}:表\d+行\d+格\d+: GK101 错误 表三“自然人”列", lines[1])
        or "GK101 错误" in lines[1]
    )
    assert lines[2].startswith("    办法：")
    assert any(line.startswith("GK101 T3-ID 依据：《") for line in lines)
    assert lines[-1].startswith("检查 1 份报告：") and lines[-1].endswith("个错误。")
    assert result.code == 1


def test_the_output_can_be_english(gongkai: Command, lay: Lay, unbalanced: dict[str, Any]) -> None:
    result = gongkai("check", lay("a.html", **unbalanced), "--select", "GK101", "--lang", "en")
    assert "GK101 error " in result.out
    assert "    what to do: " in result.out
    assert result.out.splitlines()[-1].startswith("1 report checked: ")


def test_json_of_one_file_is_one_object(gongkai: Command, lay: Lay, unbalanced: dict[str, Any]) -> None:
    result = gongkai("check", lay("a.html", **unbalanced), "--format", "json")
    checked = json.loads(result.out)
    validator("check").validate(checked)
    assert {"GK101"} <= {finding["id"] for finding in checked["findings"]}
    assert checked["not_assessed"]


def test_json_of_a_folder_is_a_line_each(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    lay("a.html")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "README.md").write_text("about")
    result = gongkai("check", tmp_path, "--format", "json")
    first, second = map(json.loads, result.out.splitlines())
    validator("check").validate(first)
    validator("refused").validate(second)
    assert result.code == 3
    assert "检查 1 份报告：没有发现问题；1 个文件无法读取。" in result.err
    assert "另有 1 个文件不是报告" in result.err


def test_a_refused_file_is_told_in_text(gongkai: Command, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"")
    result = gongkai("check", tmp_path / "b.txt", "--lang", "en")
    assert "b.txt: not read [empty] The file is empty" in result.out
    assert "1 file not read" in result.out
    assert result.code == 3


@pytest.mark.parametrize(
    ("level", "select", "code"),
    [
        ("error", "GK101", 1),
        ("warning", "GK101", 1),
        ("note", "GK805", 1),
        ("warning", "GK805", 0),
        ("error", "GK401", 0),
        ("warning", "GK401", 1),
    ],
)
def test_fail_on_moves_the_exit_code(gongkai: Command, lay: Lay, level: str, select: str, code: int) -> None:
    cells = {"requests.new.natural_person": 3, "requests.new.total": 3}
    path = lay("a.html", cells=cells, signed=None, signature=None)
    assert gongkai("check", path, "--select", select, "--fail-on", level).code == code


def test_a_file_that_could_not_be_read_beats_findings(
    gongkai: Command, lay: Lay, tmp_path: Path, unbalanced: dict[str, Any]
) -> None:
    lay("a.html", **unbalanced)
    (tmp_path / "b.txt").write_bytes(b"")
    assert gongkai("check", tmp_path).code == 3


def test_rules_are_selected_and_ignored_by_id_alias_and_beginning(
    gongkai: Command, lay: Lay, unbalanced: dict[str, Any]
) -> None:
    path = lay("a.html", **unbalanced)
    assert set(findings(gongkai("check", path, "--format", "json", "--select", "t3-id"))) == {"GK101"}
    assert set(findings(gongkai("check", path, "--format", "json", "--select", "GK1,GK4", "--ignore", "GK101"))) == {
        "GK401"
    }


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_an_unknown_rule_is_wrong_usage_with_a_suggestion(gongkai: Command, lay: Lay, option: str) -> None:
    result = gongkai("check", lay("a.html"), option, "T3-I")
    assert result.code == 2
    assert "T3-ID" in result.err
    assert "gongkai rules" in gongkai("check", lay("a.html"), option, "奇怪").err


def test_last_years_report_is_looked_at(gongkai: Command, lay: Lay) -> None:
    cells = {"requests.carried_out.natural_person": 2, "requests.carried_out.total": 2}
    previous = lay("2021.html", cells=cells)
    now = lay("2022.html", year=2022)
    assert "GK201" in findings(gongkai("check", now, "--format", "json", "--previous", previous))
    assert "GK201" not in findings(gongkai("check", now, "--format", "json"))


def test_last_years_reports_of_a_folder_are_matched_by_organ(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    cells = {"requests.carried_out.natural_person": 2, "requests.carried_out.total": 2}
    for number, organ in enumerate(("青石区民政局", "青石区教育局")):
        title = organ + "{}年政府信息公开工作年度报告"
        lay(f"old/{number}.html", organ=organ, signature=organ, title=title.format(2021), cells=cells if number else {})
        lay(f"new/{number}.html", organ=organ, signature=organ, title=title.format(2022), year=2022)
    (tmp_path / "old" / "broken.txt").write_bytes(b"")
    result = gongkai("check", tmp_path / "new", "--previous", tmp_path / "old", "--format", "json")
    found = [[finding["id"] for finding in json.loads(line)["findings"]] for line in result.out.splitlines()]
    assert ["GK201" in ids for ids in found] == [False, True]
    assert "broken.txt" in result.err
    assert result.code == 3


def test_a_copy_of_last_year_and_of_another_organ_is_one_finding(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    text = "".join(chr(0x4E00 + n * 17) for n in range(900))
    for folder, year in (("old", 2021), ("new", 2022)):
        for number, organ in enumerate(("青石区民政局", "云溪市水务局")):
            title = f"{organ}{year}年政府信息公开工作年度报告"
            name = f"{folder}/{number}.html"
            lay(name, organ=organ, signature=organ, title=title, year=year, texts={5: text})
    result = gongkai("check", tmp_path / "new", "--previous", tmp_path / "old", "--format", "json", "--select", "GK907")
    for line in result.out.splitlines():
        (finding,) = json.loads(line)["findings"]
        assert "2021年的报告" in finding["message"]["zh"]


def test_one_report_finds_last_years_in_a_folder(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    cells = {"requests.carried_out.natural_person": 2, "requests.carried_out.total": 2}
    lay("old/2021.html", cells=cells)
    lay("old/2020.html", year=2020)
    now = lay("2022.html", year=2022)
    assert "GK201" in findings(gongkai("check", now, "--format", "json", "--previous", tmp_path / "old"))


def test_the_members_of_a_roll_up_are_added(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    lay("members/a.html", cells={"proactive.licensing.decisions": 2})
    lay("members/b.html", cells={"proactive.licensing.decisions": 3})
    whole = lay("whole.html", cells={"proactive.licensing.decisions": 6})
    command = ("check", whole, "--members", tmp_path / "members", "--format", "json")
    assert "GK301" in findings(gongkai(*command))
    (tmp_path / "members" / "c.txt").write_bytes(b"")
    result = gongkai(*command)
    assert "GK301" not in findings(result)
    assert result.code == 3


def test_members_belong_to_one_roll_up(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    lay("a.html")
    assert gongkai("check", tmp_path, "--members", tmp_path).code == 2


def test_the_local_last_day_is_an_option(gongkai: Command, lay: Lay) -> None:
    path = lay("a.html")
    assert "GK805" in findings(gongkai("check", path, "--format", "json", "--due", "01-15"))
    assert "GK805" not in findings(gongkai("check", path, "--format", "json", "--due", "01-26"))
    assert gongkai("check", path, "--due", "13-01").code == 2


def test_a_silenced_finding_is_counted_with_its_reason(
    gongkai: Command, lay: Lay, tmp_path: Path, unbalanced: dict[str, Any]
) -> None:
    path = lay("a.html", **unbalanced)
    (tmp_path / "a.gongkai.toml").write_text('[[silence]]\nid = "GK1"\n')
    assert gongkai("check", path, "--select", "GK101").code == 3
    (tmp_path / "a.gongkai.toml").write_text('[[silence]]\nid = "GK101"\nreason = "已说明"\n', encoding="utf-8")
    result = gongkai("check", path, "--select", "GK101")
    assert result.code == 0
    assert re.search(r"没有发现问题；已静默 \d 项。", result.out)
    assert "已静默" in result.out.splitlines()[1]
    checked = json.loads(gongkai("check", path, "--select", "GK101", "--format", "json").out)
    validator("check").validate(checked)
    assert checked["silenced"][0]["reason"] == "已说明"
    assert "1 silenced" in gongkai("check", path, "--select", "GK101", "--lang", "en").out or checked["silenced"][1:]


def test_the_page_is_one_document_with_every_report(
    gongkai: Command, lay: Lay, tmp_path: Path, unbalanced: dict[str, Any]
) -> None:
    lay("a.html", **unbalanced)
    (tmp_path / "b.txt").write_bytes(b"")
    out = tmp_path / "out.html"
    result = gongkai("check", tmp_path, "--format", "html", "-o", out)
    page = out.read_text("utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "GK101" in page and "b.txt" in page
    assert result.code == 3
    assert gongkai("check", tmp_path, "--format", "html").out.startswith("<!DOCTYPE html>")


def test_silenced_findings_reach_the_page(
    gongkai: Command, lay: Lay, tmp_path: Path, unbalanced: dict[str, Any]
) -> None:
    path = lay("a.html", **unbalanced)
    (tmp_path / "a.gongkai.toml").write_text('[[silence]]\nid = "GK101"\nreason = "已另行说明"\n', encoding="utf-8")
    assert "已另行说明" in gongkai("check", path, "--format", "html").out


def test_the_page_can_be_opened(gongkai: Command, lay: Lay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    path, out = lay("a.html"), tmp_path / "page.html"
    gongkai("check", path, "--format", "html", "-o", out, "--open")
    result = gongkai("check", path, "--format", "html", "--open")
    assert opened[0] == out.resolve().as_uri()
    assert Path(result.err.strip()).resolve().as_uri() == opened[1]
    gongkai("check", path, "--open")
    assert opened[2].endswith("check.html")
    assert gongkai("check", path, "--format", "json", "--open").code == 2


def test_the_overview_is_a_workbook(gongkai: Command, lay: Lay, tmp_path: Path, unbalanced: dict[str, Any]) -> None:
    lay("a.html", **unbalanced)
    lay("b.html")
    out = tmp_path / "out.xlsx"
    assert gongkai("check", tmp_path, "--format", "xlsx", "-o", out).code == 1
    texts = [cell.value for sheet in load_workbook(out) for row in sheet.iter_rows() for cell in row]
    assert "GK101" in " ".join(str(text) for text in texts)
    assert gongkai("check", tmp_path, "--format", "xlsx").code == 2


def test_a_notice_goes_to_each_organ(gongkai: Command, lay: Lay, tmp_path: Path, unbalanced: dict[str, Any]) -> None:
    lay("in/a.html", **unbalanced)
    result = gongkai("check", tmp_path / "in", "--format", "notice", "-o", tmp_path / "out")
    (letter,) = (tmp_path / "out").iterdir()
    assert zipfile.is_zipfile(letter)
    assert str(letter) in result.err
    assert result.code == 1


def test_a_fault_of_a_check_costs_that_file_only(gongkai: Command, lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.report.checks.check", _faulty)
    result = gongkai("check", lay("a.html"), "--format", "json")
    assert json.loads(result.out)["error"]["code"] == "internal"
    assert result.code == 3


def _faulty(report: Report, **_: object) -> None:
    raise ZeroDivisionError("division by zero")


def test_a_fault_of_a_reader_costs_that_file_only(gongkai: Command, lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_is_archive", _faulty)
    assert "[internal]" in gongkai("check", lay("a.html"), lay("b.html")).out


def test_a_day_is_a_day_in_china(monkeypatch: pytest.MonkeyPatch) -> None:
    # 2026-01-31 16:30 in Greenwich is half past midnight in Shanghai.
    monkeypatch.setattr("time.time", lambda: 1769877000.0)
    assert check._today().isoformat() == "2026-02-01"
