"""`gongkai rules`, `gongkai compare` and `gongkai write`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai import report
from gongkai.report import checks, writers
from tests.cli.conftest import Lay, Outcome
from tests.report.test_schemas import validator

Command = Callable[..., Outcome]


def test_all_rules_are_listed(gongkai: Command) -> None:
    lines = gongkai("rules").out.splitlines()
    assert [line.split()[0] for line in lines] == [rule.id for rule in checks.rules()]


def test_a_rule_is_explained_by_id_and_by_alias(gongkai: Command) -> None:
    by_id, by_alias = gongkai("rules", "GK101"), gongkai("rules", "t3-id", "--lang", "en")
    assert by_id.out.startswith("GK101 T3-ID (错误)") and "依据：《" in by_id.out
    assert by_alias.out.startswith("GK101 T3-ID (error)")


def test_rules_are_given_as_json(gongkai: Command) -> None:
    every = json.loads(gongkai("rules", "--format", "json").out)
    validator("rules").validate(every)
    one = json.loads(gongkai("rules", "GK101", "--format", "json").out)
    validator("rule").validate(one)
    some = json.loads(gongkai("rules", "GK1", "--format", "json").out)
    assert len(some) > 1
    assert gongkai("rules", "GK1").out.count("\n") == len(some)


def test_an_unknown_rule_is_wrong_usage(gongkai: Command) -> None:
    assert gongkai("rules", "GK000").code == 2


def test_two_reports_are_compared(gongkai: Command, lay: Lay) -> None:
    a = lay(
        "a.html", cells={"requests.new.natural_person": 3, "requests.new.total": 3, "proactive.fees.amount": "blank"}
    )
    b = lay("b.html", cells={"requests.new.natural_person": 5, "requests.new.total": "slash"})
    result = gongkai("compare", a, b)
    line = next(line for line in result.out.splitlines() if "本年新收" in line and "自然人" in line)
    assert line.split()[-3:] == ["3", "5", "+2"]
    assert "（空）" in result.out and "197 格相同，3 格不同" in result.out
    assert result.code == 0
    found = json.loads(gongkai("compare", a, b, "--format", "json").out)
    validator("compare").validate(found)
    assert len(found["differences"]) == 3


def test_a_long_label_keeps_its_column(gongkai: Command, lay: Lay, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "84")
    a, b = lay("a.html"), lay("b.html", cells={"requests.partial.natural_person": 5})
    assert "…/自然人" in gongkai("compare", a, b).out


def test_reports_in_two_forms_are_compared_where_both_count_the_same(gongkai: Command, lay: Lay) -> None:
    result = gongkai("compare", lay("a.html", year=2020), lay("b.html"))
    assert "只有 A 有的格" in result.out


def test_equal_reports_have_no_differences(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    path = lay("a.html")
    (tmp_path / "a.json").write_text(gongkai("read", path).out, encoding="utf-8")
    assert "200 格相同，0 格不同" in gongkai("compare", path, tmp_path / "a.json").out


def test_a_report_that_cannot_be_read_is_not_compared(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.json").write_text("[]")
    path = lay("a.html")
    for other in ("b.txt", "c.json"):
        result = gongkai("compare", path, tmp_path / other)
        assert (result.code, other in result.err) == (3, True)
    assert gongkai("compare", path, tmp_path).code == 2
    assert gongkai("compare", path, tmp_path / "nothing.json").code == 2


@pytest.mark.parametrize("kind", writers.KINDS)
def test_what_is_written_reads_back_to_the_same_cells(gongkai: Command, lay: Lay, tmp_path: Path, kind: str) -> None:
    source = lay("a.html", cells={"requests.new.natural_person": 3, "requests.new.commercial": "blank"})
    (tmp_path / "a.json").write_text(gongkai("read", source).out, encoding="utf-8")
    out = tmp_path / f"out.{kind}"
    assert gongkai("write", tmp_path / "a.json", "-o", out) == Outcome(0, "", "")
    read = report.from_json(json.loads(out.read_text("utf-8"))) if kind == "json" else report.read(out)
    expected = report.read(source).cells
    assert {n: (c.state, c.value) for n, c in read.cells.items()} == {
        n: (c.state, c.value) for n, c in expected.items()
    }


def test_a_report_is_written_from_standard_input(
    gongkai: Command, lay: Lay, tmp_path: Path, stdin: Callable[[bytes], None]
) -> None:
    stdin(gongkai("read", lay("a.html")).out.encode())
    assert gongkai("write", "-", "-o", tmp_path / "b.html").code == 0
    assert (tmp_path / "b.html").exists()


@pytest.mark.parametrize("content", ["{}", "[]", "no json", "[" * 100_000, '{"source": {"path": 1}}'], ids=range(5))
def test_what_is_no_report_is_not_written(gongkai: Command, tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    result = gongkai("write", tmp_path / "a.json", "-o", tmp_path / "out.html")
    assert result.code == 3
    assert "gongkai read" in result.err and "Traceback" not in result.err
    assert not (tmp_path / "out.html").exists()


def test_wrong_usage_of_write(gongkai: Command, lay: Lay, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(gongkai("read", lay("a.html")).out, encoding="utf-8")
    path, out = tmp_path / "a.json", tmp_path / "out.pdf"
    (tmp_path / "font.ttf").write_text("no font")
    assert gongkai("write", path, "-o", tmp_path / "out.odt").code == 2
    assert gongkai("write", path, "-o", out, "--fangsong", tmp_path / "nothing.ttf").code == 2
    assert gongkai("write", path, "-o", out, "--fangsong", tmp_path / "font.ttf").code == 2
    assert gongkai("write", tmp_path / "nothing.json", "-o", out).code == 2
    assert not out.exists()
