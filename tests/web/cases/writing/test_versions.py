"""From a version to its step: who writes, who reviews, who approves, and what nobody can pass by."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import IllegalStep, Step, StepKind
from gongkai.law.refusal import Refusal
from gongkai.law.replies import NotReady as Incomplete
from gongkai.law.replies import UnknownAnswer, UnknownKind, WrongGround
from gongkai.web.cases import actions, actions_public, actions_staff, fingerprints
from gongkai.web.cases.models import Case, Part, Purpose, Version
from gongkai.web.cases.teamwork import actions as teamwork
from gongkai.web.cases.writing import actions as writing
from gongkai.web.cases.writing import queries, version_words
from gongkai.web.organs import log
from gongkai.web.organs.models import Event, Role
from gongkai.web.organs.permissions import NotAllowed
from tests.web import factories
from tests.web.factories import NOW, TODAY

pytestmark = pytest.mark.django_db
K = StepKind


def said(version, person, *parts, verdict="agreed", opinion=""):
    """Say something of a version."""
    return writing.review(version=version, parts=parts, verdict=verdict, opinion=opinion, by=factories.call(person))


def issue(version, person, on=TODAY, by=ServedBy.ONLINE):
    """Issue a version."""
    return writing.issue(version=version, issued=writing.Issue(on, by), by=factories.call(person))


def wrote(case, by, **fields):
    """Write what is given and nothing else."""
    return writing.write(case=case, written=writing.Written(**{"kind": K.REPLIED, "text": "答复。"} | fields), by=by)


# Writing


def test_a_version_keeps_what_was_written_and_the_next_keeps_its_files(case, by):
    first = factories.version(case, by=by, answers={"clarity": "clear"}, uploads=[factories.pdf("甲.pdf")])
    kept = list(first.files.all())
    second = factories.version(case, by=by, text="改过。", kept=kept, uploads=[factories.pdf("乙.pdf")])
    assert (first.number, second.number, second.purpose) == (1, 2, Purpose.REPLY)
    assert first.answers == {"clarity": "clear"} and first.facts == {"reply": "disclosed"}
    assert sorted(file.name for file in second.files.all()) == ["乙.pdf", "甲.pdf"]
    assert queries.current(case, Purpose.REPLY) == second


def test_what_says_the_same_or_is_sent_twice_is_one_version(case, by):
    first = factories.version(case, by=by)
    assert factories.version(case, by=by) == first
    sent = replace(by, token="t")
    second = factories.version(case, by=sent, text="改过。")
    assert factories.version(case, by=sent, text="又改过。", after=0) == second
    assert case.versions.count() == 2


def test_whoever_writes_on_an_older_version_is_told_who_has_overtaken_them(case, people, by):
    factories.version(case, by=by)
    other = factories.call(factories.person((case.organ, Role.HANDLER)))
    mine = factories.version(case, by=other, text="先写好的。")
    with pytest.raises(writing.Overtaken, match="第 2 稿") as refused:
        factories.version(case, by=by, text="后写的。", after=1)
    assert refused.value.version == mine and "version 2" in refused.value.en
    with pytest.raises(writing.Overtaken):
        factories.version(case, by=by, text="没有看到前稿。", after=0)


@pytest.mark.parametrize(
    ("fields", "error", "match"),
    [
        ({"kind": K.SERVED}, writing.NotReady, "不需要审批"),
        ({"facts": {"reply": "no_such"}}, UnknownKind, "no_such"),
        ({"facts": {"reply": "disclosed", "withheld": ["draft"]}}, WrongGround, "只有部分公开"),
        ({"facts": {"reply": "partly_disclosed", "withheld": ["disclosed"]}}, WrongGround, "不能作为"),
        ({"facts": {"approver": "自己"}}, writing.NotReady, "不填写 approver"),
        ({"facts": {"by": "mail", "tracking": "1"}}, writing.NotReady, "不填写"),
        ({"facts": {"reply": 3}}, writing.NotReady, "从列表中选择"),
        ({"kind": K.EXTENDED, "facts": {"days": "ten"}}, writing.NotReady, "整数"),
        ({"kind": K.DELAYED, "facts": {"until": "soon"}}, writing.NotReady, "日期"),
        ({"answers": {"clarity": "perhaps"}}, UnknownAnswer, "perhaps"),
        ({"text": "长" * 20_001}, writing.NotReady, "20001 字"),
    ],
)
def test_what_the_law_does_not_know_is_not_written(case, by, fields, error, match):
    with pytest.raises(error, match=match) as refused:
        wrote(case, by, **fields)
    assert refused.value.zh and refused.value.en
    assert not case.versions.exists()


def test_a_file_of_another_case_cannot_stay(case, by):
    foreign = factories.case(case.organ)
    file = factories.version(foreign, by=by, uploads=[factories.pdf()]).files.get()
    with pytest.raises(writing.NotReady, match="不是本件的"):
        wrote(case, by, kept=[file])


def test_nothing_is_written_for_a_case_that_has_ended_or_was_not_received(case, by):
    actions_public.withdraw(case=case, reason="", by=factories.call())
    with pytest.raises(writing.NotReady, match="已终止"):
        wrote(case, by)
    waiting = factories.filed(case.organ, arrival=actions.Arrival(actions.Channel.ONLINE, confirmed=False)).case
    with pytest.raises(writing.NotReady, match="待确认收到"):
        wrote(waiting, by)


# Submitting


def test_a_version_is_submitted_once(case, by):
    version = factories.submitted(case, by=by)
    assert writing.submit(version=version, by=by).submitted_at == NOW
    assert Event.objects.filter(verb="cases.version_submitted").count() == 1


def test_an_incomplete_reply_is_not_submitted_and_the_law_says_what_lacks(case, by):
    version = factories.version(case, by=by, facts={"reply": "does_not_exist"})
    with pytest.raises(Incomplete, match="检索记录"):
        writing.submit(version=version, by=by)
    factories.put_all(case, "does_not_exist", by)
    assert writing.submit(version=version, by=by).submitted_at is not None


def test_a_version_without_a_kind_or_without_words_is_not_submitted(case, by):
    with pytest.raises(IllegalStep, match="答复类型"):
        writing.submit(version=wrote(case, by, text="先写着。"), by=by)
    factories.put_all(case, "disclosed", by)
    empty = factories.version(case, by=by, text=" ")
    with pytest.raises(writing.NotReady, match="还没有写明内容"):
        writing.submit(version=empty, by=by)
    assert writing.submit(version=factories.version(case, by=by, text="", uploads=[factories.pdf()]), by=by)


def test_the_answers_of_the_guide_lead_to_the_reply(case, by):
    factories.put_all(case, "disclosed", by)
    version = factories.version(case, by=by, answers={"clarity": "clear", "nature": "activity"})
    with pytest.raises(writing.NotReady, match="七步回答与“予以公开”不符") as refused:
        writing.submit(version=version, by=by)
    assert "petition" in refused.value.en
    answers = {"clarity": "clear", "nature": "request", "responsible": "this_organ", "holdings": "held"}
    assert writing.submit(version=factories.version(case, by=by, answers=answers), by=by)


def test_a_text_with_a_gap_is_not_submitted_however_it_comes(case, by):
    version = factories.version(case, by=by, text="理由：【事实与依据的联系】。")
    with pytest.raises(writing.NotReady, match="【事实与依据的联系】"):
        writing.submit(version=version, by=by)


def test_an_older_version_is_neither_submitted_nor_reviewed(case, people, by):
    first = factories.version(case, by=by)
    factories.version(case, by=by, text="改过。")
    with pytest.raises(writing.NotReady, match="更新的一稿"):
        writing.submit(version=first, by=by)
    with pytest.raises(writing.NotReady):
        said(first, people.reviewer, "legal")


# Reviewing


def test_every_part_that_the_organ_asks_for_is_said_and_the_approval_comes_last(case, people, by):
    case.organ.settings["reviews"] = "all"
    case.organ.save()
    version = factories.submitted(Case.objects.get(), by=by)
    assert queries.open_parts(version) == ("section", "legal", "secrecy", "approval")
    with pytest.raises(writing.NotReady, match="须先经审核、法制审核、保密审查"):
        said(version, people.approver, "approval")
    assert queries.may_say(version, people.reviewer, TODAY) == ("section", "legal", "secrecy")
    said(version, people.reviewer, "section", "legal")
    assert queries.may_say(version, people.approver, TODAY) == ()
    with pytest.raises(writing.NotReady, match="没有批准"):
        issue(version, people.handler)
    said(version, people.reviewer, "secrecy")
    assert queries.may_say(version, people.approver, TODAY) == ("approval",)
    said(version, people.approver, "approval")
    assert queries.approved(version) and issue(version, people.handler).kind == K.REPLIED


def test_where_no_review_is_asked_for_the_approval_stands_alone(case, people, by):
    case.organ.settings["reviews"] = "none"
    case.organ.save()
    version = factories.submitted(Case.objects.get(), by=by)
    assert queries.open_parts(version) == ("approval",)
    said(version, people.approver, "approval")
    assert issue(version, people.handler).kind == K.REPLIED


def test_a_review_that_is_asked_for_later_is_still_given(case, people, by):
    version = factories.approved(case, people=people)
    case.organ.settings["reviews"] = "all"
    case.organ.save()
    version = Version.objects.get()
    with pytest.raises(writing.NotReady, match="没有批准"):
        issue(version, people.handler)
    said(version, people.reviewer, "section")
    assert issue(version, people.handler)


def test_what_was_said_stands_and_said_again_is_the_same(case, people, by):
    version = factories.submitted(case, by=by)
    first = said(version, people.reviewer, "legal", opinion="可以。")
    assert said(version, people.reviewer, "legal", opinion="可以。") == first
    with pytest.raises(writing.NotReady, match="已经有人作出"):
        said(version, people.reviewer, "legal", verdict="returned", opinion="还是退回。")
    other = factories.staff(case.organ).reviewer
    assert queries.may_say(version, other, TODAY) == ("secrecy",)
    with pytest.raises(writing.NotReady, match="已经有人作出"):
        said(version, other, "legal", opinion="可以。")
    assert Event.objects.filter(verb="cases.reviewed").count() == 1


@pytest.mark.parametrize(
    ("parts", "verdict"), [((), "agreed"), (("none",), "agreed"), (("legal",), "perhaps"), (("legal", "x"), "agreed")]
)
def test_a_review_is_of_a_part_and_has_a_verdict(case, people, by, parts, verdict):
    version = factories.submitted(case, by=by)
    with pytest.raises(writing.NotReady, match="请选择"):
        said(version, people.reviewer, *parts, verdict=verdict)


def test_a_version_is_returned_with_an_opinion_and_must_be_written_anew(case, people, by):
    version = factories.submitted(case, by=by)
    with pytest.raises(writing.NotReady, match="请写明意见"):
        said(version, people.reviewer, "legal", verdict="returned", opinion=" ")
    said(version, people.reviewer, "legal", verdict="returned", opinion="请写明理由。")
    assert queries.open_parts(version) == () and not queries.approved(version)
    with pytest.raises(writing.NotReady, match="已经退回"):
        said(version, people.reviewer, "secrecy")
    with pytest.raises(writing.NotReady, match="已被法制审核退回"):
        writing.submit(version=version, by=by)
    with pytest.raises(writing.NotReady, match="没有批准"):
        issue(version, people.handler)
    again = factories.version(case, by=by)
    assert again.number == 2
    with pytest.raises(writing.NotReady, match="还没有送审"):
        said(again, people.reviewer, "legal")
    assert queries.open_parts(writing.submit(version=again, by=by)) == ("legal", "secrecy", "approval")


def test_nothing_is_changed_while_it_is_reviewed_and_an_approval_falls_with_a_change(case, people, by):
    version = factories.submitted(case, by=by)
    with pytest.raises(writing.NotReady, match="正在审核"):
        factories.version(case, by=by, text="悄悄改。")
    said(version, people.reviewer, "legal", "secrecy")
    said(version, people.approver, "approval")
    assert queries.approved(version)
    later = factories.version(case, by=by, text="批准后改。")
    for each in (version, later):
        with pytest.raises(writing.NotReady):
            issue(each, people.handler)


def test_a_version_is_taken_back_and_sent_again(case, people, by):
    version = factories.submitted(case, by=by, uploads=[factories.pdf()])
    said(version, people.reviewer, "legal")
    sent = replace(by, token="back")
    copy = writing.withdraw(version=version, by=sent)
    assert writing.withdraw(version=version, by=sent) == copy
    assert (copy.number, copy.text, copy.submitted_at) == (2, version.text, None)
    assert list(copy.files.all()) == list(version.files.all()) and not copy.reviews.exists()
    with pytest.raises(writing.NotReady, match="不在审核中"):
        writing.withdraw(version=copy, by=by)
    assert queries.open_parts(writing.submit(version=copy, by=by)) == ("legal", "secrecy", "approval")


def test_nothing_is_said_of_a_case_that_was_withdrawn(case, people, by):
    version = factories.submitted(case, by=by)
    assert list(queries.waiting(Case.objects.all())) == [version]
    actions_public.withdraw(case=case, reason="", by=factories.call())
    assert list(queries.waiting(Case.objects.all())) == []
    with pytest.raises(writing.NotReady, match="已终止"):
        said(version, people.reviewer, "legal")


# Who


def test_who_wrote_reviews_no_part_of_it(case):
    everything = [(case.organ, role) for role in Role if role != Role.HANDLER]
    writer = factories.person((case.organ, Role.HANDLER), *everything)
    version = factories.submitted(case, by=factories.call(writer))
    assert queries.may_say(version, writer, TODAY) == ()
    with pytest.raises(writing.NotReady, match="参与了撰写"):
        said(version, writer, "legal")


def test_who_wrote_does_not_review_what_another_takes_back_and_sends(case, people):
    writer = factories.person((case.organ, Role.HANDLER), (case.organ, Role.LEGAL_REVIEWER))
    version = factories.submitted(case, by=factories.call(writer))
    again = writing.submit(
        version=writing.withdraw(version=version, by=factories.call(people.handler)), by=factories.call(people.handler)
    )
    assert queries.may_say(again, writer, TODAY) == ()


def test_in_whose_name_it_was_written_reviews_no_part_of_it_either(case):
    both = factories.person((case.organ, Role.HANDLER), (case.organ, Role.LEGAL_REVIEWER))
    deputy = factories.person()
    factories.acting(deputy, both, case.organ)
    version = factories.submitted(case, by=factories.call(deputy))
    assert queries.may_say(version, both, TODAY) == () == queries.may_say(version, deputy, TODAY)


def test_who_acts_for_a_party_does_not_decide_in_that_post(case, people, by):
    both = factories.person((case.organ, Role.HANDLER), (case.organ, Role.LEGAL_REVIEWER), (case.organ, Role.APPROVER))
    deputy = factories.person()
    factories.acting(deputy, both, case.organ)
    version = factories.submitted(case, by=factories.call(both))
    with pytest.raises(writing.NotReady, match="您代理的人参与了"):
        said(version, deputy, "legal")
    said(version, people.reviewer, "legal", "secrecy")
    assert queries.may_say(version, deputy, TODAY) == ()
    with pytest.raises(writing.NotReady, match="您代理的人参与了"):
        said(version, deputy, "approval")
    factories.acting(deputy, people.approver, case.organ)
    said(version, deputy, "approval")
    assert queries.approved(version)


@pytest.mark.parametrize("own", [None, Role.AUDITOR, Role.LEGAL_REVIEWER])
def test_what_is_written_in_a_post_makes_its_holder_a_party_and_nobody_else(case, people, own):
    """Whoever acts for several, or has a post of another kind, writes in the handler's post: who holds that is no approver."""
    both = factories.person((case.organ, Role.HANDLER), (case.organ, Role.APPROVER))
    deputy = factories.person(*([(case.organ, own)] if own else []))
    factories.acting(deputy, people.approver, case.organ)
    factories.acting(deputy, both, case.organ)
    version = factories.submitted(case, by=factories.call(deputy))
    said(version, people.reviewer, "legal", "secrecy")
    assert {event.acting_for for event in Event.objects.filter(verb="cases.version_written")} == {both}
    assert queries.may_say(version, both, TODAY) == ()
    assert queries.may_say(version, people.approver, TODAY) == (Part.APPROVAL,)


