"""Cases that look alike are shown with their reasons; people say what belongs together; a repeat is evidence."""

import pytest

from gongkai.web.cases.linking import actions, queries, similar
from gongkai.web.cases.linking.actions import NotLinked
from gongkai.web.cases.models import Applicant, CaseLink
from gongkai.web.cases.writing import evidence
from gongkai.web.organs.models import Event, Role
from gongkai.web.organs.permissions import NotAllowed
from tests.web import factories

pytestmark = pytest.mark.django_db
OTHER = {"name": "周某某", "id_kind": "resident_id", "id_number": "110105199003070038", "phone": "13800000001"}


def other(organ, **asked):
    """Return a request of another applicant."""
    return factories.filed(organ, applicant=OTHER, **asked).case


def test_one_applicant_is_known_by_the_number_however_it_is_written(organ):
    numbers = ("11010519491231002X", " 110105 19491231 002x ", "１１０１０５１９４９１２３１００２Ｘ")
    made = [factories.filed(organ, applicant={"name": "林", "id_number": number}).case for number in numbers]
    known = set(Applicant.objects.filter(case__in=made).values_list("known_as", flat=True))
    assert len(known) == 1
    assert "1101051949" not in known.pop()
    assert queries.known_as(factories.filed(organ, applicant={"name": "林"}).case) == ""


def test_papers_of_two_kinds_with_one_number_are_two(organ):
    kinds = [
        factories.filed(organ, applicant={"id_kind": kind, "id_number": "E1234567"}) for kind in ("passport", "other")
    ]
    assert len({queries.known_as(each.case) for each in kinds}) == 2


def test_what_looks_alike_is_listed_with_its_reasons(organ):
    same = factories.case(organ, subject="完全不同的事项", description="城东片区规划图。")
    alike = other(organ, description="请公开2025年度本局道路养护经费支出的明细表。")
    other(organ, subject="防汛物资采购合同", description="2024年防汛物资的采购合同和验收单。")
    other(factories.organ())
    case = factories.case(organ)
    found = {each.case: each.reasons for each in queries.alike(case)}
    assert list(found) == [same, alike]
    assert found[same][0] == "同一申请人（证件号码相同）"
    percent = round(similar.alike(case, alike) * 100)
    assert found[alike] == [f"申请内容相近 {percent}%"]
    assert 70 < percent < 100


def test_the_comparison_is_bounded(organ, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(similar, "BEFORE", 2)
    made = [other(organ) for _ in range(4)]
    case = factories.case(organ)
    with django_assert_max_num_queries(4):
        found = queries.alike(case)
    assert {each.case for each in found} < set(made)


def test_a_repeat_is_said_of_the_later_one_and_is_evidence_of_the_earlier_reply(organ, handler):
    first, second = factories.case(organ), factories.case(organ)
    factories.replied(first, "disclosed")
    made = factories.tie(second, handler, first, "repeat")
    assert factories.tie(second, handler, first, "repeat") == made
    on_file = evidence.on_file(second, factories.TODAY)
    assert "earlier_reply" in on_file
    assert [(each.words, each.other) for each in queries.links(second)] == [("本件重复了", first)]
    assert [(each.words, each.other) for each in queries.links(first)] == [("重复本件的", second)]
    actions.unlink(link=made, by=factories.call(handler))
    assert "earlier_reply" not in evidence.on_file(second, factories.TODAY)
    assert queries.links(first) == []
    verbs = Event.objects.filter(key=second.number, verb__contains="linked").order_by("number")
    assert list(verbs.values_list("verb", flat=True)) == ["cases.linked", "cases.unlinked"]


def test_an_earlier_case_or_one_of_another_applicant_repeats_nothing(organ, handler, clock):
    case, stranger = factories.case(organ), other(organ)
    with pytest.raises(NotLinked, match="证件号码不同"):
        factories.tie(stranger, handler, case, "repeat")
    later = factories.filed(organ, by=factories.call(now=factories.NOW.replace(day=24))).case
    with pytest.raises(NotLinked, match="后收到的一件"):
        factories.tie(case, handler, later, "repeat")
    same_day = factories.case(organ)
    factories.tie(same_day, handler, case, "repeat")
    with pytest.raises(NotLinked, match="已经登记为重复本件"):
        factories.tie(case, handler, same_day, "repeat")


def test_relation_goes_both_ways_and_stays_within_the_organ(organ, handler):
    one, two = factories.case(organ), factories.case(organ)
    made = factories.tie(one, handler, two)
    assert factories.tie(two, handler, one) == made
    assert CaseLink.objects.count() == 1
    for wrong in (one, factories.case()):
        with pytest.raises(NotLinked):
            factories.tie(one, handler, wrong)
    with pytest.raises(NotLinked):
        factories.tie(one, handler, two, "merged")
    with pytest.raises(NotAllowed):
        factories.tie(one, factories.person((organ, Role.REVIEWER)), two)


def test_the_pages_show_what_is_alike_link_it_and_unlink_it(client, organ, handler):
    first, second = factories.case(organ), factories.case(organ)
    client.force_login(handler)
    at = f"/office/cases/{second.number}/"
    assert f"登记与 {first.number} 的关系" in client.get(at).content.decode()
    form = client.get(f"{at}related/?other={first.number}")
    assert f'value="{first.number}"' in form.content.decode()
    wrong = client.post(f"{at}related/", {"number": "YT-2026-9999", "kind": "related"})
    assert wrong.status_code == 422
    assert "本机关没有编号为 YT-2026-9999 的办件" in wrong.content.decode()
    said = {"number": first.number.lower(), "kind": "repeat", "note": "内容相同"}
    page = client.post(f"{at}related/", said, follow=True).content.decode()
    assert "本件重复了" in page
    assert "看起来相近的办件" not in page
    link = CaseLink.objects.get()
    assert "已取消" in client.post(f"{at}related/{link.pk}/end/", follow=True).content.decode()
    assert "看起来相近的办件" in client.get(at).content.decode()
