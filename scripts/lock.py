"""Write the lock files anew: `python3 scripts/lock.py`, with uv on the path.

All sets are resolved together first, so that any of them can be installed beside the others; each lock then lists its
own set only. The files hold versions and hashes and no address: wherever the packages come from, they are the same.
"""

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--fork-strategy", "fewest"]
WRITE = ["--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header"]
HEADER = "# Written by scripts/lock.py; change pyproject.toml instead.\n"


def wanted() -> dict[str, list[str]]:
    """Return the requirements of every set by the name of its lock file."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    sets = {"requirements.lock": project["project"]["dependencies"]}
    extras = project["project"]["optional-dependencies"] | project["dependency-groups"]
    return sets | {f"requirements-{name}.lock": list(needs) for name, needs in extras.items()}


def resolve(needs: list[str], *options: str) -> str:
    """Return the lock text for some requirements."""
    call = [*COMPILE, *options, "-"]
    return subprocess.run(call, input="\n".join(needs), check=True, capture_output=True, text=True).stdout


def main() -> int:
    """Resolve all sets together, then write one lock for each."""
    sets = wanted()
    together = resolve([need for needs in sets.values() for need in needs], "--no-header", "--no-annotate")
    with tempfile.TemporaryDirectory() as folder:
        constraints = Path(folder, "together.txt")
        constraints.write_text(together, "utf-8")
        for name, needs in sets.items():
            (ROOT / name).write_text(HEADER + resolve(needs, *WRITE, "--constraints", str(constraints)), "utf-8")
            print(f"{name}: {len(needs)} asked for")
    return 0


if __name__ == "__main__":
    sys.exit(main())
