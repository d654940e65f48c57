"""GK805: date and signature, and the date within the time of the law."""

from datetime import date

import pytest

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"signed": None, "signature": None, "published": date(2022, 1, 29)},
        {"organ": "青石区人民政府", "published": date(2022, 3, 31)},
        {"organ": "青石学堂", "published": date(2022, 3, 31)},
        {"organ": None, "published": date(2022, 3, 31)},
    ],
)
def test_reports_dated_in_time_pass(fields) -> None:
    assert silent("GK805", factory.report(**fields))


def test_a_report_without_a_date_says_what_else_is_missing() -> None:
    (one,) = found("GK805", factory.report(signed=None, signature=None))
    assert one.message["zh"] == "报告没有日期、落款、联系方式，无法核对是否按期公布。"
    assert one.severity == "note"


def test_a_contact_in_the_text_is_seen() -> None:
    (one,) = found("GK805", factory.report(signed=None, texts={6: "无。联系电话：0000-0000000。"}))
    assert one.message["zh"] == "报告没有日期，无法核对是否按期公布。"


@pytest.mark.parametrize(
    ("fields", "options", "words"),
    [
        (
            {"organ": "青石县教育局", "published": date(2022, 2, 9)},
            {},
            "晚于《中华人民共和国政府信息公开条例》（国务院令第711号）第四十九条第一款规定的期限2022-01-31",
        ),
        ({"published": date(2022, 2, 9)}, {}, "发布日期2022-02-09晚于当地通常的期限2022-01-31"),
        ({"signed": date(2022, 1, 27)}, {"due": "01-26"}, "落款日期2022-01-27晚于当地通常的期限2022-01-26"),
        ({"signed": date(2021, 12, 30)}, {}, "落款日期2021-12-30早于报告期的最后一天2021-12-31"),
    ],
)
def test_early_and_late_dates_are_a_note(fields, options, words) -> None:
    (one,) = found("GK805", factory.report(**fields), options=options)
    assert words in one.message["zh"] and one.severity == "note"


def test_a_local_day_within_which_it_is_passes() -> None:
    assert silent("GK805", factory.report(published=date(2022, 2, 9)), options={"due": "02-20"})


@pytest.mark.parametrize("due", ["31 January", "02-29", "13-01"])
def test_a_local_day_that_is_none_is_said(due) -> None:
    (one,) = not_assessed("GK805", factory.report(), options={"due": due})
    assert due in one.reason["zh"]


def test_reports_before_the_regulation_are_left_alone() -> None:
    report = factory.report()
    report.year = 2017
    assert silent("GK805", report)
