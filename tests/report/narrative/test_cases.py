"""What sentences say of reconsiderations and suits."""

import pytest

from gongkai.report.narrative.cases import disputes, tells_defeat, told
from tests.report import factory

TABLE = [
    ("因政府信息公开引发行政复议3件、行政诉讼2件。", {("reconsideration", 3), ("litigation", 2)}),
    ("有1起涉及政府信息公开的行政复议，没有行政诉讼。", {("reconsideration", 1), ("litigation", 0)}),
    ("一起政府信息公开行政复议案件。", {("reconsideration", 1)}),
    ("政府信息公开行政复议、行政诉讼案件0件。", {("both", 0)}),
    ("未发生因政府信息公开引起的行政复议、行政诉讼。", {("both", 0)}),
    ("没有因政府信息公开被申请行政复议的情况。", {("reconsideration", 0)}),
    ("依申请公开行政复议维持3件，尚未审结1件。", set()),
    ("未发生政府信息公开行政诉讼败诉的情形。", set()),
    ("政府信息公开经复议后起诉的行政诉讼2件。", {("litigation", 2)}),
    ("全年办理行政复议120件。", set()),
    ("全区发生政府信息公开行政复议9件。", set()),
    ("2020年发生政府信息公开行政复议9件。", set()),
    ("政府信息公开行政复议约3件、培训2场。", set()),
    ("依法化解政府信息公开行政复议3件。", set()),
    ("全年发生行政复议3件。", set()),
    ("行政复议", set()),
    ("未收到2件政府信息公开行政复议以外的投诉。", {("reconsideration", 2)}),
]


def of(text: str, number: int = 1):
    texts = {1: None, 5: None, 6: None, number: text}
    return factory.report(year=2024, texts=texts)


@pytest.mark.parametrize(("text", "expected"), TABLE[:-1])
def test_totals_of_disputes_are_read(text, expected) -> None:
    assert {(one.kind, one.value) for one in disputes(of(text))} == expected


def test_in_section_four_every_dispute_is_the_reports_own() -> None:
    assert [one.value for one in disputes(of("全年行政复议2件。", 4))] == [2]


def test_a_topic_ties_the_sentence_to_open_government_information() -> None:
    assert [one.value for one in disputes(of("（三）行政复议和行政诉讼情况\n全年行政复议2件。"))] == [2]


def test_what_only_lists_or_labels_does_not_tell() -> None:
    assert told(of("（三）行政复议\n结果维持")) == []
    assert len(told(of("（三）行政复议\n发生行政复议2件。"))) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("行政复议1件，结果纠正。", True),
        ("行政复议1件。该案被撤销后重新答复。", True),
        ("行政复议1件。\n其他工作纠正错误3处。", False),
        ("行政复议1件，均已审结。", False),
    ],
)
def test_a_defeat_is_told_in_the_same_paragraph(text, expected) -> None:
    assert tells_defeat(of(text)) is expected