def test_who_has_the_post_of_their_own_does_not_act_for_anybody_in_it(case, people):
    deputy = factories.person((case.organ, Role.HANDLER))
    factories.acting(deputy, people.handler, case.organ)
    factories.acting(deputy, people.approver, case.organ)
    factories.submitted(case, by=factories.call(deputy))
    assert {event.acting_for for event in Event.objects.filter(verb="cases.version_submitted")} == {None}


def test_an_own_post_counts_whomever_somebody_acts_for(case, people):
    both = factories.person((case.organ, Role.HANDLER), (case.organ, Role.APPROVER))
    factories.acting(people.approver, both, case.organ)
    version = factories.submitted(case, by=factories.call(both))
    said(version, people.reviewer, "legal", "secrecy")
    said(version, people.approver, "approval")
    assert queries.approved(version)


def test_who_took_part_in_the_case_does_not_approve_it(case, people, by):
    handled = factories.person((case.organ, Role.HANDLER), (case.organ, Role.APPROVER))
    step = Step(K.CLARIFICATION_ASKED, TODAY, arrived=TODAY)
    actions_staff.act(case=case, step=step, by=factories.call(handled))
    reviewed = factories.person((case.organ, Role.LEGAL_REVIEWER), (case.organ, Role.APPROVER))
    version = factories.submitted(case, by=by)
    said(version, reviewed, "legal")
    said(version, people.reviewer, "secrecy")
    for person in (handled, reviewed):
        assert queries.may_say(version, person, TODAY) == ()
        with pytest.raises(writing.NotReady, match="没有参与的人"):
            said(version, person, "approval")
    said(version, people.approver, "approval")
    assert queries.approved(version)


