"""Run a command beside a PostgreSQL server of its own: `python3 scripts/postgresql.py COMMAND...`.

The server keeps its data in a temporary folder, listens on loopback alone, and is gone afterwards. The command finds it by
GONGKAI_DATABASE. PostgreSQL refuses to run as root, so for root it is run as the user `postgres` that its package makes.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

PLACES = [*Path("/usr/lib/postgresql").glob("*/bin"), Path("/usr/local/bin"), Path("/usr/bin")]
MISSING = 77
"""The exit code where PostgreSQL is not installed; none of pytest's own."""


def program(name: str) -> str | None:
    """Return the path of one of PostgreSQL's programs."""
    found = [str(place / name) for place in PLACES if (place / name).exists()]
    return found[0] if found else shutil.which(name)


def as_its_user(*command: str) -> list[str]:
    """Return a command such that it does not run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


def quietly(*command: str) -> None:
    """Run a command and show what it said only where it fails."""
    done = subprocess.run(as_its_user(*command), check=False, capture_output=True, text=True, cwd="/")
    if done.returncode:
        sys.exit(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main(command: list[str]) -> int:
    """Start the server, run the command, stop the server, and return the command's exit code."""
    initdb, pg_ctl = program("initdb"), program("pg_ctl")
    if not initdb or not pg_ctl:
        print("PostgreSQL is not installed; on Debian: apt install postgresql", file=sys.stderr)
        return MISSING
    folder = Path(tempfile.mkdtemp(prefix="gongkai-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    port, store = free_port(), folder / "store"
    options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
    try:
        quietly(initdb, "-D", str(store), "-U", "gongkai", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        quietly(pg_ctl, "-D", str(store), "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            address = f"postgresql://gongkai@127.0.0.1:{port}/postgres"
            return subprocess.run(command, check=False, env={**os.environ, "GONGKAI_DATABASE": address}).returncode
        finally:
            quietly(pg_ctl, "-D", str(store), "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
