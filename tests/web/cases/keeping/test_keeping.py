"""Keeping and erasing: whose time has passed, what goes, and that every figure stays."""

import random
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions as cases
from gongkai.web.cases import actions_staff, fingerprints
from gongkai.web.cases import queries as asked_of_cases
from gongkai.web.cases.figures import queries as figures
from gongkai.web.cases.figures.periods import Period, Span
from gongkai.web.cases.keeping import actions, queries
from gongkai.web.cases.keeping.actions import Decision, NothingToErase
from gongkai.web.cases.models import (
    Applicant,
    Assignment,
    Case,
    CaseLink,
    Erasure,
    Evidence,
    Opinion,
    Rating,
    Version,
)
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.notices.models import Message
from gongkai.web.notices.sending import Notice, send
from gongkai.web.organs import log
from gongkai.web.organs.models import Event, Role
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.upkeep import replaying, verifying
from gongkai.web.vault import files, rotation, sealing
from gongkai.web.vault.models import RestrictedFile
from tests.web import factories
from tests.web.cases.figures.random_office import lives, written

pytestmark = pytest.mark.django_db
K = StepKind
GROUND = "保管期限已满，经鉴定不再保存。"


@pytest.fixture
def organ():
    return factories.organ(settings={"retention": "10"})


@pytest.fixture
def approver(organ):
    return factories.person((organ, Role.APPROVER))


def ended(organ, **fields) -> Case:
    """Return a case with an applicant's paper, a letter, an opinion, a version, evidence, a grade and a waiting message."""
    handler = factories.person((organ, Role.HANDLER))
    papers = [("identity", factories.pdf("林某某身份证.pdf")), ("material", factories.pdf())]
    case = factories.filed(organ, attachments=papers, arrival=cases.Arrival(Channel.COUNTER), **fields).case
    take(case, handler, Step(K.THIRD_PARTY_CONSULTED, factories.TODAY, ref="1", arrived=factories.TODAY))
    heard = take(case, handler, Step(K.THIRD_PARTY_ANSWERED, factories.TODAY, ref="1"))
    Opinion.objects.create(
        case=case, step=heard, verdict="consent", sealed=sealing.seal_json({}, purpose=f"opinion {case.number} 1")
    )
    Assignment.objects.create(
        case=case, person=handler, part="lead", task="请林某某联系", assigned_by=handler, assigned_at=factories.NOW
    )
    factories.put(case, "search_record", factories.call(handler), text="林某某")
    factories.version(case, by=factories.call(handler), text="林某某：", uploads=[factories.pdf("稿.pdf")])
    replied = Step(K.REPLIED, factories.TODAY, reply="disclosed", by=ServedBy.ONLINE)
    row = cases.record(Case.objects.get(pk=case.pk), replied, by=factories.call(handler), note="林某某：予以公开。")
    cases.attach(row, use="letter", upload=factories.pdf("答复书.pdf"), now=factories.NOW)
    Rating.objects.create(case=case, grade=5, remark="我是林某某", given_at=factories.NOW)
    send(Notice("email", "lin@example.org", "林某某您好"), key=f"x/{case.pk}", now=factories.NOW, about=case.number)
    case.refresh_from_db()
    return case


def take(case: Case, handler, step: Step) -> StepRow:
    return cases.take(case=case, step=step, verb="cases.handle", by=factories.call(handler), note="林某某的说明")


def erase(case: Case, approver, *, texts: bool = False, token: str = "") -> Erasure:
    return actions.erase(
        organ=case.organ, numbers=[case.number], decision=Decision(GROUND, texts), by=factories.call(approver)
    )


def old(organ, closed: int, **fields) -> Case:
    """Return an archived case that was closed in a year, with an applicant."""
    received = Step(K.RECEIVED, date(closed, 3, 2), channel=Channel.COUNTER, applicant="natural_person")
    replied = Step(K.REPLIED, date(closed, 3, 9), reply="disclosed", by=ServedBy.ONLINE)
    case = written(organ, [received, replied, Step(K.ARCHIVED, date(closed, 3, 20))], **fields)
    sealed = sealing.seal_json({"name": "林某某"}, purpose=asked_of_cases.purpose(case))
    Applicant.objects.create(case=case, sealed=sealed)
    return case


