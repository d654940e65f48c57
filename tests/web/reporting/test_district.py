"""The invented district: table 3 of every organ balances, is free of findings, reads back from every file, opens to its cases."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from gongkai import report
from gongkai.report.tally import tally
from gongkai.web.cases.models import Case
from gongkai.web.demonstration.building import build
from gongkai.web.organs.models import Organ, Person
from gongkai.web.reporting import drafting, queries, summing
from tests.web.factories import TODAY

pytestmark = pytest.mark.django_db
YEAR = 2025


@pytest.fixture(scope="module")
def district(django_db_setup: None, django_db_blocker: Any) -> Iterator[list[Organ]]:
    """Return the organs of one district for all tests of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        build(TODAY, cases=45)
        yield list(Organ.objects.order_by("pk"))
        transaction.set_rollback(True)


@pytest.fixture
def government(district: list[Organ]) -> Organ:
    return district[0]


@pytest.fixture
def supervisor(district: list[Organ]) -> Client:
    """Return the browser of the district's supervisor."""
    client = Client()
    client.force_login(Person.objects.get(username="yt.supervisor"), "django.contrib.auth.backends.ModelBackend")
    return client


def draft(organ: Organ, year: int) -> report.Report:
    """Return the draft of an organ."""
    found = queries.tallied(organ, year)
    return drafting.draft(
        name=organ.name,
        year=year,
        format_name=found.format_name,
        cells=found.cells,
        note=drafting.told(today=TODAY, frozen=None),
    )


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_table_3_of_every_organ_balances_and_has_no_finding(district: list[Organ], year: int) -> None:
    for organ in district:
        before = drafting.draft(
            name=organ.name, year=year - 1, format_name="2021", cells=queries.tallied(organ, year - 1).cells, note=""
        )
        about, rest = drafting.parted(drafting.findings(draft(organ, year), before=before).findings)
        assert about == []
        assert {finding.id for finding in rest} <= {"GK404", "GK703", "GK805", "GK807", "GK907"}


def test_the_files_of_every_organ_read_back_to_the_same_cells(district: list[Organ], tmp_path: Path) -> None:
    for organ in district:
        made = draft(organ, YEAR)
        # What differs between the organs is in the numbers alone: a few of them will do as the kinds that take longer.
        for kind in ("docx", "xlsx", "pdf") if organ.pk % 5 == 0 else ("docx",):
            path = tmp_path / f"{organ.code}.{kind}"
            report.write(made, path)
            back = report.read(path)
            assert (back.organ, back.year) == (organ.name, YEAR)
            assert {name: (cell.value, cell.state) for name, cell in back.cells.items()} == {
                name: (cell.value, cell.state) for name, cell in made.cells.items()
            }
            about, _ = drafting.parted(report.check(back).findings)
            assert about == []


def test_the_sum_over_the_members_is_the_tally_of_all_cases_together(government: Organ) -> None:
    total = summing.summed(government, YEAR)
    cases = ((number, state) for _, number, state in queries.states(Organ.objects.all(), YEAR))
    together = tally(cases, year=YEAR)
    assert total.apart == [] and dict(total.together) == dict(together.cells) == total.cells
    assert together.cells["requests.new.total"] > 10
    assert total.report(TODAY).value("requests.new.total") == together.cells["requests.new.total"]


def test_every_figure_of_the_sum_opens_to_the_members_and_from_there_to_the_cases(
    supervisor: Client, government: Organ
) -> None:
    page = supervisor.get(reverse("reporting:sum", args=["yt", YEAR]))
    figures = dict(re.findall(r'<td id="(requests\.[\w.]+)" class="figure">.*?>(\d+)</a>', page.content.decode()))
    assert len(figures) == 175
    seen: set[str] = set()
    for cell in [cell for cell, number in figures.items() if number != "0" and not cell.endswith(".total")]:
        members = supervisor.get(reverse("reporting:sum_cell", args=["yt", YEAR, cell])).context
        assert members["value"] == int(figures[cell]) == sum(number for _, number in members["shares"])
        for part, number in members["shares"]:
            if number:
                opened = supervisor.get(reverse("reporting:cell", args=[part.organ.code, YEAR, cell])).context
                assert opened["value"] == number == len(opened["rows"])
                seen |= {row.number for row in opened["rows"]}
    assert len(seen) == int(figures["requests.new.total"]) + int(figures["requests.carried_in.total"])
    for number in list(seen)[:10]:
        assert supervisor.get(reverse("cases:case", args=[number])).status_code == 200


def test_who_stands_below_is_what_the_tree_says_of_the_last_day(government: Organ) -> None:
    assert [organ for _, organ in summing.members(government, YEAR)][0] == government
    assert len(summing.members(government, YEAR)) == Organ.objects.count()
    assert [organ for _, organ in summing.members(government, 2023)] == []


def test_all_cases_of_the_year_are_somewhere(district: list[Organ]) -> None:
    for organ in district:
        found = queries.tallied(organ, 2026)
        counted = found.members("requests.new.total") + found.members("requests.carried_in.total")
        left = {number for each in found.uncounted for number in each.numbers}
        of_the_year = Case.objects.filter(organ=organ).exclude(closed__lt="2026-01-01")
        assert {*counted, *left} == set(of_the_year.values_list("number", flat=True))
