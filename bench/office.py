"""How fast the office is with many cases on file, on SQLite: `python bench/office.py`.

The cases are written in bulk, as their actions would have written them, and a sample is replayed to see that it is so. Then
requests are filed and looked at through the application as a web server calls it. Nothing is fetched from outside.
"""

import argparse
import io
import os
import random
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src")]

CASES = 100_000
DAYS = 2_000
BATCH = 2_000
ORGANS = 9
SAMPLE = 1_000
WORKERS = 2
FROIDE = 18.0
"""Request pages of froide a second with two workers, at its best."""

LAST = date(2026, 11, 20)
"""The day on which the last of them was filed."""

CODE = "23456789ABCD"
WAIT = 10
"""How long the first screen is said to have been open, in seconds: what is sent at once is taken for a machine's."""

ANSWERS = {
    "subject": "2025年度道路养护经费支出明细",
    "description": "请提供2025年度本局道路养护经费的支出明细表。",
    "way": "electronic:online",
    "kind": "natural_person",
    "name": "林某某",
    "id_number": "11010519491231002X",
    "phone": "13800000000",
}


@dataclass(frozen=True)
class Line:
    """A line of the table: what, the median, the 95th of a hundred, the target for that, and what else to say."""

    what: str
    median: float
    p95: float
    target: float | None = None
    remark: str = ""


