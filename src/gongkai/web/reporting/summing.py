"""A supervisor's sum: the figures of the organs below added up, each member's reported where it has reported, else tallied.

The members are those of the tree on the last day of the year, and the organ itself is one of them. Organs that had ended by
then are no members; where cases of theirs count in that year, they are named beside the sum.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gongkai.documents.day_words import chinese_date
from gongkai.law.options import Conventions
from gongkai.law.replies import format_for
from gongkai.report import rollup
from gongkai.report.model import Report
from gongkai.report.rollup import RollUp
from gongkai.report.tally import TABLE, Tally, counted
from gongkai.web.organs import queries as organs
from gongkai.web.organs.models import Organ
from gongkai.web.reporting import drafting, queries
from gongkai.web.reporting.models import Reported


@dataclass(frozen=True)
class Part:
    """A member with its figures; None where it has neither reported nor put a single request on file."""

    organ: Organ
    depth: int
    reported: Reported | None
    tally: Tally | None

    @property
    def cells(self) -> Mapping[str, int] | None:
        """The figures that are added: those reported, else those tallied."""
        if self.reported is not None:
            return dict(self.reported.cells)
        return self.tally.cells if self.tally else None

    @property
    def format_name(self) -> str:
        """The format of these figures."""
        return self.reported.format if self.reported else self.tally.format_name if self.tally else ""

    @property
    def differs(self) -> bool:
        """Whether the figures reported are no longer those that the cases give."""
        return self.reported is not None and self.tally is not None and dict(self.tally.cells) != self.reported.cells

    @property
    def kind(self) -> str:
        """Whether they are reported, tallied or missing."""
        return "reported" if self.reported else "tallied" if self.tally else "missing"


@dataclass(frozen=True)
class Sum:
    """The sum over the members of an organ for a year. `ended` are no members, and cases of theirs count in that year."""

    organ: Organ
    year: int
    parts: tuple[Part, ...]
    together: Mapping[str, int]
    ended: tuple[Organ, ...]

    @cached_property
    def roll(self) -> RollUp:
        """What is added, and what could not be."""
        return rollup.roll_up((_member(part) for part in self.parts), format_name=format_for(self.year))

    @cached_property
    def cells(self) -> dict[str, int]:
        """The figures of the sum; those that no member has are left out."""
        return {cell: int(number) for cell, number in self.roll.cells.items()}

    @cached_property
    def apart(self) -> list[str]:
        """The cells in which the sum of what is tallied for each member is not the tally of all their cases together."""
        sums = rollup.roll_up((_tallied(part) for part in self.parts), format_name=format_for(self.year)).cells
        return [cell for cell, number in self.together.items() if sums.get(cell, 0) != number]

    @property
    def missing(self) -> list[Part]:
        """The members without figures."""
        return [part for part in self.parts if part.cells is None]

    @property
    def unlike(self) -> list[Part]:
        """The members whose figures are in another format and cannot be added."""
        keys = self.roll.unlike.get(TABLE, ())
        return [part for part in self.parts if part.organ.code in keys]

    @property
    def left_out(self) -> list[Part]:
        """The members that are in no figure of the sum."""
        return [*self.missing, *self.unlike]

    def by_kind(self, kind: str) -> list[Part]:
        """Return the members whose figures are reported, tallied or missing."""
        return [part for part in self.parts if part.kind == kind]

    def shares(self, cell: str) -> list[tuple[Part, int]]:
        """Return what each member contributes to a cell."""
        known = {part.organ.code: part for part in self.parts}
        return [(known[share.member], int(share.value)) for share in self.roll.shares[cell] if share.value is not None]

    def below(self, cell: str) -> int:
        """Return what the organs below contribute to a cell, without the organ itself."""
        return sum(number for part, number in self.shares(cell) if part.organ != self.organ)

    def report(self, today: date) -> Report:
        """Return the sum as a draft."""
        tallied = len(self.by_kind("tallied"))
        note = (
            f"本部分的表格为{len(self.parts)}个机关的合计，截至{chinese_date(today)}，其中{len(self.by_kind('reported'))}个采用上报数，"
            f"{tallied}个采用系统统计的数，{len(self.left_out)}个没有计入。"
        )
        made = drafting.draft(
            name=self.organ.name, year=self.year, format_name=format_for(self.year), cells=self.cells, note=note
        )
        made.title = f"{self.organ.name}{self.year}年政府信息公开工作年度报告\n（汇总草稿）"
        return made

    def reports(self) -> list[Report]:
        """Return the members' figures as reports, to check the sum against."""
        return [
            drafting.draft(
                name=part.organ.name, year=self.year, format_name=part.format_name, cells=part.cells, note=""
            )
            for part in self.parts
            if part.cells is not None
        ]


