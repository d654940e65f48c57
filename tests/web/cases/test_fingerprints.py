"""What a case says agrees with the log, and a change beside the log is found."""

from datetime import date

import pytest

from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, actions_staff, fingerprints
from gongkai.web.cases.keeping import actions as keeping
from gongkai.web.cases.linking import converting, merging, splitting
from gongkai.web.cases.models import Case, Evidence, Review, Version
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.writing import actions as writing
from gongkai.web.cases.writing import evidence
from gongkai.web.organs import log
from gongkai.web.organs.models import Event, Role
from gongkai.web.publications.actions import Piece
from gongkai.web.upkeep import verifying
from gongkai.web.vault.models import RestrictedFile
from tests.web import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    made = factories.case()
    handler = factories.person((made.organ, Role.HANDLER))
    step = Step(StepKind.CLARIFICATION_ASKED, factories.TODAY, arrived=factories.TODAY)
    actions.take(case=made, step=step, verb="cases.handle", by=factories.call(handler), note="请写明年份。")
    return made


def test_cases_made_by_actions_agree_with_the_log(case) -> None:
    handler = factories.person((case.organ, Role.HANDLER))
    actions_staff.renew_code(case=case, by=factories.call(handler))
    assert list(fingerprints.changed()) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [("note", "别的话"), ("on", date(2026, 11, 1)), ("facts", {"days": 40}), ("kind", "withdrawn")],
)
def test_a_changed_step_is_found(case, field, value) -> None:
    StepRow.objects.filter(case=case, ordinal=2).update(**{field: value})
    assert list(fingerprints.changed()) == [f"办件 {case.number} 的第 2 步与操作日志不符。"]


@pytest.mark.parametrize("field", ["subject", "description", "form", "delivery", "applicant_kind"])
def test_a_changed_request_is_found(case, field) -> None:
    Case.objects.filter(pk=case.pk).update(**{field: "other"})
    assert list(fingerprints.changed()) == [f"办件 {case.number} 的申请内容与操作日志不符。"]


def test_a_planted_query_code_is_found(case) -> None:
    Case.objects.filter(pk=case.pk).update(code_digest="0" * 64)
    assert list(fingerprints.changed()) == [f"办件 {case.number} 的查询码与操作日志不符。"]


def test_a_step_that_was_taken_away_is_found(case) -> None:
    StepRow.objects.filter(case=case, ordinal=2).delete()
    assert list(fingerprints.changed()) == [f"办件 {case.number} 有 1 步，与操作日志不符。"]


def test_a_remark_of_the_office_may_be_added_afterwards(case) -> None:
    StepRow.objects.filter(case=case, ordinal=2).update(remark="已电话联系")
    assert list(fingerprints.changed()) == []


# What is written, reviewed and put on file


@pytest.fixture
def people(case) -> factories.Staff:
    return factories.staff(case.organ)


@pytest.fixture
def decided(case, people) -> Case:
    """Return a case with a version that was taken back, one that went out, and evidence that was withdrawn."""
    actions.take(
        case=case,
        step=Step(StepKind.CLARIFICATION_GIVEN, factories.TODAY),
        verb="cases.handle",
        by=factories.call(people.handler),
    )
    by = factories.call(people.handler)
    evidence.withdraw(evidence=factories.put(case, "internal_nature", by), by=by)
    first = factories.submitted(case, by=by, text="李某某：", uploads=[factories.pdf("答复书.pdf")])
    writing.withdraw(version=first, by=by)
    factories.decided(case, text="李某某：经审查，予以公开。", uploads=[factories.pdf("答复书.pdf")], people=people)
    return case


def told(case: Case) -> list[str]:
    """Return what is said of a case, without its number and without the events."""
    found = [
        said.removeprefix(f"办件 {case.number} 的").partition("（")[0].rstrip("。") for said in fingerprints.changed()
    ]
    assert fingerprints.unmarked() == 0
    return found


def test_what_was_written_reviewed_and_put_on_file_agrees_with_the_log(decided) -> None:
    assert Version.objects.count() == 3 and Review.objects.count() > 1 and Evidence.objects.count() > 1
    assert told(decided) == []
    assert "李某某" not in str(list(Event.objects.values()))


