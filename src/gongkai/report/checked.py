"""What became of one file of a check: the report with its findings, or why it could not be read.

Writers, the command line and the corpus hand these to one another, one a file, so that a folder can be streamed.
"""

from dataclasses import dataclass

from gongkai.report.checks.rule import NotAssessed
from gongkai.report.model import Finding, Report


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a file could not be read: a stable word for scripts, and the sentence in Chinese and in English."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A file with its report and findings, or with `error` instead; `silenced` holds findings with their reasons."""

    path: str
    report: Report | None = None
    findings: tuple[Finding, ...] = ()
    not_assessed: tuple[NotAssessed, ...] = ()
    silenced: tuple[tuple[Finding, str], ...] = ()
    error: Refusal | None = None

    def count(self, severity: str) -> int:
        """Return the number of findings of that severity, silenced ones left out."""
        return sum(finding.severity == severity for finding in self.findings)
