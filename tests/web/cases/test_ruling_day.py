"""The conventions of the day of receipt rule a case, wherever its last day is told."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gongkai.law.deadlines import Channel
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, notify, queries
from gongkai.web.upkeep import replaying
from tests.web import factories

pytestmark = pytest.mark.django_db
SUNDAY = date(2026, 11, 22)


def confirmed_on_a_sunday() -> actions.Filed:
    """Return a request that waited for its confirmation, while the organ chose to count from the working day after."""
    rolled = {"name": "receipt_day", "value": "rolled", "source": "云亭区发〔2026〕1号", "valid_from": "2026-11-21"}
    organ = factories.organ(options=[rolled])
    friday, sunday = (factories.NOW - timedelta(days=days) for days in (3, 1))
    filed = factories.filed(
        organ, arrival=actions.Arrival(Channel.ONLINE, confirmed=False), by=factories.call(now=friday)
    )
    step = Step(StepKind.RECEIVED, SUNDAY, channel=Channel.ONLINE, applicant="natural_person")
    actions.take(case=filed.case, step=step, verb="", by=factories.call(now=sunday))
    return filed


def test_every_page_letter_and_check_tells_the_same_last_day() -> None:
    case = confirmed_on_a_sunday().case
    standing = queries.standing(case, factories.TODAY)
    assert standing.due and standing.due.date == date(2026, 12, 21)
    assert case.due == standing.due.date
    assert queries.standings([case], factories.TODAY)[case.pk] == standing
    assert notify._words(case.steps.get(ordinal=2))["due"] == standing.due.date
    assert not list(replaying.differences(factories.TODAY))


def test_a_receipt_that_was_undone_rules_nothing() -> None:
    received = Step(StepKind.RECEIVED, SUNDAY, channel=Channel.ONLINE, applicant="natural_person")
    submitted = replace(received, kind=StepKind.SUBMITTED)
    undone = Step(StepKind.UNDONE, date(2026, 11, 23))
    again = replace(received, on=date(2026, 11, 23))
    assert queries.ruled_from([submitted]) is None
    assert queries.ruled_from([submitted, received]) == SUNDAY
    assert queries.ruled_from([submitted, received, undone]) is None
    assert queries.ruled_from([submitted, received, undone, again]) == date(2026, 11, 23)
