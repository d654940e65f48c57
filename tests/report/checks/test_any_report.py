"""Whatever stands in a report, the checks tell and never fail."""

import random
from datetime import date

import pytest

from gongkai.report import checks, formats
from gongkai.report.model import NOTE_KINDS, TABLES, Note, Report, TextPlace
from tests.report import factory

STATES = ("blank", "slash", "dash", "none", "unread", "absent")
TEXTS = (
    "",
    "无。",
    "（二）甲。\n（二）乙。",
    "一、甲\n\n三、乙",
    "20XX年____",
    "新收申请5件，予以公开2件，信息处理费0元。",
    "\u3000",
)


def _any(rng: random.Random) -> Report:
    year = rng.choice((2019, 2020, 2021, 2024, None))
    form = rng.choice(formats.FORMATS)
    names = [name for table in TABLES for name in formats.load(form).cells(table)]
    drawn = rng.sample(names, 60)
    report = factory.report(
        year=year or 2021,
        format=form,
        cells={name: rng.choice((*STATES, 0, 1, 7, -2, factory.Decimal("3.14"))) for name in drawn},
        texts={number: rng.choice((*TEXTS, None)) for number in range(1, 7)},
        notes=tuple(Note(kind, rng.choice((None, TextPlace(1, 1)))) for kind in rng.sample(sorted(NOTE_KINDS), 6)),
        organ=rng.choice((None, "", "云溪市", "白桥街道办事处", "云溪市教育局")),
        title=rng.choice((None, "", "年报", "2021年政府信息公开工作年度报告")),
        published=rng.choice((None, date(2022, 5, 1), date(2019, 1, 1))),
        signed=rng.choice((None, date(2022, 1, 1))),
    )
    report.year = year
    for name in rng.sample(names, 5):
        report.cells.pop(name)
    report.tables[rng.choice(TABLES)] = rng.choice((None, *formats.FORMATS))
    return report


@pytest.mark.parametrize("seed", range(40))
def test_any_report_can_be_checked(seed: int) -> None:
    rng = random.Random(seed)
    report, previous = _any(rng), _any(rng)
    result = checks.check(report, previous=previous, members=[_any(rng), _any(rng)])
    known = {rule.id for rule in checks.rules()}
    assert {one.id for one in (*result.findings, *result.not_assessed)} <= known
    assert all(one.count >= 1 for one in result.findings)


@pytest.mark.parametrize("seed", range(20))
def test_tables_that_add_up_have_no_error(seed: int) -> None:
    rng = random.Random(seed)
    form = formats.load(rng.choice(formats.FORMATS))
    columns = [column.key for column in form.request_columns if column.key != "total"]
    cells: dict[str, factory.Figure] = {}

    def put(row: str, counts: dict[str, int]) -> None:
        cells.update({f"requests.{row}.{column}": counts[column] for column in columns})
        cells[f"requests.{row}.total"] = sum(counts.values())

    outcomes = [row.key for row in form.request_rows if row.outcome and row.key != "handled"]
    drawn = {row: {column: rng.choice((0, 0, 0, rng.randint(1, 99))) for column in columns} for row in outcomes}
    handled = {column: sum(counts[column] for counts in drawn.values()) for column in columns}
    out = {column: rng.randint(0, 5) for column in columns}
    carried = {column: rng.randint(0, handled[column] + out[column]) for column in columns}
    new = {column: handled[column] + out[column] - carried[column] for column in columns}
    for row, counts in {**drawn, "handled": handled, "carried_out": out, "carried_in": carried, "new": new}.items():
        put(row, counts)
    # A zero that was left empty is no error either.
    cells = {name: rng.choice((0, 0, *STATES)) if value == 0 else value for name, value in cells.items()}
    result = checks.check(factory.report(format=form.name, cells=cells), select=["GK1"])
    assert not result.findings
