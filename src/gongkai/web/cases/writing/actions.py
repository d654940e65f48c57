"""Writing a version, submitting it, saying something of it, and making an approved one the step that it stands for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from gongkai.law import procedure, replies
from gongkai.law.citation import SERVICE_2016, Citation
from gongkai.law.deadlines import ServedBy
from gongkai.law.procedure import Step, StepKind
from gongkai.web.cases import actions, facts, fingerprints
from gongkai.web.cases import queries as cases
from gongkai.web.cases.actions import held
from gongkai.web.cases.models import Attachment, Case, Part, Purpose, Review, Verdict, Version
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.cases.writing import checking, evidence, queries
from gongkai.web.cases.writing.checking import NotReady, Overtaken
from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call
from gongkai.web.vault import files
from gongkai.web.vault.models import RestrictedFile
from gongkai.web.vault.uploads import Checked

__all__ = [
    "Issue",
    "NotReady",
    "Overtaken",
    "Written",
    "fetch",
    "issue",
    "review",
    "step",
    "submit",
    "withdraw",
    "write",
]

Told = Mapping[str, str]
"""Fingerprints by their names."""


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


@transaction.atomic
def write(*, case: Case, written: Written, by: Call) -> Version:
    """Write a version and return it. One that says the same as the last is that one; so is a second call with one token.

    :raises Overtaken: where somebody wrote meanwhile.
    :raises NotReady: where the last version waits for its review, or the case has moved on.
    :raises NotAllowed: where the actor lacks the post.
    :raises Refusal: where the law knows no such reply, ground or answer.
    """
    locked, actor = held(case, "cases.handle", by)
    if by.token and (earlier := locked.versions.filter(token=by.token).first()):
        return earlier
    said = checking.facts_of(written.kind, written.facts, by.today)
    checking.words(written.kind, said, written.answers, written.text)
    if written.kept:
        checking.kept(locked, written.kept)
    checking.stage(cases.standing(locked, by.today), written.kind)
    purpose = queries.PURPOSES[written.kind]
    last = queries.current(locked, purpose)
    if last and _free(last, written.after) and _stands_as(last, written, said):
        return last
    version = Version.objects.create(
        case=locked,
        purpose=purpose,
        number=last.number + 1 if last else 1,
        kind=written.kind,
        facts=said,
        answers=dict(written.answers),
        text=written.text,
        written_by=actor,
        written_at=by.now,
        token=by.token,
    )
    stored = [
        files.store(each.data, name=each.name, content_type=each.content_type, now=by.now) for each in written.uploads
    ]
    if written.kept or stored:
        version.files.set([*written.kept, *stored])
    _record("cases.version_written", version, by)
    return version


def _free(last: Version, after: int) -> bool:
    """Say that something may be written after the last version, by whoever had the version `after` before them."""
    if queries.open_parts(last):
        raise NotReady(
            f"第 {last.number} 稿正在审核，不能改动。要修改的，请先撤回送审，或者由审核人退回。",
            f"Version {last.number} is being reviewed. Take it back first, or have the reviewer return it.",
        )
    if last.step_id is None and after != last.number:
        raise Overtaken(last)
    return True


@transaction.atomic
def submit(*, version: Version, by: Call) -> Version:
    """Submit the version that counts for review. A second call changes nothing.

    :raises NotReady: where it does not count any more, was returned, lacks what its kind needs, or is not filled in.
    :raises IllegalStep: where the law does not allow the step now.
    """
    locked, actor = held(version.case, "cases.handle", by)
    version = _counting(locked, version)
    if (against := queries.returned(version)) is not None:
        raise NotReady(
            f"第 {version.number} 稿已被{Part(against.part).label}退回，请修改后重新送审。",
            f"Version {version.number} was returned. Write another and submit that.",
        )
    if version.submitted_at is not None:
        return version
    step(version, by.today, today=by.today, by=ServedBy.ONLINE)  # The law's own refusal comes first.
    if version.purpose == Purpose.REPLY:
        checking.answers_lead(version)
        _complete(locked, version, by.today, evidence.COMING)
    if not version.text.strip() and not version.files.exists():
        raise NotReady(
            "还没有写明内容：请填写正文，或者附上文书。", "There is neither a text nor a letter: write or attach one."
        )
    checking.filled(version)
    version.submitted_by, version.submitted_at = actor, by.now
    version.save(update_fields=["submitted_by", "submitted_at"])
    _record("cases.version_submitted", version, by, fingerprints.of_submission(version))
    return version


@transaction.atomic
def review(*, version: Version, parts: Sequence[str], verdict: str, opinion: str = "", by: Call) -> list[Review]:
    """Say something of a version in these parts, and return the reviews. What was said stands; said again it is the same.

    :raises NotReady: where the version does not count any more, a part is not open to this person now, or a version is
        returned without an opinion.
    """
    locked, actor = held(version.case, "cases.read", by)
    chosen, opinion = checking.parts(parts, verdict, opinion), opinion.strip()
    said = list(version.reviews.filter(part__in=chosen, given_by=actor, verdict=verdict, opinion=opinion))
    if len(said) == len(chosen):
        return said
    version = _counting(locked, version)
    checking.stage(cases.standing(locked, by.today), StepKind(version.kind))
    checking.open_to(version, chosen, actor, by.today)
    given = [
        Review.objects.create(
            version=version, part=part, verdict=verdict, opinion=opinion, given_by=actor, given_at=by.now
        )
        for part in chosen
    ]
    for each in given:
        needing = by.needing(queries.VERBS[Part(each.part)])
        _record(_verb(each), version, needing, fingerprints.of_review(each), part=each.part, verdict=verdict)
    return given


@transaction.atomic
def withdraw(*, version: Version, by: Call) -> Version:
    """Take a submitted version back before it is decided on: a new version of the same words, not submitted.

    A second call with the same token returns the same new version.

    :raises NotReady: where it does not count any more, or is approved or returned already.
    """
    locked, actor = held(version.case, "cases.handle", by)
    if by.token and (earlier := locked.versions.filter(token=by.token).first()):
        return earlier
    version = _counting(locked, version)
    if not queries.open_parts(version):
        raise NotReady(
            "这一稿不在审核中，不能撤回。要修改的，请直接写新的一稿。",
            "This version is not being reviewed. To change it, write another.",
        )
    copy = Version.objects.get(pk=version.pk)
    copy.pk, copy.number, copy.token = None, version.number + 1, by.token
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

    :raises NotReady: where it is not approved, does not count any more, is not what the log says was approved, goes out
        before its approval, or by post without the number of the item.
    :raises IllegalStep: where the law does not allow the step now.
    """
    locked, _ = held(version.case, "cases.handle", by)
    if (earlier := locked.steps.filter(version=version.pk).first()) is not None:
        return earlier
    version = _counting(locked, version)
    approval = _approval(version, issued)
    checking.as_approved(version)
    if version.purpose == Purpose.REPLY:
        _complete(locked, version, by.today)
    tracking = issued.tracking.strip() if issued.by is ServedBy.MAIL else ""
    taken = step(version, issued.on, today=by.today, approver=approval.given_by.name, by=issued.by, tracking=tracking)
    row = actions.record(locked, taken, by=replace(by, token=""), note=version.text, remark=issued.remark)
    for kept in version.files.all():
        Attachment.objects.create(case=locked, step=row, use=Attachment.Use.LETTER, file=_own(kept, by))
    version.step = row
    version.save(update_fields=["step"])
    _record("cases.version_issued", version, by, fingerprints.of_issue(version), issued=row.ordinal)
    return row


