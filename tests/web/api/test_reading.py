"""Another system reads: the list page by page, where a case stands, its days, its letters, who asks."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from gongkai.law.deadlines import Channel
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, queries
from gongkai.web.cases.models import Applicant, Case
from gongkai.web.organs.models import Event, Organ
from tests.web import factories
from tests.web.api.conftest import System, places_of

pytestmark = pytest.mark.django_db
Systems = Callable[..., System]


def numbers(system: System, **query: Any) -> list[str]:
    """Return the numbers of a page."""
    return [each["number"] for each in json.loads(system.get("/cases", **query).content)["cases"]]


def test_the_list_is_read_page_by_page_and_misses_nothing_filed_meanwhile(system: Systems, organ: Organ) -> None:
    """The order is that of filing; what comes later stands at the end."""
    filed = [factories.case(organ).number for _ in range(5)]
    other, found, cursor = system("cases:read"), list[str](), ""
    while True:
        page = json.loads(other.get("/cases", limit=2, cursor=cursor).content)
        found += [each["number"] for each in page["cases"]]
        if len(found) == 2:
            filed.append(factories.case(organ).number)
        if page["next"] is None:
            break
        cursor = page["next"]
    assert found == filed


@pytest.mark.parametrize("cursor", ["1", "c", "cg", "c-1", "c" + "f" * 19, "c 1", "c_1", "中"])
def test_a_cursor_that_no_page_gave_is_refused_or_finds_nothing(system: Systems, organ: Organ, cursor: str) -> None:
    """And breaks nothing."""
    response = system().get("/cases", cursor=cursor)
    assert response.status_code == 200 or list(places_of(response)) == ["query.cursor"]


def test_the_list_is_narrowed_by_stage_and_days(system: Systems, organ: Organ) -> None:
    """Open or ended, received and due within some days."""
    waits = factories.case(organ, arrival=actions.Arrival(Channel.FAX, confirmed=False)).number
    here = factories.case(organ)
    ended = factories.case(organ)
    step = Step(StepKind.WITHDRAWN, factories.TODAY)
    actions.take(case=ended, step=step, verb="", by=factories.call())
    other = system()
    assert numbers(other, stage="unconfirmed") == [waits]
    assert numbers(other, open="false") == [ended.number]
    assert numbers(other, open="true") == [waits, here.number]
    assert numbers(other, due_from="2026-12-21", due_to="2026-12-21", open="true") == [here.number]
    assert numbers(other, received_to="2026-11-22") == []
    assert numbers(other, closed_from="2026-11-23") == [ended.number]


@pytest.mark.parametrize(
    "query", [{"stage": "lost"}, {"limit": 0}, {"limit": 201}, {"due_from": "1"}, {"open": "maybe"}]
)
def test_a_filter_that_is_none_is_refused(system: Systems, query: dict[str, Any]) -> None:
    """Rather than left out in silence."""
    assert places_of(system().get("/cases", **query)) == [f"query.{next(iter(query))}"]


def test_a_case_says_its_stage_its_last_day_and_where_it_counts(system: Systems, organ: Organ) -> None:
    """As the law replays it from the steps."""
    case = factories.case(organ)
    said = json.loads(system("cases:read").get(f"/cases/{case.number}").content)
    standing = queries.standing(case, factories.TODAY)
    assert standing.due is not None
    assert said["stage_name"]["zh"] == "办理中"
    assert said["deadline"]["date"] == str(standing.due.date)
    assert (said["days_used"], said["days_left"]) == (standing.used, standing.left)
    assert said["counts"]["rows"] == ["new", "carried_out"]
    assert said["counts"]["column"] == "natural_person"
    assert "withdrawn" in said["may_follow"]


def test_what_is_said_of_a_case_names_nobody(system: Systems, organ: Organ) -> None:
    """Who asks is told to `identity:read` alone."""
    case = factories.case(organ)
    other = system("cases:read")
    for path in ("", "/steps", "/deadline"):
        text = other.get(f"/cases/{case.number}{path}").content.decode()
        assert "林某某" not in text
        assert "13800000000" not in text


def test_the_period_is_explained_day_by_day(system: Systems, organ: Organ) -> None:
    """Every day, whether it counts, as which, and why in both languages."""
    case = factories.case(organ)
    said = json.loads(system("cases:read").get(f"/cases/{case.number}/deadline").content)
    assert said["days"][0]["why"] == "start"
    assert [day["number"] for day in said["days"] if day["counted"]] == list(range(1, 21))
    assert all(day["zh"] and day["en"] for day in said["days"])


def test_steps_come_with_those_that_were_undone(system: Systems, organ: Organ) -> None:
    """An undone step is marked, not left out."""
    case = factories.case(organ)
    for kind in (StepKind.CLARIFICATION_ASKED, StepKind.UNDONE):
        actions.take(case=case, step=Step(kind, factories.TODAY), verb="", by=factories.call(), note="请补正")
    said = json.loads(system("cases:read").get(f"/cases/{case.number}/steps").content)
    assert [(each["kind"], each["undone"]) for each in said] == [
        ("received", False),
        ("clarification_asked", True),
        ("undone", False),
    ]
    assert "请补正" not in json.dumps(said, ensure_ascii=False)


def test_letters_are_listed_and_fetched_with_their_scope(system: Systems, organ: Organ) -> None:
    """The text for the applicant, and the bytes; a proof of identity is no letter."""
    papers = [("letter", factories.pdf("答复书.pdf")), ("identity", factories.pdf())]
    case = factories.filed(organ, attachments=papers).case
    other = system("letters:read")
    said = json.loads(other.get(f"/cases/{case.number}/letters").content)
    assert [file["name"] for each in said for file in each["files"]] == ["答复书.pdf"]
    letter = case.attachments.get(use="letter")
    fetched = other.get(f"/cases/{case.number}/letters/{letter.pk}")
    assert fetched.content == b"%PDF-1.4\n%%EOF\n"
    assert fetched.headers["Content-Type"] == "application/pdf"
    assert "no-store" in fetched.headers["Cache-Control"]
    proof = case.attachments.get(use="identity")
    assert other.get(f"/cases/{case.number}/letters/{proof.pk}").status_code == 404


def test_a_letter_of_another_case_is_not_found_under_this_one(system: Systems, organ: Organ) -> None:
    """A letter belongs to its case."""
    theirs = factories.filed(factories.organ(), attachments=[("letter", factories.pdf())]).case.attachments.get()
    mine = factories.case(organ)
    assert system().get(f"/cases/{mine.number}/letters/{theirs.pk}").status_code == 404


def test_reading_who_asks_is_recorded_each_time(system: Systems, organ: Organ) -> None:
    """As when a person opens it on the page."""
    case = factories.case(organ)
    other = system("identity:read")
    for _ in range(2):
        said = json.loads(other.get(f"/cases/{case.number}/applicant").content)
        assert said["name"] == "林某某"
    assert other.made is not None
    opened = Event.objects.filter(verb="cases.open_identity", key=case.number)
    assert [event.actor for event in opened] == [other.made.token.person] * 2


def test_who_asked_is_gone_once_erased(system: Systems, organ: Organ) -> None:
    """Nothing is left to tell."""
    case = factories.case(organ)
    Applicant.objects.filter(case=case).update(erased=factories.TODAY, sealed=b"")
    said = json.loads(system().get(f"/cases/{case.number}/applicant").content)
    assert set(said.values()) == {None}


def test_what_is_said_of_a_case_is_kept_by_nobody_on_the_way(system: Systems, organ: Organ) -> None:
    """No copy of it stays in a cache; and no other site's page may read it."""
    case = factories.case(organ)
    other = system()
    for path in ("/cases", f"/cases/{case.number}", f"/cases/{case.number}/applicant", "/statistics/2026"):
        headers = other.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in headers
        assert "Set-Cookie" not in headers
    assert Case.objects.count() == 1
