"""The leader's page: every figure opens what it counts, and what is late says why it is still there."""

import html
import re
from datetime import date

import pytest

from gongkai.law.deadlines import Channel, ServedBy
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, reminders, worklist
from gongkai.web.cases.actions import Arrival
from gongkai.web.cases.models import Case
from gongkai.web.cases.teamwork import actions as teamwork
from gongkai.web.cases.teamwork import overview
from gongkai.web.notices.models import Message
from gongkai.web.organs.models import Role
from tests.web import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ():
    return factories.organ(code="yt")


def received(organ, day):
    """Return a request that was received on a day."""
    now = factories.NOW.replace(year=day.year, month=day.month, day=day.day)
    return factories.filed(organ, by=factories.call(now=now), arrival=Arrival(Channel.COUNTER, day)).case


def step(case, kind, on=factories.TODAY, **said):
    """Take a step of a case."""
    actions.take(case=case, step=Step(kind, on, **said), verb="", by=factories.call())


def world(organ):
    """Make one of everything and return who handles."""
    handler = factories.person((organ, Role.HANDLER), name="何经办")
    factories.person((organ, Role.APPROVER), name="方批准")
    late, untouched = received(organ, date(2026, 10, 12)), received(organ, date(2026, 10, 13))
    near = received(organ, date(2026, 10, 29))
    teamwork.assign(case=late, person=handler, by=factories.call(handler))
    factories.submitted(late, by=factories.call(handler))
    teamwork.assign(case=near, person=handler, by=factories.call(handler))
    factories.case(organ)
    factories.filed(organ, arrival=Arrival(Channel.ONLINE, confirmed=False))
    step(factories.case(organ), StepKind.CLARIFICATION_ASKED)
    for day, on in ((date(2026, 3, 2), date(2026, 3, 20)), (date(2026, 3, 2), date(2026, 5, 20))):
        ended = received(organ, day)
        step(ended, StepKind.REPLIED, on, reply="disclosed", by=ServedBy.ONLINE)
    signed = received(organ, date(2026, 3, 2))
    step(signed, StepKind.REPLIED, date(2026, 3, 30), reply="disclosed", by=ServedBy.HAND)
    step(signed, StepKind.SERVED, date(2026, 4, 20))
    return handler, late, untouched


def test_every_figure_opens_a_list_of_as_many_cases(client, organ):
    handler, _, _ = world(organ)
    client.force_login(handler)
    page = client.get("/office/cases/overview/")
    links = re.findall(r'<a href="(/office/cases/\?[^"#]*)"[^>]*>(\d+)</a>', page.content.decode())
    assert len(links) > 20
    for address, count in links:
        shown = client.get(html.unescape(address)).context["page"]
        assert (address, shown.count) == (address, int(count))


def test_the_page_counts_what_is_open_late_near_waiting_and_ended(organ):
    world(organ)
    shown = overview.overview(organ, factories.TODAY)
    assert [each.count for each in shown.open] == [6, 2, 1, 1, 1, 1]
    assert {each.name: each.count for each in shown.waiting} == {
        "待补正": 1,
        "征求意见中": 0,
        "待说明理由": 0,
        "待缴费": 0,
        "送审中": 1,
        "未分办": 4,
    }
    assert [(each.name, each.count) for each in shown.ended] == [
        ("按期办结", 1),
        ("超期办结", 2),
        ("期限停止时办结", 0),
    ]
    loads = [(str(load.person), [each.count for each in load.figures]) for load in shown.loads]
    assert loads == [("何经办", [2, 1, 1, 0, 0]), ("None", [4, 1, 0, 1, 1])]


def test_what_is_late_says_where_it_stands(organ):
    _, late, untouched = world(organ)
    shown = overview.overview(organ, factories.TODAY)
    why = {each.row.case: each.reason for each in shown.late}
    assert why == {late: "第 1 稿于 11月23日 送审，待法制审核、保密审查", untouched: "未分办"}
    assert [each.reason for each in shown.near] == ["尚未拟稿，上一步在 10月29日"]


def test_a_letter_that_is_waited_for_is_named(organ):
    case = received(organ, date(2026, 9, 1))
    step(case, StepKind.ORGAN_CONSULTED, date(2026, 10, 14), ref="1")
    assert overview.overview(organ, factories.TODAY).late[0].reason == "征求意见中：其他机关（10月14日 发函）"


