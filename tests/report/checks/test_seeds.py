"""The counts of findings that are expected on the sample reports outside the repository."""

import os
from collections import Counter
from pathlib import Path

import pytest

from gongkai import report
from gongkai.report import checks

SAMPLES = os.environ.get("GONGKAI_SAMPLES")
# GK904 and the like are free where no number stands; every count is one a report unless said otherwise.
EXPECTED = {
    "000": {"GK402", "GK501", "GK601", "GK701", "GK702", "GK803", "GK805", "GK904"},
    "001": {"GK101", "GK102", "GK404", "GK501", "GK701", "GK801", "GK802", "GK901", "GK904"},
    "002": {"GK701", "GK805", "GK904", "GK906"},
    "003": {"GK401", "GK402", "GK601", "GK701", "GK702", "GK801", "GK802", "GK805", "GK901", "GK904"},
    "004": {"GK502", "GK601", "GK702", "GK802", "GK803", "GK902", "GK903", "GK904"},
}
FREE = {
    "000": {"GK902", "GK906"},
    "001": {"GK902", "GK906"},
    "002": {"GK502", "GK902"},
    "003": {"GK902", "GK906"},
    "004": {"GK901", "GK906"},
}
BOUND = {
    *(f"GK{number}" for number in (101, 102, 103, 104, 105, 401, 402, 403, 404, 501, 502, 503, 504, 601)),
    *(f"GK{number}" for number in (701, 702, 703, 801, 802, 803, 804, 805, 806, 901, 902, 903, 904, 905, 906, 907)),
}


@pytest.mark.skipif(not SAMPLES, reason="GONGKAI_SAMPLES is not set")
@pytest.mark.parametrize("seed", EXPECTED)
def test_the_sample_reports_have_the_expected_findings(seed: str) -> None:
    (path,) = Path(SAMPLES or "").glob(f"{seed}_*.txt")
    findings = checks.check(report.read(path)).findings
    known = {rule.id for rule in checks.rules()}
    counts = Counter(one.id for one in findings if one.id in BOUND - FREE[seed])
    wanted = {rule: 2 if rule in ("GK101", "GK102") else 1 for rule in EXPECTED[seed] & known}
    assert counts == wanted
    assert sum(one.severity == "error" for one in findings) == (4 if seed == "001" else 0)
