"""`gongkai serve`: the office in one command. It makes what is missing, answers, and does its background work beside."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from gongkai.cli.errors import Usage
from gongkai.cli.opening import add_address, add_home, open_office
from gongkai.cli.parser import examples

if TYPE_CHECKING:
    from gongkai.web.config.running import Address
    from gongkai.web.organs.actions import Started

LOCAL = "localhost,127.0.0.1,[::1]"


def describe(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    add_home(parser)
    add_address(parser)
    parser.add_argument(
        "--check",
        action="store_true",
        help="启动、问一次是否正常，然后停止。Start, ask once whether all is well, and stop.",
    )
    first = parser.add_argument_group("首次启动 At the first start")
    first.add_argument("--organ", metavar="NAME", default="", help="机关名称，以后可以修改。Its organ; can be changed.")
    first.add_argument(
        "--code",
        default="top",
        help="机关编码，用于办件编号的开头，启用后不再变更；默认 top。What the numbers of its cases begin with, for good.",
    )
    examples(parser, ["gongkai serve --home 数据 --organ 云亭区人民政府 --code yt --port 8010 --workers 1 --check"])


def run(args: argparse.Namespace) -> int:
    """Run the office until it is stopped, and return 0, or 1 where it could not be kept running."""
    address = listening(args.host, args.port)
    folder = open_office(args.home)
    prepare()
    started = first_start(args.organ, args.code)
    if started is not None:
        sys.stdout.write(first_words(started))
    sys.stdout.write(f"数据文件夹 Data: {folder}\n")
    sys.stdout.flush()
    return serve(args, address, f"已启动：{address.url}  按 Ctrl-C 停止。 Running; press Ctrl-C to stop.\n")


def listening(host: str, port: int) -> "Address":
    """Return the address, and let the office answer to its name.

    :raises Usage: where somebody answers there already.
    """
    from gongkai.web.config.running import Address, free_port

    address = Address(host, port or free_port(host))
    if not 0 <= port < 65536 or not address.free():
        raise Usage(
            f"{host} 的端口 {port} 不能用：另一个程序正在使用它，或者不允许使用。请先停止那个程序，或者用 --port 换一个。",
            f"Port {port} of {host} cannot be used: another program has it. Stop that, or choose another with --port.",
        )
    os.environ.setdefault("GONGKAI_HOSTS", LOCAL if host in ("0.0.0.0", "::") else f"{LOCAL},{host}")  # noqa: S104
    if LOCAL in os.environ["GONGKAI_HOSTS"]:
        os.environ.setdefault("GONGKAI_SITE", address.url)
    return address


def prepare() -> None:
    """Bring the database up to date.

    :raises Usage: where a later version has written it, or it cannot be reached.
    """
    from django.db.utils import OperationalError

    from gongkai.web.config import preparing

    try:
        preparing.prepare_database()
    except preparing.NewerDatabase as newer:
        raise Usage(str(newer), "") from None
    except OperationalError as error:
        raise Usage(f"数据库不能使用：{error}", "The database cannot be used.") from None


def first_start(name: str, code: str) -> "Started | None":
    """Return what the first start made; None at every later start.

    :raises Usage: where the organ cannot be as it was named.
    """
    from django.core.exceptions import ValidationError

    from gongkai.web.config import preparing
    from gongkai.web.organs.actions import Top

    try:
        return preparing.first_start(Top(name, code=code) if name else Top(code=code))
    except ValidationError as error:
        raise Usage(f"机关不能这样建立：{''.join(error.messages)}", "The organ cannot be made like this.") from None


def first_words(started: "Started") -> str:
    """Return what whoever starts an office for the first time must know; it is said once."""
    return (
        "这是第一次启动，已建立系统管理员。下面的口令只显示这一次，首次登录须修改。\n"
        "This is the first start. The password is shown this once and must be changed at the first sign-in.\n"
        f"  登录名 Name: {started.administrator.username}\n"
        f"  口令 Password: {started.password}\n"
    )


def serve(args: argparse.Namespace, address: "Address", ready: str, log_to: str = "") -> int:
    """Run both parts of the office, say when it is ready, and return the exit code."""
    from django.conf import settings

    from gongkai.web.config import running

    host_name = next((name for name in settings.ALLOWED_HOSTS if "*" not in name), "localhost").lstrip(".")
    log = open(log_to, "ab") if log_to else None  # noqa: SIM115 - closed with the office
    try:
        with (
            running.sole(settings.HOME.folder),
            running.office(address, workers=max(1, args.workers), log=log) as (web, worker),
        ):
            if not running.wait_until_it_answers(address, web, host_name):
                sys.stderr.write("没有启动成功，原因见上面的日志。 It did not start; the log says why.\n")
                return 1
            sys.stdout.write(ready)
            sys.stdout.flush()
            return 0 if args.check else min(1, abs(running.watch(web, worker)))
    except running.Taken:
        raise Usage(
            f"数据文件夹 {settings.HOME.folder} 正由另一个系统使用；请先停止它。",
            f"Another office runs on {settings.HOME.folder}; stop it first.",
        ) from None
    except running.Stopped:
        sys.stdout.write("已停止。 Stopped.\n")
        return 0
    finally:
        if log is not None:
            log.close()
