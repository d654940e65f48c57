"""A citation reads as a Chinese document would write it."""

import pytest

from gongkai.law import citation
from gongkai.law.citation import Citation, Instrument


@pytest.mark.parametrize(
    ("instrument", "written"),
    [
        (Instrument("《某某办法》", "某令第1号"), "《某某办法》（某令第1号）"),
        (Instrument("《某某办法》"), "《某某办法》"),
        (citation.REGULATION, "《中华人民共和国政府信息公开条例》（国务院令第711号）"),
    ],
)
def test_an_instrument_is_its_title_and_its_number_where_it_has_one(instrument, written) -> None:
    assert str(instrument) == written


@pytest.mark.parametrize(("article", "end"), [("第五十条第一款", "）第五十条第一款"), ("", "号）")])
def test_a_citation_ends_in_its_article(article, end) -> None:
    assert str(Citation(citation.REGULATION, article)).endswith(end)


def test_every_instrument_has_a_title_in_its_marks_and_an_english_name() -> None:
    instruments = [thing for thing in vars(citation).values() if isinstance(thing, Instrument)]
    assert instruments
    assert citation.PRACTICE.english
    for one in [each for each in instruments if each is not citation.PRACTICE]:
        assert one.title.startswith("《") and one.title.endswith("》")
        assert one.english