def test_a_supervisor_sees_the_organs_below_and_each_figure_opens(client):
    government = factories.organ(kind="government", code="gov")
    bureau, town = factories.organ(government, code="one"), factories.organ(government, code="two")
    world(bureau)
    received(town, date(2026, 10, 12))
    client.force_login(factories.person((government, Role.SUPERVISOR)))
    page = client.get("/office/cases/overview/")
    lines = {line.organ: [each.count for each in line.figures] for line in page.context["below"]}
    assert lines == {bureau: [6, 2, 1, 1, 1, 1, 1, 4, 1, 2, 0], town: [1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0]}
    assert page.context["together"] == [sum(column) for column in zip(*lines.values(), strict=True)]
    assert client.get("/office/cases/").context["organ"] == government
    alone = overview.overview(bureau, factories.TODAY)
    assert lines[bureau][:6] == [each.count for each in alone.open]
    for address, count in re.findall(
        r'<a href="(/office/cases/\?organ=two[^"#]*)"[^>]*>(\d+)</a>', page.content.decode()
    ):
        assert client.get(html.unescape(address)).context["page"].count == int(count)
    assert "未办结" in client.get("/office/cases/overview/?organ=two").content.decode()
    assert client.get("/office/cases/overview/?organ=no").status_code == 404


def test_the_table_of_the_organs_below_costs_no_more_with_more_organs(django_assert_max_num_queries):
    organs = [factories.organ() for _ in range(6)]
    for each in organs:
        factories.case(each)
    for some in (organs[:1], organs):
        with django_assert_max_num_queries(10):
            overview.below(some, factories.TODAY)


def test_the_list_shows_who_leads_and_finds_mine_and_nobodys(client, organ, django_assert_max_num_queries):
    handler, late, _ = world(organ)
    client.force_login(handler)
    helped = factories.case(organ)
    factories.helper(helped, handler, handler)
    asked = {name: [row.case for row in _rows(client, f"person={name}")] for name in ("me", "none", str(handler.pk))}
    assert helped in asked["me"]
    assert late in asked["me"]
    assert set(asked["me"]).isdisjoint(asked["none"]) is False
    assert set(asked[str(handler.pk)]) == set(asked["me"]) - {helped}
    assert late not in asked["none"]
    for number in range(12):
        teamwork.assign(case=factories.case(organ), person=handler, by=factories.call(handler))
        assert number < 12
    with django_assert_max_num_queries(6):
        rows = worklist.page(organ, worklist.Asked(), factories.TODAY).rows
    assert {row.lead for row in rows} == {handler, None}


def _rows(client, asked):
    return client.get(f"/office/cases/?{asked}").context["page"].rows


@pytest.mark.parametrize(
    "asked", ["person=x", "person=999999999", "stage=no", "year=0", "year=99999&tab=ended", "kept=no"]
)
def test_a_senseless_question_of_the_list_is_answered(client, organ, asked):
    client.force_login(factories.person((organ, Role.HANDLER)))
    assert client.get(f"/office/cases/?{asked}").status_code == 200


def test_who_leads_is_reminded_and_of_what_nobody_leads_everybody_is(organ):
    one, other = (factories.person((organ, Role.HANDLER), email=f"{name}@example.cn") for name in ("a", "b"))
    late, free = received(organ, date(2026, 10, 12)), received(organ, date(2026, 10, 13))
    teamwork.assign(case=late, person=one, by=factories.call(one))
    assert reminders.remind(factories.NOW) == 2
    agenda = reminders.agenda(Case.objects.filter(organ=organ), factories.TODAY)
    assert [each.number for each in agenda.without({late.number}).overdue] == [free.number]
    assert Message.objects.filter(key__startswith="agenda/").count() == 2
    assert other.pk != one.pk


def test_a_person_with_nothing_of_their_own_is_not_written_to(organ):
    one, _ = (factories.person((organ, Role.HANDLER), email=f"{name}@example.cn") for name in ("a", "b"))
    teamwork.assign(case=received(organ, date(2026, 10, 12)), person=one, by=factories.call(one))
    assert reminders.remind(factories.NOW) == 1


def test_of_what_somebody_leads_who_left_everybody_is_reminded(organ):
    one, _ = (factories.person((organ, Role.HANDLER), email=f"{name}@example.cn") for name in ("a", "b"))
    teamwork.assign(case=received(organ, date(2026, 10, 12)), person=one, by=factories.call(one))
    one.posts.update(valid_to=factories.TODAY)
    factories.person((organ, Role.HANDLER), email="c@example.cn")
    assert reminders.remind(factories.NOW) == 2
