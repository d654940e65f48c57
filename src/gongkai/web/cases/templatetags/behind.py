"""The tag `behind`: the address of the list that is behind a figure."""

from typing import Protocol

from django import template
from django.urls import reverse

from gongkai.web.cases.worklist import address
from gongkai.web.organs.models import Organ

register = template.Library()


class Counted(Protocol):
    """A figure that says what of the work list is behind it."""

    @property
    def behind(self) -> dict[str, str]:
        """What the list is asked for."""


@register.simple_tag
def behind(organ: Organ, figure: Counted) -> str:
    """Return the address of the cases of an organ that a figure counts."""
    return reverse("cases:inbox") + address(organ, **figure.behind)
