"""What stands around the figures of the specimens: titles, dates, signatures, sections, on pages and in files."""

import pytest

from tests.specimens import score
from tests.specimens.build import specimens


@pytest.mark.parametrize(("kinds", "count"), [(("text",), 120), (("html",), 80), (("docx", "xlsx"), 60)])
@pytest.mark.parametrize("dressed", [True, False], ids=["dressed", "plain"])
def test_title_dates_signature_and_sections_are_what_was_written(kinds, count, dressed) -> None:
    verdicts = score.run(specimens(count, seed=20261122, wanted=kinds, dressed=dressed))
    strayed = {verdict.specimen.name: verdict.strayed[:3] for verdict in verdicts if verdict.strayed}
    assert len(strayed) <= count // 50, strayed
