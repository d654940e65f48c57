"""What is asked for a report: the cases of a year from their summary, tallied; what was reported; what was carried in."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast, Substr
from django.utils import timezone

from gongkai.law import replies
from gongkai.law.options import Conventions
from gongkai.law.procedure import Matter, State
from gongkai.report import formats
from gongkai.report import tally as tallying
from gongkai.report.tally import Tally
from gongkai.web.cases.models import Case
from gongkai.web.cases.taking_over.queries import opening
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Organ
from gongkai.web.reporting.models import Difference, Reported
from gongkai.web.vault.digests import sm3

FIRST = 2019
"""The first year for which there is a form."""
OUT = f"{tallying.TABLE}.carried_out"
"""四、结转下年度继续办理."""


def last_day(year: int) -> date:
    """Return the day as of which the report of a year speaks."""
    return date(year, 12, 31)


def conventions(organ: Organ, year: int) -> Conventions:
    """Return the conventions by which an organ's report of a year counts: those of its last day."""
    return organs.local_conventions(organ, last_day(year))


def states(organs_of: Iterable[Organ], year: int) -> Iterator[tuple[int, str, State]]:
    """Yield the organ, the number and the state of every case that may concern a year, with days that stand for years."""
    rows = _concerning(organs_of, year).annotate(**_YEARS).values_list("organ_id", "number", *_FIELDS)
    known: dict[tuple[str | None, ...], State] = {}
    for organ, number, *said in rows.iterator(5000):
        key = tuple(said)
        state = known.get(key)
        if state is None:
            state = known[key] = _state(*key)
        yield organ, number, state


# A report asks in which year something was, and the database cuts a day to its year faster than a hundred thousand dates
# are read: SQLite keeps days as text, and PostgreSQL writes them in the same way.
_YEARS = {name: Substr(Cast(day, CharField()), 1, 4) for name, day in (("began", "received"), ("ended", "closed"))}
_FIELDS = ("matter", "began", "ended", "result", "applicant_kind")


def _state(matter: str, began: str | None, ended: str | None, result: str, applicant: str) -> State:
    received, closed = (date(int(year), 1, 1) if year else None for year in (began, ended))
    return State(matter=Matter(matter), received=received, closed=closed, result=result, applicant=applicant)


def _concerning(organs_of: Iterable[Organ], year: int) -> QuerySet[Case]:
    # What was neither there yet nor still open is left to the database; where the rest counts is asked of the law.
    going_on = Q(closed=None) | Q(closed__gte=date(year, 1, 1))
    return Case.objects.filter(_there(year), going_on, organ__in=list(organs_of)).order_by("pk")


def _there(year: int) -> Q:
    """Return the condition that a request was on file by the end of a year, be it confirmed or not."""
    end = timezone.make_aware(datetime.combine(date(year + 1, 1, 1), time.min))
    return Q(received__lte=last_day(year)) | Q(received=None, filed_at__lt=end)


def at_work(organs_of: Iterable[Organ], year: int) -> set[int]:
    """Return which organs had put a request on file by the end of a year, by primary keys."""
    begun = Case.objects.filter(_there(year), organ__in=list(organs_of)).order_by()
    return set(begun.values_list("organ_id", flat=True).distinct())


def tallied(organ: Organ, year: int, format_name: str | None = None) -> Tally:
    """Return table 3 of an organ and a year, tallied from its cases as they stand now; in the format of the year.

    :raises NotCovered: for a year before the first form.
    """
    cases = ((number, state) for _, number, state in states([organ], year))
    return tallying.tally(cases, year=year, format_name=format_name, conventions=conventions(organ, year))


def tallied_each(members: Iterable[Organ], year: int) -> dict[int, Tally]:
    """Return table 3 of several organs, each by its own conventions, from one question to the database."""
    known = {organ.pk: organ for organ in members}
    cases: dict[int, list[tuple[str, State]]] = {key: [] for key in known}
    for key, number, state in states(known.values(), year):
        cases[key].append((number, state))
    return {
        key: tallying.tally(cases[key], year=year, conventions=conventions(organ, year)) for key, organ in known.items()
    }


