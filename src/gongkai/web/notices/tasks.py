"""The delivery of messages in the background."""

from django.utils import timezone
from django_tasks import task

from gongkai.web.notices import delivery


@task()
def deliver(message: int) -> None:
    """Try a message, and once more later where it was not taken over."""
    later = delivery.attempt(message, timezone.localtime())
    if later is not None:
        deliver.using(run_after=later).enqueue(message)
