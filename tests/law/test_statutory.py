"""The holidays of all citizens, by the Measures in force."""

from datetime import date, timedelta

import chinese_calendar
import pytest

from gongkai.law import statutory
from gongkai.law.refusal import NotCovered


def test_two_days_were_added_from_2025_on() -> None:
    assert [statutory.number(year) for year in (2019, 2024, 2025, 2060)] == [11, 11, 13, 13]
    assert date(2024, 2, 9) not in statutory.holidays(2024)
    assert date(2024, 5, 2) not in statutory.holidays(2024)
    assert statutory.holidays(2025)[date(2025, 1, 28)] == "春节"
    assert statutory.holidays(2025)[date(2025, 5, 2)] == "劳动节"


def test_the_holidays_of_a_year() -> None:
    assert {f"{day:%m-%d}": name for day, name in statutory.holidays(2026).items()} == {
        "01-01": "元旦",
        "02-16": "春节",
        "02-17": "春节",
        "02-18": "春节",
        "02-19": "春节",
        "04-05": "清明节",
        "05-01": "劳动节",
        "05-02": "劳动节",
        "06-19": "端午节",
        "09-25": "中秋节",
        "10-01": "国庆节",
        "10-02": "国庆节",
        "10-03": "国庆节",
    }


def test_two_holidays_on_one_day_are_named_both_and_counted_twice() -> None:
    assert statutory.holidays(2020)[date(2020, 10, 1)] == "中秋节、国庆节"
    assert len(statutory.holidays(2020)) == statutory.number(2020) - 1


def test_every_year_up_to_2060_has_its_festivals_in_their_season() -> None:
    assert statutory.years() == range(2019, 2061)
    for year in statutory.years():
        first = {name: day for day, name in reversed(statutory.holidays(year).items())}
        assert date(year, 1, 20) <= first["春节"] <= date(year, 2, 21)
        assert first["清明节"] in (date(year, 4, 4), date(year, 4, 5))
        assert date(year, 5, 25) <= first["端午节"] <= date(year, 6, 25)


@pytest.mark.parametrize("year", [2019, 2026, 2027, 2033, 2060])
def test_qingming_is_the_solar_term(year) -> None:
    terms = chinese_calendar.get_solar_terms(date(year, 4, 1), date(year, 4, 10))
    day = next(day for day, name in statutory.holidays(year).items() if name == "清明节")
    assert (day, "清明") in terms


def test_every_statutory_holiday_was_off() -> None:
    for year in range(2019, 2027):
        assert all(chinese_calendar.is_holiday(day) for day in statutory.holidays(year))


@pytest.mark.parametrize("year", [2018, 2061])
def test_a_year_that_is_not_known_is_refused(year) -> None:
    with pytest.raises(NotCovered, match="2019–2060"):
        statutory.holidays(year)


def test_the_measures_that_hold_on_a_day_are_cited() -> None:
    last = date(2024, 12, 31)
    assert "644" in str(statutory.MEASURES.on(last).basis[0])
    assert "795" in str(statutory.MEASURES.on(last + timedelta(days=1)).basis[0])