# Whose time has passed


@pytest.mark.parametrize(("year", "number"), [(2029, 0), (2030, 1)])
def test_the_time_runs_from_the_year_after_the_closing(organ, year, number) -> None:
    old(organ, 2019 + 1)
    day = date(year + 1, 1, 1) - timedelta(days=1)
    assert queries.passed(organ, day).count() == 0
    assert queries.passed(organ, day + timedelta(days=1)).count() == number
    kept = queries.kept(Case.objects.get())
    assert kept.until == date(2030, 12, 31) and not kept.passed(date(2030, 12, 31)) and kept.passed(date(2031, 1, 1))


def test_a_case_keeps_to_its_own_class_before_that_of_the_organ(organ) -> None:
    for own in ("", "10", "30", "permanent"):
        old(organ, 2020, retention=own, number=f"N-{own or 'organ'}")

    def found(year: int) -> list[str]:
        return sorted(queries.passed(organ, date(year, 6, 1)).values_list("number", flat=True))

    assert found(2031) == ["N-10", "N-organ"]
    assert found(2090) == ["N-10", "N-30", "N-organ"]
    assert dict(queries.classes(organ)) == {"10年": 2, "30年": 1, "永久": 1}


def test_only_what_is_archived_and_not_erased_is_listed(organ, approver) -> None:
    case = old(organ, 2020)
    Case.objects.filter(pk=case.pk).update(stage="served")
    assert not queries.passed(organ, date(2040, 1, 1))
    Case.objects.filter(pk=case.pk).update(stage="archived")
    erase(case, approver)
    assert not queries.passed(organ, date(2040, 1, 1))


# What goes, and what stays


def test_who_asked_is_gone_with_all_that_came_from_them(organ, approver, django_capture_on_commit_callbacks) -> None:
    case = ended(organ)
    Applicant.objects.update(known_as="a" * 64)
    places = [files.path(each.file) for each in case.attachments.exclude(use="letter")]
    assert all(place.exists() for place in places)
    with django_capture_on_commit_callbacks(execute=True):
        erase(case, approver)
    applicant = Applicant.objects.get()
    assert (bytes(applicant.sealed), applicant.known_as, applicant.erased) == (b"", "", factories.TODAY)
    assert not any(place.exists() for place in places)
    assert [each.file.name for each in case.attachments.order_by("pk").select_related("file")] == [
        "（已清除）",
        "（已清除）",
        "答复书.pdf",
    ]
    assert bytes(Opinion.objects.get().sealed) == b"" and Opinion.objects.get().verdict == "consent"
    assert Rating.objects.get().remark == "" and Rating.objects.get().grade == 5
    assert not Message.objects.filter(about=case.number).exclude(sealed=b"").exists()
    assert not Message.objects.filter(about=case.number, state="queued").exists()
    assert asked_of_cases.applicant(Case.objects.get()) == {}
    assert Case.objects.get().description.startswith("请提供")


def test_with_the_texts_nothing_that_was_written_is_left(organ, approver, django_capture_on_commit_callbacks) -> None:
    case = ended(organ, description="林某某的房屋征收补偿协议")
    handler = factories.person((organ, Role.HANDLER))
    for one, other in ((case, factories.case(organ)), (factories.case(organ), case)):
        CaseLink.objects.filter(pk=factories.tie(one, handler, other).pk).update(note="林某某的房屋")
    with django_capture_on_commit_callbacks(execute=True):
        erase(case, approver, texts=True)
    case.refresh_from_db()
    assert (case.subject, case.description) == ("（已清除）", "（已清除）")
    assert not StepRow.objects.exclude(note="", remark="").exists()
    assert not RestrictedFile.objects.filter(erased_at=None).exists()
    said = [
        list(model.objects.filter(**{name: case}).values())
        for model, name in ((Version, "case"), (Evidence, "case"), (Assignment, "case"), (StepRow, "case"))
    ]
    assert set(CaseLink.objects.values_list("note", flat=True)) == {""}
    assert "林某某" not in str(said) and "林某某" not in str(list(Event.objects.values()))


