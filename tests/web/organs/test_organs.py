"""Organs: the first start, the tree and its days, what an organ chooses; by the actions and through the pages."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from gongkai.law.options import OPTIONS, Choice
from gongkai.web.organs import actions, log, queries, words
from gongkai.web.organs.actions import Objection, choices, structure
from gongkai.web.organs.local_settings import SETTINGS
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Event, Membership, Organ, Person, Role
from gongkai.web.organs.permissions import NotAllowed
from tests.web import factories

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY
DAY = timedelta(days=1)
FACTS = {"name": "云亭区水务局", "short_name": "区水务局", "kind": "department"}


@pytest.fixture
def top() -> Organ:
    """Return the top organ."""
    return factories.organ(kind="government", name="云亭区人民政府", code="yt")


@pytest.fixture
def admin(top: Organ) -> Person:
    """Return its administrator."""
    return factories.person((top, Role.ADMINISTRATOR))


@pytest.fixture
def by(admin: Person) -> Call:
    """Return a call by the administrator."""
    return factories.call(admin)


@pytest.fixture
def page(client: Client, admin: Person) -> Client:
    """Return the administrator's browser."""
    client.force_login(admin)
    return client


def test_the_first_start_makes_one_organ_and_one_administrator_once() -> None:
    """The password is for one sign-in: it must be changed."""
    started = actions.bootstrap(by=factories.call(), top=actions.Top("云亭区人民政府", "云亭区", code="yt"))
    assert started is not None
    assert started.administrator.check_password(started.password)
    assert started.administrator.must_change_password
    assert queries.site_organ(TODAY) == started.organ
    assert actions.bootstrap(by=factories.call(), top=actions.Top("另一个政府")) is None
    assert list(log.broken()) == []


def test_an_organ_is_set_up_under_another_from_a_day_on(page: Client, top: Organ) -> None:
    """Through the page, with its record."""
    said = FACTS | {"code": "swj", "valid_from": "2026-01-01", "uscc": ""}
    response = page.post("/office/organs/yt/new", said)
    assert response.headers["Location"] == "/office/organs/swj"
    organ = Organ.objects.get(code="swj")
    assert queries.parents(TODAY) == {organ.pk: top.pk}
    assert queries.parents(date(2025, 12, 31)) == {}
    assert Event.objects.get().verb == "organs.created"
    assert "云亭区水务局" in page.get("/office/organs/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"code": "Swj"}, "以小写字母开头"),
        ({"code": "yt"}, "已被使用"),
        ({"name": "云亭区人民政府"}, "已有名称"),
        ({"uscc": "91110000600037342L"}, "末位校验码不符"),
        ({"valid_from": "2019-12-31"}, "自2020-01-01起设立"),
        ({"valid_from": "soon"}, "请填写日期"),
        ({"name": ""}, "请填写名称"),
        ({"kind": "company"}, "请从列出的类型中选择"),
        ({"postcode": "12345"}, "邮政编码应为6位数字"),
    ],
)
def test_what_cannot_be_is_said_at_its_entry_and_at_the_top(
    page: Client, top: Organ, wrong: dict[str, str], sentence: str
) -> None:
    """Nothing is made, and the entry is linked from the summary."""
    said = FACTS | {"code": "swj", "valid_from": "2026-01-01"} | wrong
    content = page.post("/office/organs/yt/new", said).content.decode()
    (field,) = wrong
    assert content.count(sentence) == 2
    assert f'href="#id_{field}"' in content
    assert f'id="id_{field}_error"' in content
    assert Organ.objects.count() == 1


def test_a_change_is_recorded_with_what_stood_there_and_saving_alone_is_not(page: Client, top: Organ) -> None:
    """The code of an organ is not among what can be changed."""
    facts = {name: getattr(top, name) for name in structure.CHANGEABLE}
    page.post("/office/organs/yt/edit", facts)
    assert not Event.objects.exists()
    page.post("/office/organs/yt/edit", facts | {"phone": "0000-1234567", "code": "other"})
    top.refresh_from_db()
    assert (top.phone, top.code) == ("0000-1234567", "yt")
    assert Event.objects.get().detail == {"changed": {"phone": ["", "0000-1234567"]}}


