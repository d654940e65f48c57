"""Following a request by its number and query code, and what an applicant can do on the way."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.law.deadlines import periods
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, actions_staff, contest, queries
from gongkai.web.cases.models import Attachment, Case, Rating
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.organs import attempts
from gongkai.web.organs.models import Event, Role
from gongkai.web.portal import follow_views
from gongkai.web.portal.timeline import WORDS
from gongkai.web.vault import files
from tests.web import factories
from tests.web.conftest import Clock

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
WRONG = "2222-2222-2222"


@pytest.fixture
def filed() -> actions.Filed:
    """Return a request of today."""
    return factories.filed()


def unlock(client: Client, number: str, code: str, **headers: Any) -> Any:
    """Send number and code."""
    return client.post(reverse("portal:follow"), {"number": number, "code": code}, **headers)


def seen(client: Client, filed: actions.Filed) -> str:
    """Open a case and return its page."""
    unlock(client, filed.case.number, filed.code)
    answer = client.get(reverse("portal:case", args=[filed.case.number]))
    assert answer.status_code == 200
    return answer.content.decode()


def take(case: Case, clock: Clock, kind: StepKind, note: str = "", **facts: Any) -> StepRow:
    """Take a step of the office today."""
    step = Step(kind, clock.today, **facts)
    return actions.take(case=case, step=step, verb="", by=factories.call(now=clock.now), note=note)


def letter(row: StepRow, name: str, clock: Clock) -> Attachment:
    """Put a letter on a step."""
    return actions.attach(row, use=Attachment.Use.LETTER, upload=factories.pdf(name), now=clock.now)


def answered(clock: Clock, reply: str = "disclosed", **said: Any) -> actions.Filed:
    """Return a request that was replied to a week after it came."""
    filed = factories.filed(factories.organ(review_body="云亭区人民政府", court="云亭区人民法院"))
    clock.go_to(date(2026, 11, 30))
    factories.replied(filed.case, reply, now=clock.now, text="随函提供。", **said)
    return filed


def test_number_and_code_open_the_case_however_they_are_typed(client: Client, filed: actions.Filed) -> None:
    code = filed.code.lower()
    answer = unlock(client, f" {filed.case.number.lower()} ", f"{code[:4]} {code[4:8]}-{code[8:]}")
    assert answer.status_code == 302
    text = client.get(answer["Location"]).content.decode()
    assert "收到申请" in text and "2026年12月21日（星期一）" in text
    assert "已用 0 个工作日，还剩 <strong>20</strong> 个工作日" in text
    assert filed.code not in text and "林某某" not in text


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(client: Client, filed: actions.Filed) -> None:
    def said(number: str) -> tuple[int, str]:
        answer = unlock(client, number, WRONG)
        return answer.status_code, "".join(answer.context["form"].non_field_errors())

    assert said(filed.case.number) == said("NOBODY-2026-0001")
    assert said(filed.case.number)[1] == "没有找到。办件编号或者查询码不对，请照接收回执逐位核对后再试。"


def test_a_wrong_number_costs_the_same_work_as_a_wrong_code(client: Client, filed: actions.Filed) -> None:
    for number in (filed.case.number, "NOBODY-2026-0001"):
        unlock(client, number, WRONG)
    with CaptureQueriesContext(connection) as known:
        unlock(client, filed.case.number, WRONG)
    with CaptureQueriesContext(connection) as unknown:
        unlock(client, "NOBODY-2026-0001", WRONG)
    assert len(known) == len(unknown)


def test_guessing_ends_for_the_address_and_for_the_number(client: Client, clock: Clock, filed: actions.Filed) -> None:
    for at in range(attempts.CODE_BY_ADDRESS.most):
        assert unlock(client, f"NOBODY-2026-{at}", WRONG).status_code == 422
    assert unlock(client, filed.case.number, filed.code).status_code == 429
    assert unlock(client, filed.case.number, filed.code, REMOTE_ADDR="192.0.2.9").status_code == 302
    for _ in range(attempts.CODE_BY_NUMBER.most):
        attempts.add(attempts.CODE_BY_NUMBER, filed.case.number, clock.now)
    assert unlock(client, filed.case.number, WRONG, REMOTE_ADDR="192.0.2.7").status_code == 422
    assert unlock(client, filed.case.number, filed.code, REMOTE_ADDR="192.0.2.7").status_code == 429
    assert unlock(client, filed.case.number, filed.code, REMOTE_ADDR="192.0.2.9").status_code == 302, "not locked out"
    clock.go_to(clock.today, hour=11)
    assert unlock(client, filed.case.number, filed.code).status_code == 302


def test_a_case_is_seen_by_the_session_that_opened_it_and_for_an_hour(
    client: Client, clock: Clock, filed: actions.Filed
) -> None:
    seen(client, filed)
    number = filed.case.number
    other = factories.filed()
    for name in ("case", "answer", "withdraw", "case_receipt"):
        assert Client().get(reverse(f"portal:{name}", args=[number])).status_code == 302
        assert client.get(reverse(f"portal:{name}", args=[other.case.number])).status_code == 302
    clock.now = clock.now.replace(hour=11, minute=1)
    assert client.get(reverse("portal:case", args=[number])).status_code == 302


def test_a_new_query_code_closes_what_the_old_one_has_opened(client: Client, filed: actions.Filed) -> None:
    seen(client, filed)
    handler = factories.person((filed.case.organ, Role.HANDLER))
    code = actions_staff.renew_code(case=filed.case, by=factories.call(handler))
    assert client.get(reverse("portal:case", args=[filed.case.number])).status_code == 302
    assert seen(client, actions.Filed(filed.case, code))


def test_leaving_closes_the_case(client: Client, filed: actions.Filed) -> None:
    seen(client, filed)
    client.post(reverse("portal:leave"))
    assert client.get(reverse("portal:case", args=[filed.case.number])).status_code == 302


def test_a_case_is_opened_for_a_session_that_nobody_knew_before(client: Client, filed: actions.Filed) -> None:
    planted = Client()
    session = planted.session
    session.save()
    client.cookies["sessionid"] = planted.cookies["sessionid"] = session.session_key
    seen(client, filed)
    assert planted.get(reverse("portal:case", args=[filed.case.number])).status_code == 302


def test_the_session_holds_no_number_in_clear(client: Client, filed: actions.Filed) -> None:
    seen(client, filed)
    stored = str(dict(client.session))
    assert filed.case.number not in stored and filed.code not in stored


def test_every_day_behind_the_date_is_shown(client: Client, filed: actions.Filed) -> None:
    text = seen(client, filed)
    assert "为什么是这个日期" in text and "期间开始之日，不计入" in text
    assert text.count("周休息日，不计入") == 8
    assert 'class="last"' in text and "第20日" not in text and "届满" in text


def test_the_last_day_is_told_with_its_condition_while_the_arrival_is_not_known(
    client: Client, clock: Clock, filed: actions.Filed
) -> None:
    clock.go_to(date(2026, 11, 25))
    take(filed.case, clock, StepKind.CLARIFICATION_ASKED, "请写明路段。", days=15)
    assert "通知在发出当日收到的，最后一日为2026年12月16日（星期三）；此后收到的相应顺延。" in seen(client, filed)


def test_a_clarification_is_given_online(client: Client, clock: Clock, filed: actions.Filed) -> None:
    clock.go_to(date(2026, 11, 25))
    notice = take(filed.case, clock, StepKind.CLARIFICATION_ASKED, "请写明路段。", days=15, arrived=clock.today)
    letter(notice, "补正告知书.pdf", clock)
    clock.go_to(date(2026, 11, 26))
    text = seen(client, filed)
    assert "等待您补正，时钟暂停" in text and "请写明路段。" in text and "补正告知书.pdf" in text
    assert "最后一日为2026年12月16日（星期三）。" in text
    address = reverse("portal:answer", args=[filed.case.number])
    token = client.get(address).context["form"]["token"].value()
    given = {"text": "指河滨路。", "token": token, "papers": [SimpleUploadedFile("路段图.pdf", PDF)]}
    assert client.post(address, given).status_code == 302
    given["papers"] = [SimpleUploadedFile("路段图.pdf", PDF)]
    assert client.post(address, given).status_code == 302
    case = Case.objects.get()
    assert case.steps.count() == 3 and case.attachments.filter(use="material").count() == 1
    assert case.due == date(2026, 12, 24)
    text = seen(client, filed)
    assert "收到您的补正" in text and "指河滨路。" in text
    assert client.get(address).status_code == 302


def test_an_answer_to_what_has_just_ended_is_told_so(
    client: Client, clock: Clock, filed: actions.Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(filed.case, clock, StepKind.CLARIFICATION_ASKED, "请写明路段。", days=15, arrived=clock.today)
    seen(client, filed)
    answering = follow_views.actions_public.answer

    def late(**given: Any) -> Any:
        take(filed.case, clock, StepKind.WITHDRAWN)
        return answering(**given)

    monkeypatch.setattr(follow_views.actions_public, "answer", late)
    address = reverse("portal:answer", args=[filed.case.number])
    answer = client.post(address, {"text": "指河滨路。", "token": "t"}, follow=True)
    assert "没有需要您补正或者说明的事项" in answer.content.decode()
    assert "本机关已经收到。" not in answer.content.decode()


def test_a_hostile_file_with_a_clarification_is_refused(client: Client, clock: Clock, filed: actions.Filed) -> None:
    take(filed.case, clock, StepKind.CLARIFICATION_ASKED, days=15, arrived=clock.today)
    seen(client, filed)
    given = {"text": "见附件", "token": "t", "papers": [SimpleUploadedFile("图.pdf", b"MZ\x90")]}
    answer = client.post(reverse("portal:answer", args=[filed.case.number]), given)
    assert answer.status_code == 422 and "error-summary" in answer.content.decode()
    assert filed.case.steps.count() == 2


def test_a_consultation_stops_the_clock_and_its_letters_stay_with_the_office(
    client: Client, clock: Clock, filed: actions.Filed
) -> None:
    row = take(filed.case, clock, StepKind.THIRD_PARTY_CONSULTED, "致某公司的函", ref="1")
    secret = letter(row, "征求意见书-某公司.pdf", clock)
    proof = actions.attach(filed.case.steps.first(), use=Attachment.Use.IDENTITY, upload=factories.pdf(), now=clock.now)
    text = seen(client, filed)
    assert "正在征求意见，时钟暂停" in text and "征求第三方意见" in text
    assert "某公司" not in text
    for hidden in (secret, proof):
        assert client.get(reverse("portal:letter", args=[filed.case.number, hidden.pk])).status_code == 404


def test_a_letter_is_downloaded_and_that_is_an_event(client: Client, clock: Clock) -> None:
    filed = answered(clock)
    kept = letter(filed.case.steps.last(), "答复书.pdf", clock)
    text = seen(client, filed)
    address = reverse("portal:letter", args=[filed.case.number, kept.pk])
    assert address in text
    answer = client.get(address)
    assert answer.content == files.read(kept.file)
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]
    assert Event.objects.filter(verb="cases.letter_fetched").count() == 1
    assert Client().get(address).status_code == 302


def test_a_letter_that_cannot_be_opened_is_said_to_be_and_was_not_fetched(client: Client, clock: Clock) -> None:
    filed = answered(clock)
    kept = letter(filed.case.steps.last(), "答复书.pdf", clock)
    seen(client, filed)
    files.path(kept.file).unlink()
    page = client.get(reverse("portal:letter", args=[filed.case.number, kept.pk]), follow=True)
    assert "这个文件现在打不开" in page.content.decode()
    assert not Event.objects.filter(verb="cases.letter_fetched").exists()


def test_the_days_for_a_payment_are_those_of_the_law(client: Client, clock: Clock, filed: actions.Filed) -> None:
    take(filed.case, clock, StepKind.FEE_NOTIFIED, arrived=clock.today)
    assert f"{periods.FEE_PAYMENT.number} 个工作日内缴纳" in seen(client, filed)


def test_a_request_is_withdrawn_after_a_question(client: Client, filed: actions.Filed) -> None:
    assert "撤回申请" in seen(client, filed)
    address = reverse("portal:withdraw", args=[filed.case.number])
    page = client.get(address)
    assert "也不能恢复" in page.content.decode()
    token = page.context["form"]["token"].value()
    assert client.post(address, {"token": token}).status_code == 422
    assert client.post(address, {"token": token, "sure": "on", "reason": "已找到"}).status_code == 302
    assert client.post(address, {"token": token, "sure": "on"}).status_code == 302
    case = Case.objects.get()
    assert (case.stage, case.result, case.steps.count()) == ("closed", "withdrawn", 2)
    text = seen(client, filed)
    assert "您撤回了申请" in text and address not in text
    assert client.get(address).status_code == 302


def test_remedies_stand_with_body_and_last_day_once_there_is_a_reply(client: Client, clock: Clock) -> None:
    text = seen(client, answered(clock))
    assert "答复结果：予以公开。" in text and "随函提供。" in text
    assert "云亭区人民政府" in text and "云亭区人民法院" in text
    assert "2027年1月29日" in text and "2027年5月31日" in text and "（暂定）" in text


def test_where_review_comes_first_it_says_so(client: Client, clock: Clock) -> None:
    text = seen(client, answered(clock, "state_secret"))
    assert "（应当先申请）" in text and "自收到行政复议决定书之日起 15 日内" in text


def test_a_partial_disclosure_says_how_each_part_is_contested(client: Client, clock: Clock) -> None:
    filed = answered(clock, "partly_disclosed", withheld=["draft", "internal_workflow"])
    text = seen(client, filed)
    assert "答复结果：部分公开（区分处理）。" in text
    assert "对不予公开的部分不服的，应当先申请行政复议；对其余部分，两种途径可以选择。" in text
    against = contest.against_reply(filed.case.organ, queries.standing(filed.case, clock.today).state)
    assert against is not None and against.split and against.clause
    assert against.clause in text and "不予公开的部分" in against.clause


def test_an_overdue_case_says_how_to_complain(client: Client, clock: Clock, filed: actions.Filed) -> None:
    clock.go_to(date(2026, 12, 23))
    text = seen(client, filed)
    assert "本机关已经超过期限没有答复" in text and "第五十一条" in text
    assert "已经超过 2 个工作日" in text and "已经超期" in text


def test_a_case_is_rated_once_and_after_its_end(client: Client, clock: Clock, filed: actions.Filed) -> None:
    seen(client, filed)
    client.post(reverse("portal:rate", args=[filed.case.number]), {"grade": "5"})
    assert not Rating.objects.exists()
    ended = answered(clock)
    assert "您对这次办理满意吗" in seen(client, ended)
    address = reverse("portal:rate", args=[ended.case.number])
    assert client.post(address, {}).status_code == 422
    client.post(address, {"grade": "4", "remark": "很快"})
    client.post(address, {"grade": "1"})
    assert Rating.objects.get().grade == 4
    assert "您的评价已经收到" in seen(client, ended)


def test_a_case_of_staff_confirmation_waits_without_a_date(client: Client) -> None:
    arrival = actions.Arrival(actions.Channel.ONLINE, confirmed=False)
    text = seen(client, factories.filed(arrival=arrival))
    assert "申请已送到" in text and "等待确认" in text and "还剩" not in text


def test_a_step_that_was_undone_is_not_shown(client: Client, clock: Clock, filed: actions.Filed) -> None:
    factories.decided(filed.case, StepKind.EXTENDED, now=clock.now, facts={"days": 10})
    take(filed.case, clock, StepKind.UNDONE)
    assert "延长答复期限" not in seen(client, filed)


def test_the_receipt_can_be_had_again_without_the_code(client: Client, filed: actions.Filed) -> None:
    seen(client, filed)
    answer = client.get(reverse("portal:case_receipt", args=[filed.case.number]))
    assert answer["Content-Type"] == "application/pdf" and answer.content.startswith(b"%PDF")


def test_every_kind_of_step_is_in_plain_words_or_the_offices_alone() -> None:
    assert set(StepKind) - set(WORDS) == {StepKind.LETTER_ARRIVED, StepKind.ARCHIVED, StepKind.UNDONE}


def test_the_standing_that_is_shown_is_replayed(client: Client, clock: Clock, filed: actions.Filed) -> None:
    factories.decided(filed.case, StepKind.EXTENDED, now=clock.now, facts={"days": 10})
    due = queries.standing(Case.objects.get(), clock.today).due
    assert due is not None and due.date == date(2027, 1, 5)
    text = seen(client, filed)
    assert "2027年1月5日" in text and "暂定" in text and "延长 10 个工作日" in text
