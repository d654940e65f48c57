"""A reply that lacks what its kind needs is not issued, and says what is missing."""

import tomllib
from pathlib import Path

import pytest

from gongkai.law import replies
from gongkai.law.replies import NotReady, WrongGround

CASES = tomllib.loads((Path(__file__).parent / "evidence.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_missing(case) -> None:
    given = case["given"]
    found = replies.missing(given["kind"], given["on_file"], withheld=given.get("withheld", ()))
    assert [one.code for one in found] == case["missing"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_reply_is_issued_when_nothing_is_missing(case) -> None:
    given = case["given"]
    try:
        kind = replies.may_issue(given["kind"], given["on_file"], withheld=given.get("withheld", ()))
    except NotReady as refused:
        assert [one.code for one in refused.missing] == case["missing"] != []
    else:
        assert (kind.code, case["missing"]) == (given["kind"], [])


def test_the_refusal_names_what_is_missing_with_its_articles() -> None:
    with pytest.raises(NotReady) as refused:
        replies.may_issue("does_not_exist", [])
    assert "检索记录" in refused.value.zh and "第三十六条第四项" in refused.value.zh
    assert "search record" in refused.value.en
    assert [source.article for source in refused.value.basis][:1] == ["第三十六条第四项"]


@pytest.mark.parametrize("kind", replies.kinds(), ids=lambda kind: kind.code)
def test_all_that_a_kind_asks_for_is_enough(kind) -> None:
    on_file = [requirement.met_by[0].code for requirement in kind.evidence]
    withheld = ["internal_workflow"] if kind.code == "partly_disclosed" else []
    assert replies.may_issue(kind.code, [*on_file, "internal_nature"], withheld=withheld) is kind


def test_only_a_partial_disclosure_has_a_withheld_part() -> None:
    with pytest.raises(WrongGround, match="部分公开"):
        replies.missing("disclosed", [], withheld=["draft"])


@pytest.mark.parametrize("ground", ["does_not_exist", "register_inquiry", "partly_disclosed", "withdrawn"])
def test_a_withheld_part_rests_on_a_ground_of_refusal(ground) -> None:
    with pytest.raises(WrongGround, match="不能作为部分公开中不予公开的依据"):
        replies.missing("partly_disclosed", [], withheld=[ground])
