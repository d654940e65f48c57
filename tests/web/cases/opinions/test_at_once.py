"""Several who hold one link at once: one opinion, one step, and the paper that came meanwhile."""

import pytest

from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions
from gongkai.web.cases.models import Opinion
from gongkai.web.cases.opinions import actions as opinions
from gongkai.web.organs import log
from gongkai.web.organs.models import Role
from tests.web import factories
from tests.web.cases.test_concurrency import MANY, at_once

pytestmark = pytest.mark.django_db(transaction=True)
K = StepKind


def test_a_link_used_by_twenty_and_a_letter_of_the_same_moment_are_one_opinion():
    organ = factories.organ()
    handler = factories.person((organ, Role.HANDLER))
    case = factories.case(organ)
    step = Step(K.THIRD_PARTY_CONSULTED, factories.TODAY, ref="1")
    asked = actions.take(case=case, step=step, verb="", by=factories.call())
    link = opinions.make_link(case=case, asked=asked, shown="合同。", by=factories.call(handler)).link
    said = opinions.Said("consent")

    def answer(number):
        if number:
            by = factories.call(token=f"own{number}")
            return opinions.answer(link=link, said=said, uploads=(), by=by)
        by = factories.call(handler, token="paper")
        answered = Step(K.THIRD_PARTY_ANSWERED, factories.TODAY, ref="1")
        return opinions.register(case=case, step=answered, said=said, by=by)

    found = at_once(answer)
    assert len(found) == MANY
    assert Opinion.objects.count() == case.steps.filter(kind=K.THIRD_PARTY_ANSWERED).count() == 1
    assert list(log.broken()) == []
