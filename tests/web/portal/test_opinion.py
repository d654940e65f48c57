"""An opinion given online by a one-time link: what is shown, the one answer, and a link that opens nothing."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.law.procedure import Stage, Step, StepKind
from gongkai.web.cases import actions, notify
from gongkai.web.cases.models import Attachment, Opinion, OpinionLink
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.opinions import actions as opinions
from gongkai.web.cases.opinions import queries
from gongkai.web.notices.models import Message
from gongkai.web.organs.models import Event, Role
from gongkai.web.portal import allowances
from gongkai.web.portal.models import Draft
from gongkai.web.vault import sealing
from tests.web import factories

pytestmark = pytest.mark.django_db
K = StepKind
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SHOWN = "贵公司与本机关签订的道路养护合同中的单价表。"
NEUTRAL = "没有这个链接，或者它已经失效"


class Letter:
    """A letter to a third party, and the link that lets it answer."""

    def __init__(self, clock, kind=K.THIRD_PARTY_CONSULTED, arrived=None):
        self.organ = factories.organ(code="yt", name="云亭区交通运输局", phone="0000-12345678")
        self.handler = factories.person((self.organ, Role.HANDLER), email="handler@example.cn")
        self.case = factories.case(self.organ)
        self.asked = self.take(clock, kind, ref="函1", arrived=arrived)
        self.secret = self.link(clock)

    def take(self, clock, kind, **said) -> StepRow:
        """Take a step of the handler today."""
        by = factories.call(self.handler, clock.now)
        step = Step(kind, clock.today, **said)
        return actions.take(case=self.case, step=step, verb="cases.handle", by=by)

    def link(self, clock, **given) -> str:
        """Make a link and return its secret."""
        by = factories.call(self.handler, clock.now, token=f"t{OpinionLink.objects.count()}")
        return opinions.make_link(case=self.case, asked=self.asked, shown=SHOWN, by=by, **given).secret

    @property
    def path(self) -> str:
        """The address of the link."""
        return f"/opinion/{self.secret}/"


@pytest.fixture
def letter(clock):
    """Return a letter that arrived today, with its link."""
    return Letter(clock, arrived=clock.today)


def fill(client, letter, verdict="objection", reasons="单价是我公司的商业秘密。", **more):
    """Fill in the form."""
    return client.post(letter.path, {"verdict": verdict, "reasons": reasons, **more})


def confirm(client, letter):
    """Confirm what was filled in."""
    return client.post(letter.path + "confirm", follow=True)


def give(letter, **said):
    """Fill in and confirm in a browser of one's own, and return the last page."""
    client = Client()
    fill(client, letter, **said)
    return confirm(client, letter)


def test_the_page_says_who_asks_of_what_by_when_and_what_silence_means_and_never_who_applied(client, letter):
    page = client.get(letter.path)
    text = page.content.decode()
    assert page.status_code == 200 and "no-store" in page["Cache-Control"]
    assert "云亭区交通运输局征求您的意见" in text and SHOWN in text and "第三十二条" in text
    assert "15 个工作日内" in text and "2026年12月14日（星期一）" in text
    assert "决定是否公开" in text and "视为同意公开" not in text
    assert "林某某" not in text and letter.case.number not in text and letter.case.subject not in text


def test_silence_of_an_organ_that_made_it_too_is_consent_and_says_so(client, clock):
    page = client.get(Letter(clock, K.CO_MAKER_CONSULTED).path).content.decode()
    assert "视为同意公开" in page and "第三十四条" in page and "决定是否公开" not in page


def test_before_the_arrival_is_known_the_last_day_of_what_comes_today_is_said(client, clock):
    text = client.get(Letter(clock).path).content.decode()
    assert "今天收到的，最后一日为2026年12月14日（星期一）" in text


def test_a_provisional_last_day_is_said_to_be_so(client, clock):
    clock.go_to(date(2026, 12, 15))
    text = client.get(Letter(clock, arrived=clock.today).path).content.decode()
    assert "暂定" in text


