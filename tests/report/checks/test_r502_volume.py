"""GK502: a volume in the text beside a zero in table 2."""

import pytest

from tests.report import factory
from tests.report.checks.asked import found, silent

OTHER = "proactive.other_services.decisions"


@pytest.mark.parametrize(
    ("text", "year", "cells"),
    [
        ("全年受理业务46094件。", 2020, {OTHER: 46094}),
        ("全年受理业务46094件。", 2021, {}),
        ("全年受理业务60件。", 2020, {}),
        ("全区受理业务46094件。", 2020, {}),
        ("2018年受理业务46094件。", 2020, {}),
        ("受理投诉46094件。", 2020, {}),
        ("受理业务培训500人次。", 2020, {}),
        ("办理行政许可12件。", 2021, {"proactive.licensing.decisions": 12}),
        ("公开行政处罚信息12条。", 2021, {}),
        ("未制定规范性文件3件。", 2021, {}),
        ("业务水平提高。", 2020, {}),
    ],
)
def test_what_fits_or_is_anothers_passes(text, year, cells) -> None:
    assert silent("GK502", factory.report(texts={1: text}, year=year, cells=cells))


@pytest.mark.parametrize(
    ("text", "year", "cell"),
    [
        ("全年共受理业务46094件，办结46094件。", 2020, OTHER),
        ("窗口办理各类政务服务事项3.2万件。", 2020, OTHER),
        ("全年作出行政处罚决定12件。", 2021, "proactive.penalties.decisions"),
        ("全年办理行政许可12件。", 2021, "proactive.licensing.decisions"),
        ("实施行政强制3起。", 2021, "proactive.coercive_measures.decisions"),
        ("制定行政规范性文件2件。", 2021, "proactive.normative_documents.made"),
    ],
)
def test_a_volume_beside_a_zero_is_told(text, year, cell) -> None:
    (one,) = found("GK502", factory.report(texts={1: text}, year=year))
    assert one.cells == (cell,) and one.count == 1 and len(one.places) == 2
