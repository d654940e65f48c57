"""An office whose people work on cases until it is killed, and another that looks at what was left: `… prepare|work|look`.

What was answered with success is said in one line on the output, after the transaction and never before.
"""

import json
import os
import random
import sys
import threading
from datetime import datetime, timedelta
from itertools import count

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from gongkai.web.cases import fingerprints  # noqa: E402
from gongkai.web.cases.models import Case, Evidence, Review, Version  # noqa: E402
from gongkai.web.organs import log  # noqa: E402
from gongkai.web.organs.models import Organ, Person  # noqa: E402
from gongkai.web.upkeep import replaying  # noqa: E402
from tests.web import factories  # noqa: E402
from tests.web.cases.at_work import Office, Work, office  # noqa: E402

THREADS = 3
CASES = 6
LATER = timedelta(days=3)
KEPT = {"steps": "steps", "versions": "versions", "evidence": "evidence"}


def main() -> None:
    """Do what the first argument says."""
    {"prepare": prepare, "work": work, "look": look}[sys.argv[1]]()


def prepare() -> None:
    """Make an office with one organ and its people, and a few requests."""
    call_command("migrate", verbosity=0)
    at, working = office(code="yt", name="云亭区", short_name="云亭"), Work(random.Random(1))
    for _ in range(CASES):
        working.file(at, _now())


def work() -> None:
    """Work on the cases, in several threads, without an end."""
    threads = [threading.Thread(target=_work, args=(number,), daemon=True) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def look() -> None:
    """Say everything that is wrong, of what was said on the input to be done and of everything else."""
    answered = [json.loads(line) for line in sys.stdin]
    wrong = [sentence for each in answered for sentence in _lost(each)]
    wrong += [str(each) for each in replaying.differences((_now() + LATER).date())]
    wrong += [*fingerprints.changed(), *(f"event {number}: {why}" for number, why in log.broken())]
    for version in Version.objects.filter(step__isnull=False).prefetch_related("reviews"):
        if not version.reviews.filter(part="approval", verdict="agreed").exists():
            wrong.append(f"{version} went out without an approval")
    counted = {"cases": Case.objects.count(), "reviews": Review.objects.count(), "evidence": Evidence.objects.count()}
    json.dump({"wrong": wrong, **counted}, sys.stdout)


def _work(thread: int) -> None:
    organ = Organ.objects.get()
    people = {person.pk: person for person in Person.objects.order_by("pk")}
    first, second, reviewer, approver = people.values()
    at, working = Office(organ, (first, second), reviewer, approver), Work(random.Random())
    cases = list(Case.objects.order_by("pk"))
    for number in count():
        if all(case.stage == "archived" for case in cases) or number % 40 == 0:
            cases = [*cases[-CASES:], working.file(at, _now())]
        case = working.chance.choice(cases)
        moved = working.move(at, case, _now(), f"{os.getpid()}-{thread}-{number}")
        if moved:
            kept = {name: getattr(case, many).count() for name, many in KEPT.items()}
            os.write(1, f"{json.dumps({'number': case.number, **kept})}\n".encode())


def _lost(answered: dict[str, int]) -> list[str]:
    case = Case.objects.filter(number=answered["number"]).first()
    if case is None:
        return [f"{answered['number']} is lost"]
    found = {name: getattr(case, many).count() for name, many in KEPT.items()}
    return [
        f"{case.number} had {answered[name]} {name}, now {found[name]}" for name in KEPT if found[name] < answered[name]
    ]


def _now() -> datetime:
    return factories.NOW


if __name__ == "__main__":
    main()