def test_contact_data_are_checked_with_one_button(page: Client, top: Organ) -> None:
    """And grow stale after half a year."""
    assert "从未核对" in page.get("/office/organs/").content.decode()
    page.post("/office/organs/yt/contact-checked")
    top.refresh_from_db()
    assert top.contact_checked == TODAY
    Organ.objects.update(contact_checked=TODAY - 181 * DAY)
    assert "超过半年未核对" in page.get("/office/organs/yt").content.decode()


def test_an_organ_moves_under_another_from_a_day_and_was_under_the_earlier_one(page: Client, top: Organ) -> None:
    """The page of a day before shows the tree of that day."""
    left, right = factories.organ(top, code="left"), factories.organ(top, code="right")
    moved = factories.organ(left, code="moved")
    page.post("/office/organs/moved/move", {"parent": right.pk, "on": "2026-12-01"})
    assert queries.parents(date(2026, 11, 30))[moved.pk] == left.pk
    assert queries.parents(date(2026, 12, 1))[moved.pk] == right.pk
    assert page.get("/office/organs/?day=2026-12-01").status_code == 200


def test_an_organ_never_stands_under_itself(top: Organ, by: Call) -> None:
    """Not directly and not through others."""
    middle = factories.organ(top)
    bottom = factories.organ(middle)
    for parent in (middle, bottom):
        with pytest.raises(Objection, match="不能作为它的上级"):
            structure.move(organ=middle, parent=parent, on=TODAY, by=by)
    assert Membership.objects.count() == 2


def test_moving_twice_from_one_day_is_refused(top: Organ, by: Call) -> None:
    """Each day has one organ above."""
    left, right = factories.organ(top), factories.organ(top)
    moved = factories.organ(left)
    structure.move(organ=moved, parent=right, on=TODAY, by=by)
    with pytest.raises(Objection, match="更晚的日期"):
        structure.move(organ=moved, parent=left, on=TODAY, by=by)


def test_an_organ_ends_once_nothing_stands_under_it(page: Client, top: Organ, by: Call) -> None:
    """From its day on it is in no list; what it did stays."""
    ended = factories.organ(top, code="ended")
    below = factories.organ(ended)
    with pytest.raises(Objection, match="仍隶属于"):
        structure.end(organ=ended, on=date(2027, 1, 1), by=by)
    structure.move(organ=below, parent=top, on=date(2026, 12, 1), by=by)
    page.post("/office/organs/ended/end", {"on": "2027-01-01"})
    assert ended in queries.organs(date(2026, 12, 31))
    assert ended not in queries.organs(date(2027, 1, 1))
    assert "撤销" in page.get("/office/organs/ended").content.decode()


def test_the_top_organ_is_neither_ended_nor_moved(top: Organ, by: Call) -> None:
    """The site would have nobody to speak for it."""
    with pytest.raises(Objection, match="顶层机关"):
        structure.end(organ=top, on=date(2027, 1, 1), by=by)
    with pytest.raises(Objection, match="顶层机关"):
        structure.move(organ=top, parent=factories.organ(), on=TODAY, by=factories.call(_everywhere()))


def _everywhere() -> Person:
    return factories.person(*((organ, Role.ADMINISTRATOR) for organ in Organ.objects.all()))


def test_an_administrator_below_does_not_reach_up_or_beside(top: Organ) -> None:
    """Neither by changing nor by moving there."""
    own, beside = factories.organ(top), factories.organ(top)
    by = factories.call(factories.person((own, Role.ADMINISTRATOR)))
    for organ in (top, beside):
        with pytest.raises(NotAllowed):
            structure.change(organ=organ, fields={"phone": "1"}, by=by)
    child = factories.organ(own)
    with pytest.raises(NotAllowed):
        structure.move(organ=child, parent=beside, on=TODAY, by=by)


