"""The tables of a period: against a recount of the steps in plain Python, balanced, and each number with its cases behind it."""

import random
from collections import Counter
from datetime import date, timedelta

import pytest
from django.test import Client

from gongkai.law import procedure, replies
from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import Matter, Step, StepKind
from gongkai.web.cases import facts
from gongkai.web.cases import queries as cases
from gongkai.web.cases.figures import counting, periods, queries, tables
from gongkai.web.cases.figures.periods import Period, Scope, Span
from gongkai.web.cases.figures.queries import Figure
from gongkai.web.cases.models import Case
from gongkai.web.organs.models import Organ, Role
from tests.web import factories
from tests.web.cases.figures.random_office import lives, written

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY
MONTH = Period(Span.MONTH, 2026, 11)
K = StepKind


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker):
    """Return an organ with two hundred random cases of two years, and one beside it with a few."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        organ, beside = factories.organ(), factories.organ()
        chance = random.Random(7)
        lives(organ, 200, chance, first=date(2025, 1, 6), last=TODAY)
        lives(beside, 20, chance, first=date(2026, 1, 6), last=TODAY)
        yield organ, beside
        transaction.set_rollback(True)


# The recount: steps, days and a dictionary, none of the office's own questions


CLOSING = {
    K.WITHDRAWN: "withdrawn",
    K.MERGED: "merged",
    K.CLARIFICATION_LAPSED: "clarification_overdue",
    K.FEE_LAPSED: "fee_overdue",
}


def standing(case: Case) -> list[Step]:
    """Return the steps of a case without those that were undone."""
    taken: list[Step] = []
    for step in facts.steps(case.steps.order_by("ordinal")):
        if step.kind is K.UNDONE:
            taken.pop()
        else:
            taken.append(step)
    return taken


def last(taken: list[Step], *kinds: StepKind) -> Step | None:
    """Return the last step of some kinds."""
    return next((step for step in reversed(taken) if step.kind in kinds), None)


def known(case: Case) -> dict[str, object]:
    """Return what the steps of a case say."""
    taken = standing(case)
    receipt, signed = last(taken, K.RECEIVED), last(taken, K.SERVED)
    end = last(taken, K.REPLIED, K.TERMINATED, *CLOSING)
    named = last(taken, K.RECLASSIFIED) or taken[0]
    found: dict[str, object] = {"matter": named.matter, "channel": taken[0].channel}
    found["received"] = receipt and receipt.on
    found["closed"] = end and end.on
    found["result"] = end and (end.reply or CLOSING[end.kind])
    by = cases.terms(case.organ, receipt.on if receipt else TODAY)
    due = procedure.replay(taken, TODAY + timedelta(days=400), conventions=by.conventions, calendar=by.calendar).due
    if end and due and due.date and not due.provisional:
        sent = signed.on if signed and end.by is ServedBy.HAND else end.on
        found["late"] = sent > due.date
    return found


def recount(organ: Organ, first: date, until: date, form: str) -> Counter[str]:
    """Return the figures of some days, counted from the steps of every case."""
    found: Counter[str] = Counter()
    for case in Case.objects.filter(organ=organ):
        said = known(case)
        received, closed, result = said["received"], said["closed"], said["result"]
        if said["matter"] is not Matter.DISCLOSURE or received is None or result == "merged":
            continue
        found["new"] += first <= received <= until
        found["opening"] += received < first and (closed is None or closed >= first)
        found["closing"] += received <= until and (closed is None or closed > until)
        found[f"channel.{said['channel']}.new"] += first <= received <= until
        if closed is None or not first <= closed <= until:
            continue
        found["closed"] += 1
        found[f"channel.{said['channel']}.closed"] += 1
        found["row." + replies.kind(result).rows[form]] += 1
        found["late" if said.get("late") else "in_time"] += 1
    return +found


@pytest.mark.parametrize("month", [Period(Span.MONTH, 2025, 3), Period(Span.MONTH, 2026, 6), MONTH])
def test_a_month_agrees_with_a_recount_of_the_steps(office, month: Period) -> None:
    organ, _ = office
    counts = queries.counts([organ], month, TODAY)[organ.pk]
    for scope in Scope:
        days = month.days(scope, TODAY)
        said = Counter({key: number for key, number in counts.cells[scope].items() if key not in tables.SITUATION})
        assert +said == recount(organ, days.first, days.last, "2021")


@pytest.mark.parametrize("span", list(Span))
def test_every_period_balances(office, span: Span) -> None:
    organ, _ = office
    for year in (2025, 2026):
        for number in range(1, 12 // periods.MONTHS[span] + 1):
            period = Period(span, year, number)
            if period.first > TODAY:
                continue
            counts = queries.counts([organ], period, TODAY)[organ.pk]
            assert [balance.faults for balance in tables.balances(counts, period)] == [[], []]


def test_what_is_on_hand_at_the_end_of_a_month_is_on_hand_at_the_start_of_the_next(office) -> None:
    organ, _ = office
    october, november = (
        queries.counts([organ], Period(Span.MONTH, 2026, number), TODAY)[organ.pk].sides(Scope.PERIOD)
        for number in (10, 11)
    )
    assert october["closing"] == november["opening"]
    assert (
        queries.counts([organ], Period(Span.YEAR, 2026, 1), TODAY)[organ.pk].sides(Scope.PERIOD)["opening"]
        == (queries.counts([organ], Period(Span.YEAR, 2025, 1), TODAY)[organ.pk].sides(Scope.PERIOD)["closing"])
    )


def test_a_whole_year_is_what_the_law_counts_in_the_annual_report(office) -> None:
    organ, _ = office
    counts = queries.counts([organ], Period(Span.YEAR, 2025, 1), TODAY)[organ.pk].cells[Scope.PERIOD]
    found: Counter[str] = Counter()
    for case in Case.objects.filter(organ=organ):
        state = cases.standing(case, TODAY).state
        found.update(procedure.rows(state, year=2025, format_name="2021"))
    assert counts["new"] == found.pop("new")
    assert counts["opening"] == found.pop("carried_in", 0)
    assert counts["closing"] == found.pop("carried_out", 0)
    assert {key.removeprefix("row."): number for key, number in counts.items() if key.startswith("row.")} == found


@pytest.mark.parametrize("period", [MONTH, Period(Span.QUARTER, 2025, 4)])
def test_the_cases_behind_a_figure_are_as_many_as_it_says(office, period: Period) -> None:
    organ, beside = office
    counts = queries.counts([organ, beside], period, TODAY)
    for scope in Scope:
        for key in queries.keys("2021"):
            if key in tables.SITUATION and scope is Scope.YEAR:
                continue
            for members, number in (
                ([organ], counts[organ.pk].cells[scope][key]),
                ([organ, beside], queries.sum_of(counts.values()).cells[scope][key]),
            ):
                asked = Figure(tuple(member.pk for member in members), period, scope, key, TODAY)
                assert queries.selection(asked).count() == number, (scope, key)


def test_the_situation_of_today_is_that_of_the_summaries(office) -> None:
    organ, _ = office
    counts = queries.counts([organ], MONTH, TODAY)[organ.pk].cells[Scope.PERIOD]
    held = Case.objects.filter(counting.counted(), organ=organ, closed=None)
    assert counts["clarifying"] == held.filter(stage="clarifying").count()
    assert counts["consulting"] == held.filter(stage="consulting").count()
    assert counts["over"] == held.filter(due__lt=TODAY, due_provisional=False).count() > 0
    states = [cases.standing(case, TODAY).state for case in held]
    assert counts["extended"] == sum(bool(state.extended) for state in states)


def test_the_situation_of_a_past_month_is_that_of_its_end() -> None:
    organ = factories.organ()
    received = Step(K.RECEIVED, date(2026, 9, 7), channel=Channel.COUNTER, applicant="natural_person")
    asked = Step(K.CLARIFICATION_ASKED, date(2026, 9, 10), arrived=date(2026, 9, 11))
    given = Step(K.CLARIFICATION_GIVEN, date(2026, 10, 12))
    written(organ, [received, asked, given])
    september = queries.counts([organ], Period(Span.MONTH, 2026, 9), TODAY)[organ.pk].cells[Scope.PERIOD]
    october = queries.counts([organ], Period(Span.MONTH, 2026, 10), TODAY)[organ.pk].cells[Scope.PERIOD]
    assert (september["clarifying"], september["closing"]) == (1, 1)
    assert (october["clarifying"], october["closing"]) == (0, 1)


def test_a_reply_that_was_undone_since_was_never_given_in_the_month_of_it() -> None:
    organ = factories.organ()
    received = Step(K.RECEIVED, date(2026, 9, 7), channel=Channel.COUNTER, applicant="natural_person")
    replied = Step(K.REPLIED, date(2026, 9, 20), reply="disclosed", by=ServedBy.ONLINE)
    written(organ, [received, replied, Step(K.UNDONE, date(2026, 11, 2))])
    september = queries.counts([organ], Period(Span.MONTH, 2026, 9), TODAY)[organ.pk].cells[Scope.PERIOD]
    assert (september["new"], september["closed"], september["closing"]) == (1, 0, 1)


@pytest.mark.parametrize(("signed", "late"), [(date(2026, 11, 2), 1), (date(2026, 9, 30), 0)])
def test_what_is_handed_over_is_in_time_by_the_day_of_the_signature(signed: date, late: int) -> None:
    organ = factories.organ()
    received = Step(K.RECEIVED, date(2026, 9, 7), channel=Channel.COUNTER, applicant="natural_person")
    replied = Step(K.REPLIED, date(2026, 9, 28), reply="disclosed", by=ServedBy.HAND)
    written(organ, [received, replied, Step(K.SERVED, signed)])
    assert queries.counts([organ], Period(Span.MONTH, 2026, 9), TODAY)[organ.pk].cells[Scope.PERIOD]["late"] == late


def test_days_taken_have_an_average_and_a_median() -> None:
    organ = factories.organ()
    for days in (1, 2, 9):
        received = Step(K.RECEIVED, date(2026, 11, 2), channel=Channel.COUNTER, applicant="natural_person")
        replied = Step(K.REPLIED, date(2026, 11, 2) + timedelta(days=days), reply="disclosed", by=ServedBy.ONLINE)
        written(organ, [received, replied])
    counts = queries.counts([organ], MONTH, TODAY)[organ.pk]
    grid = tables.time(counts, lambda scope, key: "")
    said = {row.cells[0].text: row.cells[1].text for row in grid.rows}
    # 1, 2 and 7 working days after 2 November.
    assert (said["平均用时（工作日）"], said["用时的中位数（工作日）"]) == ("3.3", "2")


def test_a_year_under_the_earlier_format_has_its_rows() -> None:
    assert [line.words for line in tables.lines("2019")][-3:-1] != []
    rows = [row.code for row in counting.outcomes("2019")]
    assert "other_outcome" in rows and len(rows) == 19
    assert len(counting.outcomes("2021")) == 21


@pytest.mark.parametrize(
    ("span", "year", "number"),
    [
        ("month", "2026", "13"),
        ("month", "2018", "1"),
        ("quarter", "2026", "5"),
        ("month", "2027", "1"),
        ("month", "0", "1"),
    ],
)
def test_a_period_that_there_is_not_is_none(span: str, year: str, number: str) -> None:
    assert periods.asked(span, year, number, TODAY) is None


def test_without_a_number_this_year_has_the_period_that_runs_and_another_the_first() -> None:
    assert periods.asked("quarter", "2026", "", TODAY) == Period(Span.QUARTER, 2026, 4)
    assert periods.asked("quarter", "2025", "", TODAY) == Period(Span.QUARTER, 2025, 1)


# The pages


def client(*posts) -> Client:
    made = Client()
    made.force_login(factories.person(*posts), "django.contrib.auth.backends.ModelBackend")
    return made


def test_the_page_shows_the_balance_and_leads_to_the_cases(office) -> None:
    organ, _ = office
    visitor = client((organ, Role.HANDLER))
    page = visitor.get("/office/cases/figures/?year=2026&number=11&span=month").content.decode()
    assert "两边相符。" in page and "不相符" not in page and "截至 2026-11-23" in page
    listed = visitor.get("/office/cases/figures/cases/?span=month&year=2026&number=11&figure=closing").content.decode()
    assert f"共 {queries.counts([organ], MONTH, TODAY)[organ.pk].cells[Scope.PERIOD]['closing']} 件。" in listed


def test_a_mismatch_is_shown_as_a_fault() -> None:
    organ = factories.organ()
    case = factories.case(organ)
    Case.objects.filter(pk=case.pk).update(closed=date(2026, 10, 30), result="disclosed")
    page = client((organ, Role.HANDLER)).get("/office/cases/figures/").content.decode()
    assert "不相符" in page and "1 ≠ 0" in page


def test_a_supervisor_sees_the_sums_and_each_organ_below() -> None:
    top = factories.organ(kind="government")
    one, two = factories.organ(top), factories.organ(top)
    for organ, number in ((top, 1), (one, 2), (two, 3)):
        for _ in range(number):
            factories.case(organ)
    visitor = client((top, Role.SUPERVISOR))
    page = visitor.get(f"/office/cases/figures/below/?organ={top.code}").content.decode()
    row = page.split("一、新收政府信息公开申请数量")[1].split("</tr>")[0]
    said = [int(part.split("<")[0]) for part in row.split('">')[2::2]]
    assert said[:2] == [6, 1] and sorted(said[2:]) == [2, 3]
    link = f"/office/cases/figures/cases/?organ={two.code}&span=month&year=2026&number=11&figure=new"
    assert "共 3 件。" in visitor.get(link).content.decode()
    assert (
        "共 6 件。" in visitor.get(f"/office/cases/figures/cases/?organ={top.code}&below=1&figure=new").content.decode()
    )


def test_a_handler_sees_no_sums_and_nothing_of_another_organ() -> None:
    organ, other = factories.organ(), factories.organ()
    visitor = client((organ, Role.HANDLER))
    assert visitor.get(f"/office/cases/figures/?organ={other.code}").status_code == 404
    assert "与下级机关汇总" not in visitor.get("/office/cases/figures/").content.decode()
