"""A year is settled, and then much happens: every figure, wherever it is told, is that of a plain recount from the rows.

The recount below asks nothing of the law and nothing of the summary of a case: it reads the steps and counts on its fingers.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from django.test import Client
from django.urls import reverse

from gongkai import report
from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.options import Choice
from gongkai.law.procedure import IllegalStep, Matter, Step, StepKind
from gongkai.report.tally import parts
from gongkai.web.cases.actions import Arrival
from gongkai.web.cases.keeping import actions as keeping
from gongkai.web.cases.models import Case
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.organs.actions import choices, structure
from gongkai.web.organs.models import Organ, Role
from gongkai.web.reporting import differences, queries, summing
from gongkai.web.reporting.models import Reported
from tests.web import factories
from tests.web.factories import SHANGHAI
from tests.web.reporting.settled_year import JANUARY, frozen, received, taken

pytestmark = pytest.mark.django_db
ROWS = {
    "disclosed": "granted",
    "partly_disclosed": "partial",
    "does_not_exist": "unavailable.not_held",
    "trade_secret": "denied.third_party",
    "withdrawn": "other_outcome.rest",
}
COLUMNS = {"natural_person": "natural_person", "company": "commercial", "law_firm": "legal_service"}
ODD = "individual_business"
Figures = dict[str, int]


def recount(numbers: Iterable[str], year: int, odd: str = "natural_person") -> Figures:
    """Count the cases of these numbers into the cells of a year that are no totals, from their steps alone."""
    found: Counter[str] = Counter()
    for case in Case.objects.filter(number__in=list(numbers)):
        stands: list[StepRow] = []
        for row in case.steps.order_by("ordinal"):
            if row.kind == "undone":
                stands.pop()
            else:
                stands.append(row)
        came = next((row.on for row in stands if row.kind == "received"), None)
        end = next((row for row in stands if row.kind in ("replied", "withdrawn")), None)
        elsewhere = any(row.kind in ("reclassified", "merged") for row in stands)
        if came is None or elsewhere or came.year > year or (end and end.on.year < year):
            continue
        column = COLUMNS.get(case.applicant_kind, odd)
        found[f"requests.{'new' if came.year == year else 'carried_in'}.{column}"] += 1
        closed = end is not None and end.on.year == year
        result = ROWS[end.facts["reply"] if end.kind == "replied" else end.kind] if end and closed else "carried_out"
        found[f"requests.{result}.{column}"] += 1
    return dict(found)


def plain(cells: Figures) -> Figures:
    """Return the cells that are no totals and not 0."""
    return {cell: number for cell, number in cells.items() if number and not parts("2021", cell)}


@dataclass
class Life:
    """Random things that happen to the cases of some organs, legal or refused; with a clock that only goes on."""

    chance: Random
    now: datetime = datetime(2025, 2, 3, 9, tzinfo=SHANGHAI)
    refused: int = 0
    done: Counter[str] = field(default_factory=Counter)

    def file(self, organ: Organ, earlier: int = 0) -> None:
        """Register a request, some days late."""
        kind = self.chance.choice([*COLUMNS, ODD])
        day = self.now.date() - timedelta(days=earlier)
        if self.chance.random() < 0.4:
            arrival = Arrival(Channel.ONLINE, day, confirmed=False)
            factories.filed(organ, by=factories.call(now=self.now), arrival=arrival, applicant_kind=kind)
        else:
            received(organ, day, registered=self.now, applicant_kind=kind)
        self.done["filed"] += 1

    def happen(self, case: Case, earlier: int = 0) -> None:
        """Let one thing happen to a case, registered some days late; what the law refuses leaves no trace."""
        day = self.now.date() - timedelta(days=earlier)
        step = self.chance.choice(
            [
                *(Step(StepKind.REPLIED, day, reply=kind, by=ServedBy.ONLINE) for kind in list(ROWS)[:4]),
                Step(StepKind.WITHDRAWN, day),
                *[Step(StepKind.RECEIVED, day, channel=Channel.ONLINE, applicant=case.applicant_kind)] * 2,
                Step(StepKind.RECLASSIFIED, day, matter=Matter.ENQUIRY),
                *[Step(StepKind.UNDONE, day)] * 2,
            ]
        )
        try:
            taken(case, step, registered=self.now)
            self.done[step.kind] += 1
        except IllegalStep:
            self.refused += 1

    def on(self, **span: int) -> None:
        """Let the clock go on."""
        self.now += timedelta(**span)


class District:
    """A city over two governments; one bureau stays, one goes from the one to the other in mid-year, one ends."""

    def __init__(self) -> None:
        self.city = factories.organ(code="city", kind="government")
        self.north = factories.organ(self.city, code="north", kind="government")
        self.south = factories.organ(self.city, code="south", kind="government")
        self.stays, self.goes, self.ends = (
            factories.organ(self.north, code=code) for code in ("stays", "goes", "ends")
        )
        self.at_work = [self.north, self.south, self.stays, self.goes, self.ends]
        self.administrator = factories.person((self.city, Role.ADMINISTRATOR))
        by = factories.call(self.administrator, datetime(2025, 12, 20, 9, tzinfo=SHANGHAI))
        structure.move(organ=self.goes, parent=self.south, on=date(2025, 7, 1), by=by)
        structure.end(organ=self.ends, on=date(2025, 10, 1), by=by)

    def recounted(self, year: int, odd: dict[Organ, str]) -> dict[Organ, Figures]:
        """Return the recount of every organ; `odd` says where one counts some applicants elsewhere."""
        return {
            organ: recount(
                Case.objects.filter(organ=organ).values_list("number", flat=True),
                year,
                odd.get(organ, "natural_person"),
            )
            for organ in self.at_work
        }

    def change_much(self, life: Life) -> None:
        """Let much happen after the year was settled; one organ counts in another way, one erases who asked."""
        life.now = JANUARY + timedelta(days=30)
        for _ in range(40):
            life.on(hours=5)
            if life.chance.random() < 0.3:
                life.file(life.chance.choice(self.at_work), earlier=life.chance.randrange(60))
            life.happen(life.chance.choice(list(Case.objects.all())), earlier=life.chance.randrange(60))
        way = Choice(ODD, "commercial", "本区统计口径", date(2025, 6, 1))
        choices.choose(organ=self.stays, choice=way, by=factories.call(self.administrator, life.now))
        self.stays.refresh_from_db()
        done = [case.number for case in Case.objects.filter(organ=self.goes).exclude(closed=None)]
        eraser = factories.call(factories.person((self.goes, Role.APPROVER)), life.now)
        keeping.erase(organ=self.goes, numbers=done, decision=keeping.Decision("保管期限届满", texts=True), by=eraser)


def settled_differs_from_now_in(organ: Organ, settled: Reported, was: Figures, now: Figures) -> None:
    """What was settled stands to the last case; what differs is told cell by cell, on pages and to other systems."""
    kept = Reported.objects.get(pk=settled.pk)
    assert plain(kept.cells) == was
    assert queries.digest(queries.tally_of(kept)) == settled.digest
    told = differences.changed(kept, differences.now(kept))
    expected = {
        cell: (was.get(cell, 0), now.get(cell, 0))
        for cell in was.keys() | now.keys()
        if was.get(cell, 0) != now.get(cell, 0)
    }
    assert {each.cell: (each.was, each.is_now) for each in told if not each.total} == expected
    bearer = {"Authorization": f"Bearer {factories.token(organ).secret}"}
    said = json.loads(Client().get("/api/v1/statistics/2025", headers=bearer).content)
    assert (plain(said["cells"]), plain(said["reported"]["cells"])) == (now, was)
    listed = {each["cell"]: (each["reported"], each["now"]) for each in said["reported"]["differences"]}
    assert {cell: both for cell, both in listed.items() if not parts("2021", cell)} == expected


def files_hold(client: Client, organ: Organ, figures: Figures, folder: Path) -> None:
    """Each file of a report reads back to these figures."""
    for kind in ("docx", "xlsx", "pdf"):
        path = folder / f"{organ.code}.{kind}"
        path.write_bytes(client.get(reverse("reporting:file", args=[organ.code, 2025, kind])).content)
        read = {name: cell.value for name, cell in report.read(path).cells.items() if name.startswith("requests.")}
        assert plain({name: int(value) for name, value in read.items() if value is not None}) == figures


@pytest.mark.parametrize("seed", range(2))
def test_every_figure_told_after_a_settled_year_is_that_of_a_plain_recount(seed: int, tmp_path: Path) -> None:
    """Undone, registered late, reclassified, erased, counted in another way; under another organ, and ended."""
    life, district = Life(Random(seed)), District()
    for _ in range(45):
        life.on(days=7)
        life.file(life.chance.choice(district.at_work), earlier=life.chance.randrange(4))
        for case in life.chance.sample(list(Case.objects.all()), min(3, Case.objects.count())):
            life.happen(case, earlier=life.chance.randrange(3))
    was = district.recounted(2025, {})
    kept = {organ: frozen(organ, factories.person((organ, Role.APPROVER))) for organ in (district.stays, district.goes)}
    district.change_much(life)
    assert all(life.done[kind] for kind in ("undone", "reclassified", "replied", "withdrawn", "received"))

    for year in (2025, 2026):
        for organ, figures in district.recounted(year, {district.stays: "commercial"}).items():
            assert plain(dict(queries.tallied(organ, year).cells)) == figures
    now = district.recounted(2025, {district.stays: "commercial"})
    for organ, settled in kept.items():
        settled_differs_from_now_in(organ, settled, was[organ], now[organ])

    # The tree is that of the last day, and what was reported goes before what is tallied.
    north, south = [district.north, district.stays], [district.south, district.goes]
    for top, inside in ((district.north, north), (district.south, south), (district.city, north + south)):
        total, expected = summing.summed(top, 2025), Counter[str]()
        for organ in inside:
            expected.update(was[organ] if organ in kept else now[organ])
        assert {part.organ for part in total.parts} == {top, *inside}
        assert plain(total.cells) == dict(expected) and total.apart == []
        assert total.ended == ((district.ends,) if top != district.south and now[district.ends] else ())
        differing = {organ for organ in inside if organ in kept and was[organ] != now[organ]}
        assert {part.organ for part in total.parts if part.differs} == differing

    client = Client()
    client.force_login(factories.person((district.city, Role.SUPERVISOR)))
    files_hold(client, district.stays, was[district.stays], tmp_path)
    files_hold(client, district.south, now[district.south], tmp_path)
