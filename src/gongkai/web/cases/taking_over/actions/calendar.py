"""Taking a calendar pack over: what it moves is shown, confirmed, written and told, or nothing is changed."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation

from gongkai.law.packs import Pack, dump
from gongkai.law.refusal import Refusal
from gongkai.web.cases import actions, notify
from gongkai.web.cases.models import Assignment
from gongkai.web.cases.taking_over import moving, packs_in_force
from gongkai.web.cases.taking_over.moving import Consequences, Moving
from gongkai.web.cases.taking_over.packs_in_force import Preview
from gongkai.web.organs import log, permissions
from gongkai.web.organs import queries as organs
from gongkai.web.organs.log import Call
from gongkai.web.organs.models import CalendarPack, EventHead, Person
from gongkai.web.vault.digests import sm3

SHOWN = 20
"""How many numbers a refusal names."""


class Changed(Exception):
    """What the pack does is not any more what was shown: the preview as it is now."""

    def __init__(self, preview: Preview) -> None:
        super().__init__("The consequences are others than those that were confirmed.")
        self.preview = preview


class Forbidding(Refusal):
    """A pack by which steps that are on file could not have been taken."""

    def __init__(self, numbers: list[str]) -> None:
        named = "、".join(numbers[:SHOWN]) + (f" 等 {len(numbers)} 件" if len(numbers) > SHOWN else "")
        super().__init__(
            f"没有导入：按这个日历，已经登记的步骤不合法的办件有 {named}。请核对日历包；日历无误的，先更正这些办件。",
            f"Nothing was changed: by this calendar steps on file would be illegal in {', '.join(numbers[:SHOWN])}.",
        )
        self.numbers = tuple(numbers)


@transaction.atomic
def take_over(*, pack: Pack, seen: str, by: Call) -> CalendarPack | None:
    """Take a pack over with all that follows from it, and return its row; None where it is in force already.

    `seen` is the fingerprint of the preview that was confirmed.

    :raises NotAllowed: where the actor is no administrator of the top organ.
    :raises Changed: where cases have changed since, so that another preview must be confirmed.
    :raises Forbidding: where steps that are on file could not have been taken by it.
    :raises BadPack: where it cannot be used beside the others.
    """
    top = organs.site_organ(by.today)
    actor = permissions.check(by.actor, "calendar.take_over", top, by.today)
    preview = _held(pack, by.today)
    if preview.same:
        return None
    found = _confirmed(preview, seen)
    text = dump(pack)
    row = CalendarPack.objects.create(
        year=pack.year, text=text, digest=_digest(preview.replaced, text), taken_by=actor, taken_at=by.now
    )
    event = log.record(
        "calendar.taken_over",
        thing="calendar",
        key=row.year,
        organ=top,
        by=by,
        region=pack.region,
        digest=row.digest,
        moved=len(found.moving),
    )
    for each in found.moving:
        actions.summarise(each.case, each.standing.state, preview.after)
    # Who took the pack over stands in its own event. Nobody takes part in a case by doing so, or could not decide on it.
    log.record_all([_entry(each, event.number) for each in found.moving], by=Call(by.now))
    _tell(found.open, row, by)
    return row


def _held(pack: Pack, today: date) -> Preview:
    """Return what a pack does, with the cases that it can touch and the end of the log held until the transaction ends.

    Whoever takes a step locks the case, then adds to the log, then writes the summary. Held here in the same order, a step
    is either on file already and seen, or counts by the new calendar.
    """
    if (first := packs_in_force.preview(pack, today).first) is not None:
        list(moving.touched(first).select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    EventHead.objects.select_for_update().get_or_create(id=1)
    return packs_in_force.preview(pack, today)


def _confirmed(preview: Preview, seen: str) -> Consequences:
    """Return what follows from a pack, where it is what was confirmed and forbids nothing that was done."""
    found = preview.consequences
    if found.refused:
        raise Forbidding([number for number, _ in found.refused])
    if preview.fingerprint != seen:
        raise Changed(preview)
    return found


def _digest(replaced: CalendarPack | None, text: str) -> str:
    """Return the digest of a pack in its place: the pack of last year's spring may be taken over again after another one."""
    return sm3(f"{replaced.digest if replaced else ''}\n{text}".encode())


def _entry(found: Moving, event: int) -> log.Entry:
    moves = {
        move.kind: {
            name: {"date": due.date and due.date.isoformat(), "provisional": due.provisional}
            for name, due in (("before", move.before), ("after", move.after))
        }
        for move in found.moves
    }
    detail = {"calendar": event, "moves": moves}
    return log.Entry("cases.last_day_moved", "case", found.case.number, found.case.organ, detail)


def _tell(moved: Iterable[Moving], row: CalendarPack, by: Call) -> None:
    """Tell whoever leads a case, or all handlers of its organ where nobody leads it: one mail for each person."""
    found = list(moved)
    leading = {
        each.case_id: each.person
        for each in Assignment.objects.filter(ended_at=None, part=Assignment.Part.LEAD, person__is_active=True)
        .exclude(person__email="")
        .select_related("person")
    }
    handling: dict[int, list[Person]] = {}
    told: dict[Person, list[Moving]] = {}
    for each in found:
        if each.case.organ_id not in handling:
            handling[each.case.organ_id] = notify.handlers(each.case.organ, by.today)
        lead = leading.get(each.case.pk)
        for person in [lead] if lead else handling[each.case.organ_id]:
            told.setdefault(person, []).append(each)
    for person, theirs in told.items():
        words = {"year": row.year, "moving": theirs, "url": notify.desk_url()}
        with translation.override("zh-hans"):
            text = render_to_string("cases/notices/calendar.txt", words)
        subject = f"{row.year} 年工作日历：{len(theirs)} 件办件的期限改变"
        notify.mail(person, subject, text, key=f"calendar/{row.pk}", now=by.now)
