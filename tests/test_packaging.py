"""What is shipped: the wheel holds all it needs, and installed elsewhere it gives the `gongkai` command."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import dev

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel, built from the working tree without network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=root,
        check=True,
        capture_output=True,
    )
    (built,) = folder.glob("gongkai-*.whl")
    return built


def test_the_wheel_holds_forms_fonts_schemas_and_licences(wheel: Path) -> None:
    """Everything that the package reads at run time travels with it, and the licences beside it."""
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {
        "gongkai/py.typed",
        "gongkai/report/formats/2019.toml",
        "gongkai/report/formats/2021.toml",
        "gongkai/fonts/NotoSerifSC-Regular.otf",
        "gongkai/fonts/NotoSansSC-Regular.otf",
        "gongkai/fonts/OFL.txt",
    } <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "examples/")) for name in names)


def test_nothing_that_is_not_code_stays_behind(root: Path, wheel: Path) -> None:
    """Whatever lies in the package folder lies in the wheel."""
    source = root / "src"
    here = {
        path.relative_to(source).as_posix()
        for path in (source / "gongkai").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert here <= set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_installed_elsewhere_gives_the_command(root: Path, wheel: Path, tmp_path: Path) -> None:
    """In an empty environment, with nothing but the wheel, a text report can be checked."""
    place = tmp_path / "elsewhere"
    venv.create(place, with_pip=False, symlinks=not dev.WINDOWS)
    scripts = place / ("Scripts" if dev.WINDOWS else "bin")
    python = scripts / ("python.exe" if dev.WINDOWS else "python")
    here = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    command = [str(part) for part in (*dev.installer(python), "--no-deps", "--no-index", wheel)]
    subprocess.run(command, check=True, env=here)
    sample = root / "examples" / "yunting-jiaotong-2025.txt"
    done = subprocess.run(
        [str(scripts / "gongkai"), "check", str(sample)],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        env=here,
    )
    assert done.returncode == 0, done.stdout.decode("utf-8") + done.stderr.decode("utf-8")
