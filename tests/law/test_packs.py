"""A pack is read, checked with every fault named, and becomes a calendar."""

import json
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongkai.law import packs, statutory
from gongkai.law.packs import BadPack, Notice, Pack, PackDay
from gongkai.law.workdays import DayKind
from scripts.update import calendars

NOTICE = Notice("2027-1", "国务院办公厅关于2027年部分节假日安排的通知", date(2026, 11, 25), "某发〔2026〕1号")


def pack_of(year: int, *extra: PackDay, region: str = "") -> Pack:
    """Return a pack with the statutory holidays of a year and some more days."""
    key = NOTICE.key
    plain = () if region else (PackDay(day, True, name, key) for day, name in statutory.holidays(year).items())
    return Pack(year, (NOTICE,), tuple(sorted((*plain, *extra), key=lambda day: day.date)), region)


def extra(day: date, *, off: bool, notice: str = NOTICE.key) -> PackDay:
    return PackDay(day, off, "元旦", notice)


def said(pack: Pack) -> str:
    return " ".join(f"{fault.zh} {fault.en}" for fault in packs.faults(pack))


SHIPPED = pytest.mark.parametrize("pack", packs.shipped(), ids=lambda pack: str(pack.year))


def test_the_packs_that_ship_are_those_of_2019_to_2026() -> None:
    assert [pack.year for pack in packs.shipped()] == list(range(2019, 2027))


@SHIPPED
def test_a_pack_that_ships_has_no_fault_and_says_where_it_comes_from(pack) -> None:
    assert packs.faults(pack) == []
    assert pack.source and pack.checked_by and pack.checked_on
    for notice in pack.notices:
        assert notice.number.startswith(f"国办发明电〔{notice.date.year}〕")
        assert notice.url.startswith("https://www.gov.cn/zhengce/")
        assert str(pack.year) in notice.title


def test_two_years_have_two_notices() -> None:
    assert [pack.year for pack in packs.shipped() if len(pack.notices) == 2] == [2019, 2020]


def test_only_the_prolonged_spring_festival_of_2020_leaves_a_doubt() -> None:
    assert [pack.year for pack in packs.shipped() if packs.doubts(pack)] == [2020]
    (doubt,) = packs.doubts(packs.shipped()[1])
    assert "19" in doubt.zh and "6" in doubt.zh and "11" in doubt.en


def test_the_files_are_what_the_script_writes() -> None:
    for name, text in calendars.written().items():
        assert (calendars.TARGET / name).read_text("utf-8") == text


def test_the_script_can_check_and_write(monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(calendars, "TARGET", tmp_path)
    monkeypatch.setattr(sys, "argv", ["calendars.py"])
    calendars.main()
    monkeypatch.setattr(sys, "argv", ["calendars.py", "--check"])
    with pytest.raises(SystemExit) as ended:
        calendars.main()
    assert ended.value.code == 0
    (tmp_path / "2024.toml").write_text("", "utf-8")
    with pytest.raises(SystemExit, match=r"2024\.toml"):
        calendars.main()


@SHIPPED
def test_a_pack_survives_being_written_and_read_in_toml_and_in_json(pack) -> None:
    assert packs.read(packs.dump(pack), name="2027.toml") == pack
    assert packs.read(json.dumps(packs.as_json(pack)), name="2027.json") == pack


def test_a_pack_of_a_region_survives_it_too() -> None:
    pack = pack_of(2024, extra(date(2024, 4, 11), off=True), region="广西壮族自治区")
    assert packs.read(packs.dump(pack), name="广西.toml") == pack


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("= 3", ["不是 TOML 或者 JSON"]),
        ('{"year": ', ["不是 TOML 或者 JSON"]),
        ("", ["缺少列表 notices", "缺少列表 days", "缺少 year"]),
        ("year = 2027\nnotices = [1]\ndays = 3", ["notices[1] 应当是表", "缺少列表 days"]),
        ("year = '2027'\nnotices = []\ndays = []", ["year 的值不对：'2027'"]),
        ("year = true\nnotices = []\ndays = []", ["year 的值不对：True"]),
        ("year = 2027\nregoin = '广西'\nnotices = []\ndays = []", ["不认识 regoin"]),
        (
            "year = 2027\nnotices = []\ndays = [{ date = 2027-01-01, off = 1, holiday = '' }]",
            ["days[1] (2027-01-01) 缺少 notice", "off 的值不对：1", "holiday 的值不对：''"],
        ),
        (
            "year = 2027\nnotices = []\ndays = [{ date = 2027-01-01T00:00:00, off = true, holiday = 'a', notice = 'b' }]",
            ["date 的值不对"],
        ),
        (
            '{"year": 2027, "notices": [{"key": "a", "title": "b", "date": "2026-13-01"}], "days": []}',
            ["notices[1] (2026-13-01) date 的值不对：'2026-13-01'"],
        ),
    ],
)
def test_what_is_no_pack_is_refused_with_everything_that_is_wrong_with_it(text, faults) -> None:
    with pytest.raises(BadPack) as refused:
        packs.read(text, name="新年.toml")
    assert "新年.toml" in refused.value.zh and "新年.toml" in refused.value.en
    for fault in faults:
        assert fault in refused.value.zh
    assert len(refused.value.faults) == len(faults)


def test_a_pack_that_breaks_a_rule_is_refused_when_it_is_read() -> None:
    text = packs.dump(pack_of(2027, extra(date(2027, 1, 4), off=False)))
    with pytest.raises(BadPack, match="调休上班的 2027-01-04 不是周六或者周日"):
        packs.read(text, name="2027.toml")


