"""Publishing: by whom, once, under a number that stays, found at once, with files that anybody may keep."""

from datetime import date, timedelta

import pytest

from gongkai.web.organs.models import Event, Role
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.publications import actions, files, queries
from gongkai.web.publications.actions import NotPublishable, Piece, publish
from gongkai.web.publications.models import Publication
from tests.web import factories
from tests.web.factories import TODAY, call

pytestmark = pytest.mark.django_db


def piece(**said: object) -> Piece:
    """Return something to publish."""
    return Piece(**{"title": "2025年度部门决算", "text": "收入支出见附件。", "formed": date(2026, 11, 2)} | said)


def approver(organ):
    """Return a person who may publish in an organ."""
    return factories.person((organ, Role.APPROVER))


def test_what_is_published_is_found_and_recorded() -> None:
    organ = factories.organ(code="czj")
    made = publish(organ=organ, piece=piece(document_number="云财〔2026〕8号"), by=call(approver(organ)))
    assert (made.released, made.index_number) == (TODAY, "CZJ/202600001")
    for text in ("部门决算", "云财[2026]8号", "收入支出"):
        assert [row.publication for row in queries.page(text).rows] == [made]
    event = Event.objects.get()
    assert (event.verb, event.thing, event.key) == ("publications.release", "publication", "CZJ/202600001")


def test_index_numbers_count_up_in_each_organ_and_year() -> None:
    organ, other = factories.organ(code="a"), factories.organ(code="b")
    who = factories.person((organ, Role.APPROVER), (other, Role.APPROVER))
    last_year = factories.NOW - timedelta(days=365)
    made = [
        publish(organ=where, piece=piece(formed=date(2025, 1, 1)), by=call(who, now)).index_number
        for where, now in ((organ, last_year), (organ, last_year), (organ, factories.NOW), (other, factories.NOW))
    ]
    assert made == ["A/202500001", "A/202500002", "A/202600001", "B/202600001"]


def test_the_same_form_sent_twice_publishes_once() -> None:
    organ = factories.organ()
    who = approver(organ)
    first, second = (publish(organ=organ, piece=piece(), by=call(who, token="t")) for _ in range(2))
    assert first == second and Publication.objects.count() == 1


def test_who_has_not_the_post_publishes_nothing() -> None:
    organ = factories.organ()
    for who in (factories.person((organ, Role.HANDLER)), factories.person((factories.organ(), Role.APPROVER))):
        with pytest.raises(NotAllowed):
            publish(organ=organ, piece=piece(), by=call(who))
    with pytest.raises(NotPublishable, match="登录"):
        publish(organ=organ, piece=piece(), by=call())
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": "  "}, "标题"),
        ({"text": ""}, "正文"),
        ({"formed": TODAY + timedelta(days=1)}, "晚于今天"),
        ({"item": "nothing"}, "没有"),
    ],
)
def test_what_cannot_be_published_is_told_in_a_sentence(said: dict[str, object], sentence: str) -> None:
    organ = factories.organ()
    with pytest.raises(NotPublishable, match=sentence):
        publish(organ=organ, piece=piece(**said), by=call(approver(organ)))


def test_a_draft_is_not_put_in_the_index() -> None:
    draft = Publication.objects.create(organ=factories.organ(), index_number="x", title="草稿", text="文", formed=TODAY)
    with pytest.raises(NotPublishable, match="尚未公开"):
        actions.put_in_index(draft)
    assert not queries.released().exists()


def test_a_file_is_kept_as_it_was() -> None:
    organ = factories.organ()
    made = publish(organ=organ, piece=piece(), by=call(approver(organ)), attachments=[factories.pdf("决算表.pdf")])
    kept = made.files.get()
    assert files.place(kept).read_bytes() == factories.pdf().data
    assert kept.size == len(factories.pdf().data)


def test_what_is_published_already_is_told_to_who_is_about_to_ask() -> None:
    organ, other = factories.organ(), factories.organ()
    made = publish(organ=organ, piece=piece(title="鹤桥镇道路养护经费决算"), by=call(approver(organ)))
    writing = "我想知道鹤桥镇去年的道路养护经费花在哪里"
    assert [row.publication for row in queries.matches(writing)] == [made]
    assert [row.publication for row in queries.matches(writing, organ)] == [made]
    assert queries.matches(writing, other) == queries.matches("低保") == ()