def test_an_opinion_is_read_back_and_handed_in_once(client, letter, clock):
    answer = fill(client, letter, papers=SimpleUploadedFile("合同.pdf", PDF))
    assert answer.status_code == 302 and answer.url == letter.path + "confirm"
    text = client.get(answer.url).content.decode()
    assert "不同意公开" in text and "单价是我公司的商业秘密。" in text and "合同.pdf" in text
    assert Opinion.objects.count() == 0
    page = confirm(client, letter).content.decode()
    assert "意见已经收到" in page and "2026-11-23 10:00" in page and "商业秘密" not in page
    opinion = Opinion.objects.get()
    row = opinion.step
    assert (row.kind, row.on, row.registered_by, row.facts) == (
        K.THIRD_PARTY_ANSWERED,
        clock.today,
        None,
        {"ref": "函1"},
    )
    assert (opinion.verdict, queries.reasons(opinion)) == ("objection", "单价是我公司的商业秘密。")
    assert "商业秘密".encode() not in bytes(opinion.sealed) and "商业秘密" not in row.note + row.remark
    assert [each.use for each in row.attachments.all()] == [Attachment.Use.EVIDENCE]
    letter.case.refresh_from_db()
    assert letter.case.stage == Stage.IN_HAND
    assert not Draft.objects.exists()


def test_reasons_are_asked_of_whoever_does_not_consent_and_not_of_whoever_does(client, letter):
    for verdict in ("objection", "partly"):
        page = fill(client, letter, verdict=verdict, reasons="")
        assert page.status_code == 422 and "请说明理由" in page.content.decode()
    assert "请选择同意、部分同意或者不同意公开" in fill(client, letter, verdict="").content.decode()
    assert fill(client, letter, verdict="consent", reasons="").status_code == 302


def test_going_back_keeps_what_was_written_and_chosen(client, letter):
    fill(client, letter, papers=SimpleUploadedFile("合同.pdf", PDF))
    text = client.get(letter.path).content.decode()
    assert "单价是我公司的商业秘密。" in text and "已经选择了 1 个文件" in text
    fill(client, letter, reasons="改过的理由。")
    confirm(client, letter)
    assert queries.reasons(Opinion.objects.get()) == "改过的理由。"
    assert Opinion.objects.get().step.attachments.count() == 1


def test_a_link_serves_for_one_answer(letter):
    one, two = Client(), Client()
    fill(one, letter)
    fill(two, letter, verdict="consent", reasons="")
    confirm(one, letter)
    assert "意见已经收到" in confirm(two, letter).content.decode()
    assert "意见已经收到" in fill(Client(), letter, verdict="consent").content.decode()
    assert [each.verdict for each in Opinion.objects.all()] == ["objection"]
    assert letter.case.steps.filter(kind=K.THIRD_PARTY_ANSWERED).count() == 1


def test_what_is_confirmed_in_another_session_is_not_known(client, letter):
    fill(Client(), letter)
    assert client.post(letter.path + "confirm").url == letter.path
    assert client.get(letter.path + "confirm").url == letter.path
    assert not Opinion.objects.exists()


def test_however_it_is_typed_the_link_opens(client, letter):
    typed = letter.secret.lower().replace("-", "")
    assert client.get(f"/opinion/{typed}/").status_code == 200


def test_only_the_keyed_digest_of_a_link_is_kept(letter):
    link = OpinionLink.objects.get()
    plain = letter.secret.replace("-", "")
    assert len(plain) * 5 >= 128
    assert link.digest == queries.digest(letter.secret) and plain not in link.digest.upper()
    assert all(letter.secret not in str(event.detail) for event in Event.objects.all())


def closed(letter, clock, how):
    """Do to a case what closes its link."""
    if how == "replied":
        factories.replied(letter.case, "does_not_exist")
    elif how == "undone":
        letter.take(clock, K.UNDONE)
    elif how == "returned":
        letter.take(clock, K.LETTER_RETURNED, ref="函1")
    elif how == "withdrawn":
        letter.take(clock, K.WITHDRAWN)
    elif how == "made anew":
        letter.secret, _ = letter.secret, letter.link(clock)
    elif how == "closed":
        opinions.close_link(link=OpinionLink.objects.get(), by=factories.call(letter.handler, clock.now))
    else:
        letter.secret = "AAAA-BBBB"