def test_who_leads_or_helps_now_does_not_approve_it(case, people, by):
    lead = factories.person((case.organ, Role.HANDLER), (case.organ, Role.APPROVER))
    teamwork.claim(case=case, by=factories.call(lead))
    asked = factories.helper(case, people.handler, people.approver)
    version = factories.submitted(case, by=by)
    said(version, people.reviewer, "legal", "secrecy")
    for person in (lead, people.approver):
        assert queries.may_say(version, person, TODAY) == ()
        with pytest.raises(writing.NotReady, match="没有参与的人"):
            said(version, person, "approval")
    teamwork.end(assignment=asked, outcome="不需要协办。", by=by)
    said(version, people.approver, "approval")
    assert queries.approved(version)


def test_who_returned_an_approval_may_give_it_for_the_next_version(case, people, by):
    first = factories.submitted(case, by=by)
    said(first, people.reviewer, "legal", "secrecy")
    said(first, people.approver, "approval", verdict="returned", opinion="请核对页数。")
    second = factories.submitted(case, by=by, text="核对过。")
    said(second, people.reviewer, "legal", "secrecy")
    said(second, people.approver, "approval")
    assert queries.approved(second)


def test_a_part_is_for_whoever_holds_the_post_in_this_organ(case, people, by):
    version = factories.submitted(case, by=by)
    elsewhere = factories.staff(factories.organ())
    with pytest.raises(writing.NotReady, match="没有这一岗位"):
        said(version, people.approver, "legal")
    for person in (elsewhere.reviewer, factories.person()):
        with pytest.raises(NotAllowed):
            said(version, person, "legal")
    with pytest.raises(NotAllowed):
        wrote(case, factories.call(people.reviewer))
    with pytest.raises(NotAllowed):
        writing.submit(version=version, by=factories.call(elsewhere.handler))
    with pytest.raises(NotAllowed):
        issue(version, people.approver)
    with pytest.raises(NotAllowed):
        writing.withdraw(version=version, by=factories.call())


