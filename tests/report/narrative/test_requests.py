"""What sentences say of requests, and what they leave open."""

import pytest

from gongkai.report.narrative.requests import mentions, statements
from tests.report import factory

ASKED = "（二）依申请公开情况。\n"
# A sentence under the sub-heading on requests, in a report of a subdistrict for 2024, and the statements in it.
TABLE = [
    (
        "全年共收到申请7件，上年度结转1件；予以公开3件，无法提供4件，结转下年继续办理1件。",
        {("received", 7), ("carried_in", 1), ("granted", 3), ("unavailable", 4), ("carried_out", 1)},
    ),
    (
        "新收到依申请公开42件，答复依申请公开39件，结转到2025年办理3件。",
        {("new", 42), ("handled", 39), ("carried_out", 3)},
    ),
    ("2023年结转2件，2024年收到5件。", {("carried_in", 2), ("received", 5)}),
    ("2022年结转2件，结转2027年1件。", set()),
    ("收到12封申请，已按流程处理。", {("received", 12)}),
    ("收到申请十二件，均已答复。", {("received", 12)}),
    ("收到并答复申请9件。", {("either", 9)}),
    ("依申请公开0件，主动公开21件。", {("either", 0)}),
    ("依申请公开总量为6件。", {("either", 6)}),
    ("收到公民、法人或其他组织的申请8件。", {("received", 8)}),
    ("通过网络、信函等渠道共收到申请8件。", {("received", 8)}),
    ("通过网络收到申请3件。", set()),
    ("共收到申请9件，其中自然人申请7件，法人或其他组织申请2件。", {("received", 9), ("natural", 7), ("legal", 2)}),
    ("收到自然人申请3件。", set()),
    ("自然人关于征地补偿的申请3件。", set()),
    ("收到申请5件，其中“予以公开”3件，“部分公开”2件。", {("received", 5), ("granted", 3), ("partial", 2)}),
    ("对3件不予公开、2件予以公开。", {("denied", 3), ("granted", 2)}),
    ("3件答复，2件转办。", set()),
    ("不予公开、无法提供共5件。", set()),
    ("予以公开或部分公开5件。", set()),
    (
        "补正后申请内容仍不明确1件，信访举报投诉类申请2件，重复申请3件。",
        {("unavailable.still_unclear", 1), ("not_processed.petition", 2), ("not_processed.repeated", 3)},
    ),
    ("按时答复16件，延期答复1件。", {("handled", 16), ("procedure", 1)}),
    ("告知补正2件。", {("procedure", 2)}),
    ("未收到5件申请的补正材料。", set()),
    ("办结率提高，共办理延期申请后予以公开3件。", set()),
    ("收到申请约30件，20余件。", set()),
    ("委托自然资源部门办理申请25件。", set()),
    ("2件结转下年办理。", {("carried_out", 2)}),
    ("收到申请5次。", set()),
    ("收到申请8件，比上年增加2件，增长33%。", {("received", 8)}),
    ("2023年收到申请5件。", set()),
    ("全区收到申请300件，其中我街道收到8件。", {("received", 8)}),
    ("收到建议18件、提案7件，办结25件。", set()),
    ("收到申请3件，办理行政许可5件。", {("received", 3)}),
    ("全年收到申请3件（含重复申请1件）。", {("received", 3)}),
    ("没有收到依申请公开的申请。", {("received", 0)}),
    ("未收到网上依申请公开的申请。", set()),
    ("未收到不予公开的3件依申请公开。", set()),
    ("全区未收到依申请公开申请。", set()),
    ("未发生因政府信息公开申请引起的行政复议。", set()),
    ("收到申请4件，引发行政诉讼1件。", {("received", 4)}),
    ("收到申请3件，每件均答复。", {("received", 3)}),
    ("接到依申请公开的来电咨询5件。", set()),
    ("其中涉及商业秘密不予公开2件。", {("denied", 2)}),
    ("予以公开的信息、资料3件。", set()),
    ("不予公开后又答复3件。", set()),
]


def of(text: str, **beside):
    return factory.report(**{"year": 2024, "texts": {1: text, 5: None, 6: None}, **beside})


@pytest.mark.parametrize(("text", "expected"), TABLE)
def test_statements_are_read_under_their_subheading(text, expected) -> None:
    assert {(one.kind, one.value) for one in statements(of(ASKED + text))} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("受理业务500件，办结500件。", set()),
        ("收到政府信息公开申请3件。其中予以公开2件。", {("received", 3), ("granted", 2)}),
        ("收到政府信息公开申请3件。\n其中予以公开2件。", {("received", 3)}),
        ("收到申请3件。", set()),
        ("（一）主动公开、依申请公开方面\n收到公开的要求3件，答复5件。", set()),
        ("收到关于信息公开申请的来信，处理来信5件。", set()),
        ("本报告包括总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况等6项。", set()),
        ("收到留言10条；收到政府信息公开申请3件。", {("received", 3)}),
        ("政府信息公开申请方面，全年收到3件。", {("received", 3)}),
    ],
)
def test_elsewhere_the_sentence_itself_must_speak_of_requests(text, expected) -> None:
    assert {(one.kind, one.value) for one in statements(of(text))} == expected


def test_a_reason_makes_it_a_part_and_a_manner_makes_it_no_total() -> None:
    relations = {one.kind: one.relation for one in statements(of(ASKED + "因涉密不予公开2件，按期答复3件。"))}
    assert relations == {"denied": "at most", "handled": "part"}


def test_a_total_says_that_it_is_the_whole() -> None:
    one, other = statements(of(ASKED + "全年共收到政府信息公开申请3件，答复3件。"))
    assert one.total and not other.total


def test_without_a_year_the_carried_year_is_not_known() -> None:
    report = of(ASKED + "结转2025年1件，2023年结转2件。")
    report.year = None
    assert statements(report) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("规范依申请公开办理流程。", True),
        ("（二）依申请公开\n收到3件。", True),
        ("（二）依申请公开\n工作有序开展。", False),
        ("本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况组成。", False),
        ("加强组织领导。", False),
    ],
)
def test_a_mention_is_a_sentence_on_requests(text, expected) -> None:
    assert mentions(of(text)) is expected
