"""When reports are due, and which refusals go to reconsideration first."""

from datetime import date

import pytest

from gongkai.law.annual_report import REVIEW_FIRST_ROWS, due, review_first
from gongkai.report import formats


@pytest.mark.parametrize(
    ("kind", "local", "day", "binding", "article"),
    [
        ("department", None, date(2022, 1, 31), True, "第四十九条第一款"),
        ("government", None, date(2022, 3, 31), True, "第四十九条第二款"),
        ("township", None, date(2022, 1, 31), False, "第四十九条第一款"),
        ("township", (1, 26), date(2022, 1, 26), False, "第四十九条第一款"),
        ("government", (2, 20), date(2022, 2, 20), False, "第四十九条第二款"),
    ],
)
def test_the_report_for_2021_is_due(kind, local, day, binding, article) -> None:
    last = due(2021, kind=kind, local=local)
    assert (last.day, last.binding, last.basis.article) == (day, binding, article)


def test_a_due_day_on_a_day_of_rest_stays_where_it_is() -> None:
    assert due(2025, kind="department").day == date(2026, 1, 31)  # a Saturday


def test_reports_before_2019_are_refused() -> None:
    with pytest.raises(ValueError, match="2018"):
        due(2018, kind="department")


@pytest.mark.parametrize(
    ("row", "decided", "first"),
    [
        ("denied.internal_affairs", date(2024, 1, 1), True),
        ("denied.internal_affairs", date(2023, 12, 31), False),
        ("denied.administrative_inquiry", date(2024, 5, 1), False),
        ("unavailable.not_held", date(2025, 7, 1), False),
    ],
)
def test_refusals_under_articles_14_to_16_go_to_reconsideration_first_from_2024(row, decided, first) -> None:
    assert review_first(row, decided=decided) is first


@pytest.mark.parametrize("name", formats.FORMATS)
def test_the_rows_that_go_to_reconsideration_first_are_rows_of_the_forms(name) -> None:
    assert {row.key for row in formats.load(name).request_rows} >= REVIEW_FIRST_ROWS
