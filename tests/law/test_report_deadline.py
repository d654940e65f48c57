"""The last day to publish an annual report, explained."""

import pytest

from gongkai.law import report_deadline


@pytest.mark.parametrize(
    ("year", "kind", "day", "before"),
    [
        (2023, "department", "2024-01-31", None),
        (2024, "department", "2025-01-31", "2025-01-27"),  # Spring Festival
        (2025, "department", "2026-01-31", "2026-01-30"),  # a Saturday
        (2025, "government", "2026-03-31", None),
        (2026, "department", "2027-01-31", "2027-01-29"),  # past the published calendar, a Sunday in any case
    ],
)
def test_the_day_stands_and_a_day_of_rest_is_told(year, kind, day, before) -> None:
    found = report_deadline.deadline(year, kind=kind)
    assert str(found.date) == day
    assert not found.provisional
    assert [note.code for note in found.notes] == (["day_of_rest"] if before else [])
    if before:
        assert before in found.notes[0].zh
