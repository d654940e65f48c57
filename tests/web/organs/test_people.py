"""People and posts: taking on, giving and ending posts, acting for somebody, and what nobody does to their own account."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.web.organs.actions import Objection, staff
from gongkai.web.organs.models import Event, Organ, Person, Post, Role
from gongkai.web.organs.permissions import NotAllowed, may
from tests.web import factories

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY
DAY = timedelta(days=1)


@pytest.fixture
def top() -> Organ:
    """Return the top organ."""
    return factories.organ(kind="government", code="yt")


@pytest.fixture
def organ(top: Organ) -> Organ:
    """Return an organ under it."""
    return factories.organ(top, code="jtj")


@pytest.fixture
def admin(top: Organ) -> Person:
    """Return the administrator of the top organ."""
    return factories.person((top, Role.ADMINISTRATOR))


@pytest.fixture
def page(client: Client, admin: Person) -> Client:
    """Return the administrator's browser."""
    client.force_login(admin)
    return client


def test_somebody_is_taken_on_with_posts_and_a_password_shown_once(page: Client, organ: Organ) -> None:
    """The password is in no event, and opens only the page that changes it."""
    said = {"username": "wang.hai", "name": "王某", "roles": ["handler", "reviewer"], "email": ""}
    response = page.post("/office/organs/jtj/people/new", said)
    shown = re.search(r'class="code">([a-z0-9-]+)<', response.content.decode())
    assert shown
    assert "no-store" in response.headers["Cache-Control"]
    person = Person.objects.get(username="wang.hai")
    assert person.check_password(shown[1])
    assert set(person.posts.values_list("role", "organ")) == {("handler", organ.pk), ("reviewer", organ.pk)}
    assert shown[1] not in str(list(Event.objects.values()))
    assert "王某" not in str(list(Event.objects.values()))
    assert "王某" in page.get("/office/people/").content.decode()
    theirs = Client()
    theirs.post("/office/sign-in", {"username": "wang.hai", "password": shown[1]})
    assert theirs.get("/office/").headers["Location"] == "/office/account/password"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"username": "王海"}, "登录名应为3至60个字符"),
        ({"username": "PERSON-taken"}, "已被使用"),
        ({"roles": []}, "请至少选择一个岗位"),
        ({"roles": ["king"]}, "请从列出的岗位中选择"),
        ({"name": ""}, "请填写姓名"),
    ],
)
def test_an_account_that_cannot_be_is_refused(
    page: Client, organ: Organ, wrong: dict[str, object], sentence: str
) -> None:
    """Names to sign in with differ by more than capitals."""
    factories.person(username="person-taken")
    people = Person.objects.count()
    said = {"username": "wang", "name": "王某", "roles": ["handler"]} | wrong
    assert sentence in page.post("/office/organs/jtj/people/new", said).content.decode()
    assert Person.objects.count() == people


def test_a_post_is_given_and_ended_with_days(page: Client, top: Organ, organ: Organ) -> None:
    """The page lists what was held too."""
    person = factories.person((organ, Role.HANDLER))
    given = {"organ": organ.pk, "role": "approver", "valid_from": "2026-12-01", "valid_to": "2027-01-01"}
    page.post(f"/office/people/{person.pk}/posts/new", given)
    assert may(person, "publications.release", organ, date(2026, 12, 31))
    assert not may(person, "publications.release", organ, date(2027, 1, 1))
    post = person.posts.get(role=Role.HANDLER)
    page.post(f"/office/posts/{post.pk}/end", {"on": TODAY.isoformat()})
    assert not may(person, "cases.handle", organ, TODAY)
    assert "2026-11-23" in page.get(f"/office/people/{person.pk}").content.decode()


def test_a_post_is_held_once_on_a_day(organ: Organ, admin: Person) -> None:
    """A second period begins after the first."""
    person, by = factories.person(), factories.call(admin)
    factories.post(person, organ, Role.HANDLER, valid_to=date(2027, 1, 1))
    with pytest.raises(Objection, match="已经担任"):
        staff.give_post(person=person, organ=organ, role="handler", valid_from=TODAY, by=by)
    staff.give_post(person=person, organ=organ, role="handler", valid_from=date(2027, 1, 1), by=by)


def test_a_post_does_not_end_in_the_past(organ: Organ, admin: Person) -> None:
    """What was done in it was done rightly."""
    post = factories.post(factories.person(), organ, Role.HANDLER)
    with pytest.raises(Objection, match="不能早于"):
        staff.end_post(post=post, on=TODAY - DAY, by=factories.call(admin))


