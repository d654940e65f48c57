"""An office that files requests until it is killed, and another that looks at what was left: `killed_office.py file|look`.

What was answered with success is said in one line on the output, after the transaction and never before.
"""

import json
import os
import sys
import threading
from datetime import UTC, datetime
from itertools import count

import django

django.setup()

from django.core.management import call_command  # noqa: E402

from gongkai.law.deadlines import Channel  # noqa: E402
from gongkai.web.cases import actions, queries  # noqa: E402
from gongkai.web.cases.actions import AlreadyFiled, Arrival, Asked  # noqa: E402
from gongkai.web.cases.models import Applicant, Attachment, Case, NumberSeries, Step  # noqa: E402
from gongkai.web.organs import log  # noqa: E402
from gongkai.web.organs.log import Call  # noqa: E402
from gongkai.web.organs.models import Event, Organ  # noqa: E402
from gongkai.web.vault import files  # noqa: E402
from gongkai.web.vault.models import RestrictedFile  # noqa: E402
from gongkai.web.vault.uploads import Checked  # noqa: E402

THREADS = 3
SUMMARY = ("matter", "stage", "received", "due", "due_provisional", "result", "closed", "steps_taken")
ASKED = Asked("2025年度道路养护经费", "请提供2025年度的支出明细。", "electronic", "online", "natural_person")


def main() -> None:
    """Do what the first argument says."""
    {"prepare": prepare, "file": file, "look": look}[sys.argv[1]]()


def prepare() -> None:
    """Make an office with one organ."""
    call_command("migrate", verbosity=0)
    Organ.objects.create(name="云亭区", short_name="云亭", code="yt", kind="government", valid_from="2020-01-01")


def file() -> None:
    """File requests with papers, in several threads, without an end."""
    threads = [threading.Thread(target=_file, args=(number,), daemon=True) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def look() -> None:
    """Say everything that is wrong, of the requests whose success was said on the input and of all others."""
    answered = [json.loads(line) for line in sys.stdin]
    wrong = [sentence for each in answered for sentence in _lost(each)]
    cases = list(Case.objects.select_related("organ"))
    today = _now().date()
    for case, standing in zip(cases, queries.standings(cases, today).values(), strict=True):
        said = actions.summary(case.organ, standing.state)
        wrong += [f"{case.number}: {name}" for name in SUMMARY if getattr(case, name) != said[name]]
    wrong += [f"{case.number} has no applicant" for case in cases if not Applicant.objects.filter(case=case).exists()]
    wrong += [f"{case.number} has no papers" for case in cases if case.attachments.count() != 1]
    wrong += [f"event {number}: {why}" for number, why in log.broken()]
    counted = [len(cases), Step.objects.count(), Attachment.objects.count(), RestrictedFile.objects.count()]
    counted += [Event.objects.count(), NumberSeries.objects.get().last]
    wrong += [f"not as many of each: {counted}"] if len(set(counted)) != 1 else []
    wrong += [f"lost file {each.pk}" for each in RestrictedFile.objects.all() if not files.path(each).exists()]
    json.dump({"wrong": wrong, "cases": len(cases)}, sys.stdout)


def _file(thread: int) -> None:
    organ = Organ.objects.get()
    for number in count():
        token = f"{os.getpid()}-{thread}-{number}"
        paper = Checked(b"%PDF-1.4\n" + os.urandom(20_000) + b"%%EOF\n", "证明.pdf", "application/pdf")
        filed = actions.file(
            organ=organ,
            asked=ASKED,
            applicant={"name": token},
            arrival=Arrival(Channel.ONLINE),
            by=Call(_now(), token=token),
            attachments=[(Attachment.Use.IDENTITY, paper)],
        )
        said = json.dumps({"number": filed.case.number, "code": filed.code, "token": token})
        os.write(1, f"{said}\n".encode())


def _lost(answered: dict[str, str]) -> list[str]:
    case = queries.followed(answered["number"], answered["code"])
    if case is None:
        return [f"{answered['number']} is lost"]
    wrong = []
    if queries.applicant(case) != {"name": answered["token"]}:
        wrong.append(f"{case.number} has another applicant")
    for attachment in case.attachments.all():
        content = files.read(attachment.file)
        if len(content) != attachment.file.size or not content.endswith(b"%%EOF\n"):
            wrong.append(f"{case.number} has a broken file")
    try:
        by = Call(_now(), token=answered["token"])
        actions.file(organ=case.organ, asked=ASKED, applicant={}, arrival=Arrival(Channel.ONLINE), by=by)
        wrong.append(f"{case.number} was filed again")
    except AlreadyFiled as earlier:
        wrong += [] if earlier.case == case else [f"{case.number} became {earlier.case}"]
    return wrong


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
