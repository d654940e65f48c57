"""`gongkai deadline --format json`: what the contract of the command line says."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Outcome
from tests.report.test_schemas import validator

Command = Callable[..., Outcome]
KEYS = {"date", "provisional", "not_before", "missing", "basis", "days"}


def answer(gongkai: Command, *argv: object) -> dict[str, Any]:
    """Return the object that a call prints, held against its schema."""
    result = gongkai("deadline", *argv, "--format", "json")
    assert (result.code, result.err) == (0, "")
    found: dict[str, Any] = json.loads(result.out)
    validator("deadline").validate(found)
    return found


def refusal(gongkai: Command, *argv: object) -> str:
    """Return why a call is refused, in both languages."""
    result = gongkai("deadline", *argv)
    assert (result.code, result.out) == (2, "")
    assert "。 " in result.err and result.err.endswith(".\n")
    return result.err


def test_a_request_alone_has_four_deadlines(gongkai: Command) -> None:
    found = answer(gongkai, "--received", "2025-01-06")
    assert {kind: one["date"] for kind, one in found.items()} == {
        "reply": "2025-02-08",
        "reply_original": "2025-02-08",
        "reply_latest": "2025-03-07",
        "clarification_notice": "2025-01-15",
    }
    assert all(set(one) == KEYS for one in found.values())


def test_every_day_is_explained_with_its_notice(gongkai: Command) -> None:
    days = answer(gongkai, "--received", "2025-01-06")["reply"]["days"]
    assert [days[0]["date"], days[-1]["date"]] == ["2025-01-06", "2025-02-08"]
    assert [day["n"] for day in days if day["counted"]] == list(range(1, 21))
    known = {day["date"]: day for day in days}
    assert known["2025-01-11"] == {
        "date": "2025-01-11",
        "counted": False,
        "n": None,
        "why": "周休息日，不计入",
        "code": "weekend",
        "notice": None,
    }
    assert known["2025-01-28"]["notice"] == known["2025-02-08"]["notice"] == "国办发明电〔2024〕12号"
    assert "春节" in known["2025-01-28"]["why"] and known["2025-02-08"]["code"] == "make_up"


def test_the_explanation_can_be_english(gongkai: Command) -> None:
    days = answer(gongkai, "--received", "2025-01-06", "--lang", "en")["reply"]["days"]
    assert days[1]["why"] == "working day"


def test_all_keys_come_together_in_their_order(gongkai: Command) -> None:
    everything = """--received 2025-08-18 --clarified 2025-08-27..2025-09-05 --clarify-days 10 --extend 5
        --consult 2025-09-12..2025-09-16..2025-10-10 --replied 2025-10-09 --by mail --formed 2024-01-24
        --fee-notice 2025-10-10 --fee-paid 2025-10-13
        --served 2025-02-10 --ground 36(4) --copy-received 2025-01-20 --sued 2025-03-03"""
    assert list(answer(gongkai, *everything.split())) == [
        "reply",
        "reply_original",
        "reply_latest",
        "clarification_notice",
        "clarification",
        "consultation",
        "fee_payment",
        "publication",
        "reconsideration",
        "litigation",
        "review_answer",
        "review_decision",
        "court_answer",
        "on_time",
    ]


@pytest.mark.parametrize(
    ("argv", "after"),
    [
        (["--clarified", "2025-01-10.."], "clarification"),
        (["--clarified", "2025-01-10"], "clarification"),
        (["--consult", "2025-01-10.."], "consultation"),
        (["--consult", "organ:2025-01-10..2025-01-13.."], "consultation"),
        (["--fee-notice", "2025-01-10"], "fee_payment"),
    ],
    ids=str,
)
def test_what_waits_has_no_date_and_says_for_what(gongkai: Command, argv: list[str], after: str) -> None:
    found = answer(gongkai, "--received", "2025-01-06", *argv)
    for kind in ("reply", "reply_latest"):
        assert (found[kind]["date"], found[kind]["after"], found[kind]["days"]) == (None, after, [])
    assert found["reply_original"]["date"] == "2025-02-08"


def test_the_days_of_several_consultations_are_left_out_once(gongkai: Command) -> None:
    one = "2024-09-13..2024-09-18..2024-10-09"
    alone = answer(gongkai, "--received", "2024-09-09", "--consult", one)
    twice = answer(gongkai, "--received", "2024-09-09", "--consult", one, "--consult", f"co_maker:{one}")
    assert alone["reply"]["date"] == twice["reply"]["date"] == "2024-10-30"
    assert "consultations" not in alone
    assert [(each["whom"], each["date"]) for each in twice["consultations"]] == [
        ("third_party", "2024-10-14"),
        ("co_maker", "2024-10-14"),
    ]


def test_of_several_consultations_the_last_to_end_is_named(gongkai: Command) -> None:
    argv = ["--received", "2024-09-09", "--consult", "organ:2024-09-10....2024-09-12"]
    argv += ["--consult", "2024-09-13..2024-09-18..", "--consult", "共同制作机关：2024-09-13..2024-09-14.."]
    found = answer(gongkai, *argv)
    assert found["consultation"]["date"] == "2024-10-14"
    assert found["consultations"][0]["after"] == "receipt" or found["consultations"][0]["after"] == "answer"


@pytest.mark.parametrize("channel", ["ordinary_mail", "online", "fax"])
def test_a_confirmation_that_was_not_given_is_assumed_and_said(gongkai: Command, channel: str) -> None:
    assumed = answer(gongkai, "--received", "2025-04-28", "--channel", channel)
    assert [note["code"] for note in assumed["reply"]["notes"]] == ["confirmation_assumed"]
    assert "没有给出确认之日" in assumed["reply"]["days"][0]["why"]
    told = answer(gongkai, "--received", "2025-04-28", "--channel", channel, "--confirmed", "2025-04-29")
    assert told["reply"]["date"] == "2025-05-30"
    assert "notes" not in told["reply"]


def test_the_length_of_a_clarification_that_was_not_asked_for_is_said_to_be_unused(gongkai: Command) -> None:
    found = answer(gongkai, "--received", "2025-01-06", "--clarify-days", "15")
    assert [note["code"] for note in found["reply"]["notes"]] == ["clarify_days_unused"]


@pytest.mark.parametrize(
    ("day", "by", "in_time"),
    [("2025-02-08", "mail", True), ("2025-02-09", "hand", False), ("2025-02-08", "online", True)],
)
def test_a_reply_is_in_time_or_late(gongkai: Command, day: str, by: str, in_time: bool) -> None:
    found = answer(gongkai, "--received", "2025-01-06", "--replied", day, "--by", by)["on_time"]
    assert (found["on_time"], found["date"], found["dispatched"], found["by"]) == (in_time, "2025-02-08", day, by)
    assert ("notes" in found) == (by == "mail")


def test_nobody_can_say_whether_a_reply_is_late_before_the_calendar_is_published(gongkai: Command) -> None:
    found = answer(gongkai, "--received", "2026-12-07", "--replied", "2027-01-05", "--by", "mail")["on_time"]
    assert (found["on_time"], found["provisional"], found["missing"]) == (None, True, [2027])


def test_past_the_calendar_a_date_is_provisional(gongkai: Command) -> None:
    found = answer(gongkai, "--received", "2026-12-01")["reply"]
    assert {key: found[key] for key in ("date", "provisional", "not_before", "missing")} == {
        "date": "2026-12-29",
        "provisional": True,
        "not_before": "2026-12-29",
        "missing": [2027],
    }
    assert "尚未公布" in found["days"][-1]["why"]


@pytest.mark.parametrize("ground", ["14", "15", "16", "16(1)", "第十六条第二款"])
def test_a_refusal_goes_to_reconsideration_first(gongkai: Command, ground: str) -> None:
    found = answer(gongkai, "--served", "2025-02-10", "--decided", "2025-02-07", "--ground", ground)
    assert found["reconsideration"]["date"] == "2025-04-11"
    suit = found["litigation"]
    assert (suit["date"], suit["after"], suit["days"]) == (None, "reconsideration", 15)
    assert "notes" not in suit
    after = answer(gongkai, "--served", "2025-02-10", "--ground", ground, "--review-served", "2025-04-15")
    assert after["litigation"]["date"] == "2025-04-30"


def test_without_the_day_of_the_decision_that_of_its_service_is_taken_and_said(gongkai: Command) -> None:
    suit = answer(gongkai, "--served", "2024-01-02", "--ground", "14")["litigation"]
    assert (suit["date"], [note["code"] for note in suit["notes"]]) == (None, ["decided_assumed"])
    before = answer(gongkai, "--served", "2024-01-02", "--decided", "2023-12-29", "--ground", "14")
    assert before["litigation"]["date"] == "2024-07-02"


def test_an_open_question_is_said_and_the_organ_may_answer_it(gongkai: Command) -> None:
    served = ("--served", "2025-02-10", "--ground")
    free = answer(gongkai, *served, "36(4)")["litigation"]
    assert (free["date"], free["notes"][0]["code"]) == ("2025-08-11", "open_question")
    first = answer(gongkai, *served, "36(4)", "--set", "refused_before_2025_06=review_first")["litigation"]
    assert (first["date"], first["days"]) == (None, 15)


def test_a_partial_disclosure_says_what_holds_for_the_withheld_part(gongkai: Command) -> None:
    suit = answer(gongkai, "--served", "2025-07-01", "--ground", "37")["litigation"]
    assert suit["date"] == "2026-01-04"
    assert [note["code"] for note in suit["notes"]] == ["withheld_part_review_first", "open_question"]


def test_silence_is_counted_from_the_last_day_to_reply(gongkai: Command) -> None:
    found = answer(gongkai, "--served", "2025-02-08", "--ground", "silence")
    assert (found["reconsideration"]["date"], found["litigation"]["date"]) == ("2025-04-09", "2025-08-08")
    assert "第六十六条" in found["litigation"]["basis"][0]
    first = answer(gongkai, "--served", "2025-02-08", "--ground", "silence", "--set", "silence_remedy=review_first")
    assert first["litigation"]["after"] == "reconsideration"


def test_after_a_review_decision_no_ground_is_needed(gongkai: Command) -> None:
    found = answer(gongkai, "--served", "2024-12-31", "--review-served", "2025-02-10")
    assert found["litigation"]["date"] == "2025-02-25"


def test_as_respondent_the_day_of_acceptance_is_assumed_and_said(gongkai: Command) -> None:
    assumed = answer(gongkai, "--copy-received", "2025-01-20")
    assert (assumed["review_answer"]["date"], assumed["review_decision"]["date"]) == ("2025-02-08", "2025-03-21")
    assert assumed["review_decision"]["notes"][0]["code"] == "accepted_assumed"
    told = answer(gongkai, "--copy-received", "2025-01-20", "--accepted", "2025-01-15", "--simplified")
    assert (told["review_answer"]["date"], told["review_decision"]["date"]) == ("2025-01-26", "2025-02-14")
    assert "notes" not in told["review_decision"]


def test_a_choice_of_the_organ_is_followed_and_said(gongkai: Command) -> None:
    rolled = answer(gongkai, "--received", "2025-06-07", "--set", "receipt_day=rolled")["reply"]
    assert (rolled["date"], rolled["notes"][0]["code"]) == ("2025-07-07", "local_option")
    argv = ["--received", "2024-09-02", "--clarified", "2024-09-11.."]
    shorter = answer(gongkai, *argv, "--set", "clarification_days=10")
    assert shorter["clarification"]["date"] == "2024-09-26"
    assert shorter["reply"]["notes"][0]["code"] == "local_option"
    told = answer(gongkai, *argv, "--set", "clarification_days=10", "--clarify-days", "15")
    assert told["clarification"]["date"] == "2024-10-09"
    argv = ["--received", "2024-01-15", "--consult", "2024-01-22..2024-01-24..2024-02-20"]
    whole = answer(gongkai, *argv, "--set", "late_answer=whole")["reply"]
    assert (whole["date"], len(whole["notes"])) == ("2024-03-12", 1)


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "没有起算的日期"),
        (["--received", "2025/01/06"], "--received：“2025/01/06”不是日期；请写成 2025-01-06"),
        (["--received", "20250106"], "不是日期"),
        (["--received", "2025-W02-1"], "不是日期"),
        (["--received", "２０２５-01-06"], "不是日期"),
        (["--received", "x" * 1000], "…"),
        (["--received", "\x1b[31m"], "“\N{REPLACEMENT CHARACTER}[31m”不是日期"),
        (["--received", ""], "--received 是空的"),
        (["--received", "2025-01-06", "--consult", " "], "--consult 是空的"),
        (["--received", "2025-02-29"], "没有 2025-02-29 这一天"),
        (["--received", "0001-01-01"], "不在 1949–2060 之内"),
        (["--received", "9999-12-31"], "不在 1949–2060 之内"),
        (["--served", "9999-12-31", "--ground", "14"], "不在 1949–2060 之内"),
        (["--received", "2060-12-30"], "工作日历"),
        (["--received", "2019-05-14"], "施行之日"),
        (["--received", "2025-01-06", "--extend", "21"], "1 至 20"),
        (["--received", "2025-01-06", "--extend", "-1"], "整数"),
        (["--received", "2025-01-06", "--extend", "二十"], "整数"),
        (["--received", "2025-01-06", "--extend", "1" * 5000], "整数"),
        (["--received", "2025-01-06", "--clarify-days", "10.5"], "整数"),
        (["--received", "2025-01-06", "--clarified", "2025-01-08", "--clarify-days", "0"], "1–60"),
        (["--received", "2025-01-06", "--clarified", "2025-01-08..2025-01-07"], "早于"),
        (["--received", "2025-01-06", "--clarified", "..2025-01-07"], "缺少第一个日期"),
        (["--received", "2025-01-06", "--clarified", "a..b..c"], "NOTICE..RECEIVED"),
        (["--received", "2025-01-06", "--clarified", "2025-01-05..2025-01-07"], "早于“收到申请”"),
        (["--received", "2025-01-06", "--consult", "1..2..3..4"], "SENT..RECEIVED..[ANSWERED]"),
        (["--received", "2025-01-06", "--consult", "nobody:2025-01-07.."], "third_party"),
        (["--received", "2025-01-06", "--consult", "2025-01-05.."], "早于“收到申请”"),
        (["--received", "2025-01-06", "--channel", "fax", "--confirmed", "2025-01-05"], "早于"),
        (["--received", "2025-01-06", "--fee-paid", "2025-01-08"], "--fee-paid 须与 --fee-notice 同时给出"),
        (["--received", "2025-01-06", "--replied", "2025-01-08"], "须与 --by 同时给出"),
        (["--received", "2025-01-06", "--by", "mail"], "--by 须与 --replied 同时给出"),
        (["--received", "2025-01-06", "--replied", "2025-01-05", "--by", "mail"], "早于收到申请之日"),
        (["--confirmed", "2025-01-05"], "--confirmed 须与 --received 同时给出"),
        (["--formed", "2024-01-24", "--simplified"], "--simplified 须与 --copy-received 或者 --accepted 同时给出"),
        (["--formed", "2019-05-14"], "施行之日"),
        (["--served", "2025-02-10"], "--served 须与 --ground 同时给出"),
        (["--served", "2025-02-10", "--ground", "99"], "36(4)"),
        (["--served", "2025-02-10", "--ground", "P13"], "不能单独"),
        (["--served", "2025-02-10", "--ground", "14", "--decided", "2025-02-11"], "晚于送达之日"),
        (["--served", "2025-02-10", "--ground", "14", "--review-served", "2025-02-09"], "早于原决定送达之日"),
        (["--copy-received", "2023-12-29"], "2024-01-01"),
        (["--copy-received", "2025-01-20", "--accepted", "2025-01-21"], "晚于收到申请书副本之日"),
        (["--accepted", "2025-01-20", "--simplified", "--review-extended"], "不能延长"),
        (["--received", "2025-01-06", "--set", "receipt_day"], "名称=值"),
        (["--received", "2025-01-06", "--set", "receipt_day=never"], "literal"),
        (["--received", "2025-01-06", "--set", "nothing=1"], "receipt_day"),
        (["--received", "2025-01-06", "--set", "clarification_days=many"], "1–60"),
        (["-", "--received", "2025-01-06"], "--workdays N -"),
        (["--received", "2025-01-06", "-o", "x.pdf", "--format", "json"], "文书"),
        (["--received", "2025-01-06", "-o", "x.xlsx"], "不知道 -o x.xlsx 要写成什么"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_with_the_reason(gongkai: Command, argv: list[str], words: str) -> None:
    assert words in refusal(gongkai, *argv)


def test_a_refusal_names_the_article(gongkai: Command) -> None:
    assert "依据：《中华人民共和国政府信息公开条例》" in refusal(gongkai, "--received", "2018-01-02")


@pytest.mark.parametrize("option", [("--channel", "pigeon"), ("--by", "pigeon"), ("--format", "xml")])
def test_an_unknown_code_is_wrong_usage(gongkai: Command, option: tuple[str, str]) -> None:
    result = gongkai("deadline", "--received", "2025-01-06", *option)
    assert (result.code, "用法有误" in result.err) == (2, True)


def test_the_suffix_of_out_says_the_format(gongkai: Command, tmp_path: Path) -> None:
    out = tmp_path / "期限.JSON"
    assert gongkai("deadline", "--received", "2025-01-06", "-o", out) == Outcome(0, "", "")
    assert json.loads(out.read_text("utf-8"))["reply"]["date"] == "2025-02-08"
    assert gongkai("deadline", "--received", "2025-01-06", "-o", out, "--format", "text").code == 0
    assert out.read_text("utf-8").startswith("收到申请之日")


def test_a_deadline_loads_the_rules_and_nothing_else() -> None:
    script = (
        "import sys; from gongkai.cli import main; main(['deadline', '--received', '2025-01-06', '--format', 'json']); "
        "sys.stderr.write(' '.join(sorted(name for name in sys.modules if name.startswith('gongkai.'))))"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=_paths())
    loaded = set(ran.stderr.split())
    for heavy in ("gongkai.report", "gongkai.documents", "gongkai.law.remedies", "gongkai.cli.deadline.text"):
        assert heavy not in loaded


def _paths() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
