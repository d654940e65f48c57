"""Silenced findings: an id and a reason beside the report."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.report import checks
from gongkai.report.silence import BadSilence, Silence, beside, load, sift
from tests.report import factory

TODAY = date(2022, 2, 1)


def _carried():
    last = factory.report(year=2020)
    this = factory.report(cells={"requests.carried_in.total": 2, "requests.carried_in.natural_person": 2})
    return [one for one in checks.check(this, previous=last).findings if one.id == "GK201"]


def _written(folder: Path, text: str) -> Path:
    path = folder / "report.gongkai.toml"
    path.write_text(text, "utf-8")
    return path


def test_an_explanation_silences_what_is_carried_in(tmp_path: Path) -> None:
    _written(tmp_path, '[[silence]]\nid = "GK201"\nreason = "机构合并。"\n')
    findings = _carried()
    assert len(findings) == 2
    kept, silenced = sift(findings, beside(tmp_path / "report.docx"), today=TODAY)
    assert not kept and [reason for _, reason in silenced] == ["机构合并。", "机构合并。"]


def test_without_a_file_nothing_is_silenced(tmp_path: Path) -> None:
    assert beside(tmp_path / "report.docx") == ()


@pytest.mark.parametrize(
    ("silence", "left"),
    [
        (Silence("XY-CARRY", "机构合并。"), 0),
        (Silence("GK202", "机构合并。"), 2),
        (Silence("GK201", "机构合并。", cells=("requests.carried_in.total",)), 1),
        (Silence("GK201", "机构合并。", cells=("requests.carried_in.*",)), 0),
        (Silence("GK201", "机构合并。", until=TODAY), 0),
        (Silence("GK201", "机构合并。", until=date(2022, 1, 31)), 2),
    ],
)
def test_a_silence_covers_its_rule_its_cells_and_its_days(silence: Silence, left: int) -> None:
    kept, silenced = sift(_carried(), [silence], today=TODAY)
    assert (len(kept), len(silenced)) == (left, 2 - left)


def test_a_silence_with_cells_leaves_findings_without_cells() -> None:
    (finding,) = [one for one in checks.check(factory.report(signed=None)).findings if one.id == "GK805"]
    assert sift([finding], [Silence("GK805", "见附件。", cells=("requests.*",))], today=TODAY) == ((finding,), ())


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('[[silence]]\nid = "GK201"\n', "entry 1 has no reason"),
        ('[[silence]]\nid = "GK201"\nreason = "  "\n', "entry 1 has no reason"),
        ('[[silence]]\nreason = "机构合并。"\n', "entry 1 has no id"),
        (
            '[[silence]]\nid = "GK201"\nreason = "好。"\n[[silence]]\nid = "GK999"\nreason = "好。"\n',
            "entry 2 names GK999",
        ),
        ('[[silence]]\nid = "GK201"\nreason = "好。"\nwhy = "好。"\n', "why"),
        ('[[silence]]\nid = "GK201"\nreason = "好。"\ncells = "new"\n', "list of names"),
        ('[[silence]]\nid = "GK201"\nreason = "好。"\nuntil = "2022"\n', "must be a date"),
        ("silence = 3\n", "[[silence]]"),
        ("silence = [3]\n", "[[silence]]"),
        ("[[silence\n", "no valid TOML"),
    ],
)
def test_a_file_that_cannot_be_followed_is_named_with_its_fault(tmp_path: Path, text: str, what: str) -> None:
    path = _written(tmp_path, text)
    with pytest.raises(BadSilence) as caught:
        load(path)
    assert what in caught.value.en and str(path) in caught.value.en
    assert str(path) in caught.value.zh and caught.value.zh.endswith("。")


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "report.gongkai.toml"
    path.write_bytes('[[silence]]\nid = "GK201"\nreason = "机构合并"\n'.encode("gb18030"))
    with pytest.raises(BadSilence, match=r"report\.gongkai\.toml"):
        load(path)


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    path = _written(tmp_path, '\ufeff[[silence]]\nid = "gk201"\nreason = "机构合并。"\n')
    assert load(path) == (Silence("GK201", "机构合并。"),)
