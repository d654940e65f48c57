"""The office's pages of publications: from a draft to the public page, with what stands in the way said in sentences."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.web.organs.models import Organ, Person, Role
from gongkai.web.publications.models import Publication, State
from tests.web import factories
from tests.web.factories import draft

pytestmark = pytest.mark.django_db
OFFICE = "/office/publications/"


@pytest.fixture
def organ() -> Organ:
    """Return an organ."""
    return factories.organ(code="jtj")


def browser(*posts: tuple[Organ, str]) -> Client:
    """Return the browser of a person who has signed in."""
    client, person = Client(), factories.person(*posts)
    client.force_login(person, "django.contrib.auth.backends.ModelBackend")
    return client


def answers(**said: object) -> dict[str, object]:
    """Return a form filled in."""
    return {"title": "公告", "text": "第一段", "formed": "2026-11-20", "item": "", "token": "t", "revision": "1"} | said


def test_a_draft_is_written_released_and_read(client: Client, organ: Organ) -> None:
    handler, approver = browser((organ, Role.HANDLER)), browser((organ, Role.APPROVER))
    assert "起草公开信息" in handler.get(OFFICE).content.decode()
    paper = SimpleUploadedFile("附件.pdf", factories.pdf().data)
    response = handler.post(f"{OFFICE}new/jtj/", answers(attachments=[paper]), follow=True)
    page = response.content.decode()
    assert "草稿已保存" in page and "还剩 19 个工作日" in page and "附件.pdf" in page
    made = Publication.objects.get()
    address = f"{OFFICE}{made.pk}/"
    assert b"".join(approver.get(f"{address}files/{made.files.get().pk}/").streaming_content) == factories.pdf().data
    assert client.get(OFFICE).status_code == 302
    page = approver.post(f"{address}release/", {"revision": "1", "on": ""}, follow=True).content.decode()
    assert "已公开，索引号 JTJ/202600001" in page and "/publications/jtj/202600001" in page
    assert client.get("/publications/jtj/202600001").status_code == 200
    assert "公告" in approver.get(f"{OFFICE}?tab=released").content.decode()


def test_a_draft_is_changed_and_its_file_left_out(organ: Organ) -> None:
    handler, made = browser((organ, Role.HANDLER)), draft(organ, attachments=[factories.pdf("旧.pdf")])
    address = f"{OFFICE}{made.pk}/"
    assert "去掉已有的附件" in handler.get(f"{address}edit/").content.decode()
    said = answers(title="新的标题", left_out=[made.files.get().pk])
    page = handler.post(f"{address}edit/", said, follow=True).content.decode()
    assert "新的标题" in page and "旧.pdf" not in page
    assert handler.get(f"{address}files/{made.files.get().pk}/").status_code == 404
    stale = handler.post(f"{address}edit/", answers(token="u"))
    assert stale.status_code == 422 and "重新打开" in stale.content.decode()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": ""}, "请填写标题"),
        ({"formed": "2026-11-24"}, "晚于今天"),
        ({"item": "nothing"}, "请从列出的事项中选择"),
        ({"attachments": SimpleUploadedFile("a.pdf", b"not a pdf")}, "只能上传"),
    ],
)
def test_what_is_wrong_with_a_draft_is_said(organ: Organ, said: dict[str, object], sentence: str) -> None:
    response = browser((organ, Role.HANDLER)).post(f"{OFFICE}new/jtj/", answers(**said))
    assert response.status_code == 422 and sentence in response.content.decode()
    assert not Publication.objects.exists()


def test_the_items_offered_are_those_of_the_kind_of_organ() -> None:
    pages = []
    for kind in ("township", "department", "subdistrict", "public_body", "government"):
        organ = factories.organ(kind=kind)
        pages.append(browser((organ, Role.HANDLER)).get(f"{OFFICE}new/{organ.code}/").content.decode())
    counts = [len(re.findall("<option", page)) for page in pages]
    assert counts[0] != counts[2] and counts[1] == counts[4] and counts[2] == counts[3] > 5


def test_what_looks_personal_is_shown_masked_and_ticked_off(organ: Organ) -> None:
    approver, made = browser((organ, Role.APPROVER)), draft(organ, text="身份证号 11010519491231002X")
    address = f"{OFFICE}{made.pk}/"
    assert "110***********002X" in approver.get(address).content.decode()
    refused = approver.post(f"{address}release/", {"revision": "1"})
    assert refused.status_code == 422 and "逐处核对" in refused.content.decode()
    approver.post(f"{address}release/", {"revision": "1", "looked": "on"})
    assert Publication.objects.get().state is State.RELEASED


def test_who_wrote_a_draft_is_told_that_somebody_else_releases_it(organ: Organ) -> None:
    both: Person = factories.person((organ, Role.HANDLER), (organ, Role.APPROVER))
    made, client = draft(organ, by=factories.call(both)), Client()
    client.force_login(both, "django.contrib.auth.backends.ModelBackend")
    page = client.get(f"{OFFICE}{made.pk}/").content.decode()
    assert "不能由您发布" in page and "/release/" not in page
    assert "不能由您发布" in client.post(f"{OFFICE}{made.pk}/release/", {"revision": "1"}).content.decode()


def test_a_schedule_is_made_shown_and_cancelled(organ: Organ) -> None:
    approver, made = browser((organ, Role.APPROVER)), draft(organ)
    address = f"{OFFICE}{made.pk}/"
    said = {"revision": "1", "on": "2026-12-01"}
    assert "已定时" in approver.post(f"{address}release/", said, follow=True).content.decode()
    assert "2026-12-01" in approver.get(f"{OFFICE}?tab=scheduled").content.decode()
    assert "已取消定时" in approver.post(f"{address}cancel/", follow=True).content.decode()
    assert "revision" in approver.get(address).content.decode()
    assert approver.post(f"{address}release/", {"revision": "x", "on": "never"}).status_code == 422


def test_a_dropped_draft_is_listed_as_such(organ: Organ) -> None:
    handler, made = browser((organ, Role.HANDLER)), draft(organ)
    assert "已放弃这份草稿" in handler.post(f"{OFFICE}{made.pk}/drop/", follow=True).content.decode()
    assert made.title in handler.get(f"{OFFICE}?tab=dropped").content.decode()
    assert made.title not in handler.get(OFFICE).content.decode()


def test_refused_buttons_say_why(organ: Organ) -> None:
    both = browser((organ, Role.HANDLER), (organ, Role.APPROVER))
    made = draft(organ)
    both.post(f"{OFFICE}{made.pk}/release/", {"revision": "1"})
    assert "只有草稿可以放弃" in both.post(f"{OFFICE}{made.pk}/drop/", follow=True).content.decode()
    assert "不能再取消" in both.post(f"{OFFICE}{made.pk}/cancel/", follow=True).content.decode()


@pytest.mark.parametrize("query", ["?organ=none", "?tab=x", "?page=99", "?page=%00"])
def test_odd_addresses_are_answered(organ: Organ, query: str) -> None:
    draft(organ)
    assert browser((organ, Role.HANDLER)).get(f"{OFFICE}{query}").status_code in (200, 400, 404)
