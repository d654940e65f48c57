"""Two reports side by side."""

import pytest

from gongkai.report.comparison import alike, compare
from tests.report import factory


def test_a_report_compared_with_itself_differs_in_nothing() -> None:
    made = factory.report()
    comparison = compare(made, made)
    assert comparison.same == 200
    assert not comparison.differences and not comparison.only_a and not comparison.only_b
    assert {one.alike for one in comparison.sections} == {1.0}


def test_a_changed_figure_is_told_with_its_label_and_the_difference() -> None:
    name = "requests.new.total"
    (one,) = compare(factory.report(cells={name: 3}), factory.report(cells={name: 5})).differences
    assert (one.name, one.difference) == (name, 2)
    assert one.label.endswith("/总计")


def test_a_changed_state_is_a_difference_without_a_number() -> None:
    name = "requests.new.total"
    (one,) = compare(factory.report(), factory.report(cells={name: "blank"})).differences
    assert (one.a.state, one.b.state, one.difference) == ("read", "blank", None)


def test_reports_in_two_forms_are_compared_in_what_both_count() -> None:
    comparison = compare(factory.report(year=2020), factory.report(year=2021))
    assert not comparison.differences
    assert "requests.other_outcome.total" in comparison.only_a
    assert "requests.other_outcome.rest.total" in comparison.only_b
    assert comparison.same + len(comparison.only_a) == 198
    assert comparison.same + len(comparison.only_b) == 200


def test_a_table_that_was_not_found_still_has_its_labels() -> None:
    lost = factory.report(cells={"requests.new.total": "absent"})
    lost.tables["requests"] = None
    (one,) = compare(lost, factory.report()).differences
    assert one.label.startswith("一、")


def test_sections_that_one_report_lacks_are_left_out() -> None:
    comparison = compare(factory.report(texts={1: None}), factory.report(texts={6: None}))
    assert [one.number for one in comparison.sections] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ("", "", 1.0),
        ("无。", "无", 1.0),
        ("无", "没有", 0.0),
        ("春眠不觉晓", "春眠不觉晓", 1.0),
        ("春眠不觉晓", "处处闻啼鸟", 0.0),
    ],
)
def test_texts_are_alike_by_their_runs_of_characters(one, other, share) -> None:
    assert alike(one, other) == share


def test_the_json_of_a_comparison_holds_figures_and_formats() -> None:
    name = "proactive.fees.amount"
    made = compare(factory.report(), factory.report(cells={name: factory.Decimal("2.5")})).as_json()
    assert made["differences"] == [
        {
            "cell": name,
            "label": "第二十条第（八）项/行政事业性收费/本年收费金额",
            "a": {"value": 0, "state": "read"},
            "b": {"value": 2.5, "state": "read"},
            "difference": 2.5,
        }
    ]
    assert made["a"]["tables"] == {"proactive": "2021", "requests": "2021", "remedies": "2021"}
    assert [one["number"] for one in made["sections"]] == [1, 2, 3, 4, 5, 6]
