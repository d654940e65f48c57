"""`gongkai deadline --table`: a table of cases in, the same table with its deadlines out."""

import csv
import io
import json
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from gongkai.cli.deadline import sheets
from tests.cli.conftest import Outcome
from tests.report.test_schemas import validator

Command = Callable[..., Outcome]
REPLY = "答复期限届满之日"


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., Path]:
    """Return what writes rows to a CSV file."""

    def write(*rows: str, encoding: str = "utf-8", name: str = "办件.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(("\n".join(rows) + "\n").encode(encoding))
        return path

    return write


Write = Callable[..., Path]


def rows(text: str) -> list[dict[str, str]]:
    """Return the rows of CSV by their headings."""
    return list(csv.DictReader(io.StringIO(text)))


def test_every_row_comes_back_with_its_deadlines(gongkai: Command, table: Write) -> None:
    result = gongkai("deadline", "--table", table("number,received,extend", "甲1,2025-01-06,", "乙2,2024-01-22,20"))
    assert (result.code, result.err) == (0, "")
    first, second = rows(result.out)
    assert first == {
        "number": "甲1",
        "received": "2025-01-06",
        "extend": "",
        "reply": "2025-02-08",
        "reply_original": "2025-02-08",
        "reply_latest": "2025-03-07",
        "clarification_notice": "2025-01-15",
        "notes": "",
        "error": "",
    }
    assert (second["reply"], second["reply_original"]) == ("2024-03-21", "2024-02-22")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_chinese_headings_and_words_in_whatever_encoding(gongkai: Command, table: Write, encoding: str) -> None:
    path = table(
        "办件编号,收到日期,渠道,确认日期,征求意见,答复日期,送达方式,承办科室",
        "甲1,2025-04-28,平常信函,2025-04-29,,,,法规科",
        "乙2,2024-09-09,,,第三方：2024-09-13..2024-09-18..2024-10-09；其他机关：2024-09-13....2024-09-14,2024-10-30,邮寄,",
        encoding=encoding,
    )
    result = gongkai("deadline", "--table", path)
    first, second = rows(result.out)
    assert (first[REPLY], first["承办科室"], first["是否按期"]) == ("2025-05-30", "法规科", "")
    assert (second[REPLY], second["是否按期"]) == ("2024-10-30", "true")
    assert "邮政企业" in second["说明"]


def test_a_bad_row_keeps_its_place_and_says_why(gongkai: Command, table: Write) -> None:
    path = table("收到日期,延长天数", "2025-01-06,", "2025-13-01,", ",", "2018-01-02,", "2025-01-06,21", "2025-01-06")
    result = gongkai("deadline", "--table", path)
    assert result.code == 2
    found = rows(result.out)
    assert [row[REPLY] for row in found] == ["2025-02-08", "", "", "", "", "2025-02-08"]
    assert found[1]["错误"] == "收到日期：没有 2025-13-01 这一天。"
    assert (found[0]["错误"], found[2]["错误"]) == ("", "")
    assert "施行之日" in found[3]["错误"] and "1 至 20" in found[4]["错误"]
    assert "第 3 行（line 3）" in result.err and "6 行中有 3 行无法计算" in result.err


def test_a_column_that_says_nothing_alone_is_left_aside(gongkai: Command, table: Write) -> None:
    found = rows(gongkai("deadline", "--table", table("received,by,decided,simplified", "2025-01-06,mail,,no")).out)
    assert (found[0]["reply"], found[0]["error"]) == ("2025-02-08", "")


def test_a_clarification_may_stand_in_two_columns(gongkai: Command, table: Write) -> None:
    path = table(
        "收到日期,告知补正日期,收到补正日期",
        "2024-09-02,2024-09-11,2024-09-29",
        "2024-09-02,2024-09-11,",
        "2024-09-02,,2024-09-29",
    )
    first, second, third = rows(gongkai("deadline", "--table", path).out)
    assert (first[REPLY], second[REPLY]) == ("2024-10-31", "")
    assert "尚未起算，待收到补正的申请。" in second["说明"]
    assert third["错误"] == "告知补正日期 缺少第一个日期。"


def test_days_as_spreadsheet_programs_write_them(gongkai: Command, table: Write) -> None:
    path = table("received,consult", "2025/1/6,", "2024/9/9 0:00,2024/9/13..2024/9/18..2024/10/9")
    assert [row["reply"] for row in rows(gongkai("deadline", "--table", path).out)] == ["2025-02-08", "2024-10-30"]


def test_days_as_people_write_them(gongkai: Command, table: Write) -> None:
    path = table("received,consult", "2025年1月6日,", "2024.9.9,2024.9.13..2024年9月18日..2024.10.9", "2025.1.6.,")
    found = rows(gongkai("deadline", "--table", path).out)
    assert [row["reply"] for row in found] == ["2025-02-08", "2024-10-30", ""]
    assert "“2025.1.6.”不是日期" in found[2]["error"]


def test_provisional_dates_are_marked_in_columns_of_their_own(gongkai: Command, table: Write) -> None:
    first, second = rows(gongkai("deadline", "--table", table("received", "2026-12-07", "2025-01-06")).out)
    marks = ("reply", "reply_provisional", "reply_not_before", "reply_missing")
    assert [first[mark] for mark in marks] == ["2027-01-05", "true", "2027-01-03", "2027"]
    assert [second[mark] for mark in marks] == ["2025-02-08", "", "", ""]
    assert "clarification_notice_provisional" not in first


def test_what_it_wrote_can_be_given_to_it_again(gongkai: Command, table: Write, tmp_path: Path) -> None:
    path = table("收到日期,延长天数,经办人", "2026-12-07,20,张三", "2025-01-06,,李四")
    once, twice = tmp_path / "一.csv", tmp_path / "二.csv"
    assert gongkai("deadline", "--table", path, "-o", once).code == 0
    assert gongkai("deadline", "--table", once, "-o", twice).code == 0
    assert once.read_bytes() == twice.read_bytes()
    assert once.read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_workbook_goes_in_and_out_with_days_as_days(gongkai: Command, tmp_path: Path) -> None:
    workbook = Workbook()
    sheet: Any = workbook.active
    sheet.append(["收到日期", "延长天数", "标题"])
    sheet.append([datetime.combine(date(2025, 1, 6), time()), 20.0, "=1+1"])
    sheet.append([date(2024, 1, 22), None, "甲"])
    sheet["C2"].data_type = "s"
    workbook.save(tmp_path / "办件.xlsx")
    result = gongkai("deadline", "--table", tmp_path / "办件.xlsx", "-o", tmp_path / "期限.xlsx")
    assert (result.code, result.err) == (0, "")
    read: Any = load_workbook(tmp_path / "期限.xlsx").active
    head, first, second = read.iter_rows(values_only=True)
    assert (first[0].date(), *first[1:3]) == (date(2025, 1, 6), 20, "=1+1")
    assert read["C2"].data_type == "s"
    due = head.index(REPLY)
    assert [row[due].date() for row in (first, second)] == [date(2025, 3, 7), date(2024, 2, 22)]


def test_a_whole_number_is_read_without_its_point() -> None:
    assert [sheets.shown(value) for value in (20.0, 20.5, 20, True, None, " 甲 ")] == [
        "20",
        "20.5",
        "20",
        "true",
        "",
        "甲",
    ]


def test_yes_and_no_are_words(gongkai: Command, table: Write) -> None:
    path = table("收到复议副本日期,简易程序", "2025-01-20,是", "2025-01-20,否", "2025-01-20,也许")
    found = rows(gongkai("deadline", "--table", path).out)
    assert [row["提交行政复议答复的最后一日"] for row in found] == ["2025-01-26", "2025-02-08", ""]
    assert "可用的有：是、否" in found[2]["错误"]


def test_text_that_looks_like_a_formula_stays_text_in_csv(gongkai: Command, table: Write) -> None:
    assert "'=1+1" in gongkai("deadline", "--table", table("received,标题", "2025-01-06,=1+1")).out


def test_a_table_gives_json_with_the_whole_explanation(gongkai: Command, table: Write, tmp_path: Path) -> None:
    path = table("received,served,ground", "2025-01-06,,", "2025-02-30,,", ",,", ",2025-02-10,14")
    assert gongkai("deadline", "--table", path, "-o", tmp_path / "x.json").code == 2
    good, bad, empty, refused = json.loads((tmp_path / "x.json").read_text("utf-8"))
    assert (good["row"], good["given"]["received"]) == (2, "2025-01-06")
    validator("deadline").validate(good["deadlines"])
    validator("deadline").validate(refused["deadlines"])
    assert set(bad["error"]) == {"zh", "en", "basis"}
    assert empty == {"row": 4, "given": {"received": "", "served": "", "ground": ""}}


def test_a_table_gives_one_calendar_of_all_cases(gongkai: Command, table: Write, tmp_path: Path) -> None:
    path = table("number,received", "甲1,2025-01-06", "乙2,2025-01-07", "丙3,x")
    assert gongkai("deadline", "--table", path, "-o", tmp_path / "x.ics").code == 2
    assert (tmp_path / "x.ics").read_text("utf-8").count("BEGIN:VEVENT") == 4


def test_a_suit_that_waits_is_told_in_the_notes(gongkai: Command, table: Write) -> None:
    found = rows(gongkai("deadline", "--table", table("served,decided,ground", "2025-02-10,2025-02-10,14")).out)
    assert (found[0]["reconsideration"], found[0]["litigation"]) == ("2025-04-11", "")
    assert "收到复议决定之日起 15 日内" in found[0]["notes"]
    path = table("served,decided,ground", "2025-02-10,2025-02-10,14")
    assert "15 days from the review decision" in gongkai("deadline", "--table", path, "--lang", "en").out


def test_a_table_comes_from_standard_input(gongkai: Command, stdin: Callable[[bytes], None]) -> None:
    stdin("收到日期\t编号\n2025-01-06\t1\n".encode())
    assert rows(gongkai("deadline", "--table", "-").out)[0][REPLY] == "2025-02-08"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.csv", b"", "是空的"),
        ("a.csv", b"\n\n", "是空的"),
        ("a.csv", "姓名,电话\n".encode(), "没有认得的列名"),
        ("a.csv", "收到日期,received\n".encode(), "两列是同一项"),
        ("a.csv", b"received\n" + b"x" * 200_000 + b"\n", "不是 CSV"),
        ("a.xlsx", b"no workbook", "不是 XLSX"),
        ("a.xlsx", b"PK\x05\x06" + bytes(18), "不是 XLSX"),
        ("a.docx", b"", "须是 .csv 或者 .xlsx"),
    ],
    ids=str,
)
def test_what_is_no_table_is_told(gongkai: Command, tmp_path: Path, name: str, content: bytes, words: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = gongkai("deadline", "--table", path)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_what_does_not_go_with_a_table_is_told(gongkai: Command, table: Write, tmp_path: Path) -> None:
    path = table("received", "2025-01-06")
    for argv, words in (
        (["--received", "2025-01-06"], "--received"),
        (["--format", "json"], "--format"),
        (["-o", tmp_path / "x.pdf"], "之一"),
        (["-o", path], "会毁掉它"),
    ):
        result = gongkai("deadline", "--table", path, *argv)
        assert (result.code, words in result.err) == (2, True), argv
    assert gongkai("deadline", "--table", tmp_path / "none.csv").code == 2


def test_only_the_first_bad_rows_are_listed(gongkai: Command, table: Write) -> None:
    result = gongkai("deadline", "--table", table("received", *["x"] * 30))
    assert result.err.count("（line") == 20 and "30 of 30 rows" in result.err
