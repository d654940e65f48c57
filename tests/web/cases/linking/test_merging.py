"""A request registered twice is merged into the one that is answered: no chains, no circles, and undone by undoing its step."""

import threading
from datetime import date

import pytest
from django.db import connection

from gongkai.law.deadlines import Channel
from gongkai.law.procedure import IllegalStep, Step, StepKind
from gongkai.web.cases import actions_staff, queries
from gongkai.web.cases.actions import Arrival
from gongkai.web.cases.linking import merging
from gongkai.web.cases.linking import queries as linking
from gongkai.web.cases.linking.actions import NotLinked, unlink
from gongkai.web.cases.linking.merging import OtherApplicant, OtherRequest, merge
from gongkai.web.cases.models import CaseLink
from gongkai.web.organs.models import Role
from gongkai.web.upkeep import replaying
from tests.web import factories

pytestmark = pytest.mark.django_db
OTHER = {"name": "周某某", "id_kind": "resident_id", "id_number": "110105199003070038"}


def into(one, other, by, token="", reason=""):
    """Merge a case into another."""
    return merge(case=one, into=other, reason=reason, by=factories.call(by, token=token))


def undo(case, by):
    """Undo the last step of a case."""
    step = Step(StepKind.UNDONE, factories.TODAY)
    return actions_staff.act(case=case, step=step, by=factories.call(by), remark="登记有误")


def test_a_case_of_the_same_applicant_is_merged_once(organ, handler):
    one, other = factories.case(organ), factories.case(organ)
    row = into(one, other, handler, "t")
    assert into(one, other, handler, "t") == row
    assert queries.standing(one, factories.TODAY).state.merged_into == other.number
    assert (one.result, CaseLink.objects.get().kind) == ("merged", "merged")
    assert [each.words for each in linking.links(other)] == ["并入本件的"]
    assert list(replaying.differences(factories.TODAY)) == []


@pytest.mark.parametrize("applicant", [OTHER, {"name": "林某某"}])
def test_another_or_an_unknown_applicant_needs_a_reason(organ, handler, applicant):
    one, other = factories.case(organ), factories.filed(organ, applicant=applicant).case
    with pytest.raises(OtherApplicant):
        into(one, other, handler)
    row = into(one, other, handler, reason="电话核对，系同一人，证件号码登记有误")
    assert "电话核对" in row.remark
    assert CaseLink.objects.get().note == row.remark


def test_a_request_for_something_else_needs_a_reason(organ, handler):
    one = factories.case(organ)
    other = factories.case(
        organ, subject="望鹤路改造工程招标文件", description="请提供望鹤路改造工程的招标公告和中标结果。"
    )
    with pytest.raises(OtherRequest):
        into(one, other, handler)
    assert "改称" in into(one, other, handler, reason="申请人书面说明改称，系同一申请").remark


def test_there_are_no_chains_no_circles_and_nothing_goes_into_what_has_ended(organ, handler):
    one, two, three = (factories.case(organ) for _ in range(3))
    into(one, two, handler)
    with pytest.raises(NotLinked, match="已经并入本件"):
        into(two, three, handler)
    with pytest.raises(NotLinked, match="不是正在办理"):
        into(three, one, handler)
    for wrong in (three, factories.case()):
        with pytest.raises(NotLinked):
            into(three, wrong, handler)
    waits = factories.filed(organ, arrival=Arrival(Channel.ONLINE, confirmed=False)).case
    with pytest.raises(NotLinked):
        into(three, waits, handler)
    into(waits, three, handler)


def test_the_law_refuses_after_the_year_of_the_receipt(organ, handler):
    day = date(2025, 12, 30)
    old = factories.filed(
        organ, by=factories.call(now=factories.NOW.replace(2025, 12, 30)), arrival=Arrival(Channel.COUNTER, day)
    )
    with pytest.raises(IllegalStep, match="2025 年收到"):
        into(old.case, factories.case(organ), handler)
    assert CaseLink.objects.count() == 0


def test_undoing_the_step_ends_the_effect_of_the_link_and_it_can_be_merged_elsewhere(organ, handler):
    one, two, three = (factories.case(organ) for _ in range(3))
    into(one, two, handler)
    with pytest.raises(NotLinked, match="撤销"):
        unlink(link=CaseLink.objects.get(), by=factories.call(handler))
    undo(one, handler)
    one.refresh_from_db()
    assert linking.links(one) == linking.links(two) == []
    into(two, three, handler)
    undo(two, handler)
    into(one, three, handler)
    assert [(each.words, each.other) for each in linking.links(one)] == [("本件并入", three)]
    assert CaseLink.objects.filter(case=one, ended_at=None).count() == 1


def test_the_page_offers_the_open_cases_of_the_applicant(client, organ, handler):
    one, other = factories.case(organ), factories.case(organ)
    stranger = factories.filed(organ, applicant=OTHER).case
    client.force_login(handler)
    at = f"/office/cases/{one.number}/steps/merged/"
    page = client.get(at)
    assert (
        [each.case for each in page.context["form"].likely]
        == [each.case for each in merging.candidates(one)]
        == [other]
    )
    refused = client.post(at, {"number": stranger.number, "reason": "", "token": "t"})
    assert refused.status_code == 422
    assert "不能由证件号码确认为同一人" in refused.content.decode()
    done = client.post(at, {"number": other.number, "reason": "", "token": "t"}, follow=True).content.decode()
    assert f"已并入 {other.number}" in done
    assert client.post(at, {"number": other.number, "token": "t"}).url == f"/office/cases/{one.number}/"
    assert client.get(at).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_of_cases_merged_into_each_other_at_once_one_stays_open():
    organ = factories.organ()
    by, cases = factories.person((organ, Role.HANDLER)), [factories.case(organ) for _ in range(3)]
    together, found = threading.Barrier(6), []

    def act(number):
        one, other = cases[number % 3], cases[(number + 1 + number // 3) % 3]
        try:
            together.wait(30)
            found.append(into(one, other, by))
        except (NotLinked, IllegalStep) as refused:
            found.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for case in cases:
        case.refresh_from_db()
    standing = {case.number: queries.standing(case, factories.TODAY).state.merged_into for case in cases}
    assert len(found) == 6
    open_now = {number for number, target in standing.items() if not target}
    assert open_now
    assert {target for target in standing.values() if target} <= open_now
