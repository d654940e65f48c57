"""The calendar of a person: which days stand in it, that they move, and who can open it."""

from datetime import date, timedelta

import pytest
from django.test import Client
from icalendar import Calendar

from gongkai.law.deadlines import Channel
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions as cases
from gongkai.web.cases.figures import actions, due_days
from gongkai.web.cases.models import Assignment, Case, Feed
from gongkai.web.organs.models import Event, Person, Post, Role
from tests.web import factories

pytestmark = pytest.mark.django_db
K = StepKind
SUBJECT = "2025年度道路养护经费支出明细"


@pytest.fixture
def organ():
    return factories.organ()


@pytest.fixture
def handler(organ) -> Person:
    return factories.person((organ, Role.HANDLER))


def address(person: Person) -> str:
    """Return where the calendar of a person is."""
    return f"/office/cases/feed/{actions.renew_feed(by=factories.call(person))}.ics"


def events(person: Person) -> dict[str, object]:
    """Return what stands in the calendar, read back, by its names."""
    read = Calendar.from_ical(due_days.feed(person, factories.TODAY))
    return {str(event["uid"]): event for event in read.walk("VEVENT")}


def filed(organ) -> Case:
    """Return a request as it stands beside its steps."""
    case = factories.case(organ)
    case.refresh_from_db()
    return case


def assigned(case: Case, person: Person, part: str = "lead", **fields: object) -> Assignment:
    return Assignment.objects.create(
        case=case, person=person, part=part, assigned_by=person, assigned_at=factories.NOW, **fields
    )


def test_a_handler_sees_the_last_days_of_cases_that_nobody_was_given(organ, handler) -> None:
    case = filed(organ)
    (event,) = events(handler).values()
    assert str(event["summary"]) == f"答复期限 {case.number}"
    assert event["dtstart"].dt == case.due and event["dtend"].dt == case.due + timedelta(days=1)
    assert not any(isinstance(event["dtstart"].dt, kind) for kind in (type(factories.NOW),))
    assert event["dtstamp"].dt == factories.NOW


def test_a_case_that_somebody_leads_stands_in_that_calendar_alone(organ, handler) -> None:
    case, other = factories.case(organ), factories.person((organ, Role.HANDLER))
    part = assigned(case, other)
    assert (len(events(handler)), len(events(other))) == (0, 1)
    Assignment.objects.filter(pk=part.pk).update(ended_at=factories.NOW)
    assert len(events(handler)) == 1


def test_who_helps_sees_the_day_by_which_the_part_is_wanted(organ, handler) -> None:
    case, reviewer = filed(organ), factories.person((organ, Role.REVIEWER))
    assigned(case, handler)
    assigned(case, reviewer, "co", wanted_by=date(2026, 12, 1))
    titles = {str(event["summary"]): event["dtstart"].dt for event in events(reviewer).values()}
    assert titles == {f"答复期限 {case.number}": case.due, f"内部完成期限 {case.number}": date(2026, 12, 1)}


def test_a_day_that_moves_keeps_its_name_and_says_that_it_is_newer(organ, handler) -> None:
    case = factories.case(organ)
    before = events(handler)
    asked = Step(K.CLARIFICATION_ASKED, factories.TODAY, arrived=factories.TODAY)
    cases.take(case=case, step=asked, verb="cases.handle", by=factories.call(handler))
    assert events(handler) == {}
    later = factories.NOW + timedelta(days=7)
    given = Step(K.CLARIFICATION_GIVEN, later.date())
    cases.take(case=case, step=given, verb="cases.handle", by=factories.call(handler, now=later))
    after = events(handler)
    (name,) = before
    assert after.keys() == {name}
    assert after[name]["dtstart"].dt > before[name]["dtstart"].dt
    assert after[name]["sequence"] > before[name]["sequence"]


def test_a_provisional_day_says_so(organ, handler) -> None:
    factories.filed(organ, arrival=cases.Arrival(Channel.COUNTER, date(2026, 11, 20)))
    Case.objects.update(due_provisional=True)
    (event,) = events(handler).values()
    assert str(event["summary"]).endswith("（暂定）")


def test_neither_the_subject_nor_the_applicant_is_in_it(organ, handler) -> None:
    factories.case(organ)
    said = due_days.feed(handler, factories.TODAY).decode()
    assert SUBJECT[:6] not in said.replace("\r\n ", "") and "林" not in said and "1380" not in said


def test_the_same_cases_give_the_same_bytes_whenever_they_are_asked_for(organ, handler, clock) -> None:
    factories.case(organ)
    where, visitor = address(handler), Client()
    first = visitor.get(where)
    assert (first.status_code, first.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    clock.go_to(date(2026, 11, 24))
    again = visitor.get(where, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    factories.case(organ)
    assert visitor.get(where, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_an_address_that_was_renewed_or_stopped_opens_nothing(organ, handler) -> None:
    visitor = Client()
    first = address(handler)
    second = address(handler)
    assert [visitor.get(each).status_code for each in (first, second)] == [404, 200]
    assert actions.stop_feed(by=factories.call(handler)) and not actions.stop_feed(by=factories.call(handler))
    assert visitor.get(second).status_code == 404
    assert [event.verb for event in Event.objects.filter(thing="person")] == [
        "people.feed_renewed",
        "people.feed_renewed",
        "people.feed_stopped",
    ]


def test_only_a_digest_is_kept_and_the_log_has_no_address(organ, handler) -> None:
    token = actions.renew_feed(by=factories.call(handler))
    assert Feed.objects.get().digest != token and len(Feed.objects.get().digest) == 64
    assert token not in str(list(Event.objects.values_list("detail", flat=True)))


def test_who_was_switched_off_has_no_calendar_and_who_lost_the_posts_an_empty_one(organ, handler) -> None:
    case, where = factories.case(organ), address(handler)
    assigned(case, handler)
    Post.objects.filter(person=handler).update(valid_to=factories.TODAY)
    assert b"VEVENT" not in Client().get(where).content
    Person.objects.filter(pk=handler.pk).update(is_active=False)
    assert Client().get(where).status_code == 404


def test_the_address_is_shown_once(organ, handler) -> None:
    visitor = Client()
    visitor.force_login(handler, "django.contrib.auth.backends.ModelBackend")
    factories.case(organ)
    shown = visitor.post("/office/cases/my-calendar/renew/").content.decode()
    assert ".ics" in shown and "只在这里显示一次" in shown
    page = visitor.get("/office/cases/my-calendar/").content.decode()
    assert ".ics" not in page and "已启用" in page and "答复期限" in page
    assert visitor.post("/office/cases/my-calendar/stop/").status_code == 302
