"""Another system takes steps and writes drafts; what has to be reviewed and approved stays with people."""

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest

from gongkai.law.procedure import StepKind
from gongkai.web.cases.models import Attachment, Case, FeeNotice, Opinion, Step, Version
from gongkai.web.cases.writing import actions as writing
from gongkai.web.cases.writing import queries
from gongkai.web.organs.models import Organ, Role
from tests.web import factories
from tests.web.api.conftest import System, error_of, places_of, request_of

pytestmark = pytest.mark.django_db
Systems = Callable[..., System]
TODAY = str(factories.TODAY)
PDF = base64.b64encode(b"%PDF-1.4\n%%EOF\n").decode()
ASKED = {"kind": "clarification_asked", "on": TODAY, "note": "请写明所需信息的年份。"}


@pytest.fixture
def case(organ: Organ) -> Case:
    """Return a request of the organ."""
    return factories.case(organ)


def test_a_step_is_taken_as_staff_takes_it(system: Systems, case: Case) -> None:
    """With its text, its letters and the office's own remark."""
    letters = [{"name": "告知书.pdf", "content": PDF}]
    response = system("cases:step").post(f"/cases/{case.number}/steps", {**ASKED, "letters": letters, "remark": "电话"})
    assert response.status_code == 201, response.content
    said = json.loads(response.content)
    assert (said["kind"], said["ordinal"], said["by_interface"]) == ("clarification_asked", 2, True)
    step = Step.objects.get(ordinal=2)
    assert (step.note, step.remark) == ("请写明所需信息的年份。", "电话")
    assert Attachment.objects.get(step=step).use == "letter"
    case.refresh_from_db()
    assert case.stage == "clarifying"


def test_the_same_key_takes_a_step_once(system: Systems, case: Case) -> None:
    """The second answer is the first step."""
    other = system()
    first = other.post(f"/cases/{case.number}/steps", ASKED, key="step-000001")
    again = other.post(f"/cases/{case.number}/steps", ASKED, key="step-000001")
    assert (first.status_code, again.status_code) == (201, 200)
    assert json.loads(again.content)["ordinal"] == json.loads(first.content)["ordinal"]
    assert case.steps.count() == 2


@pytest.mark.parametrize(
    "other",
    [{"kind": "third_party_consulted", "on": TODAY, "ref": "函1"}, {**ASKED, "on": "2026-11-22"}],
)
def test_a_key_that_was_used_for_another_step_takes_none_and_says_so(system: Systems, case: Case, other: Any) -> None:
    """Else the second step would be lost, and the answer would read as if it were taken."""
    caller = system()
    caller.post(f"/cases/{case.number}/steps", ASKED, key="step-000001")
    again = caller.post(f"/cases/{case.number}/steps", other, key="step-000001")
    assert places_of(again) == ["header.Idempotency-Key"]
    assert case.steps.count() == 2


def test_the_key_of_a_request_is_not_that_of_a_step(system: Systems) -> None:
    """The request became the first step of its case by that key."""
    caller = system()
    number = json.loads(caller.post("/cases", request_of(), key="same-000001").content)["number"]
    again = caller.post(f"/cases/{number}/steps", ASKED, key="same-000001")
    assert places_of(again) == ["header.Idempotency-Key"]


def test_the_key_of_one_version_writes_no_other(system: Systems, case: Case) -> None:
    """What is written anew takes a key of its own."""
    caller, path = system(), f"/cases/{case.number}/versions"
    sent = {"kind": "replied", "reply": "does_not_exist", "text": "没有找到。"}
    caller.post(path, sent, key="text-000001")
    assert places_of(caller.post(path, sent | {"text": "已经找到。"}, key="text-000001")) == ["header.Idempotency-Key"]
    assert Version.objects.get().text == "没有找到。"


@pytest.mark.parametrize("kind", queries.PURPOSES)
def test_what_people_approve_is_refused_with_the_reason(system: Systems, case: Case, kind: StepKind) -> None:
    """A reply, a termination, an extension, a delay: written as a version, never taken here."""
    response = system().post(f"/cases/{case.number}/steps", {"kind": kind, "on": TODAY})
    said = error_of(response)
    assert (response.status_code, said["code"]) == (409, "needs_approval")
    assert "versions" in said["zh"]
    assert said["basis"]
    assert case.steps.count() == 1


def test_a_step_that_may_not_follow_is_refused_with_the_article(system: Systems, case: Case) -> None:
    """By the law's own sentence, in both languages."""
    response = system().post(f"/cases/{case.number}/steps", {"kind": "fee_paid", "on": TODAY})
    said = error_of(response)
    assert (response.status_code, said["code"]) == (409, "illegal_step")
    assert "第四十二条" in "".join(said["basis"])


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"note": ""}, "body.note"),
        ({"days": 0}, "body.days"),
        ({"method": "items"}, "body.method"),
        ({"matter": "enquiry"}, "body.matter"),
        ({"reply": "disclosed"}, "body.reply"),
        ({"on": "yesterday"}, "body.on"),
        ({"letters": [{"name": "a.pdf", "content": "?"}]}, "body.letters.0.content"),
    ],
)
def test_what_a_step_does_not_say_or_must_say_is_told_at_its_place(
    system: Systems, case: Case, changed: dict[str, Any], place: str
) -> None:
    """What the step has no use for is refused, not left out in silence."""
    assert place in places_of(system().post(f"/cases/{case.number}/steps", ASKED | changed))
    assert case.steps.count() == 1


