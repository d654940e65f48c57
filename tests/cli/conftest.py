"""Folders with reports for the tests of the commands."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli import main
from gongkai.report import writers
from tests.report import factory

Lay = Callable[..., Path]


@dataclass
class Outcome:
    """What a call printed and how it ended."""

    code: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "120")


@pytest.fixture
def gongkai(capsys: pytest.CaptureFixture[str]) -> Callable[..., Outcome]:
    """Return the command, run in this process."""

    def call(*argv: object) -> Outcome:
        code = main([str(argument) for argument in argv])
        out, err = capsys.readouterr()
        return Outcome(code, out, err)

    return call


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Return what writes a report of an invented organ into the folder of the test."""

    def write(name: str, **report: Any) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(writers.render(factory.report(**report), path.suffix[1:]))
        return path

    return write


@pytest.fixture
def unbalanced() -> dict[str, Any]:
    """Return the cells of a report that does not balance: an error of GK101 in two columns."""
    return {"cells": {"requests.new.natural_person": 3, "requests.new.total": 3}}


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Return what puts bytes on standard input."""

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(data), "utf-8"))

    return put
