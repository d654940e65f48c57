"""Copies among the reports of one call."""

import json
import random
from pathlib import Path

import pytest

from gongkai.report import writers
from gongkai.report.corpus import Checking, copies, judged, run
from gongkai.report.corpus.journal import Memory
from gongkai.report.inputs import expand
from tests.report import factory


def sentences(seed: int, count: int = 80) -> list[str]:
    """Return sentences of characters drawn at random, which no two reports share by chance."""
    rng = random.Random(seed)
    return ["".join(chr(rng.randrange(0x4E00, 0x9F00)) for _ in range(20)) + "。" for _ in range(count)]


def lay(folder: Path, name: str, organ: str, text: list[str], year: int = 2021) -> None:
    """Write the report of an organ with this text."""
    title = f"{organ}{year}年政府信息公开工作年度报告"
    made = factory.report(year=year, organ=organ, signature=organ, title=title, texts={5: "".join(text)})
    (folder / name).write_bytes(writers.render(made, "html"))


def told(folder: Path) -> dict[str, str]:
    """Return the message of GK907 for each file that has one."""
    work, store = Checking(("GK907",), several=True), Memory()
    files = expand([str(folder)]).files
    run(files, work, store)
    return {
        Path(record["source"]["path"]).name: finding["message"]["zh"]
        for record in judged(files, work, store)
        for finding in record["findings"]
    }


def test_a_copy_is_told_of_both_with_the_others_name(tmp_path: Path) -> None:
    lay(tmp_path, "a.html", "青石区民政局", sentences(1))
    lay(tmp_path, "b.html", "云溪市水务局", sentences(1))
    lay(tmp_path, "c.html", "云溪市林业局", sentences(2))
    found = told(tmp_path)
    assert set(found) == {"a.html", "b.html"}
    assert "云溪市水务局2021年的报告" in found["a.html"] and "b.html" in found["a.html"]


def test_each_is_told_with_the_one_it_shares_most_with(tmp_path: Path) -> None:
    lay(tmp_path, "a.html", "青石区民政局", sentences(1))
    lay(tmp_path, "b.html", "云溪市水务局", sentences(1))
    lay(tmp_path, "c.html", "云溪市林业局", sentences(1)[:40] + sentences(2)[:40])
    found = told(tmp_path)
    assert "水务局" in found["a.html"] and "民政局" in found["b.html"]
    assert "c.html" in found


@pytest.mark.parametrize(("shared", "expected"), [(5, set()), (20, {"a.html", "b.html"})])
def test_near_the_threshold_the_texts_decide(tmp_path: Path, shared: int, expected: set[str]) -> None:
    lay(tmp_path, "a.html", "青石区民政局", sentences(1))
    lay(tmp_path, "b.html", "云溪市水务局", sentences(1)[:shared] + sentences(2)[shared:])
    assert set(told(tmp_path)) == expected


def test_two_files_of_one_report_are_no_copies(tmp_path: Path) -> None:
    lay(tmp_path, "a.html", "云溪市青石区民政局", sentences(1))
    lay(tmp_path, "b.html", "青石区民政局", sentences(1))
    (tmp_path / "c.html").write_bytes((tmp_path / "a.html").read_bytes())
    assert told(tmp_path) == {}


def test_the_same_organ_in_two_years_is_told(tmp_path: Path) -> None:
    lay(tmp_path, "a.html", "青石区民政局", sentences(1))
    lay(tmp_path, "b.html", "青石区民政局", sentences(1), year=2022)
    assert set(told(tmp_path)) == {"a.html", "b.html"}


def test_a_copy_of_last_years_report_and_of_another_organs_is_one_finding(tmp_path: Path) -> None:
    lay(tmp_path, "a.html", "青石区民政局", sentences(1))
    lay(tmp_path, "b.html", "云溪市水务局", sentences(1))
    last_year = factory.report(year=2020, texts={5: "".join(sentences(1))})
    work, store = Checking(("GK907",), previous=last_year, several=True), Memory()
    files = expand([str(tmp_path)]).files
    run(files, work, store)
    for record in judged(files, work, store):
        (finding,) = record["findings"]
        assert "2020年的报告" in finding["message"]["zh"]


def test_files_without_a_name_or_of_the_same_bytes_are_judged_by_what_is_known() -> None:
    one = copies.Kept(("a", 0), 1, "", 2021)
    assert not copies._same(one, copies.Kept(("b", 0), 2, "", 2021))
    assert copies._same(one, copies.Kept(("b", 0), 1, "", 2021))
    made = factory.report(organ="民政局")
    assert copies._named(made, "en") == "the report of 民政局 for 2021 (report.txt)"
    made.organ = made.year = None
    assert copies._named(made, "en") == "the report of another organ (report.txt)"
    assert copies._named(made, "zh") == "另一机关的报告（report.txt）"


def test_a_trace_is_small_and_plain() -> None:
    made = factory.report(texts={5: "".join(sentences(1))})
    assert len(json.dumps(copies.trace(made))) < 40_000
