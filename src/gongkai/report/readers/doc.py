"""Word and WPS files of old (DOC, WPS, RTF), Excel's (XLS) and OpenDocument, through LibreOffice where it is installed.

The conversion runs in a profile and a folder of its own, so that it leaves the user's own LibreOffice alone,
and with links not updated, so that a file cannot make it fetch anything.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from gongkai.report.blocks import Document
from gongkai.report.readers import limits, package
from gongkai.report.readers.errors import Unreadable, damaged
from gongkai.report.readers.package import encrypted
from gongkai.report.readers.sniffing import foreign

_OLE2 = b"\xd0\xcf\x11\xe0"
_USUAL_HOMES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link"><value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="BlockUntrustedRefererLinks"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel"><value>3</value></prop></item>
</oor:items>
"""


def read(data: bytes) -> Document:
    """Return the blocks of a file that LibreOffice opens.

    :raises Unreadable: where LibreOffice is missing, or the file is encrypted, damaged or takes too long.
    """
    ending = _ending(data)
    program = _program()
    is_sheet = ending in ("xls", "ods")
    with tempfile.TemporaryDirectory(prefix="gongkai-", ignore_cleanup_errors=True) as folder:
        converted = _converted(program, Path(folder), data, ending, "xlsx" if is_sheet else "docx")
    if is_sheet:
        from gongkai.report.readers import xlsx

        return xlsx.read(converted)
    from gongkai.report.readers import docx

    document = docx.read(converted)
    document.kind = "doc"
    return document


def _ending(data: bytes) -> str:
    """Return the ending that tells LibreOffice what it gets.

    :raises Unreadable: where the file is encrypted, or an OLE2 file of another program.
    """
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(b"PK"):
        with package.opened(data) as archive:
            return "ods" if b"spreadsheet" in (package.part(archive, "mimetype") or b"") else "odt"
    if not data.startswith(_OLE2):
        return "xml"
    if _entry(data, "EncryptedPackage") >= 0:
        raise encrypted()
    if (entry := _entry(data, "WordDocument")) >= 0:
        if _is_locked(data, entry):
            raise encrypted()
        return "doc"
    if _entry(data, "Workbook") >= 0 or _entry(data, "Book") >= 0:
        return "xls"
    raise foreign("OLE2")


def _entry(data: bytes, name: str) -> int:
    """Return where a stream's entry stands in the directory of an OLE2 file, -1 where there is none of that name."""
    wanted = name.encode("utf-16-le").ljust(64, b"\0")
    at = data.find(wanted)
    while at >= 0 and at % 128:
        at = data.find(wanted, at + 1)
    return at


def _is_locked(data: bytes, entry: int) -> bool:
    """Return whether Word's own header says that the text is encrypted."""
    size = 1 << min(int.from_bytes(data[0x1E:0x20], "little"), 16)
    start = (int.from_bytes(data[entry + 116 : entry + 120], "little") + 1) * size
    return len(data) > start + 12 and bool(int.from_bytes(data[start + 10 : start + 12], "little") & 0x0100)


def _program() -> str:
    for name in ("soffice", "libreoffice"):
        if found := shutil.which(name):
            return found
    for home in _USUAL_HOMES:
        if os.path.exists(home):
            return home
    raise Unreadable(
        "needs_libreoffice",
        "读取 DOC、WPS、RTF、XLS 文件需要 LibreOffice，本机没有找到；请安装 LibreOffice，或将文件另存为 DOCX 后再试。",
        "Reading DOC, WPS, RTF and XLS needs LibreOffice, which was not found here; "
        "install LibreOffice, or save the file as DOCX and try again.",
    )


def _converted(program: str, folder: Path, data: bytes, ending: str, wanted: str) -> bytes:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, "utf-8")
    source = folder / f"report.{ending}"
    source.write_bytes(data)
    out = folder / "out"
    arguments = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        wanted,
        "--outdir",
        str(out),
        str(source),
    ]
    _run(arguments)
    result = out / f"report.{wanted}"
    if not result.exists():
        raise damaged("LibreOffice 无法打开", "LibreOffice cannot open it")
    return result.read_bytes()


def _run(arguments: list[str]) -> None:
    """Run the conversion in a group of its own: the program is a script that starts another."""
    process = subprocess.Popen(  # noqa: S603 - the program was looked up, the arguments are ours
        arguments,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(limits.DOC_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise Unreadable(
            "timeout",
            f"LibreOffice 转换超过 {limits.DOC_SECONDS:g} 秒的时限，已经中止；请将文件另存为 DOCX 后再试。",
            f"LibreOffice took longer than the limit of {limits.DOC_SECONDS:g} seconds and was ended; "
            "save the file as DOCX and try again.",
        ) from error
    finally:
        _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":  # pragma: no cover
        process.kill()
    else:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
