"""Another system reads figures: a month, a year as its cases stand now, and beside it the year as it was reported."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions
from gongkai.web.cases.models import Case
from gongkai.web.organs.models import Organ, Person, Role
from gongkai.web.reporting import actions as reporting
from gongkai.web.reporting.models import Reported
from tests.web import factories
from tests.web.api.conftest import System
from tests.web.reporting.settled_year import JANUARY, frozen, received, replied

pytestmark = pytest.mark.django_db
Systems = Callable[..., System]
COMPANY = "commercial"


@pytest.fixture
def handler(organ: Organ) -> Person:
    return factories.person((organ, Role.HANDLER), name="何经办")


@pytest.fixture
def settled(organ: Organ) -> Reported:
    """Return the year 2025, settled: one request of a person that was replied to, one of a company that goes on."""
    replied(received(organ, date(2025, 3, 3)), date(2025, 3, 12))
    received(organ, date(2025, 12, 22), applicant_kind="company")
    return frozen(organ, factories.person((organ, Role.APPROVER), name="方批准"))


def year_of(system: System, year: int = 2025) -> dict[str, Any]:
    """Return what is told of a year."""
    response = system.get(f"/statistics/{year}")
    assert response.status_code == 200, response.content
    said: dict[str, Any] = json.loads(response.content)
    return said


def test_statistics_are_those_of_the_pages_and_balance(system: Systems, organ: Organ) -> None:
    """A month, and table 3 of the year."""
    for _ in range(3):
        factories.case(organ)
    actions.take(
        case=Case.objects.latest("pk"), step=Step(StepKind.WITHDRAWN, factories.TODAY), verb="", by=factories.call()
    )
    other = system("statistics:read")
    month = json.loads(other.get("/statistics/2026/11").content)
    figures = {each["key"]: (each["period"], each["year"]) for each in month["figures"]}
    assert month["balanced"]
    assert (figures["new"], figures["closed"], figures["closing"]) == ((3, 3), (1, 1), (2, 2))
    year = json.loads(other.get("/statistics/2026").content)
    assert year["cells"]["requests.new.natural_person"] == 3
    assert year["cells"]["requests.carried_out.total"] == 2


@pytest.mark.parametrize("path", ["/2018", "/2027", "/-1", "/99999999", "/2026/0", "/2026/13", "/2026/12", "/2018/3"])
def test_there_are_no_statistics_of_what_has_not_been(system: Systems, path: str) -> None:
    """Before the first form, or ahead."""
    assert system().get(f"/statistics{path}").status_code == 404


def test_nothing_is_called_reported_before_it_was_settled(system: Systems, organ: Organ) -> None:
    """A year that nobody has settled yet has figures of now alone."""
    received(organ, date(2025, 3, 3))
    said = year_of(system("statistics:read"))
    assert said["cells"]["requests.new.total"] == 1
    assert said["reported"] is None


def test_what_was_settled_is_told_beside_what_is_so_now(system: Systems, settled: Reported) -> None:
    """While nothing has changed, both are the same, cell by cell, and the order is that of the form."""
    said = year_of(system("statistics:read"))
    assert said["reported"]["settled_at"] == JANUARY.isoformat()
    assert said["reported"]["digest"] == settled.digest
    assert said["reported"]["cells"] == said["cells"] == settled.cells
    assert list(said["reported"]["cells"]) == list(said["cells"])
    assert said["reported"]["differences"] == []


def test_what_is_registered_later_changes_the_figures_of_now_alone(
    system: Systems, organ: Organ, settled: Reported, handler: Person
) -> None:
    """Every cell that differs comes with both figures, a reason where one was given, and says where one is wanting."""
    other = system("statistics:read")
    replied(Case.objects.get(applicant_kind="company"), date(2025, 12, 31), registered=JANUARY + timedelta(days=3))
    granted, carried = (f"requests.{row}.{COMPANY}" for row in ("granted", "carried_out"))
    by = factories.call(handler, JANUARY + timedelta(days=9))
    reporting.explain(reported=settled, cells={granted: 1}, reason="年底办结，上报之后才登记。", by=by)
    said = year_of(other)
    assert (said["cells"][granted], said["cells"][carried]) == (1, 0)
    assert (said["reported"]["cells"][granted], said["reported"]["cells"][carried]) == (0, 1)
    found = {each["cell"]: each for each in said["reported"]["differences"]}
    assert set(found) == {cell for cell, number in said["cells"].items() if number != settled.cells[cell]}
    assert {cell for cell, each in found.items() if not each["explained"]} == {carried}
    assert {cell for cell, each in found.items() if each["total"]} == set(found) - {granted, carried}
    assert (found[granted]["reported"], found[granted]["now"]) == (0, 1)
    [reason] = found[granted]["reasons"]
    assert reason == {
        "was": 0,
        "now": 1,
        "reason": "年底办结，上报之后才登记。",
        "given_at": (JANUARY + timedelta(days=9)).isoformat(),
    }


def test_what_was_reported_names_nobody(system: Systems, organ: Organ, settled: Reported, handler: Person) -> None:
    """Neither who settled it nor who gave a reason; and no case."""
    late = received(organ, date(2025, 12, 29), registered=JANUARY + timedelta(days=1))
    by = factories.call(handler, JANUARY + timedelta(days=2))
    reporting.explain(reported=settled, cells={"requests.new.natural_person": 2}, reason="来信补登记。", by=by)
    text = json.dumps(year_of(system("statistics:read")), ensure_ascii=False)
    assert "来信补登记。" in text
    assert not any(word in text for word in ("方批准", "何经办", late.number))


def test_what_another_organ_has_reported_is_not_told(system: Systems, organ: Organ, settled: Reported) -> None:
    """Not even to the organ above: a token opens one organ."""
    above = factories.organ(kind="government")
    factories.Membership.objects.create(parent=above, child=organ, valid_from=factories.LONG_AGO)
    said = year_of(system("statistics:read", where=above))
    assert (said["organ"], said["reported"]) == (above.code, None)


def test_a_year_stays_as_it_was_reported_when_the_way_of_counting_changes(
    system: Systems, organ: Organ, handler: Person
) -> None:
    """A local option moves the figures of now; what was reported stands, and the change is a difference."""
    received(organ, date(2025, 3, 3), applicant_kind="individual_business")
    frozen(organ, factories.person((organ, Role.APPROVER)))
    organ.options = [{"name": "individual_business", "value": "commercial", "valid_from": "2025-01-01"}]
    organ.save()
    said = year_of(system("statistics:read"))
    assert said["cells"]["requests.new.commercial"] == said["reported"]["cells"]["requests.new.natural_person"] == 1
    assert said["cells"]["requests.new.natural_person"] == said["reported"]["cells"]["requests.new.commercial"] == 0
    assert {each["cell"] for each in said["reported"]["differences"]} == {
        f"requests.{row}.{column}" for row in ("new", "carried_out") for column in ("natural_person", "commercial")
    }
