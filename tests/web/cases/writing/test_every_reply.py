"""Every kind of reply that the law knows goes the whole way with its evidence, and is refused without it."""

from datetime import timedelta

import pytest

from gongkai.law import replies
from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import Matter, Step, StepKind
from gongkai.web.cases import actions, queries
from gongkai.web.cases.writing import actions as writing
from gongkai.web.cases.writing import evidence
from tests.web import factories
from tests.web.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
K = StepKind
BY_STEP = {"clarification_overdue", "fee_overdue", "withdrawn", "merged"}
TERMINATING = {"applicant_ended", "other_closing"}
MATTERS = {"rect": Matter.RECTIFICATION, "enqu": Matter.ENQUIRY}
WRITTEN = [kind for kind in replies.kinds() if kind.code not in BY_STEP]
THIRD_PARTY = {"third_party_consulted"}


def prepared(kind):
    """Return a case with the steps behind it that this kind of reply needs."""
    case = factories.case()
    needs = {need.code for need in kind.evidence}
    steps = []
    if "clarification_given" in needs:
        steps = [Step(K.CLARIFICATION_ASKED, TODAY, arrived=TODAY), Step(K.CLARIFICATION_GIVEN, TODAY)]
    if "reasons_asked" in needs:
        steps = [Step(K.REASONS_ASKED, TODAY, arrived=TODAY), Step(K.REASONS_GIVEN, TODAY)]
    if needs & THIRD_PARTY:
        steps = [
            Step(K.THIRD_PARTY_CONSULTED, TODAY, ref="1", arrived=TODAY),
            Step(K.THIRD_PARTY_ANSWERED, TODAY, ref="1"),
        ]
    if kind.uncounted and kind.code[:4] in MATTERS:
        steps = [Step(K.RECLASSIFIED, TODAY, matter=MATTERS[kind.code[:4]])]
    for step in steps:
        actions.take(case=case, step=step, verb="", by=factories.call())
    return case


def facts_of(kind):
    """Return what a version of this kind says; a partial disclosure names a ground."""
    split = kind.remedy is replies.RemedyClass.SPLIT
    return {"reply": kind.code} | ({"withheld": ["draft", "not_government_information"]} if split else {})


def step_of(kind):
    """Return the step that this kind of reply becomes."""
    return K.TERMINATED if kind.code in TERMINATING else K.REPLIED


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.code)
def test_a_reply_goes_the_whole_way_with_its_evidence(kind):
    case = prepared(kind)
    row = factories.decided(case, step_of(kind), facts=facts_of(kind))
    assert (row.kind, case.result, case.closed) == (step_of(kind), kind.code, TODAY)
    state = queries.standing(case, TODAY).state
    assert list(state.withheld) == facts_of(kind).get("withheld", [])


@pytest.mark.parametrize("kind", [kind for kind in WRITTEN if kind.evidence], ids=lambda kind: kind.code)
def test_a_reply_is_refused_without_any_one_of_its_evidence(kind):
    case = prepared(kind)
    by = factories.call(factories.person((case.organ, "handler")))
    version = factories.version(case, step_of(kind), by=by, facts=facts_of(kind), text="")
    factories.put_all(case, kind.code, by, facts_of(kind).get("withheld", ()))
    rows = [row for row in case.evidence.all() if row.code not in evidence.COMING]
    for row in rows:
        case.evidence.filter(pk=row.pk).update(withdrawn_at=NOW)
        with pytest.raises(replies.NotReady) as refused:
            writing.submit(version=version, by=by)
        assert row.code in {item.code for need in refused.value.missing for item in need.met_by}
        case.evidence.filter(pk=row.pk).update(withdrawn_at=None)
    if not rows:
        assert all(need.met or need.comes for need in evidence.requirements(case=case, kind=kind.code, today=TODAY))


@pytest.mark.parametrize("code", sorted(BY_STEP))
def test_a_closing_that_is_a_step_of_its_own_is_no_version(code):
    case = factories.case()
    by = factories.call(factories.person((case.organ, "handler")))
    version = factories.version(case, K.TERMINATED, by=by, facts={"reply": code})
    with pytest.raises(actions.procedure.IllegalStep, match="应当登记为"):
        writing.submit(version=version, by=by)


def test_an_extension_and_a_delay_need_the_approval_alone():
    case = factories.case()
    row = factories.decided(case, K.EXTENDED, facts={"days": 10})
    assert row.facts["days"] == 10 and row.facts["approver"]
    other = factories.case()
    for step in (Step(K.REASONS_ASKED, TODAY, arrived=TODAY), Step(K.REASONS_GIVEN, TODAY)):
        actions.take(case=other, step=step, verb="", by=factories.call())
    until = TODAY + timedelta(days=90)
    assert factories.decided(other, K.DELAYED, facts={"until": until}).facts["until"] == str(until)


def test_a_reply_by_post_needs_the_number_of_the_item():
    case = factories.case()
    people = factories.staff(case.organ)
    version = factories.approved(case, people=people)
    by = factories.call(people.handler)
    with pytest.raises(writing.NotReady, match="邮件号码"):
        writing.issue(version=version, issued=writing.Issue(TODAY, ServedBy.MAIL), by=by)
    row = writing.issue(version=version, issued=writing.Issue(TODAY, ServedBy.MAIL, " XA123 "), by=by)
    assert row.facts["tracking"] == "XA123"
