"""GK403: parts add up to their whole."""

from tests.report import factory
from tests.report.checks.asked import found, silent


def test_parts_that_add_up_pass() -> None:
    assert silent("GK403", factory.report(texts={1: "共办理25件，其中建议18件、提案7件。"}))


def test_parts_that_do_not_are_told() -> None:
    (one,) = found(
        "GK403", factory.report(texts={1: "共办理25件，其中建议18件、提案6件。收到申请3件（信函2件，平台2件）。"})
    )
    assert one.count == len(one.places) == 2
    assert "分项之和为24，总数为25" in one.message["zh"]


def test_a_long_list_is_quoted_short() -> None:
    many = "、".join(f"乡镇动态类信息之第{'甲乙丙丁'[n]}类{n + 1}条" for n in range(4))
    (one,) = found("GK403", factory.report(texts={1: f"公开政府信息共计9条，其中{many}。"}))
    assert "……" in one.message["zh"]
