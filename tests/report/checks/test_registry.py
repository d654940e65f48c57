"""The registry: every check is registered, ids are of one scheme, and a sound report passes."""

from pathlib import Path

import pytest

from gongkai.report import checks
from tests.report import factory


def test_no_check_is_left_unregistered() -> None:
    folder = Path(checks.__file__).parent
    assert sorted(checks.MODULES) == sorted(path.stem for path in folder.glob("r[0-9]*.py"))


@pytest.mark.parametrize("rule", checks.rules(), ids=lambda rule: rule.id)
def test_every_rule_is_told_in_both_languages_and_cites(rule) -> None:
    assert rule.id.startswith("GK") and len(rule.id) == 5
    assert rule.title["zh"].endswith("。") and rule.title["en"].endswith(".")
    assert rule.why["zh"].endswith("。") and rule.why["en"].endswith(".")


def test_ids_and_aliases_are_unique() -> None:
    rules = checks.rules()
    assert len({rule.id for rule in rules}) == len({rule.alias for rule in rules}) == len(rules)


@pytest.mark.parametrize("year", [2019, 2020, 2021, 2024])
def test_a_sound_report_has_no_finding(year: int) -> None:
    assert checks.check(factory.report(year=year)).findings == ()
