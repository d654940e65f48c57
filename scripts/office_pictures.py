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
ANSWERS = (("clarity", "clear"), ("nature", "request"), ("responsible", "this_organ"), ("holdings", "not_found"))
SEARCH = {
    "检索的系统与载体": "公文管理系统、镇档案室目录",
    "关键词": "申请的信息名称，及其中各词",
    "信息形成时间的起点": "2024-01-01",
    "信息形成时间的终点": "2026-10-31",
    "检索结果": "没有符合申请内容的材料。",
}
REASON = "【理由：认定的事实、依据，以及二者的联系】"


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
        handling(browser, address, told)
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
    """Take the picture of what a handler sees first: the work list."""
    page = signed_in(browser, address, told, "handler", WIDE)
    page.goto("/office/cases/")
    keep(page, "worklist", height=900)


def handling(browser: Browser, address: str, told: dict[str, Any]) -> None:
    """Take the pictures of a reply: what is to be done, the guide half-way, the review with its comparison, the issue."""
    desks = {
        post: signed_in(browser, address, told, post, {"viewport": {"width": 1280, "height": 900}})
        for post in ("handler", "reviewer", "approver")
    }
    handler, reviewer, approver = desks.values()
    number = told["number"]
    guided(handler, number)
    text = handler.get_by_label("正文", exact=True)
    first, second = text.input_value(), "理由：本镇没有编制过这项材料。"
    text.fill(first.replace(REASON, second[:-1] + "，也没有从其他机关获取。"))
    handler.locator(".letter").get_by_text("也没有从其他机关获取。").wait_for()
    keep(handler, "writing", height=1900)
    text.fill(first.replace(REASON, second))
    handler.get_by_role("button", name="送审").click()
    say(reviewer, f"/office/cases/{number}/versions/reply/1/", "退回", "请写明是否从其他机关获取。")
    handler.goto(f"/office/cases/{number}/")
    keep(handler, "handling", height=1250)
    handler.get_by_role("link", name="按意见修改").click()
    text.fill(first.replace(REASON, second[:-1] + "，也没有从其他机关获取。"))
    handler.get_by_role("button", name="送审").click()
    reviewer.goto(f"/office/cases/{number}/versions/reply/2/")
    keep(reviewer, "review", height=1700)
    say(reviewer, f"/office/cases/{number}/versions/reply/2/", "同意")
    say(approver, f"/office/cases/{number}/versions/reply/2/", "同意")
    handler.goto(f"/office/cases/{number}/versions/reply/2/")
    handler.get_by_label("直接送达", exact=False).check()
    handler.locator("form", has_text="送达方式").get_by_role("button", name="发出").click()
    keep(handler, "issued", height=1100)


def guided(handler: Page, number: str) -> None:
    """Answer the questions of the guide, fill in the search record and take the text that is offered."""
    handler.goto(f"/office/cases/{number}/write/reply/")
    for question, answer in ANSWERS[:3]:
        handler.locator(f"#{question}-{answer}").check()
        handler.locator(f"#question-{question}.answered").wait_for()
    keep(handler, "guide", height=1350)
    handler.locator("#{}-{}".format(*ANSWERS[3])).check()
    handler.locator("#kind-does_not_exist").wait_for()
    for label, words in SEARCH.items():
        handler.get_by_label(label, exact=True).fill(words)
    handler.get_by_role("button", name="取用拟写的正文").click()
    handler.locator(".letter").get_by_text("检索情况：").wait_for()


def say(page: Page, path: str, verdict: str, opinion: str = "") -> None:
    """Say something of a version."""
    page.goto(path)
    page.get_by_label("意见", exact=False).fill(opinion)
    page.get_by_role("button", name=verdict, exact=True).click()
    page.wait_for_load_state("load")


def signed_in(browser: Browser, address: str, told: dict[str, Any], post: str, look: dict[str, Any]) -> Page:
    """Return the window of who holds a post in the organ whose request the demonstration shows."""
    page = window(browser, address, look)
    page.goto("/office/sign-in")
    page.get_by_label("登录名").fill(next(name for name, _, held in told["people"][::-1] if held == post))
    page.get_by_label("密码").fill(told["password"])
    page.get_by_role("button", name="登录").click()
    return page


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
