"""The seven questions lead from all kinds of reply to the few that are left."""

import pytest

from gongkai.law import replies
from gongkai.law.replies import UnknownAnswer

ON = {step.code: next((one.code for one in step.answers if one.goes_on), "") for step in replies.steps()}


def codes(**answers: str) -> list[str]:
    return [kind.code for kind in replies.remaining(answers)]


def test_there_are_seven_questions_in_the_order_of_the_method() -> None:
    assert [step.zh for step in replies.steps()] == [
        "补不补",
        "是不是",
        "谁负责",
        "有没有",
        "给不给",
        "怎么给",
        "怎么答",
    ]
    assert all(step.basis for step in replies.steps())


def test_every_kind_is_decided_by_one_answer_or_may_come_at_any_time() -> None:
    answers = {(step.code, one.code): one for step in replies.steps() for one in step.answers}
    for kind in replies.kinds():
        if kind.step:
            assert not answers[kind.step, kind.answer].goes_on
    anytime = {kind.code for kind in replies.kinds() if not kind.step}
    assert anytime == {"fee_overdue", "withdrawn", "applicant_ended", "other_closing", "merged"}


def test_every_answer_that_decides_leaves_a_kind() -> None:
    passed: dict[str, str] = {}
    for step in replies.steps():
        for one in step.answers:
            if not one.goes_on:
                assert codes(**passed, **{step.code: one.code})
        passed[step.code] = ON[step.code]


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        ({"clarity": "not_clarified"}, ["clarification_overdue"]),
        ({"clarity": "clear", "nature": "repeated"}, ["repeated"]),
        ({"nature": "activity"}, ["petition", "complaint", "wrongdoing_report", "enquiry_as_request"]),
        ({"nature": "request", "responsible": "another_organ"}, ["not_this_organ"]),
        ({"nature": "request", "responsible": "this_organ", "holdings": "not_found"}, ["does_not_exist"]),
        ({"decision": "part"}, ["partly_disclosed"]),
        ({"decision": "article_15"}, ["trade_secret", "personal_privacy", "third_party_rights"]),
        ({"decision": "all", "manner": "published"}, ["already_public"]),
    ],
)
def test_answers_narrow_the_kinds(answers, left) -> None:
    passed = {}
    for step in replies.steps():
        if step.code in answers:
            break
        passed[step.code] = ON[step.code]
    assert codes(**passed, **answers) == left


def test_without_an_answer_all_kinds_of_the_guide_are_open() -> None:
    assert codes() == [kind.code for kind in replies.kinds() if kind.step]


@pytest.mark.parametrize("answers", [{"purpose": "research"}, {"clarity": "perhaps"}])
def test_a_question_or_an_answer_that_does_not_exist_is_refused(answers) -> None:
    with pytest.raises(UnknownAnswer, match="可用的有"):
        replies.remaining(answers)
