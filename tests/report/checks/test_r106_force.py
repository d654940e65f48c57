"""GK106: documents in force against those made and repealed."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, silent

ROW = "proactive.normative_documents"


@pytest.mark.parametrize(
    ("year", "cells"),
    [
        (2021, {f"{ROW}.made": 3, f"{ROW}.repealed": 1, f"{ROW}.in_force": 2}),
        (2021, {f"{ROW}.made": 3, f"{ROW}.in_force": "blank"}),
        (2020, {f"{ROW}.disclosed": 3, f"{ROW}.disclosed_total": 3}),
    ],
)
def test_documents_that_can_be_so_pass(year, cells) -> None:
    assert silent("GK106", factory.report(year=year, cells=cells))


def test_fewer_in_force_than_were_made_is_caught() -> None:
    (one,) = found("GK106", factory.report(cells={f"{ROW}.made": 3, f"{ROW}.repealed": 1, f"{ROW}.in_force": 1}))
    assert one.message["zh"] == "表二“规范性文件”：本年制发3件、废止1件，现行有效却只有1件。"


def test_fewer_disclosed_in_all_than_this_year_is_caught() -> None:
    (one,) = found("GK106", factory.report(year=2020, cells={f"{ROW}.disclosed": 3, f"{ROW}.disclosed_total": 1}))
    assert one.message["zh"] == "表二“规范性文件”：本年新公开3件，对外公开总数量却只有1件。"
