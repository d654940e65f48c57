"""What follows a step in the background. It is queued in the transaction of the step, so that neither is without the other."""

from django.utils import timezone
from django_tasks import task

from gongkai.web.cases import notify
from gongkai.web.cases.models import Case


@task()
def tell_of_step(step: int) -> None:
    """Tell the applicant and the handlers of a step whom it concerns."""
    notify.tell(step, timezone.localtime())


@task()
def tell_of_new_code(case: int) -> None:
    """Tell an applicant that the query code was replaced."""
    found = Case.objects.select_related("organ").get(pk=case)
    notify.tell_new_code(found, found.code_digest, timezone.localtime())
