"""The registry: every check is registered, ids are of one scheme, and a sound report passes."""

import json
from pathlib import Path

import pytest

from gongkai.report import checks
from gongkai.report.checks.rule import Context
from gongkai.report.model import (
    NOTE_KINDS,
    Finding,
    Note,
    PagePlace,
    ParagraphPlace,
    Report,
    Source,
    TablePlace,
    TextPlace,
    from_json,
)
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


def test_findings_come_gravest_first_then_by_id_then_by_place() -> None:
    cells = {"requests.new.total": 3, "requests.new.natural_person": 3, "requests.carried_out.other": "blank"}
    findings = checks.check(factory.report(cells=cells, title="2021年年报")).findings
    ranks = [("error", "warning", "note").index(one.severity) for one in findings]
    assert ranks == sorted(ranks)
    errors = [one for one in findings if one.id == "GK101"]
    assert [one.cells[0] for one in errors] == ["requests.new.natural_person", "requests.new.total"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (PagePlace(1, (50, 90, 60, 99)), PagePlace(2, (10, 10, 20, 20))),
        (PagePlace(1, (50, 90, 60, 99)), PagePlace(1, (60, 90, 70, 99))),
        (TablePlace(1, 2, 9), TablePlace(1, 3, 1)),
        (ParagraphPlace(1), ParagraphPlace(2)),
        (TextPlace(1, 9), TextPlace(2, 1)),
    ],
)
def test_places_of_every_kind_have_an_order(first, second) -> None:
    cells = {"requests.new.total": 1, "requests.new.other": 1}
    report = factory.report(cells=cells)
    for name, place in (("requests.new.total", first), ("requests.new.other", second)):
        report.cells[name] = factory.Cell(name, 1, "read", "1", place)
    findings = checks.check(report, select=["GK101"]).findings
    assert [one.places[0] for one in findings] == [first, second]


@pytest.mark.parametrize(
    ("select", "ignore", "ids"),
    [
        (["GK101"], [], {"GK101"}),
        (["T3-ID", "gk103"], [], {"GK101", "GK103"}),
        (["GK1"], [], {"GK101", "GK103"}),
        ([], ["GK1"], set()),
        (["GK1"], ["T3-ROW"], {"GK101"}),
    ],
)
def test_rules_are_chosen_by_id_alias_or_beginning(select, ignore, ids) -> None:
    report = factory.report(cells={"requests.new.total": 3})
    found = checks.check(report, select=select, ignore=ignore).findings
    assert {one.id for one in found if one.severity == "error"} == ids


def test_a_word_that_means_no_rule_is_refused() -> None:
    with pytest.raises(ValueError, match="GK999"):
        checks.check(factory.report(), ignore=["GK999"])


def test_reading_alone_tells_what_the_reader_saw() -> None:
    report = factory.report(cells={"requests.new.total": 3}, notes=(Note("split_label"),))
    assert [one.id for one in checks.reading_findings(report)] == ["GK701"]


def test_a_report_from_json_keeps_its_findings_of_reading() -> None:
    report = factory.report(cells={"requests.new.total": 3}, notes=(Note("unit_in_cell", detail="4万元"),))
    report.findings = checks.reading_findings(report)
    again = from_json(json.loads(json.dumps(report.as_json())))
    assert {one.id for one in checks.check(again).findings} == {one.id for one in checks.check(report).findings}


def test_only_the_form_of_the_year_is_cited() -> None:
    for year, other in ((2020, "30号"), (2021, "60号")):
        (one, *_) = checks.check(factory.report(year=year, cells={"requests.new.total": 3}), select=["GK101"]).findings
        assert len(one.basis) == 2 and not any(other in basis for basis in one.basis)
    report = factory.report(cells={"requests.new.total": 3})
    report.year = None
    (one, *_) = checks.check(report, select=["GK101"]).findings
    assert len(one.basis) == 3


@pytest.mark.parametrize("one", checks.ALL, ids=lambda one: one.rule.id)
def test_no_check_fails_over_an_empty_report(one) -> None:
    report = Report(Source("empty.txt", "text", "0" * 64))
    for outcome in one.judge(report, Context(previous=report, members=(report,))):
        assert outcome.id == one.rule.id


@pytest.mark.parametrize("one", checks.ALL, ids=lambda one: one.rule.id)
def test_whatever_is_said_is_a_sentence_in_both_languages(one) -> None:
    report = factory.report(
        year=2024,
        cells={"requests.new.*": 7, "requests.granted.*": 7, "proactive.fees.amount": "blank"},
        texts={1: "（一）甲。\n（一）乙。", 6: ""},
        notes=tuple(Note(kind, TextPlace(3, 1), detail="甲") for kind in NOTE_KINDS),
        signed=None,
        title="年报",
    )
    previous = factory.report(year=2023, cells={"requests.carried_out.*": 3})
    for outcome in one.judge(report, Context(previous=previous, members=(report, report))):
        told = [outcome.message, outcome.hint] if isinstance(outcome, Finding) else [outcome.reason]
        assert all(text["zh"].endswith("。") and text["en"].endswith(".") for text in told)
        assert not any("！" in text["zh"] or "!" in text["en"] for text in told)