def test_a_decision_that_is_undone_written_anew_and_published_is_no_change(decided, people) -> None:
    by = factories.call(people.handler)
    kept = list(Version.objects.get(number=3).files.all())
    actions_staff.act(case=decided, step=Step(StepKind.UNDONE, factories.TODAY), by=by, remark="登记有误")
    factories.decided(decided, text="李某某：经审查，予以公开（更正）。", kept=kept, people=people)
    converting.convert(case=decided, piece=Piece("支出明细", "见附件。", factories.TODAY), by=by)
    assert Version.objects.filter(number=4).exists() and told(decided) == []


def test_splitting_and_merging_a_case_that_was_written_for_is_no_change(case, people) -> None:
    by = factories.call(people.handler)
    one, other = factories.case(case.organ), factories.case(case.organ)
    for each in (one, other):
        factories.version(each, by=by, uploads=[factories.pdf()])
        factories.put(each, "internal_nature", by)
    splitting.split(case=one, matters=[splitting.Matter("采购合同", "2025年度采购合同。")], keeps="其余", by=by)
    merging.merge(case=other, into=one, by=by)
    assert Version.objects.count() == 2 and told(case) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "李某某：不予公开。"),
        ("facts", {"reply": "does_not_exist"}),
        ("answers", {"exists": "no"}),
        ("kind", "terminated"),
        ("written_at", factories.NOW.replace(hour=9)),
    ],
)
def test_a_changed_version_is_found(decided, field, value) -> None:
    Version.objects.filter(number=3).update(**{field: value})
    assert told(decided) == ["“答复”第 3 稿与操作日志不符"]


def test_the_events_that_a_version_disagrees_with_are_named(decided) -> None:
    Version.objects.filter(number=3).update(text="别的话")
    events = Event.objects.filter(detail__version=3).order_by("number").values_list("number", flat=True)
    assert f"（第 {'、'.join(map(str, events))} 号事件）" in next(fingerprints.changed())
    assert next(fingerprints.changed()) in list(verifying.faults(factories.TODAY))


def test_words_that_were_changed_before_they_were_approved_are_found(case, people) -> None:
    """An approval says which words were approved: these, and not those that were written."""
    wrote = factories.version(case, by=factories.call(people.handler))
    Version.objects.filter(pk=wrote.pk).update(text="别的话")
    factories.put_all(case, "disclosed", factories.call(people.handler))
    writing.submit(version=wrote, by=factories.call(people.handler))
    written = Event.objects.get(verb="cases.version_written").number
    assert list(fingerprints.changed()) == [
        f"办件 {case.number} 的“答复”第 1 稿与操作日志不符（第 {written} 号事件）。"
    ]


@pytest.mark.parametrize(("field", "value"), [("name", "别的.pdf"), ("sha256", "0" * 64), ("size", 1)])
def test_a_changed_file_is_found(decided, field, value) -> None:
    RestrictedFile.objects.filter(pk=Version.objects.get(number=3).files.get().pk).update(**{field: value})
    assert told(decided) == ["“答复”第 3 稿与操作日志不符"]


def test_a_file_that_was_put_beside_a_version_or_taken_away_is_found(decided) -> None:
    first, *_, last = Version.objects.order_by("number")
    last.files.add(first.files.get())
    first.files.clear()
    assert told(decided) == ["“答复”第 1 稿与操作日志不符", "“答复”第 3 稿与操作日志不符"]


@pytest.mark.parametrize("field", ["verdict", "opinion", "given_by", "given_at"])
def test_a_changed_review_is_found(decided, people, field) -> None:
    others = {
        "verdict": "returned",
        "opinion": "改动",
        "given_by": people.handler,
        "given_at": factories.NOW.replace(hour=9),
    }
    Review.objects.filter(part="approval").update(**{field: others[field]})
    assert told(decided) == ["“答复”第 3 稿的批准与操作日志不符"]


def test_a_review_that_nobody_gave_is_found(decided, people) -> None:
    Review.objects.create(
        version=Version.objects.get(number=1),
        part="approval",
        verdict="agreed",
        given_by=people.approver,
        given_at=factories.NOW,
    )
    assert told(decided) == ["“答复”第 1 稿的批准在操作日志中没有记录"]


