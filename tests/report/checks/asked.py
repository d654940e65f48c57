"""Ask one rule about one report, as the tests of the checks do."""

from gongkai.report import checks
from gongkai.report.checks.rule import NotAssessed
from gongkai.report.model import Finding, Report


def found(rule: str, report: Report, **beside) -> tuple[Finding, ...]:
    """Return what one rule finds."""
    return checks.check(report, select=[rule], **beside).findings


def not_assessed(rule: str, report: Report, **beside) -> tuple[NotAssessed, ...]:
    """Return what one rule could not judge."""
    return checks.check(report, select=[rule], **beside).not_assessed


def silent(rule: str, report: Report, **beside) -> bool:
    """Return whether a rule has nothing to say, not even that it could not judge."""
    result = checks.check(report, select=[rule], **beside)
    return not result.findings and not result.not_assessed
