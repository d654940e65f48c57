"""The command `gongkai`: arguments in, files or text out, an exit code that scripts can rely on.

Only the module of the command that was called is loaded, and that module loads what it needs when it needs it.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import ModuleType

from gongkai import __version__
from gongkai.cli.errors import Usage
from gongkai.cli.output import make_streams
from gongkai.cli.parser import Parser

COMMANDS = {
    "read": "把年度报告读成数据。Read annual reports into data.",
    "check": "检查年度报告并列出问题。Check annual reports and list what is wrong.",
    "rules": "列出检查规则，或解释其中一条。List the rules of the checks, or explain one.",
    "compare": "逐格比较两份报告。Compare two reports cell by cell.",
    "write": "把读出的数据写成法定格式的文件。Write what was read in the statutory layout.",
    "deadline": "计算期限并逐日说明。Work out deadlines, explained day by day.",
    "fee": "计算信息处理费。Work out the information processing fee.",
    "calendar": "查看或补充工作日历。Show the calendar of working days, or add to it.",
    "serve": "启动政府信息公开系统。Run the office: file, follow, answer and publish.",
    "demo": "用虚构的一个区演示系统。Run the office with an invented district, to look around in.",
    "office": "核验、重放、更换密钥、核对联系方式。Verify an office, replay its cases, change its keys.",
    "backup": "备份系统的全部数据。Save everything an office holds.",
    "restore": "从备份恢复到新的文件夹并核验。Restore a backup into a new folder, and verify it.",
    "export-all": "把全部数据导出为表格。Export everything as tables with a dictionary.",
}
INTERRUPTED = 130
BROKEN_PIPE = 141
CANNOT = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Return the exit code of the command: 0 clean, 1 findings, 2 wrong usage, 3 a file that could not be read."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    make_streams()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except Usage as error:
        sys.stderr.write(f"gongkai: {error}\n")
        return 2
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return BROKEN_PIPE
    except OSError as error:
        # A full disk, a folder that went away. What is wrong with one input is told as a refusal long before.
        _drop_output()
        sys.stderr.write(f"gongkai: 不能读写：{error}。 Cannot read or write: {error}.\n")
        return CANNOT
    except SystemExit as stop:
        # argparse ends --help and wrong usage this way.
        return stop.code if isinstance(stop.code, int) else 0
    return code


def _run(arguments: list[str]) -> int:
    parser = Parser(
        prog="gongkai",
        description="读取、检查、比较和编写政府信息公开工作年度报告。\n"
        "Read, check, compare and write annual reports on open government information.",
    )
    parser.add_argument("--version", action="version", version=f"gongkai {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="命令 COMMAND", required=True)
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if name in arguments[:1]:
            module = module_of(name)
            module.describe(command)
            command.set_defaults(run=module.run, argv=arguments)
    args = parser.parse_args(arguments)
    code: int = args.run(args)
    return code


def module_of(command: str) -> ModuleType:
    """Return the module of a command."""
    return import_module(f"gongkai.cli.{command.replace('-', '_')}")


def _drop_output() -> None:
    """Let the interpreter flush what nobody reads any more into nowhere, or it would complain at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except OSError:  # stdout is no file, as in a test
        pass
    finally:
        os.close(nowhere)
