"""Who works on a case: one leads, others help; whoever is concerned is told; of two who decide at once one wins."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from gongkai.web.cases.models import Assignment
from gongkai.web.cases.teamwork import actions, queries
from gongkai.web.cases.teamwork.actions import NotAssignable, Overtaken, Task
from gongkai.web.notices.models import Message
from gongkai.web.organs import log, permissions
from gongkai.web.organs.models import Event, Role
from gongkai.web.organs.permissions import NotAllowed
from tests.web import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ():
    return factories.organ(code="yt")


@pytest.fixture
def leader(organ):
    return factories.person((organ, Role.APPROVER), email="leader@example.cn")


def handler(organ, **fields):
    return factories.person((organ, Role.HANDLER), **fields)


def give(case, person, by, **more):
    """Return the part that somebody gives somebody."""
    return actions.assign(case=case, person=person, by=factories.call(by), **more)


def told():
    return [message.key for message in Message.objects.order_by("pk") if "/person/" in message.key]


def test_a_leader_assigns_a_case_and_the_person_is_told(organ, leader):
    case, person = factories.case(organ), handler(organ, email="one@example.cn")
    made = give(case, person, leader)
    assert (made.part, made.person, made.assigned_by) == ("lead", person, leader)
    assert told() == [f"assignment/{made.pk}/person/{person.pk}"]
    event = Event.objects.get(verb="cases.assigned")
    assert (event.key, event.detail) == (case.number, {"person": person.pk, "part": "lead"})
    assert give(case, person, leader) == made
    assert Event.objects.filter(verb="cases.assigned").count() == 1


def test_a_transfer_needs_its_reason_and_tells_both(organ, leader):
    case = factories.case(organ)
    one, other = handler(organ, email="one@example.cn"), handler(organ, email="other@example.cn")
    first = give(case, one, leader)
    with pytest.raises(NotAssignable) as refused:
        give(case, other, leader, seen=first.pk, reason=" ")
    assert refused.value.field == "reason"
    second = give(case, other, leader, seen=first.pk, reason="原主办人外出培训")
    first.refresh_from_db()
    assert (first.ended_by, first.outcome) == (leader, "原主办人外出培训")
    assert queries.lead(case) == second
    assert set(told()[1:]) == {
        f"assignment/{first.pk}/ended/person/{one.pk}",
        f"assignment/{second.pk}/person/{other.pk}",
    }


def test_of_two_who_saw_the_same_the_second_is_told_who_was_first(organ, leader):
    case, one, other = factories.case(organ), handler(organ, name="甲"), handler(organ)
    give(case, one, leader)
    with pytest.raises(Overtaken, match="把本件交给甲主办"):
        give(case, other, leader)
    with pytest.raises(Overtaken):
        actions.claim(case=case, by=factories.call(other))
    assert Assignment.objects.count() == 1


def test_only_active_people_with_a_post_in_the_organ_are_given_a_part(organ, leader):
    case = factories.case(organ)
    colleague = handler(organ)
    strangers = [
        handler(factories.organ()),
        handler(organ, is_active=False),
        handler(organ, is_service=True),
        factories.person((organ, Role.AUDITOR)),
        factories.person((organ, Role.ADMINISTRATOR)),
    ]
    former = factories.person()
    factories.post(former, organ, Role.HANDLER, valid_to=factories.TODAY)
    assert set(queries.eligible(organ, "lead", factories.TODAY)) == {colleague}
    assert set(queries.eligible(organ, "co", factories.TODAY)) == {colleague, leader}
    for each in [*strangers, former]:
        with pytest.raises(NotAssignable):
            give(case, each, leader)
        with pytest.raises(NotAssignable):
            actions.ask(case=case, person=each, task=Task("查找"), by=factories.call(leader))
    with pytest.raises(NotAllowed):
        give(case, colleague, strangers[0])


def test_a_case_that_has_ended_is_given_to_nobody(client, organ, leader):
    case, person = factories.case(organ), handler(organ)
    client.force_login(person)
    client.post(f"/office/cases/{case.number}/steps/withdrawn/", {"on": "2026-11-23", "token": "t"})
    with pytest.raises(NotAssignable, match="已经办结"):
        give(case, person, leader)
    assert "已经办结" in client.get(f"/office/cases/{case.number}/people/").content.decode()


def test_a_helper_has_a_task_and_a_day_and_ends_with_an_outcome(organ, leader):
    case = factories.case(organ)
    lead, helps = (
        handler(organ, email="lead@example.cn"),
        factories.person((organ, Role.REVIEWER), email="h@example.cn"),
    )
    give(case, lead, lead)
    by = factories.call(lead)
    with pytest.raises(NotAssignable) as refused:
        actions.ask(case=case, person=helps, task=Task("查找", factories.TODAY - timedelta(days=1)), by=by)
    assert refused.value.field == "wanted_by"
    task = Task("查找养护合同", factories.TODAY + timedelta(days=3))
    made = actions.ask(case=case, person=helps, task=task, by=by)
    assert actions.ask(case=case, person=helps, task=task, by=by) == made
    with pytest.raises(NotAssignable, match="已经是本件的协办人"):
        actions.ask(case=case, person=helps, task=Task("另一件事"), by=by)
    with pytest.raises(NotAssignable) as refused:
        actions.end(assignment=made, outcome=" ", by=factories.call(helps))
    assert refused.value.field == "outcome"
    ended = actions.end(assignment=made, outcome="找到两份", by=factories.call(helps))
    assert (
        actions.end(assignment=made, outcome="再来一次", by=factories.call(helps)).outcome
        == ended.outcome
        == "找到两份"
    )
    assert told() == [f"assignment/{made.pk}/person/{helps.pk}", f"assignment/{made.pk}/ended/person/{lead.pk}"]


def test_a_colleague_without_the_post_does_not_end_the_part_of_another(organ):
    case, lead = factories.case(organ), handler(organ)
    made = factories.helper(case, lead)
    with pytest.raises(NotAllowed):
        actions.end(assignment=made, outcome="好", by=factories.call(factories.person((organ, Role.LEGAL_REVIEWER))))
    with pytest.raises(NotAssignable, match="转办"):
        actions.end(assignment=give(case, lead, lead), outcome="好", by=factories.call(lead))


def test_a_helper_who_becomes_the_lead_is_no_helper_any_more(organ, leader):
    case, person = factories.case(organ), handler(organ)
    factories.helper(case, leader, person)
    give(case, person, leader)
    assert [(each.part, each.ended_at is None) for each in case.assignments.all()] == [("co", False), ("lead", True)]


def test_the_log_says_from_whom_a_case_was_passed_on(organ, leader):
    case, first, second = factories.case(organ), handler(organ), handler(organ)
    led = give(case, first, leader)
    give(case, second, leader, seen=led.pk, reason="原主办人外出培训")
    said = Event.objects.filter(verb="cases.assigned").order_by("number").last().detail
    assert said == {"person": second.pk, "part": "lead", "before": first.pk}


def test_who_assigns_has_not_taken_part(organ, leader):
    case, person = factories.case(organ), handler(organ)
    give(case, person, leader)
    assert not permissions.took_part(leader, thing="case", key=case.number, beside=("cases.assigned",))


def test_the_pages_give_take_and_end_a_part(client, organ, leader):
    case, person, reviewer = factories.case(organ), handler(organ), factories.person((organ, Role.REVIEWER))
    client.force_login(person)
    at = f"/office/cases/{case.number}/"
    assert "由我主办（认领）" in client.get(at).content.decode()
    assert "现在由您主办" in client.post(f"{at}people/claim/", follow=True).content.decode()
    lead = queries.lead(case)
    empty = client.post(f"{at}people/assign/", {"seen": lead.pk})
    assert empty.status_code == 422
    assert "请选择人员" in empty.content.decode()
    asked = {"person": reviewer.pk, "task": "核对合同", "wanted_by": "2026-11-25"}
    assert client.post(f"{at}people/ask/", asked, follow=True).status_code == 200
    helping = case.assignments.get(part="co")
    assert "核对合同" in client.get(at).content.decode()
    client.force_login(reviewer)
    assert client.post(f"{at}people/{helping.pk}/end/", {"outcome": ""}).status_code == 422
    page = client.post(f"{at}people/{helping.pk}/end/", {"outcome": "已核对"}, follow=True).content.decode()
    assert "已登记协办结果" in page
    assert "已核对" in page
    assert list(log.broken()) == []


def test_a_form_opened_before_somebody_else_decided_says_so(client, organ, leader):
    case, one, other = factories.case(organ), handler(organ, name="甲"), handler(organ)
    client.force_login(leader)
    give(case, one, one)
    page = client.post(f"/office/cases/{case.number}/people/assign/", {"person": other.pk, "seen": 0})
    assert page.status_code == 422
    assert "把本件交给甲主办" in page.content.decode()
    twice = client.post(f"/office/cases/{case.number}/people/assign/", {"person": one.pk, "seen": 0})
    assert twice.url == f"/office/cases/{case.number}/"


@pytest.mark.django_db(transaction=True)
def test_of_twenty_who_claim_at_once_one_leads_and_the_others_are_told():
    organ = factories.organ()
    case, people = factories.case(organ), [handler(organ) for _ in range(20)]
    together, found = threading.Barrier(len(people)), []

    def claim(person):
        try:
            together.wait(30)
            found.append(actions.claim(case=case, by=factories.call(person)))
        except Exception as error:
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=claim, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted({type(each).__name__ for each in found}) == ["Assignment", "Overtaken"]
    assert Assignment.objects.count() == 1


def test_a_case_that_has_ended_is_offered_to_nobody(client, organ):
    case = factories.case(organ)
    factories.replied(case)
    client.force_login(handler(organ))
    assert "认领" not in client.get(f"/office/cases/{case.number}/").content.decode()