def test_what_was_taken_away_is_found(decided) -> None:
    Review.objects.filter(part="approval").delete()
    Version.objects.get(number=2).delete()
    assert told(decided) == ["“答复”第 2 稿不见了，操作日志中有记录", "“答复”第 3 稿的批准不见了，操作日志中有记录"]


def test_a_submission_and_an_issue_that_never_were_are_found(decided) -> None:
    sent = Version.objects.get(number=3)
    step, sent.step = sent.step, None
    sent.save()
    Version.objects.filter(number=2).update(submitted_at=factories.NOW, submitted_by=sent.submitted_by, step=step)
    assert told(decided) == [
        "“答复”第 2 稿的送审在操作日志中没有记录",
        "“答复”第 2 稿的发出在操作日志中没有记录",
        "“答复”第 3 稿的发出不见了，操作日志中有记录",
    ]


@pytest.mark.parametrize(
    ("field", "value"), [("text", "别的话"), ("code", "other"), ("detail", {"result": "没有"}), ("added_by", None)]
)
def test_changed_evidence_is_found(decided, people, field, value) -> None:
    row = Evidence.objects.filter(withdrawn_at=None).latest("pk")
    Evidence.objects.filter(pk=row.pk).update(**{field: value or people.approver})
    assert told(decided) == [f"第 {row.pk} 号依据与操作日志不符"]


def test_evidence_that_counts_again_is_found(decided) -> None:
    row = Evidence.objects.get(code="internal_nature")
    Evidence.objects.filter(pk=row.pk).update(withdrawn_at=None, withdrawn_by=None)
    assert told(decided) == [f"第 {row.pk} 号依据的撤回不见了，操作日志中有记录"]


@pytest.mark.parametrize("texts", [False, True])
def test_an_erasure_is_no_change_and_what_it_left_is_still_watched(decided, people, texts) -> None:
    decision = keeping.Decision("保管期限已满。", texts)
    keeping.erase(organ=decided.organ, numbers=[decided.number], decision=decision, by=factories.call(people.approver))
    assert told(decided) == [] and list(log.broken()) == []
    assert Version.objects.filter(text="").exists() is texts
    Review.objects.filter(part="approval").update(verdict="returned")
    assert told(decided) == ["“答复”第 3 稿的批准与操作日志不符"]


def test_what_is_older_than_fingerprints_is_counted_and_no_fault(decided, people) -> None:
    """Their events tell no fingerprints: nothing can be compared, but what no event knows of is still found."""
    for event in Event.objects.filter(verb__in=fingerprints.WRITTEN):
        del event.detail["said"]
        event.save()
    Version.objects.filter(number=3).update(text="别的话")
    assert list(fingerprints.changed()) == []
    old = Version.objects.count() + Review.objects.count() + Evidence.objects.count()
    assert fingerprints.unmarked() == verifying.older() == old
    Review.objects.filter(part="approval").update(part="section")
    assert len(list(fingerprints.changed())) == 2


@pytest.mark.parametrize("what", ["text", "opinion", "review"])
def test_what_is_not_as_it_was_approved_does_not_go_out(people, case, what) -> None:
    case = factories.case(case.organ)
    version = factories.approved(case, people=people)
    kept = Review.objects.filter(version=version, part="legal").get()
    if what == "text":
        Version.objects.filter(pk=version.pk).update(text="李某某：别的话。")
    elif what == "opinion":
        Review.objects.filter(pk=kept.pk).update(opinion="别的意见")
    else:
        kept.delete()
        Review.objects.create(
            version=version, part="legal", verdict="agreed", given_by=people.approver, given_at=kept.given_at
        )
    with pytest.raises(writing.NotReady, match="与操作日志不符"):
        writing.issue(
            version=version, issued=writing.Issue(factories.TODAY, ServedBy.ONLINE), by=factories.call(people.handler)
        )
    assert not case.steps.filter(kind="replied").exists()
    assert not Event.objects.filter(verb="cases.version_issued").exists()
