"""Figures that were reported stay as they were; what has changed since is shown with what moved it, and is explained."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from gongkai.law.deadlines import Channel
from gongkai.law.options import Choice
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases.actions import Arrival
from gongkai.web.cases.models import Case, OpeningBalance
from gongkai.web.organs.actions import choices
from gongkai.web.organs.models import Event, Organ, Person, Role
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.reporting import actions, behind, differences, queries, summing
from gongkai.web.reporting.actions import NotReportable
from gongkai.web.reporting.models import Difference, Reported
from tests.web import factories
from tests.web.factories import SHANGHAI
from tests.web.reporting.settled_year import JANUARY, frozen, received, replied, taken

pytestmark = pytest.mark.django_db


@pytest.fixture
def organ() -> Organ:
    return factories.organ(code="yt", name="云亭区民政局", short_name="民政局")


@pytest.fixture
def handler(organ: Organ) -> Person:
    return factories.person((organ, Role.HANDLER), name="何经办")


@pytest.fixture
def approver(organ: Organ) -> Person:
    return factories.person((organ, Role.APPROVER), name="方批准")


# A year with a case that is replied to, one that goes on, and one that counts nowhere


@pytest.fixture
def year_of_work(organ: Organ) -> list[Case]:
    first, second = received(organ, date(2025, 3, 3)), received(organ, date(2025, 12, 22), applicant_kind="company")
    replied(first, date(2025, 3, 12))
    third = factories.filed(
        organ,
        by=factories.call(now=datetime(2025, 12, 30, 9, tzinfo=SHANGHAI)),
        arrival=Arrival(Channel.ONLINE, date(2025, 12, 30), confirmed=False),
    ).case
    return [first, second, third]


def test_a_year_is_tallied_from_the_summaries_of_its_cases(organ: Organ, year_of_work: list[Case]) -> None:
    first, second, third = (case.number for case in year_of_work)
    found = queries.tallied(organ, 2025)
    assert found.members("requests.new.total") == (first, second)
    assert found.members("requests.granted.natural_person") == (first,)
    assert found.members("requests.carried_out.commercial") == (second,)
    assert [each.numbers for each in found.uncounted] == [(third,)]
    after = queries.tallied(organ, 2026)
    assert after.members("requests.carried_in.total") == after.members("requests.carried_out.total") == (second,)
    assert queries.tallied(organ, 2024).uncounted == ()


def test_groups_that_the_database_counts_give_the_same_figures(organ: Organ, year_of_work: list[Case]) -> None:
    groups = queries.grouped([organ])[organ.pk]
    for year in (2024, 2025, 2026):
        assert queries.counted(organ, groups, year) == dict(queries.tallied(organ, year).cells)


# Freezing


@pytest.mark.usefixtures("year_of_work")
def test_the_figures_of_a_year_are_frozen_when_it_is_over(organ: Organ, approver: Person) -> None:
    kept = frozen(organ, approver)
    assert kept.cells == dict(queries.tallied(organ, 2025).cells)
    assert queries.tally_of(kept).behind == queries.tallied(organ, 2025).behind
    event = Event.objects.get(verb="reports.freeze")
    assert (event.key, event.detail) == ("YT/2025", {"content": kept.digest})
    assert queries.digest(queries.tally_of(kept)) == kept.digest


@pytest.mark.usefixtures("year_of_work")
def test_a_year_that_is_not_over_is_not_frozen(organ: Organ, approver: Person) -> None:
    with pytest.raises(NotReportable, match="自2026年1月1日起"):
        frozen(organ, approver, now=datetime(2025, 12, 31, 23, 59, tzinfo=SHANGHAI))
    assert frozen(organ, approver, now=datetime(2026, 1, 1, 0, 1, tzinfo=SHANGHAI))


def test_only_an_approver_freezes(organ: Organ, handler: Person) -> None:
    with pytest.raises(NotAllowed):
        frozen(organ, handler)


def test_a_form_sent_twice_freezes_once_and_another_one_is_refused(organ: Organ, approver: Person) -> None:
    seen, by = queries.digest(queries.tallied(organ, 2025)), factories.call(approver, JANUARY, token="once")
    first = actions.freeze(organ=organ, year=2025, seen=seen, by=by)
    assert actions.freeze(organ=organ, year=2025, seen=seen, by=by) == first
    with pytest.raises(NotReportable, match="已经确定"):
        frozen(organ, approver)
    assert Reported.objects.count() == 1


def test_what_changed_while_somebody_looked_is_not_frozen(organ: Organ, approver: Person) -> None:
    seen = queries.digest(queries.tallied(organ, 2025))
    received(organ, date(2025, 12, 31), registered=JANUARY - timedelta(hours=1))
    with pytest.raises(NotReportable, match="请核对现在的数"):
        actions.freeze(organ=organ, year=2025, seen=seen, by=factories.call(approver, JANUARY))


# What changes afterwards


def test_a_reply_registered_late_is_a_difference_with_the_step_that_made_it(
    organ: Organ, year_of_work: list[Case], approver: Person, handler: Person
) -> None:
    kept, late = frozen(organ, approver), year_of_work[1]
    replied(late, date(2025, 12, 31), registered=JANUARY + timedelta(days=3))
    now = differences.now(kept)
    changed = {each.cell: each for each in differences.changed(kept, now)}
    assert set(changed) == {
        f"requests.{row}.{column}"
        for row in ("granted", "handled", "carried_out")
        for column in ("commercial", "total")
    }
    assert not changed["requests.granted.commercial"].explained
    assert changed["requests.handled.commercial"].total and changed["requests.handled.commercial"].explained
    [moved] = differences.traced(kept, differences.moved(queries.tally_of(kept), now))
    assert moved.number == late.number
    assert moved.was == ("requests.new.commercial", "requests.carried_out.commercial")
    assert moved.is_now == ("requests.new.commercial", "requests.granted.commercial")
    assert [(step.kind, step.on) for step in moved.steps] == [("replied", date(2025, 12, 31))]
    kept.refresh_from_db()
    assert kept.cells["requests.granted.commercial"] == 0


def test_a_reason_holds_for_the_figure_it_was_given_for(
    organ: Organ, year_of_work: list[Case], approver: Person, handler: Person
) -> None:
    kept = frozen(organ, approver)
    received(organ, date(2025, 12, 29), registered=JANUARY + timedelta(days=1))
    cells = {"requests.new.natural_person": 2, "requests.carried_out.natural_person": 1}
    by = factories.call(handler, token="reason")
    given = actions.explain(reported=kept, cells=cells, reason="来信补登记。", by=by)
    assert [(each.cell, each.was, each.now) for each in given] == [
        ("requests.new.natural_person", 1, 2),
        ("requests.carried_out.natural_person", 0, 1),
    ]
    assert actions.explain(reported=kept, cells=cells, reason="来信补登记。", by=by) == given
    assert all(each.explained for each in differences.changed(kept, differences.now(kept)))
    received(organ, date(2025, 12, 29), registered=JANUARY + timedelta(days=2))
    open_cells = [each.cell for each in differences.changed(kept, differences.now(kept)) if not each.explained]
    assert open_cells == list(cells)
    assert Difference.objects.count() == 2
    assert Event.objects.filter(verb="reports.explain").count() == 1


def test_a_reason_is_asked_for_and_only_for_what_differs(organ: Organ, approver: Person, handler: Person) -> None:
    kept = frozen(organ, approver)
    by = factories.call(handler)
    with pytest.raises(NotReportable, match="重新选择"):
        actions.explain(reported=kept, cells={"requests.new.other": 0}, reason="补登记。", by=by)
    received(organ, date(2025, 12, 29), registered=JANUARY + timedelta(days=1))
    with pytest.raises(NotReportable, match="为什么"):
        actions.explain(reported=kept, cells={"requests.new.natural_person": 1}, reason=" ", by=by)
    with pytest.raises(NotReportable, match="重新选择"):
        actions.explain(reported=kept, cells={"requests.new.total": 1}, reason="补登记。", by=by)
    with pytest.raises(NotAllowed):
        reviewer = factories.person((organ, Role.REVIEWER))
        actions.explain(
            reported=kept, cells={"requests.new.natural_person": 1}, reason="补。", by=factories.call(reviewer)
        )


def test_another_way_of_counting_is_a_difference_without_a_step(organ: Organ, approver: Person) -> None:
    received(organ, date(2025, 3, 3), applicant_kind="individual_business")
    kept = frozen(organ, approver)
    organ.options = [{"name": "individual_business", "value": "commercial", "valid_from": "2025-01-01"}]
    organ.save()
    kept = queries.reported(organ, 2025) or kept
    [moved] = differences.traced(kept, differences.moved(queries.tally_of(kept), differences.now(kept)))
    assert moved.steps == () and moved.is_now[0] == "requests.new.commercial"


def test_a_reason_is_refused_for_a_figure_that_nobody_has_seen(organ, year_of_work, approver, handler, client) -> None:
    kept = frozen(organ, approver)
    received(organ, date(2025, 12, 29), registered=JANUARY + timedelta(days=1))
    client.force_login(handler)
    seen = client.get(reverse("reporting:report", args=["yt", 2025])).context["explaining"]["cells"].field.choices
    received(organ, date(2025, 12, 29), registered=JANUARY + timedelta(days=2))
    with pytest.raises(NotReportable, match="又改变了"):
        cells = {"requests.new.natural_person": 2}
        actions.explain(reported=kept, cells=cells, reason="来信补登记。", by=factories.call(handler))
    sent = {"cells": [seen[0][0]], "reason": "来信补登记。", "token": "x"}
    page = client.post(reverse("reporting:explain", args=["yt", 2025]), sent)
    assert page.status_code == 422 and "又改变了" in text(page) and "1 → 3" in text(page)
    assert not Difference.objects.exists()


def test_every_case_that_moved_is_told_with_its_steps(organ, approver, handler, client, monkeypatch) -> None:
    moving = [received(organ, date(2025, 12, day)) for day in (3, 4, 5)]
    frozen(organ, approver)
    for case in moving:
        replied(case, date(2025, 12, 31), registered=JANUARY + timedelta(days=3))
    monkeypatch.setattr(differences, "SHOWN", 2)
    client.force_login(handler)
    page = client.get(reverse("reporting:report", args=["yt", 2025]))
    assert [len(each.steps) for each, _, _ in page.context["moved"]] == [1, 1] and "只列出前 2 件" in text(page)
    cell = client.get(reverse("reporting:cell", args=["yt", 2025, "requests.granted.natural_person"]))
    assert [len(each.steps) for each, _ in cell.context["moved"]] == [1, 1, 1]
    assert "没有登记过步骤" not in text(cell)


# The pages


def text(response: object) -> str:
    """Return the text of a page."""
    return response.content.decode()  # type: ignore[attr-defined]


def test_an_approver_freezes_on_the_page_and_everybody_sees_it(client, organ, year_of_work, approver, handler) -> None:
    address = reverse("reporting:report", args=["yt", 2025])
    client.force_login(approver)
    page = client.get(address)
    assert "草稿" in text(page) and "尚未填写" in text(page)
    form = page.context["freezing"]
    sent = {"seen": form["seen"].value(), "token": form["token"].value()}
    refused = client.post(reverse("reporting:freeze", args=["yt", 2025]), sent)
    assert "并勾选确认" in text(refused) and not Reported.objects.exists()
    sent["compared"] = "on"
    done = client.post(reverse("reporting:freeze", args=["yt", 2025]), sent, follow=True)
    assert "上报数已确定。" in text(done) and "方批准" in text(done)
    replied(year_of_work[1], date(2025, 12, 31), registered=factories.NOW - timedelta(days=1))
    # What was frozen by this page has its time, so the step must come after it.
    Reported.objects.update(frozen_at=JANUARY)
    client.force_login(handler)
    page = client.get(address)
    assert "有差异，待说明" in text(page) and "（2025-12-31）" in text(page)
    sent = {"cells": ["requests.granted.commercial=1"], "reason": "", "token": "x"}
    refused = client.post(reverse("reporting:explain", args=["yt", 2025]), sent)
    assert refused.status_code == 422 and "请填写原因。" in text(refused)
    sent |= {
        "cells": ["requests.granted.commercial=1", "requests.carried_out.commercial=0"],
        "reason": "办结后才登记。",
    }
    done = client.post(reverse("reporting:explain", args=["yt", 2025]), sent, follow=True)
    assert "有差异，已说明" in text(done) and "办结后才登记。" in text(done) and "何经办" in text(done)
    cell = client.get(reverse("reporting:cell", args=["yt", 2025, "requests.granted.commercial"]))
    assert "现在为 1" in text(cell) and "现在计入，上报时没有" in text(cell)
    assert cell.context["value"] == 0 and "办结后才登记。" in text(cell)


def test_the_page_of_a_running_year_says_when_it_can_be_frozen(client, organ, approver) -> None:
    client.force_login(approver)
    page = client.get(reverse("reporting:report", args=["yt", 2026]))
    assert "2026年度尚未结束" in text(page) and 'action="/office/reports/yt/2026/freeze/"' not in text(page)
    refused = client.post(reverse("reporting:freeze", args=["yt", 2026]), {"seen": "x", "token": "y", "compared": "on"})
    assert refused.status_code == 422 and "自2027年1月1日起可以确定" in text(refused)


def test_figures_that_changed_meanwhile_are_shown_again_before_they_are_frozen(client, organ, approver) -> None:
    client.force_login(approver)
    address = reverse("reporting:freeze", args=["yt", 2025])
    refused = client.post(address, {"seen": "of another time", "token": "y", "compared": "on"})
    assert refused.status_code == 422 and "请核对现在的数" in text(refused)
    seen = refused.context["freezing"]["seen"].value()
    assert client.post(address, {"seen": seen, "token": "y", "compared": "on"}).status_code == 302


def test_a_total_opens_to_its_parts_and_they_to_their_cases(client, organ, year_of_work, handler) -> None:
    client.force_login(handler)
    page = client.get(reverse("reporting:cell", args=["yt", 2025, "requests.new.total"]))
    assert [number for _, _, number in page.context["parts"]] == [1, 1, 0, 0, 0, 0]
    assert [row.number for row in page.context["rows"]] == [case.number for case in year_of_work[:2]]
    assert reverse("cases:case", args=[year_of_work[0].number]) in text(page)
    sent = client.get(reverse("reporting:cell_csv", args=["yt", 2025, "requests.granted.natural_person"]))
    lines = sent.content.decode("utf-8-sig").splitlines()
    assert lines[1:] == [f"{year_of_work[0].number},2025-03-03,2025-03-12,予以公开"]
    left = client.get(reverse("reporting:uncounted", args=["yt", 2025]))
    assert [row.number for row, _ in left.context["rows"]] == [year_of_work[2].number]
    assert "尚未确认收到" in text(left)


def test_who_may_not_read_cases_sees_no_link_to_them(client, organ, year_of_work) -> None:
    client.force_login(factories.person((organ, Role.ADMINISTRATOR)))
    page = client.get(reverse("reporting:cell", args=["yt", 2025, "requests.new.total"]))
    assert year_of_work[0].number in text(page)
    assert reverse("cases:case", args=[year_of_work[0].number]) not in text(page)


@pytest.mark.parametrize(
    "address",
    [
        "/office/reports/yt/2018/",
        "/office/reports/yt/2027/",
        "/office/reports/yt/2025/cells/requests.other_outcome.total/",
        "/office/reports/yt/2025/cells/remedies.reconsideration.total/",
        "/office/reports/yt/2025/files/exe",
        "/office/reports/nowhere/2025/",
    ],
)
def test_what_there_is_not_is_not_found(client, organ, handler, address) -> None:
    client.force_login(handler)
    assert client.get(address).status_code == 404


def test_a_long_list_is_turned_over(client, organ, handler, monkeypatch) -> None:
    monkeypatch.setattr(behind, "PAGE", 2)
    for day in (3, 4, 5):
        received(organ, date(2025, 3, day))
    client.force_login(handler)
    address = reverse("reporting:cell", args=["yt", 2025, "requests.new.natural_person"])
    assert len(client.get(address).context["rows"]) == 2
    assert len(client.get(f"{address}?page=2").context["rows"]) == 1


def test_the_list_says_where_each_report_stands(client, organ, year_of_work, approver, handler) -> None:
    frozen(organ, approver)
    client.force_login(handler)
    entries = {each.year: each.word for each in client.get(reverse("reporting:listing")).context["rows"][0].entries}
    assert entries == {2025: "已确定", 2026: "草稿"}
    received(organ, date(2025, 12, 29), registered=JANUARY + timedelta(days=1))
    entries = {each.year: each.word for each in client.get(reverse("reporting:listing")).context["rows"][0].entries}
    assert entries[2025] == "有差异，待说明"


# What was carried in


def test_what_was_carried_in_is_held_against_last_year_s_report(client, organ, year_of_work, approver, handler) -> None:
    frozen(organ, approver)
    client.force_login(handler)
    page = client.get(reverse("reporting:report", args=["yt", 2026]))
    assert page.context["about"] == [] and "不符" not in text(page)
    received(organ, date(2025, 12, 29), registered=JANUARY + timedelta(days=1))
    page = client.get(reverse("reporting:report", args=["yt", 2026]))
    assert {finding.id for finding, _ in page.context["about"]} == {"GK201"}
    assert ".toml" not in text(page) and "在上年度报告的页面上说明原因" in text(page)
    assert '<a href="#requests.carried_in.natural_person">' in text(page) and "不符" in text(page)


def test_what_was_taken_over_stands_where_nothing_was_reported(client, organ, year_of_work, handler) -> None:
    OpeningBalance.objects.create(
        organ=organ,
        year=2025,
        cells={"natural_person": 2, "commercial": 0},
        source="2024年度报告",
        entered_by=handler,
        entered_at=factories.NOW,
    )
    client.force_login(handler)
    page = client.get(reverse("reporting:report", args=["yt", 2025]))
    assert "来源：2024年度报告" in text(page)
    assert [finding.id for finding, _ in page.context["about"]] == ["GK201", "GK201"]


# Sums


def test_a_sum_takes_what_was_reported_and_marks_it(client, organ, year_of_work, approver) -> None:
    top = factories.organ(code="top", name="云亭区人民政府", kind="government")
    factories.Membership.objects.create(parent=top, child=organ, valid_from=factories.LONG_AGO)
    idle = factories.organ(top)
    frozen(organ, approver)
    received(organ, date(2025, 12, 29), registered=JANUARY + timedelta(days=1))
    received(top, date(2025, 5, 6))
    total = summing.summed(top, 2025)
    assert {part.organ: part.kind for part in total.parts} == {organ: "reported", top: "tallied", idle: "missing"}
    assert total.cells["requests.new.total"] == 3 and total.below("requests.new.total") == 2
    assert total.together["requests.new.total"] == 4 and total.apart == []
    client.force_login(factories.person((top, Role.SUPERVISOR)))
    page = client.get(reverse("reporting:sum", args=["top", 2025]))
    assert idle.name in text(page) and "上报之后有差异" in text(page) and page.context["about"] == []
    cell = client.get(reverse("reporting:sum_cell", args=["top", 2025, "requests.new.total"]))
    assert [(part.organ, number) for part, number in cell.context["shares"]] == [(top, 1), (organ, 2)]
    sent = client.get(reverse("reporting:sum_file", args=["top", 2025, "docx"]))
    assert sent.content[:2] == b"PK"


def total_row(page: object) -> tuple[str, str]:
    """Return the words and the figure of the last row of the members of a cell."""
    found = re.findall(r'<tr class="total"><th [^>]*>(.*?)</th><td class="number">(.*?)</td></tr>', text(page))
    assert len(found) == 1
    return found[0]


def test_the_members_of_a_cell_end_in_a_total_that_is_the_cell(client, organ, year_of_work, approver) -> None:
    top = factories.organ(code="top", kind="government")
    factories.Membership.objects.create(parent=top, child=organ, valid_from=factories.LONG_AGO)
    received(top, date(2025, 5, 6))
    frozen(organ, approver)
    received(organ, date(2025, 12, 29), registered=JANUARY + timedelta(days=1))
    client.force_login(factories.person((top, Role.SUPERVISOR)))
    address = reverse("reporting:sum_cell", args=["top", 2025, "requests.new.natural_person"])
    page = client.get(address)
    assert total_row(page) == ("全部 2 个机关合计", "2") and "没有计入" not in text(page)
    factories.organ(top)
    page = client.get(address)
    assert total_row(page) == ("计入的 2 个机关合计", "2")
    assert "共 3 个机关，其中 1 个没有计入。" in text(page) and "不是全部机关的数" in text(page)


def test_where_no_member_has_figures_there_is_no_total(client) -> None:
    top = factories.organ(code="top", kind="government")
    factories.organ(top)
    client.force_login(factories.person((top, Role.SUPERVISOR)))
    page = client.get(reverse("reporting:sum_cell", args=["top", 2025, "requests.new.total"]))
    assert "没有一个机关有数据" in text(page) and 'class="total"' not in text(page) and "其中所属机关" not in text(page)


def test_a_member_in_another_format_is_listed_and_not_added(client, organ, year_of_work, approver) -> None:
    top = factories.organ(code="top", kind="government")
    factories.Membership.objects.create(parent=top, child=organ, valid_from=factories.LONG_AGO)
    received(top, date(2025, 5, 6))
    frozen(organ, approver)
    Reported.objects.update(format="2019")
    client.force_login(factories.person((top, Role.SUPERVISOR)))
    page = client.get(reverse("reporting:sum_cell", args=["top", 2025, "requests.new.natural_person"]))
    assert total_row(page) == ("计入的 1 个机关合计", "1")
    assert organ.name in text(page) and "格式不同" in text(page)


def test_an_organ_that_had_ended_is_no_member_and_is_named(organ: Organ, year_of_work: list[Case]) -> None:
    top = factories.organ(code="top", kind="government")
    tie = factories.Membership.objects.create(parent=top, child=organ, valid_from=factories.LONG_AGO)
    organ.valid_to = tie.valid_to = date(2025, 12, 30)
    organ.save()
    tie.save()
    total = summing.summed(top, 2025)
    assert [part.organ for part in total.parts] == [top] and total.ended == (organ,)
    assert total.cells == {}


def test_a_member_whose_cases_are_gone_since_it_reported_differs(organ: Organ, approver: Person) -> None:
    top = factories.organ(code="top", kind="government")
    factories.Membership.objects.create(parent=top, child=organ, valid_from=factories.LONG_AGO)
    case = factories.filed(organ, arrival=Arrival(Channel.ONLINE, date(2025, 12, 1), confirmed=False)).case
    step = Step(StepKind.RECEIVED, date(2025, 12, 2), channel=Channel.ONLINE, applicant="natural_person")
    taken(case, step, registered=datetime(2025, 12, 2, 9, tzinfo=SHANGHAI))
    frozen(organ, approver)
    taken(case, Step(StepKind.UNDONE, date(2026, 1, 9)), registered=JANUARY + timedelta(days=3))
    [part] = [part for part in summing.summed(top, 2025).parts if part.organ == organ]
    assert part.kind == "reported" and part.differs


def test_a_member_that_has_only_a_request_to_confirm_has_figures(organ: Organ) -> None:
    top = factories.organ(code="top", kind="government")
    factories.Membership.objects.create(parent=top, child=organ, valid_from=factories.LONG_AGO)
    by = factories.call(now=datetime(2025, 12, 30, 9, tzinfo=SHANGHAI))
    factories.filed(organ, by=by, arrival=Arrival(Channel.ONLINE, date(2025, 12, 30), confirmed=False))
    kinds = {year: {part.organ: part.kind for part in summing.summed(top, year).parts} for year in (2024, 2025)}
    assert (kinds[2024][organ], kinds[2025][organ], kinds[2025][top]) == ("missing", "tallied", "missing")


def test_organs_that_count_differently_add_up_all_the_same(organ: Organ) -> None:
    top = factories.organ(code="top", kind="government")
    factories.Membership.objects.create(parent=top, child=organ, valid_from=factories.LONG_AGO)
    administrator = factories.person((organ, Role.ADMINISTRATOR))
    choice = Choice("individual_business", "commercial", "本区统计口径", date(2025, 1, 1))
    choices.choose(organ=organ, choice=choice, by=factories.call(administrator))
    for where in (organ, top):
        received(where, date(2025, 3, 3), applicant_kind="individual_business")
    total = summing.summed(top, 2025)
    assert total.apart == []
    assert total.cells["requests.new.commercial"] == total.cells["requests.new.natural_person"] == 1


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx"])
def test_a_report_is_downloaded_as_a_file(client, organ, year_of_work, handler, kind) -> None:
    client.force_login(handler)
    sent = client.get(reverse("reporting:file", args=["yt", 2025, kind]))
    assert sent.content[:4] in (b"PK\x03\x04", b"%PDF")
    assert "attachment" in sent.headers["Content-Disposition"]
