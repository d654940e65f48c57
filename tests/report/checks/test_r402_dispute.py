"""GK402: disputes of table 4 in the text."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

TWO_UPHELD = {"remedies.reconsideration.upheld": 2, "remedies.reconsideration.total": 2}
ONE_LOST = {"remedies.reconsideration.corrected": 1, "remedies.reconsideration.total": 1}
SUITS = {"remedies.litigation_direct.total": 1, "remedies.litigation_after_reconsideration.total": 2}


def of(text: str | None, cells=None):
    return factory.report(year=2024, texts={1: text, 5: "没有。", 6: None}, cells=cells)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("公开信息12条。", {}),
        ("未发生因政府信息公开引起的行政复议、行政诉讼。", {}),
        ("政府信息公开行政复议2件，均维持。", TWO_UPHELD),
        ("有政府信息公开行政复议和行政诉讼案件。", TWO_UPHELD),
        ("政府信息公开行政复议1件，结果纠正。", ONE_LOST),
        ("发生政府信息公开行政复议、行政诉讼3件。", SUITS),
        ("办理行政复议案件9件。", TWO_UPHELD),
        ("全区发生政府信息公开行政复议9件。", TWO_UPHELD),
    ],
)
def test_a_text_that_tells_passes(text, cells) -> None:
    assert silent("GK402", of(text, cells))


@pytest.mark.parametrize(
    ("text", "cells", "words"),
    [
        ("公开信息12条。", TWO_UPHELD, "行政复议2件"),
        ("公开信息12条。", SUITS, "行政诉讼3件"),
        ("（三）行政复议\n公开信息12条。", TWO_UPHELD, "没有提到"),
        ("有1起涉及政府信息公开的行政复议。", ONE_LOST, "没有说明"),
        ("政府信息公开行政复议3件。", TWO_UPHELD, "表四行政复议为2件"),
        ("未发生政府信息公开行政诉讼。", SUITS, "表四行政诉讼为3件"),
        ("政府信息公开行政复议3件。", {}, "表四行政复议为0件"),
        ("未发生政府信息公开行政复议、行政诉讼。", SUITS, "行政复议和行政诉讼为3件"),
    ],
)
def test_what_is_left_out_hidden_or_otherwise_is_told(text, cells, words) -> None:
    (one,) = found("GK402", of(text, cells))
    assert words in one.message["zh"] and one.message["en"][0].isupper()


def test_without_the_totals_or_the_text_nothing_is_judged() -> None:
    assert not_assessed("GK402", of("公开信息12条。", {"remedies.reconsideration.total": "unread"}))
    empty = factory.report(texts=dict.fromkeys((1, 5, 6)), cells=TWO_UPHELD)
    assert not_assessed("GK402", empty)
    assert silent("GK402", factory.report(texts=dict.fromkeys((1, 5, 6))))
