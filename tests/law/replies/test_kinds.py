"""Every kind of reply rests on an article, says what it must contain, and counts in one row or says why in none."""

import tomllib
from pathlib import Path

import pytest

from gongkai.law import replies
from gongkai.law.citation import PRACTICE, REGULATION
from gongkai.law.refusal import NotCovered
from gongkai.law.replies import RemedyClass, UnknownKind, shelf
from gongkai.report import formats

ROWS = tomllib.loads((Path(__file__).parent / "rows.toml").read_text("utf-8"))["case"]
KINDS = replies.kinds()


def outcomes(name: str) -> set[str]:
    return {row.key for row in formats.load(name).request_rows if row.outcome} - {"handled"}


@pytest.mark.parametrize(("case", "code"), [(case, code) for case in ROWS for code in case["kinds"]], ids=str)
def test_a_kind_counts_where_the_table_says_and_rests_on_its_article(case, code) -> None:
    row = case.get("row")
    assert replies.row(code, "2021") == row
    assert replies.row(code, "2019") == case.get("row_2019", row)
    first = replies.kind(code).ground[0]
    assert (first.article if first.instrument == REGULATION else "") == case["article"]


def test_the_table_names_every_kind_once() -> None:
    assert sorted(code for case in ROWS for code in case["kinds"]) == sorted(kind.code for kind in KINDS)


@pytest.mark.parametrize("name", formats.FORMATS)
def test_kinds_and_outcome_rows_of_a_format_match(name) -> None:
    counted = [replies.row(kind.code, name) for kind in KINDS if kind.rows]
    assert set(counted) == outcomes(name)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_counts_in_one_row_of_every_format_or_says_why_in_none(kind) -> None:
    assert (set(kind.rows) == set(formats.FORMATS)) != (kind.uncounted is not None)
    assert bool(kind.rows) != bool(kind.uncounted)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_kind_carries_its_source_and_what_is_not_settled(kind) -> None:
    assert kind.ground
    if not any(source.instrument == REGULATION for source in kind.ground):
        assert not kind.settled or kind.uncounted
    assert all(kind.risk) and kind.risk.zh.endswith("。") and kind.risk.en.endswith(".")
    for words in (kind.open, kind.uncounted):
        assert words is None or (words.zh.endswith("。") and words.en.endswith("."))


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_what_decides_something_says_its_remedies(kind) -> None:
    clause = any(content.code == "remedy_clause" for content in kind.contents)
    assert clause == (kind.document is not None and kind.remedy is not RemedyClass.NONE)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.document], ids=lambda kind: kind.code)
def test_a_letter_has_a_title_an_applicant_a_result_and_a_seal(kind) -> None:
    assert {"title_and_number", "applicant", "result", "signature"} <= {content.code for content in kind.contents}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_refusal_gives_reasons(kind) -> None:
    if kind.remedy in (RemedyClass.REVIEW_FIRST, RemedyClass.SPLIT) or "第三十六条第五项" in {
        source.article for source in kind.ground
    }:
        assert kind.needs_reason


def test_only_refusals_and_what_is_no_government_information_can_be_withheld() -> None:
    withholdable = {kind.code for kind in KINDS if kind.withholdable}
    refusals = {kind.code for kind in KINDS if kind.remedy is RemedyClass.REVIEW_FIRST}
    assert withholdable == refusals | {"not_government_information"}


def test_every_requirement_content_and_document_has_a_source_and_is_used() -> None:
    used = {one for kind in KINDS for one in kind.evidence}
    assert used == set(shelf.requirements().values())
    assert all(one.basis for one in used)
    named = {content["code"] for content in shelf.table("requirements")["content"]}
    assert {content.code for kind in KINDS for content in kind.contents} == named
    assert all(content.basis for kind in KINDS for content in kind.contents)
    letters = {kind.document.code for kind in KINDS if kind.document}
    rest = [one for one in shelf.documents().values() if one.code not in letters]
    assert all(one.remedy for one in rest) and all(one.basis for one in shelf.documents().values())


def test_what_a_kind_names_in_its_table_exists() -> None:
    contents = {content["code"] for content in shelf.table("requirements")["content"]}
    for entry in shelf.table("kinds")["kind"]:
        assert set(entry["contents"]) <= contents, entry["code"]


def test_a_search_rests_on_practice_nowhere() -> None:
    search = shelf.requirements()["search_record"]
    assert PRACTICE not in {source.instrument for source in search.basis}


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2026])
def test_a_year_has_the_format_that_reports_for_it_use(year) -> None:
    assert replies.format_for(year) == formats.for_year(year).name


def test_a_year_before_the_first_format_is_refused() -> None:
    with pytest.raises(NotCovered, match="2018"):
        replies.format_for(2018)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: replies.kind("refused"),
        lambda: replies.row("draft", "2007"),
        lambda: replies.row("refused", "2021"),
        lambda: replies.document("R99"),
    ],
)
def test_what_does_not_exist_is_refused_and_what_does_is_named(ask) -> None:
    with pytest.raises(UnknownKind) as refused:
        ask()
    assert "可用的有：" in refused.value.zh and "there are:" in refused.value.en


def test_a_document_is_found_by_its_code() -> None:
    assert replies.document("P13").zh == "信息处理费收费通知书"


def test_a_table_may_name_known_instruments_only() -> None:
    with pytest.raises(ValueError, match="信访条例"):
        shelf.cited("信访条例第一条")