def step(
    version: Version, on: date, *, today: date, approver: str = "", by: ServedBy | None = None, tracking: str = ""
) -> Step:
    """Return the step that a version stands for, taken on a day.

    :raises IllegalStep: where the law does not allow it on that day.
    """
    taken = _stood_for(version, on, approver=approver, by=by, tracking=tracking)
    state = cases.standing(version.case, today).state
    procedure.take(state, taken, cases.terms(version.case.organ, state.received or on))
    return taken


def _stood_for(version: Version, on: date, *, approver: str, by: ServedBy | None, tracking: str) -> Step:
    needs = procedure.STEPS[StepKind(version.kind)].needs
    taken = facts.read(version.kind, on, version.facts)
    return replace(taken, by=by, tracking=tracking, approver=(approver or "—") if "approver" in needs else "")


@transaction.atomic
def fetch(*, case: Case, key: int, by: Call) -> tuple[RestrictedFile, bytes]:
    """Return a file of a version or of the evidence of a case, with its bytes.

    :raises NotAllowed: where the actor lacks the post.
    :raises DoesNotExist: where the case has no such file.
    """
    permissions.check(by.actor, "cases.read", case.organ, by.today)
    file = RestrictedFile.objects.get(pk=key, pk__in=queries.files_of(case))
    return file, files.read(file)


