"""What somebody else does to a table in the middle of it: it is dropped, taken to its end, or another calendar comes."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from gongkai.law import packs
from gongkai.law.workdays import Calendar
from gongkai.web.cases import queries as cases
from gongkai.web.cases.models import Case, Intake
from gongkai.web.cases.taking_over import queries
from gongkai.web.cases.taking_over.actions import tables
from gongkai.web.organs.models import Event, Role
from gongkai.web.vault import files
from gongkai.web.vault.models import RestrictedFile
from gongkai.web.vault.office_files import XLSX
from gongkai.web.vault.uploads import Checked
from tests.web import factories
from tests.web.cases.taking_over import made_up
from tests.web.cases.taking_over.sheets import line, table

pytestmark = pytest.mark.django_db


class Office:
    """An organ, and who takes its cases over."""

    def __init__(self) -> None:
        self.organ = factories.organ()
        self.handler = factories.person((self.organ, Role.HANDLER))
        self.by = factories.call(self.handler)

    def hand_in(self, *lines: dict[str, Any]) -> Intake:
        """Hand a table in."""
        return tables.hand_in(organ=self.organ, upload=Checked(table(lines), "登记簿.xlsx", XLSX), by=self.by)

    def browser(self) -> Client:
        """Return the handler's browser."""
        client = Client()
        client.force_login(self.handler, "django.contrib.auth.backends.ModelBackend")
        return client


@pytest.fixture
def office() -> Office:
    """Return an office on 23 November 2026."""
    return Office()


@contextmanager
def after_first_sight_of(what: str, act: Callable[[], object]) -> Iterator[None]:
    """Let something happen as soon as rows of a table of the database were read for the first time."""
    seen: list[str] = []

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found = execute(sql, params, many, context)
        if not seen and sql.startswith("SELECT") and f'FROM "{what}"' in sql:
            seen.append(sql)
            act()
        return found

    with connection.execute_wrapper(watch):
        yield
    assert seen


def test_a_table_that_was_dropped_meanwhile_is_not_confirmed_and_the_page_says_so(office: Office) -> None:
    found = office.hand_in(line("甲"))
    with after_first_sight_of("cases_intake", lambda: tables.drop(intake=found, by=office.by)):
        sent = office.browser().post(reverse("cases:intake_confirm", args=[found.pk]), follow=True)
    assert sent.redirect_chain == [(reverse("cases:take_over"), 302)]
    assert "这份表格已经放弃" in sent.content.decode()
    assert not Case.objects.exists()


def test_a_table_that_two_drop_is_dropped(office: Office) -> None:
    found = office.hand_in(line("甲"))
    with after_first_sight_of("cases_intake", lambda: tables.drop(intake=found, by=office.by)):
        sent = office.browser().post(reverse("cases:intake_drop", args=[found.pk]), follow=True)
    assert sent.redirect_chain == [(reverse("cases:take_over"), 302)]
    assert Event.objects.filter(verb="cases.table_dropped").count() == 1


def test_who_goes_on_while_another_takes_the_last_line_finds_it_done(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = tables.confirm(intake=office.hand_in(line("甲"), line("乙")), by=office.by)
    read = files.read

    def later(file: RestrictedFile) -> bytes:
        monkeypatch.setattr(files, "read", read)
        tables.go_on(found, by=office.by)
        files.path(file).unlink(missing_ok=True)  # What happens once it is committed, which no test is.
        return read(file)

    monkeypatch.setattr(files, "read", later)
    done = tables.go_on(found, by=office.by)
    assert (done.taken, done.refused, done.ended_at) == (2, [], factories.NOW)
    assert Case.objects.count() == 2
    assert Event.objects.filter(verb="cases.table_taken_over").count() == 1


def test_a_file_that_was_lost_ends_no_table(office: Office) -> None:
    found = tables.confirm(intake=office.hand_in(line("甲")), by=office.by)
    assert found.file
    files.path(found.file).unlink()
    with pytest.raises(FileNotFoundError):
        tables.go_on(found, by=office.by)
    found.refresh_from_db()
    assert found.ended_at is None


def test_a_table_confirmed_while_the_old_ones_are_forgotten_is_kept(office: Office) -> None:
    found = office.hand_in(line("甲"))
    week = factories.NOW + timedelta(days=8)
    with after_first_sight_of("cases_intake", lambda: tables.confirm(intake=found, by=office.by)):
        assert tables.forget(week) == 0
    assert tables.go_on(found, by=office.by).taken == 1


def test_lines_that_a_calendar_taken_over_in_between_forbids_are_told_and_the_others_taken(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = packs.shipped()[-1]
    off, worked = ([day.date for day in shipped.days if day.off is each] for each in (True, False))
    earlier = packs.extended([made_up.pack(off, [*worked, date(2026, 10, 24)], 2026)])
    # The last day to reply by the shipped calendar, and one too late by the other.
    extended = {"延长期限日期": date(2026, 11, 9), "延长工作日数": 5, "批准人": "方批准"}
    last = line("甲", extended, 收到申请之日=date(2026, 10, 12))
    found = tables.confirm(intake=office.hand_in(last, line("乙")), by=office.by)
    assert queries.looked_at(found, factories.TODAY).problems == []
    asked: list[Calendar] = []

    def comes() -> Calendar:
        """Return the calendar: another one from the moment on at which the cases are written."""
        asked.append(packs.published() if len(asked) < 3 else earlier)
        return asked[-1]

    monkeypatch.setattr(cases, "calendar", comes)
    done = tables.go_on(found, by=office.by)
    assert {earlier, packs.published()} == set(asked)
    assert (done.taken, len(done.refused)) == (1, 1)
    assert done.ended_at is not None
    assert Case.objects.get().former_number == "乙"
