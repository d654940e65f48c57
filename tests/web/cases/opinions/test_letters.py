"""The office's side of a consultation: the letter, its link shown once, the opinion on paper, who may read the reasons."""

import os
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.law.procedure import Stage, Step, StepKind
from gongkai.web.cases import actions
from gongkai.web.cases.models import Opinion, OpinionLink
from gongkai.web.cases.opinions import actions as opinions
from gongkai.web.cases.opinions import queries
from gongkai.web.config.environment import Home
from gongkai.web.notices.models import Message
from gongkai.web.organs import log
from gongkai.web.organs.models import Event, Role
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.vault import keys, rotation, sealing
from tests.web import factories

pytestmark = pytest.mark.django_db
K = StepKind
PDF = b"%PDF-1.4\n%%EOF\n"
REASONS = "合同单价是商业秘密。"


@pytest.fixture
def organ():
    return factories.organ(code="yt")


@pytest.fixture
def handler(organ):
    return factories.person((organ, Role.HANDLER))


@pytest.fixture
def desk(client, handler):
    """Return a client of the handler of the organ."""
    client.force_login(handler)
    return client


@pytest.fixture
def case(organ, handler):
    """Return a case on which a third party was asked today by a letter called A."""
    case = factories.case(organ)
    step = Step(K.THIRD_PARTY_CONSULTED, factories.TODAY, ref="A", arrived=factories.TODAY)
    actions.take(case=case, step=step, verb="cases.handle", by=factories.call(handler))
    return case


def address(case, name=""):
    return f"/office/cases/{case.number}/opinions/2/{name}"


def take(desk, case, kind, **said):
    """Send the form of a step."""
    given = {"on": "2026-11-23", "remark": "", "note": "", "token": f"{kind}-{said}"[:60]} | said
    return desk.post(f"/office/cases/{case.number}/steps/{kind}/", given)


def make(desk, case, **said):
    """Make a link and return its page."""
    return desk.post(address(case, "link"), {"shown": "合同中的单价表。", "token": "t1"} | said)


def secret(page):
    """Return the secret of the link that a page shows."""
    return page.context["address"].rstrip("/").rsplit("/", 1)[1]


def test_a_letter_leads_to_its_page_with_the_period_and_the_form_of_a_link(desk, organ):
    case = factories.case(organ)
    answer = take(desk, case, "third_party_consulted", ref="A", arrived="2026-11-23", note="请就合同单价提出意见。")
    assert answer.url == address(case)
    text = desk.get(answer.url).content.decode()
    assert "2026年12月14日（星期一）" in text and "生成链接" in text and "还没有收到意见" in text
    assert "请就合同单价提出意见。" in text


def test_a_link_is_shown_once_with_a_square_code_and_a_sheet(desk, case):
    page = make(desk, case)
    text = page.content.decode()
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    assert f"http://testserver/opinion/{secret(page)}/" in text and "data:image/svg+xml" in text
    assert "合同中的单价表。" in text and "15个工作日内" in text and "□ 不同意公开" in text
    assert case.subject not in text and "林某某" not in text
    assert secret(page) not in desk.get(address(case)).content.decode()
    assert "生成的链接可以使用" in desk.get(address(case)).content.decode()


def test_the_same_form_sent_twice_shows_the_same_link(desk, case):
    assert secret(make(desk, case)) == secret(make(desk, case))
    assert OpinionLink.objects.count() == 1


def test_a_form_that_was_changed_before_it_is_sent_again_makes_the_link_that_it_says(desk, case):
    old = secret(make(desk, case))
    page = make(desk, case, shown="合同中的单价表和总价。", email="legal@example.cn")
    assert page.context["link"].shown == "合同中的单价表和总价。" and Message.objects.filter(
        key__startswith=queries.MAILED
    )
    assert queries.link_of(old) is None


def test_a_new_link_closes_the_one_before(desk, case, client):
    old, new = secret(make(desk, case)), secret(make(desk, case, token="t2"))
    assert (queries.link_of(old), queries.link_of(new) is not None) == (None, True)
    desk.post(address(case, "close"))
    assert queries.link_of(new) is None
    assert Event.objects.filter(verb="cases.opinion_link_closed").count() == 1
    for token in ("t1", "t2"):
        again = make(desk, case, token=token)
        assert again.status_code == 422 and "已经关闭或者已经用过" in again.content.decode()


