"""Drafts and their release: who may, when, once, and that nobody outside sees anything before."""

from datetime import date, datetime, timedelta

import pytest
from django.db import OperationalError

from gongkai.web.organs.models import Event, Organ, Person, Role
from gongkai.web.organs.permissions import NotAllowed
from gongkai.web.portal import rounds
from gongkai.web.publications import actions, drafting, duty, office_queries, queries, releasing
from gongkai.web.publications.actions import NotPublishable, Piece
from gongkai.web.publications.models import Publication, State
from tests.web import factories
from tests.web.factories import NOW, SHANGHAI, TODAY, call, draft

pytestmark = pytest.mark.django_db
TOMORROW = TODAY + timedelta(days=1)
PIECE = Piece("改过的标题", "改过的正文", TODAY)


@pytest.fixture
def organ() -> Organ:
    """Return an organ."""
    return factories.organ(code="jtj")


@pytest.fixture
def approver(organ: Organ) -> Person:
    """Return a person who may release in the organ."""
    return factories.person((organ, Role.APPROVER))


def released(publication: Publication, by: Person, **said: object) -> Publication:
    """Release a draft as it is."""
    return releasing.release(publication=publication, by=call(by), **{"revision": publication.revision} | said)


def verbs() -> list[str]:
    """Return what was done to drafts and publications, in its order."""
    return list(Event.objects.filter(verb__startswith="publications.").values_list("verb", flat=True))


def seen_outside() -> list[Publication]:
    """Return what the public finds."""
    return [row.publication for row in queries.page("").rows]


def test_a_draft_is_released_by_somebody_else_and_found_then(organ: Organ, approver: Person) -> None:
    made = draft(organ)
    assert made.state is State.DRAFT and made.index_number is None and seen_outside() == []
    done = released(made, approver)
    assert (done.index_number, done.released, done.state) == ("JTJ/202600001", TODAY, State.RELEASED)
    assert seen_outside() == [made] == [row.publication for row in queries.page("养护计划").rows]
    assert verbs() == ["publications.drafted", "publications.release"]


def test_a_release_asked_for_again_is_not_done_again(organ: Organ, approver: Person) -> None:
    made = draft(organ)
    assert released(made, approver) == released(made, approver)
    assert verbs().count("publications.release") == 1


def test_who_wrote_or_changed_a_draft_does_not_release_it(organ: Organ, approver: Person) -> None:
    both = factories.person((organ, Role.HANDLER), (organ, Role.APPROVER))
    made = draft(organ, by=call(both))
    with pytest.raises(NotPublishable, match="其他批准人"):
        released(made, both)
    another = drafting.change(publication=draft(organ), revision=1, piece=PIECE, by=call(both))
    with pytest.raises(NotPublishable, match="其他批准人"):
        released(another, both)
    assert released(another, approver).released


def test_who_acts_for_the_writer_does_not_release_it_either(organ: Organ) -> None:
    both = factories.person((organ, Role.HANDLER), (organ, Role.APPROVER))
    deputy = factories.person()
    factories.acting(deputy, both, organ)
    for writes, releases in ((both, deputy), (deputy, both)):
        with pytest.raises(NotPublishable, match="其他批准人"):
            released(draft(organ, by=call(writes)), releases)


def test_who_acts_for_the_writer_and_for_another_releases_it_in_the_post_of_the_other(
    organ: Organ, approver: Person
) -> None:
    both = factories.person((organ, Role.HANDLER), (organ, Role.APPROVER))
    deputy = factories.person()
    factories.acting(deputy, both, organ)
    factories.acting(deputy, approver, organ)
    assert released(draft(organ, by=call(both)), deputy).released


