"""Requests that came on paper, by fax or by mouth are keyed in, and their applicants get the same receipt."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.law.procedure import Stage
from gongkai.web.cases import queries
from gongkai.web.cases.models import Attachment, Case
from gongkai.web.organs.models import Event, Role
from tests.web import factories

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.4\n%%EOF\n"
REQUEST = {
    "channel": "registered_mail",
    "arrived": "2026-11-20",
    "confirmed": "",
    "remark": "邮件号码在信封上，由收发室签收。",
    "subject": "2025年度道路养护经费支出明细",
    "description": "请提供2025年度本局道路养护经费的支出明细表。",
    "way": "paper:mail",
    "email": "",
    "address": "云亭市荔洲区和平路12号",
    "kind": "natural_person",
    "sub_kind": "",
    "name": "林某某",
    "id_kind": "",
    "id_number": "11010519491231002X",
    "contact": "",
    "phone": "13800000000",
    "token": "once",
}


@pytest.fixture
def organ():
    return factories.organ(code="yt")


@pytest.fixture
def desk(client, organ):
    """Return a client of the handler of the organ."""
    client.force_login(factories.person((organ, Role.HANDLER)))
    return client


def send(desk, organ, **said):
    """Send the form with some answers changed."""
    return desk.post("/office/cases/register/", REQUEST | {"organ": organ.code} | said, follow=True)


def test_the_form_says_for_each_channel_from_which_day_it_counts(desk):
    page = desk.get("/office/cases/register/").content.decode()
    assert page.count("收到申请之日") >= 6
    assert "邮件号码和签收记录" in page


def test_a_letter_is_registered_and_its_receipt_shows_number_code_and_last_day(desk, organ):
    page = send(desk, organ, evidence=SimpleUploadedFile("信封.pdf", PDF), proofs=SimpleUploadedFile("证件.pdf", PDF))
    case = Case.objects.get()
    assert (case.stage, case.received, case.due) == (Stage.IN_HAND, date(2026, 11, 20), date(2026, 12, 18))
    text = page.content.decode()
    assert case.number in text and "2026年12月18日" in text
    code = page.context["code"]
    assert queries.followed(case.number, code) == case
    assert sorted(case.attachments.values_list("use", flat=True)) == ["evidence", "identity"]
    assert queries.applicant(case)["name"] == "林某某"
    assert case.steps.get().remark == REQUEST["remark"]
    pdf = desk.get(f"/office/cases/{case.number}/receipt/")
    assert pdf.content.startswith(b"%PDF") and "attachment" in pdf["Content-Disposition"]


def test_the_query_code_lies_nowhere_in_clear(desk, organ):
    code = send(desk, organ).context["code"]
    assert code not in str(dict(desk.session))


def test_another_session_is_not_shown_the_query_code(desk, organ, client):
    number = send(desk, organ).context["case"].number
    client.logout()
    client.force_login(factories.person((organ, Role.HANDLER)))
    assert client.get(f"/office/cases/{number}/registered/").context["code"] == ""


def test_the_same_form_sent_twice_is_one_case(desk, organ):
    send(desk, organ)
    page = send(desk, organ)
    assert Case.objects.count() == 1
    assert page.redirect_chain


def test_ordinary_mail_counts_from_the_day_of_confirmation(desk, organ):
    send(desk, organ, channel="ordinary_mail", arrived="2026-11-19", confirmed="2026-11-20")
    case = Case.objects.get()
    assert (case.received, case.steps_taken) == (date(2026, 11, 20), 2)
    assert case.steps.get(ordinal=2).remark


def test_ordinary_mail_without_confirmation_waits_and_is_confirmed_later(desk, organ):
    send(desk, organ, channel="ordinary_mail", arrived="2026-11-19")
    case = Case.objects.get()
    assert (case.stage, case.received, case.due) == (Stage.UNCONFIRMED, None, None)
    assert case.number in desk.get("/office/cases/?tab=unconfirmed").content.decode()
    address = f"/office/cases/{case.number}/steps/received/"
    assert "确认收到申请" in desk.get(address).content.decode()
    refused = desk.post(address, {"on": "2026-11-23", "remark": "", "token": "t"})
    assert "怎样与申请人确认" in refused.content.decode()
    desk.post(address, {"on": "2026-11-23", "remark": "10时电话确认，申请人本人接听。", "token": "t"})
    case.refresh_from_db()
    assert (case.stage, case.received) == (Stage.IN_HAND, date(2026, 11, 23))
    assert case.number not in desk.get("/office/cases/?tab=unconfirmed").content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"channel": "ordinary_mail", "confirmed": "2026-11-18"}, "早于申请到达之日"),
        ({"arrived": "2026-11-24"}, "尚未发生"),
        ({"arrived": "2018-11-24"}, "2019"),
        ({"channel": ""}, "请选择申请是怎样收到的"),
        ({"id_number": "110105194912310021"}, "逐位检查"),
        ({"address": ""}, "选择了邮寄，请填写邮寄地址"),
        ({"subject": ""}, "请填写信息名称"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(desk, organ, said, sentence):
    page = send(desk, organ, **said)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert Case.objects.count() == 0


def test_what_is_missing_is_asked_of_whoever_registers_in_the_order_of_the_page(desk, organ):
    empty = dict.fromkeys(("channel", "subject", "description", "kind", "name"), "")
    errors = send(desk, organ, **empty).context["form"].errors
    assert list(errors)[0] == "channel"
    assert "您" not in "".join(sentence for each in errors.values() for sentence in each)


def test_a_letter_without_identity_is_registered_so_that_a_clarification_can_be_asked(desk, organ):
    send(desk, organ, id_number="", phone="")
    assert queries.applicant(Case.objects.get())["name"] == "林某某"


def test_a_hostile_file_is_refused_and_nothing_is_registered(desk, organ):
    page = send(desk, organ, evidence=SimpleUploadedFile("信封.pdf", b"MZ program"))
    assert "只能上传" in page.content.decode()
    assert Case.objects.count() == 0


def test_whoever_handles_nothing_there_cannot_register(client, organ):
    client.force_login(factories.person((organ, Role.AUDITOR)))
    assert client.get("/office/cases/register/").status_code == 403
    assert client.post("/office/cases/register/", REQUEST | {"organ": organ.code}).status_code == 403


def test_nothing_is_registered_for_a_foreign_organ(desk, organ):
    page = send(desk, factories.organ(code="other"))
    assert "请从列表中选择机关" in page.content.decode()
    assert Case.objects.count() == 0


def test_a_lost_query_code_is_replaced_and_the_old_one_opens_nothing(desk, organ):
    page = send(desk, organ)
    number, old = page.context["case"].number, page.context["code"]
    new = desk.post(f"/office/cases/{number}/code/", follow=True).context["code"]
    assert queries.followed(number, old) is None
    assert queries.followed(number, new).number == number
    assert Event.objects.filter(verb="cases.code_renewed", key=number).count() == 1


def test_the_receipt_without_the_code_is_there_for_every_case(desk, organ):
    case = factories.case(organ)
    assert desk.get(f"/office/cases/{case.number}/receipt/").content.startswith(b"%PDF")


def test_identity_and_evidence_are_different_uses(desk, organ):
    send(desk, organ, materials=SimpleUploadedFile("申请书.pdf", PDF))
    assert Attachment.objects.get().use == Attachment.Use.MATERIAL