def test_what_is_shown_does_not_say_who_the_applicant_is(desk, case):
    for text in ("申请人林某某要求公开合同单价", "林　某 某的合同", "请联系13800000000", "请联系 138-0000-0000"):
        page = make(desk, case, shown=text)
        assert page.status_code == 422 and "申请人的姓名" in page.content.decode()
    assert "没填写" in make(desk, case, shown="【请写明】").content.decode()
    assert not OpinionLink.objects.exists()


def test_nor_does_the_letter(desk, organ):
    case = factories.case(organ)
    page = take(desk, case, "third_party_consulted", ref="A", note="林某某申请公开贵公司的合同。")
    assert page.status_code == 422 and "申请人的姓名" in page.content.decode()


def test_a_link_is_mailed_and_the_address_kept_with_the_message_alone(desk, case):
    page = make(desk, case, email="legal@example.cn")
    message = Message.objects.get(key__startswith=queries.MAILED)
    said = sealing.unseal_json(message.sealed, purpose="message")
    assert said["to"] == "legal@example.cn" and secret(page) in said["text"]
    assert case.subject not in said["text"] and "林某某" not in said["text"]
    assert not any("example.cn" in str(event.detail) for event in Event.objects.all())


def test_a_link_needs_a_letter_that_waits_and_somebody_who_handles(desk, case, organ, handler):
    asked = case.steps.get(kind=K.THIRD_PARTY_CONSULTED)
    for actor in (None, factories.person((organ, Role.APPROVER)), factories.person((factories.organ(), Role.HANDLER))):
        with pytest.raises(NotAllowed):
            opinions.make_link(case=case, asked=asked, shown="合同。", by=factories.call(actor))
    take(desk, case, "third_party_answered", ref="A", verdict="consent")
    assert "意见：同意公开" in desk.get(f"/office/cases/{case.number}/").content.decode()
    page = make(desk, case)
    assert page.status_code == 422 and "不等待意见" in page.content.decode()


def test_an_opinion_on_paper_is_registered_with_its_reasons_encrypted_and_closes_the_link(desk, case):
    link = secret(make(desk, case))
    page = take(desk, case, "third_party_answered", ref="A", verdict="objection")
    assert page.status_code == 422 and "请填写对方的理由" in page.content.decode()
    letter = SimpleUploadedFile("回函.pdf", PDF)
    take(desk, case, "third_party_answered", ref="A", verdict="objection", reasons=REASONS, evidence=letter)
    opinion = Opinion.objects.get()
    assert (opinion.verdict, queries.reasons(opinion), opinion.link) == ("objection", REASONS, None)
    assert REASONS not in opinion.step.note + opinion.step.remark
    assert REASONS.encode() not in bytes(opinion.sealed)
    case.refresh_from_db()
    assert case.stage == Stage.IN_HAND
    assert queries.link_of(link) is None
    text = desk.get(address(case)).content.decode()
    assert REASONS in text and "不同意公开" in text and "回函.pdf" in text
    assert not any(REASONS in str(event.detail) for event in Event.objects.all())
    assert list(log.broken()) == []


def test_the_same_opinion_sent_twice_is_one(desk, case):
    for _ in range(2):
        take(desk, case, "third_party_answered", ref="A", verdict="consent", token="same")
    assert Opinion.objects.count() == 1


def test_another_organ_may_have_no_opinion_and_is_waited_for_no_longer(desk, organ):
    case = factories.case(organ)
    take(desk, case, "organ_consulted", ref="B")
    take(desk, case, "organ_answered", ref="B", verdict="", remark="电话告知不再函复。")
    case.refresh_from_db()
    assert case.stage == Stage.IN_HAND and not Opinion.objects.exists()


def test_a_late_opinion_is_said_to_be_late(desk, case, clock):
    clock.go_to(date(2026, 12, 15))
    take(desk, case, "third_party_answered", on="2026-12-15", ref="A", verdict="partly", reasons=REASONS)
    assert "逾期提出" in desk.get(address(case)).content.decode()


def test_reasons_are_shown_to_those_who_work_on_the_case_and_to_no_overseer(desk, case, client, organ):
    take(desk, case, "third_party_answered", ref="A", verdict="objection", reasons=REASONS)
    seen = {}
    for role in Role.values:
        client.force_login(factories.person((organ, role)))
        page = client.get(address(case))
        seen[role] = REASONS in page.content.decode() if page.status_code == 200 else None
    assert seen == {
        Role.HANDLER: True,
        Role.REVIEWER: True,
        Role.LEGAL_REVIEWER: True,
        Role.SECRECY_REVIEWER: True,
        Role.APPROVER: True,
        Role.SUPERVISOR: False,
        Role.AUDITOR: False,
        Role.ADMINISTRATOR: None,
    }