# Issuing


def test_an_approved_version_is_issued_once_with_its_letter_and_its_approver(case, people):
    version = factories.approved(case, people=people, uploads=[factories.pdf("答复书.pdf")])
    row = issue(version, people.handler)
    assert issue(version, people.handler) == row and case.steps.count() == 2
    assert row.note == version.text and row.version == version
    assert [each.file.name for each in case.attachments.all()] == ["答复书.pdf"]
    extended = factories.decided(factories.case(case.organ), K.EXTENDED, facts={"days": 5}, people=people)
    assert extended.facts == {"days": 5, "approver": people.approver.name}
    assert list(fingerprints.changed()) == [] and list(log.broken()) == []


def test_nothing_goes_out_before_its_approval_or_ahead(case, people):
    version = factories.approved(case, people=people)
    with pytest.raises(writing.NotReady, match="早于批准之日"):
        issue(version, people.handler, on=TODAY - timedelta(days=1))
    with pytest.raises(IllegalStep, match="尚未发生"):
        issue(version, people.handler, on=TODAY + timedelta(days=1))
    with pytest.raises(IllegalStep, match="送达方式"):
        issue(version, people.handler, by=None)
    assert case.steps.count() == 1


def test_what_went_out_on_an_earlier_day_is_registered_with_that_day(case, people):
    friday = NOW - timedelta(days=3)
    case = factories.filed(by=factories.call(now=NOW - timedelta(days=10))).case
    people = factories.staff(case.organ)
    version = factories.approved(case, now=friday, people=people)
    assert issue(version, people.handler, on=friday.date()).on == friday.date()


