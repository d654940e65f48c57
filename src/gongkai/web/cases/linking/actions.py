"""Saying that two cases belong together, and that they do not after all. What a split or a merger says is not said here."""

from django.db import transaction

from gongkai.law.refusal import Refusal
from gongkai.web.cases.linking import queries
from gongkai.web.cases.linking.queries import HOLDS, Kind
from gongkai.web.cases.linking.similar import day_of
from gongkai.web.cases.models import Case, CaseLink
from gongkai.web.organs import log, permissions
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import Person


class NotLinked(Refusal):
    """A link that cannot be made or ended, and what to do; `field` is the entry it is about."""

    def __init__(self, zh: str, en: str, field: str = "number") -> None:
        super().__init__(zh, en)
        self.field = field


@transaction.atomic
def link(*, case: Case, other: Case, kind: str, by: Call, note: str = "") -> CaseLink:
    """Say that a case repeats another or has to do with it, and return the link; said twice it is the same one.

    :raises NotLinked: where the two are one, of two organs, or cannot be what is said of them.
    :raises NotAllowed: where the actor lacks the post.
    """
    locked, actor = locked_with(case, other, "cases.handle", by)
    first, second = locked[case.pk], locked[other.pk]
    kind = Kind(kind)
    if kind not in queries.BY_HAND:
        raise NotLinked("请选择“重复申请”或者“相关申请”。", "Choose what the two have to do with each other.", "kind")
    if kind is Kind.REPEAT:
        _check_repeat(first, second)
    if there := _there(first, second, kind):
        return there
    made = CaseLink.objects.create(
        case=first, other=second, kind=kind, note=note.strip(), linked_by=actor, linked_at=by.now
    )
    said = {"other": second.number, "kind": str(kind)}
    _record("cases.linked", first, by, **said)
    return made


@transaction.atomic
def unlink(*, link: CaseLink, by: Call) -> CaseLink:
    """End a link that a person made, and return it. A second call changes nothing.

    :raises NotLinked: for one that came with a split or a merger.
    :raises NotAllowed: where the actor lacks the post.
    """
    _, actor = locked_with(link.case, link.other, "cases.handle", by)
    found = CaseLink.objects.select_related("case__organ", "other").get(pk=link.pk)
    if found.ended_at is not None:
        return found
    if found.kind not in queries.BY_HAND:
        raise NotLinked(
            "拆分不能取消；并入的，请撤销“并入其他办件”这一步。", "A split stays; a merger ends by undoing its step."
        )
    found.ended_by, found.ended_at = actor, by.now
    found.save(update_fields=["ended_by", "ended_at"])
    said = {"other": found.other.number, "kind": found.kind}
    _record("cases.unlinked", found.case, by, **said)
    return found


def locked_with(case: Case, other: Case, verb: str, by: Call) -> tuple[dict[int, Case], Person]:
    """Return two cases of one organ as they are now, held until the transaction ends, and who acts.

    :raises NotLinked: where they are one, or of two organs.
    :raises NotAllowed: where the actor lacks the post.
    """
    actor = permissions.check(by.actor, verb, case.organ, by.today)
    if case.pk == other.pk:
        raise NotLinked("这是本件自己的编号，请填写另一件的编号。", "This is the number of the case itself.")
    if case.organ_id != other.organ_id:
        raise NotLinked("这是其他机关的办件，请填写本机关的办件编号。", "That case belongs to another organ.")
    return held(case.pk, other.pk), actor


def held(*keys: int) -> dict[int, Case]:
    """Return cases held in the order of their keys, so that no two calls wait for each other."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("organ").filter(pk__in=keys)
    return {each.pk: each for each in rows.order_by("pk")}


def _check_repeat(case: Case, other: Case) -> None:
    if day_of(case) < day_of(other):
        raise NotLinked(
            f"重复申请是后收到的一件。本件早于 {other.number}，请在 {other.number} 中登记。",
            f"The one that came later repeats the other. Say so in {other.number}.",
        )
    ours, theirs = queries.known_as(case), queries.known_as(other)
    if ours and theirs and ours != theirs:
        raise NotLinked(
            "两件的申请人证件号码不同，不是同一申请人的重复申请（条例第三十六条第六项）。可以登记为“相关申请”。",
            "The two have different applicants, so neither repeats the other. They can be related.",
            "kind",
        )
    if CaseLink.objects.filter(HOLDS, case=other, other=case, kind=Kind.REPEAT).exists():
        raise NotLinked(f"{other.number} 已经登记为重复本件，请先取消。", "The other is said to repeat this one.")


def _there(case: Case, other: Case, kind: Kind) -> CaseLink | None:
    links = CaseLink.objects.filter(HOLDS, kind=kind)
    found = links.filter(case=case, other=other).first()
    if found is None and kind is Kind.RELATED:
        found = links.filter(case=other, other=case).first()
    return found


def _record(verb: str, case: Case, by: Call, **detail: object) -> None:
    log.record(verb, thing="case", key=case.number, organ=case.organ, by=by.needing("cases.handle"), **detail)
