"""The rules of the house that no single test of a module could hold: sizes, names, licences, what files may say."""

import ast
import csv
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

from gongkai.report import formats
from gongkai.report.model import TABLES

ROOT = Path(__file__).resolve().parent.parent
# Django writes the migrations, in its own manner.
SOURCES = sorted(path for path in (ROOT / "src" / "gongkai").rglob("*.py") if path.parent.name != "migrations")
PROGRAMS = [*SOURCES, ROOT / "dev.py", *sorted((ROOT / "scripts").rglob("*.py"))]
FORBIDDEN = {"utils", "helpers", "common", "misc", "manager", "base", "data", "info", "process", "handle"}

# The one place where a fault of ours over one file is caught, so that it does not cost the thousand others.
CATCHES_ALL = ROOT / "src" / "gongkai" / "report" / "reading.py"

# Put together here so that this file does not name what no file may name.
HOSTS = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("deb", "debian", "org"),
        ("mirrors", "aliyun", "com"),
        ("mirrors", "tuna", "tsinghua"),
        ("pypi", "tuna"),
        ("registry", "npmmirror", "com"),
    ]
]
PLACES = ["/" + part for part in ("work/main", "work/shared", "root/", "tmp/venv")]

PERMISSIVE = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|ISC|Unlicense|Zlib|MPL|LGPL|HPND", re.IGNORECASE
)
COPYLEFT = re.compile(r"(?<!L)(?<!Lesser )\bA?GPL|(?<!Lesser )General Public License|AFFERO", re.IGNORECASE)


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Return every function of a module, also those inside classes and functions."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def committed() -> list[Path]:
    """Return the text files that git holds; skip where this is no clone."""
    if not (ROOT / ".git").exists():
        pytest.skip("this is no git clone")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in os.fsdecode(listed).split("\0") if name]
    return [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:4096]]


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Return the length of a function from its `def` to its last line."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", PROGRAMS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_stays_small_and_well_named(path: Path) -> None:
    """Modules stay under 400 lines, functions under 40, and no name is a drawer for anything."""
    assert len(path.read_text("utf-8").splitlines()) < 400
    assert [f"{node.name}: {lines_of(node)}" for node in functions(path) if lines_of(node) >= 40] == []
    assert FORBIDDEN.isdisjoint({path.stem, path.parent.name})


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    """Every module has a docstring, and so does every public function of it."""
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree)
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    assert [node.name for node in public if not ast.get_docstring(node)] == []


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_catches_everything_or_looks_at_the_clock(path: Path) -> None:
    """An `except Exception` hides a wrong value, and a hidden clock makes a deadline untestable."""
    text = path.read_text("utf-8")
    allowed = 1 if path == CATCHES_ALL else 0
    assert len(re.findall(r"except\s*:|except (?:Base)?Exception\b", text)) <= allowed
    assert re.search(r"\b(date\.today|datetime\.now|datetime\.utcnow)\(", text) is None


def test_no_file_names_a_registry_or_a_machine() -> None:
    """The locks must hold whichever mirror is used, and nothing may depend on where it was written."""
    found = [
        f"{path.relative_to(ROOT)}: {needle}"
        for path in committed()
        for needle in [*HOSTS, *PLACES]
        if needle in path.read_text("utf-8", errors="replace")
    ]
    assert found == []


