"""A letter with several matters becomes a case for each: its own number and code, the same applicant and day, counted once each."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection

from gongkai.law import procedure
from gongkai.law.deadlines import Channel
from gongkai.law.procedure import NotSplit, Step, StepKind
from gongkai.web.cases import actions, fingerprints, queries
from gongkai.web.cases.actions import Arrival
from gongkai.web.cases.linking import merging, splitting
from gongkai.web.cases.linking.splitting import AlreadySplit, CannotSplit, Matter
from gongkai.web.cases.models import Applicant, Case, CaseLink
from gongkai.web.notices.models import Message
from gongkai.web.organs import log
from gongkai.web.organs.models import Event, Role
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.upkeep import replaying
from tests.web import factories

pytestmark = pytest.mark.django_db
MATTERS = (Matter("采购合同", "2025年度采购合同。"), Matter("验收单", "2025年度验收单。"))


def received(organ, day, **more):
    """Return a request that came on paper on a day."""
    now = factories.NOW.replace(year=day.year, month=day.month, day=day.day)
    return factories.filed(organ, by=factories.call(now=now), arrival=Arrival(Channel.COUNTER, day), **more).case


def split(case, by, token="once", matters=MATTERS, **more):
    """Return what was split off."""
    call = replace(factories.call(by), token=token, **more)
    return splitting.split(case=case, matters=matters, keeps="养护经费明细", by=call)


def tallied(organ, year=2026):
    """Return how many cases of an organ count in each row of a year."""
    stand = queries.standings(list(Case.objects.filter(organ=organ).select_related("organ")), factories.TODAY)
    found = Counter()
    for each in stand.values():
        found.update(procedure.rows(each.state, year=year, format_name="2021"))
    return found


def balanced(rows):
    """Return whether 一＋二＝三＋四."""
    came = rows["new"] + rows["carried_in"]
    return came == sum(rows.values()) - came


def test_each_part_has_its_own_number_code_and_receipt(organ, handler):
    case = received(organ, date(2026, 11, 9), delivery="mail", assistance=True)
    made = split(case, handler).filed
    assert [each.case.number for each in made] == ["YT-2026-0002", "YT-2026-0003"]
    assert [(each.case.subject, each.case.received, each.case.due) for each in made] == [
        ("采购合同", date(2026, 11, 9), case_due := Case.objects.get(pk=case.pk).due),
        ("验收单", date(2026, 11, 9), case_due),
    ]
    for each in made:
        assert (each.case.delivery, each.case.assistance, each.case.filed_at) == ("mail", True, case.filed_at)
        assert queries.applicant(each.case) == queries.applicant(case)
        assert queries.channel(each.case) is Channel.COUNTER
        assert queries.followed(each.case.number, each.code) == each.case
        assert Applicant.objects.get(case=each.case).known_as == Applicant.objects.get(case=case).known_as
    with pytest.raises(Exception, match="加密"):
        queries.sealing.unseal_json(made[0].case.applicant.sealed, purpose=queries.purpose(case))
    kinds = CaseLink.objects.values_list("case__number", "other__number", "kind")
    assert list(kinds) == [("YT-2026-0002", "YT-2026-0001", "split"), ("YT-2026-0003", "YT-2026-0001", "split")]
    assert "另立 YT-2026-0002、YT-2026-0003。本件继续办理：养护经费明细" in case.steps.get().remark
    assert Event.objects.get(verb="cases.split").detail == {"into": ["YT-2026-0002", "YT-2026-0003"]}
    assert list(log.broken()) == list(fingerprints.changed()) == list(replaying.differences(factories.TODAY)) == []


def test_the_answered_clarification_of_the_letter_is_behind_each_part_and_nobody_is_asked_again(organ, handler):
    case = received(organ, date(2026, 11, 2))
    for kind, day in ((StepKind.CLARIFICATION_ASKED, 4), (StepKind.CLARIFICATION_GIVEN, 11)):
        step, note = Step(kind, date(2026, 11, day)), f"{kind}的内容"
        actions.take(case=case, step=step, verb="cases.handle", by=factories.call(handler), note=note)
    told = Message.objects.count()
    made = split(case, handler, matters=MATTERS[:1]).filed[0].case
    assert list(made.steps.order_by("ordinal").values_list("kind", "note")) == [
        ("received", ""),
        ("clarification_asked", "clarification_asked的内容"),
        ("clarification_given", "clarification_given的内容"),
    ]
    case.refresh_from_db()
    assert made.due == case.due
    assert Message.objects.count() == told


def test_a_form_sent_twice_splits_once(organ, handler):
    case = received(organ, date(2026, 11, 9))
    made = split(case, handler).filed
    with pytest.raises(AlreadySplit) as twice:
        split(case, handler)
    assert list(twice.value.cases) == [each.case for each in made]
    assert len(split(case, handler, token="another", matters=MATTERS[:1]).filed) == 1
    assert Case.objects.count() == 4


def test_what_is_not_in_hand_or_of_an_earlier_year_is_not_split(organ, handler):
    waiting = received(organ, date(2026, 11, 9))
    asked = Step(StepKind.CLARIFICATION_ASKED, date(2026, 11, 10))
    actions.take(case=waiting, step=asked, verb="", by=factories.call())
    for case in (waiting, received(organ, date(2025, 12, 8))):
        with pytest.raises(NotSplit):
            split(case, handler)
    case = received(organ, date(2026, 11, 9))
    for matters in ((), MATTERS * 5):
        with pytest.raises(CannotSplit):
            split(case, handler, matters=matters)
    with pytest.raises(NotAllowed):
        split(case, factories.person((organ, Role.APPROVER)))
    Applicant.objects.filter(case=case).update(erased=factories.TODAY)
    with pytest.raises(CannotSplit, match="已经清除"):
        split(Case.objects.get(pk=case.pk), handler)
    assert Case.objects.count() == 3


def test_splitting_and_merging_keep_the_rows_of_the_year_balanced(organ, handler):
    case, again = received(organ, date(2026, 11, 9)), received(organ, date(2026, 11, 10))
    carried = received(organ, date(2025, 12, 30))
    before = tallied(organ)
    assert (before["new"], before["carried_in"], before["carried_out"], balanced(before)) == (2, 1, 3, True)
    made = split(case, handler).filed
    after = tallied(organ)
    assert (after["new"], after["carried_out"], balanced(after)) == (4, 5, True)
    merging.merge(case=again, into=made[0].case, reason="申请人说明系同一申请", by=factories.call(handler))
    factories.replied(made[1].case, "disclosed")
    factories.replied(carried, "disclosed")
    ended = tallied(organ)
    assert (ended["new"], ended["carried_in"], ended["granted"], ended["carried_out"]) == (3, 1, 2, 2)
    assert balanced(ended)


def test_the_page_asks_for_each_matter_and_shows_the_codes_once(client, organ, handler):
    case = received(organ, date(2026, 11, 9))
    client.force_login(handler)
    at = f"/office/cases/{case.number}/split/"
    page = client.get(at).content.decode()
    assert "2026年12月7日" in page
    said = {"keeps": "养护经费", "token": "t", "shown": "2", "subject1": "合同", "description1": "合同全文。"}
    more = client.post(at, said | {"more": "1"})
    assert more.status_code == 200
    assert 'name="subject4"' in more.content.decode()
    assert 'value="合同"' in more.content.decode()
    for shown in ("9" * 5000, "٣", ""):
        assert client.post(at, said | {"shown": shown, "more": "1"}).status_code == 200
    half = client.post(at, said | {"subject2": "验收单"})
    assert half.status_code == 422
    assert "请写明第 2 件的内容" in half.content.decode()
    done = client.post(at, said, follow=True)
    made = CaseLink.objects.get().case
    codes = [code for _, code in done.context["made"]]
    assert queries.followed(made.number, codes[0]) == made
    assert client.get(f"/office/cases/{made.number}/receipt/").status_code == 200
    assert client.post(at, said).url == f"{at}done/"
    other = factories.person((organ, Role.HANDLER))
    client.force_login(other)
    assert [code for _, code in client.get(f"{at}done/").context["made"]] == [""]
    assert "由本件拆分出" in client.get(f"/office/cases/{case.number}/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_one_split_sent_by_ten_is_one_and_ten_splits_are_ten():
    organ = factories.organ(code="yt")
    by, case = factories.person((organ, Role.HANDLER)), received(organ, date(2026, 11, 9))
    together, found = threading.Barrier(20), []

    def act(number):
        try:
            together.wait(30)
            found.append(split(case, by, "same" if number < 10 else f"own{number}", MATTERS[:1]))
        except Exception as error:
            found.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=act, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    kinds = Counter(type(each).__name__ for each in found)
    assert kinds == {"Split": 11, "AlreadySplit": 9}
    numbers = sorted(Case.objects.values_list("number", flat=True))
    assert numbers == [f"YT-2026-{number:04d}" for number in range(1, 13)]
    assert list(log.broken()) == []
