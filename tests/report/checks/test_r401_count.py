"""GK401: counts in the text against table 3."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

FLOWS = {
    "requests.new.total": 10,
    "requests.new.natural_person": 8,
    "requests.new.commercial": 2,
    "requests.carried_in.total": 2,
    "requests.handled.total": 11,
    "requests.carried_out.total": 1,
    "requests.granted.total": 6,
    "requests.partial.total": 2,
    "requests.denied.internal_affairs.total": 2,
    "requests.unavailable.still_unclear.total": 1,
}


def of(text: str, cells=FLOWS, **beside):
    return factory.report(**{"year": 2024, "texts": {1: "（二）依申请公开情况\n" + text}, "cells": cells, **beside})


@pytest.mark.parametrize(
    "text",
    [
        "全年新收申请10件，上年结转2件，办结11件，结转下年度1件。",
        "共收到申请12件（含上年结转2件），答复9件。",
        "收到申请10件，其中自然人申请8件，法人或其他组织申请2件。",
        "予以公开6件、部分公开2件、不予公开2件、补正后申请内容仍不明确1件。",
        "予以公开8件，不予公开2件。",
        "因涉密不予公开1件。",
        "按时答复10件，延期答复1件，予以公开6件。",
        "收到申请11件，按期答复8件。其中本街道收到申请10件。",
        "全区收到申请300件。",
        "2023年收到申请7件。",
        "收到申请约30件。",
        "工作有序开展。",
    ],
)
def test_a_text_that_agrees_or_speaks_of_something_else_passes(text) -> None:
    assert silent("GK401", of(text))


@pytest.mark.parametrize(
    ("text", "cell", "words"),
    [
        ("收到申请13件。", "requests.new.total", "为10"),
        ("未收到政府信息公开申请。", "requests.new.total", "为10"),
        ("新收申请12件。", "requests.new.total", "为10"),
        ("收到申请10件，办结10件。", "requests.handled.total", "为11"),
        ("结转下年度2件。", "requests.carried_out.total", "为1"),
        ("上年结转1件。", "requests.carried_in.total", "为2"),
        ("不予公开3件。", "requests.denied.internal_affairs.total", "为2"),
        ("因涉密不予公开3件。", "requests.denied.internal_affairs.total", "为2"),
        ("法人或其他组织申请3件。", "requests.new.commercial", "为2"),
        ("自然人申请9件。", "requests.new.natural_person", "为8"),
        ("其他处理2件。", "requests.other_outcome.rest.total", "为0"),
        ("全年共收到政府信息公开申请13件，收到申请10件。", "requests.new.total", "为10"),
        ("依申请公开5件。", "requests.new.total", "为10"),
    ],
)
def test_a_count_that_differs_is_told(text, cell, words) -> None:
    (one,) = found("GK401", of(text))
    assert cell in one.cells and words in one.message["zh"] and one.count == 1 and one.places


def test_an_extension_told_as_an_outcome_is_told() -> None:
    cells = {
        "requests.new.total": 9,
        "requests.granted.total": 8,
        "requests.partial.total": 1,
        "requests.handled.total": 9,
    }
    (one,) = found("GK401", of("收到申请9件，按时答复8件，延期答复1件。", cells))
    assert "程序" in one.message["zh"] and one.cells == ("requests.handled.total",)


def test_an_extension_beside_the_whole_is_no_outcome() -> None:
    cells = {"requests.new.total": 9, "requests.granted.total": 9, "requests.handled.total": 9}
    assert silent("GK401", of("收到申请9件，按时答复9件，延期答复1件。", cells))
    assert silent("GK401", of("延期答复9件。", cells))


def test_the_one_row_of_2019_is_compared() -> None:
    report = of("其他处理3件。", {"requests.other_outcome.total": 2}, year=2020)
    (one,) = found("GK401", report)
    assert one.cells == ("requests.other_outcome.total",)


def test_what_was_not_read_is_not_compared() -> None:
    blank = {"requests.new.total": "blank", "requests.handled.total": "unread"}
    assert not_assessed("GK401", of("收到申请13件。", blank))
    assert silent("GK401", of("工作有序开展。", blank))
    assert silent(
        "GK401",
        of(
            "收到申请13件，不予公开3件。",
            {"requests.handled.total": "blank", "requests.denied.third_party.total": "unread"},
        ),
    )
    assert silent("GK401", of("予以公开3件。", {"requests.granted.total": 3, "requests.partial.total": "blank"}))