def members(organ: Organ, year: int) -> list[tuple[int, Organ]]:
    """Return an organ and those below it on the last day of a year, in the order of the tree, each with its depth."""
    day = queries.last_day(year)
    children: dict[int, set[int]] = {}
    for child, parent in organs.parents(day).items():
        children.setdefault(parent, set()).add(child)
    within, waiting = set[int](), [organ.pk]
    while waiting:
        at = waiting.pop()
        if at not in within:
            within.add(at)
            waiting += children.get(at, ())
    return organs.branches(day, within)


def summed(organ: Organ, year: int) -> Sum:
    """Return the sum over an organ and those below it.

    :raises NotCovered: for a year before the first form.
    """
    found = members(organ, year)
    inside = [each for _, each in found]
    kept = {each.organ_id: each for each in Reported.objects.defer("behind").filter(organ__in=inside, year=year)}
    groups = queries.grouped(inside)
    tallies = queries.tallied_each(inside, year)
    # What was reported is held against what is tallied even where nothing is on file any more.
    told = queries.at_work(inside, year).union(kept)
    parts = [
        Part(each, depth, kept.get(each.pk), tallies[each.pk] if each.pk in told else None) for depth, each in found
    ]
    return Sum(organ, year, tuple(parts), _together(inside, groups, year), _ended(organ, inside, year))


def has_members(organ: Organ, year: int) -> bool:
    """Return whether any organ stands below this one on the last day of a year."""
    return len(members(organ, year)) > 1


def _member(part: Part) -> rollup.Member:
    if part.cells is None:
        return rollup.Member(part.organ.code)
    return rollup.Member(part.organ.code, {TABLE: part.format_name}, part.cells)


def _tallied(part: Part) -> rollup.Member:
    if part.tally is None:
        return rollup.Member(part.organ.code)
    return rollup.Member(part.organ.code, {TABLE: part.tally.format_name}, part.tally.cells)


def _together(inside: Iterable[Organ], groups: Mapping[int, queries.Grouped], year: int) -> dict[str, int]:
    """Return the tally of all cases in one, those counted by the same conventions together: another way to the same sum."""
    alike: dict[Conventions, list[queries.Grouped]] = {}
    for organ in inside:
        if organ.pk in groups:
            alike.setdefault(queries.conventions(organ, year), []).append(groups[organ.pk])
    total: dict[str, int] = {}
    for by, several in alike.items():
        one = [group for grouped in several for group in grouped.groups]
        for cell, number in counted(one, year=year, conventions=by).items():
            total[cell] = total.get(cell, 0) + number
    return total


def _ended(organ: Organ, inside: list[Organ], year: int) -> tuple[Organ, ...]:
    known = {each.pk for each in inside}
    others = Organ.objects.filter(
        pk__in=organs.below([organ.pk], queries.last_day(year)) - known, valid_to__lte=queries.last_day(year)
    )
    tallies = queries.tallied_each(others, year)
    return tuple(each for each in others if any(tallies[each.pk].cells.values()))
