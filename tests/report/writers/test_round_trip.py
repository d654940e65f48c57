"""What is written reads back to the same cells and states, for every kind."""

import json

import pytest

from gongkai.report import formats, reading
from gongkai.report.model import Cell, Report, Section, from_json
from gongkai.report.writers import render
from tests.report.writers.samples import mixed, ragged, sound, without
from tests.specimens.build import specimens

KINDS = ("html", "docx", "xlsx", "pdf")
FORMS = ("2019", "2021")


def again(report: Report, kind: str) -> Report:
    """Return the report as it is read from what was written of it."""
    if kind == "json":
        return from_json(json.loads(render(report, kind)))
    return reading.read(render(report, kind), name=f"报告.{kind}")


def figures(report: Report) -> dict[str, tuple[object, str]]:
    """Return value and state of every cell."""
    return {name: (cell.value, cell.state) for name, cell in report.cells.items()}


def texts(sections: list[Section]) -> list[tuple[int | None, str, str]]:
    """Return number, title and words of every section; where lines break is up to the paper, and rows of pipes are no words."""
    return [(s.number, s.title, "".join("".join(s.text.split()).strip("|-:").split())) for s in sections]


def heads(report: Report) -> tuple[object, ...]:
    """Return what a report says of itself."""
    return report.organ, report.year, report.title, report.signed, report.signature, report.tables


@pytest.mark.parametrize("kind", [*KINDS, "json"])
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(4))
def test_figures_and_states_come_back(kind, form, seed):
    report = mixed(seed, name=form)
    found = again(report, kind)
    assert figures(found) == figures(report)
    assert heads(found) == heads(report)
    assert texts(found.sections) == texts(report.sections)
    assert found.unplaced == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(20, 24))
def test_what_is_absent_comes_back_absent(kind, form, seed):
    report = ragged(seed, name=form)
    found = again(report, kind)
    assert figures(found) == figures(report)
    assert found.tables == report.tables


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("column", ["natural_person", "research", "total"])
def test_beside_an_absent_column_no_figure_comes_back_wrong(kind, column):
    report = mixed(5)
    without(report, *(f"requests.{row.key}.{column}" for row in formats.load("2021").request_rows))
    found = again(report, kind)
    for name, figure in figures(found).items():
        assert figure == figures(report)[name] or figure == (None, "unread"), name


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("state", ["blank", "slash", "dash", "none", "unread"])
def test_every_state_comes_back_in_every_table(kind, state):
    report = sound()
    for number, name in enumerate(report.cells):
        if number % 3 == 0:
            report.cells[name] = Cell(name, None, state, "※" if state == "unread" else None)
    assert figures(again(report, kind)) == figures(report)


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_that_was_uncertain_is_never_written_as_certain(kind):
    report = sound()
    for name in ("proactive.penalties.decisions", "requests.new.research"):
        report.cells[name] = Cell(name, None, "unread", "7")
    without(report, "requests.granted.other")
    found = again(report, kind)
    assert found.cells["proactive.penalties.decisions"].state == "unread"
    assert found.cells["requests.new.research"].state == "unread"
    assert found.cells["requests.granted.other"].state in ("unread", "absent")
    assert found.value("requests.new.public_welfare") == 3


@pytest.mark.parametrize("kind", KINDS)
def test_mixed_formats_stay_mixed(kind):
    report = mixed(9, name="2021")
    for name in list(report.cells):
        if name.startswith("proactive."):
            del report.cells[name]
    for name in formats.load("2019").cells("proactive"):
        report.cells[name] = Cell(name, 5, "read")
    report.tables["proactive"] = "2019"
    found = again(report, kind)
    assert found.tables == report.tables
    assert figures(found) == figures(report)


@pytest.mark.parametrize("kind", KINDS)
def test_reports_of_every_layout_come_back(kind):
    for specimen in specimens(34, seed=11):
        report = reading.read(specimen.data, name=specimen.name)
        found = again(report, kind)
        assert (specimen.name, figures(found)) == (specimen.name, figures(report))
        assert (specimen.name, heads(found)) == (specimen.name, heads(report))
