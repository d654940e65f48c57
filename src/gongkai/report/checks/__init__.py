"""The registry of checks, and the one way to run them over a report.

Every check is a module of this folder named after its rule; `MODULES` lists them by hand, and a test holds the list
against the folder.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib import import_module

from gongkai.law.citation import FORMAT_2019, FORMAT_2021, Instrument
from gongkai.report import formats
from gongkai.report.checks.rule import Check, Context, NotAssessed, Outcome, Rule
from gongkai.report.model import Finding, PagePlace, Place, Report, TablePlace, TextPlace

MODULES = (
    "r101_identity",
    "r102_outcomes",
    "r103_applicants",
    "r104_remedies",
    "r105_items",
    "r106_force",
    "r201_carried",
    "r202_valid",
    "r203_items",
    "r204_pending",
    "r205_previous",
    "r301_members",
    "r401_count",
    "r402_dispute",
    "r403_parts",
    "r404_silence",
    "r405_fee",
    "r501_outcomes",
    "r502_volume",
    "r503_rules",
    "r504_direct",
    "r505_jump",
    "r506_same",
    "r601_unit",
    "r602_digits",
    "r701_shape",
    "r702_label",
    "r703_state",
    "r704_unread",
    "r705_picture",
    "r706_extra",
    "r707_traces",
    "r708_source",
    "r709_rows",
    "r801_parts",
    "r802_numbering",
    "r803_title",
    "r804_version",
    "r805_signature",
    "r806_left",
    "r807_fee",
    "r808_table",
    "r901_artefact",
    "r902_typo",
    "r903_vague",
    "r904_punctuation",
    "r905_personal",
    "r906_sensitive",
    "r907_copy",
    "r908_year",
    "r909_organ",
    "r910_repealed",
)

ALL: tuple[Check, ...] = tuple(import_module(f"{__name__}.{name}").CHECK for name in MODULES)
_SEVERITIES = ("error", "warning", "note")


@dataclass(frozen=True, slots=True)
class Result:
    """What a check of a report yields: the findings, the gravest first, and what could not be assessed."""

    findings: tuple[Finding, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()


def rules() -> tuple[Rule, ...]:
    """Return every rule, ordered by id."""
    return tuple(sorted((check.rule for check in ALL), key=lambda rule: rule.id))


def check(  # noqa: PLR0913 (the contract's own options, all keyword-only)
    report: Report,
    *,
    previous: Report | None = None,
    members: Iterable[Report] = (),
    options: dict[str, str] | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Result:
    """Return the findings of the report; `select` and `ignore` take ids, aliases, or the beginning of ids such as GK1.

    :raises ValueError: where `select` or `ignore` names no rule.
    """
    context = Context(previous, tuple(members), dict(options or {}))
    chosen = _chosen(tuple(select), tuple(ignore))
    outcomes = [outcome for one in chosen for outcome in _outcomes(one, report, context)]
    return _result(report, outcomes)


def reading_findings(report: Report) -> list[Finding]:
    """Return the findings of reading alone, those that `gongkai read` prints."""
    outcomes = [outcome for one in ALL if one.reading for outcome in one.judge(report, Context())]
    return list(_result(report, outcomes).findings)


def _outcomes(one: Check, report: Report, context: Context) -> Iterator[Outcome]:
    # A report that comes from JSON has lost its notes; its own findings of reading stand for them.
    if one.reading and report.findings and not report.notes:
        return (finding for finding in report.findings if finding.id == one.rule.id)
    return one.judge(report, context)


def _result(report: Report, outcomes: Iterable[Outcome]) -> Result:
    findings: list[Finding] = []
    not_assessed: list[NotAssessed] = []
    other = _other_form(report.year)
    for outcome in outcomes:
        if isinstance(outcome, Finding):
            basis = tuple(one for one in outcome.basis if not (other and one.startswith(str(other))))
            findings.append(replace(outcome, basis=basis))
        else:
            not_assessed.append(outcome)
    return Result(tuple(sorted(findings, key=_order)), tuple(sorted(not_assessed, key=lambda outcome: outcome.id)))


def _other_form(year: int | None) -> Instrument | None:
    """Return the form that does not bind a report of that year: rules of both forms cite both."""
    if year is None:
        return None
    return FORMAT_2019 if year >= formats.load("2021").first_year else FORMAT_2021


def _order(finding: Finding) -> tuple[int, str, tuple[float, ...]]:
    first = _position(finding.places[0]) if finding.places else ()
    return _SEVERITIES.index(finding.severity), finding.id, first


def _position(place: Place) -> tuple[float, ...]:
    match place:
        case TextPlace(line, column):
            return line, column
        case PagePlace(page, (x0, y0, _, _)):
            return page, y0, x0
        case TablePlace(table, row, cell):
            return table, row, cell
        case _:
            return (place.paragraph,)


def _chosen(select: tuple[str, ...], ignore: tuple[str, ...]) -> list[Check]:
    for word in (*select, *ignore):
        if not any(_meant(word, one.rule) for one in ALL):
            raise ValueError(f"没有编号或别名为“{word}”的规则。No rule has the id or alias {word!r}.")
    return [
        one
        for one in ALL
        if (not select or any(_meant(word, one.rule) for word in select))
        and not any(_meant(word, one.rule) for word in ignore)
    ]


def _meant(word: str, rule: Rule) -> bool:
    wanted = word.upper()
    return rule.alias == wanted or (wanted.startswith("GK") and rule.id.startswith(wanted))
