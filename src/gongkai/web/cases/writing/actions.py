"""Writing a version, submitting it, saying something of it, and making an approved one the step that it stands for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.law import procedure, replies
from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import Step, StepKind
from gongkai.law.refusal import Refusal
from gongkai.web.cases import actions, facts
from gongkai.web.cases import queries as cases
from gongkai.web.cases.models import Attachment, Case, Part, Purpose, Review, Verdict, Version
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.writing import evidence, queries
from gongkai.web.cases.writing.queries import PURPOSES
from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Person
from gongkai.web.vault import files
from gongkai.web.vault.models import RestrictedFile
from gongkai.web.vault.uploads import Checked


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be decided: the step with its facts, the answers of the guide, the text, the files.

    `kept` are files of an earlier version that stay. `after` is the number of the version that the writer had before them,
    0 for none: whoever writes on an older one is told so and loses nothing.
    """

    kind: StepKind
    text: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
    uploads: Sequence[Checked] = ()
    kept: Sequence[RestrictedFile] = ()
    after: int = 0


class Overtaken(Refusal):
    """Somebody else wrote meanwhile: the version that now counts."""

    def __init__(self, version: Version) -> None:
        who, number = version.written_by, version.number
        super().__init__(
            f"{who}刚刚写了第 {number} 稿。请对照后在第 {number} 稿上修改；您写的内容还在页面上，没有保存。",
            f"{who} has just written version {number}. Compare it and change that one; yours is still on the page, not saved.",
        )
        self.version = version


class NotReady(Refusal):
    """A version that cannot be submitted, reviewed or issued now, and why."""


@transaction.atomic
def write(*, case: Case, written: Written, by: Call) -> Version:
    """Write a version and return it. One that says the same as the last is that one; so is a second call with one token.

    :raises Overtaken: where somebody wrote meanwhile.
    :raises NotReady: where the last version waits for its review.
    :raises NotAllowed: where the actor lacks the post.
    :raises Refusal: where the law knows no such reply.
    """
    locked, actor = _locked(case, "cases.handle", by)
    if by.token and (earlier := locked.versions.filter(token=by.token).first()):
        return earlier
    purpose = PURPOSES[written.kind]
    last = queries.current(locked, purpose)
    number = last.number if last else 0
    if last and last.step_id is None and written.after != number:
        raise Overtaken(last)
    if last and queries.open_parts(last):
        raise NotReady(
            "这一稿正在审核。要修改的，请先由审核人退回或者自行撤回送审。", "This version is being reviewed."
        )
    if last and last.step_id is None and queries.returned(last) is None and _same(last, written):
        return last
    version = Version.objects.create(
        case=locked,
        purpose=purpose,
        number=number + 1,
        kind=written.kind,
        facts=dict(written.facts),
        answers=dict(written.answers),
        text=written.text,
        written_by=actor,
        written_at=by.now,
        token=by.token,
    )
    stored = [
        files.store(each.data, name=each.name, content_type=each.content_type, now=by.now) for each in written.uploads
    ]
    version.files.set([*written.kept, *stored])
    _record("cases.version_written", version, by)
    return version


@transaction.atomic
def submit(*, version: Version, by: Call) -> Version:
    """Submit the version that counts for review. A second call changes nothing.

    :raises NotReady: where it does not count any more, or lacks what its kind needs.
    """
    locked, actor = _locked(version.case, "cases.handle", by)
    version = _counting(version)
    if version.submitted_at is not None:
        return version
    step(version, by.today)  # The law's own refusal comes first.
    if version.purpose == Purpose.REPLY:
        _complete(locked, version, by.today, {"disclosure_review"})
    if not version.text.strip() and not version.files.exists():
        raise NotReady("还没有写明内容：请填写正文，或者附上文书。", "There is neither a text nor a letter.")
    version.submitted_by, version.submitted_at = actor, by.now
    version.save(update_fields=["submitted_by", "submitted_at"])
    _record("cases.version_submitted", version, by)
    return version


@transaction.atomic
def review(*, version: Version, parts: Sequence[str], verdict: str, opinion: str = "", by: Call) -> list[Review]:
    """Say something of a version in these parts, and return the reviews. What was said of a part stands.

    :raises NotReady: where the version does not count any more, or a part is not open to this person now.
    """
    _, actor = _locked(version.case, "cases.read", by)
    version = _counting(version)
    may = queries.may_say(version, actor, by.today)
    refused = [Part(part) for part in parts if part not in may]
    if refused or not parts:
        names = "、".join(str(part.label) for part in refused)
        raise NotReady(
            f"您现在不能作出“{names}”：已经有人作出，或者须先经其他审核，或者您参与了办理。请看审核记录。",
            "This part is not open to you now.",
        )
    given = [
        Review.objects.create(
            version=version, part=part, verdict=verdict, opinion=opinion, given_by=actor, given_at=by.now
        )
        for part in parts
    ]
    for each in given:
        approval, agreed = each.part == Part.APPROVAL, verdict == Verdict.AGREED
        verb = ("cases.approval_given" if agreed else "cases.approval_refused") if approval else "cases.reviewed"
        _record(verb, version, by, part=each.part, verdict=verdict)
    return given


