"""Every day in every notice is the one that the law computes, whatever the case, and every amount that of the tariff."""

import random
from datetime import date, timedelta

import pytest

from gongkai.documents.day_words import chinese_date
from gongkai.law import deadlines, fees, procedure
from gongkai.law.deadlines import Channel, Clarification, Consultation, Consulted, Deadline
from gongkai.law.options import Conventions
from gongkai.law.procedure import IllegalStep, Standing, Step, StepKind, Terms
from gongkai.web.cases import wording
from gongkai.web.cases.wording import Charge, Given
from gongkai.web.cases.wording.guard import days
from tests.web import factories

pytestmark = pytest.mark.django_db
K = StepKind
FIRST, LAST = date(2024, 1, 2), date(2027, 3, 1)
CASES = range(200)
"""The seeds of the random cases."""


@pytest.fixture
def case():
    """Return a request; the days come from elsewhere."""
    return factories.case(factories.organ(phone="0000-12345678", address="云亭路1号"))


def some_terms(chance: random.Random) -> Terms:
    """Return terms of an organ that has chosen some way or other."""
    return procedure.terms(
        Conventions(
            receipt_day=chance.choice(["literal", "rolled"]),
            consultation_from=chance.choice(["sent", "received"]),
            clarification_days=chance.randint(5, 20),
            reasons_days=chance.randint(5, 20),
            after_payment=chance.choice(["restart", "resume"]),
        )
    )


def some_case(seed: int) -> tuple[random.Random, Standing, Terms, Given]:
    """Return a case some way into its course, and what is chosen for a notice: from today or an earlier day."""
    chance = random.Random(seed)
    by = some_terms(chance)
    day = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    steps = [Step(K.RECEIVED, day, channel=Channel.ONLINE, applicant="natural_person")]
    state = procedure.take(procedure.State(), steps[0], by)
    for _ in range(chance.randrange(4)):
        day += timedelta(days=chance.randrange(6))
        kind = chance.choice([K.THIRD_PARTY_CONSULTED, K.THIRD_PARTY_ANSWERED, K.REASONS_ASKED, K.CLARIFICATION_ASKED])
        step = Step(
            kind,
            day,
            ref="1" if "party" in kind else "",
            arrived=day if kind.endswith(("asked", "consulted")) else None,
        )
        try:
            state = procedure.take(state, step, by)
        except IllegalStep:
            continue
    on = day + timedelta(days=chance.randrange(4))
    given = Given(
        on,
        arrived=chance.choice([None, on, on + timedelta(days=chance.randrange(6))]),
        days=chance.choice([None, chance.randint(1, 30)]),
        until=on + timedelta(days=chance.randint(30, 90)),
        ref="1",
        charge=Charge(chance.choice(["items", "pages"]), chance.randint(1, 400), chance.randrange(40)),
    )
    return chance, procedure.standing(state, on, by), by, given


def named(*limits: Deadline | None) -> list[date]:
    """Return the days that a text names for last days: one that may change with the earliest day it can be."""
    found = []
    for limit in limits:
        if limit and limit.date:
            found += [limit.date, limit.not_before] if limit.provisional else [limit.date]
    return found


def said(kind: StepKind, case, standing: Standing, given: Given, by: Terms) -> str:
    """Return the text of a notice."""
    return wording.text(kind, case, standing, given, by)


@pytest.mark.parametrize("kind", [K.CLARIFICATION_ASKED, K.REASONS_ASKED, K.FEE_NOTIFIED])
def test_the_last_day_to_answer_is_that_of_the_law(case, kind):
    provisional = set()
    for seed in CASES:
        _, standing, by, given = some_case(seed)
        reaches = given.arrived or given.on
        if kind is K.CLARIFICATION_ASKED:
            asked = Clarification(reaches, days=given.days)
            limit = deadlines.clarification(asked, conventions=by.conventions, calendar=by.calendar)
        elif kind is K.REASONS_ASKED:
            limit = deadlines.reasons(reaches, conventions=by.conventions, calendar=by.calendar)
        else:
            limit = deadlines.fee_payment(reaches, calendar=by.calendar)
        text = said(kind, case, standing, given, by)
        assert list(days(text)) == [standing.state.received, reaches, *named(limit)], seed
        assert ("暂定" in text) is limit.provisional, seed
        provisional.add(limit.provisional)
    assert provisional == {True, False}, "cases on both sides of the end of the calendar"