def test_a_local_choice_holds_from_its_day_and_ends_the_earlier_one(page: Client, top: Organ) -> None:
    """The law's clock is asked with it, and earlier requests keep the earlier one."""
    said: dict[str, Any] = {"value": "10", "source": "云政办〔2026〕1号", "valid_from": "2026-01-01"}
    page.post("/office/organs/yt/options/clarification_days", said)
    page.post("/office/organs/yt/options/clarification_days", said | {"value": "12", "valid_from": "2026-07-01"})
    top.refresh_from_db()
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 6, 30), date(2026, 7, 1)]
    assert [queries.local_conventions(top, day).clarification_days for day in days] == [15, 10, 10, 12]
    assert "云政办〔2026〕1号" in page.get("/office/organs/yt/options").content.decode()
    page.post("/office/organs/yt/options/clarification_days/end", {"on": "2026-12-01"})
    top.refresh_from_db()
    assert queries.local_conventions(top, date(2026, 12, 1)).clarification_days == 15


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"value": "61"}, "请填写1至60之间的整数"),
        ({"value": ""}, "请填写1至60之间的整数"),
        ({"source": ""}, "请填写依据文件"),
        ({"valid_from": "2019-05-14"}, "不能早于现行条例施行之日"),
        ({"valid_to": "2026-01-01"}, "应当晚于生效日期"),
    ],
)
def test_a_local_choice_needs_a_right_value_a_document_and_days(
    page: Client, top: Organ, wrong: dict[str, str], sentence: str
) -> None:
    """Each lack has its sentence."""
    said = {"value": "10", "source": "云政办〔2026〕1号", "valid_from": "2026-01-01"} | wrong
    response = page.post("/office/organs/yt/options/clarification_days", said)
    assert sentence in response.content.decode()
    top.refresh_from_db()
    assert top.options == []


def test_choices_of_one_option_never_overlap(top: Organ, by: Call) -> None:
    """A day has one answer."""
    first = Choice("receipt_day", "rolled", "文件一", date(2026, 3, 1), date(2026, 6, 1))
    top = choices.choose(organ=top, choice=first, by=by)
    for overlap in (
        (date(2026, 5, 1), None),
        (date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 4, 1), date(2026, 5, 1)),
    ):
        with pytest.raises(Objection, match="重叠"):
            choices.choose(organ=top, choice=Choice("receipt_day", "literal", "文件二", *overlap), by=by)
    choices.choose(organ=top, choice=Choice("receipt_day", "literal", "文件二", date(2026, 6, 1)), by=by)


def test_every_open_question_of_law_can_be_answered_on_its_page(page: Client, top: Organ) -> None:
    """The pages are made from the table of the law: none is forgotten."""
    content = page.get("/office/organs/yt/options").content.decode()
    for option, _ in queries.chosen_options(top, TODAY):
        assert option.zh in content.replace("&#x27;", "'")
        assert page.get(f"/office/organs/yt/options/{option.name}").status_code == 200
    assert page.get("/office/organs/yt/options/nothing").status_code == 404


def test_every_answer_to_an_open_question_has_its_words() -> None:
    """In both languages; the codes of the law's table alone tell an administrator nothing."""
    answers = {value for option in OPTIONS.values() for value in option.values or ()}
    assert answers == set(words.VALUES)
    assert words.value_name("rolled").startswith("先顺延到下一工作日")


def test_settings_are_kept_and_those_of_the_site_belong_to_the_top_organ(page: Client, top: Organ) -> None:
    """A department neither sees nor changes them."""
    own = {name: setting.default for name, setting in SETTINGS.items() if not setting.whole_site}
    page.post("/office/organs/yt/settings", own | {"second_factor": "optional", "receipts": "staff"})
    top.refresh_from_db()
    assert top.settings == {"receipts": "staff"}
    factories.organ(top, code="below")
    page.post("/office/organs/below/settings", own | {"second_factor": "required"})
    assert Organ.objects.get(code="below").settings == {}
    wrong = page.post("/office/organs/below/settings", own | {"quiet_from": "9点"})
    assert "应为时间，如 21:00" in wrong.content.decode()
