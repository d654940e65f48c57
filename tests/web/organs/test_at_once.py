"""Administrators who decide at once: somebody stays to look after an organ, nobody is acted for twice, no organ stands twice."""

from datetime import date

import pytest
from django.db.models import Q

from gongkai.web.organs import queries
from gongkai.web.organs.actions import Objection, staff, structure
from gongkai.web.organs.models import Acting, Membership, Role
from tests.web import factories
from tests.web.cases.test_concurrency import MANY, at_once
from tests.web.factories import TODAY

pytestmark = pytest.mark.django_db(transaction=True)
A = Role.ADMINISTRATOR


def test_administrators_who_switch_each_other_off_leave_one():
    organ = factories.organ()
    people = [factories.person((organ, A)) for _ in range(MANY)]

    def switch(number):
        off = people[(number + 1) % MANY]
        return staff.switch(person=off, on=False, by=factories.call(people[number]))

    at_once(switch)
    assert queries.administrators(organ, TODAY)


def test_administrators_who_end_each_others_posts_leave_one():
    organ = factories.organ()
    people = [factories.person((organ, A)) for _ in range(MANY)]
    posts = [person.posts.get() for person in people]

    def end(number):
        return staff.end_post(post=posts[(number + 1) % MANY], on=TODAY, by=factories.call(people[number]))

    at_once(end)
    assert queries.administrators(organ, TODAY)


def test_of_twenty_deputies_set_up_at_once_one_acts():
    organ = factories.organ()
    by = factories.call(factories.person((organ, A)))
    absent = factories.person((organ, Role.APPROVER))
    deputies = [factories.person((organ, Role.APPROVER)) for _ in range(MANY)]
    days = (TODAY, date(2026, 12, 1))

    def act(number):
        return staff.act_for(person=deputies[number], acts_for=absent, organ=organ, days=days, by=by)

    found = at_once(act)
    assert Acting.objects.count() == 1
    assert [type(each) for each in found].count(Objection) == MANY - 1


def test_one_post_given_by_twenty_is_one():
    organ = factories.organ()
    by = factories.call(factories.person((organ, A)))
    person = factories.person((organ, Role.HANDLER))

    def give(number):
        day = date(2027, 1, 1 + number)
        return staff.give_post(person=person, organ=organ, role=Role.REVIEWER, valid_from=day, by=by)

    at_once(give)
    assert person.posts.filter(role=Role.REVIEWER).count() == 1


def test_an_organ_that_is_moved_by_two_at_once_stands_under_one():
    top = factories.organ()
    child, *others = [factories.organ(top) for _ in range(MANY + 1)]
    by = factories.call(factories.person((top, A)))

    def move(number):
        return structure.move(organ=child, parent=others[number], on=date(2027, 1, 1 + number), by=by)

    at_once(move)
    for each in range(1, MANY + 1):
        day = date(2027, 1, each)
        now = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gt=day), child=child, valid_from__lte=day)
        assert now.count() == 1, day
