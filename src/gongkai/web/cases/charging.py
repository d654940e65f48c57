"""What an applicant is charged: the items asked for earlier in the month, the fee by the law's tariff, the notice of it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from gongkai.law import fees
from gongkai.law.citation import FEE_MEASURES, Citation
from gongkai.law.fees import Fee, FeeRefused, Method, Requested
from gongkai.law.options import Conventions
from gongkai.law.procedure import Matter, Step, StepKind
from gongkai.web.cases import actions_staff, facts
from gongkai.web.cases.actions_staff import Papers
from gongkai.web.cases.linking.queries import MERGED
from gongkai.web.cases.models import Case, FeeNotice
from gongkai.web.cases.models import Step as StepRow
from gongkai.web.organs.log import Call

_NOTICES = FeeNotice.objects.filter(step__case=OuterRef("pk"))


@dataclass(frozen=True, slots=True)
class Charge:
    """What a fee is charged for: the method, the items or pages of this request, and the items asked for earlier in the month.

    `aid_pages` were made as help for somebody who cannot read or see well, and cost nothing (Art. 43).
    """

    method: Method = "items"
    count: int = 1
    earlier: int = 0
    aid_pages: int = 0

    def fee(self, received: date) -> Fee:
        """Return the fee of this request, by the tariff of the day on which it was received.

        :raises FeeRefused: for numbers that no fee can be worked out from.
        :raises NotCovered: for a request from before the Measures.
        """
        asked = _requested("", self.method, self.count, self.aid_pages)
        before = [Requested("earlier", "items", items=self.earlier)] if self.earlier else []
        return fees.month([*before, asked], on=received).requests[-1].fee


def month(case: Case, received: date, conventions: Conventions) -> date:
    """Return the first day of the calendar month that a request counts in (Art. 4: 一个自然月内)."""
    first = None
    if conventions.fee_month != "receipt":
        first = case.steps.order_by("ordinal").values_list("on", flat=True).first()
    return fees.calendar_month(received, submitted=first or received, conventions=conventions)


def earlier(case: Case, received: date, conventions: Conventions) -> int | None:
    """Return how many items the applicant had asked this organ for in the month before this request.

    None where the applicant cannot be recognised, since no number of a proof of identity was given.
    """
    known = getattr(case, "applicant", None)
    if known is None or not known.known_as:
        return None
    counts_in = month(case, received, conventions)
    rows = _of_one(case, known.known_as).filter(received__lte=received, received__gte=counts_in)
    asked = [_as_charged(each) for each in rows if _before(each, case, received, counts_in, conventions)]
    return fees.month(asked, on=received, conventions=conventions).count if asked else 0


@dataclass(frozen=True, slots=True)
class Notice:
    """A fee notice: what is charged, its text, the office's own remark, the papers."""

    charge: Charge
    note: str
    remark: str = ""
    papers: Papers = ()


@transaction.atomic
def notify(*, case: Case, step: Step, notice: Notice, by: Call) -> StepRow:
    """Take the step of a fee notice and keep how the fee was computed. A second call with the same token changes nothing.

    :raises FeeRefused: where nothing is due, or the numbers are none.
    :raises NotAllowed: where the actor lacks the post.
    :raises Refusal: where the law does not allow it now.
    """
    charge = notice.charge
    amount = due(charge, case.received or step.on)
    row = actions_staff.act(case=case, step=step, by=by, note=notice.note, remark=notice.remark, papers=notice.papers)
    counted = charge.count - charge.aid_pages if charge.method == "pages" else charge.count
    FeeNotice.objects.get_or_create(
        step=row,
        defaults={"method": charge.method, "count": counted, "earlier": charge.earlier, "amount": amount},
    )
    return row


def due(charge: Charge, received: date) -> int:
    """Return the amount of a notice in yuan.

    :raises FeeRefused: where nothing is due: then there is no notice.
    """
    amount = charge.fee(received).amount
    if amount == 0:
        raise FeeRefused(
            "按这样计算不收费（0 元），不需要发收费通知。请核对计收方式和数量，或者直接办理答复。",
            "This comes to nothing, so no notice is sent. Check the method and the numbers, or go on to the reply.",
            Citation(FEE_MEASURES),
        )
    return amount


def notice_of(case: Case) -> FeeNotice | None:
    """Return the fee notice of a case, where one went out and was not undone."""
    rows = facts.not_undone(case.steps.order_by("ordinal"))
    sent = [row.pk for row in rows if row.kind == StepKind.FEE_NOTIFIED]
    return FeeNotice.objects.filter(step__in=sent).first()


def _of_one(case: Case, known_as: str) -> QuerySet[Case]:
    rows = Case.objects.filter(
        organ_id=case.organ_id, applicant__known_as=known_as, matter=Matter.DISCLOSURE, received__isnull=False
    ).exclude(result=MERGED)
    return rows.exclude(pk=case.pk).order_by("received", "pk").annotate(charged=Exists(_NOTICES))


def _before(each: Case, case: Case, received: date, counts_in: date, conventions: Conventions) -> bool:
    day = each.received or received
    return (day, each.pk) < (received, case.pk) and month(each, day, conventions) == counts_in


def _as_charged(case: Case) -> Requested:
    notice = notice_of(case) if getattr(case, "charged", True) else None
    if notice is None:
        return Requested(case.number, "items")
    return _requested(case.number, "pages" if notice.method == "pages" else "items", notice.count)


def _requested(number: str, method: Method, count: int, aid_pages: int = 0) -> Requested:
    if method == "pages":
        return Requested(number, method, pages=count, aid_pages=aid_pages)
    return Requested(number, method, items=count)
