"""Every kind of applicant counts in one column of table 3."""

import tomllib
from pathlib import Path

import pytest

from gongkai.law import replies
from gongkai.law.options import OPTIONS, Conventions
from gongkai.law.replies import UnknownApplicant
from gongkai.report import formats

CASES = tomllib.loads((Path(__file__).parent / "applicants.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_an_applicant_counts_in_this_column(case) -> None:
    chosen = Conventions(individual_business=case["option"]) if "option" in case else Conventions()
    assert replies.column(case["given"], conventions=chosen) == case["expect"]


@pytest.mark.parametrize("name", formats.FORMATS)
def test_the_columns_are_those_of_the_forms(name) -> None:
    form = [column.key for column in formats.load(name).request_columns if column.key != "total"]
    assert [column.code for column in replies.columns()] == form


def test_every_column_has_kinds_and_plain_words() -> None:
    for column in replies.columns():
        assert replies.applicants(column.code)
        assert column.help.zh.endswith("。") and column.help.en.endswith(".")
    assert sum(len(replies.applicants(column.code)) for column in replies.columns()) == len(replies.applicants())


def test_what_an_option_decides_is_marked_open() -> None:
    for kind in replies.applicants():
        if kind.option:
            assert kind.open and kind.column == OPTIONS[kind.option].default


def test_an_applicant_that_does_not_exist_is_refused() -> None:
    with pytest.raises(UnknownApplicant, match="可用的有"):
        replies.applicant("citizen")
