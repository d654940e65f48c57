"""What an address of the figures asks for: an organ or all below it, a period, a figure, a page."""

from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.http import urlencode

from gongkai.web.cases.figures import periods
from gongkai.web.cases.figures.periods import Period, Scope
from gongkai.web.organs import choosing, permissions, queries
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.organs.models import Organ
from gongkai.web.organs.permissions import NotAllowed

BELOW = "below"


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom and of when: the organ, those that a sum is made of, the period; `organs` are all that may be asked for."""

    organ: Organ
    members: tuple[Organ, ...]
    organs: tuple[Organ, ...]
    period: Period
    below: bool

    @property
    def words(self) -> dict[str, str | int]:
        """What an address says of it."""
        of = {"organ": self.organ.code, "span": str(self.period.span)}
        return of | {"year": self.period.year, "number": self.period.number} | ({BELOW: "1"} if self.below else {})

    def address(self, view: str, *arguments: str, **more: str | int) -> str:
        """Return the address of a page of the same organ and period."""
        return f"{reverse(view, args=arguments)}?{urlencode(self.words | more)}"

    def link(self, scope: Scope, key: str) -> str:
        """Return where the cases of a figure are."""
        return self.address("cases:figure", figure=key, scope=scope)

    def of(self, member: Organ) -> "Asked":
        """Return the same of one organ alone."""
        return Asked(member, (member,), self.organs, self.period, below=False)


def asked(request: StaffRequest, *, below: bool = False) -> Asked:
    """Return what an address asks for.

    :raises NotAllowed: where the person may read no figures at all.
    :raises Http404: where there is no such organ or period for this person.
    """
    organs = tuple(permissions.organs_where(request.user, "figures.read", request.today))
    organ = organ_of(request, organs)
    span, year, number = (request.GET.get(name, "") for name in ("span", "year", "number"))
    period = periods.asked(span, year, number, request.today)
    if period is None:
        raise Http404
    under = queries.below([organ.pk], period.until(request.today)) if below else {organ.pk}
    members = (organ, *(each for each in organs if each.pk in under and each != organ))
    return Asked(organ, members, organs, period, below)


def organ_of(request: StaffRequest, organs: tuple[Organ, ...]) -> Organ:
    """Return the organ that an address names; where it names none the person's own, else the first.

    :raises NotAllowed: where there is none at all.
    :raises Http404: where the person may not read its figures.
    """
    if not organs:
        raise NotAllowed("figures.read", None)
    return choosing.named(organs, request.GET.get("organ", ""), choosing.own(request, organs))


def page_of(request: StaffRequest, count: int, size: int) -> tuple[int, int]:
    """Return which page is asked for, and how many there are."""
    said = request.GET.get("page", "1")
    pages = max(1, -(-count // size))
    number = int(said) if said.isdecimal() and len(said) <= len("10000") else 1
    return min(max(1, number), pages), pages
