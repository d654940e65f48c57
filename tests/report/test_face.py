"""The library as others see it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai import report
from gongkai.report import writers
from gongkai.report.corpus import check_all
from gongkai.report.reading import Refused
from tests.report import factory


def test_the_public_names_are_these_and_no_others() -> None:
    assert report.__all__ == [
        "Cell",
        "Checked",
        "Finding",
        "Report",
        "Unreadable",
        "check",
        "check_all",
        "compare",
        "from_json",
        "read",
        "read_all",
        "rules",
        "write",
    ]
    for name in report.__all__:
        assert getattr(report, name).__name__ == name
        assert getattr(report, name).__doc__
    assert set(report.__all__) <= set(dir(report))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        report.no_such_name  # noqa: B018


def test_importing_the_library_loads_nothing() -> None:
    script = "import sys; from gongkai import report; print(sorted(n for n in sys.modules if n.startswith('gongkai')))"
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=here)
    assert ran.stdout.strip() == "['gongkai', 'gongkai.report']"


def test_a_report_is_read_checked_compared_and_written(tmp_path: Path) -> None:
    page = tmp_path / "a.html"
    report.write(factory.report(cells={"requests.new.natural_person": 3, "requests.new.total": 3}), page)
    r = report.read(page)
    assert r.value("requests.new.total") == 3
    assert "GK101" in {finding.id for finding in report.check(r).findings}
    assert report.compare(r, report.read(page.read_bytes(), name="b.html")).differences == ()
    assert report.from_json(r.as_json()).cells == r.cells
    assert report.rules()[0].id == "GK101"


def test_what_cannot_be_read_is_raised(tmp_path: Path) -> None:
    with pytest.raises(report.Unreadable):
        report.read(b"", name="a.txt")
    with pytest.raises(FileNotFoundError):
        report.read(tmp_path / "nothing.txt")


def test_many_reports_are_read_and_checked_with_their_refusals(tmp_path: Path) -> None:
    report.write(factory.report(), tmp_path / "a.html")
    (tmp_path / "b.txt").write_bytes(b"")
    read, refused = report.read_all(tmp_path)
    assert isinstance(read, report.Report) and isinstance(refused, Refused)
    assert refused.as_json()["error"]["code"] == "empty"
    first, second = report.check_all(tmp_path, select=["GK101"])
    assert first.report is not None and first.report.cells == read.cells
    assert second.error is not None and second.error.code == "empty"


def test_copies_among_many_reports_are_found_by_the_library_too(tmp_path: Path) -> None:
    text = "".join(
        f"第{chr(0x4E00 + n * 7)}{chr(0x5200 + n * 13)}{chr(0x6300 + n * 5)}项工作按期完成。" for n in range(60)
    )
    for number, organ in enumerate(("青石区民政局", "云溪市水务局")):
        title = f"{organ}2021年政府信息公开工作年度报告"
        made = factory.report(organ=organ, signature=organ, title=title, texts={5: text})
        (tmp_path / f"{number}.html").write_bytes(writers.render(made, "html"))
    found = [[finding.id for finding in checked.findings] for checked in check_all(tmp_path, select=["GK907"])]
    assert found == [["GK907"], ["GK907"]]
    (tmp_path / "0.gongkai.toml").write_text('[[silence]]\nid = "GK907"\nreason = "联合编制"\n', encoding="utf-8")
    first, second = check_all(tmp_path, select=["GK907"])
    assert [reason for _, reason in first.silenced] == ["联合编制"]
    assert [finding.id for finding in second.findings] == ["GK907"]
    assert not any(checked.findings for checked in check_all(tmp_path, ignore=["GK907"], select=["GK907"]))
