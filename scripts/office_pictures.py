"""Take the pictures of the office anew: `.venv/bin/python scripts/office_pictures.py`, with Chromium and the test requirements.

A demonstration is started in a folder of its own, a request is filed and followed in it as anybody would, and what the
browser shows goes to docs/pictures. The days are those of the day on which it is run.
"""

import io
import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDE = {"viewport": {"width": 1120, "height": 840}, "device_scale_factor": 1.25}
PHONE = {"viewport": {"width": 375, "height": 760}, "device_scale_factor": 1.5, "is_mobile": True, "has_touch": True}
GAP = 24


def main() -> int:
    """Start a demonstration and take each picture."""
    with (
        tempfile.TemporaryDirectory() as folder,
        demonstration(Path(folder, "office")) as (address, told),
        sync_playwright() as running,
    ):
        browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        public(browser, address, told)
        phones(browser, address, told)
        staff(browser, address, told)
        browser.close()
    return 0


@contextmanager
def demonstration(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Run the demonstration and yield its address and what it tells of itself."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    call = [sys.executable, "-m", "gongkai", "demo", "--home", str(folder), "--port", str(port)]
    with subprocess.Popen(call, cwd=ROOT, stdout=subprocess.DEVNULL) as running:
        address = f"http://127.0.0.1:{port}"
        try:
            wait(address)
            yield address, json.loads((folder / "demonstration.json").read_text("utf-8"))
        finally:
            running.terminate()


def wait(address: str) -> None:
    """Return when the office answers.

    :raises TimeoutError: after a minute and a half.
    """
    for _ in range(450):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=5).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise TimeoutError(f"Nothing answers at {address}.")


def public(browser: Browser, address: str, told: dict[str, Any]) -> None:
    """Take the pictures of what anybody sees: the first page, both screens, the page after them, a case and its days."""
    page = window(browser, address, WIDE)
    page.goto("/")
    keep(page, "home", height=900)
    fill_in(page)
    page.locator("#matches a").first.wait_for()
    keep(page, "apply", height=1180)
    time.sleep(3)
    page.get_by_role("button", name="下一步：核对").click()
    keep(page, "confirm", height=1250)
    page.get_by_role("button", name="确认提交").click()
    keep(page, "filed", height=1000)
    follow(page, told)
    keep(page, "case", height=1000)
    page.locator("summary", has_text="为什么是这个日期").click()
    page.locator("details", has_text="为什么是这个日期").screenshot(path=PICTURES / "office-why.png")
    keep_bytes((PICTURES / "office-why.png").read_bytes(), "why", 480)


def phones(browser: Browser, address: str, told: dict[str, Any]) -> None:
    """Take one picture of three telephones side by side."""

    def case(page: Page) -> None:
        follow(page, told)

    shots: list[Callable[[Page], Any]] = [lambda page: page.goto("/"), lambda page: page.goto("/apply/"), case]
    taken = []
    for show in shots:
        page = window(browser, address, PHONE)
        show(page)
        taken.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
    whole = Image.new("RGB", (sum(each.width for each in taken) + GAP * (len(taken) - 1), taken[0].height), "#cfd6df")
    at = 0
    for each in taken:
        whole.paste(each, (at, 0))
        at += each.width + GAP
    save(whole, "phone")


def staff(browser: Browser, address: str, told: dict[str, Any]) -> None:
    """Take the pictures of what a handler sees: the work list and a case."""
    page = window(browser, address, WIDE)
    page.goto("/office/sign-in")
    page.get_by_label("登录名").fill(next(name for name, _, post in told["people"][::-1] if post == "handler"))
    page.get_by_label("密码").fill(told["password"])
    page.get_by_role("button", name="登录").click()
    page.goto("/office/cases/")
    keep(page, "worklist", height=900)
    page.goto(f"/office/cases/{told['number']}/")
    keep(page, "handling", height=1250)


def window(browser: Browser, address: str, look: dict[str, Any]) -> Page:
    """Return an empty window."""
    return browser.new_context(base_url=address, locale="zh-CN", **look).new_page()


def fill_in(page: Page) -> None:
    """Fill in the first screen."""
    page.goto("/apply/")
    page.get_by_label("向哪个机关申请").select_option(label="云亭区交通运输局")
    page.get_by_label("信息名称").press_sequentially("2026年农村公路养护工程计划完成情况")
    page.get_by_label("内容描述").press_sequentially("2026年农村公路养护工程计划中各条路的完工日期和支出金额。")
    page.get_by_role("radio", name="个人").first.check()
    page.get_by_label("姓名或者单位名称").fill("林某某")
    page.get_by_label("证件号码").fill("11010519491231002X")
    page.get_by_label("联系电话").fill("13800000000")


def follow(page: Page, told: dict[str, Any]) -> None:
    """Open the request that the demonstration shows."""
    page.goto("/follow/")
    page.get_by_label("办件编号").fill(told["number"])
    page.get_by_label("查询码").fill(told["code"])
    page.get_by_role("button", name="查询", exact=True).click()


def keep(page: Page, name: str, *, height: int) -> None:
    """Keep the upper part of a page."""
    page.wait_for_load_state("load")
    page.evaluate("scrollTo(0, 0)")
    keep_bytes(page.screenshot(full_page=True), name, height)


def keep_bytes(taken: bytes, name: str, height: int) -> None:
    """Keep the upper part of a picture."""
    whole = Image.open(io.BytesIO(taken)).convert("RGB")
    save(whole.crop((0, 0, whole.width, min(whole.height, round(height * 1.25)))), name)


def save(picture: Image.Image, name: str) -> None:
    """Write a picture with a palette, which keeps the repository small."""
    picture.quantize(256, Image.Quantize.MAXCOVERAGE).save(PICTURES / f"office-{name}.png", optimize=True)


if __name__ == "__main__":
    sys.exit(main())
