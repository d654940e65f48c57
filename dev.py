"""Set up and drive this repository: `python3 dev.py run | test | check | fix | docs | add EXTRA...`.

Needs Python 3.11 and pip (or uv, which is used when it is on the path) and nothing else: the first call makes `.venv`
from the hash-locked requirements, later calls see that nothing has changed and start at once.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is told so here, before it meets newer syntax
    sys.exit("Gongkai needs Python 3.11 or newer; this is {}.{}.".format(*sys.version_info))

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
WINDOWS = os.name == "nt"
SCRIPTS = ENVIRONMENT / ("Scripts" if WINDOWS else "bin")
PYTHON = SCRIPTS / ("python.exe" if WINDOWS else "python")
RECORD = ENVIRONMENT / "installed.json"
TESTS = ("oidc", "parquet", "pg", "test")
CHECKS = (*TESTS, "dev")
LAUNCH = "import sys; from gongkai.cli import main; sys.exit(main())"
# A worker process imports the script that started the command, and must not start it once more.
SCRIPT = 'import sys\n\nfrom gongkai.cli import main\n\nif __name__ == "__main__":\n    sys.exit(main())\n'


def main() -> int:
    """Run the command that was asked for and return its exit code."""
    os.chdir(ROOT)
    if sys.argv[1:2] == ["test"]:
        return test(sys.argv[2:])
    if sys.argv[1:2] == ["run"]:
        return run(sys.argv[2:])
    arguments = parser().parse_args()
    if arguments.command == "add":
        set_up(*arguments.extras)
        return 0
    return {"check": check, "fix": fix, "docs": docs}[arguments.command]()


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    whole = argparse.ArgumentParser(prog="dev.py", description="Set up and drive this repository.")
    commands = whole.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="start the demonstration and say where to look; anything more is handed to it")
    commands.add_parser("test", help="run the tests; anything more is handed to pytest")
    commands.add_parser("check", help="lint, formatting, types, imports, generated documentation")
    commands.add_parser("fix", help="format the code and mend what can be mended")
    commands.add_parser("docs", help="write the generated documentation anew")
    names = sorted(path.stem.removeprefix("requirements-") for path in ROOT.glob("requirements-*.lock"))
    add = commands.add_parser("add", help=f"install extras into .venv: {', '.join(names)}")
    add.add_argument("extras", nargs="+", choices=names, metavar="EXTRA", help=f"one of {', '.join(names)}")
    return whole


def run(rest: list[str]) -> int:
    """Start the demonstration. Where nobody sits at a terminal, see that it starts and answers, and stop it."""
    set_up()
    watched = sys.stdin is not None and sys.stdin.isatty() and not os.environ.get("CI")
    command = [str(launcher()), "demo", *([] if watched else ["--check", "--port", "0"]), *rest]
    if not WINDOWS:
        sys.stdout.flush()
        # In the place of this program: Ctrl-C reaches the demonstration alone and lets it put away its folder.
        os.execv(command[0], command)
    return call(*command)


def test(rest: list[str]) -> int:
    """Run the tests, on all cores unless pytest is told otherwise."""
    set_up(*TESTS)
    told = any(option.startswith(("-n", "--numprocesses", "-p", "--pdb")) for option in rest)
    return call(PYTHON, "-m", "pytest", *([] if told else ["-n", "auto"]), *rest)


def check() -> int:
    """Run every check, also after one that fails, and say which failed."""
    set_up(*CHECKS)
    os.environ["GONGKAI_HOME"] = str(ENVIRONMENT / "home")
    checks = {
        "lint": (SCRIPTS / "ruff", "check", "."),
        "formatting": (SCRIPTS / "ruff", "format", "--check", "."),
        "types": (SCRIPTS / "mypy",),  # it loads the settings of the office, which want a home
        "imports": (SCRIPTS / "lint-imports",),
        "generated documentation": (PYTHON, "scripts/reference.py", "--check"),
    }
    failed = [name for name, command in checks.items() if call(*command)]
    print(f"Failed: {', '.join(failed)}." if failed else f"All good: {', '.join(checks)}.")
    return 1 if failed else 0


def fix() -> int:
    """Mend what ruff can mend; `check` shows what it cannot."""
    set_up(*CHECKS)
    call(SCRIPTS / "ruff", "check", "--fix", "--quiet", "--exit-zero", ".")
    return call(SCRIPTS / "ruff", "format", ".")


def docs() -> int:
    """Write docs/reference anew."""
    set_up(*CHECKS)
    return call(PYTHON, "scripts/reference.py")


def call(*command: str | Path) -> int:
    """Return the exit code of a program that shares this terminal."""
    sys.stdout.flush()
    return subprocess.run([str(part) for part in command], check=False).returncode


def set_up(*names: str) -> None:
    """Make `.venv` hold the core and the named sets at the versions of the lock files; do nothing where it does."""
    installed = recorded()
    # What was added earlier is kept, and kept at the version of its lock file.
    kept = [name for name in installed if (ROOT / name).is_file()]
    locks = dict.fromkeys(["requirements.lock", *kept, *(f"requirements-{name}.lock" for name in names)])
    wanted = {lock: hashlib.sha256((ROOT / lock).read_bytes()).hexdigest() for lock in locks}
    missing = [lock for lock, mark in wanted.items() if installed.get(lock) != mark]
    if installed and launcher().read_text("utf-8") != launcher_text():
        make_launcher()
    if not missing:
        return
    if not installed:
        make_environment()
    for lock in missing:
        print(f"Installing {lock} into .venv, this once ...", file=sys.stderr, flush=True)
        install(lock)
    RECORD.write_text(json.dumps({"root": str(ROOT), "locks": wanted}, indent=1), "utf-8")


def recorded() -> dict[str, str]:
    """Return the lock files that `.venv` holds with their marks; nothing where there is no environment to be used."""
    try:
        record = json.loads(RECORD.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    usable = PYTHON.exists() and record["root"] == str(ROOT)
    locks: dict[str, str] = record["locks"] if usable else {}
    return locks


def make_environment() -> None:
    """Make an empty `.venv` that finds the package in `src`, with the `gongkai` command."""
    # Without pip: the one of this Python (or uv) can install into it, and Debian may lack what makes one inside.
    venv.create(ENVIRONMENT, clear=True, with_pip=False, symlinks=not WINDOWS)
    base = {"base": str(ENVIRONMENT), "platbase": str(ENVIRONMENT)}
    packages = Path(sysconfig.get_path("purelib", "venv", base))
    packages.joinpath("gongkai.pth").write_text(f"{ROOT / 'src'}\n", "utf-8")
    make_launcher()


def make_launcher() -> None:
    """Write the script that is the `gongkai` command."""
    launcher().write_text(launcher_text(), "utf-8")
    launcher().chmod(0o755)


def launcher() -> Path:
    """Return the path of the `gongkai` command in `.venv`."""
    return SCRIPTS / ("gongkai.cmd" if WINDOWS else "gongkai")


def launcher_text() -> str:
    """Return what that script says."""
    if WINDOWS:
        return f'@"%~dp0python.exe" -c "{LAUNCH}" %*\n'
    if " " not in str(PYTHON) and len(str(PYTHON)) < 120:
        return f"#!{PYTHON}\n{SCRIPT}"
    # The kernel takes no blank and no great length after `#!`: this is shell to the shell and a string to Python.
    return f"#!/bin/sh\n'''exec' \"{PYTHON}\" \"$0\" \"$@\"\n' '''\n{SCRIPT}"


def install(lock: str) -> None:
    """Install what a lock file lists, and nothing that it does not list."""
    if call(*installer(), "--require-hashes", "--no-deps", "-r", lock):
        sys.exit(f"{lock} could not be installed; what the installer says of it stands above.")


def installer(python: Path = PYTHON) -> list[str | Path]:
    """Return the command that installs into an environment: uv, or the pip of this Python, or one made inside."""
    if uv := shutil.which("uv"):
        return [uv, "pip", "install", "--quiet", "--python", python]
    quiet = ["install", "-qq", "--disable-pip-version-check", "--no-input"]
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip", "--python", python, *quiet]
    # This runs inside an environment without pip: the Python that it was made from may have one.
    outside = str(getattr(sys, "_base_executable", sys.executable))
    if not subprocess.run([outside, "-m", "pip", "--version"], check=False, capture_output=True).returncode:
        return [outside, "-m", "pip", "--python", python, *quiet]
    if importlib.util.find_spec("ensurepip"):
        call(python, "-m", "ensurepip", "--default-pip")
        return [python, "-m", "pip", *quiet]
    sys.exit("Neither pip nor uv was found. On Debian: apt install python3-pip")


if __name__ == "__main__":
    sys.exit(main())
