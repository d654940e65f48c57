"""What the documentation says is so: links lead somewhere, commands exist, code runs."""

import doctest
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai import law
from gongkai.cli import COMMANDS, local_rules, module_of
from gongkai.cli.parser import Parser
from gongkai.law import packs, procedure

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


def programs() -> Iterator[tuple[str, str]]:
    """Yield every piece of Python that a page shows, and what stands below it as its output; empty for none."""
    for path in PAGES:
        found = re.findall(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```)?", path.read_text("utf-8"), re.M | re.S)
        yield from found


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
    module_of(name).describe(parser)
    parser.parse_args(arguments)


@pytest.mark.parametrize(("program", "printed"), sorted(set(programs())))
def test_every_program_that_is_shown_runs_and_prints_what_stands_below_it(
    program: str, printed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is run as it stands, from the root of the repository."""
    monkeypatch.chdir(ROOT)
    exec(compile(program, "README", "exec"), {})
    out = capsys.readouterr().out
    assert out == printed if printed else out


def test_the_example_of_the_law_is_true() -> None:
    """It is the first that a programmer reads of it."""
    tried = doctest.testmod(law)
    assert tried.attempted
    assert not tried.failed


def test_a_file_of_choices_that_is_shown_can_be_used(tmp_path: Path) -> None:
    """An officer copies it."""
    (shown,) = blocks(ROOT / "docs" / "howto" / "deadlines.md", "toml")
    file = tmp_path / "choices.toml"
    file.write_text(shown, "utf-8")
    assert local_rules.read_choices(str(file))


def test_a_calendar_pack_that_is_shown_has_the_right_shape() -> None:
    """That of a year shows one day of many, so all that it lacks is the other holidays."""
    year, region = blocks(ROOT / "docs" / "howto" / "calendar-pack.md", "toml")
    assert packs.read(region, name="region").region == "广西"
    with pytest.raises(packs.BadPack) as refused:
        packs.read(year, name="year")
    assert all("法定节假日" in fault.zh for fault in refused.value.faults)


def test_the_diagram_of_the_steps_is_that_of_the_table() -> None:
    """It is drawn from the table that `take` obeys, and every step of it stands below."""
    page = ROOT / "docs" / "reference" / "procedure.md"
    assert list(blocks(page, "mermaid")) == [procedure.diagram()]
    told = re.findall(r"^\| [^|]+ \| `(\w+)` \|", page.read_text("utf-8"), re.M)
    assert [*procedure.STEPS, *procedure.STAGES] == told


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_has_a_page_and_an_example(name: str) -> None:
    """A command that is not documented does not exist for those who need it."""
    assert f"## gongkai {name}\n" in (ROOT / "docs" / "reference" / "commands.md").read_text("utf-8")
    parser = Parser(prog=f"gongkai {name}")
    module_of(name).describe(parser)
    assert f"gongkai {name}" in (parser.epilog or "")


def test_every_refusal_of_the_interface_is_described() -> None:
    """Programs of others decide by these codes."""
    found = (ROOT / "src" / "gongkai" / "web" / "api").rglob("*.py")
    codes = {code for path in found for code in re.findall(r'\bFault\([^"()]*"(\w+)"', path.read_text("utf-8"))}
    page = (ROOT / "docs" / "reference" / "api.md").read_text("utf-8")
    assert codes
    assert {code for code in codes if f"| `{code}` |" not in page} == set()


def test_every_sample_report_is_described() -> None:
    """Whoever runs the first command can look up what there was to find."""
    told = re.findall(r"^\| `([^`]+)`", (ROOT / "docs" / "explain" / "sample-reports.md").read_text("utf-8"), re.M)
    assert sorted(told) == sorted(path.name for path in (ROOT / "examples").iterdir())