@pytest.mark.parametrize("texts", [False, True])
def test_the_office_agrees_with_its_log_and_its_steps_afterwards(organ, approver, texts) -> None:
    case = ended(organ)
    erase(case, approver, texts=texts)
    assert list(replaying.differences(factories.TODAY)) == []
    assert list(fingerprints.changed()) == [] and list(log.broken()) == []
    assert list(rotation.unreadable()) == [] and set(rotation.in_use()) <= {_current()}
    assert [fault for fault in verifying.faults(factories.TODAY) if "受限文件" in fault] == []


def _current() -> str:
    from gongkai.web.vault import keys

    return keys.current().id.hex()


def test_figures_and_the_register_are_the_same_before_and_after(organ, approver) -> None:
    made = lives(organ, 40, random.Random(9), first=date(2026, 1, 5), last=factories.TODAY)
    for case in made:
        Applicant.objects.create(case=case, sealed=b"")
    numbers = [case.number for case in made if Case.objects.get(pk=case.pk).closed]

    def everything():
        periods = [Period(Span.MONTH, 2026, number) for number in range(1, 12)]
        return [figures.counts([organ], period, factories.TODAY)[organ.pk].cells for period in periods]

    before, steps = everything(), StepRow.objects.count()
    actions.erase(organ=organ, numbers=numbers, decision=Decision(GROUND, True), by=factories.call(approver))
    assert everything() == before and StepRow.objects.count() == steps
    assert Erasure.objects.get().numbers == sorted(numbers)


def test_what_was_erased_is_on_record(organ, approver) -> None:
    case = ended(organ)
    made = erase(case, approver, texts=True)
    assert (made.numbers, made.ground, made.decided_by) == ([case.number], GROUND, approver)
    events = Event.objects.filter(verb="cases.erase", key=case.number)
    assert events.filter(detail__texts=True).count() == 1
    assert not events.exclude(actor=approver).exists()


def test_a_broken_off_erasure_leaves_its_bytes_to_the_sweep(
    organ, approver, django_capture_on_commit_callbacks
) -> None:
    case = ended(organ)
    with django_capture_on_commit_callbacks(execute=False):
        erase(case, approver)
    late = factories.NOW + timedelta(days=3650)
    # What no row keeps any more is found, however the process ended.
    left = {place.name for place in files.left_behind(late)}
    assert {each.file.key for each in case.attachments.exclude(use="letter").select_related("file")} <= left


# Who, and when


def test_only_who_decides_may_erase_or_keep_otherwise(organ) -> None:
    case, handler = ended(organ), factories.person((organ, Role.HANDLER))
    with pytest.raises(NotAllowed):
        erase(case, handler)
    with pytest.raises(NotAllowed):
        actions.retain(case=case, retention="permanent", by=factories.call(handler))
    assert Applicant.objects.get().erased is None


def test_what_is_open_or_gone_or_of_another_organ_is_refused(organ, approver) -> None:
    with pytest.raises(NothingToErase, match="尚未办结"):
        erase(factories.case(organ), approver)
    case = ended(organ)
    erase(case, approver)
    with pytest.raises(NothingToErase, match="已经清除"):
        erase(case, approver)
    erase(case, approver, texts=True)
    other = ended(factories.organ())
    with pytest.raises(NothingToErase):
        actions.erase(organ=organ, numbers=[other.number], decision=Decision(GROUND), by=factories.call(approver))
    assert Applicant.objects.get(case=other).erased is None


def test_one_refused_case_leaves_all_others_as_they_were(organ, approver) -> None:
    case, opened = ended(organ), factories.case(organ)
    with pytest.raises(NothingToErase):
        actions.erase(
            organ=organ, numbers=[case.number, opened.number], decision=Decision(GROUND), by=factories.call(approver)
        )
    assert Applicant.objects.get(case=case).erased is None and not Erasure.objects.exists()