@pytest.mark.parametrize("year", [2018, 2061, 20277])
def test_a_year_whose_holidays_are_not_known_is_refused(year) -> None:
    assert f"{year}" in said(replace(pack_of(2027), year=year))


@pytest.mark.parametrize(
    ("day", "said_of_it"),
    [
        (extra(date(2026, 12, 28), off=True), "2026-12-28 不属于 2027 年的通知"),
        (extra(date(2028, 1, 1), off=True), "2028-01-01 不属于 2027 年的通知"),
        (extra(date(2027, 1, 4), off=False), "2027-01-04 不是周六或者周日"),
        (extra(date(2027, 1, 4), off=True, notice="x"), "2027-01-04 所依据的通知 x 没有列出"),
    ],
)
def test_a_day_that_cannot_be_is_named(day, said_of_it) -> None:
    assert said_of_it in said(pack_of(2027, day))


@pytest.mark.parametrize("day", [date(2026, 12, 29), date(2026, 12, 31), date(2027, 12, 31)])
def test_the_last_days_of_both_decembers_may_stand_in_a_pack(day) -> None:
    assert packs.faults(pack_of(2027, extra(day, off=True))) == []


def test_a_day_that_is_listed_twice_is_named_once() -> None:
    twice = extra(date(2027, 1, 4), off=True)
    assert said(pack_of(2027, twice, twice)).count("列了不止一次") == 1


def test_a_statutory_holiday_that_is_missing_or_worked_is_named() -> None:
    whole = pack_of(2027)
    eve = date(2027, 2, 5)
    missing = replace(whole, days=tuple(day for day in whole.days if day.date != eve))
    worked = replace(whole, days=tuple(replace(day, off=day.date != date(2027, 2, 6)) for day in whole.days))
    assert "2027-02-05 是法定节假日（春节）" in said(missing)
    assert "2027-02-06 是法定节假日（春节）" in said(worked)


def test_notices_have_a_key_of_their_own_and_a_number_or_an_address() -> None:
    bare = Notice("b", "某通知", date(2026, 11, 25))
    assert "通知 b 须有文号或者网址" in said(replace(pack_of(2027), notices=(NOTICE, bare)))
    assert "列了 2 次" in said(replace(pack_of(2027), notices=(NOTICE, NOTICE)))
    assert packs.faults(replace(pack_of(2027), notices=(NOTICE, replace(bare, url="https://www.gov.cn/")))) == []


def test_a_number_of_days_off_that_is_unusual_is_a_doubt_and_no_fault() -> None:
    pack = pack_of(2027, extra(date(2027, 1, 4), off=True))
    assert packs.faults(pack) == []
    assert len(packs.doubts(pack)) == 1


def test_a_day_names_its_notice_by_number_and_else_by_title() -> None:
    assert str(NOTICE) == "某发〔2026〕1号"
    assert str(replace(NOTICE, number="")) == NOTICE.title


def test_a_new_pack_lengthens_the_calendar_and_rules_the_days_before_its_year() -> None:
    off = extra(date(2026, 12, 31), off=True)
    calendar = packs.extended([pack_of(2027, off)])
    assert (calendar.first, calendar.last) == (date(2019, 1, 1), date(2027, 12, 28))
    assert calendar.day(off.date).notice == "某发〔2026〕1号"
    assert not calendar.is_workday(off.date)
    assert calendar.is_workday(date(2026, 12, 30))


def test_a_pack_takes_the_place_of_the_one_of_its_year() -> None:
    changed = replace(packs.shipped()[-1], days=tuple(day for day in packs.shipped()[-1].days if day.off))
    assert not packs.extended([changed]).is_workday(date(2026, 1, 4))
    assert packs.published().is_workday(date(2026, 1, 4))


def test_the_days_of_a_region_come_on_top_of_those_of_the_country() -> None:
    off, worked = extra(date(2026, 4, 20), off=True), extra(date(2026, 4, 26), off=False)
    calendar = packs.extended([pack_of(2026, off, worked, region="广西壮族自治区")])
    assert calendar.day(off.date).kind is DayKind.HOLIDAY
    assert calendar.day(worked.date).kind is DayKind.MAKE_UP
    assert calendar.day(date(2026, 5, 1)) == packs.published().day(date(2026, 5, 1))
    assert calendar.last == packs.published().last


def test_a_region_cannot_have_a_statutory_holiday_worked() -> None:
    pack = pack_of(2026, extra(date(2026, 5, 2), off=False), region="广西壮族自治区")
    assert "2026-05-02 是法定节假日（劳动节）" in said(pack)
    assert packs.doubts(pack) == []


def test_years_without_a_pack_of_the_whole_country_are_refused() -> None:
    with pytest.raises(BadPack, match="日历包 2028 不能使用：缺少 2027 年全国的日历包；请一并给出。"):
        packs.extended([pack_of(2028)])
    with pytest.raises(BadPack, match="日历包 广西壮族自治区2027 不能使用：缺少 2027 年全国的日历包；请一并给出。"):
        packs.extended([pack_of(2027, region="广西壮族自治区")])
    with pytest.raises(BadPack, match="没有全国的日历包"):
        packs.calendar([])


def test_a_pack_with_a_fault_becomes_no_calendar() -> None:
    with pytest.raises(BadPack, match="2027-01-04"):
        packs.extended([pack_of(2027, extra(date(2027, 1, 4), off=False))])


def test_the_year_whose_notice_rules_a_day_last() -> None:
    new_year = date(2027, 1, 1)
    years = [packs.notice_year(new_year - timedelta(days=n)) for n in (0, 1, 3, 4)]
    assert years == [2027, 2027, 2027, 2026]
