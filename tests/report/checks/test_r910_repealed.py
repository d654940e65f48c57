"""GK910: what is no longer in force."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, silent


@pytest.mark.parametrize(
    "text",
    [
        "根据《中华人民共和国政府信息公开条例》（国务院令第711号）。",
        "收到申请后征求第三方意见的，第三方在15个工作日内答复。",
        "依申请公开在20个工作日内答复。",
    ],
)
def test_the_law_in_force_passes(text) -> None:
    assert silent("GK910", factory.report(texts={1: text}))


@pytest.mark.parametrize(
    "text",
    [
        "根据条例（国务院令第492号）。",
        "对依申请公开的事项，在15个工作日内予以答复。",
        "根据《中华人民共和国政务信息公开条例》。",
    ],
)
def test_what_was_replaced_is_told(text) -> None:
    (one,) = found("GK910", factory.report(texts={1: text}))
    assert one.severity == "warning" and "711" in one.hint["zh"]
