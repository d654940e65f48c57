"""The demonstration: two plausible years that the law allows, whatever day it is made on."""

from collections import Counter
from datetime import date

import pytest

from gongkai.law import procedure
from gongkai.web.cases import fingerprints, queries
from gongkai.web.cases.models import Case, Evidence, Step, Version
from gongkai.web.cases.writing import queries as queries_of_writing
from gongkai.web.cases.writing.queries import PURPOSES
from gongkai.web.demonstration.building import build
from gongkai.web.organs import log
from gongkai.web.organs.models import Event, Organ, OrganKind, Person
from gongkai.web.publications.models import Publication
from gongkai.web.upkeep import replaying
from tests.web.factories import TODAY

pytestmark = pytest.mark.django_db


def said() -> list[tuple[object, ...]]:
    """Return what the story says, without what is secret."""
    cases = Case.objects.order_by("number").values_list("number", "subject", "stage", "received", "due", "result")
    pieces = Publication.objects.order_by("index_number").values_list("index_number", "title", "text", "released")
    return [*cases, *pieces, *Person.objects.order_by("username").values_list("username", "name")]


def test_a_district_is_made_with_its_organs_and_two_years_of_work() -> None:
    built = build(TODAY, cases=60)
    kinds = Counter(Organ.objects.values_list("kind", flat=True))
    assert kinds[OrganKind.GOVERNMENT] == 1 and kinds[OrganKind.DEPARTMENT] == 6
    assert kinds[OrganKind.SUBDISTRICT] + kinds[OrganKind.TOWNSHIP] == 8
    assert Case.objects.count() > 50 and Publication.objects.count() == 30
    years = set(Case.objects.exclude(received=None).values_list("received__year", flat=True))
    assert {TODAY.year - 1, TODAY.year} <= years
    assert {"archived", "in_hand"} <= set(Case.objects.values_list("stage", flat=True))
    person = Person.objects.get(username=built.people[0][0])
    assert person.check_password(built.password)
    shown = queries.followed(built.number, built.code)
    assert shown is not None and shown.stage == procedure.Stage.IN_HAND
    assert shown.steps.count() == 3
    assert Case.objects.filter(stage=procedure.Stage.IN_HAND, due__lt=TODAY).exists()


def test_what_is_decided_goes_through_three_hands_and_some_is_on_its_way() -> None:
    build(TODAY, cases=60)
    decided = Step.objects.filter(kind__in=[str(kind) for kind in PURPOSES])
    assert decided.count() > 20 and all(queries_of_writing.approved(row.version) for row in decided)
    for version in Version.objects.exclude(step=None).prefetch_related("reviews"):
        hands = {version.written_by_id, *(review.given_by_id for review in version.reviews.all())}
        assert len(hands) == (3 if version.purpose == "reply" else 2)
    assert all(row.facts["tracking"] for row in decided if row.facts.get("by") == "mail")
    assert all(row.facts["withheld"] for row in decided if row.facts.get("reply") == "partly_disclosed")
    waiting = queries_of_writing.waiting(Case.objects.all())
    assert {"legal", "approval", ""} <= {next(iter(queries_of_writing.open_parts(each)), "") for each in waiting}
    assert Version.objects.filter(reviews__verdict="returned", case__closed=None).exists()
    records = Evidence.objects.filter(code="search_record")
    assert records.exists() and all(all(row.detail.values()) for row in records)


def test_what_was_made_is_whole_and_in_order() -> None:
    build(TODAY, cases=40)
    assert list(replaying.differences(TODAY)) == []
    assert list(fingerprints.changed()) == []
    assert list(log.broken()) == []
    moments = list(Event.objects.order_by("number").values_list("at", flat=True))
    assert moments == sorted(moments)


def test_the_same_day_and_seed_make_the_same_story() -> None:
    from django.db import transaction

    stories = []
    for seed in (1, 1, 2):
        with transaction.atomic():
            build(TODAY, seed=seed, cases=12)
            stories.append(said())
            transaction.set_rollback(True)
    assert stories[0] == stories[1] != stories[2]


@pytest.mark.parametrize(
    "today", [date(2024, 2, 9), date(2025, 10, 8), date(2026, 1, 1), date(2026, 12, 31), date(2028, 5, 6)], ids=str
)
def test_it_is_made_on_any_day(today: date) -> None:
    built = build(today, cases=15)
    assert queries.followed(built.number, built.code)


def test_a_real_office_is_not_mixed_with_it() -> None:
    build(TODAY, cases=3)
    with pytest.raises(ValueError, match="already"):
        build(TODAY, cases=3)