def main() -> int:
    """Print the table; return 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=int, default=CASES, help=f"cases on file ({CASES})")
    parser.add_argument("--days", type=int, default=DAYS, help=f"over how many days they came ({DAYS})")
    parser.add_argument("--rounds", type=int, default=200, help="how often each is measured (200)")
    parser.add_argument("--home", type=Path, help="keep the office in this folder, and take one that is there")
    parser.add_argument(
        "--seconds", type=float, default=8.0, help="how long the server is under load (8); 0 leaves it out"
    )
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        prepare(args.home or Path(folder))
        lines = []
        print(f"{'':44}{'median':>10}{'p95':>10}{'target':>10}")
        for line in measured(args):
            lines.append(line)
            print(shown(line), flush=True)
    missed = [line.what for line in lines if line.target is not None and line.p95 > line.target]
    print(f"\nMissed: {', '.join(missed)}." if missed else "\nEvery target is met.")
    return 1 if missed else 0


def prepare(home: Path) -> None:
    """Start Django in this folder, with its tables made."""
    os.environ |= {"GONGKAI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "gongkai.web.config.settings"}
    for name in ("GONGKAI_DATABASE", "GONGKAI_KEYS", "GONGKAI_HOSTS"):
        os.environ.pop(name, None)
    import logging

    import django
    from django.core.management import call_command

    django.setup()
    logging.disable(logging.WARNING)
    call_command("migrate", verbosity=0)


def measured(args: argparse.Namespace) -> Iterator[Line]:
    """Yield the lines of the table."""
    yield from written(args.cases, args.days)
    yield replayed()
    yield replayed_all()
    yield compared_all()
    yield from filing(args.rounds)
    yield from following(args.rounds)
    yield from desk(args.rounds)
    yield from figures(max(10, args.rounds // 20))
    if args.seconds:
        yield under_load(args.seconds)


# Writing many cases at once


def written(wanted: int, days: int) -> Iterator[Line]:
    """Write what is missing of the cases, and say how long one took."""
    from gongkai.web.cases.models import Case

    missing = wanted - Case.objects.count()
    if missing <= 0:
        return
    organs, began = organs_made(), time.perf_counter()
    writer = Writer(organs, random.Random(4), days)
    while missing > 0:
        writer.write(min(BATCH, missing))
        missing -= BATCH
    spent = time.perf_counter() - began
    yield Line("write one case in bulk", spent / wanted, spent / wanted, None, f"{wanted} cases in {spent:.0f} s")


def organs_made() -> list[Any]:
    """Return the organs of the office; most cases are of the first."""
    from gongkai.web.organs.models import Membership, Organ, OrganKind, Person, Post, Role

    if not Organ.objects.exists():
        since = date(2020, 1, 1)
        person = Person.objects.create(username="handler", name="方某")
        for number in range(ORGANS):
            kind = OrganKind.DEPARTMENT if number else OrganKind.GOVERNMENT
            organ = Organ.objects.create(
                name=f"云亭区第{number}局", short_name=f"第{number}局", code=f"yt{number}", kind=kind, valid_from=since
            )
            Post.objects.create(person=person, organ=organ, role=Role.HANDLER, valid_from=since)
            if number:
                Membership.objects.create(parent=Organ.objects.get(code="yt0"), child=organ, valid_from=since)
            else:
                Post.objects.create(person=person, organ=organ, role=Role.SUPERVISOR, valid_from=since)
    return list(Organ.objects.order_by("pk"))


@dataclass
class Writer:
    """Writes cases with their steps and events, each life replayed by the law as the actions would have it."""

    organs: Sequence[Any]
    chance: random.Random
    days: int = DAYS
    last: dict[tuple[int, int], int] = field(default_factory=dict)

    def write(self, number: int) -> None:
        """Write some cases in one transaction."""
        from django.db import transaction

        from gongkai.web.cases.models import Applicant, Case, NumberSeries, Step
        from gongkai.web.organs.models import Event

        lives = [self._life() for _ in range(number)]
        with transaction.atomic():
            cases = Case.objects.bulk_create([case for case, *_ in lives])
            Applicant.objects.bulk_create([Applicant(case=case, sealed=_sealed(case)) for case in cases])
            rows = Step.objects.bulk_create(
                [self._row(case, at, step) for case, steps in lives for at, step in enumerate(steps)]
            )
            _write_up(rows)
            Event.objects.bulk_create(_chained(cases))
            for (organ, year), last in self.last.items():
                NumberSeries.objects.update_or_create(organ_id=organ, year=year, defaults={"last": last})

    def _life(self) -> tuple[Any, list[Any]]:
        from django.utils import timezone

        from gongkai.law import procedure
        from gongkai.web.cases import actions, queries
        from gongkai.web.cases.models import Case

        organ = self.organs[0 if self.chance.random() < 0.7 else self.chance.randrange(1, len(self.organs))]
        today = LAST
        day = today - timedelta(days=self.chance.randrange(0, self.days))
        steps, state, by = self._steps(day, today), procedure.State(), queries.terms(organ, day)
        for step in steps:
            state = procedure.take(state, step, by)
        last = self.last[organ.pk, day.year] = self.last.get((organ.pk, day.year), 0) + 1
        case = Case(
            number=f"{organ.code.upper()}-{day.year}-{last:04d}",
            organ=organ,
            code_digest=_digest(),
            filed_at=datetime(day.year, day.month, day.day, 10, tzinfo=timezone.get_current_timezone()),
            subject=f"{day.year}年度道路养护经费支出明细（{last}）",
            description="请提供本局道路养护经费的支出明细表，包括预算、决算和合同金额。",
            form="electronic",
            delivery="online",
            applicant_kind="natural_person",
            **actions.summary(organ, state),
        )
        return case, steps

    def _steps(self, day: date, today: date) -> list[Any]:
        from gongkai.law.deadlines import Channel, ServedBy
        from gongkai.law.procedure import Step, StepKind

        def then(days: int) -> date:
            return day + timedelta(days=days)

        steps = [Step(StepKind.RECEIVED, day, channel=Channel.ONLINE, applicant="natural_person")]
        kind = self.chance.random()
        if kind < 0.25:
            steps.append(Step(StepKind.CLARIFICATION_ASKED, then(2), arrived=then(3)))
            steps.append(Step(StepKind.CLARIFICATION_GIVEN, then(8)))
        elif kind < 0.35:
            steps.append(Step(StepKind.THIRD_PARTY_CONSULTED, then(4), ref="1", arrived=then(6)))
            steps.append(Step(StepKind.THIRD_PARTY_ANSWERED, then(12), ref="1"))
        if kind < 0.97:
            reply = ("disclosed", "partly_disclosed", "does_not_exist")[self.chance.randrange(3)]
            steps.append(Step(StepKind.REPLIED, then(15), reply=reply, by=ServedBy.ONLINE))
            steps.append(Step(StepKind.SERVED, then(16)))
            steps.append(Step(StepKind.ARCHIVED, then(30)))
        return [step for step in steps if step.on <= today and (step.arrived is None or step.arrived <= today)]

    def _row(self, case: Any, at: int, step: Any) -> Any:
        from gongkai.web.cases import facts
        from gongkai.web.cases.models import Step

        return Step(
            case=case,
            ordinal=at + 1,
            kind=step.kind,
            on=step.on,
            facts=facts.written(step),
            registered_at=case.filed_at,
            token=secrets.token_urlsafe(24),
        )


def _sealed(case: Any) -> bytes:
    from gongkai.web.cases import queries
    from gongkai.web.vault import sealing

    who = {name: ANSWERS[name] for name in ("name", "id_number", "phone")}
    return sealing.seal_json(who, purpose=queries.purpose(case))


def _digest() -> str:
    from gongkai.web.vault import sealing

    return sealing.digest(CODE, purpose="query code")


def _write_up(rows: Sequence[Any]) -> None:
    """Write what each reply was before it was issued: a version, two reviews of it, and a piece of evidence."""
    from gongkai.web.cases.models import Evidence, Review, Version
    from gongkai.web.organs.models import Person

    by, text = Person.objects.get(username="handler"), "经审查，答复如下。" * 40
    versions = Version.objects.bulk_create(
        Version(
            case=row.case,
            purpose="reply",
            number=1,
            kind=row.kind,
            facts={"reply": row.facts["reply"]},
            text=text,
            written_by=by,
            written_at=row.registered_at,
            submitted_by=by,
            submitted_at=row.registered_at,
            step=row,
        )
        for row in rows
        if row.kind == "replied"
    )
    Review.objects.bulk_create(
        Review(version=version, part=part, verdict="agreed", given_by=by, given_at=version.written_at)
        for version in versions
        for part in ("section", "approval")
    )
    Evidence.objects.bulk_create(
        Evidence(case=version.case, code="internal_nature", text="见案卷。", added_by=by, added_at=version.written_at)
        for version in versions
    )


def _chained(cases: Sequence[Any]) -> list[Any]:
    """Return the events of cases at the end of the log, with the fingerprints of what each was."""
    from django.db.models import prefetch_related_objects

    from gongkai.web.organs import log
    from gongkai.web.organs.models import Event, EventHead

    prefetch_related_objects(cases, "steps", "versions__files", "versions__reviews", "evidence__files")
    head, found = EventHead.objects.get_or_create(id=1)[0], []
    for case in cases:
        for verb, detail in _told(case):
            event = Event(
                number=head.number + 1,
                at=case.filed_at,
                organ=case.organ,
                verb=verb,
                thing="case",
                key=case.number,
                detail=detail,
                previous=head.digest,
            )
            event.digest = head.digest = log.digest(event)
            head.number = event.number
            found.append(event)
    head.save()
    return found


def _told(case: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the events of a case, each with what it tells."""
    from gongkai.web.cases import fingerprints

    for row in case.steps.all():
        first = {"request": fingerprints.of_request(case), "code": fingerprints.of_code(case)}
        content = {"on": str(row.on), "step": row.ordinal, "content": fingerprints.of_step(row, case.number)}
        yield f"cases.{row.kind}", content | (first if row.ordinal == 1 else {})
    for row in case.evidence.all():
        yield "cases.evidence_put", {"evidence": row.pk, "of": row.code, "said": fingerprints.of_evidence(row)}
    for version in case.versions.all():
        of, said = {"version": version.number, "purpose": version.purpose}, fingerprints.of_version(version)
        yield "cases.version_written", of | {"said": said}
        yield "cases.version_submitted", of | {"said": said | fingerprints.of_submission(version)}
        for row in version.reviews.all():
            verb = "cases.approval_given" if row.part == "approval" else "cases.reviewed"
            told = {"part": row.part, "verdict": row.verdict, "said": said | fingerprints.of_review(row)}
            yield verb, of | told
        issued = version.step.ordinal
        yield "cases.version_issued", of | {"issued": issued, "said": said | fingerprints.of_issue(version)}


