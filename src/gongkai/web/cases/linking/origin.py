"""From which reply a publication was made, for the page of its draft."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.web.cases import queries as cases
from gongkai.web.cases.linking import queries
from gongkai.web.cases.models import Conversion
from gongkai.web.organs.models import Person
from gongkai.web.publications.models import Publication
from gongkai.web.publications.origins import Origin


def told(publication: Publication, reader: Person, today: date) -> Iterator[Origin]:
    """Yield the case whose reply a publication was made from, to whoever may read that."""
    readable = cases.readable(reader, today)
    for made in Conversion.objects.filter(publication=publication, case__in=readable).select_related("case__organ"):
        if queries.conversion(made.case, cases.standing(made.case, today)) is not None:
            words = _("由办件 %(number)s 的答复转为主动公开") % {"number": made.case.number}
            yield Origin(words, reverse("cases:case", args=[made.case.number]))
