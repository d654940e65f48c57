"""What the law does not allow is refused in both languages, with the articles."""

import pytest

from gongkai.law.citation import REGULATION, Citation
from gongkai.law.refusal import BeyondCalendar, ImpossibleDates, NotCovered, Refusal


@pytest.mark.parametrize("kind", [NotCovered, BeyondCalendar, ImpossibleDates])
def test_a_refusal_says_it_in_both_languages_and_carries_its_articles(kind: type[Refusal]) -> None:
    basis = Citation(REGULATION, "第三十条")
    refusal = kind("不行。", "No.", basis)
    assert (refusal.zh, refusal.en, refusal.basis) == ("不行。", "No.", (basis,))
    assert str(refusal) == "不行。 No."
    assert isinstance(refusal, ValueError)
