"""Who may do what: posts with their days, acting, the reach of some posts, and who has taken part."""

from datetime import date, timedelta

import pytest

from gongkai.web.organs import permissions, queries
from gongkai.web.organs.models import Event, Person, Role
from gongkai.web.organs.permissions import TABLE, NotAllowed, may, organs_where, took_part
from tests.web import factories

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY
DAY = timedelta(days=1)


def test_a_post_holds_from_its_first_day_up_to_and_without_its_last() -> None:
    """The day of the end is the first without it."""
    organ = factories.organ()
    person = factories.person()
    factories.post(person, organ, Role.HANDLER, valid_from=TODAY, valid_to=TODAY + DAY)
    held = [may(person, "cases.handle", organ, TODAY + n * DAY) for n in (-1, 0, 1)]
    assert held == [False, True, False]


def test_several_posts_add_up() -> None:
    """In one organ and in several."""
    first, second = factories.organ(), factories.organ()
    person = factories.person((first, Role.HANDLER), (first, Role.APPROVER), (second, Role.AUDITOR))
    assert may(person, "cases.handle", first, TODAY)
    assert may(person, "publications.release", first, TODAY)
    assert not may(person, "cases.handle", second, TODAY)
    assert set(organs_where(person, "cases.read", TODAY)) == {first, second}


def test_a_supervisor_reads_below_and_does_nothing_there() -> None:
    """Two levels down as well; not beside and not above."""
    top = factories.organ()
    middle = factories.organ(top)
    bottom = factories.organ(middle)
    person = factories.person((middle, Role.SUPERVISOR))
    assert [may(person, "cases.read", organ, TODAY) for organ in (top, middle, bottom)] == [False, True, True]
    assert not may(person, "cases.handle", bottom, TODAY)
    assert not may(person, "organs.edit", middle, TODAY)
    assert set(organs_where(person, "cases.read", TODAY)) == {middle, bottom}


def test_the_reach_follows_the_tree_of_the_day() -> None:
    """An organ that moves away is read up to the day before."""
    old, new = factories.organ(), factories.organ()
    moved = factories.organ(old)
    moved.parents.update(valid_to=TODAY)
    new.members.create(child=moved, valid_from=TODAY)
    person = factories.person((old, Role.SUPERVISOR))
    assert may(person, "cases.read", moved, TODAY - DAY)
    assert not may(person, "cases.read", moved, TODAY)


def test_who_acts_for_somebody_has_their_posts_in_that_organ_for_these_days() -> None:
    """And the log names both."""
    organ, other = factories.organ(), factories.organ()
    absent = factories.person((organ, Role.APPROVER), (other, Role.APPROVER))
    deputy = factories.person((other, Role.HANDLER))
    factories.acting(deputy, absent, organ, valid_from=date(2026, 11, 20), valid_to=date(2026, 11, 25))
    assert may(deputy, "publications.release", organ, TODAY)
    assert not may(deputy, "publications.release", organ, date(2026, 11, 25))
    assert not may(deputy, "publications.release", other, TODAY)
    assert queries.acted_for(deputy, organ, TODAY) == absent
    Person.objects.filter(pk=absent.pk).update(is_active=False)
    assert not may(deputy, "publications.release", organ, TODAY), "an account that is off lends nothing"


def test_nobody_acts_through_two_hands() -> None:
    """A deputy's deputy has the deputy's own posts alone."""
    organ = factories.organ()
    first, second, third = factories.person((organ, Role.APPROVER)), factories.person(), factories.person()
    factories.acting(second, first, organ)
    factories.acting(third, second, organ)
    assert may(second, "publications.release", organ, TODAY)
    assert not may(third, "publications.release", organ, TODAY)


def test_who_may_not_is_told_which_posts_it_takes() -> None:
    """The sentence names the organ, what was tried, the posts, and whom to ask."""
    organ = factories.organ(name="云亭区交通运输局")
    with pytest.raises(NotAllowed) as refused:
        permissions.check(factories.person(), "cases.handle", organ, TODAY)
    said = "您在云亭区交通运输局没有“办理申请”的权限，需要的岗位：经办人。请联系本机关的系统管理员。"
    assert str(refused.value) == said


def test_every_post_that_reaches_below_holds_in_its_own_organ_too() -> None:
    """The table is coherent, and every post can do something."""
    assert [verb for verb, rule in TABLE.items() if not rule.below <= rule.roles] == []
    assert {role for rule in TABLE.values() for role in rule.roles} == set(Role.values)


def test_all_that_may_be_done_is_what_each_question_answers() -> None:
    """Pages ask for everything at once; it must be the same."""
    top = factories.organ()
    organ = factories.organ(top)
    for where in (top, organ):
        for role in Role:
            person = factories.person((where, role))
            once = permissions.allowed(person, organ, TODAY)
            assert once == {verb for verb in TABLE if may(person, verb, organ, TODAY)}
            anywhere = permissions.anywhere(person, TODAY)
            assert anywhere == {verb for verb in TABLE if may(person, verb, None, TODAY)}


def test_who_handled_a_case_has_taken_part_and_who_read_it_has_not() -> None:
    """Themselves, or somebody in their place: neither approves it."""
    organ = factories.organ()
    handler, deputy = factories.person((organ, Role.HANDLER)), factories.person()
    reader = factories.person((organ, Role.APPROVER))
    factories.acting(deputy, handler, organ)
    case = factories.filed(organ, by=factories.call(deputy)).case
    event = Event.objects.get(thing="case")
    Event.objects.create(
        number=event.number + 1,
        at=factories.NOW,
        actor=reader,
        verb="cases.open_identity",
        thing="case",
        key=case.number,
        digest="x",
    )
    part = {each: took_part(each, thing="case", key=case.number) for each in (handler, deputy, reader)}
    assert part == {handler: True, deputy: True, reader: False}
