"""Many reports at once."""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.report import corpus, inputs, writers
from gongkai.report.corpus import Checking, Reading, workers
from gongkai.report.corpus.journal import Memory
from gongkai.report.inputs import Input
from tests.report import factory

FILES = 20


@pytest.fixture
def folder(tmp_path: Path) -> list[Input]:
    """Return some reports."""
    page = writers.render(factory.report(), "html")
    for number in range(FILES):
        (tmp_path / f"{number:02d}.html").write_bytes(page)
    return inputs.expand([str(tmp_path)]).files


def test_records_come_in_the_order_of_the_files(folder: list[Input]) -> None:
    store, calls = Memory(), []
    assert corpus.run(folder, Reading(), store, jobs=2, done=lambda: calls.append(1)) == 0
    paths = [json.loads(record)["source"]["path"] for record in corpus.records(folder, store)]
    assert paths == [item.path for item in folder]
    assert len(calls) == FILES


def test_what_is_in_the_store_is_not_read_again(folder: list[Input]) -> None:
    store = Memory()
    for item in folder[:15]:
        store.add(item.key, [b"{}"])
    assert corpus.run(folder, Reading(), store) == 15
    assert list(corpus.records(folder, store))[:15] == [b"{}"] * 15


def test_where_workers_cannot_start_the_files_are_read_here(
    folder: list[Input], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "processes", _half)
    store = Memory()
    corpus.run(folder, Reading(), store, jobs=2)
    assert len(list(corpus.records(folder, store))) == FILES


def _half(files: list[Input], work: Reading, **_: object) -> Iterator[workers.Done]:
    for item in files[:5]:
        yield item, list(work(item))
    raise workers.CannotStart


@pytest.mark.parametrize("work", [Reading(), Checking()], ids=["read", "check"])
@pytest.mark.parametrize("fate", ["crashed", "timeout"])
def test_a_file_that_was_lost_is_refused_with_the_reason(work: corpus.Work, fate: str) -> None:
    record = json.loads(corpus._lost_by(work)(Input("a.pdf"), fate))
    assert record["source"]["path"] == "a.pdf"
    assert record["error"]["code"] == fate


def test_standard_input_is_read_here_beside_the_workers(folder: list[Input]) -> None:
    page = Path(folder[0].path).read_bytes()
    files = [Input("-", "-", page), *folder]
    store = Memory()
    corpus.run(files, Checking(), store, jobs=2)
    first, *_ = corpus.records(files, store)
    assert json.loads(first)["source"]["path"] == "-"


def test_memory_of_the_parent_stays_with_the_journal(folder: list[Input]) -> None:
    work = Checking(several=True)
    store = Memory()
    corpus.run(folder, work, store)
    judged = list(corpus.judged(folder, work, store))
    assert len(judged) == FILES
    assert not any("trace" in record for record in judged)


def test_names_that_are_no_utf8_do_not_stop_a_run(tmp_path: Path) -> None:
    page = writers.render(factory.report(), "html")
    path = os.fsencode(tmp_path) + "/报告.html".encode("gbk")
    with open(path, "wb") as stream:
        stream.write(page)
    store = Memory()
    files = inputs.expand([str(tmp_path)]).files
    corpus.run(files, Checking(whole=True), store)
    (record,) = corpus.records(files, store)
    assert json.loads(record)["organ"] == factory.ORGAN


def test_silences_that_cannot_be_followed_refuse_the_one_report_beside_them(folder: list[Input]) -> None:
    Path(folder[0].path).with_suffix(".gongkai.toml").write_text("[[silence]]\nid = 'GK201'\n", "utf-8")
    store = Memory()
    corpus.run(folder[:2], Checking(), store)
    first, second = (json.loads(record) for record in corpus.records(folder[:2], store))
    assert first["error"]["code"] == "bad_silence"
    assert ".gongkai.toml" in first["error"]["zh"] and first["source"]["sha256"]
    assert "error" not in second and second["organ"] == factory.ORGAN
