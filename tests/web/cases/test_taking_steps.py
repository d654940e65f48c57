"""The form of a step: the text composed for it, composed anew for other days, and what it refuses."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.law.deadlines import ServedBy
from gongkai.law.options import Conventions
from gongkai.law.procedure import Stage, Step, StepKind
from gongkai.web.cases import actions, charging
from gongkai.web.cases.models import Applicant, Case, FeeNotice
from gongkai.web.organs.models import Role
from tests.web import factories

pytestmark = pytest.mark.django_db
K = StepKind


@pytest.fixture
def organ():
    return factories.organ(code="yt")


@pytest.fixture
def desk(client, organ):
    """Return a client of a handler of the organ."""
    client.force_login(factories.person((organ, Role.HANDLER)))
    return client


@pytest.fixture
def case(organ):
    return factories.case(organ)


def path(case, kind):
    return f"/office/cases/{case.number}/steps/{kind}/"


def form(desk, case, kind, query=""):
    """Return what the form of a step shows filled in."""
    shown = desk.get(path(case, kind) + query).context["form"]
    return {name: shown.get_initial_for_field(field, name) for name, field in shown.fields.items()}


def send(desk, case, kind, **said):
    """Send the form of a step."""
    given = {"on": "2026-11-23", "remark": "", "token": f"{kind}-{said}"[:60]} | said
    return desk.post(path(case, kind), {name: each for name, each in given.items() if each is not None})


def update(desk, case, kind, shown, **changed):
    """Press the button that composes the text anew, and return what is then filled in and the lines left over."""
    given = {name: each for name, each in shown.items() if each is not None} | changed | {"update": "1"}
    page = desk.post(path(case, kind), given)
    renewed = page.context["form"]
    filled = {name: renewed.get_initial_for_field(field, name) for name, field in renewed.fields.items()}
    return filled, page.context["left"]


def wrong(page):
    """Return the sentences of a form that was refused."""
    assert page.status_code == 422
    return "".join(error for errors in page.context["form"].errors.values() for error in errors)


def test_the_form_of_a_notice_comes_with_its_text_and_what_is_left_to_fill_in(desk, case):
    shown = form(desk, case, "clarification_asked")
    assert case.number in shown["note"] and "2026年12月14日（星期一）" in shown["note"]
    assert "还有没填写的地方" in wrong(send(desk, case, "clarification_asked", **shown))
    note = shown["note"].replace("【请一次写明：哪些内容不明确，需要怎样补充】", "请写明年份。")
    assert send(desk, case, "clarification_asked", note=note).status_code == 302
    case.refresh_from_db()
    assert case.stage == Stage.CLARIFYING
    assert case.steps.get(kind=K.CLARIFICATION_ASKED).note.splitlines()[1] == "请写明年份。"


def test_another_day_moves_the_last_day_in_the_text_and_keeps_what_was_written(desk, case, clock):
    clock.go_to(date(2026, 11, 25))
    shown = form(desk, case, "clarification_asked")
    shown["note"] = shown["note"].replace("【请一次写明：哪些内容不明确，需要怎样补充】", "请写明年份。")
    filled, left = update(desk, case, "clarification_asked", shown, on="2026-11-24", arrived="2026-11-25", days="10")
    assert left == []
    assert "10个工作日内" in filled["note"] and "2026年12月9日（星期三）" in filled["note"]
    assert "请写明年份。" in filled["note"] and "2026年12月16日" not in filled["note"]
    assert send(desk, case, "clarification_asked", **filled).status_code == 302


def test_a_text_that_names_another_last_day_is_refused_until_it_is_meant(desk, case):
    note = "请于2026年12月20日前补正年份。"
    page = send(desk, case, "clarification_asked", note=note)
    assert "2026年12月20日" in wrong(page) and "2026年12月14日" in wrong(page) and "更新正文" in wrong(page)
    assert "这些日期是有意写的" in page.content.decode()
    assert send(desk, case, "clarification_asked", note=note, dates_meant="on").status_code == 302


def test_a_day_changed_without_the_text_is_noticed(desk, case, clock):
    clock.go_to(date(2026, 11, 25))
    shown = form(desk, case, "reasons_asked")
    note = shown["note"].replace("【请写明统计的起止时间、申请的件数和频次】", "本月12件。")
    page = send(desk, case, "reasons_asked", on="2026-11-24", note=note)
    assert "2026年12月16日" in wrong(page) and "2026年12月15日" in wrong(page)


def test_a_reworded_sentence_is_shown_as_it_should_read(desk, case):
    shown = form(desk, case, "clarification_asked") | {"note": "请补正年份，最后一日是2026年12月14日。"}
    filled, left = update(desk, case, "clarification_asked", shown, days="10")
    assert filled["note"] == "请补正年份，最后一日是2026年12月14日。"
    assert any("2026年12月7日" in line for line in left)


def test_a_provisional_last_day_is_said_to_be_so(desk, organ, clock):
    clock.go_to(date(2026, 12, 21))
    case = factories.filed(organ, by=factories.call(now=clock.now)).case
    assert "暂定" in form(desk, case, "clarification_asked")["note"]


@pytest.mark.parametrize(
    "said", [{"on": "0001-01-01"}, {"on": "9999-12-31"}, {"on": "x", "days": "999"}, {"arrived": "1999-01-01"}]
)
def test_days_that_make_no_sense_are_refused_and_break_nothing(desk, case, said):
    shown = form(desk, case, "fee_notified")
    update(desk, case, "fee_notified", shown, **said)
    assert send(desk, case, "fee_notified", **{**shown, **said}).status_code == 422


def asked_earlier(organ, case, times):
    """Put some requests of the same applicant before a case."""
    for _ in range(times):
        other = factories.case(organ)
        Applicant.objects.filter(case=other).update(known_as="k" * 64)
    moved = factories.case(organ)
    Applicant.objects.filter(case=moved).update(known_as="k" * 64)
    return Case.objects.get(pk=moved.pk)


def test_the_fee_counts_what_the_applicant_asked_for_earlier_in_the_month(desk, organ, case):
    last = asked_earlier(organ, case, 11)
    shown = form(desk, last, "fee_notified")
    assert (shown["earlier"], shown["method"], shown["count"]) == (11, "items", 1)
    assert "您在2026年11月此前已申请11件，本次申请1件，累计12件" in shown["note"]
    note = shown["note"].replace("【请写明缴费的方式：收款单位、账户或者缴款码，以及票据如何开具】", "缴款码见附件。")
    assert "100元" in note
    assert send(desk, last, "fee_notified", **shown | {"note": note}).status_code == 302
    kept = FeeNotice.objects.get()
    assert (kept.method, kept.count, kept.earlier, kept.amount) == ("items", 1, 11, Decimal(100))
    last.refresh_from_db()
    assert last.stage == Stage.PAYING
    assert charging.notice_of(last) == kept


def test_an_applicant_who_cannot_be_recognised_is_counted_by_the_handler(desk, case):
    Applicant.objects.filter(case=case).update(known_as="")
    case = Case.objects.get(pk=case.pk)
    page = desk.get(path(case, "fee_notified"))
    assert "不能自动累计" in page.content.decode()
    assert charging.earlier(case, factories.TODAY, Conventions()) is None


def test_merged_and_later_requests_and_those_of_another_month_are_not_counted(desk, organ, case, clock):
    last = asked_earlier(organ, case, 3)
    later = factories.case(organ)
    Applicant.objects.filter(case=later).update(known_as="k" * 64)
    merged = organ.cases.filter(applicant__known_as="k" * 64).order_by("pk")[0]
    step = Step(K.MERGED, factories.TODAY, ref=last.number)
    actions.take(case=merged, step=step, verb="", by=factories.call())
    assert charging.earlier(last, factories.TODAY, Conventions()) == 2
    clock.go_to(date(2026, 12, 1))
    december = factories.filed(organ, by=factories.call(now=clock.now)).case
    Applicant.objects.filter(case=december).update(known_as="k" * 64)
    december = Case.objects.get(pk=december.pk)
    assert charging.earlier(december, clock.today, Conventions()) == 0


def test_a_request_charged_by_page_counts_as_one_item_or_none_by_the_option(desk, organ, case):
    last = asked_earlier(organ, case, 2)
    first = organ.cases.filter(applicant__known_as="k" * 64).order_by("pk")[0]
    send(desk, first, "fee_notified", method="pages", count="38", earlier="0", note="应缴80元。")
    assert FeeNotice.objects.get().amount == 80
    assert charging.earlier(last, factories.TODAY, Conventions()) == 2
    assert charging.earlier(last, factories.TODAY, Conventions(fee_count="by_item")) == 1


def test_a_fee_of_nothing_and_another_amount_are_refused(desk, case):
    page = send(desk, case, "fee_notified", method="items", count="1", earlier="3", note="应缴100元。")
    assert "不需要发收费通知" in wrong(page)
    page = send(desk, case, "fee_notified", method="pages", count="38", earlier="0", note="应缴100元。")
    assert "与计算的 80 元不同" in wrong(page)
    assert not FeeNotice.objects.exists()


def test_numbers_changed_move_the_amount_in_the_text(desk, case):
    shown = form(desk, case, "fee_notified")
    filled, left = update(desk, case, "fee_notified", shown, method="pages", count="68")
    assert "应缴信息处理费380元" in filled["note"] and left == []
    assert (filled["method"], filled["count"]) == ("pages", "68")


def test_the_same_fee_notice_sent_twice_is_one(desk, case):
    for _ in range(2):
        send(desk, case, "fee_notified", method="pages", count="38", earlier="0", note="应缴80元。", token="same")
    assert FeeNotice.objects.count() == 1


def test_an_undone_fee_notice_counts_no_more(desk, case):
    send(desk, case, "fee_notified", method="pages", count="38", earlier="0", note="应缴80元。")
    page = desk.get(path(case, "undone")).content.decode()
    assert "“发出收费通知”" in page
    send(desk, case, "undone", remark="决定免收。")
    assert charging.notice_of(case) is None


def test_what_lapsed_comes_with_its_days(desk, case, clock):
    send(desk, case, "clarification_asked", note="请写明年份。", arrived="2026-11-23")
    clock.go_to(date(2026, 12, 15))
    shown = form(desk, case, "clarification_lapsed")
    assert "补正期限已于2026年12月14日（星期一）届满" in shown["note"] and shown["on"] == date(2026, 12, 15)
    assert send(desk, case, "clarification_lapsed", on="2026-12-15", note=shown["note"]).status_code == 302


def test_silence_comes_with_the_letter_and_its_period(desk, case, clock):
    send(desk, case, "third_party_consulted", ref="甲", arrived="2026-11-23", note="请提出意见。")
    clock.go_to(date(2026, 12, 15))
    shown = form(desk, case, "third_party_silent", "?ref=甲")
    assert shown["ref"] == "甲"
    assert (
        "征求意见书（甲）于2026年11月23日到达对方，15个工作日的期限已于2026年12月14日（星期一）届满。没有收到意见。"
        in shown["remark"]
    )


def test_an_arrival_needs_a_proof(desk, case):
    send(desk, case, "third_party_consulted", ref="1", note="请提出意见。")
    assert "送达凭证" in wrong(send(desk, case, "letter_arrived", ref="1", arrived="2026-11-23"))
    answer = send(desk, case, "letter_arrived", ref="1", arrived="2026-11-23", tracking="XA12345678911")
    assert answer.status_code == 302
    assert case.steps.get(kind=K.LETTER_ARRIVED).facts["tracking"] == "XA12345678911"


def test_service_by_post_knows_the_number_of_the_item(desk, case):
    factories.replied(case, by=ServedBy.MAIL, tracking="XA12345678911")
    shown = form(desk, case, "served")
    assert shown["tracking"] == "XA12345678911" and "邮政企业" in shown["remark"]
    assert send(desk, case, "served", tracking=shown["tracking"]).status_code == 302
    assert case.steps.get(kind=K.SERVED).facts["tracking"] == "XA12345678911"


def test_service_by_hand_needs_its_receipt(desk, case):
    factories.replied(case, by=ServedBy.HAND)
    shown = form(desk, case, "served")
    assert shown["remark"] == "直接送达，送达回证附后。"
    assert "送达凭证" in wrong(send(desk, case, "served"))
    receipt = SimpleUploadedFile("送达回证.pdf", b"%PDF-1.4\n%%EOF\n")
    assert send(desk, case, "served", evidence=receipt).status_code == 302
    assert send(desk, case, "archived").status_code == 302
    case.refresh_from_db()
    assert case.stage == Stage.ARCHIVED
