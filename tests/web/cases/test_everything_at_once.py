"""People act on cases while a calendar is taken over, tables are taken in, people are forgotten and the day's round is made.

Nobody is turned away by how another holds what they need; nothing is lost, nothing is done twice; and of every calendar that
was taken over in between, the log says of exactly the right cases how their last days moved.
"""

import random
import threading
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest
from django.db import connection

from gongkai.law import packs, procedure
from gongkai.law.packs import Pack
from gongkai.law.refusal import Refusal
from gongkai.law.workdays import Calendar
from gongkai.web.cases import actions_public, facts, fingerprints, queries
from gongkai.web.cases.keeping import actions as keeping
from gongkai.web.cases.keeping.actions import Decision, NothingToErase
from gongkai.web.cases.linking import actions as linking
from gongkai.web.cases.linking import splitting
from gongkai.web.cases.models import Applicant, Case, Erasure, Intake, Step
from gongkai.web.cases.taking_over import packs_in_force
from gongkai.web.cases.taking_over.actions import opening, tables
from gongkai.web.cases.taking_over.actions.calendar import Changed, take_over
from gongkai.web.cases.taking_over.table.columns import balance_columns
from gongkai.web.organs import log
from gongkai.web.organs.actions import choices
from gongkai.web.organs.models import CalendarPack, Event, Role
from gongkai.web.portal import rounds
from gongkai.web.publications.models import Publication
from gongkai.web.reporting import actions as reports
from gongkai.web.reporting import queries as reporting
from gongkai.web.upkeep import replaying
from gongkai.web.vault.office_files import XLSX
from gongkai.web.vault.uploads import Checked as Upload
from tests.web import factories
from tests.web.cases.at_work import Work, office
from tests.web.cases.taking_over import made_up
from tests.web.cases.taking_over.sheets import REPLIED, line, table

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
TODAY = date(2026, 12, 22)
NOW = datetime(2026, 12, 22, 10, 0, tzinfo=factories.SHANGHAI)
PEOPLE, CASES, MOVES, FEW, LINES = 6, 8, 10, 2, 24
MATTER = splitting.Matter("另一事项", "请提供另一事项的信息。")
TRIES = 200
"""How often a calendar is looked at and confirmed at most: each step that moves a last day meanwhile asks for another look."""