def test_the_papers_of_an_opinion_are_for_those_who_may_read_its_reasons(desk, case, client, organ):
    letter = SimpleUploadedFile("回函.pdf", PDF)
    take(desk, case, "third_party_answered", ref="A", verdict="consent", evidence=letter)
    file = f"/office/cases/{case.number}/files/{case.attachments.get().pk}/"
    assert desk.get(file).content == PDF
    client.force_login(factories.person((organ, Role.AUDITOR)))
    assert client.get(file).status_code == 403


def test_the_course_of_the_case_says_that_it_was_those_asked_who_answered(desk, case):
    link = queries.link_of(secret(make(desk, case)))
    opinions.answer(link=link, said=opinions.Said("consent"), uploads=[factories.pdf()], by=factories.call(token="x"))
    page = desk.get(f"/office/cases/{case.number}/").content.decode()
    assert "被征求意见一方" in page and "征求意见书、一次性链接和收到的意见" in page
    text = desk.get(address(case)).content.decode()
    assert "对方在网上提交" in text and "证明.pdf" in text


def test_an_undone_opinion_is_shown_as_undone_and_counts_no_more(desk, case):
    take(desk, case, "third_party_answered", ref="A", verdict="consent")
    take(desk, case, "undone", remark="登记到了另一件。")
    assert "已撤销" in desk.get(address(case)).content.decode()
    assert queries.standing_opinions(case) == []


def test_an_undone_letter_has_no_page(desk, case):
    take(desk, case, "undone", remark="误发。")
    assert desk.get(address(case)).status_code == 404
    assert make(desk, case).status_code == 404


def test_the_case_offers_the_answers_that_fit_a_letter_and_no_others(desk, case, clock):
    def offered():
        return {rule.kind for rule in desk.get(f"/office/cases/{case.number}/").context["next"]}

    assert K.THIRD_PARTY_ANSWERED in offered()
    assert not {K.CO_MAKER_ANSWERED, K.ORGAN_ANSWERED, K.THIRD_PARTY_SILENT} & offered()
    clock.go_to(date(2026, 12, 15))
    assert K.THIRD_PARTY_SILENT in offered()


def test_the_case_asks_for_the_arrival_first_and_for_no_answer_that_nobody_owes(desk, organ):
    case = factories.case(organ)
    for ref, arrived in (("A", factories.TODAY), ("B", None)):
        step = Step(K.THIRD_PARTY_CONSULTED, factories.TODAY, ref=ref, arrived=arrived)
        actions.take(case=case, step=step, verb="", by=factories.call())
    [task] = desk.get(f"/office/cases/{case.number}/").context["tasks"]
    words = [button.words for button in task.buttons]
    assert words == ["文书到达对方 B", "收到第三方意见 A", "收到第三方意见 B", "办理答复"]
    assert "请先登记到达" in task.text
    take(desk, case, "letter_arrived", ref="B", arrived="2026-11-23", remark="当面签收。")
    [task] = desk.get(f"/office/cases/{case.number}/").context["tasks"]
    assert [button.words for button in task.buttons][0] == "收到第三方意见 A"
    assert desk.get(task.buttons[1].url).context["form"]["ref"].value() == "B"


def test_what_the_applicant_is_told_can_be_printed(desk, case):
    text = desk.get(address(case, "told")).content.decode()
    assert "不计算在答复期限内" in text and "2026年11月23日" in text and case.number in text


def test_a_new_key_reaches_opinions(desk, case, settings, tmp_path):
    settings.HOME = Home(tmp_path, tmp_path / "keys")
    take(desk, case, "third_party_answered", ref="A", verdict="objection", reasons=REASONS)
    keys.rotate(factories.NOW)
    last = {each.shelf: each for each in rotation.reseal()}
    assert last["opinions"].resealed == 1
    opinion = Opinion.objects.get()
    assert sealing.key_of(opinion.sealed) == keys.current().id and queries.reasons(opinion) == REASONS
    assert os.listdir(tmp_path)


def test_an_opinion_put_in_the_place_of_another_is_not_read(desk, case, organ):
    take(desk, case, "third_party_answered", ref="A", verdict="objection", reasons=REASONS)
    other = factories.case(organ)
    take(desk, other, "third_party_consulted", ref="A")
    take(desk, other, "third_party_answered", ref="A", verdict="objection", reasons="别的理由。")
    mine, theirs = Opinion.objects.order_by("pk")
    Opinion.objects.filter(pk=mine.pk).update(sealed=bytes(theirs.sealed))
    assert "加密的内容已被改动" in desk.get(address(case)).content.decode()
