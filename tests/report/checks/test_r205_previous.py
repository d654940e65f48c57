"""GK205: what is given as last year's report is last year's, of the same organ."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, silent


@pytest.mark.parametrize(
    "previous",
    [
        None,
        factory.report(year=2020),
        factory.report(year=2020, organ="白桥街道办事处"),
        factory.report(year=2020, organ=None),
    ],
)
def test_last_years_report_passes(previous) -> None:
    assert silent("GK205", factory.report(), previous=previous)


@pytest.mark.parametrize(
    ("previous", "what"),
    [(factory.report(year=2019), "2019年的"), (factory.report(year=2020, organ="云溪市教育局"), "云溪市教育局")],
)
def test_another_report_is_caught(previous, what) -> None:
    (one,) = found("GK205", factory.report(), previous=previous)
    assert what in one.message["zh"]
