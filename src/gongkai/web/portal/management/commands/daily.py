"""`daily`: the round of a day now, for whoever wants it outside its hour or on another day."""

from argparse import ArgumentParser
from datetime import date, datetime
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from gongkai.web.portal import rounds


class Command(BaseCommand):
    """Remind, tell and clean up as on a day; done once a day."""

    help = "办理一天的定时工作：提醒、通知超期、清理。每天只办理一次。"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the day."""
        parser.add_argument("--today", type=date.fromisoformat, help="日期，默认今天，如 2026-11-23")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do the round and say whether it was done."""
        now = timezone.localtime()
        if day := options["today"]:
            now = datetime.combine(day, now.timetz())
        done = rounds.daily(now)
        self.stdout.write(f"{now.date()} 的定时工作{'已办理' if done else '先前已办理，或者正在办理'}。")