@pytest.mark.parametrize("whom", Consulted)
def test_the_last_day_for_an_opinion_is_that_of_the_law_and_silence_means_what_the_article_says(case, whom):
    kind = {
        Consulted.THIRD_PARTY: K.THIRD_PARTY_CONSULTED,
        Consulted.CO_MAKER: K.CO_MAKER_CONSULTED,
        Consulted.ORGAN: K.ORGAN_CONSULTED,
    }[whom]
    for seed in CASES:
        _, standing, by, given = some_case(seed)
        reaches = given.arrived or given.on
        text = said(kind, case, standing, given, by)
        limit = deadlines.opinion(Consultation(given.on, reaches, whom=whom), calendar=by.calendar)
        assert list(days(text)) == ([reaches, *named(limit)] if limit.date else []), seed
        assert ("暂定" in text) is limit.provisional, seed
        assert ("视为同意公开" in text) is (whom is Consulted.CO_MAKER)
        assert ("决定是否公开" in text) is (whom is Consulted.THIRD_PARTY)
        assert case.subject not in text and case.number not in text, "the applicant is not told of to others"


def test_an_extension_names_the_day_before_and_the_day_after_it(case):
    for seed in CASES:
        chance, standing, by, given = some_case(seed)
        given = Given(given.on, days=chance.randint(1, 20))
        text = said(K.EXTENDED, case, standing, given, by)
        before = procedure.due(standing.state, by)
        after = procedure.due(standing.state._replace(extended=given.days), by)
        assert list(days(text)) == [standing.state.received, *named(before, after)], seed
        assert f"延长{given.days}个工作日" in text
        limits = [limit for limit in (before, after) if limit and limit.date]
        assert text.count("暂定：") == sum(limit.provisional for limit in limits), seed


def test_a_delay_names_the_day_that_was_chosen_and_the_one_it_replaces(case):
    for seed in CASES:
        _, standing, by, given = some_case(seed)
        text = said(K.DELAYED, case, standing, given, by)
        assert list(days(text)) == [standing.state.received, *named(procedure.due(standing.state, by)), given.until], (
            seed
        )


def test_what_lapsed_names_the_day_on_which_its_period_ended(case):
    checked = 0
    for seed in range(400):
        _, standing, by, given = some_case(seed)
        state = standing.state
        if state.clarification_notified is None:
            continue
        checked += 1
        asked = Clarification(state.clarification_notified, days=state.clarification_days)
        limit = deadlines.clarification(asked, conventions=by.conventions, calendar=by.calendar)
        text = said(K.CLARIFICATION_LAPSED, case, standing, given, by)
        assert list(days(text)) == [state.clarification_asked, state.clarification_notified, *named(limit)], seed
    assert checked > 50


def test_the_amount_and_each_band_are_those_of_the_tariff(case):
    for seed in CASES:
        _, standing, by, given = some_case(seed)
        charge, received = given.charge, standing.state.received
        if charge.method == "items":
            fee = fees.compare(charge.earlier, pages=0, items=charge.count, on=received).by_items
        else:
            fee = fees.by_pages(charge.count, on=received)
        text = said(K.FEE_NOTIFIED, case, standing, given, by)
        assert f"应缴信息处理费{fee.amount}元" in text, seed
        assert charge.fee(received).amount == fee.amount
        for line in fee.trail:
            assert f"计{line.amount}元" in text if line.amount else "不收费" in text, seed
        after = "重新计算" if by.conventions.after_payment == "restart" else "继续计算"
        assert after in text


@pytest.mark.parametrize(
    ("items", "earlier", "amount"), [(1, 10, 100), (12, 0, 200), (31, 0, 2200), (35, 0, 3000), (75, 0, 19000)]
)
def test_the_worked_amounts_by_item(items, earlier, amount):
    assert Charge("items", items, earlier).fee(date(2026, 5, 6)).amount == amount