@pytest.mark.parametrize("how", ["replied", "undone", "returned", "withdrawn", "made anew", "closed", "made up"])
def test_a_link_that_opens_nothing_gets_one_and_the_same_page(client, clock, how):
    letter = Letter(clock)
    filled = Client()
    fill(filled, letter)
    closed(letter, clock, how)
    pages = [
        client.get(letter.path),
        fill(client, letter),
        client.get(letter.path + "confirm"),
        confirm(filled, letter),
    ]
    assert {page.status_code for page in pages} == {404}
    assert all(NEUTRAL in page.content.decode() and "交通运输局" not in page.content.decode() for page in pages)
    assert not Opinion.objects.exists()


def test_guessing_ends_after_a_while_for_right_links_too(client, clock, letter):
    for at in range(allowances.LINK.most):
        assert client.get(f"/opinion/GUESS{at}/").status_code in (404, 429)
    page = client.get(letter.path)
    assert page.status_code == 429 and NEUTRAL in page.content.decode()
    assert client.get(letter.path, REMOTE_ADDR="192.0.2.9").status_code == 200
    clock.go_to(clock.today, hour=11)
    assert client.get(letter.path).status_code == 200


def test_an_answer_after_the_period_is_taken_as_late_and_said_to_be(client, letter, clock):
    clock.go_to(date(2026, 12, 15))
    assert "提出意见的期限已经届满" in client.get(letter.path).content.decode()
    fill(client, letter)
    page = confirm(client, letter).content.decode()
    assert "期限届满之后收到" in page
    letter.case.refresh_from_db()
    assert letter.case.due == date(2027, 1, 12), "the period goes on after the fifteenth day, however late the answer"


def test_an_answer_in_the_small_hours_after_the_last_day_is_late(letter, clock):
    clock.go_to(date(2026, 12, 15), hour=1)
    assert "期限届满之后收到" in give(letter).content.decode()


def test_an_answer_after_silence_goes_on_file_and_moves_nothing(letter, clock):
    clock.go_to(date(2026, 12, 15))
    letter.take(clock, K.THIRD_PARTY_SILENT, ref="函1")
    letter.case.refresh_from_db()
    before = letter.case.due
    assert "意见已经收到" in give(letter).content.decode()
    letter.case.refresh_from_db()
    assert (letter.case.due, letter.case.stage) == (before, Stage.IN_HAND)


def test_an_undone_answer_stays_on_file_and_its_link_stays_used(client, letter, clock):
    give(letter)
    letter.take(clock, K.UNDONE)
    assert "意见已经收到" in client.get(letter.path).content.decode()
    assert queries.standing_opinions(letter.case) == []
    letter.secret = letter.link(clock)
    assert "意见已经收到" in give(letter, verdict="consent", reasons="").content.decode()
    assert [each.verdict for each in queries.standing_opinions(letter.case)] == ["consent"]
    assert Opinion.objects.count() == 2


def test_a_letter_sent_again_under_the_same_name_has_no_part_in_the_link_of_the_undone_one(client, letter, clock):
    letter.take(clock, K.UNDONE)
    letter.asked = letter.take(clock, K.THIRD_PARTY_CONSULTED, ref="函1")
    assert client.get(letter.path).status_code == 404


def test_the_handlers_are_told_of_an_answer_and_the_applicant_of_the_letter(letter, clock):
    give(letter)
    for row in letter.case.steps.all():
        notify.tell(row.pk, clock.now)
    said = {sealing.unseal_json(each.sealed, purpose="message")["text"] for each in Message.objects.all()}
    assert any("第三方在网上提交了意见" in text for text in said)
    assert any("征求意见所需时间不计算在答复期限内" in text for text in said)
    assert not any("商业秘密" in text for text in said)


def test_other_organs_are_asked_without_a_period_of_law(client, clock):
    letter = Letter(clock, K.ORGAN_CONSULTED)
    assert "没有法定期限" in client.get(letter.path).content.decode()
    assert "意见已经收到" in give(letter, verdict="consent", reasons="").content.decode()


def test_the_page_can_be_read_in_english(client, letter):
    client.post("/language", {"language": "en", "next": "/"})
    assert client.get(letter.path).status_code == 200
