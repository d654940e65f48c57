"""`gongkai demo`: the office with an invented district and two years of its work, to look around in."""

import argparse
import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gongkai.cli.errors import Usage
from gongkai.cli.opening import add_address, choose_home, open_office
from gongkai.cli.parser import examples
from gongkai.cli.serve import listening, prepare, serve
from gongkai.cli.widths import width

MARK = "demonstration.json"
"""In the folder of a demonstration: what to show of it when it is started again."""
POSTS = {
    "handler": "经办人 handler",
    "reviewer": "审核人 reviewer",
    "approver": "批准人 approver",
    "supervisor": "监督员 supervisor",
    "auditor": "审计员 auditor",
}


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--home",
        metavar="FOLDER",
        help="数据文件夹；不写则用临时文件夹，停止后删除。"
        "The folder with the data; without it a temporary one, deleted at the end.",
    )
    add_address(parser, workers=1)
    parser.add_argument(
        "--cases", type=int, default=160, metavar="N", help="办件数量，3 到 300，默认 160。How many cases."
    )
    parser.add_argument("--no-serve", action="store_true", help="只建立数据，不启动。Only make the data.")
    parser.add_argument(
        "--check",
        action="store_true",
        help="启动、问一次是否正常，然后停止。Start, ask once whether all is well, and stop.",
    )
    examples(parser, ["gongkai demo --home 演示 --cases 20 --no-serve", "gongkai demo --cases 20 --port 0 --check"])


def run(args: argparse.Namespace) -> int:
    """Make the demonstration, run it until it is stopped, and return 0, or 1 where it could not be kept running."""
    # Never the database, the keys or the mail of a real office.
    for name in ("GONGKAI_DATABASE", "GONGKAI_KEYS", "GONGKAI_MAIL", "GONGKAI_MAIL_BACKEND", "GONGKAI_SMS"):
        os.environ.pop(name, None)
    address = None if args.no_serve else listening(args.host, args.port)
    folder = choose_home(args.home or tempfile.mkdtemp(prefix="gongkai-demo-"))
    try:
        built = _built(folder, args.cases)
        if address is None:
            sys.stdout.write(f"数据文件夹 Data: {folder}\n")
            return 0
        return serve(args, address, "".join(box(built, address.url, folder)), str(folder / "server.log"))
    finally:
        if not args.home:
            shutil.rmtree(folder, ignore_errors=True)


def box(built: dict[str, Any], url: str, folder: Path) -> Iterator[str]:
    """Yield the lines that tell where to look."""
    lines = [
        "演示已就绪，机关、人员和数据都是虚构的。 The demonstration is ready; everything in it is invented.",
        "",
        f"打开 Open                  {url}",
        f"查询进度 Follow a request  {url}follow/   编号 {built['number']}   查询码 {built['code']}",
        f"查一份年报 Check a report  {url}check/",
        f"工作人员登录 Sign in       {url}office/   口令 password {built['password']}",
        *(f"    {name:<16}{POSTS.get(post, post)}" for name, _, post in built["people"]),
        f"    {'admin':<16}系统管理员 administrator",
        "",
        f"数据 Data {folder}   日志 Log {folder / 'server.log'}",
        "按 Ctrl-C 停止。 Press Ctrl-C to stop.",
    ]
    inner = max(map(width, lines))
    yield f"┌{'─' * (inner + 2)}┐\n"
    for line in lines:
        yield f"│ {line}{' ' * (inner - width(line))} │\n"
    yield f"└{'─' * (inner + 2)}┘\n"


def _built(folder: Path, cases: int) -> dict[str, Any]:
    """Return what was made in a folder, now or by an earlier call.

    :raises Usage: where the folder holds something else.
    """
    mark = folder / MARK
    if not mark.exists() and folder.is_dir() and any(folder.iterdir()):
        raise Usage(
            f"{folder} 里已有别的内容；请换一个空文件夹。", f"{folder} holds something else; name an empty folder."
        )
    if not 3 <= cases <= 300:
        raise Usage("--cases 应当在 3 到 300 之间。", "--cases is between 3 and 300.")
    open_office(str(folder))
    prepare()
    if mark.exists():
        return dict(json.loads(mark.read_text("utf-8")))
    sys.stderr.write("正在建立虚构的云亭区…… Making the invented district ...\n")

    from django.utils import timezone

    from gongkai.web.demonstration import building

    built = asdict(building.build(timezone.localdate(), cases=cases))
    mark.write_text(json.dumps(built, ensure_ascii=False, indent=1), "utf-8")
    return built
