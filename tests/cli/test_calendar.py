"""`gongkai calendar`: a year to look at, a pack that can be edited, and the check of one that is to be added."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from gongkai.cli.widths import width
from gongkai.law import packs, statutory
from gongkai.law.packs import Notice, Pack, PackDay
from tests.cli.conftest import Outcome
from tests.report.test_schemas import validator

Command = Callable[..., Outcome]
CASES = """编号,收到日期,延长天数,答复日期,送达方式,送达日期,依据
甲1号,2026-12-08,,,,,
,2026-12-10,20,,,,
甲3号,2026-01-12,,,,,
甲4号,2026-12-08,,2026-12-10,online,,
"""


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGKAI_CALENDARS", raising=False)


def invented(year: int = 2027, *more: PackDay, region: str = "") -> Pack:
    """Return a pack that no notice ever gave: the statutory holidays alone, and the days of the test."""
    off = () if region else (PackDay(day, True, name, "x") for day, name in statutory.holidays(year).items())
    days = sorted([*off, *more], key=lambda day: day.date)
    return Pack(year, (Notice("x", "示例通知", date(year - 1, 11, 1), "示例〔2026〕1号"),), tuple(days), region=region)


def lay(pack: Pack, name: str = "2027.toml") -> str:
    Path(name).write_text(packs.dump(pack), encoding="utf-8")
    return name


SUNDAY_WORKED = PackDay(date(2027, 1, 3), False, "元旦", "x")
FRIDAY_OFF = PackDay(date(2026, 12, 31), True, "元旦", "x")


def test_a_year_shows_its_months_holidays_and_notices(gongkai: Command) -> None:
    shown = gongkai("calendar", 2025).out
    assert shown.startswith("2025 年工作日历：工作日 248 天，放假 28 天，调休上班 5 天\n")
    assert "27 28*29*30*31*          24 25 26 27 28" in shown
    assert "20 21 22 23 24 25 26+    17" in shown
    assert "春节            1月28日至2月4日放假，1月26日、2月8日上班" in shown
    assert "国办发明电〔2024〕12号" in shown and "https://www.gov.cn/" in shown
    assert "?" not in shown.replace("content_", "")


@pytest.mark.parametrize("year", range(2019, 2027))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_year_fits_a_terminal_and_shows_every_day(gongkai: Command, year: int, lang: str) -> None:
    lines = gongkai("calendar", year, "--lang", lang).out.splitlines()
    assert max(map(width, lines)) <= 80 or any("https://" in line for line in lines if width(line) > 80)
    grid = "\n".join(lines[:45])
    assert sum(grid.count(f"{number:2}") >= 12 for number in range(10, 29)) == 19


def test_the_days_that_the_next_notice_may_rule_are_marked(gongkai: Command) -> None:
    shown = gongkai("calendar", 2026)
    assert "28 29?30?31?" in shown.out and "? 尚未公布" in shown.out
    assert "28 29?30?31?" in gongkai("calendar", 2026, "--lang", "en").out


def test_a_day_of_december_that_the_next_notice_rules_stands_in_both_years(gongkai: Command) -> None:
    assert "元旦    12月31日放假" in gongkai("calendar", 2022).out
    assert "2022年12月31日至1月2日放假" in gongkai("calendar", 2023).out
    assert "2022-12-31 to 2023-01-02 off" in gongkai("calendar", 2023, "--lang", "en").out


@pytest.mark.parametrize("pack", packs.shipped(), ids=lambda pack: str(pack.year))
def test_the_json_of_a_year_is_a_pack_that_can_be_added_again(gongkai: Command, pack: Pack) -> None:
    assert gongkai("calendar", pack.year, "--format", "json", "-o", "pack.json").code == 0
    text = Path("pack.json").read_text("utf-8")
    validator("calendar").validate(json.loads(text))
    assert packs.read(text, name="pack.json") == pack
    assert gongkai("calendar", "add", "pack.json").code == 0


@pytest.mark.parametrize(("year", "workdays"), [(2024, 251), (2025, 248), (2026, 248)])
def test_the_working_days_of_a_year_are_counted(gongkai: Command, year: int, workdays: int) -> None:
    assert json.loads(gongkai("calendar", year, "--format", "json").out)["workdays"] == workdays


def test_an_added_pack_makes_its_year_known(gongkai: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    file = lay(invented(2027, SUNDAY_WORKED))
    assert "元旦    1月1日放假，1月3日上班" in gongkai("calendar", 2027, "--calendar", file).out
    assert "?" not in gongkai("calendar", 2026, "--calendar", file).out.replace("content_", "")
    region = lay(invented(2026, PackDay(date(2026, 4, 20), True, "示例节", "x"), region="示例"), "region.toml")
    shown = gongkai("calendar", 2026, "--calendar", region).out
    assert shown.startswith("2026 年（示例）工作日历：工作日 247 天") and "示例节  4月20日放假" in shown
    monkeypatch.setenv("GONGKAI_CALENDARS", ".")
    assert gongkai("calendar", 2027).code == 0


def test_a_year_without_a_pack_says_which_there_are_and_how_to_add_one(gongkai: Command) -> None:
    result = gongkai("calendar", 2027)
    assert (result.code, result.out) == (2, "")
    assert "2019 至 2026 年" in result.err and "gongkai calendar add" in result.err


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["二〇二六"], "不是年份"),
        (["20266"], "不是年份"),
        (["２０２６"], "不是年份"),
        (["2026", "2026.toml"], "只用于"),
        (["2026", "--into", "x", "--replace"], "--into、--replace"),
        (["add"], "写明日历包"),
        (["2026", "--calendar", "none.toml"], "不能打开"),
    ],
)
def test_wrong_usage_says_what_to_do(gongkai: Command, argv: list[str], said: str) -> None:
    result = gongkai("calendar", *argv)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_a_pack_that_is_right_is_only_checked_where_no_folder_is_named(gongkai: Command) -> None:
    result = gongkai("calendar", "add", lay(invented(2027, SUNDAY_WORKED)))
    assert result.code == 0
    assert "2027 年日历包，放假 13 天，调休上班 1 天" in result.out
    assert "没有复制" in result.out and "--calendar 2027.toml" in result.out and "GONGKAI_CALENDARS" in result.out
    assert [path.name for path in Path().iterdir()] == ["2027.toml"]


def test_every_fault_of_a_pack_is_told(gongkai: Command) -> None:
    pack = invented(2027, PackDay(date(2027, 3, 1), False, "元旦", "x"), PackDay(date(2029, 1, 1), True, "元旦", "y"))
    result = gongkai("calendar", "add", lay(pack), "--into", "folder")
    assert (result.code, result.err) == (1, "")
    assert "有 3 处问题" in result.out
    assert all(said in result.out for said in ("2027-03-01 不是周六", "2029-01-01 不属于", "通知 y 没有列出"))
    assert not Path("folder").exists()
    found = json.loads(gongkai("calendar", "add", "2027.toml", "--format", "json").out)
    validator("calendar_add").validate(found)
    assert len(found["faults"]) == 3 and set(found) == {"file", "faults"}
    assert "3 faults" in gongkai("calendar", "add", "2027.toml", "--lang", "en").out


def test_a_pack_that_leaves_a_gap_is_refused(gongkai: Command) -> None:
    result = gongkai("calendar", "add", lay(invented(2028)))
    assert (result.code, "缺少 2027 年全国的日历包" in result.out) == (1, True)
    assert gongkai("calendar", "add", "2027.toml", "--calendar", lay(invented(2027), "before.toml")).code == 0


def test_what_is_unusual_is_told_and_is_no_fault(gongkai: Command) -> None:
    result = gongkai("calendar", "add", lay(invented(2027)), "--lang", "en")
    assert (result.code, "Compare it with the notice" in result.out) == (0, True)
    assert "请核对" in gongkai("calendar", "add", "2027.toml").out


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[", b"{", b'{"a": ' + b"[" * 100_000])
def test_a_file_that_cannot_be_read_is_told(gongkai: Command, content: bytes) -> None:
    Path("x.toml").write_bytes(content)
    result = gongkai("calendar", "add", "x.toml")
    assert (result.code, result.out) == (3, "")
    assert "x.toml" in result.err
    assert gongkai("calendar", "add", "none.toml").code == 3


def test_a_pack_is_copied_to_the_folder_that_is_named_and_again_is_harmless(
    gongkai: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = invented(2027, SUNDAY_WORKED)
    file = lay(pack)
    assert "已复制到" in gongkai("calendar", "add", file, "--into", "into/deep").out
    assert packs.read(Path("into/deep/2027.toml").read_text("utf-8"), name="") == pack
    again = gongkai("calendar", "add", file, "--into", "into/deep")
    assert (again.code, "已有同样的日历包" in again.out) == (0, True)
    monkeypatch.setenv("GONGKAI_CALENDARS", "named")
    assert gongkai("calendar", "add", file).code == 0
    assert Path("named/2027.toml").exists()
    assert gongkai("deadline", "--received", "2026-12-10", "--format", "json").out.count('"provisional": true') == 0


def test_a_pack_that_differs_is_replaced_only_where_the_call_says_so(gongkai: Command) -> None:
    gongkai("calendar", "add", lay(invented(2027)), "--into", "folder")
    before = Path("folder/2027.toml").read_bytes()
    file = lay(invented(2027, SUNDAY_WORKED))
    result = gongkai("calendar", "add", file, "--into", "folder")
    assert (result.code, result.out, "--replace" in result.err) == (2, "", True)
    assert Path("folder/2027.toml").read_bytes() == before
    assert gongkai("calendar", "add", file, "--into", "folder", "--replace").code == 0
    assert b"2027-01-03" in Path("folder/2027.toml").read_bytes()
    assert gongkai("calendar", "add", file, "--replace").code == 2
    assert gongkai("calendar", "add", file, "--into", "").code == 2


def test_a_pack_takes_the_place_of_that_of_its_year_whatever_its_name(gongkai: Command) -> None:
    Path("folder").mkdir()
    Path("folder/旧.json").write_text(json.dumps(packs.as_json(invented(2027))), encoding="utf-8")
    lay(invented(2027, region="别处"), "folder/region.toml")
    Path("folder/readme.txt").write_text("")
    assert gongkai("calendar", "add", lay(invented(2027, SUNDAY_WORKED)), "--into", "folder", "--replace").code == 0
    assert json.loads(Path("folder/旧.json").read_text("utf-8"))["year"] == 2027
    assert sorted(path.name for path in Path("folder").iterdir()) == ["readme.txt", "region.toml", "旧.json"]


def test_a_region_is_a_pack_of_its_own(gongkai: Command) -> None:
    region = invented(2026, PackDay(date(2026, 4, 20), True, "示例节", "x"), region="../示例/区")
    result = gongkai("calendar", "add", lay(region, "region.toml"), "--into", "folder", "--lang", "en")
    assert (result.code, "pack of 2026, ../示例/区, 1 days off" in result.out) == (0, True)
    assert [path.name for path in Path("folder").iterdir()] == ["2026-___示例_区.toml"]
    assert gongkai("calendar", "add", lay(replace(region, year=2027, days=()), "late.toml")).code == 1


def test_a_fault_in_another_pack_is_not_laid_at_the_door_of_this_one(gongkai: Command) -> None:
    Path("folder").mkdir()
    Path("folder/broken.toml").write_text("[", encoding="utf-8")
    result = gongkai("calendar", "add", lay(invented()), "--into", "folder")
    assert (result.code, "broken.toml" in result.err) == (2, True)


def test_the_open_cases_that_move_are_told(gongkai: Command) -> None:
    Path("办件.csv").write_text(CASES, encoding="utf-8")
    file = lay(invented(2027, FRIDAY_OFF))
    result = gongkai("calendar", "add", file, "--cases", "办件.csv")
    assert result.code == 0
    assert "办件 4 件，期限有变动或者由暂定变为确定的 2 件：" in result.out
    lines = [line.split() for line in result.out.splitlines() if "→" in line]
    assert lines == [
        ["甲1号", "答复期限届满之日", "2027-01-06（暂定）", "→", "2027-01-07", "推后", "1", "天"],
        ["第", "3", "行", "答复期限届满之日", "2027-02-09（暂定）", "→", "2027-02-10", "推后", "1", "天"],
    ]
    assert "甲1号" not in gongkai("calendar", "add", file, "--cases", "办件.csv", "--calendar", file).out
    assert "没有变动" in gongkai("calendar", "add", file, "--cases", "办件.csv", "--calendar", file).out


def test_what_moves_as_json(gongkai: Command, stdin: Callable[[bytes], None]) -> None:
    stdin(CASES.encode())
    result = gongkai("calendar", "add", lay(invented(2027, FRIDAY_OFF)), "--cases", "-", "--format", "json")
    found = json.loads(result.out)
    validator("calendar_add").validate(found)
    assert (found["year"], found["region"], found["cases"], found["place"], found["copied"]) == (
        2027,
        "",
        4,
        None,
        False,
    )
    assert [(move["row"], move["number"], move["kind"]) for move in found["moves"]] == [
        (2, "甲1号", "reply"),
        (3, None, "reply"),
    ]
    assert found["moves"][0]["before"] == {
        "date": "2027-01-06",
        "provisional": True,
        "not_before": "2027-01-04",
        "missing": [2027],
    }
    assert found["moves"][0]["after"] == {
        "date": "2027-01-07",
        "provisional": False,
        "not_before": "2027-01-07",
        "missing": [],
    }


def test_a_date_may_be_settled_come_earlier_or_become_a_guess(gongkai: Command) -> None:
    Path("办件.csv").write_text("编号,收到日期\n甲1号,2026-12-08\n", encoding="utf-8")
    settled = gongkai("calendar", "add", lay(invented(2027)), "--cases", "办件.csv")
    assert "2027-01-06（暂定）  →  2027-01-06  日期不变，不再是暂定" in settled.out
    earlier = gongkai("calendar", "add", lay(invented(2027, SUNDAY_WORKED)), "--cases", "办件.csv", "--lang", "en")
    assert "2027-01-06 (provisional)  →  2027-01-05  1 days earlier" in earlier.out


def test_after_the_reply_its_remedies_are_open(gongkai: Command) -> None:
    Path("办件.csv").write_text(
        "编号,收到日期,答复日期,送达方式,送达日期,依据\n甲1号,2026-12-08,2026-12-10,hand,2026-12-10,36(1)\n",
        encoding="utf-8",
    )
    found = gongkai("calendar", "add", lay(invented()), "--cases", "办件.csv", "--format", "json").out
    assert [move["kind"] for move in json.loads(found)["moves"]] == ["reconsideration", "litigation"]


def test_local_options_hold_for_the_cases_too(gongkai: Command) -> None:
    Path("办件.csv").write_text("编号,收到日期\n甲1号,2026-12-06\n", encoding="utf-8")
    args = ("calendar", "add", lay(invented(2027)), "--cases", "办件.csv")
    assert "2027-01-04" in gongkai(*args).out
    assert "2027-01-05" in gongkai(*args, "--set", "receipt_day=rolled").out
    assert gongkai(*args, "--set", "receipt_day=never").code == 2


def test_a_row_that_cannot_be_used_is_told_and_the_others_are_not_held_up(gongkai: Command) -> None:
    Path("办件.csv").write_text("编号,收到日期\n甲1号,昨天\n\n甲2号,2026-12-08\n", encoding="utf-8")
    result = gongkai("calendar", "add", lay(invented(2027)), "--cases", "办件.csv", "--into", "folder")
    assert (result.code, "第 2 行" in result.err, "甲2号" in result.out) == (2, True, True)
    assert Path("folder/2027.toml").exists()
    assert gongkai("calendar", "add", "2027.toml", "--cases", "none.csv").code == 2