def replayed() -> Line:
    """Replay a sample and say how long one took.

    :raises SystemExit: where a case is not what its steps say.
    """
    from gongkai.web.cases import actions, queries
    from gongkai.web.cases.models import Case

    keys = list(Case.objects.values_list("pk", flat=True))
    cases = list(
        Case.objects.filter(pk__in=random.Random(5).sample(keys, min(SAMPLE, len(keys)))).select_related("organ")
    )
    began = time.perf_counter()
    found = queries.standings(cases, datetime.now(UTC).date())
    spent = (time.perf_counter() - began) / len(cases)
    for case in cases:
        said = actions.summary(case.organ, found[case.pk].state)
        wrong = [name for name, value in said.items() if getattr(case, name) != value]
        if wrong:
            sys.exit(f"{case.number} is not what its steps say: {', '.join(wrong)}")
    return Line("replay one case", spent, spent, None, f"{len(cases)} of {len(keys)} cases, each as its steps say")


def replayed_all() -> Line:
    """Replay every case, compare it with what is stored, and say how long all of them took.

    :raises SystemExit: where a case is not what its steps say.
    """
    from gongkai.web.cases.models import Case
    from gongkai.web.upkeep import replaying

    began = time.perf_counter()
    for difference in replaying.differences(datetime.now(UTC).date()):
        sys.exit(str(difference))
    spent = time.perf_counter() - began
    return Line("replay every case", spent, spent, 60.0, f"{Case.objects.count()} cases")


