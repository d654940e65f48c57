"""When last year's report can be held against this one's: it is there, of the year before, and of the same organ.

A comparison with any other report would turn out errors that are none, so the checks across years ask here first.
"""

from collections.abc import Iterable, Iterator

from gongkai.report import organs
from gongkai.report.checks.rule import Context, NotAssessed, Outcome, Rule
from gongkai.report.checks.verdicts import Judged, each, not_assessed
from gongkai.report.model import Report


def last_year(rule: Rule, report: Report, context: Context) -> Report | NotAssessed:
    """Return last year's report, or why a rule across years cannot be judged."""
    if context.previous is None:
        return not_assessed(rule, zh="没有给出上一年度的报告", en="last year's report was not given")
    fault = mismatch(report, context.previous)
    return not_assessed(rule, zh=fault[0], en=fault[1]) if fault else context.previous


def mismatch(report: Report, previous: Report) -> tuple[str, str] | None:
    """Return in Chinese and English why a report is not last year's report of the same organ, None where it may be."""
    if report.year is not None and previous.year is not None and previous.year != report.year - 1:
        return (
            f"给出的上一年度报告是{previous.year}年的，不是{report.year - 1}年的",
            f"the report given as last year's is for {previous.year}, not for {report.year - 1}",
        )
    if report.organ and previous.organ and not organs.same(report.organ, previous.organ):
        return (
            f"给出的上一年度报告属于“{previous.organ}”，不是“{report.organ}”",
            f"the report given as last year's is that of {previous.organ}, not of {report.organ}",
        )
    return None


def each_line(rule: Rule, lines: Iterable[Judged]) -> Iterator[Outcome]:
    """Yield the verdicts on lines that both reports must have."""
    return each(rule, lines, zh="在两年报告之一中没有可以确认的数", en="one of the two reports has no certain figure")
