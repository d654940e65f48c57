"""A value that changed holds from a day and before a day; outside them it is refused."""

from datetime import date

import pytest

from gongkai.law.citation import REGULATION, Citation
from gongkai.law.dated import Dated, Version
from gongkai.law.refusal import NotCovered

BASIS = (Citation(REGULATION, "第一条"),)
EARLIER = Version(15, BASIS, date(2008, 5, 1), date(2019, 5, 15))
LATER = Version(20, BASIS, date(2019, 5, 15))


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2008, 5, 1), 15), (date(2019, 5, 14), 15), (date(2019, 5, 15), 20), (date(2099, 1, 1), 20)],
)
def test_the_version_of_the_day_holds_whatever_order_they_were_given_in(day: date, value: int) -> None:
    assert Dated("期限", "period", [LATER, EARLIER]).on(day).value == value


def test_a_day_before_every_version_is_refused_and_told_which_are_known() -> None:
    with pytest.raises(NotCovered) as refusal:
        Dated("期限", "period", [LATER, EARLIER]).on(date(2008, 4, 30))
    assert "2008-04-30" in refusal.value.zh
    assert "2008-05-01–2019-05-15" in refusal.value.en
    assert "2019-05-15–" in refusal.value.en


def test_a_day_between_two_versions_is_refused() -> None:
    gap = Dated("期限", "period", [EARLIER, Version(20, BASIS, date(2020, 1, 1))])
    with pytest.raises(NotCovered):
        gap.on(date(2019, 12, 31))


@pytest.mark.parametrize("later_from", [date(2019, 5, 14), date(2008, 5, 1)])
def test_versions_that_overlap_are_refused(later_from: date) -> None:
    with pytest.raises(ValueError, match="overlap"):
        Dated("期限", "period", [EARLIER, Version(20, BASIS, later_from)])


def test_an_open_version_before_another_is_refused() -> None:
    with pytest.raises(ValueError, match="overlap"):
        Dated("期限", "period", [LATER, Version(25, BASIS, date(2030, 1, 1))])