@dataclass(frozen=True, slots=True)
class Grouped:
    """The cases of an organ, counted by what decides where they count; for asking of many years at once."""

    groups: tuple[tuple[State, int], ...]

    @property
    def years(self) -> set[int]:
        """The years in which cases were received."""
        return {state.received.year for state, _ in self.groups if state.received is not None}


def grouped(organs_of: Iterable[Organ]) -> dict[int, Grouped]:
    """Return the cases of organs in groups, each with days that stand for its years."""
    found: dict[int, list[tuple[State, int]]] = defaultdict(list)
    rows = (
        Case.objects.filter(organ__in=list(organs_of))
        .order_by()
        .annotate(**_YEARS)
        .values_list("organ_id", *_FIELDS)
        .annotate(Count("pk"))
    )
    for organ, *said, number in rows:
        found[organ].append((_state(*said), number))
    return {organ: Grouped(tuple(groups)) for organ, groups in found.items()}


def counted(organ: Organ, groups: Grouped, year: int, format_name: str | None = None) -> dict[str, int]:
    """Return table 3 of an organ and a year without the cases behind it; in the format of the year."""
    by = conventions(organ, year)
    return tallying.counted(groups.groups, year=year, format_name=format_name, conventions=by)


def reported(organ: Organ, year: int) -> Reported | None:
    """Return what an organ has reported for a year; the cases behind it are read when they are asked for."""
    kept = Reported.objects.defer("behind").select_related("frozen_by", "organ")
    return kept.filter(organ=organ, year=year).first()


def reported_cells(kept: Reported) -> dict[str, int]:
    """Return the figures as they were reported, in the order of the form; a database may keep them in one of its own."""
    return {cell: kept.cells[cell] for cell in formats.load(kept.format).cells(tallying.TABLE)}


def tally_of(kept: Reported) -> Tally:
    """Return table 3 as it was reported, with the cases that were behind it."""
    behind = {cell: tuple(numbers) for cell, numbers in kept.behind.items()}
    return Tally(kept.year, kept.format, reported_cells(kept), behind)


def digest(tally: Tally) -> str:
    """Return the SM3 digest (GB/T 32905-2016) of the figures of a table and of the cases behind them."""
    said = {"year": tally.year, "format": tally.format_name, "cells": dict(tally.cells)}
    behind = {cell: list(numbers) for cell, numbers in sorted(tally.behind.items())}
    return sm3(f"{json.dumps(said, sort_keys=True, separators=(',', ':'))}{json.dumps(behind)}".encode())


@dataclass(frozen=True)
class CarriedIn:
    """What says how many cases were carried into a year: the report of the year before, or what was taken over."""

    year: int
    columns: Mapping[str, int]
    source: str
    frozen: Reported | None = None

    @cached_property
    def cells(self) -> dict[str, int]:
        """四 of the year before, as cells of table 3."""
        return {f"{OUT}.{column}": number for column, number in self.columns.items()}


def carried_in(organ: Organ, year: int) -> CarriedIn | None:
    """Return what says how many cases an organ carried into a year; None where nothing does."""
    before = reported(organ, year - 1)
    if before is not None:
        columns = {cell.removeprefix(f"{OUT}."): n for cell, n in before.cells.items() if cell.startswith(f"{OUT}.")}
        return CarriedIn(year, columns, "", before)
    balance = opening(organ, year)
    if balance is None:
        return None
    columns = {column.code: int(balance.cells.get(column.code, 0)) for column in replies.columns()}
    return CarriedIn(year, columns | {"total": sum(columns.values())}, balance.source)


def carried_reasons(carried: CarriedIn | None) -> list[Difference]:
    """Return the reasons given since for 四 of the year before."""
    if carried is None or carried.frozen is None:
        return []
    return list(carried.frozen.differences.filter(cell__in=carried.cells).select_related("given_by"))