def test_who_has_not_the_post_neither_writes_nor_releases(organ: Organ, approver: Person) -> None:
    handler = factories.person((organ, Role.HANDLER))
    made = draft(organ)
    with pytest.raises(NotAllowed):
        released(made, handler)
    for act in (
        lambda: draft(organ, by=call(approver)),
        lambda: drafting.change(publication=made, revision=1, piece=PIECE, by=call(approver)),
        lambda: drafting.drop(publication=made, by=call(approver)),
        lambda: releasing.cancel(publication=made, by=call(handler)),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_what_is_scheduled_is_released_from_the_first_minute_of_its_day_and_not_before(
    organ: Organ, approver: Person
) -> None:
    made = released(draft(organ), approver, on=TOMORROW)
    assert made.state is State.SCHEDULED and made.index_number is None
    midnight = datetime(TOMORROW.year, TOMORROW.month, TOMORROW.day, tzinfo=SHANGHAI)
    rounds.tick(midnight - timedelta(seconds=1))
    assert seen_outside() == []
    rounds.tick(midnight)
    rounds.tick(midnight + timedelta(minutes=1))
    made.refresh_from_db()
    assert (made.released, made.state) == (TOMORROW, State.RELEASED)
    assert seen_outside() == [made]
    assert verbs() == ["publications.drafted", "publications.scheduled", "publications.release"]
    assert Event.objects.last().detail == {"draft": made.pk, "scheduled": TOMORROW.isoformat()}


def test_a_worker_that_slept_releases_on_the_day_it_wakes(organ: Organ, approver: Person) -> None:
    made = released(draft(organ), approver, on=TOMORROW)
    assert releasing.release_due(NOW + timedelta(days=4)) == 1
    made.refresh_from_db()
    assert made.released == TODAY + timedelta(days=4)


def test_one_that_fails_does_not_hold_up_the_others(
    organ: Organ, approver: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = (released(draft(organ, title=title), approver, on=TOMORROW) for title in ("坏", "好"))
    put = actions.put_in_index

    def fail(each: Publication) -> None:
        if each == bad:
            raise OperationalError("no place in the index")
        put(each)

    monkeypatch.setattr(actions, "put_in_index", fail)
    assert releasing.release_due(NOW + timedelta(days=1)) == 1
    assert [Publication.objects.get(pk=each.pk).state for each in (bad, good)] == [State.SCHEDULED, State.RELEASED]


def test_a_cancelled_schedule_is_a_draft_again(organ: Organ, approver: Person) -> None:
    made = released(draft(organ), approver, on=TOMORROW)
    for _ in range(2):
        releasing.cancel(publication=made, by=call(approver))
    assert releasing.release_due(NOW + timedelta(days=1)) == 0
    made.refresh_from_db()
    assert made.state is State.DRAFT
    # To schedule and to cancel is not to write.
    assert released(made, approver).released
    with pytest.raises(NotPublishable, match="已经公开"):
        releasing.cancel(publication=made, by=call(approver))
    assert verbs().count("publications.schedule_cancelled") == 1


def test_what_is_scheduled_or_out_is_not_changed_behind_the_approver(organ: Organ, approver: Person) -> None:
    handler = factories.person((organ, Role.HANDLER))
    for made in (released(draft(organ), approver, on=TOMORROW), released(draft(organ), approver)):
        for act in (
            lambda each: drafting.change(publication=each, revision=1, piece=PIECE, by=call(handler)),
            lambda each: drafting.drop(publication=each, by=call(handler)),
        ):
            with pytest.raises(NotPublishable, match="只有草稿"):
                act(made)
    with pytest.raises(NotPublishable, match="先取消定时"):
        released(Publication.objects.get(scheduled=TOMORROW), approver)


def test_nobody_releases_what_they_have_not_seen(organ: Organ, approver: Person) -> None:
    made = draft(organ)
    drafting.change(publication=made, revision=1, piece=PIECE, by=call(factories.person((organ, Role.HANDLER))))
    with pytest.raises(NotPublishable, match="重新打开"):
        released(made, approver, revision=1)
    with pytest.raises(NotPublishable, match="早于今天"):
        released(made, approver, revision=2, on=TODAY - timedelta(days=1))
    assert released(made, approver, revision=2, on=TODAY).title == "改过的标题"


def test_a_form_sent_twice_is_one_draft_and_one_change(organ: Organ) -> None:
    by = call(factories.person((organ, Role.HANDLER)), token="t")
    first, second = (draft(organ, by=by, attachments=[factories.pdf()]) for _ in range(2))
    assert first == second and first.files.count() == 1
    for _ in range(2):
        drafting.change(publication=first, revision=1, piece=PIECE, by=by, attachments=[factories.pdf("又一个.pdf")])
    assert first.files.count() == 2 and verbs() == ["publications.drafted", "publications.changed"]


def test_a_file_left_out_is_not_published_and_not_deleted(organ: Organ, approver: Person) -> None:
    made = draft(organ, attachments=[factories.pdf("旧.pdf")])
    old, handler = made.files.get(), factories.person((organ, Role.HANDLER))
    drafting.change(publication=made, revision=1, piece=PIECE, by=call(handler), left_out=[old.pk])
    done = released(made, approver, revision=2)
    assert queries.file_of(done, old.pk) is None and done.files.get() == old


def test_a_dropped_draft_stays_and_is_not_released(organ: Organ, approver: Person) -> None:
    made = draft(organ)
    for _ in range(2):
        drafting.drop(publication=made, by=call(factories.person((organ, Role.HANDLER))))
    with pytest.raises(NotPublishable, match="已经放弃"):
        released(made, approver)
    assert list(office_queries.listed(organ, State.DROPPED)) == [made]
    assert verbs() == ["publications.drafted", "publications.dropped"]


def test_what_looks_personal_must_be_looked_at_and_is_not_written_into_the_log(organ: Organ, approver: Person) -> None:
    made = draft(organ, text="联系电话 13800000000")
    for on in (None, TOMORROW):
        with pytest.raises(NotPublishable, match="个人信息"):
            released(made, approver, on=on)
    assert released(made, approver, looked=True).released
    event = Event.objects.last()
    assert event.detail["looked_at"] == {"mobile": 1} and "13800000000" not in str(event.detail)


@pytest.mark.parametrize(
    ("formed", "look", "words"),
    [
        (date(2026, 11, 23), "ok", "还剩 20 个工作日"),
        (date(2026, 10, 26), "soon", "今天届满"),
        (date(2026, 10, 23), "over", "超过 1 个工作日"),
    ],
)
def test_the_last_day_to_publish_is_told_in_words(organ: Organ, formed: date, look: str, words: str) -> None:
    clock = duty.clock(draft(organ, formed=formed), TODAY)
    assert clock is not None and (clock.look, clock.left) == (look, words)


def test_limits_of_parts_of_an_item_are_told_and_old_pieces_have_none(organ: Organ) -> None:
    clock = duty.clock(draft(organ, item="budget_and_accounts"), TODAY)
    assert clock is not None and any("20 日内" in sentence for sentence in clock.own)
    assert duty.clock(draft(organ, formed=date(2015, 1, 1)), TODAY) is None
