"""Drafts of a reply, an extension, a delay. A system writes and submits them; people review, approve and issue them."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from ninja import Router, Status

from gongkai.law import replies
from gongkai.law.procedure import STEPS, StepKind
from gongkai.web.api import faults, filling, given, shapes
from gongkai.web.api.doors import ApiRequest, call_of
from gongkai.web.api.faults import Place
from gongkai.web.api.models import Scope
from gongkai.web.api.v1 import READING, WRITING, answers, door
from gongkai.web.api.v1.finding import Key, NumberOf, case_of, check_as_sent, once
from gongkai.web.api.wording import Words
from gongkai.web.cases.models import Version
from gongkai.web.cases.writing import actions, queries

router = Router(tags=["送审稿 Versions"])
NEEDED = Words("这一步骤须写明此项。", "This step must say it.")
NOT_ASKED = Words("这一步骤没有这一项。", "This step does not say this.")
_FACTS = ("reply", "withheld", "days", "until")


@router.get(
    "/cases/{number}/versions",
    **door(Scope.STEP),
    response=answers(list[shapes.VersionShape], *READING),
    url_name="versions",
    summary="送审稿 Versions",
)
def list_versions(request: ApiRequest, number: NumberOf) -> list[shapes.VersionShape]:
    """各稿和审核的进度。The versions, and how far their review is."""
    rows = case_of(request, number).versions.select_related("case__organ").prefetch_related("reviews")
    return [_shown(version) for version in rows.order_by("purpose", "number")]


@router.post(
    "/cases/{number}/versions",
    **door(Scope.STEP),
    response={200: shapes.VersionShape, **answers(shapes.VersionShape, *WRITING, status=201)},
    url_name="versions",
    summary="报送送审稿 Write a version",
)
def write_version(
    request: ApiRequest, number: NumberOf, given: given.SentVersion, key: Key
) -> Status[shapes.VersionShape]:
    """写一稿，需要时同时送审。审核、批准、发出由工作人员办理。再次发送同一 Idempotency-Key 的，返回 200 和同一稿。

    Writes a version, and submits it where that is asked; people review, approve and issue it. Sent again with the same key,
    the answer is 200 and the same version.
    """
    case, token = case_of(request, number), once(request, key)
    if earlier := case.versions.filter(token=token).first():
        return Status(200, _shown(_as_sent(earlier, given)))
    written = actions.Written(
        kind=StepKind(given.kind),
        text=given.text.strip(),
        facts=_facts(given),
        answers=given.answers,
        uploads=filling.checked(given.files),
        after=given.after,
    )
    with transaction.atomic():
        version = _as_sent(actions.write(case=case, written=written, by=call_of(request, token)), given)
        if given.submit:
            version = actions.submit(version=version, by=call_of(request))
    return Status(201, _shown(version))


def _as_sent(version: Version, given: given.SentVersion) -> Version:
    check_as_sent((version.kind, version.text) == (given.kind, given.text.strip()))
    return version


def _facts(given: given.SentVersion) -> dict[str, Any]:
    """Return what the step will say.

    :raises Fault: where it lacks what it must say, or says what it has not.
    :raises Refusal: for a kind of reply, a ground or an answer that the law does not know.
    """
    said = {name: value for name in _FACTS if (value := getattr(given, name))}
    needed = {name for name in STEPS[StepKind(given.kind)].needs if name in _FACTS}
    may = needed | ({"withheld"} if "reply" in needed else set())
    wrong = [Place(f"body.{name}", *NEEDED) for name in sorted(needed - set(said))]
    wrong += [Place(f"body.{name}", *NOT_ASKED) for name in sorted(set(said) - may)]
    if wrong:
        raise faults.invalid(wrong)
    if given.reply:
        replies.withheld_kinds(replies.kind(given.reply), given.withheld)
    replies.remaining(given.answers)
    return said | ({"until": str(given.until)} if given.until else {})


def _shown(version: Version) -> shapes.VersionShape:
    return shapes.VersionShape(
        purpose=version.purpose,
        number=version.number,
        kind=StepKind(version.kind),
        facts=version.facts,
        state=_state(version),
        written_at=timezone.localtime(version.written_at),
        submitted_at=timezone.localtime(version.submitted_at) if version.submitted_at else None,
    )


def _state(version: Version) -> str:
    if version.step_id is not None:
        return "issued"
    last = queries.current(version.case, version.purpose)
    if last is not None and last.pk != version.pk:
        return "overtaken"
    if queries.returned(version) is not None:
        return "returned"
    if version.submitted_at is None:
        return "draft"
    return "in_review" if queries.open_parts(version) else "approved"
