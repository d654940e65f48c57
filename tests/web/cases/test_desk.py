"""The staff's pages of a case: the list, the page, the identity, the steps to its end, the files."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.law.deadlines import Channel
from gongkai.law.procedure import Stage, Step
from gongkai.web.cases import actions, actions_public, actions_staff, queries, worklist
from gongkai.web.cases.actions import Arrival
from gongkai.web.cases.models import Attachment, Case
from gongkai.web.cases.writing.queries import PURPOSES, MustBeWritten
from gongkai.web.organs import log
from gongkai.web.organs.models import Event, Role
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.vault import files
from tests.web import factories

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n%%EOF\n"


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


def received(organ, day):
    """Return a request that was received on a day."""
    now = factories.NOW.replace(year=day.year, month=day.month, day=day.day)
    return factories.filed(organ, by=factories.call(now=now), arrival=Arrival(Channel.COUNTER, day)).case


def take(desk, case, kind, **said):
    """Send the form of a step."""
    given = {"on": "2026-11-23", "remark": "", "note": "", "token": f"{kind}-{said}"[:60]} | said
    return desk.post(f"/office/cases/{case.number}/steps/{kind}/", given, follow=True)


def test_the_list_says_how_near_each_last_day_is(desk, organ):
    late, near, calm = received(organ, date(2026, 10, 12)), received(organ, date(2026, 10, 29)), factories.case(organ)
    page = desk.get("/office/cases/")
    words = {row.case: (row.clock.word, row.clock.said) for row in page.context["page"].rows}
    assert words == {
        late: ("超期", "超过 10 个工作日"),
        near: ("临期", "剩余 3 个工作日"),
        calm: ("正常", "剩余 20 个工作日"),
    }
    assert [row.case for row in page.context["page"].rows] == [late, near, calm]
    assert "2026年11月26日（星期四）" in page.content.decode()
    for urgency, case in (("over", late), ("soon", near), ("ok", calm)):
        rows = desk.get(f"/office/cases/?urgency={urgency}").context["page"].rows
        assert [row.case for row in rows] == [case]


def test_five_working_days_left_are_near_and_six_are_not(organ):
    near, calm = received(organ, date(2026, 11, 2)), received(organ, date(2026, 11, 3))
    soon = worklist.page(organ, worklist.Asked(urgency=worklist.Urgency.SOON), factories.TODAY)
    normal = worklist.page(organ, worklist.Asked(urgency=worklist.Urgency.NORMAL), factories.TODAY)
    assert [(row.case, row.standing.left, row.clock.word) for row in soon.rows] == [(near, 5, "临期")]
    assert [(row.case, row.standing.left, row.clock.word) for row in normal.rows] == [(calm, 6, "正常")]


def test_a_last_day_beyond_the_calendar_is_marked(desk, organ, clock):
    clock.go_to(date(2026, 12, 10))
    case = received(organ, date(2026, 12, 10))
    assert "暂定" in desk.get("/office/cases/").content.decode()
    assert "暂定" in desk.get(f"/office/cases/{case.number}/").content.decode()


def test_each_case_stands_in_its_part_of_the_list(desk, organ):
    waits = factories.filed(organ, arrival=Arrival(Channel.ONLINE, confirmed=False)).case
    paused, ended, open_ = factories.case(organ), factories.case(organ), factories.case(organ)
    take(desk, paused, "clarification_asked", note="请写明年份。")
    take(desk, ended, "withdrawn")
    parts = {tab: [row.case for row in _rows(desk, f"tab={tab}")] for tab in worklist.Tab}
    assert parts == {
        "open": [open_],
        "paused": [paused],
        "unconfirmed": [waits],
        "live": [open_, waits, paused],
        "ended": [ended],
        "all": [open_, ended, paused, waits],
    }


def _rows(desk, asked):
    return desk.get(f"/office/cases/?{asked}").context["page"].rows


def test_a_number_opens_its_case_and_the_beginning_of_one_lists(desk, organ):
    one, two = factories.case(organ), factories.case(organ)
    assert desk.get(f"/office/cases/?number={one.number.lower()}").url == f"/office/cases/{one.number}/"
    assert [row.case for row in _rows(desk, "number=YT-2026")] == [one, two]
    assert _rows(desk, "number=NONE") == []


def test_the_list_turns_its_pages_and_counts_no_further_than_its_bound(desk, organ, monkeypatch):
    monkeypatch.setattr(worklist, "PAGE", 2)
    monkeypatch.setattr(worklist, "MOST", 4)
    cases = [factories.case(organ) for _ in range(5)]
    first, last = (desk.get(f"/office/cases/?tab=all&page={page}").context["page"] for page in (1, 9))
    assert [row.case for row in first.rows] == [cases[4], cases[3]]
    assert [row.case for row in last.rows] == [cases[2], cases[1]]
    assert (first.beyond, first.count, first.pages) == (True, 4, 2)


@pytest.mark.parametrize("asked", ["tab=no", "urgency=no", "page=-1", "page=x", "page=99999999999", "number=%E2%80%AE"])
def test_a_senseless_question_gets_a_plain_list(desk, organ, asked):
    factories.case(organ)
    assert desk.get(f"/office/cases/?{asked}").status_code == 200


def test_a_list_of_another_organ_is_not_there(desk, organ):
    other = factories.organ()
    case = factories.case(other)
    assert desk.get(f"/office/cases/?organ={other.code}").status_code == 404
    assert desk.get(f"/office/cases/{case.number}/").status_code == 404
    assert case.number not in desk.get("/office/cases/?tab=all").content.decode()


def test_a_stranger_is_sent_to_sign_in(client, organ):
    case = factories.case(organ)
    for path in ("", "register/", f"{case.number}/", f"{case.number}/steps/replied/", f"{case.number}/receipt/"):
        assert client.get(f"/office/cases/{path}").status_code == 302


def test_the_number_of_questions_to_the_database_does_not_grow_with_the_list(
    desk, organ, django_assert_max_num_queries
):
    for _ in range(12):
        factories.case(organ)
    desk.get("/office/cases/")
    with django_assert_max_num_queries(28):
        desk.get("/office/cases/")


def test_the_page_shows_the_request_its_clock_and_its_steps_and_masks_the_applicant(desk, organ):
    case = factories.case(organ)
    page = desk.get(f"/office/cases/{case.number}/")
    text = page.content.decode()
    assert "林**" in text and "林某某" not in text
    assert "138****0000" in text and "13800000000" not in text
    assert "11010519491231002X" not in text
    assert "2026年12月21日（星期一）" in text and "剩余 20 个工作日" in text
    assert "第 20" in text or ">20<" in text
    assert "no-store" in page["Cache-Control"]


def test_opening_the_identity_is_an_event_and_shown_once(desk, organ, handler):
    case = factories.case(organ)
    page = desk.post(f"/office/cases/{case.number}/identity/")
    assert "林某某" in page.content.decode() and "11010519491231002X" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    event = Event.objects.get(verb="cases.open_identity")
    assert (event.actor, event.key, event.organ) == (handler, case.number, organ)
    assert "林" not in str(event.detail)
    assert "林某某" not in desk.get(f"/office/cases/{case.number}/").content.decode()
    assert desk.get(f"/office/cases/{case.number}/identity/").status_code == 405


def test_an_auditor_reads_a_case_and_opens_no_identity(client, organ):
    case = factories.filed(organ, attachments=[(Attachment.Use.IDENTITY, factories.pdf())]).case
    client.force_login(factories.person((organ, Role.AUDITOR)))
    page = client.get(f"/office/cases/{case.number}/").content.decode()
    assert "查看完整的身份信息" not in page and "steps/replied" not in page
    assert client.post(f"/office/cases/{case.number}/identity/").status_code == 403
    attachment = case.attachments.get()
    assert client.post(f"/office/cases/{case.number}/files/{attachment.pk}/").status_code == 403
    assert client.post(f"/office/cases/{case.number}/steps/withdrawn/", {"on": "2026-11-23"}).status_code == 403
    assert not Event.objects.filter(verb="cases.open_identity").exists()


def test_a_supervisor_above_reads_and_does_nothing(client, organ):
    top = factories.organ()
    below = factories.organ(parent=top)
    case = factories.case(below)
    client.force_login(factories.person((top, Role.SUPERVISOR)))
    assert client.get(f"/office/cases/{case.number}/").status_code == 200
    assert client.get(f"/office/cases/{case.number}/steps/replied/").status_code == 403


def test_a_clarification_is_asked_given_and_the_period_starts_afresh(desk, organ, clock):
    case = factories.case(organ)
    assert "请填写告知申请人的内容" in take(desk, case, "clarification_asked").content.decode()
    page = take(desk, case, "clarification_asked", note="请写明年份。", arrived="2026-11-23")
    assert "请写明年份。" in page.content.decode()
    case.refresh_from_db()
    assert (case.stage, case.due) == (Stage.CLARIFYING, None)
    clock.go_to(date(2026, 11, 30))
    take(desk, case, "clarification_given", on="2026-11-30", remark="来信补充了年份。")
    case.refresh_from_db()
    assert (case.stage, case.due) == (Stage.IN_HAND, date(2026, 12, 28))


def test_the_law_refuses_in_its_own_words(desk, organ):
    case = received(organ, date(2026, 11, 2))
    page = take(desk, case, "clarification_asked", note="请写明年份。")
    assert page.status_code == 422
    assert "7个工作日内" in page.content.decode()
    assert case.steps.count() == 1
    assert "尚未发生" in take(desk, case, "withdrawn", on="2026-11-24").content.decode()


def test_a_step_that_may_not_follow_any_more_leads_back_to_the_case(desk, organ):
    case = factories.case(organ)
    take(desk, case, "withdrawn")
    assert "现在不能登记" in take(desk, case, "replied", note="x").content.decode()
    assert desk.get(f"/office/cases/{case.number}/steps/nothing/").status_code == 404


def test_a_reply_is_no_plain_step(desk, handler, organ):
    case = factories.case(organ)
    for kind in PURPOSES:
        with pytest.raises(MustBeWritten, match="送审稿"):
            actions_staff.act(case=case, step=Step(kind, factories.TODAY), by=factories.call(handler))
        with pytest.raises(MustBeWritten):
            actions.take(case=case, step=Step(kind, factories.TODAY), verb="cases.handle", by=factories.call(handler))
    assert case.steps.count() == 1


def test_a_reply_brings_its_letter_along_and_is_served_and_filed_away(desk, organ):
    case = factories.case(organ)
    factories.replied(case, uploads=[factories.pdf("答复书.pdf")])
    assert (case.stage, case.result, case.closed) == (Stage.REPLIED, "disclosed", factories.TODAY)
    kept = case.attachments.get(use=Attachment.Use.LETTER)
    assert kept.file.name == "答复书.pdf"
    take(desk, case, "served")
    take(desk, case, "archived")
    case.refresh_from_db()
    assert case.stage == Stage.ARCHIVED
    assert list(log.broken()) == []


def test_the_same_step_sent_twice_is_one_step_and_one_letter(desk, organ):
    case = factories.case(organ)
    for _ in range(2):
        letter = SimpleUploadedFile("补正告知书.pdf", PDF)
        page = take(desk, case, "clarification_asked", note="请写明年份。", token="t", letters=letter)
        assert page.status_code == 200
    assert (case.steps.count(), case.attachments.count()) == (2, 1)


def test_the_last_step_is_undone_with_a_reason_and_stays_on_file(desk, organ):
    case = factories.case(organ)
    take(desk, case, "clarification_asked", note="请写明年份。")
    assert "请写明为什么撤销" in take(desk, case, "undone").content.decode()
    page = take(desk, case, "undone", remark="误登记到本件。").content.decode()
    case.refresh_from_db()
    assert (case.stage, case.steps.count()) == (Stage.IN_HAND, 3)
    assert "告知补正（已撤销）" in page and "误登记到本件。" in page


def test_consultations_are_told_apart_by_their_reference(desk, organ):
    case = factories.case(organ)
    take(desk, case, "third_party_consulted", ref="A", arrived="2026-11-23")
    take(desk, case, "organ_consulted", ref="B")
    page = desk.get(f"/office/cases/{case.number}/steps/organ_answered/").content.decode()
    assert "A（2026-11-23 发出）" not in page and "B（2026-11-23 发出）" in page
    take(desk, case, "organ_answered", ref="B")
    take(desk, case, "third_party_answered", ref="A", verdict="consent")
    case.refresh_from_db()
    assert case.stage == Stage.IN_HAND


def test_every_step_that_may_follow_has_a_form(desk, organ):
    case = factories.case(organ)
    page = desk.get(f"/office/cases/{case.number}/")
    for rule in page.context["next"]:
        if rule.kind not in PURPOSES:
            assert desk.get(f"/office/cases/{case.number}/steps/{rule.kind}/").status_code == 200, rule.kind


def test_a_file_is_saved_and_never_shown(desk, organ):
    case = factories.filed(organ, attachments=[(Attachment.Use.MATERIAL, factories.pdf("材料.pdf"))]).case
    attachment = case.attachments.get()
    answer = desk.get(f"/office/cases/{case.number}/files/{attachment.pk}/")
    assert answer.content == factories.pdf().data
    assert answer["Content-Disposition"].startswith("attachment;") and "%E6%9D%90" in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_a_file_of_another_case_is_not_reached_through_ones_own(desk, organ):
    own = factories.case(organ)
    foreign = factories.filed(factories.organ(), attachments=[(Attachment.Use.MATERIAL, factories.pdf())]).case
    attachment = foreign.attachments.get()
    assert desk.get(f"/office/cases/{own.number}/files/{attachment.pk}/").status_code == 404
    assert desk.get(f"/office/cases/{foreign.number}/files/{attachment.pk}/").status_code == 404


def test_a_proof_of_identity_is_opened_by_a_form_and_recorded(desk, organ):
    case = factories.filed(organ, attachments=[(Attachment.Use.IDENTITY, factories.pdf())]).case
    address = f"/office/cases/{case.number}/files/{case.attachments.get().pk}/"
    assert desk.get(address).status_code == 404
    assert desk.post(address).content == factories.pdf().data
    assert Event.objects.filter(verb="cases.open_identity", key=case.number).count() == 1


def test_a_file_that_was_erased_or_changed_is_said_so(desk, organ):
    case = factories.filed(organ, attachments=[(Attachment.Use.MATERIAL, factories.pdf())]).case
    attachment = case.attachments.get()
    files.path(attachment.file).write_bytes(b"changed")
    page = desk.get(f"/office/cases/{case.number}/files/{attachment.pk}/", follow=True)
    assert "文件打不开" in page.content.decode()


def test_the_disk_holds_nothing_in_clear(organ, settings):
    case = factories.filed(organ, attachments=[(Attachment.Use.IDENTITY, factories.pdf("林某某身份证.pdf"))]).case
    path = files.path(case.attachments.get().file)
    assert b"%PDF" not in path.read_bytes()
    assert path.name.isalnum() and "pdf" not in path.name
    assert path.stat().st_mode & 0o077 == 0


def test_an_identity_put_in_the_place_of_another_is_refused(desk, organ):
    mine, other = factories.case(organ), factories.case(organ)
    sealed = bytes(other.applicant.sealed)
    type(mine.applicant).objects.filter(case=mine).update(sealed=sealed)
    assert "加密的内容已被改动" in desk.get(f"/office/cases/{mine.number}/").content.decode()
    page = desk.post(f"/office/cases/{mine.number}/identity/")
    assert page.status_code == 200 and "加密的内容已被改动" in page.content.decode()
    assert not Event.objects.filter(verb="cases.open_identity").exists()


def test_actions_ask_who_and_refuse_nobody(organ):
    case = factories.case(organ)
    for actor in (None, factories.person((factories.organ(), Role.HANDLER))):
        by = factories.call(actor)
        with pytest.raises(NotAllowed):
            actions_staff.confirm(case=case, on=factories.TODAY, by=by)
        with pytest.raises(NotAllowed):
            actions_staff.open_identity(case=case, by=by)
        with pytest.raises(NotAllowed):
            actions_staff.renew_code(case=case, by=by)


def test_what_the_applicant_answers_stands_among_the_steps(desk, organ):
    case = factories.case(organ)
    take(desk, case, "clarification_asked", note="请写明年份。")
    by = factories.call(token="a")
    actions_public.answer(case=case, kind="clarification_given", text="2025年。", uploads=[factories.pdf()], by=by)
    page = desk.get(f"/office/cases/{case.number}/").content.decode()
    assert "2025年。" in page and "证明.pdf" in page


def test_the_summary_of_every_case_is_what_its_steps_say(desk, organ):
    case = factories.case(organ)
    factories.replied(case)
    case = Case.objects.get()
    standing = queries.standings([case], factories.TODAY)[case.pk]
    assert standing == queries.standing(case, factories.TODAY)
    assert (case.stage, case.result, case.steps_taken) == (standing.stage, standing.result, 2)
