"""A large table is taken in the background, so that no page waits for it."""

from django.utils import timezone
from django_tasks import task

from gongkai.web.cases.models import Intake
from gongkai.web.cases.taking_over.actions import tables
from gongkai.web.organs.log import Call


@task()
def take_table(intake: int) -> None:
    """Take what is left of a table. Killed meanwhile, it is begun again and goes on where it stopped."""
    found = Intake.objects.select_related("made_by").filter(pk=intake).first()
    if found is not None:
        tables.go_on(found, by=Call(timezone.localtime(), found.made_by))
