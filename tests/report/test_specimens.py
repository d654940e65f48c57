"""What the package reads from the specimens: nothing silently wrong, and next to nothing left unread."""

import json
import random

import pytest

from tests.specimens import score
from tests.specimens.build import BY_NAME, DEFECTS, LAYOUTS, make, specimens
from tests.specimens.write_files import HERE, load

# Layouts and defects take turns, so this many text and web specimens see every layout with most defects.
MANY = 480


@pytest.fixture(scope="module")
def verdicts():
    return score.run(specimens(MANY, seed=20261122))


def total(verdicts, count):
    return sum(verdict.counts[count] for verdict in verdicts)


def named(verdicts, lists):
    return {v.specimen.name: getattr(v, lists)[:5] for v in verdicts if getattr(v, lists)}


def test_no_figure_is_silently_wrong(verdicts):
    assert named(verdicts, "wrong") == {}


def test_places_formats_years_and_organs_are_right(verdicts):
    assert named(verdicts, "faults") == {}


def test_figures_that_are_not_zero_are_read(verdicts):
    right, unread = total(verdicts, "heavy right"), total(verdicts, "heavy unread")
    assert right / (right + unread) >= 0.999, named(verdicts, "unread")


def test_hardly_any_cell_is_left_unread(verdicts):
    # Where a layout drops blank cells, rows with some blanks cannot be read; those are counted apart.
    plain = [v for v in verdicts if not any(defect.startswith("blank") for defect in v.specimen.defects)]
    for chosen, most in ((plain, 0.001), (verdicts, 0.02)):
        right, unread = total(chosen, "right"), total(chosen, "unread")
        assert unread / (right + unread) <= most, named(chosen, "unread")


def test_the_sample_has_every_layout_and_nearly_every_defect(verdicts):
    expected = {layout.name for layout in LAYOUTS if layout.kind in ("text", "html")}
    assert {v.specimen.layout for v in verdicts} == expected
    seen = {defect for v in verdicts for defect in v.specimen.defects}
    assert len({defect.name for defect in DEFECTS} - seen) <= 6


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pdf"])
def test_other_kinds_are_read_as_well(kind):
    verdicts = score.run(specimens(48, seed=7, wanted=(kind,)))
    assert named(verdicts, "wrong") == {}
    assert named(verdicts, "faults") == {}


KEPT = sorted(path for path in HERE.iterdir() if path.suffix != ".json" and not path.stem.startswith("scan-"))


@pytest.mark.parametrize("path", KEPT, ids=lambda path: path.name)
def test_a_kept_specimen_is_read_as_its_truth_says(path):
    (verdict,) = score.run([load(path)])
    assert verdict.wrong == []
    assert verdict.faults == []


def test_the_same_seed_gives_the_same_specimens():
    first, second = (list(specimens(34, seed=1)) for _ in range(2))
    assert [s.data for s in first] == [s.data for s in second]


def test_a_sound_specimen_prints_every_figure_of_its_truth():
    specimen = make(BY_NAME["l3"], [], random.Random(5))
    printed = specimen.data.decode().split("\n")
    figures = [line.strip() for line in printed if line.strip().lstrip("-").replace(".", "").isdigit()]
    assert len(figures) == len(specimen.expected)


def test_the_judge_tells_wrong_from_unread():
    from gongkai.report.model import Cell, Report, Source

    specimen = make(BY_NAME["l3"], [], random.Random(3))
    report = Report(Source("-", "text", ""), organ=specimen.organ, year=specimen.year, tables=dict(specimen.forms))
    names = list(specimen.expected)
    report.cells = {name: Cell(name, None, "unread") for name in names}
    assert score.judge(specimen, report).counts["unread"] == len(names)
    report.cells = {name: Cell(name, 987_654_321, "read") for name in names}
    verdict = score.judge(specimen, report)
    assert verdict.counts["wrong"] == len(names)
    assert json.dumps(verdict.wrong[:1])