def test_a_reply_that_was_undone_is_written_and_sent_again_with_its_files(case, people, by):
    first = factories.approved(case, people=people, uploads=[factories.pdf("答复书.pdf")])
    issue(first, people.handler)
    actions_staff.act(case=case, step=Step(K.UNDONE, TODAY), by=by)
    second = factories.approved(case, people=people, kept=list(first.files.all()))
    row = issue(second, people.handler)
    assert (second.number, row.ordinal) == (2, 4)
    assert [each.file.name for each in row.attachments.all()] == ["答复书.pdf"]
    assert case.attachments.count() == 2


def test_an_extension_is_refused_after_the_last_day_even_if_it_was_approved_in_time():
    came = NOW - timedelta(days=27)
    case = factories.filed(by=factories.call(now=came)).case
    people = factories.staff(case.organ)
    version = factories.approved(case, K.EXTENDED, facts={"days": 10}, people=people)
    late = datetime.combine(TODAY + timedelta(days=3), NOW.time(), NOW.tzinfo)
    with pytest.raises(IllegalStep, match="届满之前"):
        writing.issue(version=version, issued=writing.Issue(late.date()), by=factories.call(people.handler, now=late))
    assert issue(version, people.handler, by=None).facts["days"] == 10


def test_purposes_are_decided_side_by_side(case, people, by):
    reply = factories.version(case, by=by)
    extension = factories.submitted(case, K.EXTENDED, by=by, facts={"days": 5})
    assert (reply.number, extension.number) == (1, 1)
    assert queries.open_parts(extension) == ("approval",)
    factories.version(case, by=by, text="答复照写。")
    said(extension, people.approver, "approval")
    assert issue(extension, people.handler, by=None).kind == K.EXTENDED