@pytest.mark.parametrize(("pages", "amount"), [(30, 0), (31, 10), (38, 80), (68, 380), (100, 700), (101, 720)])
def test_the_worked_amounts_by_page(pages, amount):
    assert Charge("pages", pages, 99).fee(date(2026, 5, 6)).amount == amount


def test_pages_made_as_help_cost_nothing(case):
    charge = Charge("pages", 40, 0, aid_pages=9)
    assert charge.fee(date(2026, 5, 6)).amount == 10
    _, standing, by, given = some_case(1)
    text = said(K.FEE_NOTIFIED, case, standing, Given(given.on, charge=charge), by)
    assert "其中为提供协助制作的9页不计" in text


def test_every_notice_leaves_open_what_only_a_person_knows(case):
    _, standing, by, given = some_case(3)
    for kind in (
        K.CLARIFICATION_ASKED,
        K.REASONS_ASKED,
        K.FEE_NOTIFIED,
        K.THIRD_PARTY_CONSULTED,
        K.EXTENDED,
        K.DELAYED,
    ):
        assert wording.unfilled(said(kind, case, standing, given, by)), kind
    assert wording.unfilled("已答复。国办发【2019】60号") == []


def test_what_the_applicant_hears_of_a_consultation_names_nobody(case):
    for kind in (K.THIRD_PARTY_CONSULTED, K.CO_MAKER_CONSULTED, K.ORGAN_CONSULTED):
        text = wording.excluded(kind, case, date(2026, 11, 24))
        assert list(days(text)) == [date(2026, 11, 24)]
        assert "第三十三条第三款" in text and "不计算在答复期限内" in text


def test_every_text_of_a_kind_has_the_same_number_of_lines(case):
    for kind in (K.CLARIFICATION_ASKED, K.FEE_NOTIFIED, K.THIRD_PARTY_CONSULTED, K.EXTENDED, K.DELAYED):
        lines = set()
        for seed in range(30):
            _, standing, by, given = some_case(seed)
            lines.add(len(said(kind, case, standing, given, by).splitlines()))
        assert len(lines) == 1, kind


def test_a_text_carried_over_to_another_day_keeps_what_was_written(case):
    for seed in CASES:
        chance, standing, by, given = some_case(seed)
        later = Given(given.on + timedelta(days=chance.randint(1, 9)), days=given.days, charge=given.charge)
        for kind in (K.CLARIFICATION_ASKED, K.FEE_NOTIFIED, K.THIRD_PARTY_CONSULTED):
            before, now = (said(kind, case, standing, each, by) for each in (given, later))
            opened = wording.unfilled(before)[0]
            text, left = wording.carried_over(before.replace(opened, "请写明年份。"), before, now)
            assert (text, left) == (now.replace(opened, "请写明年份。"), []), seed
            assert wording.other_days(text, now, later.on) == []


def test_a_reworded_line_is_left_alone_and_its_new_wording_returned(case):
    _, standing, by, given = some_case(5)
    later = Given(given.on + timedelta(days=7))
    before, now = (said(K.CLARIFICATION_ASKED, case, standing, each, by) for each in (given, later))
    text, left = wording.carried_over("请写明年份，一周内告诉我们。", before, now)
    assert text == "请写明年份，一周内告诉我们。"
    assert left and all(line in now for line in left)


def test_a_day_ahead_that_was_not_computed_is_found_however_it_is_written():
    on = date(2026, 11, 23)
    composed = f"最后一日为{chinese_date(date(2026, 12, 14))}。"
    for text in ("请于2026年12月20日前补正", "请于 2026-12-20 前补正", "2026.12.20前"):
        assert wording.other_days(text, composed, on) == [date(2026, 12, 20)]
    assert wording.other_days("本机关于2026年11月2日收到；2026年12月14日届满；2026年13月1日", composed, on) == []
    assert wording.other_days("2026年12月20日", composed, on, known=[date(2026, 12, 20)]) == []
