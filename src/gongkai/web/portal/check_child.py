"""The child process that reads and checks one uploaded report: `python -m gongkai.web.portal.check_child FOLDER LANG`.

It knows nothing of the office and loads no Django. It takes the one file of the folder, writes the page of findings beside
it, and deletes the file; whatever a hostile file does to it, the office goes on.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from gongkai.report import checks
from gongkai.report.checked import Checked, Refusal
from gongkai.report.inputs import Input
from gongkai.report.reading import Refused, read_input
from gongkai.report.writers.findings_page import write_page
from gongkai.report.writers.words import Lang

UPLOAD, PAGE = "upload", "page.html"
MOST = 20
"""Reports of one upload: a ZIP may hold a few, a county's whole archive belongs to the command line."""

_ABOVE = {
    "zh": '<a href="../">再查一份</a><a href="/">返回首页</a>',
    "en": '<a href="../">Check another</a><a href="/">Home</a>',
}


def main(folder: Path, lang: Lang) -> None:
    """Check the file of the folder and leave the page in its place."""
    file = folder / UPLOAD
    shown = (folder / "name").read_text("utf-8")
    part = folder / "page.part"
    with part.open("w", encoding="utf-8") as out:
        write_page(_results(file.read_bytes(), shown), out, lang=lang, above=_ABOVE[lang])
    file.unlink()
    part.replace(folder / PAGE)


def _results(content: bytes, shown: str) -> Iterator[Checked]:
    for count, report in enumerate(read_input(Input(shown, data=content)), 1):
        if count > MOST:
            yield Checked(
                shown,
                error=Refusal(
                    "too_many",
                    f"压缩包内的报告多于 {MOST} 份，其余未检查；整批检查请使用命令 gongkai check。",
                    f"The archive holds more than {MOST} reports; check the rest with the command gongkai check.",
                ),
            )
            return
        if isinstance(report, Refused):
            yield Checked(report.path, error=Refusal(report.code, report.zh, report.en))
        else:
            result = checks.check(report)
            yield Checked(shown, report, tuple(result.findings), tuple(result.not_assessed))


if __name__ == "__main__":
    main(Path(sys.argv[1]), cast("Lang", sys.argv[2]))