def test_events_say_what_was_done_and_nothing_of_anybody(case, people):
    factories.decided(case, people=people, text="林某某：现予公开。", uploads=[factories.pdf("林某某.pdf")])
    details = Event.objects.filter(thing="case").values_list("verb", "detail")
    assert [
        verb for verb, _ in details if verb.startswith("cases.version") or "approv" in verb or "review" in verb
    ] == [
        "cases.version_written",
        "cases.version_submitted",
        "cases.reviewed",
        "cases.reviewed",
        "cases.approval_given",
        "cases.version_issued",
    ]
    assert "林某某" not in str(list(details)) and people.approver.name not in str(list(details))


def test_every_refusal_is_in_both_languages():
    for each in (writing.NotReady, writing.Overtaken, queries.MustBeWritten):
        assert issubclass(each, Refusal)


def test_a_version_whose_issue_was_undone_does_not_say_that_it_went_out() -> None:
    """Neither does it go out again: what was approved once was approved for that day."""
    case = factories.case()
    row = factories.replied(case)
    assert version_words.where(row.version, TODAY).word == "已发出"
    handler = factories.staff(case.organ).handler
    undo = Step(K.UNDONE, TODAY)
    actions_staff.act(case=case, step=undo, by=factories.call(handler), remark="送达方式登记有误")
    assert version_words.where(row.version, TODAY).word == "发出已撤销"