def test_a_step_ahead_of_today_is_refused(system: Systems, case: Case) -> None:
    """Nothing is registered before it happens."""
    response = system().post(f"/cases/{case.number}/steps", ASKED | {"on": "2026-11-24"})
    assert response.status_code == 409


def test_a_fee_is_computed_and_an_opinion_is_kept_as_on_the_page(system: Systems, case: Case) -> None:
    """The steps that carry more than themselves do so here too."""
    other = system()
    path = f"/cases/{case.number}/steps"
    asked = {"kind": "third_party_consulted", "on": TODAY, "ref": "1", "note": "请提出意见。", "arrived": TODAY}
    assert other.post(path, asked).status_code == 201
    answered = {"kind": "third_party_answered", "on": TODAY, "ref": "1", "verdict": "objection", "reasons": "商业秘密"}
    response = other.post(path, answered)
    assert response.status_code == 201, response.content
    assert Opinion.objects.get().verdict == "objection"
    assert "商业秘密" not in other.get(path).content.decode()
    fee = {"kind": "fee_notified", "on": TODAY, "method": "pages", "count": 40, "earlier": 0, "note": "请缴纳100元。"}
    response = other.post(path, fee)
    assert response.status_code == 201, response.content
    assert FeeNotice.objects.get().amount == 100


DRAFT = {"kind": "replied", "reply": "disclosed", "text": "现将您申请的信息提供如下。"}


def test_a_draft_is_written_submitted_and_left_to_people(system: Systems, case: Case) -> None:
    """The system cannot review or approve what it wrote, nor what anybody else did."""
    other = system()
    factories.put_all(case, "disclosed", factories.call(factories.person((case.organ, Role.HANDLER))))
    response = other.post(f"/cases/{case.number}/versions", {**DRAFT, "submit": True})
    assert response.status_code == 201, response.content
    assert json.loads(response.content)["state"] == "in_review"
    version = Version.objects.get()
    assert other.made is not None
    assert queries.may_say(version, other.made.token.person, factories.TODAY) == ()
    listed = json.loads(other.get(f"/cases/{case.number}/versions").content)
    assert [(each["number"], each["state"]) for each in listed] == [(1, "in_review")]


def test_a_draft_goes_its_way_and_its_state_can_be_read(system: Systems, case: Case) -> None:
    """Returned, written again, overtaken, approved, issued."""
    other = system()
    people = factories.staff(case.organ)
    path = f"/cases/{case.number}/versions"
    assert json.loads(other.post(path, DRAFT).content)["state"] == "draft"
    again = other.post(path, {**DRAFT, "text": "改过的正文。", "after": 1})
    assert json.loads(again.content)["number"] == 2
    ready = factories.approved(case, people=people, after=2)
    states = [each["state"] for each in json.loads(other.get(path).content)]
    assert states == ["overtaken", "overtaken", "approved"]
    issued = writing.Issue(factories.TODAY, factories.ServedBy.ONLINE)
    writing.issue(version=ready, issued=issued, by=factories.call(people.handler))
    assert json.loads(other.get(path).content)[-1]["state"] == "issued"


def test_the_same_key_writes_one_draft(system: Systems, case: Case) -> None:
    """Sent again, it is the same version."""
    other = system()
    first = other.post(f"/cases/{case.number}/versions", DRAFT, key="draft-0001")
    again = other.post(f"/cases/{case.number}/versions", DRAFT, key="draft-0001")
    assert (first.status_code, again.status_code) == (201, 200)
    assert Version.objects.count() == 1


def test_a_draft_that_lacks_what_its_kind_needs_is_refused_whole(system: Systems, case: Case) -> None:
    """Nothing of it is kept, so that it can be sent again."""
    response = system().post(f"/cases/{case.number}/versions", {**DRAFT, "reply": "does_not_exist", "submit": True})
    assert response.status_code == 409
    assert error_of(response)["basis"]
    assert not Version.objects.exists()


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"reply": ""}, 422),
        ({"reply": "granted"}, 409),
        ({"withheld": ["trade_secret"]}, 409),
        ({"answers": {"nothing": "yes"}}, 409),
        ({"days": 5}, 422),
        ({"kind": "extended"}, 422),
        ({"kind": "served"}, 422),
        ({"until": "9999-12-31"}, 422),
        ({"files": [{"name": "a.exe", "content": base64.b64encode(b"MZ").decode()}]}, 422),
    ],
)
def test_a_draft_says_what_the_law_knows_and_no_more(
    system: Systems, case: Case, changed: dict[str, Any], status: int
) -> None:
    """The rest is refused, and nothing is kept."""
    before = Version.objects.count()
    response = system().post(f"/cases/{case.number}/versions", DRAFT | changed)
    assert response.status_code == status, response.content
    assert error_of(response)
    assert Version.objects.count() == before


def test_a_draft_on_an_older_one_is_refused_and_overwrites_nothing(system: Systems, case: Case) -> None:
    """Whoever wrote meanwhile is not overwritten."""
    other = system()
    path = f"/cases/{case.number}/versions"
    other.post(path, DRAFT)
    response = other.post(path, {**DRAFT, "text": "另一份正文。", "after": 0})
    assert (response.status_code, error_of(response)["code"]) == (409, "overtaken")
    assert Version.objects.get().text == DRAFT["text"]
