"""GK404: the text is silent on the requests of table 3."""

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

NONE = {1: "加强组织领导。", 5: "没有。", 6: "无。"}


def test_no_requests_need_no_words() -> None:
    assert silent("GK404", factory.report(texts=NONE))


def test_a_word_on_requests_passes() -> None:
    assert silent("GK404", factory.report(texts={**NONE, 1: "依申请公开3件。"}, cells={"requests.new.total": 3}))


def test_silence_is_a_note() -> None:
    (one,) = found("GK404", factory.report(texts=NONE, cells={"requests.new.total": 3}))
    assert one.severity == "note" and one.cells == ("requests.new.total",) and "3件" in one.message["zh"]
    (one,) = found(
        "GK404", factory.report(texts=NONE, cells={"requests.new.total": "blank", "requests.handled.total": 2})
    )
    assert one.cells == ("requests.handled.total",)


def test_without_a_text_nothing_is_judged() -> None:
    assert not_assessed("GK404", factory.report(texts=dict.fromkeys((1, 5, 6)), cells={"requests.new.total": 3}))
