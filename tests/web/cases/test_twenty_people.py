"""Twenty people who act on the same cases at once: nothing is lost, nothing is done twice, and no review is skipped."""

import random
import threading
from collections import Counter

import pytest
from django.db import connection

from gongkai.web.cases import fingerprints
from gongkai.web.cases.models import Case, Evidence, Review, Step, Version
from gongkai.web.cases.writing import queries as written
from gongkai.web.organs import log
from gongkai.web.organs.models import Event
from gongkai.web.upkeep import replaying
from tests.web import factories
from tests.web.cases.at_work import Office, Work, office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PEOPLE, CASES, MOVES = 20, 4, 12
REVIEWED = ("cases.reviewed", "cases.approval_given", "cases.approval_refused")


def go_on(at: Office, cases: list[Case]) -> Counter[str]:
    """Work alone on more cases until something is issued: by chance the crowd may have come to nothing."""
    alone = Work(random.Random(PEOPLE))
    for turn in range(PEOPLE * PEOPLE * MOVES):
        if Version.objects.filter(step__isnull=False).exists():
            break
        if turn % (2 * MOVES) == 0:
            cases.append(alone.file(at, factories.NOW))
        alone.move(at, cases[-1], factories.NOW, token=f"alone-{turn}")
    return Counter(alone.done)


def test_twenty_people_on_the_same_cases_lose_nothing_and_skip_no_review() -> None:
    """Each step, version and review that was answered with success is there once, in an order that replays."""
    at = office()
    cases = [Work(random.Random(number)).file(at, factories.NOW) for number in range(CASES)]
    together, faults, counted = threading.Barrier(PEOPLE), list[Exception](), list[Counter[str]]()

    def act(number: int) -> None:
        work = Work(random.Random(number))
        try:
            together.wait(30)
            for turn in range(MOVES):
                case = Case.objects.select_related("organ").get(pk=work.chance.choice(cases).pk)
                work.move(at, case, factories.NOW, token=f"{number}-{turn}")
        except Exception as error:
            faults.append(error)
        finally:
            counted.append(Counter(work.done))
            connection.close()

    threads = [threading.Thread(target=act, args=(number,)) for number in range(PEOPLE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert faults == []
    done = sum([*counted, go_on(at, cases)], Counter())
    assert list(replaying.differences(factories.TODAY)) == []
    assert list(log.broken()) == []
    assert list(fingerprints.changed()) == []
    # What was answered with success is there, once each. To issue, submit or review what was so already changes nothing.
    written_now = {"write", "withdraw", "submit", "review", "issue"}
    issued = Version.objects.filter(step__isnull=False).count()
    assert Step.objects.count() == len(cases) + sum(n for name, n in done.items() if name not in written_now) + issued
    assert 0 < issued <= done["issue"]
    submitted = Version.objects.filter(submitted_at__isnull=False).count()
    assert 0 < Event.objects.filter(verb="cases.version_submitted").count() == submitted <= done["submit"]
    assert Event.objects.filter(verb__in=REVIEWED).count() == Review.objects.count() > 0
    assert Evidence.objects.count() == Event.objects.filter(verb="cases.evidence_put").count()
    for version in Version.objects.filter(step__isnull=False).select_related("case__organ"):
        assert written.approved(version)
        parties = {version.written_by_id, version.submitted_by_id}
        assert parties.isdisjoint(version.reviews.values_list("given_by", flat=True))
    for case in Case.objects.all():
        numbers = list(case.versions.filter(purpose="reply").order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
