"""GK903: vague quantities."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, silent


@pytest.mark.parametrize(
    "text",
    [
        "多次检查，其余已办结，节约20件，近年来，近5年，20余年，约束3个单位，公开120条。",
        "大多数条目、检查 多条、许多件、业余时间。",
    ],
)
def test_exact_numbers_and_other_words_pass(text) -> None:
    assert silent("GK903", factory.report(texts={1: text}))


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("更新500多条。", ["500多条"]),
        ("发布1,200 余条、约30次，近20场。", ["1,200 余条", "约30次", "近20场"]),
        ("处理十余件，数百条，上千份，百余人次。", ["十余件", "数百条", "上千份", "百余人次"]),
    ],
)
def test_vague_quantities_are_told_in_order(text, quotes) -> None:
    (one,) = found("GK903", factory.report(texts={1: text}))
    assert one.count == len(quotes) == len(one.places)
    positions = [one.message["zh"].index(quote) for quote in quotes]
    assert positions == sorted(positions)
