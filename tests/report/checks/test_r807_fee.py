"""GK807: a word on the information processing fee."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, silent


@pytest.mark.parametrize(
    ("year", "texts"),
    [
        (2021, {}),
        (2020, {6: "无。"}),
        (2022, {6: ""}),
        (2022, {6: None}),
        (2022, {1: "全年没有收费。", 6: "无。"}),
    ],
)
def test_a_word_on_the_fee_passes(year, texts) -> None:
    assert silent("GK807", factory.report(year=year, texts=texts))


def test_part_six_without_a_word_on_the_fee_is_a_note() -> None:
    (one,) = found("GK807", factory.report(texts={6: "无其他需要报告的事项。"}))
    assert one.severity == "note"


def test_without_a_year_nothing_is_said() -> None:
    report = factory.report(texts={6: "无。"})
    report.year = None
    assert silent("GK807", report)
