"""Opening an office from the command line: which folder it keeps, before anything reads its settings."""

import argparse
import os
from pathlib import Path

from gongkai.cli.errors import Usage

HOST, PORT = "127.0.0.1", 8000


def add_home(parser: argparse.ArgumentParser) -> None:
    """Declare the option that names the folder of an office."""
    parser.add_argument(
        "--home",
        metavar="FOLDER",
        help="数据文件夹，默认取环境变量 GONGKAI_HOME，再默认 ~/gongkai。"
        "The folder with the data; GONGKAI_HOME, or ~/gongkai, by default.",
    )


def add_address(parser: argparse.ArgumentParser, *, workers: int = 2) -> None:
    """Declare the options that say where an office answers."""
    parser.add_argument("--host", default=HOST, help=f"监听地址，默认 {HOST}。The address to listen on.")
    parser.add_argument(
        "--port",
        type=int,
        default=PORT,
        help=f"端口，默认 {PORT}；0 表示任意空闲端口。The port; {PORT} by default, 0 for any free one.",
    )
    parser.add_argument(
        "--workers", type=int, default=2, help="应答进程数，默认 2。Processes that answer; 2 by default."
    )


def choose_home(folder: str | None) -> Path:
    """Make the folder the one that settings will name, and return it as an absolute path."""
    chosen = folder or os.environ.get("GONGKAI_HOME") or str(Path.home() / "gongkai")
    path = Path(chosen).expanduser().absolute()
    os.environ["GONGKAI_HOME"] = str(path)
    return path


def open_office(folder: str | None, *, must_exist: bool = False) -> Path:
    """Load the office that keeps its data in a folder, made where it is missing, and return the folder.

    :raises Usage: where there is no such office and one is needed, or the folder or the settings cannot be used.
    """
    path = choose_home(folder)
    # What an office writes is nobody else's, also in a folder that others may open.
    os.umask(0o077)
    if must_exist and not (path / "gongkai.sqlite3").exists() and not os.environ.get("GONGKAI_DATABASE"):
        raise Usage(
            f"{path} 里没有数据；请用 --home 指明数据文件夹。",
            f"There is no office in {path}; name its folder with --home.",
        )
    try:
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Usage(f"不能使用文件夹 {path}（{error.strerror}）。", f"Cannot use {path} ({error.strerror}).") from None
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.config.settings")
    import django

    try:
        django.setup()
    except ValueError as error:
        raise Usage(str(error), "") from None
    return path
