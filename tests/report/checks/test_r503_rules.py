"""GK503: rules of an organ that cannot make any."""

from tests.report import factory
from tests.report.checks.asked import found, not_assessed, silent

CELLS = {"proactive.regulations.made": 1, "proactive.regulations.in_force": 4}


def test_no_rules_pass() -> None:
    assert silent("GK503", factory.report(cells={"proactive.regulations.made": "slash"}))


def test_rules_of_a_subdistrict_are_caught() -> None:
    (one,) = found("GK503", factory.report(cells=CELLS))
    assert "没有规章制定权，表二“规章”一行却填了1、4" in one.message["zh"]
    assert one.cells == tuple(CELLS)


def test_whether_a_city_makes_rules_is_not_told_by_its_name() -> None:
    assert not_assessed("GK503", factory.report(cells=CELLS, organ="云溪市人民政府"))
    assert not_assessed("GK503", factory.report(cells=CELLS, organ=None))