def _approval(version: Version, issued: Issue) -> Review:
    approval = queries.approval(version)
    if approval is None:
        raise NotReady(
            f"第 {version.number} 稿还没有批准，不能发出。",
            f"Version {version.number} is not approved and cannot go out.",
        )
    if issued.by is ServedBy.MAIL and not issued.tracking.strip():
        raise NotReady(
            "邮寄送达的，应当填写邮件号码，并以交邮之日为准。",
            "Enter the number of the postal item: what is posted is dated by the day of posting.",
            Citation(SERVICE_2016, "第四条"),
        )
    approved = timezone.localdate(approval.given_at)
    if issued.on < approved:
        raise NotReady(
            f"发出日期 {issued.on} 早于批准之日 {approved}。请填写批准以后实际发出的日期。",
            f"It cannot go out on {issued.on}, before its approval on {approved}. Enter the day on which it went out.",
        )
    return approval


def _complete(case: Case, version: Version, today: date, coming: Collection[str] = ()) -> None:
    """Refuse a reply that lacks what its kind needs; `coming` is what the review itself will put on file."""
    kind, withheld = version.facts.get("reply", ""), version.facts.get("withheld", ())
    on_file = evidence.on_file(case, today, version, evidence.needed(kind, withheld))
    replies.may_issue(kind, on_file.union(coming), withheld=withheld)


def _counting(case: Case, version: Version) -> Version:
    """Return a version of a locked case as it is now, where it is the one that counts."""
    last = queries.current(case, version.purpose)
    if last is None or last.pk != version.pk or last.step_id is not None:
        raise NotReady(
            f"第 {version.number} 稿已经发出，或者已经有更新的一稿。请打开最新的一稿。",
            f"Version {version.number} was issued, or there is a newer one. Open the newest.",
        )
    last.case = case
    return last


def _own(file: RestrictedFile, by: Call) -> RestrictedFile:
    """Return a file for an attachment; a copy where an earlier step, undone since, has it attached already."""
    if not Attachment.objects.filter(file=file).exists():
        return file
    return files.store(files.read(file), name=file.name, content_type=file.content_type, now=by.now)


def _stands_as(last: Version, written: Written, facts: Mapping[str, Any]) -> bool:
    """Return whether the last version says what is written, and neither went out nor was returned."""
    if last.step_id is not None or written.uploads or queries.returned(last) is not None:
        return False
    kept = {each.pk for each in written.kept} == {each.pk for each in last.files.all()}
    said = (last.kind, last.text, last.facts, last.answers)
    return kept and said == (written.kind, written.text, facts, dict(written.answers))


def _verb(given: Review) -> str:
    if given.part != Part.APPROVAL:
        return "cases.reviewed"
    return "cases.approval_given" if given.verdict == Verdict.AGREED else "cases.approval_refused"


def _record(verb: str, version: Version, by: Call, told: Told | None = None, **detail: object) -> None:
    """Record an event of a version with the fingerprint of its words and those told beside it; all but reviews need a handler."""
    case, by = version.case, by if by.needed else by.needing("cases.handle")
    said = {**fingerprints.of_version(version), **(told or {})}
    of = {"version": version.number, "purpose": version.purpose, "said": said}
    log.record(verb, thing="case", key=case.number, organ=case.organ, by=by, **of, **detail)