def test_nobody_ends_their_own_post_of_administrator(page: Client, top: Organ, admin: Person) -> None:
    """Nor does a deputy end it for them, nor is an account switched off by its own holder."""
    post = admin.posts.get()
    other = factories.person((top, Role.ADMINISTRATOR))
    content = page.post(f"/office/posts/{post.pk}/end", {"on": TODAY.isoformat()}).content.decode()
    assert "不能终止自己的系统管理员岗位" in content
    deputy = factories.person()
    factories.acting(deputy, admin, top)
    with pytest.raises(Objection, match="自己的"):
        staff.end_post(post=post, on=TODAY, by=factories.call(deputy))
    assert (
        "不能停用自己的账号"
        in page.post(f"/office/people/{admin.pk}/switch", {"on": "0"}, follow=True).content.decode()
    )
    staff.end_post(post=post, on=TODAY, by=factories.call(other))


def test_the_last_administrator_stays(top: Organ, admin: Person) -> None:
    """Somebody must be able to open the door."""
    deputy = factories.person((top, Role.HANDLER))
    factories.acting(deputy, admin, top)
    with pytest.raises(Objection, match="至少应有一名"):
        staff.switch(person=admin, on=False, by=factories.call(deputy))


def test_two_administrators_do_not_both_end_on_a_day_to_come(top: Organ, admin: Person) -> None:
    """Both look after the organ today; on that day nobody would."""
    other = factories.person((top, Role.ADMINISTRATOR))
    staff.end_post(post=other.posts.get(), on=TODAY + DAY, by=factories.call(admin))
    with pytest.raises(Objection, match="至少应有一名"):
        staff.end_post(post=admin.posts.get(), on=TODAY + DAY, by=factories.call(other))


def test_an_account_is_switched_off_and_on_and_its_session_ends(page: Client, organ: Organ) -> None:
    """Nobody is deleted."""
    person = factories.person((organ, Role.HANDLER))
    theirs = Client()
    theirs.force_login(person, "django.contrib.auth.backends.ModelBackend")
    assert theirs.get("/office/").status_code == 200
    page.post(f"/office/people/{person.pk}/switch", {"on": "0"})
    assert theirs.get("/office/").status_code == 302
    page.post(f"/office/people/{person.pk}/switch", {"on": "1"})
    assert Person.objects.get(pk=person.pk).is_active


def test_a_new_first_password_ends_the_sessions_of_whoever_forgot_the_old_one(page: Client, organ: Organ) -> None:
    """And is shown once."""
    person = factories.person((organ, Role.HANDLER))
    theirs = Client()
    theirs.force_login(person, "django.contrib.auth.backends.ModelBackend")
    content = page.post(f"/office/people/{person.pk}/reset-password").content.decode()
    shown = re.search(r'class="code">([a-z0-9-]+)<', content)
    assert shown
    person.refresh_from_db()
    assert person.check_password(shown[1])
    assert person.must_change_password
    assert theirs.get("/office/").status_code == 302


def test_no_organ_takes_over_an_account_of_another(top: Organ, organ: Organ) -> None:
    """Who also works elsewhere is looked after by who is administrator in both."""
    by = factories.call(factories.person((organ, Role.ADMINISTRATOR)))
    shared = factories.person((organ, Role.HANDLER), (top, Role.AUDITOR))
    with pytest.raises(NotAllowed):
        staff.reset_password(person=shared, by=by)
    with pytest.raises(NotAllowed):
        staff.switch(person=shared, on=False, by=by)
    with pytest.raises(NotAllowed):
        staff.give_post(person=shared, organ=top, role="handler", valid_from=TODAY, by=by)
    staff.end_post(post=shared.posts.get(organ=organ), on=TODAY, by=by)


def test_the_page_of_a_person_of_another_organ_is_not_there(client: Client, top: Organ, organ: Organ) -> None:
    """It does not even say that there is one."""
    stranger = factories.person((factories.organ(top), Role.HANDLER))
    client.force_login(factories.person((organ, Role.ADMINISTRATOR)))
    assert client.get(f"/office/people/{stranger.pk}").status_code == 404


def test_contact_data_of_people_are_for_who_looks_after_them(client: Client, organ: Organ) -> None:
    """A colleague sees the posts."""
    person = factories.person((organ, Role.HANDLER), phone="13900000000", email="who@example.gov.cn")
    client.force_login(factories.person((organ, Role.REVIEWER)))
    content = client.get(f"/office/people/{person.pk}").content.decode()
    assert "经办人" in content
    assert "13900000000" not in content
    assert "who@example.gov.cn" not in content


