"""`python -m gongkai.web replay`: write every summary anew from the steps; with --check, only tell what differs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from gongkai.web.organs.log import Call
from gongkai.web.upkeep import replaying


class Command(BaseCommand):
    """Replays all cases."""

    help = "Rebuild the summary of every case from its steps."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the arguments."""
        parser.add_argument("--check", action="store_true", help="change nothing; fail where something differs")

    def handle(self, *args: Any, **options: Any) -> None:
        """Replay, and tell what differed."""
        by = Call(timezone.localtime())
        found = list(replaying.differences(by.today)) if options["check"] else replaying.rebuild(by=by)
        for each in found:
            self.stdout.write(str(each))
        if found and (options["check"] or any(not each.column for each in found)):
            raise CommandError(f"{len(found)} differences")
