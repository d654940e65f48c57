"""GK907: copied from last year."""

import random

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent


def text(seed: int) -> str:
    rng = random.Random(seed)
    return "".join(chr(rng.randint(0x4E00, 0x5FFF)) for _ in range(600)) + "。"


def of(words: str, year: int = 2024):
    return factory.report(year=year, texts={1: words, 5: None, 6: None})


def test_a_new_text_passes() -> None:
    assert silent("GK907", of(text(1)), previous=of(text(2), 2023))


def test_a_copied_text_is_told() -> None:
    (one,) = found("GK907", of(text(1)), previous=of(text(1), 2023))
    assert "2023年的报告" in one.message["zh"] and "100%" in one.message["zh"] and one.places
    (one,) = found("GK907", of(text(1)), previous=_without_year(text(1)))
    assert "上一年的报告" in one.message["zh"]


def _without_year(words: str):
    report = of(words, 2023)
    report.year = None
    return report


def test_without_last_year_or_enough_words_nothing_is_judged() -> None:
    assert not_assessed("GK907", of(text(1)))
    assert not_assessed("GK907", of("短。"), previous=of(text(1), 2023))