def test_the_locks_hold_every_requirement_with_its_hashes() -> None:
    """Each set of pyproject.toml has a lock, and each line of a lock is pinned and hashed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    sets = {"requirements.lock": project["project"]["dependencies"]}
    for name, needs in (project["project"]["optional-dependencies"] | project["dependency-groups"]).items():
        sets[f"requirements-{name}.lock"] = needs
    assert {path.name for path in ROOT.glob("requirements*.lock")} == set(sets)
    for name, needs in sets.items():
        pinned = re.findall(
            r"^([\w.-]+)==\S+( ;[^\\]*)? \\\n    --hash=sha256:", (ROOT / name).read_text("utf-8"), re.M
        )
        names = {pin[0] for pin in pinned}
        assert {re.split(r"[<>=~\[]", need)[0].lower() for need in needs} <= names


def test_one_version_of_a_package_stands_in_all_locks() -> None:
    """Any set can be installed beside any other."""
    versions: dict[str, set[str]] = {}
    for path in ROOT.glob("requirements*.lock"):
        for name, version in re.findall(r"^([\w.-]+)==([^\s;]+)", path.read_text("utf-8"), re.M):
            versions.setdefault(name, set()).add(version)
    assert {name: found for name, found in versions.items() if len(found) > 1} == {}


def test_what_is_needed_at_run_time_is_under_an_open_licence() -> None:
    """Permissive, or LGPL and MPL used unmodified; no GPL and no AGPL."""
    wrong = {}
    for lock in ("requirements.lock", "requirements-ocr.lock", "requirements-parquet.lock"):
        for name in re.findall(r"^([\w.-]+)==", (ROOT / lock).read_text("utf-8"), re.M):
            words = licence(name)
            if words is not None and (COPYLEFT.search(words) or not PERMISSIVE.search(words)):
                wrong[name] = words
    assert wrong == {}


def licence(name: str) -> str | None:
    """Return what an installed package says of its licence; None where it is not installed."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return None
    classified = [line for line in about.get_all("Classifier", []) if line.startswith("License")]
    stated = about.get("License-Expression") or " ".join(classified) or about.get("License", "")
    # Some packages put the whole licence text into one field: its first lines name it.
    return stated[:200]


def cell_table() -> list[dict[str, str]]:
    """Return the frozen names of all cells with their forms, labels and units."""
    with (Path(__file__).parent / "report" / "cells.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", formats.FORMATS)
def test_a_form_has_every_cell_of_the_frozen_table_and_no_other(name: str) -> None:
    """Names, order, labels and units of a form are those that other people's scripts rely on."""
    form = formats.load(name)
    expected = [(row["cell"], row["table"], row["label"], row["unit"]) for row in cell_table() if row["format"] == name]
    actual = [(cell, table, form.label(cell), form.unit(cell)) for table in TABLES for cell in form.cells(table)]
    assert actual == expected


def test_no_form_is_without_its_source() -> None:
    """A form is a data file, and a data file says where it comes from and who checked it when."""
    for path in sorted((ROOT / "src" / "gongkai" / "report" / "formats").glob("*.toml")):
        form = tomllib.loads(path.read_text("utf-8"))
        assert path.stem in formats.FORMATS
        assert all(form[key] for key in ("instrument", "source", "checked_by", "checked_on"))


LOADED = """
import sys
before = set(sys.modules)
from gongkai.cli import main
try:
    code = main(["check", sys.argv[1]])
except SystemExit as leaving:
    code = leaving.code
tops = {name.partition(".")[0] for name in set(sys.modules) - before}
print("LOADED", code, *sorted(tops - set(sys.stdlib_module_names) - {"gongkai"}))
"""


def test_checking_a_text_report_loads_the_standard_library_only(root: Path) -> None:
    """A cold `gongkai check x.txt` must not wait for libraries of formats that it does not meet."""
    sample = root / "examples" / "yunting-jiaotong-2025.txt"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("COV")}
    done = subprocess.run(
        [sys.executable, "-c", LOADED, str(sample)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment | {"PYTHONPATH": str(root / "src"), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.stdout.splitlines()[-1:] == ["LOADED 0"], done.stdout + done.stderr


def test_the_faultless_sample_report_has_no_finding_that_counts(root: Path) -> None:
    """The sample without a fault is what an organ may copy the form from."""
    sample = root / "examples" / "yunting-jiaotong-2025.txt"
    done = subprocess.run(
        [sys.executable, "-m", "gongkai", "check", str(sample), "--fail-on", "note"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": str(root / "src"), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_generated_documentation_is_current(root: Path) -> None:
    """`python3 dev.py docs` has been run since rules, commands or forms changed."""
    done = subprocess.run(
        [sys.executable, "scripts/reference.py", "--check"],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"PYTHONPATH": str(root / "src"), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stdout + done.stderr
