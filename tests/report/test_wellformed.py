"""What cannot be a report is not taken for one, whoever wrote the JSON."""

from collections.abc import Callable
from typing import Any

import pytest

from gongkai.report.model import from_json
from tests.report import factory

Damage = Callable[[dict[str, Any]], object]


def cell(**changes: Any) -> Damage:
    """Return the damage of one cell."""
    return lambda data: data["cells"]["requests.new.total"].update(changes)


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda data: data.update(organ=5), "organ is 5"),
        (lambda data: data.update(year="2025"), "year is '2025'"),
        (lambda data: data.update(year=99999), "year is 99999"),
        (lambda data: data["tables"]["requests"].update(format="2020"), "the format of requests is '2020'"),
        (lambda data: data["sections"][0].update(title=None), "titled None"),
        (lambda data: data["sections"][0].update(number="1"), "numbered '1'"),
        (lambda data: data.update(attachments=[{"name": 1, "url": None}]), "an attachment is named 1"),
        (lambda data: data["cells"].update({"requests.new.sum": data["cells"]["requests.new.total"]}), "has a cell"),
        (cell(state="red"), "in state 'red'"),
        (cell(raw=6), "the raw text of requests.new.total is 6"),
        (cell(value=None), "is read and has the value None"),
        (cell(state="blank"), "is blank and has the value"),
        (cell(value="6"), "has the value '6'"),
        (cell(value=True), "has the value 'True'"),
        (cell(value=float("nan")), "has the value 'NaN'"),
        (cell(value=10**400), "has the value '1000"),
    ],
)
def test_what_cannot_be_is_named(damage: Damage, told: str) -> None:
    data = factory.report().as_json()
    damage(data)
    with pytest.raises(ValueError, match=told):
        from_json(data)


def test_a_report_without_year_or_names_is_one() -> None:
    data = {**factory.report().as_json(), "year": None, "organ": None, "title": None, "signature": None}
    data["attachments"] = [{"name": "附件", "url": None}]
    assert from_json(data).year is None
