"""What is on file for a reply: what follows from the case, what somebody puts there, and what nobody can put there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from gongkai.law import replies
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions
from gongkai.web.cases.models import CaseLink, Opinion
from gongkai.web.cases.opinions import actions as opinions
from gongkai.web.cases.writing import actions as writing
from gongkai.web.cases.writing import evidence, search_records
from gongkai.web.cases.writing.following import FOLLOWS
from gongkai.web.cases.writing.search_records import IncompleteSearch, SearchRecord
from gongkai.web.organs.models import Event
from gongkai.web.organs.permissions import NotAllowed
from tests.web import factories
from tests.web.factories import SEARCH, TODAY

pytestmark = pytest.mark.django_db
K = StepKind


def take(case, kind, **said):
    """Take a step today."""
    return actions.take(case=case, step=Step(kind, TODAY, **said), verb="", by=factories.call())


def heard(case, by, verdict, ref="1"):
    """Consult a third party and register what it says."""
    take(case, K.THIRD_PARTY_CONSULTED, ref=ref, arrived=TODAY)
    step = Step(K.THIRD_PARTY_ANSWERED, TODAY, ref=ref)
    return opinions.register(case=case, step=step, said=opinions.Said(verdict, "理由。"), by=by)


def on_file(case, version=None):
    return evidence.on_file(case, TODAY, version)


def test_every_code_that_follows_is_one_that_the_law_knows():
    assert set(FOLLOWS) <= set(evidence.codes())
    assert all(evidence.may_put(code) for code in set(evidence.codes()) - set(FOLLOWS))


def test_every_requirement_can_be_met():
    for kind in replies.kinds():
        for need in kind.evidence:
            assert any(evidence.may_put(item.code) or item.code in FOLLOWS for item in need.met_by), need.code


def test_the_steps_are_on_file_and_what_was_undone_is_not(case):
    take(case, K.CLARIFICATION_ASKED, arrived=TODAY)
    take(case, K.CLARIFICATION_GIVEN)
    assert {"clarification_asked", "clarification_given"} <= on_file(case)
    take(case, K.UNDONE)
    assert "clarification_given" not in on_file(case)
    other = factories.case()
    take(other, K.FEE_NOTIFIED, arrived=TODAY)
    assert "fee_notified" in on_file(other)


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        (Opinion.Verdict.CONSENT, "third_party_consent"),
        (Opinion.Verdict.PARTLY, "third_party_objection"),
        (Opinion.Verdict.OBJECTION, "third_party_objection"),
    ],
)
def test_what_a_third_party_said_is_on_file(case, by, verdict, code):
    heard(case, by, verdict)
    assert on_file(case) == {"third_party_consulted", code}


def test_the_objection_of_one_outweighs_the_consent_of_another(case, by):
    heard(case, by, Opinion.Verdict.CONSENT)
    heard(case, by, Opinion.Verdict.OBJECTION, ref="2")
    assert "third_party_consent" not in on_file(case)
    take(case, K.UNDONE)
    assert "third_party_consent" in on_file(case)
    assert "third_party_objection" not in on_file(case)


def test_silence_is_on_file_once_it_is_registered():
    now = factories.NOW - timedelta(days=40)
    case = factories.filed(by=factories.call(now=now)).case
    day = now.date()
    consulted = Step(K.THIRD_PARTY_CONSULTED, day, ref="1", arrived=day)
    actions.take(case=case, step=consulted, verb="", by=factories.call(now=now))
    assert "third_party_silence" not in on_file(case)
    take(case, K.THIRD_PARTY_SILENT, ref="1")
    assert "third_party_silence" in on_file(case)


def test_a_repeat_of_a_case_that_was_replied_to_has_its_earlier_reply(case, people):
    earlier = factories.case(case.organ)
    now = factories.NOW
    link = CaseLink.objects.create(case=case, other=earlier, kind="repeat", linked_by=people.handler, linked_at=now)
    assert "earlier_reply" not in on_file(case)
    factories.replied(earlier, people=people)
    needs = {need.requirement.code: need for need in evidence.requirements(case=case, kind="repeated", today=TODAY)}
    assert earlier.number in needs["earlier_reply"].by[0].zh and not needs["same_information"].met
    CaseLink.objects.filter(pk=link.pk).update(ended_at=now)
    assert "earlier_reply" not in on_file(case)


def test_the_version_and_its_review_are_evidence(case, people, by):
    version = factories.version(case, by=by, uploads=[factories.pdf()])
    assert {"information_on_file", "access_arranged"} <= on_file(case, version)
    assert "disclosure_review" not in on_file(case, version)
    writing.submit(version=version, by=by)
    reviewed = factories.call(people.reviewer)
    writing.review(version=version, parts=["legal"], verdict="agreed", by=reviewed)
    assert "disclosure_review" not in on_file(case, version)
    writing.review(version=version, parts=["secrecy"], verdict="agreed", by=reviewed)
    assert "disclosure_review" in on_file(case, version)


def test_what_a_reply_needs_is_listed_with_what_meets_it(case, by):
    needs = evidence.requirements(case=case, kind="partly_disclosed", today=TODAY, withheld=["draft"])
    assert [need.requirement.code for need in needs] == [
        "redaction_record",
        "withheld_ground",
        "disclosure_review",
        "process_nature",
        "no_duty_elsewhere",
    ]
    assert [need.met for need in needs] == [False, True, False, False, False]
    assert [need.comes for need in needs] == [False, False, True, False, False]
    row = factories.put(case, "redaction_record", by, text="区分处理记录见卷内第 3 页。")
    met = evidence.requirements(case=case, kind="partly_disclosed", today=TODAY)[0].by[0]
    assert (met.row, met.zh) == (row, "区分处理记录见卷内第 3 页。")


def test_evidence_is_put_once_for_a_token_and_recorded_without_its_words(case, by):
    sent = replace(by, token="t")
    first = factories.put(case, "internal_nature", sent, text="只涉及林某某的内部审批。", uploads=[factories.pdf()])
    assert factories.put(case, "internal_nature", sent, text="只涉及林某某的内部审批。") == first
    event = Event.objects.get(verb="cases.evidence_put")
    assert {**event.detail, "said": ...} == {"evidence": first.pk, "of": "internal_nature", "said": ...}
    assert "林某某" not in str(event.detail)
    assert first.files.get().name == "证明.pdf"


@pytest.mark.parametrize(
    ("put", "said"),
    [
        (evidence.Put("no_such_thing", "见案卷。"), "没有“no_such_thing”"),
        (evidence.Put("disclosure_review", "已审查。"), "自动形成"),
        (evidence.Put("clarification_asked", "已告知。"), "自动形成"),
        (evidence.Put("third_party_consulted", "已征求。"), "自动形成"),
        (evidence.Put("withheld_ground", "内部。"), "自动形成"),
        (evidence.Put("internal_nature", "  "), "请用一两句话"),
        (evidence.Put("internal_nature", "长" * 4001), "超过 4000 字"),
        (evidence.Put("search_record", "已检索。"), "按项填写"),
        (evidence.Put("internal_nature", "见案卷。", search=SEARCH), "按项填写"),
    ],
)
def test_what_is_no_evidence_is_not_put_on_file(case, by, put, said):
    with pytest.raises(evidence.NotEvidence, match=said) as refused:
        evidence.put(case=case, put=put, by=by)
    assert refused.value.zh and refused.value.en
    assert not case.evidence.exists()


@pytest.mark.parametrize("name", list(search_records.LABELS))
def test_a_search_record_says_everything(case, by, name):
    blank = None if name in ("since", "until", "on") else " "
    with pytest.raises(IncompleteSearch) as refused:
        factories.put(case, "search_record", by, search=replace(SEARCH, **{name: blank}))
    assert refused.value.fields == (name,)


def test_a_search_record_is_of_days_that_can_be(case, by):
    for wrong in ({"on": TODAY + timedelta(days=1)}, {"until": SEARCH.since - timedelta(days=1)}):
        with pytest.raises(IncompleteSearch) as refused:
            factories.put(case, "search_record", by, search=replace(SEARCH, **wrong))
        assert refused.value.fields == tuple(wrong)


def test_a_search_record_is_kept_by_its_fields_and_read_back(case, by):
    row = factories.put(case, "search_record", by, search=SEARCH, text="")
    assert search_records.read(row.detail) == SEARCH
    assert "道路养护；经费支出" in row.text and "未检索到" in row.text
    assert search_records.read({}) == SearchRecord()


def test_what_was_withdrawn_is_seen_and_counts_no_more(case, by):
    row = factories.put(case, "internal_nature", by)
    assert "internal_nature" in on_file(case)
    for _ in range(2):
        evidence.withdraw(evidence=row, by=by)
    assert "internal_nature" not in on_file(case) and case.evidence.count() == 1
    assert Event.objects.filter(verb="cases.evidence_withdrawn").count() == 1


def test_nothing_is_withdrawn_from_under_a_version_or_a_reply(case, people, by):
    version = factories.submitted(case, by=by, facts={"reply": "does_not_exist"})
    row = case.evidence.get(code="search_record")
    with pytest.raises(evidence.NotEvidence, match="正在审核"):
        evidence.withdraw(evidence=row, by=by)
    writing.review(
        version=version, parts=["legal"], verdict="returned", opinion="再检索。", by=factories.call(people.reviewer)
    )
    evidence.withdraw(evidence=row, by=by)
    factories.replied(case, "does_not_exist", people=people)
    with pytest.raises(evidence.NotEvidence, match="已经答复"):
        evidence.withdraw(evidence=case.evidence.get(code="search_record", withdrawn_at=None), by=by)


def test_only_a_handler_puts_and_withdraws(case, people, by):
    row = factories.put(case, "internal_nature", by)
    for other in (None, people.reviewer, people.approver, factories.staff(factories.organ()).handler):
        with pytest.raises(NotAllowed):
            factories.put(case, "internal_nature", factories.call(other))
        with pytest.raises(NotAllowed):
            evidence.withdraw(evidence=row, by=factories.call(other))


def test_a_file_of_the_evidence_is_fetched_by_whoever_reads_the_case(case, people, by):
    row = factories.put(case, "internal_nature", by, uploads=[factories.pdf()])
    file = row.files.get()
    assert writing.fetch(case=case, key=file.pk, by=factories.call(people.reviewer))[1] == factories.pdf().data
    with pytest.raises(type(file).DoesNotExist):
        writing.fetch(case=factories.case(case.organ), key=file.pk, by=by)
    with pytest.raises(NotAllowed):
        writing.fetch(case=case, key=file.pk, by=factories.call(factories.person()))
