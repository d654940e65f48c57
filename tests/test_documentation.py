"""What the documentation says is so: links lead somewhere, commands exist, code runs."""

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from gongkai.cli import COMMANDS
from gongkai.cli.parser import Parser

ROOT = Path(__file__).resolve().parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def blocks(path: Path, language: str = "") -> Iterator[str]:
    """Yield the code blocks of a page in one language."""
    for found, text in re.findall(r"^```(\w*)\n(.*?)^```", path.read_text("utf-8"), re.M | re.S):
        if found == language:
            yield text


def commands() -> Iterator[str]:
    """Yield every call of `gongkai` that a page shows."""
    for path in PAGES:
        for text in [*blocks(path), *blocks(path, "console")]:
            for line in text.splitlines():
                if line.removeprefix("$ ").strip().startswith("gongkai "):
                    yield line.removeprefix("$ ").strip()


def programs() -> Iterator[str]:
    """Yield every piece of Python that a page shows."""
    for path in PAGES:
        yield from blocks(path, "python")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    """Pages move; a link to where they were is a dead end."""
    text = path.read_text("utf-8")
    targets = [*re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", text), *re.findall(r'<img src="([^"]+)"', text)]
    near = [target for target in targets if "://" not in target]
    assert [target for target in near if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("line", sorted(set(commands())))
def test_every_command_that_is_shown_can_be_called_so(line: str) -> None:
    """Its name and its options are those of the program."""
    _, name, *arguments = shlex.split(line, comments=True)
    assert name in COMMANDS
    parser = Parser(prog=f"gongkai {name}")
    import_module(f"gongkai.cli.{name}").describe(parser)
    parser.parse_args(arguments)


@pytest.mark.parametrize("program", sorted(set(programs())))
def test_every_program_that_is_shown_runs(
    program: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is run as it stands, from the root of the repository."""
    monkeypatch.chdir(ROOT)
    exec(compile(program, "README", "exec"), {})
    assert capsys.readouterr().out


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_a_page_and_an_example(name: str) -> None:
    """A command that is not documented does not exist for those who need it."""
    assert f"## gongkai {name}\n" in (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    parser = Parser(prog=f"gongkai {name}")
    import_module(f"gongkai.cli.{name}").describe(parser)
    assert f"gongkai {name}" in (parser.epilog or "")


def test_every_sample_report_is_described() -> None:
    """Whoever runs the first command can look up what there was to find."""
    told = re.findall(r"^\| `([^`]+)`", (ROOT / "docs" / "explain" / "sample-reports.md").read_text("utf-8"), re.M)
    assert sorted(told) == sorted(path.name for path in (ROOT / "examples").iterdir())
