"""Twenty at once on one case: no version is lost, no part is said twice, no review is skipped, and one reply goes out."""

from contextlib import suppress

import pytest

from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.cases import actions_public, queries
from gongkai.web.cases.models import Case, Review, Version
from gongkai.web.cases.writing import actions as writing
from gongkai.web.cases.writing import evidence
from gongkai.web.cases.writing import queries as written
from gongkai.web.organs import log
from gongkai.web.organs.models import Event, Role
from tests.web import factories
from tests.web.cases.test_concurrency import MANY, at_once
from tests.web.factories import TODAY

pytestmark = pytest.mark.django_db(transaction=True)
K = StepKind


def kinds(found):
    """Return how many of each type came back."""
    return {kind: sum(type(each) is kind for each in found) for kind in {type(each) for each in found}}


def test_of_twenty_who_write_at_once_one_is_first_and_nobody_is_lost(case):
    handlers = [factories.person((case.organ, Role.HANDLER)) for _ in range(MANY)]

    def write(number):
        return writing.write(
            case=case,
            written=writing.Written(K.REPLIED, f"第 {number} 人写的。", {"reply": "disclosed"}),
            by=factories.call(handlers[number]),
        )

    assert kinds(at_once(write)) == {Version: 1, writing.Overtaken: MANY - 1}
    assert Version.objects.get().number == 1


def test_one_form_sent_by_twenty_is_one_version_one_evidence_and_one_submission(case, people):
    sent = factories.call(people.handler, token="same")
    found = at_once(lambda number: factories.put(case, "access_arranged", sent))
    assert kinds(found) == {type(found[0]): MANY} and case.evidence.count() == 1
    at_once(lambda number: factories.version(case, by=sent, after=0))
    version = Version.objects.get()
    at_once(lambda number: writing.submit(version=version, by=factories.call(people.handler)))
    assert Event.objects.filter(verb="cases.version_submitted").count() == 1


def test_of_twenty_reviewers_one_says_each_part(case, people):
    version = factories.submitted(case, by=factories.call(people.handler))
    reviewers = [factories.person((case.organ, Role.LEGAL_REVIEWER)) for _ in range(MANY)]

    def review(number):
        verdict, opinion = ("agreed", "") if number % 2 else ("returned", "请改。")
        by = factories.call(reviewers[number])
        return writing.review(version=version, parts=["legal"], verdict=verdict, opinion=opinion, by=by)

    assert kinds(at_once(review)) == {list: 1, writing.NotReady: MANY - 1}
    assert Review.objects.count() == 1


def test_twenty_who_issue_at_once_issue_one_reply(case, people):
    version = factories.approved(case, people=people, uploads=[factories.pdf()])
    issued = writing.Issue(TODAY, ServedBy.ONLINE)
    found = at_once(lambda number: writing.issue(version=version, issued=issued, by=factories.call(people.handler)))
    assert len({row.pk for row in found}) == 1
    assert (case.steps.count(), case.attachments.count()) == (2, 1)
    assert Case.objects.get().steps_taken == 2


def test_whatever_twenty_do_at_once_the_reply_was_reviewed_and_approved_as_it_went_out(case, people):
    handlers = [factories.person((case.organ, Role.HANDLER)) for _ in range(4)]
    factories.put_all(case, "disclosed", factories.call(people.handler))
    version = factories.version(case, by=factories.call(people.handler))
    version = writing.submit(version=version, by=factories.call(people.handler))
    reviewed, approved = factories.call(people.reviewer), factories.call(people.approver)

    def moves(number, by):
        last, issued = written.current(case, "reply"), writing.Issue(TODAY, ServedBy.ONLINE)
        if number == 3:
            yield lambda: writing.withdraw(version=last, by=by)
        if number % 5 == 0:
            yield lambda: factories.version(case, by=by, text=f"{number} 改。")
        yield lambda: writing.submit(version=last, by=by)
        yield lambda: writing.review(version=last, parts=["legal", "secrecy"], verdict="agreed", by=reviewed)
        yield lambda: writing.review(version=last, parts=["approval"], verdict="agreed", by=approved)
        yield lambda: writing.issue(version=last, issued=issued, by=by)

    def one(number):
        for _ in range(2):
            for move in moves(number, factories.call(handlers[number % 4])):
                with suppress(Refusal):
                    move()
        return number

    assert sorted(at_once(one)) == list(range(MANY))
    replies = case.steps.filter(kind=K.REPLIED)
    assert replies.count() <= 1
    for row in replies:
        said = {review.part: review.verdict for review in row.version.reviews.all()}
        assert said == {"legal": "agreed", "secrecy": "agreed", "approval": "agreed"}
        assert row.note == row.version.text
    assert list(log.broken()) == []
    stored = Case.objects.get()
    assert queries.standing(stored, TODAY).state.steps == stored.steps_taken == stored.steps.count()


def test_a_withdrawal_by_the_applicant_and_a_reply_do_not_both_happen(case, people):
    version = factories.approved(case, people=people)
    issued = writing.Issue(TODAY, ServedBy.ONLINE)

    def one(number):
        if number % 2:
            return actions_public.withdraw(case=case, reason="", by=factories.call(token=f"t{number}"))
        return writing.issue(version=version, issued=issued, by=factories.call(people.handler))

    at_once(one)
    assert case.steps.count() == 2
    assert Case.objects.get().result in ("disclosed", "withdrawn")


def test_evidence_is_not_withdrawn_while_the_reply_is_submitted(case, people):
    by = factories.call(people.handler)
    version = factories.version(case, by=by, facts={"reply": "does_not_exist"})
    row = factories.put(case, "search_record", by)

    def one(number):
        if number % 2:
            return writing.submit(version=version, by=by)
        return evidence.withdraw(evidence=row, by=by)

    at_once(one)
    row.refresh_from_db()
    version.refresh_from_db()
    assert (row.withdrawn_at is None) is (version.submitted_at is not None)