def compared_all() -> Line:
    """Compare what every case says with the fingerprints in the log, as `office verify` does, and say how long it took.

    :raises SystemExit: where one says something else.
    """
    from gongkai.web.cases import fingerprints
    from gongkai.web.cases.models import Case

    began = time.perf_counter()
    for difference in fingerprints.changed():
        sys.exit(difference)
    if older := fingerprints.unmarked():
        sys.exit(f"{older} texts have no fingerprint")
    spent = time.perf_counter() - began
    return Line("compare every case with the log", spent, spent, None, f"{Case.objects.count()} cases")


# Calling the application as a web server does


class Visitor:
    """A browser without a screen: keeps its cookies and sends the token that its forms need."""

    def __init__(self, address: str) -> None:
        from gongkai.web.config.wsgi import application

        self.application, self.address = application, address
        self.cookies: dict[str, str] = {}
        self.status = ""
        self.headers: dict[str, str] = {}

    def get(self, path: str) -> str:
        """Return a page."""
        return self._call("GET", path, b"")

    def post(self, path: str, **said: str) -> str:
        """Send a form and return the answer."""
        said |= {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}
        return self._call("POST", path, urlencode(said).encode())

    def _call(self, method: str, path: str, body: bytes) -> str:
        path, _, query = path.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "REMOTE_ADDR": self.address,
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "wsgi.input": io.BytesIO(body),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
            "wsgi.version": (1, 0),
            "wsgi.multithread": False,
            "wsgi.multiprocess": False,
            "wsgi.run_once": False,
        }
        answer = self.application(environ, self._begin)
        with closing(answer):
            return b"".join(answer).decode(errors="replace")

    def _begin(self, status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
        self.status, self.headers = status, dict(headers)
        for name, value in headers:
            if name == "Set-Cookie":
                self.cookies |= {key: each.value for key, each in SimpleCookie(value).items()}

    def expect(self, status: int) -> None:
        """Stop where the answer was another.

        :raises SystemExit: with what it was.
        """
        if not self.status.startswith(str(status)):
            sys.exit(f"{status} was expected, and it was {self.status}")


def filing(rounds: int) -> Iterator[Line]:
    """Yield how long the two screens of a request take to be answered."""
    first, second, shown_, organ = [], [], [], organs_made()[0].code
    for number in range(rounds):
        visitor = Visitor(f"10.{number // 250 % 250}.{number % 250}.1")
        visitor.get("/apply/")
        visitor.expect(200)
        said = ANSWERS | {"organ": organ, "opened": _opened(), "token": secrets.token_urlsafe(24)}
        first.append(timed(lambda: visitor.post("/apply/", **said)))  # noqa: B023
        visitor.expect(302)
        path = visitor.headers["Location"]
        visitor.get(path)
        second.append(timed(lambda: visitor.post(path)))  # noqa: B023
        visitor.expect(302)
        path = visitor.headers["Location"]
        shown_.append(timed(lambda: visitor.get(path)))  # noqa: B023
        visitor.expect(200)
    yield of("send the first screen", first, 0.300)
    yield of("file a request", second, 0.300)
    yield of("show number, code and last day", shown_)


def _opened() -> str:
    from django.core import signing

    from gongkai.web.portal.apply_forms import OPENED

    return signing.dumps(time.time() - WAIT, salt=OPENED)


def following(rounds: int) -> Iterator[Line]:
    """Yield how long it takes to open a case by its code, and to show where it stands."""
    opening, status = [], []
    for at, number in enumerate(_numbers(rounds)):
        visitor = Visitor(f"10.9.{at % 250}.2")
        visitor.get("/follow/")
        opening.append(timed(lambda: visitor.post("/follow/", number=number, code=CODE)))  # noqa: B023
        visitor.expect(302)
        status.append(timed(lambda: visitor.get(f"/follow/{number}/")))  # noqa: B023
        visitor.expect(200)
    yield of("open a case by its code", opening)
    yield of("status page", status, 0.100)


def desk(rounds: int) -> Iterator[Line]:
    """Yield how long the pages of the staff take."""
    visitor = Visitor("10.8.0.1")
    visitor.cookies["sessionid"] = _session()
    pages = {
        "desk with its figures": "/office/",
        "work list, open": "/office/cases/?tab=open",
        "work list, ended, the last page": "/office/cases/?tab=ended&page=100",
        "work list, everything": "/office/cases/?tab=all&page=50",
    }
    for what, path in pages.items():
        visitor.get(path)
        visitor.expect(200)
        yield of(what, [timed(lambda: visitor.get(path)) for _ in range(max(10, rounds // 5))], 0.150)  # noqa: B023
    for what, page in {"page of a case": "", "page on which a reply is written": "write/reply/"}.items():
        times = []
        for number in _numbers(rounds, open_ones=bool(page)):
            times.append(timed(lambda: visitor.get(f"/office/cases/{number}/{page}")))  # noqa: B023
            visitor.expect(200)
        yield of(what, times, 0.150)


def figures(rounds: int) -> Iterator[Line]:
    """Yield how long the figures take: those of a month, the register, and table 3 of a year with its sum."""
    visitor = Visitor("10.8.0.1")
    visitor.cookies["sessionid"] = _session()
    year, month = LAST.year, LAST.month
    pages = {
        "table of a month": (f"/office/cases/figures/?organ=yt0&span=month&year={year}&number={month}", 1.0),
        "table of a month, with the organs below": (
            f"/office/cases/figures/below/?organ=yt0&span=month&year={year}&number={month}",
            None,
        ),
        "leader's page": ("/office/cases/overview/?organ=yt0", None),
        "register, a page": ("/office/cases/registry/?organ=yt0", None),
        "table 3 of a year": (f"/office/reports/yt0/{year}/", 1.5),
        "table 3 of a year, one cell": (f"/office/reports/yt0/{year}/cells/requests.new.total/", None),
        "table 3 of a year, the sum": (f"/office/reports/yt0/{year}/sum/", None),
    }
    for what, (path, target) in pages.items():
        visitor.get(path)
        visitor.expect(200)
        yield of(what, [timed(lambda: visitor.get(path)) for _ in range(rounds)], target)  # noqa: B023


def _session() -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from gongkai.web.organs.models import Person

    person = Person.objects.get(username="handler")
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    return str(session.session_key)


def _numbers(count: int, *, open_ones: bool = False) -> list[str]:
    from gongkai.web.cases.models import Case

    found = Case.objects.filter(code_digest=_digest())
    numbers = list((found.filter(stage="in_hand") if open_ones else found).values_list("number", flat=True))
    return random.Random(6).sample(numbers, min(count, len(numbers)))


# A server with two workers


def under_load(seconds: float) -> Line:
    """Return how many status pages a second a server with two workers answers to four visitors."""
    number = _numbers(1)[0]
    port = 8000 + os.getpid() % 1000
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS), "--port", str(port)]
    command += ["--no-access-log", "--log-level", "error", "gongkai.web.config.wsgi:application"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, env=environment, stdout=quiet, stderr=quiet)
    try:
        cookie = _opened_on(port, number)
        times, until = [], time.perf_counter() + seconds
        threads = [threading.Thread(target=_ask, args=(port, number, cookie, until, times)) for _ in range(2 * WORKERS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        server.terminate()
        server.wait(20)
    rate = len(times) / seconds
    said = f"{rate:.0f} a second with {WORKERS} workers, {rate / FROIDE:.1f} times froide at its best"
    line = of("status page under load", times)
    return Line(line.what, line.median, line.p95, None, said)


def _opened_on(port: int, number: str) -> str:
    """Wait for the server, open a case there, and return the cookies."""
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    for _ in range(200):
        try:
            connection.request("GET", "/follow/")
            break
        except ConnectionRefusedError:
            connection.close()
            time.sleep(0.1)
    answer = connection.getresponse()
    answer.read()
    token = SimpleCookie(answer.headers["Set-Cookie"])["csrftoken"].value
    body = urlencode({"number": number, "code": CODE, "csrfmiddlewaretoken": token})
    headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={token}"}
    connection.request("POST", "/follow/", body, headers)
    answer = connection.getresponse()
    answer.read()
    found = re.search(r"sessionid=(\w+)", str(answer.headers))
    if answer.status != 302 or found is None:
        sys.exit(f"The server answered {answer.status} {urlsplit(answer.headers.get('Location', '')).path}")
    return f"csrftoken={token}; sessionid={found[1]}"


def _ask(port: int, number: str, cookie: str, until: float, times: list[float]) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    while time.perf_counter() < until:
        began = time.perf_counter()
        connection.request("GET", f"/follow/{number}/", headers={"Cookie": cookie})
        answer = connection.getresponse()
        answer.read()
        if answer.status == 200:
            times.append(time.perf_counter() - began)


def timed(step: Callable[[], object]) -> float:
    """Return how long something takes."""
    began = time.perf_counter()
    step()
    return time.perf_counter() - began


def of(what: str, times: list[float], target: float | None = None) -> Line:
    """Return the line of some rounds."""
    return Line(what, statistics.median(times), statistics.quantiles(times, n=20)[-1], target)


def shown(line: Line) -> str:
    """Return a line as it is printed."""
    target = in_words(line.target) if line.target is not None else "-"
    mark = "" if line.target is None or line.p95 <= line.target else "  MISSED"
    return f"{line.what:44}{in_words(line.median):>10}{in_words(line.p95):>10}{target:>10}  {line.remark}{mark}"


def in_words(seconds: float) -> str:
    """Return a duration with its unit."""
    return f"{seconds * 1000:.1f} ms" if seconds < 1 else f"{seconds:.1f} s"


if __name__ == "__main__":
    sys.exit(main())
