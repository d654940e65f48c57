"""Which organ a page is of: the one that its address names, among those whose page the reader may see."""

from collections.abc import Sequence

from django.http import Http404

from gongkai.web.organs import queries
from gongkai.web.organs.entrance import StaffRequest
from gongkai.web.organs.models import Organ


def named(organs: Sequence[Organ], code: str, default: Organ) -> Organ:
    """Return the organ of these that a code names; the default where there is no code.

    :raises Http404: where none of them has it.
    """
    found = next((organ for organ in organs if organ.code == code), None) if code else default
    if found is None:
        raise Http404
    return found


def own(request: StaffRequest, organs: Sequence[Organ]) -> Organ:
    """Return the reader's own organ where it is one of these, else the first."""
    home = queries.home(request.user, request.today)
    return next((organ for organ in organs if organ == home), organs[0])
