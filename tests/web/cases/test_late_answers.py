"""What comes late from an applicant is told on the page of the case, in the language of the reader."""

from datetime import date, datetime

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from gongkai.law.deadlines import Channel
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions
from gongkai.web.cases.actions import Arrival
from gongkai.web.organs.models import Role
from tests.web import factories

pytestmark = pytest.mark.django_db
K = StepKind


@pytest.mark.parametrize(
    ("asked", "given", "days", "words"),
    [
        (K.CLARIFICATION_ASKED, K.CLARIFICATION_GIVEN, 5, ("补正（2026-10-27）晚于", "The clarification (2026-10-27)")),
        (K.FEE_NOTIFIED, K.FEE_PAID, None, ("缴费（2026-11-20）晚于", "The payment (2026-11-20)")),
    ],
)
def test_a_late_answer_is_told_on_the_page(
    asked: StepKind, given: StepKind, days: int | None, words: tuple[str, str]
) -> None:
    organ, day, sent = factories.organ(), date(2026, 10, 12), date(2026, 10, 19)
    late = date(2026, 10, 27) if days else date(2026, 11, 20)
    begun = datetime(2026, 10, 12, 9, tzinfo=factories.SHANGHAI)
    case = factories.filed(organ, by=factories.call(now=begun), arrival=Arrival(Channel.COUNTER, day)).case
    for step in (Step(asked, sent, arrived=sent, days=days), Step(given, late)):
        actions.take(case=case, step=step, verb="", by=factories.call())
    reader = Client()
    reader.force_login(factories.person((organ, Role.HANDLER)), "django.contrib.auth.backends.ModelBackend")
    for language, said in zip(("zh-hans", "en"), words, strict=True):
        reader.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        assert said in reader.get(reverse("cases:case", args=[case.number])).content.decode()