@transaction.atomic
def withdraw(*, version: Version, by: Call) -> Version:
    """Take a submitted version back before it is decided on: a new version of the same words, not submitted.

    :raises NotReady: where it does not count any more, or is approved or returned already.
    """
    _, actor = _locked(version.case, "cases.handle", by)
    version = _counting(version)
    if not queries.open_parts(version):
        raise NotReady("这一稿不在审核中，不能撤回。", "This version is not being reviewed.")
    copy = Version.objects.get(pk=version.pk)
    copy.pk, copy.number, copy.token = None, version.number + 1, ""
    copy.written_by, copy.written_at, copy.submitted_by, copy.submitted_at = actor, by.now, None, None
    copy.save(force_insert=True)
    copy.files.set(version.files.all())
    _record("cases.version_withdrawn", copy, by)
    return copy


@dataclass(frozen=True, slots=True)
class Issue:
    """How and when an approved version goes out. By post: the day of posting, and the number of the item."""

    on: date
    by: ServedBy | None = None
    tracking: str = ""
    remark: str = ""


@transaction.atomic
def issue(*, version: Version, issued: Issue, by: Call) -> StepRow:
    """Make an approved version the step that it stands for, and return it. A second call returns the same step.

    :raises NotReady: where it is not approved, does not count any more, or by post without the number of the item.
    :raises IllegalStep: where the law does not allow the step now.
    """
    locked, _ = _locked(version.case, "cases.handle", by)
    version = Version.objects.select_related("case__organ").get(pk=version.pk)
    if version.step is not None:
        return version.step
    version = _counting(version)
    if not queries.approved(version):
        raise NotReady("这一稿还没有批准。", "This version is not approved.")
    if issued.by is ServedBy.MAIL and not issued.tracking:
        raise NotReady(
            "邮寄送达须填写邮件号码，并以交邮之日为准（国办公开办函〔2016〕235号）。", "Enter the number of the item."
        )
    if version.purpose == Purpose.REPLY:
        _complete(locked, version, by.today)
    approval = version.reviews.get(part=Part.APPROVAL)
    taken = step(version, issued.on, by=issued.by, tracking=issued.tracking, approver=approval.given_by.name)
    row = actions.record(locked, taken, by=replace(by, token=""), note=version.text, remark=issued.remark)
    for kept in version.files.all():
        Attachment.objects.create(case=locked, step=row, use=Attachment.Use.LETTER, file=kept)
    Version.objects.filter(pk=version.pk).update(step=row)
    _record("cases.version_issued", version, by, step=row.ordinal)
    return row


def step(version: Version, on: date, *, approver: str = "", by: ServedBy | None = None, tracking: str = "") -> Step:
    """Return the step that a version stands for, taken on a day.

    :raises IllegalStep: where the law does not allow it now.
    """
    said = dict(version.facts)
    kind = StepKind(version.kind)
    needs = procedure.STEPS[kind].needs
    if "by" in needs:
        said["by"] = by or ServedBy.ONLINE
    if "approver" in needs:
        said["approver"] = approver or "—"
    if tracking:
        said["tracking"] = tracking
    taken = facts.read(kind, on, said)
    state = cases.standing(version.case, on).state
    procedure.take(state, taken, cases.terms(version.case.organ, state.received or on))
    return taken


def _complete(case: Case, version: Version, today: date, coming: Collection[str] = ()) -> None:
    """Refuse a reply that lacks what its kind needs; `coming` is what the review itself will put on file."""
    on_file = evidence.on_file(case, today, version).union(coming)
    replies.may_issue(version.facts.get("reply", ""), on_file, withheld=version.facts.get("withheld", ()))


def _counting(version: Version) -> Version:
    version = Version.objects.select_related("case__organ").get(pk=version.pk)
    last = queries.current(version.case, version.purpose)
    if last is None or last.pk != version.pk or version.step_id is not None:
        raise NotReady("已经有更新的一稿，或者这一稿已经发出。请打开最新的一稿。", "There is a newer version.")
    return version


def _locked(case: Case, verb: str, by: Call) -> tuple[Case, Person]:
    locked = Case.objects.select_for_update(of=("self",)).select_related("organ").get(pk=case.pk)
    return locked, permissions.check(by.actor, verb, locked.organ, by.today)


def _same(last: Version, written: Written) -> bool:
    kept = {each.pk for each in written.kept} == {each.pk for each in last.files.all()}
    said = (last.kind, last.text, last.facts, last.answers)
    return kept and not written.uploads and said == (written.kind, written.text, written.facts, written.answers)


def _record(verb: str, version: Version, by: Call, **said: object) -> None:
    case = version.case
    log.record(
        verb,
        thing="case",
        key=case.number,
        organ=case.organ,
        by=by,
        version=version.number,
        purpose=version.purpose,
        **said,
    )
