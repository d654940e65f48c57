"""What became of a checked file, and that its lines keep their places over JSON."""

from gongkai.report.checked import Checked, Refusal, line_places, with_line_places
from gongkai.report.model import Finding, Line, PagePlace, ParagraphPlace, Section, TablePlace, TextPlace, from_json
from tests.report.writers.samples import sound


def test_findings_are_counted_by_severity():
    texts = {"zh": "。", "en": "."}
    found = tuple(Finding("GK101", "T3-ID", severity, texts, texts) for severity in ("error", "note", "note"))
    checked = Checked("甲.txt", sound(), found)
    assert [checked.count(severity) for severity in ("error", "warning", "note")] == [1, 0, 2]
    assert Checked("乙.txt", error=Refusal("empty", "空。", "Empty.")).count("error") == 0


def test_lines_keep_their_places_over_json():
    report = sound()
    places = (TextPlace(3, 1), ParagraphPlace(4), TablePlace(1, 2, 3), PagePlace(1, (1.0, 2.0, 3.0, 4.0)))
    report.sections = [
        Section(1, "总体情况", tuple(Line("文", place) for place in places)),
        Section(2, "空", (Line("", ParagraphPlace(9)),)),
    ]
    again = with_line_places(from_json(report.as_json()), line_places(report))
    assert [line.place for line in again.sections[0].lines] == list(places)
    assert again.sections[1].lines == ()