def test_a_class_of_its_own_is_an_event(organ, approver) -> None:
    case = ended(organ)
    actions.retain(case=case, retention="permanent", by=factories.call(approver))
    actions.retain(case=case, retention="permanent", by=factories.call(approver))
    event = Event.objects.get(verb="cases.retention_set")
    assert event.detail == {"retention": "permanent"} and queries.kept(Case.objects.get()).until is None


# The pages


@pytest.fixture
def visitor(approver) -> Client:
    made = Client()
    made.force_login(approver, "django.contrib.auth.backends.ModelBackend")
    return made


def test_erasing_takes_a_list_a_look_and_a_ground(organ, visitor, clock) -> None:
    case = old(organ, 2020)
    clock.go_to(date(2031, 2, 3))
    assert case.number in visitor.get("/office/cases/keeping/").content.decode()
    address = f"/office/cases/keeping/{organ.code}/erase/"
    look = visitor.post(address, {"number": case.number})
    assert look.status_code == 200 and "清除后不能恢复" in look.content.decode()
    assert Applicant.objects.get().erased is None
    sent = visitor.post(address, {"number": case.number, "confirmed": "1"})
    assert (
        sent.status_code == 422
        and "请写明清除的理由" in sent.content.decode()
        and "未结的争议" in sent.content.decode()
    )
    done = visitor.post(address, {"number": case.number, "confirmed": "1", "ground": GROUND, "checked": "on"})
    assert done.status_code == 302
    page = visitor.get("/office/cases/keeping/").content.decode()
    assert Applicant.objects.get().erased == date(2031, 2, 3) and GROUND in page
    assert "没有保管期限届满的办件" in page


def test_what_is_not_old_enough_is_not_erased_from_the_list(organ, visitor) -> None:
    case = old(organ, 2020)
    address = f"/office/cases/keeping/{organ.code}/erase/"
    answer = visitor.post(address, {"number": case.number, "confirmed": "1", "ground": GROUND, "checked": "on"})
    assert answer.status_code == 302 and Applicant.objects.get().erased is None


def test_an_applicant_who_asks_for_it_is_erased_alone(organ, visitor) -> None:
    case, kept = ended(organ), ended(organ)
    address = f"/office/cases/{case.number}/keeping/"
    assert "保管期限尚未届满" in visitor.get(address).content.decode()
    sent = {"confirmed": "1", "ground": "申请人要求删除，经批准。", "texts": "on", "checked": "on"}
    assert visitor.post(address, sent).status_code == 302
    assert Applicant.objects.get(case=case).erased and not Applicant.objects.get(case=kept).erased
    page = visitor.get(f"/office/cases/{case.number}/")
    assert page.status_code == 200 and "林" not in page.content.decode()
    assert "已于 2026-11-23 清除" in page.content.decode() and "查看完整的身份信息" not in page.content.decode()
    assert "已经清除" in visitor.get(address).content.decode()
    assert Message.objects.filter(about=case.number, state="failed").exists()
    assert not visitor.get("/office/cases/").context["undelivered"]


def test_a_case_gets_its_class_on_its_page(organ, visitor) -> None:
    case = ended(organ)
    visitor.post(f"/office/cases/{case.number}/keeping/class/", {"retention": "30"})
    assert Case.objects.get().retention == "30"
    assert "30年" in visitor.get(f"/office/cases/{case.number}/keeping/").content.decode()
    visitor.post(f"/office/cases/{case.number}/keeping/class/", {"retention": "7"})
    assert Case.objects.get().retention == "30"


def test_who_follows_an_erased_case_sees_where_it_stands_and_no_letter(organ, approver) -> None:
    case = ended(organ)
    code = actions_staff.renew_code(case=case, by=factories.call(factories.person((organ, Role.HANDLER))))
    letter = case.attachments.get(use="letter")
    applicant, where = Client(), reverse("portal:letter", args=[case.number, letter.pk])
    applicant.post("/follow/", {"number": case.number, "code": code})
    assert applicant.get(where).status_code == 200
    erase(case, approver, texts=True)
    assert applicant.get(f"/follow/{case.number}/").status_code == 200
    assert applicant.get(where).status_code == 404
