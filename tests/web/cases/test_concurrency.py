"""Many at once: one form is one case however often it is sent, and no number is given twice."""

import threading

import pytest
from django.db import connection

from gongkai.law.deadlines import Channel
from gongkai.web.cases import actions_public, actions_staff
from gongkai.web.cases.actions import AlreadyFiled
from gongkai.web.cases.actions_staff import Came
from gongkai.web.cases.models import Case, NumberSeries
from gongkai.web.organs import log
from gongkai.web.organs.models import EventHead, Role
from tests.web import factories

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 20


def at_once(act):
    """Call something in many threads that begin together; return what each returned or raised."""
    together, found = threading.Barrier(MANY), []

    def one(number):
        try:
            together.wait(30)
            found.append(act(number))
        except Exception as error:
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(MANY)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def test_one_form_sent_by_twenty_is_one_case():
    organ = factories.organ()
    found = at_once(lambda number: factories.filed(organ, by=factories.call(token="same")))
    assert Case.objects.count() == 1
    assert [type(each) for each in found].count(AlreadyFiled) == MANY - 1
    assert {each.case.number for each in found} == {Case.objects.get().number}


def test_one_registration_sent_by_twenty_is_one_case():
    organ = factories.organ()
    by = factories.call(factories.person((organ, Role.HANDLER)), token="same")
    asked = actions_staff.Asked("信息", "2025年的明细。", "paper", "mail", "natural_person")
    came = Came(Channel.ORDINARY_MAIL, factories.TODAY, factories.TODAY)

    def register(number):
        return actions_staff.register(organ=organ, asked=asked, applicant={"name": "林某"}, came=came, by=by)

    found = at_once(register)
    assert [type(each) for each in found].count(AlreadyFiled) == MANY - 1
    assert Case.objects.get().steps_taken == 2


def test_twenty_requests_at_once_have_twenty_numbers_without_a_gap():
    organ = factories.organ(code="yt")
    at_once(lambda number: factories.filed(organ, by=factories.call(token=f"own{number}")))
    numbers = sorted(Case.objects.values_list("number", flat=True))
    assert numbers == [f"YT-2026-{number:04d}" for number in range(1, MANY + 1)]
    assert NumberSeries.objects.get().last == MANY
    assert list(log.broken()) == []
    assert EventHead.objects.get().number == MANY


def test_one_step_sent_by_twenty_is_one_step():
    case = factories.case()
    at_once(lambda number: actions_public.withdraw(case=case, reason="", by=factories.call(token="same")))
    assert case.steps.count() == 2
    case.refresh_from_db()
    assert case.steps_taken == 2
