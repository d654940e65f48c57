"""How a reply or silence can be contested follows the conventions of that day, not those of the receipt."""

from datetime import date

import pytest

from gongkai.law import procedure
from gongkai.law.deadlines import Channel
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import contest, queries
from tests.web import factories

pytestmark = pytest.mark.django_db

RECEIVED = date(2026, 8, 3)  # due on 2026-08-31
OVERDUE = date(2026, 9, 10)


def chosen(from_day: str) -> list[dict[str, str]]:
    return [{"name": "silence_remedy", "value": "review_first", "source": "某通知", "valid_from": from_day}]


@pytest.mark.parametrize(
    ("since", "first"),
    [("2026-08-20", True), ("2026-08-31", True), ("2026-09-01", False)],
)
def test_the_choice_in_force_when_the_period_ended_rules_silence(since: str, first: bool) -> None:
    organ = factories.organ(options=chosen(since))
    step = Step(StepKind.RECEIVED, RECEIVED, channel=Channel.COUNTER, applicant="individual")
    by = queries.terms(organ, RECEIVED)
    standing = procedure.replay([step], OVERDUE, conventions=by.conventions, calendar=by.calendar)
    found = contest.against_silence(organ, standing)
    assert found is not None
    assert found.review_first is first
    assert (found.suit is None) is first