def tables_of(name: str) -> bytes:
    """Return a table with cases in hand and cases that have ended, received on other days of December."""
    opened = [line(f"{name}{n}", 收到申请之日=date(2026, 12, 1 + n % 18)) for n in range(LINES)]
    ended = [line(f"{name}办{n}", REPLIED, {"收到申请之日": date(2026, 11, 2)}) for n in range(LINES // 4)]
    return table(opened, ended)


@dataclass
class Crowd:
    """People who begin together; what went wrong for any of them is kept."""

    acts: list[Callable[[], None]] = field(default_factory=list)
    faults: list[BaseException] = field(default_factory=list)

    def work(self) -> None:
        """Let them all act, and wait until they have."""
        together = threading.Barrier(len(self.acts))
        threads = [threading.Thread(target=self._one, args=(act, together)) for act in self.acts]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(240)
        assert not any(thread.is_alive() for thread in threads)

    def _one(self, act: Callable[[], None], together: threading.Barrier) -> None:
        try:
            together.wait(60)
            act()
        except BaseException as error:
            self.faults.append(error)
        finally:
            connection.close()


class District:
    """A government and a bureau under it, with all who work there and all that they do at once."""

    def __init__(self) -> None:
        self.top = factories.organ(kind="government")
        self.bureaus = [office(parent=self.top), office(parent=self.top)]
        self.administrator = factories.person((self.top, Role.ADMINISTRATOR))
        self.done: Counter[str] = Counter()
        self.taken: list[str] = []
        self.erased: set[str] = set()
        begun = datetime(2026, 12, 7, 9, 0, tzinfo=factories.SHANGHAI)
        self.cases = [Work(random.Random(n)).file(self.bureaus[n % 2], begun) for n in range(CASES)]
        self.filed = CASES
        for n in range(CASES):
            ended = Work(random.Random(n)).file(self.bureaus[n % 2], begun)
            actions_public.withdraw(case=ended, reason="", by=factories.call(now=begun))
            self.filed += 1
        self.alone = threading.Lock()

    def act(self, number: int) -> None:
        """Work on the same cases as the others, and file one now and then."""
        work = Work(random.Random(number))
        for turn in range(MOVES):
            case = Case.objects.select_related("organ").get(pk=work.chance.choice(self.cases).pk)
            at = next(each for each in self.bureaus if each.organ == case.organ)
            work.move(at, case, NOW, token=f"{number}-{turn}")
            if turn % 4 == 0:
                work.file(at, NOW)
        with self.alone:
            self.done += Counter(work.done)
            self.filed += len(range(0, MOVES, 4))

    def take_calendar(self, made: Iterable[Pack]) -> None:
        """Take packs over, one after the other; where cases have changed since one was looked at, look again."""
        for pack in made:
            for _ in range(TRIES):
                try:
                    row = take_over(
                        pack=pack,
                        seen=packs_in_force.preview(pack, TODAY).fingerprint,
                        by=factories.call(self.administrator, NOW),
                    )
                except Changed:
                    continue
                if row:
                    self.taken.append(row.digest)
                break
            else:
                raise AssertionError("Nobody gets a calendar in while others work.")

    def take_table(self, intake: Intake) -> None:
        """Take a table, as others do at the same time."""
        by = factories.call(intake.made_by, NOW)
        tables.go_on(tables.confirm(intake=intake, by=by), by=by)

    def hand_in(self, name: str, at: int) -> Intake:
        """Hand a table in."""
        bureau = self.bureaus[at]
        by = factories.call(bureau.handlers[0], NOW)
        return tables.hand_in(organ=bureau.organ, upload=Upload(tables_of(name), f"{name}.xlsx", XLSX), by=by)

    def forget(self, at: int) -> None:
        """Erase who asked in what has ended, a few at a time; another one does the same."""
        bureau = self.bureaus[at]
        by = factories.call(bureau.approver, NOW)
        for _ in range(MOVES):
            ended = Case.objects.filter(organ=bureau.organ, closed__isnull=False, applicant__erased=None)
            numbers = list(ended.order_by("pk").values_list("number", flat=True)[:FEW])
            try:
                kept = keeping.erase(organ=bureau.organ, numbers=numbers, decision=Decision("保管期满。", True), by=by)
            except NothingToErase:
                continue
            with self.alone:
                assert self.erased.isdisjoint(kept.numbers)
                self.erased |= set(kept.numbers)

    def tie(self, at: int) -> None:
        """Say of cases that they belong together, split some in two, and rate what has ended."""
        bureau, chance = self.bureaus[at], random.Random(at)
        theirs = [each for each in self.cases if each.organ == bureau.organ]
        for turn in range(MOVES):
            one, other = chance.sample(theirs, 2)
            by = factories.call(bureau.handlers[turn % 2], NOW)
            with suppress(Refusal):
                linking.unlink(link=linking.link(case=one, other=other, kind="related", by=by), by=by)
                splitting.split(case=one, matters=[MATTER] * 2, keeps="支出明细", by=by)
                with self.alone:
                    self.filed += 2
            with suppress(actions_public.NotOver):
                actions_public.rate(case=other, grade=5, remark="", by=factories.call(now=NOW))

    def look_after(self, at: int) -> None:
        """Change settings and figures of an organ, draft what is to be published, and do what a day asks for."""
        bureau = self.bureaus[at]
        for turn in range(MOVES):
            choices.set_up(
                organ=bureau.organ,
                values={"quiet_from": f"{19 + turn % 3}:00"},
                by=factories.call(self.administrator, NOW),
            )
            factories.draft(bureau.organ, by=factories.call(bureau.handlers[1], NOW))
            opening.enter(
                organ=bureau.organ,
                year=2026,
                cells=dict.fromkeys(balance_columns(), turn),
                source="2025年度报告",
                by=factories.call(bureau.handlers[0], NOW),
            )
            rounds.tick(NOW)
        seen = reporting.digest(reporting.tallied(bureau.organ, 2025))
        reports.freeze(organ=bureau.organ, year=2025, seen=seen, by=factories.call(bureau.approver, NOW))


def calendar_at(number: int) -> Calendar:
    """Return the calendar that held at an event."""
    taken = Event.objects.filter(verb="calendar.taken_over", number__lte=number).order_by("number")
    rows = {row.digest: row.text for row in CalendarPack.objects.all()}
    texts = [rows[event.detail["digest"]] for event in taken]
    return packs.extended([packs.read(text, name="—") for text in texts])


def due_at(case: Case, number: int, known: Calendar) -> tuple[date | None, bool]:
    """Return the last day to reply of a case after the steps that the log has before an event, by a calendar."""
    events = Event.objects.filter(thing="case", key=case.number, number__lt=number, detail__has_key="step")
    ordinals = {event.detail["step"] for event in events if event.verb != "cases.erase"}
    taken = facts.steps(Step.objects.filter(case=case, ordinal__in=ordinals).order_by("ordinal"))
    by = queries.terms(case.organ, queries.ruled_from(taken) or TODAY, known)
    state = procedure.replay(taken, TODAY, conventions=by.conventions, calendar=known).state
    due = procedure.due(state, by) if state.received else None
    return (due.date, due.provisional) if due else (None, False)


def check_moves(before: int, taken: Event) -> int:
    """Compare what the log says to have moved with a calendar with the cases as they were; return how many they are."""
    moved = list(Event.objects.filter(verb="cases.last_day_moved", detail__calendar=taken.number))
    assert len(moved) == taken.detail["moved"] == len({event.key for event in moved})
    assert [event.number for event in moved] == [taken.number + 1 + n for n in range(len(moved))]
    told = {event.key: event.detail["moves"].get("reply") for event in moved}
    old, new = calendar_at(before), calendar_at(taken.number)
    for case in Case.objects.select_related("organ"):
        was, then = (due_at(case, taken.number, known) for known in (old, new))
        said = told.get(case.number)
        if was == then:
            assert said is None, case.number
        else:
            assert said is not None, case.number
            for (day, provisional), part in ((was, said["before"]), (then, said["after"])):
                assert (day and day.isoformat(), provisional) == (part["date"], part["provisional"])
    return len(moved)


def test_everything_at_once_loses_nothing_and_turns_nobody_away() -> None:
    district, crowd = District(), Crowd()
    one, two, three = district.hand_in("甲", 0), district.hand_in("乙", 0), district.hand_in("丙", 1)
    versions = [made_up.pack(), made_up.pack(off=[]), made_up.pack(off=[date(2027, 1, 8)], worked=[])]
    for number in range(PEOPLE):
        crowd.acts.append(lambda number=number: district.act(number))
    for intake in (one, one, two, three):
        crowd.acts.append(lambda intake=intake: district.take_table(intake))
    for at in (0, 1):
        crowd.acts += [lambda at=at: district.forget(at)] * 2
        crowd.acts += [lambda at=at: district.look_after(at), lambda at=at: district.tie(at)]
    crowd.acts.append(lambda: district.take_calendar(versions))
    crowd.acts.append(lambda: district.take_calendar(reversed(versions)))
    crowd.work()
    assert crowd.faults == []

    assert list(replaying.differences(TODAY)) == []
    assert list(log.broken()) == []
    assert list(fingerprints.changed()) == []
    # What was answered with success is there, once each.
    there = Counter(Case.objects.exclude(intake=None).values_list("former_number", flat=True))
    assert set(there.values()) == {1}
    for intake, name in ((one, "甲"), (two, "乙"), (three, "丙")):
        intake.refresh_from_db()
        assert (intake.taken, intake.refused, intake.file) == (LINES + LINES // 4, [], None)
        assert Case.objects.filter(intake=intake, former_number__startswith=name).count() == intake.taken
    assert Event.objects.filter(verb="cases.table_taken_over").count() == 3
    assert Case.objects.filter(intake=None).count() == district.filed
    assert Publication.objects.count() == 2 * MOVES + district.done["converted"]
    assert Step.objects.filter(kind="converted").count() == district.done["converted"]
    gone = Applicant.objects.exclude(erased=None)
    assert set(gone.values_list("case__number", flat=True)) == district.erased
    assert all(not bytes(each.sealed) for each in gone)
    assert sum(len(each.numbers) for each in Erasure.objects.all()) == len(district.erased) > 0
    # Of each calendar: exactly the right cases, once each.
    calendars = list(Event.objects.filter(verb="calendar.taken_over").order_by("number"))
    assert sorted(event.detail["digest"] for event in calendars) == sorted(district.taken)
    assert len(calendars) >= len(versions)
    befores = [0, *(event.number for event in calendars)]
    moved = [check_moves(before, taken) for before, taken in zip(befores, calendars, strict=False)]
    assert sum(moved) == Event.objects.filter(verb="cases.last_day_moved").count() > 0
