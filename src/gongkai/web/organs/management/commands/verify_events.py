"""`verify_events`: whether the log is as it was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.web.organs import log
from gongkai.web.organs.models import EventHead


class Command(BaseCommand):
    """Walks the chain of events from the first to the last."""

    help = (
        "核对操作日志的摘要链，指出第一处不符。Verify the chain of the log and name the first event that does not fit."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Say that the chain holds, with its end, or where it first does not.

        :raises CommandError: where it does not.
        """
        for number, reason in log.broken():
            raise CommandError(f"第 {number} 号事件：{reason}。日志在此处或者此前被改动。")
        head = EventHead.objects.filter(id=1).first() or EventHead()
        self.stdout.write(f"日志完整，共 {head.number} 个事件，末尾摘要 {head.digest}。")