def test_a_handler_sets_up_who_acts_for_them_and_for_nobody_else(client: Client, organ: Organ) -> None:
    """The administrator can do it for everybody."""
    absent, deputy = factories.person((organ, Role.HANDLER)), factories.person((organ, Role.REVIEWER))
    third = factories.person((organ, Role.APPROVER))
    client.force_login(absent)
    said = {"person": deputy.pk, "acts_for": absent.pk, "valid_from": "2026-12-01", "valid_to": "2026-12-15"}
    assert client.post("/office/organs/jtj/acting", said).status_code == 302
    assert may(deputy, "cases.handle", organ, date(2026, 12, 1))
    assert not may(deputy, "cases.handle", organ, date(2026, 12, 15))
    assert client.post("/office/organs/jtj/acting", said | {"acts_for": third.pk}).status_code == 400
    acting = absent.acted_for_by.get()
    client.post(f"/office/acting/{acting.pk}/end")
    assert not absent.acted_for_by.exists(), "what had not begun is called off"


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ((TODAY - DAY, TODAY + DAY), "自今日或者以后开始"),
        ((TODAY + DAY, TODAY + DAY), "自今日或者以后开始"),
        ((TODAY, TODAY + 60 * DAY), "已有代理人"),
    ],
)
def test_acting_needs_days_that_can_be(organ: Organ, admin: Person, days: tuple[date, date], sentence: str) -> None:
    """Never backwards, never two at a time."""
    absent, deputy = factories.person((organ, Role.HANDLER)), factories.person((organ, Role.REVIEWER))
    factories.acting(deputy, absent, organ, valid_from=TODAY + 30 * DAY, valid_to=TODAY + 40 * DAY)
    with pytest.raises(Objection, match=sentence):
        staff.act_for(person=deputy, acts_for=absent, organ=organ, days=days, by=factories.call(admin))


def test_the_table_of_posts_is_a_page(client: Client, organ: Organ) -> None:
    """Anybody who works here can read who may do what."""
    client.force_login(factories.person((organ, Role.HANDLER)))
    content = client.get("/office/permissions").content.decode()
    for words in (*map(str, Role.labels), "办理申请", "可以，含下级"):
        assert words in content


def test_the_desk_shows_what_the_person_can_do(client: Client, organ: Organ) -> None:
    """Not what others can."""
    client.force_login(factories.person((organ, Role.HANDLER)))
    content = client.get("/office/").content.decode()
    assert "操作日志" not in content
    assert "/office/cases/" in content
    client.force_login(factories.person((organ, Role.ADMINISTRATOR)))
    assert f'"{reverse("cases:inbox")}"' not in client.get("/office/organs/").content.decode(), (
        "no link leads to a refusal"
    )
    client.force_login(factories.person((organ, Role.AUDITOR)))
    assert "操作日志" in client.get("/office/").content.decode()


def test_an_auditor_looks_through_the_log(client: Client, top: Organ, organ: Organ, admin: Person) -> None:
    """By organ, verb, thing, person and days; an auditor of one organ sees that organ."""
    by = factories.call(admin)
    staff.give_post(person=factories.person(), organ=organ, role="handler", valid_from=TODAY, by=by)
    staff.give_post(person=factories.person(), organ=top, role="handler", valid_from=TODAY, by=by)
    for n in range(60):
        post = Post.objects.create(person=admin, organ=organ, role="handler", valid_from=TODAY + n * DAY)
        staff.end_post(post=post, on=post.valid_from + DAY, by=by)
    client.force_login(factories.person((organ, Role.AUDITOR)))
    content = client.get("/office/events/").content.decode()
    assert content.count("<tr>") == 51
    older = re.search(r'href="\?([^"]+)">更早', content)
    assert older
    assert client.get(f"/office/events/?{older[1]}").content.decode().count("<tr>") == 12
    assert client.get("/office/events/?verb=people.post_given").content.decode().count("<tr>") == 2
    whole = client.get("/office/events/?since=0001-01-01&until=9999-12-31").content.decode()
    assert whole.count("<tr>") == content.count("<tr>")
    assert client.get("/office/events/?since=2026-11-24").content.decode().count("没有符合条件的事件") == 1
    assert client.get(f"/office/events/?person={admin.username}").content.decode().count("<tr>") == 51
    assert client.get(f"/office/events/?organ={top.pk}").status_code == 400
    client.force_login(factories.person((top, Role.AUDITOR)))
    assert client.get("/office/events/?verb=people.post_given").content.decode().count("<tr>") == 3


def test_nobody_resets_the_own_password_without_knowing_it(page: Client, admin: Person) -> None:
    """An open session that somebody comes upon must not become an account of theirs."""
    before = admin.password
    assert "reset-password" not in page.get(f"/office/people/{admin.pk}").content.decode()
    answer = page.post(f"/office/people/{admin.pk}/reset-password", follow=True)
    assert "我的账号" in answer.content.decode()
    assert Person.objects.get(pk=admin.pk).password == before
